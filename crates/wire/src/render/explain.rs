//! Says in English what the trace of a decision holds. Nothing is evaluated
//! here: every line is read off the trace.

use vestibule_syntax::diagnostic::grouped;
use vestibule_syntax::visible::visible;

use vestibule_signin::decide::WORK_LIMIT;
use vestibule_syntax::limits::{CASE_WORK, DECISION_WORK};

use crate::contract::decision::{DecidedBy, Decision, PhaseDecision};
use crate::contract::explanation::{Line, Mark};
use crate::contract::trace::{Bearing, Effect, StatementTrace, TestTrace, Truth, Why};
use crate::contract::words::{Layer, Phase, Reason};
use crate::input::shorten::{named, short_name};

/// Adds its explanation to every phase of a decision that has its statements.
pub(crate) fn explain(decision: &mut Decision) {
    for phase in &mut decision.phases {
        phase.explanation = phase
            .statements
            .as_ref()
            .map(|statements| lines(phase, statements));
    }
}

/// Why an action was decided as it was, in one sentence without a full stop.
pub fn reason(phase: &PhaseDecision) -> String {
    reason_with(phase, |_| None)
}

/// As [`reason`], with the place of every statement behind it where `place` knows it.
pub fn reason_with(phase: &PhaseDecision, place: impl Fn(&DecidedBy) -> Option<String>) -> String {
    let statement_of = |by: &DecidedBy| match place(by) {
        Some(place) => format!("{} ({place})", statement_of(by)),
        None => statement_of(by),
    };
    match phase.reason {
        Reason::NoMatchingDeny => "no Deny applies and no Allow is missing".to_owned(),
        Reason::EnforcementOff => "console authorization is off".to_owned(),
        Reason::ExplicitDeny => joined(phase, statement_of),
        Reason::ImplicitDeny => joined(phase, |by| match &by.policy {
            Some(policy) => {
                let name = short_name(policy);
                format!("{} {name} does not allow it", by.layer.title())
            }
            None => format!("no {} allows it", by.layer.title()),
        }),
        Reason::UnknownKey => {
            let keys = phase.depends_on.as_deref().unwrap_or_default();
            let (keys, more) = named(keys, phase.left_out.depends_on);
            let keys: Vec<String> = keys.iter().map(|key| depended(key)).collect();
            let keys = listed(&keys, more);
            let of_policies = phase.decided_by.iter().filter(|by| by.policy.is_some());
            let by: Vec<&DecidedBy> = of_policies.collect();
            let (by, more) = named(&by, phase.left_out.decided_by);
            let by: Vec<String> = by.iter().map(|by| statement_of(by)).collect();
            match (by.as_slice(), more) {
                ([], _) => format!("it depends on {keys}"),
                ([one], 0) => format!("{one} depends on {keys}"),
                (several, more) => format!("{} depend on {keys}", listed(several, more)),
            }
        }
        Reason::UnevaluableStatement if is_too_much(phase) => format!(
            "deciding it takes more work than is done: {DECISION_WORK} steps for a sign-in, {CASE_WORK} for a case file"
        ),
        Reason::UnevaluableStatement => {
            format!("AWS would refuse {}", joined(phase, statement_of))
        }
    }
}

/// True for a phase that was not evaluated, because that is too much work.
fn is_too_much(phase: &PhaseDecision) -> bool {
    let depends_on = phase.depends_on.iter().flatten();
    depends_on.into_iter().any(|name| name == WORK_LIMIT)
}

/// What stands in `dependsOn`, for people.
fn depended(key: &str) -> String {
    match key {
        "policies.identity" => "the identity policies, which are not given".to_owned(),
        "resource" => "the resource, which is not given".to_owned(),
        key => format!("`{key}`"),
    }
}

fn joined(phase: &PhaseDecision, say: impl Fn(&DecidedBy) -> String) -> String {
    let (by, more) = named(&phase.decided_by, phase.left_out.decided_by);
    let said: Vec<String> = by.iter().map(say).collect();
    listed(&said, more)
}

/// The items in a sentence, and how many `more` there are.
fn listed(items: &[String], more: usize) -> String {
    match (items, more) {
        ([], _) => "something that is not known".to_owned(),
        (items, 1..) => format!("{} and {} more", items.join(", "), grouped(more)),
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
    }
}

/// `statement Sid of resource control policy perimeter`.
fn statement_of(by: &DecidedBy) -> String {
    let policy = policy_of(by.layer, by.policy.as_deref());
    match (by.statement, &by.sid) {
        (Some(_), Some(sid)) => format!("statement {} of {policy}", short_name(sid)),
        (Some(number), None) => format!("Statement[{number}] of {policy}"),
        (None, _) => policy,
    }
}

