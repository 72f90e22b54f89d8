//! The workers' side.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{decode, encode};
use crate::analysis;
use crate::evaluate::engine::Engine;

/// Answers orders for as long as the worker lives; false on the page itself.
pub(crate) fn serve() -> bool {
    let mut engine = Engine::default();
    answer_all(move |order, post| {
        post(&engine.answer(order))?;
        post(&engine.rest())
    })
}

/// The same for what is asked about all sign-ins.
pub(crate) fn analyse() {
    answer_all(|inquiry, post| post(&analysis::engine::told(inquiry)));
}

/// Answers orders with what `answer` posts; false on the page itself.
fn answer_all<O: DeserializeOwned, A: Serialize>(
    mut answer: impl FnMut(O, &dyn Fn(&A) -> Result<(), JsValue>) -> Result<(), JsValue> + 'static,
) -> bool {
    let Ok(scope) = web_sys::js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return false;
    };
    let listener = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent) -> Result<(), JsValue>>::new(
            move |event: MessageEvent| {
                // Thrown, it reaches the page as the end of the worker.
                let order = decode(&event.data()).ok_or("an order that cannot be read")?;
                answer(order, &|part| {
                    let (message, handed) = encode(part);
                    scope.post_message_with_transfer(&message, &handed)
                })
            },
        )
    };
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // It is needed for as long as there is the worker.
    listener.forget();
    // What came before was not heard: now it can.
    let _ = scope.post_message(&JsValue::NULL);
    true
}
