//! What is asked, and one of the answers.

use serde::Serialize;
use vestibule_l10n::Text;
use vestibule_wire::Layer;

use crate::used::Used;

/// What is asked about: a place in the text of a document.
pub struct Asked<'a> {
    /// The text of the document.
    pub text: &'a str,
    /// In bytes.
    pub offset: u32,
    /// The layer that the document is a policy of.
    pub layer: Layer,
    /// The language of the answer.
    pub words: &'a Text,
    /// What the other documents and the sign-ins name.
    pub used: &'a Used,
}

/// One of the things that could be written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// What is shown of it.
    pub label: String,
    /// A few words beside the label.
    pub detail: Option<String>,
    /// For its sign: the editor's word for what it is.
    pub kind: &'static str,
    /// What is written.
    pub insert: String,
    /// `insert` has fields to step through.
    pub fields: bool,
    /// The name of the [`Topic`](crate::topics::Topic) that explains it.
    pub topic: Option<String>,
    /// The higher, the further up.
    pub rank: i8,
}
