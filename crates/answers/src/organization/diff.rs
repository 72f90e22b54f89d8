//! What differs between two states of an organization.

use std::collections::HashMap;

use vestibule_syntax::limits::ACCOUNT_GROUPS;
use vestibule_syntax::message;
use vestibule_wire::{Case, Comparison, Finding, PhaseComparison, Severity, SignInChange};

use super::{Alike, Groups, add_new, too_many};
use crate::diff::{Comparing, diff_of_account};
use crate::map;
use crate::unanswered::no_account;

/// What the policies and settings of two organizations make of every sign-in to the accounts
/// that both have in use, as [`crate::diff`] of one account. Others are listed, and leave open
/// whether all is the same.
pub(crate) fn of_cases(
    cases: [&Case; 2],
    [before, after]: [&Groups<'_>; 2],
    comparing: Comparing<'_>,
) -> Result<Comparison, Box<Finding>> {
    let group_of = |groups: &Groups<'_>| -> HashMap<String, usize> {
        let groups = groups.groups.iter().enumerate();
        let of_group = groups.flat_map(|(number, group)| {
            let ids = group.accounts.0.iter();
            ids.map(move |id| (id.clone(), number))
        });
        of_group.collect()
    };
    let [of_before, of_after] = [group_of(before), group_of(after)];
    let mut all = Comparison {
        equivalent: Some(true),
        account: String::new(),
        accounts: Vec::new(),
        not_in_use: both_have(&before.not_in_use, &after.not_in_use),
        without_identity_center: both_have(
            &before.without_identity_center,
            &after.without_identity_center,
        ),
        only_before: Vec::new(),
        only_after: Vec::new(),
        other_account: None,
        other_readings: comparing.other_readings.to_vec(),
        changes: Vec::new(),
        not_known: Vec::new(),
        phases: None,
        assumed_absent: Vec::new(),
        assumptions: Vec::new(),
        identity_center: None,
    };
    let mut pairs: Vec<((usize, usize), Vec<String>)> = Vec::new();
    let mut known: HashMap<(usize, usize), usize> = HashMap::new();
    for id in before.groups.iter().flat_map(|group| &group.accounts.0) {
        let (Some(first), second) = (of_before.get(id), of_after.get(id)) else {
            continue;
        };
        let Some(second) = second else {
            all.only_before.push(id.clone());
            continue;
        };
        let pair = (*first, *second);
        let at = *known.entry(pair).or_insert(pairs.len());
        match pairs.get_mut(at) {
            Some((_, accounts)) => accounts.push(id.clone()),
            None => pairs.push((pair, vec![id.clone()])),
        }
    }
    let of_after_alone = after.groups.iter().flat_map(|group| &group.accounts.0);
    let of_after_alone = of_after_alone.filter(|id| !of_before.contains_key(*id));
    all.only_after.extend(of_after_alone.cloned());
    if pairs.is_empty() {
        return Err(nobody_of_both());
    }
    if pairs.len() > ACCOUNT_GROUPS {
        return Err(too_many());
    }
    let partition = before.partition.as_deref().or(after.partition.as_deref());
    for (_, accounts) in pairs {
        let number = |case: &Case| {
            let tree = case.organization()?.tree();
            tree.find(accounts.first()?)
        };
        let [Some(one), Some(other)] = cases.map(|case| case.of_account(number(case)?)) else {
            return Err(no_account());
        };
        let found = diff_of_account(&one, &other, comparing, partition)?;
        let accounts = Alike(accounts);
        add(&mut all, found, &accounts);
        all.accounts.extend(accounts.0);
    }
    let is_told_once = !all.only_before.is_empty() || !all.only_after.is_empty();
    if all.equivalent == Some(true) && is_told_once {
        all.equivalent = None;
    }
    all.assumptions = map::in_order(all.assumptions);
    Ok(all)
}

/// Takes a comparison for a group of accounts into that for all of them.
fn add(all: &mut Comparison, found: Comparison, accounts: &Alike) {
    all.equivalent = both(all.equivalent, found.equivalent);
    all.changes.extend(widened(accounts, found.changes));
    all.not_known.extend(widened(accounts, found.not_known));
    for (number, phase) in found.phases.into_iter().flatten().enumerate() {
        let phase = PhaseComparison {
            changes: widened(accounts, phase.changes).collect(),
            not_known: widened(accounts, phase.not_known).collect(),
            ..phase
        };
        let phases = all.phases.get_or_insert_default();
        match phases.get_mut(number) {
            Some(so_far) => {
                so_far.equivalent = both(so_far.equivalent, phase.equivalent);
                so_far.changes.extend(phase.changes);
                so_far.not_known.extend(phase.not_known);
            }
            None => phases.push(phase),
        }
    }
    add_new(&mut all.assumed_absent, found.assumed_absent);
    add_new(&mut all.assumptions, found.assumptions);
}

/// What both lists have.
fn both_have(one: &[String], other: &[String]) -> Vec<String> {
    let both = one.iter().filter(|id| other.contains(id));
    both.cloned().collect()
}

fn nobody_of_both() -> Box<Finding> {
    let message = message!("no account is in use on both sides");
    let help = message!("compare two states of one organization");
    Box::new(Finding::new("another-account", Severity::Error, message).help(help))
}

/// Whether two parts are both the same.
fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (None, _) | (_, None) => None,
        (Some(true), Some(true)) => Some(true),
    }
}

fn widened(accounts: &Alike, changes: Vec<SignInChange>) -> impl Iterator<Item = SignInChange> {
    changes.into_iter().map(|mut change| {
        accounts.widen(&mut change.place);
        change
    })
}
