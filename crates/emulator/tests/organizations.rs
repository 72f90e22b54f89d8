//! Policies of an organization as a function, without HTTP and without files.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod calls;

use calls::{ACCOUNT, Plane, begun};
use serde_json::{Value, json};
use vestibule_emulator::{Guard, State};
use vestibule_wire::CaseFile;

const ROOT: &str = "r-ab12";
const UNIT: &str = "ou-ab12-workload";
const RCP: &str = "RESOURCE_CONTROL_POLICY";
const SCP: &str = "SERVICE_CONTROL_POLICY";

fn deny_elsewhere() -> String {
    json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": { "NotIpAddressIfExists": { "aws:SourceIp": "203.0.113.0/24" } },
    }] })
    .to_string()
}

fn scp(effect: &str) -> String {
    json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": effect, "Action": "signin:*", "Resource": "*",
    }] })
    .to_string()
}

fn case(more: &Value) -> CaseFile {
    let mut case = json!({ "vestibule": 1, "requests": [], "policies": {}, "account": {
        "id": ACCOUNT,
        "organization": { "id": "o-a1b2c3d4e5", "path": [ROOT, UNIT] },
    } });
    for (name, value) in more.as_object().unwrap() {
        case[name] = value.clone();
    }
    serde_json::from_value(case).unwrap()
}

fn plane(more: &Value) -> Plane {
    let mut plane = Plane::new();
    plane.state = begun(case(more));
    plane
}

/// Makes a policy, and gives its id.
fn create(plane: &mut Plane, of: &str, name: &str, content: &str) -> String {
    let body = json!({ "Type": of, "Name": name, "Description": "", "Content": content });
    let made = plane.good("CreatePolicy", &body);
    let id = made["Policy"]["PolicySummary"]["Id"].as_str().unwrap();
    id.to_owned()
}

fn at(id: &str, target: &str) -> Value {
    json!({ "PolicyId": id, "TargetId": target })
}

/// The error that a request gets: its name, its reason, and that nothing is changed.
fn refused(plane: &Plane, operation: &str, body: &Value) -> (String, String) {
    let step = plane.step(operation, body);
    assert_eq!(step.next, None, "{operation} {body}");
    let failure = step.answer.result.unwrap_err();
    assert_eq!(failure.status, 400, "{failure:?}");
    let told = failure.body();
    assert!(told["Message"].is_string(), "{told}");
    let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
    (text("__type"), text("Reason"))
}

/// The policies of the case file: name and targets.
fn listed(plane: &Plane, member: &str) -> Vec<(String, String)> {
    let case: Value = serde_json::to_value(&plane.state.case).unwrap();
    let all = case["policies"][member].as_array().cloned();
    let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    let all = all.unwrap_or_default();
    all.iter()
        .map(|one| (text(one, "name"), text(one, "attachedTo")))
        .collect()
}

fn pairs(told: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = told.iter();
    own.map(|(one, other)| ((*one).to_owned(), (*other).to_owned()))
        .collect()
}

#[test]
fn the_case_file_has_what_is_attached() {
    let mut plane = plane(&json!({}));
    let id = create(&mut plane, RCP, "perimeter", &deny_elsewhere());
    assert_eq!(listed(&plane, "resourceControl"), []);
    plane.good("AttachPolicy", &at(&id, ROOT));
    plane.good("AttachPolicy", &at(&id, ACCOUNT));
    let both = format!("{ROOT},{ACCOUNT}");
    assert_eq!(
        listed(&plane, "resourceControl"),
        pairs(&[("perimeter", &both)])
    );
    plane.good("DetachPolicy", &at(&id, ROOT));
    plane.good("UpdatePolicy", &json!({ "PolicyId": id, "Name": "walls" }));
    assert_eq!(
        listed(&plane, "resourceControl"),
        pairs(&[("walls", ACCOUNT)])
    );
    let read = State::read(&plane.state.to_bytes().unwrap()).unwrap();
    assert_eq!(read.control_plane, plane.state.control_plane);
    let told = plane.good("DescribePolicy", &json!({ "PolicyId": id }));
    assert_eq!(told["Policy"]["Content"], deny_elsewhere());
    plane.good("DetachPolicy", &at(&id, ACCOUNT));
    plane.good("DeletePolicy", &json!({ "PolicyId": id }));
    assert_eq!(listed(&plane, "resourceControl"), []);
}

