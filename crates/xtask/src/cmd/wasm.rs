//! `cargo xtask wasm ...`: cargo for wasm32, for the quick loop.

use crate::args::Args;
use crate::error::{Error, Result};
use crate::exec;
use crate::paths::Paths;
use crate::setup;
use crate::wasm::{DEV, Env};
use std::ffi::OsString;

pub(crate) fn run(paths: &Paths, mut args: Args) -> Result<()> {
    let rest = args.rest()?;
    let Some((subcommand, rest)) = rest.split_first() else {
        return Err(Error::new(
            "name a cargo command, such as `cargo xtask wasm check`",
        ));
    };
    let parts = if subcommand == "test" {
        setup::BROWSER
    } else {
        setup::WASM
    };
    let env = Env::ready(paths, parts)?;
    let mut cargo = env.cargo(&subcommand.to_string_lossy());
    if takes_profile(subcommand, rest) {
        cargo.args(DEV);
    }
    exec::run(cargo.args(rest), "see what cargo says above")
}

/// Whether cargo would choose its `dev` profile by itself.
fn takes_profile(subcommand: &OsString, rest: &[OsString]) -> bool {
    let builds = ["build", "check", "clippy", "test"];
    let chosen = |arg: &OsString| {
        let arg = arg.to_string_lossy();
        arg == "--release" || arg == "-r" || arg.starts_with("--profile")
    };
    let own = rest.iter().take_while(|arg| *arg != "--");
    builds.iter().any(|known| subcommand == known) && !own.into_iter().any(chosen)
}

#[cfg(test)]
mod tests {
    use super::takes_profile;
    use std::ffi::OsString;

    fn takes(line: &str) -> bool {
        let words: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        takes_profile(&words[0], &words[1..])
    }

    #[test]
    fn a_chosen_profile_is_kept() {
        assert!(takes("check -p vestibule-web"));
        assert!(takes("test -- --release"));
        assert!(!takes("build --release"));
        assert!(!takes("build --profile=wasm"));
        assert!(!takes("tree"));
    }
}
