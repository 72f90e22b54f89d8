//! From JSON to the types of the contract, and from those to what the evaluator takes.
//!
//! All that is wrong with an input is found here.

pub(crate) mod account_facts;
pub(crate) mod aws_output;
pub(crate) mod check;
pub(crate) mod configuration;
pub(crate) mod file;
pub(crate) mod fingerprint;
pub(crate) mod foreign;
pub(crate) mod holders;
pub(crate) mod ids;
pub(crate) mod lint;
pub(crate) mod loader;
pub(crate) mod location;
pub(crate) mod managed;
mod named;
pub(crate) mod not_policy;
pub(crate) mod origin;
mod outputs;
mod percent;
pub(crate) mod permission_statements;
pub(crate) mod place;
pub(crate) mod placed;
pub(crate) mod policies;
pub(crate) mod problems;
pub(crate) mod read;
pub(crate) mod recognize;
pub(crate) mod report;
pub(crate) mod rule_names;
pub(crate) mod selection;
pub(crate) mod shorten;
pub(crate) mod source_document;
pub(crate) mod suppress;
pub(crate) mod transcript;
mod unresolved;
mod unusable;
pub(crate) mod validate;
mod veil;
mod words;
