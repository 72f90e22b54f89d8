//! The evaluator for JavaScript: forwards to `vestibule-wire` and holds no rule.
//!
//! Values come in as JSON text, read by the same reader as case files, so that
//! what is wrong with them has the same codes and places everywhere. Decisions
//! have a faster road beside it, for requests of the usual shape: they come in as
//! lines ([`line_protocol`]), and of the decision only its template goes out ([`templates`]).
//! `pkg/src/api.js` is the other side of both, and what users call.

mod line_protocol;
mod templates;

use std::iter::Enumerate;
use std::vec::IntoIter;

use line_protocol::Lines;
use serde::{Serialize, de::DeserializeOwned};
use templates::Templates;
use vestibule_wire::{Account, Compiled, Finding, NoFiles, Ordered, Policies, Request, read_text};
use wasm_bindgen::prelude::*;

/// Policies, compiled.
#[wasm_bindgen]
pub struct SignIn {
    compiled: Compiled,
    templates: Templates,
    /// Where JavaScript writes the lines of a request.
    room: Box<[u8]>,
    /// The request that was read last from lines; its memory serves again.
    request: Request,
    /// The requests of a list that are not decided yet.
    waiting: Enumerate<IntoIter<Request>>,
}

/// Room for more lines than hardly any request has; the others go as JSON.
const ROOM: usize = 4096;

/// Compiles the policies of an account, each argument as JSON text. Throws
/// findings when they cannot be used. A policy that AWS would refuse can be:
/// decisions say where they depend on it.
#[wasm_bindgen]
pub fn compile(
    policies: &str,
    account: Option<String>,
    assumptions: Option<String>,
) -> Result<SignIn, JsValue> {
    let policies: Policies = read(policies, "policies")?;
    let account: Option<Account> = account.map(|text| read(&text, "account")).transpose()?;
    let assumptions: Option<Ordered<bool>> = assumptions
        .map(|text| read(&text, "assumptions"))
        .transpose()?;
    let assumptions = assumptions.unwrap_or_default();
    let compiled = Compiled::new(&policies, account.as_ref(), &assumptions, &NoFiles);
    let of_none = |finding: &&Finding| finding.is_error() && finding.policy.is_none();
    let unusable: Vec<&Finding> = compiled.findings().iter().filter(of_none).collect();
    if unusable.is_empty() {
        Ok(SignIn {
            compiled,
            templates: Templates::default(),
            room: [0; ROOM].into(),
            request: Request::default(),
            waiting: Vec::new().into_iter().enumerate(),
        })
    } else {
        Err(write(&unusable)?)
    }
}

/// What stands for a request that must be read as JSON.
const EXACTLY: i32 = -1;

#[wasm_bindgen]
impl SignIn {
    /// The decision on a request. Decisions go out as JSON text: JavaScript makes
    /// objects of it in a tenth of the time that setting them member by member takes.
    pub fn decide(&self, request: &str) -> Result<String, JsValue> {
        let request: Request = read(request, REQUEST)?;
        let decision = self.compiled.decide(&request);
        json(&decision.map_err(|found| thrown(found, REQUEST))?)
    }

    /// Reads a list of requests; so many it has. [`SignIn::decide_next`] decides them.
    #[wasm_bindgen(js_name = readMany)]
    pub fn read_many(&mut self, requests: &str) -> Result<usize, JsValue> {
        let requests: Vec<Request> = read(requests, REQUESTS)?;
        let count = requests.len();
        self.waiting = requests.into_iter().enumerate();
        Ok(count)
    }

    /// The decision on the next of the requests that were read.
    #[wasm_bindgen(js_name = decideNext)]
    pub fn decide_next(&mut self) -> Result<String, JsValue> {
        let Some((index, request)) = self.waiting.next() else {
            return Err(JsValue::NULL);
        };
        match self.compiled.decide(&request) {
            Ok(decision) => json(&decision),
            Err(found) => {
                self.waiting = Vec::new().into_iter().enumerate();
                Err(thrown(found, &element(index)))
            }
        }
    }

    /// The decision on a request, with every statement and an explanation.
    pub fn explain(&self, request: &str) -> Result<String, JsValue> {
        let decision = self.compiled.decide_explained(&read(request, REQUEST)?);
        json(&decision.map_err(|found| thrown(found, REQUEST))?)
    }

    /// The outcome of a request alone: 0 is allowed, 1 denied, 2 unknown.
    pub fn outcome(&self, request: &str) -> Result<u8, JsValue> {
        let outcome = self.compiled.outcome(&read(request, REQUEST)?);
        outcome
            .map(|outcome| outcome as u8)
            .map_err(|found| thrown(found, REQUEST))
    }

