//! Says of a path that it cannot be read, and why.

use std::io::{self, ErrorKind};

use vestibule_syntax::diagnostic::{Arg, Message};
use vestibule_syntax::message;
use vestibule_syntax::visible::visible;
use vestibule_wire::{Finding, LoadError, Severity};

/// How much of a path a message repeats, in characters.
const SHOWN: usize = 200;

pub(crate) fn unreadable(path: &str, error: &io::Error) -> Box<Finding> {
    Box::new(finding(load_error(path, reason(error))))
}

pub(crate) fn finding(error: LoadError) -> Finding {
    Finding::new(error.code, Severity::Error, error.message).help(error.help)
}

pub(crate) fn load_error(path: &str, reason: Message) -> LoadError {
    LoadError {
        code: "unreadable-path",
        message: message!(
            "{path} cannot be read: {reason}",
            path = named(path),
            reason = reason
        ),
        help: message!("check the path, and that you may read it"),
    }
}

/// A path for a message.
pub(crate) fn named(path: &str) -> Arg {
    let end = path.char_indices().nth(SHOWN).map(|(end, _)| end);
    let shown = end.and_then(|end| path.get(..end)).unwrap_or(path);
    let cut = if shown.len() < path.len() { "…" } else { "" };
    Arg::Code(format!("{}{cut}", visible(shown)))
}

/// Why, in the same words on every system, and without the number that it gives.
pub(crate) fn reason(error: &io::Error) -> Message {
    match error.kind() {
        ErrorKind::NotFound => return message!("no such file or directory"),
        ErrorKind::PermissionDenied => return message!("permission denied"),
        ErrorKind::IsADirectory => return message!("is a directory"),
        ErrorKind::NotADirectory => return message!("not a directory"),
        ErrorKind::InvalidFilename => return message!("file name too long"),
        ErrorKind::StorageFull => return message!("no space left on device"),
        _ => {}
    }
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    let text: String = first.into_iter().chain(characters).collect();
    Message::phrase(&text)
}
