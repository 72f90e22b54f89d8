//! Who gets in from where, in the accounts of an organization.

use vestibule_signin as signin;
use vestibule_wire::{AccessMap, Entry, Finding, PhaseMap, Region};

use super::{Group, Groups, add_new};
use crate::{map, question};

/// Every sign-in to each account, as [`crate::access_map_with`] of one account.
pub(crate) fn of_groups(groups: &Groups<'_>, free: &[String]) -> Result<AccessMap, Box<Finding>> {
    let phase = |action: signin::Action| PhaseMap {
        action: action.into(),
        regions: Vec::new(),
    };
    let mut all = AccessMap {
        entry: Entry::ALL.to_vec(),
        phases: signin::Action::ALL.into_iter().map(phase).collect(),
        chain: Vec::new(),
        assumed_absent: Vec::new(),
        independent: Vec::new(),
        undecided: Vec::new(),
        assumptions: Vec::new(),
        identity_center: None,
        without_identity_center: groups.without_identity_center.clone(),
        not_in_use: groups.not_in_use.clone(),
    };
    for group in &groups.groups {
        let case = groups.case_of(group)?;
        let mut question = question::in_partition(&case, groups.partition.as_deref())?;
        question.free(free);
        let found = map::of_question(&case, &question)?;
        all.chain.extend(widened(group, found.chain));
        for (phase, of_group) in all.phases.iter_mut().zip(found.phases) {
            phase.regions.extend(widened(group, of_group.regions));
        }
        add_new(&mut all.assumed_absent, found.assumed_absent);
        add_new(&mut all.independent, found.independent);
        add_new(&mut all.undecided, found.undecided);
        add_new(&mut all.assumptions, found.assumptions);
    }
    all.assumptions = map::in_order(all.assumptions);
    Ok(all)
}

/// Regions of the account that stands for a group, of all accounts of the group.
fn widened(group: &Group, regions: Vec<Region>) -> impl Iterator<Item = Region> {
    regions.into_iter().map(|mut region| {
        group.accounts.widen(&mut region.place);
        region
    })
}
