//! The types of the contract: what case files and decisions look like as JSON.
//!
//! Nothing here reads, decides or explains.

pub(crate) mod analysis;
pub(crate) mod case_file;
pub(crate) mod certificate;
pub(crate) mod checked_file;
pub(crate) mod comparison;
pub(crate) mod configuration;
pub(crate) mod coverage;
pub(crate) mod decision;
pub(crate) mod denial;
pub(crate) mod document;
pub(crate) mod doors;
pub(crate) mod expect;
pub(crate) mod explanation;
pub(crate) mod facts;
pub(crate) mod finding;
pub(crate) mod grid;
pub(crate) mod guarantee;
pub(crate) mod import;
pub(crate) mod kind;
pub(crate) mod known;
pub(crate) mod mutants;
pub(crate) mod named_network;
pub(crate) mod open_point;
pub(crate) mod ordered;
pub(crate) mod organization;
pub(crate) mod permission_statement;
pub(crate) mod recovery;
pub(crate) mod region;
pub(crate) mod repair;
pub(crate) mod request;
pub(crate) mod results;
pub(crate) mod rollout;
pub(crate) mod rule;
#[cfg(feature = "schema")]
pub mod schema;
pub(crate) mod suppression;
pub(crate) mod trace;
pub(crate) mod unneeded;
mod variant;
pub(crate) mod words;
