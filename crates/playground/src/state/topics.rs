//! What the open pane asks about all sign-ins, and the answer to it.

use std::rc::Rc;

use implicit_clone::unsync::IString;

use vestibule_wire::{Finding, PermissionStatement, Request};

use super::analysis::Standing;
use super::results::Stop;
use super::view::{Dialog, Tab};
use super::workspace::Workspace;
use super::{State, Step};
use crate::analysis::asked::Asked;
use crate::analysis::inquiry::Inquiry;
use crate::analysis::topics::{
    ChangedText, Needed, PlanAsked, RepairAsked, RepairOf, Topic, TopicAnswer, TopicAsked,
    TopicTold,
};
use crate::evaluate::case;

/// So many rows are told of in a runbook and a timeline.
const ROWS: usize = 20;

/// What the open pane asks, and what the dialog over it does.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    pane: Slot,
    dialog: Slot,
    /// What the dialog of repairs is about.
    repairing: Option<RepairAsked>,
    /// The units to which a plan goes first, as typed, while one is shown.
    planning: Option<IString>,
    /// Permission statements as somebody edits them in their form.
    draft: Option<Rc<Vec<PermissionStatement>>>,
    /// What is asked of the doors.
    doors: super::doors::Form,
}

/// A question, and the last answer to it, of an earlier text or of this one.
#[derive(Clone, Debug, Default)]
struct Slot {
    asked: Option<Asking>,
    answer: Option<Rc<TopicAnswer>>,
    stopped: Option<(u64, Stop)>,
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

impl Slot {
    /// Takes in what is asked of the text of that question about all sign-ins; `fresh` numbers it.
    fn follow(&mut self, topic: Option<Topic>, of: u64, fresh: impl FnOnce() -> u64) {
        let asked = self.asked.as_ref();
        if asked.map(|asked| (asked.of, &asked.topic)) == topic.as_ref().map(|topic| (of, topic)) {
            return;
        }
        // What is typed is read beside the last answer.
        let both = asked.zip(topic.as_ref());
        let is_alike = both.is_some_and(|(asked, topic)| asked.topic.is_like(topic));
        if !is_alike {
            self.answer = None;
        }
        self.asked = topic.map(|topic| Asking {
            number: fresh(),
            of,
            topic,
        });
    }

    fn is_of(&self, number: u64) -> bool {
        self.asked.as_ref().is_some_and(|of| of.number == number)
    }

    /// The number of the question, while nobody answered.
    fn wanted(&self) -> Option<u64> {
        let number = self.asked.as_ref()?.number;
        let is_answered = self.answer.as_ref().is_some_and(|of| of.number == number);
        let is_stopped = self.stopped.is_some_and(|(of, _)| of == number);
        (!is_answered && !is_stopped).then_some(number)
    }

    fn shown(&self, is_analysed: bool) -> Shown {
        let number = self.asked.as_ref().map(|asked| asked.number);
        let answer = self.answer.clone();
        let stopped = self.stopped.filter(|(of, _)| Some(*of) == number);
        Shown {
            is_present: is_analysed && answer.as_ref().map(|answer| answer.number) == number,
            answer,
            stopped: stopped.map(|(_, why)| why),
        }
    }
}

impl State {
    /// The picture of the map: of one account at a time.
    fn picture_asked(&self) -> Option<Topic> {
        let account = match &self.workspace.organization {
            None => IString::default(),
            Some(organization) if organization.shown.is_empty() => return None,
            Some(organization) => organization.shown.clone(),
        };
        Some(Topic::Picture { account })
    }

