//! Configurations of Terraform, as people write them.

use serde_json::{Value, json};
use vestibule_import::{Imported, Importer};
use vestibule_wire::{Kind, Outcome};

use crate::{File, MANAGEMENT, PROD, RCP, TEST, UNIT, codes, complete, file, outcomes, whole};
use Outcome::{Allowed, Denied, Unknown};

/// The whole organization without its RCP, with a configuration that has it, and values.
pub(crate) fn with_values(files: &[(&str, &str)], values: &[(&str, &str)]) -> Imported {
    let mut known: Vec<File> = whole();
    known.retain(|(name, _)| {
        !name.contains("rcp1aaaa") && name != "c.json" && name != "list-policies-1.json"
    });
    known.push(file(
        "list-policies-1.json",
        &json!({ "Policies": [crate::summary("p-RCPFullAWSAccess", "RCPFullAWSAccess", RCP)] }),
    ));
    let mut importer = Importer::new();
    for (name, value) in values {
        importer.set(name, value);
    }
    for (name, text) in &known {
        importer.add(&format!("out/{name}"), text.as_bytes());
    }
    for (name, text) in files {
        importer.add(name, text.as_bytes());
    }
    importer.finish(&complete(&[
        Kind::Identity,
        Kind::VpcEndpoint,
        Kind::ResourceControl,
    ]))
}

fn with(text: &str) -> Imported {
    with_values(&[("tf/main.tf", text)], &[])
}

/// Sign-ins to the management account, and to one below the unit, from inside and outside of the
/// range of the RCP.
pub(crate) fn decided(imported: &Imported) -> Vec<Outcome> {
    let all = [
        (MANAGEMENT, "198.51.100.1"),
        (PROD, "198.51.100.1"),
        (PROD, "198.51.100.100"),
    ];
    outcomes(imported, &all)
}

/// What is said of the files of the configuration.
fn said(imported: &Imported) -> Vec<String> {
    let files = imported.report.files.iter();
    let files = files.filter(|file| !file.file.starts_with("out/"));
    let all = files.flat_map(|file| {
        let findings = file.findings.iter();
        findings.map(|one| format!("{}: {}: {}", file.file, one.code, one.message))
    });
    all.collect()
}

/// The document of a policy in the case file.
pub(crate) fn document(imported: &Imported, name: &str) -> Option<Value> {
    let text = imported.case.as_ref()?.to_json()?;
    let case: Value = serde_json::from_str(&text).unwrap();
    let entries = case["policies"]["resourceControl"].as_array()?.clone();
    let entry = entries.iter().find(|entry| entry["name"] == name)?;
    Some(match &entry["document"] {
        Value::String(text) => serde_json::from_str(text).unwrap(),
        document => document.clone(),
    })
}

/// An RCP of that content at the unit, with further text behind it.
fn rcp(content: &str, more: &str) -> String {
    format!(
        "resource \"aws_organizations_policy\" \"perimeter\" {{\n  name = \"perimeter\"\n  \
         type = \"RESOURCE_CONTROL_POLICY\"\n  content = {content}\n}}\n\
         resource \"aws_organizations_policy_attachment\" \"perimeter\" {{\n  \
         policy_id = aws_organizations_policy.perimeter.id\n  target_id = \"{UNIT}\"\n}}\n{more}"
    )
}

const JSON: &str = "jsonencode({
    Version = \"2012-10-17\"
    Statement = [{
      Effect = \"Deny\", Principal = \"*\", Action = \"signin:*\", Resource = \"*\"
      Condition = { NotIpAddress = { \"aws:SourceIp\" = RANGE } }
    }]
  })";

