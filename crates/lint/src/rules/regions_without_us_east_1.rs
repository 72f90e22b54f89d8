//! A Deny of other Regions that denies the global endpoint.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::message;
use vestibule_iam::policy::{KeyTest, PolicyKind, Statement};
use vestibule_iam::problem::Severity;
use vestibule_iam::wildcard::Pattern;

use crate::view::{is, is_of_endpoint, tests};
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "regions-without-us-east-1",
    number: Some("VST016"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements that deny sign-ins in all Regions but some, of which us-east-1 is none.",
    why: "`signin.aws.amazon.com` is the endpoint of us-east-1: the sign-ins that begin there are denied, those of the root user always.",
    sources: &["EP"],
    finds: &[Sample::Statements(PolicyKind::ResourceControl, EUROPE)],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, WITH_US_EAST_1),
        Sample::Statements(PolicyKind::ResourceControl, BY_PATTERN),
        Sample::Statements(PolicyKind::ResourceControl, PINNED_VPC),
        Sample::Statements(PolicyKind::ServiceControl, OTHER_SERVICE),
        Sample::Statements(PolicyKind::ResourceControl, OTHER_PARTITION),
    ],
};

const EUROPE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-central-1","eu-west-1"]}}}"#;
const WITH_US_EAST_1: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]}}}"#;
const BY_PATTERN: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotLike":{"aws:RequestedRegion":["eu-*","us-*"]}}}"#;
const PINNED_VPC: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},"StringNotEquals":{"aws:RequestedRegion":"us-west-2"}}}"#;
const OTHER_SERVICE: &str = r#"{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}}"#;
const OTHER_PARTITION: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"us-gov-west-1"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    for covered in view.denials() {
        let names_actions = covered
            .statement
            .action
            .as_ref()
            .is_some_and(|action| !action.not);
        if names_actions {
            found.extend(look(covered.statement));
        }
    }
}

fn look(statement: &Statement) -> Option<Found> {
    let test = other_regions(statement)?;
    let message = message!("this denies us-east-1, whose endpoint is `signin.aws.amazon.com`");
    let help =
        message!("add `us-east-1` for the actions of a sign-in, so that this denies none there");
    Some(RULE.at(test.span, message).help(help))
}

/// The test by which a statement denies all Regions but some, of which us-east-1 is none.
pub(super) fn other_regions(statement: &Statement) -> Option<&KeyTest> {
    if pinned_region(statement).is_some() {
        return None; // of a VPC
    }
    let mut tests = tests(statement);
    let (_, test) = tests.find(|(operator, test)| denies_us_east_1(*operator, test))?;
    Some(test)
}

/// Whether a negated test of the Region holds in us-east-1 for certain, and not in all Regions
/// of its partition.
pub(super) fn denies_us_east_1(operator: Operator, test: &KeyTest) -> bool {
    let names = |value: &str| match operator.base {
        Base::StringLike => Pattern::new(value).matches("us-east-1"),
        _ => value.eq_ignore_ascii_case("us-east-1"),
    };
    let other_partition = |value: &str| {
        ["cn-", "us-gov-", "us-iso", "eu-isoe-", "eusc-"]
            .iter()
            .any(|start| value.starts_with(start))
    };
    let mut values = test.values.iter().map(|value| &*value.value);
    is(test, "aws:RequestedRegion")
        && operator.negated
        && !test.values.is_empty()
        && !test
            .values
            .iter()
            .any(|value| other_partition(&value.value))
        && values.all(|value| !value.contains("${") && !names(value))
}

/// The test by which a statement denies a VPC or an endpoint in other Regions.
pub(super) fn pinned_region(statement: &Statement) -> Option<&KeyTest> {
    let mut all = tests(statement);
    let of_vpc = all.any(|(operator, test)| {
        is_of_endpoint(&test.key.value) && !operator.negated && operator.is_constant().is_none()
    });
    let mut all = tests(statement);
    let (_, test) =
        all.find(|(operator, test)| is(test, "aws:RequestedRegion") && operator.negated)?;
    of_vpc.then_some(test)
}
