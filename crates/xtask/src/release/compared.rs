//! A version beside the last one: its contract, and the interface of its crates.

use super::contract::{self, Difference};
use super::{crates, git};
use crate::error::{Error, Result};
use crate::exec;
use crate::members;
use crate::paths::Paths;
use crate::setup::{self, Part, tools};
use crate::stages::Stages;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the sources of the last version are laid, and what is built of them.
const BEFORE: &str = "target/release-before";

/// Said where nothing can be compared.
const NO_TAG: &str = "no tag of an earlier version leads here, so there is nothing to compare with";

/// The schemas as a file of the release, and what became of them since the last version.
pub(crate) fn contract(paths: &Paths, stages: &mut Stages, version: &str, to: &Path) {
    stages.perhaps("contract", || {
        let now = schemas(&paths.root, &paths.root.join("target"))?;
        let file = to.join(format!("vestibule-schemas-{version}.json"));
        let text = format!("{now:#}\n");
        let advice = format!("make `{}` writable", file.display());
        fs::write(&file, text).map_err(Error::because(advice))?;
        let Some(last) = git::last_tag(&paths.root, version)? else {
            return Ok(Some(NO_TAG.to_owned()));
        };
        let before = before(paths, &last)?;
        let old = schemas(&before, &paths.root.join(BEFORE).join("target"))?;
        judge(&contract::compare(&old, &now), &last, version).map(|()| None)
    });
}

/// What `vestibule schema all` prints of a checkout.
fn schemas(root: &Path, target: &Path) -> Result<Value> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--locked", "--package", "vestibule-cli"])
        .arg("--target-dir")
        .arg(target)
        .current_dir(root);
    exec::run(&mut cargo, "see what cargo says above")?;
    let program = target
        .join("debug")
        .join(format!("vestibule{}", std::env::consts::EXE_SUFFIX));
    let advice = format!("see what `{} schema all` says", program.display());
    let said = exec::output(Command::new(&program).args(["schema", "all"]))
        .ok_or_else(|| Error::new(advice.clone()))?;
    serde_json::from_str(&said).map_err(Error::because(advice))
}

fn before(paths: &Paths, tag: &str) -> Result<PathBuf> {
    let folder = paths.root.join(BEFORE).join(tag);
    git::lay(&paths.root, tag, &folder)?;
    Ok(folder)
}

/// Says what differs, and fails when the version does not say as much.
fn judge(difference: &Difference, last: &str, version: &str) -> Result<()> {
    for (word, lines) in [
        ("breaks", &difference.breaking),
        ("joins", &difference.joining),
    ] {
        println!("since {last}, of the contract {word}: {}", lines.len());
        for line in lines {
            println!("  {line}");
        }
    }
    let breaks = !difference.breaking.is_empty();
    let joins = !difference.joining.is_empty();
    let Some(least) = contract::least(last, breaks, joins) else {
        return Err(Error::new(format!(
            "name tags of versions `v` and three numbers: {last} is none"
        )));
    };
    if contract::numbers(version) >= Some(least) {
        return Ok(());
    }
    let [major, minor, patch] = least;
    Err(Error::new(format!(
        "raise the version to {major}.{minor}.{patch} at least: the contract is other than that of {last}"
    )))
}

/// What the crates' interfaces are other than in the last version, by cargo-semver-checks.
pub(crate) fn interface(paths: &Paths, stages: &mut Stages, version: &str) {
    stages.perhaps("interface of the crates", || {
        let Some(last) = git::last_tag(&paths.root, version)? else {
            return Ok(Some(NO_TAG.to_owned()));
        };
        setup::ensure(paths, &[Part::SemverChecks])?;
        let bin = tools::folder(&tools::semver_checks(paths))
            .ok_or_else(|| Error::new("run `cargo xtask release` once more"))?;
        let before = before(paths, &last)?;
        let metadata = members::metadata(&paths.root, &["--no-deps"])?;
        let old = members::metadata(&before, &["--no-deps"])?;
        let old = crates::published(&old);
        let mut checks = Command::new(bin.join("cargo-semver-checks"));
        checks
            .args(["semver-checks", "check-release", "--baseline-root"])
            .arg(&before)
            .current_dir(&paths.root);
        let mut compared = 0;
        for name in crates::published(&metadata) {
            if old.contains(&name) {
                checks.args(["--package", name]);
                compared += 1;
            }
        }
        if compared == 0 {
            return Ok(Some(format!("{last} has no crate that was published")));
        }
        exec::run(
            &mut checks,
            "raise the version as cargo-semver-checks says above, or take the change back",
        )?;
        Ok(None)
    });
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::release::contract::Difference;

    #[test]
    fn a_version_must_say_as_much_as_the_contract_changed() {
        let line = || vec!["CaseFile.x is gone".to_owned()];
        let breaking = Difference {
            breaking: line(),
            joining: Vec::new(),
        };
        let joining = Difference {
            breaking: Vec::new(),
            joining: line(),
        };
        judge(&breaking, "v0.1.0", "0.2.0").unwrap();
        judge(&joining, "v0.1.0", "0.1.1").unwrap();
        judge(&Difference::default(), "v1.0.0", "1.0.1").unwrap();
        for (difference, last, version, least) in [
            (&breaking, "v0.1.0", "0.1.1", "0.2.0"),
            (&breaking, "v1.2.0", "1.3.0", "2.0.0"),
            (&joining, "v1.2.0", "1.2.1", "1.3.0"),
        ] {
            let error = judge(difference, last, version).unwrap_err().to_string();
            assert!(error.contains(&format!("to {least} at least")), "{error}");
        }
        assert!(judge(&breaking, "vision", "1.0.0").is_err());
    }
}
