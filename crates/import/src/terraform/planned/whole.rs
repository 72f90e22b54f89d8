//! Whether a file is a plan that tells all that it changes, and of which organization.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_iam::json::{self, Code, Node, Value};
use vestibule_syntax::diagnostic::{code, codes};
use vestibule_syntax::limits::{DOCUMENT_DEPTH, IMPORT_BYTES};
use vestibule_syntax::message;
use vestibule_wire::{CaseFile, Finding, Severity};

use super::change::{Change, untold};
use super::known::organization_of;
use crate::node::OrganizationsArn;
use crate::terraform::resource::{Resource, changed, of_values};
use crate::terraform::{Form, refused, shown};

/// The value of a file that is a plan.
///
/// # Errors
/// Why nothing is said of it.
pub(super) fn plan(bytes: &[u8]) -> Result<Node, Box<Finding>> {
    if bytes.len() > IMPORT_BYTES {
        return Err(Box::new(too_large()));
    }
    let (text, _) = json::decode(bytes);
    let json::Parsed { root, problems } = json::parse_any_length(&text);
    let is_wrong = |one: &json::Problem| one.severity == vestibule_iam::problem::Severity::Error;
    let mut deep = problems.iter();
    if deep.any(|one| one.code == Code::NestingTooDeep) {
        return Err(Box::new(too_deep()));
    }
    if problems.iter().any(is_wrong) || Form::of(&root) != Some(Form::Plan) {
        return Err(Box::new(not_a_plan()));
    }
    match refused(Form::Plan, &root).or_else(|| puts_off(&root)) {
        Some(refused) => Err(Box::new(refused)),
        None => Ok(root),
    }
}

/// Of a plan that does not tell all that it changes. One of some resources alone, by `-target`, is
/// not complete either, but does nothing else.
fn puts_off(root: &Node) -> Option<Finding> {
    let has = |name: &str| {
        root.get(name)
            .is_some_and(|one| !matches!(one.value, Value::Null) && !one.elements().is_empty())
    };
    (has("deferred_changes") || has("deferred_action_invocations")).then(|| {
        let message = message!("the plan puts some changes off, so it does not tell what they do");
        let help = message!("apply it, plan again, and compare the plan that is complete");
        Finding::new("import-terraform-deferred", Severity::Error, message).help(help)
    })
}

/// Checks that what is to be is told as a change, or as it was.
///
/// # Errors
/// What is not, as in a plan from which somebody took the changes.
pub(super) fn is_told(root: &Node, prior: &[Resource<'_>]) -> Result<(), Box<Finding>> {
    let planned = root.get("planned_values").map(of_values);
    let changed = changed(root);
    let managed = |one: &&Resource<'_>| !one.is_data;
    let before: BTreeMap<&str, &Resource<'_>> = prior
        .iter()
        .filter(managed)
        .map(|one| (&*one.address, one))
        .collect();
    for resource in planned.unwrap_or_default().iter().filter(managed) {
        if changed.contains(&*resource.address) {
            continue;
        }
        let text = |one: &Resource<'_>| one.values().to_compact_string();
        let was = before.get(&*resource.address);
        if was.is_none_or(|was| text(was) != text(resource)) {
            return Err(untold(&resource.address));
        }
    }
    Ok(())
}

/// The ids of the organizations that a plan tells.
pub(super) fn organizations<'d>(
    prior: &[Resource<'d>],
    planned: &[Resource<'d>],
    changes: &[Change<'d>],
) -> BTreeSet<&'d str> {
    let sides = changes.iter().flat_map(Change::sides);
    let all = prior.iter().chain(planned).chain(sides);
    let ids = all.filter_map(|one| match one.of_type {
        "aws_organizations_organization" => one.text("id"),
        of_type if of_type.starts_with("aws_organizations_") => {
            Some(OrganizationsArn::of(one.text("arn")?)?.organization)
        }
        _ => None,
    });
    // Policies that AWS manages are of none.
    ids.filter(|id| id.starts_with("o-")).collect()
}

/// Why nothing is said of a plan that is not of the organization of the case.
pub(super) fn of_another(base: &CaseFile, told: &BTreeSet<&str>) -> Option<Finding> {
    let own = organization_of(base)?;
    if told.is_empty() || told.contains(own) {
        return None;
    }
    let message = message!(
        "the plan is of organization {organizations}, and the case file of {own}",
        organizations = codes(told.iter().copied().take(20)),
        own = code(own)
    );
    let help = message!(
        "name the case file of the organization that the plan changes with {option}",
        option = code("--case FILE")
    );
    Some(Finding::new("import-other-organization", Severity::Error, message).help(help))
}

/// Says what changes of the plan are of something that the case does not have.
pub(super) fn passed_over(addresses: &BTreeSet<String>) -> Option<Finding> {
    if addresses.is_empty() {
        return None;
    }
    let addresses: Vec<String> = addresses.iter().cloned().collect();
    let message = message!(
        "these change another organization, or accounts that the case file does not have: {addresses}",
        addresses = shown(&addresses)
    );
    let help = message!("name the case file that has them, to compare these, too");
    Some(Finding::new("import-other-organization", Severity::Info, message).help(help))
}

fn too_large() -> Finding {
    let message = message!(
        "the file is larger than the {most} bytes that are imported",
        most = IMPORT_BYTES
    );
    let help = message!("make a plan of fewer resources, such as with `-target`");
    Finding::new("import-too-large", Severity::Error, message).help(help)
}

fn too_deep() -> Finding {
    let message = message!(
        "the file is nested deeper than the {most} levels that are read",
        most = DOCUMENT_DEPTH
    );
    let help = message!("apply it, collect, and compare both case files");
    Finding::new("nesting-too-deep", Severity::Error, message).help(help)
}

fn not_a_plan() -> Finding {
    let message = message!("it is not a plan of Terraform as JSON");
    let call = code("terraform show -json FILE");
    let help = message!(
        "run {call} of a plan, and hand in what it prints",
        call = call
    );
    Finding::new("import-not-a-plan", Severity::Error, message).help(help)
}
