//! What pkg/src/api.js gets. How it is used, and what it does with what is wrong,
//! is tested there.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

use js_sys::{JSON, Reflect, Uint8Array, WebAssembly::Memory};
use vestibule_wasm::{SignIn, compile};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap()
}

fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

const POLICIES: &str = r#"{ "resourceControl": [{ "name": "closed", "document": { "Version": "2012-10-17",
    "Statement": [{ "Sid": "All", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*" }] } }] }"#;
const ALICE: &str = r#"{ "principal": "arn:aws:iam::111122223333:user/alice", "network": { "sourceIp": "192.0.2.1" } }"#;
const ALICE_LINES: &str = "4\narn:aws:iam::111122223333:user/alice\n192.0.2.1\n";

/// Puts lines where `SignIn` looks for them; so many bytes.
fn write(sign_in: &mut SignIn, lines: &str) -> usize {
    assert!(lines.len() <= sign_in.room_size());
    let memory: Memory = wasm_bindgen::memory().unchecked_into();
    let (at, len) = (sign_in.room() as u32, u32::try_from(lines.len()).unwrap());
    let room = Uint8Array::new_with_byte_offset_and_length(&memory.buffer(), at, len);
    room.copy_from(lines.as_bytes());
    lines.len()
}

fn closed() -> SignIn {
    compile(POLICIES, None, None).unwrap()
}

#[wasm_bindgen_test]
fn decisions_are_plain_objects() {
    let mut sign_in = closed();
    let text = sign_in.decide(ALICE).unwrap();
    let decision = parsed(&text);
    assert_eq!(get(&decision, "outcome"), "denied");
    assert_eq!(get(&decision, "deniedAt"), "signin:Authenticate");
    let phase = get(&get(&decision, "phases"), "0");
    assert_eq!(get(&get(&phase, "context"), "aws:SourceIp"), "192.0.2.1");
    assert_eq!(get(&get(&get(&phase, "decidedBy"), "0"), "sid"), "All");
    assert!(get(&phase, "explanation").is_undefined());
    assert_eq!(sign_in.outcome(ALICE).unwrap(), 1);
    let two = format!("[{ALICE}, {ALICE}]");
    assert_eq!(sign_in.read_many(&two).unwrap(), 2);
    assert_eq!(sign_in.decide_next().unwrap(), text);
    assert_eq!(sign_in.decide_next().unwrap(), text);
    assert!(sign_in.decide_next().is_err());
    assert_eq!(sign_in.outcomes(&two).unwrap(), [1, 1]);
    let explained = parsed(&sign_in.explain(ALICE).unwrap());
    assert!(get(&get(&get(&explained, "phases"), "0"), "explanation").is_array());
    assert_eq!(get(&sign_in.findings().unwrap(), "length"), 0);
    // The first of its template, then the same again.
    let bytes = write(&mut sign_in, ALICE_LINES);
    assert_eq!(sign_in.decide_lines(bytes, 3), 1);
    let template = sign_in.take_template().unwrap();
    assert!(
        template.starts_with(&format!("{{\"decision\":{text}")),
        "{template}"
    );
    assert_eq!(sign_in.decide_lines(bytes, 3), 0);
    assert_eq!(sign_in.outcome_lines(bytes, 3), 1);
    // More bytes than there is room for, and another number of lines.
    assert_eq!(sign_in.decide_lines(sign_in.room_size() + 1, 3), -1);
    assert_eq!(sign_in.outcome_lines(bytes, 4), -1);
}

#[wasm_bindgen_test]
fn what_cannot_be_used_is_thrown_as_findings() {
    let mut sign_in = compile(POLICIES, Some(r#"{ "id": "111122223333" }"#.into()), None).unwrap();
    let elsewhere = ALICE.replace("192.0.2.1", "home");
    let error = |result: Result<SignIn, JsValue>| result.err().unwrap();
    let rows = [
        (
            sign_in.decide(&elsewhere).unwrap_err(),
            "invalid-ip",
            "request.network.sourceIp",
        ),
        (sign_in.decide("").unwrap_err(), "json-empty", "request"),
        (
            {
                sign_in
                    .read_many(&format!("[{ALICE}, {elsewhere}]"))
                    .unwrap();
                sign_in.decide_next().unwrap();
                sign_in.decide_next().unwrap_err()
            },
            "invalid-ip",
            "requests[1].network.sourceIp",
        ),
        (
            sign_in.outcomes(&format!("[{ALICE}, 1]")).unwrap_err(),
            "wrong-type",
            "requests[1]",
        ),
        (
            error(compile(r#"{ "resourceBase": {} }"#, None, None)),
            "unknown-field",
            "policies.resourceBase",
        ),
        (
            error(compile(POLICIES, Some(r#"{ "id": "1" }"#.into()), None)),
            "invalid-account-id",
            "account.id",
        ),
        (
            error(compile(POLICIES, None, Some(r#"{ "J9": 1 }"#.into()))),
            "wrong-type",
            "assumptions.J9",
        ),
    ];
    for (findings, code, path) in rows {
        let first = get(&findings, "0");
        assert_eq!(get(&first, "code"), code);
        assert_eq!(get(&first, "path"), path);
    }
}
