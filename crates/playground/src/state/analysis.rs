//! What holds for every sign-in: what was asked, what was answered, and of which text that is.

use std::rc::Rc;

use super::results::Stop;
use super::scenario::Scenario;
use super::view::{Filter, Panel};
use super::workspace::Document;
use super::{State, Step, case_file};
use crate::analysis::answer::{Answer, Line, Order};
use crate::analysis::asked::Asked;
use crate::analysis::inquiry::{Inquiry, RulesAsked, Told};
use crate::parts::same_parts;

/// What is asked about all sign-ins of the workspace, and the last answer.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    asked: Option<Rc<Asked>>,
    /// The number of what is asked; no two questions have the same.
    number: u64,
    /// The last number that was given.
    counted: u64,
    answer: Option<Rc<Answer>>,
    /// The question of that number takes long.
    late: Option<u64>,
    /// The question of that number is not answered, and why.
    stopped: Option<(u64, Stop)>,
    shown: Vec<Shown>,
}

/// The row that shows what is said of some documents.
#[derive(Clone, Debug)]
struct Shown {
    claim: String,
    documents: Vec<Rc<Document>>,
    row: Rc<Scenario>,
}

/// What is known of all sign-ins, for the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The last answer about this workspace.
    pub answer: Option<Rc<Answer>>,
    pub standing: Standing,
}

/// Of which text the last answer is, and how far the next one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is true of what decides now.
    Present,
    /// It is of before the last change, and another one is worked on.
    Working,
    /// It is of before the last change, and the next one takes long.
    Late,
    /// It is of before the last change, and there is no other one until that is asked for.
    Stopped(Stop),
    /// It is of before the last change, since the workspace is not decided at all.
    Undecided,
}

impl Analysis {
    /// Takes another question in; one that has the same answer goes on being the last.
    fn ask(&mut self, asked: Asked) {
        if self.asked.as_deref() != Some(&asked) {
            self.number = self.next_number();
        }
        self.asked = Some(Rc::new(asked));
    }

    /// The number of another question.
    pub(super) fn next_number(&mut self) -> u64 {
        self.counted = self.counted.max(self.number) + 1;
        self.counted
    }

    fn is_answered(&self) -> bool {
        let answer = self.answer.as_ref();
        answer.is_some_and(|answer| answer.number == self.number)
    }

    fn is_stopped(&self) -> Option<Stop> {
        let (number, why) = self.stopped?;
        (number == self.number).then_some(why)
    }

    /// Forgets all of another workspace.
    pub(super) fn forget(&mut self) {
        let number = self.next_number();
        *self = Self {
            number,
            counted: number,
            ..Self::default()
        };
    }
}

impl State {
    /// True while what is asked is not answered, and is to be.
    pub fn wants_analysis(&self) -> bool {
        let analysis = &self.analysis;
        !analysis.is_answered() && analysis.is_stopped().is_none() && self.is_asked()
    }

    /// What the worker is asked next, on that day: what a person waits for, then what is shown
    /// anyway, then what may be looked at.
    pub fn inquiry(&self, today: &dyn Fn() -> String) -> Option<Inquiry> {
        if self.fix_wanted().is_some() {
            return self.fix_asked(today()).map(Inquiry::Fix);
        }
        if self.import_wanted().is_some() {
            let of_files = self.import_asked().map(Inquiry::Import);
            let of_change = || self.import_change_asked(today()).map(Box::new);
            return of_files.or_else(|| of_change().map(Inquiry::Compare));
        }
        if self.wants_analysis() {
            return self.analysis_order(today()).map(Inquiry::All);
        }
        if self.comparison_wanted().is_some() {
            let asked = self.comparison_asked(today());
            return asked.map(Box::new).map(Inquiry::Compare);
        }
        if self.topic_wanted().is_some() {
            return self.topic_inquiry(today());
        }
        self.rules_asked().map(Inquiry::Rules)
    }

    /// The number of what the worker is asked next.
    pub fn next_inquiry(&self) -> Option<u64> {
        let number = self.analysis.number;
        let of_all = || self.wants_analysis().then_some(number);
        let of_rules = || self.rules_asked().map(|_| Inquiry::OF_RULES);
        let of_change = || self.comparison_wanted();
        self.fix_wanted()
            .or_else(|| self.import_wanted())
            .or_else(of_all)
            .or_else(of_change)
            .or_else(|| self.topic_wanted())
            .or_else(of_rules)
    }

    /// Which rules are asked for, behind everything else.
    fn rules_asked(&self) -> Option<RulesAsked> {
        let is_behind = self.analysis.is_answered() || self.rules.shown().is_some();
        is_behind.then(|| self.rules_wanted()).flatten()
    }

    /// True for the number of what is still asked.
    pub fn awaits(&self, number: u64) -> bool {
        number == self.analysis.number
            || number == Inquiry::OF_RULES
            || self.is_fix_asked(number)
            || self.is_number_of_import(number)
            || self.is_number_of_comparison(number)
            || self.is_topic_asked(number)
    }

    /// The order about all that decides now, under that number.
    pub(super) fn order_of_now(&self, number: u64, today: String) -> Order {
        let asked = Asked::new(&self.workspace, &self.results.unread, &self.words);
        asked.order(number, today)
    }

    /// The order for what is asked, on that day.
    pub fn analysis_order(&self, today: String) -> Option<Order> {
        let asked = self.analysis.asked.as_ref()?;
        Some(asked.order(self.analysis.number, today))
    }

    /// The number of what is asked.
    pub fn analysis_number(&self) -> u64 {
        self.analysis.number
    }

