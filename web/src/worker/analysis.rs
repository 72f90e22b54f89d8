//! The page's side of the worker that analyses: another program, which is asked for behind the
//! first table. One order is out at a time, and one that takes long goes for the next.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::js_sys::WebAssembly;
use web_sys::{HtmlMetaElement, Response, Worker};
use yew::Callback;

use super::{decode, encode, start};
use crate::analysis::inquiry::Told;
use crate::state::State;
use crate::state::results::Stop;

/// How long an order may be out before the page says so, and before it goes for the next one.
const DEADLINE_MS: u32 = 500;
/// How long an order may be out at all. The work is bounded, so that even a slow machine is done
/// by then.
const LIMIT_MS: u32 = 15_000;

/// What the worker tells the page.
#[derive(Debug)]
pub(crate) enum AnalysisEvent {
    Told(Told),
    /// The order of that number is out for longer than it should be.
    Late(u64),
    /// The order of that number is not answered.
    Stopped(u64, Stop),
}

/// The worker, as the page has it.
#[derive(Clone)]
pub(crate) struct Analyst(Rc<RefCell<Inner>>);

struct Inner {
    program: Program,
    worker: Option<Running>,
    /// The last state of the page.
    state: Option<Rc<State>>,
    told: Callback<AnalysisEvent>,
}

/// What the worker runs.
enum Program {
    NotLoaded,
    Loading,
    /// Compiled once for all workers.
    Compiled(JsValue),
}

struct Running {
    worker: Worker,
    is_ready: bool,
    out: Option<Out>,
    _listeners: [EventListener; 2],
}

impl Drop for Running {
    fn drop(&mut self) {
        // Even in the middle of its work.
        self.worker.terminate();
    }
}

/// The order that is out.
struct Out {
    number: u64,
    is_late: bool,
    _deadline: Timeout,
    _limit: Timeout,
}

impl Analyst {
    pub(crate) fn new() -> Self {
        Self(Rc::new(RefCell::new(Inner {
            program: Program::NotLoaded,
            worker: None,
            state: None,
            told: Callback::noop(),
        })))
    }

    /// Who is told of what it does.
    pub(crate) fn tell(&self, told: Callback<AnalysisEvent>) {
        self.0.borrow_mut().told = told;
    }

    /// What the page shows now.
    pub(crate) fn update(&self, state: &Rc<State>) {
        self.0.borrow_mut().state = Some(Rc::clone(state));
        self.go_on();
    }

    /// Stops the worker in whatever it does.
    pub(crate) fn cancel(&self) {
        self.0.borrow_mut().worker = None;
    }

    /// Does what is next: loads the program, starts the worker, or sends the order.
    fn go_on(&self) {
        let mut inner = self.0.borrow_mut();
        inner.drop_late_order();
        let Some(state) = inner
            .state
            .clone()
            .filter(|state| state.next_inquiry().is_some())
        else {
            return;
        };
        let program = match &inner.program {
            Program::Compiled(program) => program.clone(),
            Program::Loading => return,
            Program::NotLoaded => {
                inner.program = Program::Loading;
                drop(inner);
                return self.load();
            }
        };
        match &mut inner.worker {
            None => match self.spawn(&program) {
                Ok(running) => inner.worker = Some(running),
                Err(_) => {
                    drop(inner);
                    self.fail();
                }
            },
            Some(running) if running.is_ready && running.out.is_none() => {
                let Some(inquiry) = state.inquiry(&today) else {
                    return;
                };
                let (message, handed) = encode(&inquiry);
                // Fails only for what cannot be sent, and bytes can.
                let sent = running.worker.post_message_with_transfer(&message, &handed);
                running.out = sent.is_ok().then(|| self.out(inquiry.number()));
            }
            Some(_) => {}
        }
    }

    fn out(&self, number: u64) -> Out {
        let (late, slow) = (self.clone(), self.clone());
        Out {
            number,
            is_late: false,
            _deadline: Timeout::new(DEADLINE_MS, move || late.be_late(number)),
            _limit: Timeout::new(LIMIT_MS, move || {
                slow.cancel();
                slow.emit(AnalysisEvent::Stopped(number, Stop::Slow));
            }),
        }
    }

