//! Why somebody was denied: of a text that was seen, of events of CloudTrail, or of a record of
//! IAM Access Troubleshooter.
//!
//! What the record points at is read off the texts that the evaluator itself has. What policies
//! say of it is decided by the evaluator, once for each thing that unknown facts may be.

mod advice;
mod agreement_words;
mod classify;
mod csv;
mod decided;
mod explained;
mod facts;
mod find;
mod paths;
mod sign_in;
mod text;
mod texts;
mod troubleshooter;
mod words;

use std::collections::{HashMap, HashSet};

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::limits::DOCUMENT_BYTES;
use vestibule_syntax::message;
use vestibule_wire::{Agreement, Case, DenialSource, DenialVerdict, Denials};

use crate::accounts::account_of;
use crate::words::{Section, all_of};
use classify::{of_evaluation, of_event, of_message};
use explained::Explained;
use facts::{Facts, Kind, Who};
use find::{Event, Input};

/// So many sign-ins are explained.
const EXPLAINED: usize = 50;

/// What is known beside the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The policies, and the requests that may be meant by a message.
    pub case: Option<&'a Case>,
    /// The request of the case that is meant by a message, by its number.
    pub request: Option<usize>,
}

/// Why somebody was denied, in the contract's JSON and in words.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedDenials {
    /// The answer.
    pub answer: Denials,
    /// What the answer says, in words for people.
    pub sections: Vec<Section>,
}

/// Why somebody was denied who saw this text, or whose sign-in was recorded so.
pub fn explain_denial(bytes: &[u8], beside: Beside<'_>) -> ExplainedDenials {
    if bytes.len() > DOCUMENT_BYTES {
        return nothing(message!(
            "the input is larger than {most} bytes: take the events of one sign-in out of it",
            most = DOCUMENT_BYTES
        ));
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return nothing(message!("the input is compressed: unpack it with `gunzip`"));
    }
    let text = String::from_utf8_lossy(bytes);
    if text.trim().is_empty() {
        return nothing(message!("the input is empty"));
    }
    match find::find(&text) {
        Some(Input::Events(events)) => of_events(&events, Vec::new(), beside),
        Some(Input::Table(events, _)) if events.is_empty() => {
            nothing(message!("this table has no rows of events"))
        }
        Some(Input::Table(events, lacking)) => {
            let names: Vec<_> = lacking.iter().map(|name| code(name)).collect();
            let note = (!names.is_empty()).then(|| {
                message!(
                    "the table has no {columns}: what they hold is unknown",
                    columns = all_of(names)
                )
            });
            of_events(&events, note.into_iter().collect(), beside)
        }
        Some(Input::Troubleshooter(event)) => {
            let found = troubleshooter::evaluations(&event.root, event.is_broken);
            let left_out = found.len().saturating_sub(EXPLAINED);
            let found = found.iter().take(EXPLAINED);
            let all = found.map(|evaluation| of_evaluation(evaluation, beside.case));
            let mut notes = vec![message!(
                "AWS says that Access Troubleshooter covers most APIs of IAM and no sign-ins"
            )];
            if event
                .node(&["nextToken"])
                .is_some_and(|token| token.as_str().is_some())
            {
                notes.push(message!(
                    "there are more evaluations: this is one page of them"
                ));
            }
            answer(
                DenialSource::AccessTroubleshooter,
                all.collect(),
                0,
                left_out,
                notes,
                beside,
            )
        }
        Some(Input::TroubleshooterPolicy) => nothing(message!(
            "this is a policy of Access Troubleshooter: the evaluation is in `GetRequestAuthorizationDetails`"
        )),
        Some(Input::Ocsf) => nothing(message!(
            "these are events in OCSF, such as those of Security Lake: take the event of CloudTrail"
        )),
        Some(Input::Other(Some(inner))) => of_text(&inner, beside),
        Some(Input::Other(None)) if text.trim_start().starts_with(['{', '[']) => {
            let found = of_message(&text, beside);
            if found.verdict == DenialVerdict::Unrecognized {
                nothing(message!(
                    "this JSON has no event of CloudTrail and no record of Access Troubleshooter"
                ))
            } else {
                of_text(&text, beside)
            }
        }
        Some(Input::Other(None)) | None => of_text(&text, beside),
    }
}

fn of_text(text: &str, beside: Beside<'_>) -> ExplainedDenials {
    let found = of_message(text, beside);
    let source = if found.verdict == DenialVerdict::Unrecognized {
        DenialSource::Unrecognized
    } else {
        DenialSource::Message
    };
    answer(source, vec![found], 0, 0, Vec::new(), beside)
}

