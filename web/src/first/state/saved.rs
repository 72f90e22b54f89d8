//! What is stored, as text, and what became of storing it.

use serde::{Deserialize, Serialize};

use super::history::History;
use super::input::Input;

/// The version of the stored text.
const VERSION: u32 = 1;

/// What became of saving the input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum SaveState {
    /// Nothing was to be saved yet.
    #[default]
    Untouched,
    /// It is stored in this browser.
    Saved,
    /// Only the present input is stored, not the way back.
    WithoutHistory,
    /// It is not stored: the browser refused.
    Failed,
    /// What was stored could not be read; it was put aside.
    Unreadable,
}

#[derive(Serialize)]
struct Stored<'a, T> {
    version: u32,
    value: &'a T,
}

#[derive(Deserialize)]
struct Restored<T> {
    version: u32,
    value: T,
}

fn write<T: Serialize>(value: &T) -> Option<String> {
    serde_json::to_string(&Stored {
        version: VERSION,
        value,
    })
    .ok()
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    let restored: Restored<T> = serde_json::from_str(text).ok()?;
    (restored.version == VERSION).then_some(restored.value)
}

/// The input as it is stored.
pub(crate) fn write_input(input: &Input) -> Option<String> {
    write(input)
}

/// The way back as it is stored.
pub(crate) fn write_history(history: &History) -> Option<String> {
    write(&history.to_store())
}

/// The input that was stored as `text`.
pub(crate) fn read_input(text: &str) -> Option<Input> {
    read(text).map(|mut input: Input| {
        input.repair();
        input
    })
}

/// The way back that was stored as `text`.
pub(crate) fn read_history(text: &str) -> Option<History> {
    let mut history: History = read(text)?;
    for entry in history.past.iter_mut().chain(&mut history.future) {
        entry.input.repair();
    }
    Some(history)
}
