//! Sign-ins that are checked once, and what is asked of them then.

#![allow(clippy::unwrap_used)] // a test may stop at what cannot be

use vestibule_wire::{Case, CaseFile, Expect, Form, Loader, NoFiles, Outcome, Request, read_text};

/// A Deny that applies, one for another action and address, and an endpoint's policy.
const CASE: &str = r#"{
  "vestibule": 1,
  "account": { "id": "111122223333" },
  "policies": {
    "resourceBased": { "Version": "2012-10-17", "Statement": [
      { "Effect": "Deny", "Principal": "*", "Action": "signin:CreateOAuth2Token", "Resource": "*",
        "Condition": { "StringNotEquals": { "aws:RequestTag/team": "ops", "aws:username": "bob" } } } ] },
    "vpcEndpoint": [ { "endpoint": "vpce-0a1b2c3d4e5f60718", "document":
      { "Version": "2012-10-17", "Statement": [], "Version": "2012-10-17" } } ],
    "resourceControl": [ { "name": "broken", "document": "nothing" } ]
  },
  "requests": [ { "principal": "arn:aws:iam::111122223333:user/alice", "network": { "sourceIp": "203.0.113.10" } } ]
}"#;

fn case() -> Case {
    Case::read(CASE, &NoFiles).unwrap()
}

#[test]
fn another_principal_signs_in() {
    let case = case();
    let compiled = case.compiled();
    let alice = &case.file().requests[0];
    let mut prepared = compiled.prepare(alice).0.unwrap();
    let rows = [
        ("arn:aws:iam::111122223333:user/bob", true, "user/bob"),
        ("arn:aws:iam::444455556666:user/eve", false, "user/bob"),
        ("bob", false, "user/bob"),
        ("arn:aws:iam::111122223333:root", true, "root"),
    ];
    for (arn, changes, then) in rows {
        assert_eq!(
            compiled.change_principal(&mut prepared, arn),
            changes,
            "{arn}"
        );
        let same = Request {
            principal: format!("arn:aws:iam::111122223333:{then}"),
            ..alice.clone()
        };
        assert_eq!(Some(&prepared), compiled.prepare(&same).0.as_ref(), "{arn}");
        assert_eq!(
            compiled.outcome_of(&prepared),
            compiled.outcome(&same).ok(),
            "{arn}"
        );
    }
}

