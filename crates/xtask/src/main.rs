//! Developer commands: `cargo xtask --help` lists them.

#[cfg(not(unix))]
compile_error!("the developer commands need Linux or macOS; on Windows use them inside WSL");

mod cmd;
mod error;
mod exec;
mod lockfile;
mod paths;
mod progress;
mod setup;
mod wasm;

use error::{Error, Result};
use lexopt::prelude::*;
use paths::Paths;
use std::ffi::OsString;
use std::process::ExitCode;

const HELP: &str = "\
Developer commands of vestibule

Usage: cargo xtask <command>

  setup                     find or make every build tool (idempotent, resumes after an interruption)
  serve [--port N] [--open] the playground with live reload on http://127.0.0.1:8080/
  build                     the playground as it is published, in dist/
  wasm <cargo command>      cargo for wasm32, such as `wasm check -p vestibule-web`

Build tools are kept in VESTIBULE_CACHE, by default $XDG_CACHE_HOME/vestibule or
~/.cache/vestibule.
";

fn main() -> ExitCode {
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<()> {
    let mut args = lexopt::Parser::from_env();
    let first = args.next().map_err(usage)?;
    let name = match first {
        None | Some(Short('h') | Long("help")) => {
            print!("{HELP}");
            return Ok(());
        }
        Some(Value(name)) => name.to_string_lossy().into_owned(),
        Some(other) => return Err(usage(other.unexpected())),
    };
    let paths = Paths::find()?;
    match name.as_str() {
        "setup" => {
            end(&mut args)?;
            cmd::setup::run(&paths)
        }
        "serve" => {
            let (mut port, mut open) = (8080, false);
            while let Some(arg) = args.next().map_err(usage)? {
                match arg {
                    Long("port") => port = number(&mut args)?,
                    Long("open") => open = true,
                    _ => return Err(usage(arg.unexpected())),
                }
            }
            cmd::serve::run(&paths, port, open)
        }
        "build" => {
            end(&mut args)?;
            cmd::build::run(&paths)
        }
        "wasm" => {
            let rest: Vec<OsString> = args.raw_args().map_err(usage)?.collect();
            let Some((subcommand, rest)) = rest.split_first() else {
                return Err(Error::new(
                    "name a cargo command, such as `cargo xtask wasm check`",
                ));
            };
            cmd::wasm::run(&paths, &subcommand.to_string_lossy(), rest)
        }
        _ => Err(Error::new(format!(
            "choose a command that `cargo xtask --help` lists: `{name}` is none"
        ))),
    }
}

fn end(args: &mut lexopt::Parser) -> Result<()> {
    match args.next().map_err(usage)? {
        None => Ok(()),
        Some(extra) => Err(usage(extra.unexpected())),
    }
}

fn number<T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    args: &mut lexopt::Parser,
) -> Result<T> {
    args.value().and_then(|value| value.parse()).map_err(usage)
}

fn usage(cause: lexopt::Error) -> Error {
    Error::new(format!("{cause}; `cargo xtask --help` says what there is"))
}
