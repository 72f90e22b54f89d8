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
use crate::{findings, output};

pub(crate) fn run(args: &Test, host: &dyn Host) -> io::Result<Exit> {
    let mut report = TestReport::default();
    let (mut count, mut pages) = (0, 0);
    for told in &args.files {
        let files = match files(told, host) {
            Ok(files) => files,
            Err(finding) => {
                report.push(unreadable(told, *finding, host));
                count += 1;
                continue;
            }
        };
        for file in &files {
            let results = match Kind::of_path(file) {
                Some(kind) => pages::test(file, kind, file == told, host),
                None => vec![test(file, host)],
            };
            pages += usize::from(Kind::of_path(file).is_some());
            count += usize::from(!results.is_empty());
            results.into_iter().for_each(|result| report.push(result));
        }
    }
    let mut out = output::stdout(host);
    match args.format {
        PrettyFormat::Json => output::json(&mut out, &report)?,
        PrettyFormat::Pretty => write_report(&mut out, &report, count)?,
    }
    out.flush()?;
    // Pages that have lost all their examples must not pass for tested.
    let nothing = pages > 0 && report.files.iter().all(|file| file.requests.is_empty());
    let usable = !nothing && report.files.iter().all(|file| file.usable);
    Ok(match (usable, report.failed) {
        (false, _) => Exit::Unusable,
        (true, 0) => Exit::Done,
        (true, _) => Exit::Wrong,
    })
}

fn files(told: &str, host: &dyn Host) -> Result<Vec<String>, Box<Finding>> {
    if told == STDIN {
        Ok(vec![told.to_owned()])
    } else {
        input::test_files(host, told)
    }
}

/// Decides the requests of one file.
fn test(file: &str, host: &dyn Host) -> FileResult {
    let bytes = match input::read(host, file) {
        Ok(bytes) => bytes,
        Err(finding) => return unreadable(file, *finding, host),
    };
    let case = Case::from_bytes(&bytes, &Files::beside(host, file));
    let name = shown(file);
    result(
        name.to_owned(),
        name,
        case,
        || SourceText::from_bytes(&bytes),
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

/// `files` is how many were looked at; of a page each example has a result.
fn write_report(out: &mut impl Write, report: &TestReport, files: usize) -> io::Result<()> {
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
    writeln!(
        out,
        "{} in {files} {}",
        said.join(", "),
        if files == 1 { "file" } else { "files" }
    )
}
