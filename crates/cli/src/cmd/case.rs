//! A case file that the user named, read, with what is wrong with it.

use vestibule_answers::words::Place;
use vestibule_l10n::Text as Words;
use vestibule_syntax::limits::CASE_BYTES;
use vestibule_wire::{Case, CertifiedInputs, DecidedBy, Finding, Loader, SourceText};

use super::flags;
use crate::access::{Access, STDIN};
use crate::args::AllowFlags;
use crate::exit::Exit;
use crate::hashed::Hashed;
use crate::host::Host;
use crate::input::{self, Files};
use crate::place::located;
use crate::{findings, output};

/// Which cases a command answers.
pub(super) type Accept = fn(Case) -> Result<Case, Vec<Finding>>;

/// Those of one account, and those of an organization with all of its accounts.
pub(super) const ANY: Accept = Ok;

/// Those of one account alone.
pub(super) const OF_ONE_ACCOUNT: Accept = Case::of_one_account;

/// The case of the file at `path`; what no case could be made of is complained of, and what is
/// not accepted.
pub(super) fn read(
    path: &str,
    accept: Accept,
    allow: &AllowFlags,
    host: &dyn Host,
    words: &Words,
) -> Result<Case, Exit> {
    let (case, _) = read_with_inputs(path, accept, allow, host, words)?;
    Ok(case)
}

/// The case of the file at `path`, and what it was read from.
pub(super) fn read_with_inputs(
    path: &str,
    accept: Accept,
    allow: &AllowFlags,
    host: &dyn Host,
    words: &Words,
) -> Result<(Case, CertifiedInputs), Exit> {
    let allowed = Access::new(host, &allow.allow_path);
    let bytes = bytes(path, &allowed, words)?;
    let files = Hashed::new(Files::of_case(&allowed.and("."), path));
    let case = of_bytes(&bytes, path, accept, &files, host, words)?;
    Ok((case, files.inputs(&bytes)))
}

/// The bytes of the file at `path`.
pub(super) fn bytes(path: &str, allowed: &Access<'_>, words: &Words) -> Result<Vec<u8>, Exit> {
    let refused = |finding: Box<Finding>| refused(&[*finding], allowed.host, words);
    input::read_up_to(allowed, path, CASE_BYTES).map_err(refused)
}

/// The case of what was read from `path`.
pub(super) fn of_bytes(
    bytes: &[u8],
    path: &str,
    accept: Accept,
    files: &dyn Loader,
    host: &dyn Host,
    words: &Words,
) -> Result<Case, Exit> {
    let case = Case::from_bytes(bytes, files).and_then(accept);
    case.map_err(|found| no_case(&found, bytes, path, host, words))
}

/// Complains of what no case could be made of.
fn no_case(found: &[Finding], bytes: &[u8], path: &str, host: &dyn Host, words: &Words) -> Exit {
    let text = SourceText::from_bytes(bytes);
    let write = |finding: &Finding| {
        let location = finding.span.map(|span| text.locate(span));
        findings::write(words, finding, Some(shown(path)), location)
    };
    let lines = findings::write_some(words, found.iter(), write);
    output::complain(host, lines);
    Exit::Unusable
}

/// Complains of what has no place in a file.
pub(super) fn refused(found: &[Finding], host: &dyn Host, words: &Words) -> Exit {
    for finding in found {
        let flag = finding.path.as_deref().and_then(flags::flag_of);
        output::complain(host, findings::write(words, finding, flag, None));
    }
    Exit::Unusable
}

/// A path as people know it.
pub(super) fn shown(path: &str) -> &str {
    if path == STDIN { "<stdin>" } else { path }
}

/// Prints the findings of a case to standard error; without a file it was told by flags.
pub(super) fn complain(case: &Case, file: Option<&str>, host: &dyn Host, words: &Words) {
    let write = |finding: &Finding| {
        let location = case.location_of(finding);
        let path = finding.path.as_deref();
        let place = location
            .and_then(|location| location.file)
            .or_else(|| file.map(shown))
            .or_else(|| path.and_then(flags::flag_of));
        findings::write(words, finding, place, location)
    };
    let found = case.findings();
    let mut lines = findings::write_some(words, found.iter(), write);
    lines.extend(findings::summary(words, found.iter()).map(Into::into));
    output::complain(host, lines);
}

/// The place of a statement.
pub(super) fn place_of_statement(case: &Case, by: &DecidedBy) -> Option<Place> {
    located(case, by.path.as_deref(), by.span)
}
