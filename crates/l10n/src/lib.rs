//! The words of vestibule's page, of its examples in documentation and of the command, in the
//! user's language.
//!
//! Messages are [Fluent]: `text/en/AREA.ftl` and `text/ja/AREA.ftl` hold those
//! whose ids begin with `AREA-`. A test reads the sources of those who speak and holds that every
//! id they name exists in both languages, with the variables they hand over, and
//! that every message is used. So ids are literals where they are said:
//!
//! ```ignore
//! text.say(id!("table-title"))                           // the message
//! text.with(id!("table-count"), &[("count", 3.into())])  // with variables
//! text.nodes(id!("guide-first"), &[("key", key.into())]) // `code` in it set as code (the page)
//! text.of("outcome", outcome.name())                     // "outcome-allowed"
//! text.message(&finding.message)                         // what a crate says, also of its help
//! text.phrase(&line.head)                                // what an answer says, in pieces
//! ```
//!
//! `id!` has the compiler look up the place of the message, so that a program does
//! not carry the id for each time that it is said. What [`Text::of`] puts together
//! is listed in `tests/families.rs`; an id that is chosen elsewhere than where it is
//! said goes through [`id`].
//!
//! [Fluent]: https://projectfluent.org

/// The place of a message in the tables.
#[macro_export]
macro_rules! id {
    ($id:literal) => {
        const { $crate::Id::of($id) }
    };
}

mod bundle;
mod code;
mod id;
mod language;
mod marks;
mod message;
mod name;
#[cfg(test)]
mod tests;
mod value;

pub use code::{Piece, parts, pieces};
pub use id::Id;
pub use implicit_clone::unsync::IString;
pub use language::Language;
pub use name::Name;
pub use value::Value;

use std::borrow::Cow;
use std::rc::Rc;

use bundle::Bundle;

/// Marks a message id that is chosen here and said elsewhere.
pub const fn id(id: &'static str) -> &'static str {
    id
}

/// What the page says, in one language. Cheap to clone.
#[derive(Clone)]
pub struct Text(Rc<Bundle>);

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.language() == other.language()
    }
}

impl Text {
    /// The words of that language.
    pub fn new(language: Language) -> Self {
        Self(Rc::new(Bundle::new(language)))
    }

    /// Of those words what an example in a page of documentation says.
    pub fn of_element(language: Language) -> Self {
        Self(Rc::new(Bundle::of_element(language)))
    }

    /// What the command says.
    pub fn of_command(language: Language) -> Self {
        Self(Rc::new(Bundle::of_command(language)))
    }

    /// The words of answers about all sign-ins, of explained decisions, of the documentation of
    /// rules, and of what is said of the user's input, and no others.
    pub fn of_answers(language: Language) -> Self {
        Self(Rc::new(Bundle::of_answers(language)))
    }

    /// No words at all.
    pub fn silent() -> Self {
        Self(Rc::new(Bundle::silent()))
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.0.language()
    }

    /// A message without variables.
    pub fn say(&self, id: impl Name) -> IString {
        self.with(id, &[])
    }

    /// A message with variables. Numbers are grouped and choose the plural form.
    pub fn with(&self, id: impl Name, variables: &[(&str, Value)]) -> IString {
        self.formatted(id, variables).into()
    }

    /// The message `FAMILY-NAME`, for names that come from an enum.
    pub fn of(&self, family: &str, name: &str) -> IString {
        self.say(&format!("{family}-{name}"))
    }

    /// A message in pieces: its code, in backticks, and what stands around it. A backtick inside a
    /// variable is the user's own and part of its piece.
    pub fn pieces(&self, id: impl Name, variables: &[(&str, Value)]) -> Vec<Piece> {
        let literal = variables.iter().map(|(name, value)| match value {
            Value::Text(text) => (*name, code::literal(text).into()),
            other => (*name, other.clone()),
        });
        let literal: Vec<(&str, Value)> = literal.collect();
        pieces(&self.formatted(id, &literal))
    }

    fn formatted(&self, id: impl Name, variables: &[(&str, Value)]) -> Cow<'static, str> {
        id.said(&self.0, variables)
    }
}
