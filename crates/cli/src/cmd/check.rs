//! `vestibule check`.

use std::io::{self, Write};

use serde::Serialize;
use vestibule_wire::{Checked, Finding, Kind, check_file};

use super::decide::shown;
use crate::args::{Check, PrettyFormat};
use crate::exit::Exit;
use crate::host::Host;
use crate::output::{BOLD, DIM, styled};
use crate::{findings, input, output};

/// What `--format json` says of one file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FileFindings<'c> {
    file: &'c str,
    kind: Option<Kind>,
    /// Why it was taken to be of that kind; null when it was told.
    guessed: Option<&'static str>,
    findings: &'c [Finding],
}

pub(crate) fn run(args: &Check, host: &dyn Host) -> io::Result<Exit> {
    let kind = args.kind.map(|kind| kind.0);
    let mut exit = Exit::Done;
    let mut checked: Vec<(&str, Result<Checked, [Finding; 1]>)> = Vec::new();
    for path in &args.files {
        let result = match input::read(host, path) {
            Ok(bytes) => Ok(check_file(&bytes, kind)),
            Err(finding) => Err([*finding]),
        };
        exit = exit.max(match &result {
            Ok(checked) if checked.has_errors() => Exit::Wrong,
            Ok(_) => Exit::Done,
            Err(_) => Exit::Unusable,
        });
        checked.push((shown(path), result));
    }
    let mut out = output::stdout(host);
    match args.format {
        PrettyFormat::Json => {
            let files: Vec<FileFindings<'_>> = checked
                .iter()
                .map(|(file, result)| of(file, result))
                .collect();
            output::json(&mut out, &files)?;
        }
        PrettyFormat::Pretty => {
            for (file, result) in &checked {
                write_file(&mut out, file, result, host)?;
            }
        }
    }
    out.flush()?;
    Ok(exit)
}

fn of<'c>(file: &'c str, result: &'c Result<Checked, [Finding; 1]>) -> FileFindings<'c> {
    match result {
        Ok(checked) => FileFindings {
            file,
            kind: Some(checked.kind),
            guessed: checked.guessed,
            findings: &checked.findings,
        },
        Err(findings) => FileFindings {
            file,
            kind: None,
            guessed: None,
            findings,
        },
    }
}

fn write_file(
    out: &mut impl Write,
    file: &str,
    result: &Result<Checked, [Finding; 1]>,
    host: &dyn Host,
) -> io::Result<()> {
    let checked = match result {
        Ok(checked) => checked,
        Err(found) => {
            for finding in found {
                output::complain(host, &findings::write(finding, None, None));
            }
            return Ok(());
        }
    };
    for finding in &checked.findings {
        let location = finding.span.map(|span| checked.locate(span));
        writeln!(out, "{}", findings::write(finding, Some(file), location))?;
    }
    let guessed = match checked.guessed {
        Some(why) => styled(DIM, &format!(" (guessed: {why}; say `--kind` if not)")),
        None => String::new(),
    };
    let summary = findings::summary(checked.findings.iter());
    let summary = summary.unwrap_or_else(|| "nothing wrong".to_owned());
    writeln!(
        out,
        "{}: {} policy{guessed}, {summary}",
        styled(BOLD, file),
        checked.kind.name()
    )
}
