//! Documents that a case file or a page names: nothing outside of the folder is read or shown.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{case, command, deny, finish, folder, json, request, run, write};

pub(crate) const SECRET: &str = "hunter2-a1b2c3";

/// Puts secrets of several kinds beside the repository, and ways to them into it.
pub(crate) fn prepared(name: &str) -> PathBuf {
    let folder = folder(name);
    let policy = deny("").replace("\"Effect\"", &format!("\"Sid\":\"{SECRET}\",\"Effect\""));
    write(&folder.join("secret.env"), &format!("TOKEN={SECRET}\n"));
    write(&folder.join("secret.json"), &policy);
    let cases = case(
        &format!("\"resourceBased\":{policy}"),
        &request(&format!(",\"name\":\"{SECRET}\"")),
    );
    write(&folder.join("secret-case.json"), &cases);
    let repository = folder.join("repository");
    write(&repository.join("inside/policy.json"), &deny(""));
    write(&repository.join("site/index.md"), "nothing\n");
    for (to, link) in [
        ("../secret.env", "link.env"),
        ("../secret.json", "link.json"),
        ("../secret-case.json", "link-case.json"),
        ("..", "linked"),
        ("link.json", "twice.json"),
    ] {
        symlink(to, repository.join(link)).unwrap();
    }
    folder
}

/// All spellings of one file outside of the repository.
fn spellings(folder: &Path, file: &str) -> Vec<String> {
    let whole = folder.join(file).display().to_string();
    let link = file.replace("secret", "link");
    [
        "../@",
        "./../@",
        ".//../@",
        "inside/../../@",
        "inside/./../..//@",
        "..\\@",
        ".\\..\\@",
        "%2e%2e/@",
        "%2E%2E%2F@",
        "..%2f@",
        "..%5c@",
        "%252e%252e/@",
        "linked/@",
        "linked/../@",
        "./linked/@",
        "nowhere/../../@",
        "../repository/../@",
        "../@?x",
        "../@#x",
        "..;/@",
        "..\u{ff0f}@",
        "..\t/@",
        ".\n./@",
        " ../@",
    ]
    .iter()
    .map(|spelling| spelling.replace('@', file))
    .chain([
        whole.clone(),
        format!("/{whole}"),
        format!("file://{whole}"),
        format!("/..{whole}"),
        link,
    ])
    .collect()
}

#[test]
fn case_files_name_nothing_outside() {
    let folder = prepared("case-names");
    let repository = folder.join("repository");
    let mut names = spellings(&folder, "secret.env");
    names.extend(spellings(&folder, "secret.json"));
    names.extend(
        [
            "twice.json",
            "/etc/passwd",
            "/proc/self/environ",
            "/proc/self/cmdline",
            "/dev/stdin",
            "/dev/fd/0",
        ]
        .map(String::from),
    );
    // All at once, each a policy of its own.
    let policies: Vec<String> = names
        .iter()
        .map(|name| format!("{{\"document\":{}}}", json(name)))
        .collect();
    let all = case(
        &format!("\"resourceControl\":[{}]", policies.join(",")),
        &request(",\"expect\":{\"outcome\":\"allowed\"}"),
    );
    write(&repository.join("all.json"), &all);
    // And each alone, which a fault of another cannot hide.
    for (index, name) in names.iter().enumerate() {
        let one = case(
            &format!("\"resourceBased\":{}", json(name)),
            &request(",\"expect\":{\"outcome\":\"allowed\"}"),
        );
        write(&repository.join(format!("one-{index}.json")), &one);
    }
    for args in [
        &["decide", "all.json"][..],
        &["decide", "all.json", "--explain", "--format", "json"],
        &["test", "all.json"],
        &["test", "all.json", "--format", "json"],
        &["test", "."],
        &["test", ".", "--format", "json"],
        &["check", "all.json"],
    ] {
        let mut command = command(
            &repository,
            Path::new(env!("CARGO_BIN_EXE_vestibule")),
            args,
        );
        let run = finish(
            command.env("NO_COLOR", "1").env("TOKEN", SECRET),
            &args.join(" "),
        );
        assert!(!run.log().contains(SECRET), "{args:?}: {}", run.log());
        assert!(!run.log().contains("root:x:"), "{args:?}: {}", run.log());
        let status = if args[0] == "check" { 1 } else { 2 };
        assert!(run.status >= status, "{args:?}: {}", run.log());
    }
    for (index, name) in names.iter().enumerate() {
        let file = format!("one-{index}.json");
        let run = run(&repository, &["test", &file]);
        assert!(!run.log().contains(SECRET), "{name}: {}", run.log());
        assert_eq!(run.status, 2, "{name}: {}", run.log());
    }
}

