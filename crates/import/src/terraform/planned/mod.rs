//! What the apply of a plan makes of a case: the case before, and the case after.
//!
//! The case before is what was collected, or what the state of the plan tells. The case after is
//! that one with the changes of the plan in it. A change is put in only where it is told exactly:
//! which policy it is of, what that says, and where it is attached. All that another change may
//! touch is unknown after, in the place of what stood there, never beside it.

mod change;
mod documents;
mod edits;
mod harmless;
mod known;
mod lost;
mod settled;
mod touched;
mod types;
mod whole;

use vestibule_iam::json::Node;
use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::{CaseFile, DocumentText, Finding, Kind, Loader, Severity};

use super::resource;
use crate::gap::unknown;
use crate::{Imported, Importer, Options};
use change::Change;
use edits::Edits;
use known::Known;
use lost::Lost;

/// What a plan of Terraform makes of a case.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The case before apply.
    pub before: CaseFile,
    /// The case after apply.
    pub after: CaseFile,
    /// What of it is not told exactly.
    pub findings: Vec<Finding>,
}

/// The cases before and after the apply of a plan, as `terraform show -json FILE` prints it.
///
/// With `base`, that is the case before; `loader` brings the documents that it names. Without one,
/// it is what the state that the plan starts from tells.
///
/// # Errors
/// What is wrong, where it is no plan, a plan that does not tell all its changes or that is of
/// another organization, or one that tells too little for a case.
pub fn planned(
    name: &str,
    bytes: &[u8],
    base: Option<&CaseFile>,
    loader: &dyn Loader,
) -> Result<Planned, Vec<Finding>> {
    let refuse = |finding: Finding| vec![finding];
    let root = whole::plan(bytes).map_err(|finding| refuse(*finding))?;
    let changes = Change::all(&root).map_err(|finding| refuse(*finding))?;
    let prior = resource::before(&root);
    let planned = resource::after(&root);
    whole::is_told(&root, &prior).map_err(|finding| refuse(*finding))?;
    let base = match base {
        Some(base) => base.clone(),
        None => of_state(name, &root)?,
    };
    let told = whole::organizations(&prior, &planned, &changes);
    if let Some(other) = whole::of_another(&base, &told) {
        return Err(refuse(other));
    }
    let after = document_after(&base);
    let mut lost = Lost::default();
    let edits = {
        let known = Known::of(&base, (&prior, &planned), &root, loader);
        let mut edits = Edits::of(known);
        touched::all(&changes, &mut edits, &mut lost, &root)?;
        edits.settled()
    };
    let mut findings = lost.findings();
    findings.extend(whole::passed_over(&edits.elsewhere));
    let mut case = base.clone();
    edits.apply(&mut case, &after, &lost);
    lost.apply(&mut case, &after);
    Ok(Planned {
        before: base,
        after: case,
        findings,
    })
}

/// The case of the state that a plan starts from.
fn of_state(name: &str, root: &Node) -> Result<CaseFile, Vec<Finding>> {
    let state = root.get("prior_state").map(Node::to_compact_string);
    let mut importer = Importer::new();
    importer.add(name, state.unwrap_or_default().as_bytes());
    let Imported { case, report } = importer.finish(&Options::default());
    let mut errors: Vec<Finding> = report
        .files
        .into_iter()
        .flat_map(|file| file.findings)
        .chain(report.findings)
        .filter(Finding::is_error)
        .collect();
    match case {
        Some(case) if errors.is_empty() => Ok(case),
        _ => {
            errors.push(no_case());
            Err(errors)
        }
    }
}

/// What stands for what is not known after apply: a text that the case does not have, since a
/// comparison takes what both sides do not know in the same words for the same.
fn document_after(base: &CaseFile) -> DocumentText {
    let text = base.to_json().unwrap_or_default();
    let mut call = "terraform apply".to_owned();
    while text.contains(&call) {
        call.push_str(" again");
    }
    unknown(&call)
}

fn no_case() -> Finding {
    let message = message!("the plan does not tell the organization or account that it changes");
    let help = message!(
        "name its case file with {option}, such as one that {command} made",
        option = code("--case FILE"),
        command = code("vestibule import")
    );
    Finding::new("import-missing", Severity::Error, message).help(help)
}

/// The kinds of policies in the order in which they are told.
const KINDS: [Kind; 5] = [
    Kind::ResourceControl,
    Kind::ServiceControl,
    Kind::ResourceBased,
    Kind::Identity,
    Kind::VpcEndpoint,
];