    fn be_late(&self, number: u64) {
        let mut inner = self.0.borrow_mut();
        if let Some(out) = inner.worker.as_mut().and_then(|of| of.out.as_mut()) {
            out.is_late = true;
        }
        drop(inner);
        self.emit(AnalysisEvent::Late(number));
        self.go_on();
    }

    fn emit(&self, event: AnalysisEvent) {
        let told = self.0.borrow().told.clone();
        told.emit(event);
    }

    /// It cannot be loaded or started, or it ended.
    fn fail(&self) {
        let number = {
            let mut inner = self.0.borrow_mut();
            let running = inner.worker.take();
            let out = running.and_then(|mut running| running.out.take());
            let state = inner.state.as_ref();
            let asked = state.map(|state| {
                let next = state.next_inquiry();
                next.unwrap_or_else(|| state.analysis_number())
            });
            out.map(|out| out.number).or(asked)
        };
        let analyst = self.clone();
        // Whoever changed the state is not done with it.
        Timeout::new(0, move || {
            analyst.emit(AnalysisEvent::Stopped(
                number.unwrap_or_default(),
                Stop::Died,
            ));
        })
        .forget();
    }

    fn load(&self) {
        let analyst = self.clone();
        spawn_local(async move {
            let compiled = compiled().await;
            let is_there = compiled.is_ok();
            analyst.0.borrow_mut().program = compiled.map_or(Program::NotLoaded, Program::Compiled);
            if is_there {
                analyst.go_on();
            } else {
                analyst.fail();
            }
        });
    }

    fn spawn(&self, program: &JsValue) -> Result<Running, JsValue> {
        let script = named("analysis-script").ok_or(JsValue::NULL)?;
        let (analyst, of_failure) = (self.clone(), self.clone());
        let (worker, listeners) = start(
            &script,
            program,
            Box::new(move |data| analyst.hear(data)),
            Box::new(move |_| of_failure.fail()),
        )?;
        Ok(Running {
            worker,
            is_ready: false,
            out: None,
            _listeners: listeners,
        })
    }

    fn hear(&self, data: &JsValue) {
        if let Some(running) = &mut self.0.borrow_mut().worker {
            running.is_ready = true;
            running.out = None;
        }
        // The first message has nothing in it: the worker is there.
        if data.is_null() {
            return self.go_on();
        }
        match decode::<Told>(data) {
            Some(told) => self.emit(AnalysisEvent::Told(told)),
            None => self.fail(),
        }
        self.go_on();
    }
}

impl Inner {
    /// Ends the worker where it answers for long what is not asked any more.
    fn drop_late_order(&mut self) {
        let awaits = |number| {
            let state = self.state.as_ref();
            state.is_some_and(|state| state.awaits(number))
        };
        let out = self
            .worker
            .as_ref()
            .and_then(|running| running.out.as_ref());
        if out.is_some_and(|out| out.is_late && !awaits(out.number)) {
            self.worker = None;
        }
    }
}

/// The day that it is, as `2027-06-30`.
pub(crate) fn today() -> String {
    let now = String::from(web_sys::js_sys::Date::new_0().to_iso_string());
    now.split('T').next().unwrap_or_default().to_owned()
}

/// The program, compiled.
async fn compiled() -> Result<JsValue, JsValue> {
    let address = named("analysis-program").ok_or(JsValue::NULL)?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_str(&address)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let bytes = JsFuture::from(response.array_buffer()?).await?;
    JsFuture::from(WebAssembly::compile(&bytes)).await
}

/// The address that the build wrote into the page under that name.
fn named(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let found = document
        .query_selector(&format!("meta[name={name}]"))
        .ok()??;
    let address = found.dyn_into::<HtmlMetaElement>().ok()?.content();
    // A worker would take it to be below itself.
    let base = document.base_uri().ok()??;
    Some(web_sys::Url::new_with_base(&address, &base).ok()?.href())
}
