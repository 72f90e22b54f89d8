//! The worker's side.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{decode, encode};
use crate::evaluate::answer::Answer;
use crate::evaluate::engine::Engine;

/// Answers orders for as long as the worker lives; false on the page itself.
pub(crate) fn serve() -> bool {
    let Ok(scope) = web_sys::js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return false;
    };
    let mut engine = Engine::default();
    let answer = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent) -> Result<(), JsValue>>::new(
            move |event: MessageEvent| {
                // Thrown, it reaches the page as the end of the worker.
                let order = decode(&event.data()).ok_or("an order that cannot be read")?;
                post(&scope, &engine.answer(order))?;
                post(&scope, &engine.rest())
            },
        )
    };
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    // It is needed for as long as there is the worker.
    answer.forget();
    // What came before was not heard: now it can.
    let _ = scope.post_message(&JsValue::NULL);
    true
}

fn post(scope: &DedicatedWorkerGlobalScope, answer: &Answer) -> Result<(), JsValue> {
    let (message, handed) = encode(answer);
    scope.post_message_with_transfer(&message, &handed)
}
