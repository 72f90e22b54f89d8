//! An action that another one of the list covers.

use vestibule_iam::message;
use vestibule_iam::policy::{PatternElement, PolicyKind};
use vestibule_iam::problem::Severity;
use vestibule_iam::span::Span;

use crate::redundant::{self, Items, covered, removal};
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "redundant-action",
    number: Some("VST071"),
    severity: Severity::Info,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for actions of statements on sign-ins that another action of the list covers.",
    why: "They change nothing and count towards the size of the policy. Who reads them may take the list for narrower than it is.",
    sources: &["ACT", "AA"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, COVERED),
        Sample::Statements(PolicyKind::Identity, TWICE),
    ],
    passes: &[Sample::Statements(PolicyKind::ResourceControl, APART)],
};

const COVERED: &str = r#"{"Effect":"Deny","Principal":"*","Action":["signin:*","signin:Authenticate"],"Resource":"*"}"#;
const TWICE: &str = r#"{"Effect":"Allow","Action":["signin:CreateOAuth2Token","signin:createOAuth2Token"],"Resource":"*"}"#;
const APART: &str = r#"{"Effect":"Deny","Principal":"*","Action":["signin:Authenticate","signin:Create*"],"Resource":"*"}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    for covered in view.covered() {
        if let Some(action) = &covered.statement.action {
            found.extend(look(view, action, Items::Actions, &RULE));
        }
    }
}

/// The items of an element that others of it cover, as findings of `rule`.
pub(super) fn look(
    view: &View<'_>,
    element: &PatternElement,
    how: Items,
    rule: &'static Rule,
) -> Vec<Found> {
    let places: Vec<Span> = element.patterns.iter().map(|item| item.span).collect();
    let found = covered(&element.patterns, how).into_iter();
    let found = found.filter_map(|(at, by)| {
        let (item, by) = (element.patterns.get(at)?, element.patterns.get(by)?);
        let message = redundant::message(by, item);
        let finding = rule.at(item.span, message).related(by.span);
        let finding = finding.help(message!("take it out, or write what was meant instead"));
        Some(match removal(view.text, element.span, &places, at) {
            Some(edit) => finding
                .edits(vec![edit])
                .fix_title(message!("take it out"))
                .safe(),
            None => finding,
        })
    });
    found.collect()
}
