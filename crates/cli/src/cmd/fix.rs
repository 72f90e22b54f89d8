//! `vestibule check --fix`: puts files right before they are checked.

use std::io;

use vestibule_answers::{Effect, Fixed, FixedFinding, Fixing, ToFix, fix, words};
use vestibule_l10n::Text as Words;
use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::limits::DOCUMENT_BYTES;
use vestibule_syntax::message;
use vestibule_wire::{EditedFile, Finding, Kind, Severity, recognize};

use super::{answer, case, patch};
use crate::access::{Access, STDIN, one_more};
use crate::args::Check;
use crate::exit::Exit;
use crate::host::{Host, Stream};
use crate::input::{self, Files};
use crate::output::{self, Output, Text};
use crate::unreadable::{named, reason};

/// Fixes what is to be checked, as the flags say. `None` where it is to be checked after that.
pub(super) fn run(args: &Check, host: &dyn Host, language: &Words) -> io::Result<Option<Exit>> {
    if !(args.fix || args.fix_unsafe || args.diff) {
        return Ok(None);
    }
    let access = Access::new(host, &args.allow.allow_path);
    let run = Run {
        access: &access,
        kind: args.kind.map(|kind| kind.0),
        fixing: if args.fix_unsafe {
            Fixing::All
        } else {
            Fixing::Safe
        },
        is_shown: args.diff,
        host,
        language,
    };
    let mut exit = None;
    for path in &args.files {
        exit = exit.max(run.file(path)?);
    }
    if args.diff {
        return Ok(Some(exit.unwrap_or(Exit::Done)));
    }
    Ok(exit)
}

struct Run<'a> {
    access: &'a Access<'a>,
    kind: Option<Kind>,
    fixing: Fixing<'a>,
    /// Show what would be done, and do nothing.
    is_shown: bool,
    host: &'a dyn Host,
    language: &'a Words,
}

