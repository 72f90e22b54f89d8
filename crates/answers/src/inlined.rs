//! A case file that holds all of its documents.

use vestibule_wire::{Case, CaseFile, DocumentText, Policies};

/// The case file of a case with the documents of other files, and those that ARNs name, in it.
pub(crate) fn inlined(case: &Case) -> CaseFile {
    let mut file = case.file().clone();
    for (path, document) in documents(&mut file.policies) {
        if document.text().is_none()
            && let Some(read) = case.compiled().document(&path)
        {
            *document = DocumentText::new(read.json());
        }
    }
    file
}

/// The documents of policies, each with its path in the case file.
fn documents(policies: &mut Policies) -> Vec<(String, &mut DocumentText)> {
    let mut all: Vec<(String, &mut DocumentText)> = Vec::new();
    if let Some(document) = &mut policies.resource_based {
        all.push(("policies.resourceBased".to_owned(), document));
    }
    let at = |list: &str, index: usize| format!("policies.{list}[{index}]");
    for (list, of_nodes) in [
        ("resourceControl", &mut policies.resource_control),
        ("serviceControl", &mut policies.service_control),
    ] {
        let entries = of_nodes.iter_mut().enumerate();
        all.extend(entries.map(|(index, of)| (at(list, index), &mut of.document)));
    }
    for (list, of_principals) in [
        ("identity", policies.identity.as_mut()),
        (
            "permissionsBoundary",
            Some(&mut policies.permissions_boundary),
        ),
        ("session", Some(&mut policies.session)),
    ] {
        let entries = of_principals.into_iter().flatten().enumerate();
        all.extend(entries.map(|(index, of)| (at(list, index), &mut of.document)));
    }
    let endpoints = policies.vpc_endpoint.iter_mut().enumerate();
    all.extend(endpoints.map(|(index, of)| (at("vpcEndpoint", index), &mut of.document)));
    all
}