/// Each is wrong about the sign-in and nothing else; a brief one is compared with the summary.
#[test]
fn what_is_unmet_is_what_differs_from_the_whole_decision() {
    let case = case();
    let compiled = case.compiled();
    let request = &case.file().requests[0];
    let prepared = compiled.prepare(request).0.unwrap();
    let summary = compiled.summary(&prepared).unwrap();
    let decision = compiled.decide(request).unwrap();
    let phase = |members: &str| format!(r#"{{"phases":{{"signin:CreateOAuth2Token":{members}}}}}"#);
    let rows = [
        r#"{"outcome":"allowed"}"#.to_owned(),
        r#"{"at":"signin:Authenticate"}"#.to_owned(),
        r#"{"assumptions":["none"]}"#.to_owned(),
        phase(r#""allowed""#),
        phase(r#"{"decision":"allowed"}"#),
        phase(r#"{"reason":"noMatchingDeny"}"#),
        phase(r#"{"decidedBy":["x"]}"#),
        phase(r#"{"protected":false}"#),
        phase(r#"{"dependsOn":["aws:x"]}"#),
        phase(r#"{"absentKeys":["aws:x"]}"#),
        phase(r#"{"assumedAbsent":["aws:x"]}"#),
        phase(r#"{"userMessage":"x"}"#),
        phase(r#"{"errorMessage":"x"}"#),
    ];
    for text in rows {
        let expect: Expect = read_text(&text).unwrap();
        let found = compiled.mismatches(&prepared, &summary, &expect);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found, expect.mismatches(&decision), "{text}");
    }
    let met: Expect = read_text(&phase(r#"{"dependsOn":[]}"#)).unwrap();
    assert_eq!(
        compiled.mismatches(&prepared, &summary, &met),
        met.mismatches(&decision)
    );
}

#[test]
fn a_document_bears_on_a_sign_in_or_does_not() {
    let case = case();
    let compiled = case.compiled();
    let prepared = compiled.prepare(&case.file().requests[0]).0.unwrap();
    let rows = [
        ("policies.resourceBased", true, true),
        ("policies.vpcEndpoint[0]", false, false),
        ("policies.resourceControl[0]", true, false),
        ("policies.serviceControl[0]", true, false),
    ];
    for (path, bears, is_sound) in rows {
        assert_eq!(compiled.bears(&prepared, path), bears, "{path}");
        let document = compiled.document(path);
        assert_eq!(document.is_some_and(|of| of.is_sound()), is_sound, "{path}");
    }
}

#[test]
fn nothing_is_left_for_a_request_that_is_too_much() {
    let case = case();
    let summary = case.compiled().undecided_summary();
    let trace = case.compiled().undecided_trace("late");
    assert_eq!(
        (summary.outcome, trace.outcome),
        (Outcome::Unknown, Outcome::Unknown)
    );
    assert_eq!(trace.request, "late");
    assert_eq!(summary.denied_at, trace.denied_at);
}

#[test]
fn no_paths_are_followed() {
    let found = NoFiles.find("a.json").unwrap_err();
    assert_eq!(found.code, "path-not-followed");
    assert_eq!(NoFiles.read(0).unwrap_err().code, "path-not-followed");
}

/// A value with what is wrong around it: a text that is JSON alone is read.
#[test]
fn values_are_read_from_json_alone() {
    let rows: [(&str, &[&str]); 7] = [
        (r#"{"principal":"a"}"#, &[]),
        (r#"{"principal":"a",}"#, &["json-trailing-comma"]),
        (r#"{"principal":"a","principal":"b"}"#, &["duplicate-key"]),
        (
            r#"{"principal":"a","zzz":1,}"#,
            &["json-trailing-comma", "unknown-field"],
        ),
        (r#"{"principal":5}"#, &["wrong-type"]),
        (r#"{"principal":"a"} x"#, &["json-text-after"]),
        ("", &["json-empty"]),
    ];
    let found = rows.map(|(text, _)| match read_text::<Request>(text) {
        Ok(_) => Vec::new(),
        Err(findings) => findings.iter().map(|of| of.code.to_string()).collect(),
    });
    assert_eq!(found, rows.map(|(_, codes)| codes.to_vec()));
}

/// What was expected and what stands there instead.
#[test]
fn a_value_of_another_type_is_told_with_what_is_expected() {
    let with = |member: &str| {
        format!(
            r#"{{"vestibule":1,"policies":{{}},"requests":[{{"principal":"arn:aws:iam::111122223333:root",{member}}}]}}"#
        )
    };
    let account = |value: &str| {
        format!(r#"{{"vestibule":1,"policies":{{}},"requests":[],"account":{value}}}"#)
    };
    let rows = [
        (
            with(r#""context":{"aws:x":5}"#),
            "expected a string, a list of strings, or null for unknown and found the number `5`",
        ),
        (
            with(r#""context":{"aws:x":-5}"#),
            "expected a whole number and found a number",
        ),
        (
            with(r#""context":{"aws:x":true}"#),
            "expected a string, a list of strings, or null for unknown and found `true`",
        ),
        (
            with(r#""context":{"aws:x":{}}"#),
            "expected a string, a list of strings, or null for unknown and found an object",
        ),
        (
            with(r#""context":{"aws:x":1.5}"#),
            "expected a whole number and found a number",
        ),
        (
            with(r#""context":[]"#),
            "expected an object and found a list",
        ),
        (
            with(r#""network":"203.0.113.1""#),
            "expected an object and found a string",
        ),
        (
            with(r#""network":null"#),
            "expected an object and found null",
        ),
        (
            with(r#""expect":{"phases":{"signin:Authenticate":7}}"#),
            "expected `allowed`, `denied`, `unknown`, or an object and found the number `7`",
        ),
        (
            account(r#"{"consoleAuthorization":"yes"}"#),
            "expected true, false, or an object with `account` and `organization` and found `yes`",
        ),
        (
            account(r#"{"consoleAuthorization":[]}"#),
            "expected true, false, or an object with `account` and `organization` and found a list",
        ),
        (
            r#"{"vestibule":1,"policies":{"resourceBased":7},"requests":[]}"#.to_owned(),
            "expected a policy document, the path of a file that holds one, or the ARN of one and found a number",
        ),
        (
            r#"{"vestibule":-1,"policies":{},"requests":[]}"#.to_owned(),
            "expected a whole number and found a number",
        ),
        (
            r#"{"vestibule":"1","policies":{},"requests":[]}"#.to_owned(),
            "expected a number and found a string",
        ),
    ];
    let found = rows.each_ref().map(|(text, _)| {
        let findings = match read_text::<CaseFile>(text) {
            Ok(_) => Vec::new(),
            Err(findings) => findings,
        };
        let messages: Vec<String> = findings.iter().map(|of| of.message.to_string()).collect();
        messages.join("; ")
    });
    assert_eq!(
        found,
        rows.each_ref().map(|(_, expected)| (*expected).to_owned()),
        "{found:#?}"
    );
}

#[test]
fn each_form_has_its_command() {
    let rows = [
        (Form::Plain, None),
        (
            Form::GetResourcePolicy,
            Some("aws signin get-resource-policy"),
        ),
        (
            Form::DescribePolicy,
            Some("aws organizations describe-policy"),
        ),
        (Form::GetPolicyVersion, Some("aws iam get-policy-version")),
        (Form::GetInlinePolicy, Some("aws iam get-user-policy")),
        (
            Form::DescribeVpcEndpoints,
            Some("aws ec2 describe-vpc-endpoints"),
        ),
    ];
    for (form, command) in rows {
        assert_eq!(form.command(), command, "{form:?}");
    }
}

#[test]
fn a_sign_in_that_was_checked_is_decided_with_every_statement() {
    let case = case();
    let compiled = case.compiled();
    let alice = &case.file().requests[0];
    let prepared = compiled.prepare(alice).0.unwrap();
    let mut whole = compiled.decide_explained(alice).unwrap();
    for phase in &mut whole.phases {
        assert!(phase.explanation.take().is_some());
    }
    let traced = compiled.trace(&prepared, "alice").unwrap();
    assert_eq!(traced.request, "alice");
    assert_eq!(whole.request, "request");
    assert_eq!(traced.phases, whole.phases);
    assert!(traced.phases.iter().any(|phase| phase.statements.is_some()));
    let of_case = case.decide_traced(0).unwrap();
    assert_eq!(of_case.phases, whole.phases);
}
