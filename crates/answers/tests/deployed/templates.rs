//! What Terraform and CloudFormation make of a configuration and a template.

use hcl::eval::{Context, Evaluate};
use hcl::{Block, Body, Expression, Structure};
use serde_json::Value;

use crate::shell::kind;
use crate::{Found, Policy};

/// What an attribute comes to, which has to be a text.
fn text(block: &Block, name: &str) -> String {
    let value = expression(block, name)
        .evaluate(&Context::new())
        .unwrap_or_else(|error| panic!("{error}"));
    match value {
        hcl::Value::String(text) => text,
        other => panic!("{other:?} for {name}"),
    }
}

fn expression<'b>(block: &'b Block, name: &str) -> &'b Expression {
    let mut attributes = block.body.attributes();
    let found = attributes.find(|attribute| attribute.key() == name);
    found.unwrap_or_else(|| panic!("no {name}")).expr()
}

pub(crate) fn terraform(configuration: &str) -> Found {
    let body: Body =
        hcl::parse(configuration).unwrap_or_else(|error| panic!("{error}: {configuration}"));
    let mut found: Vec<(String, Policy)> = Vec::new();
    let mut names: Vec<(String, String)> = Vec::new();
    for structure in body {
        let Structure::Block(block) = structure else {
            panic!("{structure:?}");
        };
        assert_eq!(block.identifier(), "resource");
        let labels = block.labels().iter();
        let labels: Vec<String> = labels.map(|label| label.as_str().to_owned()).collect();
        let [of_type, name] = &*labels else {
            panic!("{labels:?}");
        };
        let is_new = !names.contains(&(of_type.clone(), name.clone()));
        assert!(is_new, "{name} stands twice");
        names.push((of_type.clone(), name.clone()));
        match &**of_type {
            "aws_organizations_policy" => {
                let policy = Policy {
                    kind: kind(&text(&block, "type")),
                    name: text(&block, "name"),
                    text: text(&block, "content"),
                    targets: Vec::new(),
                };
                assert_eq!(block.body.attributes().count(), 3);
                found.push((name.clone(), policy));
            }
            "aws_organizations_policy_attachment" => {
                let of = hcl::format::to_string(expression(&block, "policy_id")).unwrap();
                let target = text(&block, "target_id");
                let mut policies = found.iter_mut();
                let of =
                    policies.find(|(name, _)| of == format!("aws_organizations_policy.{name}.id"));
                of.unwrap().1.targets.push(target);
                assert_eq!(block.body.attributes().count(), 2);
            }
            _ => panic!("{of_type}"),
        }
    }
    Found {
        statements: Vec::new(),
        policies: found.into_iter().map(|(_, policy)| policy).collect(),
    }
}

pub(crate) fn cloudformation(template: &str) -> Found {
    let template: Value = serde_json::from_str(template).unwrap();
    assert_eq!(template["AWSTemplateFormatVersion"], "2010-09-09");
    let resources = template["Resources"].as_object().unwrap();
    let policies = resources.iter().map(|(name, resource)| {
        assert!(
            name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            "{name}"
        );
        assert_eq!(resource["Type"], "AWS::Organizations::Policy");
        let own = &resource["Properties"];
        let targets = own
            .get("TargetIds")
            .map(|targets| targets.as_array().unwrap());
        let targets = targets.into_iter().flatten();
        Policy {
            kind: kind(own["Type"].as_str().unwrap()),
            name: own["Name"].as_str().unwrap().to_owned(),
            text: own["Content"].to_string(),
            targets: targets
                .map(|target| target.as_str().unwrap().to_owned())
                .collect(),
        }
    });
    Found {
        statements: Vec::new(),
        policies: policies.collect(),
    }
}
