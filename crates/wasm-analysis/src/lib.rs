//! The analysis of all sign-ins for JavaScript: forwards to `vestibule-answers` and
//! `vestibule-import` and holds no rule.
//!
//! A case file, or permission statements, come in as JSON text, files to import as bytes, and
//! answers go out as JSON text. So do findings, which are thrown where there is no answer. This is a wasm of its own, so that who decides single
//! sign-ins does not load it. `pkg/src/analysis-api.js` is the other side, and what users call;
//! `pkg/src/element.js` takes the answers in words ([`words`]).

mod import;
mod statements;
mod words;

pub use import::Import;
pub use statements::{to_policy, to_statements};

use serde::Serialize;
use vestibule_answers::{
    Comparing, Swapped, access_map_with, account, diff, lint, lockout, perimeter, prove_all,
};
use vestibule_wire::{Case, Finding, NoFiles};
use wasm_bindgen::prelude::*;

/// A case file, compiled.
#[wasm_bindgen]
pub struct Analysis {
    case: Case,
}

/// Compiles a case file. Throws findings, as JSON text, when it cannot be used. One with a
/// policy that AWS would refuse can be: answers say what is undecided because of it.
#[wasm_bindgen]
pub fn compile(case: &str) -> Result<Analysis, JsValue> {
    read(case).map(|case| Analysis { case })
}

fn read(text: &str) -> Result<Case, JsValue> {
    let case = Case::read(text, &NoFiles);
    let case = case.map_err(|found| thrown(&found))?;
    if case.is_usable() {
        return Ok(case);
    }
    let unusable = |finding: &&Finding| finding.is_error() && finding.policy.is_none();
    let found: Vec<&Finding> = case.findings().iter().filter(unusable).collect();
    Err(thrown(&found))
}

#[wasm_bindgen]
impl Analysis {
    /// Who gets in from where, with the context keys `free` at any value and without one.
    #[wasm_bindgen(js_name = accessMap)]
    pub fn access_map(&self, free: Vec<String>) -> Result<String, JsValue> {
        answer(access_map_with(&self.case, &free))
    }

    /// Who does not get in at all.
    pub fn lockout(&self) -> Result<String, JsValue> {
        answer(lockout(&self.case))
    }

    /// Whether the guarantees of the case file hold; `today` is the day by which one may have
    /// expired. The perimeter is proven where the case file has one, or it is asked for.
    pub fn prove(&self, today: Option<String>, perimeter: bool) -> Result<String, JsValue> {
        let file = self.case.file();
        let mut told = file.held();
        if perimeter && file.perimeter.is_none() {
            told.push(self::perimeter(&self.case).map_err(|finding| thrown(&[finding]))?);
        }
        answer(prove_all(&self.case, &told, today.as_deref()))
    }

    /// What becomes otherwise with another case file; with `phases`, at each action by itself, too.
    pub fn diff(&self, other: &str, phases: bool) -> Result<String, JsValue> {
        let mut after = read(other)?;
        let accounts = account(&self.case).zip(account(&after));
        let swapped = accounts.filter(|(one, two)| one != two);
        let swapped = swapped.map(|(one, two)| Swapped::new(&one, &two));
        if let Some(swapped) = &swapped {
            after = read(&swapped.text(other))?;
        }
        let comparing = Comparing {
            swapped: swapped.as_ref(),
            phases,
            ..Comparing::default()
        };
        answer(diff(&self.case, &after, comparing))
    }

    /// Some answers in words: sections, of messages that whoever shows them translates.
    pub fn sections(&self, lockout: bool, guarantees: bool, map: bool) -> Result<String, JsValue> {
        let asked = words::Asked {
            lockout,
            guarantees,
            map,
        };
        json(&words::sections(&self.case, &asked))
    }

    /// What the readers and all rules of lint find, as `vestibule check` says it; `today` is the day
    /// by which something may have expired.
    pub fn check(&self, today: Option<String>) -> Result<String, JsValue> {
        json(&lint::check_case_file(&self.case, today.as_deref()))
    }

    /// What the readers find wrong with the case file and its policies, without the rules of lint.
    pub fn findings(&self) -> Result<String, JsValue> {
        json(self.case.findings())
    }
}

/// An answer as JSON text; throws why there is none.
fn answer<A: Serialize>(answer: Result<A, Box<Finding>>) -> Result<String, JsValue> {
    match answer {
        Ok(answer) => json(&answer),
        Err(finding) => Err(thrown(&[finding])),
    }
}

fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, JsValue> {
    serde_json::to_string(value).map_err(|error| JsError::new(&error.to_string()).into())
}

/// Findings to throw, in a form that no trap has: a text.
fn thrown<T: Serialize + ?Sized>(findings: &T) -> JsValue {
    json(findings).map_or_else(|error| error, JsValue::from)
}
