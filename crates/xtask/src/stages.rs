//! The stages of `cargo xtask test` and `cargo xtask lint`: all of them run, each says how it
//! ended, and what is broken is counted.

use crate::counts::Counts;
use crate::error::{Error, Result};
use crate::exec;
use crate::paths::Paths;
use crate::progress::elapsed;
use crate::wasm::Env;
use std::io::{BufRead as _, BufReader, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

/// How a stage ended that did not fail.
enum Outcome {
    Held,
    /// What it counted, and whether its programs succeeded.
    Counted(Counts, bool),
    /// Why there was nothing to do.
    Skipped(String),
}

/// What ran so far.
#[derive(Default)]
pub(crate) struct Stages {
    lines: Vec<String>,
    total: Counts,
    broken: bool,
}

impl Stages {
    /// Runs a stage that either holds or does not, such as a lint.
    pub(crate) fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) {
        self.stage(name, || work().map(|()| Outcome::Held));
    }

    /// Runs a stage that may have nothing to do; then it says why.
    pub(crate) fn perhaps(&mut self, name: &str, work: impl FnOnce() -> Result<Option<String>>) {
        self.stage(name, || {
            work().map(|why| why.map_or(Outcome::Held, Outcome::Skipped))
        });
    }

    /// Runs a stage that counts tests; one in which no test ran is broken.
    pub(crate) fn tests(&mut self, name: &str, work: impl FnOnce() -> Result<(Counts, bool)>) {
        self.stage(name, || {
            work().map(|(counts, success)| Outcome::Counted(counts, success))
        });
    }

    fn stage(&mut self, name: &str, work: impl FnOnce() -> Result<Outcome>) {
        println!("\n== {name}");
        let start = Instant::now();
        let result = work();
        let time = elapsed(start.elapsed());
        if let Err(error) = &result {
            eprintln!("{error}");
        }
        let line = self.note(name, result.ok(), &time);
        println!("== {line}");
    }

    /// `outcome` is none of a stage that failed.
    fn note(&mut self, name: &str, outcome: Option<Outcome>, time: &str) -> String {
        use Outcome::{Counted, Held, Skipped};
        let (word, mut counts) = match outcome {
            Some(Held) => ("ok".to_owned(), Counts::default()),
            Some(Skipped(why)) => (format!("skipped, {why}"), Counts::default()),
            Some(Counted(counts, _)) if !counts.ran() => ("FAILED, no test ran".to_owned(), counts),
            Some(Counted(counts, true)) if counts.failed == 0 => (counts.to_string(), counts),
            Some(Counted(counts, _)) => (format!("FAILED, {counts}"), counts),
            None => ("FAILED".to_owned(), Counts::default()),
        };
        if word.starts_with("FAILED") {
            self.broken = true;
            // What fails without a failing test must be seen in the sum too.
            counts.failed = counts.failed.max(1);
        }
        self.total += counts;
        let line = format!("{name}: {word} ({time})");
        self.lines.push(line.clone());
        line
    }

    /// Prints a line for each stage and the sum; says whether all is well.
    pub(crate) fn finish(&self) -> bool {
        println!("\n{}", self.summary());
        // Nothing of ours may come after the sum.
        let _ = std::io::stdout().flush();
        !self.broken
    }

    fn summary(&self) -> String {
        format!("{}\n{}", self.lines.join("\n"), self.total)
    }

    /// For commands that count no tests.
    pub(crate) fn finish_checks(&self) -> bool {
        println!("\n{}", self.lines.join("\n"));
        !self.broken
    }
}

/// Node.js's test runner on every test file of a folder, two at a time at least: they wait for
/// other programs about as long as they work.
pub(crate) fn node_tests(paths: &Paths, env: &Env, folder: &str) -> Result<Command> {
    // By name, because the oldest Node.js we accept knows no patterns here.
    let mut tests: Vec<PathBuf> = std::fs::read_dir(paths.root.join(folder))
        .map_err(Error::because(format!("cannot read `{folder}`")))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    tests.sort();
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut node = env.command("node");
    node.args(["--test", "--test-reporter=spec", "--test-timeout=1200000"])
        .arg(format!("--test-concurrency={}", processors.max(2)))
        .args(tests)
        .env_remove("FORCE_COLOR")
        .env("NO_COLOR", "1")
        .current_dir(&paths.root);
    Ok(node)
}

/// Runs a test runner with its output on ours, and counts what it says. The flag is whether it
/// succeeded.
pub(crate) fn counted(command: &mut Command) -> Result<(Counts, bool)> {
    counted_to(command, &mut std::io::stdout())
}

fn counted_to(command: &mut Command, stdout: &mut impl Write) -> Result<(Counts, bool)> {
    println!("$ {}", exec::line(command));
    let advice = format!("see whether `{}` can start", exec::line(command));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(Error::because(advice))?;
    let mut counts = Counts::default();
    if let Some(out) = child.stdout.take() {
        let mut reader = BufReader::new(out);
        let mut line = Vec::new();
        // Bytes, because a test may print what is no UTF-8.
        while reader
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            let _ = stdout.write_all(&line).and_then(|()| stdout.flush());
            counts.read(String::from_utf8_lossy(&line).trim_end());
            line.clear();
        }
    }
    let status = child
        .wait()
        .map_err(Error::because("cannot wait for the tests"))?;
    Ok((counts, status.success()))
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Stages, counted_to};
    use crate::counts::Counts;
    use std::process::Command;

    fn counts(passed: usize, failed: usize) -> Counts {
        Counts {
            passed,
            failed,
            skipped: 0,
        }
    }

    #[test]
    fn all_well() {
        let mut stages = Stages::default();
        stages.note("format", Some(Outcome::Held), "1.0 s");
        stages.note(
            "native tests",
            Some(Outcome::Counted(counts(3, 0), true)),
            "1.0 s",
        );
        assert!(!stages.broken);
        assert_eq!(
            stages.summary(),
            "format: ok (1.0 s)\nnative tests: 3 passed, 0 failed (1.0 s)\n3 passed, 0 failed"
        );
    }

    #[test]
    fn what_is_skipped_says_why_and_breaks_nothing() {
        let mut stages = Stages::default();
        stages.perhaps("arm64", || Ok(Some("no linker".to_owned())));
        assert!(!stages.broken);
        assert!(
            stages
                .summary()
                .starts_with("arm64: skipped, no linker (0.0 s)")
        );
    }

    #[test]
    fn everything_broken_is_counted() {
        let rows = [
            ("a failing check", None, "0 passed, 1 failed"),
            (
                "no test",
                Some(Outcome::Counted(counts(0, 0), true)),
                "0 passed, 1 failed",
            ),
            (
                "failing tests",
                Some(Outcome::Counted(counts(5, 2), false)),
                "5 passed, 2 failed",
            ),
            (
                "a crash",
                Some(Outcome::Counted(counts(5, 0), false)),
                "5 passed, 1 failed",
            ),
        ];
        for (name, outcome, sum) in rows {
            let mut stages = Stages::default();
            stages.note(name, outcome, "1.0 s");
            assert!(stages.broken, "{name}");
            assert!(stages.summary().ends_with(&format!("\n{sum}")), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn output_is_counted_and_the_status_kept() {
        let line = "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured";
        let mut command = Command::new("sh");
        command.args(["-c", &format!("echo '{line}'; printf '\\377\\n'; exit 1")]);
        let mut shown = Vec::new();
        let found = counted_to(&mut command, &mut shown).unwrap();
        assert_eq!(found, (counts(1, 2), false));
        assert_eq!(shown, [line.as_bytes(), b"\n\xff\n"].concat());
    }
}
