//! A control plane that a test sends requests to.

use serde_json::Value;
use vestibule_emulator::{Call, Guard, Settings, State, Step, step};
use vestibule_wire::CaseFile;

pub(crate) const ACCOUNT: &str = "111122223333";

/// A control plane, and how requests are sent to it.
pub(crate) struct Plane {
    pub(crate) state: State,
    pub(crate) settings: Settings,
    pub(crate) region: Option<&'static str>,
    pub(crate) now: u64,
    pub(crate) guard: Option<Guard>,
}

/// The state that a case begins with.
pub(crate) fn begun(case: CaseFile) -> State {
    State::of_case(case, ACCOUNT, Vec::new(), &[]).unwrap()
}

impl Plane {
    pub(crate) fn new() -> Self {
        Self {
            state: begun(CaseFile::default()),
            settings: Settings::of_account(ACCOUNT),
            region: Some("us-east-1"),
            now: 1_795_978_215,
            guard: None,
        }
    }

    /// What a request comes to, without doing it.
    pub(crate) fn step(&self, path: &str, body: &Value) -> Step {
        self.raw(path, body.to_string().as_bytes())
    }

    /// What a request with these bytes comes to: to AWS Organizations where `path` names none.
    pub(crate) fn raw(&self, path: &str, body: &[u8]) -> Step {
        let is_path = path.starts_with('/');
        let call = Call {
            path: if is_path { path } else { "/" }.to_owned(),
            target: (!is_path).then(|| format!("AWSOrganizationsV20161128.{path}")),
            region: self.region.map(str::to_owned),
            body: body.to_owned(),
        };
        step(
            &self.state,
            &self.settings,
            &call,
            self.now,
            self.guard.as_ref(),
        )
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
