//! A Deny of other Regions with exceptions for services, of which Sign-In is none.

use vestibule_iam::message;
use vestibule_iam::policy::{PolicyKind, Statement};
use vestibule_iam::problem::Severity;
use vestibule_signin::Layer;

use super::regions_without_us_east_1::other_regions;
use crate::{Check, Doc, Found, Rule, Sample, View, fix};

pub(super) static RULE: Rule = Rule {
    code: "region-deny-covers-sign-in",
    number: Some("VST032"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for SCPs that deny all services but some outside of some Regions, and spare neither `signin` nor us-east-1.",
    why: "Once console authorization is on, SCPs bear on sign-ins. `signin.aws.amazon.com` is the endpoint of us-east-1, so such an SCP denies everybody who signs in there to a member account.",
    sources: &["UG", "EP"],
    finds: &[Sample::Statements(PolicyKind::ServiceControl, NOT_SPARED)],
    passes: &[
        Sample::Statements(PolicyKind::ServiceControl, SPARED),
        Sample::Statements(PolicyKind::ServiceControl, WITH_US_EAST_1),
    ],
};

const NOT_SPARED: &str = r#"{"Effect":"Deny","NotAction":["iam:*","route53:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-central-1","eu-west-1"]}}}"#;
const SPARED: &str = r#"{"Effect":"Deny","NotAction":["iam:*","signin:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-central-1","eu-west-1"]}}}"#;
const WITH_US_EAST_1: &str = r#"{"Effect":"Deny","NotAction":["iam:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    if view.layer == Layer::ServiceControl {
        let denials = view.denials();
        found.extend(denials.filter_map(|covered| look(view, covered.statement)));
    }
}

fn look(view: &View<'_>, statement: &Statement) -> Option<Found> {
    let element = statement.action.as_ref().filter(|action| action.not)?;
    let region = other_regions(statement)?;
    let message = message!(
        "this denies the sign-ins of member accounts at `signin.aws.amazon.com`, the endpoint of us-east-1"
    );
    let finding = RULE.at(element.span, message).related(region.span);
    let finding = finding.help(message!(
        "add `signin:*` to `NotAction`, so that this denies no sign-in"
    ));
    Some(match fix::append(view.text, element, "signin:*") {
        Some(edit) => finding.edits(vec![edit]),
        None => finding,
    })
}
