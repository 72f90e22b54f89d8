//! The values that policies compare: how each kind is written, how two compare, and
//! into which parts several operands cut all texts.

pub mod arn;
pub mod base64;
pub mod cidr;
pub mod date;
pub mod number;
pub mod wildcard;

/// There are more parts, or finding them takes more steps, than the limits allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;
