//! The control plane with its state, which it keeps in a file where it has one.

use vestibule_signin::control_plane::ErrorShape;

use crate::asked::Asked;
use crate::call::{Answer, Call};
use crate::failure::Failure;
use crate::guard::Guard;
use crate::settings::Settings;
use crate::state::State;
use crate::step::step;
use crate::store::{Seen, Store, StoreError};

/// The control plane with its state.
#[derive(Debug)]
pub struct Service {
    state: State,
    settings: Settings,
    guard: Option<Guard>,
    store: Option<Store>,
    rate: Rate,
    answered: u64,
}

/// How many requests came in a second.
#[derive(Clone, Copy, Debug, Default)]
struct Rate {
    second: u64,
    requests: u64,
}

impl Rate {
    /// Whether another request may come at `now`.
    fn admits(&mut self, now: u64, most: Option<u64>) -> bool {
        if self.second != now {
            *self = Self {
                second: now,
                requests: 0,
            };
        }
        self.requests = self.requests.saturating_add(1);
        most.is_none_or(|most| self.requests <= most)
    }
}

impl Service {
    /// A control plane that begins with `state`.
    pub fn new(
        state: State,
        settings: Settings,
        guard: Option<Guard>,
        store: Option<Store>,
    ) -> Self {
        Self {
            state,
            settings,
            guard,
            store,
            rate: Rate::default(),
            answered: 0,
        }
    }

    /// How many requests were answered.
    pub fn answered(&self) -> u64 {
        self.answered
    }

    /// The state.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Answers a request, `now` seconds after the beginning of 1970. What it changes is in the
    /// file before it is answered.
    pub fn answer(&mut self, call: &Call, now: u64) -> (Option<Asked>, Answer) {
        let (asked, answer) = self.done(call, now);
        (asked, answer.told_to(call))
    }

    fn done(&mut self, call: &Call, now: u64) -> (Option<Asked>, Answer) {
        self.answered += 1;
        if !self.rate.admits(now, self.settings.max_requests) {
            let failure = Failure::new(
                ErrorShape::TooManyRequests,
                "more requests came in this second than the emulator was told to answer; wait and send it again",
            );
            return (Asked::of(call), failure.into());
        }
        if let Err(failure) = self.look() {
            return (Asked::of(call), failure.into());
        }
        let done = step(&self.state, &self.settings, call, now, self.guard.as_ref());
        if let Some(next) = done.next {
            if let Err(failure) = self.keep(&next, call) {
                return (done.operation, failure.into());
            }
            self.state = next;
        }
        (done.operation, done.answer)
    }

    /// Takes what somebody else wrote into the file.
    fn look(&mut self) -> Result<(), Failure> {
        let Some(store) = &mut self.store else {
            return Ok(());
        };
        match store.look().map_err(|error| failed(&error, "read"))? {
            Seen::Same => Ok(()),
            Seen::Changed(bytes) => {
                let state = State::read(&bytes).map_err(|findings| {
                    let first = findings.first();
                    let what = first.map(|finding| finding.message.plain()).unwrap_or_default();
                    internal(&format!(
                        "the state file was changed and cannot be used: {what}; mend it, and nothing is written until then"
                    ))
                })?;
                if !state.is_of(&self.settings.account) {
                    return Err(internal(
                        "the state file was changed and is of another account; restore it, or start the emulator again",
                    ));
                }
                store.take(bytes);
                self.state = state;
                Ok(())
            }
        }
    }

    fn keep(&mut self, next: &State, call: &Call) -> Result<(), Failure> {
        let Some(store) = &mut self.store else {
            return Ok(());
        };
        let bytes = next
            .to_bytes()
            .ok_or_else(|| internal("the state cannot be written as JSON; nothing is changed"))?;
        // Somebody may have written it since it was read.
        if store.look().map_err(|error| failed(&error, "read"))? != Seen::Same {
            let message = "the state file was changed at this moment and nothing is written; send the request again";
            return Err(match call.target {
                Some(_) => Failure::organizations("ConcurrentModificationException", message),
                None => internal(message),
            });
        }
        store
            .write(bytes)
            .map_err(|error| failed(&error, "written"))
    }
}

fn internal(message: &str) -> Failure {
    Failure::new(ErrorShape::InternalServer, message)
}

fn failed(error: &StoreError, what: &str) -> Failure {
    match error {
        StoreError::TooLarge => Failure::new(
            ErrorShape::ServiceQuotaExceeded,
            "the state would be larger than a case file may be and nothing is changed; delete statements",
        ),
        StoreError::InUse => internal("another emulator has the state file; end it"),
        StoreError::Io(error) => internal(&format!(
            "the state file cannot be {what} and nothing is changed: {error}; mend that and send the request again"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::Service;
    use crate::call::Call;
    use crate::settings::Settings;
    use crate::state::State;
    use crate::store::Store;
    use std::fs;
    use vestibule_wire::CaseFile;

    /// Somebody who writes between the reading and the writing of a request loses nothing.
    #[test]
    fn two_writers() {
        let folder = std::env::temp_dir().join(format!("vestibule-two-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("state.json");
        let state = State::of_case(CaseFile::default(), "111122223333", Vec::new(), &[]).unwrap();
        let (mut store, _) = Store::open(&path).unwrap();
        store.write(state.to_bytes().unwrap()).unwrap();
        let settings = Settings::of_account("111122223333");
        let mut service = Service::new(state.clone(), settings, None, Some(store));
        fs::write(&path, "theirs").unwrap();
        let mut call = Call::default();
        for (target, name) in [
            (None, "InternalServerException"),
            (Some(String::new()), "ConcurrentModificationException"),
        ] {
            call.target = target;
            assert_eq!(service.keep(&state, &call).unwrap_err().name, name);
            assert_eq!(fs::read(&path).unwrap(), b"theirs");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
