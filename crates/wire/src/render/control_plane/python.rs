//! A script for boto3.

use vestibule_iam::document::Document;
use vestibule_iam::json::json_string;
use vestibule_signin::control_plane::WRITE_REGION;

use super::{OrganizationPolicy, parameters};
use crate::contract::permission_statement::PermissionStatement;

/// The script that makes the statements and the policies, in their order.
pub fn python(statements: &[PermissionStatement], policies: &[OrganizationPolicy]) -> String {
    let mut text = "import boto3\n".to_owned();
    if !statements.is_empty() {
        text += &format!("\nsignin = boto3.client(\"signin\", region_name=\"{WRITE_REGION}\")\n");
    }
    for statement in statements {
        text += "\nsignin.put_resource_permission_statement(\n";
        for (parameter, value) in parameters(statement) {
            text += &format!("    {}={},\n", parameter.name(), json_string(&value));
        }
        text += ")\n";
    }
    if !policies.is_empty() {
        text += "\norganizations = boto3.client(\"organizations\")\n";
    }
    for policy in policies {
        let content = Document::parse(policy.text.as_str())
            .root
            .to_compact_string();
        // Strings of JSON are strings of Python, too.
        text += &format!(
            "\ncreated = organizations.create_policy(\n    Name={name},\n    Description={name},\n    Type=\"{}\",\n    Content={},\n)\n",
            policy.aws_type(),
            json_string(&content),
            name = json_string(&policy.name),
        );
        for target in &policy.targets {
            text += &format!(
                "organizations.attach_policy(\n    PolicyId=created[\"Policy\"][\"PolicySummary\"][\"Id\"],\n    TargetId={},\n)\n",
                json_string(target)
            );
        }
    }
    text
}
