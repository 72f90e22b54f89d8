//! Whether a principal can sign in at all, beside the outcome of the policies.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::Path;

use serde_json::{Value, json};
use support::{run_in, run_with};

const USER: &str = "arn:aws:iam::111122223333:user/alice";
const CENTER: &str = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef";
const ORGANIZATION: &str = "arn:aws:iam::111122223333:role/OrganizationAccountAccessRole";
const ROOT: &str = "arn:aws:iam::111122223333:root";

/// A case in which the policies let one principal in, with what is known of it.
fn case(arn: &str, account: &Value, known: &Value) -> Value {
    let mut account = account.clone();
    account["id"] = "111122223333".into();
    let mut principals = Vec::new();
    if !known.is_null() {
        let mut known = known.clone();
        known["principal"] = arn.into();
        principals.push(known);
    }
    json!({
        "vestibule": 1,
        "account": account,
        "policies": { "identity": [] },
        "principals": principals,
        "requests": [{ "principal": arn, "network": { "sourceIp": "198.51.100.7" } }]
    })
}

fn decided(case: &Value, more: &[&str]) -> Value {
    let args = [&["decide", "-", "--format", "json"], more].concat();
    let run = run_in(Path::new("."), &args, case.to_string().as_bytes());
    assert_eq!((run.status, &*run.stderr), (0, ""), "{case}");
    let decisions: Value = serde_json::from_str(&run.stdout).unwrap();
    decisions[0].clone()
}

#[test]
fn each_fact_stands_beside_the_outcome_and_never_in_it() {
    let none = json!({});
    let rows: &[(&str, Value, Value, &str, &str)] = &[
        (
            USER,
            none.clone(),
            json!({ "loginProfile": false }),
            "stopped",
            "user/alice has no password for the console",
        ),
        (
            USER,
            none.clone(),
            json!({ "loginProfile": false, "accessKeys": true }),
            "stopped",
            "access keys, which open no console",
        ),
        (
            USER,
            none.clone(),
            json!({ "deleted": true }),
            "stopped",
            "user/alice was deleted",
        ),
        (
            USER,
            none.clone(),
            json!({ "loginProfile": true, "mfaLost": true }),
            "stopped",
            "the MFA device of user/alice is lost",
        ),
        (
            USER,
            none.clone(),
            json!({ "loginProfile": true, "mfaLost": false }),
            "open",
            "at hand",
        ),
        (
            USER,
            none.clone(),
            json!({ "mfaRequired": true }),
            "unknown",
            "signs in with MFA alone",
        ),
        (
            USER,
            none.clone(),
            json!({ "loginProfile": true, "mfaLost": false, "mustChangePassword": true, "mayChangePassword": false }),
            "stopped",
            "may not call iam:ChangePassword",
        ),
        (
            USER,
            none.clone(),
            json!({ "loginProfile": true, "mfaLost": false, "mustChangePassword": true, "mayChangePassword": true }),
            "open",
            "may call iam:ChangePassword",
        ),
        (
            USER,
            none.clone(),
            json!({ "loginProfile": true, "mfaLost": false, "mustChangePassword": true }),
            "unknown",
            "whether user/alice, who must set",
        ),
        (
            USER,
            json!({ "hardExpiry": true }),
            json!({ "loginProfile": true, "mfaLost": false, "passwordExpires": "2027-06-30" }),
            "open",
            "expires after 2027-06-30",
        ),
        (
            ROOT,
            json!({ "rootCredentials": true }),
            json!({ "mfaLost": true }),
            "stopped",
            "the MFA device of root is lost",
        ),
        (
            ROOT,
            json!({ "rootCredentials": false }),
            Value::Null,
            "stopped",
            "the credentials of root were removed",
        ),
        (
            ROOT,
            json!({ "rootCredentials": true }),
            Value::Null,
            "open",
            "root has credentials",
        ),
        (
            CENTER,
            none.clone(),
            json!({ "assigned": false }),
            "stopped",
            "nobody is assigned to",
        ),
        (
            CENTER,
            none.clone(),
            json!({ "assigned": true }),
            "unknown",
            "somebody is assigned to",
        ),
        (
            ORGANIZATION,
            json!({ "joinedMethod": "INVITED" }),
            Value::Null,
            "unknown",
            "accounts that were invited do not have",
        ),
    ];
    for (arn, account, known, verdict, said) in rows {
        let case = case(arn, account, known);
        let mut decision = decided(&case, &[]);
        let facts = decision["accountFacts"].take();
        assert_eq!(facts["verdict"], *verdict, "{known} {facts}");
        assert!(facts.to_string().contains(said), "{said}: {facts}");
        // The policies decide as they do without any fact.
        let mut without = case.clone();
        without["principals"] = json!([]);
        let members = without["account"].as_object_mut().unwrap();
        members.retain(|name, _| name == "id");
        let mut plain = decided(&without, &[]);
        assert_eq!(plain["accountFacts"].take(), Value::Null, "{plain}");
        assert_eq!(decision, plain, "{known}");
        assert_eq!(decision["outcome"], "allowed");
    }
}

