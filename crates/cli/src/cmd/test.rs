//! `vestibule test`.

use std::collections::BTreeSet;
use std::io;

use vestibule_embed::Kind;
use vestibule_syntax::limits::{DOCUMENT_BYTES, FAILED_SHOWN, PAGE_BYTES};
use vestibule_syntax::message;
use vestibule_wire::{
    Case, FileResult, Finding, RequestResult, Severity, SourceText, TestReport, grouped,
};

use super::decide::shown;
use super::pages;
use crate::access::Access;
use crate::args::{PrettyFormat, Test};
use crate::exit::Exit;
use crate::host::Host;
use crate::input::{self, Files, STDIN};
use crate::output::{BOLD, DIM, GOOD, Text, of_severity};
use crate::walk::{self, Walked};
use crate::{findings, output};

/// The code of the finding on a case that expects nothing.
const NO_EXPECTATIONS: &str = "no-expectations";

pub(crate) fn run(args: &Test, host: &dyn Host) -> io::Result<Exit> {
    let mut tested = Tested::default();
    let allowed = Access::new(host, &args.allow.allow_path);
    let root = args.root.as_deref().filter(|root| !root.is_empty());
    let refused = root.and_then(|root| Some((root, allowed.named(root).err()?)));
    let files = if refused.is_none() { &*args.files } else { &[] };
    if let Some((root, error)) = refused {
        tested.push(vec![unreadable(root, input::finding(error), host)]);
    }
    for told in files {
        if told == STDIN || !host.is_folder(told) {
            tested.file(told, true, &allowed, args);
            continue;
        }
        if let Err(error) = allowed.named(told) {
            tested.push(vec![unreadable(told, input::finding(error), host)]);
            continue;
        }
        // Links are not followed out of the folder, to where the command runs either.
        let below = allowed.and_whole(told);
        let Walked { files, findings } = walk::walk(&below, told);
        for file in &files {
            tested.file(file, false, &below, args);
        }
        for (path, finding) in findings {
            tested.push(vec![unreadable(&path, finding, host)]);
        }
    }
    let mut out = output::stdout(host);
    let output = match args.format {
        PrettyFormat::Json => out.json(&tested.report),
        PrettyFormat::Pretty => out.lines(report(&tested)),
    };
    let output = output.and_then(|()| out.flush());
    let report = &tested.report;
    // Pages that have lost all their examples must not pass for tested.
    let nothing = tested.pages + tested.others > 0
        && report.files.iter().all(|file| file.requests.is_empty());
    let usable = !nothing && report.files.iter().all(is_used);
    let exit = match (usable, report.failed) {
        (false, _) => Exit::Unusable,
        (true, 0) => Exit::Done,
        (true, _) => Exit::Wrong,
    };
    exit.after(output)
}

/// Whether a file was tested, and not only read.
fn is_used(file: &FileResult) -> bool {
    let mut findings = file.findings.iter();
    file.usable && !findings.any(|finding| finding.code == NO_EXPECTATIONS)
}

/// What was tested.
#[derive(Default)]
struct Tested {
    report: TestReport,
    /// How many files have results; of a page each example has one.
    files: usize,
    pages: usize,
    /// JSON files of folders that are no case files.
    others: usize,
}

impl Tested {
    /// Tests a file. `asked` says that the user named it; others were found in a folder,
    /// and are read if `access` covers them.
    fn file(&mut self, file: &str, asked: bool, access: &Access<'_>, args: &Test) {
        let host = access.host;
        let page = Kind::of_path(file);
        self.pages += usize::from(page.is_some());
        let limit = page.map_or(DOCUMENT_BYTES, |_| PAGE_BYTES);
        let bytes = if asked {
            input::read_up_to(access, file, limit)
        } else {
            access.bytes(file, limit)
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(finding) => return self.push(vec![unreadable(file, *finding, host)]),
        };
        let results = match page {
            Some(_) if bytes.len() > PAGE_BYTES => {
                vec![unreadable(file, pages::too_large(file), host)]
            }
            Some(kind) => pages::test(file, kind, &bytes, asked, &Setting { access, args }),
            None if asked || walk::may_be_case(&bytes) => {
                vec![test(file, &bytes, &Setting { access, args })]
            }
            None => {
                self.others += 1;
                return;
            }
        };
        self.push(results);
    }

