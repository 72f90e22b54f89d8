//! Changes by which a sign-in that is stopped may pass.

use vestibule_iam::matching::StatementTrace;
use vestibule_iam::policy::Effect;
use vestibule_iam::truth::Truth;
use vestibule_signin::{Action, Decision, PrincipalKind};
use vestibule_wire::RepairKind;

use super::applying::allowing;
use super::candidate::{Asked, Candidate};
use super::exempting::{NETWORK_KEYS, of_one};
use super::merge::merged;
use crate::in_text::InText;

/// How many combinations of changes to single statements are tried.
pub(super) const COMBINED: usize = 24;

/// A statement that stops the sign-in, or may.
pub(super) struct Stop<'a> {
    pub(super) text: InText<'a>,
    /// At which actions it does.
    pub(super) at: Vec<Action>,
    /// The actions that it is about.
    pub(super) covers: Vec<Action>,
}

/// Changes to try, the most usual first; those of a later list only where none of an earlier
/// one has the wanted effect.
pub(super) fn candidates(asked: &Asked<'_>, decision: &Decision<'_>) -> [Vec<Candidate>; 2] {
    let Some(stops) = stops(asked, decision) else {
        return [Vec::new(), Vec::new()];
    };
    let allowing = allowing(asked, decision);
    if stops.is_empty() {
        return [allowing, Vec::new()];
    }
    let options: Vec<Vec<Candidate>> = stops.iter().map(|stop| of_one(asked, stop)).collect();
    let denying = [alike(asked, &stops, &options), different(&options)];
    denying.map(|denying| {
        if allowing.is_empty() {
            denying
        } else {
            // A Deny and a missing Allow stop it together.
            pairs(&denying, &allowing)
        }
    })
}

/// Each of some changes with each of others.
pub(super) fn pairs(some: &[Candidate], others: &[Candidate]) -> Vec<Candidate> {
    let with = |one: &Candidate| {
        let each = others.iter().map(|other| one.clone().and(other.clone()));
        each.collect::<Vec<_>>()
    };
    some.iter().flat_map(with).collect()
}

/// Every statement that denies the sign-in at some action, or may; `None` where the text of
/// one cannot be edited.
fn stops<'a>(asked: &Asked<'a>, decision: &Decision<'_>) -> Option<Vec<Stop<'a>>> {
    let mut found: Vec<Stop<'a>> = Vec::new();
    for phase in decision
        .phases
        .iter()
        .filter(|phase| asked.counts(phase.action))
    {
        for policy in phase
            .trace
            .iter()
            .filter(|of| of.applicability.is_evaluated())
        {
            for trace in &policy.statements {
                if !denies(trace) && !may_deny(asked, policy.policy, trace) {
                    continue;
                }
                let same = |stop: &&mut Stop<'_>| {
                    (stop.text.policy, stop.text.statement) == (policy.policy, trace.statement)
                };
                if let Some(known) = found.iter_mut().find(same) {
                    known.at.push(phase.action);
                    continue;
                }
                found.push(Stop {
                    text: asked.in_text(policy.policy, trace.statement)?,
                    at: vec![phase.action],
                    covers: Vec::new(),
                });
            }
        }
    }
    for stop in &mut found {
        let phases = decision.phases.iter();
        let covering = phases.filter(|phase| {
            let policies = phase.trace.iter();
            let mut traces = policies
                .filter(|of| of.policy == stop.text.policy)
                .flat_map(|of| &of.statements);
            traces.any(|of| of.statement == stop.text.statement && of.action != Truth::False)
        });
        stop.covers = covering.map(|phase| phase.action).collect();
    }
    Some(found)
}

fn denies(trace: &StatementTrace) -> bool {
    trace.effect != Some(Effect::Allow) && trace.truth != Truth::False
}

/// Whether a statement denies if the network is not known, and AWS may keep that from it: it
/// does for roles of IAM Identity Center (J30).
fn may_deny(asked: &Asked<'_>, policy: usize, trace: &StatementTrace) -> bool {
    let around = [trace.action, trace.principal, trace.resource];
    if asked.request.principal.kind != PrincipalKind::IdentityCenterRole
        || trace.effect == Some(Effect::Allow)
        || around.contains(&Truth::False)
    {
        return false;
    }
    let Some(text) = asked.in_text(policy, trace.statement) else {
        return false;
    };
    let tests = trace.tests.iter();
    let failed = tests.filter(|test| test.truth() == Truth::False);
    let mut keys = failed.filter_map(|failed| {
        let block = text.typed.conditions.get(failed.block)?;
        Some(&*block.tests.get(failed.test)?.key.value)
    });
    keys.all(|key| {
        NETWORK_KEYS
            .iter()
            .any(|(of, _)| of.eq_ignore_ascii_case(key))
    })
}

/// Changes by which none of some statements denies the sign-in: the same one for each.
fn alike(asked: &Asked<'_>, stops: &[Stop<'_>], options: &[Vec<Candidate>]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for first in options.first().into_iter().flatten() {
        let does = |candidate: &Candidate| {
            let steps = candidate.steps.iter();
            let does = steps.map(|step| (step.kind, step.key.clone(), step.values.clone()));
            does.collect::<Vec<_>>()
        };
        let same = |candidate: &&Candidate| does(candidate) == does(first);
        let each: Option<Vec<Candidate>> = options
            .iter()
            .map(|of_stop| of_stop.iter().find(same).cloned())
            .collect();
        found.extend(each.and_then(Candidate::all));
    }
    found.extend(merged(asked, stops));
    found.extend(dropped(stops));
    found
}

/// Changes by which none of some statements denies the sign-in: another one for each.
fn different(options: &[Vec<Candidate>]) -> Vec<Candidate> {
    let mut combined: Vec<Candidate> = Vec::new();
    for (index, of_stop) in options.iter().enumerate() {
        combined = match index {
            0 => of_stop.clone(),
            _ => pairs(&combined, of_stop),
        };
        combined.truncate(COMBINED);
    }
    combined
}

/// All of some statements taken out, unless a policy would have none left.
fn dropped(stops: &[Stop<'_>]) -> Option<Candidate> {
    let mut policies: Vec<usize> = stops.iter().map(|stop| stop.text.policy).collect();
    policies.dedup();
    let of_policy = |policy: usize| {
        let of = stops.iter().filter(|stop| stop.text.policy == policy);
        let places: Option<Vec<_>> = of.clone().map(|stop| stop.text.list()).collect();
        let places = places?;
        let (list, _) = *places.first()?;
        let indices: Vec<usize> = places.iter().map(|(_, index)| *index).collect();
        if indices.len() >= list.elements().len() {
            return None;
        }
        let first = of.clone().next()?;
        let edits = first.text.editor().remove_elements(list, &indices)?;
        let mut candidate =
            Candidate::of(RepairKind::DropStatement, Vec::new(), &first.text, edits);
        if let Some(step) = candidate.steps.first_mut() {
            step.statements = of.map(|stop| (policy, stop.text.statement)).collect();
        }
        Some(candidate)
    };
    let each: Option<Vec<Candidate>> = policies.into_iter().map(of_policy).collect();
    Candidate::all(each?)
}
