//! `cargo xtask release`: what a release must hold, and all of its files. Nothing is published.

use crate::args::{Args, Long, unexpected};
use crate::cmd::{build, lint, pkg};
use crate::error::{Error, Result};
use crate::exec;
use crate::members;
use crate::paths::Paths;
use crate::release::archive::{self, Form};
use crate::release::binaries::{self, Packing};
use crate::release::{ARTIFACTS, changelog, compared, crates, git, licence, locks, version};
use crate::setup;
use crate::stages::Stages;
use crate::wasm::Env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What the release on GitHub says is new.
const NOTES: &str = "release-notes.md";

/// Which part of a release is wanted.
#[derive(Debug, Default, Clone, Copy)]
struct Wanted {
    /// The checks alone.
    check: bool,
    /// The programs for this system alone.
    binaries: bool,
    /// What to say to publish it.
    publish: bool,
}

pub(crate) fn run(paths: &Paths, mut args: Args) -> Result<ExitCode> {
    let mut wanted = Wanted::default();
    while let Some(arg) = args.next()? {
        match arg {
            Long("check") => wanted.check = true,
            Long("binaries") => wanted.binaries = true,
            Long("publish") => wanted.publish = true,
            _ => return Err(unexpected(arg)),
        }
    }
    if wanted.check && wanted.binaries {
        return Err(Error::new(
            "say `--check` or `--binaries`: one builds nothing, the other builds",
        ));
    }
    let to = paths.root.join(ARTIFACTS);
    empty(&to)?;
    let mut stages = Stages::default();
    let mut found = None;
    stages.check("version", || {
        found = Some(version::check(&paths.root)?);
        Ok(())
    });
    let Some(version) = found else {
        // All else speaks of the version.
        stages.finish_checks();
        return Ok(ExitCode::FAILURE);
    };
    if wanted.binaries {
        programs(paths, &mut stages, &version, &to);
    } else {
        check(paths, &mut stages, &version, &to);
        compared::contract(paths, &mut stages, &version, &to);
        compared::interface(paths, &mut stages, &version);
    }
    if !wanted.check && !wanted.binaries {
        programs(paths, &mut stages, &version, &to);
        rest(paths, &mut stages, &version, &to);
    }
    let mut names = Vec::new();
    stages.check("checksums", || {
        names = archive::write_checksums(&to)?;
        Ok(())
    });
    let well = stages.finish_checks();
    if !names.is_empty() {
        println!("\n{ARTIFACTS} has:\n  {}", names.join("\n  "));
    }
    if wanted.publish {
        if !well {
            return Err(Error::new(
                "mend what failed above; then `--publish` says what to do",
            ));
        }
        println!("\nNothing is published yet. To publish:\n");
        println!("{}", commands(&version, &names).join("\n"));
    }
    Ok(lint::exit(well))
}

fn empty(folder: &Path) -> Result<()> {
    let work = || -> std::io::Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)
    };
    let advice = format!("make `{}` writable", folder.display());
    work().map_err(Error::because(advice))
}

/// What must hold before anything is built.
fn check(paths: &Paths, stages: &mut Stages, version: &str, to: &Path) {
    let root = &paths.root;
    stages.check("changelog", || {
        let text = fs::read_to_string(root.join("CHANGELOG.md"))
            .map_err(Error::because("restore CHANGELOG.md from the repository"))?;
        let notes = changelog::notes(&text, version)?;
        let advice = format!("make `{ARTIFACTS}` writable");
        fs::write(to.join(NOTES), notes).map_err(Error::because(advice))
    });
    stages.check("lock files", || locks::check(root));
    stages.check("licence", || {
        licence::check(root, &members::metadata(root, &["--no-deps"])?)
    });
    lint::dependencies(paths, stages);
    stages.check("crates", || {
        crates::check(&members::metadata(root, &["--no-deps"])?)
    });
    stages.check("git: all is committed", || git::check_clean(root));
    stages.check("git: the tag", || git::check_tag(root, version));
}

