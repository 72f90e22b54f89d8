//! A wildcard or a variable in the id of an account, an organization, a VPC or an endpoint.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::language::variable::{self, Part, has_variable};
use vestibule_iam::message;
use vestibule_iam::policy::{Effect, KeyTest, PolicyKind};
use vestibule_iam::problem::{Severity, quoted};
use vestibule_iam::span::Text;
use vestibule_signin::keys::{ValueType, value_type};

use crate::view::tests;
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "wildcard-in-id",
    number: Some("VST018"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for wildcards and policy variables in the ids of accounts, organizations, VPCs and endpoints that a statement lets in.",
    why: "Such ids have no structure: a pattern matches those of strangers, and `*` those of everybody who has the key. A variable is what the request says: a tag, which others may set, or the key itself, which always equals it.",
    sources: &["GCK", "AA"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, ANY_VPC),
        Sample::Statements(PolicyKind::VpcEndpoint, SOME_ACCOUNTS),
        Sample::Statements(PolicyKind::ResourceControl, BY_TAG),
        Sample::Statements(PolicyKind::ResourceControl, ITSELF),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, WHOLE),
        Sample::Statements(PolicyKind::ResourceControl, DENIED),
        Sample::Statements(PolicyKind::ResourceControl, OF_THE_PRINCIPAL),
    ],
};

const ANY_VPC: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotLike":{"aws:SourceVpc":"vpc-*"},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const SOME_ACCOUNTS: &str = r#"{"Effect":"Allow","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"StringLike":{"aws:PrincipalAccount":"1111*"}}}"#;
const BY_TAG: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"${aws:PrincipalTag/vpc}"},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const ITSELF: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"${aws:SourceVpce}"},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const WHOLE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const DENIED: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringLike":{"aws:SourceVpc":"vpc-*"}}}"#;
const OF_THE_PRINCIPAL: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"StringNotEquals":{"aws:ResourceAccount":"${aws:PrincipalAccount}"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    for covered in view.covered() {
        let denies = covered.statement.effect != Some(Effect::Allow);
        let tests = tests(covered.statement);
        // A negated test in a Deny lets in, as another one does in an Allow.
        let lets_in = tests.filter(|(operator, _)| operator.negated == denies);
        found.extend(lets_in.filter_map(|(operator, test)| look(operator, test)));
    }
}

fn look(operator: Operator, test: &KeyTest) -> Option<Found> {
    if !is_id(&test.key.value) {
        return None;
    }
    let takes_patterns = operator.base == Base::StringLike;
    let mut values = test.values.iter();
    let is_pattern = |value: &&Text| {
        takes_patterns && !has_variable(&value.value) && value.value.contains(['*', '?'])
    };
    let message = match values.find(is_pattern) {
        Some(pattern) => message!(
            "{pattern} matches the ids of others as well",
            pattern = quoted(&pattern.value)
        ),
        None => {
            let mut values = test.values.iter();
            let value = values.find(|value| comes_with_request(&value.value, &test.key.value))?;
            message!(
                "{key} is compared with {value}, which the request itself says",
                key = quoted(&test.key.value),
                value = quoted(&value.value)
            )
        }
    };
    let help = message!("write each id whole, so that no other id matches");
    Some(RULE.at(test.span, message).help(help))
}

fn is_id(key: &str) -> bool {
    matches!(
        value_type(key),
        ValueType::Account | ValueType::Organization | ValueType::Vpc | ValueType::Endpoint
    )
}

/// Whether a text has a variable that is no id of another kind: AWS compares two ids such as
/// `aws:PrincipalAccount` and `aws:ResourceAccount`, and neither is chosen.
fn comes_with_request(text: &str, key: &str) -> bool {
    let parts = variable::parts(text).unwrap_or_default();
    parts.iter().any(|part| match part {
        Part::Variable { key: told, .. } => !is_id(told) || told.eq_ignore_ascii_case(key),
        Part::Text(_) | Part::Escaped(_) => false,
    })
}
