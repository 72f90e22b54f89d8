//! Permission statements in every form that people hand in, and the policy that they make.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

use serde_json::{Value, json};
use vestibule_wire::{
    Case, CaseFile, Finding, NoFiles, PermissionStatement, Policies, Reading, Statements, ToldBy,
    commands, policy_to_statements, statements, statements_to_policy, told_statements,
    with_policy_written,
};

const ROLE: &str = "arn:aws:iam::123456789012:role/BreakGlassRole";

/// The command of AWS's guide, with an address in the place of its placeholder.
const GUIDE: &str = "aws signin put-resource-permission-statement \\\n  --source-ip \"203.0.113.0/24\" \\\n  --excluded-principal \"arn:aws:iam::123456789012:role/BreakGlassRole\" \\\n  --region us-east-1\n";

fn read(text: &str) -> (Statements, ToldBy) {
    statements(text, &Reading::default()).unwrap()
}

fn policy_of(of: &Statements) -> Value {
    serde_json::from_str(of.policy.text().unwrap()).unwrap()
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| &*finding.code).collect()
}

/// Example 2 of AWS's guide, with its placeholders filled in.
fn example_2() -> Value {
    let statement = |key: &str, actions: &[&str]| {
        json!({
            "Effect": "Deny", "Principal": { "AWS": "*" }, "Action": actions, "Resource": "*",
            "Condition": {
                "ArnNotEquals": { key: ROLE },
                "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" },
                "StringEquals": { "aws:ResourceAccount": "123456789012" }
            }
        })
    };
    json!({
        "Version": "2012-10-17",
        "Statement": [
            statement("signin:PrincipalArn", &["signin:Authenticate"]),
            statement("aws:PrincipalArn", &["signin:CreateOAuth2Token", "signin:AuthorizeOAuth2Access"]),
        ]
    })
}

#[test]
fn the_documented_command_makes_the_documented_policy() {
    let (made, by) = read(GUIDE);
    assert_eq!(by, ToldBy::Statements);
    assert_eq!(policy_of(&made), example_2());
    assert_eq!((made.findings, made.assumptions), (vec![], vec![]));
}

#[test]
fn awss_example_of_a_vpc_is_told_and_made() {
    let command = GUIDE.replace(
        "--source-ip \"203.0.113.0/24\"",
        "--source-vpc vpc-0abc123def456789 --requested-region us-west-2",
    );
    let (made, _) = read(&command);
    assert_eq!(codes(&made.findings), ["vpc-of-aws-example"]);
    assert_eq!(made.assumptions, ["J41", "J42"]);
    assert_eq!(policy_of(&made)["Statement"].as_array().unwrap().len(), 4);
    // Any other id of 16 digits is wrong.
    let other = command.replace("def456789", "def456780");
    let found = statements(&other, &Reading::default()).unwrap_err();
    assert_eq!(codes(&found), ["invalid-parameter"]);
}

#[test]
fn every_form_tells_the_same_statement() {
    let statement = json!({ "sourceIp": "203.0.113.0/24", "excludedPrincipal": ROLE });
    let policy_text = example_2().to_string();
    let case = |policies: Value| json!({ "vestibule": 1, "policies": policies, "requests": [] });
    let forms = [
        (GUIDE.to_owned(), ToldBy::Statements),
        (statement.to_string(), ToldBy::Statements),
        (json!([statement]).to_string(), ToldBy::Statements),
        (
            json!({ "permissionStatements": [statement] }).to_string(),
            ToldBy::Statements,
        ),
        (
            case(json!({ "permissionStatements": [statement] })).to_string(),
            ToldBy::Statements,
        ),
        (
            case(json!({ "resourceBased": example_2() })).to_string(),
            ToldBy::Policy,
        ),
        (policy_text, ToldBy::Policy),
        (
            json!({ "signinResourceBasedPolicy": example_2() }).to_string(),
            ToldBy::Policy,
        ),
        (
            json!({ "permissionStatements": [{
                "sid": "A".repeat(64),
                "condition": {
                    "ArnNotEquals": { "aws:PrincipalArn": [ROLE] },
                    "NotIpAddress": { "aws:SourceIp": ["203.0.113.0/24"] }
                }
            }] })
            .to_string(),
            ToldBy::List,
        ),
    ];
    let expected = PermissionStatement {
        source_ip: Some("203.0.113.0/24".to_owned()),
        excluded_principal: Some(ROLE.to_owned()),
        ..PermissionStatement::default()
    };
    for (text, told_by) in forms {
        let (made, by) = read(&text);
        assert_eq!(by, told_by, "{text}");
        let one = std::slice::from_ref(&expected);
        assert_eq!(made.permission_statements, one, "{text}");
        assert_eq!(made.not_expressible, [], "{text}");
        // An answer is a form of its own, and so are the commands made of it.
        let again = serde_json::to_string(&made).unwrap();
        assert_eq!(read(&again).0.permission_statements, one, "{again}");
        let again = commands(&made.permission_statements, &[]);
        let read_back = read(&again).0.permission_statements;
        assert_eq!(read_back[0].source_ip, expected.source_ip, "{again}");
        assert_eq!(read_back[0].excluded_principal, expected.excluded_principal);
    }
}