/// The command for each system that this machine builds for.
fn programs(paths: &Paths, stages: &mut Stages, version: &str, to: &Path) {
    let mut beside = None;
    stages.check("man pages and completions", || {
        beside = Some(binaries::beside(paths)?);
        Ok(())
    });
    let host = binaries::host();
    let (Some(beside), Ok(host)) = (beside, &host) else {
        stages.check("programs", || {
            host.map(|_| ())?;
            Err(Error::new("mend the man pages first: they are packed, too"))
        });
        return;
    };
    for target in binaries::targets(host) {
        stages.perhaps(&format!("program for {target}"), || {
            if let Some(why) = binaries::missing(&target) {
                return Ok(Some(why));
            }
            let time = git::commit_time(&paths.root)?;
            let packing = Packing {
                paths,
                version,
                time,
                to,
            };
            packing.build(&target, &beside).map(|()| None)
        });
    }
}

/// The npm package, the page and the crates.
fn rest(paths: &Paths, stages: &mut Stages, version: &str, to: &Path) {
    stages.check("npm package", || {
        pkg::build(paths, &Env::ready(paths, pkg::PARTS)?)?;
        let name = format!("vestibule-signin-{version}.tgz");
        copy(&pkg::tarballs(paths).join(&name), &to.join(&name))
    });
    stages.check("page", || {
        build::page(paths, &Env::ready(paths, setup::PAGE)?)?;
        let top = format!("vestibule-page-{version}");
        let to = to.join(format!("{top}.tar.gz"));
        let time = git::commit_time(&paths.root)?;
        archive::pack(&paths.root.join("dist"), &top, &[], time, &to, Form::TarGz)
    });
    // Each is built once more of what is packed, so that no file of it is missing.
    stages.check("crates as crates.io takes them", || {
        let metadata = members::metadata(&paths.root, &["--no-deps"])?;
        let names = crates::published(&metadata);
        let target = paths.root.join("target/release-crates");
        let mut cargo = Command::new("cargo");
        cargo
            .args(["package", "--locked"])
            .args(names.iter().flat_map(|name| ["--package", *name]))
            .arg("--target-dir")
            .arg(&target)
            .current_dir(&paths.root);
        // Without it cargo would say once more what the check of git has said.
        if git::check_clean(&paths.root).is_err() {
            cargo.arg("--allow-dirty");
        }
        exec::run(&mut cargo, "see what cargo says above")?;
        for name in names {
            let file = format!("{name}-{version}.crate");
            copy(&target.join("package").join(&file), &to.join(&file))?;
        }
        Ok(())
    });
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let advice = format!("see why `{}` is not there", from.display());
    fs::copy(from, to).map_err(Error::because(advice))?;
    Ok(())
}

/// What a person, or the workflow, says to publish a release.
fn commands(version: &str, names: &[String]) -> Vec<String> {
    let tag = git::tag(version);
    let package = PathBuf::from(ARTIFACTS).join(format!("vestibule-signin-{version}.tgz"));
    let mut commands = vec![
        "# the tag; where the workflow of releases is set up, it does the rest".to_owned(),
        format!("git tag --annotate {tag} --message 'vestibule {version}'"),
        format!("git push origin {tag}"),
        "# by hand: the files, the package, the crates in the order of their dependencies"
            .to_owned(),
        format!(
            "gh release create {tag} --verify-tag --title {tag} --notes-file {ARTIFACTS}/{NOTES} {}",
            files(names).join(" ")
        ),
        format!("npm publish --access public {}", package.display()),
    ];
    commands.push("cargo publish --workspace --locked".to_owned());
    commands
}

/// The files of a release on GitHub: archives with their checksums.
fn files(names: &[String]) -> Vec<String> {
    let shown = names.iter().filter(|name| *name != NOTES);
    shown
        .flat_map(|name| {
            [
                format!("{ARTIFACTS}/{name}"),
                format!("{ARTIFACTS}/{name}.sha256"),
            ]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::commands;

    #[test]
    fn what_publishes_is_said_in_order() {
        let names = ["a.tar.gz", "release-notes.md"].map(str::to_owned);
        let said = commands("1.2.3", &names);
        let said: Vec<&str> = said
            .iter()
            .map(String::as_str)
            .filter(|line| !line.starts_with('#'))
            .collect();
        assert_eq!(
            said,
            [
                "git tag --annotate v1.2.3 --message 'vestibule 1.2.3'",
                "git push origin v1.2.3",
                "gh release create v1.2.3 --verify-tag --title v1.2.3 \
                 --notes-file target/release-artifacts/release-notes.md \
                 target/release-artifacts/a.tar.gz target/release-artifacts/a.tar.gz.sha256",
                "npm publish --access public target/release-artifacts/vestibule-signin-1.2.3.tgz",
                "cargo publish --workspace --locked",
            ]
        );
    }
}
