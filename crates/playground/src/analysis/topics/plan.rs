//! The steps from another state to this one.

use vestibule_answers::words::Line as Told;
use vestibule_answers::{Planned, Planning, Unplanned, plan, runbook, runbook_script};
use vestibule_l10n::{Piece, Text};
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{Case, LockoutVerdict, NoFiles, Outcome, RolloutVerdict};

use super::super::answer::{Line, Order};
use super::super::engine::{Room, line, sentence, whole_case_of_order};
use super::{PlanAsked, PlanTold, StepTold};
use crate::report::markdown::code;

pub(super) fn told(
    text: &Text,
    order: &Order,
    asked: &PlanAsked,
) -> Result<PlanTold, Box<Unplanned>> {
    let [before, after] = [&asked.before, order].map(|order| {
        let mut file = whole_case_of_order(order).file().clone();
        file.requests = asked.rows.clone();
        Case::new(file, &NoFiles)
    });
    let stages = asked.stages.split(|c: char| c == ',' || c.is_whitespace());
    let stages = stages.filter(|stage| !stage.is_empty());
    let stages: Vec<String> = stages.map(ToOwned::to_owned).collect();
    let planning = Planning {
        stages: &stages,
        today: order.today(),
    };
    Ok(said(text, plan(&before, &after, planning)?))
}

fn said(text: &Text, planned: Planned) -> PlanTold {
    let markdown = runbook(&planned, &|message| spans(text, message));
    let script = matches!(planned.answer.verdict, RolloutVerdict::Ready)
        .then(|| runbook_script(&planned, &|message| plain(text, message)));
    let last = planned.answer.steps.last().map(|step| step.state.lockout);
    let outcome = match planned.answer.verdict {
        RolloutVerdict::Nothing => Outcome::Allowed,
        RolloutVerdict::Ready if last == Some(LockoutVerdict::None) => Outcome::Allowed,
        RolloutVerdict::Ready | RolloutVerdict::Unknown => Outcome::Unknown,
        RolloutVerdict::Stopped => Outcome::Denied,
    };
    let mut room = Room::default();
    let mut whole = |head: Message, below: Vec<Told>| {
        let mut title = sentence(text, line(head));
        title.below = room.lines(text, below);
        title
    };
    let one = |message: Message| sentence(text, line(message));
    let summary = Line {
        outcome: Some(outcome),
        ..whole(planned.summary, planned.current)
    };
    let steps = planned.answer.steps.into_iter().zip(planned.steps);
    let steps = steps.map(|(step, shown)| {
        let (mut look, mut watch) = (Vec::new(), Vec::new());
        for message in shown.watch {
            match command(text, &message) {
                Some(command) => look.push(command),
                None => watch.push(one(message)),
            }
        }
        StepTold {
            line: whole(shown.title, shown.state),
            warning: shown.warning.map(one),
            commands: step.commands,
            rollback: step.rollback,
            watch,
            look,
        }
    });
    let steps = steps.collect();
    let stopped = planned.stopped.into_iter().map(|(title, breaks)| Line {
        outcome: Some(Outcome::Denied),
        below: breaks.into_iter().map(one).collect(),
        ..one(title)
    });
    PlanTold {
        summary,
        steps,
        stopped: stopped.collect(),
        notes: planned.notes.into_iter().map(one).collect(),
        markdown,
        script,
    }
}

/// The command that a phrase is, where it is nothing else.
fn command(text: &Text, message: &Message) -> Option<String> {
    match text.phrase(message).as_slice() {
        [piece] if piece.is_code && piece.text.starts_with("aws ") => Some(piece.text.to_string()),
        _ => None,
    }
}

/// A phrase in Markdown.
fn spans(text: &Text, message: &Message) -> String {
    let span = |piece: Piece| match piece.is_code {
        true => code(&piece.text.replace(['\n', '\r'], " ")),
        false => piece.text.to_string(),
    };
    text.phrase(message).into_iter().map(span).collect()
}

/// A phrase without marks around code.
fn plain(text: &Text, message: &Message) -> String {
    let pieces = text.phrase(message).into_iter();
    pieces.map(|piece| piece.text.to_string()).collect()
}
