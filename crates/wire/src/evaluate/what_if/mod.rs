//! What would change a decision: the single facts of a sign-in and of its account
//! that, being different, flip it.
//!
//! Nothing is reasoned about a policy here. Facts are tried: each candidate
//! comes from what the policies test or from what the caller has in mind, and
//! the sign-in is decided again with it.

mod candidates;
mod fact;
mod values;

use serde::{Deserialize, Serialize};
use vestibule_signin::Authorizer;

use super::budget::Budget;
use super::compiled::Compiled;
use super::prepared::summary_by;
use crate::contract::request::Request;
use crate::contract::words::{Action, Outcome};
pub use fact::{Fact, Known, Source, Standing};

/// How many facts of one kind are named.
const NAMED: usize = 12;
/// How many candidates are tried in all.
const TRIED: usize = 4_000;

/// A fact that would change the decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What would be different.
    pub fact: Fact,
    /// Where the value comes from.
    pub source: Source,
    /// The outcome of the sign-in then.
    pub outcome: Outcome,
    /// The decision of the action that was asked about, then.
    pub decision: Option<Outcome>,
    /// Where it would stop then.
    pub denied_at: Option<Action>,
}

/// What came of trying facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// Those that would change the decision.
    pub changes: Vec<Change>,
    /// How many were tried. That none of them changes it says nothing of others: each operand
    /// has one example or a few, and long lists are cut.
    pub tried: u32,
}

impl Compiled {
    /// Single facts that would change the outcome of `request`, or the
    /// decision of `action` where one is told. Facts of the sign-in are named that settle
    /// it, none that would leave it open; those of the account, whatever comes of them.
    pub fn changes(&self, request: &Request, action: Option<Action>, known: &Known) -> Trial {
        let mut trial = Trial::default();
        let mut budget = Budget::default();
        let authorizer = self.authorizer();
        let Some(present) = self.judged(authorizer, request, action, &mut budget) else {
            return trial;
        };
        let changes = &mut trial.changes;
        let mut tried = 0;
        for group in candidates::of(self, request, known) {
            let first = changes.len();
            for (fact, source) in group {
                if tried >= TRIED || changes.len() - first >= NAMED {
                    break;
                }
                let named = changes.get(first..).unwrap_or_default();
                if named.iter().any(|change| change.fact.is_part_of(&fact)) {
                    continue;
                }
                tried += 1;
                let account = fact.of_account(authorizer.account());
                let is_of_account = account.is_some();
                let other = account.map(|account| authorizer.with_account(account));
                let authorizer = other.as_ref().unwrap_or(authorizer);
                let applied = fact.applied(request);
                let Some(then) = self.judged(authorizer, &applied, action, &mut budget) else {
                    continue;
                };
                trial.tried += 1;
                let is_settled = then.asked != Outcome::Unknown;
                if then.asked != present.asked && (is_settled || is_of_account) {
                    changes.push(Change {
                        fact,
                        source,
                        outcome: then.outcome,
                        decision: action.map(|_| then.asked),
                        denied_at: then.denied_at,
                    });
                }
            }
        }
        trial
    }

    /// `None` for what cannot be decided, or not with the work that is left.
    fn judged(
        &self,
        authorizer: &Authorizer,
        request: &Request,
        action: Option<Action>,
        budget: &mut Budget,
    ) -> Option<Judged> {
        let (prepared, _) = self.prepare(request);
        let summary = summary_by(authorizer, &prepared?, budget)?;
        let outcome = summary.outcome;
        let asked = match action {
            None => outcome,
            Some(action) => summary
                .phases
                .iter()
                .find(|phase| phase.action == action)
                .map(|phase| phase.decision)?,
        };
        Some(Judged {
            asked,
            outcome,
            denied_at: summary.denied_at,
        })
    }
}

/// What a request comes to.
struct Judged {
    /// The decision that was asked about.
    asked: Outcome,
    outcome: Outcome,
    denied_at: Option<Action>,
}
