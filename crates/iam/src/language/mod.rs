//! The words of the policy language, one grammar each.

mod effect;
mod operator;
pub(crate) mod variable;
mod version;
mod vocabulary;

pub use effect::Effect;
pub use operator::{Base, Comparison, Operator, SetPrefix, operator_names};
pub use version::Version;
pub use vocabulary::{
    Alphabet, GLOBAL_PREFIX, OperandRule, Service, Shape,
    Vocabulary,
};