#[test]
fn who_asks_for_one_way_is_not_given_the_other() {
    let reading = Reading::default();
    let policy = example_2().to_string();
    let statement = json!({ "sourceIp": "203.0.113.0/24", "excludedPrincipal": ROLE }).to_string();
    let made = statements_to_policy(&statement, &reading).unwrap();
    assert_eq!(policy_of(&made), example_2());
    let back = policy_to_statements(&policy, &reading).unwrap();
    assert_eq!(back.permission_statements, made.permission_statements);
    let refused = statements_to_policy(&policy, &reading).unwrap_err();
    assert_eq!(codes(&refused), ["no-statements"]);
    let refused = policy_to_statements(&statement, &reading).unwrap_err();
    assert_eq!(codes(&refused), ["no-policy"]);
    assert!(refused[0].help.is_some());
}

#[test]
fn what_is_wrong_is_told_at_its_place() {
    let rows = [
        (
            json!({ "sourceIp": "office" }),
            "invalid-parameter",
            "office",
        ),
        (
            json!([{ "sourceIp": "203.0.113.0/24" }, { "sourceVpc": "vpc-0a1b2c3d" }]),
            "missing-parameter",
            "sourceVpc",
        ),
        (
            json!({ "sourceIp": "203.0.113.0/24", "sourceIps": "x" }),
            "unknown-field",
            "sourceIps",
        ),
        (json!({ "sourceIp": 5 }), "wrong-type", "5"),
        (json!({}), "no-statements", "{"),
        (
            json!({ "Version": "2012-10-17", "Statement": [] }),
            "no-statements",
            "{",
        ),
    ];
    for (value, code, at) in rows {
        let text = value.to_string();
        let found = statements(&text, &Reading::default()).unwrap_err();
        assert_eq!(codes(&found)[0], code, "{text}");
        let span = found[0].span.unwrap();
        let place = &text[span.start as usize..span.end as usize];
        assert!(place.contains(at), "{text}: {place}");
    }
}

#[test]
fn a_statement_that_no_call_makes_is_left_with_its_place() {
    let mut other = example_2();
    for statement in other["Statement"].as_array_mut().unwrap() {
        let conditions = statement["Condition"]["ArnNotEquals"]
            .as_object_mut()
            .unwrap();
        for value in conditions.values_mut() {
            *value = json!([ROLE, "arn:aws:iam::123456789012:root"]);
        }
    }
    let text = other.to_string();
    let (made, _) = read(&text);
    assert_eq!(made.permission_statements, []);
    assert_eq!(
        codes(&made.not_expressible),
        ["several-excluded-principals"; 2]
    );
    let span = made.not_expressible[1].span.unwrap();
    let place = &text[span.start as usize..span.end as usize];
    assert!(place.contains("signin:CreateOAuth2Token"), "{place}");
}

#[test]
fn places_in_the_policy_of_a_case_file_are_in_its_text() {
    let mut policy = example_2();
    policy["Statement"].as_array_mut().unwrap().pop();
    let case = json!({ "vestibule": 1, "policies": { "resourceBased": policy }, "requests": [] });
    let text = case.to_string();
    let (made, _) = read(&text);
    assert_eq!(codes(&made.not_expressible), ["statement-of-one-phase"]);
    let span = made.not_expressible[0].span.unwrap();
    let place = &text[span.start as usize..span.end as usize];
    assert!(
        place.starts_with('{') && place.contains("signin:Authenticate"),
        "{place}"
    );
}

fn case(policies: Policies) -> Case {
    let request = json!([
        { "principal": "arn:aws:iam::123456789012:user/alice", "network": { "sourceIp": "198.51.100.7" } },
        { "principal": "arn:aws:iam::123456789012:user/alice", "network": { "sourceIp": "203.0.113.7" } },
        { "principal": ROLE, "network": { "sourceIp": "198.51.100.7" } },
    ]);
    let file = CaseFile {
        policies,
        requests: serde_json::from_value(request).unwrap(),
        ..CaseFile::default()
    };
    Case::new(file, &NoFiles)
}

