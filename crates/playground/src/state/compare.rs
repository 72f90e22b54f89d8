//! The comparison of the present text with another one, which is that of before.

use std::rc::Rc;

use implicit_clone::unsync::IString;

use super::State;
use super::results::Stop;
use super::view::Tab;
use super::workspace::Workspace;
use crate::analysis::asked::Asked;
use crate::analysis::compare::told::{CompareAsked, CompareTold, RowChange};

/// With what the present text is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Base {
    pub source: Source,
    pub workspace: Rc<Workspace>,
}

/// Where it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A version of this workspace, by its key.
    Version(IString),
    /// Another workspace, by its key.
    Workspace(IString),
    /// This workspace as it was when the page opened it.
    Opened,
    /// A file of that name.
    File(IString),
    Link,
}

/// What is compared, and the last answer.
#[derive(Clone, Debug, Default)]
pub struct Compare {
    base: Option<Rc<Base>>,
    /// Why there is none, where one was asked for.
    refused: bool,
    asked: Option<Question>,
    told: Option<Rc<CompareTold>>,
    late: bool,
    stopped: Option<Stop>,
}

#[derive(Clone, Debug)]
struct Question {
    number: u64,
    workspace: Rc<Workspace>,
}

/// What is known of a comparison, for the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub base: Rc<Base>,
    /// The last answer about this base.
    pub told: Option<Rc<CompareTold>>,
    pub standing: ComparedStanding,
}

/// Of which text the last answer is, and how far the next one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparedStanding {
    /// It is true of the present text.
    Present,
    Working,
    /// The next answer is worked on, and takes long.
    Late,
    /// There is none until that is asked for.
    Stopped(Stop),
    /// There is none, since the workspace is not decided at all.
    Undecided,
}

impl State {
    /// What the present text is compared with, and what is known of that.
    pub fn compared(&self) -> Option<Compared> {
        let compare = &self.compare;
        let base = compare.base.clone()?;
        let standing = if self.progress.is_stopped() {
            ComparedStanding::Undecided
        } else if let Some(why) = compare.stopped {
            ComparedStanding::Stopped(why)
        } else if self.is_comparison_answered() {
            ComparedStanding::Present
        } else if compare.late {
            ComparedStanding::Late
        } else {
            ComparedStanding::Working
        };
        Some(Compared {
            base,
            told: compare.told.clone(),
            standing,
        })
    }

    /// The text that the present one is compared with.
    pub(super) fn compared_with(&self) -> Option<&Rc<Workspace>> {
        self.compare.base.as_ref().map(|base| &base.workspace)
    }

    /// The answer about the present text, where there is one.
    pub fn compared_now(&self) -> Option<Rc<CompareTold>> {
        let compare = &self.compare;
        let is_of_now = compare.base.is_some() && self.is_comparison_answered();
        compare.told.clone().filter(|_| is_of_now)
    }

    /// True where what was chosen last cannot be compared with.
    pub fn is_comparison_refused(&self) -> bool {
        self.compare.refused
    }

    /// How a sign-in of the table was decided, where the comparison that is shown says so.
    pub fn changed_row(&self, id: u32) -> Option<&RowChange> {
        let told = self.compare.told.as_ref()?;
        let is_shown = self.compare.base.is_some() && self.is_comparison_answered();
        let mut rows = told.rows.iter();
        rows.find(|row| row.id == id).filter(|_| is_shown)
    }

    /// Compares with that from now on; with nothing without one.
    pub(super) fn compare_with(&mut self, base: Option<Base>) {
        self.compare = Compare {
            base: base.map(Rc::new),
            ..Compare::default()
        };
    }

    /// True while what is compared is in sight: in its pane, or as marks in the table.
    fn is_comparing(&self) -> bool {
        let is_shown = matches!(self.settings.tab, Tab::SignIns | Tab::Compare);
        self.compare.base.is_some() && is_shown
    }

    pub(super) fn refuse_comparison(&mut self) {
        self.compare.refused = true;
    }

    /// What is compared is of another workspace.
    pub(super) fn forget_comparison(&mut self) {
        self.compare_with(None);
    }

    /// True for the last question, where it is about the present text.
    fn is_comparison_asked(&self) -> bool {
        let asked = self.compare.asked.as_ref();
        asked.is_some_and(|asked| Rc::ptr_eq(&asked.workspace, &self.workspace))
    }

    fn is_comparison_answered(&self) -> bool {
        let compare = &self.compare;
        let told = compare.told.as_ref().map(|told| told.number);
        let asked = compare.asked.as_ref().map(|asked| asked.number);
        told.is_some() && told == asked && self.is_comparison_asked()
    }

    /// The number of the question, while it is to be answered.
    pub(super) fn comparison_wanted(&self) -> Option<u64> {
        let compare = &self.compare;
        let is_wanted = self.is_comparing()
            && compare.stopped.is_none()
            && self.is_comparison_asked()
            && !self.is_comparison_answered();
        let asked = compare.asked.as_ref().filter(|_| is_wanted);
        asked.map(|asked| asked.number)
    }

    /// Asks about the present text, once the table says what of it can be read.
    pub(super) fn ask_comparison(&mut self) {
        if !self.is_comparing() || self.is_stale() || self.is_comparison_asked() {
            return;
        }
        let number = self.analysis.next_number();
        self.compare.asked = Some(Question {
            number,
            workspace: Rc::clone(&self.workspace),
        });
        (self.compare.late, self.compare.stopped) = (false, None);
    }

    /// The question.
    pub(super) fn comparison_asked(&self, today: String) -> Option<CompareAsked> {
        let number = self.comparison_wanted()?;
        let base = self.compare.base.as_ref()?;
        let before = Asked::new(&base.workspace, &[], &self.words);
        Some(CompareAsked {
            before: before.order(number, today.clone()),
            after: self.order_of_now(number, today),
            rows: self.workspace.scenarios.clone(),
            rows_before: base.workspace.scenarios.clone(),
        })
    }

    pub(super) fn is_number_of_comparison(&self, number: u64) -> bool {
        let asked = self.compare.asked.as_ref();
        asked.is_some_and(|asked| asked.number == number) && self.comparison_wanted().is_some()
    }

    pub(super) fn take_comparison(&mut self, told: &Rc<CompareTold>) {
        let asked = self.compare.asked.as_ref();
        if asked.is_some_and(|asked| asked.number == told.number) {
            self.compare.told = Some(Rc::clone(told));
            self.compare.late = false;
        }
    }

    pub(super) fn comparison_is_late(&mut self, number: u64) {
        self.compare.late |= self.is_number_of_comparison(number);
    }

    pub(super) fn stop_comparison(&mut self, number: u64, why: Stop) {
        if self.is_number_of_comparison(number) {
            self.compare.stopped = Some(why);
        }
    }

    /// Asks again for what was stopped, or in another language.
    pub(super) fn retry_comparison(&mut self) {
        (self.compare.asked, self.compare.stopped) = (None, None);
        self.ask_comparison();
    }
}
