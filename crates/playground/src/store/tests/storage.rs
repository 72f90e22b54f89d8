//! Storages for the tests, which can be full, broken or denied.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::store::Area;

/// A storage of so many bytes.
#[derive(Clone)]
pub(super) struct Memory {
    pub(super) texts: Rc<RefCell<BTreeMap<String, String>>>,
    pub(super) room: Rc<Cell<usize>>,
}

impl Memory {
    pub(super) fn new() -> Self {
        Self {
            texts: Rc::default(),
            room: Rc::new(Cell::new(5_000_000)),
        }
    }

    pub(super) fn used(&self) -> usize {
        let texts = self.texts.borrow();
        texts
            .iter()
            .map(|(name, text)| name.len() + text.len())
            .sum()
    }

    pub(super) fn put(&self, name: &str, text: &str) {
        self.texts.borrow_mut().insert(name.into(), text.into());
    }
}

impl Area for Memory {
    fn get(&self, name: &str) -> Option<String> {
        self.texts.borrow().get(name).cloned()
    }

    fn set(&self, name: &str, text: &str) -> bool {
        let before = self.get(name).map_or(0, |text| name.len() + text.len());
        if self.used() - before + name.len() + text.len() > self.room.get() {
            return false;
        }
        self.put(name, text);
        true
    }

    fn remove(&self, name: &str) {
        self.texts.borrow_mut().remove(name);
    }

    fn names(&self, prefix: &str) -> Vec<String> {
        let texts = self.texts.borrow();
        texts
            .keys()
            .filter(|n| n.starts_with(prefix))
            .cloned()
            .collect()
    }
}

/// The storage of all pages, and the names that one of them sees.
#[derive(Clone)]
pub(super) struct Folder(pub(super) Memory, pub(super) &'static str);

impl Area for Folder {
    fn get(&self, name: &str) -> Option<String> {
        self.0.get(&format!("{}{name}", self.1))
    }

    fn set(&self, name: &str, text: &str) -> bool {
        self.0.set(&format!("{}{name}", self.1), text)
    }

    fn remove(&self, name: &str) {
        self.0.remove(&format!("{}{name}", self.1));
    }

    fn names(&self, prefix: &str) -> Vec<String> {
        let names = self.0.names(&format!("{}{prefix}", self.1)).into_iter();
        names.map(|name| name[self.1.len()..].to_owned()).collect()
    }
}
