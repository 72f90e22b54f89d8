//! What a decision should be, and how it differs from what it is.

use serde::{Deserialize, Serialize};
use vestibule_signin::{Action as SignInAction, Assumption};
use vestibule_syntax::visible::visible;

use crate::contract::decision::{DecidedBy, Decision, Outcome, PhaseDecision, Reason};
use crate::contract::ordered::Ordered;
use crate::evaluate::assumptions::unknown_assumption;
use crate::evaluate::room::told;
use crate::input::place::Place;
use crate::input::report::Report;
use crate::input::validate::unknown_action;

/// What a decision should be. Only what is told is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expect {
    /// The outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The action at which it is denied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The single actions, by name.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub phases: Ordered<PhaseExpect>,
    /// Ids of undocumented points that it leans on, among others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumptions: Option<Vec<String>>,
}

/// What is expected of one action: its decision, or more.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(untagged))]
pub enum PhaseExpect {
    /// The decision alone.
    Decision(Outcome),
    /// Several things of it.
    Details(Box<PhaseDetails>),
}

/// What is expected of one action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PhaseDetails {
    /// Whether it lets the sign-in pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Outcome>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Exactly what decided, in order: `policy[0]` for a statement, `policy`
    /// for a missing Allow, the layer where it has no policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Vec<String>>,
    /// Whether a Deny of a resource-based policy or an RCP covers the action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protected: Option<bool>,
    /// Exactly the keys that would settle it, in any order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depends_on: Option<Vec<String>>,
    /// Keys that are absent, among others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent_keys: Option<Vec<String>>,
    /// Keys that are taken to be absent, among others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed_absent: Option<Vec<String>>,
    /// What the user sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_message: Option<String>,
    /// The `errorMessage` that CloudTrail records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
}

/// A difference between a decision and what was expected of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mismatch {
    /// What differs: `outcome`, `phases["signin:Authenticate"].decidedBy`.
    pub path: String,
    /// What was expected.
    pub expected: String,
    /// What it is.
    pub actual: String,
}

impl Mismatch {
    /// One sentence, with escapes for what is not seen in it.
    pub fn message(&self) -> String {
        let Self {
            path,
            expected,
            actual,
        } = self;
        let message = format!("{path}: expected {expected} and found {actual}");
        visible(&message).into_owned()
    }
}

/// Complains of expectations that can never be met.
pub(crate) fn check(expect: &Expect, place: &Place<'_>, report: &mut Report<'_>) {
    if let Some(at) = expect
        .at
        .as_deref()
        .filter(|at| SignInAction::from_name(at).is_none())
    {
        report.value(&place.member("at"), unknown_action(at));
    }
    let phases = place.member("phases");
    for (name, _) in expect.phases.iter() {
        if SignInAction::from_name(name).is_none() {
            report.key(&phases.member(name), unknown_action(name));
        }
    }
    let assumptions = place.member("assumptions");
    for (index, id) in expect.assumptions.iter().flatten().enumerate() {
        if Assumption::from_id(id).is_none() {
            report.value(&assumptions.element(index), unknown_assumption(id));
        }
    }
}

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
            let untold = phase.left_out.absent_keys;
            found.among("absentKeys", expected, &phase.absent_keys, untold);
        }
        if let Some(expected) = &details.assumed_absent {
            let untold = phase.left_out.assumed_absent;
            found.among("assumedAbsent", expected, &phase.assumed_absent, untold);
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

impl DecidedBy {
    /// As expectations write it: `policy[0]`, `policy`, or the layer.
    pub fn short(&self) -> String {
        match (&self.policy, self.statement) {
            (Some(policy), Some(statement)) => format!("{policy}[{statement}]"),
            (Some(policy), None) => policy.clone(),
            (None, _) => self.layer.name().to_owned(),
        }
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

    /// Both hold the same, in whatever order and case. Of `actual`, `untold` entries are
    /// missing.
    fn same(&mut self, name: &str, expected: &[String], actual: &[String], untold: u32) {
        if expected.len() != actual.len()
            || untold > 0
            || !contains_all(actual, expected)
            || !contains_all(expected, actual)
        {
            self.lists(name, expected, actual, untold);
        }
    }

    /// `actual`, of which `untold` entries are missing, holds all that is expected.
    fn among(&mut self, name: &str, expected: &[String], actual: &[String], untold: u32) {
        if !contains_all(actual, expected) {
            self.lists(name, expected, actual, untold);
        }
    }

    fn lists(&mut self, name: &str, expected: &[String], actual: &[String], untold: u32) {
        self.push(name, &told(expected, 0), &told(actual, untold));
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
    vestibule_iam::sort::by(&mut list, Ord::cmp);
    let holds = |wanted: &String| list.binary_search(&lower(wanted)).is_ok();
    wanted.iter().all(holds)
}
