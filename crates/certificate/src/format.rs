//! Certificates as files.

use hmac_sha256::Hash;
use vestibule_syntax::limits::CERTIFICATE_BYTES;
use vestibule_syntax::message;
use vestibule_wire::{CERTIFICATE_FORMAT, Certificate, CertifiedAnswer, CertifiedInputs, Finding};

use crate::said;
use crate::version::VERSION;

/// An answer, and what it is about.
pub struct Told {
    /// The files that were read.
    pub inputs: CertifiedInputs,
    /// The answer.
    pub answer: CertifiedAnswer,
}

/// A certificate that was read.
#[derive(Debug)]
pub struct Read {
    pub(crate) certificate: Certificate,
    /// False where a byte is not as it was written.
    pub(crate) is_as_written: bool,
}

/// The SHA-256 of some bytes, in hexadecimal digits.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for byte in Hash::hash(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The text of the certificate of an answer about the sign-ins to an account.
///
/// # Errors
/// When it would be larger than what is read.
pub fn write(told: Told, account: &str, partition: &str) -> Result<String, Box<Finding>> {
    let mut certificate = Certificate {
        vestibule_certificate: CERTIFICATE_FORMAT,
        version: VERSION.to_owned(),
        inputs: told.inputs,
        account: account.to_owned(),
        partition: partition.to_owned(),
        answer: told.answer,
        sha256: String::new(),
    };
    certificate.sha256 = digest(text(&certificate).as_bytes());
    let text = text(&certificate);
    if text.len() > CERTIFICATE_BYTES {
        return Err(said::too_large());
    }
    Ok(text)
}

/// A certificate as it is written: there is one way alone.
fn text(certificate: &Certificate) -> String {
    let text = serde_json::to_string_pretty(certificate);
    text.unwrap_or_default() + "\n"
}

/// Reads a certificate.
///
/// # Errors
/// When it is none, is cut short, or has another format than is known here.
pub fn read(bytes: &[u8]) -> Result<Read, Box<Finding>> {
    if bytes.len() > CERTIFICATE_BYTES {
        return Err(said::too_large());
    }
    let certificate: Certificate = match serde_json::from_slice(bytes) {
        Ok(certificate) => certificate,
        Err(error) => return Err(unreadable(bytes, &error)),
    };
    if certificate.vestibule_certificate != CERTIFICATE_FORMAT {
        return Err(said::format(certificate.vestibule_certificate.into()));
    }
    let blank = Certificate {
        sha256: String::new(),
        ..certificate.clone()
    };
    let is_as_written = text(&certificate).as_bytes() == bytes
        && digest(text(&blank).as_bytes()) == certificate.sha256;
    Ok(Read {
        certificate,
        is_as_written,
    })
}

fn unreadable(bytes: &[u8], error: &serde_json::Error) -> Box<Finding> {
    // Another format may have other members.
    let value = serde_json::from_slice::<serde_json::Value>(bytes).ok();
    let format = value
        .as_ref()
        .and_then(|value| value.get("vestibuleCertificate")?.as_u64());
    if let Some(format) = format.filter(|format| *format != u64::from(CERTIFICATE_FORMAT)) {
        return said::format(format);
    }
    if error.is_eof() {
        let message = message!("the certificate ends before it is complete");
        return said::unusable("certificate-unreadable", message);
    }
    let message = message!(
        "this is no certificate: line {line}, column {column} is not as vestibule writes one",
        line = error.line(),
        column = error.column()
    );
    said::unusable("certificate-unreadable", message)
}
