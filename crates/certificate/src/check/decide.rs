//! What becomes of all sign-ins of a set: by the rules that decide one, over sets of truths,
//! and by halves where a set is too mixed to say.

use std::ops::ControlFlow;

use vestibule_iam::matching::CompiledStatement;
use vestibule_iam::policy::Effect;
use vestibule_iam::truth::Truth;
use vestibule_signin::decide::{Reading, Term};
use vestibule_signin::{Action, Authorizer};
use vestibule_syntax::limits::CHECK_STEPS;

use super::bits::Bits;
use super::block::{Ask, Block, Column, Cuboid, Pairs, pair, pairs, parts};
use super::masks::{ANY, Fates, Mask, Masks, bit, fates};
use crate::space::TooLarge;

/// The dimension by which something differs within a set, with the values that make it
/// differ.
type Split = (usize, Vec<Bits>);

/// One action of the sign-ins of a set.
struct OfSet<'r> {
    block: &'r Block,
    cuboid: &'r Cuboid,
    action: Action,
    /// What differs within the set and could be told apart.
    split: &'r mut Option<Split>,
}

impl OfSet<'_> {
    /// What an answer may be, and by what it differs.
    fn ask(&self, ask: Ask) -> (Pairs, Option<Split>) {
        match self.block.answer(self.action, ask) {
            Column::Fixed(pairs) => (*pairs, None),
            Column::By(axis, by) => {
                let Some(chosen) = self.cuboid.get(*axis) else {
                    return (Pairs::MAX, None);
                };
                let met: Vec<&(Pairs, Bits)> =
                    by.iter().filter(|(_, of)| of.meets(chosen)).collect();
                let all = met.iter().fold(0, |all, (pairs, _)| all | pairs);
                let split = (met.len() > 1).then(|| {
                    let halves = met.iter().map(|(_, of)| of.both(chosen));
                    (*axis, halves.collect())
                });
                (all, split)
            }
        }
    }

    fn own(&mut self, ask: Ask) -> Mask {
        let (all, split) = self.ask(ask);
        if self.split.is_none() {
            *self.split = split;
        }
        pairs(all).fold(0, |mask, (own, _)| mask | bit(own))
    }
}

impl Reading<Masks> for OfSet<'_> {
    fn applies(&mut self, _: &mut Masks, policy: usize) -> Mask {
        self.own(Ask::Applies(policy))
    }

    fn needs_identity(&mut self, _: &mut Masks) -> Mask {
        self.own(Ask::NeedsIdentity)
    }

    fn holds(
        &mut self,
        _: &mut Masks,
        policy: usize,
        statement: &CompiledStatement,
        effect: Effect,
    ) -> Mask {
        let mut around = statement.action(self.action as usize);
        if statement.is_defective() {
            around = around.and(Truth::Unknown);
        }
        let mut all = pair(around, around);
        let mut split = None;
        for part in parts(statement) {
            let (of_part, differs) = self.ask(Ask::Part(policy, statement.index(), part));
            let mut both: Pairs = 0;
            for (own, withheld) in pairs(all) {
                for (part, without) in pairs(of_part) {
                    both |= pair(own.and(part), withheld.and(without));
                }
            }
            all = both;
            if split.is_none() {
                split = differs;
            }
        }
        let may_apply = effect == Effect::Deny && self.block.is_withheld(self.action, policy);
        let truth = |(own, withheld): (Truth, Truth)| match own {
            // A Deny that would apply to some network is open where that is withheld.
            Truth::False if may_apply && withheld != Truth::False => Truth::Unknown,
            own => own,
        };
        let mask = pairs(all)
            .map(truth)
            .fold(0, |mask, truth| mask | bit(truth));
        if mask.count_ones() > 1 && self.split.is_none() {
            *self.split = split;
        }
        mask
    }

    fn note(&mut self, _: Term, _: &Mask) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// What may become of the sign-ins of a set through some actions, and how to tell them apart.
