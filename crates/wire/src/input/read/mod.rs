//! Reading our types from JSON text, with a place for everything that is wrong.

mod deserializer;
mod error;
mod variant;

use std::cell::RefCell;

use serde::Deserialize;
use vestibule_iam::document::Document;

use error::{Error, Notes};

use crate::contract::finding::Finding;
use crate::input::place::Place;
use deserializer::NodeDeserializer;

/// Reads a value of type `T` from a document. The second part is everything
/// that is wrong with it; the first is `None` when no value could be made.
pub(crate) fn read<'de, T: Deserialize<'de>>(document: &Document) -> (Option<T>, Vec<Finding>) {
    let notes = RefCell::new(Notes::default());
    let reader = NodeDeserializer::new(&document.root, &document.text, Place::Root, &notes);
    let value = T::deserialize(reader);
    let (value, error) = match value {
        Ok(value) => (Some(value), None),
        Err(error) => (None, Some(error)),
    };
    (value, findings(notes.into_inner(), error, document))
}

// Out of line, since what is generic here is there once more for each type of the contract.
#[inline(never)]
fn findings(mut notes: Notes, error: Option<Error>, document: &Document) -> Vec<Finding> {
    if let Some(error) = error {
        notes.push(error);
    }
    notes.findings(&document.lines)
}

/// Reads a single value of the contract, such as a request or the policies,
/// from JSON text.
///
/// # Errors
/// Everything that is wrong, with its place in `text`.
pub fn read_text<'de, T: Deserialize<'de>>(text: &str) -> Result<T, Vec<Finding>> {
    let document = Document::parse(text);
    let (value, findings) = read(&document);
    if document.problems.is_empty() && findings.is_empty() {
        return value.ok_or(findings);
    }
    let findings = with_json(&document, findings);
    match value {
        Some(value) if !findings.iter().any(Finding::is_error) => Ok(value),
        _ => Err(findings),
    }
}

/// Before the findings those of the JSON.
#[inline(never)]
fn with_json(document: &Document, findings: Vec<Finding>) -> Vec<Finding> {
    let of_json = document.problems.iter();
    let of_json = of_json.map(|problem| Finding::from_problem(problem, &document.lines));
    of_json.chain(findings).collect()
}
