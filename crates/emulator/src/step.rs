//! One request: what it changes, and what is answered.

use serde_json::Value;
use vestibule_signin::control_plane::{Operation, WRITE_REGION};

use crate::asked::Asked;
use crate::call::{Answer, Call};
use crate::failure::Failure;
use crate::given::Given;
use crate::guard::Guard;
use crate::moment::{Done, Moment};
use crate::settings::Settings;
use crate::state::State;
use crate::{consoles, organizations, sessions, statements};

/// What a request comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The operation, where there is such a one.
    pub operation: Option<Asked>,
    /// The answer.
    pub answer: Answer,
    /// The state behind the request; `None` where it changes nothing.
    pub next: Option<State>,
}

/// The answer to a request, `now` seconds after the beginning of 1970. Nothing is remembered
/// but in the state that comes back.
pub fn step(
    state: &State,
    settings: &Settings,
    call: &Call,
    now: u64,
    guard: Option<&Guard>,
) -> Step {
    let operation = Asked::of(call);
    let moment = Moment {
        state,
        settings,
        now,
        is_home: call.region.as_deref() == Some(WRITE_REGION),
    };
    let done = match operation {
        Some(Asked::SignIn(operation)) => {
            region(operation, call).and_then(|()| done(operation, &moment, call))
        }
        Some(Asked::Organizations(operation)) => organizations::done(operation, &moment, call),
        None => Err(unknown(call)),
    };
    let (answer, next) = match done {
        Ok((result, next)) => judged(state, result, next, guard),
        Err(failure) => (Answer::from(failure), None),
    };
    Step {
        operation,
        answer: answer.told_to(call),
        next,
    }
}

/// A result, unless a guard refuses what comes behind it.
fn judged(
    state: &State,
    result: Value,
    next: Option<State>,
    guard: Option<&Guard>,
) -> (Answer, Option<State>) {
    let judgement = match (&next, guard) {
        (Some(next), Some(guard)) => guard.judge(&state.case, &next.case),
        _ => Ok(None),
    };
    match judgement {
        Ok(effect) => {
            let result = Ok(result);
            (Answer { result, effect }, next)
        }
        Err(failure) => (Answer::from(failure), None),
    }
}

fn region(operation: Operation, call: &Call) -> Result<(), Failure> {
    let Some(region) = call.region.as_deref() else {
        return Err(Failure::unsigned());
    };
    if operation.row().writes && region != WRITE_REGION {
        let message = format!(
            "{} goes to {WRITE_REGION} and this request is for {region}; add `--region {WRITE_REGION}`",
            operation.row().name
        );
        return Err(Failure::invalid(message));
    }
    Ok(())
}

fn unknown(call: &Call) -> Failure {
    if let Some(target) = &call.target {
        let shown: String = target.chars().take(100).collect();
        return Failure::organizations(
            "UnknownOperationException",
            format!(
                "`{shown}` is not emulated; of AWS Organizations there are the operations on RCPs and SCPs"
            ),
        );
    }
    let path = &*call.path;
    if matches!(path, "/v1/token" | "/v1/introspect" | "/v1/revoke") {
        return Failure::unknown_operation(
            "the operations on tokens are not emulated: they belong to sign-ins and not to the control plane",
        );
    }
    let shown: String = path.chars().take(100).collect();
    Failure::unknown_operation(format!(
        "the control plane has no operation at `{shown}`; see its API Reference"
    ))
}

fn done(operation: Operation, moment: &Moment<'_>, call: &Call) -> Done {
    let given = Given::read(operation, &call.body)?;
    match operation {
        Operation::PutConsoleAuthorizationConfiguration => consoles::put(moment, &given, true),
        Operation::DeleteConsoleAuthorizationConfiguration => consoles::put(moment, &given, false),
        Operation::GetConsoleAuthorizationConfiguration => consoles::get(moment, &given),
        Operation::PutResourcePermissionStatement => statements::put(moment, &given),
        Operation::DeleteResourcePermissionStatement => statements::delete(moment, &given),
        Operation::ListResourcePermissionStatements => statements::list(moment, &given),
        Operation::GetResourcePolicy => statements::policy(moment),
        Operation::ListSessions => sessions::list(moment, &given),
        Operation::GetSession => sessions::get(moment, &given),
        Operation::BatchRevokeSessions => sessions::revoke(moment, &given),
    }
}
