//! What is said of inputs that are no bare policy: one finding, or the policies inside.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests may panic

use serde_json::{Value, json};
use vestibule_wire::{
    Case, Finding, Foreign, Kind, Layer, NoFiles, NotPolicy, Outcome, Severity, check, check_file,
    recognize,
};

/// An RCP with a range that AWS refuses, so that a finding shows where it is read.
fn faulty(cidr: &str) -> Value {
    json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": {"NotIpAddress": {"aws:SourceIp": cidr}},
    }]})
}

fn identity(cidr: &str) -> Value {
    let mut policy = faulty(cidr);
    policy["Statement"][0]
        .as_object_mut()
        .unwrap()
        .remove("Principal");
    policy
}

fn template() -> Value {
    let resource =
        |of_type: &str, properties: Value| json!({"Type": of_type, "Properties": properties});
    json!({"AWSTemplateFormatVersion": "2010-09-09", "Resources": {
        "Rcp": resource("AWS::Organizations::Policy", json!({"Name": "edge", "Type": "RESOURCE_CONTROL_POLICY", "Content": faulty("10.0.0.0/33")})),
        "Scp": resource("AWS::Organizations::Policy", json!({"Type": "SERVICE_CONTROL_POLICY", "Content": identity("10.0.1.0/33").to_string()})),
        "Tags": resource("AWS::Organizations::Policy", json!({"Type": "TAG_POLICY", "Content": {"tags": {}}})),
        "Managed": resource("AWS::IAM::ManagedPolicy", json!({"PolicyDocument": identity("10.0.2.0/33")})),
        "Role": resource("AWS::IAM::Role", json!({
            "AssumeRolePolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": "nobody"}]},
            "Policies": [{"PolicyName": "inline", "PolicyDocument": identity("10.0.3.0/33")}],
        })),
        "Set": resource("AWS::SSO::PermissionSet", json!({"InlinePolicy": identity("10.0.4.0/33")})),
        "Endpoint": resource("AWS::EC2::VPCEndpoint", json!({"ServiceName": "com.amazonaws.us-east-1.signin", "PolicyDocument": faulty("10.0.5.0/33")})),
        "Bucket": resource("AWS::S3::BucketPolicy", json!({"PolicyDocument": {"Statement": 5}})),
    }})
}

const TEMPLATE_NAMES: [(&str, Layer); 6] = [
    ("Rcp", Layer::ResourceControl),
    ("Scp", Layer::ServiceControl),
    ("Managed", Layer::Identity),
    ("Role/inline", Layer::Identity),
    ("Set", Layer::Identity),
    ("Endpoint", Layer::VpcEndpoint),
];

/// What stands in the text at the places of the findings with that code.
fn places<'t>(text: &'t str, findings: &[Finding], code: &str) -> Vec<&'t str> {
    let found = findings.iter().filter(|finding| finding.code == code);
    found
        .map(|finding| {
            let span = finding.span.unwrap();
            &text[span.start as usize..span.end as usize]
        })
        .collect()
}

fn told(text: &str) -> Vec<(String, Option<Layer>)> {
    let policies = recognize(text).policies.into_iter();
    policies
        .map(|policy| (policy.name.unwrap_or_default(), policy.layer))
        .collect()
}

