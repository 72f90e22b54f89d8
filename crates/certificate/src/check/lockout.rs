//! Who does not get in at all.

use std::collections::HashSet;

use vestibule_iam::cidr::parse_network;
use vestibule_signin::{Action, Entry};
use vestibule_syntax::message;
use vestibule_wire::{
    self as wire, Finding, Lockout, LockoutVerdict, NamedNetwork, Outcome, PrincipalAccess, WayIn,
};

use super::bits::Bits;
use super::block::{Block, Cuboid};
use super::claim::{self, ANY_DENIED};
use super::decide::{both, meet, other_than};
use super::masks::{ALLOWED, ANY_FATE};
use super::witness::{Witnesses, reasons};
use super::{Counted, Held};
use crate::pattern::Pattern;
use crate::place::{Place, Texts, Way};
use crate::said;
use crate::space::{Space, TooLarge};

pub(super) fn check(
    held: &Held<'_>,
    lockout: &Lockout,
    counted: &mut Counted,
) -> Result<(), Box<Finding>> {
    let told = &held.case.file().networks;
    // Without networks, anywhere.
    let mut ways: Vec<(Option<&str>, Place)> = told
        .iter()
        .map(|told| (Some(&*told.name), network(told)))
        .collect();
    if ways.is_empty() {
        ways.push((None, Place::default()));
    }
    let mut places: Vec<Place> = ways.iter().map(|(_, place)| place.clone()).collect();
    for access in &lockout.principals {
        let mut place = Place::default();
        place.principals(&access.principal);
        places.push(place);
    }
    let (space, blocks) = held.space(&places, counted)?;
    let witnesses = Witnesses::new(held, &space);
    let of_principals = places.get(ways.len()..).unwrap_or_default();
    let blocks: Vec<&Block> = blocks
        .iter()
        .filter(|block| block.entry == Entry::Console)
        .collect();
    everybody(&space, &blocks, of_principals)?;
    for (index, (access, place)) in lockout.principals.iter().zip(of_principals).enumerate() {
        let name = format!("principals[{index}]");
        counted.claims += 1;
        counted.open += usize::from(access.verdict == WayIn::Unknown);
        let all = Principals {
            held,
            space: &space,
            blocks: &blocks,
            ways: &ways,
        };
        all.check(access, place, &name, counted)?;
        witness(&witnesses, access, place, &ways, &name)?;
        counted.witnesses += 1;
    }
    let any = |verdict| {
        lockout
            .principals
            .iter()
            .any(|access| access.verdict == verdict)
    };
    let verdict = if any(WayIn::LockedOut) {
        LockoutVerdict::Lockout
    } else if any(WayIn::Unknown) {
        LockoutVerdict::Unknown
    } else {
        LockoutVerdict::None
    };
    if lockout.verdict != verdict {
        let message = message!("`verdict` is not what the principals come to");
        return Err(said::false_claim(message));
    }
    held.is_said_of_identity_center(lockout.identity_center)?;
    witnesses.known_statements(&lockout.undecided)
}

/// The sign-ins that come from a network of the case.
pub(super) fn network(told: &NamedNetwork) -> Place {
    let ranges = told.source_ip.as_ref().map(|all| {
        let bounds = |text: &String| {
            let range = parse_network(text).ok()?;
            Some((range.network(), range.broadcast()))
        };
        all.iter().filter_map(bounds).collect()
    });
    let only = |id: &Option<String>| these(id.as_ref().map(std::slice::from_ref));
    Place {
        network: Some(if told.is_endpoint() {
            Way::Endpoint {
                vpc: only(&told.vpc),
                endpoint: only(&told.endpoint),
                inside: ranges,
            }
        } else {
            Way::Public(ranges)
        }),
        region: these(told.regions.as_deref()),
        ..Place::default()
    }
}

/// These texts; any without them.
pub(super) fn these(told: Option<&[String]>) -> Texts {
    Texts {
        within: told.map(|told| {
            told.iter()
                .map(|text| vec![Pattern::literal(text)])
                .collect()
        }),
        without: Vec::new(),
    }
}

