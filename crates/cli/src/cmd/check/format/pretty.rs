//! For reading.

use std::io;

use vestibule_l10n::{Text as Words, id};
use vestibule_wire::{CheckedFile, CheckedKind, Finding, Kind};

use super::super::files::Tally;
use super::super::report::{Report, Source};
use crate::host::Host;
use crate::output::{BOLD, DIM, Output, Text};
use crate::{findings, output};

/// Writes what was found in each file.
pub(in crate::cmd::check) fn write(
    out: &mut Output,
    mut reports: impl Iterator<Item = Report>,
    host: &dyn Host,
    words: &Words,
) -> io::Result<()> {
    reports.try_for_each(|report| write_file(out, &report, host, words))
}

fn write_file(out: &mut Output, report: &Report, host: &dyn Host, words: &Words) -> io::Result<()> {
    let CheckedFile { file, findings, .. } = &report.checked;
    if matches!(report.source, Source::None) {
        for finding in findings {
            output::complain(host, findings::write(words, finding, None, None));
        }
        return Ok(());
    }
    let write = |finding: &Finding| {
        let location = report.locate(finding);
        findings::write(words, finding, Some(file), location)
    };
    out.lines(findings::write_some(words, findings.iter(), write))?;
    // Of the many files of a folder only those that have something are named.
    let has_nothing = findings.is_empty() && report.checked.complete;
    if has_nothing && !report.is_named {
        return Ok(());
    }
    let line = Text::default().styled(BOLD, &**file);
    let line = line.plain(format!(": {}", kind(report.checked.kind, words)));
    let line = match &report.guessed {
        Some(why) => {
            let why = [("why", words.line(why).into())];
            line.styled(DIM, format!(" {}", words.with(id!("frame-guessed"), &why)))
        }
        None => line,
    };
    let comma = words.say(id!("frame-comma"));
    out.line(line.plain(format!("{comma}{}", summary(&report.checked, words))))
}

fn kind(kind: Option<CheckedKind>, words: &Words) -> String {
    let kind = match kind {
        Some(CheckedKind::ResourceBased) => Kind::ResourceBased,
        Some(CheckedKind::Rcp) => Kind::ResourceControl,
        Some(CheckedKind::Scp) => Kind::ServiceControl,
        Some(CheckedKind::Identity) => Kind::Identity,
        Some(CheckedKind::VpcEndpoint) => Kind::VpcEndpoint,
        Some(CheckedKind::Configuration) => {
            return words.say(id!("frame-configuration")).to_string();
        }
        Some(CheckedKind::CaseFile) | None => return words.say(id!("frame-case-file")).to_string(),
    };
    words
        .with(id!("frame-kind"), &[("kind", kind.name().into())])
        .to_string()
}

/// What was found, and what else there is: nobody is to take a part for the whole.
fn summary(checked: &CheckedFile, words: &Words) -> String {
    let found = findings::summary(words, checked.findings.iter());
    let mut said = vec![found.unwrap_or_else(|| words.say(id!("frame-no-findings")).to_string())];
    let count = |count: usize| [("count", count.into())];
    if !checked.suppressed.is_empty() {
        let suppressed = count(checked.suppressed.len());
        said.push(words.with(id!("frame-suppressed"), &suppressed).to_string());
    }
    if checked.not_reported > 0 {
        let left_out = count(checked.not_reported);
        said.push(words.with(id!("frame-not-reported"), &left_out).to_string());
    }
    if !checked.complete {
        said.push(words.say(id!("frame-in-part")).to_string());
    }
    said.join(&*words.say(id!("frame-comma")))
}

/// Writes how many files were looked at, where they were not all named.
pub(in crate::cmd::check) fn write_tally(
    out: &mut Output,
    tally: &Tally,
    words: &Words,
) -> io::Result<()> {
    if !tally.walked {
        return Ok(());
    }
    let count = |count: usize| [("count", count.into())];
    let comma = words.say(id!("frame-comma"));
    let mut said = vec![
        words.with(id!("frame-policies"), &count(tally.policies)),
        words.with(id!("frame-case-files"), &count(tally.cases)),
    ];
    if tally.unreadable > 0 {
        said.push(words.with(id!("frame-unreadable"), &count(tally.unreadable)));
    }
    if tally.others > 0 {
        said.push(words.with(id!("frame-passed-over"), &count(tally.others)));
    }
    let [errors, warnings, notes] = tally.counts;
    let found = [
        (errors, id!("frame-errors")),
        (warnings, id!("frame-warnings")),
        (notes, id!("frame-notes")),
    ];
    let found = found.into_iter().filter(|(found, _)| *found > 0);
    let mut found: Vec<_> = found
        .map(|(found, id)| words.with(id, &count(found)))
        .collect();
    if found.is_empty() && !tally.is_nothing() {
        found.push(words.say(id!("frame-no-findings")));
    }
    let looked_at = said.join(&*comma);
    out.line(if found.is_empty() {
        looked_at
    } else {
        format!("{looked_at}: {}", found.join(&*comma))
    })
}