#[test]
fn the_policies_of_a_template_are_each_checked_as_its_resource_has_it() {
    let plain = template();
    let got = json!({"TemplateBody": plain, "StagesAvailable": ["Original"]});
    for text in [
        plain.to_string(),
        got.to_string(),
        serde_json::to_string_pretty(&plain).unwrap(),
    ] {
        for kind in [None, Some(Kind::ResourceControl), Some(Kind::Identity)] {
            let checked = check(text.as_bytes(), kind);
            let errors: Vec<&Finding> = checked
                .findings
                .iter()
                .filter(|one| one.is_error())
                .collect();
            assert!(
                errors.iter().all(|one| one.code == "invalid-cidr"),
                "{errors:#?}"
            );
            let places = places(&text, &checked.findings, "invalid-cidr");
            let expected = [0, 1, 2, 3, 4, 5].map(|n| format!("10.0.{n}.0/33"));
            assert_eq!(places.len(), 6, "{places:?}");
            for (place, expected) in places.iter().zip(expected) {
                assert!(place.contains(&expected), "{place}");
            }
            let names: Vec<_> = errors
                .iter()
                .map(|one| one.policy.as_deref().unwrap())
                .collect();
            assert_eq!(names, TEMPLATE_NAMES.map(|(name, _)| name));
            let inside = checked
                .findings
                .iter()
                .find(|one| one.code == "policies-inside")
                .unwrap();
            assert_eq!(inside.severity, Severity::Info);
            assert!(inside.message.to_string().contains("CloudFormation"));
        }
        let expected = TEMPLATE_NAMES.map(|(name, layer)| (name.to_owned(), Some(layer)));
        assert_eq!(told(&text), expected);
    }
}

#[test]
fn what_cloudformation_fills_in_is_said_and_not_guessed() {
    for hole in [
        json!({"Fn::Sub": "10.0.0.0/33"}),
        json!({"Ref": "Range"}),
        json!({"Fn::GetAtt": ["A", "B"]}),
    ] {
        let mut template = template();
        let content = &mut template["Resources"]["Rcp"]["Properties"]["Content"];
        content["Statement"][0]["Condition"]["NotIpAddress"]["aws:SourceIp"] = hole.clone();
        let text = template.to_string();
        let checked = check(text.as_bytes(), None);
        assert_eq!(
            places(&text, &checked.findings, "unresolved-value").len(),
            1
        );
        // The others are checked.
        assert_eq!(places(&text, &checked.findings, "invalid-cidr").len(), 5);
        // The whole policy, and one by itself.
        template["Resources"]["Rcp"]["Properties"]["Content"] = hole.clone();
        let checked = check(template.to_string().as_bytes(), None);
        let of = |finding: &&Finding| finding.policy.as_deref() == Some("Rcp");
        let codes: Vec<_> = checked
            .findings
            .iter()
            .filter(of)
            .map(|one| &*one.code)
            .collect();
        assert_eq!(codes, ["unresolved-value"]);
        let mut alone = faulty("10.0.0.0/33");
        alone["Statement"][0]["Resource"] = hole;
        let checked = check(alone.to_string().as_bytes(), None);
        let [only] = &*checked.findings else {
            panic!("{:#?}", checked.findings)
        };
        assert_eq!(
            (&*only.code, only.severity),
            ("unresolved-value", Severity::Error)
        );
    }
}

#[test]
fn policies_that_cloudformation_makes_are_not_passed_over() {
    let inline = |document: Value| json!({"PolicyName": "own", "PolicyDocument": document});
    let branch = json!({"Fn::If": ["C", inline(faulty("10.0.0.0/33")), {"Ref": "AWS::NoValue"}]});
    let role = |policies: Value| json!({"Resources": {"R": {"Type": "AWS::IAM::Role", "Properties": {"Policies": policies}}}});
    let endpoint = json!({"Type": "AWS::EC2::VPCEndpoint", "Properties": {"PolicyDocument": faulty("10.0.0.0/33")}});
    let loops = |resource: &Value| json!(["N", ["a", "b"], {"E${N}": resource}]);
    for (template, name) in [
        (
            role(json!({"Fn::If": ["C", [inline(faulty("10.0.0.0/33"))], []]})),
            "Fn::If",
        ),
        (role(json!([branch])), "Fn::If"),
        (
            json!({"Resources": {"Fn::ForEach::E": loops(&endpoint), "Q": {"Type": "AWS::SQS::Queue"}}}),
            "Fn::ForEach::E",
        ),
        (
            json!({"Resources": {"E": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"Fn::Transform": {"Name": "AWS::Include"}}}}}),
            "Fn::Transform",
        ),
    ] {
        let text = template.to_string();
        let checked = check(text.as_bytes(), None);
        let places = places(&text, &checked.findings, "unresolved-value");
        assert_eq!(places, [format!("\"{name}\"")], "{:#?}", checked.findings);
        assert!(!checked.is_whole);
    }
    let queues = json!({"Type": "AWS::SQS::Queue"});
    let other = json!({"Resources": {"Fn::ForEach::Q": loops(&queues), "Q": queues}});
    let checked = check(other.to_string().as_bytes(), None);
    assert!(checked.findings.iter().all(|one| one.code == "no-policy"));
}

