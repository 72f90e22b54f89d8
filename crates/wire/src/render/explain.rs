//! Says what the trace of a decision holds. Nothing is evaluated here: every line is read off
//! the trace. The contract has the sentences in English; the command translates them.

use vestibule_signin::decide::WORK_LIMIT;
use vestibule_syntax::diagnostic::{Arg, Joint, List, Message, code, grouped, name};
use vestibule_syntax::limits::{CASE_WORK, DECISION_WORK};
use vestibule_syntax::message;

use super::because;
use crate::contract::decision::{DecidedBy, Decision, PhaseDecision};
use crate::contract::explanation::{Line, Mark};
use crate::contract::trace::{Bearing, Effect, StatementTrace, Truth};
use crate::contract::words::{Layer, Outcome, Phase, Reason};
use crate::input::shorten::{named, short_name};

/// Adds its explanation to every phase of a decision that has its statements.
pub(crate) fn explain(decision: &mut Decision) {
    for phase in &mut decision.phases {
        let lines = explanation(phase);
        phase.explanation = lines.map(|lines| lines.into_iter().map(|(line, _)| line).collect());
    }
}

/// The explanation of a phase that has its statements: its lines, each with its sentence for
/// other languages.
pub fn explanation(phase: &PhaseDecision) -> Option<Vec<(Line, Message)>> {
    let statements = phase.statements.as_ref()?;
    Some(lines(phase, statements))
}

/// Why an action was decided as it was, in one sentence without a full stop.
pub fn reason(phase: &PhaseDecision) -> Message {
    reason_with(phase, |_| None)
}

/// As [`reason`], with the place of every statement behind it where `place` knows it.
pub fn reason_with(phase: &PhaseDecision, place: impl Fn(&DecidedBy) -> Option<String>) -> Message {
    let statement_of = |by: &DecidedBy| match place(by) {
        Some(place) => message!(
            "{it} ({place})",
            it = statement_of(by),
            place = name(&place)
        ),
        None => statement_of(by),
    };
    match phase.reason {
        Reason::NoMatchingDeny => message!("no Deny applies and no Allow is missing"),
        Reason::EnforcementOff => message!("console authorization is off"),
        Reason::ExplicitDeny => message!("{it}", it = joined(phase, statement_of)),
        Reason::ImplicitDeny => {
            let missing = joined(phase, |by| match &by.policy {
                Some(policy) => message!(
                    "{policy} does not allow it",
                    policy = called(by.layer, policy)
                ),
                None => message!("no {layer} allows it", layer = title(by.layer)),
            });
            message!("{it}", it = missing)
        }
        Reason::UnknownKey => {
            let keys = phase.depends_on.as_deref().unwrap_or_default();
            let (keys, more) = named(keys, phase.left_out.depends_on);
            let keys = listed(keys.iter().map(|key| depended(key)).collect(), more);
            let of_policies = phase.decided_by.iter().filter(|by| by.policy.is_some());
            let by: Vec<&DecidedBy> = of_policies.collect();
            let (by, more) = named(&by, phase.left_out.decided_by);
            let by: Vec<Arg> = by.iter().map(|by| statement_of(by).into()).collect();
            match (by.len(), more) {
                (0, _) => message!("it depends on {keys}", keys = keys),
                (1, 0) => message!(
                    "{statement} depends on {keys}",
                    statement = listed(by, 0),
                    keys = keys
                ),
                _ => message!(
                    "{all} depend on {keys}",
                    all = listed(by, more),
                    keys = keys
                ),
            }
        }
        Reason::UnevaluableStatement if is_too_much(phase) => message!(
            "deciding it takes more work than is done: {steps} steps for a sign-in, {all} for a case file",
            steps = DECISION_WORK,
            all = CASE_WORK
        ),
        Reason::UnevaluableStatement => message!(
            "{statements} cannot be evaluated",
            statements = joined(phase, statement_of)
        ),
    }
}

/// True for a phase that was not evaluated, because that is too much work.
fn is_too_much(phase: &PhaseDecision) -> bool {
    let depends_on = phase.depends_on.iter().flatten();
    depends_on.into_iter().any(|name| name == WORK_LIMIT)
}

/// What stands in `dependsOn`, for people.
fn depended(key: &str) -> Arg {
    match key {
        "policies.identity" => message!("the identity policies, which are not given").into(),
        "resource" => message!("the resource, which is not given").into(),
        key => code(key),
    }
}

fn joined(phase: &PhaseDecision, say: impl Fn(&DecidedBy) -> Message) -> Arg {
    let (by, more) = named(&phase.decided_by, phase.left_out.decided_by);
    listed(by.iter().map(|by| say(by).into()).collect(), more)
}

