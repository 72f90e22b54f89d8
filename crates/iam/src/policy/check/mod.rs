//! What is wrong with a policy that can be read.

pub mod characters;
pub(super) mod rcp;
mod shape;
mod size;

pub use size::{Size, Whitespace, size_problem};
