//! What came of the expectations of case files.

use serde::{Deserialize, Serialize};
use vestibule_syntax::diagnostic::Message;

use super::analysis::{GuaranteeProof, GuaranteeVerdict};
use super::coverage::Coverage;
use super::decision::DecidedBy;
use super::expect::Mismatch;
use super::finding::{Finding, english, english_if_told, phrase, phrase_if_told};
use super::request::Request;
use super::words::{Action, Outcome};

/// What came of the expectations of some case files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TestReport {
    /// How many requests are decided as expected, and how many guarantees hold.
    pub passed: usize,
    /// How many are not, or do not.
    pub failed: usize,
    /// How many expect nothing.
    pub skipped: usize,
    /// The files, in order.
    pub files: Vec<FileResult>,
    /// What of their policies the expectations try, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Coverage>,
}

impl TestReport {
    /// Adds what came of one file.
    pub fn push(&mut self, file: FileResult) {
        for request in &file.requests {
            match request.passed {
                Some(true) => self.passed += 1,
                Some(false) => self.failed += 1,
                None => self.skipped += 1,
            }
        }
        for proof in &file.guarantees {
            match proof.verdict {
                GuaranteeVerdict::Holds => self.passed += 1,
                // What is not known is not proven.
                GuaranteeVerdict::Fails | GuaranteeVerdict::Unknown => self.failed += 1,
            }
        }
        self.files.push(file);
    }
}

/// What came of one case file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FileResult {
    /// The file.
    pub file: String,
    /// False when it could not be used, and nothing was decided.
    pub usable: bool,
    /// Its requests, in order.
    pub requests: Vec<RequestResult>,
    /// Its guarantees, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guarantees: Vec<GuaranteeProof>,
    /// What is wrong with the file and its policies.
    pub findings: Vec<Finding>,
}

/// What came of one request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestResult {
    /// The name of the request.
    pub request: String,
    /// Whether it is decided as expected; null when nothing is.
    pub passed: Option<bool>,
    /// How it is decided.
    pub outcome: Outcome,
    /// The action at which it is denied.
    pub denied_at: Option<Action>,
    /// How that differs from what is expected.
    pub mismatches: Vec<Mismatch>,
    /// Why it is not as expected, where that was looked for: of the first requests of a file
    /// that are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unmet: Option<Box<Unmet>>,
}

/// Why a request is not decided as expected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Unmet {
    /// The expectation, at its place in the case file.
    pub finding: Finding,
    /// What decided the phase that the sign-in stops at; empty when it is allowed.
    pub decided_by: Vec<DecidedBy>,
    /// The phase and the statements that decided it, in words; null when it is allowed.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "english_if_told",
        deserialize_with = "phrase_if_told"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub why: Option<Message>,
    /// A sign-in that differs in one fact and is decided as expected; null where none was
    /// found among those that were tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<NearestSignIn>,
}

/// A sign-in that differs from another one in one fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NearestSignIn {
    /// The fact, such as "from `203.0.113.10`".
    #[serde(serialize_with = "english", deserialize_with = "phrase")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub difference: Message,
    /// The sign-in with it.
    pub request: Request,
}

impl FileResult {
    /// The result for a file of which no case could be made.
    pub fn unusable(file: impl Into<String>, findings: Vec<Finding>) -> Self {
        Self {
            file: file.into(),
            usable: false,
            requests: Vec::new(),
            guarantees: Vec::new(),
            findings,
        }
    }
}