const DOCUMENT: &str = "data \"aws_iam_policy_document\" \"perimeter\" {
  statement {
    effect = \"Deny\"
    actions = [\"signin:*\"]
    resources = [\"*\"]
    principals {
      type = \"*\"
      identifiers = [\"*\"]
    }
    condition {
      test = \"NotIpAddress\"
      variable = \"aws:SourceIp\"
      values = RANGE
    }
  }
}
";

fn encoded(range: &str, more: &str) -> String {
    rcp(&JSON.replace("RANGE", range), more)
}

#[test]
fn what_the_files_tell_is_evaluated() {
    let heredoc = "<<-EOT\n    {\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\",\n      \
         \"Principal\": \"*\", \"Action\": \"signin:*\", \"Resource\": \"*\", \"Condition\":\n      \
         {\"NotIpAddress\": {\"aws:SourceIp\": ${jsonencode(local.office)}}}}]}\n  EOT";
    let locals = "locals {\n  office = [\"198.51.100.0/26\"]\n}\n";
    let variable =
        "variable \"office\" {\n  type = list(string)\n  default = [\"198.51.100.0/26\"]\n}\n";
    for text in [
        encoded("\"198.51.100.0/26\"", ""),
        encoded("local.office", locals),
        encoded("var.office", variable),
        encoded("[for one in local.office : one]", locals),
        encoded("concat(local.office, [])", locals),
        encoded("toset(local.office)", locals),
        encoded("\"${join(\",\", local.office)}\"", locals),
        encoded("true ? local.office : []", locals),
        encoded("merge({ a = [] }, { a = local.office }).a", locals),
        rcp(heredoc, locals),
        rcp(
            "data.aws_iam_policy_document.perimeter.json",
            &format!("{locals}{}", DOCUMENT.replace("RANGE", "local.office")),
        ),
        rcp(
            "data.aws_iam_policy_document.perimeter.minified_json",
            &DOCUMENT.replace("RANGE", "[\"198.51.100.0/26\"]"),
        ),
        rcp(
            "data.aws_iam_policy_document.all[\"a\"].json",
            &DOCUMENT.replace("RANGE", "[each.value]").replace(
                "\"perimeter\" {",
                "\"all\" {\n  for_each = { a = \"198.51.100.0/26\" }",
            ),
        ),
    ] {
        let imported = with(&text);
        let decided = decided(&imported);
        assert_eq!(
            decided,
            [Allowed, Allowed, Denied],
            "{text}\n{:#?}",
            said(&imported)
        );
        let others = said(&imported);
        let others = others.iter().filter(|one| !one.contains("import-default"));
        assert_eq!(others.count(), 0, "{text}\n{:#?}", said(&imported));
    }
}

#[test]
fn what_only_terraform_tells_is_unknown_and_named() {
    for (range, more, what) in [
        ("var.office", "variable \"office\" {}\n", "`var.office`"),
        ("var.office", "", "`var.office`"),
        (
            "data.aws_vpc.main.cidr_block",
            "",
            "`data.aws_vpc.main.cidr_block`",
        ),
        (
            "aws_eip.nat[0].public_ip",
            "resource \"aws_eip\" \"nat\" {\n  count = 2\n}\n",
            "`aws_eip.nat[0].public_ip`",
        ),
        ("module.net.range", "", "`module.net.range`"),
        (
            "cidrsubnet(\"198.51.100.0/26\", 0, 0)",
            "",
            "`cidrsubnet()`",
        ),
        (
            "local.a",
            "locals {\n  a = local.b\n  b = local.a\n}\n",
            "rests on itself",
        ),
        ("local.a", "locals {\n  a = 1.5\n}\n", "`1.5`"),
        ("provider::x::y()", "", "`y()`"),
        ("toset([1])", "", "`toset()`"),
        ("file(\"${path.module}/none.json\")", "", "`file()`"),
    ] {
        let text = encoded(range, more);
        let imported = with(&text);
        assert_eq!(decided(&imported), [Allowed, Unknown, Unknown], "{text}");
        let said = said(&imported);
        let [said] = said.as_slice() else {
            panic!("{text}\n{said:#?}");
        };
        assert!(
            said.contains(what) && said.contains("tf/main.tf: import-unresolved: line "),
            "{said}"
        );
    }
    let imported = with(&encoded("var.office", ""));
    let told = said(&imported).join("\n");
    let at = "line 8, column 55";
    assert!(told.contains(at), "{told}");
}

#[test]
fn values_come_from_files_and_from_the_user() {
    let main = encoded(
        "var.office",
        "variable \"office\" {\n  type = list(string)\n  default = [\"203.0.113.0/24\"]\n}\n",
    );
    let main = ("tf/main.tf", &*main);
    let default = with_values(&[main], &[]);
    assert_eq!(decided(&default), [Allowed, Denied, Denied]);
    let told = said(&default);
    assert!(
        told.len() == 1 && told[0].contains("import-default") && told[0].contains("`office`"),
        "{told:?}"
    );
    let values = "office = [\"198.51.100.0/26\"]\n";
    for name in ["tf/terraform.tfvars", "tf/x.auto.tfvars"] {
        let imported = with_values(&[main, (name, values)], &[]);
        assert_eq!(decided(&imported), [Allowed, Allowed, Denied], "{name}");
        assert!(said(&imported).is_empty());
    }
    let json = (
        "tf/terraform.tfvars.json",
        "{\"office\": [\"198.51.100.0/26\"]}",
    );
    assert_eq!(
        decided(&with_values(&[main, json], &[])),
        [Allowed, Allowed, Denied]
    );
    // A later file wins, and one of another name or folder is not taken.
    let files = [
        main,
        ("tf/terraform.tfvars", "office = []"),
        ("tf/b.auto.tfvars", values),
    ];
    assert_eq!(
        decided(&with_values(&files, &[])),
        [Allowed, Allowed, Denied]
    );
    for name in ["tf/prod.tfvars", "other/terraform.tfvars"] {
        let imported = with_values(&[main, (name, values)], &[]);
        assert_eq!(decided(&imported), [Allowed, Denied, Denied], "{name}");
    }
    let given = [("office", "[\"198.51.100.0/26\"]")];
    let imported = with_values(&[main, ("tf/terraform.tfvars", "office = []")], &given);
    assert_eq!(decided(&imported), [Allowed, Allowed, Denied]);
    assert!(codes(&imported).is_empty(), "{:?}", codes(&imported));
    // What is unknown can be given by its name.
    let main = encoded("data.aws_vpc.main.cidr_block", "");
    let given = [("data.aws_vpc.main.cidr_block", "198.51.100.0/26")];
    let imported = with_values(&[("tf/main.tf", &main)], &given);
    assert_eq!(decided(&imported), [Allowed, Allowed, Denied]);
}

#[test]
fn a_policy_is_attached_to_what_is_known() {
    let narrow = encoded("\"198.51.100.0/26\"", "");
    let to = |target: &str, more: &str| {
        let text = narrow.replace(&format!("\"{UNIT}\""), target);
        with(&format!("{text}{more}"))
    };
    let unit = "resource \"aws_organizations_organizational_unit\" \"w\" {\n  name = \"Workloads\"\n  parent_id = data.aws_organizations_organization.o.roots[0].id\n}\n";
    let wanted = [Allowed, Allowed, Denied];
    let found = to("aws_organizations_organizational_unit.w.id", unit);
    assert_eq!(decided(&found), wanted, "{:#?}", said(&found));
    let found = to("data.aws_organizations_organization.o.roots[0].id", "");
    assert_eq!(decided(&found), wanted, "{:#?}", said(&found));
    // A unit of another name may be one that there is not yet, or anywhere.
    let other = unit.replace("Workloads", "Other");
    let found = to("aws_organizations_organizational_unit.w.id", &other);
    assert_eq!(decided(&found), [Allowed, Unknown, Unknown]);
    let found = to("aws_organizations_account.prod.id", "");
    assert_eq!(decided(&found), [Allowed, Unknown, Unknown]);
    assert!(
        said(&found).join("\n").contains("`target_id`"),
        "{:#?}",
        said(&found)
    );
    // What Terraform does not change may be otherwise by now.
    let ignored = "  name = \"perimeter\"\n  lifecycle {\n    ignore_changes = [content]\n  }";
    let ignored = narrow.replace("  name = \"perimeter\"", ignored);
    assert_eq!(decided(&with(&ignored)), [Allowed, Unknown, Unknown]);
    // Each of several.
    let text = narrow.replace(
        &format!("target_id = \"{UNIT}\""),
        &format!("for_each = toset([\"{UNIT}\", \"{TEST}\"])\n  target_id = each.value"),
    );
    assert_eq!(decided(&with(&text)), wanted);
    let text = narrow.replace(
        &format!("target_id = \"{UNIT}\""),
        "for_each = var.all\n  target_id = each.value",
    );
    assert_eq!(decided(&with(&text)), [Allowed, Unknown, Unknown]);
    // One that is not made.
    let none = narrow.replace(
        "  name = \"perimeter\"",
        "  count = 0\n  name = \"perimeter\"",
    );
    assert_eq!(decided(&with(&none)), [Allowed, Allowed, Allowed]);
    let maybe = narrow.replace(
        "  name = \"perimeter\"",
        "  count = var.on ? 1 : 0\n  name = \"perimeter\"",
    );
    assert_eq!(decided(&with(&maybe)), [Allowed, Unknown, Unknown]);
}

#[test]
fn files_of_policies_are_read_by_their_names() {
    let policy = crate::deny_outside("198.51.100.0/26", true).to_string();
    let main = rcp("file(\"${path.module}/../policies/rcp.json\")", "");
    for [one, other] in [
        ["tf/main.tf", "policies/rcp.json"],
        ["./tf/main.tf", "./policies/rcp.json"],
        ["../a/tf/main.tf", "../a/policies/rcp.json"],
        ["/a/tf/main.tf", "/a/./policies/rcp.json"],
        ["main.tf", "../policies/rcp.json"],
    ] {
        let files = [(one, &*main), (other, &*policy)];
        let imported = with_values(&files, &[]);
        let told = said(&imported);
        assert_eq!(
            decided(&imported),
            [Allowed, Allowed, Denied],
            "{one}: {told:#?}"
        );
        assert!(told.is_empty(), "{told:#?}");
    }
    let main = rcp(
        "templatefile(\"rcp.json\", { office = \"198.51.100.0/26\" })",
        "",
    );
    let template = crate::deny_outside("${office}", true).to_string();
    let files = [("tf/main.tf", &*main), ("tf/rcp.json", &*template)];
    assert_eq!(
        decided(&with_values(&files, &[])),
        [Allowed, Allowed, Denied]
    );
    // A placeholder that something else fills in.
    let main = rcp("file(\"rcp.json\")", "");
    let files = [("tf/main.tf", &*main), ("tf/rcp.json", &*template)];
    assert_eq!(
        decided(&with_values(&files, &[])),
        [Allowed, Unknown, Unknown]
    );
    let given = [("office", "198.51.100.0/26")];
    assert_eq!(
        decided(&with_values(&files, &given)),
        [Allowed, Allowed, Denied]
    );
}

#[test]
fn policy_variables_stay_what_they_are() {
    let imported = with(&rcp(
        "jsonencode({ Statement = [{ Resource = \"$${aws:PrincipalTag/x}\", Sid = \"%%{a}\" }] })",
        "",
    ));
    let document = document(&imported, "perimeter").unwrap();
    assert_eq!(
        document["Statement"][0]["Resource"],
        "${aws:PrincipalTag/x}"
    );
    assert_eq!(document["Statement"][0]["Sid"], "%{a}");
}

#[test]
fn what_modules_and_files_that_cannot_be_read_make_is_unknown() {
    let module = "module \"guard\" {\n  source = \"./guard\"\n}\n";
    let narrow = encoded("\"198.51.100.0/26\"", "");
    for files in [
        vec![("tf/main.tf", module)],
        vec![("tf/main.tf", module), ("tf/guard/main.tf", &*narrow)],
        vec![("tf/main.tf", "resource {{{")],
        vec![("tf/main.tf.json", "{\"resource\": {}}")],
        vec![("tf/main.tf", &*narrow), ("tf/x_override.tf", &*narrow)],
        vec![("tf/main.tf", &*narrow), ("tf/b.tf", &*narrow)],
    ] {
        let imported = with_values(&files, &[]);
        let outcomes = decided(&imported);
        assert_eq!(outcomes[1..], [Unknown, Unknown], "{files:?}");
        assert!(!said(&imported).is_empty());
    }
    // A module that has nothing to do with it.
    let files = [
        ("tf/main.tf", module),
        ("tf/guard/main.tf", "resource \"aws_vpc\" \"x\" {}\n"),
    ];
    assert_eq!(
        decided(&with_values(&files, &[])),
        [Allowed, Allowed, Allowed]
    );
    let broken = with_values(&[("tf/main.tf", "locals {\n  a = \n}\n")], &[]);
    let told = said(&broken).join("\n");
    assert!(
        told.contains("import-unreadable") && told.contains("line 2"),
        "{told}"
    );
}

#[test]
fn users_roles_and_endpoints_are_named() {
    for (text, name) in [
        (
            "resource \"aws_iam_role_policy\" \"x\" {\n  role = \"r\"\n  policy = var.p\n}\n",
            "aws_iam_role_policy.x",
        ),
        (
            "resource \"aws_iam_user_policy_attachment\" \"x\" {\n  user = \"alice\"\n  policy_arn = \"arn:aws:iam::aws:policy/ReadOnlyAccess\"\n}\n",
            "aws_iam_user_policy_attachment.x",
        ),
        (
            "resource \"aws_ssoadmin_permission_set_inline_policy\" \"x\" {\n  inline_policy = var.p\n}\n",
            "aws_ssoadmin_permission_set_inline_policy.x",
        ),
        (
            "resource \"aws_vpc_endpoint\" \"x\" {\n  service_name = \"com.amazonaws.${var.region}.signin\"\n}\n",
            "aws_vpc_endpoint.x",
        ),
        (
            "resource \"aws_vpc_endpoint_policy\" \"x\" {\n  vpc_endpoint_id = var.id\n}\n",
            "aws_vpc_endpoint_policy.x",
        ),
    ] {
        let imported = with(text);
        let told = said(&imported).join("\n");
        assert!(told.contains(name), "{text}: {told}");
        if name.starts_with("aws_vpc") {
            let case = imported.case.as_ref().unwrap().to_json().unwrap();
            assert!(case.contains("aws ec2 describe-vpc-endpoints"), "{case}");
        } else {
            assert_eq!(decided(&imported)[1], Unknown, "{text}");
        }
    }
    for text in [
        "resource \"aws_iam_role_policy\" \"x\" {\n  role = \"r\"\n  policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"s3:*\", Resource = \"*\" }] })\n}\n",
        "resource \"aws_vpc_endpoint\" \"x\" {\n  service_name = \"com.amazonaws.${var.region}.s3\"\n}\n",
        "resource \"aws_iam_role\" \"x\" {\n  assume_role_policy = var.p\n}\n",
    ] {
        let imported = with(text);
        assert_eq!(decided(&imported), [Allowed, Allowed, Allowed], "{text}");
        let told = said(&imported);
        let [told] = told.as_slice() else {
            panic!("{text}: {told:?}");
        };
        assert!(told.contains("import-unused"), "{text}: {told}");
    }
}

#[test]
fn hostile_configurations_are_bounded() {
    let deep = "[".repeat(100_000);
    let nots = "!".repeat(100_000);
    let mut bomb = "locals {\n  a0 = \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"\n".to_owned();
    let mut chain = "locals {\n  a0 = \"198.51.100.0/26\"\n".to_owned();
    let mut nest = "locals {\n  a0 = \"198.51.100.0/26\"\n".to_owned();
    for level in 1..2000 {
        let before = level - 1;
        bomb.push_str(&format!(
            "  a{level} = \"${{local.a{before}}}${{local.a{before}}}\"\n"
        ));
        chain.push_str(&format!("  a{level} = local.a{before}\n"));
        nest.push_str(&format!("  a{level} = [local.a{before}]\n"));
    }
    for text in [
        format!("locals {{\n  a1999 = {deep}\n}}\n"),
        format!("locals {{\n  a1999 = {nots}true\n}}\n"),
        format!("{bomb}}}\n"),
        format!("{chain}}}\n"),
        format!("{nest}}}\n"),
    ] {
        let imported = with(&encoded("local.a1999", &text));
        assert_eq!(decided(&imported)[1..], [Unknown, Unknown]);
        assert!(!said(&imported).is_empty());
    }
}
