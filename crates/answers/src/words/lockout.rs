//! Who does not get in at all, in words.

use std::collections::BTreeSet;

use vestibule_syntax::diagnostic::{Arg, Message};
use vestibule_syntax::message;
use vestibule_wire::{
    ContextValue, DecidedBy, Entry, Lockout, LockoutVerdict, Network, Outcome, PrincipalAccess,
    PrincipalSet, Request, WayIn,
};

use super::accounts::{
    accounts_of, accounts_without_identity_center, told_together, without_accounts,
};
use super::map::without_identity_center;
use super::reason::{PlaceOf, Reason, of_undecided};
use super::tree::{Line, Place, Section, codes, comma, name};
use super::who::{names, who};

/// The answer in a sentence.
pub(crate) fn summary(
    verdict: LockoutVerdict,
    principals: &[PrincipalAccess],
    has_networks: bool,
) -> Message {
    let of = |way_in: WayIn| {
        let of = principals.iter().filter(|access| access.verdict == way_in);
        let sets: Vec<&PrincipalSet> = of.map(|access| &access.principal).collect();
        names(&sets)
    };
    let is_all = |way_in| principals.iter().all(|access| access.verdict == way_in);
    match (verdict, has_networks) {
        (LockoutVerdict::None, true) => message!(
            "nobody is locked out: everybody has a way into the console from one of the networks"
        ),
        (LockoutVerdict::None, false) => {
            message!("nobody is locked out: everybody has a way into the console from somewhere")
        }
        (LockoutVerdict::Lockout, true) if is_all(WayIn::LockedOut) => {
            message!("everybody is locked out of the console from every one of the networks")
        }
        (LockoutVerdict::Lockout, false) if is_all(WayIn::LockedOut) => {
            message!("everybody is locked out of the console wherever they come from")
        }
        (LockoutVerdict::Lockout, true) => message!(
            "locked out of the console from every one of the networks: {whom}",
            whom = of(WayIn::LockedOut)
        ),
        (LockoutVerdict::Lockout, false) => message!(
            "locked out of the console wherever they come from: {whom}",
            whom = of(WayIn::LockedOut)
        ),
        (LockoutVerdict::Unknown, true) => message!(
            "nobody is locked out for certain; it is unknown whether these get into the console from one of the networks: {whom}",
            whom = of(WayIn::Unknown)
        ),
        (LockoutVerdict::Unknown, false) => message!(
            "nobody is locked out for certain, but it is not known whether these have a way into the console: {whom}",
            whom = of(WayIn::Unknown)
        ),
    }
}

/// The answer of an organization of so many accounts in a sentence.
pub(crate) fn summary_of_accounts(
    verdict: LockoutVerdict,
    principals: &[PrincipalAccess],
    accounts: usize,
    has_networks: bool,
) -> Message {
    let some = |way_in: WayIn| {
        let of = principals.iter().filter(|access| access.verdict == way_in);
        let ids: BTreeSet<&String> = of.flat_map(|access| &access.accounts).collect();
        ids.len()
    };
    match (verdict, has_networks) {
        (LockoutVerdict::None, true) => message!(
            "nobody of {count} accounts is locked out: everybody has a way into the console from one of the networks",
            count = accounts
        ),
        (LockoutVerdict::None, false) => message!(
            "nobody of {count} accounts is locked out: everybody has a way into the console from somewhere",
            count = accounts
        ),
        (LockoutVerdict::Lockout, true) => message!(
            "in {some} of {count} accounts somebody is locked out of the console from every one of the networks",
            some = some(WayIn::LockedOut),
            count = accounts
        ),
        (LockoutVerdict::Lockout, false) => message!(
            "in {some} of {count} accounts somebody is locked out of the console wherever they come from",
            some = some(WayIn::LockedOut),
            count = accounts
        ),
        (LockoutVerdict::Unknown, _) => message!(
            "nobody is locked out for certain; in {some} of {count} accounts it is unknown whether everybody has a way in",
            some = some(WayIn::Unknown),
            count = accounts
        ),
    }
}

/// The accounts of an organization, by what becomes of their principals: those first in which
/// somebody is locked out.
fn by_accounts(lockout: &Lockout, place: PlaceOf<'_>) -> Vec<Line> {
    type Group<'l> = (Vec<String>, Vec<&'l PrincipalAccess>);
    let mut groups: Vec<Group<'_>> = Vec::new();
    for access in &lockout.principals {
        match groups.last_mut() {
            Some((accounts, of_group)) if *accounts == access.accounts => of_group.push(access),
            _ => groups.push((access.accounts.clone(), vec![access])),
        }
    }
    // Accounts whose principals come to the same for the same reasons are told together.
    let told = told_together(groups, |one, other| {
        one.verdict == other.verdict
            && one.denied_at == other.denied_at
            && one.principal == other.principal
            && one.through == other.through
            && one.decided_by == other.decided_by
            && one.depends_on == other.depends_on
    });
    let order = [WayIn::LockedOut, WayIn::Unknown, WayIn::Passes];
    let is = |of_group: &[&PrincipalAccess], way_in| {
        of_group.iter().any(|access| access.verdict == way_in)
    };
    let worst = |of_group: &[&PrincipalAccess]| {
        let worst = order.iter().find(|way_in| is(of_group, **way_in));
        worst.copied().unwrap_or(WayIn::Passes)
    };
    let mut lines = Vec::new();
    for way_in in order {
        let of_verdict = told.iter().filter(|(_, all)| worst(all) == way_in);
        lines.extend(of_verdict.map(|(accounts, all)| {
            let below = order.iter().flat_map(|way_in| {
                let of_verdict = all.iter().filter(|access| access.verdict == *way_in);
                of_verdict.map(|access| principal(access, place))
            });
            Line::of(accounts_of(accounts))
                .outcome(outcome_of(way_in))
                .below(below.collect())
        }));
    }
    lines
}

