//! What a user saw whose sign-in was denied, or what was recorded of it. It belongs to the page and
//! to no workspace: no case file, link or store has it.

use implicit_clone::unsync::IString;
use vestibule_syntax::limits::DOCUMENT_BYTES;
use vestibule_wire::Request;

use super::State;
use super::scenario::Scenario;
use super::view::{Panel, Tab};
use crate::analysis::topics::Topic;
use crate::analysis::topics::denial::DenialAsked;
use crate::evaluate::case;

/// So many rows are held against a text that does not say who saw it.
const ROWS: usize = 100;

/// What was seen, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// As typed or pasted.
    pub text: IString,
    /// The row of the sign-in that it is about, where somebody told.
    pub about: Option<u32>,
    /// The text that it took the place of.
    pub earlier: IString,
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeenEdit {
    /// As typed.
    Text(IString),
    About(Option<u32>),
    /// Another text in the place of what was typed, which is kept.
    Instead(IString),
    /// The text of before takes its place.
    Earlier,
}

impl Seen {
    fn edit(&mut self, edit: SeenEdit) {
        match edit {
            SeenEdit::Text(text) => self.text = text,
            SeenEdit::About(row) => self.about = row,
            SeenEdit::Instead(text) if text == self.text => {}
            SeenEdit::Instead(text) => {
                let before = std::mem::replace(&mut self.text, text);
                if !before.trim().is_empty() {
                    self.earlier = before;
                }
                self.about = None;
            }
            SeenEdit::Earlier => std::mem::swap(&mut self.text, &mut self.earlier),
        }
    }

    /// True for what is not read, because it is so long.
    pub fn is_too_long(&self) -> bool {
        self.text.len() > DOCUMENT_BYTES
    }
}

impl State {
    pub(super) fn edit_seen(&mut self, edit: SeenEdit) {
        self.seen.edit(edit);
    }

    /// Shows why somebody was denied who saw this.
    pub(super) fn explain_denial(&mut self, text: IString) {
        self.seen.edit(SeenEdit::Instead(text));
        self.dialog = None;
        self.show_tab(Tab::Denials);
        self.panel = Panel::SignIns;
    }

    /// The row that it is about, by its place.
    fn row_of_seen(&self) -> Option<(usize, &Scenario)> {
        let about = self.seen.about?;
        let mut rows = self.workspace.scenarios.iter().enumerate();
        let (place, row) = rows.find(|(_, row)| row.id == about)?;
        Some((place, &**row))
    }

    /// The name of that row in the case file.
    pub fn request_of_seen(&self) -> Option<String> {
        let (place, row) = self.row_of_seen()?;
        named(place, case::request(row)).name
    }

    /// What the pane asks.
    pub(super) fn denial_asked(&self) -> Option<Topic> {
        if self.seen.text.trim().is_empty() || self.seen.is_too_long() {
            return None;
        }
        let scenarios = self.workspace.scenarios.iter().enumerate();
        let mut rows: Vec<Request> = scenarios
            .take(ROWS)
            .map(|(place, row)| named(place, case::request(row)))
            .collect();
        let request = self.row_of_seen().map(|(place, row)| {
            if place >= ROWS {
                rows.push(named(place, case::request(row)));
            }
            place.min(ROWS)
        });
        Some(Topic::Denial(Box::new(DenialAsked {
            text: self.seen.text.clone(),
            rows,
            request,
        })))
    }
}

/// A request by the name that it has in a case file with all rows.
fn named(place: usize, request: Request) -> Request {
    Request {
        name: request.name.or_else(|| Some(format!("requests[{place}]"))),
        expect: None,
        ..request
    }
}
