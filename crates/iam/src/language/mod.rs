//! The words of the policy language, one grammar each.

mod effect;
mod id;
mod operator;
pub mod variable;
mod version;
mod vocabulary;

pub use effect::Effect;
pub use id::{Alphabet, Id, is_organizational_unit};
pub use operator::{Base, Comparison, Family, IF_EXISTS, Operator, SetPrefix, operator_names};
pub use version::Version;
pub use vocabulary::{GLOBAL_PREFIX, OperandRule, Service, Shape, Vocabulary};
