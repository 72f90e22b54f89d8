//! The ways back into the console, and what becomes of sessions.

use vestibule_answers::words::Section;
use vestibule_answers::{Recovered, recovery, recovery_with_sessions};
use vestibule_l10n::Text;
use vestibule_wire::{Case, Finding, NoFiles, Outcome, Request, WayBack};

use super::super::answer::{Line, Order};
use super::super::engine::{Room, line, sentence, whole_case_of_order};
use super::{RecoveryTold, Runnable};

pub(super) fn told(
    text: &Text,
    order: &Order,
    rows: &[Request],
) -> Result<RecoveryTold, Box<Finding>> {
    let whole = whole_case_of_order(order);
    let ways = recovery(&whole, order.today())?;
    let mut of_rows = whole.file().clone();
    of_rows.requests = rows.to_vec();
    let of_rows = Case::new(of_rows, &NoFiles);
    let sessions = recovery_with_sessions(&of_rows, order.today())?;
    Ok(said(text, ways, sessions))
}

/// The ways of the first answer, and the sessions of the second one.
fn said(text: &Text, ways: Recovered, both: Recovered) -> RecoveryTold {
    let mut room = Room::default();
    let sessions = both.answer.sessions.unwrap_or_default();
    // One for each, or one that says that there is none; and what ends sessions.
    let count = sessions.len().max(1) + 1;
    let mut of_sessions = both.sections;
    of_sessions.drain(..of_sessions.len().saturating_sub(count));
    let outcome = outcome(ways.answer.verdict);
    let mut sections = ways.sections.into_iter();
    let first = sections.next().map(|first| section(text, &mut room, first));
    let readiness = sections.next();
    let mut sections: Vec<Section> = sections.collect();
    let last = sections.pop();
    let verdicts: Vec<WayBack> = ways.answer.ways.iter().map(|way| way.verdict).collect();
    let commands = ways.answer.ways.into_iter().map(|way| way.commands);
    let runnable = |(section, commands): (Section, Vec<String>)| runnable(section, commands);
    let ways: Vec<(Section, Vec<String>)> =
        sections.into_iter().zip(commands).map(runnable).collect();
    let rules = of_sessions.pop();
    let commands = sessions.into_iter().map(|session| session.commands);
    let commands = commands.chain(std::iter::repeat(Vec::new()));
    let sessions = of_sessions.into_iter().zip(commands);
    let sessions: Vec<(Section, Vec<String>)> = sessions.map(runnable).collect();
    let mut told = |(of, commands): (Section, Vec<String>)| Runnable {
        line: section(text, &mut room, of),
        commands,
    };
    let mut ways: Vec<Runnable> = ways.into_iter().map(&mut told).collect();
    for (way, verdict) in ways.iter_mut().zip(verdicts) {
        way.line.outcome = Some(self::outcome(verdict));
    }
    let sessions = sessions.into_iter().map(told).collect();
    let mut or_nothing = |of: Option<Section>| match of {
        Some(of) => section(text, &mut room, of),
        None => Line {
            outcome: None,
            text: String::new(),
            witness: None,
            below: Vec::new(),
        },
    };
    RecoveryTold {
        sentence: Line {
            outcome: Some(outcome),
            ..first.unwrap_or_else(|| or_nothing(None))
        },
        is_before: both.answer.is_before,
        ways,
        sessions,
        afterwards: or_nothing(last),
        rules: or_nothing(rules),
        readiness: or_nothing(readiness),
        left_out: room.left_out(),
    }
}

/// Whether a way leads into the console, as the page shows it.
fn outcome(verdict: WayBack) -> Outcome {
    match verdict {
        WayBack::Open => Outcome::Allowed,
        WayBack::Closed => Outcome::Denied,
        WayBack::Unknown => Outcome::Unknown,
    }
}

/// A section without the line of its commands, which are shown to be copied.
fn runnable(mut section: Section, commands: Vec<String>) -> (Section, Vec<String>) {
    if !commands.is_empty() {
        section.lines.pop();
    }
    (section, commands)
}

fn section(text: &Text, room: &mut Room, section: Section) -> Line {
    let mut title = sentence(text, line(section.title));
    title.below = room.lines(text, section.lines);
    title
}
