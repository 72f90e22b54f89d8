//! How much is read.

use crate::support::{DENY, case_with, run_in};
use crate::{REQUEST, assert_refused, example, project, write};

#[test]
fn a_file_is_read_once_and_all_of_them_are_bounded() {
    let project = project("hostile-many");
    write(&project, "small.json", DENY);
    let many = |count: usize, name: &dyn Fn(usize) -> String| {
        let entry = |index| format!(r#"{{ "document": "{}" }}"#, name(index));
        let entries: Vec<String> = (0..count).map(entry).collect();
        case_with(
            &format!(r#"{{ "resourceControl": [{}] }}"#, entries.join(",")),
            REQUEST,
        )
    };
    write(
        &project,
        "case.json",
        &many(400, &|index| {
            format!("{}small.json", "./".repeat(index % 3))
        }),
    );
    assert_eq!(run_in(&project, &["test", "case.json"], b"").status, 0);
    write(
        &project,
        "case.json",
        &many(5001, &|_| "small.json".to_owned()),
    );
    assert_refused(
        &run_in(&project, &["test", "case.json"], b""),
        "too-many-files",
        "5001",
    );

    let large = DENY.replace("Closed", &"C".repeat(1_000_000));
    write(&project, "large.json", &large);
    write(
        &project,
        "case.json",
        &many(8, &|_| "large.json".to_owned()),
    );
    assert_eq!(run_in(&project, &["test", "case.json"], b"").status, 0);
    write(
        &project,
        "case.json",
        &many(400, &|_| "large.json".to_owned()),
    );
    let run = run_in(&project, &["test", "case.json"], b"");
    assert_refused(&run, "files-too-large", "400");
    assert_eq!(
        run.stderr.matches("files-too-large").count(),
        1,
        "it is said once"
    );

    // One large file, named many times in each of many case files.
    let eight = many(8, &|_| "../large.json".to_owned());
    for index in 0..40 {
        write(&project, &format!("cases/{index}.json"), &eight);
    }
    let run = run_in(&project, &["test", "cases"], b"");
    assert_refused(&run, "run-too-large", "40 cases");
    assert!(
        run.stdout.starts_with("4 passed, 36 unusable"),
        "{}",
        run.stdout
    );

    let whole = case_with(&format!(r#"{{ "resourceBased": {large} }}"#), REQUEST);
    write(&project, "whole.json", &whole);
    write(&project, "page.md", &example("whole.json").repeat(9));
    let run = run_in(&project, &["test", "page.md"], b"");
    assert_refused(&run, "files-too-large", "page");
    assert!(run.stdout.starts_with("8 passed, 1 unusable"), "{run:?}");
    write(&project, "page.md", &"x".repeat((8 << 20) + 1));
    assert_refused(
        &run_in(&project, &["test", "page.md"], b""),
        "page-too-large",
        "page",
    );
}
