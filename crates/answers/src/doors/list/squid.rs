//! The `acl` and `http_access` lines of a Squid configuration.

use std::collections::BTreeMap;

use vestibule_syntax::diagnostic::{code, codes};
use vestibule_syntax::message;
use vestibule_wire::AllowListFormat;

use super::super::pattern::host;
use super::{Effect, List, Rule, numbered};

/// ACLs of these types say which client asks, and how: not for which host.
const OF_CLIENTS: [&str; 8] = [
    "src",
    "method",
    "port",
    "proto",
    "proxy_auth",
    "myportname",
    "localport",
    "arp",
];
/// ACLs that Squid has by itself.
const BUILT_IN: [&str; 4] = ["localhost", "localnet", "manager", "to_localhost"];

/// An ACL.
#[derive(Default)]
struct Acl {
    hosts: Vec<Host>,
    /// True for an ACL of which some value could not be read.
    is_open: bool,
    of_clients: bool,
    other: bool,
}

struct Host {
    line: u32,
    text: String,
    patterns: Vec<String>,
}

pub(super) fn read(text: &str) -> List {
    let mut list = List::new(AllowListFormat::Squid);
    let mut acls: BTreeMap<String, Acl> = BTreeMap::new();
    let mut access: Vec<(u32, String)> = Vec::new();
    for (line, told) in joined(text) {
        let words: Vec<&str> = told.split_whitespace().collect();
        match words.as_slice() {
            ["acl", name, kind, values @ ..] => {
                acl(
                    &mut list,
                    acls.entry((*name).to_owned()).or_default(),
                    line,
                    kind,
                    values,
                );
            }
            ["http_access", ..] => access.push((line, told)),
            ["include", ..] => list.unread(
                line,
                &told,
                message!("it reads another file, which is not looked at"),
                vec!["*".to_owned()],
            ),
            _ => {}
        }
    }
    if access.is_empty() {
        list.notes.push(message!(
            "the file has no {directive} line: each of its domains counts as let through",
            directive = code("http_access")
        ));
        let hosts = acls.values().flat_map(|acl| &acl.hosts);
        let mut hosts: Vec<&Host> = hosts.collect();
        hosts.sort_by_key(|host| host.line);
        for host in hosts {
            list.rule(rule(host, Effect::Passes, None));
        }
    }
    for (line, told) in access {
        if decide(&mut list, &acls, line, &told) {
            break;
        }
    }
    list
}

/// Lines without comments, and with those that go on in the next one.
fn joined(text: &str) -> Vec<(u32, String)> {
    let mut all: Vec<(u32, String)> = Vec::new();
    let mut open: Option<(u32, String)> = None;
    for (line, told) in numbered(text) {
        let told = if told.trim_start().starts_with('#') {
            ""
        } else {
            told.split(" #").next().unwrap_or_default()
        };
        let (first, mut whole) = open.take().unwrap_or((line, String::new()));
        match told.trim_end().strip_suffix('\\') {
            Some(part) => {
                whole.push_str(part);
                whole.push(' ');
                open = Some((first, whole));
            }
            None => {
                whole.push_str(told);
                all.push((first, whole));
            }
        }
    }
    all.extend(open);
    all
}

fn acl(list: &mut List, acl: &mut Acl, line: u32, kind: &str, values: &[&str]) {
    let values = values.iter().filter(|value| !value.starts_with('-'));
    match kind {
        "dstdomain" | "ssl::server_name" => {
            for value in values {
                if value.starts_with('"') || value.starts_with("parameters(") {
                    acl.is_open = true;
                    list.unread(
                        line,
                        value,
                        message!("its domains stand in another file, which is not looked at"),
                        vec!["*".to_owned()],
                    );
                    continue;
                }
                if value.contains('*') {
                    list.unread(
                        line,
                        value,
                        message!(
                            "{kind} takes no {star}: a leading dot stands for all hosts below a domain",
                            kind = code(kind),
                            star = code("*")
                        ),
                        Vec::new(),
                    );
                    continue;
                }
                let (name, is_parent) = match value.strip_prefix('.') {
                    Some(name) => (name, true),
                    None => (*value, false),
                };
                match host(name) {
                    Some(name) => acl.hosts.push(Host {
                        line,
                        text: (*value).to_owned(),
                        patterns: if is_parent {
                            vec![format!("*.{name}"), name]
                        } else {
                            vec![name]
                        },
                    }),
                    None => list.unread(line, value, message!("it is not a domain"), Vec::new()),
                }
            }
        }
        "dstdom_regex" | "url_regex" | "ssl::server_name_regex" | "dst" => {
            acl.is_open = true;
            let text: Vec<&str> = values.copied().collect();
            list.unread(
                line,
                &format!("{kind} {}", text.join(" ")),
                message!(
                    "an ACL of type {kind} names no domain that could be read",
                    kind = code(kind)
                ),
                vec!["*".to_owned()],
            );
        }
        _ if OF_CLIENTS.contains(&kind) => acl.of_clients = true,
        _ => acl.other = true,
    }
}

