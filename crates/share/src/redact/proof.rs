//! Two cases that decide alike.

use vestibule_wire::{Case, CaseFile, Decision, NoFiles, PhaseDecision};

/// How the decisions on two cases compare, request by request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// How many requests there are.
    pub requests: usize,
    /// How many are decided alike: outcome, and of each of the three phases its
    /// decision, its reason, the statements behind it and whether it is reached
    /// and protected; and as expected, or not, in the same points.
    pub equal: usize,
    /// The others, by their place.
    pub differing: Vec<usize>,
}

impl Proof {
    /// True when every request is decided alike.
    pub fn holds(&self) -> bool {
        self.differing.is_empty()
    }
}

/// Decides every request of both cases and compares.
pub fn prove(before: &CaseFile, after: &CaseFile) -> Proof {
    let first = Case::new(before.clone(), &NoFiles);
    let second = Case::new(after.clone(), &NoFiles);
    compare(&first, &second)
}

pub(super) fn compare(before: &Case, after: &Case) -> Proof {
    let requests = before
        .file()
        .requests
        .len()
        .max(after.file().requests.len());
    let differing: Vec<usize> = (0..requests)
        .filter(|index| said(before, *index) != said(after, *index))
        .collect();
    Proof {
        requests,
        equal: requests - differing.len(),
        differing,
    }
}

/// What a decision says without any name.
type Said = (Vec<String>, Vec<String>, String);

fn said(case: &Case, index: usize) -> Option<Said> {
    let decision = case.decide(index)?;
    let unmet = case
        .file()
        .requests
        .get(index)
        .and_then(|request| request.expect.as_ref());
    let unmet = unmet.map(|expect| expect.mismatches(&decision));
    let unmet = unmet
        .unwrap_or_default()
        .into_iter()
        .map(|unmet| unmet.path);
    Some((
        decision.phases.iter().map(phase).collect(),
        unmet.collect(),
        outcome(&decision),
    ))
}

fn outcome(decision: &Decision) -> String {
    let Decision {
        outcome,
        denied_at,
        assumptions,
        ..
    } = decision;
    format!("{outcome:?} {denied_at:?} {assumptions:?}")
}

fn phase(phase: &PhaseDecision) -> String {
    let PhaseDecision {
        decision,
        reason,
        reached,
        protected,
        decided_by,
        ..
    } = phase;
    let by: Vec<_> = decided_by
        .iter()
        .map(|by| (by.layer, by.path.as_deref(), by.statement))
        .collect();
    format!("{decision:?} {reason:?} {reached} {protected} {by:?}")
}
