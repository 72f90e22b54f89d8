//! The way back and ahead, which a workspace has again when it is opened again.

use serde::{Deserialize, Serialize};

use crate::format;
use crate::state::history::{History, Kept};
use crate::state::workspace::Workspace;

use super::area::Area;
use super::library::{HISTORY, Library, WORKSPACE};
use super::record::{self, Head};

/// What is stored of it.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    /// The writing of the workspace from which it leads away.
    writer: String,
    changed: u64,
    kept: Kept,
}

impl<A: Area> Library<A> {
    /// Keeps the way back and ahead from what is stored under the key, unless that is not
    /// `present`, as where another tab wrote it. Nothing else makes room for it.
    pub fn keep_history(&self, key: &str, history: &History, present: &Workspace) {
        let name = format!("{HISTORY}{key}");
        let stored = self.stock.get(&format!("{WORKSPACE}{key}"));
        let stored = stored.as_deref().and_then(record::split);
        let of_present = stored.filter(|(_, body)| *body == record::body(present));
        let head = of_present.map(|(head, _)| head);
        let kept = history.kept(present);
        match head.filter(|_| !kept.is_empty()) {
            Some(Head {
                writer, changed, ..
            }) => {
                let stored = Stored {
                    writer,
                    changed,
                    kept,
                };
                self.stock.set_aside(&name, &format::write(&stored));
            }
            None => self.stock.remove(&name),
        }
    }

    /// The way back and ahead from what is stored under a key.
    pub(super) fn history(&self, key: &str, head: &Head) -> History {
        let stored = self.stock.get(&format!("{HISTORY}{key}"));
        let stored: Option<Stored> = stored.and_then(|text| format::read(&text));
        let stored = stored.filter(|stored| {
            // It leads nowhere from what another tab wrote.
            (&stored.writer, stored.changed) == (&head.writer, head.changed)
        });
        let text = self.stock.get(&format!("{WORKSPACE}{key}"));
        let text = text.as_deref().and_then(record::split);
        match stored.zip(text) {
            Some((stored, (_, body))) => History::opened(stored.kept, body),
            None => History::default(),
        }
    }
}
