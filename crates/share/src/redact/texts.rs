//! Texts, each once, by the order of their appearance.

use std::collections::HashMap;
use std::rc::Rc;

#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    places: HashMap<Rc<str>, usize>,
    texts: Vec<Rc<str>>,
}

impl Texts {
    /// The place of `text`, and whether it is new.
    pub(super) fn add(&mut self, text: &str) -> (usize, bool) {
        if let Some(place) = self.place(text) {
            return (place, false);
        }
        let (place, text) = (self.texts.len(), Rc::from(text));
        self.texts.push(Rc::clone(&text));
        self.places.insert(text, place);
        (place, true)
    }

    pub(super) fn place(&self, text: &str) -> Option<usize> {
        self.places.get(text).copied()
    }

    pub(super) fn get(&self, place: usize) -> &str {
        self.texts.get(place).map_or("", |text| text)
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|text| &**text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_once_where_they_first_appeared() {
        let mut texts = Texts::default();
        let added = ["b", "a", "b", "", "a"].map(|text| texts.add(text));
        assert_eq!(
            added,
            [(0, true), (1, true), (0, false), (2, true), (1, false)]
        );
        assert!(texts.iter().eq(["b", "a", ""]));
        assert_eq!((texts.len(), texts.get(1)), (3, "a"));
        assert_eq!((texts.place("a"), texts.place("c")), (Some(1), None));
    }
}