#[test]
fn a_case_decides_by_statements_as_by_their_policy() {
    let (made, _) = read(GUIDE);
    let by_statements = case(Policies {
        permission_statements: made.permission_statements.clone(),
        ..Policies::default()
    });
    assert_eq!(by_statements.findings(), []);
    let mut written = by_statements.file().clone();
    with_policy_written(&mut written);
    assert!(written.policies.permission_statements.is_empty());
    let by_policy = case(written.policies);
    let outcomes = |case: &Case| -> Vec<String> {
        let decided = (0..3).filter_map(|index| case.decide(index));
        decided
            .map(|one| format!("{:?} {:?}", one.outcome, one.denied_at))
            .collect()
    };
    assert_eq!(outcomes(&by_statements), outcomes(&by_policy));
    let decision = by_statements.decide(0).unwrap();
    let by = &decision.phases[0].decided_by[0];
    assert_eq!(by.path.as_deref(), Some("policies.permissionStatements"));
    assert_eq!(by.policy.as_deref(), Some("resourceBased"));
}

#[test]
fn a_wrong_statement_leaves_the_phases_unknown() {
    let text = json!({
        "vestibule": 1,
        "policies": { "permissionStatements": [{ "sourceIp": "203.0.113.0/24" }, { "sourceIp": "office" }] },
        "requests": [{ "principal": "arn:aws:iam::123456789012:user/alice", "network": { "sourceIp": "203.0.113.7" } }]
    });
    let text = text.to_string();
    let case = Case::read(text.clone(), &NoFiles).unwrap();
    assert_eq!(codes(case.findings()), ["invalid-parameter"]);
    let finding = &case.findings()[0];
    assert_eq!(
        finding.path.as_deref(),
        Some("policies.permissionStatements[1].sourceIp")
    );
    let span = finding.span.unwrap();
    assert_eq!(&text[span.start as usize..span.end as usize], "\"office\"");
    let decision = case.decide(0).unwrap();
    assert_eq!(format!("{:?}", decision.outcome), "Unknown");
}

/// What decides stands where the statements do in the text of the case file.
#[test]
fn places_of_the_policy_lead_to_the_statements() {
    let text = "{\n  \"vestibule\": 1,\n  \"policies\": {\n    \"permissionStatements\": [\n      { \"sourceIp\": \"203.0.113.0/24\" }\n    ]\n  },\n  \"requests\": [\n    { \"principal\": \"arn:aws:iam::123456789012:user/alice\", \"network\": { \"sourceIp\": \"198.51.100.7\" } }\n  ]\n}";
    let case = Case::read(text, &NoFiles).unwrap();
    let decision = case.decide(0).unwrap();
    let by = &decision.phases[1].decided_by[0];
    let location = case.locate(by.path.as_deref(), by.span.unwrap()).unwrap();
    assert_eq!((location.file, location.line()), (None, 4));
}

/// What AWS refuses is told as it stands, so that a face may show it for correction.
#[test]
fn statements_are_told_whether_aws_takes_them_or_not() {
    let put = "$ aws signin put-resource-permission-statement --region us-east-1";
    let rows: &[(String, Option<usize>, &[&str])] = &[
        (GUIDE.to_owned(), Some(1), &[]),
        (
            format!("{put} --source-ip 203.0.113.0/24\n{{\"statementId\":\"a\"}}\n{put} --source-ip office\n"),
            Some(2),
            &["invalid-parameter"],
        ),
        (r#"{"sourceIp":"203.0.113.0/24"}"#.to_owned(), Some(1), &[]),
        (
            r#"[{"sourceIp":"203.0.113.0/24"},{"sourceVpc":"vpc-0a1b2c3d"}]"#.to_owned(),
            Some(2),
            &["missing-parameter"],
        ),
        (
            r#"{"permissionStatements":[{"sourceIp":"office"}]}"#.to_owned(),
            Some(1),
            &["invalid-parameter"],
        ),
        (
            r#"{"permissionStatements":[{"sid":"a","condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}"#.to_owned(),
            Some(1),
            &[],
        ),
        (
            r#"{"permissionStatements":[{"sourceIps":"203.0.113.0/24"}]}"#.to_owned(),
            Some(0),
            &["unknown-field"],
        ),
        (example_2().to_string(), None, &[]),
        (r#"{"vestibule":1,"policies":{},"requests":[]}"#.to_owned(), None, &[]),
        (r#"[{"Effect":"Deny"}]"#.to_owned(), None, &[]),
        ("see below".to_owned(), None, &[]),
    ];
    for (text, count, expected) in rows {
        let told = told_statements(text, &Reading::default());
        let told = told.map(|told| (told.statements.len(), told.findings));
        assert_eq!(told.as_ref().map(|told| told.0), *count, "{text}");
        let found = told.map(|told| told.1).unwrap_or_default();
        assert_eq!(codes(&found), *expected, "{text}");
    }
}
