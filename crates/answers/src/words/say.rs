//! The sentences of a summary.

use vestibule_syntax::diagnostic::{Arg, Message};
use vestibule_syntax::message;
use vestibule_wire::{
    DecidedBy, GuaranteeProof, GuaranteeVerdict, NamedNetwork, Outcome, PrincipalAccess,
    PrincipalSet, Region, UndecidedStatement, WayIn,
};

use super::lockout::reason_of;
use super::network::{alone, circumstances, way, with_keys};
use super::reason::{self, Reason, of_undecided};
use super::tree::{Line, all, any, apart, codes, name};
use super::who::{names, who};

/// So many ways are told in one sentence.
const FEW: usize = 3;

pub(crate) fn no_policy() -> Message {
    message!("no policy restricts sign-ins")
}

pub(crate) fn is_off() -> Message {
    message!("everybody gets in from anywhere, as console authorization is off")
}

pub(crate) fn everybody() -> Message {
    message!("everybody gets in from anywhere: proven")
}

/// The keys that all of it takes to be absent.
pub(crate) fn taken_absent(keys: &[String]) -> Message {
    message!(
        "{keys} taken to be absent, as nothing says that sign-ins have them",
        keys = codes(keys)
    )
}

pub(crate) fn proven() -> Message {
    message!("nobody is locked out: proven")
}

pub(crate) fn nobody(has_networks: bool, not_even: &[&PrincipalSet]) -> Message {
    let nobody = if has_networks {
        message!("nobody can sign in from any of the declared networks")
    } else {
        message!("nobody can sign in to the console")
    };
    if not_even.is_empty() {
        return nobody;
    }
    message!(
        "{nobody}, not even {whom}",
        nobody = nobody,
        whom = names(not_even)
    )
}

pub(crate) fn nobody_but(has_networks: bool, sets: &[&PrincipalSet]) -> Message {
    let whom = names(sets);
    if has_networks {
        message!(
            "nobody but {whom} can sign in from any of the declared networks",
            whom = whom
        )
    } else {
        message!("nobody but {whom} can sign in to the console", whom = whom)
    }
}

pub(crate) fn locked_out(has_networks: bool, sets: &[&PrincipalSet]) -> Message {
    let whom = names(sets);
    if has_networks {
        message!(
            "{whom} cannot sign in from any of the declared networks",
            whom = whom
        )
    } else {
        message!("{whom} cannot sign in to the console", whom = whom)
    }
}

pub(crate) fn not_known(has_networks: bool, sets: &[&PrincipalSet]) -> Message {
    let whom = names(sets);
    if has_networks {
        message!(
            "it is not known whether {whom} can sign in from any of the declared networks",
            whom = whom
        )
    } else {
        message!(
            "it is not known whether {whom} can sign in to the console",
            whom = whom
        )
    }
}

/// A sentence with the reason why it is open.
pub(crate) fn with_why(
    line: Line,
    access: &PrincipalAccess,
    undecided: &[UndecidedStatement],
) -> Line {
    debug_assert_eq!(access.verdict, WayIn::Unknown);
    if let Some(reason) = reason_of(access) {
        return line.tail(reason);
    }
    let below = of_undecided(undecided);
    let statements = below.iter().flat_map(|line| line.statements.clone());
    let statements: Vec<DecidedBy> = statements.collect();
    let named = reason::statements(&statements, &|_| None);
    let why = message!(
        "{statements} cannot be decided for all sign-ins together",
        statements = named
    );
    line.tail(why).statements(statements).below(below)
}

