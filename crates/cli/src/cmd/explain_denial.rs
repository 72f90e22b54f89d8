//! `vestibule explain-denial`.

use std::io;

use vestibule_answers::{Beside, explain_denial};
use vestibule_l10n::Text as Words;
use vestibule_syntax::diagnostic::quoted;
use vestibule_syntax::message;
use vestibule_wire::{Case, Finding, Severity};

use super::{answer, case};
use crate::access::Access;
use crate::args::{AnswerFormat, ExplainDenial};
use crate::exit::Exit;
use crate::host::Host;
use crate::output;

pub(crate) fn run(args: &ExplainDenial, host: &dyn Host, language: &Words) -> io::Result<Exit> {
    let (bytes, case) = match read(args, host, language) {
        Ok(read) => read,
        Err(exit) => return Ok(exit),
    };
    let request = match request(args, case.as_ref()) {
        Ok(request) => request,
        Err(finding) => return Ok(case::refused(&[*finding], host, language)),
    };
    let beside = Beside {
        case: case.as_ref(),
        request,
    };
    let found = explain_denial(&bytes, beside);
    let mut out = output::stdout(host);
    let output = match args.format {
        AnswerFormat::Json => out.json(&found.answer),
        AnswerFormat::Text => answer::text(&mut out, language, &found.sections),
        AnswerFormat::Markdown => answer::markdown(&mut out, language, &found.sections),
    };
    let output = output.and_then(|()| out.flush());
    let exit = if !found.is_recognized() {
        Exit::Unusable
    } else if found.differs() {
        Exit::Wrong
    } else {
        Exit::Done
    };
    match &case {
        Some(case) => answer::exit(case, exit).after(output),
        None => exit.after(output),
    }
}

/// What is to be explained, and the case beside it.
fn read(
    args: &ExplainDenial,
    host: &dyn Host,
    words: &Words,
) -> Result<(Vec<u8>, Option<Case>), Exit> {
    let access = Access::new(host, &args.allow.allow_path);
    let bytes = match (&args.message, &args.file) {
        (Some(message), _) => message.clone().into_bytes(),
        (None, Some(file)) => case::bytes(file, &access, words)?,
        (None, None) => Vec::new(),
    };
    let Some(path) = &args.case else {
        return Ok((bytes, None));
    };
    let read = case::read(path, case::OF_ONE_ACCOUNT, &args.allow, host, words)?;
    case::complain(&read, Some(path), host, words);
    if read.is_usable() {
        Ok((bytes, Some(read)))
    } else {
        Err(Exit::Unusable)
    }
}

/// The number of the request that is meant.
fn request(args: &ExplainDenial, case: Option<&Case>) -> Result<Option<usize>, Box<Finding>> {
    let (Some(name), Some(case)) = (&args.request, case) else {
        return Ok(None);
    };
    let found = case.names().iter().position(|known| known == name);
    found.map(Some).ok_or_else(|| {
        let message = message!("the case has no request called {name}", name = quoted(name));
        let help = message!("name one of its `requests`, or leave `--request` out");
        Box::new(Finding::new("unknown-request", Severity::Error, message).help(help))
    })
}
