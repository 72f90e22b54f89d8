//! The store follows the state: what is typed is kept a moment later, and at
//! once when the page goes.

mod events;
mod settings;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::state::State;
use crate::state::action::{Action, StoreCommand};
use crate::state::compare::{Base, Source};
use crate::state::history::History;
use crate::state::results::Stop;
use crate::state::saved::SaveState;
use crate::state::view::NoticeKind;
use crate::state::workspace::Workspace;
use crate::store::{Browser, Library, Missing, Opened, Outcome};

pub(super) use settings::{keep_settings, settings};

/// How long nothing changes until what was typed is kept.
const KEEP_AFTER_MS: u32 = 500;
/// How long nothing is typed until the next letter is a step of its own.
const SETTLED_AFTER_MS: u32 = 1_000;

pub(super) type Shared = Rc<RefCell<Library<Browser>>>;

/// Milliseconds since 1970.
pub(super) fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// What this browser keeps.
pub(super) fn library() -> Shared {
    // Tells loads of the page apart; nothing depends on nobody guessing it.
    let tab = format!("{:x}", (js_sys::Math::random() * 4_294_967_296.0) as u32);
    let library = Library::new(Browser::lasting(), Browser::of_tab(), tab);
    Rc::new(RefCell::new(library))
}

/// What is told when the page opens.
pub(super) fn notices(opened: &Opened) -> Vec<NoticeKind> {
    let broken = opened.broken.then_some(NoticeKind::StorageBroken);
    let denied = opened.denied.then_some(NoticeKind::StorageDenied);
    broken.into_iter().chain(denied).collect()
}

/// Keeps what the page shows.
#[derive(Clone)]
pub(super) struct Keeper(Rc<Inner>);

struct Inner {
    library: Shared,
    reduce: Callback<Action>,
    now: RefCell<Option<Held>>,
    timers: RefCell<Option<[Timeout; 2]>>,
    /// An input method composes a text.
    composes: Cell<bool>,
    /// Since then there was a pause.
    is_due: Cell<bool>,
    /// There was no room the last time.
    full: Cell<bool>,
    /// What is being decided, or was not.
    undecided: Cell<Option<Undecided>>,
}

/// A workspace whose decisions are not there.
#[derive(Clone, Copy)]
struct Undecided {
    /// Of which workspace.
    generation: u64,
    why: Stop,
    /// It is more than a moment: whoever leaves it now is told when they come back.
    lasts: bool,
}

/// What the page shows, as far as the store is concerned.
#[derive(Clone)]
struct Held {
    workspace: Rc<Workspace>,
    key: Option<String>,
    generation: u64,
    disposable: bool,
    history: History,
    /// As well as can be.
    is_kept: bool,
}

impl Held {
    fn is_of(&self, state: &State, key: Option<&str>) -> bool {
        self.generation == state.generation
            && Rc::ptr_eq(&self.workspace, &state.workspace)
            && self.key.as_deref() == key
    }
}

impl Keeper {
    pub(super) fn new(library: Shared, reduce: Callback<Action>) -> Self {
        let keeper = Self(Rc::new(Inner {
            library,
            reduce,
            now: RefCell::new(None),
            timers: RefCell::new(None),
            composes: Cell::new(false),
            is_due: Cell::new(false),
            full: Cell::new(false),
            undecided: Cell::new(None),
        }));
        keeper.listen();
        keeper
    }

    /// What the page shows now.
    pub(super) fn follow(&self, state: &State) {
        let before = self.0.now.borrow().clone();
        let key = state.key.as_ref().map(ToString::to_string);
        if before
            .as_ref()
            .is_some_and(|held| held.is_of(state, key.as_deref()))
        {
            return;
        }
        let opens = before
            .as_ref()
            .is_none_or(|held| held.generation != state.generation);
        if opens {
            self.forget_moment(before.as_ref());
            self.leave(before.as_ref(), state);
        }
        let same = before.as_ref().is_some_and(|held| {
            !opens && held.is_kept && Rc::ptr_eq(&held.workspace, &state.workspace)
        });
        // What was just read need not be written back.
        let read = key.as_deref().filter(|_| opens);
        let read = read.map(|key| self.0.library.borrow().standing(key));
        let is_kept = same || read.is_some_and(|read| read != Outcome::Full);
        *self.0.now.borrow_mut() = Some(Held {
            workspace: Rc::clone(&state.workspace),
            key,
            generation: state.generation,
            disposable: state.is_disposable(),
            history: state.history().clone(),
            is_kept,
        });
        self.note_undecided();
        if let Some(read) = read {
            self.0.reduce.emit(Action::Saved(said(read)));
            self.refresh();
        }
        if is_kept {
            return;
        }
        self.wait(if opens { 0 } else { KEEP_AFTER_MS });
    }

