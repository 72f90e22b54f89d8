//! `vestibule plan`.

use std::io;

use vestibule_answers::words::Line;
use vestibule_answers::{Planned, PlannedStep, Planning, plan, plan_words};
use vestibule_l10n::Text as Words;
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{LockoutVerdict, RolloutStep, RolloutVerdict};

use super::answer::{markdown_lines, plain, spans, text_lines};
use super::diff::standard_input_twice;
use super::{answer, case};
use crate::access::STDIN;
use crate::args::{Plan, PlanFormat};
use crate::exit::Exit;
use crate::host::Host;
use crate::output::{BOLD, Output, Text};
use crate::{findings, output};

pub(crate) fn run(args: &Plan, host: &dyn Host, language: &Words) -> io::Result<Exit> {
    let refuse = |finding: &vestibule_wire::Finding, place: Option<&str>| {
        output::complain(host, findings::write(language, finding, place, None));
        Exit::Unusable
    };
    if [&*args.current, &*args.wanted] == [STDIN; 2] {
        return Ok(refuse(&standard_input_twice(), None));
    }
    let mut cases = Vec::new();
    for path in [&*args.current, &*args.wanted] {
        let case = match case::read(path, &args.allow, host, language) {
            Ok(case) => case,
            Err(exit) => return Ok(exit),
        };
        case::complain(&case, Some(path), host, language);
        if answer::exit(&case, Exit::Done) == Exit::Unusable {
            return Ok(Exit::Unusable);
        }
        cases.push(case);
    }
    let [current, wanted] = cases.as_slice() else {
        return Ok(Exit::Unusable);
    };
    let planning = Planning {
        stages: &args.stage,
        today: args.today.as_deref(),
    };
    let planned = match plan(current, wanted, planning) {
        Ok(planned) => planned,
        Err(unplanned) => {
            let file = match unplanned.is_of_current {
                true => &args.current,
                false => &args.wanted,
            };
            for finding in &unplanned.findings {
                refuse(finding, Some(case::shown(file)));
            }
            return Ok(Exit::Unusable);
        }
    };
    let mut out = output::stdout(host);
    let shown = Shown {
        planned: &planned,
        language,
    };
    let output = match args.format {
        PlanFormat::Json => out.json(&planned.answer),
        PlanFormat::Text => shown.text(&mut out),
        PlanFormat::Markdown => shown.markdown(&mut out),
        PlanFormat::Script => shown.script(&mut out),
    };
    let output = output.and_then(|()| out.flush());
    let last = planned.answer.steps.last().map(|step| step.state.lockout);
    let exit = match planned.answer.verdict {
        RolloutVerdict::Nothing => Exit::Done,
        RolloutVerdict::Ready if last == Some(LockoutVerdict::None) => Exit::Done,
        RolloutVerdict::Ready | RolloutVerdict::Stopped | RolloutVerdict::Unknown => Exit::Wrong,
    };
    exit.after(output)
}

struct Shown<'a> {
    planned: &'a Planned,
    language: &'a Words,
}

