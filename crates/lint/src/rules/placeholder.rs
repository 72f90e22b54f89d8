//! A placeholder that is to be replaced.

use vestibule_iam::json::Node;
use vestibule_iam::message;
use vestibule_iam::policy::{PolicyKind, Statement};
use vestibule_iam::problem::{Severity, quoted};
use vestibule_iam::span::{Span, Text};

use crate::blank::blanks;
use crate::placeholder::placeholders;
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "placeholder",
    number: Some("VST058"),
    severity: Severity::Error,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for placeholders where a value of your own belongs. Examples and templates have `<my-corporate-cidr>`, `${Account}`, `REGION_HERE` or `vpc-EXAMPLE`.",
    why: "AWS refuses some of them and stores others. A stored placeholder equals nothing. A negated test of it holds for everybody, so a Deny denies everybody and exempts nobody.",
    sources: &["OPS"],
    finds: &[
        Sample::Statements(PolicyKind::ServiceControl, ACCOUNT),
        Sample::Statements(PolicyKind::ResourceControl, NETWORK),
    ],
    passes: &[Sample::Statements(PolicyKind::ServiceControl, VARIABLE)],
};

const ACCOUNT: &str = r#"{"Effect":"Deny","Action":"signin:*","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::${Account}:role/BreakGlass"}}}"#;
const NETWORK: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-EXAMPLE"},"NotIpAddress":{"aws:SourceIp":"<my-corporate-cidr>"}}}"#;
const VARIABLE: &str = r#"{"Effect":"Deny","Action":"signin:*","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/${aws:PrincipalTag/user}"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    for statement in &view.policy.statements {
        for (text, words) in texts(statement) {
            for range in placeholders(&text.value, words) {
                let name = text.value.get(range.clone()).unwrap_or_default();
                found.push(of(name, place(view, text, range)));
            }
        }
    }
}

fn of(name: &str, place: Span) -> Found {
    let message = message!("{placeholder} is a placeholder", placeholder = quoted(name));
    let help = message!(
        "replace it with your own value; until then it matches nothing, and a negated test of it holds for everybody"
    );
    RULE.at(place, message).help(help)
}

/// Adds the placeholders of a tree that no statement has that was read of it, since another
/// mistake keeps it from being read.
pub fn beside_statements(root: &Node, found: &mut Vec<Found>) {
    for blank in blanks(root).iter().filter(|blank| blank.is_placeholder) {
        let string = blank.string;
        let is_said = |one: &Found| {
            let is_in = string.start <= one.span.start && one.span.end <= string.end;
            one.code.code == RULE.code && is_in
        };
        if !found.iter().any(is_said) {
            found.push(of(&blank.name, blank.place()));
        }
    }
    Found::sort(found);
}

/// The texts of a statement, each with whether words without brackets count in it: tags and
/// what browsers send may say anything.
fn texts(statement: &Statement) -> Vec<(&Text, bool)> {
    let mut texts = Vec::new();
    let principals = statement.principal.iter().flat_map(|of| &of.entries);
    texts.extend(principals.map(|entry| (&entry.value, true)));
    let resources = statement.resource.iter().flat_map(|of| &of.patterns);
    texts.extend(resources.map(|resource| (resource, true)));
    for test in statement.conditions.iter().flat_map(|block| &block.tests) {
        let key = test.key.value.to_ascii_lowercase();
        let is_free = key.contains('/') || key.ends_with("useragent") || key.ends_with("referer");
        texts.extend(test.values.iter().map(|value| (value, !is_free)));
    }
    texts
}

/// The place of a part of `text`; of all of it where it is written with escapes.
fn place(view: &View<'_>, text: &Text, range: std::ops::Range<usize>) -> Span {
    let raw = text.span.of(view.text).unwrap_or_default();
    if raw.get(1..raw.len().saturating_sub(1)) != Some(&*text.value) {
        return text.span;
    }
    let at = |offset: usize| {
        u32::try_from(offset).map_or(text.span.end, |offset| text.span.start + 1 + offset)
    };
    Span::new(at(range.start), at(range.end))
}
