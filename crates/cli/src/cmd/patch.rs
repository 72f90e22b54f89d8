//! Changes of files as a patch that `git apply` and `patch -p1` take.

use similar::TextDiff;
use vestibule_answers::Repaired;
use vestibule_syntax::message;
use vestibule_wire::{EditedFile, Finding, Severity};

use crate::access::STDIN;
use crate::host::Host;
use crate::output::Output;
use crate::path::normal;

/// How many lines around a change a patch repeats.
const AROUND: usize = 3;

/// The patch of one repair, by its number from one over all sign-ins.
pub(super) fn numbered(
    found: &Repaired,
    number: usize,
    path: &str,
    host: &dyn Host,
    out: &Output,
) -> Result<String, Box<Finding>> {
    let refuse = |code, message, help| {
        Err(Box::new(
            Finding::new(code, Severity::Error, message).help(help),
        ))
    };
    let all = found.files.iter().flatten();
    let count = all.clone().count();
    let Some(files) = number.checked_sub(1).and_then(|at| all.clone().nth(at)) else {
        let message = message!(
            "there is no change {number}: {count} are proposed",
            number = number,
            count = count
        );
        let help = message!("name one of the changes that `vestibule repair` lists");
        return refuse("no-such-change", message, help);
    };
    if path == STDIN && files.iter().any(|file| file.file.is_none()) {
        let message = message!("a patch of standard input has no file that it changes");
        return refuse("no-file-to-change", message, message!("name the case file"));
    }
    let patch = of(files, path, host);
    // Whoever wrote the policies may be a stranger, and a patch may go to a terminal.
    let is_safe = |line: &str| {
        let line = line.trim_end_matches(['\r', '\n']).replace('\t', " ");
        out.shown(&line) == line
    };
    if !patch.split_inclusive('\n').all(is_safe) {
        let message = message!(
            "the lines of the change hold what is not seen, or what a runner of builds takes for a command"
        );
        let help = message!("apply the edits of `--format json`");
        return refuse("unseen-in-patch", message, help);
    }
    Ok(patch)
}

/// The patch of some files that the case file at `path` names, and of itself.
pub(super) fn of(files: &[EditedFile], path: &str, host: &dyn Host) -> String {
    let mut patch = String::new();
    for file in files {
        let name = match &file.file {
            None => path.to_owned(),
            Some(named) if path == STDIN => named.clone(),
            Some(named) => host.beside(path, named),
        };
        let name = normal(&name).replace('\\', "/");
        let name = name.trim_start_matches("./").trim_start_matches('/');
        let diff = TextDiff::from_lines(&file.before, &file.after);
        let mut unified = diff.unified_diff();
        let unified = unified.context_radius(AROUND);
        patch.push_str(
            &unified
                .header(&format!("a/{name}"), &format!("b/{name}"))
                .to_string(),
        );
    }
    patch
}
