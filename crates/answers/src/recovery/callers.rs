//! Who may put console authorization off or delete statements, as the policies decide the call.

use vestibule_analysis as analysis;
use vestibule_signin::DecisionValue;
use vestibule_wire::{
    Case, DecidedBy, Decider, Finding, PrincipalKind, PrincipalSet, WayBack, Where,
};

use crate::other_action::{OtherAction, for_action_with_rcps};
use crate::question::Question;
use crate::words::{admits_text, is_among};
use crate::{place, unanswered};

/// The Region that AWS Sign-In takes writes in.
pub(super) use vestibule_signin::control_plane::WRITE_REGION as WRITES;

/// Every call of an action.
pub(super) struct Callers<'c> {
    /// The action, such as `signin:DeleteConsoleAuthorizationConfiguration`.
    pub(super) action: &'static str,
    case: &'c Case,
    calling: OtherAction,
    regions: Vec<Calls>,
}

/// Calls that come to the same.
pub(super) struct Calls {
    pub(super) place: Where,
    pub(super) principals: PrincipalSet,
    outcome: DecisionValue,
    found: analysis::Region,
}

/// Why calls are denied or not decided.
#[derive(Default)]
pub(super) struct Why {
    pub(super) decided_by: Vec<DecidedBy>,
    pub(super) depends_on: Vec<String>,
}

impl<'c> Callers<'c> {
    pub(super) fn of(
        case: &'c Case,
        question: &Question<'_>,
        action: &'static str,
    ) -> Result<Self, Box<Finding>> {
        // Policies bear on that call whether console authorization is on or off.
        let enabled = question.authorizer.once_enabled();
        let calling = for_action_with_rcps(&enabled, action);
        let found = calling.calls(question.options.clone());
        let found = found.map_err(unanswered::finding)?;
        let calls = found.into_iter().map(|found| Calls {
            place: place::of_region(&found.place, &question.account),
            principals: place::principals(&found.place.principal),
            outcome: found.outcome,
            found,
        });
        let is_write = |calls: &Calls| {
            let region = calls.place.region.as_ref();
            region.is_none_or(|region| admits_text(region, WRITES))
        };
        let mut regions: Vec<Calls> = calls.filter(is_write).collect();
        for calls in &mut regions {
            // Which Region it is goes without saying.
            calls.place.region = None;
        }
        Ok(Self {
            action,
            case,
            calling,
            regions,
        })
    }

    /// What becomes of the calls of one principal, and those that decide it.
    pub(super) fn of_principal(&self, arn: &str) -> (WayBack, Vec<&Calls>) {
        let own = |calls: &&Calls| is_among(&calls.principals, arn);
        let of = |outcome| -> Vec<&Calls> {
            let own = self.regions.iter().filter(own);
            own.filter(|calls| calls.outcome == outcome).collect()
        };
        let allowed = of(DecisionValue::Allowed);
        if !allowed.is_empty() {
            return (WayBack::Open, allowed);
        }
        let unknown = of(DecisionValue::Unknown);
        if !unknown.is_empty() {
            return (WayBack::Unknown, unknown);
        }
        (WayBack::Closed, of(DecisionValue::Denied))
    }

    /// Sets of principals but the root user whose calls pass somewhere, with those calls.
    pub(super) fn passing(&self) -> Vec<(PrincipalSet, Vec<&Calls>)> {
        self.grouped(DecisionValue::Allowed)
    }

    /// Sets of principals but the root user of whose calls none passes for certain and some
    /// are not decided.
    pub(super) fn open(&self) -> Vec<(PrincipalSet, Vec<&Calls>)> {
        let passing = self.passing();
        let mut open = self.grouped(DecisionValue::Unknown);
        open.retain(|(set, _)| passing.iter().all(|(other, _)| other != set));
        open
    }

    fn grouped(&self, outcome: DecisionValue) -> Vec<(PrincipalSet, Vec<&Calls>)> {
        let mut groups: Vec<(PrincipalSet, Vec<&Calls>)> = Vec::new();
        for calls in self.regions.iter().filter(|of| of.outcome == outcome) {
            let Some(set) = without_root(&calls.principals) else {
                continue;
            };
            match groups.iter_mut().find(|(other, _)| *other == set) {
                Some((_, all)) => all.push(calls),
                None => groups.push((set, vec![calls])),
            }
        }
        groups
    }

    /// What decides some calls, or leaves them open.
    pub(super) fn why(&self, calls: &Calls) -> Why {
        let Ok(decision) = self.calling.authorizer.decide(&calls.found.witness) else {
            return Why::default();
        };
        let [_, phase, _] = &decision.phases;
        let original = |by: &vestibule_signin::decide::DecidedBy| {
            let mut by = by.clone();
            let all = &self.calling.policies;
            by.policy = by.policy.and_then(|index| all.get(index).copied());
            self.case.compiled().decided_by(Decider::from(&by))
        };
        Why {
            decided_by: phase.decided_by.iter().map(original).collect(),
            depends_on: phase.depends_on.iter().map(ToString::to_string).collect(),
        }
    }
}

/// A set without the root user; `None` where nobody is left.
fn without_root(set: &PrincipalSet) -> Option<PrincipalSet> {
    use PrincipalKind::{FederatedUser, IdentityCenterRole, Role, Root, User};
    let mut set = set.clone();
    let is_root = |pattern: &vestibule_wire::Pattern| match pattern {
        vestibule_wire::Pattern::Exact(arn) => arn.ends_with(":root"),
        _ => false,
    };
    if let Some(within) = &mut set.within {
        within.retain(|pattern| !is_root(pattern));
        if within.is_empty() {
            return None;
        }
    }
    set.without.retain(|pattern| !is_root(pattern));
    match &mut set.kind {
        Some(kinds) => {
            kinds.retain(|kind| *kind != Root);
            if kinds.is_empty() {
                return None;
            }
        }
        None if set.within.is_none() => {
            set.kind = Some(vec![User, Role, IdentityCenterRole, FederatedUser]);
        }
        None => {}
    }
    Some(set)
}
