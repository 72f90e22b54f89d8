//! Permission statements and policies of organizations, as what people deploy them with.
//!
//! No type of Terraform or CloudFormation exists for permission statements, so none is written.

mod cloudformation;
mod commands;
mod python;
mod terraform;

use hmac_sha256::Hash;
use vestibule_signin::control_plane;

use crate::contract::case_file::{CaseFile, NodePolicy};
use crate::contract::kind::Kind;
use crate::contract::permission_statement::PermissionStatement;
use crate::input::recognize::recognize;

pub use cloudformation::cloudformation;
pub use commands::commands;
pub use python::python;
pub use terraform::terraform;

/// A resource control policy or service control policy to be deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationPolicy {
    /// `Kind::ResourceControl` or `Kind::ServiceControl`.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The roots, organizational units and accounts that it is attached to.
    pub targets: Vec<String>,
    /// The policy, as JSON.
    pub text: String,
}

impl OrganizationPolicy {
    /// Its type, as AWS Organizations calls it.
    fn aws_type(&self) -> &'static str {
        match self.kind {
            Kind::ResourceControl => "RESOURCE_CONTROL_POLICY",
            _ => "SERVICE_CONTROL_POLICY",
        }
    }
}

/// The RCPs and SCPs that stand in a case file itself; documents in files of their own are left
/// out. A policy without a name is called by its number.
pub fn organization_policies(file: &CaseFile) -> Vec<OrganizationPolicy> {
    let lists = [
        (Kind::ResourceControl, &file.policies.resource_control),
        (Kind::ServiceControl, &file.policies.service_control),
    ];
    let entries = lists
        .into_iter()
        .flat_map(|(kind, list)| list.iter().map(move |entry| (kind, entry)));
    entries
        .enumerate()
        .filter_map(|(number, (kind, entry))| organization_policy(kind, entry, number))
        .collect()
}

fn organization_policy(
    kind: Kind,
    entry: &NodePolicy,
    number: usize,
) -> Option<OrganizationPolicy> {
    let text = recognize(entry.document.text()?).policies.pop()?.text;
    let targets = entry.attached_to.as_deref().unwrap_or_default().split(',');
    let targets = targets.map(str::trim).filter(|target| !target.is_empty());
    let name = entry.name.clone();
    Some(OrganizationPolicy {
        kind,
        name: name.unwrap_or_else(|| format!("policy-{}", number + 1)),
        targets: targets.map(ToOwned::to_owned).collect(),
        text,
    })
}

/// How much of the SHA-256 stands in a token, in bytes.
const IN_TOKEN: usize = 16;

/// The client token of a statement: its own, or one that is made of what it says, so that a
/// command that is run again is the same call.
pub fn client_token(statement: &PermissionStatement) -> String {
    if let Some(token) = &statement.client_token {
        return token.clone();
    }
    let mut hash = Hash::new();
    for (parameter, value) in control_plane::PermissionStatement::from(statement).parameters() {
        hash.update(parameter.name().as_bytes());
        hash.update(b"=");
        hash.update(value.as_bytes());
        hash.update(b"\n");
    }
    let digest = hash.finalize();
    let hex = digest
        .iter()
        .take(IN_TOKEN)
        .map(|byte| format!("{byte:02x}"));
    hex.fold("vestibule-".to_owned(), |token, byte| token + &byte)
}

/// The parameters of a statement by name, with a client token.
fn parameters(statement: &PermissionStatement) -> Vec<(control_plane::Parameter, String)> {
    let token = client_token(statement);
    let whole = control_plane::PermissionStatement {
        client_token: Some(token),
        ..statement.into()
    };
    let parameters = whole.parameters();
    parameters
        .map(|(parameter, value)| (parameter, value.to_owned()))
        .collect()
}

/// A name of letters, digits and `_` that begins with a letter, and is none of `taken`.
fn identifier(name: &str, taken: &[String]) -> String {
    let plain = |c: char| match c {
        'a'..='z' | '0'..='9' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        _ => '_',
    };
    let mut identifier: String = name.chars().map(plain).collect();
    if !identifier.starts_with(|c: char| c.is_ascii_lowercase()) {
        identifier.insert_str(0, "policy_");
    }
    let mut unique = identifier.clone();
    let mut number = 2;
    while taken.contains(&unique) {
        unique = format!("{identifier}_{number}");
        number += 1;
    }
    unique
}

#[cfg(test)]
mod tests;
