//! Addresses and VPCs that are allowed by statements of their own, of which each denies the other.

use vestibule_iam::condition::Operator;
use vestibule_iam::message;
use vestibule_iam::policy::{KeyTest, PolicyKind};
use vestibule_iam::problem::Severity;

use super::denies_internet::denies_internet;
use super::denies_vpc_endpoints::denies_endpoints;
use crate::view::{is, is_of_every_resource, is_of_principal, names_everyone, tests};
use crate::{Check, Covered, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "separate-network-statements",
    number: Some("VST009"),
    severity: Severity::Error,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for a statement that denies outside of some addresses beside one that denies outside of some VPCs.",
    why: "A request over the internet has no `aws:SourceVpc`. A request through an endpoint has no `aws:SourceIp`. Negated operators hold when their keys are absent, so each statement denies all that the other is to allow. Together they deny everybody whom they do not exempt. Put tests that are to hold together into one statement.",
    sources: &["CK", "OPS"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, APART),
        Sample::Statements(PolicyKind::ResourceControl, WITH_EXEMPTION),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, TOGETHER),
        Sample::Statements(PolicyKind::ResourceControl, OTHER_ACTIONS),
        Sample::Statements(PolicyKind::ResourceControl, OTHER_ACCOUNTS),
    ],
};

const APART: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}},{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const WITH_EXEMPTION: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}},{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const TOGETHER: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const OTHER_ACTIONS: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}},{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const OTHER_ACCOUNTS: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"StringEquals":{"aws:ResourceAccount":"111122223333"}}},{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"StringEquals":{"aws:ResourceAccount":"444455556666"}}}"#;

/// How many statements are compared with each other.
const COMPARED: usize = 100;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    let denials: Vec<Covered<'_>> = view
        .denials()
        .filter(|covered| names_everyone(covered.statement))
        .filter(|covered| is_of_every_resource(covered.statement))
        .take(COMPARED)
        .collect();
    for covered in &denials {
        let Some(addresses) = denies_endpoints(covered.statement) else {
            continue;
        };
        let other = denials.iter().find_map(|other| {
            let vpcs = denies_internet(other.statement)?;
            (shares_action(covered, other) && is_as_wide(covered, addresses, other, vpcs))
                .then_some(vpcs)
        });
        if let Some(vpcs) = other {
            let message = message!(
                "this denies every request through a VPC endpoint, and another statement every one over the internet: together they deny everybody whom they do not exempt"
            );
            let help = message!(
                "put both tests into one statement, so that it denies only where both hold"
            );
            found.push(
                RULE.at(addresses.span, message)
                    .help(help)
                    .related(vpcs.span),
            );
        }
    }
}

fn shares_action(one: &Covered<'_>, other: &Covered<'_>) -> bool {
    one.actions()
        .any(|action| other.actions().any(|same| same == action))
}

/// Whether nothing but exemptions, and tests that stand in both, narrows the two statements.
fn is_as_wide(
    one: &Covered<'_>,
    of_one: &KeyTest,
    other: &Covered<'_>,
    of_other: &KeyTest,
) -> bool {
    let narrows = |covered: &Covered<'_>, chosen: &KeyTest, against: &Covered<'_>| {
        tests(covered.statement).any(|(operator, test)| {
            let exempts = operator.negated && is_of_principal(&test.key.value);
            let same = |(by, there): (Operator, &KeyTest)| by == operator && is_same(test, there);
            test.span != chosen.span && !exempts && !tests(against.statement).any(same)
        })
    };
    !narrows(one, of_one, other) && !narrows(other, of_other, one)
}

fn is_same(one: &KeyTest, other: &KeyTest) -> bool {
    let values = one.values.iter().map(|value| &value.value);
    is(one, &other.key.value) && values.eq(other.values.iter().map(|value| &value.value))
}
