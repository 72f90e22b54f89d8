//! The state of the page and everything that can happen to it: pure, so that
//! every action is tested without a browser.

pub(crate) mod case;
pub(crate) mod examples;
pub(crate) mod field;
pub(crate) mod history;
pub(crate) mod input;
pub(crate) mod preset;
pub(crate) mod saved;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use vestibule_wire::{Entry, Layer};
use yew::{AttrValue, Reducible};

use crate::first::evaluate::{View, evaluate};
use examples::Example;
use field::{Field, Switch};
use history::{History, Step};
use input::{Input, KINDS, Path, Standing, kind_index};
use preset::{Preset, account_of};
use saved::SaveState;

/// Everything that can happen on the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    Edit(Field, AttrValue),
    Switch(Switch, bool),
    Entry(Entry),
    Path(Path),
    Standing(Standing),
    Preset(Preset),
    AddDocument(Layer),
    RemoveDocument(u32),
    AddContext,
    RemoveContext(u32),
    /// Shows an example, by its place in the list.
    Example(usize),
    /// Shows another sign-in of the example that is shown.
    SignIn(usize),
    Clear,
    Back,
    Forward,
    /// Opens or closes a kind of policies.
    Fold(Layer, bool),
    /// What became of saving.
    Saved(SaveState),
}

/// The page.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) input: Input,
    pub(crate) history: History,
    /// Which kinds are open, by row of [`KINDS`].
    pub(crate) open: [bool; 7],
    pub(crate) view: View,
    pub(crate) saved: SaveState,
    pub(crate) examples: Rc<[Example]>,
    /// Counts the changes of what is to be stored.
    pub(crate) revision: u64,
}

impl PartialEq for State {
    /// Two states of one page are equal when nothing happened between them.
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
            && self.open == other.open
            && self.saved == other.saved
            && self.input == other.input
    }
}

impl State {
    /// The page as it opens: with what was stored, else with the first example.
    pub(crate) fn new(stored: Option<(Input, History)>, saved: SaveState) -> Self {
        let examples = examples::all();
        let (input, history) = stored.unwrap_or_else(|| {
            let first = examples.first().map(|example| example.input.clone());
            (first.unwrap_or_default(), History::default())
        });
        let view = View::default().next(evaluate(&input));
        let open = open_kinds(&input);
        Self {
            input,
            history,
            open,
            view,
            saved,
            examples,
            revision: 0,
        }
    }

    /// The example that the input began as.
    pub(crate) fn example(&self) -> Option<&Example> {
        let slug = self.input.example.as_ref()?;
        self.examples
            .iter()
            .find(|example| example.slug == slug.as_str())
    }

    /// True when the example that is shown has been changed.
    pub(crate) fn is_changed_example(&self) -> bool {
        self.example()
            .is_some_and(|example| !example.is_unchanged(&self.input))
    }

    /// True when nothing of the input was typed here: it would not be missed.
    fn is_pristine(&self) -> bool {
        self.input == Input::default()
            || self
                .example()
                .is_some_and(|example| example.is_unchanged(&self.input))
    }

    fn replace(&mut self, step: Step, input: Input) {
        let present = std::mem::replace(&mut self.input, input);
        self.history.keep(step, present);
        self.open_with_content();
    }

    /// Opens the kinds that have something to show; those open stay so.
    fn open_with_content(&mut self) {
        for (open, content) in self.open.iter_mut().zip(open_kinds(&self.input)) {
            *open |= content;
        }
    }

    fn show_example(&mut self, index: usize) {
        let Some(example) = self.examples.get(index) else {
            return;
        };
        let (input, step) = (
            example.input.clone(),
            Step::Example(example.slug.to_owned()),
        );
        if self.is_pristine() {
            self.input = input;
        } else {
            self.replace(step, input);
        }
        self.open = open_kinds(&self.input);
    }

    fn show_sign_in(&mut self, index: usize) {
        let Some(example) = self.example() else {
            return;
        };
        let Some(sign_in) = example.sign_ins.get(index) else {
            return;
        };
        let request = sign_in.request.clone();
        if example
            .sign_ins
            .iter()
            .any(|known| known.request == self.input.request)
        {
            self.input.request = request;
        } else {
            self.replace(
                Step::SignIn,
                Input {
                    request,
                    ..self.input.clone()
                },
            );
        }
    }

    fn take_preset(&mut self, preset: Preset) {
        let arn: AttrValue = preset.arn(&account_of(&self.input)).into();
        let present = &self.input.request.principal;
        let of_example = self.example().is_some_and(|example| {
            example
                .sign_ins
                .iter()
                .any(|s| s.request.principal == *present)
        });
        if !of_example && !present.is_empty() && Preset::of(present).is_none() {
            self.history.keep(Step::Preset, self.input.clone());
        }
        self.input.request.principal = arn;
    }

    fn remove_document(&mut self, id: u32) {
        let Some((_, document)) = self.input.document(id) else {
            return;
        };
        if !document.is_blank() {
            self.history.keep(Step::RemovedDocument, self.input.clone());
        }
        self.input.remove_document(id);
    }

    fn remove_context(&mut self, id: u32) {
        let row = self.input.request.context.iter().find(|row| row.id == id);
        if row.is_some_and(|row| !row.key.is_empty() || !row.values.is_empty()) {
            self.history.keep(Step::RemovedContext, self.input.clone());
        }
        self.input.remove_context(id);
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Edit(field, text) => self.input.edit(field, &text),
            Action::Switch(switch, on) => self.input.switch(switch, on),
            Action::Entry(entry) => self.input.request.entry = entry,
            Action::Path(path) => self.input.request.path = path,
            Action::Standing(standing) => self.input.account.standing = standing,
            Action::Preset(preset) => self.take_preset(preset),
            Action::AddDocument(kind) => {
                self.input.add_document(kind);
            }
            Action::RemoveDocument(id) => self.remove_document(id),
            Action::AddContext => {
                self.input.add_context();
            }
            Action::RemoveContext(id) => self.remove_context(id),
            Action::Example(index) => self.show_example(index),
            Action::SignIn(index) => self.show_sign_in(index),
            Action::Clear => {
                self.replace(Step::Cleared, Input::default());
                self.history.forget();
                self.open = open_kinds(&self.input);
            }
            Action::Back => {
                let present = std::mem::take(&mut self.input);
                self.input = self.history.back(present);
                self.open_with_content();
            }
            Action::Forward => {
                let present = std::mem::take(&mut self.input);
                self.input = self.history.forward(present);
                self.open_with_content();
            }
            Action::Fold(kind, open) => self.open[kind_index(kind)] = open,
            Action::Saved(saved) => self.saved = saved,
        }
    }
}

/// The kinds that have a text; when none has, the two that are made for sign-in.
fn open_kinds(input: &Input) -> [bool; 7] {
    let mut open = [false; 7];
    for (open, documents) in open.iter_mut().zip(&input.documents) {
        *open = documents.iter().any(|document| !document.is_blank());
    }
    if open == [false; 7] {
        return KINDS.map(|kind| matches!(kind, Layer::ResourceBased | Layer::ResourceControl));
    }
    open
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = Rc::unwrap_or_clone(self);
        let concerns_input = !matches!(action, Action::Fold(..) | Action::Saved(_));
        state.apply(action);
        if concerns_input {
            state.revision += 1;
            state.view = std::mem::take(&mut state.view).next(evaluate(&state.input));
        }
        Rc::new(state)
    }
}
