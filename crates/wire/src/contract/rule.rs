//! What is known of a rule, by which findings are made.

use serde::{Deserialize, Serialize};

use super::finding::{FixApplies, Range, Severity};

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RuleDoc {
    /// The code of its findings: stable, kebab-case.
    pub code: String,
    /// Its number, such as `VST012`, which rules that look for one mistake share; most of what
    /// is found where a text is read has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// How bad what it finds usually is.
    pub severity: Severity,
    /// What its fixes do to what is decided; empty when it has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fix: Vec<FixApplies>,
    /// What it looks for.
    pub what: String,
    /// Why that is bad.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// True when it looks at what all policies of a case come to together.
    pub of_case: bool,
    /// Where it is documented what AWS does.
    pub sources: Vec<RuleSource>,
    /// Texts in which it finds something.
    pub finds: Vec<RuleSample>,
    /// Texts that look similar, in which it finds nothing.
    pub passes: Vec<RuleSample>,
}

/// Where something is documented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RuleSource {
    /// What the page calls itself.
    pub title: String,
    /// Its address.
    pub address: String,
    /// The day as of which vestibule has what it says: `2026-11-28`.
    pub date: String,
}

/// A text that a rule looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RuleSample {
    /// The kind of the policy, or `case` for a case file.
    pub kind: String,
    /// The text.
    pub text: String,
    /// The place in the text, where something is found in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
}
