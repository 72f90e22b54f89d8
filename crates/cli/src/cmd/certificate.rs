//! Certificates as files that the user names.

use vestibule_certificate::{Told, write};
use vestibule_syntax::message;
use vestibule_wire::{Case, Finding, Severity};

use crate::access::STDIN;
use crate::host::Host;
use crate::unreadable::{named, reason};

/// How every certificate begins.
const BEGINNING: &[u8] = b"{\n  \"vestibuleCertificate\":";

/// Writes the certificate of an answer. No file is overwritten that is no certificate.
pub(super) fn save(
    path: &str,
    told: Told,
    case: &Case,
    host: &dyn Host,
) -> Result<(), Box<Finding>> {
    if path == STDIN {
        let message =
            message!("the certificate cannot go to standard output, which has the answer");
        let help = message!("name a file");
        return Err(refused(message).help(help).into());
    }
    let beginning = host.read(path, u32::try_from(BEGINNING.len()).unwrap_or(u32::MAX));
    if beginning.is_ok_and(|bytes| !bytes.is_empty() && bytes != BEGINNING) {
        let message = message!(
            "{path} is there already and is no certificate",
            path = named(path)
        );
        let help = message!("name another file for the certificate");
        return Err(refused(message).help(help).into());
    }
    let (account, partition) = vestibule_answers::account_and_partition(case)?;
    let text = write(told, &account, &partition)?;
    host.create(path, text.as_bytes(), true).map_err(|error| {
        let message = message!(
            "{path} cannot be written: {reason}",
            path = named(path),
            reason = reason(&error)
        );
        let help = message!("check the path, and that you may write there");
        refused(message).help(help).into()
    })
}

fn refused(message: vestibule_syntax::diagnostic::Message) -> Finding {
    Finding::new("certificate-not-written", Severity::Error, message)
}
