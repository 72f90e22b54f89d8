//! `vestibule test`.

mod covered;
mod format;
#[cfg(not(target_arch = "wasm32"))]
mod parallel;
#[cfg(not(target_arch = "wasm32"))]
mod quiet;
mod steps;
mod tested;
#[cfg(not(target_arch = "wasm32"))]
mod watch;

use std::collections::BTreeSet;
use std::io;

use vestibule_answers::{explain_unmet, unmet_guarantee};
use vestibule_l10n::Text as Words;
use vestibule_syntax::message;
use vestibule_wire::{Case, FileResult, Finding, Severity, SourceText, not_answered};

use super::case::{place_of_statement, shown};
use super::{case, check};
use crate::access::Access;
use crate::args::{Test, TestFormat};
use crate::exit::Exit;
use crate::host::Host;
use crate::input::Files;
use crate::output::Output;
use crate::unreadable::{named, reason};
use crate::{findings, output};
use covered::Covered;
use steps::Step;
use tested::Tested;
pub(super) use tested::TestedFile;

/// The code of the finding on a case that expects nothing.
const NO_EXPECTATIONS: &str = "no-expectations";
/// The code of the finding on a filter that selects nothing.
const NOTHING_SELECTED: &str = "nothing-selected";
/// The code of the finding on a report that cannot be written.
const NOT_WRITTEN: &str = "report-not-written";

pub(crate) fn run(args: &Test, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    if args.watch {
        return watched(args, host, words);
    }
    once(args, host, words).map(|(exit, _)| exit)
}

#[cfg(not(target_arch = "wasm32"))]
fn watched(args: &Test, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    watch::watch(args, host, words, &|| once(args, host, words))
}

#[cfg(target_arch = "wasm32")]
fn watched(_: &Test, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    let message = message!("the npm package's command watches no files");
    let help = message!("run `vestibule test --watch` of the native command");
    let finding = Finding::new("native-only", Severity::Error, message).help(help);
    Ok(case::refused(&[finding], host, words))
}

/// Tests once; says how that ended, and which files the tested ones name.
fn once(args: &Test, host: &dyn Host, words: &Words) -> io::Result<(Exit, BTreeSet<String>)> {
    let mut tested = Tested::default();
    tested.tells_coverage = args.coverage;
    let allowed = Access::new(host, &args.allow.allow_path);
    let setting = Setting {
        access: &allowed,
        args,
        words,
    };
    let root = args.root.as_deref().filter(|root| !root.is_empty());
    let refused = root.and_then(|root| Some((root, allowed.named(root).err()?)));
    let steps = match refused {
        Some((root, error)) => {
            let finding = Box::new(crate::unreadable::finding(error));
            vec![Step::Failed(root.to_owned(), finding)]
        }
        None => steps::steps(args, &allowed),
    };
    all(&steps, &mut tested, &setting);
    tested.keep(args);
    if !args.filter.is_empty() && tested.is_nothing() {
        case::refused(&[nothing_selected()], host, words);
    }
    let mut out = output::stdout(host);
    let output = write(&tested, args.format, &mut out, words);
    let output = output.and_then(|()| out.flush());
    let mut exit = tested.exit();
    for (format, file) in &args.report {
        if let Err(finding) = save(&tested, *format, file, host, words) {
            exit = exit.max(case::refused(&[*finding], host, words));
        }
    }
    let reads = tested.all.into_iter().flat_map(|file| file.reads);
    Ok((exit.after(output)?, reads.collect()))
}

/// Does all steps, side by side as far as that can be.
fn all(steps: &[Step], tested: &mut Tested, setting: &Setting<'_>) {
    let failed = |step: &Step, tested: &mut Tested| {
        if let Step::Failed(path, finding) = step {
            let host = setting.access.host;
            let failed = unreadable(path, (**finding).clone(), host, setting.words);
            tested.push(vec![failed]);
        }
    };
    #[cfg(not(target_arch = "wasm32"))]
    let done = {
        let reached = parallel::all(steps, tested, setting, &failed);
        setting.access.add_named(reached.named);
        reached.step
    };
    #[cfg(target_arch = "wasm32")]
    let done = 0;
    for step in steps.iter().skip(done) {
        if setting.args.fail_fast && tested.fails() {
            break;
        }
        match step {
            Step::Failed(..) => failed(step, tested),
            Step::File(job) => {
                let access = &job.access(setting.access);
                let asked = job.below.is_none();
                tested.take(tested::outcome(
                    &job.file,
                    asked,
                    &Setting { access, ..*setting },
                ));
            }
        }
    }
}

fn nothing_selected() -> Finding {
    let message = message!("no request and no guarantee is selected by `--filter`");
    let help = message!("write a part of its name, or of the name of its file");
    Finding::new(NOTHING_SELECTED, Severity::Error, message).help(help)
}

/// Writes what came of the files.
fn write(tested: &Tested, format: TestFormat, out: &mut Output, words: &Words) -> io::Result<()> {
    match format {
        TestFormat::Pretty => {
            out.lines(format::pretty::report(tested, words))?;
            format::coverage::text(out, tested, words)
        }
        TestFormat::Json => out.json(&tested.report()),
        TestFormat::Junit => format::junit::write(out, tested, words),
        TestFormat::Tap => format::tap::write(out, tested, words),
        TestFormat::Github => check::format::github::write(out, tested.checked(), words),
        TestFormat::Markdown => {
            format::markdown::write(out, tested, words)?;
            format::coverage::markdown(out, tested, words)
        }
        TestFormat::Sarif => check::format::sarif::write(out, tested.checked()),
        TestFormat::Lcov => format::lcov::write(out, tested),
    }
}

