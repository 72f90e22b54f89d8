//! What the user says beside the files.

use vestibule_wire::Kind;

/// What is known beside the files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The account whose outputs they are, where neither an output nor a name says it.
    pub account: Option<String>,
    /// The kinds of policies of which the files have all that there are.
    pub complete: Vec<Kind>,
}

impl Options {
    pub(crate) fn is_complete(&self, kind: Kind) -> bool {
        self.complete.contains(&kind)
    }
}
