//! Who gets in from where.

use vestibule_signin::Action;
use vestibule_syntax::limits::CHECK_STEPS;
use vestibule_syntax::message;
use vestibule_wire::{AccessMap, AddressCount, Entry, Finding, NetworkSet, Ranges, Region, Where};

use super::block::{Block, Cuboid};
use super::claim::{self, Claim};
use super::decide::{both, count, meet, without};
use super::witness::{About, Witnesses};
use super::{Counted, Held};
use crate::place::Place;
use crate::said;
use crate::space::{Space, TooLarge, values};

/// The regions of a map that together are all sign-ins.
struct List<'m> {
    name: String,
    /// The action that they are about; all three without one.
    action: Option<Action>,
    regions: &'m [Region],
}

impl List<'_> {
    fn actions(&self) -> Vec<Action> {
        match self.action {
            Some(action) => vec![action],
            None => Action::ALL.to_vec(),
        }
    }

    fn region(&self, index: usize) -> String {
        format!("{}[{index}]", self.name)
    }
}

pub(super) fn check(
    held: &Held<'_>,
    map: &AccessMap,
    counted: &mut Counted,
) -> Result<(), Box<Finding>> {
    let lists = lists(map)?;
    let mut places = Vec::new();
    for list in &lists {
        for (index, region) in list.regions.iter().enumerate() {
            places.push(place(&region.place, &list.region(index))?);
        }
    }
    let (space, blocks) = held.space(&places, counted)?;
    let witnesses = Witnesses::new(held, &space);
    let mut about = About::default();
    let mut rest = places.as_slice();
    for list in &lists {
        let (own, others) = rest.split_at(list.regions.len().min(rest.len()));
        rest = others;
        for block in &blocks {
            of_block(held, &space, block, list, own, counted)?;
        }
        for (index, (region, place)) in list.regions.iter().zip(own).enumerate() {
            let name = list.region(index);
            counted.claims += 1;
            counted.open += usize::from(!region.undecided.is_empty());
            addresses(region, &name)?;
            witnesses.of_region(region, place, list.action, &name, &mut about)?;
            counted.witnesses += 1;
        }
    }
    // A key of whose values sign-ins have one is absent for some of them alone.
    let ranges = |name: &String| {
        space
            .own
            .iter()
            .any(|own| own.name.eq_ignore_ascii_case(name))
    };
    about.assumed_absent.retain(|name| !ranges(name));
    if map.assumed_absent != about.assumed_absent || map.assumptions != about.assumptions() {
        let message = message!("`assumedAbsent` or `assumptions` are not those of the witnesses");
        return Err(said::false_claim(message));
    }
    if map.independent != held.case.compiled().keys_of_endpoints() {
        let message = message!("`independent` is not what the policies test of endpoints");
        return Err(said::false_claim(message));
    }
    held.is_said_of_identity_center(map.identity_center)?;
    witnesses.known_statements(&map.undecided)
}

fn lists(map: &AccessMap) -> Result<Vec<List<'_>>, Box<Finding>> {
    let actions = map.phases.iter().map(|phase| phase.action);
    if !actions.eq(Action::ALL.map(Into::into)) || map.entry != Entry::ALL {
        let message = message!("`entry` or `phases` are not all that there are");
        return Err(said::false_claim(message));
    }
    let chain = List {
        name: "chain".to_owned(),
        action: None,
        regions: &map.chain,
    };
    let phases = map.phases.iter().zip(Action::ALL).enumerate();
    let phases = phases.map(|(index, (phase, action))| List {
        name: format!("phases[{index}].regions"),
        action: Some(action),
        regions: &phase.regions,
    });
    Ok(std::iter::once(chain).chain(phases).collect())
}

/// Reads a region.
pub(super) fn place(place: &Where, name: &str) -> Result<Place, Box<Finding>> {
    Place::read(place).ok_or_else(|| {
        let message = message!(
            "the addresses of {region} are no ranges in CIDR notation",
            region = said::shown(name)
        );
        said::false_claim(message)
    })
}

/// The sign-ins of a block: each lies in one region of the list, and comes to what that says.
fn of_block(
    held: &Held<'_>,
    space: &Space,
    block: &Block,
    list: &List<'_>,
    places: &[Place],
    counted: &mut Counted,
) -> Result<(), Box<Finding>> {
    let within = |(index, place): (usize, &Place)| Some((index, block.within(space, place)?));
    let regions: Vec<(usize, Cuboid)> = places.iter().enumerate().filter_map(within).collect();
    let whole = block.whole();
    let mut covered: u128 = 0;
    for (at, (index, cuboid)) in regions.iter().enumerate() {
        for (other, of_other) in regions.iter().take(at) {
            counted.steps = counted.steps.saturating_add(cuboid.len());
            if counted.steps > CHECK_STEPS {
                return Err(said::too_much());
            }
            if meet(cuboid, of_other) {
                let example = block.some(space, &both(cuboid, of_other)).ok_or(TooLarge)?;
                return Err(said::overlap(
                    &list.region(*other),
                    &list.region(*index),
                    &example,
                ));
            }
        }
        let own = count(cuboid).ok_or(TooLarge)?;
        covered = covered.checked_add(own).ok_or(TooLarge)?;
    }
    if covered != count(&whole).ok_or(TooLarge)? {
        let cuboids: Vec<Cuboid> = regions.into_iter().map(|(_, cuboid)| cuboid).collect();
        let left = without(&whole, &cuboids, &mut counted.steps)?;
        let example = left.iter().find_map(|cuboid| block.some(space, cuboid));
        return Err(said::incomplete(&list.name, &example.ok_or(TooLarge)?));
    }
    let actions = list.actions();
    for (index, cuboid) in regions {
        let Some(region) = list.regions.get(index) else {
            continue;
        };
        let name = list.region(index);
        let is_open = !region.undecided.is_empty();
        let claimed = claim::fates(region.outcome, region.denied_at, is_open);
        let claimed = claimed.ok_or_else(|| contradictory(&name))?;
        let claim = Claim {
            name: &name,
            actions: &actions,
            fates: claimed,
        };
        claim.holds(held, space, block, cuboid, counted)?;
    }
    Ok(())
}

pub(super) fn contradictory(name: &str) -> Box<Finding> {
    let message = message!(
        "what {claim} says of its outcome contradicts itself",
        claim = said::shown(name)
    );
    said::false_claim(message)
}

/// The number of addresses of a region of the internet.
fn addresses(region: &Region, name: &str) -> Result<(), Box<Finding>> {
    let ranges: Option<Vec<String>> = match &region.place.network {
        Some(NetworkSet::Public(Ranges::In(ranges))) => Some(ranges.clone()),
        Some(NetworkSet::Public(Ranges::Any(_))) => {
            Some(["0.0.0.0/0", "::/0"].map(str::to_owned).to_vec())
        }
        Some(NetworkSet::Endpoint(_)) | None => None,
    };
    let counted = ranges.map(|ranges| {
        let bounds: Option<Vec<values::Bounds>> =
            ranges.iter().map(|text| values::range(text)).collect();
        let [ipv4, ipv6] = values::count(&bounds?)?;
        Some(AddressCount { ipv4, ipv6 })
    });
    let is_right = match counted {
        Some(counted) => counted.is_some() && counted == region.addresses,
        None => region.addresses.is_none(),
    };
    if is_right {
        return Ok(());
    }
    let message = message!(
        "{region} does not have as many addresses as it says",
        region = said::shown(name)
    );
    Err(said::false_claim(message))
}
