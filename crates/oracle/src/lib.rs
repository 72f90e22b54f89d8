//! A second reading of network perimeters, for tests of the analysis and to time it beside.
//!
//! RCPs and resource-based policies of `Deny` statements, with tests on the network, the
//! Region and the ARN of the principal, become Boolean functions of bits: one bit for each
//! bit of an address, and a number in binary for each text that the policies can tell apart.
//! [`biodivine_lib_bdd`] compares these functions and counts. Nothing is shared with the
//! evaluator or with the analysis: neither the reader of policies nor the operators.
//!
//! [`reader`] and [`map`] hold any answer, of any policies, to decisions on single sign-ins:
//! who reads a region without the engine finds each of them in one, and it is decided as that
//! says.
//!
//! The functions of bits are about sign-ins to the console by everybody but roles of IAM Identity Center. Texts
//! that policies name are told apart exactly where wildcards stand at the end of a text
//! alone. What cannot be read is an error and never a guess.

mod bits;
mod glob;
pub mod map;
mod read;
pub mod reader;
mod texts;

pub use bits::{Fates, Universe};
pub use glob::glob;
pub use read::{Condition, Statement, statements};

/// A policy that cannot be read here, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread(pub String);

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unread {}
