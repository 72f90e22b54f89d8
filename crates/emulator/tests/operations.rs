//! The control plane as a function: every operation, without HTTP and without files.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod calls;

use calls::{ACCOUNT, Plane, begun};
use serde_json::json;
use vestibule_emulator::Settings;

const OFFICE: &str = "203.0.113.0/24";
const PUT: &str = "/put-resource-permission-statement";
const DELETE: &str = "/delete-resource-permission-statement";
const LIST: &str = "/list-resource-permission-statements";
const POLICY: &str = "/get-resource-policy";
const ENABLE: &str = "/put-console-authorization-configuration";
const DISABLE: &str = "/delete-console-authorization-configuration";
const CONSOLE: &str = "/get-console-authorization-configuration";

#[test]
fn a_request_changes_nothing_but_the_state_that_comes_back() {
    let plane = Plane::new();
    let before = plane.state.clone();
    let step = plane.step(PUT, &json!({ "sourceIp": OFFICE }));
    assert_eq!(plane.state, before);
    let next = step.next.unwrap();
    assert_eq!(next.control_plane.current.statements.len(), 1);
    // The same request at the same time comes to the same.
    let again = plane.step(PUT, &json!({ "sourceIp": OFFICE }));
    assert_eq!(again.next, Some(next));
    assert_eq!(again.answer, step.answer);
}

#[test]
fn requests_that_are_refused_change_nothing() {
    let mut plane = Plane::new();
    plane.good(PUT, &json!({ "sourceIp": OFFICE, "clientToken": "one" }));
    let rows = [
        (PUT, json!({}), "ValidationException"),
        (PUT, json!({ "sourceIp": 1 }), "ValidationException"),
        (PUT, json!({ "sourceIp": OFFICE }), "ConflictException"),
        (
            PUT,
            json!({ "sourceIp": "192.0.2.1", "clientToken": "one" }),
            "ConflictException",
        ),
        (DELETE, json!({}), "ValidationException"),
        (
            DELETE,
            json!({ "statementId": "A".repeat(63) }),
            "ValidationException",
        ),
        (
            DELETE,
            json!({ "statementId": "A".repeat(64) }),
            "ResourceNotFoundException",
        ),
        (LIST, json!({ "maxResults": 0 }), "ValidationException"),
        (LIST, json!({ "maxResults": "1" }), "ValidationException"),
        (LIST, json!({ "nextToken": "x y" }), "ValidationException"),
        (DISABLE, json!({}), "ResourceNotFoundException"),
        (
            CONSOLE,
            json!({ "targetId": "o-a1b2c3d4e5" }),
            "ResourceNotFoundException",
        ),
        (
            ENABLE,
            json!({ "targetId": "r-ab12" }),
            "ValidationException",
        ),
        (
            "/list-sessions",
            json!({ "issuedAfter": "x" }),
            "ValidationException",
        ),
        ("/get-session", json!({}), "ValidationException"),
        (
            "/get-session",
            json!({ "sessionArn": "x" }),
            "ResourceNotFoundException",
        ),
        (
            "/batch-revoke-sessions",
            json!({ "sessionArns": "x" }),
            "ValidationException",
        ),
        (
            "/batch-revoke-sessions",
            json!({ "sessionArns": [] }),
            "ValidationException",
        ),
        (
            "/batch-revoke-sessions",
            json!({ "sessionArns": [1] }),
            "ValidationException",
        ),
        ("/nothing", json!({}), "UnknownOperationException"),
        (
            "/v1/token",
            json!({ "refreshToken": "secret" }),
            "UnknownOperationException",
        ),
    ];
    for (path, body, name) in rows {
        let step = plane.step(path, &body);
        let failure = step.answer.result.unwrap_err();
        assert_eq!(failure.name, name, "{path} {body}: {failure:?}");
        assert_eq!(step.next, None, "{path} {body}");
        let told = failure.body();
        assert!(told["error"].is_string() && told["message"].is_string());
        assert!(!failure.message.contains("secret"));
    }
}

