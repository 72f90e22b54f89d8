//! From policies and a request to the three-phase decision.
//!
//! Compile once, decide many. Each phase is classified first (the truth of every
//! statement) and combined after; [`SignIn::outcome`] takes the same rules
//! without keeping the trace, and a property test holds the two together.

mod combine;
mod compile;
mod fast;
mod lean;
mod record;
mod types;
mod verdict;

pub use compile::SignIn;
pub use types::{DecidedBy, Decision, DecisionValue, KeyState, PhaseDecision, PolicyTrace, Reason};

use vestibule_iam::context::KeyValue;
use vestibule_iam::matching::{Caller, Identity, MatchRequest, ResourceRef};

use crate::context::{KeySource, Scene, determining_member};
use crate::phase::{Action, Entry};
use crate::principal::{Principal, PrincipalKind};
use crate::request::{GivenValue, Request, RequestError};

impl SignIn {
    /// The decision on `request`, with its whole explanation.
    ///
    /// # Errors
    /// [`RequestError`] when the request contradicts itself or the account.
    pub fn decide(&self, request: &Request) -> Result<Decision, RequestError> {
        self.check(request)?;
        let mut phases = Action::ALL.map(|action| self.decide_phase(request, action));
        let mut denied_at = None;
        let mut outcome = DecisionValue::Allowed;
        for phase in &mut phases {
            phase.reached = denied_at.is_none();
            match phase.decision {
                DecisionValue::Denied if denied_at.is_none() => {
                    denied_at = Some(phase.action);
                    outcome = DecisionValue::Denied;
                }
                DecisionValue::Unknown if denied_at.is_none() => outcome = DecisionValue::Unknown,
                _ => {}
            }
        }
        let assumptions = phases.iter().fold(self.input_assumptions(), |set, phase| {
            set.union(phase.assumptions)
        });
        Ok(Decision {
            outcome,
            denied_at,
            phases,
            assumptions,
        })
    }

    /// Can `request` be decided at all?
    fn check(&self, request: &Request) -> Result<(), RequestError> {
        let account = self.account.id.as_deref();
        if account.is_some_and(|id| id != request.principal.account) {
            return Err(RequestError::AnotherAccount);
        }
        for (name, given) in &request.context {
            if let (KeySource::Known(key, _), false) =
                (KeySource::of(name), matches!(given, GivenValue::Unknown))
                && let Some(member) = determining_member(key)
            {
                return Err(RequestError::DeterminedKey(name.clone(), member));
            }
        }
        Ok(())
    }
}

/// Calls `run` with what the statements of one phase are matched against.
fn with_match_request<R>(
    sign_in: &SignIn,
    scene: &Scene<'_>,
    context: &[KeyValue<'_>],
    run: impl FnOnce(&MatchRequest<'_>) -> R,
) -> R {
    let request = scene.request;
    let caller = match scene.action {
        Action::Authenticate => Caller::Anonymous,
        _ => Caller::Known(identity(sign_in, &request.principal)),
    };
    let action = scene.action as usize;
    let partition = partition(&request.principal);
    let client = match request.entry {
        Entry::LoginLocal if scene.action != Action::Authenticate => Some("localhost"),
        Entry::LoginRemote if scene.action != Action::Authenticate => Some("remote"),
        _ => None,
    };
    if let Some(client) = client {
        let arn = request.resource.clone().unwrap_or_else(|| {
            let (region, account) = (request.region(), scene.account_id());
            format!("arn:{partition}:signin:{region}:{account}:oauth2/public-client/{client}")
        });
        run(&MatchRequest {
            action,
            caller,
            resource: ResourceRef::Exact(&arn),
            context,
        })
    } else if let (Some(arn), Entry::Console) = (&request.resource, request.entry) {
        run(&MatchRequest {
            action,
            caller,
            resource: ResourceRef::Exact(arn),
            context,
        })
    } else if partition == "aws" {
        let resource = ResourceRef::Under("arn:aws:signin:::console/");
        run(&MatchRequest {
            action,
            caller,
            resource,
            context,
        })
    } else {
        let prefix = format!("arn:{partition}:signin:::console/");
        run(&MatchRequest {
            action,
            caller,
            resource: ResourceRef::Under(&prefix),
            context,
        })
    }
}

fn partition(principal: &Principal) -> &str {
    principal.arn.split(':').nth(1).unwrap_or("aws")
}

fn identity<'a>(sign_in: &SignIn, principal: &'a Principal) -> Identity<'a> {
    let is_role = matches!(
        principal.kind,
        PrincipalKind::Role | PrincipalKind::IdentityCenterRole
    );
    Identity {
        account: &principal.account,
        arn: &principal.arn,
        role: principal.name().filter(|_| is_role),
        bounded: sign_in.has_boundary(principal),
    }
}
