//! Which files are read, by the folder that they lie in and by who names them.

use std::fs;
use std::path::Path;

use crate::support::{DENY, case_with, folder, run_in};
use crate::{REQUEST, SECRET, assert_refused, example, naming, project, write};

#[test]
fn no_document_outside_is_read_however_it_is_named() {
    let project = project("hostile-outside");
    let real = project.canonicalize().unwrap();
    let above = real.parent().unwrap().to_str().unwrap();
    for path in [
        "../../secret.env",
        "../../secret.json",
        "../../nothing-at-all.json",
        ".//../../secret.env",
        "..\\..\\secret.env",
        "a/../../../secret.env",
        "./.././.././secret.env",
        &format!("{above}/secret.env"),
        &format!("{above}/project/../secret.env"),
        &format!("//{above}/secret.json"),
        "/etc/passwd",
        "/proc/self/environ",
        "/proc/self/cwd/../secret.env",
        "/dev/stdin",
        "/dev/fd/0",
        "/dev/zero",
        "../../project-not/x.json",
    ] {
        write(&project, "cases/case.json", &naming(path));
        for args in [
            &["decide", "cases/case.json"][..],
            &["test", "cases/case.json"],
            &["test", "cases", "--format", "json"],
        ] {
            let run = run_in(&project, args, SECRET.as_bytes());
            assert_refused(&run, "path-outside", path);
            assert!(run.stderr.contains("`--allow-path DIR`"), "{run:?}");
        }
    }
}

#[test]
fn files_below_the_folders_that_are_vouched_for_are_read() {
    let project = project("hostile-inside");
    let real = project.canonicalize().unwrap();
    write(&project, "common/closed.json", DENY);
    write(&project, "cases/closed.json", DENY);
    let absolute = format!("{}/common/closed.json", real.to_str().unwrap());
    for path in [
        "closed.json",
        "./x/..//closed.json",
        "..\\common\\closed.json",
        "../common/closed.json",
        &absolute,
    ] {
        write(&project, "cases/case.json", &naming(path));
        for told in ["cases/case.json", "cases", "./cases/"] {
            let run = run_in(&project, &["test", told], b"");
            assert_eq!(run.status, 0, "{path}: {run:?}");
        }
    }
    // From elsewhere only what lies below the case file.
    write(
        &project,
        "cases/case.json",
        &naming("../common/closed.json"),
    );
    let elsewhere = folder("hostile-elsewhere");
    let case = real.join("cases/case.json");
    let case = case.to_str().unwrap();
    assert_refused(
        &run_in(&elsewhere, &["test", case], b""),
        "path-outside",
        case,
    );
    let whole = run_in(&elsewhere, &["test", real.to_str().unwrap()], b"");
    assert_eq!(whole.status, 0, "the tested folder: {whole:?}");
    let common = real.join("common");
    for command in ["test", "decide"] {
        let allowed = [
            "--allow-path",
            "nowhere",
            "--allow-path",
            common.to_str().unwrap(),
        ];
        let run = run_in(&elsewhere, &[&[command, case][..], &allowed].concat(), b"");
        assert_eq!(run.status, 0, "{run:?}");
        let run = run_in(&elsewhere, &[command, case, "--allow-path", "nowhere"], b"");
        assert_refused(&run, "path-outside", "nowhere");
        assert!(
            run.stderr.contains("cannot follow `nowhere`: no such file"),
            "{run:?}"
        );
    }
    // The root of the file system is the working directory of many a container.
    let run = run_in(Path::new("/"), &["test", case], b"");
    assert_refused(&run, "path-outside", "/");
}

#[test]
fn what_the_user_names_is_read_wherever_it_lies() {
    let project = project("hostile-typed");
    let who = [
        "--principal",
        "arn:aws:iam::111122223333:user/alice",
        "--source-ip",
        "192.0.2.1",
    ];
    let run = run_in(
        &project,
        &[&["decide", "--resource-policy", "../closed.json"][..], &who].concat(),
        b"",
    );
    assert!(run.stdout.contains("denied at"), "{run:?}");
    let run = run_in(
        &project,
        &[
            &["decide", "--rcp", "-", "--resource-policy", "-"][..],
            &who,
        ]
        .concat(),
        DENY.as_bytes(),
    );
    assert!(run.stdout.contains("denied at"), "{run:?}");
    assert_eq!(
        run_in(&project, &["check", "../closed.json"], b"").status,
        0
    );
    assert_eq!(run_in(&project, &["test", "../case.json"], b"").status, 0);
    // But a case file does not ask for standard input.
    write(&project, "case.json", &naming("-"));
    for told in ["case.json", "."] {
        let run = run_in(&project, &["test", told], SECRET.as_bytes());
        assert_refused(&run, "unreadable-path", "-");
        assert!(
            run.stderr
                .contains("standard input is only read where the user names it"),
            "{run:?}"
        );
    }
}

#[test]
fn paths_that_lead_nowhere_are_named() {
    let project = project("hostile-nowhere");
    let long = "x".repeat(300);
    for (path, why) in [
        ("", "the path is empty"),
        ("a\0b", "the path has a NUL character"),
        (".", "is a directory"),
        ("gone.json", "no such file or directory"),
        ("file:///etc/passwd", "no such file or directory"),
        (&*long, "file name too long"),
    ] {
        write(&project, "case.json", &naming(path));
        let run = run_in(&project, &["test", "case.json"], b"");
        assert_refused(&run, "unreadable-path", path);
        assert!(run.stderr.contains(why), "{path:?}: {run:?}");
    }
}

#[test]
fn examples_of_pages_are_read_below_the_page_and_the_root() {
    let project = project("hostile-pages");
    let denied = case_with(&format!(r#"{{ "resourceBased": {DENY} }}"#), REQUEST);
    write(&project, "site/case.json", &denied);
    for src in [
        "../../secret.env",
        "%2e%2e/%2e%2e/secret.env",
        "..%2f..%2fsecret.json",
        ".%2E\\..\\secret.env",
        ".//..//../secret.env",
        "%2e%2e%5c..%5csecret.env/../../../secret.env",
    ] {
        for page in ["docs/page.html", "docs/page.md"] {
            write(&project, page, &example(src));
            for args in [
                &["test", page][..],
                &["test", "docs"],
                &["test", page, "--root", "site"],
            ] {
                assert_refused(&run_in(&project, args, b""), "path-outside", src);
            }
            fs::remove_file(project.join(page)).unwrap();
        }
    }
    // Above its root a site has nothing.
    for (src, status) in [
        ("/case.json", 0),
        ("/../case.json", 0),
        ("/%2e%2e/..\\case.json", 0),
        ("/../secret.env", 2),
    ] {
        write(&project, "docs/page.html", &example(src));
        let run = run_in(&project, &["test", "docs/page.html", "--root", "site"], b"");
        assert_eq!(run.status, status, "{src}: {run:?}");
        assert!(!run.stderr.contains(SECRET), "{run:?}");
    }
    let run = run_in(
        &project,
        &["test", "../project/docs/page.html", "--root", "site"],
        b"",
    );
    assert!(
        run.stderr.contains("site/secret.env") || run.stderr.contains("`secret.env`"),
        "{run:?}"
    );
    write(&project, "docs/page.html", &example("../../case.json"));
    let run = run_in(&project, &["test", "docs", "--allow-path", ".."], b"");
    assert_eq!(run.status, 0, "{run:?}");
}
