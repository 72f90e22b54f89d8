//! Ways back in words.

use vestibule_syntax::diagnostic::{Arg, Message, code};
use vestibule_syntax::message;
use vestibule_wire::{Layer, Outcome, Region, WayBack};

use super::callers::{Calls, Why};
use super::ways::Way;
use crate::other_action::DELETE_CONFIGURATION;
use crate::words::{Line, Section, all_of, circumstances, statements_of};

/// So many places are told in one sentence.
const PLACES: usize = 3;

pub(super) fn summary(verdict: WayBack) -> Message {
    match verdict {
        WayBack::Open => message!("there is a way back into the console"),
        WayBack::Unknown => message!("it is unknown whether there is a way back into the console"),
        WayBack::Closed => message!("there is no way back into the console"),
    }
}

/// From where `whom` gets in.
pub(super) fn gets_in(whom: &Message, regions: &[&Region]) -> Message {
    let places = regions.iter().map(|region| circumstances(&region.place));
    message!(
        "{whom} gets into the console {places}",
        whom = whom.clone(),
        places = some(places)
    )
}

pub(super) fn gets_in_nowhere(whom: &Message) -> Message {
    message!(
        "the policies let {whom} into the console from nowhere",
        whom = whom.clone()
    )
}

pub(super) fn whether_gets_in(whom: &Message) -> Message {
    message!(
        "whether the policies let {whom} into the console",
        whom = whom.clone()
    )
}

/// From where `whom` does not get in.
pub(super) fn is_denied(whom: &Message, regions: &[&Region]) -> Message {
    let places = regions.iter().map(|region| circumstances(&region.place));
    message!(
        "{whom} is denied {places}",
        whom = whom.clone(),
        places = some(places)
    )
}

/// From where `whom` may make the call.
pub(super) fn may_call(whom: &Message, action: &str, calls: &[&Calls]) -> Message {
    let places = calls.iter().map(|calls| circumstances(&calls.place));
    message!(
        "the policies let {whom} call {action} {places}",
        whom = whom.clone(),
        action = code(action),
        places = some(places)
    )
}

/// Phrases, the first few, each once.
fn some(phrases: impl Iterator<Item = Message>) -> Arg {
    let mut told: Vec<Message> = Vec::new();
    for phrase in phrases {
        if !told.contains(&phrase) {
            told.push(phrase);
        }
    }
    told.truncate(PLACES);
    all_of(told.into_iter().map(Arg::from).collect())
}

/// Why nobody lets `whom` make the call.
pub(super) fn may_not_call(whom: &Message, action: &str, why: &Why) -> Message {
    let (stating, missing): (Vec<_>, Vec<_>) = why
        .decided_by
        .iter()
        .cloned()
        .partition(|by| by.statement.is_some());
    let action = code(action);
    let whom = whom.clone();
    if !stating.is_empty() {
        return message!(
            "{whom} may not call {action}: {statements} denies it",
            whom = whom,
            action = action,
            statements = statements_of(&stating)
        );
    }
    let is_identity = missing.iter().all(|by| by.layer == Layer::Identity);
    if is_identity {
        message!(
            "{whom} may not call {action}: no identity policy of the case allows it",
            whom = whom,
            action = action
        )
    } else {
        message!(
            "{whom} may not call {action}: an SCP or permissions boundary does not allow it",
            whom = whom,
            action = action
        )
    }
}

/// What it depends on whether `whom` may make the call.
pub(super) fn may_call_if(whom: &Message, action: &str, why: &Why) -> Vec<Message> {
    let action = code(action);
    let of_rcps = why.decided_by.iter();
    let of_rcps: Vec<_> = of_rcps
        .filter(|by| by.layer == Layer::ResourceControl && by.statement.is_some())
        .cloned()
        .collect();
    let mut all = Vec::new();
    if !of_rcps.is_empty() {
        all.push(message!(
            "whether an RCP bears on a call that has no resource, which AWS does not say: {statements} would deny it",
            statements = statements_of(&of_rcps)
        ));
    }
    let is_identity = |key: &String| key == "policies.identity";
    if why.depends_on.iter().any(is_identity) {
        all.push(message!(
            "whether {whom} may call {action}: the case has no identity policies",
            whom = whom.clone(),
            action = action.clone()
        ));
    }
    let keys = why.depends_on.iter().filter(|key| !is_identity(key));
    let keys: Vec<Arg> = keys.map(|key| code(key)).collect();
    if !keys.is_empty() && of_rcps.is_empty() {
        all.push(message!(
            "whether {whom} may call {action}: that depends on {keys}",
            whom = whom.clone(),
            action = action.clone(),
            keys = all_of(keys)
        ));
    }
    if all.is_empty() {
        all.push(message!(
            "whether {whom} may call {action}",
            whom = whom.clone(),
            action = action
        ));
    }
    all
}