/// The items in a sentence, and how many `more` there are.
fn listed(items: Vec<Arg>, more: usize) -> Arg {
    if items.is_empty() {
        return message!("something that is not known").into();
    }
    List::arg_and_more(Joint::And, items, more)
}

/// `statement Sid of resource control policy perimeter`.
fn statement_of(by: &DecidedBy) -> Message {
    let policy = policy_of(by.layer, by.policy.as_deref());
    match (by.statement, &by.sid) {
        (Some(_), Some(sid)) => message!(
            "statement {sid} of {policy}",
            sid = name(&short_name(sid)),
            policy = policy
        ),
        (Some(number), None) => message!(
            "Statement[{number}] of {policy}",
            number = number,
            policy = policy
        ),
        (None, _) => policy,
    }
}

fn policy_of(layer: Layer, name: Option<&str>) -> Message {
    match name {
        // There is only one, and it is called so.
        Some("resourceBased") | None => message!("the {layer}", layer = title(layer)),
        Some(name) => called(layer, name),
    }
}

/// A policy by its name; one without by its number.
fn called(layer: Layer, policy: &str) -> Message {
    let policy = match layer.number_of(policy) {
        Some(number) => number.into(),
        None => name(&short_name(policy)),
    };
    message!("{layer} {policy}", layer = title(layer), policy = policy)
}

/// As [`Layer::title`].
fn title(layer: Layer) -> Message {
    match layer {
        Layer::VpcEndpoint => message!("VPC endpoint policy"),
        Layer::ResourceControl => message!("resource control policy"),
        Layer::ServiceControl => message!("service control policy"),
        Layer::ResourceBased => message!("resource-based policy"),
        Layer::Identity => message!("identity policy"),
        Layer::PermissionsBoundary => message!("permissions boundary"),
        Layer::Session => message!("session policy"),
    }
}

/// An outcome as a word.
pub fn outcome(outcome: Outcome) -> Message {
    match outcome {
        Outcome::Allowed => message!("allowed"),
        Outcome::Denied => message!("denied"),
        Outcome::Unknown => message!("unknown"),
    }
}

fn lines(phase: &PhaseDecision, statements: &[StatementTrace]) -> Vec<(Line, Message)> {
    let of_phase = |mark, message: Message| {
        let line = Line {
            indent: 0,
            mark,
            text: message.to_string(),
            path: None,
            span: None,
            range: None,
        };
        (line, message)
    };
    let decided = message!(
        "{outcome}: {reason}",
        outcome = outcome(phase.decision),
        reason = reason(phase)
    );
    let mut lines = vec![of_phase(phase.decision.mark(), decided)];
    let mut policy = None;
    for trace in statements {
        if policy != Some((trace.path.as_str(), trace.policy.as_str())) {
            policy = Some((trace.path.as_str(), trace.policy.as_str()));
            lines.push(policy_line(trace));
        }
        statement_lines(phase, trace, &mut lines);
    }
    let grouped = |more: u32| name(&grouped(usize::try_from(more).unwrap_or(usize::MAX)));
    let tests = match phase.left_out.tests {
        0 => None,
        1 => Some(message!(
            "and 1 more test, left out as there is too much to explain"
        )),
        more => Some(message!(
            "and {count} more tests, left out as there is too much to explain",
            count = grouped(more)
        )),
    };
    let statements = match phase.left_out.statements {
        0 => None,
        1 => Some(message!(
            "and 1 more statement, left out as there is too much to explain"
        )),
        more => Some(message!(
            "and {count} more statements, left out as there is too much to explain",
            count = grouped(more)
        )),
    };
    let left_out = tests.into_iter().chain(statements);
    lines.extend(left_out.map(|message| of_phase(Mark::Skipped, message)));
    lines
}

fn line(trace: &StatementTrace, indent: u8, mark: Mark, message: Message) -> (Line, Message) {
    let line = Line {
        indent,
        mark,
        text: message.to_string(),
        path: Some(trace.path.clone()),
        span: trace.span,
        range: trace.range,
    };
    (line, message)
}

