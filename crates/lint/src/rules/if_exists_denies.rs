//! `IfExists` in a Deny, which then denies whoever lacks the key.

use vestibule_iam::condition::Operator;
use vestibule_iam::message;
use vestibule_iam::policy::{KeyTest, OperatorBlock, PolicyKind};
use vestibule_iam::problem::{Severity, code, quoted};

use super::for_all_values_allows::is_required;
use crate::view::{blocks, is, is_of_network, is_of_principal, tests, when_missing};
use crate::{Check, Covered, Doc, Found, Rule, Sample, View, fix};

pub(super) static RULE: Rule = Rule {
    code: "if-exists-denies",
    number: Some("VST011"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements that deny some addresses, VPCs or principals by an operator with `IfExists`.",
    why: "With the suffix the test holds when the key is absent. A Deny of some addresses then denies every request through a VPC endpoint. A Deny of some VPCs denies every request over the internet.",
    sources: &["OPS"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, ADDRESSES),
        Sample::Statements(PolicyKind::ResourceControl, VPCS),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, PLAIN),
        Sample::Statements(PolicyKind::ResourceControl, NEGATED),
        Sample::Statements(PolicyKind::ResourceControl, ALWAYS_THERE),
        Sample::Statements(PolicyKind::ResourceControl, WITHIN_ONE),
    ],
};

const ADDRESSES: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"IpAddressIfExists":{"aws:SourceIp":"198.51.100.0/24"}}}"#;
const VPCS: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEqualsIfExists":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const PLAIN: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"198.51.100.0/24"}}}"#;
const NEGATED: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddressIfExists":{"aws:SourceIp":"203.0.113.0/24"},"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const ALWAYS_THERE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEqualsIfExists":{"aws:RequestedRegion":"eu-west-1"}}}"#;
const WITHIN_ONE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f60718"},"IpAddressIfExists":{"aws:VpcSourceIp":"10.0.0.0/24"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    for covered in view.denials() {
        let tests = blocks(covered.statement);
        found.extend(
            tests.filter_map(|(operator, block, test)| look(view, &covered, operator, block, test)),
        );
    }
}

fn look(
    view: &View<'_>,
    covered: &Covered<'_>,
    operator: Operator,
    block: &OperatorBlock,
    test: &KeyTest,
) -> Option<Found> {
    let key = &*test.key.value;
    let suffixed = operator.if_exists && !operator.negated && operator.set.is_none();
    let told = is_of_network(key) || is_of_principal(key);
    let mut actions = covered.evaluated(view);
    let there = actions.any(|action| !view.never_sees(key, action));
    // Some other test of the network may say that the key is there.
    let mut others = tests(covered.statement);
    let within = others.any(|(by, other)| {
        is_of_network(key)
            && is_of_network(&other.key.value)
            && !is(other, key)
            && when_missing(by, other) == Some(false)
    });
    if !suffixed || !told || !there || within || is_required(covered.statement, key) {
        return None;
    }
    let message = message!(
        "{operator} holds where {key} is absent, so this denies every request without it",
        operator = code(&block.name.value),
        key = quoted(key)
    );
    let plain = Operator {
        if_exists: false,
        ..operator
    };
    let help = message!(
        "write {operator}, which denies no request without {key}",
        operator = code(&fix::name(block, plain)),
        key = quoted(key)
    );
    let finding = RULE.at(test.span, message).help(help);
    Some(match fix::operator(covered.statement, block, plain) {
        Some(edit) => finding.edits(vec![edit]),
        None => finding,
    })
}
