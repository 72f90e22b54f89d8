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
        let first = self.first.as_ref().filter(|_| self.other.is_none());
        first.map(|(value, _)| value)
    }

    pub(crate) fn is_told(&self) -> bool {
        self.first.is_some()
    }

    /// Whether two files contradict each other.
    pub(crate) fn is_disputed(&self) -> bool {
        self.other.is_some()
    }

    /// What is said where two files contradict each other about `what`.
    pub(crate) fn contradiction(&self, what: Message, files: &[String]) -> Option<Finding> {
        let file = |number: usize| files.get(number).map_or("", |file| &**file);
        let ((_, one), other) = (self.first.as_ref()?, self.other?);
        let message = message!(
            "{one} and {other} contradict each other about {what}",
            one = name(file(*one)),
            other = name(file(other)),
            what = what
        );
        let help = message!("leave out the older of the two, or make both again");
        Some(Finding::new("import-contradiction", Severity::Error, message).help(help))
    }
}
