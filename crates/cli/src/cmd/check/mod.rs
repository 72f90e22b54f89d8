//! `vestibule check`.

mod config;
mod files;
mod format;
mod report;
mod settings;

use std::io;

use vestibule_l10n::Text as Words;
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use super::{case, explain};
use crate::access::Access;
use crate::args::{Check, CheckFormat, PrettyFormat};
use crate::exit::Exit;
use crate::host::Host;
use crate::output;
use files::Files;
use settings::Settings;

pub(crate) fn run(args: &Check, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    if let Some(asked) = &args.explain {
        let format = match args.format {
            CheckFormat::Pretty => PrettyFormat::Pretty,
            CheckFormat::Json => PrettyFormat::Json,
            CheckFormat::Sarif | CheckFormat::Github | CheckFormat::Junit => {
                let message = message!("rules are explained as `pretty` or as `json`");
                let finding = Finding::new("unknown-value", Severity::Error, message);
                let finding = finding.help(message!("leave `--format` out"));
                return Ok(case::refused(&[finding], host, words));
            }
        };
        return explain::run(asked, format, host, words);
    }
    if let Some(exit) = super::fix::run(args, host, words)? {
        return Ok(exit);
    }
    let access = Access::new(host, &args.allow.allow_path);
    let settings = match Settings::of(&args.select, &access, words) {
        Ok(settings) => settings,
        Err(exit) => return Ok(exit),
    };
    let kind = args.kind.map(|kind| kind.0);
    let mut files = Files::new(&args.files, kind, &access, &settings);
    let mut exit = Exit::Done;
    let mut reports = files
        .by_ref()
        .inspect(|report| exit = exit.max(report.exit));
    let mut out = output::stdout(host);
    let out = &mut out;
    let each = reports.by_ref();
    let output = match args.format {
        CheckFormat::Pretty => format::pretty::write(out, each, host, words),
        CheckFormat::Json => out.array(each.map(|report| report.checked)),
        CheckFormat::Sarif => format::sarif::write(out, each),
        CheckFormat::Github => format::github::write(out, each, words),
        CheckFormat::Junit => format::junit::write(out, each),
    };
    // Those that nobody reads of count as well.
    reports.for_each(drop);
    let output = output.and_then(|()| match args.format {
        CheckFormat::Pretty => format::pretty::write_tally(out, &files.tally, words),
        CheckFormat::Json | CheckFormat::Sarif | CheckFormat::Github | CheckFormat::Junit => Ok(()),
    });
    let output = output.and_then(|()| out.flush());
    if files.tally.is_nothing() {
        exit = Exit::Unusable;
    }
    exit.after(output)
}