#[test]
fn of_a_type_that_cloudformation_fills_in_it_is_said_what_is_checked() {
    let mut template = template();
    let own = &mut template["Resources"]["Rcp"]["Properties"]["Type"];
    *own = json!({"Fn::If": ["C", "RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"]});
    let text = template.to_string();
    let checked = check(text.as_bytes(), None);
    let found = checked
        .findings
        .iter()
        .find(|one| one.code == "unresolved-value")
        .unwrap();
    assert_eq!(
        (found.severity, found.policy.as_deref()),
        (Severity::Warning, Some("Rcp"))
    );
    assert!(
        found.message.to_string().contains("the kind `rcp`"),
        "{}",
        found.message
    );
    // What the user says is not guessed.
    let checked = check(text.as_bytes(), Some(vestibule_wire::Kind::ResourceControl));
    assert!(
        checked
            .findings
            .iter()
            .all(|one| one.code != "unresolved-value")
    );
}

fn resources() -> [Value; 8] {
    let resource = |of_type: &str, name: &str, values: Value| json!({"type": of_type, "name": name, "values": values});
    [
        resource(
            "aws_organizations_policy",
            "rcp",
            json!({"type": "RESOURCE_CONTROL_POLICY", "content": faulty("10.0.0.0/33").to_string()}),
        ),
        resource(
            "aws_organizations_policy",
            "scp",
            json!({"content": identity("10.0.1.0/33").to_string()}),
        ),
        resource(
            "aws_organizations_policy",
            "tags",
            json!({"type": "TAG_POLICY", "content": "{\"tags\":{}}"}),
        ),
        resource(
            "aws_iam_role_policy",
            "inline",
            json!({"policy": identity("10.0.2.0/33").to_string()}),
        ),
        resource(
            "aws_vpc_endpoint",
            "endpoint",
            json!({"id": "vpce-0a1b2c3d4e5f60718", "service_name": "com.amazonaws.us-east-1.signin", "policy": faulty("10.0.3.0/33").to_string()}),
        ),
        // A role repeats what has a resource of its own.
        resource(
            "aws_iam_role",
            "role",
            json!({"assume_role_policy": "{}", "inline_policy": [{"name": "inline", "policy": identity("10.0.2.0/33").to_string()}]}),
        ),
        resource(
            "aws_iam_policy_document",
            "copy",
            json!({"json": faulty("10.0.9.0/33").to_string()}),
        ),
        resource(
            "aws_db_instance",
            "db",
            json!({"password": "hunter2", "policy": "hunter2"}),
        ),
    ]
}

fn state() -> Value {
    let of_file = |resource: &Value| {
        json!({"mode": "managed", "module": "module.a", "type": resource["type"], "name": resource["name"],
            "instances": [{"index_key": "x", "attributes": resource["values"]}]})
    };
    let resources: Vec<Value> = resources().iter().map(of_file).collect();
    json!({"version": 4, "terraform_version": "1.9.5", "serial": 3, "lineage": "hunter2", "outputs": {}, "resources": resources})
}

fn shown(member: &str) -> Value {
    let of_module = |resource: &Value| {
        let address = format!(
            "{}.{}",
            resource["type"].as_str().unwrap(),
            resource["name"].as_str().unwrap()
        );
        json!({"address": address, "mode": "managed", "type": resource["type"], "name": resource["name"], "values": resource["values"]})
    };
    let resources: Vec<Value> = resources().iter().map(of_module).collect();
    let (here, below) = resources.split_at(3);
    json!({"format_version": "1.2", "terraform_version": "1.9.5",
        member: {"root_module": {"resources": here, "child_modules": [{"address": "module.a", "resources": below}]}}})
}

