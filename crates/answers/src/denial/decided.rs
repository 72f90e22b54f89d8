//! What policies say of a sign-in that was denied, or was not, by the one evaluator.

use vestibule_wire::{
    Action, Agreement, Candidate, Case, Decision, Effect, Layer, Outcome, PhaseDecision, Reason,
    Redecided, Request, StatementTrace, Truth,
};

use super::agreement_words as words;

/// So many statements are told of a sign-in.
const CANDIDATES: usize = 48;

/// What was recorded of a sign-in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recorded {
    pub(super) what: What,
    /// The layers that the record points at; none points at no policy.
    pub(super) layers: Vec<Layer>,
    /// The actions at which it may have been.
    pub(super) actions: Vec<Action>,
    /// True where each action has a record of its own, so that nothing is known of others.
    pub(super) is_of_action: bool,
}

/// What was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A policy denied; the record names its layer.
    DeniedByLayer,
    /// A policy denied, and a user saw it.
    DeniedOnPage,
    /// A policy denied, or the credentials were wrong.
    Perhaps,
    /// It passed.
    Passed,
    /// The credentials were wrong.
    Failed,
}

/// What a decision is beside the record.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Seen {
    /// A layer that is pointed at denies where the record says.
    Denied { at: Action },
    /// It passes, as recorded, or as a wrong password would.
    Passes,
    /// It would pass, and did not.
    LetIn,
    /// It would be denied, and was not.
    Stopped { at: Action, by: Vec<Layer> },
    /// Only other layers deny it.
    ByOthers { at: Action, by: Vec<Layer> },
    /// Only layers deny it of which AWS documents no text.
    ByUndocumented { at: Action, by: Vec<Layer> },
    /// It is unknown, and no statement of a layer that is pointed at may apply.
    NoCandidate,
    /// It depends on these.
    Depends(Vec<String>),
}

impl Seen {
    pub(super) fn agreement(&self) -> Agreement {
        match self {
            Self::Denied { .. } | Self::Passes => Agreement::Agrees,
            Self::Depends(_) | Self::ByUndocumented { .. } => Agreement::Open,
            Self::LetIn | Self::Stopped { .. } | Self::ByOthers { .. } | Self::NoCandidate => {
                Agreement::Differs
            }
        }
    }
}

/// What the policies say, with what the words about it need.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    pub(super) answer: Redecided,
    pub(super) seen: Vec<Seen>,
    /// The actions with the statements that are told of, of the first sign-in that has them.
    pub(super) phases: Vec<PhaseDecision>,
}

/// Decides the sign-ins that a record may be of; `None` where none of them can be decided.
pub(super) fn decide(
    case: &Case,
    name: &str,
    readings: &[Request],
    recorded: &Recorded,
) -> Option<Answered> {
    let decisions: Vec<Decision> = readings
        .iter()
        .filter_map(|request| case.compiled().decide_traced(request).ok())
        .collect();
    if decisions.is_empty() || decisions.len() < readings.len() {
        return None;
    }
    let seen: Vec<Seen> = decisions
        .iter()
        .map(|decision| judged(decision, recorded))
        .collect();
    let agreement = same(seen.iter().map(Seen::agreement)).unwrap_or(Agreement::Open);
    let outcomes = decisions.iter().map(|decision| outcome(decision, recorded));
    let (outcome, denied_at) = same(outcomes).unwrap_or((Outcome::Unknown, None));
    let mut depends_on: Vec<String> = Vec::new();
    let mut note = |key: &str| {
        if !depends_on.iter().any(|known| known == key) {
            depends_on.push(key.to_owned());
        }
    };
    for one in &seen {
        if let Seen::Depends(keys) = one {
            keys.iter().for_each(|key| note(key));
        }
    }
    if same(seen.iter().map(Seen::agreement)).is_none() || outcome == Outcome::Unknown {
        differing(readings).into_iter().for_each(note);
    }
    let (phases, candidates, left_out) = candidates(&decisions, recorded);
    let mut answered = Answered {
        answer: Redecided {
            request: name.to_owned(),
            agreement,
            outcome,
            denied_at,
            depends_on,
            readings: u32::try_from(readings.len()).unwrap_or(u32::MAX),
            candidates,
            left_out,
            summary: String::new(),
        },
        seen,
        phases,
    };
    answered.answer.summary = words::agreement(&answered, recorded).plain();
    Some(answered)
}

