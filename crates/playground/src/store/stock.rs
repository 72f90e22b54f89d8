//! What is stored, wherever there is room for it: in the browser's storage, else
//! in the memory of this tab.

use std::cell::RefCell;

use vestibule_iam::sort;

use super::area::Area;
use super::library::{HISTORY, VERSION};
use super::record::Head;

/// Names and texts, of which none is refused.
pub(super) struct Stock<A> {
    /// `None` where the browser denies it.
    pub(super) lasting: Option<A>,
    /// What that did not take; newer than what it has under the same name.
    here: RefCell<Vec<(String, String)>>,
}

impl<A: Area> Stock<A> {
    pub(super) fn new(lasting: Option<A>) -> Self {
        Self {
            lasting,
            here: RefCell::default(),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.get_here(name)
            .or_else(|| self.lasting.as_ref()?.get(name))
    }

    /// The line about a workspace or a version.
    pub(super) fn head(&self, name: &str) -> Option<Head> {
        match self.get_here(name) {
            Some(text) => Head::read(text.lines().next()?),
            None => self.lasting_head(name),
        }
    }

    /// The line about a workspace in the lasting storage, whatever this tab has.
    pub(super) fn lasting_head(&self, name: &str) -> Option<Head> {
        Head::read(&self.lasting.as_ref()?.head(name)?)
    }

    /// Stores a text; true when it outlives the tab.
    pub(super) fn set(&self, name: &str, text: &str) -> bool {
        let lasts = self.set_lasting(name, text);
        if lasts {
            self.remove_here(name);
        } else {
            self.set_here(name, text);
        }
        lasts
    }

    /// Stores a text in the memory of this tab alone.
    pub(super) fn set_here(&self, name: &str, text: &str) {
        self.remove_here(name);
        let both = (name.to_owned(), text.to_owned());
        self.here.borrow_mut().push(both);
    }

    /// Stores what goes first where there is no room.
    pub(super) fn set_aside(&self, name: &str, text: &str) {
        let is_stored = self
            .lasting
            .as_ref()
            .is_some_and(|area| area.set(name, text));
        if is_stored {
            self.remove_here(name);
        } else {
            // What was there is of something else by now.
            self.remove(name);
            self.set_here(name, text);
        }
    }

    /// Where there is no room, old versions make it. Where even all of them make
    /// too little, none goes.
    fn set_lasting(&self, name: &str, text: &str) -> bool {
        let Some(area) = &self.lasting else {
            return false;
        };
        if area.set(name, text) {
            return true;
        }
        for way in area.names(HISTORY) {
            area.remove(&way);
            if area.set(name, text) {
                return true;
            }
        }
        let mut removed = Vec::new();
        for version in self.loose(VERSION) {
            // Newer ones do not go for the sake of an older one.
            if version == name {
                break;
            }
            let Some(its) = area.get(&version) else {
                continue;
            };
            area.remove(&version);
            if area.set(name, text) {
                return true;
            }
            removed.push((version, its));
        }
        for (version, its) in removed {
            // Another tab may have taken its room.
            if !area.set(&version, &its) {
                self.set_here(&version, &its);
            }
        }
        false
    }

    pub(super) fn remove(&self, name: &str) {
        self.remove_here(name);
        if let Some(area) = &self.lasting {
            area.remove(name);
        }
    }

    /// The names that begin so, in order.
    pub(super) fn names(&self, prefix: &str) -> Vec<String> {
        let mut names = self.names_here();
        names.retain(|name| name.starts_with(prefix));
        names.extend(self.lasting.iter().flat_map(|area| area.names(prefix)));
        sort::by(&mut names, Ord::cmp);
        names.dedup();
        names
    }

    /// The names of what this tab alone has.
    pub(super) fn names_here(&self) -> Vec<String> {
        let here = self.here.borrow();
        here.iter().map(|(name, _)| name.clone()).collect()
    }

    /// True for what this tab alone has.
    pub(super) fn is_here(&self, name: &str) -> bool {
        self.here.borrow().iter().any(|(other, _)| other == name)
    }

    fn get_here(&self, name: &str) -> Option<String> {
        let here = self.here.borrow();
        let (_, text) = here.iter().find(|(other, _)| other == name)?;
        Some(text.clone())
    }

    fn remove_here(&self, name: &str) {
        self.here.borrow_mut().retain(|(other, _)| other != name);
    }

    /// The versions that may go, the oldest first.
    pub(super) fn loose(&self, prefix: &str) -> Vec<String> {
        let mut loose: Vec<(String, u64)> = self
            .names(prefix)
            .into_iter()
            .filter_map(|name| {
                let head = self.head(&name)?;
                (!head.pinned).then_some((name, head.changed))
            })
            .collect();
        sort::by_key(&mut loose, |version| version.1);
        loose.into_iter().map(|(name, _)| name).collect()
    }
}
