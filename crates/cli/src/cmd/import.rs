//! `vestibule import`.

use std::io;

use vestibule_import::{Imported, Importer, Options, items_told};
use vestibule_l10n::Text as Words;
use vestibule_syntax::diagnostic::{Arg, Joint, List, Message, code, name};
use vestibule_syntax::limits::{CASE_BYTES, DOCUMENT_BYTES, FINDINGS_SHOWN, IMPORT_BYTES};
use vestibule_syntax::message;
use vestibule_wire::{CaseFile, Finding, ImportReport, ImportedFile, Severity};

use super::case::{refused, shown};
use super::init::not_written;
use crate::access::{Access, STDIN};
use crate::args::{self, ImportFormat};
use crate::exit::Exit;
use crate::findings;
use crate::host::Host;
use crate::input;
use crate::output::{self, DIM, Text};
use crate::unreadable;
use crate::walk::{Walked, Walking, walk};

pub(crate) fn run(args: &args::Import, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    let output = args.output.as_deref().filter(|path| *path != STDIN);
    if args.format == ImportFormat::Json && output.is_none() {
        let message = message!("`--format json` prints what became of the files and not the case");
        let help = message!("name the file for the case with `--output FILE`");
        let finding = Finding::new("import-without-output", Severity::Error, message);
        return Ok(refused(&[finding.help(help)], host, words));
    }
    let values = match values(args, host) {
        Ok(values) => values,
        Err(finding) => return Ok(refused(&[*finding], host, words)),
    };
    let mut imported = imported(args, &values, host);
    if let (Some(case), Some(path)) = (&imported.case, output) {
        let text = text_of(case)?;
        imported.measured(text.len());
        if let Err(error) = host.create(path, &text, args.force) {
            return Ok(refused(&[not_written(path, &error)], host, words));
        }
    }
    let exit = exit(&imported);
    let Imported { case, report } = &imported;
    let mut out = output::stdout(host);
    let printed = match (args.format, output) {
        (ImportFormat::Json, _) => out.json(report),
        (ImportFormat::Text, Some(path)) => {
            let mut lines = lines(report, words);
            if let Some(case) = case {
                lines.push(Text::from(format!("{path}: {}", words.line(&size(case)))));
            }
            out.lines(lines)
        }
        (ImportFormat::Text, None) => {
            output::complain(host, lines(report, words));
            match case {
                Some(case) => out.json(case),
                None => Ok(()),
            }
        }
    };
    exit.after(printed.and_then(|()| out.flush()))
}

/// The case file as text: without indentation where it would be larger than is read.
fn text_of(case: &CaseFile) -> io::Result<Vec<u8>> {
    let text = output::json_text(case)?;
    if text.len() <= CASE_BYTES {
        return Ok(text);
    }
    output::dense_json_text(case)
}

fn exit(imported: &Imported) -> Exit {
    let report = &imported.report;
    let files = report.files.iter().flat_map(|file| &file.findings);
    let wrong = files.chain(&report.findings).any(Finding::is_error)
        || report.missing.iter().any(|gap| gap.finding.is_error());
    match (&imported.case, wrong) {
        (None, _) => Exit::Unusable,
        (Some(_), true) => Exit::Wrong,
        (Some(_), false) => Exit::Done,
    }
}

/// Reads the files and folders, one file at a time.
fn imported(args: &args::Import, values: &[(String, String)], host: &dyn Host) -> Imported {
    let access = Access::new(host, &args.allow.allow_path);
    let mut importer = Importer::new();
    for (name, value) in values {
        importer.set(name, value);
    }
    let mut unread: Vec<ImportedFile> = Vec::new();
    let mut add =
        |access: &Access<'_>, path: &str| match input::read_up_to(access, path, IMPORT_BYTES) {
            Ok(bytes) => importer.add(shown(path), &bytes),
            Err(finding) => unread.push(unread_file(path, *finding)),
        };
    let mut findings = Vec::new();
    for path in &args.paths {
        if path == STDIN || !host.is_folder(path) {
            add(&access, path);
            continue;
        }
        if let Err(error) = access.named(path) {
            findings.push((path.clone(), unreadable::finding(error)));
            continue;
        }
        let below = access.and_whole(path);
        let Walked {
            files,
            findings: found,
        } = walk(&below, path, Walking::Import);
        findings.extend(found);
        for file in &files {
            add(&below, file);
        }
    }
    unread.extend(
        findings
            .into_iter()
            .map(|(path, finding)| unread_file(&path, finding)),
    );
    let options = Options {
        account: args.account.clone(),
        complete: args.complete.iter().map(|kind| kind.0).collect(),
    };
    let mut imported = importer.finish(&options);
    let files = &mut imported.report.files;
    files.append(&mut unread);
    files.sort_by(|one, other| one.file.cmp(&other.file));
    imported
}

