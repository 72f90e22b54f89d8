//! Changes to policies by which a sign-in is decided otherwise.

use serde::{Deserialize, Serialize};

use super::analysis::AddressCount;
use super::comparison::SignInChange;
use super::decision::DecidedBy;
use super::finding::{Range, Span};
use super::request::Request;
use super::words::{Action, Outcome};

/// A sign-in that is to be decided otherwise, with what can be done about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Repairs {
    /// The sign-in, as in a case file.
    #[serde(rename = "for")]
    pub request: Request,
    /// The guarantee that does not hold because of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guarantee: Option<String>,
    /// The action at which alone it is to be decided otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Action>,
    /// What it comes to now.
    pub outcome: Outcome,
    /// What it is to come to.
    pub wanted: Outcome,
    /// The statements that decide it now, or that leave it open.
    pub decided_by: Vec<DecidedBy>,
    /// The repairs, those that open the least first. After each the sign-in is decided as
    /// wanted.
    pub repairs: Vec<Repair>,
    /// How many changes were tried and do not have that effect.
    pub without_effect: u32,
    /// How many further changes were not tried.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub not_tried: u32,
}

/// A change to policies by which a sign-in is decided as wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Repair {
    /// What it does, in a phrase.
    pub title: String,
    /// What it does, step by step.
    pub steps: Vec<RepairStep>,
    /// The changes to the texts. They do not overlap.
    pub edits: Vec<FileEdit>,
    /// Of a repair for a guarantee, whether it then holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<bool>,
    /// The other guarantees that hold now and would not any more for certain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<String>,
    /// What becomes of sign-ins otherwise, the one in question included. The regions are
    /// disjoint.
    pub changes: Vec<SignInChange>,
    /// Sign-ins of which it is not known whether they change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_known: Vec<SignInChange>,
    /// Keys that are taken to be absent in what changes; for the words alone.
    #[serde(skip)]
    pub assumed_absent: Vec<String>,
    /// How much would be allowed that is not now.
    pub opens: Extent,
    /// How much would not be allowed any more that is now.
    pub closes: Extent,
}

/// A part of a repair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RepairStep {
    /// What it does.
    pub kind: RepairKind,
    /// The condition key whose values change, or whose test is taken out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What is added, taken out or excluded: ARNs, ranges, ids, Regions or actions.
    pub values: Vec<String>,
    /// The statements that it changes.
    pub statements: Vec<DecidedBy>,
}

/// What a step of a repair does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum RepairKind {
    /// Excludes principals from statements that deny.
    ExcludePrincipal,
    /// Adds ranges of addresses.
    AddRange,
    /// Puts a wider range in the place of one.
    WidenRange,
    /// Adds a VPC.
    AddVpc,
    /// Adds a VPC endpoint.
    AddEndpoint,
    /// Adds a Region.
    AddRegion,
    /// Adds a value of another key.
    AddValue,
    /// Takes values out.
    RemoveValue,
    /// Takes a test of a key out.
    DropTest,
    /// Adds an action.
    AddAction,
    /// Takes an action out.
    RemoveAction,
    /// Makes one statement of two, which then denies only what both denied.
    MergeStatements,
    /// Takes statements out.
    DropStatement,
    /// Adds a statement that denies a VPC in Regions that none of the networks names.
    PinRegion,
}

/// A change to the text of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FileEdit {
    /// The file, as the case file tells its path; null for the case file itself.
    pub file: Option<String>,
    /// What to replace, in bytes.
    pub span: Span,
    /// What to replace, in lines and UTF-16 columns.
    pub range: Range,
    /// What to put there.
    pub new_text: String,
}

/// How much changes in one direction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Extent {
    /// Whether any sign-in does.
    pub any: bool,
    /// True where it does for others than principals by name.
    pub others: bool,
    /// True where it does for sign-ins through a VPC endpoint.
    pub endpoints: bool,
    /// From how many public addresses some sign-in does.
    pub addresses: AddressCount,
    /// The other repairs of the list, by number from zero, for which all of these sign-ins
    /// do, too: none of them does it for fewer.
    pub within: Vec<u32>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands over a reference
fn is_zero(value: &u32) -> bool {
    *value == 0
}
