//! One test for every file of the corpus: the command comes to the results that
//! the library comes to.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use serde::Serialize;
use support::{corpus, run};
use vestibule_wire::{Case, Decision, FileResult, NoFiles, TestReport};

fn main() {
    let root = corpus();
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let trial = |file: PathBuf| {
        let name = file
            .strip_prefix(&root)
            .unwrap_or(&file)
            .display()
            .to_string();
        Trial::test(name, move || same_results(&file))
    };
    let trials = files.into_iter().map(trial).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
}

fn same_results(file: &Path) -> Result<(), Failed> {
    let path = file.to_str().ok_or("a path that is no text")?;
    let text = std::fs::read_to_string(file)?;
    let case = Case::read(text, &NoFiles).map_err(|findings| format!("{findings:#?}"))?;

    let tested = run(&["test", path, "--format", "json"]);
    let report: TestReport = serde_json::from_str(&tested.stdout)?;
    let mut expected = TestReport::default();
    expected.push(FileResult::of(path, &case));
    // Messages come back as their English text.
    assert_eq!(as_json(&report)?, as_json(&expected)?);
    assert_eq!(report.failed, 0, "{}", tested.stdout);
    assert_eq!(tested.status, 0, "{}", tested.stderr);

    for explained in [false, true] {
        let mut args = vec!["decide", path, "--format", "json"];
        args.extend(explained.then_some("--explain"));
        let decided = run(&args);
        let decide = |index| {
            if explained {
                case.decide_explained(index)
            } else {
                case.decide(index)
            }
        };
        let decisions: Vec<Decision> = (0..case.names().len()).filter_map(decide).collect();
        // Byte for byte.
        assert_eq!(decided.stdout, as_json(&decisions)? + "\n");
        // And nothing of it is lost on the way back.
        let read: Vec<Decision> = serde_json::from_str(&decided.stdout)?;
        assert_eq!(as_json(&read)?, as_json(&decisions)?);
    }
    Ok(())
}

fn as_json(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string_pretty(value)
}
