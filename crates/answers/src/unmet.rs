//! Why requests are not decided as expected, and the least that would make them so.

use vestibule_syntax::limits::UNMET_EXPLAINED;
use vestibule_syntax::message;
use vestibule_wire::{
    Case, Change, DecidedBy, Decision, FileResult, Finding, GuaranteeProof, GuaranteeVerdict,
    Known, Mismatch, NearestSignIn, Outcome, Request, Severity, Unmet,
};

use crate::words::{self, Place};

/// The code of the finding on a request that is not decided as expected.
const UNMET: &str = "unmet-expectation";
/// The code of the finding on a guarantee that does not hold for certain.
const UNMET_GUARANTEE: &str = "unmet-guarantee";

/// Says of the first requests of `result` that are not decided as `case` expects why that is,
/// and which sign-in that differs in one fact is. `place` says where a statement stands.
pub fn explain_unmet(
    case: &Case,
    result: &mut FileResult,
    place: &dyn Fn(&DecidedBy) -> Option<Place>,
) {
    // Without a decision for each request the results of a file have other numbers.
    if result.requests.len() != case.file().requests.len() {
        return;
    }
    let known = known(case);
    let failed = result.requests.iter_mut().enumerate();
    let failed = failed.filter(|(_, request)| request.passed == Some(false));
    for (index, failed) in failed.take(UNMET_EXPLAINED) {
        let request = case.file().requests.get(index);
        let (Some(request), Some(decision)) = (request, case.decide(index)) else {
            continue;
        };
        // What else would be as expected is not answered of an organization.
        let nearest = match case.organization() {
            None => nearest(case, request, &known),
            Some(_) => None,
        };
        failed.unmet = Some(Box::new(Unmet {
            finding: finding(case, index, &failed.mismatches, nearest.as_ref()),
            why: words::why_stopped(&decision, place),
            decided_by: stopped_by(&decision),
            nearest,
        }));
    }
}

/// The principals and networks that the requests of a case name.
fn known(case: &Case) -> Known {
    let mut known = Known::default();
    for request in &case.file().requests {
        known.principals.push(request.principal.clone());
        known.networks.extend(request.network.clone());
        known.regions.extend(request.region.clone());
    }
    known.principals.sort_unstable();
    known.principals.dedup();
    known.regions.sort_unstable();
    known.regions.dedup();
    known.networks.dedup();
    known
}

fn stopped_by(decision: &Decision) -> Vec<DecidedBy> {
    let stop = decision
        .phases
        .iter()
        .find(|phase| phase.decision != Outcome::Allowed);
    stop.map(|phase| phase.decided_by.clone())
        .unwrap_or_default()
}

/// The first sign-in that differs from `request` in one fact and is decided as it expects.
/// What the case itself names goes first.
fn nearest(case: &Case, request: &Request, known: &Known) -> Option<NearestSignIn> {
    let expect = request.expect.as_ref()?;
    let compiled = case.compiled();
    let mut changes = compiled.changes(request, None, known).changes;
    changes.retain(|change| !change.fact.is_of_account());
    changes.sort_by_key(|change| change.source);
    let as_expected = |change: &Change| {
        let request = change.fact.applied(request);
        let decision = compiled.decide(&request).ok()?;
        expect.mismatches(&decision).is_empty().then_some(request)
    };
    changes.iter().find_map(|change| {
        Some(NearestSignIn {
            request: as_expected(change)?,
            difference: words::difference(&change.fact)?,
        })
    })
}

fn finding(
    case: &Case,
    index: usize,
    mismatches: &[Mismatch],
    nearest: Option<&NearestSignIn>,
) -> Finding {
    let name = case.names().get(index).map(String::as_str);
    let message = words::not_as_expected(name.unwrap_or_default(), mismatches);
    let help = match nearest {
        Some(nearest) => message!(
            "change the policy or the expectation; {difference} it is as expected",
            difference = nearest.difference.clone()
        ),
        None => message!("change the policy, or what is expected"),
    };
    let finding = Finding::new(UNMET, Severity::Error, message).help(help);
    case.at_member(finding, "requests", Some(index), "expect")
}

/// The finding on a guarantee that does not hold for certain, at its place in the case file;
/// `None` of one that does. `index` is its number among the guarantees of the file, behind which
/// the perimeter stands.
pub fn unmet_guarantee(case: &Case, index: usize, proof: &GuaranteeProof) -> Option<Finding> {
    if proof.verdict == GuaranteeVerdict::Holds {
        return None;
    }
    let help = message!("change the policy or the guarantee; `vestibule prove` shows a sign-in");
    let finding = Finding::new(UNMET_GUARANTEE, Severity::Error, words::say::broken(proof));
    let finding = finding.help(help);
    Some(if index < case.file().guarantees.len() {
        case.at_member(finding, "guarantees", Some(index), "name")
    } else {
        case.at_member(finding, "perimeter", None, "exempt")
    })
}
