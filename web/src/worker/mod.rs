//! The evaluator in a worker of its own, so that nothing it does holds up the
//! page. One order is out at a time; what changes meanwhile makes the next.

mod page;
mod serve;

pub(crate) use page::{Evaluator, Event};
pub(crate) use serve::serve;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Uint8Array};

use crate::evaluate::codec::{self, Codec};

/// A message: bytes, with what is handed over with them rather than copied.
fn encode<T: Codec>(value: &T) -> (Uint8Array, Array) {
    let bytes = Uint8Array::from(codec::encode(value).as_slice());
    let buffer = Array::of1(&bytes.buffer());
    (bytes, buffer)
}

fn decode<T: Codec>(message: &JsValue) -> Option<T> {
    codec::decode(&message.dyn_ref::<Uint8Array>()?.to_vec())
}