fn state_values() -> [Value; 3] {
    let values = json!({"values": shown("x")["x"]});
    let mut state = shown("y");
    state["values"] = values["values"].clone();
    [self::state(), state, shown("planned_values")]
}

#[test]
fn the_policies_of_a_state_and_a_plan_are_each_checked_as_its_resource_has_it() {
    for document in state_values() {
        let text = document.to_string();
        let checked = check_file(text.as_bytes(), Some(Kind::Identity));
        let places = places(&text, &checked.findings, "invalid-cidr");
        assert_eq!(places.len(), 4, "{places:?}");
        for (place, n) in places.iter().zip(0..) {
            assert!(place.contains(&format!("10.0.{n}.0/33")), "{place}");
        }
        assert_eq!(
            checked.findings.iter().filter(|one| one.is_error()).count(),
            4
        );
        let layers: Vec<_> = told(&text)
            .into_iter()
            .map(|(_, layer)| layer.unwrap())
            .collect();
        let expected = [
            Layer::ResourceControl,
            Layer::ServiceControl,
            Layer::Identity,
            Layer::VpcEndpoint,
        ];
        assert_eq!(layers, expected);
        let endpoint = recognize(&text).policies.remove(3).endpoint;
        assert_eq!(endpoint.as_deref(), Some("vpce-0a1b2c3d4e5f60718"));
        // What else stands in it is not shown.
        assert!(!checked.text().contains("hunter2"));
        assert_eq!(checked.text().len(), text.len());
    }
    assert_eq!(
        told(&state().to_string())[0].0,
        "module.a.aws_organizations_policy.rcp[\"x\"]"
    );
}

#[test]
fn a_policy_that_a_plan_does_not_know_yet_is_said() {
    let mut plan = shown("planned_values");
    let resource = &mut plan["planned_values"]["root_module"]["resources"][0]["values"];
    resource.as_object_mut().unwrap().remove("content");
    let checked = check(plan.to_string().as_bytes(), None);
    let unknown: Vec<_> = checked
        .findings
        .iter()
        .filter(|one| one.code == "unresolved-value")
        .collect();
    let [unknown] = &*unknown else {
        panic!("{unknown:#?}")
    };
    assert_eq!(
        unknown.policy.as_deref(),
        Some("aws_organizations_policy.rcp")
    );
    assert_eq!(recognize(&plan.to_string()).policies.len(), 3);
    // A document by itself is read where there is nothing else.
    let data = json!({"type": "aws_iam_policy_document", "name": "a", "instances": [{"attributes": {"json": faulty("x").to_string()}}]});
    let state = json!({"version": 4, "terraform_version": "1.9.5", "resources": [data]});
    let checked = check(state.to_string().as_bytes(), None);
    assert_eq!(checked.kind, Kind::ResourceControl);
    assert!(
        checked
            .findings
            .iter()
            .any(|one| one.code == "invalid-cidr")
    );
}

