//! What pkg/src/analysis-api.js gets. How it is used, and what it does with what is wrong,
//! is tested there.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

use js_sys::{JSON, Reflect};
use vestibule_wasm_analysis::{Analysis, Import, compile, to_policy, to_statements};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const OFFICE: &str = include_str!("../../../tests/analysis/example-2.json");
const GUARANTEES: &str = include_str!("../../../tests/analysis/guarantees.json");

/// The member of an answer at a path.
fn at(answer: &str, path: &[&str]) -> JsValue {
    let whole = JSON::parse(answer).unwrap();
    path.iter().fold(whole, |value, name| {
        Reflect::get(&value, &(*name).into()).unwrap()
    })
}

fn refused(case: &str) -> String {
    let error = compile(case).err().unwrap();
    error.as_string().unwrap()
}

fn analysis(case: &str) -> Analysis {
    compile(case).unwrap()
}

#[wasm_bindgen_test]
fn answers_are_json() {
    let office = analysis(OFFICE);
    let map = office.access_map(Vec::new()).unwrap();
    assert_eq!(at(&map, &["chain", "0", "outcome"]), "allowed");
    let lockout = office.lockout().unwrap();
    assert_eq!(at(&lockout, &["verdict"]), "lockout");
    assert_eq!(at(&office.findings().unwrap(), &["length"]), 0);
    let guarantees = analysis(GUARANTEES);
    let proofs = guarantees.prove(None, false).unwrap();
    assert_eq!(at(&proofs, &["0", "verdict"]), "holds");
    // In words, each answer that is asked for.
    let count = |lockout, guaranteed, map| {
        let sections = guarantees.sections(lockout, guaranteed, map).unwrap();
        at(&sections, &["length"]).as_f64().unwrap()
    };
    let all = count(true, true, true);
    assert!(count(false, false, true) > 1.0);
    assert_eq!(
        (count(true, false, false), count(false, true, false)),
        (1.0, 1.0)
    );
    assert_eq!(all, 2.0 + count(false, false, true));
    // Why there is none, once.
    let nowhere = analysis(r#"{ "vestibule": 1, "policies": {}, "requests": [] }"#);
    let said = nowhere.sections(true, false, true).unwrap();
    assert_eq!(at(&said, &["length"]), 1.0);
    let title = at(&said, &["0", "title", "template"]).as_string().unwrap();
    assert!(title.contains("the account"), "{title}");
}

#[wasm_bindgen_test]
fn a_key_ranges_when_it_is_asked_for() {
    let tag = "aws:PrincipalTag/team";
    let case = r#"{ "vestibule": 1, "account": { "id": "111122223333" }, "requests": [],
        "policies": { "resourceControl": [{ "name": "teams", "document": { "Version": "2012-10-17",
            "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
                "Condition": { "StringEquals": { "aws:PrincipalTag/team": "guests" } } }] } }] } }"#;
    let teams = analysis(case);
    let told = teams.access_map(Vec::new()).unwrap();
    assert!(!told.contains("guests"), "{told}");
    assert_eq!(at(&told, &["assumedAbsent", "0"]), tag);
    let free = teams.access_map(vec![tag.to_ascii_uppercase()]).unwrap();
    assert!(free.contains("guests"), "{free}");
    // A key that no policy tests changes nothing.
    let other = teams
        .access_map(vec!["aws:PrincipalTag/other".to_owned()])
        .unwrap();
    assert_eq!(other, told);
}

#[wasm_bindgen_test]
fn cases_are_compared_also_those_of_two_accounts() {
    let office = analysis(OFFICE);
    let same = office.diff(OFFICE, false).unwrap();
    assert_eq!(at(&same, &["equivalent"]), true);
    assert!(at(&same, &["phases"]).is_undefined());
    let elsewhere = OFFICE.replace("111122223333", "444455556666");
    assert_ne!(elsewhere, OFFICE);
    let moved = office.diff(&elsewhere, true).unwrap();
    assert_eq!(at(&moved, &["equivalent"]), true);
    assert_eq!(at(&moved, &["otherAccount"]), "444455556666");
    assert_eq!(at(&moved, &["phases", "length"]), 3);
    assert!(office.diff("{", false).is_err());
}