/// A lockout in words: the verdict, then the principals that are locked out or may be, each
/// with a sign-in and what stops it, and then those that pass, and where. `place` says where a statement stands.
pub fn lockout(
    lockout: &Lockout,
    has_networks: bool,
    place: &dyn Fn(&DecidedBy) -> Option<Place>,
) -> Section {
    let mut accounts: Vec<&String> = Vec::new();
    for access in &lockout.principals {
        accounts.extend(&access.accounts);
    }
    accounts.sort_unstable();
    accounts.dedup();
    let mut lines = Vec::new();
    let title = if accounts.is_empty() && lockout.not_in_use.is_empty() {
        for way_in in [WayIn::LockedOut, WayIn::Unknown, WayIn::Passes] {
            let of_verdict = |access: &&PrincipalAccess| access.verdict == way_in;
            let of_verdict = lockout.principals.iter().filter(of_verdict);
            lines.extend(of_verdict.map(|access| principal(access, place)));
        }
        summary(lockout.verdict, &lockout.principals, has_networks)
    } else {
        lines.extend(by_accounts(lockout, place));
        let (verdict, count) = (lockout.verdict, accounts.len());
        summary_of_accounts(verdict, &lockout.principals, count, has_networks)
    };
    lines.extend(of_undecided(&lockout.undecided));
    lines.extend(without_identity_center(lockout.identity_center).map(Line::of));
    lines.extend(accounts_without_identity_center(
        &lockout.without_identity_center,
    ));
    lines.extend(without_accounts(&lockout.not_in_use));
    Section { title, lines }
}

fn principal(access: &PrincipalAccess, place: PlaceOf<'_>) -> Line {
    let outcome = outcome_of(access.verdict);
    let verdict = match access.verdict {
        WayIn::Passes => message!("gets in"),
        WayIn::LockedOut => message!("locked out"),
        WayIn::Unknown => message!("not known"),
    };
    let whom = who(&access.principal);
    let whom = match access.through.as_slice() {
        [] => whom,
        networks => message!(
            "{whom}, from {networks}",
            whom = whom,
            networks = codes(networks)
        ),
    };
    let example = Line::of(for_example(&access.witness)).witness(&access.witness);
    let mut below = vec![example];
    if access.verdict != WayIn::Passes {
        let reason = why(access);
        let is_open = access.decided_by.is_empty() && access.depends_on.is_none();
        below.extend(match (access.verdict, access.denied_at) {
            // Every sign-in is denied, if not by the same action.
            (WayIn::LockedOut, None) => Some(Line::of(message!("denied whatever it does"))),
            (WayIn::Unknown, _) if is_open => Some(Line::of(message!(
                "this one is decided, but not all of them together; see the statements below"
            ))),
            _ => reason.line(place),
        });
    }
    Line::of(verdict).outcome(outcome).tail(whom).below(below)
}

fn why(access: &PrincipalAccess) -> Reason<'_> {
    Reason {
        outcome: outcome_of(access.verdict),
        denied_at: access.denied_at,
        decided_by: &access.decided_by,
        depends_on: access.depends_on.as_deref(),
        undecided: &[],
        is_of_one: false,
    }
}

/// Why it is not known whether some principals have a way in; `None` where their sign-ins are
/// decided, but not all of them together.
pub(super) fn reason_of(access: &PrincipalAccess) -> Option<Message> {
    access.depends_on.as_ref()?;
    why(access).message(&|_| None)
}

/// What a verdict is of sign-ins.
pub(crate) fn outcome_of(way_in: WayIn) -> Outcome {
    match way_in {
        WayIn::Passes => Outcome::Allowed,
        WayIn::LockedOut => Outcome::Denied,
        WayIn::Unknown => Outcome::Unknown,
    }
}

/// `for example user/Alice from 203.0.113.10 in us-east-1, by the console`.
pub(super) fn for_example(request: &Request) -> Message {
    let from = request.network.as_ref().and_then(from);
    let example = message!(
        "for example {principal} {from} in {region}, by {entry}",
        principal = name(&request.principal),
        from = from.unwrap_or_else(|| message!("from anywhere")),
        // Where none is told it is this one.
        region = name(request.region.as_deref().unwrap_or("us-east-1")),
        entry = door(request.entry.unwrap_or_default())
    );
    let context = request.context.iter();
    context.fold(example, |example, (key, value)| {
        let key = name(key);
        let text = match value {
            ContextValue::Unknown => message!("{key} not known", key = key),
            ContextValue::One(value) => message!("{key} {value}", key = key, value = name(value)),
            ContextValue::Many(values) => {
                message!("{key} {value}", key = key, value = codes(values))
            }
        };
        comma(example, text)
    })
}

/// The console, or a form of `aws login`.
pub(super) fn door(entry: Entry) -> Arg {
    match entry {
        Entry::Console => message!("the console").into(),
        Entry::LoginLocal => name("aws login"),
        Entry::LoginRemote => name("aws login --remote"),
    }
}

fn from(network: &Network) -> Option<Message> {
    let through = match (&network.endpoint, &network.vpc) {
        (Some(endpoint), Some(vpc)) => Some(message!(
            "through {endpoint} of {vpc}",
            endpoint = name(endpoint),
            vpc = name(vpc)
        )),
        (Some(id), None) | (None, Some(id)) => Some(message!("through {it}", it = name(id))),
        (None, None) => None,
    };
    let Some(address) = &network.source_ip else {
        return through;
    };
    let address = name(address);
    Some(match through {
        Some(through) => message!(
            "from {address} {through}",
            address = address,
            through = through
        ),
        None => message!("from {ranges}", ranges = address),
    })
}
