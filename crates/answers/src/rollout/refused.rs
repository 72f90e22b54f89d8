//! Pairs of states of which no plan is made.

use vestibule_analysis::Unanswered;
use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{
    Case, CaseFile, ConsoleAuthorization, EndpointPolicy, Finding, Form, GuaranteeVerdict, Layer,
    NodePolicy, PrincipalPolicy, Severity, SourceDocument,
};

use super::search::STEPS;
use super::state::Looked;
use crate::{question, unanswered};

/// Checks that there may be a plan from one case to another.
pub(super) fn check(
    current: &Case,
    wanted: &Case,
    files: &[CaseFile; 2],
) -> Result<(), Box<Finding>> {
    if let (Some(one), Some(other)) = (question::account(current), question::account(wanted))
        && one != other
    {
        return Err(unanswered::finding(Unanswered::AnotherAccount));
    }
    let [from, to] = files;
    if let (Some(one), Some(other)) = (organization(from), organization(to))
        && one != other
    {
        return Err(error(
            "another-organization",
            message!(
                "the current state is of organization {one}, and the wanted one of {other}",
                one = code(one),
                other = code(other)
            ),
            message!("plan within one organization: policies cannot be attached across"),
            "account.organization.id",
        ));
    }
    contradiction(from)?;
    for case in [current, wanted] {
        let of_organization = |document: &&SourceDocument| {
            matches!(
                document.layer,
                Layer::ResourceControl | Layer::ServiceControl
            )
        };
        let mut documents = case.compiled().documents().iter().filter(of_organization);
        if let Some(document) = documents.find(|document| document.form != Form::Plain) {
            return Err(error(
                "not-a-policy-text",
                message!("a plan attaches policies as they are, and this is the output of a tool"),
                message!("write the policy itself as `document`"),
                &document.path,
            ));
        }
    }
    let policies = [&from.policies, &to.policies];
    let [one, other] = policies;
    let of_principals = |policies: &[PrincipalPolicy]| -> Vec<[Option<String>; 3]> {
        let parts = policies.iter().map(|of| {
            let text = text(Some(&of.document));
            [of.name.clone(), of.principal.clone(), text]
        });
        parts.collect()
    };
    let of_endpoints = |policies: &[EndpointPolicy]| -> Vec<[Option<String>; 3]> {
        let parts = policies.iter().map(|of| {
            let text = text(Some(&of.document));
            [of.name.clone(), of.endpoint.clone(), text]
        });
        parts.collect()
    };
    for (differs, path) in [
        (
            one.identity.as_deref().map(of_principals)
                != other.identity.as_deref().map(of_principals),
            "policies.identity",
        ),
        (
            of_principals(&one.permissions_boundary) != of_principals(&other.permissions_boundary),
            "policies.permissionsBoundary",
        ),
        (
            of_principals(&one.session) != of_principals(&other.session),
            "policies.session",
        ),
        (
            of_endpoints(&one.vpc_endpoint) != of_endpoints(&other.vpc_endpoint),
            "policies.vpcEndpoint",
        ),
        (
            text(one.resource_based.as_ref()) != text(other.resource_based.as_ref()),
            "policies.resourceBased",
        ),
        (
            one.permission_statements != other.permission_statements,
            "policies.permissionStatements",
        ),
    ] {
        if differs {
            return Err(error(
                "difference-without-step",
                message!(
                    "{member} differs between both states, and no step of a plan changes it",
                    member = code(path)
                ),
                message!("write it as it is now in both case files, and change it by itself"),
                path,
            ));
        }
    }
    Ok(())
}

fn text(document: Option<&vestibule_wire::DocumentText>) -> Option<String> {
    let text = document?.text()?;
    Some(
        vestibule_iam::document::Document::parse(text)
            .root
            .to_compact_string(),
    )
}

fn organization(file: &CaseFile) -> Option<&str> {
    let organization = file.account.as_ref()?.organization.as_ref()?;
    organization.id.as_deref()
}

/// What of a state cannot be so.
fn contradiction(file: &CaseFile) -> Result<(), Box<Finding>> {
    for (list, policies) in [
        ("policies.resourceControl", &file.policies.resource_control),
        ("policies.serviceControl", &file.policies.service_control),
    ] {
        for (index, policy) in policies.iter().enumerate() {
            let same = |other: &&NodePolicy| other.name.is_some() && other.name == policy.name;
            let mut before = policies.iter().take(index).filter(same);
            if before.any(|other| text(Some(&other.document)) != text(Some(&policy.document))) {
                return Err(error(
                    "contradicting-state",
                    message!(
                        "the policy {name} has two texts in the current state",
                        name = code(policy.name.as_deref().unwrap_or_default())
                    ),
                    message!("give each policy a name of its own, or the text that it has"),
                    &format!("{list}[{index}]"),
                ));
            }
        }
    }
    let account = file.account.as_ref();
    let told = account.and_then(|account| account.console_authorization);
    let has_organization = account.is_some_and(|account| account.organization.is_some())
        || !file.policies.resource_control.is_empty()
        || !file.policies.service_control.is_empty();
    let is_on =
        matches!(told, Some(ConsoleAuthorization::ByTarget(targets)) if targets.organization);
    if is_on && !has_organization {
        return Err(error(
            "contradicting-state",
            message!("console authorization is on for an organization that the account is not in"),
            message!("write the organization as `account.organization`"),
            "account.consoleAuthorization",
        ));
    }
    Ok(())
}

/// That the wanted state itself does not guarantee what it is to.
pub(super) fn unmet(goal: Option<&Looked>) -> Result<(), Box<Finding>> {
    let guarantees = goal.into_iter().flat_map(|goal| &goal.told.guarantees);
    let mut unmet = guarantees.filter(|one| one.verdict != GuaranteeVerdict::Holds);
    let Some(first) = unmet.next() else {
        return Ok(());
    };
    Err(error(
        "guarantee-not-met",
        message!(
            "the guarantee {name} does not hold in the wanted state",
            name = code(&first.name)
        ),
        message!("`vestibule prove` says why, and `vestibule repair` what to change"),
        "guarantees",
    ))
}

pub(super) fn too_many(steps: usize) -> Box<Finding> {
    error(
        "too-many-steps",
        message!(
            "the plan has {steps} steps, more than {limit}",
            steps = steps,
            limit = STEPS
        ),
        message!("plan a part of the change first"),
        "policies",
    )
}

fn error(code: &'static str, message: Message, help: Message, path: &str) -> Box<Finding> {
    Box::new(
        Finding::new(code, Severity::Error, message)
            .help(help)
            .path(path),
    )
}
