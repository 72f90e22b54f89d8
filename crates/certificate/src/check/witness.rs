//! Sign-ins that show something, decided as any other.

use vestibule_iam::cidr::parse_address;
use vestibule_signin as signin;
use vestibule_signin::network::{is_endpoint_id, is_region, is_vpc_id};
use vestibule_signin::{Action, Entry, GivenValue, Principal};
use vestibule_syntax::message;
use vestibule_wire::{
    self as wire, ContextValue, DecidedBy, Decider, Decision, Finding, Network, Ordered, Outcome,
    Region, Request, UndecidedStatement,
};

use super::Held;
use crate::place::Place;
use crate::said;
use crate::space::Space;
use crate::space::keys::{MFA_PRESENT, ValueKind};

/// What all decisions on witnesses rest on.
#[derive(Default)]
pub(super) struct About {
    pub(super) assumed_absent: Vec<String>,
    assumptions: Vec<String>,
}

impl About {
    fn add(&mut self, decision: &Decision) {
        let absent = decision
            .phases
            .iter()
            .flat_map(|phase| &phase.assumed_absent);
        add(&mut self.assumed_absent, absent);
        add(&mut self.assumptions, &decision.assumptions);
    }

    /// By their numbers.
    pub(super) fn assumptions(&self) -> Vec<String> {
        let mut ids = self.assumptions.clone();
        ids.sort_by_key(|id| id.get(1..).and_then(|digits| digits.parse::<u32>().ok()));
        ids
    }
}

fn add<'t>(all: &mut Vec<String>, texts: impl IntoIterator<Item = &'t String>) {
    for text in texts {
        if !all.contains(text) {
            all.push(text.clone());
        }
    }
}

/// Decides witnesses.
pub(super) struct Witnesses<'h, 'c> {
    held: &'h Held<'c>,
    space: &'h Space,
    /// Every statement of the policies.
    statements: Vec<DecidedBy>,
}

/// What decided, or leaves it open, and the keys that would settle it.
type Reasons = (Vec<DecidedBy>, Option<Vec<String>>);

impl<'h, 'c> Witnesses<'h, 'c> {
    pub(super) fn new(held: &'h Held<'c>, space: &'h Space) -> Self {
        let policies = held
            .authorizer
            .policies()
            .zip(held.authorizer.compiled())
            .enumerate();
        let statements = policies.flat_map(|(policy, (attached, compiled))| {
            let of_policy = compiled.statements().iter();
            of_policy.map(move |statement| {
                held.case
                    .compiled()
                    .decided_by(Decider::from(&signin::decide::DecidedBy {
                        layer: attached.layer,
                        policy: Some(policy),
                        statement: Some(statement.index()),
                    }))
            })
        });
        Self {
            held,
            space,
            statements: statements.collect(),
        }
    }

    /// The witness of a region lies in it, and decides as the region says.
    pub(super) fn of_region(
        &self,
        region: &Region,
        place: &Place,
        action: Option<Action>,
        name: &str,
        about: &mut About,
    ) -> Result<(), Box<Finding>> {
        let (sign_in, decision) = self
            .decide(&region.witness)
            .ok_or_else(|| said::witness(name))?;
        about.add(&decision);
        let is_open = !region.undecided.is_empty();
        let came_to = match action {
            Some(action) => at(&decision, action.into()),
            None => Some((decision.outcome, decision.denied_at)),
        };
        let came_as_said = is_open || came_to == Some((region.outcome, region.denied_at));
        let (decided_by, depends_on) = reasons(&decision, action.map(Into::into));
        let is_right = came_as_said
            && place.admits(&sign_in)
            && decided_by == region.decided_by
            && depends_on == region.depends_on
            && region
                .undecided
                .iter()
                .all(|by| self.statements.contains(by));
        is_right.then_some(()).ok_or_else(|| said::witness(name))
    }

    /// Statements that are said to be undecided are statements of the policies.
    pub(super) fn known_statements(&self, told: &[UndecidedStatement]) -> Result<(), Box<Finding>> {
        let is_known = |told: &UndecidedStatement| {
            let mut all = self.statements.iter();
            all.any(|by| {
                (by.layer, &by.policy, by.statement) == (told.layer, &told.policy, told.statement)
            })
        };
        if told.iter().all(is_known) {
            return Ok(());
        }
        let message = message!("`undecided` names a statement that the policies do not have");
        Err(said::false_claim(message))
    }

    /// A witness as a sign-in of the space, and the decision on it; `None` of what is no such
    /// sign-in.
    pub(super) fn decide(&self, witness: &Request) -> Option<(signin::Request, Decision)> {
        let sign_in = self.sign_in(witness)?;
        let decision = self.held.case.compiled().decide(witness).ok()?;
        Some((sign_in, decision))
    }

