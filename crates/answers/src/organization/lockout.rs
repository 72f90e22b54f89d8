//! Who does not get in at all, in the accounts of an organization.

use vestibule_wire::{Finding, Lockout, LockoutVerdict};

use super::{Groups, add_new};
use crate::{lockout, question, words};

/// For everybody of each account, as [`crate::lockout`] of one account.
pub(crate) fn of_groups(groups: &Groups<'_>, has_networks: bool) -> Result<Lockout, Box<Finding>> {
    let mut all = Lockout {
        verdict: LockoutVerdict::None,
        principals: Vec::new(),
        undecided: Vec::new(),
        identity_center: None,
        without_identity_center: groups.without_identity_center.clone(),
        not_in_use: groups.not_in_use.clone(),
        summary: String::new(),
    };
    let mut accounts = 0;
    for group in &groups.groups {
        let case = groups.case_of(group)?;
        let found = lockout::of_question(
            &case,
            &question::in_partition(&case, groups.partition.as_deref())?,
        )?;
        accounts += group.accounts.0.len();
        all.verdict = match (all.verdict, found.verdict) {
            (LockoutVerdict::Lockout, _) | (_, LockoutVerdict::Lockout) => LockoutVerdict::Lockout,
            (LockoutVerdict::Unknown, _) | (_, LockoutVerdict::Unknown) => LockoutVerdict::Unknown,
            (LockoutVerdict::None, LockoutVerdict::None) => LockoutVerdict::None,
        };
        add_new(&mut all.undecided, found.undecided);
        for mut access in found.principals {
            group.accounts.widen_principals(&mut access.principal);
            access.accounts.clone_from(&group.accounts.0);
            all.principals.push(access);
        }
    }
    let summary = words::summary_of_accounts(all.verdict, &all.principals, accounts, has_networks);
    all.summary = summary.plain();
    Ok(all)
}
