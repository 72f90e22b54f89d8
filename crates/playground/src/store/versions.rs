//! What a workspace was: made as it is replaced, bounded, and pinned.

use crate::state::workspace::Workspace;

use super::area::Area;
use super::library::{Library, VERSION, WORKSPACE};
use super::record::{self, Head};

/// How many versions of a workspace are kept beside those that are pinned.
const VERSIONS: usize = 20;
/// How long a workspace is edited until what it was becomes a version.
const EVERY_MS: u64 = 120_000;

impl<A: Area> Library<A> {
    /// Makes what is stored under `key` a version; true when that outlives the tab.
    pub fn snapshot(&mut self, key: &str, pinned: bool) -> bool {
        let Some(text) = self.stock.get(&format!("{WORKSPACE}{key}")) else {
            return false;
        };
        let Some((head, body)) = record::split(&text) else {
            return false;
        };
        let head = Head { pinned, ..head };
        self.last_version = Some(head.changed);
        self.add_version(key, &head, body)
    }

    /// The workspace of a version.
    pub fn version(&self, name: &str) -> Option<Workspace> {
        let text = self.stock.get(&format!("{VERSION}{name}"))?;
        Some(record::read(&text)?.1)
    }

    /// Keeps a version from being dropped, or lets it go; true when that outlives
    /// the tab.
    pub fn pin(&self, name: &str, pinned: bool) -> bool {
        self.change_head(name, |head| head.pinned = pinned)
    }

    /// Gives a version a name. What has one is not dropped; true when that outlives the tab.
    pub fn name_version(&self, name: &str, label: &str) -> bool {
        self.change_head(name, |head| {
            head.label = label.to_owned();
            head.pinned |= !label.is_empty();
        })
    }

    fn change_head(&self, name: &str, change: impl FnOnce(&mut Head)) -> bool {
        let name = format!("{VERSION}{name}");
        let changed = self.stock.get(&name).and_then(|text| {
            let (mut head, body) = record::split(&text)?;
            change(&mut head);
            Some(head.with(body))
        });
        changed.is_some_and(|text| self.stock.set(&name, &text))
    }

    /// Removes a version.
    pub fn remove_version(&self, name: &str) {
        self.stock.remove(&format!("{VERSION}{name}"));
    }

    /// The newest version under a key.
    pub fn newest_version(&self, key: &str) -> Option<String> {
        let names = self.stock.names(&format!("{VERSION}{key}."));
        let name = names.last()?.strip_prefix(VERSION)?;
        Some(name.to_owned())
    }

    /// What a workspace is now, without showing it.
    pub fn peek(&self, key: &str) -> Option<Workspace> {
        let text = self.stock.get(&format!("{WORKSPACE}{key}"))?;
        Some(record::read(&text)?.1)
    }

    /// What is stored under the key becomes a version when it is about to be
    /// replaced for the first time, or after a while.
    pub(super) fn keep_before(&mut self, key: &str, next: &str, now: u64) {
        let is_due = self
            .last_version
            .is_none_or(|last| now.saturating_sub(last) >= EVERY_MS);
        if !is_due {
            return;
        }
        let Some(text) = self.stock.get(&format!("{WORKSPACE}{key}")) else {
            return;
        };
        let Some((head, body)) = record::split(&text) else {
            return;
        };
        if head.disposable || next.split_once('\n').is_some_and(|(_, next)| next == body) {
            return;
        }
        self.last_version = Some(now);
        self.add_version(key, &head, body);
    }

    /// What another tab stored under the key becomes a version; true when that
    /// outlives the tab.
    pub(super) fn keep_of_another(&self, key: &str) -> bool {
        let area = self.stock.lasting.as_ref();
        let Some(text) = area.and_then(|area| area.get(&format!("{WORKSPACE}{key}"))) else {
            return true;
        };
        let Some((head, body)) = record::split(&text) else {
            return false;
        };
        let head = Head {
            other_tab: true,
            ..head
        };
        self.add_version(key, &head, body)
    }

    pub(super) fn add_version(&self, key: &str, head: &Head, body: &str) -> bool {
        let text = head.with(body);
        let mut number = head.changed;
        let name = |number: u64| format!("{VERSION}{key}.{number:015}");
        while let Some(other) = self.stock.get(&name(number)) {
            if other
                .split_once('\n')
                .is_some_and(|(_, other)| other == body)
                && !head.pinned
            {
                // Perhaps there was no room for it before.
                return !self.stock.is_here(&name(number)) || self.stock.set(&name(number), &other);
            }
            number += 1;
        }
        let added = self.stock.set(&name(number), &text);
        self.bound(key);
        added
    }

    /// Drops the oldest versions beyond so many; those that are pinned do not count.
    fn bound(&self, key: &str) {
        let loose = self.stock.loose(&format!("{VERSION}{key}."));
        for name in loose.iter().take(loose.len().saturating_sub(VERSIONS)) {
            self.stock.remove(name);
        }
    }
}