    /// The outcomes of a list of requests.
    pub fn outcomes(&self, requests: &str) -> Result<Vec<u8>, JsValue> {
        let requests: Vec<Request> = read(requests, REQUESTS)?;
        let one = |(index, request): (usize, &Request)| {
            let outcome = self.compiled.outcome(request);
            outcome
                .map(|outcome| outcome as u8)
                .map_err(|found| thrown(found, &element(index)))
        };
        requests.iter().enumerate().map(one).collect()
    }

    /// The address of the room for the lines of one request. To write them there takes
    /// JavaScript a third of the time that it takes to hand over a string.
    pub fn room(&mut self) -> *mut u8 {
        self.room.as_mut_ptr()
    }

    /// How many bytes fit there.
    #[wasm_bindgen(js_name = roomSize)]
    pub fn room_size(&self) -> usize {
        self.room.len()
    }

    /// The number of the template of the decision on the request in the room, doubled,
    /// and one more for a new one; -1 when the request must be read as JSON.
    #[wasm_bindgen(js_name = decideLines)]
    pub fn decide_lines(&mut self, bytes: usize, lines: usize) -> i32 {
        let mut own = Vec::with_capacity(line_protocol::OWN);
        read_lines(&self.room, bytes, lines, &mut self.request, &mut own)
            .and_then(|()| self.templates.number(&self.compiled, &self.request, &own))
            .and_then(|(number, new)| i32::try_from(number * 2 + u32::from(new)).ok())
            .unwrap_or(EXACTLY)
    }

    /// The template that was new, with its parts.
    #[wasm_bindgen(js_name = takeTemplate)]
    pub fn take_template(&mut self) -> Result<String, JsValue> {
        json(&self.templates.take())
    }

    /// As `outcome`, of the request in the room; -1 when it must be read as JSON.
    #[wasm_bindgen(js_name = outcomeLines)]
    pub fn outcome_lines(&mut self, bytes: usize, lines: usize) -> i32 {
        let mut own = Vec::with_capacity(line_protocol::OWN);
        read_lines(&self.room, bytes, lines, &mut self.request, &mut own)
            .and_then(|()| self.compiled.outcome(&self.request).ok())
            .map_or(EXACTLY, |outcome| outcome as i32)
    }

    /// The outcomes of several requests handed in, one behind the other. Empty when some string
    /// holds a line break, so that nobody knows where they end.
    #[wasm_bindgen(js_name = outcomesLines)]
    pub fn outcomes_lines(&mut self, requests: &[u8], count: usize, lines: usize) -> Vec<i8> {
        let Some(mut rest) = Lines::new(requests) else {
            return Vec::new();
        };
        let (mut checked, mut own) = (None, Vec::with_capacity(line_protocol::OWN));
        let mut outcomes = Vec::with_capacity(count);
        for _ in 0..count {
            let fits = if let Some(principal) = rest.other_principal() {
                let other = |checked| self.compiled.change_principal(checked, principal);
                checked.as_mut().is_some_and(other)
            } else if rest.request(&mut self.request, &mut own).is_some() {
                checked = self.compiled.prepare(&self.request).0;
                true
            } else {
                return Vec::new();
            };
            let outcome = checked.as_ref().filter(|_| fits);
            let outcome = outcome.and_then(|checked| self.compiled.outcome_of(checked));
            outcomes.push(outcome.map_or(-1, |outcome| outcome as i8));
        }
        if rest.are_all_read(lines) {
            outcomes
        } else {
            Vec::new()
        }
    }

    /// What is wrong with the policies, and worth knowing.
    pub fn findings(&self) -> Result<JsValue, JsValue> {
        write(self.compiled.findings())
    }
}

const REQUEST: &str = "request";
const REQUESTS: &str = "requests";

fn element(index: usize) -> String {
    format!("{REQUESTS}[{index}]")
}

fn read_lines<'t>(
    room: &'t [u8],
    bytes: usize,
    lines: usize,
    request: &mut Request,
    own: &mut Vec<&'t str>,
) -> Option<()> {
    let mut rest = Lines::new(room.get(..bytes)?)?;
    rest.request(request, own)?;
    rest.are_all_read(lines).then_some(())
}

/// Reads the argument that is called `name`.
#[inline(never)]
fn read<T: DeserializeOwned>(text: &str, name: &str) -> Result<T, JsValue> {
    read_text(text).map_err(|found| thrown(found, name))
}

fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, JsValue> {
    serde_json::to_string(value).map_err(|error| error.to_string().into())
}

fn write<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    Ok(value.serialize(&serializer)?)
}

/// Findings to throw; their places begin at the argument `name`.
fn thrown(mut findings: Vec<Finding>, name: &str) -> JsValue {
    for finding in &mut findings {
        let path = finding.path.take().unwrap_or_default();
        let dot = if path.is_empty() || path.starts_with('[') {
            ""
        } else {
            "."
        };
        finding.path = Some(format!("{name}{dot}{path}"));
    }
    write(&findings).unwrap_or_else(|error| error)
}
