//! What is wrong with a policy that can be read.

pub mod characters;
mod operand;
pub(super) mod rcp;
mod shape;
mod size;
pub(super) mod storage;

pub use operand::{OperandProblem, check_operand};
pub use size::{Size, Whitespace, size_problem};
pub use storage::refused_character;