#[wasm_bindgen_test]
fn what_has_no_answer_is_thrown_as_findings() {
    let no_account = r#"{ "vestibule": 1, "policies": {}, "requests": [] }"#;
    let sound = analysis(no_account);
    for thrown in [
        sound.access_map(Vec::new()).unwrap_err(),
        sound.lockout().unwrap_err(),
    ] {
        let findings = thrown.as_string().unwrap();
        assert_eq!(at(&findings, &["0", "code"]), "missing-account");
        assert_eq!(at(&findings, &["0", "path"]), "account.id");
    }
    let unproven = analysis(OFFICE).prove(None, false).unwrap_err();
    let findings = unproven.as_string().unwrap();
    assert_eq!(at(&findings, &["0", "code"]), "no-guarantees");
}

#[wasm_bindgen_test]
fn what_is_no_case_file_is_thrown_as_findings() {
    for (case, code) in [
        ("", "json-empty"),
        (
            r#"{ "vestibule": 2, "policies": {}, "requests": [] }"#,
            "unsupported-version",
        ),
        (
            r#"{ "vestibule": 1, "policies": {}, "requests": [], "network": [] }"#,
            "unknown-field",
        ),
        (
            r#"{ "vestibule": 1, "account": { "id": "1" }, "policies": {}, "requests": [] }"#,
            "invalid-account-id",
        ),
    ] {
        assert_eq!(at(&refused(case), &["0", "code"]), code, "{case}");
    }
}

#[wasm_bindgen_test]
fn statements_become_their_policy_and_come_back() {
    let told = r#"[{ "sourceIp": "203.0.113.0/24" }, { "sourceIp": "198.51.100.0/24" }]"#;
    let made = |assumptions: Option<&str>| {
        let calls = Some("commands".to_owned());
        to_policy(told, None, assumptions.map(str::to_owned), calls).unwrap()
    };
    let apart = made(None);
    assert_eq!(at(&apart, &["policy", "Statement", "length"]), 4);
    assert_eq!(at(&apart, &["assumptions", "0"]), "J1");
    let calls = at(&apart, &["calls"]).as_string().unwrap();
    assert!(calls.starts_with("aws signin put-resource-permission-statement"));
    let merged = made(Some(r#"{ "J1": false }"#));
    assert_eq!(at(&merged, &["policy", "Statement", "length"]), 2);
    let back = to_statements(&apart, None, None, None).unwrap_err();
    let refused = back.as_string().unwrap();
    assert_eq!(at(&refused, &["0", "code"]), "no-policy");
    let policy = at(&apart, &["policy"]);
    let policy = String::from(JSON::stringify(&policy).unwrap());
    let back = to_statements(&policy, None, None, None).unwrap();
    assert_eq!(at(&back, &["permissionStatements", "length"]), 2);
    let wrong = to_policy(&policy, None, None, None).unwrap_err();
    assert_eq!(
        at(&wrong.as_string().unwrap(), &["0", "code"]),
        "no-statements"
    );
}

#[wasm_bindgen_test]
fn files_become_a_case_file_that_is_compiled() {
    let caller = br#"{ "UserId": "A", "Account": "111122223333", "Arn": "x" }"#;
    let policy =
        br#"{ "signinResourceBasedPolicy": { "version": "2012-10-17", "statement": [] } }"#;
    let mut import = Import::new();
    import.add("policy", policy);
    import.add("caller", caller);
    let answer = import.finish(None, vec!["rcp".to_owned()]).unwrap();
    assert_eq!(at(&answer, &["report", "files", "0", "file"]), "caller");
    let case = JSON::stringify(&at(&answer, &["case"])).unwrap();
    analysis(&String::from(case));
    let nothing = Import::new().finish(None, Vec::new()).unwrap();
    assert!(at(&nothing, &["case"]).is_null());
    assert!(Import::new().finish(None, vec!["RCP".to_owned()]).is_err());
}
