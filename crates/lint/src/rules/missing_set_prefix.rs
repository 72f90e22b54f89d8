//! A key of several values that is tested as if it had one.

use vestibule_iam::condition::{Operator, SetPrefix};
use vestibule_iam::message;
use vestibule_iam::policy::{Effect, PolicyKind};
use vestibule_iam::problem::{Severity, code, quoted};
use vestibule_signin::keys::{SetUse, fit};

use crate::view::Tested;
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "missing-set-prefix",
    number: Some("VST070"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for keys of several values that an operator without `ForAnyValue:` or `ForAllValues:` compares.",
    why: "Where such a key is there, an operator without a prefix never holds, the negated ones included: a Deny with it does not apply to those who have the key, and an Allow allows them nothing.",
    sources: &["MV", "AA", "E2"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, PATHS),
        Sample::Statements(PolicyKind::VpcEndpoint, PATHS_ALLOWED),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, PREFIXED),
        Sample::Statements(PolicyKind::ResourceControl, NULL),
        Sample::Statements(PolicyKind::ResourceControl, SINGLE),
    ],
};

const PATHS: &str = r#"{"Effect":"Deny","Principal":"*","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"*","Condition":{"StringNotLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"}}}"#;
const PATHS_ALLOWED: &str = r#"{"Effect":"Allow","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringLike":{"aws:ResourceOrgPaths":"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"}}}"#;
const PREFIXED: &str = r#"{"Effect":"Deny","Principal":"*","Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"*","Condition":{"ForAllValues:StringNotLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"}}}"#;
const NULL: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"Null":{"aws:PrincipalOrgPaths":"true"}}}"#;
const SINGLE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    found.extend(view.tested().filter_map(look));
}

fn look(tested: Tested<'_>) -> Option<Found> {
    let Tested {
        statement,
        operator,
        block,
        test,
    } = tested;
    let key = &*test.key.value;
    if fit(key, operator).set != SetUse::Missing {
        return None;
    }
    let name = code(&block.name.value);
    let message = match statement.effect {
        Some(Effect::Allow) => message!(
            "{key} has several values, and {operator} without a set prefix never holds for them: this allows nothing where the key is there",
            key = quoted(key),
            operator = name
        ),
        Some(Effect::Deny) | None => message!(
            "{key} has several values, and {operator} without a set prefix never holds for them: this denies nothing where the key is there",
            key = quoted(key),
            operator = name
        ),
    };
    let set = if operator.negated {
        SetPrefix::ForAllValues
    } else {
        SetPrefix::ForAnyValue
    };
    let right = Operator {
        set: Some(set),
        ..operator
    };
    let help = message!(
        "if it is to hold as it would for a single value, write {operator}",
        operator = code(&right.to_string())
    );
    Some(RULE.at(test.span, message).help(help))
}
