//! `vestibule test` on folders: what is walked, and what is tested of it.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::fs;

use support::{case, folder, run_in};

const NOTHING: &str = "{}";

#[test]
fn other_json_is_passed_over_and_counted() {
    let folder = folder("folders-others");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("docs/a.JSON", &case(NOTHING));
    write("docs/.hidden.json", &case(NOTHING));
    write(
        "docs/_category_.json",
        r#"{ "label": "Tutorial", "position": 2 }"#,
    );
    write(
        "docs/package.json",
        r#"{ "dependencies": { "vestibule-signin": "1" } }"#,
    );
    write(
        "docs/tsconfig.json",
        "{\n  // for editors\n  \"extends\": \"x\",\n}\n",
    );
    for away in ["node_modules/x", ".git"] {
        write(&format!("docs/{away}/case.json"), "{ \"vestibule\": 1");
        write(&format!("docs/{away}/page.md"), "<vestibule-example>");
    }
    let tested = run_in(&folder, &["test", "docs", "--allow-no-expectations"], b"");
    assert_eq!(
        tested.stdout,
        "0 passed, 2 without an expectation in 2 files, 3 other JSON files passed over\n",
        "{tested:?}"
    );
    assert_eq!((tested.status, &*tested.stderr), (0, ""));

    // What is named is taken for what it should be.
    let tested = run_in(&folder, &["test", "docs/package.json"], b"");
    assert_eq!(tested.status, 2, "{tested:?}");
    for named in ["docs/.git", "docs/node_modules"] {
        assert_eq!(run_in(&folder, &["test", named], b"").status, 2);
    }
    let here = ["test", ".", "--allow-no-expectations"];
    let here = run_in(&folder.join("docs"), &here, b"");
    assert_eq!(here.status, 0, "{here:?}");

    write("docs/broken.json", "{ \"vestibule\": 1, \"requests\": [ }");
    let tested = run_in(&folder, &["test", "docs"], b"");
    assert_eq!(tested.status, 2, "{tested:?}");
    assert!(
        tested.stdout.contains("1 unusable in 3 files"),
        "{tested:?}"
    );

    write("others/a.json", "{}");
    let tested = run_in(&folder, &["test", "others"], b"");
    assert_eq!(tested.status, 2, "nothing was tested: {tested:?}");
    assert_eq!(
        tested.stdout,
        "0 passed in 0 files, 1 other JSON file passed over\n"
    );
}

#[cfg(unix)]
#[test]
fn a_folder_is_walked_once_whatever_leads_to_it() {
    use std::os::unix::fs::symlink;

    let folder = folder("folders-links");
    for name in ["docs/b", "docs/c", "away"] {
        fs::create_dir_all(folder.join(name)).unwrap();
        fs::write(folder.join(name).join("case.json"), case(NOTHING)).unwrap();
    }
    for (to, link) in [
        (".", "docs/a"),
        ("../c", "docs/b/c"),
        ("../b", "docs/c/b"),
        ("../../away", "docs/c/away"),
        ("../docs", "away/docs"),
        ("nowhere", "docs/nowhere"),
        ("loop", "docs/loop"),
    ] {
        symlink(to, folder.join(link)).unwrap();
    }
    let own = ["docs/b/case.json", "docs/c/case.json"];
    let with_away = [
        "docs/b/case.json",
        "docs/c/away/case.json",
        "docs/c/case.json",
    ];
    let out = ["docs/b/case.json", "docs/c/case.json", "docs/c/away"];
    let away = &["--allow-path", "away"][..];
    for (told, prefix, allowed, names) in [
        ("docs", "", away, &with_away),
        ("docs/", "", away, &with_away),
        ("./docs", "./", away, &with_away),
        // A link that leads out of the folder is told and not followed.
        ("docs", "", &[], &out),
    ] {
        let args = ["test", told, "--format", "json", "--allow-no-expectations"];
        let tested = run_in(&folder, &[&args, allowed].concat(), b"");
        assert_eq!(tested.status, if allowed.is_empty() { 2 } else { 0 });
        let report: serde_json::Value = serde_json::from_str(&tested.stdout).unwrap();
        let files = report["files"].as_array().unwrap().iter();
        let files: Vec<&str> = files.map(|file| file["file"].as_str().unwrap()).collect();
        let names = names.map(|name| format!("{prefix}{name}"));
        assert_eq!(files, names, "{told}");
    }
    // A link that is named is walked like a folder.
    let tested = run_in(&folder, &["test", "docs/a", "--format", "json"], b"");
    for name in own {
        assert!(
            tested.stdout.contains(&name.replace("docs", "docs/a")),
            "{tested:?}"
        );
    }
}
