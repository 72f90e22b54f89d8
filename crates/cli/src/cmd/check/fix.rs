//! `vestibule check --fix`: puts files right before they are checked.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io;

use vestibule_answers::{Effect, Fixed, FixedFinding, Fixing, ToFix, fix_permitted, words};
use vestibule_l10n::{Text as Words, id};
use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::limits::CASE_BYTES;
use vestibule_syntax::message;
use vestibule_wire::{
    EditedFile, Finding, FixApplies, Kind, Placed, Severity, Suppression, check_file,
};

use super::settings::Settings;
use super::targets::{Found, Target, Targets};
use crate::access::{Access, STDIN, one_more};
use crate::args::Check;
use crate::cmd::{answer, case, patch};
use crate::exit::Exit;
use crate::host::{Host, Stream, Trial};
use crate::input::Files;
use crate::output::{self, Output, Text};
use crate::path::normal;
use crate::unreadable::{named, reason};

/// Fixes what is to be checked, as the flags say. The exit status is that of what could not be
/// done; where nothing is to be written, also of what would be.
pub(super) fn run(
    args: &Check,
    settings: &Settings,
    host: &dyn Host,
    language: &Words,
) -> io::Result<Exit> {
    let trial = Trial::of(host);
    let host: &dyn Host = if args.diff { &trial } else { host };
    let access = Access::new(host, &args.allow.allow_path);
    let kind = args.kind.map(|kind| kind.0);
    let mut run = Run {
        access: &access,
        settings,
        kind,
        fixing: if args.fix_unsafe {
            Fixing::All
        } else {
            Fixing::Safe
        },
        is_shown: args.diff,
        host,
        language,
        exit: Exit::Done,
        fixed: 0,
        files: BTreeSet::new(),
        outside: BTreeSet::new(),
        more: 0,
    };
    let named = args.files.iter().map(String::as_str);
    let mut targets = Targets::new(named, kind, &access);
    while let Some(found) = targets.next() {
        match found {
            Found::File(target) => {
                let names = run.file(&target)?;
                targets.named_by_case(names);
            }
            // It will be read again, and complained about.
            Found::Unreadable(path, _) if !args.diff && path != STDIN => {}
            Found::Unreadable(_, finding) => run.refuse(&finding),
        }
    }
    run.count();
    Ok(run.exit)
}

struct Run<'a> {
    access: &'a Access<'a>,
    settings: &'a Settings,
    kind: Option<Kind>,
    fixing: Fixing<'a>,
    /// Show what would be done, and do nothing.
    is_shown: bool,
    host: &'a dyn Host,
    language: &'a Words,
    exit: Exit,
    /// How many findings were fixed.
    fixed: usize,
    /// The files that were.
    files: BTreeSet<String>,
    /// Files that were not, since they are elsewhere.
    outside: BTreeSet<String>,
    /// How many findings only `--fix-unsafe` fixes.
    more: usize,
}