/// The values that the user gives: those of the file, and before them those of flags.
fn values(args: &args::Import, host: &dyn Host) -> Result<Vec<(String, String)>, Box<Finding>> {
    let mut values = Vec::new();
    if let Some(path) = &args.set_file {
        let access = Access::new(host, &args.allow.allow_path);
        let bytes = input::read(&access, path)?;
        let told = of_file(&bytes).map_err(|why| {
            let message = message!(
                "the values in {path} cannot be read: {why}",
                path = name(shown(path)),
                why = why
            );
            let help = message!(
                "write lines of NAME=VALUE, or one object in JSON with texts, numbers, `true` and `false`"
            );
            let finding = Finding::new("import-set-unreadable", Severity::Error, message);
            Box::new(finding.help(help))
        })?;
        values.extend(told);
    }
    values.extend(args.set.iter().cloned());
    Ok(values)
}

/// Lines of `NAME=VALUE`, or an object in JSON.
fn of_file(bytes: &[u8]) -> Result<Vec<(String, String)>, Message> {
    if bytes.len() > DOCUMENT_BYTES {
        return Err(message!(
            "they have more than {most} bytes",
            most = DOCUMENT_BYTES
        ));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| message!("they are not UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        let all: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(text).map_err(|error| {
                message!(
                    "they are not JSON at line {line}, column {column}",
                    line = error.line(),
                    column = error.column()
                )
            })?;
        let member = |(name, value): (String, serde_json::Value)| match value {
            serde_json::Value::String(text) => Ok((name, text)),
            serde_json::Value::Number(_) | serde_json::Value::Bool(_) => {
                Ok((name, value.to_string()))
            }
            _ => Err(message!(
                "the value of {member} is not a text",
                member = code(&name)
            )),
        };
        return all.into_iter().map(member).collect();
    }
    let mut values = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let pair = line.split_once('=');
        let pair = pair.filter(|(name, _)| !name.trim().is_empty());
        let Some((name, value)) = pair else {
            return Err(message!("line {line} has no `=`", line = number + 1));
        };
        values.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    Ok(values)
}

fn unread_file(path: &str, finding: Finding) -> ImportedFile {
    ImportedFile {
        file: shown(path).to_owned(),
        findings: vec![finding],
        ..ImportedFile::default()
    }
}

/// What became of the files, what is wrong between them, and what is missing.
fn lines(report: &ImportReport, words: &Words) -> Vec<Text> {
    let mut lines = Vec::new();
    for file in report.files.iter().take(FINDINGS_SHOWN) {
        lines.push(line(file, words));
        for finding in &file.findings {
            lines.extend(findings::write(words, finding, Some(&file.file), None));
        }
    }
    let more = report.files.len().saturating_sub(FINDINGS_SHOWN);
    if more > 0 {
        let more = message!("further files: {count}", count = more);
        lines.push(words.line(&more).as_str().into());
    }
    if !lines.is_empty() {
        lines.push(Text::default());
    }
    let gaps = report.missing.iter().map(|gap| &gap.finding);
    let found: Vec<&Finding> = report.findings.iter().chain(gaps).collect();
    let write = |finding: &Finding| findings::write(words, finding, None, None);
    lines.extend(findings::write_some(words, found.into_iter(), write));
    lines
}

/// `out/roots.json: aws organizations list-roots (roots: 1); dropped: Email`.
fn line(file: &ImportedFile, words: &Words) -> Text {
    let line = Text::from(format!("{}: ", file.file));
    if file.taken_for.is_empty() {
        return line.plain(words.line(&message!("not used")));
    }
    let line = line.plain(file.taken_for.join(", "));
    let used = file.used.iter().map(|items| Arg::from(items_told(*items)));
    let used: Vec<Arg> = used.collect();
    let line = if used.is_empty() {
        line
    } else {
        let used = message!("{used}", used = List::arg(Joint::And, used));
        line.plain(format!(" ({})", words.line(&used)))
    };
    if file.dropped.is_empty() {
        return line;
    }
    let dropped = file.dropped.iter().map(|member| code(member)).collect();
    let dropped = message!(
        "dropped: {members}",
        members = List::arg(Joint::And, dropped)
    );
    line.styled(DIM, format!("; {}", words.line(&dropped)))
}

/// How large the case file is, in words.
fn size(case: &CaseFile) -> Message {
    let account = case
        .account
        .as_ref()
        .and_then(|account| account.id.as_deref());
    match (&case.organization, account) {
        (Some(organization), _) => {
            let mut accounts = 0_usize;
            let mut nodes = vec![&organization.tree];
            let mut units = 0_usize;
            while let Some(node) = nodes.pop() {
                accounts += node.accounts.len();
                units += node.children.len();
                nodes.extend(&node.children);
            }
            message!(
                "organization {id} with accounts: {accounts}, units: {units}; add `requests` to decide",
                id = name(&organization.id),
                accounts = accounts,
                units = units
            )
        }
        (None, account) => message!(
            "account {id}; add `requests` to decide",
            id = name(account.unwrap_or_default())
        ),
    }
}
