//! How long answers about all sign-ins take, beside a binary decision diagram of the same
//! policies.
//!
//! `cargo xtask bench --analysis` runs it, and after it the same work in other tools. Each
//! answer is compared before anything is timed. With `--out FOLDER` the case files, what is
//! right and the figures are left there, and `--table FOLDER` shows all figures side by side.

// A benchmark stops at the first thing that is not as it should be.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cases;
mod peer;
mod table;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use cases::Asked;
use peer::Peer;
use serde_json::{Value, json};
use table::Figure;
use vestibule_answers::{Comparing, access_map, diff, lint, lockout, prove, unneeded};
use vestibule_wire::{Case, NoFiles};

/// The most time that is spent on the rounds of one work.
const ENOUGH: Duration = Duration::from_millis(400);
const ROUNDS: usize = 30;
const OURS: &str = "vestibule";
const BITS: &str = "biodivine-lib-bdd";

fn main() {
    let (mut out, mut shown, mut only) = (None, None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next().map(PathBuf::from),
            "--table" => shown = arguments.next().map(PathBuf::from),
            // Cargo says so; what criterion takes is not for this one.
            other if other.starts_with('-') => {}
            name => only = Some(name.to_owned()),
        }
    }
    if let Some(folder) = shown {
        return table::print(&table::read(&folder));
    }
    let (mut figures, mut questions) = (Vec::new(), Vec::new());
    for asked in cases::all() {
        if only
            .as_ref()
            .is_none_or(|only| asked.name.contains(only.as_str()))
        {
            let right = measure(&asked, &mut figures);
            questions.push(json!({
                "name": asked.name, "case": asked.file, "after": asked.after,
                "peers": asked.has_peers, "right": right,
            }));
        }
    }
    if let Some(folder) = out {
        std::fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, value: Value| {
            std::fs::write(folder.join(name), value.to_string()).unwrap();
        };
        write("questions.json", Value::from(questions));
        write("native.json", table::to_json(&figures));
    }
    table::print(&figures);
}

fn read(file: &str) -> Case {
    Case::read(file, &NoFiles).unwrap_or_else(|found| panic!("{found:#?}"))
}

/// Times a case, and says what is right of it.
fn measure(asked: &Asked, figures: &mut Vec<Figure>) -> Value {
    let (before, after) = (asked.file.to_string(), asked.after.to_string());
    let (case, other) = (read(&before), read(&after));
    let mut time = |work: &'static str, tool: &'static str, run: &mut dyn FnMut()| {
        figures.push(Figure::of(&asked.name, work, tool, &rounds(run)));
    };
    let answered = access_map(&case);
    let right = match &answered {
        Err(finding) => json!({ "none": finding.message.to_string() }),
        Ok(map) => {
            let access = lockout(&case).expect("as the map");
            let proofs = prove(&case, None).expect("as the map");
            let right = json!({
                "map": map, "lockout": access, "prove": proofs,
                "check": lint::check_case_file(&case, None),
                "equivalent": diff(&case, &other, Comparing::default()).expect("as the map").equivalent,
            });
            if asked.has_peers {
                Peer::new(asked).check(&right);
            }
            right
        }
    };
    time("map", OURS, &mut || drop(access_map(&case)));
    time("lockout", OURS, &mut || drop(lockout(&case)));
    time("prove", OURS, &mut || drop(prove(&case, None)));
    time("diff", OURS, &mut || {
        drop(diff(&case, &other, Comparing::default()))
    });
    time("check", OURS, &mut || {
        drop(lint::check_case_file(&case, None))
    });
    if let (Ok(map), Ok(access)) = (access_map(&case), lockout(&case)) {
        let unneeded = unneeded(&case);
        // What the rules take beside answers that are there already.
        time("check, answers known", OURS, &mut || {
            drop(case.compiled().lint());
            drop(lint::lint_with(
                &case,
                &map,
                &access,
                unneeded.as_ref().map_err(AsRef::as_ref),
                None,
            ));
        });
    }
    time("edit", OURS, &mut || {
        let edited = read(&after);
        drop((lockout(&edited), access_map(&edited)));
    });
    if asked.has_peers {
        let peer = Peer::new(asked);
        time("map", BITS, &mut || drop(peer.map()));
        time("lockout", BITS, &mut || drop(peer.lockout()));
        time("prove", BITS, &mut || drop(peer.prove()));
        time("diff", BITS, &mut || _ = peer.equivalent());
    }
    right
}

/// Microseconds of each round, the first of which is not counted.
fn rounds(run: &mut dyn FnMut()) -> Vec<f64> {
    let started = Instant::now();
    let mut times = Vec::new();
    for round in 0..=ROUNDS {
        let start = Instant::now();
        run();
        let micros = start.elapsed().as_secs_f64() * 1e6;
        if round > 0 || started.elapsed() > ENOUGH {
            times.push(micros);
        }
        if started.elapsed() > ENOUGH {
            break;
        }
    }
    times
}
