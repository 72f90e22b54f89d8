//! Why a region or a witness comes to what it does, in words.

use vestibule_syntax::diagnostic::{Arg, Message};
use vestibule_syntax::message;
use vestibule_wire::{Action, DecidedBy, Layer, Outcome, Region, UndecidedStatement};

use super::tree::{Line, Place, all, name};

/// Says where a statement stands, if that is known.
pub(super) type PlaceOf<'p> = &'p dyn Fn(&DecidedBy) -> Option<Place>;

/// Why, as a region or a principal tells it.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Reason<'a> {
    pub(super) outcome: Outcome,
    pub(super) denied_at: Option<Action>,
    pub(super) decided_by: &'a [DecidedBy],
    pub(super) depends_on: Option<&'a [String]>,
    pub(super) undecided: &'a [DecidedBy],
    /// The statements and keys are those of one sign-in among several.
    pub(super) is_of_one: bool,
}

impl<'a> Reason<'a> {
    /// Why a region is as it is.
    pub(super) fn of_region(region: &'a Region) -> Self {
        Self {
            outcome: region.outcome,
            denied_at: region.denied_at,
            decided_by: &region.decided_by,
            depends_on: region.depends_on.as_deref(),
            undecided: &region.undecided,
            is_of_one: true,
        }
    }

    /// `denied at signin:Authenticate by Statement[0] of the resource-based policy (line 12)`;
    /// nothing of what is allowed.
    pub(super) fn message(&self, place: PlaceOf<'_>) -> Option<Message> {
        Some(match (self.outcome, self.denied_at) {
            (Outcome::Allowed, _) => return None,
            (Outcome::Denied, Some(action)) => self.denied(name(action.name()), place),
            (Outcome::Denied, None) => message!(
                "denied, at an action that is not known: what {statements} comes to differs from sign-in to sign-in",
                statements = statements(self.undecided, place)
            ),
            (Outcome::Unknown, _) if !self.undecided.is_empty() => message!(
                "not decided for all of them together: what {statements} comes to differs from sign-in to sign-in",
                statements = statements(self.undecided, place)
            ),
            (Outcome::Unknown, _) => self.dependence(place),
        })
    }

    /// The statements that the words name.
    fn statements(&self) -> &[DecidedBy] {
        match (self.outcome, self.denied_at) {
            (Outcome::Denied, Some(_)) => self.decided_by,
            (Outcome::Denied, None) => self.undecided,
            (Outcome::Unknown, _) if !self.undecided.is_empty() => self.undecided,
            (Outcome::Unknown | Outcome::Allowed, _) => self.decided_by,
        }
    }

    /// A line of the reason, with the statements that it names.
    pub(super) fn line(&self, place: PlaceOf<'_>) -> Option<Line> {
        let named = self.statements().iter();
        let named: Vec<DecidedBy> = named.filter(|by| by.statement.is_some()).cloned().collect();
        Some(Line::of(self.message(place)?).statements(named))
    }

    fn dependence(&self, place: PlaceOf<'_>) -> Message {
        let keys = self.depends_on.unwrap_or_default();
        let what = all(keys.iter().map(|key| depended(key)).collect());
        let deciders: Vec<DecidedBy> = self
            .decided_by
            .iter()
            .filter(|by| by.statement.is_some())
            .cloned()
            .collect();
        let by = statements(&deciders, place);
        match (keys.is_empty(), deciders.is_empty(), self.is_of_one) {
            (true, true, _) => message!("a policy cannot be evaluated"),
            (true, false, _) => message!("{statements} cannot be evaluated", statements = by),
            (false, true, true) => message!("depends, for example, on {what}", what = what),
            (false, true, false) => message!("depends on {what}", what = what),
            (false, false, true) => message!(
                "depends, for example, on {what}, in {statements}",
                what = what,
                statements = by
            ),
            (false, false, false) => message!(
                "depends on {what}, in {statements}",
                what = what,
                statements = by
            ),
        }
    }

