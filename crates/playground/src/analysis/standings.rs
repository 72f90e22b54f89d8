//! Whether the principals of the rows can sign in at all, beside what the policies decide.

use std::collections::BTreeSet;
use std::rc::Rc;

use vestibule_answers::standing_of;
use vestibule_l10n::Text;
use vestibule_wire::{Case, Outcome};

use super::answer::{Order, StandingTold};
use super::engine::{Room, sentence};

/// One for each principal of whom something is told.
pub(super) fn told(text: &Text, order: &Order, whole: &Case) -> Rc<[StandingTold]> {
    let mut known = BTreeSet::new();
    let named = order
        .requests
        .iter()
        .map(|request| request.principal.trim());
    let named = named.filter(|arn| !arn.is_empty() && known.insert(*arn));
    let of = |arn: &str| {
        let mut verdict = None;
        let outcomes = [Outcome::Allowed, Outcome::Denied, Outcome::Unknown];
        let said = outcomes.into_iter().filter_map(|outcome| {
            let mut standing = standing_of(whole, arn, outcome, order.today())?;
            verdict = Some(standing.answer.verdict);
            let below = std::mem::take(&mut standing.line.below);
            let mut line = sentence(text, standing.line);
            line.below = Room::default().lines(text, below);
            Some((outcome, line))
        });
        let said: Vec<_> = said.collect();
        Some(StandingTold {
            principal: arn.to_owned().into(),
            verdict: verdict?,
            said,
        })
    };
    named.filter_map(of).collect()
}
