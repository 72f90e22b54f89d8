//! How much work is done for the table: as much as for a case file, so that no policy can hold
//! the worker.

use std::rc::Rc;

use vestibule_iam::sort;
use vestibule_wire::{Budget, Work};

use super::Engine;
use crate::evaluate::answer::{Field, Problem, ScenarioField};

impl Engine {
    /// Spends the work that is done for a case on the sign-ins in the order of their ids, whatever
    /// is in sight. Returns those of which it changed whether they are decided.
    pub(super) fn spend(&mut self) -> Vec<u32> {
        let Some(ruling) = &self.rules else {
            return Vec::new();
        };
        let mut ids: Vec<u32> = self.seats.keys().copied().collect();
        sort::by(&mut ids, Ord::cmp);
        let mut budget = Budget::default();
        let mut from = None;
        for id in &ids {
            let Some(seat) = self.seats.get_mut(id) else {
                continue;
            };
            seat.too_much = None;
            let Some(bound) = seat.bound.as_ref().filter(|_| from.is_none()) else {
                continue;
            };
            let said =
                match ruling
                    .binding(bound)
                    .take(&bound.prepared, &seat.scenario.name, &mut budget)
                {
                    Work::Done => continue,
                    Work::TooMuch(finding) => finding,
                    Work::NoneLeft(finding) => {
                        from = Some(*id);
                        finding
                    }
                };
            seat.too_much = Some(Rc::new(Problem {
                place: Some(Field::Scenario(*id, ScenarioField::Name)),
                finding: said,
                of_all: false,
            }));
        }
        let before = std::mem::replace(&mut self.undecided_from, from);
        ids.retain(|id| is_behind(*id, before) != is_behind(*id, from));
        ids
    }
}

/// True for the sign-in `id` where none is decided from `undecided_from` on.
pub(super) fn is_behind(id: u32, undecided_from: Option<u32>) -> bool {
    undecided_from.is_some_and(|from| id >= from)
}
