//! Policies in the output of `aws iam get-account-authorization-details`: the inline ones of
//! users, groups and roles, and the default versions of the managed ones.

use vestibule_iam::json::{Node, Value};
use vestibule_iam::policy::PolicyKind;

use crate::input::aws_output::{Form, Found};

/// Its lists of principals, with the lists of their inline policies and the names of the
/// principals.
const LISTS: [(&str, &str, &str); 3] = [
    ("UserDetailList", "UserPolicyList", "UserName"),
    ("GroupDetailList", "GroupPolicyList", "GroupName"),
    ("RoleDetailList", "RolePolicyList", "RoleName"),
];

/// True for that output, also of one with a `--filter`.
pub(super) fn is_details(root: &Node) -> bool {
    LISTS.iter().any(|(list, ..)| root.get(list).is_some())
}

/// Its policies.
pub(super) fn find(root: &Node) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    for (principals, policies, name) in LISTS {
        for principal in elements(root, principals) {
            let of = principal.get(name).and_then(Node::as_str);
            for policy in elements(principal, policies) {
                push(policy, "PolicyDocument", of, &mut found);
            }
        }
    }
    for policy in elements(root, "Policies") {
        let name = policy.get("PolicyName").and_then(Node::as_str);
        let is_default = |version: &&Node| {
            let told = version.get("IsDefaultVersion");
            told.is_some_and(|told| matches!(told.value, Value::Bool(true)))
        };
        for version in elements(policy, "PolicyVersionList")
            .iter()
            .filter(is_default)
        {
            push(version, "Document", name, &mut found);
        }
    }
    found
}

fn elements<'d>(node: &'d Node, list: &str) -> &'d [Node] {
    node.get(list).map(Node::elements).unwrap_or_default()
}

fn push<'d>(node: &'d Node, member: &str, of: Option<&str>, found: &mut Vec<Found<'d>>) {
    let Some(holder) = node.get(member) else {
        return;
    };
    let own = node.get("PolicyName").and_then(Node::as_str);
    let name: Vec<&str> = of.into_iter().chain(own).collect();
    found.push(Found {
        name: (!name.is_empty()).then(|| name.join("/")),
        ..Found::new(
            Form::GetAccountAuthorizationDetails,
            holder,
            Some(PolicyKind::Identity),
        )
    });
}