    /// By which statements, or that no policy allows it.
    fn denied(&self, action: Arg, place: PlaceOf<'_>) -> Message {
        let (stating, missing): (Vec<DecidedBy>, Vec<DecidedBy>) = self
            .decided_by
            .iter()
            .cloned()
            .partition(|by| by.statement.is_some());
        let by = (!stating.is_empty())
            .then(|| message!("by {statements}", statements = statements(&stating, place)));
        let missing = missing.iter().map(|by| match &by.policy {
            Some(policy) => message!(
                "where {layer} {policy} does not allow it",
                layer = layer(by.layer),
                policy = called(by.layer, policy)
            ),
            None => message!("where no {layer} allows it", layer = layer(by.layer)),
        });
        let and = |first, then| message!("{first} and {then}", first = first, then = then);
        let why = by.into_iter().chain(missing).reduce(and);
        match (why, self.is_of_one) {
            (Some(why), true) => message!(
                "denied at {action}, for example, {why}",
                action = action,
                why = why
            ),
            (Some(why), false) => message!("denied at {action} {why}", action = action, why = why),
            (None, _) => message!("denied at {action}", action = action),
        }
    }
}

/// What stands in `dependsOn`, for people.
fn depended(key: &str) -> Arg {
    match key {
        "policies.identity" => message!("the identity policies, which are not given").into(),
        "resource" => message!("the resource, which is not given").into(),
        key => name(key),
    }
}

fn layer(layer: Layer) -> Message {
    match layer {
        Layer::VpcEndpoint => message!("VPC endpoint policy"),
        Layer::ResourceControl => message!("resource control policy"),
        Layer::ServiceControl => message!("service control policy"),
        Layer::ResourceBased => message!("resource-based policy"),
        Layer::Identity => message!("identity policy"),
        Layer::PermissionsBoundary => message!("permissions boundary"),
        Layer::Session => message!("session policy"),
    }
}

/// A policy by its layer and its name, such as `resource control policy perimeter`.
pub fn policy(of: Layer, policy: Option<&str>) -> Message {
    match policy {
        // There is only one, and it is called so.
        Some("resourceBased") | None => message!("the {layer}", layer = layer(of)),
        Some(policy) => message!(
            "{layer} {policy}",
            layer = layer(of),
            policy = called(of, policy)
        ),
    }
}

/// The name of a policy; the number of one without a name.
fn called(of: Layer, policy: &str) -> Arg {
    match of.number_of(policy) {
        Some(number) => number.into(),
        None => name(policy),
    }
}

/// `statement Sid of resource control policy perimeter (line 12)`.
pub(super) fn statements(list: &[DecidedBy], place: PlaceOf<'_>) -> Arg {
    let statement = |by: &DecidedBy| {
        let policy = policy(by.layer, by.policy.as_deref());
        let words = match (&by.sid, by.statement) {
            (Some(sid), _) => message!(
                "statement {sid} of {policy}",
                sid = name(sid),
                policy = policy
            ),
            (None, Some(number)) => numbered(number, policy),
            (None, None) => policy,
        };
        match place(by) {
            Some(place) => message!("{it} ({place})", it = words, place = place.message()).into(),
            None => words.into(),
        }
    };
    all(list.iter().map(statement).collect())
}

/// As [`statements`], without places.
pub(crate) fn statements_of(list: &[DecidedBy]) -> Arg {
    statements(list, &|_| None)
}

fn numbered(number: u32, policy: Message) -> Message {
    message!(
        "Statement[{number}] of {policy}",
        number = number,
        policy = policy
    )
}

/// Statements that are undecided, each with why.
pub(super) fn of_undecided(undecided: &[UndecidedStatement]) -> Vec<Line> {
    let line = |undecided: &UndecidedStatement| {
        let policy = policy(undecided.layer, undecided.policy.as_deref());
        Line::of(numbered(undecided.statement.unwrap_or(0), policy))
            .tail(why_undecided(&undecided.key))
            .statements(vec![DecidedBy {
                layer: undecided.layer,
                policy: undecided.policy.clone(),
                path: None,
                statement: undecided.statement,
                sid: None,
                span: None,
                range: None,
            }])
    };
    undecided.iter().map(line).collect()
}

/// Why a statement is undecided that tests a key.
pub(crate) fn why_undecided(key: &str) -> Message {
    message!(
        "what it says of {key} is not decided for all sign-ins together: a policy variable refers to the key, operators of different kinds test it, or too many wildcards do",
        key = name(key)
    )
}
