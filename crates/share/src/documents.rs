//! The documents of a case, in one order for its values and for its text.

use vestibule_iam::json::Node;
use vestibule_wire::{CaseFile, DocumentText};

/// The documents of `file`.
pub(crate) fn of_file(file: &mut CaseFile) -> Vec<&mut DocumentText> {
    let policies = &mut file.policies;
    let mut documents: Vec<&mut DocumentText> = Vec::new();
    documents.extend(&mut policies.resource_based);
    let of_nodes = policies
        .resource_control
        .iter_mut()
        .chain(&mut policies.service_control);
    documents.extend(of_nodes.map(|entry| &mut entry.document));
    let of_principals = policies
        .identity
        .iter_mut()
        .flatten()
        .chain(&mut policies.permissions_boundary)
        .chain(&mut policies.session);
    documents.extend(of_principals.map(|entry| &mut entry.document));
    let of_endpoints = policies.vpc_endpoint.iter_mut();
    documents.extend(of_endpoints.map(|entry| &mut entry.document));
    let organization = file.organization.iter_mut();
    for account in organization.flat_map(|organization| &mut organization.accounts) {
        let policies = &mut account.policies;
        documents.extend(&mut policies.resource_based);
        let identity = policies.identity.iter_mut().flatten();
        documents.extend(identity.map(|entry| &mut entry.document));
        let endpoints = policies.vpc_endpoint.iter_mut();
        documents.extend(endpoints.map(|entry| &mut entry.document));
    }
    documents
}

/// The documents in the text of a case file, in the order of [`of_file`].
pub(crate) fn of_text(root: &Node) -> Vec<&Node> {
    const LISTS: [&str; 6] = [
        "resourceControl",
        "serviceControl",
        "identity",
        "permissionsBoundary",
        "session",
        "vpcEndpoint",
    ];
    const OF_ACCOUNTS: [&str; 2] = ["identity", "vpcEndpoint"];
    let mut documents = of_policies(root.get("policies"), &LISTS);
    let organization = root.get("organization");
    let accounts = organization.and_then(|organization| organization.get("accounts"));
    for account in accounts.map(Node::elements).unwrap_or_default() {
        documents.append(&mut of_policies(account.get("policies"), &OF_ACCOUNTS));
    }
    documents
}

/// The resource-based policy in `policies`, and those of its lists.
fn of_policies<'n>(policies: Option<&'n Node>, lists: &[&str]) -> Vec<&'n Node> {
    let Some(policies) = policies else {
        return Vec::new();
    };
    let entries = lists
        .iter()
        .filter_map(|list| policies.get(list))
        .flat_map(Node::elements);
    policies
        .get("resourceBased")
        .into_iter()
        .chain(entries.filter_map(|entry| entry.get("document")))
        .collect()
}