/// What all of them are.
fn same<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// The keys in which the sign-ins differ that a record may be of.
fn differing(readings: &[Request]) -> Vec<&'static str> {
    let mut keys = Vec::new();
    let is_one = |of: &dyn Fn(&Request) -> String| same(readings.iter().map(of)).is_some();
    if !is_one(&|request| request.principal.clone()) {
        keys.push("aws:PrincipalArn");
    }
    if !is_one(&|request| format!("{:?}", request.network)) {
        keys.push("aws:SourceIp");
        keys.push("aws:SourceVpc");
    }
    if !is_one(&|request| format!("{:?}", request.region)) {
        keys.push("aws:RequestedRegion");
    }
    keys
}

/// The outcome of what was recorded: of a sign-in, or of one action.
fn outcome(decision: &Decision, recorded: &Recorded) -> (Outcome, Option<Action>) {
    if !recorded.is_of_action {
        return (decision.outcome, decision.denied_at);
    }
    let mut phases = phases(decision, recorded);
    let first = phases.find(|phase| phase.decision != Outcome::Allowed);
    match first {
        None => (Outcome::Allowed, None),
        Some(phase) if phase.decision == Outcome::Denied => (Outcome::Denied, Some(phase.action)),
        Some(_) => (Outcome::Unknown, None),
    }
}

/// The actions of a decision at which the record may be.
fn phases<'d>(
    decision: &'d Decision,
    recorded: &'d Recorded,
) -> impl Iterator<Item = &'d PhaseDecision> {
    let all = decision.phases.iter();
    all.filter(|phase| recorded.actions.contains(&phase.action))
}

fn judged(decision: &Decision, recorded: &Recorded) -> Seen {
    let is_denial = match recorded.what {
        What::DeniedByLayer | What::DeniedOnPage => true,
        What::Perhaps | What::Passed | What::Failed => false,
    };
    let is_meant = |layer: Layer| recorded.layers.contains(&layer);
    let is_other = |layer: Layer| !is_meant(layer);
    let mut open: Vec<&PhaseDecision> = Vec::new();
    for phase in phases(decision, recorded) {
        match phase.decision {
            Outcome::Allowed => {}
            Outcome::Unknown => open.push(phase),
            Outcome::Denied => {
                // Before it the sign-in may have been denied already.
                let seen = stopped(phase, recorded);
                let is_sure = match seen {
                    Seen::Denied { .. } => !open.iter().any(|open| may_deny(open, &is_other)),
                    _ => !open.iter().any(|open| may_deny(open, &is_meant)),
                };
                if !is_sure {
                    return depends(&open);
                }
                // A statement of a layer that is meant may deny beside what denies for certain.
                let is_by_others =
                    matches!(seen, Seen::ByOthers { .. } | Seen::ByUndocumented { .. });
                let is_open =
                    is_by_others && !recorded.layers.is_empty() && may_deny(phase, &is_meant);
                return if is_open {
                    Seen::Depends(unknown_keys(phase, &is_meant))
                } else {
                    seen
                };
            }
        }
    }
    if open.is_empty() {
        return if is_denial { Seen::LetIn } else { Seen::Passes };
    }
    if is_denial && !open.iter().any(|open| may_deny(open, &is_meant)) {
        return Seen::NoCandidate;
    }
    depends(&open)
}

fn depends(open: &[&PhaseDecision]) -> Seen {
    let mut keys: Vec<String> = Vec::new();
    for key in open
        .iter()
        .flat_map(|phase| phase.depends_on.iter().flatten())
    {
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    Seen::Depends(keys)
}

/// The keys for which it is unknown whether a statement of some layers denies an action.
fn unknown_keys(phase: &PhaseDecision, is_meant: &dyn Fn(Layer) -> bool) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let traced = phase.statements.iter().flatten();
    let traced =
        traced.filter(|trace| is_meant(trace.layer) && trace.truth == Some(Truth::Unknown));
    for test in traced.flat_map(|trace| &trace.tests) {
        if test.truth == Truth::Unknown && !keys.contains(&test.key) {
            keys.push(test.key.clone());
        }
    }
    keys
}

/// What an action that is denied is beside the record.
fn stopped(phase: &PhaseDecision, recorded: &Recorded) -> Seen {
    let at = phase.action;
    let by = deniers(phase);
    let is_by_meant = by.iter().any(|layer| recorded.layers.contains(layer));
    match recorded.what {
        What::Passed => Seen::Stopped { at, by },
        _ if is_by_meant => Seen::Denied { at },
        What::Failed => Seen::ByUndocumented { at, by },
        What::DeniedOnPage | What::Perhaps if !by.iter().any(|layer| has_text(*layer)) => {
            Seen::ByUndocumented { at, by }
        }
        What::DeniedOnPage | What::Perhaps | What::DeniedByLayer => Seen::ByOthers { at, by },
    }
}

