//! Every bound on size, depth and work, in one place.
//!
//! Bounds are counted and never timed, so that an answer does not depend on the
//! machine. All of them are far above what AWS stores. `docs/limits.md` lists them,
//! held to this file by a test.

/// One bound, for documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The name of its constant.
    pub name: &'static str,
    /// The figure.
    pub figure: u64,
    /// What is bounded, with the unit of the figure.
    pub what: &'static str,
    /// What the user gets over it: the code of a finding, or a sentence.
    pub over: &'static str,
}

macro_rules! limits {
    ($($(#[doc = $doc:literal])+ $name:ident: $type:ty = $figure:expr, $what:literal, $over:literal;)+) => {
        $($(#[doc = $doc])+ pub const $name: $type = $figure;)+

        /// All of them, in the order of this file.
        pub const ALL: &[Limit] = &[$(Limit {
            name: stringify!($name),
            figure: $name as u64,
            what: $what,
            over: $over,
        }),+];
    };
}

limits! {
    /// The longest text that is read as JSON, in bytes.
    DOCUMENT_BYTES: usize = 1 << 20,
        "bytes of a policy document, a case file or a share link", "`document-too-large`";
    /// The deepest nesting of JSON that is read.
    DOCUMENT_DEPTH: usize = 64,
        "levels of nested JSON", "`nesting-too-deep`";
    /// The most statements of a policy that are read.
    STATEMENTS: usize = 10_000,
        "statements of a policy", "`policy-too-large`";
}
