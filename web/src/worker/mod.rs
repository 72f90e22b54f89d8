//! The evaluator in a worker of its own, so that nothing it does holds up the
//! page. One order is out at a time; what changes meanwhile makes the next.

mod page;
mod serve;

pub(crate) use page::{Evaluator, Event};
pub(crate) use serve::serve;

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::Uint8Array;

/// A message: JSON, in bytes, which cost nothing to pass on.
fn encode<T: Serialize>(value: &T) -> Option<Uint8Array> {
    let bytes = serde_json::to_vec(value).ok()?;
    Some(Uint8Array::from(bytes.as_slice()))
}

fn decode<T: DeserializeOwned>(value: &JsValue) -> Option<T> {
    let bytes = value.dyn_ref::<Uint8Array>()?.to_vec();
    // As a string, as everything else is read: another kind of reader is more code to send.
    serde_json::from_str(std::str::from_utf8(&bytes).ok()?).ok()
}