/// Takes an `http_access` line in; true for one behind which nothing counts.
fn decide(list: &mut List, acls: &BTreeMap<String, Acl>, line: u32, told: &str) -> bool {
    let mut words = told.split_whitespace().skip(1);
    let passes = words.next() == Some("allow");
    let mut named: Vec<&str> = Vec::new();
    let mut others: Vec<&str> = Vec::new();
    let mut is_other = false;
    for word in words.filter(|word| *word != "all") {
        let name = word.strip_prefix('!').unwrap_or(word);
        match acls.get(name) {
            Some(acl) if !acl.hosts.is_empty() || acl.is_open => named.push(word),
            Some(acl) => {
                is_other |= acl.other || !acl.of_clients;
                others.push(word);
            }
            None => {
                is_other |= !BUILT_IN.contains(&name) && name != "CONNECT";
                others.push(word);
            }
        }
    }
    let route = (!others.is_empty()).then(|| others.join(" "));
    match named.as_slice() {
        // What a line about clients stops, it stops whatever the host is.
        [] if !passes => return route.is_none(),
        [] if !is_other => {
            list.rule(Rule {
                line,
                text: super::shown(told),
                patterns: vec!["*".to_owned()],
                path: None,
                effect: Effect::Passes,
                route,
            });
            return others.is_empty();
        }
        [one] if !is_other && (passes || route.is_none()) => {
            let is_not = one.starts_with('!');
            let Some(acl) = acls.get(one.trim_start_matches('!')) else {
                return false;
            };
            if passes && is_not {
                let all = Rule {
                    line,
                    text: super::shown(told),
                    patterns: vec!["*".to_owned()],
                    path: None,
                    effect: Effect::Passes,
                    route,
                };
                for host in &acl.hosts {
                    list.rule(rule(host, Effect::Stops, None));
                }
                list.rule(all);
            } else if is_not {
                let patterns = acl.hosts.iter().flat_map(|host| host.patterns.clone());
                list.rule(Rule {
                    line,
                    text: super::shown(told),
                    patterns: patterns.collect(),
                    path: None,
                    effect: Effect::StopsOthers,
                    route: None,
                });
            } else {
                let effect = if passes {
                    Effect::Passes
                } else {
                    Effect::Stops
                };
                if acl.is_open && !passes {
                    list.rule(may_stop(line, told, vec!["*".to_owned()]));
                }
                for host in &acl.hosts {
                    list.rule(rule(host, effect, route.clone()));
                }
            }
        }
        _ => {
            let hosts = named
                .iter()
                .filter_map(|name| acls.get(name.trim_start_matches('!')));
            let patterns = hosts
                .flat_map(|acl| &acl.hosts)
                .flat_map(|host| host.patterns.clone());
            let patterns: Vec<String> = patterns.collect();
            let patterns = if named.iter().any(|name| name.starts_with('!')) || named.is_empty() {
                vec!["*".to_owned()]
            } else {
                patterns
            };
            if !passes {
                list.rule(may_stop(line, told, patterns.clone()));
            }
            list.unread(
                line,
                told,
                message!(
                    "it depends on more than the host: {acls}",
                    acls = codes(named.iter().chain(&others).copied())
                ),
                patterns,
            );
        }
    }
    false
}

fn may_stop(line: u32, told: &str, patterns: Vec<String>) -> Rule {
    Rule {
        line,
        text: super::shown(told),
        patterns,
        path: None,
        effect: Effect::MayStop,
        route: None,
    }
}

fn rule(host: &Host, effect: Effect, route: Option<String>) -> Rule {
    Rule {
        line: host.line,
        text: host.text.clone(),
        patterns: host.patterns.clone(),
        path: None,
        effect,
        route,
    }
}
