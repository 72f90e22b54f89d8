//! Decides requests by compiled policies.

use vestibule_iam::message;
use vestibule_iam::problem::code;
use vestibule_signin::{self as signin, RequestError};

use super::compiled::Compiled;
use super::room::Room;
use crate::contract::decision::Decision;
use crate::contract::finding::{Finding, Severity};
use crate::contract::request::Request;
use crate::contract::words::Outcome;
use crate::input::place::Place;
use crate::input::report::{Refused, Report};
use crate::input::validate;

impl Compiled {
    /// The decision on `request`.
    ///
    /// # Errors
    /// What is wrong with a request that cannot be decided.
    pub fn decide(&self, request: &Request) -> Result<Decision, Vec<Finding>> {
        self.decide_alone(request, false)
    }

    /// The decision on `request`, with every statement.
    ///
    /// # Errors
    /// As [`Compiled::decide`].
    pub fn decide_traced(&self, request: &Request) -> Result<Decision, Vec<Finding>> {
        self.decide_alone(request, true)
    }

    /// The decision on a request that stands alone, with every statement when `traced`.
    pub(crate) fn decide_alone(
        &self,
        request: &Request,
        traced: bool,
    ) -> Result<Decision, Vec<Finding>> {
        let (ready, findings) = self.checked(request)?;
        let decision = self.decide_ready(&ready, name(request), traced, &mut Room::default())?;
        Ok(Decision {
            findings,
            ..decision
        })
    }

    /// The outcome of `request` alone, without why.
    ///
    /// # Errors
    /// As [`Compiled::decide`].
    pub fn outcome(&self, request: &Request) -> Result<Outcome, Vec<Finding>> {
        let (ready, _) = self.checked(request)?;
        self.outcome_ready(&ready)
    }

    /// The request as the evaluator takes it.
    ///
    /// # Errors
    /// As [`Compiled::decide`].
    pub fn sign_in(&self, request: &Request) -> Result<signin::Request, Vec<Finding>> {
        self.checked(request).map(|(ready, _)| ready)
    }

    /// The request for the evaluator, with what is worth knowing of it.
    pub(crate) fn checked(
        &self,
        request: &Request,
    ) -> Result<(signin::Request, Vec<Finding>), Vec<Finding>> {
        let mut report = Report::new(None);
        match self.check(request, &Place::Root, &mut report) {
            Ok(ready) => Ok((ready, report.into_findings())),
            Err(_) => Err(report.into_findings()),
        }
    }

    pub(crate) fn check(
        &self,
        request: &Request,
        place: &Place<'_>,
        report: &mut Report<'_>,
    ) -> Result<signin::Request, Refused> {
        validate::request(request, self.account_id(), place, report)
    }

    /// The decision, `traced` with every statement.
    pub(crate) fn decide_ready(
        &self,
        request: &signin::Request,
        name: String,
        traced: bool,
        room: &mut Room,
    ) -> Result<Decision, Vec<Finding>> {
        let decision = if traced {
            self.authorizer().explain(request)
        } else {
            self.authorizer().decide(request)
        };
        let decision = decision.map_err(refused)?;
        Ok(self.decision(name, decision, traced, room))
    }

    /// The decision on a request that is too much work to decide beside others.
    pub(crate) fn undecided(&self, name: String, traced: bool, room: &mut Room) -> Decision {
        self.decision(name, self.authorizer().undecided(), traced, room)
    }

    pub(crate) fn outcome_ready(&self, request: &signin::Request) -> Result<Outcome, Vec<Finding>> {
        self.authorizer()
            .outcome(request)
            .map(Into::into)
            .map_err(refused)
    }
}

/// The name of a request that stands alone.
fn name(request: &Request) -> String {
    request.name.clone().unwrap_or_else(|| "request".to_owned())
}

/// The checks here leave nothing for the evaluator to refuse; should they
/// differ, its word counts.
pub(crate) fn refused(error: RequestError) -> Vec<Finding> {
    let (code, message) = match error {
        RequestError::Principal(_) => (
            "invalid-principal",
            message!("the principal cannot sign in"),
        ),
        RequestError::AnotherAccount => (
            "another-account",
            message!("the principal belongs to another account"),
        ),
        RequestError::DeterminedKey(key, member) => (
            "determined-key",
            message!(
                "{key} follows from {member}",
                key = code(&key),
                member = code(member)
            ),
        ),
    };
    vec![Finding::new(code, Severity::Error, message)]
}
