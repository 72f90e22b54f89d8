//! What a pane asks about all sign-ins while it is open: where one principal gets in from, a
//! picture of the networks, what becomes of guarantees, and which changes would help.

pub mod denial;
pub mod doors;
pub(super) mod engine;
mod guarantees;
pub mod needed;
mod picture;
mod plan;
mod recovery;
mod repair;
mod statements;
mod ways_in;
mod why;
mod wider;

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_wire::{
    Entry, Guarantee, GuaranteeVerdict, NamedNetwork, Outcome, Perimeter, PermissionStatement,
    Request,
};

pub use vestibule_answers::Needed;

use super::answer::{Line, Order};
use super::compare::told::DiffLine;
use crate::evaluate::overview::{AccountRow, OverviewAsked};
use denial::{DenialAsked, DenialTold};
use doors::{DoorsAsked, DoorsTold};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Topic {
    /// From where does a principal get in by a door?
    Why { principal: IString, entry: Entry },
    /// What does the map look like?
    Picture {
        /// The account of the organization that it is of; nothing says it of one account.
        account: IString,
    },
    /// What becomes of people and from networks in each account of the organization?
    Overview(Box<OverviewAsked>),
    /// What becomes of the guarantees, and which others would hold?
    Guarantees,
    /// By which changes is a sign-in decided otherwise?
    Repair(RepairAsked),
    /// Which ways back into the console are there, and what becomes of the sessions that these
    /// opened?
    Recovery(Vec<Request>),
    /// Where do people sign in, and what must a network let through for that?
    Doors(Box<DoorsAsked>),
    /// By which steps is this the state, from another one?
    Plan(Box<PlanAsked>),
    /// What do permission statements come to? Those of the resource-based policy unless told.
    Statements(Option<Vec<PermissionStatement>>),
    /// Why was somebody denied?
    Denial(Box<DenialAsked>),
}

impl Topic {
    /// True where both ask for repairs of the same, whatever values are given.
    pub fn is_repair_of_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Repair(one), Self::Repair(other)) => one.of == other.of,
            _ => false,
        }
    }

    /// True where the answer to one stands until that to the other is there.
    pub fn is_like(&self, other: &Self) -> bool {
        let both = (self, other);
        self == other
            || self.is_repair_of_same(other)
            || matches!(both, (Self::Statements(_), Self::Statements(_)))
            || matches!(both, (Self::Overview(_), Self::Overview(_)))
            || matches!(both, (Self::Plan(_), Self::Plan(_)))
            || matches!(both, (Self::Denial(_), Self::Denial(_)))
            || matches!(both, (Self::Doors(_), Self::Doors(_)))
    }
}

/// From where a plan is to lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanAsked {
    /// The state before the first step; its number and day say nothing.
    pub before: Order,
    /// Sign-ins that are decided behind each step.
    pub rows: Vec<Request>,
    /// The units to which policies go first, as typed.
    pub stages: IString,
}

/// What is to be decided otherwise, and what is known of values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepairAsked {
    pub of: RepairOf,
    /// Values in sign-ins that the page or the analysis made up. No change writes them.
    pub invented: Vec<IString>,
    /// What a person gave for values that changes need.
    pub given: Vec<(Needed, IString)>,
}

/// What is to be decided otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum RepairOf {
    /// A sign-in, to the other of allowed and denied.
    SignIn(Box<Request>),
    /// A sign-in that the analysis made up to show what it says, to the other of these.
    Example(Box<Request>),
    /// The guarantee of that name is to hold.
    Guarantee(IString),
    /// A way in for everybody who has none.
    LockedOut,
}

/// A question, with what decides now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TopicAsked {
    pub order: Order,
    pub topic: Topic,
}

/// An answer, by the number of its question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TopicAnswer {
    pub number: u64,
    pub told: TopicTold,
}

/// What is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TopicTold {
    Why(WhyTold),
    Picture(Vec<PictureTold>),
    Overview(Vec<AccountRow>),
    Guarantees(GuaranteesTold),
    Repair(RepairTold),
    Recovery(RecoveryTold),
    Doors(Box<DoorsTold>),
    Plan(PlanTold),
    Statements(StatementsTold),
    Denial(DenialTold),
    /// There is no answer, and why.
    Nothing(Line),
}

/// From where a principal gets in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyTold {
    /// In one sentence.
    pub sentence: Line,
    /// By what becomes of the sign-ins, and why.
    pub places: Vec<Line>,
    /// Each action by itself.
    pub phases: Vec<Line>,
}

/// The map of some doors as a picture: groups of people in rows, networks in columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureTold {
    /// The doors that have it.
    pub entries: Vec<Entry>,
    /// Who is in each row, as phrases with code in backticks.
    pub groups: Vec<String>,
    pub columns: Vec<ColumnTold>,
    /// Row by row.
    pub cells: Vec<Vec<Line>>,
    /// There was no room for all of it.
    pub is_cut: bool,
}

/// A column of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnTold {
    pub lane: LaneTold,
    /// As a phrase with code in backticks.
    pub label: String,
    /// The one range that it is.
    pub range: Option<String>,
    /// From where to where addresses go that are no one range.
    pub stretch: Option<String>,
}

/// Which networks are in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaneTold {
    Ipv4,
    Ipv6,
    Endpoint,
}

/// What becomes of the guarantees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GuaranteesTold {
    /// In the order of the case file, its perimeter last.
    pub proofs: Vec<ProofTold>,
    /// What holds today and is not declared.
    pub suggested: Vec<Suggested>,
    /// What is wrong with what is declared.
    pub problems: Vec<Line>,
}