fn look(
    authorizer: &Authorizer,
    block: &Block,
    cuboid: &Cuboid,
    actions: &[Action],
) -> (Fates, Option<Split>) {
    let mut split = None;
    let mut denied = Vec::new();
    for action in actions {
        let mut reading = OfSet {
            block,
            cuboid,
            action: *action,
            split: &mut split,
        };
        let mask = authorizer.combine(*action, &mut Masks, &mut reading);
        denied.push((*action as usize, if mask == 0 { ANY } else { mask }));
    }
    (fates(&denied), split)
}

/// A set of sign-ins that may come to something else than is claimed.
pub(super) struct Other {
    /// What they may come to.
    pub(super) fates: Fates,
    /// Which.
    pub(super) cuboid: Cuboid,
}

/// Looks for sign-ins of a set that come to none of the `claimed` fates. `None` says that
/// there are none. A set that is found and may come to a claimed fate, too, could not be told
/// apart any further.
pub(super) fn other_than(
    authorizer: &Authorizer,
    block: &Block,
    cuboid: Cuboid,
    actions: &[Action],
    claimed: Fates,
    steps: &mut usize,
) -> Result<Option<Other>, TooLarge> {
    let statements: usize = authorizer
        .compiled()
        .map(|policy| policy.statements().len())
        .sum();
    let mut left = vec![cuboid];
    let mut mixed = None;
    while let Some(cuboid) = left.pop() {
        *steps = steps.saturating_add(statements + 1);
        if *steps > CHECK_STEPS {
            return Err(TooLarge);
        }
        let (fates, split) = look(authorizer, block, &cuboid, actions);
        if fates & !claimed == 0 {
            continue;
        }
        if fates & claimed == 0 {
            return Ok(Some(Other { fates, cuboid }));
        }
        match split {
            Some((axis, halves)) => {
                for half in halves {
                    let mut smaller = cuboid.clone();
                    if let Some(of_axis) = smaller.get_mut(axis) {
                        *of_axis = half;
                    }
                    left.push(smaller);
                }
            }
            None => {
                mixed.get_or_insert(Other { fates, cuboid });
            }
        }
    }
    Ok(mixed)
}

/// What is left of a set without others, in disjoint sets.
pub(super) fn without(
    cuboid: &Cuboid,
    others: &[Cuboid],
    steps: &mut usize,
) -> Result<Vec<Cuboid>, TooLarge> {
    let mut left = vec![cuboid.clone()];
    for other in others {
        let mut next = Vec::new();
        for cuboid in left {
            *steps = steps.saturating_add(cuboid.len() + 1);
            if *steps > CHECK_STEPS {
                return Err(TooLarge);
            }
            if !meet(&cuboid, other) {
                next.push(cuboid);
                continue;
            }
            // What is outside in one dimension, and inside in all before it.
            let mut rest = cuboid;
            for axis in 0..rest.len() {
                let (Some(own), Some(of_other)) = (rest.get(axis).cloned(), other.get(axis)) else {
                    continue;
                };
                let outside = own.but(of_other);
                if !outside.is_empty() {
                    let mut piece = rest.clone();
                    if let Some(of_axis) = piece.get_mut(axis) {
                        *of_axis = outside;
                    }
                    next.push(piece);
                }
                if let Some(of_axis) = rest.get_mut(axis) {
                    *of_axis = own.both(of_other);
                }
            }
        }
        left = next;
    }
    Ok(left)
}

/// Whether two sets have a sign-in in common.
pub(super) fn meet(one: &Cuboid, other: &Cuboid) -> bool {
    one.iter().zip(other).all(|(one, other)| one.meets(other))
}

/// What two sets have in common.
pub(super) fn both(one: &Cuboid, other: &Cuboid) -> Cuboid {
    one.iter()
        .zip(other)
        .map(|(one, other)| one.both(other))
        .collect()
}

/// How many sign-ins, as far as they are told apart, there are; `None` where they are too
/// many to count.
pub(super) fn count(cuboid: &Cuboid) -> Option<u128> {
    let mut counts = cuboid.iter().map(|bits| u128::from(bits.count()));
    counts.try_fold(1_u128, u128::checked_mul)
}
