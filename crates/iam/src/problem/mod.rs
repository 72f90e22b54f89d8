//! What is wrong with a document: data with a stable code, never a bare string.

mod code;

pub use code::Code;
pub use vestibule_syntax::diagnostic::{Arg, Message, Severity, code, codes, quoted};
pub use vestibule_syntax::nearest::nearest;

/// One thing that is wrong with a document, where, and what to do about it.
pub type Problem = vestibule_syntax::diagnostic::Problem<Code>;

pub(crate) type Collector = vestibule_syntax::diagnostic::Collector<Code>;
