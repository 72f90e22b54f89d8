//! Tries changes, and puts those that have the wanted effect in order.

use vestibule_analysis::{self as analysis, Extents};
use vestibule_wire::{
    AddressCount, Case, Edited, EditedFile, Extent, Finding, GuaranteeVerdict, NetworkSet, Outcome,
    PrincipalSet, Ranges, Repair, RepairKind, RepairStep, SignInChange,
};

use super::candidate::Candidate;
use super::{Target, giving, outcome};
use crate::question::{self, Question};
use crate::{Comparing, diff, map, prove, words};

/// A change that has the wanted effect.
struct Proven {
    candidate: Candidate,
    edited: Edited,
    changes: Vec<SignInChange>,
    not_known: Vec<SignInChange>,
    assumed_absent: Vec<String>,
    holds: Option<bool>,
    breaks: Vec<String>,
}

/// Whom a change serves: what the policies mean for everybody comes before what lets in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Serves {
    /// Everybody whom one of two statements lets in, which exclude each other.
    Both,
    /// Everybody from a network, whom the policies exempt already, or for whom it is asked.
    Meant,
    /// One principal, one address, or more than was asked for.
    Other,
}

/// The changes that have the wanted effect, with the files that they edit: those that make
/// the guarantee hold first, then those that serve everybody, then those that open less.
/// `is_operand` tells whether a policy compares with a value.
pub(super) fn ranked(
    case: &Case,
    question: &Question<'_>,
    target: &Target,
    candidates: Vec<Candidate>,
    is_operand: &dyn Fn(&str) -> bool,
) -> Result<Vec<(Repair, Vec<EditedFile>)>, Box<Finding>> {
    let held = holding(case)?;
    let mut proven = Vec::new();
    for candidate in candidates {
        let found = tried(case, question, target, &held, candidate)?;
        // Two ways to the same text are one.
        let is_new = |found: &Proven| {
            let mut known = proven.iter();
            !known.any(|known: &Proven| known.edited.files == found.edited.files)
        };
        proven.extend(found.filter(is_new));
    }
    let extents = extents(question, &proven);
    let of = proven.iter();
    let serves: Vec<Serves> = of.map(|of| serves(of, target, is_operand)).collect();
    let order = order(&proven, &serves, target.wanted, extents.as_ref());
    let number = |index: usize| {
        let at = order.iter().position(|of| *of == index);
        at.and_then(|at| u32::try_from(at).ok())
    };
    let within = |index: usize, of: Option<&Vec<Vec<bool>>>| -> Vec<u32> {
        let row = of.and_then(|of| of.get(index)).into_iter().flatten();
        let others = row
            .enumerate()
            .filter(|(other, is)| **is && *other != index);
        let mut numbers: Vec<u32> = others.filter_map(|(other, _)| number(other)).collect();
        numbers.sort_unstable();
        numbers
    };
    let repair = |index: &usize| {
        let proven = proven.get(*index)?;
        let opens = extents.as_ref().map(|of| &of.opens_within);
        let closes = extents.as_ref().map(|of| &of.closes_within);
        let steps = steps(case, &proven.candidate);
        let repair = Repair {
            title: words::repair_title(&steps).plain(),
            steps,
            edits: proven.edited.edits.clone(),
            holds: proven.holds,
            breaks: proven.breaks.clone(),
            opens: extent(&proven.changes, &is_opening, within(*index, opens)),
            closes: extent(&proven.changes, &is_closing, within(*index, closes)),
            changes: proven.changes.clone(),
            not_known: proven.not_known.clone(),
            assumed_absent: proven.assumed_absent.clone(),
        };
        Some((repair, proven.edited.files.clone()))
    };
    Ok(order.iter().filter_map(repair).collect())
}

/// The guarantees that hold.
fn holding(case: &Case) -> Result<Vec<String>, Box<Finding>> {
    if case.file().guarantees.is_empty() {
        return Ok(Vec::new());
    }
    let proofs = prove(case, None)?.into_iter();
    let holding = proofs.filter(|proof| proof.verdict == GuaranteeVerdict::Holds);
    Ok(holding.map(|proof| proof.guarantee).collect())
}

