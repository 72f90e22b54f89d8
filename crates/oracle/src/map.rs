//! A map, held to decisions on single sign-ins.

use vestibule_analysis::{AccessMap, Region};
use vestibule_signin::{Action, Authorizer, DecisionValue, Request};

use crate::reader;

/// The region of a request, which must be one.
///
/// # Errors
/// When there is none, or several.
pub fn region<'m>(regions: &'m [Region], request: &Request) -> Result<&'m Region, String> {
    let admits = |region: &&Region| reader::admits(&region.place, request);
    let admitting: Vec<&Region> = regions.iter().filter(admits).collect();
    match admitting.as_slice() {
        [one] => Ok(*one),
        all => Err(format!("{} regions of {request:?}: {all:#?}", all.len())),
    }
}

/// What a region says of a request is what is decided.
fn holds(region: &Region, found: (DecisionValue, Option<Action>)) -> Result<(), String> {
    let (outcome, _) = found;
    let is_so = if region.undecided.is_empty() {
        (region.outcome, region.denied_at) == found
    } else if region.outcome == DecisionValue::Denied {
        outcome == DecisionValue::Denied
    } else {
        region.outcome == DecisionValue::Unknown
    };
    if is_so {
        Ok(())
    } else {
        Err(format!("{found:?}, and not as in {region:#?}"))
    }
}

/// Whether a request lies in one region of each list of a map, and is decided as that says,
/// through all three actions and at each.
///
/// # Errors
/// Where it is not so.
pub fn says_of(map: &AccessMap, authorizer: &Authorizer, request: &Request) -> Result<(), String> {
    let decision = authorizer
        .decide(request)
        .map_err(|why| format!("{why:?} of {request:?}"))?;
    let whole = (decision.outcome, decision.denied_at);
    holds(region(&map.chain, request)?, whole)?;
    for (regions, phase) in map.phases.iter().zip(&decision.phases) {
        let denied = phase.decision == DecisionValue::Denied;
        let found = (phase.decision, denied.then_some(phase.action));
        holds(region(regions, request)?, found)?;
    }
    Ok(())
}
