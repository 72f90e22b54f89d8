//! Everything about building for wasm32: one environment, and the steps built on it.

use crate::error::{Error, Result};
use crate::exec;
use crate::paths::{Paths, among};
use crate::setup::toolchain::{self, TARGET, Toolchain};
use crate::setup::{self, BROWSER_TOOLS, Part, browser, tools};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Hands cargo the profile for building while developing.
pub(crate) const DEV: [&str; 2] = ["--profile", "wasm-dev"];

/// What a program must see so that it builds for wasm32 with our tools.
pub(crate) struct Env {
    vars: Vec<(String, OsString)>,
    overlay: bool,
}

impl Env {
    /// Sets up what is missing of `parts` first.
    pub(crate) fn ready(paths: &Paths, parts: &[Part]) -> Result<Self> {
        setup::ensure(paths, parts)?;
        Self::find(paths)
    }

    fn find(paths: &Paths) -> Result<Self> {
        let toolchain =
            toolchain::find(paths).ok_or_else(|| Error::new("run `cargo xtask setup`"))?;
        let mut path = Vec::new();
        let mut vars = vec![(
            "CARGO_TARGET_DIR".to_owned(),
            paths.wasm_target().into_os_string(),
        )];
        let mut set = |name: &str, value: &Path| vars.push((name.to_owned(), value.into()));
        let overlay = matches!(toolchain, Toolchain::Overlay { .. });
        if let Toolchain::Overlay { sysroot, linker } = &toolchain {
            let bin = sysroot.join("bin");
            set("RUSTC", &bin.join("rustc"));
            // cargo passes its own path on in CARGO, and Trunk listens to it.
            set("CARGO", &bin.join("cargo"));
            set("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            // clippy takes the place of our rustc and is told the sysroot in this way.
            set("SYSROOT", sysroot);
            path.push(bin);
        }
        let found = [
            tools::bindgen(paths)?,
            tools::trunk(paths),
            tools::geckodriver(paths),
        ];
        path.extend(found.iter().filter_map(tools::folder));
        path.push(paths.root.join(BROWSER_TOOLS).join("node_modules/.bin"));
        if let Some(browser) = browser::find() {
            set("CHROMEDRIVER", &browser.driver);
            set("VESTIBULE_CHROMIUM", &browser.chromium);
        }
        set(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            Path::new("wasm-bindgen-test-runner"),
        );
        // The hook of Trunk.toml calls this very program without building it once more.
        let own = std::env::current_exe().map_err(Error::because("cannot find this program"))?;
        set("VESTIBULE_XTASK", &own);
        let before = std::env::var_os("PATH").unwrap_or_default();
        path.extend(std::env::split_paths(&before));
        let path = std::env::join_paths(path)
            .map_err(Error::because("choose a VESTIBULE_CACHE without a colon"))?;
        vars.push(("PATH".to_owned(), path));
        // Tests for wasm run in the browser, where the page runs, unless one says otherwise.
        let mut set = |name: &str, value: OsString| vars.push((name.to_owned(), value));
        set("WASM_BINDGEN_USE_BROWSER", "1".into());
        set(
            "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
            paths.root.join(BROWSER_TOOLS).join("webdriver.json").into(),
        );
        // A busy machine with two cores takes longer than the usual 5 s and 20 s.
        set("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60".into());
        set("WASM_BINDGEN_TEST_TIMEOUT", "180".into());
        Ok(Self { vars, overlay })
    }

    /// Whether this is the fallback, whose compiler is another version than the active one.
    pub(crate) fn is_overlay(&self) -> bool {
        self.overlay
    }

    /// A program by its name, looked for among our tools first.
    pub(crate) fn command(&self, program: &str) -> Command {
        let path = self.get("PATH").unwrap_or_default();
        let found = among(program, &path);
        let mut command = Command::new(found.unwrap_or_else(|| program.into()));
        command.envs(self.vars.iter().map(|(name, value)| (name, value)));
        if self.overlay {
            // `cargo run` names the active toolchain's libraries here.
            command.env_remove("LD_LIBRARY_PATH");
        }
        command
    }

    /// `cargo SUBCOMMAND --target wasm32-unknown-unknown`.
    pub(crate) fn cargo(&self, subcommand: &str) -> Command {
        // Through cargo, `clippy` could resolve to the active toolchain's.
        let mut command = if subcommand == "clippy" && self.overlay {
            self.command("cargo-clippy")
        } else {
            self.command("cargo")
        };
        command.args([subcommand, "--target", TARGET]);
        command
    }

    fn get(&self, name: &str) -> Option<OsString> {
        let (_, value) = self.vars.iter().find(|(known, _)| known == name)?;
        Some(value.clone())
    }
}

/// What the JavaScript around the wasm is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Web,
    NodeJs,
    Bundler,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Web, Self::NodeJs, Self::Bundler];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::NodeJs => "nodejs",
            Self::Bundler => "bundler",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// The crate whose every microsecond counts; of all others it is every byte that is sent.
pub(crate) const EVALUATOR: &str = "vestibule-wasm";

/// The crate that answers for all sign-ins.
pub(crate) const ANALYSIS: &str = "vestibule-wasm-analysis";

