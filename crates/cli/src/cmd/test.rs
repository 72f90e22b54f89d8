//! `vestibule test`.

use std::io::{self, Write};

use vestibule_embed::Kind;
use vestibule_wire::{Case, FileResult, Finding, SourceText, TestReport};

use super::decide::shown;
use super::pages;
use crate::args::{PrettyFormat, Test};
use crate::exit::Exit;
use crate::host::Host;
use crate::input::{self, Files, STDIN};
use crate::output::{BOLD, DIM, GOOD, of_severity, styled};
use crate::{findings, output, walk};

pub(crate) fn run(args: &Test, host: &dyn Host) -> io::Result<Exit> {
    let mut tested = Tested::default();
    for told in &args.files {
        if told == STDIN || !host.is_folder(told) {
            tested.file(told, true, args, host);
            continue;
        }
        match walk::files(host, told) {
            Ok(files) => {
                for file in &files {
                    tested.file(file, false, args, host);
                }
            }
            Err(error) => {
                let finding = input::unreadable(told, &error);
                tested.push(vec![unreadable(told, *finding, host)]);
            }
        }
    }
    let mut out = output::stdout(host);
    match args.format {
        PrettyFormat::Json => output::json(&mut out, &tested.report)?,
        PrettyFormat::Pretty => write_report(&mut out, &tested)?,
    }
    out.flush()?;
    let report = &tested.report;
    // Pages that have lost all their examples must not pass for tested.
    let nothing = tested.pages + tested.others > 0
        && report.files.iter().all(|file| file.requests.is_empty());
    let usable = !nothing && report.files.iter().all(|file| file.usable);
    Ok(match (usable, report.failed) {
        (false, _) => Exit::Unusable,
        (true, 0) => Exit::Done,
        (true, _) => Exit::Wrong,
    })
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
    /// Tests a file. `asked` says that the user named it, and not a folder.
    fn file(&mut self, file: &str, asked: bool, args: &Test, host: &dyn Host) {
        let page = Kind::of_path(file);
        self.pages += usize::from(page.is_some());
        let bytes = match input::read(host, file) {
            Ok(bytes) => bytes,
            Err(finding) => return self.push(vec![unreadable(file, *finding, host)]),
        };
        let results = match page {
            Some(kind) => pages::test(file, kind, &bytes, asked, args.root.as_deref(), host),
            None if asked || walk::may_be_case(&bytes) => vec![test(file, &bytes, host)],
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

/// Decides the requests of one file.
fn test(file: &str, bytes: &[u8], host: &dyn Host) -> FileResult {
    let case = Case::from_bytes(bytes, &Files::beside(host, file));
    let name = shown(file);
    result(
        name.to_owned(),
        name,
        case,
        || SourceText::from_bytes(bytes),
        host,
    )
}

/// What came of a case called `name`, whose text stands in the file `place`.
pub(super) fn result(
    name: String,
    place: &str,
    case: Result<Case, Vec<Finding>>,
    text: impl Fn() -> SourceText,
    host: &dyn Host,
) -> FileResult {
    match case {
        Ok(case) => {
            let result = FileResult::of(name, &case);
            // Policies that AWS would refuse are tested on purpose.
            if !result.usable {
                for finding in case
                    .findings()
                    .iter()
                    .filter(|finding| finding.policy.is_none())
                {
                    output::complain(
                        host,
                        &findings::write(finding, Some(place), case.location_of(finding)),
                    );
                }
            }
            result
        }
        Err(found) => {
            let text = text();
            for finding in &found {
                let location = finding.span.map(|span| text.locate(span));
                output::complain(host, &findings::write(finding, Some(place), location));
            }
            FileResult::unusable(name, found)
        }
    }
}

pub(super) fn unreadable(file: &str, finding: Finding, host: &dyn Host) -> FileResult {
    output::complain(host, &findings::write(&finding, None, None));
    FileResult::unusable(shown(file), vec![finding])
}

fn write_report(out: &mut impl Write, tested: &Tested) -> io::Result<()> {
    let Tested {
        report,
        files,
        others,
        ..
    } = tested;
    let bad = of_severity(vestibule_wire::Severity::Error);
    for file in &report.files {
        for request in file
            .requests
            .iter()
            .filter(|request| request.passed == Some(false))
        {
            writeln!(
                out,
                "{} {}",
                styled(bad, "failed"),
                styled(BOLD, &request.request)
            )?;
            writeln!(out, "       {}", styled(DIM, &file.file))?;
            for mismatch in &request.mismatches {
                writeln!(out, "       {}", mismatch.message())?;
            }
            writeln!(out)?;
        }
    }
    let unusable = report.files.iter().filter(|file| !file.usable).count();
    let TestReport {
        passed,
        failed,
        skipped,
        ..
    } = report;
    let mut said = vec![styled(GOOD, &format!("{passed} passed"))];
    if *failed > 0 {
        said.push(styled(bad, &format!("{failed} failed")));
    }
    if *skipped > 0 {
        said.push(format!("{skipped} without an expectation"));
    }
    if unusable > 0 {
        said.push(styled(bad, &format!("{unusable} unusable")));
    }
    write!(out, "{} in {}", said.join(", "), counted(*files, "file"))?;
    if *others > 0 {
        let others = counted(*others, "other JSON file");
        write!(out, ", {others} passed over")?;
    }
    writeln!(out)
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
