//! What the worker knows, and how an order becomes an answer: only what changed
//! is evaluated, and only what differs is sent.

mod work;

use std::collections::HashMap;
use std::rc::Rc;

use vestibule_iam::sort;
use vestibule_wire::{BoundRequest, Decision, Finding};

use super::answer::{Answer, Changes, Detail, Field, Inquiry, Order, Problem, Row, Rules, Unread};
use super::ruling::Ruling;
use super::squares::{self, Asked, Square};
use super::{case, lint};
use crate::state::scenario::Scenario;
use crate::state::workspace::Document;
use work::is_behind;

/// What is wrong with documents that cannot be read as policies at all. While
/// someone is typing, such a document decides by its last text that could be read.
const UNREADABLE: [&str; 5] = [
    "document-too-large",
    "not-utf8",
    "no-policy",
    "several-policies",
    "endpoint-not-found",
];

/// The rule that finds values that are to be filled in.
const PLACEHOLDER: &str = "placeholder";

fn is_unreadable(finding: &Finding) -> bool {
    finding.is_error()
        && (finding.code.starts_with("json-") || UNREADABLE.contains(&finding.code.as_ref()))
}

/// What the worker knows.
#[derive(Default)]
pub struct Engine {
    rules: Option<Ruling>,
    /// What is wrong with the present rules, which need not be those that decide.
    of_rules: Vec<Rc<Problem>>,
    /// The present documents that cannot be read.
    unread: Vec<Unread>,
    /// The present documents that cannot be in force as they stand.
    not_final: Vec<u32>,
    /// Each document as it could be read last; none of those that never could.
    readable: Vec<Rc<Document>>,
    seats: HashMap<u32, Seat>,
    /// The sign-ins that are not yet decided by the present rules.
    waiting: Vec<u32>,
    /// The first sign-in, by id, for which no work is left; none behind it is decided.
    undecided_from: Option<u32>,
    revision: u64,
    detail: Option<u32>,
    inquiry: Option<Inquiry>,
    /// The people and networks whose squares are in sight.
    asked: Asked,
    sent: Sent,
}

/// One sign-in.
struct Seat {
    scenario: Rc<Scenario>,
    bound: Option<BoundRequest>,
    problems: Vec<Rc<Problem>>,
    /// What is said of the work that it takes.
    too_much: Option<Rc<Problem>>,
    row: Option<Rc<Row>>,
}

/// What the page knows.
#[derive(Default)]
struct Sent {
    of_rules: Vec<Rc<Problem>>,
    of_rows: Vec<Rc<Problem>>,
    detail: Option<Detail>,
    changes: Option<Changes>,
    unread: Vec<Unread>,
    squares: Vec<Rc<Square>>,
}

impl Engine {
    /// Takes an order in and answers what is in sight; the rest follows.
    pub fn answer(&mut self, order: Order) -> Answer {
        let mut answer = Answer {
            revision: order.revision,
            more: true,
            ..Answer::default()
        };
        if order.afresh {
            *self = Self::default();
        }
        let account = self.account();
        let ruled = order.rules.is_some_and(|rules| self.rule(rules));
        let other_account = account != self.account() || self.is_of_many();
        for id in &order.removed {
            self.seats.remove(id);
        }
        let mut changed = Vec::new();
        for scenario in order.scenarios {
            let seat = Seat {
                bound: None,
                problems: Vec::new(),
                too_much: None,
                row: self.seats.remove(&scenario.id).and_then(|seat| seat.row),
                scenario,
            };
            let id = seat.scenario.id;
            changed.push(id);
            let seat = self.bound(seat);
            self.seats.insert(id, seat);
        }
        if ruled && other_account {
            for (id, seat) in std::mem::take(&mut self.seats) {
                let seat = self.bound(seat);
                self.seats.insert(id, seat);
            }
        }
        changed.extend(self.spend());
        if !ruled {
            answer.rows = self.rows(changed);
        } else {
            let mut all: Vec<u32> = self.seats.keys().copied().collect();
            sort::by(&mut all, Ord::cmp);
            if order.first.is_empty() {
                answer.rows = self.rows(all);
            } else {
                all.retain(|id| !order.first.contains(id));
                self.waiting = all;
                answer.rows = self.rows(order.first);
            }
        }
        let others = order.squares.is_some();
        if let Some(asked) = order.squares {
            self.asked = asked;
        }
        if ruled || others {
            answer.squares = self.squares();
        }
        self.revision = order.revision;
        self.detail = order.detail;
        self.inquiry = order.changes;
        answer
    }

    /// The rest of the last answer.
    pub fn rest(&mut self) -> Answer {
        let waiting = std::mem::take(&mut self.waiting);
        let rows = self.rows(waiting);
        let unread = (self.unread != self.sent.unread).then(|| self.unread.clone());
        self.sent.unread.clone_from(&self.unread);
        Answer {
            revision: self.revision,
            rows,
            of_rules: self.of_rules(),
            of_rows: self.of_rows(),
            unread,
            detail: self.walk(),
            changes: self.single_facts(),
            squares: None,
            more: false,
        }
    }