fn policy_line(trace: &StatementTrace) -> (Line, Message) {
    let policy = policy_of(trace.layer, Some(&trace.policy));
    let of_policy = |mark, message| {
        let (line, message) = line(trace, 0, mark, message);
        let line = Line {
            span: None,
            range: None,
            ..line
        };
        (line, message)
    };
    let because = match trace.bearing {
        Bearing::Evaluated => {
            return of_policy(
                Mark::Yes,
                message!("{policy} is evaluated", policy = policy),
            );
        }
        Bearing::PerhapsOtherEndpoint => {
            let message = message!(
                "{policy} counts if the request comes through its endpoint, which is not given",
                policy = policy
            );
            return of_policy(Mark::Unknown, message);
        }
        Bearing::NoEndpoint => message!("the request does not pass a VPC endpoint"),
        Bearing::OtherEndpoint => message!("the request passes another VPC endpoint"),
        Bearing::EnforcementOff => message!("console authorization is off"),
        Bearing::ManagementAccount => {
            message!("RCPs and SCPs do not bind the management account")
        }
        Bearing::OtherNode => {
            message!("it is attached to a node that is not above this account")
        }
        Bearing::OtherPrincipal => message!("it belongs to another principal"),
        Bearing::BeforeAuthentication => message!("nobody is known before authentication"),
        Bearing::RootUser => message!("identity policies do not bind the root user"),
        Bearing::Assumed => message!(
            "{assumption} is switched to its other interpretation",
            assumption = name(trace.assumption.as_deref().unwrap_or_default())
        ),
    };
    let message = message!(
        "{policy} is not evaluated: {because}",
        policy = policy,
        because = because
    );
    line(trace, 0, Mark::Skipped, message)
}

fn statement_lines(
    phase: &PhaseDecision,
    trace: &StatementTrace,
    lines: &mut Vec<(Line, Message)>,
) {
    let (Some(number), Some(truth)) = (trace.statement, trace.truth) else {
        return;
    };
    let effect = match trace.effect {
        Some(Effect::Allow) => name("Allow"),
        Some(Effect::Deny) => name("Deny"),
        None => message!("unreadable").into(),
    };
    let statement = match &trace.sid {
        Some(sid) => message!(
            "{effect} Statement[{number}] ({sid})",
            effect = effect,
            number = number,
            sid = name(&short_name(sid))
        ),
        None => message!(
            "{effect} Statement[{number}]",
            effect = effect,
            number = number
        ),
    };
    let action = phase.action.name();
    if trace.action == Some(Truth::False) {
        let message = message!(
            "{statement} is not about {action}",
            statement = statement,
            action = name(action)
        );
        lines.push(line(trace, 1, Mark::Skipped, message));
        return;
    }
    let applies = match (truth, trace.effect) {
        (Truth::True, _) => message!("{statement} applies", statement = statement),
        (Truth::Indeterminate, Some(Effect::Allow)) => message!(
            "{statement} does not apply, as AWS cannot tell",
            statement = statement
        ),
        (Truth::Indeterminate, _) => message!(
            "{statement} applies, as AWS cannot tell",
            statement = statement
        ),
        (Truth::False, _) => message!("{statement} does not apply", statement = statement),
        (Truth::Unknown, _) => message!("{statement} may apply", statement = statement),
    };
    let mark = match (truth, trace.effect) {
        (Truth::Indeterminate, Some(Effect::Allow)) => Mark::No,
        (truth, _) => truth.into(),
    };
    lines.push(line(trace, 1, mark, applies));
    let unknown = |message| line(trace, 2, Mark::Unknown, message);
    if trace.defective {
        lines.push(unknown(message!(
            "AWS would refuse the statement, so its effect is unknown"
        )));
    }
    if trace.action == Some(Truth::Unknown) {
        lines.push(unknown(message!(
            "the actions of the statement cannot be read, so whether it is about {action} is unknown",
            action = name(action)
        )));
    }
    let nobody = if phase.phase == Phase::PreAuthentication {
        message!(
            "Principal: false because nobody is known before authentication, and it does not name `*`"
        )
    } else {
        message!("Principal: false because it does not name this principal")
    };
    let parts = [
        (
            trace.principal,
            nobody,
            message!("Principal: unknown whether it covers this sign-in"),
        ),
        (
            trace.resource,
            message!("Resource: false because it does not cover what is signed in to"),
            message!("Resource: unknown whether it covers this sign-in"),
        ),
    ];
    for (truth, not, perhaps) in parts {
        match truth {
            None | Some(Truth::True) => {}
            Some(Truth::False) => lines.push(line(trace, 2, Mark::No, not)),
            Some(Truth::Unknown | Truth::Indeterminate) => lines.push(unknown(perhaps)),
        }
    }
    for test in &trace.tests {
        let (line, message) = line(trace, 2, test.truth.into(), because::test(test, action));
        let line = Line {
            span: Some(test.span),
            range: Some(test.range),
            ..line
        };
        lines.push((line, message));
    }
}
