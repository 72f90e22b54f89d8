//! The evaluator for JavaScript: forwards to `vestibule-wire` and holds no rule.
//!
//! Values come in as JSON text, read by the same reader as case files, so that
//! what is wrong with them has the same codes and places everywhere.

use serde::{Serialize, de::DeserializeOwned};
use vestibule_wire::{Account, Compiled, Finding, NoFiles, Ordered, Policies, Request, read_text};
use wasm_bindgen::prelude::*;

/// Policies, compiled.
#[wasm_bindgen]
pub struct SignIn(Compiled);

/// Compiles the policies of an account; throws a `PolicyError` with `findings`
/// when they cannot be used. A policy that AWS would refuse can be: decisions
/// say where they depend on it.
#[wasm_bindgen]
pub fn compile(policies: &JsValue, account: &JsValue) -> Result<SignIn, JsValue> {
    let policies: Policies = read(policies)?;
    let account: Option<Account> = if account.is_undefined() {
        None
    } else {
        Some(read(account)?)
    };
    let compiled = Compiled::new(&policies, account.as_ref(), &Ordered::default(), &NoFiles);
    let of_none = |finding: &&Finding| finding.is_error() && finding.policy.is_none();
    let unusable: Vec<Finding> = compiled
        .findings()
        .iter()
        .filter(of_none)
        .cloned()
        .collect();
    if unusable.is_empty() {
        Ok(SignIn(compiled))
    } else {
        Err(thrown(&unusable))
    }
}

#[wasm_bindgen]
impl SignIn {
    /// The decision on a request.
    pub fn decide(&self, request: &JsValue) -> Result<JsValue, JsValue> {
        self.decision(&read(request)?)
    }

    /// The decisions on several requests.
    #[wasm_bindgen(js_name = decideMany)]
    pub fn decide_many(&self, requests: &JsValue) -> Result<Vec<JsValue>, JsValue> {
        let requests: Vec<Request> = read(requests)?;
        requests
            .iter()
            .map(|request| self.decision(request))
            .collect()
    }

    /// The decision on a request, with every statement and an explanation.
    pub fn explain(&self, request: &JsValue) -> Result<JsValue, JsValue> {
        write(
            &self
                .0
                .decide_explained(&read(request)?)
                .map_err(|found| thrown(&found))?,
        )
    }

    /// The outcome of a request alone: the fast path.
    pub fn outcome(&self, request: &JsValue) -> Result<String, JsValue> {
        let outcome = self
            .0
            .outcome(&read(request)?)
            .map_err(|found| thrown(&found))?;
        Ok(outcome.name().to_owned())
    }

    /// What is wrong with the policies, and worth knowing.
    pub fn findings(&self) -> Result<JsValue, JsValue> {
        write(self.0.findings())
    }

    fn decision(&self, request: &Request) -> Result<JsValue, JsValue> {
        write(&self.0.decide(request).map_err(|found| thrown(&found))?)
    }
}

fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T, JsValue> {
    // What JSON does not know, such as a function, becomes no text at all.
    let known = !value.is_undefined() && !value.is_function() && !value.is_symbol();
    let text = if known {
        js_sys::JSON::stringify(value)?.into()
    } else {
        String::new()
    };
    read_text(&text).map_err(|found| thrown(&found))
}

fn write<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    Ok(value.serialize(&serializer)?)
}

/// A `PolicyError` that says the first of the findings and carries all.
fn thrown(findings: &[Finding]) -> JsValue {
    let message = findings
        .first()
        .map_or("the input cannot be used", |finding| &finding.message);
    let error = js_sys::Error::new(message);
    error.set_name("PolicyError");
    let findings = write(findings).unwrap_or(JsValue::UNDEFINED);
    // An error object takes any property; were it frozen, its message would remain.
    let _ = js_sys::Reflect::set(&error, &"findings".into(), &findings);
    error.into()
}
