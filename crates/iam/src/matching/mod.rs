//! Does a statement apply to a request? Compile once, match many times.

mod principal;
mod resource;
mod statement;

pub use crate::truth::Truth;
pub use principal::{Caller, Identity};
pub use resource::ResourceRef;
pub use statement::{CompiledPolicy, CompiledStatement, MatchRequest, StatementTrace, TestTrace};
