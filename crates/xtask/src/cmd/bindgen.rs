//! `cargo xtask bindgen`: a library as wasm with its JavaScript.

use crate::args::{Args, Value, unexpected};
use crate::error::{Error, Result};
use crate::paths::Paths;
use crate::setup::{self, Part};
use crate::wasm::{self, Env, Kind};

/// Prints the folder as the last line, so that a script can take it from there.
pub(crate) fn run(paths: &Paths, mut args: Args) -> Result<()> {
    let mut words = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) => words.push(word.to_string_lossy().into_owned()),
            _ => return Err(unexpected(arg)),
        }
    }
    let [package, kind] = words.as_slice() else {
        return Err(Error::new(
            "name a package and a kind: `bindgen vestibule-wasm nodejs`",
        ));
    };
    let kind = Kind::parse(kind).ok_or_else(|| {
        Error::choose("kind", kind, &Kind::ALL.map(|kind| kind.name().to_owned()))
    })?;
    let env = Env::ready(paths, &[setup::WASM, &[Part::NodeTools]].concat())?;
    let folder = wasm::build(paths, &env, package, kind)?;
    println!("{}", folder.display());
    Ok(())
}
