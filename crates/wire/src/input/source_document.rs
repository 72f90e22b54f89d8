//! The documents of a case.

use std::sync::Arc;

use vestibule_iam::document::Document;

use super::aws_output::Form;
use crate::contract::document::Origin;
use crate::contract::words::Layer;

/// A document of a case, with where it came from.
#[derive(Debug)]
pub struct SourceDocument {
    /// The layer of its policies.
    pub layer: Layer,
    /// Its entry in the case file: `policies.resourceControl[0]`.
    pub path: String,
    /// The file it was read from, when the case told a path.
    pub file: Option<String>,
    /// The ARN that names it, when the case told one.
    pub(crate) arn: Option<String>,
    /// What it is the output of.
    pub form: Form,
    /// The text and its lines; one for all entries that name the same file.
    pub(crate) document: Arc<Document>,
    /// False when it stands in a file of which nothing could be read.
    pub is_read: bool,
    pub(crate) origin: Option<Origin>,
}

impl SourceDocument {
    /// Its JSON without white space.
    pub fn json(&self) -> String {
        self.document.root.to_compact_string()
    }

    /// True when the text means one thing: nothing had to be guessed, and no key stands
    /// twice.
    pub fn is_sound(&self) -> bool {
        self.document.is_sound()
    }
}

/// A policy that was read: which document holds it.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    pub(crate) name: Arc<str>,
    pub(crate) document: usize,
}
