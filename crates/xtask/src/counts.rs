//! Reads how many tests passed out of what the test runners print.

use std::fmt;
use std::ops::AddAssign;

/// How many tests ended in which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Counts {
    /// Whether any test ran.
    pub(crate) fn ran(self) -> bool {
        self.passed + self.failed > 0
    }

    /// Adds what a line of a runner's output says, if it says anything.
    pub(crate) fn read(&mut self, line: &str) {
        if let Some(found) = libtest(line).or_else(|| node(line)) {
            *self += found;
        }
        self.read_unittest(line);
    }

    /// `Ran 5 tests in 1.2s`, and below it how many of them did not pass, if any:
    /// `FAILED (failures=1, errors=2, skipped=1)`, of Python's unittest.
    fn read_unittest(&mut self, line: &str) {
        let ran = line.strip_prefix("Ran ").and_then(|rest| {
            let (number, rest) = rest.split_once(' ')?;
            rest.starts_with("test").then_some(number)?.parse().ok()
        });
        self.passed += ran.unwrap_or(0);
        let told = ["FAILED (", "OK ("]
            .into_iter()
            .find_map(|start| line.strip_prefix(start)?.strip_suffix(')'));
        for part in told.into_iter().flat_map(|told| told.split(", ")) {
            let Some((what, Ok(number))) = part
                .split_once('=')
                .map(|(what, number)| (what, number.parse::<usize>()))
            else {
                continue;
            };
            match what {
                "failures" | "errors" | "unexpected successes" => self.failed += number,
                "skipped" => self.skipped += number,
                _ => continue,
            }
            self.passed = self.passed.saturating_sub(number);
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; …`, of cargo and of wasm-bindgen-test.
fn libtest(line: &str) -> Option<Counts> {
    let (_, found) = line.split_once("test result: ")?;
    let (_, found) = found.split_once(". ")?;
    let count = |what: &str| {
        found.split(';').find_map(|part| {
            let (number, name) = part.trim().split_once(' ')?;
            (name == what).then(|| number.parse::<usize>().ok())?
        })
    };
    Some(Counts {
        passed: count("passed")?,
        failed: count("failed")?,
        skipped: count("ignored").unwrap_or(0),
    })
}

/// `ℹ pass 3` and its kin, the end of what `node --test` prints in its `spec` format.
fn node(line: &str) -> Option<Counts> {
    let (what, number) = line.strip_prefix("ℹ ")?.split_once(' ')?;
    let number = number.trim().parse().ok()?;
    let mut counts = Counts::default();
    match what {
        "pass" => counts.passed = number,
        "fail" | "cancelled" => counts.failed = number,
        "skipped" | "todo" => counts.skipped = number,
        _ => return None,
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use super::Counts;

    fn read(text: &str) -> String {
        let mut counts = Counts::default();
        for line in text.lines() {
            counts.read(line);
        }
        counts.to_string()
    }

    #[test]
    fn cargo_test_binaries_add_up() {
        let text = "\
running 3 tests
test a ... ok
test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.00s
   Doc-tests x
test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s
";
        assert_eq!(read(text), "7 passed, 2 failed, 1 skipped");
    }

    #[test]
    fn wasm_bindgen_test() {
        let text =
            "test result: ok. 2 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.02s";
        assert_eq!(read(text), "2 passed, 0 failed");
    }

    #[test]
    fn node_test_runner() {
        let text = "\
✔ the page loads (12ms)
ℹ tests 6
ℹ suites 0
ℹ pass 3
ℹ fail 1
ℹ cancelled 1
ℹ skipped 1
ℹ todo 0
ℹ duration_ms 812.3
";
        assert_eq!(read(text), "3 passed, 2 failed, 1 skipped");
    }

    #[test]
    fn python_unittest() {
        let text = "\
test_pages (boto_test.Statements.test_pages) ... ok
----------------------------------------------------------------------
Ran 12 tests in 3.204s

FAILED (failures=1, errors=2, skipped=1, expected failures=1)
";
        assert_eq!(read(text), "8 passed, 3 failed, 1 skipped");
        assert_eq!(read("Ran 1 test in 0.1s\n\nOK\n"), "1 passed, 0 failed");
        assert_eq!(
            read("Ran 2 tests in 0.1s\n\nOK (skipped=2)\n"),
            "0 passed, 0 failed, 2 skipped"
        );
    }

    #[test]
    fn other_lines_count_nothing() {
        let text =
            "3 passed, 1 failed\ntest result: \ntest passed ... ok\nℹ pass many\nRan away\nFAILED";
        assert_eq!(read(text), "0 passed, 0 failed");
    }
}
