//! The way back from what replaces a person's text: whole inputs, not changes.
//!
//! Every replacement leaves what was there before behind; going back leaves
//! what was there then ahead. Nothing falls out but the oldest of many.

use serde::{Deserialize, Serialize};

use super::input::Input;

/// How many inputs are kept.
const KEPT: usize = 30;

/// What replaced the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Step {
    /// An example, by its slug.
    Example(String),
    /// A sign-in of an example.
    SignIn,
    /// Another principal.
    Preset,
    /// A document was removed.
    RemovedDocument,
    /// A context key was removed.
    RemovedContext,
    /// Everything was cleared.
    Cleared,
}

/// An input that can be gone back to, and the step that replaced it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) step: Step,
    pub(crate) input: Input,
    /// Cleared: kept while the page is open and never stored.
    #[serde(skip)]
    pub(crate) forget: bool,
}

/// The inputs behind and ahead of the present one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct History {
    pub(crate) past: Vec<Entry>,
    pub(crate) future: Vec<Entry>,
    /// Counts the changes, so that it is only stored anew when there was one.
    #[serde(skip)]
    pub(crate) changes: u64,
}

impl History {
    /// Keeps `present`, which `step` is about to replace. What was ahead is
    /// moved behind, so that it can still be reached.
    pub(crate) fn keep(&mut self, step: Step, present: Input) {
        self.changes += 1;
        while let Some(entry) = self.future.pop() {
            self.past.push(entry);
        }
        self.past.push(Entry {
            step,
            input: present,
            forget: false,
        });
        let surplus = self.past.len().saturating_sub(KEPT);
        self.past.drain(..surplus);
    }

    /// Goes back: the input to show instead of `present`.
    pub(crate) fn back(&mut self, present: Input) -> Input {
        self.changes += 1;
        swap(&mut self.past, &mut self.future, present)
    }

    /// Goes forward again.
    pub(crate) fn forward(&mut self, present: Input) -> Input {
        self.changes += 1;
        swap(&mut self.future, &mut self.past, present)
    }

    /// Marks everything as never to be stored.
    pub(crate) fn forget(&mut self) {
        self.changes += 1;
        self.past
            .iter_mut()
            .chain(&mut self.future)
            .for_each(|entry| entry.forget = true);
    }

    /// What may be stored.
    pub(crate) fn to_store(&self) -> Self {
        let kept = |entries: &[Entry]| {
            entries
                .iter()
                .filter(|entry| !entry.forget)
                .cloned()
                .collect()
        };
        Self {
            past: kept(&self.past),
            future: kept(&self.future),
            changes: 0,
        }
    }
}

fn swap(from: &mut Vec<Entry>, to: &mut Vec<Entry>, present: Input) -> Input {
    let Some(Entry {
        step,
        input,
        forget,
    }) = from.pop()
    else {
        return present;
    };
    to.push(Entry {
        step,
        input: present,
        forget,
    });
    input
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Input {
        let mut input = Input::default();
        input.request.principal = text.to_owned().into();
        input
    }

    fn shown(input: &Input) -> &str {
        &input.request.principal
    }

    #[test]
    fn back_and_forward_lose_nothing_that_was_typed_on_the_way() {
        let mut history = History::default();
        history.keep(Step::Preset, typed("mine"));
        let present = history.back(typed("example, edited"));
        assert_eq!(shown(&present), "mine");
        let present = history.forward(typed("mine, edited"));
        assert_eq!(shown(&present), "example, edited");
        assert_eq!(shown(&history.back(present)), "mine, edited");
    }

    #[test]
    fn what_was_ahead_of_a_new_step_is_still_behind_it() {
        let mut history = History::default();
        history.keep(Step::Preset, typed("1"));
        let one = history.back(typed("2"));
        history.keep(Step::Cleared, one);
        let mut present = typed("3");
        let mut seen = Vec::new();
        while !history.past.is_empty() {
            present = history.back(present);
            seen.push(shown(&present).to_owned());
        }
        assert_eq!(seen, ["1", "2"]);
    }

    #[test]
    fn going_nowhere_changes_nothing() {
        let mut history = History::default();
        assert_eq!(shown(&history.back(typed("x"))), "x");
        assert_eq!(shown(&history.forward(typed("x"))), "x");
        assert!(history.past.is_empty() && history.future.is_empty());
    }

    #[test]
    fn the_oldest_of_many_is_dropped() {
        let mut history = History::default();
        for number in 0..40 {
            history.keep(Step::Preset, typed(&number.to_string()));
        }
        assert_eq!(history.past.len(), KEPT);
        assert_eq!(shown(&history.past[0].input), "10");
    }

    #[test]
    fn what_is_forgotten_is_not_stored() {
        let mut history = History::default();
        history.keep(Step::Cleared, typed("secret"));
        history.forget();
        history.keep(Step::Preset, typed("open"));
        let stored = history.to_store();
        assert_eq!(stored.past.len(), 1);
        assert_eq!(shown(&stored.past[0].input), "open");
        assert_eq!(history.past.len(), 2);
    }
}
