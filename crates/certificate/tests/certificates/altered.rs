//! Certificates of other files, of another version and of another format.

use vestibule_certificate::{Told, digest, read, verify, write};
use vestibule_wire::{CertifiedFile, CertifiedInputs};

use crate::{answers, case, certify, check, file, inputs};

const EXAMPLE: &str = "analysis/example-2.json";

#[test]
fn the_case_file_is_held_by_its_bytes() {
    let bytes = file(EXAMPLE);
    let certificate = certify(&bytes, answers(&case(&bytes)).swap_remove(0));
    let mut other = bytes.clone();
    other.push(b'\n');
    let finding = check(&other, &certificate).expect_err("other bytes");
    assert_eq!(finding.code, "certificate-of-other-inputs");
    assert!(
        finding.message.to_string().contains("the case file"),
        "{}",
        finding.message
    );
}

#[test]
fn a_file_that_differs_is_named() {
    let bytes = file(EXAMPLE);
    let named = |path: &str, text: &str| CertifiedFile {
        path: path.to_owned(),
        sha256: digest(text.as_bytes()),
    };
    let of = |files: Vec<CertifiedFile>| CertifiedInputs {
        files,
        ..inputs(&bytes)
    };
    let told = Told {
        inputs: of(vec![named("rcp.json", "one"), named("scp.json", "two")]),
        answer: answers(&case(&bytes)).swap_remove(1),
    };
    let certificate = write(told, "111122223333", "aws").expect("not too large");
    let read = read(certificate.as_bytes()).expect("a certificate");
    let checked = |files| verify(&read, &case(&bytes), &of(files));
    let same = vec![named("rcp.json", "one"), named("scp.json", "two")];
    assert!(checked(same).is_ok());
    let rows = [
        (
            vec![named("rcp.json", "one"), named("scp.json", "TWO")],
            "scp.json",
        ),
        (
            vec![named("rcp.json", "one"), named("other.json", "two")],
            "other.json",
        ),
        (vec![named("rcp.json", "one")], "other files"),
        (Vec::new(), "other files"),
    ];
    for (files, word) in rows {
        let finding = checked(files).expect_err("other files");
        assert_eq!(finding.code, "certificate-of-other-inputs");
        assert!(
            finding.message.to_string().contains(word),
            "{}",
            finding.message
        );
    }
}

/// A certificate with another text in it, and its SHA-256 made anew.
fn with(certificate: &str, from: &str, to: &str) -> String {
    assert!(certificate.contains(from));
    let changed = certificate.replacen(from, to, 1);
    let at = changed.rfind("\"sha256\": \"").expect("the last member") + "\"sha256\": \"".len();
    let (before, after) = changed.split_at(at);
    let after = after.get(64..).expect("64 digits");
    format!(
        "{before}{}{after}",
        digest(format!("{before}{after}").as_bytes())
    )
}

#[test]
fn certificates_of_others_are_told_apart() {
    let bytes = file(EXAMPLE);
    let certificate = certify(&bytes, answers(&case(&bytes)).swap_remove(1));
    let version = env!("CARGO_PKG_VERSION");
    let rows = [
        (
            format!("\"version\": \"{version}\""),
            format!("\"version\": \"{version}\""),
            "verified",
        ),
        (
            format!("\"version\": \"{version}\""),
            "\"version\": \"99.0.0\"".to_owned(),
            "certificate-of-another-version",
        ),
        (
            "\"vestibuleCertificate\": 1".to_owned(),
            "\"vestibuleCertificate\": 2".to_owned(),
            "unsupported-certificate",
        ),
        (
            "\"vestibuleCertificate\": 1".to_owned(),
            "\"vestibuleCertificate\": 2, \"more\": 1".to_owned(),
            "unsupported-certificate",
        ),
        (
            "\"vestibuleCertificate\": 1".to_owned(),
            "\"vestibuleCertificate\": 1, \"more\": 1".to_owned(),
            "certificate-unreadable",
        ),
        (
            "\"account\": \"111122223333\"".to_owned(),
            "\"account\": \"999999999999\"".to_owned(),
            "certificate-false",
        ),
        (
            "\"partition\": \"aws\"".to_owned(),
            "\"partition\": \"aws-cn\"".to_owned(),
            "certificate-false",
        ),
        (
            "\"partition\": \"aws\"".to_owned(),
            "\"partition\": \"\\u001b[2J\"".to_owned(),
            "certificate-false",
        ),
        (
            "\"lockout\"".to_owned(),
            "\"map\"".to_owned(),
            "certificate-unreadable",
        ),
    ];
    for (from, to, expected) in rows {
        let code = match check(&bytes, &with(&certificate, &from, &to)) {
            Ok(_) => "verified".to_owned(),
            Err(finding) => {
                assert!(!finding.message.to_string().contains('\u{1b}'));
                finding.code.into_owned()
            }
        };
        assert_eq!(code, expected, "{from} → {to}");
    }
}

#[test]
fn what_is_no_certificate_is_not_read() {
    let rows: [(&[u8], &str); 6] = [
        (b"", "ends before it is complete"),
        (b"{", "ends before it is complete"),
        (b"null", "line 1"),
        (b"\xff\xfe", "line 1"),
        (b"{\"vestibule\":1}", "line 1"),
        (&[b'['; 100_000], "line 1"),
    ];
    for (bytes, words) in rows {
        let finding = read(bytes).expect_err("no certificate");
        assert_eq!(finding.code, "certificate-unreadable");
        assert!(
            finding.message.to_string().contains(words),
            "{}",
            finding.message
        );
    }
    let large = vec![b' '; vestibule_syntax::limits::CERTIFICATE_BYTES + 1];
    assert_eq!(
        read(&large).expect_err("too large").code,
        "certificate-too-large"
    );
}
