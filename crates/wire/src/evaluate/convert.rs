//! From the evaluator's types to those of the contract.

use vestibule_iam::condition;
use vestibule_iam::matching;
use vestibule_iam::policy;
use vestibule_iam::span::LineIndex;
use vestibule_signin as signin;

use super::compiled::Compiled;
use super::room::{ENTRY, EXPLAINED, NAME, Room, count};
use super::summary::Decider;
use crate::contract::decision::{DecidedBy, Decision, LeftOut, PhaseDecision};
use crate::contract::finding::Range;
use crate::contract::ordered::Ordered;
use crate::contract::request::ContextValue;
use crate::contract::trace::{StatementTrace, TestTrace, Why};
use crate::contract::words::Outcome;

impl Compiled {
    /// The decision in the contract's words; with every statement when `traced`.
    pub(crate) fn decision(
        &self,
        name: String,
        decision: signin::Decision<'_>,
        traced: bool,
        room: &mut Room,
    ) -> Decision {
        let assumptions = decision.assumptions.iter().map(|a| a.to_string()).collect();
        let phases = decision
            .phases
            .into_iter()
            .map(|phase| self.phase(phase, traced, room))
            .collect();
        Decision {
            request: name,
            outcome: decision.outcome.into(),
            denied_at: decision.denied_at.map(Into::into),
            phases,
            assumptions,
            findings: Vec::new(),
            account_facts: None,
        }
    }

    fn phase(
        &self,
        phase: signin::PhaseDecision<'_>,
        traced: bool,
        room: &mut Room,
    ) -> PhaseDecision {
        let decision = Outcome::from(phase.decision);
        let mut left_out = LeftOut::default();
        let (decided_by, more) = room.list(phase.decided_by.iter(), |room, by| {
            let by = self.decided_by_within(by.into(), room, &mut left_out);
            let texts =
                [&by.policy, &by.path, &by.sid].map(|text| text.as_ref().map_or(0, String::len));
            (by, ENTRY + texts.iter().sum::<usize>())
        });
        left_out.decided_by = more;
        let mut names = |names: &[&str]| {
            let (names, more) = room.list(names.iter(), |room, name| {
                let name = room.text(name, &mut left_out);
                let bytes = NAME + name.len();
                (name, bytes)
            });
            (names, more)
        };
        let depends_on = (decision == Outcome::Unknown).then(|| names(&phase.depends_on));
        let (absent_keys, absent_more) = names(&phase.absent_keys);
        let (assumed_absent, assumed_more) = names(&phase.assumed_absent);
        left_out.absent_keys = absent_more;
        left_out.assumed_absent = assumed_more;
        left_out.depends_on = depends_on.as_ref().map_or(0, |(_, more)| *more);
        let context = context(&phase.context, room, &mut left_out);
        let statements = traced.then(|| self.statements(&phase, room, &mut left_out));
        PhaseDecision {
            action: phase.action.into(),
            phase: phase.action.stage().into(),
            decision,
            reached: phase.reached,
            protected: phase.protected,
            reason: phase.reason.into(),
            decided_by,
            depends_on: depends_on.map(|(keys, _)| keys),
            context,
            absent_keys,
            assumed_absent,
            user_message: phase.user_message.map(Into::into),
            cloud_trail: phase.cloud_trail.map(Into::into),
            statements,
            explanation: None,
            left_out,
        }
    }

    /// What decided, in the contract's words.
    #[inline(never)]
    pub fn decided_by(&self, by: Decider) -> DecidedBy {
        self.decided_by_within(by, &Room::default(), &mut LeftOut::default())
    }

    fn decided_by_within(&self, by: Decider, room: &Room, left_out: &mut LeftOut) -> DecidedBy {
        let holder = by.policy.and_then(|policy| self.holder(policy));
        let statement = by
            .policy
            .zip(by.statement)
            .and_then(|(p, s)| self.statement(p, s));
        let place = holder.zip(statement).map(|((_, document), statement)| {
            (
                statement.span.into(),
                Range::of(statement.span, &document.document.lines),
            )
        });
        DecidedBy {
            layer: by.layer,
            policy: holder.map(|(name, _)| room.text(name, left_out)),
            path: holder.map(|(_, document)| document.path.clone()),
            statement: by.statement.and_then(|index| u32::try_from(index).ok()),
            sid: statement.and_then(|statement| sid(statement, room, left_out)),
            span: place.map(|(span, _)| span),
            range: place.map(|(_, range)| range),
        }
    }