/// Whether AWS documents what users see of a layer.
fn has_text(layer: Layer) -> bool {
    matches!(
        layer,
        Layer::VpcEndpoint | Layer::ResourceControl | Layer::ResourceBased
    )
}

/// The layers that deny an action.
fn deniers(phase: &PhaseDecision) -> Vec<Layer> {
    let mut found: Vec<Layer> = Vec::new();
    let decided = phase.decided_by.iter().map(|by| by.layer);
    let traced = phase.statements.iter().flatten();
    let traced = traced.filter(|trace| denies(trace) && phase.reason == Reason::ExplicitDeny);
    for layer in decided.chain(traced.map(|trace| trace.layer)) {
        if !found.contains(&layer) {
            found.push(layer);
        }
    }
    found
}

fn denies(trace: &StatementTrace) -> bool {
    trace.effect == Some(Effect::Deny)
        && matches!(trace.truth, Some(Truth::True | Truth::Indeterminate))
}

/// Whether a statement of some layers may deny an action.
fn may_deny(phase: &PhaseDecision, is_meant: &dyn Fn(Layer) -> bool) -> bool {
    let mut traced = phase.statements.iter().flatten();
    let mut decided = phase.decided_by.iter();
    // What is cut off of a trace may be anything.
    phase.left_out.statements > 0
        || decided.any(|by| is_meant(by.layer))
        || traced.any(|trace| {
            is_meant(trace.layer)
                && trace.effect != Some(Effect::Allow)
                && !matches!(trace.truth, Some(Truth::False) | None)
        })
}

/// The statements that are told of: those of the layers that are pointed at, and all that decide.
fn candidates(
    decisions: &[Decision],
    recorded: &Recorded,
) -> (Vec<PhaseDecision>, Vec<Candidate>, u32) {
    let mut told: Vec<PhaseDecision> = Vec::new();
    let mut found: Vec<Candidate> = Vec::new();
    let mut left_out = 0;
    for decision in decisions {
        for phase in phases(decision, recorded) {
            for trace in phase.statements.iter().flatten() {
                if !is_candidate(phase, trace, recorded) {
                    continue;
                }
                let is_known = |known: &Candidate| {
                    known.action == phase.action
                        && known.statement.path == trace.path
                        && known.statement.policy == trace.policy
                        && known.statement.statement == trace.statement
                };
                if let Some(known) = found.iter_mut().find(|known| is_known(known)) {
                    // Of several sign-ins that one counts for which it applies.
                    if rank(trace) > rank(&known.statement) {
                        known.statement = trace.clone();
                    }
                    continue;
                }
                if found.len() >= CANDIDATES {
                    left_out += 1;
                    continue;
                }
                found.push(Candidate {
                    action: phase.action,
                    statement: trace.clone(),
                });
            }
            if !told.iter().any(|known| known.action == phase.action) {
                told.push(phase.clone());
            }
        }
    }
    vestibule_syntax::sort::by_key(&mut found, |candidate| candidate.action);
    for phase in &mut told {
        let own = found.iter().filter(|of| of.action == phase.action);
        phase.statements = Some(own.map(|of| of.statement.clone()).collect());
    }
    (told, found, left_out)
}

fn rank(trace: &StatementTrace) -> u8 {
    match trace.truth {
        Some(Truth::True | Truth::Indeterminate) => 2,
        Some(Truth::Unknown) => 1,
        Some(Truth::False) | None => 0,
    }
}

fn is_candidate(phase: &PhaseDecision, trace: &StatementTrace, recorded: &Recorded) -> bool {
    let is_about = trace.statement.is_some()
        && !matches!(trace.action, Some(Truth::False) | None)
        && trace.truth.is_some();
    let decides = phase.decided_by.iter().any(|by| {
        by.path.as_deref() == Some(&*trace.path)
            && by.policy.as_deref() == Some(&*trace.policy)
            && by.statement == trace.statement
    });
    let is_of_layer = recorded.layers.contains(&trace.layer) && trace.effect != Some(Effect::Allow);
    is_about && (decides || is_of_layer || denies(trace))
}
