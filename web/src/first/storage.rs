//! Keeping the text in this browser. Everything here may fail (storage can be
//! off, full or broken) and then says so instead of stopping the page; that is
//! why it asks the browser itself and not a helper that panics.

use web_sys::Storage;

use crate::first::goto::element;
use crate::first::state::State;
use crate::first::state::history::History;
use crate::first::state::input::Input;
use crate::first::state::saved::{self, SaveState};
use crate::text;

const INPUT: &str = "vestibule.input";
const HISTORY: &str = "vestibule.history";
const ASIDE: &str = "vestibule.unreadable";

/// This tab's own storage outlives a reload and no other tab writes it; the
/// browser's is for the next visit.
fn storages() -> [Option<Storage>; 2] {
    let window = web_sys::window();
    let window = window.as_ref();
    [
        window.and_then(|window| window.session_storage().ok().flatten()),
        window.and_then(|window| window.local_storage().ok().flatten()),
    ]
}

fn get(storage: &Storage, key: &str) -> Option<String> {
    storage.get_item(key).ok().flatten()
}

fn set(storage: &Storage, key: &str, value: &str) -> bool {
    storage.set_item(key, value).is_ok()
}

/// The page as it opens.
pub(crate) fn open() -> State {
    for storage in storages().iter().flatten() {
        let Some(stored) = get(storage, INPUT) else {
            continue;
        };
        return match saved::read_input(&stored) {
            Some(input) => {
                let history = get(storage, HISTORY).and_then(|text| saved::read_history(&text));
                State::new(Some((input, history.unwrap_or_default())), SaveState::Saved)
            }
            None => {
                set(storage, ASIDE, &stored);
                State::new(None, SaveState::Unreadable)
            }
        };
    }
    State::new(None, SaveState::Untouched)
}

/// Keeps the input, and with it the way back when that is told: it is larger
/// and changes less often. `before` is what became of the last time.
pub(crate) fn save(input: &Input, history: Option<&History>, before: &SaveState) -> SaveState {
    let Some(input) = saved::write_input(input) else {
        return SaveState::Failed;
    };
    let history = history.map(|history| saved::write_history(history).unwrap_or_default());
    // The tab's own copy only keeps tabs apart; what lasts is the browser's.
    let [_tab, browser] = storages().map(|storage| match storage {
        Some(storage) => keep(&storage, &input, history.as_deref(), before),
        None => SaveState::Failed,
    });
    browser
}

fn keep(storage: &Storage, input: &str, history: Option<&str>, before: &SaveState) -> SaveState {
    let kept_history = match history {
        Some(history) => set(storage, HISTORY, history),
        None => *before != SaveState::WithoutHistory,
    };
    if set(storage, INPUT, input) {
        return if kept_history {
            SaveState::Saved
        } else {
            SaveState::WithoutHistory
        };
    }
    // The way back may take the room that the input needs.
    if storage.remove_item(HISTORY).is_ok() && set(storage, INPUT, input) {
        return SaveState::WithoutHistory;
    }
    SaveState::Failed
}

/// Shows a message in place of silence should the page ever stop.
pub(crate) fn tell_when_stopped() {
    yew::set_custom_panic_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        if let Some(message) = element("stopped") {
            message.set_text_content(Some(text::STOPPED));
            // Without it the message stays hidden, which is where we were.
            let _ = message.remove_attribute("hidden");
        }
    }));
}
