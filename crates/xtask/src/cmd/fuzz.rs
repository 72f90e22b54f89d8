//! `cargo xtask fuzz`: throws random input at the parsers and the evaluator.

use crate::args::{Args, Long, Value, unexpected};
use crate::error::{Error, Result};
use crate::exec;
use crate::paths::Paths;
use crate::setup::{self, Part, tools};
use std::path::Path;
use std::process::Command;

pub(crate) fn run(paths: &Paths, mut args: Args) -> Result<()> {
    let (mut target, mut seconds) = (None, 60_u32);
    while let Some(arg) = args.next()? {
        match arg {
            Long("seconds") => seconds = args.number()?,
            Value(name) if target.is_none() => target = Some(name.to_string_lossy().into_owned()),
            _ => return Err(unexpected(arg)),
        }
    }
    let targets = targets(&paths.root)?;
    let chosen: Vec<&String> = match &target {
        None => targets.iter().collect(),
        Some(name) if targets.contains(name) => {
            targets.iter().filter(|known| *known == name).collect()
        }
        Some(name) => return Err(Error::choose("target", name, &targets)),
    };
    let mut nightly = Command::new("rustc");
    if exec::output(nightly.args(["+nightly", "--version"])).is_none() {
        return Err(Error::new(
            "run `rustup toolchain install nightly`: fuzzing needs its sanitizers",
        ));
    }
    setup::ensure(paths, &[Part::Fuzz])?;
    let bin = tools::folder(&tools::fuzz(paths))
        .ok_or_else(|| Error::new("run `cargo xtask fuzz` once more"))?;
    for target in chosen {
        println!("\n== {target} for {seconds} s");
        let mut fuzz = Command::new(bin.join("cargo-fuzz"));
        fuzz.args([
            "fuzz",
            "run",
            target,
            "--",
            &format!("-max_total_time={seconds}"),
            // What takes longer for one small input, or more memory, is a find as well.
            "-timeout=10",
            "-rss_limit_mb=1024",
        ])
        .env("RUSTUP_TOOLCHAIN", "nightly")
        // `cargo run` names the stable toolchain's cargo and libraries in these.
        .env_remove("CARGO")
        .env_remove("RUSTC")
        .env_remove("LD_LIBRARY_PATH")
        .current_dir(&paths.root);
        exec::run(
            &mut fuzz,
            &format!("mend what `{target}` found; its input is below fuzz/artifacts/{target}"),
        )?;
    }
    Ok(())
}

fn targets(root: &Path) -> Result<Vec<String>> {
    let folder = root.join("fuzz/fuzz_targets");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .map_err(Error::because("cannot read `fuzz/fuzz_targets`"))?
        .flatten()
        .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".rs")?.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}
