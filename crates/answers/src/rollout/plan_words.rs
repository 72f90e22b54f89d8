//! What stands between the parts of a runbook.

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;

/// That there is no plan, before what is wrong with the states.
pub fn no_plan() -> Message {
    message!("there is no plan between the two states")
}

/// What comes before the next step.
pub fn before_next() -> Message {
    message!("before the next step")
}

/// What takes a step back.
pub fn rollback() -> Message {
    message!("to take it back")
}

/// That a step cannot be the next.
pub fn not_next(title: &Message) -> Message {
    message!("not possible next: {step}", step = title.clone())
}

/// What a script asks before a step and behind it.
pub fn questions() -> [Message; 2] {
    [
        message!("type yes to run this step; anything else stops here"),
        message!("type yes to keep it; anything else takes this step back"),
    ]
}

/// A word of a shell: as it is, or in quotes in which nothing has a meaning.
pub fn word(text: &str) -> String {
    super::commands::word(text)
}
