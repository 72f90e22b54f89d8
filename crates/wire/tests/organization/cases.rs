//! Every file in `tests/organizations` comes to what it expects.

use std::path::PathBuf;

use vestibule_wire::{Case, CaseFile, FileResult, NoFiles, read_text};

fn files() -> Vec<(PathBuf, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/organizations");
    let paths = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<(PathBuf, String)> = paths
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn each_comes_to_what_it_expects() {
    let files = files();
    assert!(files.len() >= 9);
    for (path, text) in files {
        let name = path.display().to_string();
        let case = Case::read(text, &NoFiles).unwrap_or_else(|found| panic!("{name}: {found:#?}"));
        assert!(case.is_usable(), "{name}: {:#?}", case.findings());
        let result = FileResult::of(&*name, &case);
        assert_eq!(result.requests.len(), case.file().requests.len(), "{name}");
        for request in result.requests {
            assert_eq!(request.passed, Some(true), "{name}: {request:#?}");
        }
    }
}

#[test]
fn nothing_is_lost_in_a_round_trip() {
    for (path, text) in files() {
        let file: CaseFile = read_text(&text).unwrap();
        assert!(file.organization.is_some());
        let again: CaseFile = read_text(&file.to_json().unwrap()).unwrap();
        let json = |file: &CaseFile| serde_json::to_value(file).unwrap();
        assert_eq!(json(&again), json(&file), "{}", path.display());
    }
}

#[test]
fn what_is_not_answered_says_so() {
    for (path, text) in files() {
        let case = Case::read(text, &NoFiles).unwrap();
        let found = case.of_one_account().unwrap_err();
        let codes: Vec<&str> = found.iter().map(|finding| &*finding.code).collect();
        assert_eq!(codes, ["organization-not-answered"], "{}", path.display());
        assert_eq!(found[0].path.as_deref(), Some("organization"));
        assert!(found[0].span.is_some());
    }
}

/// What decided is told where it stands, also where accounts have a policy of the same text.
#[test]
fn places_are_those_of_the_account() {
    let mut files = files().into_iter();
    let (_, text) = files
        .find(|(path, _)| path.ends_with("own-policies.json"))
        .unwrap();
    let case = Case::read(text, &NoFiles).unwrap();
    let path = |index: usize| {
        let decision = case.decide(index).unwrap();
        let by = &decision.phases[0].decided_by[0];
        let located = case.locate(by.path.as_deref(), by.span.unwrap()).unwrap();
        assert!(located.file.is_none());
        by.path.clone().unwrap()
    };
    assert_eq!(path(0), "organization.accounts[0].policies.resourceBased");
    assert_eq!(path(1), "organization.accounts[1].policies.resourceBased");
    let organization = case.organization().unwrap();
    // The management account, two with policies, and two without: the policy of an endpoint
    // binds all.
    assert_eq!(organization.classes().len(), 4);
}
