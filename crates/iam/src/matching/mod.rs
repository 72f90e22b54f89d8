//! Does a statement apply to a request? Compile once, match many times.

mod load;
mod principal;
mod resource;
mod statement;
#[cfg(test)]
mod tests;
mod trace;

pub use crate::truth::Truth;
pub use load::Load;
pub use principal::{Caller, CallerMatcher, Identity, PrincipalName};
pub use resource::{ResourceMatcher, ResourcePattern, ResourceRef};
pub use statement::{CompiledPolicy, CompiledStatement, MatchRequest, PlacedTest};
pub use trace::{StatementTrace, TestTrace};
