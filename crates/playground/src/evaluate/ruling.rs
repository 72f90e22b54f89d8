//! Rules, compiled, and what they decide as the page is told of it.

use std::collections::HashMap;
use std::rc::Rc;

use vestibule_wire::{BoundRequest, Case, Compiled, Decider, Finding, NoFiles, Request, Summary};

use super::answer::{By, Cell, Rules, Unmet};
use super::case::{self, Paths};
use crate::state::scenario::Scenario;

/// Rules that decide.
pub(super) struct Ruling {
    pub(super) rules: Rules,
    case: Case,
    pub(super) paths: Paths,
    /// What decided, by account, policy and statement, as the page is told of it.
    known: HashMap<(Option<usize>, Decider), Rc<By>>,
}

impl Ruling {
    /// Reads and compiles `rules`.
    pub(super) fn of(rules: Rules) -> Self {
        let (file, paths) = case::file(&rules);
        Self {
            case: Case::new(file, &NoFiles),
            rules,
            paths,
            known: HashMap::new(),
        }
    }

    /// All policies; those of the account, where there is one account.
    pub(super) fn compiled(&self) -> &Compiled {
        self.case.compiled()
    }

    /// Checks a sign-in and finds its account.
    pub(super) fn bind(&mut self, request: &Request) -> (Option<BoundRequest>, Vec<Finding>) {
        self.case.bind(request)
    }

    /// The policies that bind a sign-in.
    pub(super) fn binding(&self, bound: &BoundRequest) -> &Compiled {
        self.case.binding(bound)
    }

    pub(super) fn cells(&mut self, bound: &BoundRequest, summary: &Summary) -> Vec<Cell> {
        summary
            .phases
            .iter()
            .map(|phase| Cell {
                action: phase.action,
                decision: phase.decision,
                reached: phase.reached,
                protected: phase.protected,
                reason: phase.reason,
                by: phase.decided_by.first().map(|by| self.by(bound, *by)),
                rest: {
                    let rest = phase.decided_by.iter().skip(1).take(Cell::TOLD);
                    rest.map(|by| self.by(bound, *by)).collect()
                },
                others: u16::try_from(phase.decided_by.len().saturating_sub(1)).unwrap_or(u16::MAX),
            })
            .collect()
    }

    /// Rows have few deciding statements between them: each is told once.
    fn by(&mut self, bound: &BoundRequest, decider: Decider) -> Rc<By> {
        let key = (bound.account(), decider);
        if let Some(known) = self.known.get(&key) {
            return Rc::clone(known);
        }
        let told = self.binding(bound).decided_by(decider);
        let path = told.path.as_deref();
        let document = self.paths.iter().find(|(other, _)| Some(&**other) == path);
        let by = Rc::new(By {
            layer: told.layer,
            document: document.map(|(_, id)| *id),
            statement: told.statement,
            sid: told.sid,
        });
        self.known.insert(key, Rc::clone(&by));
        by
    }

    /// Does one of `documents` bear on the sign-in?
    pub(super) fn is_borne_by(&self, bound: &BoundRequest, documents: &[u32]) -> bool {
        let bears = |path: &str| self.case.bears(bound, path);
        !documents.is_empty()
            && self
                .paths
                .iter()
                .any(|(path, id)| documents.contains(id) && bears(path))
    }

    pub(super) fn unmet(
        &self,
        bound: &BoundRequest,
        summary: &Summary,
        is_undecided: bool,
        scenario: &Scenario,
    ) -> Vec<Unmet> {
        let Some(expect) = &scenario.expect else {
            return Vec::new();
        };
        let mismatches = if is_undecided {
            expect.mismatches(&self.binding(bound).undecided_trace(&scenario.name))
        } else {
            self.binding(bound)
                .mismatches(&bound.prepared, summary, expect)
        };
        mismatches
            .into_iter()
            .map(|mismatch| Unmet {
                path: mismatch.path,
                expected: mismatch.expected,
                actual: mismatch.actual,
            })
            .collect()
    }
}
