//! A plan in words.

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{
    GuaranteeInState, GuaranteeVerdict, LockoutVerdict, Outcome, RequestInState, RolloutReading,
    RolloutState, RolloutVerdict, WayBack,
};

use super::state::{Broken, Looked};
use super::statements::{self, named};
use super::steps::{Change, Target};
use crate::words::{Line, all_of, command};

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
        Change::Put(statement) => message!(
            "add the permission statement {parameters}",
            parameters = named(statement)
        ),
        Change::Delete(statement) => message!(
            "delete the permission statement {parameters}",
            parameters = named(statement)
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
pub(super) fn watch(change: &Change, is_enforced: bool) -> Vec<Message> {
    let mut watch = vec![message!(
        "AWS takes a few minutes to spread a change: wait, and sign in by a second browser before you go on"
    )];
    let is_of_statement = match change {
        Change::Put(_) => {
            watch.push(message!(
                "without an id at the end AWS knew the client token of an earlier call, and added nothing"
            ));
            watch.push(message!("take another token then, and run the step again"));
            true
        }
        Change::Delete(_) => {
            watch.push(message!(
                "see that the list below has the statement no longer"
            ));
            true
        }
        _ => false,
    };
    if is_of_statement {
        watch.push(command(&statements::list()));
    }
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
    } else if is_of_statement {
        watch.push(message!(
            "console authorization is off, so AWS evaluates no permission statement yet"
        ));
    } else {
        watch.push(message!(
            "console authorization is off, so RCPs deny nobody at the console yet (J6)"
        ));
    }
    watch
}

/// What to know of permission statements.
pub(super) fn notes_on_statements() -> Vec<Message> {
    vec![message!(
        "AWS has no operation that changes a permission statement: another one is added and the old one deleted"
    )]
}

/// That some state depends on the reading of several statements.
pub(super) fn two_readings() -> Message {
    message!(
        "AWS does not say how it combines several permission statements (J1): where it matters, the states say both"
    )
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

/// A state in lines; `breaks` is what the step to it breaks by the other reading alone.
pub(super) fn state(looked: &Looked, breaks: &[Message]) -> Vec<Line> {
    let told = &looked.told;
    let mut lines: Vec<Line> = told.requests.iter().map(request).collect();
    lines.push(lockout(told.lockout, &looked.locked_out));
    lines.extend(told.guarantees.iter().map(guarantee));
    lines.push(way_back(told.way_back));
    if let (Some(reading), Some(other)) = (&told.other_reading, &looked.otherwise) {
        lines.push(other_reading(told, reading, &other.locked_out, breaks));
    }
    lines
}

/// What the other reading of several statements changes.
fn other_reading(
    told: &RolloutState,
    reading: &RolloutReading,
    locked_out: &Message,
    breaks: &[Message],
) -> Line {
    let mut below = Vec::new();
    let requests = told.requests.iter().zip(&reading.requests);
    let requests = requests.filter(|(ours, theirs)| ours != theirs);
    below.extend(requests.map(|(_, theirs)| request(theirs)));
    if told.locked_out != reading.locked_out {
        below.push(lockout(reading.lockout, locked_out));
    }
    let guarantees = told.guarantees.iter().zip(&reading.guarantees);
    let guarantees = guarantees.filter(|(ours, theirs)| ours != theirs);
    below.extend(guarantees.map(|(_, theirs)| guarantee(theirs)));
    if told.way_back != reading.way_back {
        below.push(way_back(reading.way_back));
    }
    below.extend(
        breaks
            .iter()
            .map(|one| Line::of(one.clone()).outcome(Outcome::Denied)),
    );
    let head = match (reading.merged, below.is_empty()) {
        (true, false) => message!("if AWS merges the permission statements (J1)"),
        (false, false) => message!("if each permission statement denies by itself (J1)"),
        (true, true) => message!("the same holds if AWS merges the permission statements (J1)"),
        (false, true) => {
            message!("the same holds if each permission statement denies by itself (J1)")
        }
    };
    Line::of(head).below(below)
}

fn request(request: &RequestInState) -> Line {
    let said = match request.outcome {
        Outcome::Allowed => message!("allowed"),
        Outcome::Denied => message!("denied"),
        Outcome::Unknown => message!("unknown"),
    };
    let head = message!("{it}", it = code(&request.name));
    Line::of(head).outcome(request.outcome).tail(said)
}

fn lockout(verdict: LockoutVerdict, locked_out: &Message) -> Line {
    let outcome = match verdict {
        LockoutVerdict::None => Outcome::Allowed,
        LockoutVerdict::Lockout => Outcome::Denied,
        LockoutVerdict::Unknown => Outcome::Unknown,
    };
    Line::of(locked_out.clone()).outcome(outcome)
}

fn guarantee(guarantee: &GuaranteeInState) -> Line {
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
    Line::of(head).outcome(outcome)
}

fn way_back(verdict: WayBack) -> Line {
    let (head, outcome) = match verdict {
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
    Line::of(head).outcome(outcome)
}

pub(super) fn point_of_no_return() -> Message {
    message!(
        "point of no return: from here on policies are enforced, and taking it back needs a way in that is left"
    )
}
