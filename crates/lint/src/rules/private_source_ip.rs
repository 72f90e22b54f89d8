//! A private range as the source of a request over the internet.

use std::net::IpAddr;

use vestibule_iam::cidr::{CidrError, parse_network};
use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::language::Effect;
use vestibule_iam::message;
use vestibule_iam::policy::{KeyTest, PolicyKind};
use vestibule_iam::problem::{Severity, quoted};
use vestibule_signin::address::NotPublic;

use crate::view::{is, tests};
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "private-source-ip",
    number: Some("VST012"),
    severity: Severity::Error,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for ranges of addresses that are not public and that `aws:SourceIp` is compared with.",
    why: "`aws:SourceIp` is the address from which a request reaches AWS over the internet. It is never a private, shared, reserved or multicast address. Alone, such a range lets nobody in; among others, it says nothing. Addresses inside of a VPC are in `aws:VpcSourceIp`.",
    sources: &["CK", "AA"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, OFFICE_PRIVATE),
        Sample::Statements(PolicyKind::ResourceControl, AMONG_PUBLIC),
        Sample::Statements(PolicyKind::ResourceControl, MULTICAST),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, PUBLIC),
        Sample::Statements(PolicyKind::ResourceControl, INSIDE),
    ],
};

const OFFICE_PRIVATE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}"#;
const AMONG_PUBLIC: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","fd00::/8"]}}}"#;
const MULTICAST: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["224.0.0.0/4","240.0.0.0/4"]}}}"#;
const PUBLIC: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["8.0.0.0/5","0.0.0.0/0"]}}}"#;
const INSIDE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/24"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    for statement in view.statements() {
        let tests = tests(statement);
        let denies = statement.effect != Some(Effect::Allow);
        found.extend(tests.filter_map(|(operator, test)| look(operator, test, denies)));
    }
}

fn look(operator: Operator, test: &KeyTest, denies: bool) -> Option<Found> {
    if !is(test, "aws:SourceIp") || operator.base != Base::IpAddress {
        return None;
    }
    let mut private = test
        .values
        .iter()
        .filter_map(|range| Some((range, not_public(&range.value)?)));
    let (first, kind) = private.next()?;
    let all = 1 + private.count() == test.values.len();
    let inside = matches!(kind, NotPublic::Private | NotPublic::Shared);
    let message = message!(
        "no request over the internet comes from {range}, which is not public",
        range = quoted(&first.value)
    );
    let help = if inside {
        message!(
            "compare an address inside of a VPC with `aws:VpcSourceIp`, beside `aws:SourceVpc`, which decides only there; `aws:SourceIp` holds public ones"
        )
    } else if denies == operator.negated {
        message!(
            "to let a network in, write the public addresses from which it reaches the internet"
        )
    } else {
        message!("to deny a network, write the public addresses from which it reaches the internet")
    };
    // Beside public ranges it only says nothing.
    let severity = if all { Severity::Error } else { Severity::Info };
    let finding = RULE.at(test.span, message).help(help);
    Some(finding.severity(severity))
}

/// What the range holds, when all of it is of one kind of addresses that are never the source
/// of a request over the internet.
fn not_public(range: &str) -> Option<NotPublic> {
    let network = match parse_network(range) {
        Ok(network) | Err(CidrError::HostBits(network)) => network,
        Err(_) => return None,
    };
    let end = |address: IpAddr| match NotPublic::of(address)? {
        // The last of the reserved addresses.
        NotPublic::Broadcast => Some(NotPublic::Reserved),
        kind => Some(kind),
    };
    let first = end(network.network())?;
    // `::/96` and `64:ff9b::/96` begin and end so, and hold what was translated from IPv4.
    (end(network.broadcast())? == first).then_some(first)
}
