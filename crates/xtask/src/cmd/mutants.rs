//! `cargo xtask mutants`: changes the code in small ways and says which changes no test notices.
//! Hours for all of it, so it is split, and no part of `test`.

use crate::args::{Args, Long, Value, unexpected};
use crate::error::{Error, Result};
use crate::exec;
use crate::paths::Paths;
use crate::setup::{self, Part, tools};
use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, ExitCode};

/// What decides. Everything else shows or carries it.
const PACKAGES: [&str; 3] = ["vestibule-iam", "vestibule-signin", "vestibule-wire"];

/// Runs the corpus.
const CORPUS: &str = "vestibule-tests";

/// Its tests read the JSON and the schemas that wire writes.
const COMMAND: &str = "vestibule-cli";

/// The mutants that may live, each with its reason.
const SURVIVORS: &str = "tests/mutants.txt";

/// Every mutant is compiled, so the profile leaves out what only a debugger reads.
const PROFILE: &str = "mutants";

/// What cargo-mutants ends with when it has done its work: all caught, some missed, some that
/// never ended.
const DONE: [i32; 3] = [0, 2, 3];

pub(crate) fn run(paths: &Paths, mut args: Args) -> Result<ExitCode> {
    let (mut packages, mut options) = (Vec::new(), Vec::new());
    while let Some(arg) = args.next()? {
        match arg {
            Long("file") => options.extend(["--file".to_owned(), args.text()?]),
            Long("re") => options.extend(["--re".to_owned(), args.text()?]),
            // A part has mutants of every file.
            Long("shard") => options.extend([
                "--shard".to_owned(),
                args.text()?,
                "--sharding=round-robin".to_owned(),
            ]),
            Value(name) => packages.push(package(&name.to_string_lossy())?),
            _ => return Err(unexpected(arg)),
        }
    }
    if packages.is_empty() {
        packages = PACKAGES.to_vec();
    }
    let file = paths.root.join(SURVIVORS);
    let text = std::fs::read_to_string(&file)
        .map_err(Error::because(format!("make `{SURVIVORS}` readable")))?;
    let known = survivors(&text)?;
    setup::ensure(paths, &[Part::Mutants])?;
    let mut found = Found::default();
    for package in packages {
        println!("\n== {package}");
        found.add(&mutate(paths, package, &options)?);
    }
    println!("\n{}", found.summary());
    for mutant in known.keys().filter(|mutant| found.is_noticed(mutant)) {
        println!("{SURVIVORS} need not list what is noticed now: {mutant}");
    }
    let unexplained: Vec<&String> = found
        .names_missed
        .iter()
        .filter(|mutant| !known.contains_key(*mutant))
        .collect();
    if unexplained.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nno test notices, and {SURVIVORS} does not say why:");
    for mutant in unexplained {
        println!("{mutant}");
    }
    Ok(ExitCode::FAILURE)
}

/// A package by its name, or by what stands behind `vestibule-`.
fn package(name: &str) -> Result<&'static str> {
    let is_it = |known: &&str| *known == name || known.strip_prefix("vestibule-") == Some(name);
    let found = PACKAGES.into_iter().find(|known| is_it(known));
    found.ok_or_else(|| Error::choose("package", name, &PACKAGES.map(str::to_owned)))
}

/// The packages whose tests are to notice what changes in `package`.
fn testers(package: &str) -> String {
    match package {
        "vestibule-wire" => format!("{package},{COMMAND},{CORPUS}"),
        _ => format!("{package},{CORPUS}"),
    }
}

/// Runs the tests of the package and the corpus against each mutant, and returns what
/// cargo-mutants wrote of it.
fn mutate(paths: &Paths, package: &str, options: &[String]) -> Result<[String; 3]> {
    let bin = tools::folder(&tools::mutants(paths))
        .ok_or_else(|| Error::new("run `cargo xtask mutants` once more"))?;
    let output = paths.root.join("target/mutants").join(package);
    std::fs::create_dir_all(&output).map_err(Error::because("make `target` writable"))?;
    let tests = testers(package);
    let mut mutants = Command::new(bin.join("cargo-mutants"));
    mutants
        .args(["mutants", "--package", package, "--test-package", &tests])
        .args(["--profile", PROFILE])
        // No examples of documentation, which would be compiled one by one.
        .args(["--cargo-test-arg=--lib", "--cargo-test-arg=--tests"])
        .args(options)
        .arg("--output")
        .arg(&output)
        // The first input that a property fails on is enough.
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1")
        .current_dir(&paths.root);
    println!("$ {}", exec::line(&mutants));
    let advice = "see what cargo-mutants says above";
    let status = mutants.status().map_err(Error::because(advice))?;
    if !status.code().is_some_and(|code| DONE.contains(&code)) {
        return Err(Error::new(advice));
    }
    let read = |file: &str| {
        let file = output.join("mutants.out").join(file);
        std::fs::read_to_string(&file).map_err(Error::because(advice))
    };
    Ok([
        read("caught.txt")?,
        read("timeout.txt")?,
        read("missed.txt")?,
    ])
}

