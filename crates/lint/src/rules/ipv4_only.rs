//! A list of addresses without any of IPv6.

use vestibule_iam::cidr::parse_network;
use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::message;
use vestibule_iam::policy::{KeyTest, PolicyKind};
use vestibule_iam::problem::Severity;

use crate::view::{is, tests};
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "ipv4-only",
    number: Some("VST048"),
    severity: Severity::Info,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements that deny outside of some addresses, all of them IPv4.",
    why: "A client with both families may reach AWS over IPv6. Its address is in no IPv4 range, so it is denied in the network that the list is to allow.",
    sources: &["GCK", "OPS"],
    finds: &[Sample::Statements(PolicyKind::ResourceControl, ONE_RANGE)],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, BOTH),
        Sample::Statements(PolicyKind::ResourceControl, BLOCKED),
    ],
};

const ONE_RANGE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const BOTH: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8:1234::/48"]},"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const BLOCKED: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    // Once a policy: what is done about it is done in every list.
    let mut tests = view.denials().flat_map(|covered| tests(covered.statement));
    found.extend(tests.find_map(|(operator, test)| look(operator, test)));
}

fn look(operator: Operator, test: &KeyTest) -> Option<Found> {
    let is_ipv4 = |range: &str| parse_network(range).is_ok_and(|network| network.ip().is_ipv4());
    let mut ranges = test.values.iter();
    let is_list = is(test, "aws:SourceIp") && operator.base == Base::IpAddress && operator.negated;
    if !is_list || test.values.is_empty() || !ranges.all(|range| is_ipv4(&range.value)) {
        return None;
    }
    let message = message!("a client that comes over IPv6 is in none of these ranges");
    let help = message!("if the network has IPv6, add its ranges to let them in");
    Some(RULE.at(test.span, message).help(help))
}
