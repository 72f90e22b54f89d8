//! How an order becomes an answer, in the worker that analyses.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_answers::{is_about_identity_center, lint, locks_out_everybody, summary, words};
use vestibule_iam::json;
use vestibule_l10n::{Language, Text};
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{
    AccessMap, Case, CaseFile, Finding, Guarantee, GuaranteeProof, GuaranteeVerdict, Lockout,
    NamedNetwork, NoFiles, Outcome, Request, WayIn, with_policy_written,
};

use super::answer::{Answer, Line, OfAccount, Order};
use super::inquiry::{Inquiry, Told};
use super::topics::RepairOf;
use super::{account, compare, fixing, import, rules, standings, topics};
use crate::evaluate::answer::{Field, Problem, Rules};
use crate::evaluate::case;
use crate::state::unknown_members::put_back_known;

/// So many sentences are always in sight.
const CLAIMS: usize = 6;

/// So many lines go to the page, and no more than anyone reads.
const LINES: usize = 500;

/// The answer to whatever is asked.
pub fn told(inquiry: Inquiry) -> Told {
    match inquiry {
        Inquiry::All(order) => Told::All(Rc::new(answer(&order))),
        Inquiry::Fix(asked) => Told::Fix(Rc::new(fixing::told(&asked))),
        Inquiry::Import(asked) => Told::Import(Rc::new(import::told(&asked))),
        Inquiry::Compare(asked) => Told::Compare(Rc::new(compare::told(&asked))),
        Inquiry::Topic(asked) => Told::Topic(Rc::new(topics::engine::told(&asked))),
        Inquiry::Rules(asked) => Told::Rules(rules::told(asked)),
    }
}

/// What holds for all sign-ins.
pub fn answer(order: &Order) -> Answer {
    let language = Language::of_tag(&order.language).unwrap_or_default();
    let text = Text::of_answers(language);
    let (case, note) = case_and_account(order);
    let mut answer = Answer {
        number: order.number,
        account: note,
        accounts: standings::told(&text, order, whole(order, &case).as_ref().unwrap_or(&case)),
        ..Answer::default()
    };
    if answer.account.as_ref().is_some_and(OfAccount::is_missing) {
        // Whose account it is does not matter to the rules.
        answer.findings = placed(order, &case, lint::lint_on(&case, order.today()), &text);
        return answer;
    }
    match Found::of(&case, order.today()) {
        Ok(found) => {
            let (claims, left_out) = found.claims(&case);
            answer.more_claims = left_out;
            answer.repairs = claims
                .iter()
                .map(|line| found.repair(&case, line))
                .collect();
            if case.organization().is_none() {
                answer.of_identity_center = found.of_identity_center(&claims);
                answer.is_total = locks_out_everybody(&found.lockout);
            }
            let claims = claims.into_iter().map(|line| sentence(&text, line));
            answer.claims = claims.collect();
            answer.held = found.count();
            (answer.sections, answer.left_out) = found.sections(&text, &case);
            answer.findings = placed(order, &case, found.findings(&case, order.today()), &text);
        }
        Err(finding) => {
            let claim = sentence(&text, line(finding.message));
            let claim = Line {
                outcome: Some(Outcome::Unknown),
                ..claim
            };
            answer.claims.push(claim);
        }
    }
    answer
}

/// The case of an order, and what is to be known of its account.
fn case_and_account(order: &Order) -> (Case, Option<OfAccount>) {
    let case = Case::new(file(order), &NoFiles);
    if case.organization().is_some() {
        // Each sign-in is to the account of its principal.
        return (case, None);
    }
    let (account, note) = account::of(order, &case);
    let Some(account) = account else {
        return (case, note);
    };
    let is_told = case::account(&order.rules.account).id.is_some();
    let mut file = file(order);
    if !is_told {
        // The text that the page shows is made without an account, and findings have places in it.
        with_policy_written(&mut file);
    }
    file.account.get_or_insert_default().id = Some(account);
    (Case::new(file, &NoFiles), note)
}

/// The case of an order.
pub(super) fn case_of_order(order: &Order) -> Case {
    case_and_account(order).0
}

/// The case of an order with what its case file says beside what the page has a place for.
pub(super) fn whole_case_of_order(order: &Order) -> Case {
    let case = case_of_order(order);
    whole(order, &case).unwrap_or(case)
}

