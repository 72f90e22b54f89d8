//! Many sign-ins by the same policies: each is checked once and decided often.

use vestibule_signin as signin;

use super::budget::{Budget, Work};
use super::case::Case;
use super::compiled::Compiled;
use super::room::Room;
use super::summary::Summary;
use crate::contract::decision::Decision;
use crate::contract::expect::{Expect, Mismatch, PhaseExpect};
use crate::contract::finding::Finding;
use crate::contract::request::Request;
use crate::contract::words::Outcome;
use crate::input::place::Place;
use crate::input::report::Report;
use crate::input::validate;

/// A request that was checked. It stays good for other policies of the account.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    request: signin::Request,
}

impl Compiled {
    /// Checks a request and what is expected of it. Paths of findings begin at
    /// the request: `network.sourceIp`, `expect.at`.
    pub fn prepare(&self, request: &Request) -> (Option<Prepared>, Vec<Finding>) {
        let mut report = Report::new(None);
        let ready = self.check(request, &Place::Root, &mut report);
        if let Some(expect) = &request.expect {
            validate::expect(expect, &Place::Root.member("expect"), &mut report);
        }
        let prepared = ready.ok().map(|request| Prepared { request });
        (prepared, report.into_findings())
    }

    /// Makes a request that was checked that of another principal; false leaves it as
    /// it was, because nobody of that ARN signs in to the account.
    pub fn change_principal(&self, prepared: &mut Prepared, arn: &str) -> bool {
        let mut report = Report::new(None);
        let principal = validate::principal(arn, self.account_id(), &Place::Root, &mut report);
        principal.is_ok_and(|principal| {
            prepared.request.principal = principal;
            true
        })
    }

    /// The outcome alone; `None` for a request of another account.
    pub fn outcome_of(&self, prepared: &Prepared) -> Option<Outcome> {
        self.outcome_ready(&prepared.request).ok()
    }

    /// The decision in short; `None` for a request of another account.
    pub fn summary(&self, prepared: &Prepared) -> Option<Summary> {
        self.authorizer()
            .summary(&prepared.request)
            .ok()
            .map(Summary::from)
    }

    /// The decision in short, within the work that is left; `None` also for more than that.
    pub fn summary_within(&self, prepared: &Prepared, budget: &mut Budget) -> Option<Summary> {
        summary_by(self.authorizer(), prepared, budget)
    }

    /// Takes the work of deciding the request, which is called `name`, off what is left.
    pub fn take(&self, prepared: &Prepared, name: &str, budget: &mut Budget) -> Work {
        budget.take(self.authorizer(), &prepared.request, name)
    }

    /// The decision in short of a request for which no work is left: it is unknown.
    pub fn undecided_summary(&self) -> Summary {
        self.authorizer().undecided_summary().into()
    }

    /// The whole decision of a request for which no work is left: it is unknown.
    pub fn undecided_trace(&self, name: &str) -> Decision {
        self.undecided(name.to_owned(), true, &mut Room::default())
    }

    /// Does the document at `path` of the case file bear on the request? One of which no policy
    /// could be read may.
    pub fn bears(&self, prepared: &Prepared, path: &str) -> bool {
        let mut policies = self
            .of_document(path)
            .map(|policy| self.authorizer().bears(&prepared.request, policy))
            .peekable();
        policies.peek().is_none() || policies.any(|bears| bears)
    }

    /// The whole decision, with every statement; `None` as for [`Compiled::summary`].
    pub fn trace(&self, prepared: &Prepared, name: &str) -> Option<Decision> {
        self.decide_ready(
            &prepared.request,
            name.to_owned(),
            true,
            &mut Room::default(),
        )
        .ok()
    }

    /// How the decision differs from what is expected; empty when it does not.
    pub fn mismatches(
        &self,
        prepared: &Prepared,
        summary: &Summary,
        expect: &Expect,
    ) -> Vec<Mismatch> {
        if is_brief(expect) {
            return expect.mismatches(&summary.as_decision(self));
        }
        match self.decide_ready(
            &prepared.request,
            String::new(),
            false,
            &mut Room::default(),
        ) {
            Ok(decision) => expect.mismatches(&decision),
            Err(_) => Vec::new(),
        }
    }
}

/// A request that was checked, and whose policies bind it.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundRequest {
    /// The request.
    pub prepared: Prepared,
    /// The number of its account in the organization of the case; `None` without one.
    account: Option<usize>,
}

impl BoundRequest {
    /// The number of its account in the organization of the case; `None` without one.
    pub fn account(&self) -> Option<usize> {
        self.account
    }
}

impl Case {
    /// Does the document at `path` of the case file bear on the request? One of which no policy
    /// could be read may.
    pub fn bears(&self, bound: &BoundRequest, path: &str) -> bool {
        let binding = self.binding(bound);
        let is_of_others = bound.account.is_some()
            && binding.of_document(path).next().is_none()
            && self.compiled().of_document(path).next().is_some();
        !is_of_others && binding.bears(&bound.prepared, path)
    }

    /// Checks a request as [`Compiled::prepare`] does, and finds its account where the case has an
    /// organization: [`Case::binding`] has the policies that bind it. Paths of findings begin at
    /// the request.
    pub fn bind(&mut self, request: &Request) -> (Option<BoundRequest>, Vec<Finding>) {
        let (prepared, mut findings) = self.compiled().prepare(request);
        let Some(prepared) = prepared else {
            return (None, findings);
        };
        let mut report = Report::new(None);
        let account = self.account_of(&prepared.request, &mut report);
        findings.append(&mut report.into_findings());
        let bound = account
            .ok()
            .map(|account| BoundRequest { prepared, account });
        (bound, findings)
    }

    /// The policies that bind a request which this case has bound.
    pub fn binding(&self, bound: &BoundRequest) -> &Compiled {
        let own = bound.account.zip(self.organization());
        let own = own.and_then(|(account, organization)| organization.of(account));
        own.unwrap_or_else(|| self.compiled())
    }
}

/// As [`Compiled::summary_within`], by the policies and the account of `authorizer`.
pub(super) fn summary_by(
    authorizer: &signin::Authorizer,
    prepared: &Prepared,
    budget: &mut Budget,
) -> Option<Summary> {
    if !budget.admits(authorizer, &prepared.request) {
        return None;
    }
    authorizer
        .summary(&prepared.request)
        .ok()
        .map(Summary::from)
}

/// True when an expectation asks for nothing but what a [`Summary`] tells.
fn is_brief(expect: &Expect) -> bool {
    expect.assumptions.is_none()
        && expect.phases.iter().all(|(_, phase)| match phase {
            PhaseExpect::Decision(_) => true,
            PhaseExpect::Details(details) => {
                details.depends_on.is_none()
                    && details.absent_keys.is_none()
                    && details.assumed_absent.is_none()
                    && details.user_message.is_none()
                    && details.error_message.is_none()
            }
        })
}