#[test]
fn the_description_of_an_account_holds_many_policies() {
    let percent: String = identity("10.0.0.0/33")
        .to_string()
        .bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect();
    let text = json!({
        "UserDetailList": [{"UserName": "alice", "UserPolicyList": [{"PolicyName": "p", "PolicyDocument": percent}]}],
        "GroupDetailList": [{"GroupName": "g", "GroupPolicyList": [{"PolicyName": "p", "PolicyDocument": identity("10.0.1.0/33")}]}],
        "RoleDetailList": [{"RoleName": "r", "AssumeRolePolicyDocument": {}, "RolePolicyList": [{"PolicyName": "p", "PolicyDocument": identity("10.0.2.0/33")}]}],
        "Policies": [{"PolicyName": "m", "PolicyVersionList": [
            {"VersionId": "v2", "IsDefaultVersion": true, "Document": identity("10.0.3.0/33")},
            {"VersionId": "v1", "IsDefaultVersion": false, "Document": identity("10.0.4.0/33")},
        ]}],
    })
    .to_string();
    let names: Vec<String> = told(&text).into_iter().map(|(name, _)| name).collect();
    // The members of JSON that serde_json writes are sorted; ours are in the order of the lists.
    assert_eq!(names, ["alice/p", "g/p", "r/p", "m"]);
    let checked = check(text.as_bytes(), None);
    assert_eq!(places(&text, &checked.findings, "invalid-cidr").len(), 4);
    let empty = check(br#"{"UserDetailList": []}"#, None);
    let [only] = &*empty.findings else {
        panic!("{:#?}", empty.findings)
    };
    assert!(
        only.message
            .to_string()
            .contains("get-account-authorization-details")
    );
}

#[test]
fn other_outputs_with_policies_are_read() {
    let policy = identity("10.0.0.0/33").to_string();
    let endpoint = json!({"VpcEndpointId": "vpce-0a1b2c3d4e5f60718", "PolicyDocument": faulty("10.0.0.0/33").to_string()});
    for (text, kind) in [
        (json!({"InlinePolicy": policy}), Kind::Identity),
        (json!([endpoint]), Kind::VpcEndpoint),
        (json!({"VpcEndpoint": endpoint}), Kind::VpcEndpoint),
    ] {
        let checked = check(text.to_string().as_bytes(), None);
        assert_eq!(checked.kind, kind, "{text}");
        let errors: Vec<_> = checked
            .findings
            .iter()
            .filter(|one| one.is_error())
            .collect();
        assert_eq!(errors.len(), 1, "{errors:#?}");
        assert_eq!(errors[0].code, "invalid-cidr");
    }
}

#[test]
fn what_holds_no_policy_is_said_once() {
    let rows = [
        (
            r#"{"Policy":{"PolicyName":"login","DefaultVersionId":"v1"}}"#,
            "`aws iam get-policy`",
            "get-policy-version",
        ),
        (
            r#"{"Policies":[{"PolicyName":"x","Arn":"y"}]}"#,
            "`aws iam list-policies`",
            "get-policy-version",
        ),
        (
            r#"{"Policies":[{"Id":"p-1","Type":"SERVICE_CONTROL_POLICY"}]}"#,
            "`aws organizations list-policies`",
            "describe-policy",
        ),
        (
            r#"{"AttachedPolicies":[{"PolicyName":"x"}]}"#,
            "list-attached",
            "get-policy-version",
        ),
        (
            r#"{"PolicyVersion":{"VersionId":"v2"}}"#,
            "PolicyVersion.Document",
            "whole output",
        ),
        (
            r#"{"permissionStatements":[{"sid":"a","condition":{}}]}"#,
            "list-resource-permission-statements",
            "get-resource-policy",
        ),
        (
            r#"{"statementId":"a"}"#,
            "put-resource-permission-statement",
            "get-resource-policy",
        ),
        (
            r#"{"targetId":"o-1","scope":"x","consoleAuthorizationEnabled":true}"#,
            "get-console-authorization-configuration",
            "account",
        ),
        (
            r#"{"Return":true}"#,
            "modify-vpc-endpoint",
            "describe-vpc-endpoints",
        ),
        (
            r#"{"VpcEndpoints":[]}"#,
            "describe-vpc-endpoints",
            "whole output",
        ),
        (
            r#"{"Policy":{"PolicySummary":{"Type":"TAG_POLICY"},"Content":"{\"tags\":{}}"}}"#,
            "service or resource control policy",
            "describe-policy",
        ),
        (
            r#"{"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"}"#,
            "does not bear on a sign-in",
            "AWS Sign-In",
        ),
        (
            r#"{"AWSTemplateFormatVersion":"2010-09-09","Resources":{"B":{"Type":"AWS::S3::Bucket"}}}"#,
            "CloudFormation",
            "VPC endpoints",
        ),
        (
            r#"{"version":4,"terraform_version":"1.9.5","resources":[]}"#,
            "Terraform",
            "terraform show -json",
        ),
        (
            r#"{"resource":{"aws_iam_policy":{"x":{"policy":"${jsonencode({})}"}}}}"#,
            "Terraform",
            "terraform show -json",
        ),
        (
            r#"[{"Effect":"Deny","Action":"*","Resource":"*"}]"#,
            "without a policy around them",
            "Statement",
        ),
        (
            r#"{"Effect":"Deny","Action":"*","Resource":"*"}"#,
            "without a policy around them",
            "Statement",
        ),
        (
            r#"[{"Statement":[]},{"Statement":[]}]"#,
            "list of policies",
            "by itself",
        ),
        (
            r#"{"policies":{},"requests":[]}"#,
            "case file",
            "vestibule decide",
        ),
        (
            r#"{"eventName":"ConsoleLogin","eventSource":"signin.amazonaws.com"}"#,
            "CloudTrail",
            "AWS CLI",
        ),
        (
            r#"{"name":"left-pad","version":"1.3.0"}"#,
            "no policy",
            "AWS CLI",
        ),
        (
            "Version: \"2012-10-17\"\nStatement:\n  - Effect: Deny\n    Action: signin:*\n",
            "a policy in YAML",
            "JSON",
        ),
        (
            "---\n# ours\nResources:\n  A:\n    Type: AWS::IAM::Policy\n",
            "CloudFormation template in YAML",
            "cfn-flip",
        ),
        (
            "VpcEndpoints:\n- PolicyDocument: '{}'\n",
            "YAML",
            "--output json",
        ),
        (
            "resource \"aws_iam_policy\" \"a\" {\n  policy = jsonencode({})\n}\n",
            "Terraform in HCL",
            "terraform show -json",
        ),
        (
            "Terraform will perform the following actions:\n\n  # aws_iam_policy.a will be created\n",
            "plan that Terraform printed",
            "terraform show -json",
        ),
        (
            "user,arn,user_creation_time\nalice,arn:aws:iam::111122223333:user/alice,2026-01-01\n",
            "CSV",
            "--output json",
        ),
        ("<!DOCTYPE html>\n<html></html>", "HTML", "policy"),
        ("<?xml version=\"1.0\"?>\n<a/>", "XML", "policy"),
        (
            "arn:aws:iam::111122223333:policy/login\n",
            "an ARN",
            "get-policy-version",
        ),
        (
            "https://docs.aws.amazon.com/signin/latest/userguide/console-access-control.html",
            "a URL",
            "download",
        ),
        (
            "$ aws signin get-resource-policy\n{\n}\n",
            "transcript",
            "one command",
        ),
        (
            "aws signin get-resource-policy\n{}\n",
            "transcript",
            "one command",
        ),
        (
            "Return-Path: <a@example.com>\nReceived: from x\nSubject: policy\n\n{}\n",
            "an e-mail",
            "policy",
        ),
        (
            "\nAn error occurred (AccessDeniedException) when calling the GetPolicy operation: no\n",
            "an error",
            "again",
        ),
        (
            "\nAn error occurred (ResourceNotFoundException) when calling the GetResourcePolicy operation: no\n",
            "an error",
            "resourceBased",
        ),
        (
            "-------------\n|  GetPolicy |\n+-----------+\n",
            "a table",
            "--output json",
        ),
        (
            "POLICYVERSION\t2026-01-01\tTrue\tv1\n",
            "a table",
            "--output json",
        ),
        (
            "Here it is:\n\n```json\n{}\n```\n",
            "Markdown",
            "block of code",
        ),
        (
            "import * as iam from 'aws-cdk-lib/aws-iam';\n",
            "source of a program",
            "cdk synth",
        ),
        ("%PDF-1.7 x", "a PDF", "policy"),
        ("eyJWZXJzaW9uIjoiMjAxMi0xMC0xNyJ9", "base64", "decode"),
    ];
    for (text, what, help) in rows {
        for checked in [
            check(text.as_bytes(), None),
            check_file(text.as_bytes(), Some(Kind::ResourceControl)),
        ] {
            let [only] = &*checked.findings else {
                panic!("{text}: {:#?}", checked.findings)
            };
            assert_eq!(only.severity, Severity::Error, "{text}");
            assert!(
                only.message.to_string().contains(what),
                "{text}: {}",
                only.message
            );
            let said = only.help.as_ref().unwrap().to_string();
            assert!(said.contains(help), "{text}: {said}");
        }
        let recognized = recognize(text);
        assert!(
            recognized.not_policy.is_some() && recognized.policies.is_empty(),
            "{text}"
        );
    }
}

#[test]
fn what_may_become_json_is_not_taken_for_something_else() {
    for text in [
        "",
        "{",
        "[",
        "\"",
        "{ Version: 1 }",
        "// ours\n{}",
        "/* a */ {}",
        "see {below}",
        "\"Version\": \"2012-10-17\",\n\"Statement\": []",
        "Version: \"2012-10-17\",\nStatement: []",
        "%7B%22Statement%22%3A%5B%5D%7D",
        "Deny everything",
        "Dear all, see below",
        "# Policies",
        "AWS_SECRET_ACCESS_KEY=hunter2",
        "[default]\nkey = 1",
        "-----BEGIN PRIVATE KEY-----\nx==\n",
    ] {
        let what = recognize(text).not_policy;
        assert!(
            !matches!(what, Some(NotPolicy::Text(_))),
            "{text}: {what:?}"
        );
    }
    assert_eq!(
        recognize("a: 1").not_policy,
        Some(NotPolicy::Text(Foreign::Yaml))
    );
}

fn outcome(layer: &str, entry: Value) -> (Outcome, Vec<Finding>) {
    let case = json!({
        "vestibule": 1,
        "account": {"id": "111122223333", "organization": {"id": "o-a1b2c3d4e5", "path": ["r-ab12"]}},
        "policies": {layer: [entry]},
        "requests": [{"principal": "arn:aws:iam::111122223333:user/alice", "network": {"sourceIp": "198.51.100.7"}}],
    });
    let case = Case::read(case.to_string(), &NoFiles).unwrap();
    let decision = case.decide(0).unwrap();
    (decision.outcome, case.findings().to_vec())
}

#[test]
fn a_case_file_reads_the_one_policy_that_an_entry_means() {
    let good = faulty("203.0.113.0/24");
    let mut one = template();
    one["Resources"]["Rcp"]["Properties"]["Content"] = good.clone();
    let entry = |document: &Value, name: Option<&str>| {
        let mut entry = json!({"attachedTo": "r-ab12", "document": document});
        if let Some(name) = name {
            entry["name"] = name.into();
        }
        entry
    };
    // The others are of other layers.
    let (denied, findings) = outcome("resourceControl", entry(&one, None));
    assert_eq!(denied, Outcome::Denied, "{findings:#?}");
    assert!(!findings.iter().any(Finding::is_error), "{findings:#?}");
    // Two of a layer need a name.
    let mut two = one.clone();
    two["Resources"]["Second"] = one["Resources"]["Rcp"].clone();
    two["Resources"]["Second"]["Properties"]["Content"]["Statement"][0]["Action"] = json!("s3:*");
    let (unknown, findings) = outcome("resourceControl", entry(&two, None));
    assert_eq!(unknown, Outcome::Unknown);
    let several = findings
        .iter()
        .find(|one| one.code == "several-policies")
        .unwrap();
    assert!(
        several
            .help
            .as_ref()
            .unwrap()
            .to_string()
            .contains("Rcp, Second")
    );
    for (name, expected) in [("Rcp", Outcome::Denied), ("Second", Outcome::Allowed)] {
        assert_eq!(
            outcome("resourceControl", entry(&two, Some(name))).0,
            expected,
            "{name}"
        );
    }
    // None of the layer, a function, and no policy at all.
    let mut none = one.clone();
    none["Resources"].as_object_mut().unwrap().remove("Rcp");
    let mut hole = one.clone();
    hole["Resources"]["Rcp"]["Properties"]["Content"]["Statement"][0]["Resource"] =
        json!({"Ref": "A"});
    for (document, code) in [
        (none, "no-policy"),
        (hole, "unresolved-value"),
        (json!({"Roots": []}), "no-policy"),
        (json!({"permissionStatements": []}), "no-policy"),
        (json!([{"Effect": "Deny", "Action": "*"}]), "no-policy"),
    ] {
        let (unknown, findings) = outcome("resourceControl", entry(&document, None));
        assert_eq!(unknown, Outcome::Unknown, "{document}");
        let codes: Vec<_> = findings.iter().map(|one| &*one.code).collect();
        assert_eq!(codes, [code], "{document}");
    }
    // A state, by its endpoint.
    let endpoint = "vpce-0a1b2c3d4e5f60718";
    let (_, findings) = outcome(
        "vpcEndpoint",
        json!({"endpoint": endpoint, "document": state()}),
    );
    let codes: Vec<_> = findings.iter().map(|one| &*one.code).collect();
    assert!(
        codes.contains(&"invalid-cidr") && !codes.contains(&"no-policy"),
        "{codes:?}"
    );
}

#[test]
fn large_inputs_are_read_in_one_pass() {
    // As many resources as a megabyte holds; counted by the findings that come of it.
    let resource =
        r#""R":{"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{"Statement":5}}}"#;
    let many: Vec<String> = (0..9_000)
        .map(|n| resource.replacen('R', &format!("R{n}"), 1))
        .collect();
    let text = format!(r#"{{"Resources":{{{}}}}}"#, many.join(","));
    assert_eq!(recognize(&text).policies.len(), 9_000);
    let checked = check(text.as_bytes(), None);
    let inside = checked
        .findings
        .iter()
        .find(|one| one.code == "policies-inside")
        .unwrap();
    assert!(inside.message.to_string().len() < 5_000);
    // Half of a text is read like the whole.
    for document in [template(), state(), shown("planned_values")] {
        let text = document.to_string();
        for end in (0..text.len()).step_by(7) {
            check(text.as_bytes().get(..end).unwrap(), None);
        }
    }
    for line in [
        "a: 1\n", "a,b,c\n", "- x\n", "```\n", "$ aws \n", "---", "\t", "ey",
    ] {
        let text = line.repeat(100_000);
        check(text.as_bytes(), None);
        recognize(&text);
    }
}

#[test]
fn a_policy_is_attached_to_everything_that_the_list_names() {
    let deny = json!({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*"}],
    });
    let decided = |list: &str| {
        let entry = json!({"attachedTo": list, "document": deny});
        outcome("resourceControl", entry)
    };
    for list in [
        "r-ab12",
        "ou-ab12-cdefghij, r-ab12",
        "r-ab12,ou-ab12-cdefghij, r-ab12",
        "444455556666 111122223333",
    ] {
        let (outcome, findings) = decided(list);
        assert_eq!(outcome, Outcome::Denied, "{list}");
        assert_eq!(findings, [], "{list}");
    }
    let (elsewhere, findings) = decided("ou-ab12-cdefghij, ou-ab12-11111111");
    assert_eq!((elsewhere, findings), (Outcome::Allowed, Vec::new()));
    for (list, wrong) in [("r-ab12, Production", "Production"), (", ", ", ")] {
        let (_, findings) = decided(list);
        let [finding] = &*findings else {
            panic!("{list}: {findings:#?}")
        };
        assert_eq!(finding.code, "invalid-node", "{list}");
        assert!(finding.message.to_string().contains(wrong), "{list}");
    }
}
