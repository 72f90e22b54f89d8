//! How much work a decision is at most, counted before it is made.
//!
//! The count follows from the sizes of the policies and of the request alone, so that a
//! decision, its outcome and its explanation agree on whether it is too much.

use vestibule_iam::keys::KeyValue;
use vestibule_iam::work::Sizes;
use vestibule_syntax::limits::DECISION_WORK;

use super::compile::Authorizer;
use super::types::{Decision, DecisionValue, PhaseDecision, Reason};
use super::{PhaseSummary, Summary, with_views};
use crate::action::Action;
use crate::assumption::AssumptionSet;
use crate::network::Network;
use crate::request::{GivenValue, Request};

/// The `dependsOn` of a sign-in that is too much work to decide.
pub const WORK_LIMIT: &str = "work-limit";

/// No value that an account determines, or that is always the same, has more bytes.
const DETERMINED: u64 = 256;

/// Up to this many steps, the count need not be exact.
const LITTLE: u64 = 1 << 16;

/// What a request brings, counted.
struct Brought {
    sizes: Sizes,
    /// The bytes of its resource.
    resource: u64,
    /// How many context keys it gives.
    keys: u64,
}

impl Brought {
    fn of(request: &Request) -> Self {
        let mut determined = DETERMINED.max(count(request.principal.arn.len()));
        let mut told = |text: Option<&String>| {
            determined = determined.max(text.map_or(0, |text| count(text.len())));
        };
        told(request.region.as_ref());
        let apart = if request.networks.change() { 3 } else { 1 };
        for action in Action::ALL.into_iter().take(apart) {
            match request.network(action) {
                Network::Public { source_ip } => told(Some(source_ip)),
                Network::Endpoint {
                    vpc,
                    endpoint,
                    source_ip,
                } => [vpc, endpoint, source_ip]
                    .into_iter()
                    .for_each(|text| told(text.as_ref())),
            }
        }
        let mut sizes = Sizes {
            values: 1,
            bytes: determined,
            longest: determined,
        };
        for (_, given) in &request.context {
            let (values, bytes, longest) = match given {
                GivenValue::Unknown => continue,
                GivenValue::One(value) => (1, count(value.len()), count(value.len())),
                GivenValue::Many(values) => {
                    let lengths = || values.iter().map(|value| count(value.len()));
                    (
                        count(values.len()),
                        lengths().sum(),
                        lengths().max().unwrap_or(0),
                    )
                }
            };
            sizes.values = sizes.values.max(values);
            sizes.bytes = sizes.bytes.max(bytes);
            sizes.longest = sizes.longest.max(longest);
        }
        Self {
            sizes,
            resource: request.resource.as_ref().map_or(0, |arn| count(arn.len())),
            keys: count(request.context.len()),
        }
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

impl Authorizer {
    /// The steps that the decision on `request` takes at most.
    pub fn work(&self, request: &Request) -> u64 {
        self.work_beyond(request, LITTLE)
    }

    /// True when deciding `request` is more work than is done: it is then unknown.
    pub fn is_too_much(&self, request: &Request) -> bool {
        self.work_beyond(request, DECISION_WORK) > DECISION_WORK
    }

    /// A bound on the steps. It follows from the total sizes, which is quick to compute;
    /// where that is more than `rough`, it is the sum over the single tests.
    fn work_beyond(&self, request: &Request, rough: u64) -> u64 {
        let brought = Brought::of(request);
        let mut sizes = brought.sizes;
        sizes.bytes = sizes.bytes.max(brought.resource);
        let told = self.telling(&brought).saturating_mul(3);
        let all = self.load.weight().steps(sizes).saturating_mul(3);
        let all = all.saturating_add(told);
        if all <= rough {
            return all;
        }
        self.exact(request, brought.sizes.longest)
            .saturating_add(told)
    }

    /// The steps of looking up every key that is tested among those that are given.
    fn telling(&self, brought: &Brought) -> u64 {
        let given = brought.keys.saturating_add(1);
        let looked_up = count(self.keys.len()).saturating_add(given);
        looked_up.saturating_mul(given).saturating_mul(8)
    }

    /// The sum of what each statement takes at most, over the three actions.
    #[inline(never)]
    fn exact(&self, request: &Request, longest: u64) -> u64 {
        let mut context: Vec<KeyValue<'_>> = Vec::new();
        let mut steps = 0_u64;
        for action in Action::ALL {
            let phase_context = self.phase_context(request, action);
            self.fill(&phase_context, &mut context);
            let of_action = with_views(self, &phase_context, &context, |views| {
                self.load.steps(&views.full, longest)
            });
            steps = steps.saturating_add(of_action);
        }
        steps
    }

    /// The decision on a request that is too much work to decide: it is unknown, and so
    /// is every phase. Nothing of it was evaluated.
    #[inline(never)]
    pub fn undecided(&self) -> Decision<'_> {
        let phase = |action: Action| PhaseDecision {
            action,
            decision: DecisionValue::Unknown,
            reached: true,
            protected: self.is_covered(action),
            reason: Reason::UnevaluableStatement,
            decided_by: Vec::new(),
            depends_on: vec![WORK_LIMIT],
            context: Vec::new(),
            absent_keys: Vec::new(),
            assumed_absent: Vec::new(),
            user_message: None,
            cloud_trail: None,
            assumptions: AssumptionSet::new(),
            trace: Vec::new(),
        };
        Decision {
            outcome: DecisionValue::Unknown,
            denied_at: None,
            phases: Action::ALL.map(phase),
            assumptions: self.input_assumptions(),
        }
    }

    /// The [`Summary`] of a request that is too much work to decide.
    #[inline(never)]
    pub fn undecided_summary(&self) -> Summary {
        let phase = |action: Action| PhaseSummary {
            action,
            decision: DecisionValue::Unknown,
            reached: true,
            protected: self.is_covered(action),
            reason: Reason::UnevaluableStatement,
            decided_by: Vec::new(),
        };
        Summary {
            outcome: DecisionValue::Unknown,
            denied_at: None,
            phases: Action::ALL.map(phase),
        }
    }

    /// Is there a Deny of an RCP or a resource-based policy about `action`, whether it is
    /// evaluated or not?
    fn is_covered(&self, action: Action) -> bool {
        self.covered[action as usize]
    }
}