/// Builds a library crate for release, with its JavaScript and optimised, and returns the folder
/// that holds both.
pub(crate) fn build(paths: &Paths, env: &Env, package: &str, kind: Kind) -> Result<PathBuf> {
    let aim = if package == EVALUATOR {
        Aim::Speed
    } else {
        Aim::Size
    };
    let profile = match aim {
        Aim::Speed => "wasm-speed",
        Aim::Size => "wasm",
    };
    let mut cargo = env.cargo("rustc");
    cargo.args(["--profile", profile, "--package", package]);
    // Said here and not in the manifest: natively nobody wants a dynamic library.
    cargo.args(["--lib", "--crate-type", "cdylib"]);
    exec::run(
        cargo.current_dir(&paths.root),
        &format!("mend `{package}` until it builds for {TARGET}"),
    )?;
    let file = format!("{}.wasm", package.replace('-', "_"));
    let built = paths.wasm_target().join(TARGET).join(profile).join(&file);
    let folder = paths
        .wasm_target()
        .join("pkg")
        .join(format!("{package}-{}", kind.name()));
    let mut bindgen = env.command("wasm-bindgen");
    bindgen
        .arg(&built)
        .args(["--target", kind.name(), "--out-dir"])
        .arg(&folder);
    if kind == Kind::Web {
        // Whoever loads it says where the wasm is.
        bindgen.arg("--omit-default-module-path");
    }
    if [EVALUATOR, ANALYSIS].contains(&package) && kind != Kind::Bundler {
        // So that its JavaScript can start it anew should it ever trap.
        bindgen.arg("--experimental-reset-state-function");
    }
    let module = folder.join(file.replace(".wasm", "_bg.wasm"));
    let mut opt = optimiser(env, &module, aim);
    process(&built, &folder, &mut bindgen, Some(&mut opt))?;
    Ok(folder)
}

/// What a wasm is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    Speed,
    Size,
}

/// wasm-opt, on a module in its place.
fn optimiser(env: &Env, module: &Path, aim: Aim) -> Command {
    let mut opt = env.command("wasm-opt");
    opt.arg(match aim {
        Aim::Speed => "-O3",
        Aim::Size => "-Oz",
    });
    opt.arg(module).arg("-o").arg(module);
    // A function with one caller, often what few policies need, stays by itself unless it is
    // tiny: the engine compiles it once it is called, which for most is never.
    opt.arg("--one-caller-inline-max-function-size=20");
    if aim == Aim::Size {
        // It makes the code shorter and its brotli longer.
        opt.arg("--skip-pass=local-cse");
    }
    opt
}

/// Makes `folder` of a wasm. wasm-bindgen and wasm-opt work for half a minute, so they are spared
/// when nothing has changed.
fn process(
    built: &Path,
    folder: &Path,
    bindgen: &mut Command,
    mut opt: Option<&mut Command>,
) -> Result<()> {
    let stamp = folder.join(".made-from");
    let commands: Vec<&Command> = [Some(&*bindgen), opt.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let inputs = inputs(built, &commands)?;
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == inputs) {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(folder)
            .map_err(Error::because(format!("remove `{}`", folder.display())))?;
    }
    exec::run(bindgen, "see what wasm-bindgen says above")?;
    if let Some(opt) = opt.as_mut() {
        exec::run(opt, "see what wasm-opt says above")?;
    }
    fs::write(&stamp, inputs).map_err(Error::because(format!(
        "make `{}` writable",
        stamp.display()
    )))
}

/// How a program is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Small, for those who load it.
    Release,
    /// Soon, for those who change it.
    Dev,
}

/// Builds a program of a package with its JavaScript, and returns the folder that holds both.
pub(crate) fn build_program(
    paths: &Paths,
    env: &Env,
    package: &str,
    program: &str,
    profile: Profile,
) -> Result<PathBuf> {
    let name = match profile {
        Profile::Release => "wasm",
        Profile::Dev => "wasm-dev",
    };
    let mut cargo = env.cargo("build");
    cargo.args(["--profile", name, "--package", package, "--bin", program]);
    exec::run(
        cargo.current_dir(&paths.root),
        &format!("mend `{package}` until it builds for {TARGET}"),
    )?;
    let target = paths.wasm_target();
    let built = target
        .join(TARGET)
        .join(name)
        .join(format!("{program}.wasm"));
    let folder = target.join("pkg").join(format!("{package}-{program}"));
    let mut bindgen = env.command("wasm-bindgen");
    bindgen
        .arg(&built)
        .args(["--target", Kind::Web.name(), "--omit-default-module-path"])
        .arg("--out-dir")
        .arg(&folder);
    let module = folder.join(format!("{program}_bg.wasm"));
    let mut opt = optimiser(env, &module, Aim::Size);
    let opt = (profile == Profile::Release).then_some(&mut opt);
    process(&built, &folder, &mut bindgen, opt)?;
    Ok(folder)
}

/// All that the result depends on: the wasm, and how each program is called. The true path of a
/// program has its version.
fn inputs(wasm: &Path, commands: &[&Command]) -> Result<String> {
    let bytes =
        fs::read(wasm).map_err(Error::because(format!("cannot read `{}`", wasm.display())))?;
    let mut text = crate::digest::digest(&bytes);
    for command in commands {
        let program = fs::canonicalize(command.get_program()).unwrap_or_default();
        text += &format!("\n{} {}", program.display(), exec::line(command));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn kinds_have_the_names_of_wasm_bindgen() {
        assert_eq!(Kind::parse("nodejs"), Some(Kind::NodeJs));
        assert_eq!(Kind::parse("node"), None);
    }
}