#[test]
fn pages_name_nothing_outside() {
    let folder = prepared("page-names");
    let repository = folder.join("repository");
    let mut names = spellings(&folder, "secret.env");
    names.extend(spellings(&folder, "secret-case.json"));
    names.extend(
        [
            "/../secret-case.json",
            "/../../secret-case.json",
            "/%2e%2e/secret-case.json",
            "/..\\secret-case.json",
            "/x/../../secret-case.json",
            "\\..\\secret-case.json",
        ]
        .map(String::from),
    );
    let page: String = names
        .iter()
        .map(|name| name.replace('&', "&amp;").replace('"', "&quot;"))
        .map(|name| format!("<vestibule-example src=\"{name}\"></vestibule-example>\n\n"))
        .collect();
    for page_name in ["page.html", "page.md", "page.mdx", "site/page.html"] {
        write(&repository.join(page_name), &page);
    }
    for args in [
        &["test", "page.html"][..],
        &["test", "page.md"],
        &["test", "page.mdx", "--format", "json"],
        &["test", "page.html", "--root", "site"],
        &["test", "site", "--root", "site"],
        &["test", "."],
    ] {
        let run = run(&repository, args);
        assert!(!run.log().contains(SECRET), "{args:?}: {}", run.log());
        assert_eq!(run.status, 2, "{args:?}: {}", run.log());
    }
}

#[test]
fn what_is_inside_is_read() {
    let folder = prepared("inside");
    let repository = folder.join("repository");
    symlink("inside/policy.json", repository.join("near.json")).unwrap();
    for name in [
        "inside/policy.json",
        "./inside/../inside/policy.json",
        "near.json",
    ] {
        let text = case(
            &format!("\"resourceBased\":{}", json(name)),
            &request(",\"expect\":{\"outcome\":\"denied\"}"),
        );
        write(&repository.join("case.json"), &text);
        let run = run(&repository, &["test", "case.json"]);
        assert_eq!(run.status, 0, "{name}: {}", run.log());
    }
}

#[test]
fn pipes_and_devices_neither_hang_nor_fill_memory() {
    let folder = folder("devices");
    let repository = folder.join("repository");
    assert!(
        Command::new("mkfifo")
            .arg(repository.join("pipe.json"))
            .status()
            .unwrap()
            .success()
    );
    symlink("/dev/zero", repository.join("zero.json")).unwrap();
    for name in [
        "pipe.json",
        "zero.json",
        "/dev/zero",
        "/dev/urandom",
        "/dev/full",
        "/dev/tty",
        "/proc/kmsg",
    ] {
        let policies: Vec<String> = (0..8)
            .map(|_| format!("{{\"document\":{}}}", json(name)))
            .collect();
        let text = case(
            &format!("\"resourceControl\":[{}]", policies.join(",")),
            &request(",\"expect\":{\"outcome\":\"allowed\"}"),
        );
        write(&repository.join("case.json"), &text);
        let run = run(&repository, &["test", "case.json"]);
        assert_eq!(run.status, 2, "{name}: {}", run.log());
        let page = format!("<vestibule-example src=\"{name}\"></vestibule-example>\n\n").repeat(8);
        write(&repository.join("page.md"), &page);
        assert_eq!(
            crate::run::run(&repository, &["test", "page.md"]).status,
            2,
            "{name}"
        );
    }
    fs::remove_file(repository.join("page.md")).unwrap();
    assert_eq!(run(&repository, &["decide", "/dev/zero"]).status, 2);
    // Found on a walk they are no files.
    write(
        &repository.join("case.json"),
        &case("", &request(",\"expect\":{\"outcome\":\"allowed\"}")),
    );
    let run = run(&repository, &["test", "."]);
    assert!(run.stdout.contains("1 passed"), "{}", run.log());
}