fn policy_of(layer: Layer, name: Option<&str>) -> String {
    match name {
        // There is only one, and it is called so.
        Some("resourceBased") | None => format!("the {}", layer.title()),
        Some(name) => format!("{} {}", layer.title(), short_name(name)),
    }
}

fn lines(phase: &PhaseDecision, statements: &[StatementTrace]) -> Vec<Line> {
    let of_phase = |mark, text: String| Line {
        indent: 0,
        mark,
        text: visible(&text).into_owned(),
        path: None,
        span: None,
        range: None,
    };
    let decided = format!("{}: {}", phase.decision.name(), reason(phase));
    let mut lines = vec![of_phase(phase.decision.mark(), decided)];
    let mut policy = None;
    for trace in statements {
        if policy != Some((trace.path.as_str(), trace.policy.as_str())) {
            policy = Some((trace.path.as_str(), trace.policy.as_str()));
            lines.push(policy_line(trace));
        }
        statement_lines(phase, trace, &mut lines);
    }
    let missing = [
        (phase.left_out.tests, "test"),
        (phase.left_out.statements, "statement"),
    ];
    for (more, what) in missing.into_iter().filter(|(more, _)| *more > 0) {
        let plural = if more == 1 { "" } else { "s" };
        let more = grouped(usize::try_from(more).unwrap_or(usize::MAX));
        let text =
            format!("and {more} more {what}{plural}, left out as there is too much to explain");
        lines.push(of_phase(Mark::Skipped, text));
    }
    lines
}

fn line(trace: &StatementTrace, indent: u8, mark: Mark, text: String) -> Line {
    Line {
        indent,
        mark,
        text: visible(&text).into_owned(),
        path: Some(trace.path.clone()),
        span: trace.span,
        range: trace.range,
    }
}

fn policy_line(trace: &StatementTrace) -> Line {
    let name = policy_of(trace.layer, Some(&trace.policy));
    let because = match trace.bearing {
        Bearing::Evaluated => {
            return Line {
                span: None,
                range: None,
                ..line(trace, 0, Mark::Yes, format!("{name} is evaluated"))
            };
        }
        Bearing::PerhapsOtherEndpoint => {
            let text = format!(
                "{name} counts if the request comes through its endpoint, which is not given"
            );
            return Line {
                span: None,
                range: None,
                ..line(trace, 0, Mark::Unknown, text)
            };
        }
        Bearing::NoEndpoint => "the request does not pass a VPC endpoint",
        Bearing::OtherEndpoint => "the request passes another VPC endpoint",
        Bearing::EnforcementOff => "console authorization is off",
        Bearing::ManagementAccount => "RCPs and SCPs do not bind the management account",
        Bearing::OtherNode => "it is attached to a node that is not above this account",
        Bearing::OtherPrincipal => "it belongs to another principal",
        Bearing::BeforeAuthentication => "nobody is known before authentication",
        Bearing::RootUser => "identity policies do not bind the root user",
        Bearing::Assumed => {
            let assumption = trace.assumption.as_deref().unwrap_or("an assumption");
            let text =
                format!("{name} is not evaluated: {assumption} is switched to its other reading");
            return line(trace, 0, Mark::Skipped, text);
        }
    };
    line(
        trace,
        0,
        Mark::Skipped,
        format!("{name} is not evaluated: {because}"),
    )
}

