//! The state as it is this moment. The worker and the store hear of each change
//! at once, before anything is drawn: while the page draws, the worker decides.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::state::State;
use crate::state::action::Action;

/// How long drawing waits for the answer to what was typed, so that both are
/// drawn at once: what was typed is in its field already.
const PATIENCE_MS: u32 = 40;

type Follower = Box<dyn Fn(&Rc<State>)>;

/// The state, and who follows it.
#[derive(Clone)]
pub(super) struct Live(Rc<Inner>);

struct Inner {
    state: RefCell<Rc<State>>,
    followers: RefCell<Vec<Follower>>,
    draw: RefCell<Option<Callback<()>>>,
    /// Drawing waits.
    waits: RefCell<Option<Timeout>>,
    /// A state is being drawn: some of the page shows it and some does not yet.
    draws: Cell<bool>,
}

impl Live {
    pub(super) fn new(state: State) -> Self {
        Self(Rc::new(Inner {
            state: RefCell::new(Rc::new(state)),
            followers: RefCell::default(),
            draw: RefCell::default(),
            waits: RefCell::default(),
            draws: Cell::default(),
        }))
    }

    pub(super) fn state(&self) -> Rc<State> {
        Rc::clone(&self.0.state.borrow())
    }

    /// Calls `follower` with the present state, and with each that comes.
    pub(super) fn follow(&self, follower: impl Fn(&Rc<State>) + 'static) {
        follower(&self.state());
        self.0.followers.borrow_mut().push(Box::new(follower));
    }

    /// Who draws the state.
    pub(super) fn drawn_by(&self, draw: Callback<()>) {
        *self.0.draw.borrow_mut() = Some(draw);
    }

    pub(super) fn act(&self, action: Action) {
        let (is_typing, is_shown) = (action.is_typing(), action.is_shown());
        let before = self.state();
        let next = Rc::clone(&before).reduce(action);
        let is_seen = next != before;
        // What nobody sees counts, too: that typing has paused.
        *self.0.state.borrow_mut() = next;
        if !is_seen {
            return;
        }
        // Followers may act, too; then those behind hear of the later state first
        // and of this one never.
        for follower in &*self.0.followers.borrow() {
            follower(&self.state());
        }
        if is_shown {
            // It is there when something else is drawn.
        } else if !is_typing || self.0.draws.get() {
            // Yew lets events in while it draws. A field that is drawn after such a letter with the
            // state of before it would take the letter back: the later state is drawn at once.
            self.draw();
        } else if self.0.waits.borrow().is_none() {
            let live = self.clone();
            let timeout = Timeout::new(PATIENCE_MS, move || live.draw());
            *self.0.waits.borrow_mut() = Some(timeout);
        }
    }

    fn draw(&self) {
        *self.0.waits.borrow_mut() = None;
        let draw = self.0.draw.borrow().clone();
        if let Some(draw) = draw {
            self.0.draws.set(true);
            draw.emit(());
        }
    }

    /// The state that was to be drawn is drawn, everywhere.
    pub(super) fn drawn(&self) {
        self.0.draws.set(false);
    }
}
