//! The decision as data.

use vestibule_iam::matching::StatementTrace;

use crate::action::Action;
use crate::applicability::Applicability;
use crate::assumption::AssumptionSet;
use crate::denial_message::CloudTrail;
use crate::layers::Layer;

/// Allowed, denied, or not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecisionValue {
    /// It passes.
    Allowed,
    /// It does not.
    Denied,
    /// It depends on something that is not known.
    Unknown,
}

impl DecisionValue {
    /// The word in the public contract.
    pub fn name(self) -> &'static str {
        match self {
            DecisionValue::Allowed => "allowed",
            DecisionValue::Denied => "denied",
            DecisionValue::Unknown => "unknown",
        }
    }
}

/// What three phases come to, one behind the other.
pub(super) struct Chain {
    pub(super) outcome: DecisionValue,
    /// The first phase that denies for certain.
    pub(super) denied_at: Option<Action>,
    /// Whether a sign-in gets to each phase.
    pub(super) reached: [bool; 3],
}

impl Chain {
    pub(super) fn of(decisions: [DecisionValue; 3]) -> Self {
        let mut chain = Self {
            outcome: DecisionValue::Allowed,
            denied_at: None,
            reached: [false; 3],
        };
        for (action, decision) in Action::ALL.into_iter().zip(decisions) {
            chain.reached[action as usize] = true;
            match decision {
                DecisionValue::Denied => {
                    chain.outcome = DecisionValue::Denied;
                    chain.denied_at = Some(action);
                    break;
                }
                DecisionValue::Unknown => chain.outcome = DecisionValue::Unknown,
                DecisionValue::Allowed => {}
            }
        }
        chain
    }
}

/// Why a phase was decided as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// No Deny applies and no Allow is missing.
    NoMatchingDeny,
    /// A Deny applies.
    ExplicitDeny,
    /// A layer that needs an Allow has none.
    ImplicitDeny,
    /// Console authorization is off.
    EnforcementOff,
    /// It depends on the value of a key that is not known.
    UnknownKey,
    /// It depends on a statement that AWS would refuse.
    UnevaluableStatement,
}

impl Reason {
    /// The word in the public contract.
    pub fn name(self) -> &'static str {
        match self {
            Reason::NoMatchingDeny => "noMatchingDeny",
            Reason::ExplicitDeny => "explicitDeny",
            Reason::ImplicitDeny => "implicitDeny",
            Reason::EnforcementOff => "enforcementOff",
            Reason::UnknownKey => "unknownKey",
            Reason::UnevaluableStatement => "unevaluableStatement",
        }
    }
}

/// The decision on one sign-in.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision<'a> {
    /// Whether the sign-in succeeds.
    pub outcome: DecisionValue,
    /// The first phase that denies for certain.
    pub denied_at: Option<Action>,
    /// The three phases, in order.
    pub phases: [PhaseDecision<'a>; 3],
    /// What the decision rested on.
    pub assumptions: AssumptionSet,
}

/// The decision on one phase; names and values are those of the policies and the request.
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseDecision<'a> {
    /// Which phase, by its action.
    pub action: Action,
    /// Whether it lets the sign-in pass.
    pub decision: DecisionValue,
    /// False behind the first phase that denies.
    pub reached: bool,
    /// True when a Deny of an RCP or a resource-based policy that is evaluated
    /// covers the action.
    pub protected: bool,
    /// Why.
    pub reason: Reason,
    /// The statements that decided, or that leave it open.
    pub decided_by: Vec<DecidedBy>,
    /// For an unknown decision: the keys that would settle it.
    pub depends_on: Vec<&'a str>,
    /// The keys that are there or may be, by name.
    pub context: Vec<(&'a str, KeyState<'a>)>,
    /// Keys that a policy tests and that are absent.
    pub absent_keys: Vec<&'a str>,
    /// Those of `absent_keys` that are absent only because the request does not give them.
    pub assumed_absent: Vec<&'a str>,
    /// What the user sees, where AWS documents it.
    pub user_message: Option<&'static str>,
    /// What CloudTrail records, where AWS documents it.
    pub cloud_trail: Option<CloudTrail>,
    /// What this phase rested on.
    pub assumptions: AssumptionSet,
    /// Every policy with what became of it; only of [`super::Authorizer::explain`].
    pub trace: Vec<PolicyTrace>,
}

/// A key that is in the context, or may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState<'a> {
    /// Not known.
    Unknown,
    /// One value.
    One(&'a str),
    /// Several values.
    Many(&'a [Box<str>]),
}

/// What decided a phase, or leaves it open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedBy {
    /// The layer.
    pub layer: Layer,
    /// Index into [`super::Authorizer::policies`]; `None` where the layer has no policy.
    pub policy: Option<usize>,
    /// Index into the policy's statements; `None` for a missing Allow.
    pub statement: Option<usize>,
}

/// What became of one policy in one phase.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyTrace {
    /// Index into [`super::Authorizer::policies`].
    pub policy: usize,
    /// Whether it was evaluated, or why not.
    pub applicability: Applicability,
    /// Its statements, when it was.
    pub statements: Vec<StatementTrace>,
}
