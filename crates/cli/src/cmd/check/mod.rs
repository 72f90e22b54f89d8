//! `vestibule check`.

mod config;
mod files;
mod fix;
pub(super) mod format;
mod report;
mod settings;
mod targets;

use std::io;

use vestibule_l10n::Text as Words;
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use super::{case, explain};
use crate::access::{Access, STDIN};
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
    let access = Access::new(host, &args.allow.allow_path);
    let settings = match Settings::of(&args.select, &access, words) {
        Ok(settings) => settings,
        Err(exit) => return Ok(exit),
    };
    let kind = args.kind.map(|kind| kind.0);
    let mut exit = Exit::Done;
    let is_fixing = args.fix || args.fix_unsafe;
    if is_fixing || args.diff {
        exit = fix::run(args, &settings, host, words)?;
    }
    let named = args.files.iter().map(String::as_str);
    // What it was is on standard output now.
    let named: Vec<&str> = named.filter(|file| !is_fixing || *file != STDIN).collect();
    if args.diff || named.is_empty() {
        return Ok(exit);
    }
    let mut files = Files::new(named.into_iter(), kind, &access, &settings);
    let mut reports = files
        .by_ref()
        .inspect(|report| exit = exit.max(report.exit));
    let mut out = output::stdout(host);
    let out = &mut out;
    let each = reports.by_ref();
    let output = match args.format {
        CheckFormat::Pretty => format::pretty::write(out, each, host, words),
        CheckFormat::Json => out.array(each.map(|report| report.checked)),
        CheckFormat::Sarif => format::sarif::write(out, each.map(|report| report.checked)),
        CheckFormat::Github => format::github::write(out, each.map(|report| report.checked), words),
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
