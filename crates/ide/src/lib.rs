//! What an editor knows of the policy language: what completes, what a word
//! means, how a text is laid out. Pure; the editor asks, and everything is read
//! with the reader that never gives up, so half-typed text is no obstacle. What
//! may stand where, and which keys exist when, comes from the evaluator.

#[macro_use(id)]
extern crate vestibule_l10n;

mod asked;
pub mod content;
pub mod format;
mod options;
mod place;
pub mod regions;
mod skeleton;
#[cfg(test)]
mod tests;
pub mod topics;
pub mod used;
mod values;

pub use asked::{Asked, Choice};
use serde::Serialize;
pub use skeleton::{Beginning, beginnings};
use vestibule_iam::document::Document;
use vestibule_iam::span::Span;
use vestibule_syntax::visible::visible;

use content::Content;
use place::{Place, Slot};
use topics::Topic;

/// What could be written at a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Completion {
    /// What is replaced; in bytes until [`Offsets`] turns it into the editor's.
    pub from: u32,
    /// The end of that.
    pub to: u32,
    /// All that could be written, the best first by [`Choice::rank`].
    pub options: Vec<Choice>,
}

/// What a word means, and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hover {
    /// Where the word begins, in bytes until [`Offsets`] turns it into the editor's.
    pub from: u32,
    /// Where the word ends.
    pub to: u32,
    /// The explanation.
    pub content: Content,
}

/// What could be written at the place that is asked about.
pub fn complete(asked: &Asked<'_>) -> Option<Completion> {
    let document = Document::parse(asked.text);
    let place = place::find(asked.text, &document.root, asked.offset)?;
    let mut options = options::of(asked, &place);
    // What is written is as it was; what is shown is seen.
    for Choice { label, .. } in &mut options {
        *label = visible(label).into_owned();
    }
    let replaced = place.token.replaced();
    (!options.is_empty()).then_some(Completion {
        from: replaced.start,
        to: replaced.end,
        options,
    })
}

/// What the word at the place means.
pub fn hover(asked: &Asked<'_>) -> Option<Hover> {
    let document = Document::parse(asked.text);
    let place = place::find(asked.text, &document.root, asked.offset)?;
    let span = place.token.span;
    if span.is_empty() {
        return None;
    }
    let content = topic(asked, &place)?.about(asked.words, asked.layer)?;
    Some(Hover {
        from: span.start,
        to: span.end,
        content,
    })
}

fn topic(asked: &Asked<'_>, place: &Place<'_>) -> Option<Topic> {
    let Span { start, end } = place.token.replaced();
    let end = end - u32::from(place.token.closed);
    let word = Span::new(start, end).of(asked.text)?.to_owned();
    Some(match (place.slot, place.path.as_slice()) {
        (Slot::Key, [] | ["Statement"]) => Topic::Element(word),
        (Slot::Key, ["Statement", "Condition"]) => Topic::Operator(word),
        (Slot::Key, ["Statement", "Condition", _]) => Topic::Key(word),
        (Slot::Value, ["Statement", "Action" | "NotAction"]) => Topic::Action(word),
        (Slot::Value, ["Statement", "Effect"]) => Topic::Element("Effect".to_owned()),
        _ => return None,
    })
}

/// Byte offsets to the UTF-16 offsets of editors, and back.
pub struct Offsets<'t>(&'t str);

impl<'t> Offsets<'t> {
    /// The offsets of a text.
    pub fn of(text: &'t str) -> Self {
        Self(text)
    }

    /// The UTF-16 offset of a byte offset.
    pub fn utf16(&self, byte: u32) -> u32 {
        let end = self.0.floor_char_boundary(byte as usize);
        let before = self.0.get(..end).unwrap_or(self.0);
        let units = if before.is_ascii() {
            before.len()
        } else {
            before.chars().map(char::len_utf16).sum()
        };
        u32::try_from(units).unwrap_or(u32::MAX)
    }

    /// The byte offset of a UTF-16 offset.
    pub fn byte(&self, utf16: u32) -> u32 {
        let wanted = utf16 as usize;
        let ascii = self.0.get(..wanted).is_some_and(str::is_ascii);
        let byte = if ascii {
            wanted
        } else {
            let mut units = 0;
            let behind = self.0.char_indices().find(|(_, c)| {
                let reached = units >= wanted;
                units += c.len_utf16();
                reached
            });
            behind.map_or(self.0.len(), |(at, _)| at)
        };
        u32::try_from(byte).unwrap_or(u32::MAX)
    }
}