#[test]
fn requests_that_are_refused_change_nothing() {
    let mut plane = plane(&json!({}));
    let id = create(&mut plane, RCP, "perimeter", &deny_elsewhere());
    plane.good("AttachPolicy", &at(&id, ROOT));
    let create = |of: &str, name: &str, content: &str| json!({ "Type": of, "Name": name, "Description": "", "Content": content });
    let input = "InvalidInputException";
    let rcp = deny_elsewhere();
    let (large, lines) = ("x".repeat(5_121), format!("{rcp}{}", " ".repeat(5_000)));
    let limit = (
        "ConstraintViolationException",
        "POLICY_CONTENT_LIMIT_EXCEEDED",
    );
    let malformed = ("MalformedPolicyDocumentException", "");
    let rows = [
        ("CreatePolicy", json!({}), (input, "INPUT_REQUIRED")),
        (
            "CreatePolicy",
            create(RCP, "", &rcp),
            (input, "MIN_LENGTH_EXCEEDED"),
        ),
        (
            "CreatePolicy",
            create(RCP, &"n".repeat(129), &rcp),
            (input, "MAX_LENGTH_EXCEEDED"),
        ),
        (
            "CreatePolicy",
            create("rcp", "a", &rcp),
            (input, "INVALID_ENUM_POLICY_TYPE"),
        ),
        (
            "CreatePolicy",
            create("TAG_POLICY", "a", "{}"),
            ("PolicyTypeNotAvailableForOrganizationException", ""),
        ),
        (
            "CreatePolicy",
            create(RCP, "perimeter", &rcp),
            ("DuplicatePolicyException", ""),
        ),
        (
            "CreatePolicy",
            create(SCP, "FullAWSAccess", &scp("Deny")),
            ("DuplicatePolicyException", ""),
        ),
        ("CreatePolicy", create(RCP, "a", &large), limit),
        // The CLI and the SDKs send white space, which counts.
        ("CreatePolicy", create(RCP, "a", &lines), limit),
        ("CreatePolicy", create(RCP, "a", "no JSON"), malformed),
        ("CreatePolicy", create(RCP, "a", "[]"), malformed),
        ("CreatePolicy", create(RCP, "a", &scp("Deny")), malformed),
        (
            "CreatePolicy",
            create(RCP, "a", &rcp.replace("Deny", "Allow")),
            malformed,
        ),
        ("CreatePolicy", create(SCP, "a", &rcp), malformed),
        (
            "UpdatePolicy",
            json!({ "PolicyId": id, "Content": "{" }),
            malformed,
        ),
        (
            "UpdatePolicy",
            json!({ "PolicyId": "p-FullAWSAccess", "Name": "a" }),
            (input, "IMMUTABLE_POLICY"),
        ),
        (
            "AttachPolicy",
            at(&id, ROOT),
            ("DuplicatePolicyAttachmentException", ""),
        ),
        (
            "AttachPolicy",
            at("p-RCPFullAWSAccess", ROOT),
            ("DuplicatePolicyAttachmentException", ""),
        ),
        (
            "AttachPolicy",
            at(&id, "ou-ab12-elsewhere"),
            ("TargetNotFoundException", ""),
        ),
        (
            "AttachPolicy",
            at(&id, "999999999999"),
            ("TargetNotFoundException", ""),
        ),
        (
            "AttachPolicy",
            at(&id, "root"),
            (input, "INVALID_PATTERN_TARGET_ID"),
        ),
        (
            "AttachPolicy",
            at("None", ROOT),
            (input, "INVALID_SYNTAX_POLICY_ID"),
        ),
        (
            "AttachPolicy",
            at("", ROOT),
            (input, "INVALID_SYNTAX_POLICY_ID"),
        ),
        (
            "AttachPolicy",
            at("p-0123456789", ROOT),
            ("PolicyNotFoundException", ""),
        ),
        (
            "DetachPolicy",
            at(&id, UNIT),
            ("PolicyNotAttachedException", ""),
        ),
        (
            "DetachPolicy",
            at("p-RCPFullAWSAccess", ROOT),
            (input, "NON_DETACHABLE_POLICY"),
        ),
        (
            "DetachPolicy",
            at("p-FullAWSAccess", ROOT),
            (
                "ConstraintViolationException",
                "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
            ),
        ),
        (
            "DeletePolicy",
            json!({ "PolicyId": id }),
            ("PolicyInUseException", ""),
        ),
        (
            "DeletePolicy",
            json!({ "PolicyId": "p-FullAWSAccess" }),
            (input, "IMMUTABLE_POLICY"),
        ),
        (
            "ListPolicies",
            json!({ "Filter": RCP, "MaxResults": 0 }),
            (input, "MIN_VALUE_EXCEEDED"),
        ),
        (
            "ListPolicies",
            json!({ "Filter": RCP, "MaxResults": 21 }),
            (input, "MAX_VALUE_EXCEEDED"),
        ),
        (
            "ListPolicies",
            json!({ "Filter": RCP, "NextToken": "x" }),
            (input, "INVALID_NEXT_TOKEN"),
        ),
        (
            "ListPolicies",
            json!({ "Filter": 1 }),
            ("SerializationException", ""),
        ),
        (
            "CreateAccount",
            json!({}),
            ("UnknownOperationException", ""),
        ),
    ];
    for (operation, body, (name, reason)) in rows {
        let found = refused(&plane, operation, &body);
        assert_eq!(
            found,
            (name.to_owned(), reason.to_owned()),
            "{operation} {body}"
        );
    }
    for body in [&b"{"[..], b"[]", b"\xff", b""] {
        let failure = plane.raw("ListPolicies", body).answer.result.unwrap_err();
        assert_eq!(failure.name, "SerializationException");
    }
    plane.region = None;
    let found = refused(&plane, "ListPolicies", &json!({ "Filter": RCP }));
    assert_eq!(found.0, "AccessDeniedException");
}

