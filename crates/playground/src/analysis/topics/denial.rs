//! Why somebody was denied: of what they saw, of events, or of a record of Access Troubleshooter.

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_answers::{Beside, explain_denial, words};
use vestibule_l10n::Text;
use vestibule_wire::{
    Agreement, Case, DecidedBy, DenialSource, DenialVerdict, NoFiles, Outcome, Range, Request,
};

use super::super::answer::{Line, Order};
use super::super::engine::{case_of_order, said, whole_case_of_order};
use crate::evaluate::case;

/// So many lines go to the page.
const LINES: usize = 1_000;

/// What was seen, and which sign-ins it may be about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DenialAsked {
    pub text: IString,
    /// Sign-ins of the table, by their names in its case file.
    pub rows: Vec<Request>,
    /// The one of them that it is about, where somebody told.
    pub request: Option<usize>,
}

/// Why somebody was denied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DenialTold {
    pub source: DenialSource,
    pub verdict: DenialVerdict,
    /// Whether the policies agree; `None` where none are held against it.
    pub agreement: Option<Agreement>,
    /// Titles, and what belongs to each below it. The first is the answer in a sentence.
    pub sections: Vec<DenialLine>,
    /// How many lines had no room.
    pub left_out: usize,
}

/// A line that may name a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DenialLine {
    /// Nothing stands below this line itself.
    pub line: Line,
    /// The document and the place in it of the statement.
    pub at: Option<(u32, Range)>,
    pub below: Vec<Self>,
}

impl DenialTold {
    /// The sign of the answer in a sentence; `None` where no policy denied anything.
    pub fn outcome(&self) -> Option<Outcome> {
        if self.agreement == Some(Agreement::Differs) {
            return Some(Outcome::Denied);
        }
        match self.verdict {
            DenialVerdict::Denied => Some(Outcome::Denied),
            DenialVerdict::PerhapsDenied | DenialVerdict::Unrecognized => Some(Outcome::Unknown),
            DenialVerdict::NotDenied => None,
        }
    }

    /// True where it may be about any sign-in of the table.
    pub fn is_of_anybody(&self) -> bool {
        self.source == DenialSource::Message && self.verdict >= DenialVerdict::PerhapsDenied
    }
}

pub(super) fn told(text: &Text, order: &Order, asked: &DenialAsked) -> DenialTold {
    // Which account was signed in to is not always told.
    let is_held = has_policies(order) && order.rules.organization.is_none();
    let case = is_held.then(|| held_against(order, &asked.rows));
    let beside = Beside {
        case: case.as_ref(),
        request: asked.request,
    };
    let found = explain_denial(asked.text.as_bytes(), beside);
    let mut room = Room {
        text,
        paths: case::file(&order.rules).1,
        told: 0,
    };
    let sections = found.sections.into_iter();
    let sections = sections.map(|section| room.section(section)).collect();
    DenialTold {
        source: found.answer.source,
        verdict: found.answer.verdict,
        agreement: found.answer.agreement,
        sections,
        left_out: room.told.saturating_sub(LINES),
    }
}

/// Without policies there is nothing to agree with.
fn has_policies(order: &Order) -> bool {
    let mut documents = order.rules.documents.iter();
    documents.any(|document| !document.is_blank())
}

/// The case with all that its file says, and the policies as the page has them, so that places
/// are those of their texts.
fn held_against(order: &Order, rows: &[Request]) -> Case {
    let mut file = whole_case_of_order(order).file().clone();
    file.policies = case_of_order(order).file().policies.clone();
    file.requests = rows.to_vec();
    Case::new(file, &NoFiles)
}

struct Room<'t> {
    text: &'t Text,
    paths: case::Paths,
    /// How many lines there are so far.
    told: usize,
}

impl Room<'_> {
    fn section(&mut self, section: words::Section) -> DenialLine {
        let title = words::Line::of(section.title);
        DenialLine {
            line: super::super::engine::sentence(self.text, title),
            at: None,
            below: self.lines(section.lines),
        }
    }

    fn lines(&mut self, all: Vec<words::Line>) -> Vec<DenialLine> {
        let mut lines = Vec::new();
        for mut line in all {
            self.told += 1;
            let has_room = self.told <= LINES;
            let below = self.lines(std::mem::take(&mut line.below));
            if has_room {
                lines.push(DenialLine {
                    at: line.statements.first().and_then(|by| self.place(by)),
                    line: said(self.text, line),
                    below,
                });
            }
        }
        lines
    }

    fn place(&self, by: &DecidedBy) -> Option<(u32, Range)> {
        let path = by.path.as_deref()?;
        let mut paths = self.paths.iter();
        let (_, id) = paths.find(|(known, _)| known == path)?;
        Some((*id, by.range?))
    }
}
