//! Certificates of answers that are right are verified, and others are not.
#![allow(clippy::expect_used, clippy::panic)] // a test may stop at what cannot be

mod altered;
mod bits;
mod random;
mod untrue;

use std::path::Path;

use vestibule_answers::{access_map, lockout, prove};
use vestibule_certificate::{Told, digest, read, verify, write};
use vestibule_wire::{
    Case, CertifiedAnswer, CertifiedInputs, CertifiedProofs, CheckedAnswer, Finding, NoFiles,
};

/// Stands for the case file at a path in `tests/`.
fn file(path: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    std::fs::read(folder.join(path)).expect("a file of the tests")
}

fn inputs(bytes: &[u8]) -> CertifiedInputs {
    CertifiedInputs {
        case: digest(bytes),
        files: Vec::new(),
    }
}

fn case(bytes: &[u8]) -> Case {
    Case::from_bytes(bytes, &NoFiles).expect("a case file")
}

/// The certificate of an answer, whatever it says.
fn certify(bytes: &[u8], answer: CertifiedAnswer) -> String {
    let (account, partition) =
        vestibule_answers::account_and_partition(&case(bytes)).expect("an account");
    let inputs = inputs(bytes);
    write(Told { inputs, answer }, &account, &partition).expect("not too large")
}

fn check(bytes: &[u8], certificate: &str) -> Result<CheckedAnswer, Box<Finding>> {
    let read = read(certificate.as_bytes())?;
    verify(&read, &case(bytes), &inputs(bytes))
}

/// The code of the finding that says why an answer is not verified.
fn refusal(bytes: &[u8], answer: CertifiedAnswer) -> String {
    match check(bytes, &certify(bytes, answer)) {
        Ok(_) => "verified".to_owned(),
        Err(finding) => finding.code.into_owned(),
    }
}

/// The answers about a case: all that there are.
fn answers(case: &Case) -> Vec<CertifiedAnswer> {
    let mut answers = Vec::new();
    answers.extend(access_map(case).map(CertifiedAnswer::Map));
    answers.extend(lockout(case).map(CertifiedAnswer::Lockout));
    if !case.file().held().is_empty() {
        let guarantees = prove(case, Some("2027-01-01")).expect("an answer");
        answers.push(CertifiedAnswer::Prove(CertifiedProofs {
            today: Some("2027-01-01".to_owned()),
            perimeter: false,
            guarantees,
        }));
    }
    answers
}

/// Every case file for the answers about all sign-ins.
fn examples() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/analysis");
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = paths
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| std::fs::read(path).expect("a file"))
        .collect()
}

#[test]
fn answers_about_the_examples_are_verified() {
    let mut verified = 0;
    for bytes in examples() {
        for answer in answers(&case(&bytes)) {
            let checked = check(&bytes, &certify(&bytes, answer)).expect("verified");
            assert!(checked.claims > 0 && checked.steps < 1 << 20, "{checked:?}");
            verified += 1;
        }
    }
    assert!(verified > 16);
}
