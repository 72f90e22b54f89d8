//! The page's side: starts the worker, keeps one order out, and stops it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, HtmlLinkElement, MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

use super::{decode, encode};
use crate::evaluate::answer::Answer;
use crate::evaluate::orders::Orders;
use crate::state::State;

/// How long an order may take before the page says so.
const DEADLINE_MS: u32 = 300;
/// The same while the worker starts, which a slow machine takes long for.
const START_MS: u32 = 2_000;
/// The script that starts the worker.
const SCRIPT: &str = "./worker.js";

/// What the worker tells the page.
#[derive(Debug)]
pub(crate) enum Event {
    Answer(Rc<Answer>),
    /// An order is out for longer than it should be.
    Late,
    /// It cannot be started, or it stopped; with why, where that is told.
    Failed(String),
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
    /// Stopped: nothing is evaluated until something changes.
    stopped: Option<u64>,
}

struct Running {
    worker: Worker,
    is_ready: bool,
    /// An order is out, or waits until the worker is there; it is late when this fires.
    deadline: Option<Timeout>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut(ErrorEvent)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
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
            inner.state = Some(Rc::clone(state));
            if inner.stopped == Some(state.revision) {
                return;
            }
            inner.stopped = None;
        }
        self.start();
        self.send();
    }

    /// Stops the worker in whatever it does.
    pub(crate) fn cancel(&self) {
        let mut inner = self.0.borrow_mut();
        inner.worker = None;
        inner.stopped = Some(inner.state.as_ref().map_or(0, |state| state.revision));
    }

    /// Evaluates again after that.
    pub(crate) fn retry(&self) {
        self.0.borrow_mut().stopped = None;
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
        self.cancel();
        // Whoever changed the state is not done with it.
        let evaluator = self.clone();
        Timeout::new(0, move || {
            let told = evaluator.0.borrow().told.clone();
            told.emit(Event::Failed(reason));
        })
        .forget();
    }

    fn spawn(&self) -> Result<Running, String> {
        let options = WorkerOptions::new();
        options.set_name(&script().ok_or_else(String::new)?);
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT, &options)
            .map_err(|error| error.as_string().unwrap_or_default())?;
        let heard = {
            let evaluator = self.clone();
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                evaluator.hear(&event.data());
            })
        };
        let failed = {
            let evaluator = self.clone();
            Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
                // A script that cannot be loaded tells no message.
                evaluator.fail(
                    web_sys::js_sys::Reflect::get(&event, &"message".into())
                        .ok()
                        .and_then(|message| message.as_string())
                        .unwrap_or_default(),
                );
            })
        };
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        // Compiled once for both: that takes longer than all else that the worker does at first.
        worker
            .post_message(&wasm_bindgen::module())
            .map_err(|error| error.as_string().unwrap_or_default())?;
        Ok(Running {
            worker,
            is_ready: false,
            deadline: None,
            _heard: heard,
            _failed: failed,
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
        if answer.as_ref().is_none_or(|answer| !answer.more) {
            if let Some(running) = &mut self.0.borrow_mut().worker {
                running.deadline = None;
            }
            // What was typed meanwhile is decided while this is drawn.
            self.send();
        }
        // The first part of an answer may leave all rows as they are.
        let answer = answer.filter(|answer| !answer.more || !answer.rows.is_empty());
        if let Some(answer) = answer {
            told.emit(Event::Answer(Rc::new(answer)));
        }
    }

    /// Sends the next order, when none is out and something changed.
    fn send(&self) {
        let mut inner = self.0.borrow_mut();
        let inner = &mut *inner;
        let (Some(running), Some(state)) = (&mut inner.worker, &inner.state) else {
            return;
        };
        if running.deadline.is_some() {
            return;
        }
        if running.is_ready {
            let Some(order) = inner.orders.next(state) else {
                return;
            };
            let (message, handed) = encode(&order);
            // Fails only for what cannot be sent, and bytes can.
            let sent = running.worker.post_message_with_transfer(&message, &handed);
            if sent.is_err() {
                return;
            }
        }
        let told = inner.told.clone();
        let late = move || told.emit(Event::Late);
        let wait = if running.is_ready {
            DEADLINE_MS
        } else {
            START_MS
        };
        running.deadline = Some(Timeout::new(wait, late));
    }
}

/// The script of the program that runs here, as the worker's name: an address that a service
/// worker answers comes without its fragment.
fn script() -> Option<String> {
    let document = web_sys::window()?.document()?;
    let link = document
        .query_selector("link[rel=modulepreload][href*=vestibule-web]")
        .ok()??;
    let link = link.dyn_into::<HtmlLinkElement>().ok()?;
    Some(String::from(web_sys::js_sys::encode_uri_component(
        &link.href(),
    )))
}