/// A case with what its case file says beside what the page has a place for; `None` where it
/// says no more, or nothing that could be read.
fn whole(order: &Order, case: &Case) -> Option<Case> {
    if order.kept.is_empty() {
        return None;
    }
    let text = case.file().to_json().unwrap_or_default();
    let mut root = json::parse_any_length(&text).root;
    put_back_known(&order.kept, &mut root);
    Case::read(root.to_compact_string(), &NoFiles).ok()
}

/// The findings at their places on the page, in the language of the answer.
fn placed(order: &Order, of: &Case, mut found: Vec<Finding>, text: &Text) -> Vec<Rc<Problem>> {
    // What depends on a mistake is not known, and the mistake is told.
    let has_errors = of.findings().iter().any(Finding::is_error);
    found.retain(|finding| finding.is_error() || !has_errors);
    let (_, paths) = case::file(&order.rules);
    let unnamed = |id: u32| order.names.iter().any(|(unnamed, _)| *unnamed == id);
    let said = |message: &Message| Message::phrase(&text.line(message));
    let problem = |mut finding: Finding| {
        finding.message = said(&finding.message);
        finding.help = finding.help.as_ref().map(said);
        if let Some(fix) = &mut finding.fix {
            fix.title = said(&fix.title);
        }
        let place = case::place_of(&finding, &paths);
        if let Some(Field::DocumentText(id)) = place.filter(|_| finding.policy.is_some()) {
            // The name that the page gives it is unknown to the case file.
            let path = paths.iter().find(|(_, of)| *of == id && unnamed(id));
            let path = path.and_then(|(path, _)| path.strip_prefix("policies."));
            finding.policy = path.map(str::to_owned).or(finding.policy);
        }
        Rc::new(Problem {
            place,
            finding,
            of_all: true,
        })
    };
    found.into_iter().map(problem).collect()
}

/// What decides, with each document called as the page calls it.
fn named(order: &Order) -> Rules {
    let mut rules = order.rules.clone();
    for document in &mut rules.documents {
        let name = order.names.iter().find(|(id, _)| *id == document.id);
        if let Some((_, name)) = name {
            Rc::make_mut(document).name = name.clone();
        }
    }
    rules
}

/// The case file of an order.
fn file(order: &Order) -> CaseFile {
    let (file, _) = case::file(&named(order));
    let declared = &order.declared;
    let guarantees = declared.guarantees.iter();
    CaseFile {
        networks: declared
            .networks
            .iter()
            .map(|one| NamedNetwork::clone(one))
            .collect(),
        guarantees: guarantees.map(|one| Guarantee::clone(one)).collect(),
        perimeter: declared.perimeter.as_deref().cloned(),
        requests: order.requests.clone(),
        ..file
    }
}

/// What was found.
struct Found {
    lockout: Lockout,
    map: AccessMap,
    /// What is to hold, and whether it does.
    held: Vec<Guarantee>,
    proofs: Vec<GuaranteeProof>,
}

impl Found {
    fn of(case: &Case, today: Option<&str>) -> Result<Self, Box<Finding>> {
        let held = case.file().held();
        Ok(Self {
            lockout: vestibule_answers::lockout(case)?,
            map: vestibule_answers::access_map(case)?,
            proofs: if held.is_empty() {
                Vec::new()
            } else {
                vestibule_answers::prove_all(case, &held, today)?
            },
            held,
        })
    }

    /// What the rules about all policies find.
    fn findings(&self, case: &Case, today: Option<&str>) -> Vec<Finding> {
        if case.organization().is_some() {
            return lint::lint_on(case, today);
        }
        let unneeded = vestibule_answers::unneeded(case);
        lint::lint_with(
            case,
            &self.map,
            &self.lockout,
            unneeded.as_ref().map_err(AsRef::as_ref),
            today,
        )
    }

    /// How many guarantees hold, and how many there are.
    fn count(&self) -> (usize, usize) {
        let holds = |of: &&GuaranteeProof| of.verdict == GuaranteeVerdict::Holds;
        let holding = self.proofs.iter().filter(holds).count();
        (holding, self.proofs.len())
    }

    /// What is to be said first, and how many sentences have no room.
    fn claims(&self, case: &Case) -> (Vec<words::Line>, usize) {
        let mut sentences = summary(case, &self.map, &self.lockout, &self.proofs).sentences;
        // The page says it in its own words, with the way back.
        sentences.retain(|line| !words::is_without_identity_center(line));
        let left_out = sentences.len().saturating_sub(CLAIMS);
        // What is below them is in the sections.
        sentences.truncate(CLAIMS);
        (sentences, left_out)
    }