/// Each principal is spoken of once.
fn everybody(space: &Space, blocks: &[&Block], places: &[Place]) -> Result<(), Box<Finding>> {
    for block in blocks {
        let sets: Vec<Cuboid> = places
            .iter()
            .filter_map(|place| block.within(space, place))
            .collect();
        let whole = block.whole();
        for (at, set) in sets.iter().enumerate() {
            if let Some(other) = sets.iter().take(at).find(|other| meet(set, other)) {
                let example = block.some(space, &both(set, other)).ok_or(TooLarge)?;
                return Err(said::overlap("principals", "principals", &example));
            }
        }
        let spoken_of: u64 = sets
            .iter()
            .filter_map(|set| set.first())
            .map(Bits::count)
            .sum();
        if whole.first().map(Bits::count) != Some(spoken_of) {
            let left = super::decide::without(&whole, &sets, &mut 0)?;
            let example = left.iter().find_map(|set| block.some(space, set));
            return Err(said::incomplete("principals", &example.ok_or(TooLarge)?));
        }
    }
    Ok(())
}

/// What is looked at for the ways in of principals.
struct Principals<'p, 'c> {
    held: &'p Held<'c>,
    space: &'p Space,
    /// All sign-ins by the console.
    blocks: &'p [&'p Block],
    ways: &'p [(Option<&'p str>, Place)],
}

/// Whether some sign-ins of a set come to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// None does.
    Never,
    /// Some may, and none that could be told apart does for certain.
    Perhaps,
    Certain,
}

impl Principals<'_, '_> {
    fn check(
        &self,
        access: &PrincipalAccess,
        place: &Place,
        name: &str,
        counted: &mut Counted,
    ) -> Result<(), Box<Finding>> {
        for principal in self.alike(place) {
            let example = || {
                let mut of_kind = self.blocks.iter().filter_map(|block| {
                    let mut set = block.whole();
                    *set.first_mut()? = block.only_principal(principal)?;
                    block.some(self.space, &set)
                });
                of_kind.next().ok_or(TooLarge)
            };
            let refuse = || -> Result<(), Box<Finding>> { Err(said::outcome(name, &example()?)) };
            let open = || -> Result<(), Box<Finding>> { Err(said::open(name, &example()?)) };
            let mut best = Found::Never;
            for (way, place) in self.ways {
                let passes = self.some(principal, place, ALLOWED, counted)?;
                if let Some(way) = way {
                    let is_said = access.through.iter().any(|through| through == way);
                    match (is_said, passes) {
                        (true, Found::Certain) | (false, Found::Never) => {}
                        (false, Found::Perhaps) if access.verdict == WayIn::Unknown => {}
                        (true, Found::Never) | (false, Found::Certain) => refuse()?,
                        (_, Found::Perhaps) => open()?,
                    }
                }
                best = match (best, passes) {
                    (Found::Certain, _) | (_, Found::Certain) => Found::Certain,
                    (Found::Perhaps, _) | (_, Found::Perhaps) => Found::Perhaps,
                    (Found::Never, Found::Never) => Found::Never,
                };
            }
            match (access.verdict, best) {
                (WayIn::Passes, Found::Certain) => {}
                (WayIn::Passes, Found::Perhaps) => open()?,
                (WayIn::Passes, Found::Never) | (_, Found::Certain) => refuse()?,
                (WayIn::LockedOut, _) => {
                    match self.any(principal, ANY_FATE & !ANY_DENIED, counted)? {
                        Found::Never => {}
                        Found::Perhaps => open()?,
                        Found::Certain => refuse()?,
                    }
                }
                (WayIn::Unknown, _) => {
                    if self.any(principal, ANY_FATE & !ANY_DENIED, counted)? == Found::Never {
                        refuse()?;
                    }
                }
            }
        }
        let names = self.ways.iter().filter_map(|(name, _)| *name);
        let known: Vec<&str> = names
            .filter(|way| access.through.iter().any(|of| of == way))
            .collect();
        if known != access.through {
            let message = message!(
                "`through` of {claim} is no list of networks of the case in their order",
                claim = said::shown(name)
            );
            return Err(said::false_claim(message));
        }
        Ok(())
    }