/// What a change comes to; `None` without the wanted effect.
fn tried(
    case: &Case,
    question: &Question<'_>,
    target: &Target,
    held: &[String],
    candidate: Candidate,
) -> Result<Option<Proven>, Box<Finding>> {
    let Some(edited) = case.edited(&candidate.edits) else {
        return Ok(None);
    };
    let errors = |case: &Case| case.findings().iter().filter(|of| of.is_error()).count();
    if !edited.case.is_usable() || errors(&edited.case) > errors(case) {
        return Ok(None);
    }
    let decision = edited.case.compiled().decide(&target.request).ok();
    let found = decision.and_then(|decision| outcome(&decision, target.at.map(Into::into)));
    if found != Some(target.wanted) {
        return Ok(None);
    }
    let comparing = Comparing {
        account: Some(&question.account),
        ..Comparing::default()
    };
    let compared = diff(case, &edited.case, comparing)?;
    let holding = holding(&edited.case)?;
    let breaks = held.iter().filter(|name| !holding.contains(name));
    let breaks = breaks.cloned().collect();
    let holds = target.guarantee.as_ref().map(|name| holding.contains(name));
    Ok(Some(Proven {
        candidate,
        changes: compared.changes,
        not_known: compared.not_known,
        assumed_absent: compared.assumed_absent,
        holds,
        breaks,
        edited,
    }))
}

fn steps(case: &Case, candidate: &Candidate) -> Vec<RepairStep> {
    let by = |(policy, statement): &(usize, usize)| {
        let place = analysis::Place {
            policy: *policy,
            statement: *statement,
        };
        map::by(case.compiled(), place)
    };
    let steps = candidate.steps.iter();
    steps
        .map(|step| {
            let mut statements = step.statements.clone();
            statements.sort_unstable();
            statements.dedup();
            RepairStep {
                kind: step.kind,
                key: step.key.clone(),
                values: step.values.clone(),
                statements: statements.iter().map(by).collect(),
            }
        })
        .collect()
}

/// Which of the changes opens or closes all that another does; `None` where the policies are
/// too large to say.
fn extents(question: &Question<'_>, proven: &[Proven]) -> Option<Extents> {
    let after = proven.iter();
    let after = after.map(|proven| question::of_case(&proven.edited.case).ok());
    let after: Vec<Question<'_>> = after.collect::<Option<_>>()?;
    let after: Vec<_> = after.iter().map(|after| &*after.authorizer).collect();
    analysis::extents(&question.authorizer, &after, &question.options).ok()
}

/// Whom a change serves.
fn serves(proven: &Proven, target: &Target, is_operand: &dyn Fn(&str) -> bool) -> Serves {
    // A guarantee, and who is locked out, tell themselves for whom it is asked.
    if target.wanted != Outcome::Allowed
        || target.guarantee.is_some()
        || !target.principals.is_empty()
    {
        return Serves::Meant;
    }
    let opens = extent(&proven.changes, &is_opening, Vec::new());
    if giving::is_wide(&opens) {
        return Serves::Other;
    }
    let steps = &proven.candidate.steps;
    if steps
        .iter()
        .any(|of| of.kind == RepairKind::MergeStatements)
    {
        return Serves::Both;
    }
    let is_meant = steps.iter().all(|step| match step.kind {
        RepairKind::AddVpc | RepairKind::AddEndpoint | RepairKind::AddRegion => true,
        RepairKind::ExcludePrincipal => step.values.iter().all(|value| is_operand(value)),
        RepairKind::AddRange => !step.values.iter().any(|range| is_one_address(range)),
        _ => false,
    });
    if is_meant {
        Serves::Meant
    } else {
        Serves::Other
    }
}

fn is_one_address(range: &str) -> bool {
    let range = vestibule_iam::cidr::parse_network(range).ok();
    range
        .is_some_and(|range| matches!((range.is_ipv4(), range.prefix()), (true, 32) | (false, 128)))
}

