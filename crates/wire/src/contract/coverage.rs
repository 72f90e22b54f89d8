//! What of the policies of some case files their expectations try.

use serde::{Deserialize, Serialize};

use super::trace::Effect;
use super::words::Layer;

/// What of the policies of the tested case files decides the sign-ins that have an expectation.
/// Guarantees are about all sign-ins at once, and count for nothing here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Coverage {
    /// How many sign-ins have an expectation and are decided.
    pub requests: usize,
    /// How many have one and are too much work to decide: nothing is known of what they try.
    pub not_known: usize,
    /// The policies, in the order in which they are met first. A policy in a file of its own
    /// stands here once, whichever case files name it.
    pub policies: Vec<PolicyCoverage>,
}

/// What of one policy decides sign-ins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PolicyCoverage {
    /// The file in which it stands: its own, the case file or the page.
    pub file: String,
    /// Its layer.
    pub layer: Layer,
    /// Its name.
    pub policy: String,
    /// Its statements, in order.
    pub statements: Vec<StatementCoverage>,
}

/// What a statement does for the actions of the sign-ins.
///
/// An action counts that the sign-in reaches, or that its expectation names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatementCoverage {
    /// Its number from zero.
    pub statement: u32,
    /// Its `Sid`.
    pub sid: Option<String>,
    /// What it does; null when that is not readable.
    pub effect: Option<Effect>,
    /// Its first line in the file, from one.
    pub line: u32,
    /// How many actions it decides: a Deny that denies, or an Allow that grants what an allowed
    /// action needs.
    pub decided: usize,
    /// How many actions it leaves unknown.
    pub left_open: usize,
    /// At how many actions it applies, whether it decides or not.
    pub applied: usize,
    /// At how many actions it does not apply, though its policy is evaluated.
    pub passed: usize,
    /// The keys that its conditions test, in order.
    pub conditions: Vec<ConditionCoverage>,
}

/// What one key of a condition operator does for its statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConditionCoverage {
    /// The operator as written.
    pub operator: String,
    /// The key as written.
    pub key: String,
    /// Its line in the file, from one.
    pub line: u32,
    /// At how many actions it holds and the statement applies.
    pub held: usize,
    /// At how many actions it alone keeps the statement from applying: all else holds, or is
    /// unknown.
    pub stopped: usize,
}

impl PolicyCoverage {
    /// Adds what other sign-ins do with the same text.
    pub fn add(&mut self, other: &Self) {
        for (own, of) in self.statements.iter_mut().zip(&other.statements) {
            own.decided += of.decided;
            own.left_open += of.left_open;
            own.applied += of.applied;
            own.passed += of.passed;
            for (own, of) in own.conditions.iter_mut().zip(&of.conditions) {
                own.held += of.held;
                own.stopped += of.stopped;
            }
        }
    }
}
