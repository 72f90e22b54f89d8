//! A place of the input that something is said of.

use vestibule_wire::Range;

use crate::first::state::field::Field;
use crate::text;

/// A field, and for a text the range in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) field: Field,
    pub(crate) range: Option<Range>,
    /// What the field is called.
    pub(crate) name: String,
}

impl Place {
    /// Beside its field: `line 3, column 5`.
    pub(crate) fn short(&self) -> String {
        match self.range {
            Some(range) => text::line_and_column(range.start.line, range.start.character),
            None => self.name.clone(),
        }
    }

    /// Anywhere: `RCP perimeter, line 3, column 5`.
    pub(crate) fn long(&self) -> String {
        match self.range {
            Some(_) => format!("{}, {}", self.name, self.short()),
            None => self.name.clone(),
        }
    }
}
