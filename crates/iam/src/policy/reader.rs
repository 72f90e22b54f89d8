//! One pass over a policy: what was asked for, and what was found so far. How a policy
//! is read, and what is checked of it, both write here.

use super::model::{Casing, PolicyKind};
use crate::language::{Version, Vocabulary};
use crate::problem::{Code, Collector, Problem};
use crate::span::Span;

/// How a policy is to be read.
#[derive(Clone, Copy, Debug)]
pub struct ReadOptions<'v> {
    /// Where it is attached.
    pub kind: PolicyKind,
    /// Whether the case of element names counts.
    pub casing: Casing,
    /// The names that are known.
    pub vocabulary: &'v Vocabulary,
}

/// A pass over one policy.
pub(super) struct Reader<'v> {
    pub(super) options: ReadOptions<'v>,
    pub(super) problems: Collector,
    /// `None` when the `Version` is one that AWS does not have.
    pub(super) version: Option<Version>,
    pub(super) case_folded: bool,
    /// The policy is `RCPFullAWSAccess`, which may do what others may not.
    pub(super) is_full_access: bool,
}

impl Reader<'_> {
    /// Notes a problem; `build` only runs when it will be kept.
    #[cold]
    #[inline(never)]
    pub(super) fn report(&mut self, code: Code, span: Span, build: impl FnOnce() -> Problem) {
        self.problems.report(code, span, build);
    }
}