/// That exempt principals are denied in some regions.
pub(crate) fn denied(sets: &[&PrincipalSet], regions: &[&Region]) -> Message {
    let whom = names(sets);
    let mut keys = regions.iter().map(|region| with_keys(&region.place));
    // What they have in common is said once.
    let first = keys.next().flatten();
    let common = first.filter(|first| keys.all(|keys| keys.as_ref() == Some(first)));
    let mut places: Vec<Message> = Vec::new();
    for region in regions {
        let place = match common {
            Some(_) => way(&region.place),
            None => circumstances(&region.place),
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let more = places.len().saturating_sub(FEW);
    let places = places.into_iter().take(FEW).map(Arg::from).collect();
    let said = message!(
        "{whom} cannot sign in {places}",
        whom = whom,
        places = any(places)
    );
    let said = match common {
        Some(keys) => message!("{said}, {keys}", said = said, keys = keys),
        None => said,
    };
    match more {
        0 => said,
        1 => message!("{said}, nor in one more case", said = said),
        _ => message!(
            "{said}, nor in {count} more cases",
            said = said,
            count = more
        ),
    }
}

pub(crate) fn more_denied(count: usize) -> Message {
    message!(
        "{count} more that policies name are denied somewhere",
        count = count
    )
}

pub(crate) fn more_closed(count: usize) -> Message {
    message!(
        "{count} more networks let nobody in, or almost nobody",
        count = count
    )
}

/// That a guarantee does not hold, or may not.
pub(crate) fn broken(proof: &GuaranteeProof) -> Message {
    let guarantee = name(&proof.guarantee);
    match proof.verdict {
        GuaranteeVerdict::Unknown => message!(
            "it is not known whether guarantee {guarantee} holds",
            guarantee = guarantee
        ),
        GuaranteeVerdict::Fails | GuaranteeVerdict::Holds => {
            message!("guarantee {guarantee} does not hold", guarantee = guarantee)
        }
    }
}

pub(crate) fn more_broken(count: usize) -> Message {
    message!(
        "{count} more guarantees do not hold for certain",
        count = count
    )
}

pub(crate) fn holding(count: usize, all: usize) -> Message {
    if count == all {
        message!("all guarantees hold: {count}", count = all)
    } else {
        message!("{count} of {all} guarantees hold", count = count, all = all)
    }
}

/// From where the sign-ins of regions come, each once.
pub(crate) fn places(regions: &[&Region]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for region in regions {
        let line = Line::of(alone(circumstances(&region.place)));
        if !lines.iter().any(|other| other.head == line.head) {
            lines.push(line.witness(&region.witness));
        }
    }
    lines
}

pub(crate) fn from_network(network: &NamedNetwork) -> Message {
    message!("from {ranges}", ranges = name(&network.name))
}

pub(crate) fn over_the_internet() -> Message {
    message!("over the internet")
}

pub(crate) fn through_an_endpoint() -> Message {
    message!("through {it}", it = message!("a VPC endpoint"))
}

/// That nobody comes by a path, or nobody but some, and some of whom that is not known.
pub(crate) fn closed(
    path: Message,
    except: &[&PrincipalSet],
    perhaps: &[&PrincipalSet],
) -> Message {
    match (except, perhaps) {
        ([], []) => message!("nobody gets in {path}", path = path),
        (except, []) => message!(
            "nobody but {whom} gets in {path}",
            whom = names(except),
            path = path
        ),
        ([], perhaps) => message!(
            "nobody but perhaps {whom} gets in {path}",
            whom = names(perhaps),
            path = path
        ),
        (except, perhaps) => message!(
            "nobody but {whom}, and perhaps {others}, gets in {path}",
            whom = names(except),
            others = names(perhaps),
            path = path
        ),
    }
}

/// That nobody knows who comes by a path.
pub(crate) fn not_known_from(path: Message) -> Message {
    message!("it is not known who gets in {path}", path = path)
}

/// A sentence with the reason why a region is open.
pub(crate) fn with_reason(line: Line, region: &Region) -> Line {
    match Reason::of_region(region).line(&|_| None) {
        Some(reason) => line.tail(reason.head).statements(reason.statements),
        None => line,
    }
}

/// From where people get in; from anywhere where none of them is kept out.
pub(crate) fn ways(regions: &[&Region], is_anywhere: bool) -> Line {
    if is_anywhere {
        let line = Line::of(message!("people get in from anywhere"));
        return line.outcome(Outcome::Allowed).below(who_from(regions));
    }
    let mut places: Vec<Message> = Vec::new();
    let mut keys: Vec<&str> = Vec::new();
    for region in regions {
        let place = way(&region.place);
        if !places.contains(&place) {
            places.push(place);
        }
        for (key, _) in region.place.context.iter() {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    let count = places.len();
    let ways = match count {
        1 => message!("one way in"),
        _ => message!("{count} ways in", count = count),
    };
    let ways = if keys.is_empty() {
        ways
    } else {
        let keys: Vec<Arg> = keys.into_iter().map(name).collect();
        message!("{ways}, depending on {keys}", ways = ways, keys = all(keys))
    };
    let line = Line::of(ways).outcome(Outcome::Allowed);
    let line = if count > FEW {
        line
    } else {
        line.tail(apart(places.into_iter().map(alone).collect()))
    };
    line.below(who_from(regions))
}

/// Who comes from where.
fn who_from(regions: &[&Region]) -> Vec<Line> {
    let line = |region: &&Region| {
        let whom = who(&region.place.principal.clone().unwrap_or_default());
        let from = Line::of(alone(circumstances(&region.place))).tail(whom);
        from.witness(&region.witness)
    };
    regions.iter().map(line).collect()
}
