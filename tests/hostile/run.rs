//! Runs the command, and ends it where it takes more than it may.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The time for one run: that of a release, and more for what is not optimised.
pub(crate) const SECONDS: u64 = if cfg!(debug_assertions) { 40 } else { 5 };
/// The memory for one run, as the system counts it, where it tells.
const RESIDENT_KB: u64 = 300 << 10;
/// Where the system stops a run whatever it does, so that the machine stays usable.
const ADDRESSES_KB: u64 = 2 << 20;
/// So much of an output is kept.
const KEPT: usize = 32 << 20;

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// All that a log would hold.
    pub(crate) fn log(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}

/// The command in a folder, with the limit of addresses.
pub(crate) fn command(folder: &Path, program: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("sh");
    let limited = format!("ulimit -v {ADDRESSES_KB} 2>/dev/null; exec \"$0\" \"$@\"");
    command
        .args(["-c", &limited])
        .arg(program)
        .args(args)
        .current_dir(folder)
        .env("COLUMNS", "100")
        .env("LC_ALL", "C")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("GITHUB_ACTIONS")
        .stdin(Stdio::null());
    command
}

/// Runs `vestibule` and holds it to the limits; it must end by itself, with a status of its own.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Run {
    let program = Path::new(env!("CARGO_BIN_EXE_vestibule"));
    let mut command = command(folder, program, args);
    finish(command.env("NO_COLOR", "1"), &args.join(" "))
}

pub(crate) fn finish(command: &mut Command, what: &str) -> Run {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stdout = keep(child.stdout.take().unwrap());
    let stderr = keep(child.stderr.take().unwrap());
    let start = Instant::now();
    let mut resident = 0;
    let status = loop {
        resident = resident.max(peak(&child));
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if start.elapsed() > Duration::from_secs(SECONDS) || resident > RESIDENT_KB {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        thread::sleep(Duration::from_millis(3));
    };
    let (stdout, stderr) = (stdout.join().unwrap(), stderr.join().unwrap());
    let time = start.elapsed();
    let told = || {
        let end: String = stderr.chars().take(600).collect();
        format!("`vestibule {what}`: {time:.1?}, {resident} kB: {end}")
    };
    assert!(resident <= RESIDENT_KB, "too much memory: {}", told());
    let status = status.unwrap_or_else(|| panic!("too much time: {}", told()));
    let code = status
        .code()
        .unwrap_or_else(|| panic!("{status}: {}", told()));
    assert!((0..=2).contains(&code), "status {code}: {}", told());
    Run {
        status: code,
        stdout,
        stderr,
    }
}

/// The most memory that a program has had; 0 where the system does not say.
fn peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let figure = line.and_then(|line| line.split_whitespace().next());
    figure.and_then(|figure| figure.parse().ok()).unwrap_or(0)
}

/// Reads all of an output, and keeps its beginning.
fn keep(mut from: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut kept = Vec::new();
        from.by_ref()
            .take(KEPT as u64)
            .read_to_end(&mut kept)
            .unwrap();
        std::io::copy(&mut from, &mut std::io::sink()).unwrap();
        // A letter may be cut at the end of what is kept.
        let whole = kept.len() < KEPT;
        match String::from_utf8(kept) {
            Ok(text) => text,
            Err(error) if !whole => String::from_utf8_lossy(error.as_bytes()).into_owned(),
            Err(error) => panic!("{error}"),
        }
    })
}

/// A folder of a test's own, emptied first, with a folder `repository` in it: what stands beside
/// that is not for strangers.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("repository")).unwrap();
    folder.canonicalize().unwrap()
}

pub(crate) fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Text as a string of JSON.
pub(crate) fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

pub(crate) const PRINCIPAL: &str = "arn:aws:iam::111122223333:user/alice";

/// A case file: its policies, and its requests without the brackets.
pub(crate) fn case(policies: &str, requests: &str) -> String {
    format!("{{\"vestibule\":1,\"policies\":{{{policies}}},\"requests\":[{requests}]}}")
}

/// A request of Alice with further members.
pub(crate) fn request(more: &str) -> String {
    format!("{{\"principal\":\"{PRINCIPAL}\",\"network\":{{\"sourceIp\":\"198.51.100.7\"}}{more}}}")
}

/// A resource-based policy of one Deny, with members of its condition.
pub(crate) fn deny(condition: &str) -> String {
    format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"signin:*\",\"Resource\":\"*\",\"Condition\":{{{condition}}}}}]}}"
    )
}
