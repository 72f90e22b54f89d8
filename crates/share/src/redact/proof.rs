//! The proof that two cases have the same decisions.

use vestibule_wire::{Action, Case, CaseFile, Layer, NoFiles, Outcome, PhaseDecision, Reason};

/// How the decisions on two cases compare, request by request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// How many requests there are.
    pub requests: usize,
    /// How many have the same decision: outcome, and of each of the three phases its
    /// decision, its reason, the statements behind it and whether it is reached
    /// and protected; and as expected, or not, in the same points.
    pub equal: usize,
    /// The others, by their place.
    pub differing: Vec<usize>,
}

impl Proof {
    /// True when every request has the same decision in both.
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

/// The parts of a decision that hold no names.
#[derive(PartialEq)]
struct Said {
    outcome: Outcome,
    denied_at: Option<Action>,
    assumptions: Vec<String>,
    phases: Vec<SaidOfPhase>,
    /// Where it is not as expected.
    unmet: Vec<String>,
}

#[derive(PartialEq)]
struct SaidOfPhase {
    decision: Outcome,
    reason: Reason,
    reached: bool,
    protected: bool,
    decided_by: Vec<(Layer, Option<String>, Option<u32>)>,
}

fn said(case: &Case, index: usize) -> Option<Said> {
    let decision = case.decide(index)?;
    let request = case.file().requests.get(index);
    let expect = request.and_then(|request| request.expect.as_ref());
    let unmet = expect.map(|expect| expect.mismatches(&decision));
    let unmet = unmet.unwrap_or_default().into_iter();
    Some(Said {
        outcome: decision.outcome,
        denied_at: decision.denied_at,
        assumptions: decision.assumptions,
        phases: decision.phases.into_iter().map(phase).collect(),
        unmet: unmet.map(|unmet| unmet.path).collect(),
    })
}

fn phase(phase: PhaseDecision) -> SaidOfPhase {
    let by = phase.decided_by.into_iter();
    SaidOfPhase {
        decision: phase.decision,
        reason: phase.reason,
        reached: phase.reached,
        protected: phase.protected,
        decided_by: by.map(|by| (by.layer, by.path, by.statement)).collect(),
    }
}
