//! Where in the files of a case something stands.

use vestibule_wire::{Case, Span, short_name};

/// `line 12` of the case file, `rcp.json:12` of another.
pub(crate) fn place_of(case: &Case, path: Option<&str>, span: Option<Span>) -> Option<String> {
    let location = case.locate(path, span?)?;
    Some(match location.file {
        Some(file) => format!("{}:{}", short_name(file), location.line()),
        None => format!("line {}", location.line()),
    })
}
