//! Who does not get in at all, in words.

use vestibule_syntax::diagnostic::{Arg, Message};
use vestibule_syntax::message;
use vestibule_wire::{
    ContextValue, DecidedBy, Entry, Lockout, LockoutVerdict, Network, Outcome, PrincipalAccess,
    PrincipalSet, Request, WayIn,
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

/// A lockout in words: the verdict, then the principals that are locked out or may be, each
/// with a sign-in and what stops it, and then those that pass, and where. `place` says where a statement stands.
pub fn lockout(
    lockout: &Lockout,
    has_networks: bool,
    place: &dyn Fn(&DecidedBy) -> Option<Place>,
) -> Section {
    let mut lines = Vec::new();
    for way_in in [WayIn::LockedOut, WayIn::Unknown, WayIn::Passes] {
        let of_verdict = |access: &&PrincipalAccess| access.verdict == way_in;
        let of_verdict = lockout.principals.iter().filter(of_verdict);
        lines.extend(of_verdict.map(|access| principal(access, place)));
    }
    lines.extend(of_undecided(&lockout.undecided));
    lines.extend(without_identity_center(lockout.identity_center).map(Line::of));
    Section {
        title: summary(lockout.verdict, &lockout.principals, has_networks),
        lines,
    }
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
