//! The page's side: starts the worker, keeps one order out, and stops it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlLinkElement, Worker};
use yew::Callback;

use super::{decode, encode, start};
use crate::evaluate::answer::Answer;
use crate::evaluate::orders::Orders;
use crate::state::State;

/// How long an order may take before the page says so.
const DEADLINE_MS: u32 = 300;
/// How long the first order may take, while the worker starts: a slow machine takes long for it.
const START_MS: u32 = 2_000;
/// How long an order may take that nobody asked for. A machine that is slower still decides when
/// it is asked to.
const LIMIT_MS: u32 = 30_000;

/// What the worker tells the page.
#[derive(Debug)]
pub(crate) enum Event {
    /// The first order for a workspace is out: of which generation it is.
    Deciding(u64),
    /// An answer, and of which generation the order was.
    Answer(Rc<Answer>, u64),
    /// An order of that generation is out for longer than it should be; of none while the worker
    /// starts.
    Late(Option<u64>),
    /// An order of that generation took too long, and the worker was stopped.
    Slow(u64),
    /// It cannot be started, or it ended; with why, where that is told, and the generation that
    /// it was deciding.
    Failed {
        reason: String,
        deciding: Option<u64>,
    },
}

/// The worker, as the page has it.
#[derive(Clone)]
pub(crate) struct Evaluator(Rc<RefCell<Inner>>);

struct Inner {
    worker: Option<Running>,
    orders: Orders,
    /// The last state of the page.
    state: Option<Rc<State>>,
    told: Callback<Event>,
    /// The generation that is not evaluated until that is asked for.
    stopped: Option<u64>,
    /// It was asked for, so that it may take as long as it does.
    asked: bool,
}

impl Inner {
    /// True while what the page shows is not to be evaluated.
    fn is_held(&self) -> bool {
        self.state.as_ref().is_some_and(|state| {
            state.progress.is_stopped() || self.stopped == Some(state.generation)
        })
    }

    fn generation(&self) -> u64 {
        self.state.as_ref().map_or(0, |state| state.generation)
    }
}

struct Running {
    worker: Worker,
    is_ready: bool,
    /// An order is out, or waits until the worker is there; it is late when this fires.
    deadline: Option<Timeout>,
    /// The generation of the order that is out.
    out: Option<u64>,
    /// That order is late.
    is_late: bool,
    /// It is stopped when this fires.
    limit: Option<Timeout>,
    _listeners: [EventListener; 2],
}

impl Drop for Running {
    fn drop(&mut self) {
        // Even in the middle of its work.
        self.worker.terminate();
    }
}

impl Evaluator {
    /// Starts the worker.
    pub(crate) fn new() -> Self {
        let evaluator = Self(Rc::new(RefCell::new(Inner {
            worker: None,
            orders: Orders::default(),
            state: None,
            told: Callback::noop(),
            stopped: None,
            asked: false,
        })));
        evaluator.start();
        evaluator
    }

    /// Who is told of what it does.
    pub(crate) fn tell(&self, told: Callback<Event>) {
        self.0.borrow_mut().told = told;
    }

    /// What the page shows now.
    pub(crate) fn update(&self, state: &Rc<State>) {
        {
            let mut inner = self.0.borrow_mut();
            if inner.generation() != state.generation {
                inner.asked = false;
            }
            inner.state = Some(Rc::clone(state));
            if inner.is_held() {
                return;
            }
            inner.stopped = None;
            inner.drop_late_order();
        }
        self.start();
        self.send();
    }

    /// Stops the worker in whatever it does.
    pub(crate) fn cancel(&self) {
        let mut inner = self.0.borrow_mut();
        inner.worker = None;
        inner.stopped = Some(inner.generation());
    }

    /// Evaluates again after that.
    pub(crate) fn retry(&self) {
        {
            let mut inner = self.0.borrow_mut();
            inner.stopped = None;
            inner.asked = true;
        }
        self.start();
        self.send();
    }

    fn start(&self) {
        if self.0.borrow().worker.is_some() {
            return;
        }
        match self.spawn() {
            Ok(running) => {
                let mut inner = self.0.borrow_mut();
                inner.orders = Orders::default();
                inner.worker = Some(running);
            }
            Err(reason) => self.fail(reason),
        }
    }

    fn fail(&self, reason: String) {
        let deciding = self
            .0
            .borrow()
            .worker
            .as_ref()
            .and_then(|worker| worker.out);
        self.cancel();
        // Whoever changed the state is not done with it.
        let evaluator = self.clone();
        Timeout::new(0, move || {
            let told = evaluator.0.borrow().told.clone();
            told.emit(Event::Failed { reason, deciding });
        })
        .forget();
    }

