//! A control plane that a test sends requests to.

use serde_json::Value;
use vestibule_emulator::{Call, Settings, State, Step, step};
use vestibule_wire::CaseFile;

pub(crate) const ACCOUNT: &str = "111122223333";

/// A control plane, and how requests are sent to it.
pub(crate) struct Plane {
    pub(crate) state: State,
    pub(crate) settings: Settings,
    pub(crate) region: Option<&'static str>,
    pub(crate) now: u64,
}

impl Plane {
    pub(crate) fn new() -> Self {
        Self {
            state: State::of_case(CaseFile::default(), ACCOUNT, Vec::new()).unwrap(),
            settings: Settings::of_account(ACCOUNT),
            region: Some("us-east-1"),
            now: 1_795_978_215,
        }
    }

    /// What a request comes to, without doing it.
    pub(crate) fn step(&self, path: &str, body: &Value) -> Step {
        self.raw(path, body.to_string().as_bytes())
    }

    /// What a request with these bytes comes to.
    pub(crate) fn raw(&self, path: &str, body: &[u8]) -> Step {
        let call = Call {
            path: path.to_owned(),
            region: self.region.map(str::to_owned),
            body: body.to_owned(),
        };
        step(&self.state, &self.settings, &call, self.now, None)
    }

    /// Does a request that is answered well.
    pub(crate) fn good(&mut self, path: &str, body: &Value) -> Value {
        let step = self.step(path, body);
        if let Some(next) = step.next {
            self.state = next;
        }
        step.answer.result.unwrap()
    }
}
