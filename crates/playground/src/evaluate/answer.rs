//! What the page asks of the worker, and what comes back. Everything is told by
//! id; what did not change is not sent again.

use std::rc::Rc;

use vestibule_wire::{Action, Decision, Finding, Known, Layer, Outcome, Reason};
pub(crate) use vestibule_wire::{Change, Fact};

use crate::state::scenario::Scenario;
use crate::state::workspace::{Account, Document};

/// What changed on the page since the last order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Order {
    pub(crate) revision: u64,
    /// Another workspace: nothing of before counts.
    pub(crate) afresh: bool,
    /// Everything that decides beside the sign-ins, when any of it changed.
    pub(crate) rules: Option<Rules>,
    /// New and changed sign-ins.
    pub(crate) scenarios: Vec<Rc<Scenario>>,
    pub(crate) removed: Vec<u32>,
    /// The sign-ins in sight, which are answered before all others; none where that
    /// makes no difference.
    pub(crate) first: Vec<u32>,
    /// The sign-in whose walk is shown.
    pub(crate) detail: Option<u32>,
    /// What would change the outcome of it (`None`) or of an action?
    pub(crate) changes: Option<Inquiry>,
}

/// A question with what it takes to answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inquiry {
    pub(crate) question: Question,
    /// The principals and networks of the workspace.
    pub(crate) known: Known,
}

/// Everything that decides beside the sign-ins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rules {
    pub(crate) account: Account,
    pub(crate) documents: Vec<Rc<Document>>,
    pub(crate) no_identity: bool,
    pub(crate) readings: Vec<String>,
}

/// Which single facts would change the outcome?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) scenario: u32,
    /// `None` for the whole sign-in.
    pub(crate) action: Option<Action>,
}

/// What changed of the answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Answer {
    pub(crate) revision: u64,
    /// Rows that are new or differ from those that were sent.
    pub(crate) rows: Vec<Rc<Row>>,
    /// What is wrong with the documents and the account, when that differs from
    /// what was sent.
    pub(crate) of_rules: Option<Vec<Rc<Problem>>>,
    /// The same of the sign-ins.
    pub(crate) of_rows: Option<Vec<Rc<Problem>>>,
    /// When it differs: the walk of the sign-in that was asked for.
    pub(crate) detail: Option<Detail>,
    /// When asked for and when they differ from those that were sent.
    pub(crate) changes: Option<Changes>,
    /// The rest follows: other rows, what is wrong, the walk and the changes.
    pub(crate) more: bool,
    /// When it differs: the documents that cannot be read.
    pub(crate) unread: Option<Vec<Unread>>,
}

/// A document that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    pub(crate) document: u32,
    /// Its last text that could be read decides; else what can be read of the present one.
    pub(crate) by_earlier: bool,
}

/// The decision on one sign-in, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) id: u32,
    /// `None`: the sign-in cannot be decided, see the findings.
    pub(crate) outcome: Option<Outcome>,
    pub(crate) denied_at: Option<Action>,
    /// One for each action; none for a sign-in that cannot be decided.
    pub(crate) cells: Vec<Cell>,
    /// How the decision differs from what is expected; empty when it does not, and without one.
    pub(crate) unmet: Vec<Unmet>,
}

/// One action of a sign-in, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) action: Action,
    pub(crate) decision: Outcome,
    pub(crate) reached: bool,
    pub(crate) protected: bool,
    pub(crate) reason: Reason,
    /// The first that decided.
    pub(crate) by: Option<Rc<By>>,
    /// Those that decided with it, [`Cell::TOLD`] at the most.
    pub(crate) rest: Vec<Rc<By>>,
    /// How many decided with it.
    pub(crate) others: u16,
}

impl Cell {
    /// How many are told beside the first.
    pub(crate) const TOLD: usize = 31;

    /// What decided, as far as it is told.
    pub(crate) fn deciding(&self) -> impl Iterator<Item = &By> {
        self.by.iter().chain(&self.rest).map(|by| &**by)
    }
}

/// What decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct By {
    pub(crate) layer: Layer,
    /// `None` where the layer has no policy.
    pub(crate) document: Option<u32>,
    /// From zero; `None` for a missing Allow.
    pub(crate) statement: Option<u32>,
    pub(crate) sid: Option<String>,
}

/// An expectation that is not met; [`vestibule_wire::Mismatch`] in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unmet {
    pub(crate) path: String,
    pub(crate) expected: String,
    pub(crate) actual: String,
}

/// The whole walk of one sign-in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Detail {
    pub(crate) scenario: u32,
    /// `None` when it cannot be decided.
    pub(crate) decision: Option<Rc<Decision>>,
    /// Which document of the workspace stands at which path of the decision.
    pub(crate) documents: Vec<(String, u32)>,
}

/// A finding with its place on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) finding: Finding,
    pub(crate) place: Option<Field>,
}

/// A field of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScenarioField {
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Changes {
    pub(crate) question: Question,
    pub(crate) facts: Vec<Rc<Change>>,
    /// How many facts were tried: there may always be others.
    pub(crate) tried: u32,
    /// False when it cannot be decided, so that nothing can be said.
    pub(crate) decided: bool,
}

impl Detail {
    /// The document that stands at a path of the decision.
    pub(crate) fn document(&self, path: &str) -> Option<u32> {
        let (_, id) = self.documents.iter().find(|(other, _)| other == path)?;
        Some(*id)
    }
}
