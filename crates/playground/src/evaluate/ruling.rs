//! Rules, compiled, and what they decide as the page is told of it.

use std::collections::HashMap;
use std::rc::Rc;

use vestibule_wire::{Compiled, Decider, NoFiles, Prepared, Summary};

use super::answer::{By, Cell, Rules, Unmet};
use super::case::{self, Paths};
use crate::state::scenario::Scenario;

/// Rules that decide.
pub(super) struct Ruling {
    pub(super) rules: Rules,
    pub(super) compiled: Compiled,
    pub(super) paths: Paths,
    /// What decided, by policy and statement, as the page is told of it.
    known: HashMap<Decider, Rc<By>>,
}

impl Ruling {
    /// Reads and compiles `rules`.
    pub(super) fn of(rules: Rules) -> Self {
        let (policies, paths) = case::policies(&rules);
        let account = case::account(&rules.account);
        let assumptions = case::assumptions(&rules.readings);
        Self {
            compiled: Compiled::new(&policies, Some(&account), &assumptions, &NoFiles),
            rules,
            paths,
            known: HashMap::new(),
        }
    }

    pub(super) fn cells(&mut self, summary: &Summary) -> Vec<Cell> {
        summary
            .phases
            .iter()
            .map(|phase| Cell {
                action: phase.action,
                decision: phase.decision,
                reached: phase.reached,
                protected: phase.protected,
                reason: phase.reason,
                by: phase.decided_by.first().map(|by| self.by(*by)),
                rest: {
                    let rest = phase.decided_by.iter().skip(1).take(Cell::TOLD);
                    rest.map(|by| self.by(*by)).collect()
                },
                others: u16::try_from(phase.decided_by.len().saturating_sub(1)).unwrap_or(u16::MAX),
            })
            .collect()
    }

    /// Rows have few deciding statements between them: each is told once.
    fn by(&mut self, decider: Decider) -> Rc<By> {
        if let Some(known) = self.known.get(&decider) {
            return Rc::clone(known);
        }
        let told = self.compiled.decided_by(decider);
        let path = told.path.as_deref();
        let document = self.paths.iter().find(|(other, _)| Some(&**other) == path);
        let by = Rc::new(By {
            layer: told.layer,
            document: document.map(|(_, id)| *id),
            statement: told.statement,
            sid: told.sid,
        });
        self.known.insert(decider, Rc::clone(&by));
        by
    }

    /// Does one of `documents` bear on the sign-in?
    pub(super) fn is_borne_by(&self, prepared: &Prepared, documents: &[u32]) -> bool {
        !documents.is_empty()
            && self
                .paths
                .iter()
                .any(|(path, id)| documents.contains(id) && self.compiled.bears(prepared, path))
    }

    pub(super) fn unmet(
        &self,
        prepared: &Prepared,
        summary: &Summary,
        is_undecided: bool,
        scenario: &Scenario,
    ) -> Vec<Unmet> {
        let Some(expect) = &scenario.expect else {
            return Vec::new();
        };
        let mismatches = if is_undecided {
            expect.mismatches(&self.compiled.undecided_trace(&scenario.name))
        } else {
            self.compiled.mismatches(prepared, summary, expect)
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