impl Run<'_> {
    /// Fixes one file and those that it names, and says which these are, by their real paths.
    fn file(&mut self, target: &Target<'_>) -> io::Result<Vec<String>> {
        let path = &*target.path;
        let folders = target.access.and(".");
        let files = Files::of_case(&folders, path);
        // What is not read in full is not written.
        let text = match std::str::from_utf8(&target.bytes) {
            Ok(text) if target.bytes.len() <= CASE_BYTES => text,
            _ => {
                self.refuse(&not_fixed(path, message!("it is not UTF-8, or too large")));
                return Ok(Vec::new());
            }
        };
        let outside = RefCell::new(BTreeSet::new());
        let permits = |placed: &Placed, suppressions: &[Suppression]| {
            if !self.settings.counts(placed, suppressions, &folders, || {
                path_of(placed, path, self.host)
            }) {
                return false;
            }
            let Some(file) = &placed.file else {
                return true;
            };
            let may_be = self.may_write(target, &folders, file);
            let fix = placed.finding.fix.as_ref();
            let is_safe = fix.is_some_and(|fix| fix.applies == FixApplies::Safe);
            if !may_be && (is_safe || self.fixing == Fixing::All) {
                outside.borrow_mut().insert(file.clone());
            }
            may_be
        };
        let fixed = if target.is_case && target.text.text() == text {
            fix_permitted(ToFix::CaseFile(text, &files), self.fixing, &permits)
        } else if !target.is_case && check_file(text.as_bytes(), self.kind).text() == text {
            fix_permitted(ToFix::Policy(text, self.kind), self.fixing, &permits)
        } else {
            // It is no JSON, or holds more than policies: nothing of it is shown.
            return self.unchanged(path, text).map(|()| Vec::new());
        };
        for file in outside.into_inner() {
            let file = normal(&self.host.beside(path, &file));
            if self.outside.insert(file.clone()) {
                let message = message!(
                    "not fixed, since it is not in the folder that is to be fixed; name it, too"
                );
                let said = self.language.line(&message);
                output::complain(self.host, vec![Text::from(format!("{file}: {said}"))]);
            }
        }
        if self.is_shown {
            self.show(path, &fixed)?;
        } else {
            self.report(path, &fixed);
        }
        self.fixed += fixed.applied.len();
        self.more += fixed.more;
        for file in &fixed.files {
            let name = file.file.as_ref();
            let name = name.map_or_else(|| path.to_owned(), |of| self.host.beside(path, of));
            self.files.insert(normal(&name));
            if is_stream(path, file) {
                continue;
            }
            if let Err(finding) = self.write(path, file, &folders) {
                self.refuse(&finding);
            }
        }
        if path == STDIN && !self.is_shown {
            let mut own = fixed.files.iter().filter(|file| is_stream(path, file));
            let after = own.next().map_or(text, |file| &file.after);
            self.unchanged(path, after)?;
            if fixed.left.iter().any(Finding::is_error) {
                self.exit = self.exit.max(Exit::Wrong);
            }
        }
        Ok(files.real_paths())
    }

    /// Standard input, in the end, goes to standard output.
    fn unchanged(&self, path: &str, text: &str) -> io::Result<()> {
        if path != STDIN || self.is_shown {
            return Ok(());
        }
        let mut out = output::stdout(self.host);
        let output = out.script(text.as_bytes()).and_then(|()| out.flush());
        Exit::Done.after(output).map(|_| ())
    }

    /// Whether a file that a case file names may be written: for a case file of a folder only
    /// where it lies in what the user named.
    fn may_write(&self, target: &Target<'_>, folders: &Access<'_>, file: &str) -> bool {
        let real = self.real(&target.path, file, folders);
        let is_inside = |real: String| target.access.covers(&real);
        target.folder.is_none() || real.is_ok_and(is_inside)
    }

    /// The real path of a file that the case file at `path` names.
    fn real(
        &self,
        path: &str,
        file: &str,
        folders: &Access<'_>,
    ) -> Result<String, vestibule_wire::LoadError> {
        match path {
            STDIN => folders.find(file, None),
            path => folders.and_beside(path).find(file, Some(path)),
        }
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
            Some(name) => (&**name, self.real(path, name, folders)),
        };
        let real = real.map_err(|error| Box::new(crate::unreadable::finding(error)))?;
        let fails = |error: io::Error| Box::new(not_fixed(shown, reason(&error)));
        let now = self.host.read_regular(&real, one_more(CASE_BYTES));
        if now.map_err(fails)? != file.before.as_bytes() {
            return Err(Box::new(not_fixed(
                shown,
                message!("it is not as it was read"),
            )));
        }
        let replaced = self.host.replace(&real, file.after.as_bytes());
        replaced.map_err(fails)
    }

    /// Shows on standard output what would be done, and what that does to decisions.
    fn show(&mut self, path: &str, fixed: &Fixed) -> io::Result<()> {
        self.report(path, fixed);
        if fixed.files.is_empty() {
            return Ok(());
        }
        let mut out = output::stdout(self.host);
        let patch = patch::of(&fixed.files, path, self.host);
        let mut lines = patch.lines();
        let output = lines.try_for_each(|line| out.line(line));
        let output = output.and_then(|()| self.effect(&mut out, path, fixed));
        let output = output.and_then(|()| out.flush());
        self.exit = Exit::Wrong.after(output)?.max(self.exit);
        Ok(())
    }

    /// Says on standard error what was done, or would be.
    fn report(&self, path: &str, fixed: &Fixed) {
        let mut lines = Vec::new();
        let mut say = |of: &FixedFinding, message: Message| {
            let file = of
                .file
                .as_ref()
                .map(|file| normal(&self.host.beside(path, file)));
            let file = file.as_deref().unwrap_or_else(|| case::shown(path));
            let place = match of.line {
                Some(line) => format!("{file}:{line}"),
                None => file.to_owned(),
            };
            let said = self.language.line(&message);
            lines.push(Text::from(format!("{place}: {said} [{}]", of.finding.code)));
        };
        for of in &fixed.applied {
            let what = of.finding.message.clone();
            let message = if self.is_shown {
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
        if let Some(account) = fixed.not_compared.first() {
            let told = [
                ("count", fixed.not_compared.len().into()),
                ("account", account.as_str().into()),
            ];
            let said = self.language.with(id!("frame-not-compared"), &told);
            lines.push(Text::from(format!("{}: {said}", case::shown(path))));
        }
        output::complain(self.host, lines);
        let is_new = matches!(fixed.effect, Effect::Changes(_) | Effect::NotKnown(_));
        if !self.is_shown && is_new {
            // Nobody reads it where it cannot be written.
            let mut out = Output::new(self.host, Stream::Err);
            let _ = self
                .effect(&mut out, path, fixed)
                .and_then(|()| out.flush());
        }
    }

    /// Says on standard error how much was done, and what more could be.
    fn count(&self) {
        let mut said: Vec<Text> = Vec::new();
        if self.fixed > 0 {
            let counts = [
                ("count", self.fixed.into()),
                ("files", self.files.len().into()),
            ];
            let fixed = if self.is_shown {
                self.language.with(id!("frame-would-be-fixed"), &counts)
            } else {
                self.language.with(id!("frame-fixed"), &counts)
            };
            said.push(fixed.to_string().into());
        }
        if self.more > 0 {
            let count = [("count", self.more.into())];
            let more = self.language.with(id!("frame-fixable"), &count);
            said.push(more.to_string().into());
        }
        output::complain(self.host, said);
    }

    fn effect(&self, out: &mut Output, path: &str, fixed: &Fixed) -> io::Result<()> {
        let effect = &fixed.effect;
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
        let said = self.language.line(&said);
        out.line(format!("{}: {said}", case::shown(path)))?;
        for changed in words::changed(effect.comparisons(), fixed.other.as_deref()) {
            answer::text(out, self.language, &changed.sections())?;
        }
        Ok(())
    }

    fn refuse(&mut self, finding: &Finding) {
        let refused = case::refused(std::slice::from_ref(finding), self.host, self.language);
        self.exit = self.exit.max(refused);
    }
}

/// The path by which the user knows the file that something was found in.
pub(super) fn path_of(placed: &Placed, path: &str, host: &dyn Host) -> String {
    match &placed.file {
        Some(named) if path == STDIN => named.clone(),
        Some(named) => normal(&host.beside(path, named)),
        None => path.to_owned(),
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
