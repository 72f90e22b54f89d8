//! What several files tell of one thing.

use vestibule_syntax::diagnostic::{Message, name};
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

/// A value on which all files that tell it agree, or not.
#[derive(Debug)]
pub(crate) struct Agreed<T> {
    first: Option<(T, usize)>,
    /// The first file that tells another.
    other: Option<usize>,
}

impl<T> Default for Agreed<T> {
    fn default() -> Self {
        Self {
            first: None,
            other: None,
        }
    }
}

impl<T: PartialEq> Agreed<T> {
    /// Takes in what the file of that number tells.
    pub(crate) fn add(&mut self, value: T, file: usize) {
        self.add_alike(value, file, T::eq);
    }

    /// As [`Agreed::add`], for values that may be written in several ways.
    pub(crate) fn add_alike(&mut self, value: T, file: usize, is_alike: impl Fn(&T, &T) -> bool) {
        match &self.first {
            None => self.first = Some((value, file)),
            Some((first, _)) if is_alike(first, &value) => {}
            Some(_) => self.other = self.other.or(Some(file)),
        }
    }

    /// The value, unless nobody tells it or two files contradict each other.
    pub(crate) fn get(&self) -> Option<&T> {
        self.agreed().map(|(value, _)| value)
    }

    pub(crate) fn is_told(&self) -> bool {
        self.first.is_some()
    }

    /// Whether two files contradict each other.
    pub(crate) fn is_disputed(&self) -> bool {
        self.other.is_some()
    }

    /// What is said where two files contradict each other about `what`.
    pub(crate) fn contradiction(
        &self,
        what: impl FnOnce() -> Message,
        files: &[String],
    ) -> Option<Finding> {
        let ((_, one), other) = (self.first.as_ref()?, self.other?);
        Some(contradict(*one, other, what(), files))
    }

    /// The value with the first file that tells it, unless two files contradict each other.
    pub(crate) fn agreed(&self) -> Option<(&T, usize)> {
        let first = self.first.as_ref().filter(|_| self.other.is_none());
        first.map(|(value, file)| (value, *file))
    }

    /// Takes in what the file of that number tells, where values may tell more or less of one
    /// thing: `merged` is what two tell together, unless they contradict each other.
    pub(crate) fn merge(&mut self, value: T, file: usize, merged: impl Fn(&T, &T) -> Option<T>) {
        let Some((first, _)) = &mut self.first else {
            self.first = Some((value, file));
            return;
        };
        match merged(first, &value) {
            Some(merged) => *first = merged,
            None => self.other = self.other.or(Some(file)),
        }
    }
}

/// What is said of two files that contradict each other about `what`.
pub(crate) fn contradict(one: usize, other: usize, what: Message, files: &[String]) -> Finding {
    let file = |number: usize| files.get(number).map_or("", |file| &**file);
    let message = message!(
        "{one} and {other} contradict each other about {what}",
        one = name(file(one)),
        other = name(file(other)),
        what = what
    );
    let help = message!("leave out the older of the two, or make both again");
    Finding::new("import-contradiction", Severity::Error, message).help(help)
}
