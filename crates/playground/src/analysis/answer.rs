//! What the page asks of the worker that analyses, and what comes back. The sentences are in the
//! language that was asked for, so that the page need not carry the words.

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_wire::{Outcome, Request};

use crate::evaluate::answer::Rules;

/// A question about all sign-ins. Each stands by itself: a worker may be new.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Counts what is asked.
    pub number: u64,
    /// The tag of the language of the answer.
    pub language: IString,
    pub rules: Rules,
    /// Sign-ins whose principals and networks a person named.
    pub requests: Vec<Request>,
    /// The day that it is, as `2027-06-30`; empty where that is not told.
    pub today: String,
    /// The members of the case file that the page keeps as they are, by name, as JSON.
    pub declared: Vec<(IString, IString)>,
}

/// What holds for all sign-ins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The number of the order.
    pub number: u64,
    /// The account that it is about, where only the policies tell it.
    pub account: Option<String>,
    /// The sentences that are always shown, the most important first.
    pub claims: Vec<Line>,
    /// How many of these have no room.
    pub more_claims: usize,
    /// Who gets in from where, and what becomes of the guarantees, in words: titles, and what
    /// belongs to each below it.
    pub sections: Vec<Line>,
    /// How many lines of it had no room.
    pub left_out: usize,
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
