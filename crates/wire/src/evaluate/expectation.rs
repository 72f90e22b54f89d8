//! Holds a decision against what it should be.

use vestibule_iam::sort;

use crate::contract::decision::{DecidedBy, Decision, PhaseDecision};
use crate::contract::expect::{Expect, Mismatch, PhaseExpect};
use crate::contract::words::{Outcome, Reason};
use crate::input::shorten::listed;

impl Expect {
    /// How `decision` differs from what is expected; empty when it does not.
    pub fn mismatches(&self, decision: &Decision) -> Vec<Mismatch> {
        let mut found = Compare::default();
        found.word(
            "outcome",
            self.outcome.map(Outcome::name),
            Some(decision.outcome.name()),
        );
        if let Some(at) = &self.at {
            let actual = decision.denied_at.map(|action| action.name());
            if !actual.is_some_and(|actual| actual.eq_ignore_ascii_case(at)) {
                found.push("at", at, actual.unwrap_or("no denial"));
            }
        }
        for (name, expected) in self.phases.iter() {
            let phase = decision
                .phases
                .iter()
                .find(|p| p.action.name().eq_ignore_ascii_case(name));
            if let Some(phase) = phase {
                found.prefix = format!("phases[\"{}\"].", phase.action.name());
                expected.compare(phase, &mut found);
            }
        }
        found.prefix.clear();
        if let Some(expected) = &self.assumptions {
            found.among("assumptions", expected, &decision.assumptions, 0);
        }
        found.mismatches
    }
}

impl PhaseExpect {
    fn compare(&self, phase: &PhaseDecision, found: &mut Compare) {
        let details = match self {
            Self::Decision(decision) => {
                found.word(
                    "decision",
                    Some(decision.name()),
                    Some(phase.decision.name()),
                );
                return;
            }
            Self::Details(details) => details,
        };
        found.word(
            "decision",
            details.decision.map(Outcome::name),
            Some(phase.decision.name()),
        );
        found.word(
            "reason",
            details.reason.map(Reason::name),
            Some(phase.reason.name()),
        );
        if let Some(expected) = &details.decided_by {
            let actual: Vec<String> = phase.decided_by.iter().map(DecidedBy::short).collect();
            // Of a list that is not all told nobody knows whether it is the expected one.
            if *expected != actual || phase.left_out.decided_by > 0 {
                found.lists("decidedBy", expected, &actual, phase.left_out.decided_by);
            }
        }
        if let Some(expected) = details
            .protected
            .filter(|expected| *expected != phase.protected)
        {
            found.push(
                "protected",
                &expected.to_string(),
                &phase.protected.to_string(),
            );
        }
        if let Some(expected) = &details.depends_on {
            found.same(
                "dependsOn",
                expected,
                phase.depends_on.as_deref().unwrap_or_default(),
                phase.left_out.depends_on,
            );
        }
        if let Some(expected) = &details.absent_keys {
            let left_out = phase.left_out.absent_keys;
            found.among("absentKeys", expected, &phase.absent_keys, left_out);
        }
        if let Some(expected) = &details.assumed_absent {
            let left_out = phase.left_out.assumed_absent;
            found.among("assumedAbsent", expected, &phase.assumed_absent, left_out);
        }
        found.word(
            "userMessage",
            details.user_message.as_deref(),
            phase.user_message.as_deref(),
        );
        let record = phase
            .cloud_trail
            .as_ref()
            .map(|record| &*record.error_message);
        found.word("errorMessage", details.error_message.as_deref(), record);
    }
}

/// The differences found so far.
#[derive(Default)]
struct Compare {
    prefix: String,
    mismatches: Vec<Mismatch>,
}

impl Compare {
    fn push(&mut self, name: &str, expected: &str, actual: &str) {
        self.mismatches.push(Mismatch {
            path: format!("{}{name}", self.prefix),
            expected: format!("`{expected}`"),
            actual: format!("`{actual}`"),
        });
    }

    fn word(&mut self, name: &str, expected: Option<&str>, actual: Option<&str>) {
        if let Some(expected) = expected.filter(|expected| Some(*expected) != actual) {
            self.push(name, expected, actual.unwrap_or("nothing"));
        }
    }

    /// Both hold the same, in whatever order and case. Of `actual`, `left_out` entries are
    /// missing.
    fn same(&mut self, name: &str, expected: &[String], actual: &[String], left_out: u32) {
        if expected.len() != actual.len()
            || left_out > 0
            || !contains_all(actual, expected)
            || !contains_all(expected, actual)
        {
            self.lists(name, expected, actual, left_out);
        }
    }

    /// `actual`, of which `left_out` entries are missing, holds all that is expected.
    fn among(&mut self, name: &str, expected: &[String], actual: &[String], left_out: u32) {
        if !contains_all(actual, expected) {
            self.lists(name, expected, actual, left_out);
        }
    }

    fn lists(&mut self, name: &str, expected: &[String], actual: &[String], left_out: u32) {
        self.push(name, &listed(expected, 0), &listed(actual, left_out));
    }
}

/// True when `list` holds all `wanted`, in whatever case.
fn contains_all(list: &[String], wanted: &[String]) -> bool {
    if list.len().saturating_mul(wanted.len()) <= 1024 {
        let holds = |wanted: &String| list.iter().any(|entry| entry.eq_ignore_ascii_case(wanted));
        return wanted.iter().all(holds);
    }
    let lower = |entry: &String| entry.to_ascii_lowercase();
    let mut list: Vec<String> = list.iter().map(lower).collect();
    sort::by(&mut list, Ord::cmp);
    let holds = |wanted: &String| list.binary_search(&lower(wanted)).is_ok();
    wanted.iter().all(holds)
}
