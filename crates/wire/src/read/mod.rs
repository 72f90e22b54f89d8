//! Reading our types from JSON text, with a place for everything that is wrong.

mod deserializer;
mod error;

use std::cell::RefCell;

use serde::Deserialize;
use vestibule_iam::document::Document;

use error::Notes;

use crate::finding::Finding;
use crate::place::Place;
use deserializer::NodeDeserializer;

/// Reads a value of type `T` from a document. The second part is everything
/// that is wrong with it; the first is `None` when no value could be made.
pub(crate) fn read<'de, T: Deserialize<'de>>(document: &Document) -> (Option<T>, Vec<Finding>) {
    let notes = RefCell::new(Notes::default());
    let reader = NodeDeserializer::new(&document.root, &document.text, Place::Root, &notes);
    let value = T::deserialize(reader);
    let mut notes = notes.into_inner();
    let value = match value {
        Ok(value) => Some(value),
        Err(error) => {
            notes.push(error);
            None
        }
    };
    (value, notes.findings(&document.lines))
}

/// Reads a single value of the contract, such as a request or the policies,
/// from JSON text.
///
/// # Errors
/// Everything that is wrong, with its place in `text`.
pub fn read_text<'de, T: Deserialize<'de>>(text: &str) -> Result<T, Vec<Finding>> {
    let document = Document::parse(text);
    let (value, mut findings) = read(&document);
    let of_json = document.problems.iter();
    let of_json = of_json.map(|problem| Finding::from_problem(problem, &document.lines));
    findings.splice(0..0, of_json);
    match value {
        Some(value) if !findings.iter().any(Finding::is_error) => Ok(value),
        _ => Err(findings),
    }
}
