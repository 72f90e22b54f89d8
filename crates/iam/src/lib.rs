//! The IAM policy language: documents, policies, condition operators, and
//! whether a statement applies to a request.
//!
//! This crate does no I/O, reads no clock and no environment, and knows nothing
//! of any AWS service. A request brings its own time and its own context keys.
//!
//! text → [`document::Document`] (spanned, never gives up) → [`policy::Policy`]
//! (typed) → [`matching::CompiledPolicy`] (once) → [`truth::Truth`] per
//! statement and request.

pub mod condition;
pub mod document;
pub mod keys;
pub mod language;
pub mod matching;
pub mod policy;
pub mod problem;
pub mod truth;
pub mod value;
pub mod work;

pub use value::{arn, cidr, date, number, wildcard};
pub use vestibule_syntax::{json, message, sort, span};
