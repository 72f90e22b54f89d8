//! What the page asks when two texts are compared, and what comes back.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_wire::{Action, Layer, Outcome};

use crate::analysis::answer::{Line, Order};
use crate::evaluate::answer::Row;
use crate::state::scenario::Scenario;

/// What changes between what decided before and what decides now?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompareAsked {
    pub before: Order,
    /// What decides now. Its number is that of the question.
    pub after: Order,
    /// The sign-ins of the table, which are decided by both.
    pub rows: Vec<Rc<Scenario>>,
    /// Those of the table of before.
    pub rows_before: Vec<Rc<Scenario>>,
}

/// What changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompareTold {
    /// The number of the question.
    pub number: u64,
    pub effect: CompareEffect,
    /// How many errors the text of before has; that of now is told anyway.
    pub before_errors: usize,
    /// Who loses access and who gains it, in plain sentences.
    pub access: Vec<Line>,
    /// What changes for all sign-ins, in words, or why that is not known.
    pub lines: Vec<Line>,
    /// How many lines of it had no room.
    pub left_out: usize,
    /// The sign-ins of the table that are decided otherwise, in the order of the table.
    pub rows: Vec<RowChange>,
    /// How many sign-ins the table has.
    pub total: usize,
    /// The sign-ins that only the table of before has.
    pub gone: Vec<GoneRow>,
    /// The policies that differ, in the order in which they are shown.
    pub documents: Vec<DocumentChange>,
    /// How many policies are the same.
    pub same_documents: usize,
    /// What else decides and differs.
    pub settings: Vec<SettingsChange>,
}

impl CompareTold {
    /// How many sign-ins of the table come to another outcome.
    pub fn outcomes_changed(&self) -> usize {
        let changed = self.rows.iter().filter(|row| row.is_other_outcome());
        changed.count()
    }

    /// True where both decide by the same texts and settings.
    pub fn is_same_text(&self) -> bool {
        self.documents.is_empty() && self.settings.is_empty()
    }
}

/// What becomes of all sign-ins together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CompareEffect {
    /// Proven: every sign-in is decided as before.
    Same,
    /// Some sign-ins are decided otherwise.
    Changes,
    NotKnown,
}

/// A sign-in of the table that is decided otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowChange {
    pub id: u32,
    pub before: Decided,
    pub after: Decided,
}

/// A sign-in that only the table of before has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoneRow {
    pub scenario: Rc<Scenario>,
    pub before: Decided,
    /// How the present text decides it.
    pub after: Decided,
}

impl RowChange {
    /// False where it is denied as before, at another action.
    pub fn is_other_outcome(&self) -> bool {
        self.before.outcome != self.after.outcome
    }
}

/// How one side decides a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// `None`: it cannot be decided.
    pub outcome: Option<Outcome>,
    pub denied_at: Option<Action>,
    /// A policy that bears on it cannot be in force as it stands.
    pub provisional: bool,
}

impl Decided {
    pub(super) fn of(row: Option<&Row>) -> Self {
        Self {
            outcome: row.and_then(|row| row.outcome),
            denied_at: row.and_then(|row| row.denied_at),
            provisional: row.is_some_and(|row| row.provisional),
        }
    }

    pub(super) fn is_as(&self, other: &Self) -> bool {
        (self.outcome, self.denied_at) == (other.outcome, other.denied_at)
    }
}

/// Something that decides beside the policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SettingsChange {
    Account,
    Organization,
    NoIdentity,
    Readings,
}

impl SettingsChange {
    /// The word for it in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Organization => "organization",
            Self::NoIdentity => "identity",
            Self::Readings => "readings",
        }
    }
}

/// A policy that is not the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentChange {
    pub what: DocumentEffect,
    pub layer: Layer,
    /// Its name now; that of before where it is gone.
    pub name: IString,
    /// To what it belonged, where that differs.
    pub target_before: Option<IString>,
    /// To what it belongs now.
    pub target: IString,
    /// The parts of the text that differ, each with a few lines around it.
    pub parts: Vec<Vec<DiffLine>>,
    /// How many lines had no room.
    pub left_out: usize,
    /// The lines, and their numbers, are those of both texts in one layout.
    pub in_one_layout: bool,
}

/// What becomes of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentEffect {
    Added,
    Removed,
    Changed,
    /// It says the same in another layout.
    LaidOut,
}

impl DocumentEffect {
    /// The word for it in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::LaidOut => "laid-out",
        }
    }
}

/// A line of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffLine {
    pub side: Side,
    /// Its number in the text of its side, from one; in the present text where it is in both.
    pub number: usize,
    /// Its text in pieces. Those that are marked stand on this side alone.
    pub pieces: Vec<DiffPiece>,
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    Both,
    Before,
    After,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffPiece {
    pub is_marked: bool,
    pub text: String,
}
