//! Condition operators: one table, one file per value family.

mod operator;
pub use operator::{Base, Comparison, Operator, SetPrefix};