/// The order of the changes: of those that serve the same people one that opens a part of
/// what another does stands before it. Of others those come first that make the guarantee
/// hold, that break none, that serve everybody who is meant, that open something for
/// principals by name alone, from fewer addresses, and with fewer edits.
fn order(
    proven: &[Proven],
    serves: &[Serves],
    wanted: Outcome,
    extents: Option<&Extents>,
) -> Vec<usize> {
    let rank = |index: &usize| {
        let proven = proven.get(*index)?;
        let size = |is: &dyn Fn(&SignInChange) -> bool| {
            let extent = extent(&proven.changes, is, Vec::new());
            let digits = |count: &String| (count.len(), count.clone());
            (
                extent.any,
                extent.others,
                extent.endpoints,
                digits(&extent.addresses.ipv6),
                digits(&extent.addresses.ipv4),
            )
        };
        let (opens, closes) = (size(&is_opening), size(&is_closing));
        Some((
            proven.holds == Some(false),
            proven.breaks.len(),
            serves.get(*index).copied(),
            opens,
            closes,
            proven.candidate.steps.len(),
            proven.candidate.size(),
            *index,
        ))
    };
    let smaller = |one: usize, other: usize| {
        let is = |of: &Vec<Vec<bool>>, a: usize, b: usize| {
            of.get(a).and_then(|row| row.get(b)) == Some(&true)
        };
        let less = |of: &Vec<Vec<bool>>| is(of, one, other) && !is(of, other, one);
        let same = |of: &Vec<Vec<bool>>| is(of, one, other) && is(of, other, one);
        extents.is_some_and(|all| {
            let of = |at: usize| {
                let of = proven.get(at)?;
                Some((of.holds, of.breaks.len(), serves.get(at)?))
            };
            let alike = of(one) == of(other);
            let (opens, closes) = (&all.opens_within, &all.closes_within);
            let is_denied = wanted == Outcome::Denied;
            alike && (less(opens) || (same(opens) && is_denied && less(closes)))
        })
    };
    let mut left: Vec<usize> = (0..proven.len()).collect();
    left.sort_by_key(rank);
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let first = left
            .iter()
            .position(|one| !left.iter().any(|other| smaller(*other, *one)));
        order.push(left.remove(first.unwrap_or(0)));
    }
    order
}

/// How far open an outcome is.
fn openness(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Denied => 0,
        Outcome::Unknown => 1,
        Outcome::Allowed => 2,
    }
}

fn is_opening(change: &SignInChange) -> bool {
    openness(change.to) > openness(change.from)
}

fn is_closing(change: &SignInChange) -> bool {
    openness(change.to) < openness(change.from)
}

/// How much of some changes goes one way.
fn extent(
    changes: &[SignInChange],
    is: &dyn Fn(&SignInChange) -> bool,
    within: Vec<u32>,
) -> Extent {
    let places: Vec<_> = changes.iter().filter(|change| is(change)).collect();
    let is_endpoint =
        |change: &&&SignInChange| !matches!(change.place.network, Some(NetworkSet::Public(_)));
    let mut ranges: Vec<analysis::Cidr> = Vec::new();
    for change in &places {
        let all = [
            (std::net::Ipv4Addr::UNSPECIFIED.into(), 0),
            (std::net::Ipv6Addr::UNSPECIFIED.into(), 0),
        ];
        let all = all.map(|(address, prefix)| analysis::Cidr { address, prefix });
        match &change.place.network {
            Some(NetworkSet::Public(Ranges::In(texts))) => {
                let parsed = texts.iter().filter_map(|text| {
                    let range = vestibule_iam::cidr::parse_network(text).ok()?;
                    Some(analysis::Cidr {
                        address: range.network(),
                        prefix: range.prefix(),
                    })
                });
                ranges.extend(parsed);
            }
            Some(NetworkSet::Public(Ranges::Any(_))) | None => ranges.extend(all),
            Some(NetworkSet::Endpoint(_)) => {}
        }
    }
    let [ipv4, ipv6] = analysis::counts(&disjoint(ranges));
    Extent {
        any: !places.is_empty(),
        others: places.iter().any(|change| {
            let principal = change.place.principal.as_ref();
            !principal.is_some_and(is_by_name)
        }),
        endpoints: places.iter().any(|change| is_endpoint(&change)),
        addresses: AddressCount { ipv4, ipv6 },
        within,
    }
}

/// Ranges without those that lie in another.
fn disjoint(mut ranges: Vec<analysis::Cidr>) -> Vec<analysis::Cidr> {
    ranges.sort_by_key(|range| range.prefix);
    let mut kept: Vec<analysis::Cidr> = Vec::new();
    for range in ranges {
        if !kept.iter().any(|known| known.holds(range.address)) {
            kept.push(range);
        }
    }
    kept
}

/// Whether some principals are told one by one.
fn is_by_name(set: &PrincipalSet) -> bool {
    let within = set.within.as_ref();
    within.is_some_and(|within| within.iter().all(|of| words::single(of).is_some()))
}
