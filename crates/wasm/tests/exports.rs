//! What JavaScript gets.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

use js_sys::{JSON, Reflect};
use vestibule_wasm::compile;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

fn js(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap()
}

const POLICIES: &str = r#"{ "resourceControl": [{ "name": "closed", "document": { "Version": "2012-10-17",
    "Statement": [{ "Sid": "All", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*" }] } }] }"#;
const ALICE: &str = r#"{ "principal": "arn:aws:iam::111122223333:user/alice", "network": { "sourceIp": "192.0.2.1" } }"#;

#[wasm_bindgen_test]
fn decisions_are_plain_objects() {
    let sign_in = compile(&js(POLICIES), &JsValue::UNDEFINED).unwrap();
    let decision = sign_in.decide(&js(ALICE)).unwrap();
    assert_eq!(get(&decision, "outcome"), "denied");
    assert_eq!(get(&decision, "deniedAt"), "signin:Authenticate");
    let phase = get(&get(&decision, "phases"), "0");
    assert_eq!(get(&get(&phase, "context"), "aws:SourceIp"), "192.0.2.1");
    assert_eq!(get(&get(&get(&phase, "decidedBy"), "0"), "sid"), "All");
    assert!(get(&phase, "explanation").is_undefined());
    assert_eq!(sign_in.outcome(&js(ALICE)).unwrap(), "denied");
    assert_eq!(
        sign_in
            .decide_many(&js(&format!("[{ALICE}, {ALICE}]")))
            .unwrap()
            .len(),
        2
    );
    let explained = sign_in.explain(&js(ALICE)).unwrap();
    assert!(get(&get(&get(&explained, "phases"), "0"), "explanation").is_array());
    assert_eq!(get(&sign_in.findings().unwrap(), "length"), 0);
}

#[wasm_bindgen_test]
fn what_cannot_be_used_is_thrown_with_its_findings() {
    let sign_in = compile(&js(POLICIES), &js(r#"{ "id": "111122223333" }"#)).unwrap();
    let rows = [
        sign_in
            .decide(&js(&ALICE.replace("192.0.2.1", "home")))
            .unwrap_err(),
        sign_in.decide(&JsValue::UNDEFINED).unwrap_err(),
        compile(&js(r#"{ "resourceBase": {} }"#), &JsValue::UNDEFINED)
            .err()
            .unwrap(),
        compile(&js(POLICIES), &js(r#"{ "id": "1" }"#))
            .err()
            .unwrap(),
    ];
    let codes = [
        "invalid-ip",
        "json-empty",
        "unknown-field",
        "invalid-account-id",
    ];
    for (error, code) in rows.iter().zip(codes) {
        assert_eq!(get(error, "name"), "PolicyError");
        let first = get(&get(error, "findings"), "0");
        assert_eq!(get(&first, "code"), code);
        assert_eq!(get(&first, "message"), get(error, "message"));
    }
}
