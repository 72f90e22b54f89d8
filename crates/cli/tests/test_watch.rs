//! `vestibule test --watch`: tests again after each change, and ends as the last run did.

#![cfg(unix)] // ^C is a signal here
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod support;

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use support::{DENY, case_with, folder};

/// Long enough for any machine; nothing waits that long where all is well.
const PATIENCE: Duration = Duration::from_secs(120);

/// The command, watching.
struct Watching {
    child: Child,
    lines: Receiver<String>,
    /// Lines that nobody waited for yet.
    pending: Vec<String>,
}

impl Watching {
    fn begin(folder: &Path, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vestibule"))
            .args([&["test", "--watch"], args].concat())
            .current_dir(folder)
            .env("LC_ALL", "C")
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (send, lines) = channel();
        let streams: [Box<dyn Read + Send>; 2] = [
            Box::new(child.stdout.take().unwrap()),
            Box::new(child.stderr.take().unwrap()),
        ];
        for stream in streams {
            let send = send.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines() {
                    let Ok(line) = line else { return };
                    if send.send(line).is_err() {
                        return;
                    }
                }
            });
        }
        Self {
            child,
            lines,
            pending: Vec::new(),
        }
    }

    /// Waits for a line with `text` in it, and takes it. The two streams come in any order.
    fn until(&mut self, text: &str) {
        loop {
            let found = self.pending.iter().position(|line| line.contains(text));
            if let Some(at) = found {
                self.pending.remove(at);
                return;
            }
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => self.pending.push(line),
                Err(_) => panic!("no {text:?} in {:?}", self.pending),
            }
        }
    }

    /// Waits until it waits itself.
    fn settled(&mut self) {
        self.until("waiting for changes");
    }

    /// Presses ^C; the status that it ends with.
    fn end(mut self) -> i32 {
        let id = self.child.id().to_string();
        let kill = Command::new("kill").args(["-INT", &id]).status().unwrap();
        assert!(kill.success());
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // Where a test failed before it was ended.
        let _ = self.child.kill();
    }
}

fn case(policy: &str, outcome: &str) -> String {
    let request = format!(
        r#"{{ "principal": "arn:aws:iam::111122223333:user/alice", "network": {{ "sourceIp": "198.51.100.7" }}, "expect": {{ "outcome": "{outcome}" }} }}"#
    );
    case_with(&format!(r#"{{ "resourceBased": {policy} }}"#), &request)
}

/// Puts a whole file in its place at once, as editors do.
fn put(folder: &Path, file: &str, text: &str) {
    let new = folder.join(".new");
    std::fs::write(&new, text).unwrap();
    std::fs::rename(new, folder.join(file)).unwrap();
}

#[test]
fn a_change_is_named_and_tested() {
    let folder = folder("watch-folder");
    for below in ["cases", "policies"] {
        std::fs::create_dir(folder.join(below)).unwrap();
    }
    let write = |file: &str, text: &str| put(&folder, file, text);
    write("policies/deny.json", DENY);
    write(
        "cases/one.json",
        &case("\"../policies/deny.json\"", "denied"),
    );
    // A report that it writes into the folder is no change.
    let args = ["cases", "--report", "json=cases/report.json"];
    let mut watching = Watching::begin(&folder, &args);
    watching.until("1 passed in 1 file");
    watching.settled();
    write(
        "cases/one.json",
        &case("\"../policies/deny.json\"", "allowed"),
    );
    watching.until("changed: `cases/one.json`");
    watching.until("0 passed, 1 failed in 1 file");
    watching.settled();
    // A policy that a case names, outside of the folder.
    write("policies/deny.json", &DENY.replace("signin:*", "s3:*"));
    watching.until("changed: `policies/deny.json`");
    watching.until("1 passed in 1 file");
    watching.settled();
    // A file that joins.
    write("cases/two.json", &case(DENY, "allowed"));
    watching.until("changed: `cases/two.json`");
    watching.until("1 passed, 1 failed in 2 files");
    watching.settled();
    assert_eq!(watching.end(), 1);
}

#[test]
fn patterns_and_files_are_watched() {
    let folder = folder("watch-glob");
    let write = |file: &str, text: &str| put(&folder, file, text);
    write("one.json", &case(DENY, "denied"));
    write("single.json", &case(DENY, "allowed"));
    for (told, changed) in [("*.json", "new.json"), ("single.json", "single.json")] {
        let mut watching = Watching::begin(&folder, &[told]);
        watching.settled();
        write(changed, &case(DENY, "denied"));
        watching.until(&format!("changed: `{changed}`"));
        watching.settled();
        let status = watching.end();
        assert_eq!(status, i32::from(told == "*.json"), "{told}");
    }
}

#[test]
fn standard_input_is_not_watched() {
    let run = support::run_in(&folder("watch-stdin"), &["test", "-", "--watch"], b"{}");
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("not-watched"), "{run:?}");
}
