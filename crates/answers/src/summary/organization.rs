//! What is to be said first of an organization.

use vestibule_wire::{AccessMap, Case, Lockout, LockoutVerdict, Outcome, WayIn};

use super::{Summary, SummaryVerdict};
use crate::words::{self, Line, say};

/// The summary of an organization: in how many accounts somebody is locked out, and below it the
/// accounts by what becomes of their principals.
pub(super) fn summary(case: &Case, map: &AccessMap, lockout: &Lockout) -> Summary {
    let has_networks = !case.file().networks.is_empty();
    let section = words::lockout(lockout, has_networks, &|_| None);
    let (verdict, outcome, shown) = match lockout.verdict {
        LockoutVerdict::Lockout => (
            SummaryVerdict::LockedOut,
            Outcome::Denied,
            Some(WayIn::LockedOut),
        ),
        LockoutVerdict::Unknown => (
            SummaryVerdict::Unknown,
            Outcome::Unknown,
            Some(WayIn::Unknown),
        ),
        LockoutVerdict::None => (SummaryVerdict::Proven, Outcome::Allowed, None),
    };
    let mut principals = lockout.principals.iter();
    let first = principals.find(|access| Some(access.verdict) == shown);
    let line = Line::of(section.title)
        .outcome(outcome)
        .below(section.lines);
    let mut sentences = vec![match first {
        Some(access) => line.witness(&access.witness),
        None => line,
    }];
    if !map.assumed_absent.is_empty() {
        sentences.push(Line::of(say::taken_absent(&map.assumed_absent)));
    }
    Summary { verdict, sentences }
}
