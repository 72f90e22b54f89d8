//! What the page asks of the worker that analyses, and what comes back. The sentences are in the
//! language that was asked for, so that the page need not carry the words.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_wire::{Outcome, Request, StandingVerdict};

use super::topics::RepairOf;
use crate::evaluate::answer::{Problem, Rules};
use crate::state::declarations::Declarations;
use crate::state::workspace::UnknownMember;

/// A question about all sign-ins. Each stands by itself: a worker may be new.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Counts what is asked.
    pub number: u64,
    /// The tag of the language of the answer.
    pub language: IString,
    pub rules: Rules,
    /// What the page calls documents without a name, by their ids.
    pub names: Vec<(u32, IString)>,
    /// Sign-ins whose principals and networks a person named.
    pub requests: Vec<Request>,
    /// The day that it is, as `2027-06-30`; empty where that is not told.
    pub today: String,
    /// What is declared of all sign-ins.
    pub declared: Rc<Declarations>,
    /// What the case file says beside all that, such as how the account joined its organization.
    #[serde(default)]
    pub kept: Vec<UnknownMember>,
}

impl Order {
    /// The day, where it is told.
    pub fn today(&self) -> Option<&str> {
        Some(&*self.today).filter(|day| !day.is_empty())
    }
}

/// What holds for all sign-ins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The number of the order.
    pub number: u64,
    /// What is to be known of the account that it is about.
    pub account: Option<OfAccount>,
    /// The sentences that are always shown, the most important first.
    pub claims: Vec<Line>,
    /// For each of them what would mend it, where something may.
    pub repairs: Vec<Option<RepairOf>>,
    /// The one of them that says that nobody signs in through IAM Identity Center.
    pub of_identity_center: Option<usize>,
    /// Everybody is locked out but those whom policies name.
    pub is_total: bool,
    /// How many of these have no room.
    pub more_claims: usize,
    /// Who gets in from where, and what becomes of the guarantees, in words: titles, and what
    /// belongs to each below it.
    pub sections: Vec<Line>,
    /// How many lines of it had no room.
    pub left_out: usize,
    /// How many guarantees hold, and how many there are.
    pub held: (usize, usize),
    /// What the case file tells of whether the principals of the rows can sign in at all.
    #[serde(default)]
    pub accounts: Rc<[StandingTold]>,
    /// What the rules about all policies together find, at its places in the documents.
    pub findings: Vec<Rc<Problem>>,
}

/// Whether a principal can sign in at all, beside what the policies decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingTold {
    pub principal: IString,
    pub verdict: StandingVerdict,
    /// In a sentence beside each outcome; what is not given stands below it.
    pub said: Vec<(Outcome, Line)>,
}

/// Of which account an answer is, where that is not plain, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OfAccount {
    /// Nobody told one: it is the one that the policies name.
    Named(String),
    /// Neither do the policies: it is one of many.
    Example(String),
    /// It is the first one, and the policies name only these others.
    Other(String, Vec<String>),
    /// There is no answer: nobody told one, and the policies name these.
    Several(Vec<String>),
    /// There is no answer: nobody told one, and the rows are of several.
    Rows,
    /// There is no answer, for there is no policy, no row and no account.
    Nothing,
}

impl OfAccount {
    /// The account to take where nobody told one.
    pub fn supposed(&self) -> Option<&str> {
        match self {
            Self::Named(account) | Self::Example(account) => Some(account),
            Self::Other(..) | Self::Several(_) | Self::Rows | Self::Nothing => None,
        }
    }

    /// True where there is no answer without the account.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Several(_) | Self::Rows | Self::Nothing)
    }
}

/// A sentence about all sign-ins, and what stands below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What becomes of the sign-ins that it is about; also whether a guarantee holds.
    pub outcome: Option<Outcome>,
    /// Code in it stands in backticks.
    pub text: String,
    /// The case file of a sign-in that shows it.
    pub witness: Option<IString>,
    pub below: Vec<Line>,
}
