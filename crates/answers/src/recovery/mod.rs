//! The ways back into an account whose console is closed: which there are, for whom, and what
//! to run.
//!
//! What policies prove, what the case file or AWS says, and what nobody says are kept apart.

mod callers;
mod commands;
pub(crate) mod known;
mod readiness;
mod sessions;
mod ways;
mod words;

use vestibule_wire::{
    Case, ConsoleAuthorization, Finding, LockoutVerdict, NoFiles, Recovery, RecoveryWay, WayBack,
};

use crate::inlined::inlined;
use crate::other_action::{DELETE_CONFIGURATION, DELETE_STATEMENT};
use crate::question::Question;
use crate::summary::About;
use crate::summary::exempt::exempt;
use crate::words::Section;
use crate::{lockout, map, question};
use callers::Callers;
use ways::{Found, Way};

/// The ways back into an account, in the contract's JSON and in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    /// The answer.
    pub answer: Recovery,
    /// What the answer says, in words for people.
    pub sections: Vec<Section>,
}

/// The ways back into the account of a case. Where the case says that console authorization is
/// off, it is taken to be on: the answer then says how ready the account is. `today`, as
/// `2027-06-30`, is the day by which a password may have expired.
///
/// # Errors
/// As [`crate::access_map`].
pub fn recovery(case: &Case, today: Option<&str>) -> Result<Recovered, Box<Finding>> {
    let authorization = case.compiled().authorizer().account().authorization;
    if authorization.account || authorization.organization {
        return of_state(case, today, false);
    }
    of_state(&enabled(case), today, true)
}

/// As [`recovery`], with what becomes of sessions that the requests of the case opened.
///
/// # Errors
/// As [`recovery`].
pub fn recovery_with_sessions(case: &Case, today: Option<&str>) -> Result<Recovered, Box<Finding>> {
    let mut recovered = recovery(case, today)?;
    let (timelines, sections) = if recovered.answer.is_before {
        sessions::sessions(&enabled(case))
    } else {
        sessions::sessions(case)
    };
    recovered.answer.sessions = Some(timelines);
    recovered.sections.extend(sections);
    Ok(recovered)
}

/// A case with console authorization on.
fn enabled(case: &Case) -> Case {
    let mut file = inlined(case);
    let account = file.account.get_or_insert_default();
    account.console_authorization = Some(ConsoleAuthorization::Both(true));
    Case::new(file, &NoFiles)
}

fn of_state(case: &Case, today: Option<&str>, is_before: bool) -> Result<Recovered, Box<Finding>> {
    let question = question::of_case(case)?;
    let map = map::of_question(case, &question)?;
    let lockout = lockout::of_question(case, &question)?;
    let about = About::new(case, &map, &lockout);
    let exempt = exempt(&about);
    let callers = Callers::of(case, &question, DELETE_CONFIGURATION)?;
    let deleters = Callers::of(case, &question, DELETE_STATEMENT)?;
    let found = Found {
        case,
        question: &question,
        about: &about,
        callers: &callers,
        today,
    };
    let ways = found.ways(&exempt);
    let verdict = overall(ways.iter().map(|way| way.verdict));
    let checklist = readiness::of(&found, &exempt, &deleters);
    let mut recovered = recovered(&question, verdict, &lockout, is_before, &ways);
    recovered.answer.readiness = readiness::points(&checklist);
    recovered.sections.insert(1, readiness::section(&checklist));
    Ok(recovered)
}

/// What several ways come to: one that is open is enough.
fn overall(verdicts: impl Iterator<Item = WayBack>) -> WayBack {
    verdicts.fold(WayBack::Closed, |all, one| match (all, one) {
        (WayBack::Open, _) | (_, WayBack::Open) => WayBack::Open,
        (WayBack::Unknown, _) | (_, WayBack::Unknown) => WayBack::Unknown,
        (WayBack::Closed, WayBack::Closed) => WayBack::Closed,
    })
}

fn recovered(
    question: &Question<'_>,
    verdict: WayBack,
    lockout: &vestibule_wire::Lockout,
    is_before: bool,
    ways: &[Way],
) -> Recovered {
    let summary = words::summary(verdict);
    let notes = words::notes();
    let plain = |messages: &[vestibule_syntax::diagnostic::Message]| {
        messages.iter().map(|message| message.plain()).collect()
    };
    let way = |way: &Way| RecoveryWay {
        way: way.kind,
        verdict: way.verdict,
        principals: way.principals.clone(),
        proven: plain(&way.proven),
        told: plain(&way.told),
        untold: plain(&way.untold),
        witness: way.witness.clone(),
        commands: way.commands.clone(),
    };
    let answer = Recovery {
        account: question.account.clone(),
        verdict,
        lockout: lockout.verdict,
        is_before,
        readiness: Vec::new(),
        ways: ways.iter().map(way).collect(),
        sessions: None,
        notes: plain(&notes),
        summary: summary.plain(),
    };
    let has_lockout = lockout.verdict != LockoutVerdict::None;
    let state = crate::words::summary(
        lockout.verdict,
        &lockout.principals,
        !question.options.networks.is_empty(),
    );
    let sections = words::sections(summary, state, has_lockout, is_before, ways, &notes);
    Recovered { answer, sections }
}
