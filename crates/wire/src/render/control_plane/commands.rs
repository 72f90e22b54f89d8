//! Commands of the AWS CLI.

use vestibule_iam::document::Document;
use vestibule_signin::control_plane::{Operation, WRITE_REGION};

use super::{OrganizationPolicy, parameters};
use crate::contract::permission_statement::PermissionStatement;

/// The commands that make the statements and the policies, in their order.
pub fn commands(statements: &[PermissionStatement], policies: &[OrganizationPolicy]) -> String {
    let of_statements = statements.iter().map(statement);
    let of_policies = policies.iter().map(policy);
    let all: Vec<String> = of_statements.chain(of_policies).collect();
    all.join("\n")
}

fn statement(statement: &PermissionStatement) -> String {
    let command = Operation::PutResourcePermissionStatement.command();
    let mut text = format!("aws signin {command} \\\n");
    for (parameter, value) in parameters(statement) {
        text += &format!("  {} {} \\\n", parameter.flag(), word(&value));
    }
    text + &format!("  --region {WRITE_REGION}\n")
}

fn policy(policy: &OrganizationPolicy) -> String {
    let content = Document::parse(policy.text.as_str())
        .root
        .to_compact_string();
    let mut text = format!(
        "policy_id=$(aws organizations create-policy \\\n  --name {} \\\n  --description {} \\\n  --type {} \\\n  --content {} \\\n  --query Policy.PolicySummary.Id --output text)\n",
        word(&policy.name),
        word(&policy.name),
        policy.aws_type(),
        word(&content)
    );
    for target in &policy.targets {
        text += &format!(
            "aws organizations attach-policy --policy-id \"$policy_id\" --target-id {}\n",
            word(target)
        );
    }
    text
}

/// A word of a shell: as it is, or in quotes in which nothing has a meaning. It stays on its line.
fn word(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_./:@=,+-".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text;
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}
