//! What the page asks of the worker, and what comes back. Everything is told by
//! id; what did not change is not sent again.

mod finding;
mod rows;

use std::rc::Rc;

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_wire::{Action, Decision, Finding, FixApplies, Known, Layer, Outcome, Reason};
pub use vestibule_wire::{Change, Fact, Standing};

use super::squares::{Asked, Square};
use crate::state::organization::Organization;
use crate::state::scenario::Scenario;
use crate::state::workspace::{Account, Document};

/// What changed on the page since the last order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub revision: u64,
    /// Another workspace: nothing of before counts.
    pub afresh: bool,
    /// Everything that decides beside the sign-ins, when any of it changed.
    pub rules: Option<Rules>,
    /// New and changed sign-ins.
    pub scenarios: Vec<Rc<Scenario>>,
    pub removed: Vec<u32>,
    /// The sign-ins in sight, which are answered before all others; none where that
    /// makes no difference.
    pub first: Vec<u32>,
    /// People and networks whose squares are in sight, when those are others.
    pub squares: Option<Asked>,
    /// The sign-in whose walk is shown.
    pub detail: Option<u32>,
    /// What would change the outcome of it (`None`) or of an action?
    pub changes: Option<Inquiry>,
}

/// A question with what it takes to answer it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiry {
    pub question: Question,
    /// The principals and networks of the workspace.
    pub known: Known,
}

/// Everything that decides beside the sign-ins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    pub account: Account,
    /// The organization with all of its accounts, in place of the one account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<Rc<Organization>>,
    pub documents: Vec<Rc<Document>>,
    pub no_identity: bool,
    pub readings: Vec<String>,
}

/// Which single facts would change the outcome?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub scenario: u32,
    /// `None` for the whole sign-in.
    pub action: Option<Action>,
}

/// What changed of the answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub revision: u64,
    /// Rows that are new or differ from those that were sent.
    #[serde(with = "rows")]
    pub rows: Vec<Rc<Row>>,
    /// What is wrong with the documents and the account, when that differs from
    /// what was sent.
    pub of_rules: Option<Vec<Rc<Problem>>>,
    /// What is wrong with the sign-ins, when that differs from what was sent.
    pub of_rows: Option<Vec<Rc<Problem>>>,
    /// When it differs: the walk of the sign-in that was asked for.
    pub detail: Option<Detail>,
    /// When asked for and when they differ from those that were sent.
    pub changes: Option<Changes>,
    /// All squares that are asked for, when any of them differs from what was sent.
    pub squares: Option<Vec<Rc<Square>>>,
    /// The rest follows: other rows, what is wrong, the walk and the changes.
    pub more: bool,
    /// When it differs: the documents that cannot be read.
    pub unread: Option<Vec<Unread>>,
}

/// A document that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    pub document: u32,
    /// Its last text that could be read, which decides; without one, what can be read of the
    /// present text decides.
    pub earlier: Option<IString>,
}

/// The decision on one sign-in, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row<B = Rc<By>> {
    pub id: u32,
    /// `None`: the sign-in cannot be decided, see the findings.
    pub outcome: Option<Outcome>,
    pub denied_at: Option<Action>,
    /// One for each action; none for a sign-in that cannot be decided.
    pub cells: Vec<Cell<B>>,
    /// How the decision differs from what is expected; empty when it does not, and without one.
    pub unmet: Vec<Unmet>,
    /// A policy that bears on it cannot be in force as it stands.
    pub provisional: bool,
}

/// One action of a sign-in, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell<B = Rc<By>> {
    pub action: Action,
    pub decision: Outcome,
    pub reached: bool,
    pub protected: bool,
    pub reason: Reason,
    /// The first that decided.
    pub by: Option<B>,
    /// Those that decided with it, [`Cell::TOLD`] at the most.
    pub rest: Vec<B>,
    /// How many decided with it.
    pub others: u16,
}

impl Cell {
    /// How many are told beside the first.
    pub const TOLD: usize = 31;

    /// What decided, as far as it is told.
    pub fn deciding(&self) -> impl Iterator<Item = &By> {
        self.by.iter().chain(&self.rest).map(|by| &**by)
    }
}

/// What decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    pub layer: Layer,
    /// `None` where the layer has no policy.
    pub document: Option<u32>,
    /// From zero; `None` for a missing Allow.
    pub statement: Option<u32>,
    pub sid: Option<String>,
}

/// An expectation that is not met; [`vestibule_wire::Mismatch`] in parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmet {
    pub path: String,
    pub expected: String,
    pub actual: String,
}

/// The whole walk of one sign-in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    pub scenario: u32,
    /// `None` when it cannot be decided.
    pub decision: Option<Rc<Decision>>,
    /// Which document of the workspace stands at which path of the decision.
    pub documents: Vec<(String, u32)>,
}

/// A finding with its place on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    #[serde(with = "finding")]
    pub finding: Finding,
    pub place: Option<Field>,
    /// True for what all policies come to together, which is found behind the table.
    pub of_all: bool,
}

impl Problem {
    /// Whether it has a fix of the kind that changes no decision.
    pub fn has_safe_fix(&self) -> bool {
        let fix = self.finding.fix.as_ref();
        fix.is_some_and(|fix| fix.applies == FixApplies::Safe)
    }
}

/// A field of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    AccountId,
    Organization,
    OrganizationPath,
    /// The readings of assumptions.
    Readings,
    DocumentText(u32),
    DocumentName(u32),
    DocumentTarget(u32),
    Scenario(u32, ScenarioField),
}

/// A field of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScenarioField {
    Name,
    Entry,
    Principal,
    SourceIp,
    Vpc,
    Endpoint,
    PrivateIp,
    Region,
    Resource,
    /// A row of context keys.
    Context(u32),
    /// What is different at single actions.
    Overrides,
    Expect,
}

/// The single facts that were found to change an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    pub question: Question,
    pub facts: Vec<Rc<Change>>,
    /// How many facts were tried: there may always be others.
    pub tried: u32,
    /// False when it cannot be decided, so that nothing can be said.
    pub decided: bool,
}

impl Scenario {
    /// Whether it is decided as expected, which a sign-in that cannot be decided never is. `None`
    /// where nothing is expected, or nothing is known yet.
    pub fn is_met(&self, row: Option<&Row>) -> Option<bool> {
        let (_, row) = self.expect.as_ref().zip(row)?;
        Some(row.outcome.is_some() && row.unmet.is_empty())
    }
}

impl Detail {
    /// The document that stands at a path of the decision.
    pub fn document(&self, path: &str) -> Option<u32> {
        let (_, id) = self.documents.iter().find(|(other, _)| other == path)?;
        Some(*id)
    }
}
