//! `vestibule test` on pages of documentation.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use serde_json::Value;
use support::{folder, run_in};

const OFFICE: &str = r#"{
  "vestibule": 1,
  "policies": {
    "resourceBased": { "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
      "Condition": { "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }] }
  },
  "requests": [
    { "name": "office", "principal": "arn:aws:iam::111122223333:user/alice", "network": { "sourceIp": "203.0.113.9" }, "expect": { "outcome": "OUTCOME" } }
  ]
}"#;

fn case(outcome: &str) -> String {
    OFFICE.replace("OUTCOME", outcome)
}

#[test]
fn examples_of_pages_are_tested_at_their_lines() {
    let folder = folder("pages");
    std::fs::create_dir_all(folder.join("docs/cases")).unwrap();
    let write = |name: &str, text: String| std::fs::write(folder.join(name), text).unwrap();
    write("docs/cases/office.json", case("allowed"));
    let html = format!(
        "<h1>Page</h1>\n<vestibule-example src=\"cases/office.json\"></vestibule-example>\n\
         <vestibule-example>\n<pre>{}</pre></vestibule-example>\n",
        case("denied")
    );
    write("docs/page.html", html);
    let markdown = format!(
        "# Page\n\n<vestibule-example>\n\n```json\n{}\n```\n\n</vestibule-example>\n",
        case("allowed")
    );
    write("docs/guide.mdx", markdown);
    write("docs/none.md", "# Nothing\n".to_owned());

    let tested = run_in(&folder, &["test", "docs"], b"");
    assert_eq!(tested.status, 1, "{tested:?}");
    assert!(tested.stdout.contains("failed office\n       docs/page.html:3\n       outcome: expected `denied` and found `allowed`"), "{tested:?}");
    assert!(
        tested.stdout.ends_with("3 passed, 1 failed in 3 files\n"),
        "{tested:?}"
    );
    assert_eq!(
        tested.stderr, "",
        "pages without examples in a folder are passed over"
    );

    let tested = run_in(
        &folder,
        &["test", "docs/guide.mdx", "docs/none.md", "--format", "json"],
        b"",
    );
    assert_eq!(tested.status, 0, "{tested:?}");
    let report: Value = serde_json::from_str(&tested.stdout).unwrap();
    assert_eq!(report["files"][0]["file"], "docs/guide.mdx:3");
    assert_eq!(report["files"][0]["requests"][0]["passed"], true);
    assert_eq!(report["files"][1]["findings"][0]["code"], "no-examples");
    assert!(
        tested
            .stderr
            .contains("`docs/none.md` has no `<vestibule-example>`"),
        "{tested:?}"
    );

    let tested = run_in(&folder, &["test", "docs/none.md"], b"");
    assert_eq!(tested.status, 2, "nothing was tested: {tested:?}");
}

#[test]
fn what_is_wrong_with_an_example_is_told_in_the_page() {
    let folder = folder("pages-wrong");
    let page = "<p>\n<vestibule-example>\n<pre>\n{ \"vestibule\": 1,\n  \"policys\": {}, \"requests\": [] }</pre></vestibule-example>\n\
        <vestibule-example src=\"gone.json\"></vestibule-example>\n\
        <vestibule-example src=\"https://example.com/case.json\"></vestibule-example>\n\
        <vestibule-example src=\"/case.json\"></vestibule-example>\n\
        <vestibule-example>  </vestibule-example>\n";
    std::fs::write(folder.join("page.html"), page).unwrap();
    let tested = run_in(&folder, &["test", "page.html"], b"");
    assert_eq!(tested.status, 2, "{tested:?}");
    for said in [
        "did you mean `policies`?",
        "page.html:5:3",
        "page.html:6",
        "`gone.json` cannot be read",
        "the example is at `https://example.com/case.json`, which is no file beside its page",
        "the example is at `/case.json`",
        "the example holds no case file",
        "page.html:9",
    ] {
        assert!(tested.stderr.contains(said), "{said}: {tested:?}");
    }
    assert!(
        tested.stdout.ends_with("5 unusable in 1 file\n"),
        "{tested:?}"
    );
}

#[test]
fn an_example_follows_no_paths_as_in_a_browser() {
    let folder = folder("pages-paths");
    let page = "<vestibule-example><pre>{ \"vestibule\": 1, \"policies\": { \"resourceBased\": \"policy.json\" }, \"requests\": [] }</pre></vestibule-example>";
    std::fs::write(folder.join("page.html"), page).unwrap();
    std::fs::write(folder.join("policy.json"), "{\"Statement\":[]}").unwrap();
    let tested = run_in(&folder, &["test", "page.html"], b"");
    assert!(tested.stderr.contains("path-not-followed"), "{tested:?}");
    assert_eq!(tested.status, 2);
}
