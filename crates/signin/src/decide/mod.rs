//! From policies and a request to the three-phase decision.
//!
//! Compile once, decide many. [`Authorizer::combine`] holds the rules by which the truth of
//! statements becomes a phase. Three readers use it: [`Authorizer::outcome`] stops at the
//! first certain Deny, [`Authorizer::summary`] keeps what decided, and [`Authorizer::decide`] and
//! [`Authorizer::explain`] classify every statement first and tell what all of it rests on.

mod assumptions;
mod combine;
mod compile;
mod either;
mod grants;
mod last_phase;
mod outcome;
mod parts;
mod reading;
mod record;
mod rests_on;
mod shared;
mod summary;
mod types;
mod verdict;
mod work;

pub use combine::{Reading, Term};
pub use compile::{Authorizer, Group};
pub use parts::{Part, PhaseParts};
pub use shared::SharedPolicies;
pub use summary::{PhaseSummary, Summary};
pub use types::{DecidedBy, Decision, DecisionValue, KeyState, PhaseDecision, PolicyTrace, Reason};
pub use work::WORK_LIMIT;

use vestibule_iam::keys::KeyValue;
use vestibule_iam::matching::{
    Caller, CompiledStatement, Identity, MatchRequest, ResourceRef, StatementTrace, Truth,
};

use self::either::Doubted;
use self::types::Chain;
use crate::action::{Action, Entry};
use crate::context::PhaseContext;
use crate::keys;
use crate::layers::Layer;
use crate::principal::{Principal, PrincipalKind};
use crate::request::{GivenValue, Request, RequestError};

impl Authorizer {
    /// The decision on `request`, with what decided it.
    ///
    /// # Errors
    /// [`RequestError`] when the request contradicts itself or the account.
    pub fn decide<'a>(&'a self, request: &'a Request) -> Result<Decision<'a>, RequestError> {
        self.decided(request, Keep::Nothing)
    }

    /// The decision on `request` with its whole trace: how every policy, statement and test
    /// came to its truth.
    ///
    /// # Errors
    /// As [`Authorizer::decide`].
    pub fn explain<'a>(&'a self, request: &'a Request) -> Result<Decision<'a>, RequestError> {
        self.decided(request, Keep::Trace)
    }

    fn decided<'a>(
        &'a self,
        request: &'a Request,
        keep: Keep,
    ) -> Result<Decision<'a>, RequestError> {
        self.check(request)?;
        if self.is_too_much(request) {
            return Ok(self.undecided());
        }
        let first = self.decide_phase(request, Action::Authenticate, None);
        let mut second = self.decide_phase(request, Action::AuthorizeOAuth2Access, None);
        // Where the last phase is decided as the second, so is every statement.
        let known = (keep == Keep::Nothing && self.ends_as_second(request))
            .then(|| std::mem::take(&mut second.trace));
        let last = self.decide_phase(request, Action::CreateOAuth2Token, known);
        let mut phases = [first, second, last];
        let chain = Chain::of(phases.each_ref().map(|phase| phase.decision));
        for (phase, reached) in phases.iter_mut().zip(chain.reached) {
            phase.reached = reached;
            if keep == Keep::Nothing {
                phase.trace = Vec::new();
            }
        }
        let assumptions = phases.iter().fold(self.input_assumptions(), |set, phase| {
            set.union(phase.assumptions)
        });
        Ok(Decision {
            outcome: chain.outcome,
            denied_at: chain.denied_at,
            phases,
            assumptions,
        })
    }

    /// Can `request` be decided at all?
    fn check(&self, request: &Request) -> Result<(), RequestError> {
        let account = self.account.id.as_deref();
        if account.is_some_and(|id| id != request.principal.account()) {
            return Err(RequestError::AnotherAccount);
        }
        for (name, given) in &request.context {
            if !matches!(given, GivenValue::Unknown)
                && let Some(member) = keys::row_of(name).origin.member()
            {
                return Err(RequestError::DeterminedKey(name.clone(), member));
            }
        }
        Ok(())
    }
}

/// What a decision keeps of the way to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keep {
    Nothing,
    /// Every statement, with the tests of those about the action.
    Trace,
}

