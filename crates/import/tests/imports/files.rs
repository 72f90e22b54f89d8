//! Files of other kinds are told by what they are.

use serde_json::json;
use vestibule_import::{Options, import_files};
use vestibule_syntax::limits::{CASE_BYTES, IMPORT_BYTES};

use crate::{File, PROD, codes, file, import, whole};

#[test]
fn what_is_not_used_says_so() {
    for (text, code) in [
        (
            json!({ "Vpcs": [{ "VpcId": "vpc-0123456789abcdef0" }] }).to_string(),
            "import-unused",
        ),
        (json!({ "Handshakes": [] }).to_string(), "import-unused"),
        (
            json!({ "permissionStatements": [{ "sid": "a" }] }).to_string(),
            "import-unused",
        ),
        (json!({ "hello": 1 }).to_string(), "import-not-recognised"),
        (
            json!({ "Version": "2012-10-17", "Statement": [] }).to_string(),
            "import-not-recognised",
        ),
        (json!([1, 2]).to_string(), "import-not-recognised"),
        (
            json!({ "vestibule": 1, "requests": [], "policies": {} }).to_string(),
            "import-not-recognised",
        ),
        (
            "arn:aws:iam::111122223333:user/alice".to_owned(),
            "import-not-recognised",
        ),
        (
            "resource \"aws_iam_role\" \"a\" {\n}\n".to_owned(),
            "import-unused",
        ),
        (
            "Version: '2012-10-17'\nStatement: []\n".to_owned(),
            "import-not-recognised",
        ),
        (
            "{\"Roots\": [{\"Id\": \"r-ab12\"".to_owned(),
            "import-unreadable",
        ),
        (String::new(), "import-not-recognised"),
        (
            "An error occurred (AccessDeniedException) when calling the ListRoots operation: no"
                .to_owned(),
            "import-not-recognised",
        ),
    ] {
        let imported = import(&[("a.json".to_owned(), text.clone())]);
        let found = codes(&imported);
        assert_eq!(found, [("a.json".to_owned(), code.to_owned())], "{text}");
        let file = &imported.report.files[0];
        assert!(file.used.is_empty(), "{text}");
        assert!(file.findings[0].help.is_some(), "{text}");
        assert!(imported.case.is_none(), "{text}");
    }
}

/// A page of a repository beside outputs: one sentence, and none about its grammar.
#[test]
fn prose_is_told_once() {
    for text in [
        "Copyright 2026 the authors\n\nPermission is hereby granted, free of charge, to any person.\n",
        "# Policies\n\nRun this:\n\n```\n$ aws organizations list-roots\n```\n\nthen\n\n```hcl\nmodule \"a\" {\n  source = \"./a\"\n}\n```\n\n```json\n{ \"a\": }\n```\n",
        "settings:\n  colour: red\n",
    ] {
        let imported = import(&[("README".to_owned(), text.to_owned())]);
        let found = codes(&imported);
        let expected = ("README".to_owned(), "import-not-recognised".to_owned());
        assert_eq!(found, [expected], "{text}");
        let said = imported.report.files[0].findings[0].message.to_string();
        assert!(said.contains("no output of AWS"), "{text}: {said}");
    }
}

#[test]
fn what_cannot_be_decoded_is_not_used() {
    let mut importer = vestibule_import::Importer::new();
    importer.add("a", b"{\"Roots\":[{\"Id\":\"r-ab12\xff\"}]}");
    let imported = importer.finish(&vestibule_import::Options::default());
    assert_eq!(codes(&imported)[0].1, "import-unreadable");
}

#[test]
fn a_name_that_differs_from_the_caller_beside_it_decides_nothing() {
    let caller = json!({ "UserId": "A", "Account": PROD, "Arn": "x" });
    let policy =
        json!({ "signinResourceBasedPolicy": { "version": "2012-10-17", "statement": [] } });
    let other = json!({ "UserId": "A", "Account": "333344445555", "Arn": "x" });
    let imported = import(&[
        file("333344445555/a", &caller),
        file("333344445555/b", &policy),
        file("c", &other),
    ]);
    let expected = (
        "333344445555/b".to_owned(),
        "import-subject-unknown".to_owned(),
    );
    assert_eq!(codes(&imported), [expected]);
}

#[test]
fn a_file_that_is_too_large_is_named_and_not_used() {
    let large = vec![b' '; IMPORT_BYTES + 1];
    let files: [(&str, &[u8]); 2] = [("large", &large), ("as-large", &large[1..])];
    let written = import_files(files, &Options::default());
    let found = written.report.files.iter();
    let found: Vec<_> = found
        .map(|file| (file.file.as_str(), &*file.findings[0].code))
        .collect();
    let expected = [
        ("as-large", "import-not-recognised"),
        ("large", "import-too-large"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn files_become_the_text_of_the_case_file_that_the_importer_makes() {
    let files = whole();
    let bytes = |(name, text): &'_ File| (name.clone(), text.clone().into_bytes());
    let bytes: Vec<_> = files.iter().rev().map(bytes).collect();
    let of_bytes = bytes.iter().map(|(name, bytes)| (&**name, &**bytes));
    let written = import_files(of_bytes, &Options::default());
    let imported = import(&files);
    assert_eq!(written.case, imported.case.unwrap().to_json());
    assert_eq!(written.report, imported.report);
    let nothing = import_files([], &Options::default());
    assert_eq!(nothing.case, None);
}

#[test]
fn a_case_file_that_is_larger_than_is_read_is_said_to_be() {
    let mut imported = import(&whole());
    let before = codes(&imported);
    imported.measured(CASE_BYTES);
    assert_eq!(codes(&imported), before);
    imported.measured(CASE_BYTES + 1);
    assert_eq!(codes(&imported).last().unwrap().1, "import-case-too-large");
}
