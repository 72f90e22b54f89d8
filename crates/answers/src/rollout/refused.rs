//! Pairs of states of which no plan is made.

use std::collections::BTreeMap;

use vestibule_analysis::Unanswered;
use vestibule_iam::language::{Id, is_organizational_unit};
use vestibule_signin::control_plane::Parameter;
use vestibule_signin::{Assumption, AssumptionSet};
use vestibule_syntax::diagnostic::{Message, code, quoted};
use vestibule_syntax::message;
use vestibule_wire::{
    Case, CaseFile, ConsoleAuthorization, EndpointPolicy, Finding, Form, GuaranteeVerdict, Layer,
    NodePolicy, Organization, PrincipalPolicy, Severity, SourceDocument,
};

use super::Unplanned;
use super::search::STEPS;
use super::state::Looked;
use super::steps::{Change, Target, name_of, nodes};
use crate::{question, unanswered};

/// Checks that there may be a plan from one case to another.
pub(super) fn check(
    current: &Case,
    wanted: &Case,
    files: &[CaseFile; 2],
    stages: &[String],
) -> Result<(), Unplanned> {
    if let (Some(one), Some(other)) = (question::account(current), question::account(wanted))
        && one != other
    {
        return Err(unanswered::finding(Unanswered::AnotherAccount).into());
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
        )
        .into());
    }
    for (file, is_of_current) in [(from, true), (to, false)] {
        contradiction(file).map_err(|finding| Unplanned {
            is_of_current,
            findings: vec![*finding],
        })?;
    }
    one_root(from, to, stages)?;
    for (case, is_of_current) in [(current, true), (wanted, false)] {
        let of_organization = |document: &&SourceDocument| {
            matches!(
                document.layer,
                Layer::ResourceControl | Layer::ServiceControl
            )
        };
        let mut documents = case.compiled().documents().iter().filter(of_organization);
        if let Some(document) = documents.find(|document| document.form != Form::Plain) {
            let finding = error(
                "not-a-policy-text",
                message!("a plan attaches policies as they are, and this is the output of a tool"),
                message!("write the policy itself as `document`"),
                &document.path,
            );
            return Err(Unplanned {
                is_of_current,
                findings: vec![*finding],
            });
        }
    }
    same(from, to)?;
    Ok(())
}

/// Checks that both states are of one organization by the ids of its units, and that policies
/// can go to the stages.
fn one_root(from: &CaseFile, to: &CaseFile, stages: &[String]) -> Result<(), Box<Finding>> {
    for stage in stages {
        if !(Id::ROOT.matches(stage) || is_organizational_unit(stage) || Id::ACCOUNT.matches(stage))
        {
            return Err(error(
                "invalid-node",
                message!(
                    "{id} is neither a root, an organizational unit nor an account",
                    id = quoted(stage)
                ),
                message!(
                    "write `r-` and 4 to 32 lower-case letters or digits, `ou-` and two such parts, or twelve digits"
                ),
                "--stage",
            ));
        }
    }
    let [one, other] = [from, to].map(|file| units(file).into_iter().next());
    if let (Some((one, _)), Some((other, path))) = (&one, &other)
        && root_of(one) != root_of(other)
    {
        return Err(error(
            "another-organization",
            message!(
                "the current state has {one}, and the wanted one {other}, below another root",
                one = code(one),
                other = code(other)
            ),
            message!("plan within one organization: policies cannot be attached across"),
            path,
        ));
    }
    if let Some((unit, _)) = other.or(one)
        && let Some(stage) = stages
            .iter()
            .find(|stage| root_of(stage).is_some_and(|of| Some(of) != root_of(&unit)))
    {
        return Err(error(
            "another-organization",
            message!(
                "{stage} is below another root than {unit}",
                stage = code(stage),
                unit = code(&unit)
            ),
            message!("name stages of the organization that the account is in"),
            "--stage",
        ));
    }
    Ok(())
}

/// The roots and units that a case file names, each with its place.
fn units(file: &CaseFile) -> Vec<(String, String)> {
    let account = file.account.as_ref();
    let organization = account.and_then(|account| account.organization.as_ref());
    let path = organization.and_then(|organization| organization.path.as_deref());
    let path = path.unwrap_or_default().iter().enumerate();
    let mut units: Vec<(String, String)> = path
        .map(|(index, unit)| (unit.clone(), format!("account.organization.path[{index}]")))
        .collect();
    for (list, policies) in of_organization(file) {
        for (index, policy) in policies.iter().enumerate() {
            for node in nodes(policy.attached_to.as_deref().unwrap_or_default()) {
                units.push((
                    node.to_owned(),
                    format!("policies.{list}[{index}].attachedTo"),
                ));
            }
        }
    }
    units.retain(|(unit, _)| root_of(unit).is_some());
    units
}

