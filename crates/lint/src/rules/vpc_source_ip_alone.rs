//! An address inside of a VPC, without the VPC that it is in.

use vestibule_iam::condition::Base;
use vestibule_iam::message;
use vestibule_iam::policy::{PolicyKind, Statement};
use vestibule_iam::problem::Severity;
use vestibule_signin::Layer;

use crate::view::{is, tests};
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "vpc-source-ip-alone",
    number: Some("VST013"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements that compare `aws:VpcSourceIp` and neither `aws:SourceVpc` nor `aws:SourceVpce`.",
    why: "Private addresses are not unique: every VPC may have the same ranges, those of other accounts included. AWS says to test the VPC or the endpoint beside them.",
    sources: &["CK", "AA"],
    finds: &[Sample::Statements(PolicyKind::ResourceControl, ALONE)],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, WITH_VPC),
        Sample::Statements(PolicyKind::ResourceControl, WITH_ENDPOINT),
        Sample::Statements(PolicyKind::ResourceControl, WHETHER_IT_IS),
    ],
};

const ALONE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/16"}}}"#;
const WITH_VPC: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/16"},"StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const WITH_ENDPOINT: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/16"},"StringNotEquals":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f60718"}}}"#;
const WHETHER_IT_IS: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"Null":{"aws:VpcSourceIp":"true"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    // An endpoint stands in one VPC.
    if view.layer != Layer::VpcEndpoint {
        found.extend(view.statements().filter_map(look));
    }
}

fn look(statement: &Statement) -> Option<Found> {
    let mut all = tests(statement);
    let (_, test) =
        all.find(|(operator, test)| is(test, "aws:VpcSourceIp") && operator.base != Base::Null)?;
    let mut all = tests(statement);
    // Also by the ARN of the VPC.
    if all.any(|(_, other)| {
        other
            .key
            .value
            .to_ascii_lowercase()
            .starts_with("aws:sourcevpc")
    }) {
        return None;
    }
    let message =
        message!("the same addresses exist in other VPCs, and no test says which VPC is meant");
    let help = message!(
        "test `aws:SourceVpc` or `aws:SourceVpce` in the same statement, so that it decides only there"
    );
    Some(RULE.at(test.span, message).help(help))
}
