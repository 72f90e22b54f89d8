//! Permission statements that let in others if AWS merges them.

use vestibule_analysis::{self as analysis, Comparison, Place, Unanswered};
use vestibule_iam::message;
use vestibule_iam::problem::{Message, Severity};
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_signin::{Authorizer, DecisionValue, Layer};
use vestibule_syntax::diagnostic::code;
use vestibule_wire::{Case, CaseFile, Finding, NoFiles, PermissionStatement, Policies};

use crate::lint::{Answers, CaseRule};
use crate::question::Question;
use crate::words::{circumstances, names};
use crate::{map, place, unanswered};

static OF: Rule = Rule {
    code: "statements-read-two-ways",
    number: Some("VST074"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for permission statements that let in other sign-ins if AWS merges them than if each denies by itself.",
    why: "AWS does not say how it combines several permission statements. If each denies by itself, a sign-in has to pass all of them. If AWS merges them, one of their networks is enough, and all their exclusions hold. One statement, or an RCP, has one interpretation.",
    sources: &["UG", "API"],
    finds: &[Sample::Case(OFFICES), Sample::Case(EXCLUSIONS)],
    passes: &[Sample::Case(ONE), Sample::Case(TWICE), Sample::Case(RCP)],
};

const OFFICES: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"permissionStatements":[{"sourceIp":"203.0.113.0/24","excludedPrincipal":"arn:aws:iam::111122223333:role/BreakGlass"},{"sourceIp":"198.51.100.0/24","excludedPrincipal":"arn:aws:iam::111122223333:role/BreakGlass"}]},"requests":[]}"#;
const EXCLUSIONS: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"permissionStatements":[{"sourceIp":"203.0.113.0/24","excludedPrincipal":"arn:aws:iam::111122223333:role/BreakGlass"},{"sourceIp":"203.0.113.0/24","excludedPrincipal":"arn:aws:iam::111122223333:user/BreakGlass"}]},"requests":[]}"#;
const ONE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"permissionStatements":[{"sourceIp":"203.0.113.0/24","excludedPrincipal":"arn:aws:iam::111122223333:role/BreakGlass"}]},"requests":[]}"#;
const TWICE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"permissionStatements":[{"sourceIp":"203.0.113.0/24","excludedPrincipal":"arn:aws:iam::111122223333:role/BreakGlass"},{"sourceIp":"203.0.113.0/24","excludedPrincipal":"arn:aws:iam::111122223333:role/BreakGlass","clientToken":"again"}]},"requests":[]}"#;
const RCP: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"permissionStatements":[{"sourceIp":"203.0.113.0/24"},{"sourceIp":"198.51.100.0/24"}],"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*"}]}}]},"requests":[]}"#;

/// How several permission statements are combined.
const POINT: &str = "J1";

/// So many statements are tried in the place of all of them.
const TRIED: usize = 6;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let case = answers.about.case;
    let told = answers.permission_statements();
    if told.len() < 2 {
        return Vec::new();
    }
    let question = answers.question();
    let [apart, merged] =
        [true, false].map(|is_apart| combined(case.file(), told, is_apart, &question));
    let (Some(apart), Some(merged)) = (apart, merged) else {
        return Vec::new();
    };
    let message = match analysis::diff(&apart, &merged, &question.options) {
        Ok(found) => match who(&found, &question.account) {
            Some(message) => message,
            None => return Vec::new(),
        },
        Err(why) => return vec![super::not_analysed(*unanswered::finding(why))],
    };
    let mut policies = case.compiled().authorizer().policies();
    let policy = policies.position(|policy| policy.layer == Layer::ResourceBased);
    let of_policy = policy.map(|policy| {
        let place = Place {
            policy,
            statement: 0,
        };
        map::by(case.compiled(), place)
    });
    let decided_by: Vec<_> = of_policy.into_iter().collect();
    let help = help(case.file(), told, &apart, &merged, &question);
    vec![answers.finding(&OF, message, &decided_by).help(help)]
}

/// The policies of a case with these permission statements, once console authorization is on:
/// each statement by itself or all of them merged.
fn combined(
    file: &CaseFile,
    told: &[PermissionStatement],
    is_apart: bool,
    question: &Question<'_>,
) -> Option<Authorizer> {
    let assumptions = file.assumptions.iter();
    let others = assumptions.filter(|(id, _)| *id != POINT);
    let others = others.map(|(id, shipped)| (id.to_owned(), *shipped));
    let alone = CaseFile {
        account: file.account.clone(),
        policies: Policies {
            permission_statements: told.to_vec(),
            ..Policies::default()
        },
        assumptions: others.chain([(POINT.to_owned(), is_apart)]).collect(),
        ..CaseFile::default()
    };
    let alone = Case::new(alone, &NoFiles);
    let is_own = |layer| layer == Layer::ResourceBased;
    let mut made = alone.compiled().authorizer().policies();
    let made = made.find(|policy| is_own(policy.layer))?;
    let all = question.authorizer.policies().map(|policy| {
        let policy = if is_own(policy.layer) { made } else { policy };
        policy.clone()
    });
    Some(
        question
            .authorizer
            .with_policies(all.collect())
            .once_enabled(),
    )
}

/// Whose sign-ins depend on how the statements are combined; nothing where none do.
fn who(found: &Comparison, account: &str) -> Option<Message> {
    let opens = |from, to| from == DecisionValue::Denied && to == DecisionValue::Allowed;
    let mut changes = found.chain.changes.iter();
    let first = changes
        .clone()
        .find(|change| opens(change.before.outcome, change.after.outcome));
    // Another action that denies is no other outcome.
    let first =
        first.or_else(|| changes.find(|change| change.before.outcome != change.after.outcome));
    if let Some(change) = first {
        let place = place::of_region(&change.place, account);
        let principals = place.principal.clone().unwrap_or_default();
        return Some(message!(
            "it depends on how AWS combines the permission statements whether {whom} can sign in {place}",
            whom = names(&[&principals]),
            place = circumstances(&place)
        ));
    }
    (!found.chain.undecided.is_empty()).then(|| {
        message!("who can sign in may depend on how AWS combines the permission statements")
    })
}

/// What to write so that both interpretations agree.
fn help(
    file: &CaseFile,
    told: &[PermissionStatement],
    apart: &Authorizer,
    merged: &Authorizer,
    question: &Question<'_>,
) -> Message {
    let alone = |wanted: &Authorizer| {
        let is_same = |one: &PermissionStatement| {
            let one = combined(file, std::slice::from_ref(one), true, question)?;
            let found: Result<Comparison, Unanswered> =
                analysis::diff(&one, wanted, &question.options);
            (found.ok()?.chain.is_equivalent() == Some(true)).then_some(())
        };
        let number = told
            .iter()
            .take(TRIED)
            .position(|one| is_same(one).is_some())?;
        Some(code(&format!("permissionStatements[{number}]")))
    };
    match (alone(merged), alone(apart)) {
        (Some(merged), Some(apart)) => message!(
            "keep {merged} alone to decide as merged statements, or {apart} alone to decide as each by itself",
            merged = merged,
            apart = apart
        ),
        (Some(merged), None) => message!(
            "keep {merged} alone, which decides as merged statements, or list networks and exclusions in an RCP",
            merged = merged
        ),
        (None, Some(apart)) => message!(
            "keep {apart} alone, which decides as each statement by itself, or list networks and exclusions in an RCP",
            apart = apart
        ),
        (None, None) => message!(
            "list all networks and exclusions in an RCP and keep one permission statement at most; `vestibule diff CASE.json --other-reading J1` shows who is affected"
        ),
    }
}