impl Run<'_> {
    /// Fixes one file; `None` where it is to be checked after that.
    fn file(&self, path: &str) -> io::Result<Option<Exit>> {
        let bytes = match input::read(self.access, path) {
            Ok(bytes) => bytes,
            Err(finding) if self.is_shown || path == STDIN => {
                return Ok(Some(case::refused(&[*finding], self.host, self.language)));
            }
            // It will be read again, and complained about.
            Err(_) => return Ok(None),
        };
        // What is not read in full is not written.
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) if bytes.len() <= DOCUMENT_BYTES => text,
            _ => {
                let finding = not_fixed(path, message!("it is no UTF-8, or too large"));
                return Ok(Some(case::refused(&[finding], self.host, self.language)));
            }
        };
        let folders = self.access.and(".");
        let files = Files::of_case(&folders, path);
        let to_fix = if recognize(text).is_case_file {
            ToFix::CaseFile(text, &files)
        } else {
            ToFix::Policy(text, self.kind)
        };
        let fixed = fix(to_fix, self.fixing);
        if self.is_shown {
            return self.show(path, &fixed).map(Some);
        }
        for file in fixed.files.iter().filter(|file| !is_stream(path, file)) {
            if let Err(finding) = self.write(path, file, &folders) {
                return Ok(Some(case::refused(&[*finding], self.host, self.language)));
            }
        }
        self.report(path, &fixed, false);
        if path != STDIN {
            return Ok(None);
        }
        let mut own = fixed.files.iter().filter(|file| is_stream(path, file));
        let after = own.next().map_or(text, |file| &file.after);
        let mut out = output::stdout(self.host);
        let output = out.script(after.as_bytes()).and_then(|()| out.flush());
        let exit = if fixed.left.iter().any(Finding::is_error) {
            Exit::Wrong
        } else {
            Exit::Done
        };
        exit.after(output).map(Some)
    }

    /// Writes a file that is as it was when it was read.
    fn write(
        &self,
        path: &str,
        file: &EditedFile,
        folders: &Access<'_>,
    ) -> Result<(), Box<Finding>> {
        let (shown, real) = match &file.file {
            None => (path, self.access.named(path)),
            Some(name) => {
                let beside = Some(path).filter(|path| *path != STDIN);
                let folders = match beside {
                    Some(path) => folders.and_beside(path),
                    None => folders.clone(),
                };
                (&**name, folders.find(name, beside))
            }
        };
        let real = real.map_err(|error| Box::new(crate::unreadable::finding(error)))?;
        let fails = |error: io::Error| Box::new(not_fixed(shown, reason(&error)));
        let now = self.host.read_regular(&real, one_more(DOCUMENT_BYTES));
        if now.map_err(fails)? != file.before.as_bytes() {
            return Err(Box::new(not_fixed(
                shown,
                message!("it is not as it was read"),
            )));
        }
        self.host
            .replace(&real, file.after.as_bytes())
            .map_err(fails)
    }

    /// Shows on standard output what would be done, and what that does to decisions.
    fn show(&self, path: &str, fixed: &Fixed) -> io::Result<Exit> {
        let mut out = output::stdout(self.host);
        self.report(path, fixed, true);
        if fixed.files.is_empty() {
            return Exit::Done.after(out.flush());
        }
        let patch = patch::of(&fixed.files, path, self.host);
        let mut lines = patch.lines();
        let output = lines.try_for_each(|line| out.line(line));
        let output = output.and_then(|()| self.effect(&mut out, &fixed.effect));
        let output = output.and_then(|()| out.flush());
        Exit::Wrong.after(output)
    }

    /// Says on standard error what was done, or would be.
    fn report(&self, path: &str, fixed: &Fixed, would: bool) {
        let mut lines = Vec::new();
        let mut say = |of: &FixedFinding, message: Message| {
            let file = of.file.as_deref().unwrap_or_else(|| case::shown(path));
            let place = match of.line {
                Some(line) => format!("{file}:{line}"),
                None => file.to_owned(),
            };
            let said = self.language.line(&message);
            lines.push(Text::from(format!("{place}: {said} [{}]", of.finding.code)));
        };
        for of in &fixed.applied {
            let what = of.finding.message.clone();
            let message = if would {
                message!("would be fixed: {what}", what = what)
            } else {
                message!("fixed: {what}", what = what)
            };
            say(of, message);
        }
        for of in &fixed.refused {
            let what = of.finding.message.clone();
            say(
                of,
                message!(
                    "not fixed, since that may change decisions: {what}",
                    what = what
                ),
            );
        }
        output::complain(self.host, lines);
        if !would && matches!(fixed.effect, Effect::Changes(_) | Effect::NotKnown(_)) {
            // Nobody reads it where it cannot be written.
            let mut out = Output::new(self.host, Stream::Err);
            let _ = self
                .effect(&mut out, &fixed.effect)
                .and_then(|()| out.flush());
        }
    }

    fn effect(&self, out: &mut Output, effect: &Effect) -> io::Result<()> {
        let said = match effect {
            Effect::Same => message!("every sign-in is decided as before"),
            Effect::Settles(_) => {
                message!("only sign-ins that could not be decided are decided otherwise")
            }
            Effect::Changes(_) => message!("sign-ins are decided otherwise"),
            Effect::NotKnown(why) => {
                message!(
                    "what that changes is not known: {why}",
                    why = why.message.clone()
                )
            }
            Effect::NothingBefore => message!("no sign-in could be decided before"),
        };
        out.line(self.language.line(&said))?;
        for found in effect.comparisons() {
            let compared = words::Compared {
                networks: [&[], &[]],
                places: [&|_| None, &|_| None],
            };
            answer::text(out, self.language, &words::comparison(found, &compared))?;
        }
        Ok(())
    }
}

/// Whether a file is standard input, which is written to standard output.
fn is_stream(path: &str, file: &EditedFile) -> bool {
    path == STDIN && file.file.is_none()
}

fn not_fixed(path: &str, why: Message) -> Finding {
    let message = message!("{path} is not fixed: {why}", path = named(path), why = why);
    let help = message!("check the path, and that you may write there");
    Finding::new("file-not-written", Severity::Error, message).help(help)
}