    fn push(&mut self, results: Vec<FileResult>) {
        self.files += usize::from(!results.is_empty());
        for result in results {
            self.report.push(result);
        }
    }
}

/// What a file is tested with.
pub(super) struct Setting<'a> {
    /// From where files are read that it names, beside its own folder and the working
    /// directory.
    pub(super) access: &'a Access<'a>,
    pub(super) args: &'a Test,
}

/// Decides the requests of one file.
fn test(file: &str, bytes: &[u8], setting: &Setting<'_>) -> FileResult {
    let access = setting.access.and(".");
    let case = Case::from_bytes(bytes, &Files::of_case(&access, file));
    let name = shown(file);
    let text = || SourceText::from_bytes(bytes);
    result(name.to_owned(), name, case, text, setting)
}

/// What came of a case called `name`, whose text stands in the file `place`.
pub(super) fn result(
    name: String,
    place: &str,
    case: Result<Case, Vec<Finding>>,
    text: impl Fn() -> SourceText,
    setting: &Setting<'_>,
) -> FileResult {
    let host = setting.access.host;
    match case {
        Ok(case) => {
            let mut result = FileResult::of(name, &case);
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
                output::complain(host, findings::write(finding, Some(place), location));
            }
            let expects_nothing = result.requests.iter().all(|one| one.passed.is_none());
            if result.usable && expects_nothing && !setting.args.allow_no_expectations {
                let finding = no_expectations();
                output::complain(host, findings::write(&finding, Some(place), None));
                result.findings.push(finding);
            }
            result
        }
        Err(found) => {
            let text = text();
            for finding in &found {
                let location = finding.span.map(|span| text.locate(span));
                output::complain(host, findings::write(finding, Some(place), location));
            }
            FileResult::unusable(name, found)
        }
    }
}

fn no_expectations() -> Finding {
    let message = message!("nothing is expected here, so nothing is tested");
    let help = message!("give a request an `expect`, or allow it with `--allow-no-expectations`");
    Finding::new(NO_EXPECTATIONS, Severity::Error, message).help(help)
}

pub(super) fn unreadable(file: &str, finding: Finding, host: &dyn Host) -> FileResult {
    output::complain(host, findings::write(&finding, None, None));
    FileResult::unusable(shown(file), vec![finding])
}

/// The report for people. Of very many failed requests the first are written out.
fn report(tested: &Tested) -> Vec<Text> {
    let Tested {
        report,
        files,
        others,
        ..
    } = tested;
    let bad = of_severity(Severity::Error);
    let mut lines = Vec::new();
    let failed_in = |file| failed(file).map(move |request| (file, request));
    let all = report.files.iter().flat_map(failed_in);
    for (file, request) in all.take(FAILED_SHOWN) {
        let head = Text::default().styled(bad, "failed").plain(" ");
        lines.push(head.styled(BOLD, &*request.request));
        lines.push(Text::from(INDENT).styled(DIM, &*file.file));
        for mismatch in &request.mismatches {
            lines.push(Text::from(INDENT).plain(mismatch.message()));
        }
        lines.push(Text::default());
    }
    let more = report.failed.saturating_sub(FAILED_SHOWN);
    if more > 0 {
        let requests = if more == 1 { "request" } else { "requests" };
        lines.push(format!("and {} more failed {requests}", grouped(more)).into());
        lines.push(Text::default());
    }
    let unusable = report.files.iter().filter(|file| !file.usable).count();
    let TestReport {
        passed,
        failed,
        skipped,
        ..
    } = report;
    let mut said = Text::default().styled(GOOD, format!("{passed} passed"));
    if *failed > 0 {
        said = said.plain(", ").styled(bad, format!("{failed} failed"));
    }
    if *skipped > 0 {
        said = said.plain(format!(", {skipped} without an expectation"));
    }
    if unusable > 0 {
        said = said.plain(", ").styled(bad, format!("{unusable} unusable"));
    }
    said = said.plain(format!(" in {}", counted(*files, "file")));
    if *others > 0 {
        let others = counted(*others, "other JSON file");
        said = said.plain(format!(", {others} passed over"));
    }
    lines.push(said);
    lines
}

/// What stands before the lines below a failed request.
const INDENT: &str = "       ";

/// The requests of a file that are not decided as expected.
fn failed(file: &FileResult) -> impl Iterator<Item = &RequestResult> {
    let requests = file.requests.iter();
    requests.filter(|request| request.passed == Some(false))
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