    /// True when what is known of all sign-ins is about everything that decides now.
    pub(super) fn is_analysed(&self) -> bool {
        self.analysis.is_answered() && self.is_asked() && !self.progress.is_stopped()
    }

    /// True when what is asked is about everything that decides now.
    fn is_asked(&self) -> bool {
        let asked = self.analysis.asked.as_ref();
        asked.is_some_and(|asked| asked.is_of(&self.workspace))
    }

    /// What is known of all sign-ins.
    pub fn known(&self) -> Known {
        let analysis = &self.analysis;
        let standing = if self.progress.is_stopped() {
            Standing::Undecided
        } else if !self.is_asked() {
            Standing::Working
        } else if analysis.is_answered() {
            Standing::Present
        } else if let Some(why) = analysis.is_stopped() {
            Standing::Stopped(why)
        } else if analysis.late == Some(analysis.number) {
            Standing::Late
        } else {
            Standing::Working
        };
        Known {
            answer: analysis.answer.clone(),
            standing,
        }
    }

    /// Asks about what decides now. The table comes first, and says what of it can be read.
    pub(super) fn ask_analysis(&mut self) {
        if !self.is_stale() {
            let asked = Asked::new(&self.workspace, &self.results.unread, &self.words);
            self.analysis.ask(asked);
        }
        self.ask_comparison();
    }

    /// Takes an answer in, unless it is to another question.
    pub(super) fn take_analysis(&mut self, answer: &Rc<Answer>) {
        if answer.number == self.analysis.number {
            self.analysis.answer = Some(Rc::clone(answer));
            Rc::make_mut(&mut self.results).take_findings(&answer.findings);
        }
    }

    /// Takes the answer to any question in.
    pub(super) fn take_told(&mut self, told: &Told) {
        match told {
            Told::All(answer) => self.take_analysis(answer),
            Told::Fix(told) => self.take_fix(told),
            Told::Compare(told) => {
                if !self.take_import_change(told) {
                    self.take_comparison(told);
                }
            }
            Told::Import(told) => self.take_import(told),
            Told::Topic(answer) => self.take_topic(answer),
            Told::Rules(told) => self.take_rules(told),
        }
    }

    pub(super) fn analysis_is_late(&mut self, number: u64) {
        self.analysis.late = Some(number);
        self.comparison_is_late(number);
        self.import_is_late(number);
    }

    pub(super) fn stop_analysis(&mut self, number: u64, why: Stop) {
        self.stop_fix(number, why);
        self.stop_import(number, why);
        self.stop_comparison(number, why);
        self.stop_topic(number, why);
        if number == Inquiry::OF_RULES {
            self.do_without_rules();
        }
        if number != self.analysis.number {
            return;
        }
        self.analysis.stopped = Some((number, why));
        // Nobody knows what of before still holds.
        Rc::make_mut(&mut self.results).take_findings(&[]);
    }

    /// Asks again for what was stopped.
    pub(super) fn retry_analysis(&mut self) {
        self.analysis.stopped = None;
        self.analysis.late = None;
        self.retry_comparison();
        self.retry_topic();
    }

    /// Shows why the sign-in of a claim is decided as it is: as the row that it is already, as
    /// the one that showed the claim before, or as a new one.
    pub(super) fn show_witness(&mut self, claim: &Line, is_given: bool) {
        let file = claim.witness.as_deref().unwrap_or_default();
        let Ok((found, _)) = case_file::import(file) else {
            return;
        };
        let Some(witness) = found.scenarios.first() else {
            return;
        };
        let mut rows = self.workspace.scenarios.iter();
        let mut shown = rows
            .find(|row| row.is_same_sign_in(witness))
            .or_else(|| self.row_shown(&claim.text))
            .map(|row| row.id);
        // It stands beside the one that is looked at, which is in sight.
        let selected = self.selected.map(|selected| selected.scenario);
        if shown.is_none() {
            self.change(|workspace| {
                let at = workspace.behind(selected);
                let id = workspace.fresh_id();
                let mut witness = Scenario::clone(witness);
                witness.id = id;
                if !is_given {
                    witness.invented = workspace.not_given(witness.values());
                }
                for row in &mut witness.context {
                    row.id = workspace.fresh_id();
                }
                workspace.scenarios.insert(at, Rc::new(witness));
                shown = Some(id);
                Step::Own
            });
        }
        let rows = &self.workspace.scenarios;
        if let Some(row) = rows.iter().find(|row| Some(row.id) == shown) {
            self.analysis
                .shown
                .retain(|shown| shown.claim != claim.text);
            self.analysis.shown.push(Shown {
                claim: claim.text.clone(),
                documents: self.workspace.documents.clone(),
                row: Rc::clone(row),
            });
        }
        // What is looked for need not be what is shown.
        self.filter = Filter::default();
        self.show(shown);
        self.open_deciding();
        self.panel = Panel::Why;
    }

    /// The row that shows one of the sentences that stand alone, if neither it nor a document
    /// has changed since. An answer about further rows may have another witness.
    fn row_shown(&self, claim: &str) -> Option<&Rc<Scenario>> {
        let mut claims = self
            .analysis
            .answer
            .iter()
            .flat_map(|answer| &answer.claims);
        if !claims.any(|line| line.text == claim) {
            return None;
        }
        let of_claim = |shown: &&Shown| {
            shown.claim == claim && same_parts(&shown.documents, &self.workspace.documents)
        };
        let shown = self.analysis.shown.iter().find(of_claim)?;
        let mut rows = self.workspace.scenarios.iter();
        rows.find(|row| Rc::ptr_eq(row, &shown.row))
    }
}
