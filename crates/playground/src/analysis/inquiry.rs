//! All that the page asks of the worker that analyses, beside what holds for all sign-ins: what a
//! fix does, and what is known of rules.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::RuleDoc;

use super::answer::{Answer, Line, Order};
use super::compare::told::{CompareAsked, CompareTold};
use super::import::{ImportAsked, ImportTold};
use super::topics::{TopicAnswer, TopicAsked};
use crate::evaluate::answer::Problem;

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Inquiry {
    /// What holds for all sign-ins?
    All(Order),
    /// What does a fix do?
    Fix(FixAsked),
    /// What changes between two texts?
    Compare(Box<CompareAsked>),
    /// What do files of AWS tools come to?
    Import(ImportAsked),
    /// What does a pane want to know?
    Topic(TopicAsked),
    /// What is known of rules?
    Rules(RulesAsked),
}

impl Inquiry {
    /// The number of what is asked for documentation, which nobody waits for.
    pub const OF_RULES: u64 = 0;

    /// The number by which its answer is known.
    pub fn number(&self) -> u64 {
        match self {
            Self::All(order) => order.number,
            Self::Fix(asked) => asked.order.number,
            Self::Compare(asked) => asked.after.number,
            Self::Import(asked) => asked.number,
            Self::Topic(asked) => asked.order.number,
            Self::Rules(_) => Self::OF_RULES,
        }
    }
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Told {
    All(Rc<Answer>),
    Fix(Rc<FixTold>),
    Compare(Rc<CompareTold>),
    Import(Rc<ImportTold>),
    Topic(Rc<TopicAnswer>),
    Rules(RulesTold),
}

/// What does a fix of a document do?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FixAsked {
    /// What decides now.
    pub order: Order,
    pub document: u32,
    /// Its text as it is, which need not be the one that decides.
    pub text: IString,
    /// The text that the fix makes of it; `None` for all fixes of `listed`.
    pub fixed: Option<IString>,
    /// The problems whose fixes are to be applied, as far as these change no decision.
    pub listed: Vec<Rc<Problem>>,
}

/// What a fix does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixTold {
    pub number: u64,
    /// The text of the document then.
    pub text: IString,
    pub effect: FixEffect,
    /// What changes for whom, in short, or why that is not known.
    pub short: Vec<Line>,
    /// From where, and why.
    pub lines: Vec<Line>,
    /// How many lines of it had no room.
    pub left_out: usize,
    /// The fixes that are applied, where all were asked for.
    pub applied: Vec<FixDone>,
    /// Those that were left out, since what they do to decisions was not borne out.
    pub refused: Vec<FixDone>,
    /// What is found in the text then that was not before.
    pub appears: Vec<Rc<Problem>>,
}

/// One of several fixes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixDone {
    /// What it does.
    pub title: Message,
    /// What is wrong there.
    pub problem: Message,
    /// The line in the text as it was, from one.
    pub line: Option<u32>,
}

/// What a fix does to what is decided, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FixEffect {
    /// Proven: nothing.
    Same,
    /// Sign-ins that could not be decided may be decided now.
    Settles,
    /// No sign-in that was decided is known to change; of some that is not decided.
    LeavesOpen,
    /// Sign-ins are decided otherwise.
    Changes,
    NotKnown,
}

/// What is known of the rules with these codes?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesAsked {
    /// The tag of the language of the answer.
    pub language: IString,
    pub codes: Vec<IString>,
}

/// What is known of rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesTold {
    pub asked: RulesAsked,
    pub rules: Vec<Rc<RuleDoc>>,
}
