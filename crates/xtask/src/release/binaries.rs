//! The command as a program of its own, for every system that this machine can build for.

use super::archive::{self, Form};
use super::licence;
use crate::error::{Error, Result};
use crate::exec;
use crate::licences;
use crate::paths::Paths;
use crate::setup::toolchain;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGE: &str = "vestibule-cli";

/// Of these the programs depend on nothing of the system's, and Rust's own linker makes them.
const STATIC: [&str; 2] = ["x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl"];
const APPLE: [&str; 2] = ["aarch64-apple-darwin", "x86_64-apple-darwin"];

/// What a machine builds for, itself first.
pub(crate) fn targets(host: &str) -> Vec<String> {
    let others: &[&str] = if host.contains("-linux-") {
        &STATIC
    } else if host.ends_with("-apple-darwin") {
        &APPLE
    } else {
        &[]
    };
    let others = others.iter().copied().filter(|target| *target != host);
    [host]
        .into_iter()
        .chain(others)
        .map(str::to_owned)
        .collect()
}

/// The target of this machine's compiler.
pub(crate) fn host() -> Result<String> {
    let said = exec::output(Command::new("rustc").arg("-vV")).unwrap_or_default();
    let mut lines = said.lines();
    let host = lines.find_map(|line| line.strip_prefix("host: "));
    let advice = "mend rustc until `rustc -vV` prints its host";
    host.map(str::to_owned).ok_or_else(|| Error::new(advice))
}

/// Why a target cannot be built for here, with what changes that.
pub(crate) fn missing(target: &str) -> Option<String> {
    (!toolchain::has_target(target)).then(|| {
        format!("no standard library for it is here; `rustup target add {target}` brings it")
    })
}

/// Where what is packed is laid out, and when its files were written.
pub(crate) struct Packing<'p> {
    pub(crate) paths: &'p Paths,
    pub(crate) version: &'p str,
    pub(crate) time: u64,
    /// The folder of the archives.
    pub(crate) to: &'p Path,
}

impl Packing<'_> {
    /// Builds the command for a target and packs it with what belongs beside it.
    pub(crate) fn build(&self, target: &str, beside: &Path) -> Result<()> {
        let root = &self.paths.root;
        let mut cargo = Command::new("cargo");
        cargo
            .args(["build", "--release", "--locked", "--package", PACKAGE])
            .args(["--target", target])
            .env("CARGO_ENCODED_RUSTFLAGS", flags(root))
            .current_dir(root);
        if STATIC.contains(&target) {
            cargo.env(linker_variable(target), "rust-lld");
        }
        exec::run(&mut cargo, "see what cargo says above")?;
        let program = format!("vestibule{}", suffix(target));
        let target_folder = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
        let target_folder = root.join(target_folder.unwrap_or_else(|| "target".into()));
        let built = target_folder.join(target).join("release").join(&program);
        if runs_here(target, &host()?) {
            says(&built, self.version)?;
        } else {
            println!("{target}: built, and not started: this machine has another processor");
        }
        let top = format!("vestibule-{}-{target}", self.version);
        let folder = root.join("target/release-folders").join(&top);
        self.lay(&folder, &built, &program, beside)?;
        licences::of_program(root, &folder, PACKAGE, target)?;
        let form = form(target);
        let to = self.to.join(format!("{top}{}", form.extension()));
        archive::pack(&folder, &top, &[&program], self.time, &to, form)
    }

    fn lay(&self, folder: &Path, built: &Path, program: &str, beside: &Path) -> Result<()> {
        let root = &self.paths.root;
        let work = || -> std::io::Result<()> {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
            copy_all(beside, folder)?;
            fs::copy(built, folder.join(program))?;
            for file in licence::FILES.iter().chain(&["README.md", "CHANGELOG.md"]) {
                fs::copy(root.join(file), folder.join(file))?;
            }
            Ok(())
        };
        let advice = format!("make `{}` writable", folder.display());
        work().map_err(Error::because(advice))
    }
}

/// Makes the man pages and the completions of shells in a folder, of the command as it is.
pub(crate) fn beside(paths: &Paths) -> Result<PathBuf> {
    let folder = paths.root.join("target/release-folders/beside");
    if folder.exists() {
        let advice = format!("make `{}` writable", folder.display());
        fs::remove_dir_all(&folder).map_err(Error::because(advice))?;
    }
    let mut example = Command::new("cargo");
    example
        .args(["run", "--quiet", "--locked", "--package", PACKAGE])
        .args(["--example", "beside", "--"])
        .arg(&folder)
        .current_dir(&paths.root);
    exec::run(&mut example, "see what cargo says above")?;
    Ok(folder)
}

