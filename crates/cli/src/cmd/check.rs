//! `vestibule check`.

use std::io;

use serde::{Serialize, Serializer};
use vestibule_answers::lint::check_policy;
use vestibule_l10n::{Text as Words, id};
use vestibule_wire::{Checked, Finding, Kind};

use super::case::shown;
use super::explain;
use crate::access::Access;
use crate::args::{Check, PrettyFormat};
use crate::exit::Exit;
use crate::host::Host;
use crate::output::{BOLD, DIM, Output, Text};
use crate::{findings, input, output};

/// What `--format json` says of one file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FileFindings<'c> {
    file: &'c str,
    kind: Option<Kind>,
    /// Why it was taken to be of that kind; null when it was told.
    guessed: Option<String>,
    findings: &'c [Finding],
}

pub(crate) fn run(args: &Check, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    if let Some(asked) = &args.explain {
        return explain::run(asked, args.format, host, words);
    }
    let kind = args.kind.map(|kind| kind.0);
    let access = Access::new(host, &args.allow.allow_path);
    let mut exit = Exit::Done;
    // One file at a time.
    let mut checked = args.files.iter().map(|path| {
        let result = match input::read(&access, path) {
            Ok(bytes) => Ok(check_policy(&bytes, kind)),
            Err(finding) => Err([*finding]),
        };
        exit = exit.max(match &result {
            Ok(checked) if checked.has_errors() => Exit::Wrong,
            Ok(_) => Exit::Done,
            Err(_) => Exit::Unusable,
        });
        (shown(path), result)
    });
    let mut out = output::stdout(host);
    let each = checked.by_ref();
    let output = match args.format {
        PrettyFormat::Json => out.array(each.map(|(file, result)| Owned { file, result })),
        PrettyFormat::Pretty => {
            each.try_for_each(|(file, result)| write_file(&mut out, file, &result, host, words))
        }
    };
    let output = output.and_then(|()| out.flush());
    // Those that nobody reads of count as well.
    checked.for_each(drop);
    exit.after(output)
}

/// What came of one file, for JSON.
struct Owned<'f> {
    file: &'f str,
    result: Result<Checked, [Finding; 1]>,
}

impl Serialize for Owned<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        of(self.file, &self.result).serialize(serializer)
    }
}

fn of<'c>(file: &'c str, result: &'c Result<Checked, [Finding; 1]>) -> FileFindings<'c> {
    match result {
        Ok(checked) => FileFindings {
            file,
            kind: Some(checked.kind),
            guessed: checked.guessed.as_ref().map(ToString::to_string),
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
    out: &mut Output,
    file: &str,
    result: &Result<Checked, [Finding; 1]>,
    host: &dyn Host,
    words: &Words,
) -> io::Result<()> {
    let checked = match result {
        Ok(checked) => checked,
        Err(found) => {
            for finding in found {
                output::complain(host, findings::write(words, finding, None, None));
            }
            return Ok(());
        }
    };
    let write = |finding: &Finding| {
        let location = finding.span.map(|span| checked.locate(span));
        findings::write(words, finding, Some(file), location)
    };
    out.lines(findings::write_some(words, checked.findings.iter(), write))?;
    let line = Text::default().styled(BOLD, file);
    let kind = [("kind", checked.kind.name().into())];
    let line = line.plain(format!(": {}", words.with(id!("frame-kind"), &kind)));
    let line = match &checked.guessed {
        Some(why) => {
            let why = [("why", words.line(why).into())];
            line.styled(DIM, format!(" {}", words.with(id!("frame-guessed"), &why)))
        }
        None => line,
    };
    let summary = findings::summary(words, checked.findings.iter());
    let summary = summary.unwrap_or_else(|| words.say(id!("frame-nothing-wrong")).to_string());
    let comma = words.say(id!("frame-comma"));
    out.line(line.plain(format!("{comma}{summary}")))
}
