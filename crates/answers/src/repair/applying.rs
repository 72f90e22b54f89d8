//! Changes by which a statement applies to a sign-in.

use vestibule_iam::condition::Base;
use vestibule_iam::policy::Effect;
use vestibule_iam::truth::Truth;
use vestibule_signin::{Action, Decision, DecisionValue, Layer};
use vestibule_wire::RepairKind;

use super::candidate::{Asked, Candidate, adding};
use super::exempting::ranges;
use super::opening::{COMBINED, pairs};
use crate::in_text::{InText, matching};
use crate::question::is_arn_key;

/// Changes by which a layer allows that does not, where one does not.
pub(super) fn allowing(asked: &Asked<'_>, decision: &Decision<'_>) -> Vec<Candidate> {
    let mut missing: Vec<(Layer, Option<usize>, Vec<Action>)> = Vec::new();
    for phase in decision
        .phases
        .iter()
        .filter(|phase| asked.counts(phase.action))
    {
        if phase.decision == DecisionValue::Allowed {
            continue;
        }
        for by in phase.decided_by.iter().filter(|by| by.statement.is_none()) {
            match missing
                .iter_mut()
                .find(|(layer, of, _)| (*layer, *of) == (by.layer, by.policy))
            {
                Some((_, _, actions)) => actions.push(phase.action),
                None => missing.push((by.layer, by.policy, vec![phase.action])),
            }
        }
    }
    let mut found: Vec<Candidate> = Vec::new();
    for (index, (layer, policy, actions)) in missing.iter().enumerate() {
        let of_layer = of_layer(asked, decision, *layer, *policy, actions);
        found = match index {
            0 => of_layer,
            _ => pairs(&found, &of_layer),
        };
        found.truncate(COMBINED);
    }
    found
}

/// Changes by which an Allow of a layer applies at some actions.
fn of_layer(
    asked: &Asked<'_>,
    decision: &Decision<'_>,
    layer: Layer,
    policy: Option<usize>,
    actions: &[Action],
) -> Vec<Candidate> {
    let policies = asked.authorizer.policies().enumerate();
    let policies = policies.filter(|(index, attached)| {
        attached.layer == layer && policy.is_none_or(|policy| policy == *index)
    });
    let mut found = Vec::new();
    for (index, attached) in policies {
        for statement in 0..attached.policy.statements.len() {
            let Some(text) = asked.in_text(index, statement) else {
                continue;
            };
            if text.typed.effect == Some(Effect::Allow) {
                found.extend(applying(asked, decision, &text, actions));
            }
        }
    }
    found
}

/// Makes one statement apply at some actions: adds actions that it lacks, and values to the
/// tests that fail.
pub(super) fn applying(
    asked: &Asked<'_>,
    decision: &Decision<'_>,
    text: &InText<'_>,
    actions: &[Action],
) -> Option<Candidate> {
    let mut made: Option<Candidate> = None;
    let mut add = |one: Candidate| {
        made = Some(match made.take() {
            Some(known) => known.and(one),
            None => one,
        });
    };
    let mut touched = Vec::new();
    for action in actions {
        let phase = decision
            .phases
            .iter()
            .find(|phase| phase.action == *action)?;
        let traced = phase.trace.iter().find(|of| of.policy == text.policy)?;
        let mut traces = traced.statements.iter();
        let trace = traces.find(|of| of.statement == text.statement)?;
        if trace.action == Truth::False {
            let names = vec![action.name().to_owned()];
            let edits = text.add_action(*action)?;
            add(Candidate::of(RepairKind::AddAction, names, text, edits));
            continue;
        }
        if trace.principal == Truth::False || trace.resource == Truth::False {
            return None;
        }
        for failed in trace
            .tests
            .iter()
            .filter(|test| test.truth() == Truth::False)
        {
            let at = (failed.block, failed.test);
            if touched.contains(&at) {
                continue;
            }
            touched.push(at);
            add(holding(asked, text, at)?);
        }
    }
    made
}

/// Makes a test hold that does not.
fn holding(asked: &Asked<'_>, text: &InText<'_>, at: (usize, usize)) -> Option<Candidate> {
    let (_, operator, test) = text.tests().find(|(place, _, _)| *place == at)?;
    let key = &*test.key.value;
    let dropping = || {
        let edits = text.drop_test(at)?;
        Some(Candidate::of(RepairKind::DropTest, Vec::new(), text, edits).key(key))
    };
    let Some(value) = asked.value(key).filter(|_| operator.set.is_none()) else {
        return dropping();
    };
    if !operator.negated {
        let is_range = operator.base == Base::IpAddress;
        let values = match is_range.then(|| ranges(asked, value)) {
            Some(ranges) => ranges.into_iter().next()?,
            None if is_arn_key(key) || adding(key) != RepairKind::AddValue => {
                // An example is not written; a change that needs a value asks for it.
                asked.may_try(value).then(|| vec![value.to_owned()])?
            }
            None => asked.is_told(value).then(|| vec![value.to_owned()])?,
        };
        let edits = text.add_values(at, &values)?;
        return Some(Candidate::of(adding(key), values, text, edits).key(key));
    }
    let found = matching(operator.base, test, value);
    if found.is_empty() || found.len() >= test.values.len() {
        return dropping();
    }
    let values = found.iter().filter_map(|index| test.values.get(*index));
    let values = values.map(|value| value.value.to_string()).collect();
    let edits = text.remove_values(at, &found)?;
    Some(Candidate::of(RepairKind::RemoveValue, values, text, edits).key(key))
}