fn statement_lines(phase: &PhaseDecision, trace: &StatementTrace, lines: &mut Vec<Line>) {
    let (Some(number), Some(truth)) = (trace.statement, trace.truth) else {
        return;
    };
    let effect = match trace.effect {
        Some(Effect::Allow) => "Allow",
        Some(Effect::Deny) => "Deny",
        None => "unreadable",
    };
    let name = match &trace.sid {
        Some(sid) => format!("{effect} Statement[{number}] ({})", short_name(sid)),
        None => format!("{effect} Statement[{number}]"),
    };
    let action = phase.action.name();
    if trace.action == Some(Truth::False) {
        lines.push(line(
            trace,
            1,
            Mark::Skipped,
            format!("{name} is not about {action}"),
        ));
        return;
    }
    let (mark, verb) = match (truth, trace.effect) {
        (Truth::True, _) => (Mark::Yes, "applies"),
        (Truth::Indeterminate, Some(Effect::Allow)) => {
            (Mark::No, "does not apply, as AWS cannot tell")
        }
        (Truth::Indeterminate, _) => (Mark::Yes, "applies, as AWS cannot tell"),
        (Truth::False, _) => (Mark::No, "does not apply"),
        (Truth::Unknown, _) => (Mark::Unknown, "may apply"),
    };
    lines.push(line(trace, 1, mark, format!("{name} {verb}")));
    if trace.defective {
        let text = "AWS would refuse the statement, and it is open what it means".to_owned();
        lines.push(line(trace, 2, Mark::Unknown, text));
    }
    if trace.action == Some(Truth::Unknown) {
        let text = format!("it is not readable whether it is about {action}");
        lines.push(line(trace, 2, Mark::Unknown, text));
    }
    let part = |truth: Option<Truth>, what: &str, not: &str| match truth {
        None | Some(Truth::True) => None,
        Some(Truth::False) => Some((Mark::No, format!("{what}: false because {not}"))),
        Some(Truth::Unknown | Truth::Indeterminate) => Some((
            Mark::Unknown,
            format!("{what}: unknown whether it covers this sign-in"),
        )),
    };
    let nobody = if phase.phase == Phase::PreAuthentication {
        "nobody is known before authentication, and it does not name `*`"
    } else {
        "it does not name this principal"
    };
    let parts = [
        part(trace.principal, "Principal", nobody),
        part(
            trace.resource,
            "Resource",
            "it does not cover what is signed in to",
        ),
    ];
    for (mark, text) in parts.into_iter().flatten() {
        lines.push(line(trace, 2, mark, text));
    }
    for test in &trace.tests {
        let line = line(trace, 2, test.truth.into(), test_text(test, action));
        lines.push(Line {
            span: Some(test.span),
            range: Some(test.range),
            ..line
        });
    }
}

/// `StringEquals aws:SourceVpc: true because …`.
fn test_text(test: &TestTrace, action: &str) -> String {
    let truth = match test.truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
        Truth::Indeterminate => "indeterminate",
    };
    format!(
        "{} {}: {truth} because {}",
        test.operator,
        test.key,
        because(test, action)
    )
}

fn because(test: &TestTrace, action: &str) -> String {
    let value = test
        .value
        .as_ref()
        .map_or_else(|| "its value".to_owned(), |value| format!("`{value}`"));
    let operand = test.operand.as_deref().unwrap_or_default();
    let negated = if test.negated {
        ", and the operator is negated"
    } else {
        ""
    };
    match test.why {
        Why::Matched => format!("{value} matches `{operand}`{negated}"),
        Why::NoMatch => match (test.operands, &test.operand) {
            (1, Some(operand)) => format!("{value} does not match `{operand}`{negated}"),
            (count, _) => format!("{value} matches none of the {count} operands{negated}"),
        },
        Why::EveryValue => "every value of the key satisfies it".to_owned(),
        Why::NoValue => "no value of the key satisfies it".to_owned(),
        Why::KeyAbsent => format!("the key is absent at {action}{}", absence(test)),
        Why::KeyPresent => format!("the key is present at {action}"),
        Why::KeyUnknown if test.value.is_some() => {
            format!("the key is {value}, and whether the policy sees it is not known")
        }
        Why::KeyUnknown => "nothing is known of the key".to_owned(),
        Why::VariableUnknown => {
            let variable = test.variable.as_deref().unwrap_or("a key");
            format!("it refers to `${{{variable}}}`, of which nothing is known")
        }
        Why::MalformedValue => {
            let then = if test.truth == Truth::True { "and so differs from every operand" } else { "which never matches, negated or not" };
            format!("{value} is not of the kind that the operator compares, {then}")
        }
        Why::MalformedOperand => match test.truth {
            Truth::Indeterminate => {
                format!("`{operand}` is not an ARN: AWS then applies a Deny and does not apply an Allow")
            }
            Truth::True | Truth::False | Truth::Unknown => {
                format!("AWS would refuse the operand `{operand}`")
            }
        },
        Why::MultiValued => {
            "the key has several values and the operator has neither `ForAllValues:` nor `ForAnyValue:`".to_owned()
        }
        Why::NoOperands => "there is nothing to compare with".to_owned(),
        Why::EmptySet => "the key is there without a value".to_owned(),
        Why::UnknownOperator => "AWS has no such operator".to_owned(),
    }
}

/// What an absent key does to the operator.
fn absence(test: &TestTrace) -> String {
    let then = match test.truth {
        Truth::True => "true",
        Truth::False | Truth::Unknown | Truth::Indeterminate => "false",
    };
    let operator = &test.operator;
    let kind = if operator.starts_with("ForAllValues:") {
        "`ForAllValues`"
    } else if operator.starts_with("ForAnyValue:") {
        "`ForAnyValue`"
    } else if operator == "Null" {
        return String::new();
    } else if test.negated {
        "a negated operator"
    } else if operator.ends_with("IfExists") {
        "`IfExists`"
    } else {
        "a positive operator"
    };
    format!(" and {kind} is then {then}")
}
