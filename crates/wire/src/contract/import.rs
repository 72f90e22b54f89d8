//! What came of importing files into a case file.

use serde::Serialize;

use super::finding::Finding;

/// What came of importing files.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportReport {
    /// The files, in the order of their names.
    pub files: Vec<ImportedFile>,
    /// What no file tells. Decisions that rest on it are unknown, or there are none.
    pub missing: Vec<ImportGap>,
    /// What is wrong between files, such as two that contradict each other.
    pub findings: Vec<Finding>,
}

/// A file that was imported, or was not.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportedFile {
    /// Its path.
    pub file: String,
    /// What it was taken for: the commands of AWS whose outputs it holds. Empty where nothing in it
    /// was recognised.
    pub taken_for: Vec<String>,
    /// What of it was used.
    pub used: Vec<ImportedItems>,
    /// The members that were dropped because no decision needs them.
    pub dropped: Vec<String>,
    /// What is wrong with it, or worth knowing.
    pub findings: Vec<Finding>,
}

/// Things of one kind that a file tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportedItems {
    /// What they are.
    pub what: ImportedKind,
    /// How many.
    pub count: usize,
}

/// What a file tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ImportedKind {
    /// The organization: its id and its management account.
    Organization,
    /// Roots.
    Root,
    /// Organizational units.
    Unit,
    /// Accounts.
    Account,
    /// Which root or unit an account or unit is in.
    Parent,
    /// The texts of policies.
    Policy,
    /// Names and types of policies.
    PolicyName,
    /// What a policy is attached to.
    Attachment,
    /// VPC endpoints of AWS Sign-In.
    Endpoint,
    /// Switches of console authorization.
    Switch,
    /// Whose credentials made the outputs in the folder.
    Caller,
    /// Users and roles.
    Principal,
}

impl ImportedKind {
    /// The word in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Root => "root",
            Self::Unit => "unit",
            Self::Account => "account",
            Self::Parent => "parent",
            Self::Policy => "policy",
            Self::PolicyName => "policyName",
            Self::Attachment => "attachment",
            Self::Endpoint => "endpoint",
            Self::Switch => "switch",
            Self::Caller => "caller",
            Self::Principal => "principal",
        }
    }
}

/// What no file tells.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportGap {
    /// What it is, and what to do.
    pub finding: Finding,
    /// The calls whose outputs tell it. Of very many only the first.
    pub calls: Vec<String>,
}
