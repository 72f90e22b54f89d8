//! The words of the page, in the user's language.
//!
//! Messages are [Fluent]: `text/en/AREA.ftl` and `text/ja/AREA.ftl` hold those
//! whose ids begin with `AREA-`. A test reads the sources and holds that every
//! id they name exists in both languages, with the variables they hand over, and
//! that every message is used. So ids are literals where they are said:
//!
//! ```ignore
//! let text = use_text();
//! text.say(id!("table-title"))                           // the message
//! text.with(id!("table-count"), &[("count", 3.into())])  // with variables
//! text.nodes(id!("guide-first"), &[("key", key.into())]) // `code` in it set as code
//! text.of("outcome", outcome.name())                     // "outcome-allowed"
//! text.remark(&finding.message)                          // what a crate says, also of its help
//! ```
//!
//! `id!` has the compiler look up the place of the message, so that the page does
//! not carry the id for each time that it is said. What [`Text::of`] puts together
//! is listed in `tests/families.rs`; an id that is chosen elsewhere than where it is
//! said goes through [`id`].
//!
//! [Fluent]: https://projectfluent.org

/// The place of a message in the tables.
macro_rules! id {
    ($id:literal) => {
        const { $crate::text::Id::of($id) }
    };
}

mod bundle;
mod id;
mod language;
mod marks;
mod nodes;
mod provider;
mod remark;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use id::Id;
pub(crate) use language::Language;
pub(crate) use nodes::{nodes, parts};
pub(crate) use provider::{TextProvider, use_text};
pub(crate) use value::Value;

use std::borrow::Cow;
use std::rc::Rc;

use yew::{AttrValue, Html};

use bundle::Bundle;
use id::Name;

/// Marks a message id that is chosen here and said elsewhere.
pub(crate) const fn id(id: &'static str) -> &'static str {
    id
}

/// What the page says, in one language. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Text(Rc<Bundle>);

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.language() == other.language()
    }
}

impl Text {
    /// The words of that language.
    pub(crate) fn new(language: Language) -> Self {
        Self(Rc::new(Bundle::new(language)))
    }

    /// Of those words what an example in a page of documentation says.
    pub(crate) fn of_element(language: Language) -> Self {
        Self(Rc::new(Bundle::of_element(language)))
    }

    /// No words at all.
    pub(crate) fn silent() -> Self {
        Self(Rc::new(Bundle::silent()))
    }

    /// The language.
    pub(crate) fn language(&self) -> Language {
        self.0.language()
    }

    /// A message without variables.
    pub(crate) fn say(&self, id: impl Name) -> AttrValue {
        self.with(id, &[])
    }

    /// A message with variables. Numbers are grouped and choose the plural form.
    pub(crate) fn with(&self, id: impl Name, variables: &[(&str, Value)]) -> AttrValue {
        self.formatted(id, variables).into()
    }

    /// The message `FAMILY-NAME`, for names that come from an enum.
    pub(crate) fn of(&self, family: &str, name: &str) -> AttrValue {
        self.say(&format!("{family}-{name}"))
    }

    /// A message whose code, in backticks, is set as code. A backtick inside a
    /// variable is the user's own and shown as such.
    pub(crate) fn nodes(&self, id: impl Name, variables: &[(&str, Value)]) -> Html {
        let literal = variables.iter().map(|(name, value)| match value {
            Value::Text(text) => (*name, nodes::literal(text).into()),
            other => (*name, other.clone()),
        });
        let literal: Vec<(&str, Value)> = literal.collect();
        nodes(&self.formatted(id, &literal))
    }

    fn formatted(&self, id: impl Name, variables: &[(&str, Value)]) -> Cow<'static, str> {
        id.said(&self.0, variables)
    }
}
