//! Who does not get in at all, in words.

use vestibule_wire::{
    DecidedBy, Entry, Lockout, LockoutVerdict, Network, Outcome, PrincipalAccess, Request, WayIn,
};

use super::network::codes;
use super::reason::{PlaceOf, Reason, of_undecided};
use super::who::who;
use super::{Line, Section, Words, separated};

/// The answer in a sentence.
pub(crate) fn summary(
    verdict: LockoutVerdict,
    principals: &[PrincipalAccess],
    has_networks: bool,
) -> Words {
    let of = |way_in: WayIn| {
        let of = principals.iter().filter(|access| access.verdict == way_in);
        separated(of.map(|access| who(&access.principal)).collect())
    };
    let from = if has_networks {
        "from every one of the networks"
    } else {
        "wherever they come from"
    };
    let is_all = |way_in| principals.iter().all(|access| access.verdict == way_in);
    match verdict {
        LockoutVerdict::None if has_networks => Words::of(
            "nobody is locked out: everybody has a way into the console from one of the networks",
        ),
        LockoutVerdict::None => {
            Words::of("nobody is locked out: everybody has a way into the console from somewhere")
        }
        LockoutVerdict::Lockout if is_all(WayIn::LockedOut) => {
            Words::of(format!("everybody is locked out of the console {from}"))
        }
        LockoutVerdict::Lockout => {
            Words::of(format!("locked out of the console {from}: ")).then(of(WayIn::LockedOut))
        }
        LockoutVerdict::Unknown => {
            let text = "nobody is locked out for certain, but it is not known whether these have a way into the console";
            let from = if has_networks {
                " from one of the networks: "
            } else {
                ": "
            };
            Words::of(format!("{text}{from}")).then(of(WayIn::Unknown))
        }
    }
}

/// A lockout in words: the verdict, then the principals that are locked out or may be, each
/// with a sign-in and what stops it, and then those that pass, and where. `place` says where a statement stands.
pub fn lockout(
    lockout: &Lockout,
    has_networks: bool,
    place: &dyn Fn(&DecidedBy) -> Option<String>,
) -> Section {
    let mut lines = Vec::new();
    for way_in in [WayIn::LockedOut, WayIn::Unknown, WayIn::Passes] {
        let of_verdict = |access: &&PrincipalAccess| access.verdict == way_in;
        for access in lockout.principals.iter().filter(of_verdict) {
            principal(access, place, &mut lines);
        }
    }
    lines.extend(lockout.undecided.iter().map(|undecided| Line {
        indent: 0,
        outcome: None,
        text: of_undecided(undecided),
    }));
    Section {
        title: summary(lockout.verdict, &lockout.principals, has_networks),
        lines,
    }
}

fn principal(access: &PrincipalAccess, place: PlaceOf<'_>, lines: &mut Vec<Line>) {
    let (outcome, verdict) = match access.verdict {
        WayIn::Passes => (Outcome::Allowed, "gets in"),
        WayIn::LockedOut => (Outcome::Denied, "locked out"),
        WayIn::Unknown => (Outcome::Unknown, "not known"),
    };
    let words = Words::of(verdict).plain(": ").then(who(&access.principal));
    let words = match access.through.as_slice() {
        [] => words,
        networks => words.plain(", from ").then(codes(networks)),
    };
    lines.push(Line {
        indent: 0,
        outcome: Some(outcome),
        text: words,
    });
    let mut below = |text| {
        lines.push(Line {
            indent: 1,
            outcome: None,
            text,
        });
    };
    below(Words::of("for example ").then(sign_in(&access.witness)));
    if access.verdict != WayIn::Passes {
        let reason = Reason {
            outcome,
            denied_at: access.denied_at,
            decided_by: &access.decided_by,
            depends_on: access.depends_on.as_deref(),
            undecided: &[],
            is_of_one: false,
        };
        let is_open = access.decided_by.is_empty() && access.depends_on.is_none();
        match (access.verdict, access.denied_at) {
            // Every sign-in is denied, if not by the same action.
            (WayIn::LockedOut, None) => below(Words::of("denied whatever it does")),
            (WayIn::Unknown, _) if is_open => below(Words::of(
                "this one is decided, but not all of them together; see the statements below",
            )),
            _ => below(reason.words(place)),
        }
    }
}

/// A sign-in: who, from where, in which Region, by which door.
pub(super) fn sign_in(request: &Request) -> Words {
    let words = Words::code_of(&request.principal);
    let words = match &request.network {
        Some(network) => words.then(from(network)),
        None => words,
    };
    let words = match &request.region {
        Some(region) => words.plain(" in ").code(region),
        None => words,
    };
    let words = match request.entry.unwrap_or_default() {
        Entry::Console => words.plain(", by the console"),
        Entry::LoginLocal => words.plain(", by ").code("aws login"),
        Entry::LoginRemote => words.plain(", by ").code("aws login --remote"),
    };
    let context = request.context.iter();
    context.fold(words, |words, (key, value)| match value {
        vestibule_wire::ContextValue::Unknown => words.plain(", ").code(key).plain(" not known"),
        vestibule_wire::ContextValue::One(value) => {
            words.plain(", ").code(key).plain(" ").code(value)
        }
        vestibule_wire::ContextValue::Many(values) => {
            words.plain(", ").code(key).plain(" ").then(codes(values))
        }
    })
}

fn from(network: &Network) -> Words {
    let mut words = Words::default();
    if let Some(address) = &network.source_ip {
        words = words.plain(" from ").code(address);
    }
    if let Some(endpoint) = &network.endpoint {
        words = words.plain(" through ").code(endpoint);
    }
    if let Some(vpc) = &network.vpc {
        words = words.plain(" of ").code(vpc);
    }
    words
}