#[test]
fn a_document_is_loaded_once_and_all_together_have_a_limit() {
    let folder = folder("many-names");
    let repository = folder.join("repository");
    // Just below what is read of one document.
    let values = format!("\"192.0.2.0/24\",{}", "\"198.51.100.0/24\",".repeat(45_000));
    let text = deny(&format!(
        "\"IpAddress\":{{\"aws:SourceIp\":[{}]}}",
        values.trim_end_matches(',')
    ));
    assert!(text.len() < 1 << 20, "{}", text.len());
    write(&repository.join("large.json"), &text);
    for index in 0..400 {
        fs::hard_link(
            repository.join("large.json"),
            repository.join(format!("large-{index}.txt")),
        )
        .unwrap();
    }
    let same = |index: usize| ["large.json", "./large.json", ".//large.json"][index % 3].to_owned();
    let other = |index: usize| format!("large-{index}.txt");
    for name in [&same as &dyn Fn(usize) -> String, &other] {
        let policies: Vec<String> = (0..400)
            .map(|index| format!("{{\"document\":{}}}", json(&name(index))))
            .collect();
        let text = case(
            &format!("\"resourceControl\":[{}]", policies.join(",")),
            &request(",\"expect\":{\"outcome\":\"allowed\"}"),
        );
        write(&repository.join("case.json"), &text);
        run(&repository, &["test", "case.json"]);
        run(&repository, &["decide", "case.json"]);
    }
    write(
        &repository.join("big-case.json"),
        &case(
            &format!("\"resourceBased\":{text}"),
            &request(",\"expect\":{\"outcome\":\"allowed\"}"),
        ),
    );
    let page = "<vestibule-example src=\"big-case.json\"></vestibule-example>\n\n".repeat(400);
    write(&repository.join("page.md"), &page);
    run(&repository, &["test", "page.md"]);
}

/// What the user names may have been replaced by a stranger's link.
#[test]
fn links_in_the_place_of_what_is_named_do_not_lead_out() {
    let folder = prepared("named-links");
    let repository = folder.join("repository");
    write(
        &folder.join("away/case.json"),
        &format!("{{ \"{SECRET}\": 1"),
    );
    write(
        &folder.join("away/config.json"),
        &format!("{{ \"{SECRET}\": 1 }}"),
    );
    symlink("../away", repository.join("cases")).unwrap();
    symlink("../away/config.json", repository.join("config.json")).unwrap();
    write(
        &repository.join("page.html"),
        "<vestibule-example src=\"/config.json\"></vestibule-example>",
    );
    let absolute = repository.join("config.json").display().to_string();
    for args in [
        &["test", "config.json"][..],
        &["test", &absolute],
        &["test", "./cases/case.json"],
        &["test", "cases"],
        &["test", "cases/"],
        &["test", "page.html", "--root", "cases"],
        &[
            "test",
            "page.html",
            "--root",
            "cases",
            "--allow-path",
            "cases",
        ],
        &["test", "config.json", "--allow-path", "cases"],
        &["decide", "config.json"],
        &["check", "config.json"],
        &["check", "cases/config.json", "--format", "json"],
        &[
            "decide",
            "--resource-policy",
            "config.json",
            "--principal",
            crate::run::PRINCIPAL,
        ],
    ] {
        let run = run(&repository, args);
        assert!(!run.log().contains(SECRET), "{args:?}: {}", run.log());
        assert!(
            run.log().contains("path-outside"),
            "{args:?}: {}",
            run.log()
        );
        assert_eq!(run.status, 2, "{args:?}: {}", run.log());
    }
    // What is named itself, or allowed, is read.
    for args in [
        &["check", "../away/config.json"][..],
        &["check", "config.json", "--allow-path", "../away"],
        &["test", ".."],
    ] {
        let run = run(&repository, args);
        assert!(run.log().contains(SECRET), "{args:?}: {}", run.log());
    }
}

#[test]
fn the_folders_of_the_system_are_not_those_of_a_case() {
    let folder = prepared("system");
    let repository = folder.join("repository");
    let shared = Path::new("/dev/shm").join(format!("vestibule-{}.json", std::process::id()));
    if fs::write(&shared, deny("")).is_err() {
        return;
    }
    let name = shared.strip_prefix("/dev").unwrap().display().to_string();
    let text = case(&format!("\"resourceBased\":{}", json(&name)), &request(""));
    write(&repository.join("case.json"), &text);
    let program = Path::new(env!("CARGO_BIN_EXE_vestibule"));
    let mut command = command(&repository, program, &["test", "/dev/stdin"]);
    command.stdin(fs::File::open(repository.join("case.json")).unwrap());
    let run = finish(&mut command, "test /dev/stdin");
    fs::remove_file(&shared).unwrap();
    assert!(run.log().contains("path-outside"), "{}", run.log());
}
