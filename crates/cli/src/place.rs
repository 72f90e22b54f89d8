//! Where in the files of a case something stands.

use vestibule_answers::words::Place;
use vestibule_wire::{Case, Span, short_name};

/// `line 12` of the case file, `rcp.json:12` of another.
pub(crate) fn place_of(case: &Case, path: Option<&str>, span: Option<Span>) -> Option<String> {
    let place = located(case, path, span)?;
    Some(match place.file {
        Some(file) => format!("{}:{}", short_name(&file), place.line),
        None => format!("line {}", place.line),
    })
}

/// The file and the line.
pub(crate) fn located(case: &Case, path: Option<&str>, span: Option<Span>) -> Option<Place> {
    let location = case.locate(path, span?)?;
    Some(Place {
        file: location.file.map(str::to_owned),
        line: location.line(),
    })
}
