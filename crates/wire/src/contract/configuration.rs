//! What `vestibule check` is told by a file, by the names of its flags.

use serde::{Deserialize, Serialize};

use super::finding::Severity;
use super::suppression::{StatementName, Suppression};

/// The configuration of `vestibule check`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Configuration {
    /// The JSON Schema of this file, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The mildest findings that are reported: all unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// The mildest findings for which the exit status is 1: errors unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<Severity>,
    /// The rules that are reported, by code or number: all unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
    /// Rules that are not reported, by code or number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// Findings that are known and do not count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<FileSuppression>,
}

/// Findings of one rule in some files that are known and do not count, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FileSuppression {
    /// The path of the file from the folder of the configuration on, in which `*` and `?` are
    /// wildcards, also for `/`.
    pub file: String,
    /// The code of the rule, such as `private-source-ip`, or its number, such as `VST012`.
    pub rule: String,
    /// The name of the policy in a case file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// The `Sid` of the statement, or its number from 0 on; without it the whole policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<StatementName>,
    /// Why the findings do not count.
    pub reason: String,
    /// The last day on which they do not count, as `2027-06-30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

impl FileSuppression {
    /// The same of one file.
    pub fn of_file(&self) -> Suppression {
        Suppression {
            rule: self.rule.clone(),
            policy: self.policy.clone(),
            statement: self.statement.clone(),
            reason: self.reason.clone(),
            expires: self.expires.clone(),
        }
    }
}
