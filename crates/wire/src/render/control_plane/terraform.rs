//! A configuration for Terraform.

use vestibule_iam::document::Document;
use vestibule_iam::json::json_string;

use super::{OrganizationPolicy, identifier};

/// Resources for the policies and for what they are attached to.
pub fn terraform(policies: &[OrganizationPolicy]) -> String {
    let mut taken = Vec::new();
    let mut all = Vec::new();
    for policy in policies {
        let resource = identifier(&policy.name, &taken);
        all.push(one(policy, &resource));
        taken.push(resource);
    }
    all.join("\n")
}

fn one(policy: &OrganizationPolicy, resource: &str) -> String {
    let content = Document::parse(policy.text.as_str())
        .root
        .to_pretty_string();
    let lines: Vec<String> = literal(content.trim_end())
        .lines()
        .map(|line| format!("    {line}"))
        .collect();
    let mut text = format!(
        "resource \"aws_organizations_policy\" \"{resource}\" {{\n  name    = {}\n  type    = \"{}\"\n  content = <<-POLICY\n{}\n  POLICY\n}}\n",
        literal(&json_string(&policy.name)),
        policy.aws_type(),
        lines.join("\n")
    );
    let mut taken = Vec::new();
    for target in &policy.targets {
        let attachment = identifier(&format!("{resource}_{target}"), &taken);
        text += &format!(
            "\nresource \"aws_organizations_policy_attachment\" \"{attachment}\" {{\n  policy_id = aws_organizations_policy.{resource}.id\n  target_id = {}\n}}\n",
            literal(&json_string(target))
        );
        taken.push(attachment);
    }
    text
}

/// A text in which Terraform fills in nothing.
fn literal(text: &str) -> String {
    text.replace("${", "$${").replace("%{", "%%{")
}