/// Of what nothing can be said, and why.
fn nothing(why: Message) -> ExplainedDenials {
    let found = Explained {
        verdict: DenialVerdict::Unrecognized,
        summary: why,
        advice: advice::of_unknown(false),
        ..Explained::default()
    };
    answer(
        DenialSource::Unrecognized,
        vec![found],
        0,
        0,
        Vec::new(),
        Beside::default(),
    )
}

fn of_events(events: &[Event], notes: Vec<Message>, beside: Beside<'_>) -> ExplainedDenials {
    // Other events of a session may have the ARN of its role with its path.
    let mut roles: HashMap<String, String> = HashMap::new();
    for event in events {
        if let (Some(id), Some(arn)) = (facts::unique_id(event), facts::issuer(event)) {
            roles.insert(id, arn);
        }
    }
    let mut seen: HashSet<String> = HashSet::new();
    let mut all = Vec::new();
    let (mut passed_over, mut left_out) = (0, 0);
    let is_alone = events.len() == 1;
    for event in events {
        let mut facts = Facts::of(event);
        if let Some(id) = &facts.event.id
            && !seen.insert(id.clone())
        {
            // An organization's trail has an event of a global service once for each Region.
            continue;
        }
        let is_of_sign_in = matches!(facts.kind, Kind::ConsoleLogin | Kind::Action(_));
        let is_failure = facts.success != Some(true);
        let is_told = is_alone || (is_of_sign_in && is_failure);
        if !is_told {
            passed_over += 1;
            continue;
        }
        if all.len() >= EXPLAINED {
            left_out += 1;
            continue;
        }
        if let Who::PathLost { .. } = facts.who
            && let Some(arn) = facts::unique_id(event).and_then(|id| roles.get(&id))
        {
            facts.who = Who::Known(arn.clone());
        }
        all.push(of_event(&facts, beside.case));
    }
    answer(
        DenialSource::CloudTrail,
        all,
        passed_over,
        left_out,
        notes,
        beside,
    )
}

fn answer(
    source: DenialSource,
    all: Vec<Explained>,
    passed_over: usize,
    left_out: usize,
    mut notes: Vec<Message>,
    beside: Beside<'_>,
) -> ExplainedDenials {
    let verdict = all.iter().map(|one| one.verdict).max();
    let verdict = verdict.unwrap_or(DenialVerdict::NotDenied);
    let agreement = all.iter().filter_map(Explained::agreement).max();
    if beside.case.is_some() && agreement.is_none() && verdict > DenialVerdict::NotDenied {
        notes.push(match other_account(beside.case, &all) {
            Some((account, other)) => message!(
                "the policies are not compared: they are those of {account}, and the sign-in is to {other}",
                account = code(&account),
                other = code(&other)
            ),
            None => message!(
                "the policies are not compared: the input does not say which sign-in is meant"
            ),
        });
    }
    if passed_over > 0 {
        notes.push(message!(
            "{count} events are passed over: other services, or sign-ins that passed",
            count = passed_over
        ));
    }
    if left_out > 0 {
        notes.push(message!(
            "{count} more are left out: hand in fewer at once",
            count = left_out
        ));
    }
    let summary = words::summary(&all, agreement);
    let sections = words::sections(&summary, &all, &notes, agreement);
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let answer = Denials {
        source,
        verdict,
        agreement,
        denials: all.into_iter().map(Explained::into_contract).collect(),
        passed_over: count(passed_over),
        left_out: count(left_out),
        notes: notes.iter().map(|told| told.plain()).collect(),
        summary: summary.plain(),
    };
    ExplainedDenials { answer, sections }
}

/// The account of the policies, and another one in which somebody signed in.
fn other_account(case: Option<&Case>, all: &[Explained]) -> Option<(String, String)> {
    let own = case?.compiled().account_id()?;
    let sign_ins = all.iter().filter_map(|one| one.sign_in.as_ref());
    let mut accounts = sign_ins.filter_map(|request| account_of(&request.principal));
    let other = accounts.find(|of| *of != own)?;
    Some((own.to_owned(), other.to_owned()))
}

impl ExplainedDenials {
    /// Whether the policies do not decide as was recorded.
    pub fn differs(&self) -> bool {
        self.answer.agreement == Some(Agreement::Differs)
    }

    /// Whether the input could be read.
    pub fn is_recognized(&self) -> bool {
        self.answer.verdict != DenialVerdict::Unrecognized
    }
}
