//! A template for CloudFormation.

use vestibule_iam::document::Document;
use vestibule_iam::json::json_string;

use super::{OrganizationPolicy, identifier};

/// A template with the policies, which name what they are attached to.
pub fn cloudformation(policies: &[OrganizationPolicy]) -> String {
    let mut taken = Vec::new();
    let mut all = Vec::new();
    for policy in policies {
        // Logical ids have letters and digits alone.
        let words = identifier(&policy.name, &[]);
        let capital = |word: &str| {
            let mut letters = word.chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(letters).collect::<String>()
        };
        let logical: String = words.split('_').map(capital).collect();
        let logical = identifier_of(&logical, &taken);
        all.push(one(policy, &logical));
        taken.push(logical);
    }
    let text = format!(
        "{{\"AWSTemplateFormatVersion\":\"2010-09-09\",\"Resources\":{{{}}}}}",
        all.join(",")
    );
    Document::parse(text).root.to_pretty_string() + "\n"
}

/// The name, with a number where it is taken.
fn identifier_of(name: &str, taken: &[String]) -> String {
    let mut unique = name.to_owned();
    let mut number = 2;
    while taken.contains(&unique) {
        unique = format!("{name}{number}");
        number += 1;
    }
    unique
}

fn one(policy: &OrganizationPolicy, logical: &str) -> String {
    let content = Document::parse(policy.text.as_str())
        .root
        .to_compact_string();
    let targets: Vec<String> = policy.targets.iter().map(|of| json_string(of)).collect();
    let targets = match targets.is_empty() {
        true => String::new(),
        false => format!(",\"TargetIds\":[{}]", targets.join(",")),
    };
    format!(
        "{}:{{\"Type\":\"AWS::Organizations::Policy\",\"Properties\":{{\"Name\":{},\"Type\":\"{}\",\"Content\":{content}{targets}}}}}",
        json_string(logical),
        json_string(&policy.name),
        policy.aws_type(),
    )
}
