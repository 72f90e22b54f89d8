//! A case file ↔ the text that a link packs.
//!
//! The text is the case file as JSON without white space. A document stands in
//! it as its own JSON where that is sound, else as a list of one string, its
//! text; a string is a path, as in any case file.

use vestibule_iam::document::Document;
use vestibule_iam::json::{self, Value, json_string};
use vestibule_iam::message;
use vestibule_iam::sort;
use vestibule_iam::span::Span;
use vestibule_wire::{CaseFile, ContextValue, DocumentText, Finding, Ordered, VERSION, read_text};

use crate::error::Error;
use crate::{documents, layout};

/// Stands behind a name that a list of context keys has had before, once for
/// each time, since in JSON a second member of that name would be lost.
const AGAIN: char = '\0';

/// The text of a case.
pub(crate) fn write(case: &CaseFile) -> Result<String, Error> {
    if case.organization.is_some() {
        return Err(Error::organization());
    }
    let mut case = case.clone();
    let mut pieces = Vec::new();
    for document in documents::of_file(&mut case) {
        pieces.push(piece(document));
        *document = DocumentText::from_path("");
    }
    for context in contexts(&mut case) {
        mark_repeated(context);
    }
    let text = case.to_json().ok_or_else(Error::case_too_large)?;
    let parsed = Document::parse(text);
    let places = documents::of_text(&parsed.root);
    if places.len() != pieces.len() {
        // More text than the reader takes.
        return Err(Error::case_too_large());
    }
    let mut slots: Vec<(Span, &String)> =
        places.iter().map(|node| node.span).zip(&pieces).collect();
    sort::by_key(&mut slots, |(span, _)| span.start);
    let mut out = String::new();
    let mut from = 0;
    for (span, piece) in slots {
        let before = Span::new(from, span.start);
        out.push_str(before.of(&parsed.text).unwrap_or_default());
        out.push_str(piece);
        from = span.end;
    }
    out.push_str(parsed.text.get(from as usize..).unwrap_or_default());
    Ok(out)
}

/// The case of a text.
pub(crate) fn read(text: &str) -> Result<CaseFile, Error> {
    let mut case: CaseFile = read_text(text).map_err(|findings| {
        let error = findings.into_iter().find(Finding::is_error);
        let reason = error.map(|finding| finding.message);
        Error::not_a_case(reason.unwrap_or_else(|| message!("it cannot be read")))
    })?;
    if case.vestibule != VERSION {
        return Err(Error::newer(case.vestibule));
    }
    if case.organization.is_some() {
        return Err(Error::not_a_case(vestibule_wire::not_answered().message));
    }
    for document in documents::of_file(&mut case) {
        if let Some(text) = document.text().and_then(document_text) {
            *document = DocumentText::new(text);
        }
    }
    for context in contexts(&mut case) {
        for (name, _) in &mut context.0 {
            name.truncate(name.trim_end_matches(AGAIN).len());
        }
    }
    Ok(case)
}

/// Every list of context keys.
fn contexts(case: &mut CaseFile) -> impl Iterator<Item = &mut Ordered<ContextValue>> {
    let of_people = case.grid.people.iter_mut();
    let of_people = of_people.map(|person| &mut person.context);
    let of_requests = case.requests.iter_mut();
    of_people.chain(of_requests.map(|request| &mut request.context))
}

fn piece(document: &DocumentText) -> String {
    let Some(text) = document.text() else {
        return json_string(document.reference().unwrap_or_default());
    };
    let parsed = json::parse(text);
    if parsed.problems.is_empty() && matches!(parsed.root.value, Value::Object(_)) {
        layout::compact(text)
    } else {
        format!("[{}]", json_string(text))
    }
}

/// The text of a document that stands as JSON; `None` for one that stands as it is.
fn document_text(text: &str) -> Option<String> {
    if text.starts_with('{') {
        return Some(layout::pretty(text));
    }
    let parsed = json::parse_any_length(text);
    match parsed.root.elements() {
        [only] if parsed.problems.is_empty() => only.as_str().map(ToOwned::to_owned),
        _ => None,
    }
}

fn mark_repeated(context: &mut Ordered<ContextValue>) {
    for index in 1..context.0.len() {
        let (before, rest) = context.0.split_at_mut(index);
        if let Some((name, _)) = rest.first_mut() {
            while before.iter().any(|(other, _)| other == name) {
                name.push(AGAIN);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::document_text;

    #[test]
    fn a_text_stands_alone_in_a_list_that_is_sound() {
        assert_eq!(document_text(r#"["a"]"#).as_deref(), Some("a"));
        for broken in [
            r#"["a""#,
            r#"["a"] x"#,
            r#"["a",]"#,
            r#"["a", "b"]"#,
            "[1]",
            "[]",
            r#""a""#,
        ] {
            assert_eq!(document_text(broken), None, "{broken}");
        }
    }
}