    /// Those of the sign-ins whose rows differ from what was sent.
    fn rows(&mut self, ids: Vec<u32>) -> Vec<Rc<Row>> {
        ids.into_iter().filter_map(|id| self.decide(id)).collect()
    }

    fn account(&self) -> Option<String> {
        let ruling = self.rules.as_ref()?;
        Some(
            ruling
                .compiled()
                .account_id()
                .unwrap_or_default()
                .to_owned(),
        )
    }

    /// True where each sign-in is to its own account of an organization.
    fn is_of_many(&self) -> bool {
        let ruling = self.rules.as_ref();
        ruling.is_some_and(|ruling| ruling.rules.organization.is_some())
    }

    /// Reads and compiles the rules; false when what decides stays as it was.
    fn rule(&mut self, rules: Rules) -> bool {
        let present = Ruling::of(rules);
        self.of_rules = lint::problems(&present);
        let not_final = self.not_final();
        let others_not_final = std::mem::replace(&mut self.not_final, not_final) != self.not_final;
        let deciding = self.deciding(&present.rules);
        if deciding == present.rules {
            self.rules = Some(present);
            return true;
        }
        // As while the text goes on that cannot be read yet.
        if matches!(&self.rules, Some(before) if before.rules == deciding) {
            return others_not_final;
        }
        self.rules = Some(Ruling::of(deciding));
        true
    }

    /// The present documents whose text cannot be in force as it stands.
    fn not_final(&self) -> Vec<u32> {
        let mut documents = Vec::new();
        for problem in &self.of_rules {
            if let Some(Field::DocumentText(id)) = problem.place
                && problem.is_of_no_final_text()
                && !documents.contains(&id)
            {
                documents.push(id);
            }
        }
        documents
    }

    /// The rules with the last readable text of each document that cannot be read, where there
    /// is one. One without decides as it is: what it leaves open stays open.
    fn deciding(&mut self, present: &Rules) -> Rules {
        let unreadable: Vec<u32> = self
            .of_rules
            .iter()
            .filter(|problem| problem.is_unreadable())
            .filter_map(|problem| match problem.place {
                Some(Field::DocumentText(document)) => Some(document),
                _ => None,
            })
            .collect();
        let before = std::mem::take(&mut self.readable);
        self.unread.clear();
        let mut rules = present.clone();
        // What begins with nothing is a new text, and none of before stands for it.
        let written = rules.documents.iter_mut().filter(|one| !one.is_blank());
        for document in written {
            let id = document.id;
            if !unreadable.contains(&id) {
                self.readable.push(Rc::clone(document));
                continue;
            }
            let last = before.iter().find(|last| last.id == id);
            // A text that did not change may become unreadable by what it belongs to.
            let earlier = last.filter(|last| last.text != document.text);
            self.unread.push(Unread {
                document: id,
                earlier: earlier.map(|last| last.text.clone()),
            });
            self.readable.extend(last.map(Rc::clone));
            if let Some(earlier) = earlier {
                Rc::make_mut(document).text = earlier.text.clone();
            }
        }
        rules
    }

    /// The sign-in, checked.
    fn bound(&mut self, seat: Seat) -> Seat {
        let Some(ruling) = &mut self.rules else {
            return seat;
        };
        let scenario = &seat.scenario;
        let (bound, findings) = ruling.bind(&case::request(scenario));
        let problem = |finding: Finding| {
            let path = finding.path.as_deref().unwrap_or_default();
            let field = case::scenario_field(path, scenario);
            Rc::new(Problem {
                place: Some(Field::Scenario(scenario.id, field)),
                finding,
                of_all: false,
            })
        };
        Seat {
            bound,
            problems: findings.into_iter().map(problem).collect(),
            ..seat
        }
    }

    /// Decides one sign-in; its row when that differs from the one that was sent.
    fn decide(&mut self, id: u32) -> Option<Rc<Row>> {
        let seat = self.seats.get_mut(&id)?;
        let ruling = self.rules.as_mut()?;
        let is_undecided = is_behind(id, self.undecided_from);
        let decided = seat.bound.as_ref().and_then(|bound| {
            let binding = ruling.binding(bound);
            let summary = if is_undecided {
                binding.undecided_summary()
            } else {
                binding.summary(&bound.prepared)?
            };
            Some((bound, summary))
        });
        let row = match decided {
            None => Row {
                id,
                outcome: None,
                denied_at: None,
                cells: Vec::new(),
                unmet: Vec::new(),
                provisional: false,
            },
            Some((bound, summary)) => Row {
                id,
                outcome: Some(summary.outcome),
                denied_at: summary.denied_at,
                unmet: ruling.unmet(bound, &summary, is_undecided, &seat.scenario),
                cells: ruling.cells(bound, &summary),
                provisional: ruling.is_borne_by(bound, &self.not_final),
            },
        };
        if seat.row.as_deref() == Some(&row) {
            return None;
        }
        let row = Rc::new(row);
        seat.row = Some(Rc::clone(&row));
        Some(row)
    }

