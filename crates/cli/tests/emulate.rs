//! `vestibule emulate`: what it begins with, and what it does not begin with.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod support;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use support::{case, folder, run_in};

const FREE: [&str; 2] = ["--listen", "127.0.0.1:0"];
const STATE: &str = "state.json";

/// A running emulator, which ends with this value.
struct Emulator {
    child: Child,
    address: String,
}

impl Emulator {
    fn start(folder: &Path, flags: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vestibule"))
            .args(["--lang", "en", "emulate", "--state", STATE])
            .args(FREE)
            .args(flags)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| {
            let line = line.unwrap();
            let (_, address) = line.split_once("AWS_ENDPOINT_URL_SIGNIN=http://")?;
            Some(address.to_owned())
        });
        Self {
            child,
            address: address.unwrap(),
        }
    }

    /// The status and the body that a request gets.
    fn send(&self, operation: &str, body: &Value) -> (u16, Value) {
        let body = body.to_string();
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "POST /{operation} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\nAuthorization: AWS4-HMAC-SHA256 Credential=A/20261129/us-east-1/signin/aws4_request\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, serde_json::from_str(body).unwrap())
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is said to standard error where nothing begins.
fn refused(folder: &Path, flags: &[&str]) -> String {
    let args = [&["emulate"], flags].concat();
    let run = run_in(folder, &args, b"");
    assert_eq!(
        (run.status, &*run.stdout),
        (2, ""),
        "{flags:?}: {}",
        run.stderr
    );
    run.stderr
}

fn refused_state(folder: &Path) -> String {
    refused(folder, &[&FREE[..], &["--state", STATE]].concat())
}

#[test]
fn addresses() {
    let folder = folder("emulate-addresses");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    for (listen, code) in [
        (&*taken, "address-in-use"),
        ("0.0.0.0:0", "not-loopback"),
        ("[::]:0", "not-loopback"),
        ("8098", "invalid-address"),
        ("localhost", "invalid-address"),
    ] {
        // The first one has to stay bound until it is tried.
        let _bound = TcpListener::bind(&*taken);
        let said = refused(&folder, &["--listen", listen]);
        assert!(said.contains(&format!("error[{code}]")), "{listen}: {said}");
    }
    // Nothing is left behind of what did not begin.
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn a_state_goes_on_and_is_a_case_file() {
    let folder = folder("emulate-state");
    let policy = json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": { "StringEquals": { "aws:RequestedRegion": "eu-west-1" } },
    }] });
    std::fs::write(folder.join("rcp.json"), policy.to_string()).unwrap();
    let request = r#""requests": [{ "principal": "arn:aws:iam::111122223333:user/a",
        "network": { "sourceIp": "198.51.100.7" } }]"#;
    let text = format!(
        r#"{{ "vestibule": 1, "account": {{ "organization": {{ "id": "o-a1b2c3d4e5" }} }},
        "policies": {{ "resourceControl": [{{ "document": "./rcp.json" }}] }}, {request} }}"#
    );
    std::fs::create_dir(folder.join("cases")).unwrap();
    std::fs::write(
        folder.join("cases/case.json"),
        text.replace("./rcp", "../rcp"),
    )
    .unwrap();
    let first = Emulator::start(&folder, &["--case", "cases/case.json"]);
    let put = json!({ "sourceIp": "203.0.113.0/24" });
    let (status, made) = first.send("put-resource-permission-statement", &put);
    assert_eq!(status, 200, "{made}");
    assert_eq!(
        first
            .send("put-console-authorization-configuration", &json!({}))
            .0,
        200
    );
    let said = refused_state(&folder);
    assert!(said.contains("error[state-in-use]"), "{said}");
    drop(first);

    let again = Emulator::start(&folder, &[]);
    let (status, found) = again.send("list-resource-permission-statements", &json!({}));
    assert_eq!(status, 200);
    assert_eq!(found["permissionStatements"][0]["sid"], made["statementId"]);
    drop(again);
    let said = refused(
        &folder,
        &[&FREE[..], &["--state", STATE, "--case", "cases/case.json"]].concat(),
    );
    assert!(said.contains("error[state-exists]"), "{said}");

    // The document that the case file named by its path is in the state, and all is decided.
    std::fs::remove_file(folder.join("rcp.json")).unwrap();
    let decided = run_in(&folder, &["decide", STATE, "--format", "json"], b"");
    assert_eq!((decided.status, &*decided.stderr), (0, ""));
    let decided: Value = serde_json::from_str(&decided.stdout).unwrap();
    assert_eq!(decided[0]["outcome"], "denied");
    assert_eq!(
        decided[0]["phases"][0]["decidedBy"][0]["layer"],
        "resourceBased"
    );
    let other = run_in(&folder, &["diff", STATE, STATE, "--format", "json"], b"");
    assert_eq!(other.status, 0, "{}", other.stderr);
}