#[test]
fn a_password_has_expired_by_a_day_and_with_administrator_reset() {
    let known = json!({ "loginProfile": true, "mfaLost": false, "passwordExpires": "2027-06-30" });
    let of = |hard: bool, today: &str| {
        let case = case(USER, &json!({ "hardExpiry": hard }), &known);
        decided(&case, &["--today", today])["accountFacts"]["verdict"].clone()
    };
    assert_eq!(of(true, "2027-07-01"), "stopped");
    assert_eq!(of(true, "2027-06-30"), "open");
    assert_eq!(of(false, "2027-07-01"), "open");
}

#[test]
fn the_table_says_it_on_a_line_of_its_own() {
    let case = case(USER, &json!({}), &json!({ "loginProfile": false }));
    let input = case.to_string();
    let english = run_in(Path::new("."), &["decide", "-"], input.as_bytes()).stdout;
    let said = "the policies allow it, but user/alice has no password for the console\n";
    assert!(english.contains(said), "{english}");
    assert!(english.contains("\nallowed\n"), "{english}");
    let args = ["decide", "-", "--lang", "ja"];
    let japanese = run_with(Path::new("."), &args, input.as_bytes(), &[]).stdout;
    assert!(japanese.contains("ポリシーは許可しますが、"), "{japanese}");
}

#[test]
fn recover_puts_the_facts_below_the_way() {
    let policy = json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Deny", "Principal": "*", "Resource": "*",
        "Action": ["signin:Authenticate", "signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
        "Condition": { "ArnNotEquals": { "signin:PrincipalArn": USER, "aws:PrincipalArn": USER } }
    }]});
    let allow = json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "*", "Resource": "*"
    }]});
    let of = |known: Value| {
        let mut case = case(USER, &json!({}), &known);
        case["policies"] = json!({
            "resourceControl": [{ "document": policy }],
            "identity": [{ "principal": USER, "document": allow }]
        });
        let args = ["recover", "-", "--format", "json"];
        let run = run_in(Path::new("."), &args, case.to_string().as_bytes());
        let answer: Value = serde_json::from_str(&run.stdout).unwrap();
        answer["ways"][0].clone()
    };
    let open = of(json!({ "loginProfile": true, "mfaLost": false }));
    assert_eq!(open["verdict"], "open", "{open}");
    for known in [
        json!({ "loginProfile": true, "mfaLost": false, "deleted": true }),
        json!({ "loginProfile": true, "mustChangePassword": true, "mayChangePassword": false }),
    ] {
        let way = of(known);
        assert_eq!(way["verdict"], "closed", "{way}");
        assert!(!way["told"].as_array().unwrap().is_empty());
    }
}
