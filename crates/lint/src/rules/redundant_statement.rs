//! A statement that another one of the policy covers.

use vestibule_iam::message;
use vestibule_iam::policy::{PatternElement, PolicyKind, Statement};
use vestibule_iam::problem::Severity;
use vestibule_iam::span::Span;
use vestibule_iam::wildcard::Pattern;

use crate::redundant::removal;
use crate::view::is_of_every_resource;
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "redundant-statement",
    number: Some("VST072"),
    severity: Severity::Info,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements on sign-ins that say nothing beside another one: of the same effect, principals and conditions, about actions and resources that it covers.",
    why: "They change nothing and count towards the size of the policy. Who edits one of the two finds the other still there.",
    sources: &["AA"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, COVERED),
        Sample::Statements(PolicyKind::Identity, TWICE),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, OTHER_CONDITION),
        Sample::Statements(PolicyKind::Identity, OTHER_EFFECT),
    ],
};

const COVERED: &str = r#"{"Sid":"All","Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}},{"Sid":"First","Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const TWICE: &str = r#"{"Effect":"Allow","Action":"signin:CreateOAuth2Token","Resource":"*"},{"Effect":"Allow","Action":"signin:CreateOAuth2Token","Resource":"*"}"#;
const OTHER_CONDITION: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}},{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60719"}}}"#;
const OTHER_EFFECT: &str = r#"{"Effect":"Allow","Action":"signin:*","Resource":"*"},{"Effect":"Deny","Action":"signin:CreateOAuth2Token","Resource":"*"}"#;

/// How many statements of a policy are compared with each other.
const COMPARED: usize = 200;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    let of_sign_in: Vec<&Statement> = view.covered().map(|covered| covered.statement).collect();
    if of_sign_in.len() > COMPARED {
        return;
    }
    for (at, statement) in of_sign_in.iter().enumerate() {
        // Of two that cover each other the first stays.
        let covering = of_sign_in.iter().enumerate().find(|(other, by)| {
            *other != at && covers(by, statement) && !(at < *other && covers(statement, by))
        });
        let Some((_, by)) = covering else {
            continue;
        };
        let place = Span::new(statement.span.start, statement.span.start + 1);
        let message = message!("another statement of the policy covers this one");
        let finding = RULE.at(place, message).related(by.span);
        let finding = finding.help(message!("take one of the two out"));
        found.push(match edit(view, statement) {
            Some(edit) => finding
                .edits(vec![edit])
                .fix_title(message!("take it out"))
                .safe(),
            None => finding,
        });
    }
}

/// Whether `wide` applies wherever `narrow` does, and decides the same, as far as shape tells.
fn covers(wide: &Statement, narrow: &Statement) -> bool {
    wide.effect == narrow.effect
        && is_same_principal(wide, narrow)
        && includes(wide.action.as_ref(), narrow.action.as_ref())
        && (is_of_every_resource(wide) || is_same(wide.resource.as_ref(), narrow.resource.as_ref()))
        && are_same_conditions(wide, narrow)
}

fn is_same_principal(one: &Statement, other: &Statement) -> bool {
    match (&one.principal, &other.principal) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            let entry =
                |of: &vestibule_iam::policy::PrincipalEntry| (of.kind, of.value.value.clone());
            one.not == other.not
                && one
                    .entries
                    .iter()
                    .map(entry)
                    .eq(other.entries.iter().map(entry))
        }
        _ => false,
    }
}

fn is_same(one: Option<&PatternElement>, other: Option<&PatternElement>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    let value = |text: &vestibule_iam::span::Text| text.value.clone();
    one.not == other.not
        && one
            .patterns
            .iter()
            .map(value)
            .eq(other.patterns.iter().map(value))
}

/// Whether each action of `narrow` is among those of `wide`.
fn includes(wide: Option<&PatternElement>, narrow: Option<&PatternElement>) -> bool {
    if is_same(wide, narrow) {
        return true;
    }
    let (Some(wide), Some(narrow)) = (wide, narrow) else {
        return false;
    };
    let mut narrow_patterns = narrow.patterns.iter();
    !wide.not
        && !narrow.not
        && !narrow.patterns.is_empty()
        && narrow_patterns.all(|action| {
            let mut patterns = wide.patterns.iter();
            patterns.any(|pattern| {
                // A `?` stands for one character, and a `*` of the other for many.
                pattern.value.eq_ignore_ascii_case(&action.value)
                    || !pattern.value.contains('?')
                        && Pattern::new_ignore_ascii_case(&pattern.value).matches(&action.value)
            })
        })
}

/// Whether both have the same tests, in any order of operators.
fn are_same_conditions(one: &Statement, other: &Statement) -> bool {
    let has = |of: &Statement, block: &vestibule_iam::policy::OperatorBlock| {
        of.conditions.iter().any(|known| {
            known.name.value == block.name.value
                && known.tests.len() == block.tests.len()
                && known.tests.iter().zip(&block.tests).all(|(a, b)| {
                    let same_key = a.key.value.eq_ignore_ascii_case(&b.key.value);
                    let value = |text: &vestibule_iam::span::Text| text.value.clone();
                    same_key && a.values.iter().map(value).eq(b.values.iter().map(value))
                })
        })
    };
    one.conditions.len() == other.conditions.len()
        && one.conditions.iter().all(|block| has(other, block))
}

/// The edit that takes the statement out of the list that it stands in.
fn edit(view: &View<'_>, statement: &Statement) -> Option<(Span, String)> {
    let all = &view.policy.statements;
    let places: Vec<Span> = all.iter().map(|one| one.span).collect();
    let at = places.iter().position(|place| *place == statement.span)?;
    let first = places.first()?;
    let before = Span::new(0, first.start).of(view.text)?.trim_end();
    let bracket = u32::try_from(before.len().checked_sub(1)?).ok()?;
    let list = Span::new(bracket, places.last()?.end);
    removal(view.text, list, &places, at)
}
