//! A plan as a runbook and as a script.

use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{RolloutStep, RolloutVerdict};

use crate::rollout::{Planned, PlannedStep, plan_words};
use crate::words::Line;

/// A plan as Markdown. `say` writes a phrase in the language of the reader, with code as code.
pub fn runbook(planned: &Planned, say: &dyn Fn(&Message) -> String) -> String {
    let mut out = Lines::default();
    out.line(format!("**{}**", say(&planned.summary)));
    out.line("");
    list(&mut out, say, &planned.current, 0);
    for (number, step, shown) in steps(planned) {
        out.line("");
        out.line(format!("**{number}. {}**", say(&shown.title)));
        out.line("");
        if let Some(warning) = &shown.warning {
            out.line(format!("**{}**", say(warning)));
            out.line("");
        }
        block(&mut out, &step.commands);
        list(&mut out, say, &shown.state, 0);
        out.line("");
        out.line(say(&plan_words::before_next()));
        out.line("");
        for line in &shown.watch {
            out.line(format!("- {}", say(line)));
        }
        out.line("");
        out.line(say(&plan_words::rollback()));
        out.line("");
        block(&mut out, &step.rollback);
    }
    for (title, breaks) in &planned.stopped {
        out.line("");
        out.line(format!("**{}**", say(&plan_words::not_next(title))));
        out.line("");
        for message in breaks {
            out.line(format!("- {}", say(message)));
        }
    }
    out.line("");
    for note in &planned.notes {
        out.line(format!("- {}", say(note)));
    }
    out.text
}

/// A plan as a script for a shell, which asks before each step and runs what takes it back where
/// it is told to. `say` writes a phrase in the language of the reader, without marks.
pub fn runbook_script(planned: &Planned, say: &dyn Fn(&Message) -> String) -> String {
    let word = plan_words::word;
    let mut out = Lines::default();
    out.line("#!/usr/bin/env bash");
    out.line("set -euo pipefail");
    out.line(format!("printf '%s\\n' {}", word(&say(&planned.summary))));
    if planned.answer.verdict != RolloutVerdict::Ready {
        out.line("exit 1");
        return out.text;
    }
    for line in [
        "confirm() {",
        "  printf '%s: ' \"$1\"",
        "  local answer",
        "  read -r answer",
        "  [ \"$answer\" = yes ]",
        "}",
    ] {
        out.line(line);
    }
    let [run, keep] = plan_words::questions().map(|question| word(&say(&question)));
    for (number, step, shown) in steps(planned) {
        out.line("");
        let title = format!("{number}. {}", say(&shown.title));
        out.line(format!("printf '\\n%s\\n' {}", word(&title)));
        for line in shown.warning.iter().chain(&shown.watch) {
            out.line(format!("printf '  %s\\n' {}", word(&say(line))));
        }
        printed(&mut out, say, &shown.state, 1);
        out.line(format!("confirm {run} || exit 1"));
        for command in &step.commands {
            out.line(command);
        }
        out.line(format!("if ! confirm {keep}; then"));
        for command in &step.rollback {
            out.line(format!("  {command}"));
        }
        out.line("  exit 1");
        out.line("fi");
    }
    out.text
}

/// Text that grows by lines.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }
}

/// The steps with their numbers, from one.
fn steps(planned: &Planned) -> impl Iterator<Item = (usize, &RolloutStep, &PlannedStep)> {
    let both = planned.answer.steps.iter().zip(&planned.steps);
    both.zip(1..)
        .map(|((step, shown), number)| (number, step, shown))
}

/// A line without those below it.
fn whole(say: &dyn Fn(&Message) -> String, line: &Line) -> String {
    let head = say(&line.head);
    match &line.tail {
        Some(tail) => format!("{head}: {}", say(tail)),
        None => head,
    }
}

/// Lines that a script prints.
fn printed(out: &mut Lines, say: &dyn Fn(&Message) -> String, lines: &[Line], depth: usize) {
    let margin = "  ".repeat(depth);
    for line in lines {
        let text = plan_words::word(&whole(say, line));
        out.line(format!("printf '{margin}%s\\n' {text}"));
        printed(out, say, &line.below, depth + 1);
    }
}

fn list(out: &mut Lines, say: &dyn Fn(&Message) -> String, lines: &[Line], depth: usize) {
    for line in lines {
        out.line(format!("{}- {}", "  ".repeat(depth), whole(say, line)));
        list(out, say, &line.below, depth + 1);
    }
}

/// Commands as a block that no text of theirs ends.
fn block(out: &mut Lines, commands: &[String]) {
    let text = commands.join("\n");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    out.line(format!("{fence}sh"));
    commands.iter().for_each(|command| out.line(command));
    out.line(&fence);
    out.line("");
}
