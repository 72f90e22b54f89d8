//! The words of the policy language, one grammar each.

mod effect;
mod version;

pub use effect::Effect;
pub use version::Version;