#[test]
fn bodies_that_are_no_json_object() {
    let plane = Plane::new();
    for body in [
        &b"{"[..],
        b"[]",
        b"null",
        b"\xff",
        b"{\"sourceIp\":\"a\"} x",
    ] {
        let failure = plane.raw(PUT, body).answer.result.unwrap_err();
        assert_eq!(failure.name, "ValidationException");
        assert!(failure.message.contains("JSON"), "{}", failure.message);
    }
    // Nothing at all is an object without members.
    assert!(plane.raw(ENABLE, b"").answer.result.is_ok());
    assert!(plane.raw(ENABLE, b" \n").answer.result.is_ok());
}

#[test]
fn requests_have_to_be_signed_and_writes_go_home() {
    let mut plane = Plane::new();
    plane.region = None;
    let failure = plane.step(POLICY, &json!({})).answer.result.unwrap_err();
    assert_eq!(
        (failure.name, failure.status),
        ("AccessDeniedException", 400)
    );
    plane.region = Some("eu-west-1");
    for path in [PUT, DELETE, ENABLE, DISABLE] {
        let failure = plane.step(path, &json!({})).answer.result.unwrap_err();
        assert_eq!(failure.name, "ValidationException");
        assert!(failure.message.contains("--region us-east-1"));
    }
    for path in [CONSOLE, POLICY, LIST] {
        let failure = plane.step(path, &json!({})).answer.result.unwrap_err();
        assert_eq!(failure.name, "ResourceNotFoundException", "{path}");
    }
}

#[test]
fn the_window_of_client_tokens_ends() {
    let mut plane = Plane::new();
    plane.settings.idempotency_window = 60;
    let put = json!({ "sourceIp": OFFICE, "clientToken": "one" });
    let first = plane.good(PUT, &put);
    plane.now += 59;
    assert_eq!(plane.good(PUT, &put), first);
    assert_eq!(plane.state.control_plane.current.statements.len(), 1);
    plane.now += 1;
    assert_ne!(plane.good(PUT, &put), first);
    assert_eq!(plane.state.control_plane.current.statements.len(), 2);
}

#[test]
fn writes_reach_other_regions_later_one_by_one() {
    let mut plane = Plane::new();
    plane.settings.replication_delay = 100;
    let count = |plane: &Plane| {
        let list = plane.step(LIST, &json!({})).answer.result;
        list.map_or(0, |list| {
            list["permissionStatements"].as_array().unwrap().len()
        })
    };
    plane.good(PUT, &json!({ "sourceIp": "192.0.2.1" }));
    plane.now += 50;
    plane.good(PUT, &json!({ "sourceIp": "192.0.2.2" }));
    assert_eq!(count(&plane), 2);
    plane.region = Some("eu-west-1");
    for (later, expected) in [(0, 0), (49, 0), (1, 1), (49, 1), (1, 2), (1000, 2)] {
        plane.now += later;
        assert_eq!(count(&plane), expected, "{}", plane.now);
    }
}

#[test]
fn the_quota_is_what_the_settings_say() {
    let mut plane = Plane::new();
    plane.settings.max_statements = 1;
    let first = plane.good(PUT, &json!({ "sourceIp": "192.0.2.1" }));
    let failure = plane
        .step(PUT, &json!({ "sourceIp": "192.0.2.2" }))
        .answer
        .result
        .unwrap_err();
    assert_eq!(
        (failure.name, failure.status),
        ("ServiceQuotaExceededException", 402)
    );
    plane.good(DELETE, &first);
    plane.good(PUT, &json!({ "sourceIp": "192.0.2.2" }));
}

