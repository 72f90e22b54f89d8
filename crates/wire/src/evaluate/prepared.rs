//! Many sign-ins by the same policies: each is checked once and decided often.

use vestibule_signin::Summary;

use crate::contract::decision::{Decision, LeftOut, Outcome, Phase, PhaseDecision};
use crate::contract::expect::{self, Expect, Mismatch, PhaseExpect};
use crate::contract::finding::Finding;
use crate::contract::ordered::Ordered;
use crate::contract::request::Request;
use crate::evaluate::budget::Budget;
use crate::evaluate::compiled::Compiled;
use crate::evaluate::room::Room;
use crate::input::place::Place;
use crate::input::report::Report;
use crate::input::validate;

/// A request that was checked. It stays good for other policies of the account.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    request: vestibule_signin::Request,
}

impl Compiled {
    /// Checks a request and what is expected of it. Paths of findings begin at
    /// the request: `network.sourceIp`, `expect.at`.
    pub fn prepare(&self, request: &Request) -> (Option<Prepared>, Vec<Finding>) {
        let mut report = Report::new(None);
        let ready = self.check(request, &Place::Root, &mut report);
        if let Some(expect) = &request.expect {
            expect::check(expect, &Place::Root.member("expect"), &mut report);
        }
        let prepared = ready.map(|request| Prepared { request });
        (prepared, report.into_findings())
    }

    /// Makes a request that was checked that of another principal; false leaves it as
    /// it was, because nobody of that ARN signs in to the account.
    pub fn change_principal(&self, prepared: &mut Prepared, arn: &str) -> bool {
        let account = self.authorizer().account().id.as_deref();
        let mut report = Report::new(None);
        let principal = validate::principal(arn, account, &Place::Root, &mut report);
        principal.is_some_and(|principal| {
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
        self.authorizer().summary(&prepared.request).ok()
    }

    /// The same with the work that is left; `None` also for more than that.
    pub fn summary_within(&self, prepared: &Prepared, budget: &mut Budget) -> Option<Summary> {
        budget
            .admits(self.authorizer(), &prepared.request)
            .then(|| self.summary(prepared))?
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
            return expect.mismatches(&self.skeleton(summary));
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

    /// A decision with only those members that [`is_brief`] lets be compared.
    fn skeleton(&self, summary: &Summary) -> Decision {
        let phases = summary.phases.iter().map(|phase| PhaseDecision {
            action: phase.action.into(),
            phase: Phase::from(phase.action.stage()),
            decision: phase.decision.into(),
            reached: phase.reached,
            protected: phase.protected,
            reason: phase.reason.into(),
            decided_by: phase
                .decided_by
                .iter()
                .map(|by| self.decided_by(by))
                .collect(),
            depends_on: None,
            context: Ordered::default(),
            absent_keys: Vec::new(),
            assumed_absent: Vec::new(),
            user_message: None,
            cloud_trail: None,
            statements: None,
            explanation: None,
            left_out: LeftOut::default(),
        });
        Decision {
            request: String::new(),
            outcome: Outcome::from(summary.outcome),
            denied_at: summary.denied_at.map(Into::into),
            phases: phases.collect(),
            assumptions: Vec::new(),
            findings: Vec::new(),
        }
    }
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
