//! Where the documents of a case file stand in its text.

use vestibule_iam::document::Document;
use vestibule_iam::json::{Node, Value, decode_string};

use crate::contract::case_file::CaseFile;
use crate::contract::document::{DocumentText, Origin, Way};

/// Notes for every document of `file` where it stands in `document`.
pub(crate) fn find(file: &mut CaseFile, document: &Document) {
    of_accounts(file, document);
    let Some(layers) = document.root.get("policies") else {
        return;
    };
    let policies = &mut file.policies;
    if let (Some(text), Some(node)) = (&mut policies.resource_based, layers.get("resourceBased")) {
        note(text, node, document);
    }
    let list = |name: &str| layers.get(name).map(Node::elements).unwrap_or_default();
    let of_nodes = [
        ("resourceControl", &mut policies.resource_control),
        ("serviceControl", &mut policies.service_control),
    ];
    for (name, entries) in of_nodes {
        note_all(
            entries.iter_mut().map(|entry| &mut entry.document),
            list(name),
            document,
        );
    }
    let mut none = Vec::new();
    let of_principals = [
        ("identity", policies.identity.as_mut().unwrap_or(&mut none)),
        ("permissionsBoundary", &mut policies.permissions_boundary),
        ("session", &mut policies.session),
    ];
    for (name, entries) in of_principals {
        note_all(
            entries.iter_mut().map(|entry| &mut entry.document),
            list(name),
            document,
        );
    }
    let endpoints = policies
        .vpc_endpoint
        .iter_mut()
        .map(|entry| &mut entry.document);
    note_all(endpoints, list("vpcEndpoint"), document);
}

/// The documents of the accounts of an organization.
fn of_accounts(file: &mut CaseFile, document: &Document) {
    let Some(organization) = &mut file.organization else {
        return;
    };
    let accounts = document.root.get("organization");
    let accounts = accounts.and_then(|organization| organization.get("accounts"));
    let accounts = accounts.map(Node::elements).unwrap_or_default();
    for (account, node) in organization.accounts.iter_mut().zip(accounts) {
        let Some(layers) = node.get("policies") else {
            continue;
        };
        let policies = &mut account.policies;
        if let (Some(text), Some(node)) =
            (&mut policies.resource_based, layers.get("resourceBased"))
        {
            note(text, node, document);
        }
        let list = |name: &str| layers.get(name).map(Node::elements).unwrap_or_default();
        let identity = policies.identity.iter_mut().flatten();
        let identity = identity.map(|entry| &mut entry.document);
        note_all(identity, list("identity"), document);
        let endpoints = policies.vpc_endpoint.iter_mut();
        let endpoints = endpoints.map(|entry| &mut entry.document);
        note_all(endpoints, list("vpcEndpoint"), document);
    }
}

fn note_all<'t>(
    texts: impl Iterator<Item = &'t mut DocumentText>,
    entries: &[Node],
    document: &Document,
) {
    for (text, entry) in texts.zip(entries) {
        if let Some(node) = entry.get("document") {
            note(text, node, document);
        }
    }
}

fn note(text: &mut DocumentText, node: &Node, document: &Document) {
    let map = match node.value {
        Value::String(_) => decode_string(&document.text, node.span).map(|decoded| decoded.map),
        _ => None,
    };
    text.set_origin(Origin {
        span: node.span,
        way: map.map_or(Way::Written, Way::Encoded),
    });
}