    /// As many statements and tests as there is room for.
    #[inline(never)]
    fn statements(
        &self,
        phase: &signin::PhaseDecision<'_>,
        room: &mut Room,
        left_out: &mut LeftOut,
    ) -> Vec<StatementTrace> {
        let mut statements = Vec::new();
        for traced in &phase.trace {
            let Some((name, document)) = self.holder(traced.policy) else {
                continue;
            };
            let count = count(traced.statements.len().max(1));
            let blank = StatementTrace {
                layer: document.layer,
                policy: room.text(name, left_out),
                path: document.path.clone(),
                bearing: traced.applicability.into(),
                assumption: match traced.applicability {
                    signin::Applicability::Assumed(assumption) => Some(assumption.to_string()),
                    signin::Applicability::Evaluated
                    | signin::Applicability::PerhapsOtherEndpoint
                    | signin::Applicability::NoEndpoint
                    | signin::Applicability::OtherEndpoint
                    | signin::Applicability::EnforcementOff
                    | signin::Applicability::ManagementAccount
                    | signin::Applicability::OtherNode
                    | signin::Applicability::OtherPrincipal
                    | signin::Applicability::BeforeAuthentication
                    | signin::Applicability::RootUser => None,
                },
                statement: None,
                sid: None,
                span: None,
                range: None,
                effect: None,
                truth: None,
                action: None,
                principal: None,
                resource: None,
                defective: false,
                tests: Vec::new(),
            };
            let bytes = EXPLAINED + 2 * blank.policy.len();
            if traced.statements.is_empty() {
                if room.explain(bytes) {
                    statements.push(blank);
                } else {
                    left_out.statements = left_out.statements.saturating_add(count);
                }
                continue;
            }
            for (index, trace) in traced.statements.iter().enumerate() {
                if !room.explain(bytes) {
                    let told = u32::try_from(index).unwrap_or(count);
                    left_out.statements = left_out.statements.saturating_add(count - told);
                    break;
                }
                let Some(statement) = self.statement(traced.policy, trace.statement) else {
                    continue;
                };
                let lines = &document.document.lines;
                let sid = sid(statement, room, left_out);
                room.explain(2 * sid.as_ref().map_or(0, String::len));
                // Of a statement about other actions nothing else was looked at.
                let about = trace.action != matching::Truth::False;
                statements.push(StatementTrace {
                    statement: u32::try_from(trace.statement).ok(),
                    sid,
                    span: Some(statement.span.into()),
                    range: Some(Range::of(statement.span, lines)),
                    effect: trace.effect.map(Into::into),
                    truth: Some(trace.truth.into()),
                    action: Some(trace.action.into()),
                    principal: about.then(|| trace.principal.into()),
                    resource: about.then(|| trace.resource.into()),
                    defective: trace.defective,
                    tests: self.tests(phase, statement, trace, lines, room, left_out),
                    ..blank.clone()
                });
            }
        }
        statements
    }

