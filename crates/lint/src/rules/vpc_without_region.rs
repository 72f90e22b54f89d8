//! A VPC that is named without its Region.

use vestibule_iam::message;
use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::Severity;
use vestibule_signin::Layer;

use crate::view::{is, tests};
use crate::{Check, Covered, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "vpc-without-region",
    number: Some("VST014"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for policies that let a VPC in by its id and nowhere test the Region beside it.",
    why: "The id of a VPC is unique within its Region only. AWS says to test `aws:RequestedRegion` beside `aws:SourceVpc`, and its API asks for the Region with a VPC.",
    sources: &["CK", "API"],
    finds: &[Sample::Statements(PolicyKind::ResourceControl, ALONE)],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, PINNED),
        Sample::Statements(PolicyKind::ResourceControl, BLOCKED),
        Sample::Statements(PolicyKind::VpcEndpoint, OF_AN_ENDPOINT),
    ],
};

const ALONE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const PINNED: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}},{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"StringNotEquals":{"aws:RequestedRegion":"us-east-1"}}}"#;
const BLOCKED: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const OF_AN_ENDPOINT: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    // An endpoint stands in one Region, and so do the VPCs that reach it.
    if view.layer != Layer::VpcEndpoint {
        found.extend(look(view));
    }
}

fn look(view: &View<'_>) -> Option<Found> {
    let has =
        |covered: &Covered<'_>, key: &str| tests(covered.statement).any(|(_, test)| is(test, key));
    let mut covered = view.covered();
    let pinned = covered
        .any(|covered| has(&covered, "aws:SourceVpc") && has(&covered, "aws:RequestedRegion"));
    if pinned {
        return None;
    }
    let mut of_denials = view.denials().flat_map(|covered| tests(covered.statement));
    let (_, test) =
        of_denials.find(|(operator, test)| is(test, "aws:SourceVpc") && operator.negated)?;
    let message = message!(
        "the id of a VPC is unique within its Region only, and no statement tests the Region beside it"
    );
    let help = message!(
        "add a statement that denies with this `aws:SourceVpc` where `aws:RequestedRegion` is another than the VPC's"
    );
    Some(RULE.at(test.span, message).help(help))
}
