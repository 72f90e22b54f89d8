//! The domains as a firewall takes them: one on a line.

use std::collections::BTreeSet;

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::NeededDomain;

use super::DoorsAnswer;

/// A line of the list for a firewall.
#[derive(Clone, Debug, PartialEq)]
pub enum FirewallLine {
    /// A domain.
    Domain(String),
    /// A remark, which stands behind a `#`: about what is left out, or is to be filled in.
    Remark(Message),
}

impl DoorsAnswer {
    /// Each domain once, on a line of its own. With `no_wildcards` the hosts that AWS documents
    /// stand in the place of a domain with a `*`.
    pub fn firewall_lines(&self, no_wildcards: bool) -> Vec<FirewallLine> {
        let mut told = BTreeSet::new();
        let mut lines = Vec::new();
        for domain in &self.answer.domains {
            if !told.insert(&domain.domain) {
                continue;
            }
            if !no_wildcards || !domain.domain.contains('*') {
                lines.push(line(&domain.domain));
                continue;
            }
            lines.push(FirewallLine::Remark(why(domain)));
            for host in domain.hosts.iter().flatten() {
                if told.insert(host) {
                    lines.push(line(host));
                }
            }
        }
        lines
    }
}

fn why(domain: &NeededDomain) -> Message {
    let name = code(&domain.domain);
    if domain.hosts.is_some() {
        message!(
            "{domain} may have more hosts than AWS documents",
            domain = name
        )
    } else {
        message!(
            "{domain} has no host names that AWS documents",
            domain = name
        )
    }
}

fn line(domain: &str) -> FirewallLine {
    if domain.contains('[') {
        let note = message!(
            "{domain} needs what stands in brackets",
            domain = code(domain)
        );
        return FirewallLine::Remark(note);
    }
    FirewallLine::Domain(domain.to_owned())
}