#[test]
fn there_are_no_more_policies_on_a_target_than_there_may_be() {
    for (of, content, most) in [(RCP, deny_elsewhere(), 5), (SCP, scp("Deny"), 10)] {
        let mut plane = plane(&json!({}));
        // One is AWS's.
        for number in 1..most {
            let id = create(&mut plane, of, &number.to_string(), &content);
            plane.good("AttachPolicy", &at(&id, ROOT));
        }
        let id = create(&mut plane, of, "over", &content);
        let (name, reason) = refused(&plane, "AttachPolicy", &at(&id, ROOT));
        assert_eq!(name, "ConstraintViolationException");
        assert_eq!(reason, "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED");
        plane.good("AttachPolicy", &at(&id, UNIT));
    }
}

#[test]
fn an_allow_list_takes_the_place_of_full_access() {
    let full = "p-FullAWSAccess";
    let mut plane = plane(&json!({}));
    let id = create(&mut plane, SCP, "list", &scp("Allow"));
    let deny = create(&mut plane, SCP, "deny", &scp("Deny"));
    plane.good("AttachPolicy", &at(&deny, ROOT));
    let denied = pairs(&[("FullAWSAccess", ROOT), ("deny", ROOT)]);
    assert_eq!(listed(&plane, "serviceControl"), denied);
    // A case file cannot say that the SCPs of a node allow nothing.
    let found = refused(&plane, "DetachPolicy", &at(full, ROOT));
    assert_eq!(found.0, "AccessDeniedException");
    plane.good("AttachPolicy", &at(&id, ROOT));
    let both = pairs(&[("FullAWSAccess", ROOT), ("list", ROOT), ("deny", ROOT)]);
    assert_eq!(listed(&plane, "serviceControl"), both);
    plane.good("DetachPolicy", &at(full, ROOT));
    let list = pairs(&[("list", ROOT), ("deny", ROOT)]);
    assert_eq!(listed(&plane, "serviceControl"), list);
    for (operation, body) in [
        ("DetachPolicy", at(full, ROOT)),
        ("DetachPolicy", at(&id, ROOT)),
        (
            "UpdatePolicy",
            json!({ "PolicyId": id, "Content": scp("Deny") }),
        ),
    ] {
        refused(&plane, operation, &body);
    }
    // The state begins again as it was, also from its case file alone.
    let again = begun(plane.state.case.clone());
    let access = |state: &State| {
        state
            .control_plane
            .organizations
            .without_full_access
            .clone()
    };
    assert_eq!(access(&again), access(&plane.state));
    plane.good("AttachPolicy", &at(full, ROOT));
    assert_eq!(listed(&plane, "serviceControl"), both);
    assert_eq!(access(&begun(plane.state.case.clone())).len(), 0);
}