    /// What would mend what a sentence says: the sign-in that shows it is let in, or kept out
    /// where a guarantee wants that.
    fn repair(&self, case: &Case, line: &words::Line) -> Option<RepairOf> {
        if case.organization().is_some() {
            return None;
        }
        let shown = line.witness.as_ref()?;
        let mut proofs = self.proofs.iter();
        let broken = proofs.find(|proof| {
            proof.verdict != GuaranteeVerdict::Holds && proof.witness.as_ref() == Some(shown)
        });
        if let Some(broken) = broken {
            let mut declared = case.file().guarantees.iter();
            let is_repaired = declared.any(|of| of.name == broken.guarantee);
            let name = broken.guarantee.clone().into();
            return is_repaired.then_some(RepairOf::Guarantee(name));
        }
        if line.outcome != Some(Outcome::Denied) {
            return None;
        }
        let mut locked = self.lockout.principals.iter();
        let is_locked =
            locked.any(|access| access.verdict == WayIn::LockedOut && access.witness == *shown);
        Some(if is_locked {
            RepairOf::LockedOut
        } else {
            RepairOf::Example(Box::new(shown.clone()))
        })
    }

    /// The sentence by which nobody signs in through IAM Identity Center.
    fn of_identity_center(&self, claims: &[words::Line]) -> Option<usize> {
        claims.iter().position(|line| {
            let witness = line.witness.as_ref();
            witness.is_some_and(|shown| is_about_identity_center(&self.lockout, shown))
        })
    }

    /// The whole answer, and how many lines of it have no room.
    fn sections(&self, text: &Text, case: &Case) -> (Vec<Line>, usize) {
        let file = case.file();
        let mut sections = Vec::new();
        if !self.proofs.is_empty() {
            let identity_center = file.identity_center();
            let of_proofs = words::guarantees(&self.proofs, &self.held, identity_center, &|_| None);
            sections.push(of_proofs);
        }
        sections.extend(words::access_map(&self.map, file, &|_| None));
        let has_networks = !file.networks.is_empty();
        sections.push(words::lockout(&self.lockout, has_networks, &|_| None));
        let mut room = Room::default();
        let section = |section: words::Section| Line {
            below: room.lines(text, section.lines),
            ..sentence(text, line(section.title))
        };
        let sections = sections.into_iter().map(section).collect();
        (sections, room.left_out())
    }
}

/// How many lines there are so far.
#[derive(Default)]
pub(super) struct Room {
    told: usize,
}

impl Room {
    /// How many lines had none.
    pub(super) fn left_out(&self) -> usize {
        self.told.saturating_sub(LINES)
    }

    /// Those of the lines for which there is room.
    pub(super) fn lines(&mut self, text: &Text, all: Vec<words::Line>) -> Vec<Line> {
        let mut lines = Vec::new();
        for mut line in all {
            self.told += 1;
            let has_room = self.told <= LINES;
            let below = self.lines(text, std::mem::take(&mut line.below));
            if has_room {
                lines.push(Line {
                    below,
                    ..said(text, line)
                });
            }
        }
        lines
    }
}

/// A line that says no more than that.
pub(super) fn line(head: Message) -> words::Line {
    words::Line {
        outcome: None,
        head,
        tail: None,
        statements: Vec::new(),
        witness: None,
        below: Vec::new(),
    }
}

/// A line as the page shows it, without what is below it.
pub(super) fn said(text: &Text, line: words::Line) -> Line {
    let mut said = text.marked(&line.head);
    if let Some(tail) = &line.tail {
        said.push_str(": ");
        said.push_str(&text.marked(tail));
    }
    Line {
        outcome: line.outcome,
        text: said,
        witness: line.witness.and_then(case_of),
        below: Vec::new(),
    }
}

/// A line that stands by itself: English ones begin in lower case.
pub(super) fn sentence(text: &Text, line: words::Line) -> Line {
    let mut line = said(text, line);
    if let Some(letter) = line.text.get_mut(..1) {
        letter.make_ascii_uppercase();
    }
    line
}

/// A sign-in as the page reads it: in a case file.
fn case_of(request: Request) -> Option<IString> {
    let file = CaseFile {
        requests: vec![request],
        ..CaseFile::default()
    };
    file.to_json().map(IString::from)
}