    /// What the open pane asks.
    fn topic(&self) -> Option<Topic> {
        match self.settings.tab {
            Tab::Guarantees => Some(Topic::Guarantees),
            Tab::Map => self.picture_asked(),
            Tab::People if self.is_overview() => {
                Some(Topic::Overview(Box::new(self.overview_asked())))
            }
            Tab::Recovery => Some(Topic::Recovery(self.told_rows())),
            Tab::Denials => self.denial_asked(),
            Tab::Doors => {
                let asked = self.doors_asked();
                (!asked.kinds.is_empty()).then(|| Topic::Doors(Box::new(asked)))
            }
            Tab::Compare if self.topics.planning.is_some() => self.plan_asked(),
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

    /// Takes other questions of what is open in, if there are any.
    pub(super) fn follow_topic(&mut self) {
        let of = self.analysis_number();
        let topic = self.topic();
        let analysis = &mut self.analysis;
        self.topics
            .pane
            .follow(topic, of, || analysis.next_number());
        let topic = match self.dialog {
            Some(Dialog::Repair) => self.topics.repairing.clone().map(Topic::Repair),
            Some(Dialog::Statements) => {
                let draft = self.topics.draft.as_ref();
                Some(Topic::Statements(draft.map(|draft| draft.to_vec())))
            }
            _ => None,
        };
        let slot = &mut self.topics.dialog;
        slot.follow(topic, of, || analysis.next_number());
    }

    /// The first rows as sign-ins with names, which a runbook and a timeline tell of.
    fn told_rows(&self) -> Vec<Request> {
        let rows = self.workspace.scenarios.iter().take(ROWS);
        let named = rows.map(|scenario| {
            let request = case::request(scenario);
            let network = request.network.clone().unwrap_or_default();
            let from = [network.endpoint, network.vpc, network.source_ip];
            let from = from.into_iter().flatten().next().unwrap_or_default();
            let who = request.principal.rsplit(':').next().unwrap_or_default();
            Request {
                name: request
                    .name
                    .clone()
                    .or_else(|| Some(format!("{who} {from}").trim().to_owned())),
                expect: None,
                ..request
            }
        });
        named
            .filter(|request| !request.principal.is_empty())
            .collect()
    }

    /// The plan from the text that is compared with.
    fn plan_asked(&self) -> Option<Topic> {
        let base = self.compared_with()?;
        let before = Asked::new(base, &[], &self.words);
        Some(Topic::Plan(Box::new(PlanAsked {
            before: before.order(0, String::new()),
            rows: self.told_rows(),
            stages: self.topics.planning.clone().unwrap_or_default(),
        })))
    }

    /// The units to which a plan goes first, as typed; `None` while no plan is shown.
    pub fn planning(&self) -> Option<&IString> {
        self.topics.planning.as_ref()
    }

    /// Shows a plan that goes to those units first, or none any more.
    pub(super) fn plan_rollout(&mut self, stages: Option<IString>) {
        self.topics.planning = stages;
    }

    pub(super) fn doors_form(&self) -> &super::doors::Form {
        &self.topics.doors
    }

    pub(super) fn doors_form_mut(&mut self) -> &mut super::doors::Form {
        &mut self.topics.doors
    }

    /// Permission statements as somebody edits them.
    pub fn draft(&self) -> Option<&Rc<Vec<PermissionStatement>>> {
        self.topics.draft.as_ref()
    }

    /// Keeps what somebody edits until it is used; forgets it without any.
    pub(super) fn draft_statements(&mut self, draft: Option<Vec<PermissionStatement>>) {
        self.topics.draft = draft.map(Rc::new);
    }

    /// Makes the resource-based policy of permission statements, as one step.
    pub(super) fn use_statements(&mut self, statements: Vec<PermissionStatement>) {
        self.topics.draft = None;
        self.dialog = None;
        self.add_documents_to(Vec::new(), &[], statements, |_| {});
    }

    /// The question of what is open that nobody answered; that of the dialog first.
    fn slot_wanted(&self) -> Option<&Slot> {
        let slots = [&self.topics.dialog, &self.topics.pane];
        let mut wanted = slots.into_iter().filter(|slot| slot.wanted().is_some());
        wanted.next().filter(|_| self.is_analysed())
    }

    /// Its number.
    pub(super) fn topic_wanted(&self) -> Option<u64> {
        self.slot_wanted()?.wanted()
    }

    /// The question itself.
    pub(super) fn topic_inquiry(&self, today: String) -> Option<Inquiry> {
        let asked = self.slot_wanted()?.asked.as_ref()?;
        Some(Inquiry::Topic(TopicAsked {
            order: self.order_of_now(asked.number, today),
            topic: asked.topic.clone(),
        }))
    }

    pub(super) fn is_topic_asked(&self, number: u64) -> bool {
        self.topics.pane.is_of(number) || self.topics.dialog.is_of(number)
    }

    fn slot_of(&mut self, number: u64) -> Option<&mut Slot> {
        let slots = [&mut self.topics.dialog, &mut self.topics.pane];
        slots.into_iter().find(|slot| slot.is_of(number))
    }

    pub(super) fn take_topic(&mut self, answer: &Rc<TopicAnswer>) {
        if let Some(slot) = self.slot_of(answer.number) {
            slot.answer = Some(Rc::clone(answer));
        }
    }

    pub(super) fn stop_topic(&mut self, number: u64, why: Stop) {
        if let Some(slot) = self.slot_of(number) {
            slot.stopped = Some((number, why));
        }
    }

    /// Asks again for what was stopped.
    pub(super) fn retry_topic(&mut self) {
        self.topics.pane.stopped = None;
        self.topics.dialog.stopped = None;
    }

    /// What the open pane shows.
    pub fn shown_topic(&self) -> Shown {
        self.topics.pane.shown(self.is_analysed())
    }

    /// What the dialog over the pane shows.
    pub fn shown_repairs(&self) -> Shown {
        self.topics.dialog.shown(self.is_analysed())
    }

    /// What the dialog of repairs is about.
    pub fn repairing(&self) -> Option<&RepairOf> {
        Some(&self.topics.repairing.as_ref()?.of)
    }

    /// What was typed for values that changes need.
    pub fn given_all(&self) -> &[(Needed, IString)] {
        let asked = self.topics.repairing.as_ref();
        asked.map_or(&[], |asked| &asked.given)
    }

    /// Takes what is typed for a value that changes need.
    pub(super) fn give(&mut self, needed: Needed, value: IString) {
        if let Some(asked) = &mut self.topics.repairing {
            asked.given.retain(|(of, _)| *of != needed);
            asked.given.push((needed, value));
        }
    }

    /// What would mend what a finding says, where it says that somebody is locked out or that
    /// nobody gets in some way.
    pub fn repair_of(&self, finding: &Finding) -> Option<RepairOf> {
        let known = self.known();
        let answer = known
            .answer
            .filter(|_| known.standing == Standing::Present)?;
        let repairs = answer.repairs.iter().flatten();
        let is_through_endpoint = |of: &RepairOf| match of {
            RepairOf::Example(request) => {
                let network = request.network.as_ref();
                Some(network.is_some_and(vestibule_wire::Network::is_endpoint))
            }
            _ => None,
        };
        let mut repairs = repairs.filter(|of| match &*finding.code {
            "locked-out"
            | "people-locked-out"
            | "exempt-locked-out"
            | "identity-center-locked-out"
            | "enabling-locks-out" => **of == RepairOf::LockedOut,
            "denies-vpc-endpoints" => is_through_endpoint(of) == Some(true),
            "denies-internet" => is_through_endpoint(of) == Some(false),
            _ => false,
        });
        repairs.next().cloned()
    }

    /// Shows the changes by which something is decided otherwise.
    pub(super) fn look_at_repairs(&mut self, of: RepairOf) {
        self.topics.repairing = Some(RepairAsked {
            of,
            invented: self.workspace.invented(),
            given: Vec::new(),
        });
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
        let mut doors = std::mem::take(&mut self.doors);
        doors.forget();
        *self = Self {
            doors,
            ..Self::default()
        };
    }
}