    /// Of the principals of a place one of each that come to the same in every block.
    fn alike(&self, place: &Place) -> Vec<usize> {
        let mut known: HashSet<Vec<Option<Bits>>> = HashSet::new();
        let all = self.space.principals.iter().enumerate();
        let theirs = all.filter(|(_, principal)| place.admits_principal(principal));
        let mut is_new = |at: &usize| {
            known.insert(
                self.blocks
                    .iter()
                    .map(|block| block.only_principal(*at))
                    .collect(),
            )
        };
        theirs.map(|(at, _)| at).filter(|at| is_new(at)).collect()
    }

    /// Whether some sign-in of a principal comes to one of `fates` from some network.
    fn any(
        &self,
        principal: usize,
        fates: u8,
        counted: &mut Counted,
    ) -> Result<Found, Box<Finding>> {
        let mut found = Found::Never;
        for (_, place) in self.ways {
            match self.some(principal, place, fates, counted)? {
                Found::Certain => return Ok(Found::Certain),
                Found::Perhaps => found = Found::Perhaps,
                Found::Never => {}
            }
        }
        Ok(found)
    }

    /// Whether some sign-in of a principal, given by its number in the space, comes to one of
    /// `fates` from a network.
    fn some(
        &self,
        principal: usize,
        place: &Place,
        fates: u8,
        counted: &mut Counted,
    ) -> Result<Found, Box<Finding>> {
        let mut found = Found::Never;
        for block in self.blocks {
            let Some(mut cuboid) = block.within(self.space, place) else {
                continue;
            };
            let Some(one) = block.only_principal(principal) else {
                continue;
            };
            if let Some(first) = cuboid.first_mut() {
                *first = first.both(&one);
                if first.is_empty() {
                    continue;
                }
            }
            let claimed = ANY_FATE & !fates;
            let steps = &mut counted.steps;
            let other = other_than(
                &self.held.authorizer,
                block,
                cuboid,
                &Action::ALL,
                claimed,
                steps,
            )?;
            match other {
                None => {}
                Some(other) if other.fates & claimed == 0 => return Ok(Found::Certain),
                Some(_) => found = Found::Perhaps,
            }
        }
        Ok(found)
    }
}

/// The witness is one of the principals, and shows what is said of them.
fn witness(
    witnesses: &Witnesses<'_, '_>,
    access: &PrincipalAccess,
    place: &Place,
    ways: &[(Option<&str>, Place)],
    name: &str,
) -> Result<(), Box<Finding>> {
    let wrong = || said::witness(name);
    let (sign_in, decision) = witnesses.decide(&access.witness).ok_or_else(wrong)?;
    let from = |(way, place): &(Option<&str>, Place)| {
        let is_way_in = way.is_none_or(|way| access.through.iter().any(|through| through == way));
        is_way_in && place.admits(&sign_in)
    };
    let shows = match access.verdict {
        WayIn::Passes => decision.outcome == Outcome::Allowed && ways.iter().any(from),
        WayIn::LockedOut => decision.outcome == Outcome::Denied,
        WayIn::Unknown => true,
    };
    let tells = match access.verdict {
        WayIn::Passes => false,
        WayIn::LockedOut => decision.outcome == Outcome::Denied,
        WayIn::Unknown => decision.outcome == Outcome::Unknown,
    };
    let (decided_by, depends_on) = if tells {
        reasons(&decision, None)
    } else {
        (Vec::new(), None)
    };
    let denied_at: Option<wire::Action> = access.denied_at;
    let is_right = shows
        && place.admits(&sign_in)
        && sign_in.entry == Entry::Console
        && (denied_at.is_none() || denied_at == decision.denied_at)
        && claim_fits(access)
        && access.decided_by == decided_by
        && access.depends_on == depends_on;
    is_right.then_some(()).ok_or_else(wrong)
}

/// Only those who are locked out are denied somewhere.
fn claim_fits(access: &PrincipalAccess) -> bool {
    access
        .denied_at
        .is_none_or(|action| claim::index(action).is_some() && access.verdict == WayIn::LockedOut)
}