#[test]
fn the_case_file_has_the_policy_and_the_switch() {
    let mut plane = Plane::new();
    let document = |plane: &Plane| {
        let document = plane.state.case.policies.resource_based.as_ref()?;
        serde_json::from_str::<serde_json::Value>(document.text()?).ok()
    };
    assert_eq!(document(&plane), None);
    let made = plane.good(PUT, &json!({ "sourceIp": OFFICE }));
    let told = plane.good(POLICY, &json!({}));
    assert_eq!(
        document(&plane).as_ref(),
        Some(&told["signinResourceBasedPolicy"])
    );
    assert_eq!(told["signinResourceBasedPolicy"]["Version"], "2012-10-17");
    plane.good(ENABLE, &json!({ "targetId": ACCOUNT }));
    let text = plane.state.case.to_json().unwrap();
    assert!(text.contains(r#""consoleAuthorization":{"account":true,"organization":false}"#));
    plane.good(DELETE, &made);
    assert_eq!(document(&plane), None);
}

#[test]
fn statement_ids_are_such_as_the_model_takes_and_never_used_again() {
    let mut plane = Plane::new();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..5 {
        let made = plane.good(PUT, &json!({ "sourceIp": OFFICE }));
        let id = made["statementId"].as_str().unwrap().to_owned();
        assert_eq!(id.len(), 64);
        plane.good(DELETE, &made);
        assert!(seen.insert(id));
    }
}

#[test]
fn a_case_file_begins_with_its_permission_statements() {
    let text = r#"{ "vestibule": 1, "policies": { "permissionStatements": [
        { "sourceIp": "203.0.113.0/24", "clientToken": "one" } ] }, "requests": [] }"#;
    let case = serde_json::from_str(text).unwrap();
    let mut plane = Plane::new();
    plane.state = begun(case);
    let list = plane.good(LIST, &json!({}));
    assert_eq!(list["permissionStatements"].as_array().unwrap().len(), 1);
    let kept = plane.state.case.to_json().unwrap();
    assert!(!kept.contains("permissionStatements") && kept.contains("NotIpAddress"));
    let made = plane.good(PUT, &json!({ "sourceIp": "192.0.2.1" }));
    assert_ne!(list["permissionStatements"][0]["sid"], made["statementId"]);
    let read = vestibule_emulator::State::read(&plane.state.to_bytes().unwrap()).unwrap();
    assert_eq!(read.control_plane, plane.state.control_plane);
}

/// A policy that somebody wrote by hand is made of the calls that make it.
#[test]
fn a_case_file_begins_with_the_statements_of_its_policy() {
    let mut plane = Plane::new();
    let put = json!({ "sourceVpc": "vpc-0a1b2c3d", "requestedRegion": "us-west-2",
        "excludedPrincipal": format!("arn:aws:iam::{ACCOUNT}:root") });
    plane.good(PUT, &put);
    plane.good(PUT, &json!({ "sourceIp": OFFICE }));
    let policy = plane.good(POLICY, &json!({}))["signinResourceBasedPolicy"].clone();
    let by_hand =
        json!({ "vestibule": 1, "requests": [], "policies": { "resourceBased": policy } });
    plane.state = begun(serde_json::from_value(by_hand.clone()).unwrap());
    assert_eq!(
        plane.good(POLICY, &json!({}))["signinResourceBasedPolicy"],
        policy
    );
    let list = plane.good(LIST, &json!({}));
    assert_eq!(list["permissionStatements"].as_array().unwrap().len(), 2);
    // What no call makes is told with the reason.
    let text = by_hand.to_string().replace("\"Deny\"", "\"Allow\"");
    let case = serde_json::from_str(&text).unwrap();
    let refused = vestibule_emulator::State::of_case(case, ACCOUNT, Vec::new(), &[]).unwrap_err();
    assert_eq!(refused.code, "policy-without-statements");
    let told = refused.message.plain();
    assert!(told.contains("the statement allows"), "{told}");
}

#[test]
fn settings_of_an_account() {
    let settings = Settings::of_account(ACCOUNT);
    assert_eq!(settings.caller, format!("arn:aws:iam::{ACCOUNT}:root"));
}
