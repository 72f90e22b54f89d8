//! Reads the command line.

use crate::error::{Error, Result};
pub(crate) use lexopt::Arg::{self, Long, Value};
use std::ffi::OsString;
use std::str::FromStr;

/// What follows `cargo xtask`.
pub(crate) struct Args(lexopt::Parser);

impl Args {
    pub(crate) fn from_env() -> Self {
        Self(lexopt::Parser::from_env())
    }

    /// The name of the command; `None` when help is wanted.
    pub(crate) fn command(&mut self) -> Result<Option<String>> {
        let name = match self.next()? {
            None | Some(Arg::Short('h') | Long("help")) => return Ok(None),
            Some(Value(name)) => name,
            Some(other) => return Err(usage(other.unexpected())),
        };
        let name = (!self.wants_help(&name)).then(|| name.to_string_lossy().into_owned());
        Ok(name)
    }

    /// `--help` after a command; behind `wasm` it is cargo's, behind `--` it is the program's.
    fn wants_help(&mut self, command: &OsString) -> bool {
        let Some(rest) = self.0.try_raw_args() else {
            return false;
        };
        command != "wasm"
            && rest
                .as_slice()
                .iter()
                .take_while(|arg| *arg != "--")
                .any(|arg| arg == "--help" || arg == "-h")
    }

    pub(crate) fn next(&mut self) -> Result<Option<Arg<'_>>> {
        self.0.next().map_err(usage)
    }

    /// The number that belongs to the option just read.
    pub(crate) fn number<T>(&mut self) -> Result<T>
    where
        T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
    {
        use lexopt::ValueExt as _;
        self.0
            .value()
            .and_then(|value| value.parse())
            .map_err(usage)
    }

    /// The text that belongs to the option just read.
    pub(crate) fn text(&mut self) -> Result<String> {
        use lexopt::ValueExt as _;
        self.0
            .value()
            .and_then(|value| value.string())
            .map_err(usage)
    }

    /// Everything that is left, as it stands.
    pub(crate) fn rest(&mut self) -> Result<Vec<OsString>> {
        self.0.raw_args().map(Iterator::collect).map_err(usage)
    }

    /// For commands that take nothing more.
    pub(crate) fn end(mut self) -> Result<()> {
        match self.next()? {
            None => Ok(()),
            Some(extra) => Err(unexpected(extra)),
        }
    }
}

/// For an argument that no command knows.
pub(crate) fn unexpected(arg: Arg<'_>) -> Error {
    usage(arg.unexpected())
}

fn usage(cause: lexopt::Error) -> Error {
    Error::new(format!("{cause}; `cargo xtask --help` says what there is"))
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn command(line: &str) -> Option<String> {
        Args(lexopt::Parser::from_args(line.split_whitespace()))
            .command()
            .unwrap()
    }

    #[test]
    fn help_is_understood_anywhere_but_behind_another_program() {
        assert_eq!(command(""), None);
        assert_eq!(command("--help"), None);
        assert_eq!(command("serve --port 1 --help"), None);
        assert_eq!(command("bench -- --help").as_deref(), Some("bench"));
        assert_eq!(command("wasm test --help").as_deref(), Some("wasm"));
    }

    #[test]
    fn arguments_follow_the_command() {
        let mut args = Args(lexopt::Parser::from_args([
            "fuzz",
            "policy",
            "--seconds",
            "9",
        ]));
        assert_eq!(args.command().unwrap().as_deref(), Some("fuzz"));
        assert_eq!(args.rest().unwrap(), ["policy", "--seconds", "9"]);
    }

    #[test]
    fn what_is_left_over_is_named() {
        let mut args = Args(lexopt::Parser::from_args(["build", "--fast"]));
        args.command().unwrap();
        let error = args.end().unwrap_err().to_string();
        assert!(error.contains("--fast"), "{error}");
    }
}
