//! What the browser does not take: this tab has it, until there is room.

use super::area::Area;
use super::library::{HISTORY, Library, Outcome, WORKSPACE};
use super::record;

impl<A: Area> Library<A> {
    /// Where that workspace is kept.
    pub fn standing(&self, key: &str) -> Outcome {
        if self.is_denied() {
            Outcome::Denied
        } else if self.stock.is_here(&format!("{WORKSPACE}{key}")) {
            Outcome::Full
        } else {
            Outcome::Saved
        }
    }

    /// True where the browser keeps nothing.
    pub fn is_denied(&self) -> bool {
        self.stock.lasting.is_none()
    }

    /// Hands to the browser what it had no room for; true when it takes some of
    /// it by now.
    pub fn settle(&mut self) -> bool {
        if self.is_denied() {
            return false;
        }
        let before = self.stock.names_here();
        for name in before.iter().filter(|name| !name.starts_with(HISTORY)) {
            let Some(text) = self.stock.get(name) else {
                continue;
            };
            let workspace = name.strip_prefix(WORKSPACE).zip(record::split(&text));
            if let Some((key, (head, _))) = workspace {
                self.store(key, head, &text);
            } else {
                self.stock.set(name, &text);
            }
        }
        self.stock.names_here().len() < before.len()
    }

    /// True while this tab alone has something that would be missed. Versions that
    /// are dropped for want of room would not.
    pub fn would_lose(&self) -> bool {
        self.stock.names_here().iter().any(|name| {
            let head = self.stock.head(name);
            head.is_some_and(|head| {
                head.pinned || (name.starts_with(WORKSPACE) && !head.disposable)
            })
        })
    }
}