fn copy_all(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_all(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

/// The flags of rustc: no name of this machine's folders is in what is published.
fn flags(root: &Path) -> String {
    let home = |name: &str, below: &str| {
        let named = std::env::var_os(name).map(PathBuf::from);
        named.or_else(|| Some(std::env::home_dir()?.join(below)))
    };
    let mut folders = vec![(root.to_path_buf(), "vestibule")];
    folders.extend(home("CARGO_HOME", ".cargo").map(|folder| (folder, "cargo")));
    folders.extend(home("RUSTUP_HOME", ".rustup").map(|folder| (folder, "rustup")));
    let flags: Vec<String> = folders
        .iter()
        .map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()))
        .collect();
    // What cargo takes between two flags.
    flags.join("\u{1f}")
}

fn linker_variable(target: &str) -> String {
    let name = target.to_ascii_uppercase().replace('-', "_");
    format!("CARGO_TARGET_{name}_LINKER")
}

fn suffix(target: &str) -> &'static str {
    if target.contains("-windows-") {
        ".exe"
    } else {
        ""
    }
}

fn form(target: &str) -> Form {
    if target.contains("-windows-") {
        Form::Zip
    } else {
        Form::TarGz
    }
}

/// Whether programs for a target start on a machine: the C library is their own.
fn runs_here(target: &str, host: &str) -> bool {
    let parts =
        |target: &str| -> Vec<String> { target.split('-').take(3).map(str::to_owned).collect() };
    parts(target) == parts(host)
}

/// Starts the command, which must tell its version.
fn says(program: &Path, version: &str) -> Result<()> {
    let said = exec::output(Command::new(program).arg("--version")).unwrap_or_default();
    if said == format!("vestibule {version}") {
        return Ok(());
    }
    Err(Error::new(format!(
        "see why `{} --version` does not say {version}",
        program.display()
    ))
    .detail(said))
}

#[cfg(test)]
mod tests {
    use super::{Form, flags, form, linker_variable, missing, runs_here, says, suffix, targets};
    use std::path::Path;

    #[test]
    fn a_machine_builds_for_itself_and_its_kin() {
        let linux = targets("x86_64-unknown-linux-gnu");
        assert_eq!(
            linux,
            [
                "x86_64-unknown-linux-gnu",
                "x86_64-unknown-linux-musl",
                "aarch64-unknown-linux-musl"
            ]
        );
        let mac = ["aarch64-apple-darwin", "x86_64-apple-darwin"];
        assert_eq!(targets("aarch64-apple-darwin"), mac);
        let windows = "x86_64-pc-windows-msvc";
        assert_eq!(targets(windows), [windows]);
        assert_eq!((suffix(windows), form(windows)), (".exe", Form::Zip));
        assert_eq!((suffix(&linux[0]), form(&linux[0])), ("", Form::TarGz));
    }

    #[test]
    fn what_cannot_be_built_says_what_brings_it() {
        let host = super::host().unwrap();
        assert_eq!(missing(&host), None);
        let why = missing("sparc-unknown-none-elf").unwrap();
        assert!(
            why.ends_with("`rustup target add sparc-unknown-none-elf` brings it"),
            "{why}"
        );
    }

    #[test]
    fn programs_start_on_their_own_processor_and_system() {
        let host = "x86_64-unknown-linux-gnu";
        assert!(runs_here("x86_64-unknown-linux-musl", host));
        assert!(!runs_here("aarch64-unknown-linux-musl", host));
        assert!(!runs_here("x86_64-pc-windows-gnu", host));
    }

    #[test]
    fn what_is_built_names_no_folder_of_the_machine() {
        let flags = flags(Path::new("/home/x/vestibule"));
        assert!(flags.contains("--remap-path-prefix=/home/x/vestibule=vestibule\u{1f}--remap"));
        assert_eq!(
            linker_variable("aarch64-unknown-linux-musl"),
            "CARGO_TARGET_AARCH64_UNKNOWN_LINUX_MUSL_LINKER"
        );
    }

    #[test]
    fn another_version_than_the_workspaces_is_refused() {
        let error = says(Path::new("rustc"), "1.2.3").unwrap_err().to_string();
        assert!(error.contains("does not say 1.2.3"), "{error}");
    }
}
