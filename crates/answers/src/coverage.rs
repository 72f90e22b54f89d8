//! What of the policies of a case the sign-ins with an expectation try, by the evaluator's trace.

use std::collections::BTreeSet;

use vestibule_iam::matching::{StatementTrace, Truth};
use vestibule_iam::policy::Effect;
use vestibule_signin::decide::DecidedBy;
use vestibule_signin::{Action, Applicability, DecisionValue, PhaseDecision};
use vestibule_wire::{
    Case, ConditionCoverage, DecidedBy as By, Expect, PolicyCoverage, StatementCoverage,
};

use crate::map;

/// What the sign-ins of one case try.
#[derive(Clone, Debug, Default)]
pub struct CaseCoverage {
    /// How many sign-ins have an expectation and are decided.
    pub requests: usize,
    /// How many have one and are too much work to decide.
    pub not_known: usize,
    /// Its policies.
    pub policies: Vec<CoveredPolicy>,
}

/// One policy of a case.
#[derive(Clone, Debug)]
pub struct CoveredPolicy {
    /// The file in which it stands, as the case file names it; `None` for the case file itself.
    pub file: Option<String>,
    /// Its entry in the case file.
    pub path: String,
    /// The how manyth policy of its document it is.
    pub number: usize,
    /// What the sign-ins do with it; its file is not filled in.
    pub policy: PolicyCoverage,
}

/// What the sign-ins of `case` try that have an expectation and that `is_tested` takes by their
/// number.
pub fn coverage(case: &Case, is_tested: &dyn Fn(usize) -> bool) -> CaseCoverage {
    let authorizer = case.compiled().authorizer();
    let mut covered = CaseCoverage::default();
    let policies = 0..authorizer.policies().len();
    let mut policies: Vec<CoveredPolicy> = policies.map(|policy| blank(case, policy)).collect();
    for (index, request) in case.file().requests.iter().enumerate() {
        let Some(expect) = request.expect.as_ref().filter(|_| is_tested(index)) else {
            continue;
        };
        let Some(request) = case.evaluated(index) else {
            covered.not_known += 1;
            continue;
        };
        let Ok(decision) = authorizer.explain(request) else {
            covered.not_known += 1;
            continue;
        };
        covered.requests += 1;
        let counts = |phase: &&PhaseDecision<'_>| phase.reached || names(expect, phase.action);
        for phase in decision.phases.iter().filter(counts) {
            let granted = match phase.decision {
                DecisionValue::Allowed => authorizer.granted_by(request, phase.action),
                DecisionValue::Denied | DecisionValue::Unknown => Vec::new(),
            };
            let granted = granted.into_iter().collect();
            add_phase(&mut policies, phase, &granted);
        }
    }
    policies.retain(|covered| !covered.policy.statements.is_empty());
    covered.policies = policies;
    covered
}

/// Whether something is expected of an action by its name.
fn names(expect: &Expect, action: Action) -> bool {
    let mut named = expect.phases.iter();
    named.any(|(name, _)| name.eq_ignore_ascii_case(action.name()))
}

/// The policy that the evaluator calls `policy`, of which nothing is counted yet.
fn blank(case: &Case, policy: usize) -> CoveredPolicy {
    let compiled = case.compiled();
    let attached = compiled.authorizer().policies().nth(policy);
    let statements = attached.map(|attached| &*attached.policy.statements);
    let statements = statements.unwrap_or_default().iter().enumerate();
    let named = map::by(
        compiled,
        vestibule_analysis::Place {
            policy,
            statement: 0,
        },
    );
    let path = named.path.clone().unwrap_or_default();
    let at = |span| case.locate(Some(&path), span);
    let line = |span: vestibule_iam::span::Span| at(span.into()).map_or(1, |at| at.line());
    let statements: Vec<StatementCoverage> = statements
        .map(|(index, statement)| {
            let of_block = |block: &vestibule_iam::policy::OperatorBlock| {
                let condition = |test: &vestibule_iam::policy::KeyTest| ConditionCoverage {
                    operator: block.name.value.to_string(),
                    key: test.key.value.to_string(),
                    line: line(test.span),
                    held: 0,
                    stopped: 0,
                };
                block.tests.iter().map(condition).collect::<Vec<_>>()
            };
            StatementCoverage {
                statement: u32::try_from(index).unwrap_or(u32::MAX),
                sid: statement.sid.as_ref().map(|sid| sid.value.to_string()),
                effect: statement.effect.as_ref().map(|effect| (*effect).into()),
                line: line(statement.span),
                decided: 0,
                left_open: 0,
                applied: 0,
                passed: 0,
                conditions: statement.conditions.iter().flat_map(of_block).collect(),
            }
        })
        .collect();
    let By {
        layer,
        policy: name,
        span,
        ..
    } = named;
    CoveredPolicy {
        file: span.and_then(at).and_then(|at| at.file).map(str::to_owned),
        number: compiled.text_of(policy).map_or(0, |(_, number)| number),
        policy: PolicyCoverage {
            file: String::new(),
            layer,
            policy: name.unwrap_or_default(),
            statements,
        },
        path,
    }
}

/// Adds what the policies do at one action; `granted` are the Allows that it needs and has.
fn add_phase(
    policies: &mut [CoveredPolicy],
    phase: &PhaseDecision<'_>,
    granted: &BTreeSet<(usize, usize)>,
) {
    let by = |by: &DecidedBy| by.policy.zip(by.statement);
    let decided_by: BTreeSet<(usize, usize)> = phase.decided_by.iter().filter_map(by).collect();
    for traced in &phase.trace {
        let Some(covered) = policies.get_mut(traced.policy) else {
            continue;
        };
        let is_certain = traced.applicability == Applicability::Evaluated;
        for trace in &traced.statements {
            let statement = covered.policy.statements.get_mut(trace.statement);
            let Some(statement) = statement else { continue };
            let here = (traced.policy, trace.statement);
            let is_named = decided_by.contains(&here);
            match phase.decision {
                DecisionValue::Denied if is_named => statement.decided += 1,
                DecisionValue::Unknown if is_named => {
                    // Neither that it applies nor that it does not is certain.
                    statement.left_open += 1;
                    continue;
                }
                DecisionValue::Allowed if granted.contains(&here) => statement.decided += 1,
                DecisionValue::Denied | DecisionValue::Unknown | DecisionValue::Allowed => {}
            }
            if is_certain {
                add(statement, trace);
            }
        }
    }
}

/// Adds what a statement and its conditions come to at one action.
fn add(statement: &mut StatementCoverage, trace: &StatementTrace) {
    let applies = match trace.truth {
        Truth::True => true,
        Truth::Indeterminate => trace.effect == Some(Effect::Deny),
        Truth::False => {
            statement.passed += 1;
            if let Some(alone) = stopping(trace)
                && let Some(condition) = statement.conditions.get_mut(alone)
            {
                condition.stopped += 1;
            }
            false
        }
        Truth::Unknown => false,
    };
    if applies {
        statement.applied += 1;
        for condition in &mut statement.conditions {
            condition.held += 1;
        }
    }
}

/// The number of the test that alone keeps a statement from applying.
fn stopping(trace: &StatementTrace) -> Option<usize> {
    let parts = [trace.action, trace.principal, trace.resource];
    let tests = trace.tests.iter().enumerate();
    let mut stopping = tests.filter(|(_, test)| test.truth() == Truth::False);
    let alone = stopping.next().map(|(index, _)| index);
    alone.filter(|_| stopping.next().is_none() && !parts.contains(&Truth::False))
}
