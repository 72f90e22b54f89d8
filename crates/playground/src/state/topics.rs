//! What the open pane asks about all sign-ins, and the answer to it.

use std::rc::Rc;

use super::results::Stop;
use super::view::{Dialog, Tab};
use super::workspace::Workspace;
use super::{State, Step};
use crate::analysis::inquiry::Inquiry;
use crate::analysis::topics::{ChangedText, RepairOf, Topic, TopicAnswer, TopicAsked, TopicTold};
use crate::evaluate::case;

/// What is asked, and the last answer to the same question of an earlier text or of this one.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    asked: Option<Asking>,
    answer: Option<Rc<TopicAnswer>>,
    stopped: Option<(u64, Stop)>,
    /// What the dialog of repairs is about.
    pub(super) repairing: Option<RepairOf>,
}

#[derive(Clone, Debug, PartialEq)]
struct Asking {
    number: u64,
    /// The number of the question about all sign-ins of the same text.
    of: u64,
    topic: Topic,
}

/// What the open pane shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The last answer to its question.
    pub answer: Option<Rc<TopicAnswer>>,
    /// The answer is true of what decides now.
    pub is_present: bool,
    /// There is none, until that is asked for again.
    pub stopped: Option<Stop>,
}

impl Shown {
    /// What is told, of whichever text.
    pub fn told(&self) -> Option<&TopicTold> {
        self.answer.as_ref().map(|answer| &answer.told)
    }
}

impl State {
    /// What the open pane asks.
    fn topic(&self) -> Option<Topic> {
        if self.dialog == Some(Dialog::Repair) {
            return self.topics.repairing.clone().map(Topic::Repair);
        }
        match self.settings.tab {
            Tab::Guarantees => Some(Topic::Guarantees),
            _ if self.shows_why() => {
                let selected = self.selected_scenario()?;
                let principal = selected.principal.trim();
                (!principal.is_empty()).then(|| Topic::Why {
                    principal: principal.to_owned().into(),
                    entry: selected.entry,
                })
            }
            _ => None,
        }
    }

    /// Takes another question of the open pane in, if there is one.
    pub(super) fn follow_topic(&mut self) {
        let topic = self.topic();
        let of = self.analysis_number();
        let asked = self.topics.asked.as_ref();
        if asked.map(|asked| (asked.of, &asked.topic)) == topic.as_ref().map(|topic| (of, topic)) {
            return;
        }
        if asked.map(|asked| &asked.topic) != topic.as_ref() {
            self.topics.answer = None;
        }
        let asking = |topic| Asking {
            number: self.analysis.next_number(),
            of,
            topic,
        };
        self.topics.asked = topic.map(asking);
    }

    /// The number of the question of the open pane, while nobody answered.
    pub(super) fn topic_wanted(&self) -> Option<u64> {
        let number = self.topics.asked.as_ref()?.number;
        let is_answered = self
            .topics
            .answer
            .as_ref()
            .is_some_and(|of| of.number == number);
        let is_stopped = self.topics.stopped.is_some_and(|(of, _)| of == number);
        (!is_answered && !is_stopped && self.is_analysed()).then_some(number)
    }

    /// The question.
    pub(super) fn topic_asked(&self, today: String) -> Option<TopicAsked> {
        let asked = self.topics.asked.as_ref()?;
        Some(TopicAsked {
            order: self.order_of_now(asked.number, today),
            topic: asked.topic.clone(),
        })
    }

    pub(super) fn is_topic_asked(&self, number: u64) -> bool {
        self.topics
            .asked
            .as_ref()
            .is_some_and(|of| of.number == number)
    }

    pub(super) fn take_topic(&mut self, answer: &Rc<TopicAnswer>) {
        if self.is_topic_asked(answer.number) {
            self.topics.answer = Some(Rc::clone(answer));
        }
    }

    pub(super) fn stop_topic(&mut self, number: u64, why: Stop) {
        if self.is_topic_asked(number) {
            self.topics.stopped = Some((number, why));
        }
    }

    /// Asks again for what was stopped.
    pub(super) fn retry_topic(&mut self) {
        self.topics.stopped = None;
    }

    /// What the open pane shows.
    pub fn shown_topic(&self) -> Shown {
        let asked = self.topics.asked.as_ref();
        let number = asked.map(|asked| asked.number);
        let answer = self.topics.answer.clone();
        let stopped = self.topics.stopped.filter(|(of, _)| Some(*of) == number);
        Shown {
            is_present: self.is_analysed() && answer.as_ref().map(|answer| answer.number) == number,
            answer,
            stopped: stopped.map(|(_, why)| why),
        }
    }

    /// Shows the changes by which something is decided otherwise.
    pub(super) fn look_at_repairs(&mut self, of: RepairOf) {
        self.topics.repairing = Some(of);
        self.dialog = Some(Dialog::Repair);
    }

    /// The repair of a row: to the other of allowed and denied.
    pub(super) fn look_at_repairs_of_row(&mut self, id: u32) {
        if let Some(scenario) = self.workspace.scenario(id) {
            let request = case::request(scenario);
            self.look_at_repairs(RepairOf::SignIn(Box::new(request)));
        }
    }

    /// Writes the texts of a change, as one step; nothing where one of them is of another text
    /// than the present one.
    pub(super) fn apply_change(&mut self, texts: &[ChangedText]) {
        let is_of_now = |changed: &ChangedText| {
            let document = self.workspace.document(changed.document);
            document.is_some_and(|document| document.text == changed.before)
        };
        self.dialog = None;
        if !texts.iter().all(is_of_now) {
            return;
        }
        self.history.settle();
        self.change(|workspace| {
            for changed in texts {
                write(workspace, changed);
            }
            Step::Own
        });
        if let Some(first) = texts.first() {
            self.open(super::view::Open::Document(first.document));
        }
    }
}

fn write(workspace: &mut Workspace, changed: &ChangedText) {
    let mut documents = workspace.documents.iter_mut();
    if let Some(document) = documents.find(|document| document.id == changed.document) {
        Rc::make_mut(document).text = changed.after.clone();
    }
}

impl Topics {
    /// Forgets all of another workspace.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

/// The question of the open pane among those of the worker.
pub(super) fn inquiry(state: &State, today: String) -> Option<Inquiry> {
    state.topic_wanted()?;
    state.topic_asked(today).map(Inquiry::Topic)
}
