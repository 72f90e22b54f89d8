//! A plan in words.

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{
    GuaranteeVerdict, LockoutVerdict, Outcome, RolloutState, RolloutVerdict, WayBack,
};

use super::state::Broken;
use super::steps::{Change, Target};
use crate::words::{Line, all_of};

pub(super) fn summary(verdict: RolloutVerdict, steps: usize, states: u64) -> Message {
    match verdict {
        RolloutVerdict::Nothing => message!("both states are the same: there is nothing to do"),
        RolloutVerdict::Ready => message!(
            "{steps} steps lead to the wanted state, and none breaks a guarantee",
            steps = steps
        ),
        RolloutVerdict::Stopped => message!(
            "every order of the steps breaks something: {states} states were tried, which are all",
            states = states
        ),
        RolloutVerdict::Unknown => message!(
            "no order was found among {states} states, and there are more",
            states = states
        ),
    }
}

pub(super) fn title(change: &Change) -> Message {
    let node_of = |node: &Option<String>| match node {
        Some(node) => message!("{it}", it = code(node)),
        None => message!("the account"),
    };
    match change {
        Change::Attach((_, name), node) => message!(
            "attach {policy} to {node}",
            policy = code(name),
            node = node_of(node)
        ),
        Change::Detach((_, name), node) => message!(
            "detach {policy} from {node}",
            policy = code(name),
            node = node_of(node)
        ),
        Change::Update((_, name)) => message!(
            "replace the text of {policy} wherever it is attached",
            policy = code(name)
        ),
        Change::Enable(target) => {
            message!(
                "put console authorization on {target}",
                target = of(*target)
            )
        }
        Change::Disable(target) => {
            message!(
                "put console authorization off {target}",
                target = of(*target)
            )
        }
    }
}

fn of(target: Target) -> Message {
    match target {
        Target::Account => message!("for the account"),
        Target::Organization => message!("for the organization"),
    }
}

/// What a step would break.
pub(super) fn breaks(broken: &Broken) -> Vec<Message> {
    let guarantees = broken.guarantees.iter().map(|name| {
        message!(
            "the guarantee {name} holds before it and not behind it",
            name = code(name)
        )
    });
    let people = (!broken.principals.is_empty()).then(|| {
        let names = broken.principals.iter().map(|arn| code(arn));
        message!(
            "{whom} would be locked out, who get in before it and in the wanted state",
            whom = all_of(names.collect())
        )
    });
    guarantees.chain(people).collect()
}

/// What to look at behind a step.
pub(super) fn watch(is_enforced: bool) -> Vec<Message> {
    let mut watch = vec![message!(
        "AWS takes a few minutes to spread a change: wait, and sign in by a second browser before you go on"
    )];
    if is_enforced {
        watch.push(message!(
            "CloudTrail has denials as {event} with {error}, and a message that begins {text}",
            event = code("ConsoleLogin"),
            error = code("AccessDenied"),
            text = code("Authorization denied because of")
        ));
        watch.push(message!(
            "look in every Region whose sign-in endpoint people use: CloudTrail records it there"
        ));
    } else {
        watch.push(message!(
            "console authorization is off, so RCPs deny nobody at the console yet (J6)"
        ));
    }
    watch
}

pub(super) fn notes(has_policies: bool, has_stages: bool, was_enforced: bool) -> Vec<Message> {
    let mut notes = vec![message!(
        "states between are proven for this account: plan each other account by a case of its own"
    )];
    if has_policies && !has_stages {
        notes.push(message!(
            "no stage is known: `--stage`, or `account.organization.path`, names units to go to first"
        ));
    }
    if was_enforced {
        notes.push(message!(
            "console authorization is on already, so each step takes effect at once"
        ));
    }
    notes
}

/// A state in lines.
pub(super) fn state(told: &RolloutState, locked_out: &Message) -> Vec<Line> {
    let mut lines = Vec::new();
    for request in &told.requests {
        let said = match request.outcome {
            Outcome::Allowed => message!("allowed"),
            Outcome::Denied => message!("denied"),
            Outcome::Unknown => message!("unknown"),
        };
        let head = message!("{it}", it = code(&request.name));
        lines.push(Line::of(head).outcome(request.outcome).tail(said));
    }
    let outcome = match told.lockout {
        LockoutVerdict::None => Outcome::Allowed,
        LockoutVerdict::Lockout => Outcome::Denied,
        LockoutVerdict::Unknown => Outcome::Unknown,
    };
    lines.push(Line::of(locked_out.clone()).outcome(outcome));
    for guarantee in &told.guarantees {
        let name = code(&guarantee.name);
        let (head, outcome) = match guarantee.verdict {
            GuaranteeVerdict::Holds => (
                message!("the guarantee {name} holds", name = name),
                Outcome::Allowed,
            ),
            GuaranteeVerdict::Fails => (
                message!("the guarantee {name} does not hold", name = name),
                Outcome::Denied,
            ),
            GuaranteeVerdict::Unknown => (
                message!("whether the guarantee {name} holds is unknown", name = name),
                Outcome::Unknown,
            ),
        };
        lines.push(Line::of(head).outcome(outcome));
    }
    let (head, outcome) = match told.way_back {
        WayBack::Open => (
            message!("there is a way back into the console"),
            Outcome::Allowed,
        ),
        WayBack::Unknown => (
            message!("it is unknown whether there is a way back into the console"),
            Outcome::Unknown,
        ),
        WayBack::Closed => (
            message!("there is no way back into the console"),
            Outcome::Denied,
        ),
    };
    lines.push(Line::of(head).outcome(outcome));
    lines
}

pub(super) fn point_of_no_return() -> Message {
    message!(
        "point of no return: from here on policies are enforced, and taking it back needs a way in that is left"
    )
}
