//! Share links: any fragment, and any case file on its way through one.
//!
//! The input is a fragment, or a case file that is encoded, decoded and redacted.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use vestibule_fuzz::{Case, seed};
use vestibule_share::{MAX_LEN, decode, encode, redact};
use vestibule_wire::{CaseFile, VERSION, read_text};

fuzz_target!(init: seed("link", seeds), |data: &[u8]| check(data));

fn seeds(case: &Case, seeds: &mut BTreeSet<String>) {
    let text = case.root.to_compact_string();
    if let Ok(link) = read_text(&text).map(|file| encode(&file)) {
        seeds.extend(link);
    }
    seeds.insert(text);
}

fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    // A fragment as somebody sends it, and the same without the check of two bytes in the way.
    match decode(text) {
        Some(Ok(file)) => travels(&file),
        Some(Err(error)) => assert!(!error.to_string().is_empty()),
        None => {}
    }
    if let Ok(file) = read_text(text) {
        travels(&file);
        redacts(&file);
    }
}

/// What goes into a link comes out of it, and goes the same way again.
fn travels(file: &CaseFile) {
    // Links have cases of one version.
    if file.vestibule != VERSION {
        return;
    }
    let Ok(link) = encode(file) else {
        return;
    };
    assert!(link.len() <= MAX_LEN);
    let there = decode(&link).map(|there| there.map_err(|error| error.to_string()));
    let Some(Ok(there)) = there else {
        panic!("{there:?}: {link}");
    };
    // Documents come back laid out anew, once.
    let again = encode(&there).ok().and_then(|link| decode(&link));
    let Some(Ok(again)) = again else {
        panic!("{again:?}: {link}");
    };
    assert_eq!(again, there);
    assert_eq!(there.requests, file.requests);
}

/// A case without its secrets is decided as before, and can be read.
fn redacts(file: &CaseFile) {
    // A long case is proven for long.
    if file.requests.len() > 4 {
        return;
    }
    let redaction = redact::redact(file);
    assert!(redaction.proof.holds(), "{:?}", redaction.proof);
    assert_eq!(redaction.proof, redact::prove(file, &redaction.case));
}
