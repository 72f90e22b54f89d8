//! What to run, with the AWS CLI.

use vestibule_signin::Authorizer;

use super::callers::WRITES;

/// The calls that put console authorization off, for the targets that it is on for, and the one
/// that shows that it is.
pub(super) fn delete(account: &str, organization: Option<&str>) -> Vec<String> {
    let call = |verb: &str, target: &str| {
        let name = format!("{verb}-console-authorization-configuration");
        format!("aws signin {name} --target-id {target} --region {WRITES}")
    };
    let targets: Vec<&str> = [Some(account), organization]
        .into_iter()
        .flatten()
        .collect();
    let delete = targets.iter().map(|target| call("delete", target));
    delete.chain([call("get", account)]).collect()
}

/// What gives a shell of the management account the credentials of a role.
pub(super) fn assume(role: &str) -> Vec<String> {
    vec![
        format!(
            "credentials=$(aws sts assume-role --role-arn {role} --role-session-name recovery \
             --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)"
        ),
        "read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<< \"$credentials\""
            .to_owned(),
        "export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN".to_owned(),
    ]
}

/// What takes policies of the organization off the nodes that they are attached to.
pub(super) fn detach(authorizer: &Authorizer, account: &str) -> Vec<String> {
    use vestibule_signin::Layer::{ResourceControl, ServiceControl};
    let mut commands = Vec::new();
    for (layer, filter) in [
        (ResourceControl, "RESOURCE_CONTROL_POLICY"),
        (ServiceControl, "SERVICE_CONTROL_POLICY"),
    ] {
        let mut nodes: Vec<&str> = Vec::new();
        for policy in authorizer.policies().filter(|of| of.layer == layer) {
            // A policy that names no node is on the account or above it.
            let node = policy.attached_to.as_deref().unwrap_or(account);
            if is_id(node) && !nodes.contains(&node) {
                nodes.push(node);
            }
        }
        for node in nodes {
            commands.push(format!(
                "aws organizations list-policies-for-target --target-id {node} --filter {filter}"
            ));
            commands.push(format!(
                "aws organizations detach-policy --target-id {node} --policy-id \"$POLICY_ID\""
            ));
        }
    }
    commands
}

/// Whether a text can stand in a command as it is.
fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
