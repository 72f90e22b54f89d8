//! Who has no way in, by what rules say of them.

use vestibule_lint::Rule;
use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{Finding, Lockout, PrincipalAccess, PrincipalSet, WayIn};

use super::Answers;
use crate::summary::exempt::Exempt;
use crate::summary::{is_people, is_portal};
use crate::words::{is_among, say};

/// Those who are locked out where others are not, and those of whom it is not known.
#[derive(Default)]
pub(super) struct Locked<'a> {
    /// Whether nobody gets in; none of the others are listed then.
    pub(super) is_all: bool,
    /// Those whom no policy names.
    pub(super) people: Vec<&'a PrincipalAccess>,
    /// Those who come through the portal of IAM Identity Center.
    pub(super) portal: Vec<&'a PrincipalAccess>,
    /// Those who are exempt at some action.
    pub(super) exempt: Vec<&'a PrincipalAccess>,
    /// Others that are named, and the root user.
    pub(super) named: Vec<&'a PrincipalAccess>,
    /// Those of whom it is not known.
    pub(super) open: Vec<&'a PrincipalAccess>,
}

impl<'a> Locked<'a> {
    pub(super) fn of(lockout: &'a Lockout, exempt: &[Exempt]) -> Self {
        let mut locked = Self::default();
        let all = &lockout.principals;
        let is_exempt = |access: &PrincipalAccess| {
            let mut exempt = exempt.iter();
            exempt.any(|one| is_among(&access.principal, &one.arn))
        };
        locked.is_all = all.iter().all(|access| access.verdict == WayIn::LockedOut);
        for access in all {
            let to = match access.verdict {
                WayIn::Passes => continue,
                WayIn::Unknown => &mut locked.open,
                // That nobody gets in is said at once.
                WayIn::LockedOut if locked.is_all => continue,
                WayIn::LockedOut if is_people(access) => &mut locked.people,
                WayIn::LockedOut if is_portal(&access.principal) => &mut locked.portal,
                WayIn::LockedOut if is_exempt(access) => &mut locked.exempt,
                WayIn::LockedOut => &mut locked.named,
            };
            to.push(access);
        }
        locked
    }
}

impl Answers<'_> {
    /// How to find what denies everybody, by commands that answer it.
    pub(super) fn what_denies(&self) -> Message {
        match self.is_by_tree() {
            true => message!("`vestibule lockout` shows what denies whom"),
            false => message!(
                "`vestibule lockout` shows what denies whom, `vestibule repair` which changes let them in"
            ),
        }
    }

    /// One finding about all of these, where the first is stopped.
    pub(super) fn of_accesses(
        &self,
        rule: &'static Rule,
        all: &[&PrincipalAccess],
        help: Message,
    ) -> Vec<Finding> {
        let Some(first) = all.first() else {
            return Vec::new();
        };
        let names: Vec<&PrincipalSet> = all.iter().map(|access| &access.principal).collect();
        let message = match first.verdict {
            WayIn::Unknown => say::not_known(self.about.has_networks, &names),
            WayIn::Passes | WayIn::LockedOut => say::locked_out(self.about.has_networks, &names),
        };
        vec![self.finding(rule, message, &first.decided_by).help(help)]
    }
}