/// What the ids of a root and of all units below it share.
fn root_of(id: &str) -> Option<&str> {
    match id.strip_prefix("ou-") {
        Some(rest) => rest.split('-').next(),
        None => id.strip_prefix("r-"),
    }
}

fn of_organization(file: &CaseFile) -> [(&'static str, &[NodePolicy]); 2] {
    [
        ("resourceControl", &file.policies.resource_control),
        ("serviceControl", &file.policies.service_control),
    ]
}

/// Checks that both states are the same in what no step changes.
fn same(from: &CaseFile, to: &CaseFile) -> Result<(), Box<Finding>> {
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
        (switched(from) != switched(to), "assumptions"),
        (
            differs(
                organization_of(from).and_then(|of| of.path.as_ref()),
                organization_of(to).and_then(|of| of.path.as_ref()),
            ),
            "account.organization.path",
        ),
        (
            differs(
                organization_of(from).map(|of| of.management_account),
                organization_of(to).map(|of| of.management_account),
            ),
            "account.organization.managementAccount",
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

/// Whether both are told and differ.
fn differs<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.is_some() && other.is_some() && one != other
}

/// The assumptions that a case reads the other way.
pub(super) fn switched(file: &CaseFile) -> AssumptionSet {
    let others = file.assumptions.iter().filter(|(_, is_ours)| !**is_ours);
    let others = others.filter_map(|(id, _)| Assumption::from_id(id));
    others.filter(|one| one.is_switchable()).collect()
}

pub(super) fn text(document: Option<&vestibule_wire::DocumentText>) -> Option<String> {
    let text = document?.text()?;
    Some(
        vestibule_iam::document::Document::parse(text)
            .root
            .to_compact_string(),
    )
}

fn organization_of(file: &CaseFile) -> Option<&Organization> {
    file.account.as_ref()?.organization.as_ref()
}

fn organization(file: &CaseFile) -> Option<&str> {
    organization_of(file)?.id.as_deref()
}

/// What of a state cannot be so.
fn contradiction(file: &CaseFile) -> Result<(), Box<Finding>> {
    let layers = [
        vestibule_signin::Layer::ResourceControl,
        vestibule_signin::Layer::ServiceControl,
    ];
    for (layer, (list, policies)) in layers.into_iter().zip(of_organization(file)) {
        let mut texts = BTreeMap::new();
        for (index, policy) in policies.iter().enumerate() {
            let name = name_of(layer, index, policy);
            let own = text(Some(&policy.document));
            let first = texts.entry(name.clone()).or_insert_with(|| own.clone());
            if *first != own {
                return Err(error(
                    "contradicting-state",
                    message!(
                        "the policy {name} has two texts in one state",
                        name = code(&name)
                    ),
                    message!("give each policy a name of its own, or the text that it has"),
                    &format!("policies.{list}[{index}]"),
                ));
            }
        }
    }
    let mut units = units(file).into_iter();
    if let Some((first, _)) = units.next()
        && let Some((other, path)) = units.find(|(unit, _)| root_of(unit) != root_of(&first))
    {
        return Err(error(
            "contradicting-state",
            message!(
                "{one} and {other} are below two roots, so not of one organization",
                one = code(&first),
                other = code(&other)
            ),
            message!("write the root and units of the organization that the account is in"),
            &path,
        ));
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

/// Checks the organization that console authorization is switched for.
pub(super) fn targets(changes: &[Change], to: &CaseFile) -> Result<(), Box<Finding>> {
    let is_of_organization = |change: &Change| {
        matches!(
            change,
            Change::Enable(Target::Organization) | Change::Disable(Target::Organization)
        )
    };
    if !changes.iter().any(is_of_organization) {
        return Ok(());
    }
    let Some(id) = organization(to) else {
        return Err(error(
            "missing-organization",
            message!("console authorization changes for an organization without an id"),
            message!("write it as `account.organization.id`"),
            "account.organization.id",
        ));
    };
    Parameter::TargetId.check(id).map_err(|refusal| {
        error(
            refusal.code(),
            refusal.message(),
            refusal.help(),
            "account.organization.id",
        )
    })
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
