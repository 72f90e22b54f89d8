//! Exit statuses: a part of the public contract.

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Done, and nothing is wrong.
    Done = 0,
    /// An error finding in `check`, an unmet expectation in `test`.
    Wrong = 1,
    /// Input or arguments that cannot be used; clap exits so as well.
    Unusable = 2,
}
