//! Answers about all sign-ins that can be checked.

use serde::{Deserialize, Serialize};

use super::analysis::{AccessMap, GuaranteeProof, Lockout};
use super::finding::Finding;

/// The format of certificates that is written and read.
pub const CERTIFICATE_FORMAT: u32 = 1;

/// An answer about all sign-ins, with what it is an answer about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Certificate {
    /// The format: 1.
    pub vestibule_certificate: u32,
    /// The version of vestibule that gave the answer.
    pub version: String,
    /// What it was asked about.
    pub inputs: CertifiedInputs,
    /// The account that is signed in to.
    pub account: String,
    /// The partition of its principals.
    pub partition: String,
    /// The answer.
    pub answer: CertifiedAnswer,
    /// The SHA-256 of this file with nothing between these quotes, in hexadecimal digits.
    pub sha256: String,
}

/// The files that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CertifiedInputs {
    /// The SHA-256 of the case file, in hexadecimal digits.
    pub case: String,
    /// The files that it names, in the order of their paths.
    pub files: Vec<CertifiedFile>,
}

/// A file that a case file names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CertifiedFile {
    /// Its path, as the case file has it.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// The answer to a question about all sign-ins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum CertifiedAnswer {
    /// Who gets in from where.
    Map(AccessMap),
    /// Who does not get in at all.
    Lockout(Lockout),
    /// Whether guarantees hold.
    Prove(CertifiedProofs),
}

/// Whether guarantees hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CertifiedProofs {
    /// The day by which guarantees were said to have expired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<String>,
    /// Whether the perimeter was asked for, whatever the case file says.
    pub perimeter: bool,
    /// Each guarantee of the case file, and the perimeter behind them.
    pub guarantees: Vec<GuaranteeProof>,
}

/// What came of checking a certificate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verification {
    /// Whether the answer follows from the inputs.
    pub verified: bool,
    /// What was checked; not there where it is not verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<CheckedAnswer>,
    /// Why it is not verified.
    pub findings: Vec<Finding>,
}

/// What of a certificate was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckedAnswer {
    /// The account of all sign-ins.
    pub account: String,
    /// The partition of its principals.
    pub partition: String,
    /// How many regions, sets of principals or guarantees were checked.
    pub claims: usize,
    /// How many of them leave it open what comes of their sign-ins.
    pub open: usize,
    /// How many witnesses were decided.
    pub witnesses: usize,
    /// The steps that it took.
    pub steps: usize,
}