pub(super) fn nobody_may_call(action: &str) -> Message {
    message!(
        "the policies of the case let no user or role call {action}",
        action = code(action)
    )
}

pub(super) fn programmatic() -> Message {
    message!("AWS: access with SigV4 credentials stays, whatever closes the console")
}

pub(super) fn has_credentials(whom: &Message) -> Message {
    message!(
        "whether {whom} has credentials outside of the console, such as an access key",
        whom = whom.clone()
    )
}

pub(super) fn on_for_organization() -> Message {
    message!("console authorization is on for the organization, so its configuration has to go")
}

pub(super) fn who_for_organization() -> Message {
    message!("who may put it off for an organization, which AWS does not say")
}

pub(super) fn which_target() -> Message {
    message!(
        "whether console authorization is on for the organization, too: `account.consoleAuthorization` can say it by target"
    )
}

pub(super) fn support() -> Vec<Message> {
    vec![
        message!("the link that AWS Support sends is valid for 72 hours"),
        message!(
            "the portal needs an IAM principal of the account that may call {action}",
            action = code(DELETE_CONFIGURATION)
        ),
        message!(
            "the portal removes the configuration and all permission statements: keep a copy of them"
        ),
    ]
}

pub(super) fn support_principal() -> Message {
    message!("how long AWS Support takes to send the link")
}

pub(super) fn notes() -> Vec<Message> {
    vec![
        message!(
            "AWS takes a few minutes to spread a change, and browsers may keep the sign-in page"
        ),
        message!(
            "without console authorization, permission statements and RCPs stop nobody at the console (J6)"
        ),
        message!(
            "permission statements stay when the configuration goes (J22): mend them before it comes back"
        ),
    ]
}

/// The answer for people.
pub(super) fn sections(
    summary: Message,
    state: Message,
    has_lockout: bool,
    is_before: bool,
    ways: &[Way],
    notes: &[Message],
) -> Vec<Section> {
    let outcome = if has_lockout {
        Outcome::Denied
    } else {
        Outcome::Allowed
    };
    let mut lines = Vec::new();
    if is_before {
        lines.push(Line::of(message!(
            "the case says that console authorization is off: here it is on, to see how ready the account is"
        )));
    }
    lines.push(Line::of(state).outcome(outcome));
    let first = Section {
        title: summary,
        lines,
    };
    let of_ways = ways
        .iter()
        .zip(1_u64..)
        .map(|(way, number)| section(way, number));
    let last = Section {
        title: message!("Afterwards"),
        lines: notes.iter().cloned().map(Line::of).collect(),
    };
    [first].into_iter().chain(of_ways).chain([last]).collect()
}

fn section(way: &Way, number: u64) -> Section {
    let (verdict, outcome) = match way.verdict {
        WayBack::Open => (message!("open"), Outcome::Allowed),
        WayBack::Closed => (message!("closed"), Outcome::Denied),
        WayBack::Unknown => (message!("unknown"), Outcome::Unknown),
    };
    let mut lines = vec![Line::of(verdict).outcome(outcome)];
    let parts = [
        (message!("proven by the policies"), &way.proven),
        (message!("given"), &way.told),
        (message!("not given"), &way.untold),
    ];
    for (head, below) in parts {
        if !below.is_empty() {
            let below = below.iter().cloned().map(Line::of).collect();
            lines.push(Line::of(head).below(below));
        }
    }
    if !way.commands.is_empty() {
        let command = |text: &String| Line::of(message!("{it}", it = code(text)));
        let below = way.commands.iter().map(command).collect();
        lines.push(Line::of(message!("run")).below(below));
    }
    Section {
        title: message!("{number}. {way}", number = number, way = way.title.clone()),
        lines,
    }
}