    fn spawn(&self) -> Result<Running, String> {
        let script = script().ok_or_else(String::new)?;
        let (evaluator, of_failure) = (self.clone(), self.clone());
        // Compiled once for both: that takes longer than all else that the worker does at first.
        let (worker, listeners) = start(
            &script,
            &wasm_bindgen::module(),
            Box::new(move |data| evaluator.hear(data)),
            Box::new(move |reason| of_failure.fail(reason)),
        )
        .map_err(|error| error.as_string().unwrap_or_default())?;
        Ok(Running {
            worker,
            is_ready: false,
            deadline: None,
            out: None,
            is_late: false,
            limit: None,
            _listeners: listeners,
        })
    }

    fn hear(&self, data: &JsValue) {
        let told = {
            let mut inner = self.0.borrow_mut();
            let Some(running) = &mut inner.worker else {
                return;
            };
            running.is_ready = true;
            inner.told.clone()
        };
        // The first message has nothing in it: the worker is there.
        let answer = if data.is_null() {
            None
        } else if let Some(answer) = decode::<Answer>(data) {
            Some(answer)
        } else {
            return self.fail("an answer that cannot be read".to_owned());
        };
        let of = self
            .0
            .borrow()
            .worker
            .as_ref()
            .and_then(|worker| worker.out);
        if answer.as_ref().is_none_or(|answer| !answer.more) {
            {
                let mut inner = self.0.borrow_mut();
                let is_answer = answer.is_some();
                if let Some(running) = &mut inner.worker {
                    (running.deadline, running.limit) = (None, None);
                    (running.out, running.is_late) = (None, false);
                }
                if is_answer {
                    inner.asked = false;
                }
            }
            // What was typed meanwhile is decided while this is drawn.
            self.send();
        }
        // The first part of an answer may leave all as it is.
        let answer = answer
            .filter(|answer| !answer.more || !answer.rows.is_empty() || answer.squares.is_some());
        if let Some(answer) = answer {
            told.emit(Event::Answer(Rc::new(answer), of.unwrap_or_default()));
        }
    }

    /// Sends the next order, when none is out and something changed.
    fn send(&self) {
        let sent = self.try_send();
        if let Some(first) = sent {
            let told = self.0.borrow().told.clone();
            told.emit(Event::Deciding(first));
        }
    }

    /// Tells the generation of the order when it is the first for it.
    fn try_send(&self) -> Option<u64> {
        let mut inner = self.0.borrow_mut();
        let inner = &mut *inner;
        if inner.is_held() {
            return None;
        }
        let (Some(running), Some(state)) = (&mut inner.worker, &inner.state) else {
            return None;
        };
        if running.deadline.is_some() {
            return None;
        }
        let mut first = None;
        if running.is_ready {
            let order = inner.orders.next(state)?;
            let (message, handed) = encode(&order);
            // Fails only for what cannot be sent, and bytes can.
            let sent = running.worker.post_message_with_transfer(&message, &handed);
            if sent.is_err() {
                return None;
            }
            running.out = Some(state.generation);
            first = order.afresh.then_some(state.generation);
            if !inner.asked {
                let evaluator = self.clone();
                let limit = move || evaluator.stop_slow();
                running.limit = Some(Timeout::new(LIMIT_MS, limit));
            }
        }
        let wait = if running.is_ready {
            DEADLINE_MS
        } else {
            START_MS
        };
        let evaluator = self.clone();
        running.deadline = Some(Timeout::new(wait, move || evaluator.be_late()));
        first
    }

    /// The order that is out is late. One for a workspace that is left is not waited for.
    fn be_late(&self) {
        let (told, out, is_left) = {
            let mut inner = self.0.borrow_mut();
            let Some(running) = &mut inner.worker else {
                return;
            };
            running.is_late = true;
            let out = running.out;
            let is_left = inner.drop_late_order();
            (inner.told.clone(), out, is_left)
        };
        if !is_left {
            told.emit(Event::Late(out));
        } else if !self.0.borrow().is_held() {
            self.start();
            self.send();
        }
    }

    /// The order that is out took too long.
    fn stop_slow(&self) {
        let out = self
            .0
            .borrow()
            .worker
            .as_ref()
            .and_then(|worker| worker.out);
        let Some(generation) = out else {
            return;
        };
        self.cancel();
        let told = self.0.borrow().told.clone();
        told.emit(Event::Slow(generation));
    }
}

impl Inner {
    /// Ends the worker where it decides a workspace that is left, and that takes it long; true
    /// when it did.
    fn drop_late_order(&mut self) -> bool {
        let generation = self.generation();
        let is_left = self.worker.as_ref().is_some_and(|running| {
            running.is_late && running.out.is_some_and(|out| out != generation)
        });
        if is_left {
            self.worker = None;
        }
        is_left
    }
}

/// The script of the program that runs here.
fn script() -> Option<String> {
    let document = web_sys::window()?.document()?;
    let link = document
        .query_selector("link[rel=modulepreload][href*=vestibule-web]")
        .ok()??;
    let link = link.dyn_into::<HtmlLinkElement>().ok()?;
    Some(link.href())
}
