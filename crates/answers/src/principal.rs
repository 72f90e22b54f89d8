//! From where one principal gets in.

use vestibule_wire::{
    AccessMap, Action, Any, Case, Entry, NetworkSet, Outcome, PhaseMap, PrincipalSet, Ranges,
    Region, Request, Where,
};

use crate::reasons;
use crate::words::{is_among, united};

/// What all sign-ins of one principal by one door come to, in few regions.
#[derive(Clone, Debug, PartialEq)]
pub struct PrincipalMap {
    /// The ARN.
    pub principal: String,
    /// The door.
    pub entry: Entry,
    /// All three actions, one behind the other.
    pub chain: Vec<Region>,
    /// Each action by itself.
    pub phases: Vec<PhaseMap>,
}

/// The part of a map that is about one principal and one door. Each region has a sign-in of that
/// principal, and the statements that decide that one.
pub fn principal_map(case: &Case, map: &AccessMap, arn: &str, entry: Entry) -> PrincipalMap {
    let of = |regions: &[Region], action: Option<Action>| {
        let mut own: Vec<Region> = Vec::new();
        for region in regions.iter().filter(|region| admits(region, arn, entry)) {
            let region = restricted(case, region, arn, entry, action);
            match own
                .iter_mut()
                .find(|known| is_same_but_addresses(known, &region))
            {
                Some(known) => join(known, &region),
                None => own.push(region),
            }
        }
        own
    };
    PrincipalMap {
        principal: arn.to_owned(),
        entry,
        chain: of(&map.chain, None),
        phases: map
            .phases
            .iter()
            .map(|phase| PhaseMap {
                action: phase.action,
                regions: of(&phase.regions, Some(phase.action)),
            })
            .collect(),
    }
}

fn admits(region: &Region, arn: &str, entry: Entry) -> bool {
    let Where {
        entry: entries,
        principal,
        ..
    } = &region.place;
    entries
        .as_ref()
        .is_none_or(|entries| entries.contains(&entry))
        && principal.as_ref().is_none_or(|set| is_among(set, arn))
}

/// The sign-ins of a region that are of that principal by that door.
fn restricted(
    case: &Case,
    region: &Region,
    arn: &str,
    entry: Entry,
    action: Option<Action>,
) -> Region {
    // Each dimension of a region is free of the others, so this sign-in lies in it, too.
    let witness = Request {
        principal: arn.to_owned(),
        entry: Some(entry),
        ..region.witness.clone()
    };
    let decision = case.compiled().decide(&witness).ok();
    let reasons = decision.map(|decision| reasons::of(&decision, action));
    let reasons = reasons.unwrap_or_default();
    Region {
        decided_by: reasons.decided_by,
        depends_on: reasons.depends_on,
        place: Where {
            entry: None,
            principal: None,
            ..region.place.clone()
        },
        witness,
        addresses: None,
        ..region.clone()
    }
}

/// Whether two regions differ in nothing but public addresses and the sign-in that shows them.
fn is_same_but_addresses(one: &Region, other: &Region) -> bool {
    let (Some(NetworkSet::Public(_)), Some(NetworkSet::Public(_))) =
        (&one.place.network, &other.place.network)
    else {
        return false;
    };
    let without = |region: &Region| Where {
        network: None,
        ..region.place.clone()
    };
    let reason = |region: &Region| {
        (
            region.outcome,
            region.denied_at,
            region.decided_by.clone(),
            region.depends_on.clone(),
            region.undecided.clone(),
        )
    };
    without(one) == without(other) && reason(one) == reason(other)
}

fn join(into: &mut Region, other: &Region) {
    let (Some(NetworkSet::Public(own)), Some(NetworkSet::Public(others))) =
        (&mut into.place.network, &other.place.network)
    else {
        return;
    };
    *own = match (&*own, others) {
        (Ranges::In(own), Ranges::In(others)) => {
            united(own.iter().chain(others)).map_or(Ranges::Any(Any::Any), Ranges::In)
        }
        _ => Ranges::Any(Any::Any),
    };
}

impl PrincipalMap {
    /// Those of the regions that come to an outcome.
    pub(crate) fn of_outcome(&self, outcome: Outcome) -> Vec<&Region> {
        let of = |region: &&Region| region.outcome == outcome;
        self.chain.iter().filter(of).collect()
    }

    /// The principal as a set.
    pub(crate) fn who(&self) -> PrincipalSet {
        PrincipalSet {
            within: Some(vec![vestibule_wire::Pattern::Exact(self.principal.clone())]),
            ..PrincipalSet::default()
        }
    }
}
