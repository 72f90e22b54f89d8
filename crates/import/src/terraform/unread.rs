//! Resources that may have policies, and that are not read.

use std::collections::BTreeSet;

use vestibule_iam::json::Node;
use vestibule_syntax::diagnostic::codes;
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use super::resource::{Resource, deposed};
use crate::fact::{Fact, Part, Type};
use crate::output::Told;

/// What a resource of a type may have policies of, that is not read.
pub(crate) fn parts(of_type: &str) -> Vec<Part> {
    const ORGANIZATIONS: &str = "awscc_organizations_policy";
    let is_of_iam = of_type.starts_with("awscc_iam_")
        || of_type.starts_with("awscc_sso_")
        || of_type.starts_with("aws_ssoadmin_")
        || (of_type.starts_with("aws_iam_") && of_type.ends_with("_exclusive"));
    match of_type {
        ORGANIZATIONS => Type::ALL.map(Part::Policies).to_vec(),
        "awscc_ec2_vpc_endpoint" => vec![Part::Endpoints],
        _ if is_of_iam => vec![Part::Principals],
        _ => Vec::new(),
    }
}

/// What a resource that is put aside to be deleted, and that is still there, may have policies of.
fn parts_of_deposed(of_type: &str) -> Vec<Part> {
    match of_type {
        _ if of_type.starts_with("aws_organizations_policy") => {
            Type::ALL.map(Part::Policies).to_vec()
        }
        _ if of_type.starts_with("aws_iam_") => vec![Part::Principals],
        _ if of_type.starts_with("aws_vpc_endpoint") => vec![Part::Endpoints],
        _ => parts(of_type),
    }
}

/// Says which resources are not read, and that not all policies of their kinds are told.
pub(super) fn say(root: &Node, all: &[Resource<'_>], told: &mut Told) {
    let mut addresses: BTreeSet<String> = BTreeSet::new();
    let mut lost: BTreeSet<Part> = BTreeSet::new();
    for resource in all.iter().filter(|one| !one.is_data) {
        let parts = parts(resource.of_type);
        if !parts.is_empty() {
            addresses.insert(resource.address.clone());
            lost.extend(parts);
        }
    }
    for (address, of_type) in deposed(root) {
        let parts = parts_of_deposed(of_type);
        if !parts.is_empty() {
            addresses.insert(address);
            lost.extend(parts);
        }
    }
    for part in lost {
        told.fact(Fact::Partial(part));
    }
    if addresses.is_empty() {
        return;
    }
    let few = addresses.iter().take(20).map(|one| &**one);
    let message = message!(
        "these may have policies and are not read: {addresses}",
        addresses = codes(few)
    );
    let help = message!("import the outputs of the AWS CLI about them, too");
    told.say(Finding::new("import-terraform-unread", Severity::Warning, message).help(help));
}
