//! Policies: what they hold, how they are read, and what is checked of them.

mod check;
mod model;
mod names;
mod read;
mod reader;
#[cfg(test)]
mod tests;

pub use crate::language::{
    Alphabet, Effect, GLOBAL_PREFIX, OperandRule, Service, Shape, Version, Vocabulary,
};
pub use check::characters;
pub use check::{OperandProblem, Size, Whitespace, check_operand, refused_character, size_problem};
pub use model::{
    Casing, KeyTest, OperatorBlock, PatternElement, Policy, PolicyKind, PrincipalElement,
    PrincipalEntry, PrincipalType, Statement,
};
pub use names::{policy_elements, principal_types, versions};
pub use reader::ReadOptions;