/// What the statements of one phase are matched against, by layer.
struct Views<'a> {
    full: MatchRequest<'a>,
    /// Without the keys that some layers do not see.
    limited: MatchRequest<'a>,
    /// What the policies of VPC endpoints may not see either.
    doubted: Option<Doubted<'a>>,
    /// The full view with nothing known of the network keys, where they are withheld (J30).
    withheld: Option<MatchRequest<'a>>,
}

impl<'a> Views<'a> {
    fn of(&self, layer: Layer) -> &MatchRequest<'a> {
        if layer.is_resource_side() {
            &self.full
        } else {
            &self.limited
        }
    }

    /// The truth of a statement of `layer`.
    fn truth(&self, layer: Layer, statement: &CompiledStatement) -> Truth {
        match self
            .doubted
            .as_ref()
            .filter(|_| layer == Layer::VpcEndpoint)
        {
            Some(doubted) => doubted.trace(statement, self.of(layer)).truth,
            None => statement.truth(self.of(layer)),
        }
    }

    /// The truth of a statement of `layer` and of each of its parts.
    fn trace(&self, layer: Layer, statement: &CompiledStatement) -> StatementTrace {
        match self
            .doubted
            .as_ref()
            .filter(|_| layer == Layer::VpcEndpoint)
        {
            Some(doubted) => doubted.trace(statement, self.of(layer)),
            None => statement.trace(self.of(layer)),
        }
    }
}

/// Calls `run` with what the statements of one phase are matched against.
fn with_views<R>(
    authorizer: &Authorizer,
    phase_context: &PhaseContext<'_>,
    context: &[KeyValue<'_>],
    run: impl FnOnce(&Views<'_>) -> R,
) -> R {
    let request = phase_context.request;
    let caller = match phase_context.action {
        Action::Authenticate => Caller::Anonymous,
        Action::AuthorizeOAuth2Access | Action::CreateOAuth2Token => {
            Caller::Known(identity(authorizer, &request.principal))
        }
    };
    let partition = request.principal.partition();
    let client = match request.entry {
        Entry::Console => None,
        Entry::LoginLocal => Some("localhost"),
        Entry::LoginRemote => Some("remote"),
    };
    let client = client.filter(|_| phase_context.action != Action::Authenticate);
    let told = request.resource.as_deref();
    let made: String;
    let resource = match (client, told) {
        (Some(_), Some(arn)) => ResourceRef::Exact(arn),
        (Some(client), None) => {
            let (region, account) = (request.region(), phase_context.account_id());
            made =
                format!("arn:{partition}:signin:{region}:{account}:oauth2/public-client/{client}");
            ResourceRef::Exact(&made)
        }
        (None, Some(arn)) if request.entry == Entry::Console => ResourceRef::Exact(arn),
        (None, _) if partition == "aws" => ResourceRef::Under("arn:aws:signin:::console/"),
        (None, _) => {
            made = format!("arn:{partition}:signin:::console/");
            ResourceRef::Under(&made)
        }
    };
    let full = MatchRequest {
        action: phase_context.action as usize,
        caller,
        resource,
        context,
    };
    let mut seen: Vec<KeyValue<'_>>;
    let limited = if authorizer.unseen.is_empty() {
        full
    } else {
        seen = context.to_vec();
        for key in &authorizer.unseen {
            if let Some(value) = seen.get_mut(usize::from(key.0)) {
                *value = KeyValue::Absent;
            }
        }
        MatchRequest {
            context: &seen,
            ..full
        }
    };
    let doubted = authorizer.doubted(phase_context, limited.context);
    let unknown: Vec<KeyValue<'_>>;
    let withheld = if phase_context.network_withheld() {
        unknown = authorizer.without_network(context);
        Some(MatchRequest {
            context: &unknown,
            ..full
        })
    } else {
        None
    };
    run(&Views {
        full,
        limited,
        doubted,
        withheld,
    })
}

fn identity<'a>(authorizer: &Authorizer, principal: &'a Principal) -> Identity<'a> {
    let is_role = matches!(
        principal.kind,
        PrincipalKind::Role | PrincipalKind::IdentityCenterRole
    );
    Identity {
        account: principal.account(),
        arn: &principal.arn,
        role: is_role.then(|| principal.name()).flatten(),
        bounded: authorizer.has_boundary(principal),
    }
}
