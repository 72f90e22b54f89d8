//! Links of every version that was ever made open, and hold what they held.
//!
//! A sample is a link (`NAME.txt`) and its case (`NAME.json`). It is never
//! changed: a change that needs another sample needs another version.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

use std::fs;
use std::path::{Path, PathBuf};

use vestibule_wire::{CaseFile, read_text};

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let mut links = Vec::new();
    for version in fs::read_dir(folder).unwrap() {
        for file in fs::read_dir(version.unwrap().path()).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|extension| extension == "txt") {
                links.push(file);
            }
        }
    }
    links.sort();
    links
}

/// A policy is compared without the white space between its tokens, which a
/// link may lay out anew.
fn without_layout(case: &CaseFile) -> serde_json::Value {
    serde_json::to_value(case).unwrap()
}

#[test]
fn old_links_open() {
    let samples = samples();
    assert!(samples.len() >= 8, "{samples:?}");
    for path in samples {
        let name = path.display();
        let link = fs::read_to_string(&path).unwrap();
        let json = fs::read_to_string(path.with_extension("json")).unwrap();
        let expected: CaseFile =
            read_text(&json).unwrap_or_else(|found| panic!("{name}: {found:#?}"));
        let opened = vestibule_share::decode(link.trim())
            .unwrap_or_else(|| panic!("{name} holds no case"))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(without_layout(&opened), without_layout(&expected), "{name}");
    }
}

/// Others need 434 characters for a policy of this size, 191 with a dictionary.
#[test]
fn links_are_short() {
    let link = |policy: &str| {
        let case =
            format!(r#"{{"vestibule":1,"policies":{{"resourceBased":{policy}}},"requests":[]}}"#);
        vestibule_share::encode(&read_text(&case).unwrap()).unwrap()
    };
    let example = include_str!("samples/1/separate-statements.json");
    let example: serde_json::Value = serde_json::from_str(example).unwrap();
    let of_aws = example["policies"]["resourceBased"].to_string();
    // Every name, address and id of it is its own.
    let of_its_own = include_str!("policy-828.json").trim_end();
    for (policy, most) in [(&*of_aws, 120), (of_its_own, 200)] {
        assert!((828..840).contains(&policy.len()), "{}", policy.len());
        let link = link(policy);
        assert!(link.len() <= most, "{}: {link}", link.len());
    }
}
