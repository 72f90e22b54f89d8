//! Outputs about IAM Identity Center: permission sets, and who is assigned to which account.

use vestibule_wire::ImportedKind;

use crate::call::SsoCall;
use crate::fact::{Fact, Part};
use crate::iam_calls::about;
use crate::node::{array, is_there, list, member, some_text};
use crate::output::{Output, Told};
use crate::subject::is_account;

const OPTION: &str = "--permission-set-arn";

/// Reads the output of one of its commands; false for all others.
pub(crate) fn read(command: &str, output: &Output<'_>, told: &mut Told) -> bool {
    let root = output.root;
    let call = match command {
        "aws sso-admin describe-permission-set" => set(output, told),
        "aws sso-admin get-inline-policy-for-permission-set" => inline(output, told),
        "aws sso-admin list-managed-policies-in-permission-set" => attached(output, told),
        "aws sso-admin list-account-assignments" => return assigned(output, told),
        // Of these the texts are those of each account.
        "aws sso-admin list-customer-managed-policy-references-in-permission-set"
            if !list(root, "CustomerManagedPolicyReferences").is_empty() =>
        {
            told.fact(Fact::Lost(Part::Principals));
            None
        }
        "aws sso-admin get-permissions-boundary-for-permission-set"
            if is_there(root, "PermissionsBoundary") =>
        {
            told.fact(Fact::Lost(Part::Principals));
            None
        }
        _ => None,
    };
    let is_read = call.is_some();
    told.facts.extend(call.map(Fact::Sso));
    is_read
}

fn is_set(arn: &str) -> bool {
    arn.starts_with("arn:") && arn.contains(":permissionSet/")
}

fn set(output: &Output<'_>, told: &mut Told) -> Option<SsoCall> {
    let set = member(output.root, "PermissionSet")?;
    told.drop_of(set, &["CreatedDate", "Description"]);
    told.drop_of(set, &["SessionDuration", "RelayState"]);
    let arn = some_text(set, "PermissionSetArn").filter(|arn| is_set(arn))?;
    let name = some_text(set, "Name")?;
    told.used(ImportedKind::PolicyName, 1);
    Some(SsoCall::Set { arn, name })
}

fn inline(output: &Output<'_>, told: &mut Told) -> Option<SsoCall> {
    const COMMAND: &str = "get-inline-policy-for-permission-set";
    let policy = member(output.root, "InlinePolicy")?;
    let is_empty = policy.as_str() == Some("");
    let text = output.policy(policy);
    if text.is_none() && !is_empty {
        told.fact(Fact::Lost(Part::Principals));
        return None;
    }
    told.used(ImportedKind::Policy, 1);
    let about = about(output, OPTION, COMMAND);
    Some(SsoCall::Inline { about, text })
}

fn attached(output: &Output<'_>, told: &mut Told) -> Option<SsoCall> {
    const COMMAND: &str = "list-managed-policies-in-permission-set";
    let nodes = array(output.root, "AttachedManagedPolicies")?;
    let arns: Vec<String> = nodes
        .iter()
        .filter_map(|one| some_text(one, "Arn"))
        .collect();
    if output.is_part() || arns.len() != nodes.len() {
        told.fact(Fact::Partial(Part::Principals));
    }
    told.used(ImportedKind::Attachment, arns.len());
    let about = about(output, OPTION, COMMAND);
    Some(SsoCall::Attached { about, arns })
}

fn assigned(output: &Output<'_>, told: &mut Told) -> bool {
    let nodes = list(output.root, "AccountAssignments");
    let mut count = 0;
    for node in nodes {
        told.drop_of(node, &["PrincipalId", "PrincipalType"]);
        let account = some_text(node, "AccountId").filter(|id| is_account(id));
        let arn = some_text(node, "PermissionSetArn").filter(|arn| is_set(arn));
        if let (Some(account), Some(arn)) = (account, arn) {
            count += 1;
            told.fact(Fact::Sso(SsoCall::Assigned { account, arn }));
        }
    }
    told.used(ImportedKind::Attachment, count);
    if output.is_part() {
        told.fact(Fact::Partial(Part::Principals));
    }
    count > 0
}