    fn sign_in(&self, told: &Request) -> Option<signin::Request> {
        let (network, region, entry) = (told.network.as_ref()?, told.region.as_ref()?, told.entry?);
        let entries = wire::Entry::ALL.into_iter().zip(Entry::ALL);
        let (_, own) = entries.into_iter().find(|(wire, _)| *wire == entry)?;
        let principal = Principal::parse(&told.principal).ok()?;
        let home = &self.held.home;
        let is_address = |text: &String| {
            parse_address(text).is_some_and(|address| address.to_string() == **text)
        };
        let source_ip = network.source_ip.clone().filter(is_address)?;
        let own_network = match (&network.vpc, &network.endpoint) {
            (None, None) => signin::Network::Public { source_ip },
            (Some(vpc), Some(endpoint)) if is_vpc_id(vpc) && is_endpoint_id(endpoint) => {
                signin::Network::Endpoint {
                    vpc: Some(vpc.clone()),
                    endpoint: Some(endpoint.clone()),
                    source_ip: Some(source_ip),
                }
            }
            _ => return None,
        };
        let mut context = Vec::new();
        for (name, value) in told.context.iter() {
            let ContextValue::One(value) = value else {
                return None;
            };
            context.push((name.to_owned(), value.clone()));
        }
        // Nothing else is told: a name, a resource, other networks at single actions.
        let plain = Request {
            entry: told.entry,
            principal: told.principal.clone(),
            network: Some(Network { ..network.clone() }),
            region: told.region.clone(),
            context: Ordered(told.context.0.clone()),
            ..Request::default()
        };
        let fits = plain == *told
            && is_region(region)
            && principal.account() == home.account
            && principal.partition() == home.partition
            && home.has(principal.kind)
            && self.gives(own, &principal, &context);
        fits.then(|| signin::Request {
            entry: own,
            principal,
            networks: own_network.into(),
            region: Some(region.clone()),
            context: context
                .into_iter()
                .map(|(name, value)| (name, GivenValue::One(value)))
                .collect(),
            resource: None,
        })
    }

    /// Whether a sign-in gives the keys that sign-ins like it have, with possible values.
    fn gives(&self, entry: Entry, principal: &Principal, context: &[(String, String)]) -> bool {
        let value = |name: &str| {
            let mut given = context
                .iter()
                .filter(|(other, _)| other.eq_ignore_ascii_case(name));
            given.next().map(|(_, value)| value.as_str())
        };
        let mfa = value(MFA_PRESENT) == Some("true");
        let mut due = 0;
        for (key, own) in self.space.own.iter().enumerate() {
            let gives = self.space.gives(key, entry, principal.kind, mfa);
            due += usize::from(gives);
            let given = value(&own.name);
            let is_possible = given.is_some_and(|value| match own.kind {
                ValueKind::Text => true,
                ValueKind::Boolean => matches!(value, "true" | "false"),
                ValueKind::Address => parse_address(value).is_some(),
                ValueKind::Ordered(unit) => unit.read(value).is_some_and(|read| {
                    let (first, last) = unit.bounds();
                    (first..=last).contains(&read)
                }),
            });
            if gives != given.is_some() || gives != is_possible {
                return false;
            }
        }
        due == context.len()
    }
}

/// What a decision comes to at one action, and that action where it denies.
pub(super) fn at(
    decision: &Decision,
    action: wire::Action,
) -> Option<(Outcome, Option<wire::Action>)> {
    let phase = decision
        .phases
        .iter()
        .find(|phase| phase.action == action)?;
    let denied_at = (phase.decision == Outcome::Denied).then_some(action);
    Some((phase.decision, denied_at))
}

/// Why a decision comes to what it does, at one action or at those that matter.
pub(super) fn reasons(decision: &Decision, action: Option<wire::Action>) -> Reasons {
    let (mut decided_by, mut depends_on): Reasons = (Vec::new(), None);
    for phase in &decision.phases {
        let matters = match (action, decision.denied_at) {
            (Some(action), _) => phase.action == action,
            (None, Some(denied_at)) => phase.action == denied_at,
            (None, None) => phase.reached && phase.decision == decision.outcome,
        };
        if !matters {
            continue;
        }
        for by in &phase.decided_by {
            if !decided_by.contains(by) {
                decided_by.push(by.clone());
            }
        }
        if phase.decision == Outcome::Unknown {
            let keys = depends_on.get_or_insert_default();
            add(keys, phase.depends_on.iter().flatten());
        }
    }
    (decided_by, depends_on)
}
