//! Files of other kinds are told by what they are.

use serde_json::json;

use crate::{PROD, codes, file, import};

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
            "import-not-recognised",
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
