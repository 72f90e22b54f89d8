//! The evaluator in a worker of its own, so that nothing it does holds up the
//! page. One order is out at a time; what changes meanwhile makes the next. What holds for all
//! sign-ins takes longer and has another worker, so that no row waits for it.

mod analysis;
mod page;
mod serve;

pub(crate) use analysis::{AnalysisEvent, Analyst, today};
pub(crate) use page::{Evaluator, Event};
pub(crate) use serve::{analyse, serve};

use gloo::events::EventListener;
use serde::Serialize;
use serde::de::DeserializeOwned;
use vestibule_playground::format;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{self, Array, Uint8Array};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// The script that starts a worker.
const SCRIPT: &str = "./worker.js";

/// Starts a worker that runs the program that is compiled as `module` and whose script is at that
/// address: its name, as an address that a service worker answers comes without its fragment.
fn start(
    address: &str,
    module: &JsValue,
    heard: Box<dyn Fn(&JsValue)>,
    failed: Box<dyn Fn(String)>,
) -> Result<(Worker, [EventListener; 2]), JsValue> {
    let options = WorkerOptions::new();
    options.set_name(&String::from(js_sys::encode_uri_component(address)));
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(SCRIPT, &options)?;
    let heard = EventListener::new(&worker, "message", move |event| {
        heard(&event.unchecked_ref::<MessageEvent>().data());
    });
    let failed = EventListener::new(&worker, "error", move |event| {
        // A script that cannot be loaded tells no message.
        let message = js_sys::Reflect::get(event, &"message".into()).ok();
        failed(
            message
                .and_then(|message| message.as_string())
                .unwrap_or_default(),
        );
    });
    worker.post_message(module)?;
    Ok((worker, [heard, failed]))
}

/// A message: its text as bytes, with what is handed over with them rather than copied.
fn encode<T: Serialize>(value: &T) -> (Uint8Array, Array) {
    let bytes = Uint8Array::from(format::write(value).as_bytes());
    let buffer = Array::of1(&bytes.buffer());
    (bytes, buffer)
}

fn decode<T: DeserializeOwned>(message: &JsValue) -> Option<T> {
    let message = message.dyn_ref::<Uint8Array>()?.to_vec();
    format::read(std::str::from_utf8(&message).ok()?)
}
