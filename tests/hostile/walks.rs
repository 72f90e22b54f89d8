//! Folders that are walked: bounded, linear, and no link leads out of them.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};

use crate::run::{case, command, finish, folder, request, run, write};

fn passing() -> String {
    case("", &request(",\"expect\":{\"outcome\":\"allowed\"}"))
}

#[test]
fn a_deep_folder_is_walked_in_time() {
    let folder = folder("deep");
    let repository = folder.join("repository");
    write(&repository.join("case.json"), &passing());
    let mut deep = repository.clone();
    deep.extend(["d"; 1_200]);
    fs::create_dir_all(&deep).unwrap();
    write(&deep.join("case.json"), &passing());
    let run = run(&repository, &["test", "."]);
    // What is too deep is said; what is not is tested.
    assert!(
        run.stdout.contains("1 passed") || run.stdout.contains("2 passed"),
        "{}",
        run.log()
    );
    assert!(
        run.stdout.contains("2 passed") || run.status == 2,
        "{}",
        run.log()
    );
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_wide_folder_is_walked_in_time() {
    let folder = folder("wide");
    let repository = folder.join("repository");
    for index in 0..3_000 {
        write(
            &repository.join(format!("{}/{index}.json", index % 50)),
            "{}",
        );
    }
    write(&repository.join("case.json"), &passing());
    let run = run(&repository, &["test", "."]);
    assert_eq!(run.status, 0, "{}", run.log());
}

#[test]
fn links_of_folders_do_not_multiply_or_lead_out() {
    let folder = folder("links");
    let repository = folder.join("repository");
    write(
        &folder.join("outside/secret.json"),
        "{ \"vestibule\": 1, \"hunter2\": 1 }",
    );
    write(&repository.join("case.json"), &passing());
    // Each folder leads to the next by two ways: 2^30 paths.
    for index in 0..30 {
        let here = repository.join(format!("a{index}"));
        fs::create_dir_all(&here).unwrap();
        for way in ["x", "y"] {
            symlink(format!("../a{}", index + 1), here.join(way)).unwrap();
        }
    }
    symlink(".", repository.join("self")).unwrap();
    symlink("..", repository.join("up")).unwrap();
    symlink("/", repository.join("root")).unwrap();
    symlink("../outside", repository.join("out")).unwrap();
    let run = run(&repository, &["test", "."]);
    assert!(!run.log().contains("hunter2"), "{}", run.log());
    assert!(run.stdout.contains("1 passed"), "{}", run.log());
}

/// Everything of a folder but what cannot be read is tested, and that is named.
#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let folder = std::env::temp_dir().join(format!("vestibule-hostile-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let repository = folder.join("repository");
    write(&repository.join("a/case.json"), &passing());
    write(&repository.join("closed/case.json"), &passing());
    write(&repository.join("z/case.json"), &passing());
    write(&repository.join("z/shut.json"), &passing());
    symlink("nowhere.json", repository.join("z/dangling.json")).unwrap();
    // The program stands where whoever it runs as may reach it.
    let program = folder.join("vestibule");
    fs::copy(env!("CARGO_BIN_EXE_vestibule"), &program).unwrap();
    let close = |path: &PathBuf, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    // Whatever mask this runs under.
    for open in [
        &folder,
        &repository,
        &repository.join("a"),
        &repository.join("z"),
        &program,
    ] {
        close(open, 0o755);
    }
    for file in ["a/case.json", "z/case.json"] {
        close(&repository.join(file), 0o644);
    }
    let closed = [repository.join("closed"), repository.join("z/shut.json")];
    closed.iter().for_each(|path| close(path, 0o000));
    let mut command = command(&repository, Path::new(&program), &["test", "."]);
    if fs::read_dir(&closed[0]).is_ok() {
        // Nothing is closed to root.
        command.uid(65_534).gid(65_534);
    }
    let run = finish(command.env("NO_COLOR", "1"), "test .");
    closed.iter().for_each(|path| close(path, 0o700));
    fs::remove_dir_all(&folder).unwrap();
    assert!(run.stdout.contains("2 passed"), "{}", run.log());
    assert!(
        run.log().contains("closed") && run.log().contains("shut.json"),
        "{}",
        run.log()
    );
    assert_eq!(run.status, 2, "{}", run.log());
}