#[test]
fn a_case_file_begins_with_its_policies() {
    let rcp: Value = serde_json::from_str(&deny_elsewhere()).unwrap();
    let policies = json!({ "policies": {
        "resourceControl": [
            { "document": rcp },
            { "name": "both", "attachedTo": "r-ab12, ou-ab12-canary00", "document": rcp },
            { "name": "both", "attachedTo": UNIT, "document": rcp },
        ],
    } });
    let mut plane = plane(&policies);
    let both = format!("{ROOT},ou-ab12-canary00,{UNIT}");
    assert_eq!(
        listed(&plane, "resourceControl"),
        pairs(&[("rcp-1", ACCOUNT), ("both", &both)])
    );
    let told = plane.good("ListPolicies", &json!({ "Filter": RCP, "MaxResults": 2 }));
    let names: Vec<&str> = told["Policies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["Name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["RCPFullAWSAccess", "rcp-1"]);
    let token = &told["NextToken"];
    let rest = plane.good(
        "ListPolicies",
        &json!({ "Filter": RCP, "NextToken": token }),
    );
    assert_eq!(rest["Policies"][0]["Name"], "both");
    assert_eq!(rest["NextToken"], Value::Null);
    let id = &rest["Policies"][0]["Id"];
    let told = plane.good("ListTargetsForPolicy", &json!({ "PolicyId": id }));
    let targets: Vec<&str> = told["Targets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["Type"].as_str().unwrap())
        .collect();
    assert_eq!(
        targets,
        ["ROOT", "ORGANIZATIONAL_UNIT", "ORGANIZATIONAL_UNIT"]
    );
    let told = plane.good(
        "ListPoliciesForTarget",
        &json!({ "TargetId": UNIT, "Filter": RCP }),
    );
    assert_eq!(told["Policies"].as_array().unwrap().len(), 2);
    let other: Value = serde_json::from_str(&deny_elsewhere().replace("203", "198")).unwrap();
    let twice = json!({ "policies": { "resourceControl": [
        { "name": "one", "document": rcp }, { "name": "one", "document": other },
    ] } });
    let found = State::of_case(case(&twice), ACCOUNT, Vec::new(), &[]).unwrap_err();
    assert_eq!(found.code, "contradicting-state");
}

#[test]
fn which_targets_there_are() {
    let mut plane = plane(&json!({}));
    plane.state = State::of_case(
        case(&json!({})),
        ACCOUNT,
        Vec::new(),
        &["ou-ab12-canary00".to_owned()],
    )
    .unwrap();
    let id = create(&mut plane, RCP, "perimeter", &deny_elsewhere());
    plane.good("AttachPolicy", &at(&id, "ou-ab12-canary00"));
    // Without a path each unit is taken to be above the account.
    let open = json!({ "account": { "organization": {} } });
    plane.state = begun(case(&open));
    let id = create(&mut plane, RCP, "perimeter", &deny_elsewhere());
    plane.good("AttachPolicy", &at(&id, "ou-ab12-anywhere"));
    let found = refused(&plane, "AttachPolicy", &at(&id, "999999999999"));
    assert_eq!(found.0, "TargetNotFoundException");
    plane.state = begun(case(&json!({ "account": { "id": ACCOUNT } })));
    let found = refused(&plane, "ListPolicies", &json!({ "Filter": RCP }));
    assert_eq!(found.0, "AWSOrganizationsNotInUseException");
}

#[test]
fn requests_go_to_one_region_and_see_every_write() {
    let mut plane = plane(&json!({}));
    plane.settings.replication_delay = 100;
    plane.region = Some("eu-west-1");
    let id = create(&mut plane, RCP, "perimeter", &deny_elsewhere());
    let told = plane.good("DescribePolicy", &json!({ "PolicyId": id }));
    assert_eq!(told["Policy"]["PolicySummary"]["Id"], id.as_str());
}

#[test]
fn a_guard_refuses_an_attachment_that_locks_out() {
    let more = json!({ "guarantees": [{
        "name": "everybody gets in from anywhere",
        "principals": [format!("arn:aws:iam::{ACCOUNT}:user/*")],
        "from": "anywhere",
        "outcome": "allowed",
    }] });
    let mut plane = plane(&more);
    plane.guard = Some(Guard::default());
    // Nothing is enforced yet.
    plane.good("/put-console-authorization-configuration", &json!({}));
    let id = create(&mut plane, RCP, "perimeter", &deny_elsewhere());
    let step = plane.step("AttachPolicy", &at(&id, ROOT));
    assert_eq!(step.next, None);
    let told = step.answer.result.unwrap_err().body();
    assert_eq!(told["__type"], "AccessDeniedException");
    let message = told["Message"].as_str().unwrap();
    for part in ["everybody gets in from anywhere", "user/", "perimeter"] {
        assert!(message.contains(part), "{message}");
    }
}
