//! A Deny outside of some VPCs, which holds for every request over the internet.

use vestibule_iam::message;
use vestibule_iam::policy::{KeyTest, PolicyKind, Statement};
use vestibule_iam::problem::{Severity, quoted};
use vestibule_signin::Layer;

use crate::view::{is, is_of_endpoint, tests, when_missing};
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "denies-internet",
    number: Some("VST008"),
    severity: Severity::Info,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements that deny sign-ins from everywhere but some VPCs or endpoints, and do not mention addresses.",
    why: "A request over the internet has no `aws:SourceVpc`, and a negated operator holds when its key is absent: everybody who does not sign in through an endpoint is denied. That may be meant, and locks people out who work elsewhere.",
    sources: &["CK", "OPS"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, VPC_ALONE),
        Sample::Statements(PolicyKind::ResourceControl, ENDPOINT_ALONE),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, BESIDE_ADDRESSES),
        Sample::Statements(PolicyKind::ResourceControl, WITHIN_ENDPOINTS),
        Sample::Statements(PolicyKind::ResourceControl, ONE_VPC),
    ],
};

const VPC_ALONE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const ENDPOINT_ALONE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f60718"}}}"#;
const BESIDE_ADDRESSES: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const WITHIN_ENDPOINTS: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"Null":{"aws:SourceVpc":"false"}}}"#;
const ONE_VPC: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    // No request over the internet passes an endpoint.
    if view.layer != Layer::VpcEndpoint {
        found.extend(view.denials().filter_map(|covered| look(covered.statement)));
    }
}

fn look(statement: &Statement) -> Option<Found> {
    let test = denies_internet(statement)?;
    let message = message!(
        "this denies sign-ins over the internet, because requests there have no {key}",
        key = quoted(&test.key.value)
    );
    let help = message!(
        "if people sign in over the internet, exempt their addresses in this statement with `aws:SourceIp`"
    );
    Some(RULE.at(test.span, message).help(help))
}

/// The test by which a statement denies every request over the internet, to spare some through
/// endpoints.
pub(super) fn denies_internet(statement: &Statement) -> Option<&KeyTest> {
    let of_address = |test: &KeyTest| is(test, "aws:SourceIp");
    let of_endpoint = |test: &KeyTest| is_of_endpoint(&test.key.value);
    let mut all = tests(statement);
    let may_be_false = all.any(|(operator, test)| {
        of_address(test) || (of_endpoint(test) && when_missing(operator, test) != Some(true))
    });
    let mut all = tests(statement);
    let (_, test) = all.find(|(operator, test)| of_endpoint(test) && operator.negated)?;
    (!may_be_false).then_some(test)
}
