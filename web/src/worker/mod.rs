//! The evaluator in a worker of its own, so that nothing it does holds up the
//! page. One order is out at a time; what changes meanwhile makes the next.

mod page;
mod serve;

pub(crate) use page::{Evaluator, Event};
pub(crate) use serve::serve;

use serde::Serialize;
use serde::de::DeserializeOwned;
use vestibule_playground::format;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Uint8Array};

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