    /// Keeps what is shown in so many milliseconds, and ends the step of what is typed; what was
    /// to happen before is over.
    fn wait(&self, keep_after: u32) {
        let keep = {
            let keeper = self.clone();
            Timeout::new(keep_after, move || keeper.keep())
        };
        let settle = {
            let keeper = self.clone();
            Timeout::new(SETTLED_AFTER_MS, move || keeper.settle())
        };
        *self.0.timers.borrow_mut() = Some([keep, settle]);
    }

    /// The next letter begins a step of its own, unless it is one of a text that is being
    /// composed: whoever chooses among words takes longer than a pause, and it goes as one.
    fn settle(&self) {
        if self.0.composes.get() {
            self.0.is_due.set(true);
        } else {
            self.0.reduce.emit(Action::Settled);
        }
    }

    /// An input method has begun to compose a text, or has ended.
    fn composes(&self, composes: bool) {
        self.0.composes.set(composes);
        if !composes && self.0.is_due.take() {
            self.wait(KEEP_AFTER_MS);
        }
    }

    /// Another workspace is shown: the one before is kept once more.
    fn leave(&self, before: Option<&Held>, state: &State) {
        let Some(before) = before else {
            return;
        };
        let mut library = self.0.library.borrow_mut();
        let mut key = before.key.clone();
        if !before.is_kept {
            let known = key.as_deref();
            let (saved, _) = library.save(known, &before.workspace, before.disposable, now());
            key = Some(saved);
        }
        if let Some(key) = key {
            library.keep_history(&key, &before.history, &before.workspace);
        }
        match state.key.as_deref() {
            Some(key) => library.show(key),
            None => library.leave(),
        }
    }

    /// The page goes: the way back from what is shown is there when it comes again.
    pub(super) fn keep_history(&self) {
        let held = self.0.now.borrow();
        if let Some(held) = held.as_ref()
            && let Some(key) = &held.key
        {
            let library = self.0.library.borrow();
            library.keep_history(key, &held.history, &held.workspace);
        }
    }

    /// Keeps what is shown, now.
    pub(super) fn keep(&self) {
        let held = self.0.now.borrow().clone();
        let Some(mut held) = held.filter(|held| !held.is_kept) else {
            // Perhaps there is room by now for what had none.
            if self.0.library.borrow_mut().settle() {
                self.refresh();
            }
            return;
        };
        let (key, outcome) = self.0.library.borrow_mut().save(
            held.key.as_deref(),
            &held.workspace,
            held.disposable,
            now(),
        );
        let is_new = held.key.as_deref() != Some(&key);
        held.is_kept = outcome != Outcome::Full;
        held.key = Some(key.clone());
        *self.0.now.borrow_mut() = Some(held);
        self.note_undecided();
        let told = |action: Action| self.0.reduce.emit(action);
        if is_new {
            told(Action::Keyed(key.into()));
        }
        told(Action::Saved(said(outcome)));
        let was_full = self.0.full.replace(outcome == Outcome::Full);
        match outcome {
            Outcome::SavedOver => told(Action::Notify(NoticeKind::OtherTab)),
            Outcome::Full if !was_full => told(Action::Notify(NoticeKind::StorageFull)),
            _ => {}
        }
        self.refresh();
    }

    /// The workspace of that generation is being decided for the first time. Should the page
    /// end with it, that is noted already.
    pub(super) fn deciding(&self, generation: u64) {
        self.set_undecided(generation, Stop::Died, false);
    }

    /// Deciding it takes long, or ended without decisions.
    pub(super) fn not_decided(&self, generation: u64, why: Stop) {
        self.set_undecided(generation, why, true);
    }

    /// It is decided.
    pub(super) fn decided(&self, generation: u64) {
        let undecided = self.0.undecided.get();
        if undecided.is_some_and(|undecided| undecided.generation == generation) {
            self.0.undecided.set(None);
            self.write_undecided(None);
        }
    }

    fn set_undecided(&self, generation: u64, why: Stop, lasts: bool) {
        self.0.undecided.set(Some(Undecided {
            generation,
            why,
            lasts,
        }));
        self.note_undecided();
    }

    /// Stores what is known of the workspace that is shown, once it has a key.
    fn note_undecided(&self) {
        let shown = self.0.now.borrow().as_ref().map(|held| held.generation);
        if let Some(undecided) = self.0.undecided.get()
            && shown == Some(undecided.generation)
        {
            self.write_undecided(Some(undecided.why));
        }
    }

    fn write_undecided(&self, why: Option<Stop>) {
        let now = self.0.now.borrow();
        if let Some(key) = now.as_ref().and_then(|held| held.key.as_deref()) {
            self.0.library.borrow().set_undecided(key, why);
        }
    }

    /// Whoever leaves a workspace in the moment that it takes to decide finds it as any other.
    fn forget_moment(&self, held: Option<&Held>) {
        let undecided = self.0.undecided.get();
        if let (Some(undecided), Some(held)) = (undecided, held)
            && undecided.generation == held.generation
        {
            self.0.undecided.set(None);
            if !undecided.lasts {
                self.write_undecided(None);
            }
        }
    }

