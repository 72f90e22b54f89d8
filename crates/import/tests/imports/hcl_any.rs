//! Properties of configurations of Terraform: policy documents are rendered as an independent
//! reading of the provider renders them, and nothing makes an import panic.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};
use vestibule_import::{Importer, Options};

use crate::hcl::{document, with_values};
use crate::{RCP, UNIT};

/// A statement as somebody writes it.
#[derive(Clone, Debug)]
struct Statement {
    sid: Option<usize>,
    deny: Option<bool>,
    actions: Vec<&'static str>,
    not_actions: Vec<&'static str>,
    resources: Vec<&'static str>,
    principals: Vec<(&'static str, Vec<&'static str>)>,
    not_principals: Vec<(&'static str, Vec<&'static str>)>,
    conditions: Vec<(&'static str, &'static str, Vec<&'static str>)>,
}

fn texts(least: usize) -> impl Strategy<Value = Vec<&'static str>> {
    let texts = vec![
        "*",
        "a:b",
        "c:d",
        "$${aws:username}",
        "&{aws:userid}",
        "arn:aws:iam::1:root",
    ];
    prop::collection::vec(select(texts), least..4)
}

fn principals() -> impl Strategy<Value = Vec<(&'static str, Vec<&'static str>)>> {
    prop::collection::vec((select(vec!["*", "AWS", "Service"]), texts(1)), 0..3)
}

fn statement() -> impl Strategy<Value = Statement> {
    let test = select(vec!["StringEquals", "StringLike", "Bool"]);
    let variable = select(vec!["aws:x", "aws:y"]);
    let conditions = prop::collection::vec((test, variable, texts(1)), 0..4);
    (
        prop::option::of(0..1000_usize),
        prop::option::of(any::<bool>()),
        texts(0),
        texts(0),
        texts(0),
        principals(),
        principals(),
        conditions,
    )
        .prop_map(
            |(
                sid,
                deny,
                actions,
                not_actions,
                resources,
                principals,
                not_principals,
                conditions,
            )| {
                Statement {
                    sid,
                    deny,
                    actions,
                    not_actions,
                    resources,
                    principals,
                    not_principals,
                    conditions,
                }
            },
        )
}

fn list(all: &[&str]) -> String {
    let all: Vec<String> = all.iter().map(|one| format!("\"{one}\"")).collect();
    format!("[{}]", all.join(", "))
}

/// The configuration of a document, with one block or attribute a line.
fn written(statements: &[Statement]) -> String {
    let mut out = "data \"aws_iam_policy_document\" \"x\" {\n".to_owned();
    for (at, one) in statements.iter().enumerate() {
        out.push_str("  statement {\n");
        if let Some(sid) = one.sid {
            out.push_str(&format!("    sid = \"s{sid}x{at}\"\n"));
        }
        if let Some(deny) = one.deny {
            let effect = if deny { "Deny" } else { "Allow" };
            out.push_str(&format!("    effect = \"{effect}\"\n"));
        }
        for (name, all) in [
            ("actions", &one.actions),
            ("not_actions", &one.not_actions),
            ("resources", &one.resources),
        ] {
            if !all.is_empty() {
                out.push_str(&format!("    {name} = {}\n", list(all)));
            }
        }
        for (name, all) in [
            ("principals", &one.principals),
            ("not_principals", &one.not_principals),
        ] {
            for (of_type, all) in all {
                out.push_str(&format!(
                    "    {name} {{\n      type = \"{of_type}\"\n      identifiers = {}\n    }}\n",
                    list(all)
                ));
            }
        }
        for (test, variable, values) in &one.conditions {
            out.push_str(&format!("    condition {{\n      test = \"{test}\"\n      variable = \"{variable}\"\n      values = {}\n    }}\n", list(values)));
        }
        out.push_str("  }\n");
    }
    out.push_str("}\n");
    out
}

/// A text as AWS gets it.
fn plain(text: &str, has_variables: bool) -> String {
    let text = text.replace("$${", "${");
    if has_variables {
        text.replace("&{", "${")
    } else {
        text
    }
}

fn single(all: Vec<String>) -> Value {
    match all.as_slice() {
        [only] => json!(only),
        all => json!(all),
    }
}

/// A set as the provider writes it: from the last to the first.
fn set(all: &[&str], has_variables: bool) -> Vec<String> {
    let all: BTreeSet<String> = all.iter().map(|one| one.replace("$${", "${")).collect();
    all.iter()
        .rev()
        .map(|one| plain(one, has_variables))
        .collect()
}

