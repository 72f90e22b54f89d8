//! `vestibule test`.

use std::io::{self, Write};

use vestibule_wire::{Case, FileResult, Finding, SourceText, TestReport};

use super::decide::shown;
use crate::args::{PrettyFormat, Test};
use crate::exit::Exit;
use crate::host::Host;
use crate::input::{self, Files, STDIN};
use crate::output::{BOLD, DIM, GOOD, of_severity, styled};
use crate::{findings, output};

pub(crate) fn run(args: &Test, host: &dyn Host) -> io::Result<Exit> {
    let mut report = TestReport::default();
    for told in &args.files {
        match files(told, host) {
            Ok(files) => files.iter().for_each(|file| report.push(test(file, host))),
            Err(finding) => report.push(unreadable(told, *finding, host)),
        }
    }
    let mut out = output::stdout(host);
    match args.format {
        PrettyFormat::Json => output::json(&mut out, &report)?,
        PrettyFormat::Pretty => write_report(&mut out, &report)?,
    }
    out.flush()?;
    let usable = report.files.iter().all(|file| file.usable);
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
        input::case_files(host, told)
    }
}

/// Decides the requests of one file.
fn test(file: &str, host: &dyn Host) -> FileResult {
    let bytes = match input::read(host, file) {
        Ok(bytes) => bytes,
        Err(finding) => return unreadable(file, *finding, host),
    };
    match Case::from_bytes(&bytes, &Files::beside(host, file)) {
        Ok(case) => {
            let result = FileResult::of(shown(file), &case);
            // Policies that AWS would refuse are tested on purpose.
            if !result.usable {
                for finding in case
                    .findings()
                    .iter()
                    .filter(|finding| finding.policy.is_none())
                {
                    output::complain(
                        host,
                        &findings::write(finding, Some(shown(file)), case.location_of(finding)),
                    );
                }
            }
            result
        }
        Err(found) => {
            let text = SourceText::from_bytes(&bytes);
            for finding in &found {
                let location = finding.span.map(|span| text.locate(span));
                output::complain(host, &findings::write(finding, Some(shown(file)), location));
            }
            FileResult::unusable(shown(file), found)
        }
    }
}

fn unreadable(file: &str, finding: Finding, host: &dyn Host) -> FileResult {
    output::complain(host, &findings::write(&finding, None, None));
    FileResult::unusable(shown(file), vec![finding])
}

fn write_report(out: &mut impl Write, report: &TestReport) -> io::Result<()> {
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
    let files = report.files.len();
    writeln!(
        out,
        "{} in {files} {}",
        said.join(", "),
        if files == 1 { "file" } else { "files" }
    )
}