    /// Tells the page what there is.
    fn refresh(&self) {
        let info = self.0.library.borrow().info();
        self.0.reduce.emit(Action::Stored(Rc::new(info)));
    }

    /// Opens a kept workspace; false when there is none.
    pub(super) fn open(&self, key: &str) -> bool {
        self.keep();
        let found = self.0.library.borrow_mut().switch(key, now());
        let is_there = found.is_ok();
        self.0.reduce.emit(match found {
            Ok(found) => Action::SwitchTo {
                key: key.to_owned().into(),
                workspace: found.workspace,
                untouched: found.disposable,
                undecided: found.undecided,
                history: Box::new(found.history),
            },
            Err(Missing::Broken) => Action::Notify(NoticeKind::StorageBroken),
            Err(Missing::Gone) => Action::Notify(NoticeKind::Gone),
        });
        if !is_there {
            // It is no longer in the list.
            self.refresh();
        }
        is_there
    }

    /// Does what the store was asked for.
    pub(super) fn obey(&self, command: StoreCommand) {
        let shown = || {
            self.0
                .now
                .borrow()
                .as_ref()
                .and_then(|held| held.key.clone())
        };
        match command {
            StoreCommand::Open(key) => {
                self.open(&key);
                return;
            }
            StoreCommand::Delete(key) => {
                let is_shown = shown().as_deref() == Some(&*key);
                self.0.library.borrow_mut().delete(&key);
                if is_shown {
                    // It is not kept again because it is left.
                    if let Some(held) = self.0.now.borrow_mut().as_mut() {
                        held.is_kept = true;
                    }
                    self.0.reduce.emit(Action::NewWorkspace);
                }
                // There is room now.
                self.keep();
            }
            StoreCommand::Keep => {
                self.keep();
                if let Some(key) = shown() {
                    self.kept_or_told(|library| library.snapshot(&key, true));
                }
            }
            StoreCommand::NameVersion(version, name) => {
                self.kept_or_told(|library| library.name_version(&version, &name));
            }
            StoreCommand::RemoveVersion(version) => {
                self.0.library.borrow().remove_version(&version);
            }
            StoreCommand::CompareFromNow => {
                self.keep();
                if let Some(key) = shown() {
                    self.kept_or_told(|library| library.snapshot(&key, true));
                    let version = self.0.library.borrow().newest_version(&key);
                    if let Some(version) = version {
                        self.compare(Source::Version(version.into()));
                    }
                }
            }
            StoreCommand::CompareVersion(version) => self.compare(Source::Version(version)),
            StoreCommand::CompareWorkspace(key) => self.compare(Source::Workspace(key)),
            StoreCommand::Pin(version, pinned) => {
                self.kept_or_told(|library| library.pin(&version, pinned));
            }
            StoreCommand::Restore(version) => {
                self.keep();
                // Read before another one takes its place.
                let found = self.0.library.borrow().version(&version);
                if let Some(key) = shown() {
                    self.0.library.borrow_mut().snapshot(&key, false);
                }
                self.0.reduce.emit(match found {
                    Some(workspace) => Action::Restore(Box::new(workspace)),
                    None => Action::Notify(NoticeKind::StorageBroken),
                });
            }
            StoreCommand::TakeLists(key) => {
                let found = self.0.library.borrow().look(&key);
                self.0.reduce.emit(match found {
                    Some(workspace) => Action::TakeLists(workspace.lists()),
                    None => Action::Notify(NoticeKind::Gone),
                });
            }
            StoreCommand::Refresh => {}
        }
        self.refresh();
    }

    /// Hands the page what it compares with.
    fn compare(&self, source: Source) {
        let library = self.0.library.borrow();
        let found = match &source {
            Source::Version(key) => library.version(key),
            Source::Workspace(key) => library.peek(key),
            Source::Opened | Source::File(_) | Source::Link => None,
        };
        drop(library);
        self.0.reduce.emit(match found {
            Some(workspace) => Action::Compare(Some(Box::new(Base {
                source,
                workspace: Rc::new(workspace),
            }))),
            None => Action::Notify(NoticeKind::StorageBroken),
        });
    }

    fn kept_or_told(&self, keep: impl FnOnce(&mut Library<Browser>) -> bool) {
        let mut library = self.0.library.borrow_mut();
        if keep(&mut library) {
            return;
        }
        let kind = if library.is_denied() {
            NoticeKind::StorageDenied
        } else {
            NoticeKind::StorageFull
        };
        drop(library);
        self.0.reduce.emit(Action::Notify(kind));
    }
}

/// How the page tells it.
fn said(outcome: Outcome) -> SaveState {
    match outcome {
        Outcome::Saved => SaveState::Saved,
        Outcome::SavedOver => SaveState::OtherTab,
        Outcome::Full => SaveState::Full,
        Outcome::Denied => SaveState::Denied,
    }
}