/// How the mutants fared.
#[derive(Default)]
struct Found {
    caught: usize,
    missed: usize,
    /// Names: one function may have several mutants of the same.
    names_caught: BTreeSet<String>,
    names_missed: BTreeSet<String>,
}

impl Found {
    /// A test that never ends has noticed, too.
    fn add(&mut self, [caught, timeout, missed]: &[String; 3]) {
        for mutant in caught.lines().chain(timeout.lines()) {
            self.caught += 1;
            self.names_caught.insert(without_place(mutant));
        }
        for mutant in missed.lines() {
            self.missed += 1;
            self.names_missed.insert(without_place(mutant));
        }
    }

    fn is_noticed(&self, mutant: &str) -> bool {
        self.names_caught.contains(mutant) && !self.names_missed.contains(mutant)
    }

    fn summary(&self) -> String {
        let all = self.caught + self.missed;
        let share = (self.caught * 100).checked_div(all).unwrap_or(100);
        format!(
            "{} of {all} mutants that compile are noticed ({share} %)",
            self.caught
        )
    }
}

/// `a/b.rs:12:5: replace …` without line and column, which every change above moves.
fn without_place(mutant: &str) -> String {
    let mut parts = mutant.splitn(4, ':');
    let (file, rest) = (parts.next().unwrap_or_default(), parts.nth(2));
    rest.map_or_else(|| mutant.to_owned(), |rest| format!("{file}:{rest}"))
}

/// A mutant a line, its reason below it, set in. A `#` begins a remark.
fn survivors(text: &str) -> Result<BTreeMap<String, String>> {
    let mut known = BTreeMap::new();
    let mut last: Option<String> = None;
    for line in text.lines() {
        let said = line.trim();
        if said.is_empty() || line.starts_with('#') {
            continue;
        }
        if line.starts_with(' ') {
            let mutant = last.take().ok_or_else(|| {
                Error::new(format!(
                    "put a mutant above the reason in {SURVIVORS}: `{said}`"
                ))
            })?;
            known.insert(mutant, said.to_owned());
        } else if let Some(bare) = last.replace(said.to_owned()) {
            return Err(reasonless(&bare));
        }
    }
    last.map_or(Ok(known), |bare| Err(reasonless(&bare)))
}

fn reasonless(mutant: &str) -> Error {
    Error::new(format!(
        "say below it in {SURVIVORS} why `{mutant}` may live"
    ))
}

#[cfg(test)]
mod tests {
    use super::{Found, SURVIVORS, package, survivors, without_place};

    #[test]
    fn a_mutant_is_known_wherever_it_stands() {
        let mutant = "crates/iam/src/sort.rs:10:5: replace sort::<impl Ord> with ()";
        let known = "crates/iam/src/sort.rs: replace sort::<impl Ord> with ()";
        assert_eq!(without_place(mutant), known);
        assert_eq!(without_place("no place"), "no place");
    }

    #[test]
    fn every_survivor_has_a_reason() {
        let text = "# A remark.\n\na.rs: replace x\n  speed only\nb.rs: replace y\n  the same\n";
        let known = survivors(text).unwrap();
        assert_eq!(known["a.rs: replace x"], "speed only");
        assert_eq!(known.len(), 2);
        for bad in ["a.rs: replace x\n", "a.rs\nb.rs\n  same\n", "  why\n"] {
            assert!(survivors(bad).is_err(), "{bad}");
        }
        let paths = crate::paths::Paths::find().unwrap();
        let text = std::fs::read_to_string(paths.root.join(SURVIVORS)).unwrap();
        survivors(&text).unwrap();
    }

    #[test]
    fn those_that_never_end_are_noticed() {
        let mut found = Found::default();
        let texts = [
            "a:1:1: x\na:2:1: x\n",
            "a:3:1: y\nb:3:1: z\n",
            "b:1:1: z\nb:2:1: z\n",
        ];
        found.add(&texts.map(str::to_owned));
        assert_eq!(
            found.summary(),
            "4 of 6 mutants that compile are noticed (66 %)"
        );
        assert!(found.is_noticed("a: y"));
        // Neither what is missed elsewhere nor what did not run.
        assert!(!found.is_noticed("b: z") && !found.is_noticed("c: z"));
        assert_eq!(
            Found::default().summary(),
            "0 of 0 mutants that compile are noticed (100 %)"
        );
    }

    #[test]
    fn a_package_has_a_short_name() {
        assert_eq!(package("iam").unwrap(), "vestibule-iam");
        assert_eq!(package("vestibule-wire").unwrap(), "vestibule-wire");
        assert!(package("cli").is_err());
    }
}
