//! How much work is done for one case: counted in steps, before anything is decided.

use vestibule_iam::problem::quoted;
use vestibule_signin::{Authorizer, Request};
use vestibule_syntax::limits::{CASE_WORK, DECISION_WORK};

use crate::contract::finding::{Finding, Severity};
use crate::input::place::Place;
use crate::input::report::Report;

/// The code of a finding about what is not decided.
const WORK_LIMIT: &str = vestibule_signin::decide::WORK_LIMIT;

/// The steps that are left for a case.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    left: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: CASE_WORK }
    }
}

impl Budget {
    /// Takes off what deciding `request` costs; false when that is more than is left.
    /// Nothing is left then.
    pub(crate) fn admits(&mut self, authorizer: &Authorizer, request: &Request) -> bool {
        let work = authorizer.work(request);
        // It is not decided, which costs nothing.
        if work > DECISION_WORK {
            return true;
        }
        match self.left.checked_sub(work) {
            Some(left) => {
                self.left = left;
                true
            }
            None => {
                self.left = 0;
                false
            }
        }
    }
}

/// How many of `requests`, from the first, are decided within the budget of a case; those
/// that are not, and those that are too much by themselves, are said.
pub(crate) fn decided(
    authorizer: &Authorizer,
    requests: &[Option<Request>],
    names: &[String],
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> usize {
    let mut budget = Budget::default();
    for (index, request) in requests.iter().enumerate() {
        let Some(request) = request else { continue };
        let name = names.get(index).map_or("", |name| name);
        let place = place.element(index);
        if authorizer.is_too_much(request) {
            let message = format!(
                "deciding {} takes more than the {DECISION_WORK} steps that are done for a sign-in",
                quoted(name)
            );
            let help = "shorten the lists of values and the values that are compared with them, or the policies; until then the decision is unknown";
            let finding = Finding::new(WORK_LIMIT, Severity::Warning, message).help(help);
            report.value(&place, finding);
        } else if !budget.admits(authorizer, request) {
            let message = format!(
                "deciding {} and all behind it takes more than the {CASE_WORK} steps that are done for a case file",
                quoted(name)
            );
            let help = "split the requests over several case files; until then these decisions are unknown";
            let finding = Finding::new(WORK_LIMIT, Severity::Warning, message).help(help);
            report.value(&place, finding);
            return index;
        }
    }
    requests.len()
}