/// Writes a report to a file that the user named.
fn save(
    tested: &Tested,
    format: TestFormat,
    file: &str,
    host: &dyn Host,
    words: &Words,
) -> Result<(), Box<Finding>> {
    let kept = output::Kept::default();
    let mut out = Output::kept(&kept, host);
    let written = write(tested, format, &mut out, words).and_then(|()| out.flush());
    let written = written.and_then(|()| host.create(file, &kept.bytes(), true));
    written.map_err(|error| {
        let message = message!(
            "{path} cannot be written: {reason}",
            path = named(file),
            reason = reason(&error)
        );
        let help = message!("check the path, and that you may write there");
        Box::new(Finding::new(NOT_WRITTEN, Severity::Error, message).help(help))
    })
}

/// What a file is tested with.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// From where files are read that it names, beside its own folder and the working
    /// directory.
    pub(super) access: &'a Access<'a>,
    pub(super) args: &'a Test,
    pub(super) words: &'a Words,
}

/// Decides the requests of one file.
fn test(file: &str, bytes: &[u8], setting: &Setting<'_>) -> TestedFile {
    let access = setting.access.and(".");
    let files = Files::of_case(&access, file);
    let case = Case::from_bytes(bytes, &files);
    let name = shown(file);
    let text = || SourceText::from_bytes(bytes);
    let mut tested = result(name.to_owned(), name, case, text, setting);
    tested.reads = files.real_paths();
    tested
}

/// What came of a case called `name`, whose text stands in the file `place`.
pub(super) fn result(
    name: String,
    place: &str,
    case: Result<Case, Vec<Finding>>,
    text: impl Fn() -> SourceText,
    setting: &Setting<'_>,
) -> TestedFile {
    let (host, words) = (setting.access.host, setting.words);
    let mut unmet_guarantees = Vec::new();
    let mut covered = None;
    let result = match case {
        Ok(case) => {
            let mut result = FileResult::of(name, &case);
            let is_answered = case.organization().is_none();
            // Of an organization a statement is numbered by account.
            explain_unmet(&case, &mut result, &|by| {
                place_of_statement(&case, by).filter(|_| is_answered)
            });
            if result.usable && has_guarantees(&case) {
                prove(&case, &mut result, place, setting);
            }
            let proofs = result.guarantees.iter().enumerate();
            unmet_guarantees
                .extend(proofs.filter_map(|(index, proof)| unmet_guarantee(&case, index, proof)));
            if result.usable && setting.args.covers() && !is_answered {
                let finding = not_answered();
                output::complain(host, findings::write(words, &finding, Some(place), None));
                result.usable = false;
                result.findings.push(finding);
            } else if result.usable && setting.args.covers() {
                covered = Some(Covered::of(&case, &result.file, place, setting));
            }
            // Policies that AWS would refuse are tested on purpose.
            let unread: BTreeSet<&str> = case.unread().map(|unread| &*unread.path).collect();
            let is_unread = |path: &str| unread.contains(path);
            let stops = |finding: &&Finding| {
                finding.policy.is_none() || finding.path.as_deref().is_some_and(is_unread)
            };
            let said = case.findings().iter().filter(|_| !result.usable);
            for finding in said.filter(stops) {
                let location = case.location_of(finding);
                let file = location.and_then(|location| location.file);
                let place = file.unwrap_or(place);
                output::complain(host, findings::write(words, finding, Some(place), location));
            }
            let expects_nothing = result.requests.iter().all(|one| one.passed.is_none());
            let expects_nothing = expects_nothing && !has_guarantees(&case);
            if result.usable && expects_nothing && !setting.args.allow_no_expectations {
                let finding = no_expectations();
                output::complain(host, findings::write(words, &finding, Some(place), None));
                result.findings.push(finding);
            }
            result
        }
        Err(found) => {
            let text = text();
            for finding in &found {
                let location = finding.span.map(|span| text.locate(span));
                output::complain(host, findings::write(words, finding, Some(place), location));
            }
            FileResult::unusable(name, found)
        }
    };
    TestedFile {
        result,
        place: place.to_owned(),
        unmet_guarantees,
        covered,
        reads: Vec::new(),
    }
}

fn has_guarantees(case: &Case) -> bool {
    !case.file().held().is_empty()
}

/// Holds the guarantees of a case. One to which there is no answer is not tested.
fn prove(case: &Case, result: &mut FileResult, place: &str, setting: &Setting<'_>) {
    match vestibule_answers::prove(case, None) {
        Ok(proofs) => result.guarantees = proofs,
        Err(finding) => {
            let (host, words) = (setting.access.host, setting.words);
            output::complain(host, findings::write(words, &finding, Some(place), None));
            result.usable = false;
            result.findings.push(*finding);
        }
    }
}

fn no_expectations() -> Finding {
    let message = message!("nothing is expected here, so nothing is tested");
    let help = message!("give a request an `expect`, or allow it with `--allow-no-expectations`");
    Finding::new(NO_EXPECTATIONS, Severity::Error, message).help(help)
}

pub(super) fn unreadable(
    file: &str,
    finding: Finding,
    host: &dyn Host,
    words: &Words,
) -> TestedFile {
    output::complain(host, findings::write(words, &finding, None, None));
    FileResult::unusable(shown(file), vec![finding]).into()
}