#[test]
fn files_that_are_no_state() {
    let folder = folder("emulate-files");
    drop(Emulator::start(&folder, &[]));
    let path = folder.join(STATE);
    let good = std::fs::read_to_string(&path).unwrap();
    let state: Value = serde_json::from_str(&good).unwrap();
    let with = |pointer: &str, value: Value| {
        let mut changed = state.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        changed.to_string()
    };
    let statement =
        json!([{ "statementId": "x", "number": 1, "parameters": { "sourceVpc": "y" } }]);
    let rows = [
        (good[..good.len() / 2].to_owned(), "error["),
        (String::new(), "error["),
        ("\u{0}".to_owned(), "error["),
        (case(r#"{ "resourceBased": {} }"#), "error[invalid-state]"),
        (
            with("/vestibuleEmulator", json!(2)),
            "error[unsupported-version]",
        ),
        (
            with("/case/account/consoleAuthorization", json!(true)),
            "error[state-contradicts-itself]",
        ),
        (
            with("/case/policies", json!({ "resourceBased": {} })),
            "error[state-contradicts-itself]",
        ),
        (
            with("/controlPlane/current/statements", statement),
            "error[invalid-state]",
        ),
        (
            with("/controlPlane", json!({ "mine": 1 })),
            "error[unknown-field]",
        ),
        ("x".repeat(2_000_000), "error[document-too-large]"),
    ];
    for (text, code) in rows {
        std::fs::write(&path, &text).unwrap();
        let said = refused_state(&folder);
        let shown: String = text.chars().take(200).collect();
        assert!(said.contains(code), "{shown}: {said}");
        assert!(said.contains(STATE) || said.contains("= help"), "{said}");
        // It is as it was.
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn a_state_that_somebody_else_changes() {
    let folder = folder("emulate-changes");
    let emulator = Emulator::start(&folder, &[]);
    let path = folder.join(STATE);
    let put = |host: u8| {
        let body = json!({ "sourceIp": format!("203.0.113.{host}") });
        emulator.send("put-resource-permission-statement", &body)
    };
    assert_eq!(put(1).0, 200);
    // A network that somebody adds is kept.
    let mut state: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    state["case"]["networks"] = json!([{ "name": "office", "sourceIp": ["203.0.113.0/24"] }]);
    std::fs::write(&path, state.to_string()).unwrap();
    assert_eq!(put(2).0, 200);
    let kept: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(kept["case"]["networks"][0]["name"], "office");
    assert_eq!(
        kept["controlPlane"]["current"]["statements"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    // What is cut is neither taken nor written over.
    let whole = std::fs::read(&path).unwrap();
    let cut = &whole[..whole.len() / 2];
    std::fs::write(&path, cut).unwrap();
    let (status, told) = put(3);
    assert_eq!(
        (status, &told["error"]),
        (500, &json!("server_error")),
        "{told}"
    );
    assert_eq!(std::fs::read(&path).unwrap(), cut);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(put(3).0, 500);
    std::fs::write(&path, &whole).unwrap();
    assert_eq!(put(3).0, 200);
}

#[test]
fn what_it_is_to_begin_with() {
    let folder = folder("emulate-begin");
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    // An Allow is nothing that a call makes.
    write(
        "policy.json",
        &case(
            r#"{ "resourceBased": { "Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Principal": "*", "Action": "signin:*", "Resource": "*" }] } }"#,
        ),
    );
    write(
        "broken.json",
        r#"{ "vestibule": 1, "policies": {}, "requests": [{}] }"#,
    );
    write("sessions.json", r#"{ "items": [{ "sessionArn": 1 }] }"#);
    let rows: [(&[&str], &str); 7] = [
        (
            &["--case", "policy.json"],
            "error[policy-without-statements]",
        ),
        (&["--case", "broken.json"], "error[missing-field]"),
        (&["--case", "none.json"], "error[unreadable-path]"),
        (&["--sessions", "sessions.json"], "error[wrong-type]"),
        (&["--log", "none/log"], "error[log-not-written]"),
        (&["--state", "none/state.json"], "error[state-not-usable]"),
        (
            &["--aws-data-path", "broken.json"],
            "error[file-not-written]",
        ),
    ];
    for (flags, code) in rows {
        let said = refused(&folder, &[&FREE[..], flags].concat());
        assert!(said.contains(code), "{flags:?}: {said}");
    }
    for flags in [
        &["--max-statements", "0"][..],
        &["--max-statements", "501"],
        &["--page-size", "101"],
        &["--account", "1"],
        &["--replication-delay", "-1"],
    ] {
        refused(&folder, &[&FREE[..], flags].concat());
    }
}