/// What becomes of one guarantee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofTold {
    pub name: IString,
    pub verdict: GuaranteeVerdict,
    /// What it says.
    pub says: Line,
    /// Why it does not hold, and whatever else is to be known of it.
    pub why: Vec<Line>,
}

impl ProofTold {
    /// The sign that goes with its verdict.
    pub fn outcome(&self) -> Outcome {
        match self.verdict {
            GuaranteeVerdict::Holds => Outcome::Allowed,
            GuaranteeVerdict::Fails => Outcome::Denied,
            GuaranteeVerdict::Unknown => Outcome::Unknown,
        }
    }
}

/// Something that may be declared, since it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggested {
    pub says: Line,
    pub what: Declared,
    /// The networks that it speaks of and that are not declared.
    pub networks: Vec<NamedNetwork>,
}

/// What is declared of all sign-ins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Declared {
    Guarantee(Guarantee),
    Perimeter(Perimeter),
}

/// Changes by which something is decided otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairTold {
    pub sign_ins: Vec<SignInRepairs>,
    /// Values that the policies and the networks of the case name, for what changes need.
    pub known: Vec<(Needed, IString)>,
}

/// The changes by which one sign-in is decided otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInRepairs {
    /// What they are for, and what stops it now.
    pub about: Line,
    /// With the values that were given it is decided as it is to be.
    pub is_done: bool,
    /// Those that let in fewer come first, and those that open the internet last.
    pub changes: Vec<Change>,
}

/// A change to the texts of policies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it does, and below it what else becomes of sign-ins.
    pub line: Line,
    /// The documents that it changes, with their texts before and after; none while it needs
    /// values.
    pub texts: Vec<ChangedText>,
    /// The lines that change, with a blank for each value that is needed.
    pub shown: Vec<ChangedLines>,
    /// How many lines had no room.
    pub left_out: usize,
    /// The values that it writes and that the case does not tell, and whether each is given.
    pub needs: Vec<(Needed, bool)>,
    /// It lets anyone in from most of the internet.
    pub is_wide: bool,
}

impl Change {
    /// True while a value that it needs is not given.
    pub fn is_open(&self) -> bool {
        self.needs.iter().any(|(_, is_given)| !is_given)
    }
}

/// The lines of a document that a change touches, with a few around them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedLines {
    pub document: u32,
    pub parts: Vec<Vec<DiffLine>>,
    /// How many lines had no room.
    pub left_out: usize,
}

/// The text of a document before and after a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedText {
    pub document: u32,
    pub before: IString,
    pub after: IString,
}

/// The ways back into the console.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryTold {
    /// Whether there is one, and the state that it is about.
    pub sentence: Line,
    /// Console authorization is off: the answer says how ready the account is.
    pub is_before: bool,
    /// Those that there are and that there are not, in the order in which to try them.
    pub ways: Vec<Runnable>,
    /// The checklist of break-glass access.
    pub readiness: Line,
    /// What to know afterwards.
    pub afterwards: Line,
    /// What becomes of the session that each row opened.
    pub sessions: Vec<Runnable>,
    /// What ends a session.
    pub rules: Line,
    /// How many lines had no room.
    pub left_out: usize,
}

/// Something with the commands for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Runnable {
    pub line: Line,
    pub commands: Vec<String>,
}

/// The steps from one state to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTold {
    /// Whether there is an order that breaks nothing; what holds now stands below it.
    pub summary: Line,
    pub steps: Vec<StepTold>,
    /// The steps that cannot come next, each with what it breaks.
    pub stopped: Vec<Line>,
    pub notes: Vec<Line>,
    /// The runbook as Markdown.
    pub markdown: String,
    /// The runbook as a script that asks before each step; `None` where nothing is to be run.
    pub script: Option<String>,
}

/// A step of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTold {
    /// What it does; what holds behind it stands below.
    pub line: Line,
    /// That it is the point of no return.
    pub warning: Option<Line>,
    pub commands: Vec<String>,
    /// What takes it back.
    pub rollback: Vec<String>,
    /// What to look at before the next one.
    pub watch: Vec<Line>,
    /// The commands that show it.
    pub look: Vec<String>,
}

/// What permission statements come to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementsTold {
    pub statements: Vec<PermissionStatement>,
    /// What is wrong with fields, and worth knowing.
    pub wrong: Vec<WrongField>,
    /// What no call makes of the policy that they were made of, and why.
    pub left: Vec<LeftTold>,
    /// They were made of a policy that was written by hand.
    pub is_of_policy: bool,
    /// The policy that they make; `None` while AWS would refuse one.
    pub policy: Option<String>,
    /// The calls; empty while AWS would refuse one.
    pub commands: String,
    pub python: String,
    pub json: String,
    /// Who gets in by one reading of several statements and not by the other.
    pub readings: Vec<Line>,
    /// RCPs and SCPs, where there are any.
    pub organization: Option<OrganizationTold>,
}

/// A statement of a policy that no call makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftTold {
    /// The line of the policy, from one.
    pub at: Option<u32>,
    /// Why, and below it what to do.
    pub why: Line,
}

/// RCPs and SCPs as what people deploy them with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationTold {
    pub commands: String,
    pub terraform: String,
    pub cloudformation: String,
}

/// What is wrong with a field of a statement, or worth knowing of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongField {
    /// Of which statement.
    pub statement: usize,
    /// The name of the parameter in AWS's API; `None` for the statement as a whole.
    pub parameter: Option<String>,
    pub is_error: bool,
    /// What is wrong, and what to do, with code in backticks.
    pub said: String,
}