impl Shown<'_> {
    fn steps(&self) -> impl Iterator<Item = (usize, &RolloutStep, &PlannedStep)> {
        let both = self.planned.answer.steps.iter().zip(&self.planned.steps);
        both.zip(1..)
            .map(|((step, shown), number)| (number, step, shown))
    }

    fn line(&self, message: &Message) -> String {
        plain(self.language, message)
    }

    fn text(&self, out: &mut Output) -> io::Result<()> {
        let head = |text: String| Text::default().styled(BOLD, text);
        out.line(head(self.line(&self.planned.summary)))?;
        text_lines(out, self.language, &self.planned.current, 1)?;
        for (number, step, shown) in self.steps() {
            out.line("")?;
            out.line(head(format!("{number}. {}", self.line(&shown.title))))?;
            if let Some(warning) = &shown.warning {
                out.line(format!("  {}", self.line(warning)))?;
            }
            for command in &step.commands {
                out.line(format!("  $ {command}"))?;
            }
            text_lines(out, self.language, &shown.state, 1)?;
            self.below(out, &plan_words::before_next(), &shown.watch)?;
            out.line(format!("  {}", self.line(&plan_words::rollback())))?;
            for command in &step.rollback {
                out.line(format!("    $ {command}"))?;
            }
        }
        for (title, breaks) in &self.planned.stopped {
            out.line("")?;
            out.line(head(self.line(&plan_words::not_next(title))))?;
            for message in breaks {
                out.line(format!("  {}", self.line(message)))?;
            }
        }
        out.line("")?;
        self.planned
            .notes
            .iter()
            .try_for_each(|note| out.line(self.line(note)))
    }

    fn below(&self, out: &mut Output, head: &Message, lines: &[Message]) -> io::Result<()> {
        out.line(format!("  {}", self.line(head)))?;
        lines
            .iter()
            .try_for_each(|line| out.line(format!("    {}", self.line(line))))
    }

    /// Lines that a script prints.
    fn printed(&self, out: &mut Output, lines: &[Line], depth: usize) -> io::Result<()> {
        let margin = "  ".repeat(depth);
        for line in lines {
            let text = plan_words::word(&answer::line(self.language, line));
            out.line(format!("printf '{margin}%s\\n' {text}"))?;
            self.printed(out, &line.below, depth + 1)?;
        }
        Ok(())
    }

    fn markdown(&self, out: &mut Output) -> io::Result<()> {
        out.line(format!(
            "**{}**",
            spans(self.language, &self.planned.summary)
        ))?;
        out.line("")?;
        markdown_lines(out, self.language, &self.planned.current, 0)?;
        for (number, step, shown) in self.steps() {
            out.line("")?;
            out.line(format!(
                "**{number}. {}**",
                spans(self.language, &shown.title)
            ))?;
            out.line("")?;
            if let Some(warning) = &shown.warning {
                out.line(format!("**{}**", spans(self.language, warning)))?;
                out.line("")?;
            }
            block(out, &step.commands)?;
            markdown_lines(out, self.language, &shown.state, 0)?;
            out.line("")?;
            out.line(spans(self.language, &plan_words::before_next()))?;
            out.line("")?;
            for line in &shown.watch {
                out.line(format!("- {}", spans(self.language, line)))?;
            }
            out.line("")?;
            out.line(spans(self.language, &plan_words::rollback()))?;
            out.line("")?;
            block(out, &step.rollback)?;
        }
        for (title, breaks) in &self.planned.stopped {
            out.line("")?;
            out.line(format!(
                "**{}**",
                spans(self.language, &plan_words::not_next(title))
            ))?;
            out.line("")?;
            for message in breaks {
                out.line(format!("- {}", spans(self.language, message)))?;
            }
        }
        out.line("")?;
        for note in &self.planned.notes {
            out.line(format!("- {}", spans(self.language, note)))?;
        }
        Ok(())
    }

    /// A script that asks before each step, and runs what takes it back where it is told to.
    fn script(&self, out: &mut Output) -> io::Result<()> {
        let word = plan_words::word;
        out.line("#!/usr/bin/env bash")?;
        out.line("set -euo pipefail")?;
        out.line(format!(
            "printf '%s\\n' {}",
            word(&self.line(&self.planned.summary))
        ))?;
        if self.planned.answer.verdict != RolloutVerdict::Ready {
            return out.line("exit 1");
        }
        out.line("confirm() {")?;
        out.line("  printf '%s: ' \"$1\"")?;
        out.line("  local answer")?;
        out.line("  read -r answer")?;
        out.line("  [ \"$answer\" = yes ]")?;
        out.line("}")?;
        let [run, keep] = plan_words::questions().map(|question| word(&self.line(&question)));
        for (number, step, shown) in self.steps() {
            out.line("")?;
            let title = format!("{number}. {}", self.line(&shown.title));
            out.line(format!("printf '\\n%s\\n' {}", word(&title)))?;
            for line in shown.warning.iter().chain(&shown.watch) {
                out.line(format!("printf '  %s\\n' {}", word(&self.line(line))))?;
            }
            self.printed(out, &shown.state, 1)?;
            out.line(format!("confirm {run} || exit 1"))?;
            for command in &step.commands {
                out.line(command.as_str())?;
            }
            out.line(format!("if ! confirm {keep}; then"))?;
            for command in &step.rollback {
                out.line(format!("  {command}"))?;
            }
            out.line("  exit 1")?;
            out.line("fi")?;
        }
        Ok(())
    }
}

/// Commands as a block of Markdown that no text of theirs ends.
fn block(out: &mut Output, commands: &[String]) -> io::Result<()> {
    let text = commands.join("\n");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    out.line(format!("{fence}sh"))?;
    commands
        .iter()
        .try_for_each(|command| out.line(command.as_str()))?;
    out.line(fence.as_str())?;
    out.line("")
}
