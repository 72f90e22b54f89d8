//! Condition operators: one table, one file per value family.

mod operand;
mod operator;
pub use operand::{OperandProblem, check_operand};
pub use operator::{Base, Comparison, Operator, SetPrefix, operator_names};
