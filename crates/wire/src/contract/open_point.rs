//! A point that AWS leaves open.

use serde::Serialize;

/// A point that AWS does not document, and how it is read here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OpenPoint {
    /// `J8`.
    pub id: String,
    /// How it is read: one sentence.
    pub reading: &'static str,
    /// The other reading, where a case can switch to it.
    pub other_reading: Option<&'static str>,
}
