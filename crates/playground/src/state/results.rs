//! The last results, and how far the next ones are.

use std::collections::HashMap;
use std::rc::Rc;

use vestibule_iam::sort;
use vestibule_wire::Outcome;

use super::grid::Place;
use super::scenario::Scenario;
use super::view::Selection;
use super::workspace::Workspace;
use crate::evaluate::answer::{Answer, Cell, Changes, Detail, Field, Problem, Row, Unread};
use crate::evaluate::squares::Square;

/// How far the next results are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    Idle,
    #[default]
    Pending,
    /// Still working; the deadline is over.
    Late,
    /// Nothing comes until it is asked for.
    Stopped {
        why: Stop,
        /// It was so in an earlier visit.
        earlier: bool,
    },
}

impl Progress {
    pub fn is_stopped(self) -> bool {
        matches!(self, Self::Stopped { .. })
    }
}

/// Why a workspace is not decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    ByHand,
    /// It took longer than anything may take that nobody asked for.
    Slow,
    /// The worker ended, or the page with it.
    Died,
}

impl Stop {
    pub const ALL: [Self; 3] = [Self::ByHand, Self::Slow, Self::Died];

    /// The word for it in the store and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::ByHand => "hand",
            Self::Slow => "slow",
            Self::Died => "died",
        }
    }
}

/// What becomes of people from networks, as far as those are in sight.
pub type Squares = HashMap<Place, Rc<Square>>;

/// What the worker answered, put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The revision of the workspace that they are of.
    pub revision: u64,
    /// The revision that the rows in sight are of, which come first.
    pub(super) in_sight: u64,
    /// Answers to revisions before this one are of another workspace.
    since: u64,
    rows: HashMap<u32, Rc<Row>>,
    pub squares: Rc<Squares>,
    /// The worst first.
    pub problems: Rc<[Rc<Problem>]>,
    of_rules: Vec<Rc<Problem>>,
    of_rows: Vec<Rc<Problem>>,
    /// What the rules about all policies find.
    of_all: Vec<Rc<Problem>>,
    pub detail: Option<Rc<Detail>>,
    pub changes: Option<Rc<Changes>>,
    pub counts: Counts,
    /// The documents that cannot be read.
    pub unread: Rc<[Unread]>,
}

/// How many rows there are of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub allowed: usize,
    pub denied: usize,
    pub unknown: usize,
    pub unusable: usize,
    /// Rows of which something is expected, and those as expected.
    pub expected: usize,
    pub met: usize,
}

impl Results {
    /// None yet of a workspace that was opened as that revision.
    pub(super) fn since(revision: u64) -> Self {
        Self {
            since: revision,
            ..Self::default()
        }
    }

    pub fn row(&self, id: u32) -> Option<&Rc<Row>> {
        self.rows.get(&id)
    }

    pub fn square(&self, place: Place) -> Option<&Rc<Square>> {
        self.squares.get(&place)
    }

    /// Forgets a sign-in that is looked at no more.
    pub(super) fn forget(&mut self, id: u32) {
        self.rows.remove(&id);
    }

    /// The documents that decide a cell, what comes first in it first; of a whole row those of the
    /// action at which it stops, or of all when it passes.
    pub(super) fn deciding(&self, selected: Selection) -> Vec<u32> {
        let mut documents = Vec::new();
        if let Some(row) = self.row(selected.scenario) {
            let action = selected.action.or(row.denied_at);
            let cells = row.cells.iter();
            let cells = cells.filter(|cell| action.is_none_or(|action| action == cell.action));
            for id in cells.flat_map(Cell::deciding).filter_map(|by| by.document) {
                if !documents.contains(&id) {
                    documents.push(id);
                }
            }
        }
        documents
    }

    /// True while a document decides by a text that is no longer there.
    pub fn is_by_earlier(&self, document: u32) -> bool {
        let mut unread = self.unread.iter();
        unread.any(|unread| unread.document == document && unread.earlier.is_some())
    }

    /// Takes over what changed. An answer that is older than the last is none. With the first
    /// part of one come rows alone, and the results are not yet of its revision.
    pub(super) fn take(&mut self, answer: &Answer, workspace: &Workspace) {
        if answer.revision < self.revision.max(self.since) {
            return;
        }
        for row in &answer.rows {
            self.rows.insert(row.id, Rc::clone(row));
        }
        if let Some(squares) = &answer.squares {
            let placed = squares.iter().map(|square| {
                let place = Place {
                    person: square.person,
                    site: square.site,
                };
                (place, Rc::clone(square))
            });
            self.squares = Rc::new(placed.collect());
        }
        self.in_sight = answer.revision;
        if answer.more {
            return;
        }
        self.revision = answer.revision;
        let is_news =
            answer.of_rules.is_some() || answer.of_rows.is_some() || answer.unread.is_some();
        if is_news {
            if let Some(problems) = &answer.of_rules {
                self.of_rules.clone_from(problems);
            }
            if let Some(problems) = &answer.of_rows {
                self.of_rows.clone_from(problems);
            }
        }
        if let Some(detail) = &answer.detail {
            self.detail = Some(Rc::new(detail.clone()));
        }
        if let Some(changes) = &answer.changes {
            self.changes = Some(Rc::new(changes.clone()));
        }
        if let Some(unread) = &answer.unread {
            self.unread = unread.as_slice().into();
        }
        if is_news {
            self.list_problems();
        }
        self.counts = self.count(workspace.scenarios.iter());
    }

    /// Takes over what the rules about all policies find.
    pub(super) fn take_findings(&mut self, found: &[Rc<Problem>]) {
        if self.of_all != found {
            self.of_all = found.to_vec();
            self.list_problems();
        }
    }

    /// Lists the worst first: what makes a text unreadable explains the rest. What is found in the
    /// last readable text of a document has no place in the present one.
    fn list_problems(&mut self) {
        let is_present = |problem: &&Rc<Problem>| match problem.place {
            Some(Field::DocumentText(id)) => !self.unread.iter().any(|of| of.document == id),
            _ => true,
        };
        let of_all = self.of_all.iter().filter(is_present);
        let all = self.of_rules.iter().chain(of_all).chain(&self.of_rows);
        let mut problems: Vec<Rc<Problem>> = all.map(Rc::clone).collect();
        sort::by_key(&mut problems, |problem| {
            let severity = std::cmp::Reverse(problem.finding.severity);
            (!problem.is_unreadable(), severity)
        });
        self.problems = problems.into();
    }

    /// How many of these there are of each sort.
    pub(super) fn count<'s>(&self, scenarios: impl Iterator<Item = &'s Rc<Scenario>>) -> Counts {
        let mut counts = Counts::default();
        for scenario in scenarios {
            let Some(row) = self.row(scenario.id) else {
                continue;
            };
            match row.outcome {
                Some(Outcome::Allowed) => counts.allowed += 1,
                Some(Outcome::Denied) => counts.denied += 1,
                Some(Outcome::Unknown) => counts.unknown += 1,
                None => counts.unusable += 1,
            }
            if let Some(met) = scenario.is_met(Some(row)) {
                counts.expected += 1;
                counts.met += usize::from(met);
            }
        }
        counts
    }
}