    /// What becomes of the people and networks in sight, when any of it differs from what was sent.
    fn squares(&mut self) -> Option<Vec<Rc<Square>>> {
        let ruling = self.rules.as_mut()?;
        let squares = if self.asked.is_empty() {
            Vec::new()
        } else {
            squares::decide(ruling, &self.asked, &self.not_final)
        };
        if squares == self.sent.squares {
            return None;
        }
        self.sent.squares.clone_from(&squares);
        Some(squares)
    }

    /// What is wrong with the sign-ins, when it differs from what was sent.
    fn of_rows(&mut self) -> Option<Vec<Rc<Problem>>> {
        let mut seats: Vec<&Seat> = self
            .seats
            .values()
            .filter(|seat| !seat.problems.is_empty() || seat.too_much.is_some())
            .collect();
        sort::by_key(&mut seats, |seat| seat.scenario.id);
        let problems = seats
            .into_iter()
            .flat_map(|seat| seat.problems.iter().chain(&seat.too_much));
        if problems.clone().eq(&self.sent.of_rows) {
            return None;
        }
        self.sent.of_rows = problems.map(Rc::clone).collect();
        Some(self.sent.of_rows.clone())
    }

    /// What is wrong with the documents and the account, unless that was sent.
    fn of_rules(&mut self) -> Option<Vec<Rc<Problem>>> {
        if self.of_rules == self.sent.of_rules {
            return None;
        }
        self.sent.of_rules.clone_from(&self.of_rules);
        Some(self.of_rules.clone())
    }

    /// The walk of the sign-in that is looked at, when it differs from what was sent.
    fn walk(&mut self) -> Option<Detail> {
        let seat = self.seats.get(&self.detail?)?;
        let ruling = self.rules.as_ref()?;
        let (id, name) = (seat.scenario.id, &*seat.scenario.name);
        let mut decision = seat.bound.as_ref().and_then(|bound| {
            let binding = ruling.binding(bound);
            if is_behind(id, self.undecided_from) {
                Some(binding.undecided_trace(name))
            } else {
                binding.trace(&bound.prepared, name)
            }
        });
        if let Some(decision) = &mut decision {
            // They are told as problems of the row.
            decision.findings.clear();
        }
        for (path, id) in &ruling.paths {
            let is_it = |unread: &Unread| unread.document == *id && unread.earlier.is_some();
            if let Some(decision) = &mut decision
                && self.unread.iter().any(is_it)
            {
                // They are of a text that is no longer there.
                forget_places(decision, path);
            }
        }
        let detail = Detail {
            scenario: seat.scenario.id,
            decision: decision.map(Rc::new),
            documents: ruling.paths.clone(),
        };
        if self.sent.detail.as_ref() == Some(&detail) {
            return None;
        }
        self.sent.detail = Some(detail.clone());
        Some(detail)
    }

    /// What would change the outcome, when asked and when it differs from what was sent.
    fn single_facts(&mut self) -> Option<Changes> {
        let inquiry = self.inquiry.as_ref()?;
        let question = inquiry.question;
        let seat = self.seats.get(&question.scenario)?;
        let ruling = self.rules.as_ref()?;
        let binding = match &seat.bound {
            Some(bound) => ruling.binding(bound),
            None => ruling.compiled(),
        };
        let trial = binding.changes(
            &case::request(&seat.scenario),
            question.action,
            &inquiry.known,
        );
        let changes = Changes {
            question,
            facts: trial.changes.into_iter().map(Rc::new).collect(),
            tried: trial.tried,
            decided: seat.bound.is_some(),
        };
        if self.sent.changes.as_ref() == Some(&changes) {
            return None;
        }
        self.sent.changes = Some(changes.clone());
        Some(changes)
    }
}

impl Problem {
    /// True for what keeps a document from being read at all.
    pub fn is_unreadable(&self) -> bool {
        is_unreadable(&self.finding)
    }

    /// True for an error that waits for its value, which a person has to fill in.
    pub fn is_unfilled(&self) -> bool {
        self.finding.is_error() && self.finding.code == PLACEHOLDER
    }

    /// True for what keeps a policy from being in force as it stands: AWS would refuse it, a value
    /// is to be filled in, or nothing can be read of it.
    fn is_of_no_final_text(&self) -> bool {
        self.finding.is_refused() || self.is_unfilled() || self.is_unreadable()
    }

    /// Whether what was found keeps a text from being read; it has no place on the page yet.
    pub(super) fn keeps_from_reading(finding: &Finding) -> bool {
        is_unreadable(finding)
    }
}

/// Takes the places in one document out of a decision.
fn forget_places(decision: &mut Decision, path: &str) {
    for phase in &mut decision.phases {
        for by in &mut phase.decided_by {
            if by.path.as_deref() == Some(path) {
                (by.span, by.range) = (None, None);
            }
        }
        for trace in phase.statements.iter_mut().flatten() {
            if trace.path == path {
                (trace.span, trace.range) = (None, None);
            }
        }
    }
}
