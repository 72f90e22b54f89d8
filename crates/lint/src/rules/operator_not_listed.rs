//! An operator that AWS does not list for a key of AWS Sign-In.

use vestibule_iam::message;
use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::{Severity, code, codes};
use vestibule_signin::keys::{self, Suits, fit};

use crate::view::{Tested, is_about_sign_in};
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "operator-not-listed",
    number: Some("VST069"),
    severity: Severity::Info,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for operators that AWS does not list for a key of AWS Sign-In, though they suit its type.",
    why: "AWS Sign-In lists for each of its keys the operators that it supports. What another one decides at a sign-in is not documented, even if it works elsewhere.",
    sources: &["CK"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, LIKE_ON_VPC),
        Sample::Statements(PolicyKind::ResourceControl, NOT_LIKE_ON_ARN),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, LISTED),
        Sample::Statements(PolicyKind::ServiceControl, OTHER_SERVICE),
        Sample::Statements(PolicyKind::ResourceControl, SAME_BY_ANOTHER_NAME),
    ],
};

const LIKE_ON_VPC: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotLike":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const NOT_LIKE_ON_ARN: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"StringNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const LISTED: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEqualsIfExists":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"Null":{"aws:SourceVpc":"false"}}}"#;
const OTHER_SERVICE: &str = r#"{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringNotLike":{"aws:SourceVpc":"vpc-*"}}}"#;
const SAME_BY_ANOTHER_NAME: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    let judged = |tested: &Tested<'_>| is_about_sign_in(tested.statement);
    found.extend(view.tested().filter(judged).filter_map(look));
}

fn look(tested: Tested<'_>) -> Option<Found> {
    let Tested {
        operator,
        block,
        test,
        ..
    } = tested;
    let row = keys::find(&test.key.value)?;
    let names = row.listed_names()?;
    if !matches!(
        fit(row.name, operator).suits,
        Suits::SameType | Suits::ByValue
    ) {
        return None;
    }
    let message = message!(
        "AWS does not list {operator} for {key}",
        operator = code(&block.name.value),
        key = code(row.name)
    );
    let help = message!(
        "write one that AWS Sign-In supports for it: {operators}",
        operators = codes(names.iter().copied())
    );
    Some(RULE.at(test.span, message).help(help))
}
