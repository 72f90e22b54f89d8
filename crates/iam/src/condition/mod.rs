//! Condition key tests, compiled: one file per value family.
//!
//! [`Test`] is one condition key test, compiled; its [`Outcome`] says whether it
//! holds, why, and on which undocumented points that rests.

mod address;
mod arn;
mod exact;
mod ordered;
mod outcome;
mod string;
mod template;
mod test;
mod text;

pub use crate::language::{Base, Comparison, Family, Operator, SetPrefix, operator_names};
pub use address::Addresses;
pub use arn::Arns;
pub use exact::{Binaries, Truths};
pub use ordered::{Dates, Numbers};
pub use outcome::{Caveats, Outcome, Why};
pub use string::{Mode, Strings};
pub(crate) use template::Gap;
pub use template::Template;
pub use test::{Operands, Options, Test};
pub use text::any_case;

#[cfg(test)]
mod tests;