    fn tests(
        &self,
        phase: &signin::PhaseDecision<'_>,
        statement: &policy::Statement,
        trace: &matching::StatementTrace,
        lines: &LineIndex,
        room: &mut Room,
        left_out: &mut LeftOut,
    ) -> Vec<TestTrace> {
        let mut tests = Vec::new();
        for (index, test) in trace.tests.iter().enumerate() {
            let Some((block, key)) = statement
                .conditions
                .get(test.block)
                .and_then(|block| Some((block, block.tests.get(test.test)?)))
            else {
                continue;
            };
            if !room.explain(EXPLAINED) {
                left_out.tests = left_out
                    .tests
                    .saturating_add(count(trace.tests.len() - index));
                break;
            }
            let (why, operand, variable) = self.why(test.outcome.as_ref());
            let operand = match operand {
                Some(index) => usize::try_from(index)
                    .ok()
                    .and_then(|index| key.values.get(index)),
                None => key.values.first().filter(|_| key.values.len() == 1),
            };
            let value = test.outcome.and_then(|outcome| outcome.value);
            let value = value.and_then(|index| value_of(phase, &key.key.value, index));
            let mut text = |text: &str| room.text(text, left_out);
            let test = TestTrace {
                operator: text(&block.name.value),
                key: text(&key.key.value),
                negated: block.operator.is_some_and(|operator| operator.negated),
                truth: test.truth().into(),
                why,
                value: value.map(&mut text),
                operand: operand.map(|operand| text(&operand.value)),
                operands: count(key.values.len()),
                variable: variable.map(text),
                span: key.span.into(),
                range: Range::of(key.span, lines),
            };
            let texts = [&test.value, &test.operand, &test.variable];
            let texts = texts.map(|text| text.as_ref().map_or(0, String::len));
            let bytes = texts.iter().sum::<usize>() + test.operator.len() + test.key.len();
            room.explain(2 * bytes);
            tests.push(test);
        }
        tests
    }

    fn why(&self, outcome: Option<&condition::Outcome>) -> (Why, Option<u32>, Option<&str>) {
        use condition::Why as From;
        let Some(outcome) = outcome else {
            return (Why::UnknownOperator, None, None);
        };
        let why = match outcome.why {
            From::Matched { operand } => return (Why::Matched, Some(operand), None),
            From::MalformedOperand { operand } => {
                return (Why::MalformedOperand, Some(operand), None);
            }
            From::VariableUnknown(key) => {
                return (Why::VariableUnknown, None, Some(self.key_name(key)));
            }
            From::NoMatch => Why::NoMatch,
            From::EveryValue => Why::EveryValue,
            From::NoValue => Why::NoValue,
            From::KeyAbsent => Why::KeyAbsent,
            From::KeyPresent => Why::KeyPresent,
            From::KeyUnknown => Why::KeyUnknown,
            From::MalformedValue => Why::MalformedValue,
            From::MultiValued => Why::MultiValued,
            From::NoOperands => Why::NoOperands,
            From::EmptySet => Why::EmptySet,
        };
        (why, None, None)
    }
}

/// The keys that the context holds, as far as there is room.
fn context(
    keys: &[(&str, signin::decide::KeyState<'_>)],
    room: &mut Room,
    left_out: &mut LeftOut,
) -> Ordered<ContextValue> {
    use signin::decide::KeyState;
    let mut values_more = 0_u32;
    let (keys, keys_more) = room.list(keys.iter(), |room, (name, state)| {
        let name = room.text(name, left_out);
        let mut bytes = NAME + name.len();
        let value = match state {
            KeyState::Unknown => ContextValue::Unknown,
            KeyState::One(value) => {
                let value = room.text(value, left_out);
                bytes += value.len();
                ContextValue::One(value)
            }
            KeyState::Many(values) => {
                let (values, more) = room.clone().list(values.iter(), |room, value| {
                    let value = room.text(value, left_out);
                    let of_value = NAME + value.len();
                    bytes += of_value;
                    (value, of_value)
                });
                values_more = values_more.saturating_add(more);
                ContextValue::Many(values)
            }
        };
        ((name, value), bytes)
    });
    left_out.context = keys_more.saturating_add(values_more);
    Ordered(keys)
}

fn sid(statement: &policy::Statement, room: &Room, left_out: &mut LeftOut) -> Option<String> {
    let sid = statement.sid.as_ref()?;
    Some(room.text(&sid.value, left_out))
}

/// The value of a key that a test looked at, where the phase tells it.
fn value_of<'p>(phase: &signin::PhaseDecision<'p>, key: &str, index: u32) -> Option<&'p str> {
    let (_, state) = phase
        .context
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(key))?;
    match state {
        signin::decide::KeyState::Unknown => None,
        signin::decide::KeyState::One(value) => Some(value),
        signin::decide::KeyState::Many(values) => {
            let value = values.get(usize::try_from(index).ok()?)?;
            Some(value)
        }
    }
}
