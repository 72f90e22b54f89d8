//! All that is found in a case file and its policies, each in the file in which it stands.

use std::collections::BTreeSet;

use vestibule_iam::policy::Policy;
use vestibule_iam::sort;
use vestibule_iam::span::Span;

use super::case::Case;
use crate::contract::finding::{self, Edit, Finding, Fix, Range, Related};
use crate::contract::words::Layer;
use crate::input::fingerprint::Fingerprints;
use crate::input::place::Place;
use crate::input::placed::{self, Placed, Statement};
use crate::input::report::Report;
use crate::input::rule_names::RuleNames;
use crate::input::source_document::SourceDocument;
use crate::input::suppress::{Suppressing, mistakes};

/// What was found in a case file and its policies.
#[derive(Debug)]
pub struct CheckedCase {
    /// What was found: first in the case file, then in each file that it names, in the order
    /// of the places.
    pub found: Vec<Placed>,
    /// True when nothing was passed over for not being readable.
    pub is_whole: bool,
}

impl Case {
    /// What was found in the case file and its policies, each in the file in which it stands.
    pub fn placed(&self, findings: Vec<Finding>) -> CheckedCase {
        let mut is_whole = self.is_usable() && self.unread().next().is_none();
        let unread: Vec<&str> = self.unread().map(|document| &*document.path).collect();
        let fingerprints = &mut Fingerprints::new();
        let mut found = Vec::new();
        let is_of_policy = |finding: &Finding| finding.policy.is_some() && finding.path.is_some();
        let (of_policies, of_case): (Vec<Finding>, Vec<Finding>) =
            findings.into_iter().partition(is_of_policy);
        if let Some(source) = self.source() {
            let mut placed = placed::place(of_case.into_iter(), &[], source, fingerprints);
            for one in &mut placed {
                // A rule about the whole case has a number; anything else makes it unusable.
                one.must_be_told |= one.finding.is_error() && one.finding.rule.is_none();
            }
            found.append(&mut placed);
        }
        for document in self.compiled().documents() {
            let is_here = |finding: &&Finding| finding.path.as_deref() == Some(&*document.path);
            let mut here: Vec<Finding> = of_policies.iter().filter(is_here).cloned().collect();
            let mut statements = Vec::new();
            for policy in self.policies_of(&document.path) {
                is_whole &= placed::is_whole(policy);
                statements.extend(Statement::all(policy));
            }
            sort::by_key(&mut here, |finding| finding.span.map(|span| span.start));
            let here = here.into_iter();
            let mut placed = placed::place(here, &statements, &document.document, fingerprints);
            for one in &mut placed {
                one.must_be_told |= unread.contains(&&*document.path);
                self.move_to_file(one, document);
            }
            found.append(&mut placed);
        }
        // First the case file, then each file once, in the order in which they are named.
        let mut files: Vec<Option<String>> = vec![None];
        for one in &found {
            if !files.contains(&one.file) {
                files.push(one.file.clone());
            }
        }
        let order = |one: &Placed| {
            let file = files.iter().position(|file| *file == one.file);
            (file, one.finding.span.map(|span| span.start))
        };
        sort::by_key(&mut found, order);
        let mut seen = BTreeSet::new();
        // Two entries that name one file find the same in it.
        found.retain(|one| {
            let span = one.finding.span.map(|span| (span.start, span.end));
            one.file.is_none()
                || seen.insert((
                    one.file.clone(),
                    span,
                    one.finding.code.to_string(),
                    one.finding.layer.map(Layer::name),
                ))
        });
        CheckedCase { found, is_whole }
    }

    /// A finding with where it lies, before anything is told: its places are those in its
    /// document still, and it has no fingerprint.
    pub fn lying(&self, finding: &Finding) -> Placed {
        let path = finding.policy.as_ref().and(finding.path.as_deref());
        let document = path.and_then(|path| self.compiled().document(path));
        let statements = path.map_or(Vec::new(), |path| {
            self.policies_of(path).flat_map(Statement::all).collect()
        });
        let file = document.filter(|document| document.origin.is_none());
        Placed::of(
            finding.clone(),
            file.and_then(|document| document.file.clone()),
            &statements,
        )
    }

    /// The policies of the document of the entry at `path`.
    fn policies_of(&self, path: &str) -> impl Iterator<Item = &Policy> {
        let policies = self.compiled().authorizer().policies();
        let here: Vec<usize> = self.compiled().of_document(path).collect();
        let policies = policies.enumerate();
        policies
            .filter_map(move |(index, attached)| here.contains(&index).then_some(&attached.policy))
    }

    /// What is wrong with the suppressions of the case file, of which there is one for each
    /// that it has, after they were applied; without `names` it is not looked at whether a rule is
    /// called so.
    pub fn complaints(
        &self,
        used: &[Suppressing],
        names: Option<&RuleNames>,
        is_whole: bool,
    ) -> Vec<Placed> {
        let Some(source) = self.source() else {
            return Vec::new();
        };
        let mut report = Report::new(Some(source));
        let place = Place::Root.member("suppressions");
        let told = &self.file().suppressions;
        for (index, (suppression, suppressing)) in told.iter().zip(used).enumerate() {
            let place = place.element(index);
            let mistakes = mistakes(suppression, names);
            let finding = suppressing.finding(is_whole);
            // What no rule is called is never used.
            if let (true, Some(finding)) = (mistakes.is_empty(), finding) {
                report.value(&place, finding);
            }
            for (member, finding) in mistakes {
                report.value(&place.member(member), finding);
            }
        }
        let findings = report.into_findings().into_iter();
        placed::place(findings, &[], source, &mut Fingerprints::new())
    }

    /// Tells the places of a finding in a policy in the file in which that stands.
    fn move_to_file(&self, placed: &mut Placed, document: &SourceDocument) {
        let (Some(origin), Some(source)) = (&document.origin, self.source()) else {
            placed.file.clone_from(&document.file);
            return;
        };
        let moved = |span: finding::Span| {
            let span = origin.place(Span::from(span));
            (span.into(), Range::of(span, &source.lines))
        };
        let finding = &mut placed.finding;
        if let Some(span) = finding.span {
            let (span, range) = moved(span);
            (finding.span, finding.range) = (Some(span), Some(range));
        }
        finding.related = finding.related.map(|related| {
            let (span, range) = moved(related.span);
            Related { span, range }
        });
        // Text to put into a string would have to be encoded like what is around it, and a
        // policy that AWS manages is not the user's to change.
        let fix = finding.fix.take().filter(|_| origin.is_written());
        finding.fix = fix.map(|fix| {
            let edits = fix.edits.into_iter().map(|edit| {
                let (span, range) = moved(edit.span);
                Edit {
                    span,
                    range,
                    ..edit
                }
            });
            Fix {
                edits: edits.collect(),
                ..fix
            }
        });
    }
}
