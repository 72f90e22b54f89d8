//! The values that policies compare: how each kind is written, and compared.

pub mod arn;
pub mod cidr;
pub mod date;
pub mod number;
pub mod wildcard;
