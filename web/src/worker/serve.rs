//! The worker's side.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{decode, encode};
use crate::evaluate::engine::Engine;

/// Answers orders for as long as the worker lives; false on the page itself.
pub(crate) fn serve() -> bool {
    let Ok(scope) = web_sys::js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return false;
    };
    let mut engine = Engine::default();
    let answer = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let Some(order) = decode(&event.data()) else {
                return;
            };
            let answer = engine.answer(order);
            let more = answer.more;
            // Posting fails only for what cannot be copied, and bytes can.
            if let Some(answer) = encode(&answer) {
                let _ = scope.post_message(&answer);
            }
            if more && let Some(rest) = encode(&engine.rest()) {
                let _ = scope.post_message(&rest);
            }
        })
    };
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    // It is needed for as long as there is the worker.
    answer.forget();
    // What came before was not heard: now it can.
    let _ = scope.post_message(&JsValue::NULL);
    true
}
