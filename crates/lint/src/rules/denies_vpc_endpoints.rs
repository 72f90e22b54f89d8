//! A Deny outside of some addresses, which holds for every request through a VPC endpoint.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::message;
use vestibule_iam::policy::{KeyTest, PolicyKind, Statement};
use vestibule_iam::problem::Severity;

use crate::view::{holds_when_absent, is, is_of_endpoint, tests};
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "denies-vpc-endpoints",
    number: Some("VST007"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements that deny sign-ins from everywhere but some addresses, and do not mention VPC endpoints.",
    why: "A request through a VPC endpoint has no `aws:SourceIp`, and a negated operator holds when its key is absent: everybody who signs in through a VPC endpoint is denied. AWS's second example does this.",
    sources: &["CK", "OPS"],
    finds: &[Sample::Statements(
        PolicyKind::ResourceControl,
        ADDRESSES_ALONE,
    )],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, BESIDE_A_VPC),
        Sample::Statements(PolicyKind::ResourceControl, TOLD_BY_NULL),
    ],
};

const ADDRESSES_ALONE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const BESIDE_A_VPC: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const TOLD_BY_NULL: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"Null":{"aws:SourceIp":"false"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    found.extend(view.denials().filter_map(|covered| look(covered.statement)));
}

fn look(statement: &Statement) -> Option<Found> {
    let test = denies_endpoints(statement)?;
    let message = message!(
        "this denies sign-ins through every VPC endpoint, because requests through one have no `aws:SourceIp`"
    );
    let help = message!(
        "if people sign in through a VPC endpoint, exempt it in this statement with `aws:SourceVpc`"
    );
    Some(RULE.at(test.span, message).help(help))
}

/// The test by which a statement denies every request through an endpoint, to spare some
/// addresses.
pub(super) fn denies_endpoints(statement: &Statement) -> Option<&KeyTest> {
    let is_source_ip = |test: &KeyTest| is(test, "aws:SourceIp");
    let may_be_false = |(operator, test): (Operator, &KeyTest)| {
        is_of_endpoint(&test.key.value)
            || (is_source_ip(test) && !holds_when_absent(operator, test))
    };
    if tests(statement).any(may_be_false) {
        return None;
    }
    let (_, test) = tests(statement).find(|(operator, test)| {
        is_source_ip(test) && operator.negated && operator.base == Base::IpAddress
    })?;
    Some(test)
}
