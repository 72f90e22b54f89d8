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

#[test]
fn addresses_are_read_as_in_a_browser() {
    let folder = folder("pages-addresses");
    std::fs::create_dir_all(folder.join("docs/cases")).unwrap();
    std::fs::create_dir_all(folder.join("public")).unwrap();
    std::fs::write(folder.join("docs/cases/my case é.json"), case("allowed")).unwrap();
    std::fs::write(folder.join("public/a.json"), case("allowed")).unwrap();
    let page: String = [
        "cases/my%20case%20%C3%A9.json",
        " cases/my case é.json?v=1#a ",
        "./cas\nes\\my case é.json",
        "/a.json",
        "//example.com/a.json",
        "data:application/json,{}",
        "?a",
    ]
    .map(|src| format!("<vestibule-example src=\"{src}\"></vestibule-example>"))
    .join("\n");
    std::fs::write(folder.join("docs/page.html"), page).unwrap();
    for root in ["public", "public/", "./docs/../public"] {
        let tested = run_in(&folder, &["test", "docs", "--root", root], b"");
        assert!(
            tested.stdout.ends_with("5 passed, 3 unusable in 2 files\n"),
            "{tested:?}"
        );
    }
    let tested = run_in(&folder, &["test", "docs"], b"");
    assert!(
        tested
            .stderr
            .contains("say with `--root` which folder the site serves as `/`"),
        "{tested:?}"
    );
    let tested = run_in(
        &folder.join("public"),
        &["test", "../docs", "--root", ""],
        b"",
    );
    assert!(tested.stdout.starts_with("5 passed"), "{tested:?}");
}

#[test]
fn no_example_is_missed_in_silence() {
    let folder = folder("pages-missed");
    let write = |name: &str, text: String| std::fs::write(folder.join(name), text).unwrap();
    let a = "<vestibule-example src=\"a.json\"></vestibule-example>";
    write("a.json", case("allowed"));
    write(
        "guide.md",
        format!("---\ntitle: a <vestibule-example> b\n---\n\n{a}\n\n    {a}\n"),
    );
    write(
        "tabs.mdx",
        format!(
            "<Tabs>\n  <TabItem>\n\n    {a}\n\n  </TabItem>\n</Tabs>\n<iframe src=\"x\" />\n{a}\n"
        ),
    );
    write("page.html", format!("<iframe src=\"x\" />\n{a}\n"));
    write(
        "self.md",
        format!("{a}\n\n<vestibule-example src=\"a.json\" />\n"),
    );
    let tested = run_in(&folder, &["test", "guide.md"], b"");
    assert_eq!(tested.status, 2, "{tested:?}");
    assert_eq!(tested.stdout, "1 passed, 1 unusable in 1 file\n");
    for said in [
        "error[unread-example]: the example is indented by four spaces, which makes it code",
        "guide.md:7",
    ] {
        assert!(tested.stderr.contains(said), "{said}: {tested:?}");
    }
    let tested = run_in(&folder, &["test", "tabs.mdx"], b"");
    assert_eq!(tested.stdout, "2 passed in 1 file\n", "{tested:?}");
    let tested = run_in(&folder, &["test", "page.html"], b"");
    assert!(tested.stderr.contains("stands in `<iframe`"), "{tested:?}");
    assert_eq!(tested.status, 2);
    let tested = run_in(&folder, &["test", "self.md"], b"");
    for said in [
        "unclosed-example",
        "self.md:3",
        "write `</vestibule-example>`",
    ] {
        assert!(tested.stderr.contains(said), "{said}: {tested:?}");
    }
    assert_eq!(tested.stdout, "1 passed, 1 unusable in 1 file\n");
}
