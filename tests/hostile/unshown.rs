//! What is said of files that hold no case and no policy: nothing of their content, nor whether
//! they exist.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::files::{SECRET, prepared};
use crate::run::{case, folder, json, request, run, write};

#[test]
fn a_file_that_is_no_json_is_not_shown() {
    let folder = folder("no-json");
    let repository = folder.join("repository");
    write(&repository.join(".env"), &format!("TOKEN={SECRET}\n"));
    write(
        &repository.join("id"),
        &format!("-----BEGIN KEY-----\n{SECRET}\n"),
    );
    for name in [".env", "id"] {
        let text = case(&format!("\"resourceBased\":{}", json(name)), &request(""));
        write(&repository.join("case.json"), &text);
        for args in [
            &["test", "case.json"][..],
            &["decide", "case.json"],
            &["decide", "case.json", "--explain"],
        ] {
            let run = run(&repository, args);
            assert!(!run.log().contains(SECRET), "{name}: {}", run.log());
            assert_eq!(run.status, 2, "{name}: {}", run.log());
        }
    }
}

#[test]
fn a_document_that_cannot_be_read_fails_the_test() {
    let folder = folder("unread");
    let repository = folder.join("repository");
    symlink("loop.json", repository.join("loop.json")).unwrap();
    for name in ["missing.json", "loop.json", "."] {
        for more in [
            "",
            ",\"expect\":{\"outcome\":\"allowed\"}",
            ",\"expect\":{\"outcome\":\"unknown\"}",
        ] {
            let text = case(&format!("\"resourceBased\":{}", json(name)), &request(more));
            write(&repository.join("case.json"), &text);
            let run = run(&repository, &["test", "case.json"]);
            assert_eq!(run.status, 2, "{name} {more}: {}", run.log());
        }
    }
}

#[test]
fn a_case_without_an_expectation_does_not_pass_silently() {
    let folder = folder("no-expectation");
    let repository = folder.join("repository");
    write(&repository.join("case.json"), &case("", &request("")));
    assert_ne!(run(&repository, &["test", "case.json"]).status, 0);
    assert_eq!(
        run(
            &repository,
            &["test", "case.json", "--allow-no-expectations"]
        )
        .status,
        0
    );
}

/// The message about a file outside does not depend on whether the file exists.
#[test]
fn nobody_learns_what_is_there() {
    let folder = prepared("existence");
    let repository = folder.join("repository");
    write(&folder.join("there/x.json"), "{}");
    let ask = |repository: &Path, what: &str| {
        let there = folder.join(what).display().to_string();
        for link in ["file.json", "folder", "chain.json"] {
            let _ = fs::remove_file(repository.join("asked").join(link));
        }
        let asked = repository.join("asked");
        fs::create_dir_all(&asked).unwrap();
        symlink(format!("{there}/x.json"), asked.join("file.json")).unwrap();
        symlink(&there, asked.join("folder")).unwrap();
        symlink("file.json", asked.join("chain.json")).unwrap();
        let mut said = String::new();
        for name in [
            "asked/file.json",
            "asked/chain.json",
            "asked/folder/x.json",
            "asked/folder",
        ] {
            let text = case(&format!("\"resourceBased\":{}", json(name)), &request(""));
            write(&repository.join("case.json"), &text);
            said += &run(repository, &["test", "case.json"]).log();
            write(
                &repository.join("page.html"),
                &format!("<vestibule-example src=\"{name}\"></vestibule-example>"),
            );
            said += &run(repository, &["test", "page.html"]).log();
            said += &run(repository, &["test", name]).log();
        }
        said += &run(repository, &["test", "asked"]).log();
        said
    };
    let there = ask(&repository, "there");
    assert_eq!(there, ask(&repository, "nowhere"));
    assert_eq!(there.matches("path-outside").count(), 15, "{there}");
}

/// JSON of other programs lies in a repository, too.
#[test]
fn json_that_is_no_policy_and_no_case_is_not_shown() {
    let folder = folder("other-json");
    let repository = folder.join("repository");
    for text in [
        format!("{{ \"auths\": {{ \"a\": \"{SECRET}\" }} }}"),
        format!("{{ \"{SECRET}\": 1 }}"),
        format!("[\"{SECRET}\"]"),
    ] {
        write(&repository.join("config.json"), &text);
        let named = case("\"resourceBased\":\"config.json\"", &request(""));
        write(&repository.join("case.json"), &named);
        write(
            &repository.join("page.html"),
            "<vestibule-example src=\"config.json\"></vestibule-example>",
        );
        for args in [
            &["test", "case.json"][..],
            &["decide", "case.json", "--explain"],
            &["test", "page.html"],
            &["test", "page.html", "--format", "json"],
        ] {
            let run = run(&repository, args);
            assert!(!run.log().contains(SECRET), "{args:?}: {}", run.log());
            assert_eq!(run.status, 2, "{args:?}: {}", run.log());
        }
    }
}
