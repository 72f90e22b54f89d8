//! Developer commands: `cargo xtask --help` lists them.

mod analysis;
mod args;
mod changed;
mod cmd;
mod counts;
mod csp;
mod digest;
#[cfg(test)]
mod documents;
mod editor;
mod element;
mod error;
mod esbuild;
mod exec;
mod licences;
mod members;
#[cfg(test)]
mod modules;
mod offline;
mod paths;
mod progress;
mod release;
mod scripts;
mod setup;
mod stages;
mod style;
mod system;
mod wasm;

use args::Args;
use error::{Error, Result};
use paths::Paths;
use std::process::ExitCode;

const HELP: &str = "\
Developer commands of vestibule

Usage: cargo xtask <command>

  setup                       find or make every build tool; picks up where it was interrupted
  serve [--port N] [--open]   the playground with live reload, on http://127.0.0.1:8080/
  build                       the playground as it is published, in dist/
  fmt                         format every crate
  lint                        the format, clippy natively and for wasm32, and deny.toml
  test [--native]             the lints and every test; --native leaves the browser out
  test --quick [--since REV]  native, of what changed since REV or since the branch began
  mutants [PACKAGE] [--file GLOB] [--re REGEX] [--shard K/N]
                              what no test notices when it is changed in iam, signin and wire
  pkg [--test]                the npm package as a tarball, and what holds it to its word
  release [--check|--binaries] [--publish]
                              checks a version and builds its files, in target/release-artifacts;
                              --publish then says how to publish them, and publishes nothing
  bench [--native] [-- ARGS]  criterion (ARGS go to it), then beside other evaluators
  bench --analysis            answers about all sign-ins, beside z3 and a decision diagram
  bench --page                the page in Chromium: keystroke to table, first table, transfer
  fuzz [TARGET] [--seconds N] cargo-fuzz on one target or on each, 60 s unless said otherwise
  wasm <cargo command>        cargo for wasm32: `wasm check -p vestibule-web`
  bindgen PACKAGE KIND        a library with its JavaScript (web, nodejs or bundler); prints where

The first command that needs a tool sets it up. Tools are kept in VESTIBULE_CACHE, by default
$XDG_CACHE_HOME/vestibule or ~/.cache/vestibule.
";

fn main() -> ExitCode {
    start().unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

fn start() -> Result<ExitCode> {
    let mut args = Args::from_env();
    let Some(name) = args.command()? else {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    };
    let paths = Paths::find()?;
    let done = |()| ExitCode::SUCCESS;
    match name.as_str() {
        "setup" => cmd::setup::run(&paths, args).map(done),
        "serve" => cmd::serve::run(&paths, args).map(done),
        "build" => cmd::build::run(&paths, args).map(done),
        "fmt" => cmd::lint::fmt(&paths, args).map(done),
        "lint" => cmd::lint::run(&paths, args),
        "test" => cmd::test::run(&paths, args),
        "pkg" => cmd::pkg::run(&paths, args),
        "release" => cmd::release::run(&paths, args),
        "bench" => cmd::bench::run(&paths, args).map(done),
        "mutants" => cmd::mutants::run(&paths, args),
        "fuzz" => cmd::fuzz::run(&paths, args).map(done),
        "wasm" => cmd::wasm::run(&paths, args).map(done),
        "bindgen" => cmd::bindgen::run(&paths, args).map(done),
        // Not for people: Trunk.toml names it.
        "finish" => cmd::finish::run(&paths, args).map(done),
        _ => Err(Error::new(format!(
            "choose a command that `cargo xtask --help` lists: `{name}` is none"
        ))),
    }
}
