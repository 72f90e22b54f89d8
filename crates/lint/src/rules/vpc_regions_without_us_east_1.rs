//! VPCs whose Regions do not include that of the global endpoint.

use vestibule_iam::message;
use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::Severity;

use super::regions_without_us_east_1::{denies_us_east_1, pinned_region};
use crate::view::tests;
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "vpc-regions-without-us-east-1",
    number: Some("VST060"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for policies that let VPCs in by their Regions, of which us-east-1 is none.",
    why: "Private access to the console needs `signin.aws.amazon.com` to resolve to the endpoint of us-east-1. The VPC of that endpoint is another than those of other Regions. Whoever begins to sign in there comes from a VPC that the policy does not list. Or the Region denies the sign-in.",
    sources: &["EP", "VPCE"],
    finds: &[Sample::Statements(PolicyKind::ResourceControl, WEST_ALONE)],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, EAST_TOO),
        Sample::Statements(PolicyKind::ResourceControl, NO_VPC),
    ],
};

const WEST_ALONE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}},{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"StringNotEquals":{"aws:RequestedRegion":"us-west-2"}}}"#;
const EAST_TOO: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":["vpc-0a1b2c3d4e5f60718","vpc-1a1b2c3d4e5f60718"]},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}},{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"StringNotEquals":{"aws:RequestedRegion":"us-west-2"}}},{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1a1b2c3d4e5f60718"},"StringNotEquals":{"aws:RequestedRegion":"us-east-1"}}}"#;
const NO_VPC: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"us-west-2"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    found.extend(look(view));
}

fn look(view: &View<'_>) -> Option<Found> {
    let mut first = None;
    for covered in view.denials() {
        let Some(region) = pinned_region(covered.statement) else {
            continue;
        };
        let mut tests = tests(covered.statement);
        if !tests.any(|(operator, test)| denies_us_east_1(operator, test)) {
            return None;
        }
        first.get_or_insert(region);
    }
    let message =
        message!("no VPC is let in at us-east-1, whose endpoint is `signin.aws.amazon.com`");
    let help = message!(
        "let the VPC of the endpoint in us-east-1 in as well, with a statement for its Region"
    );
    Some(RULE.at(first?.span, message).help(help))
}