fn of_principals(all: &[(&str, Vec<&str>)]) -> Option<Value> {
    if let [("*", only)] = all
        && set(only, true) == ["*"]
    {
        return Some(json!("*"));
    }
    let mut types: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (of_type, all) in all {
        types.entry(of_type).or_default().extend(set(all, true));
    }
    let types: Map<String, Value> = types
        .into_iter()
        .map(|(of_type, all)| (of_type.to_owned(), single(all)))
        .collect();
    (!types.is_empty()).then_some(Value::Object(types))
}

fn rendered(statements: &[Statement]) -> Value {
    let statements = statements.iter().enumerate().map(|(at, one)| {
        let mut out = json!({ "Effect": if one.deny == Some(true) { "Deny" } else { "Allow" } });
        if let Some(sid) = one.sid {
            out["Sid"] = json!(format!("s{sid}x{at}"));
        }
        for (name, all, has_variables) in [
            ("Action", &one.actions, false),
            ("NotAction", &one.not_actions, false),
            ("Resource", &one.resources, true),
        ] {
            if !all.is_empty() {
                out[name] = single(set(all, has_variables));
            }
        }
        for (name, all) in [
            ("Principal", &one.principals),
            ("NotPrincipal", &one.not_principals),
        ] {
            if let Some(all) = of_principals(all) {
                out[name] = all;
            }
        }
        for (test, variable, _) in &one.conditions {
            let same = one
                .conditions
                .iter()
                .filter(|(t, v, _)| t == test && v == variable);
            let values = same.flat_map(|(_, _, all)| all.iter().map(|value| plain(value, true)));
            out["Condition"][test][variable] = single(values.collect());
        }
        out
    });
    let statements: Vec<Value> = statements.collect();
    let mut out = json!({ "Version": "2012-10-17" });
    if !statements.is_empty() {
        out["Statement"] = json!(statements);
    }
    out
}

fn main(document: &str) -> String {
    format!(
        "resource \"aws_organizations_policy\" \"x\" {{\n  name = \"x\"\n  type = \"{RCP}\"\n  \
         content = data.aws_iam_policy_document.x.json\n}}\n\
         resource \"aws_organizations_policy_attachment\" \"x\" {{\n  \
         policy_id = aws_organizations_policy.x.id\n  target_id = \"{UNIT}\"\n}}\n{document}"
    )
}

const SOURCES: &str = r#"
terraform {
  required_version = ">= 1.5"
}
variable "ids" {
  type    = map(string)
  default = { a = "ou-ab12-11111111" }
}
locals {
  all  = [for key, id in var.ids : upper(id) if key != "b"]
  text = <<-EOT
    {"Statement": [%{ for id in local.all }"${id}"%{ endfor }]}
  EOT
  deep = { "a" = { (local.all[0]) = [1, -2, !true, local.x.*.y] } }
}
data "aws_iam_policy_document" "x" {
  source_policy_documents = [local.text]
  statement {
    actions = ["signin:*"]
    dynamic "condition" {
      for_each = local.all
      content {}
    }
  }
}
resource "aws_organizations_policy" "x" {
  for_each = var.ids
  name     = format("%s-%d", each.key, 1)
  content  = each.value == "" ? jsonencode(local.deep) : data.aws_iam_policy_document.x.json
}
resource "aws_organizations_policy_attachment" "x" {
  for_each  = aws_organizations_policy.x
  policy_id = aws_organizations_policy.x[each.key].id
  target_id = data.aws_organizations_organization.o.roots[0].id
}
resource "aws_vpc_endpoint" "x" {
  service_name = "com.amazonaws.${var.region}.signin"
}
module "m" {
  source = "../m"
}
"#;

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn documents_are_rendered_as_the_provider_renders_them(
        statements in prop::collection::vec(statement(), 0..4)
    ) {
        let text = main(&written(&statements));
        let imported = with_values(&[("tf/main.tf", &text)], &[]);
        let found = document(&imported, "x");
        prop_assert_eq!(found, Some(rendered(&statements)), "{}", text);
    }

    #[test]
    fn nothing_makes_an_import_panic(
        at in any::<Index>(),
        more in any::<Index>(),
        length in 0..40_usize,
        put in "[\\[\\]{}()\"$%~<>.=?:*!a-z0-9 \n-]{0,12}|\\PC{0,4}",
    ) {
        let mut text: Vec<char> = SOURCES.chars().collect();
        let start = at.index(text.len());
        let end = (start + length).min(text.len());
        let taken: Vec<char> = text.splice(start..end, put.chars()).collect();
        let again = more.index(text.len() + 1);
        text.splice(again..again, taken);
        let text: String = text.into_iter().collect();
        let mut importer = Importer::new();
        importer.add("tf/main.tf", text.as_bytes());
        importer.add("tf/terraform.tfvars", text.get(..200).unwrap_or("a = 1").as_bytes());
        let _ = importer.finish(&Options::default());
    }
}
