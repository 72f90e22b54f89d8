//! The last results, and how far the next ones are.

use std::collections::HashMap;
use std::rc::Rc;

use vestibule_wire::Outcome;

use super::workspace::Workspace;
use crate::evaluate::answer::{Answer, Changes, Detail, Problem, Row};

/// How far the next results are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Progress {
    Idle,
    #[default]
    Pending,
    /// Still working; the deadline is over.
    Late,
    /// Stopped by hand: nothing comes until something changes.
    Stopped,
}

/// What the worker answered, put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Results {
    /// The revision of the workspace that they are of.
    pub(crate) revision: u64,
    rows: HashMap<u32, Rc<Row>>,
    pub(crate) problems: Rc<[Rc<Problem>]>,
    pub(crate) detail: Option<Rc<Detail>>,
    pub(crate) changes: Option<Rc<Changes>>,
    pub(crate) counts: Counts,
}

/// How many rows there are of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) allowed: usize,
    pub(crate) denied: usize,
    pub(crate) unknown: usize,
    pub(crate) unusable: usize,
    /// Rows of which something is expected, and those as expected.
    pub(crate) expected: usize,
    pub(crate) met: usize,
}

impl Results {
    pub(crate) fn row(&self, id: u32) -> Option<&Rc<Row>> {
        self.rows.get(&id)
    }

    /// Takes over what changed. An answer that is older than the last is none.
    pub(super) fn take(&mut self, answer: &Answer, workspace: &Workspace) {
        if answer.revision < self.revision {
            return;
        }
        self.revision = answer.revision;
        for row in &answer.rows {
            self.rows.insert(row.id, Rc::clone(row));
        }
        if let Some(problems) = &answer.findings {
            self.problems = problems.as_slice().into();
        }
        if let Some(detail) = &answer.detail {
            self.detail = Some(Rc::new(detail.clone()));
        }
        if let Some(changes) = &answer.changes {
            self.changes = Some(Rc::new(changes.clone()));
        }
        self.counts = self.count(workspace);
    }

    fn count(&self, workspace: &Workspace) -> Counts {
        let mut counts = Counts::default();
        for scenario in &workspace.scenarios {
            let Some(row) = self.row(scenario.id) else {
                continue;
            };
            match row.outcome {
                Some(Outcome::Allowed) => counts.allowed += 1,
                Some(Outcome::Denied) => counts.denied += 1,
                Some(Outcome::Unknown) => counts.unknown += 1,
                None => counts.unusable += 1,
            }
            if scenario.expect.is_some() {
                counts.expected += 1;
                counts.met += usize::from(row.outcome.is_some() && row.unmet.is_empty());
            }
        }
        counts
    }
}
