//! Condition key tests, compiled: one file per value family.
//!
//! [`Test`] is one condition key test, compiled; its [`Outcome`] says whether it
//! holds, why, and on which undocumented points that rests. [`Cells`] are the values
//! of one key on which all its tests are constant.

mod address;
mod arn;
mod cells;
mod exact;
mod ordered;
mod outcome;
mod string;
mod template;
mod test;
mod text;

pub use crate::language::{Base, Comparison, Operator, SetPrefix, operator_names};
pub use address::Addresses;
pub use arn::Arns;
pub use cells::{Cell, Cells, Uncut, any_case};
pub use exact::{Binaries, Truths};
pub use ordered::{Dates, Numbers};
pub use outcome::{Caveats, Outcome, Why};
pub use string::{Mode, Strings};
pub(crate) use template::Gap;
pub use template::Template;
pub use test::{Operands, Options, Test};

#[cfg(test)]
mod tests;
