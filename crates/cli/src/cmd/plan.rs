//! `vestibule plan`.

use std::io;

use vestibule_answers::{
    Planned, PlannedStep, Planning, plan, plan_words, runbook, runbook_script,
};
use vestibule_l10n::Text as Words;
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{LockoutVerdict, RolloutStep, RolloutVerdict};

use super::answer::{plain, spans, text_lines};
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
        let case = match case::read(path, case::OF_ONE_ACCOUNT, &args.allow, host, language) {
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

    fn markdown(&self, out: &mut Output) -> io::Result<()> {
        let text = runbook(self.planned, &|message| spans(self.language, message));
        text.lines().try_for_each(|line| out.line(line))
    }

    /// A script that asks before each step, and runs what takes it back where it is told to.
    fn script(&self, out: &mut Output) -> io::Result<()> {
        let text = runbook_script(self.planned, &|message| self.line(message));
        text.lines().try_for_each(|line| out.line(line))
    }
}
