//! What no file tells.

use vestibule_syntax::diagnostic::{Message, code, codes};
use vestibule_syntax::json::json_string;
use vestibule_syntax::message;
use vestibule_wire::{DocumentText, Finding, ImportGap, Kind, Severity};

/// How many calls are listed for one gap.
const CALLS: usize = 20;

/// A gap that the outputs of `calls` fill.
pub(crate) fn gap(severity: Severity, what: Message, mut calls: Vec<String>) -> ImportGap {
    for call in &mut calls {
        *call = plain(call);
    }
    calls.dedup();
    calls.truncate(CALLS);
    let few = calls.iter().take(3).map(String::as_str);
    let help = message!(
        "run {calls}, and import the output, too",
        calls = codes(few)
    );
    ImportGap {
        finding: Finding::new("import-missing", severity, what).help(help),
        calls,
    }
}

/// A gap of policies of a kind, which the user may declare to be none.
pub(crate) fn gap_of(kind: Kind, what: Message, calls: Vec<String>) -> ImportGap {
    let made = gap(Severity::Warning, what, calls);
    let few = made.calls.iter().take(3).map(String::as_str);
    let help = message!(
        "run {calls}, and import the output, too; if there are no others, use {option}",
        calls = codes(few),
        option = code(&format!("--complete {}", kind.name()))
    );
    ImportGap {
        finding: made.finding.help(help),
        calls: made.calls,
    }
}

/// The document of a policy that the output of `call` would tell.
pub(crate) fn unknown(call: &str) -> DocumentText {
    DocumentText::new(format!("{{\"unknown\":{}}}", json_string(&plain(call))))
}

/// A call with the ids in it, unless these are none: files may come from strangers, and people copy
/// what to run.
fn plain(call: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || " -_".contains(c);
    if call.chars().all(is_plain) {
        return call.to_owned();
    }
    let words: Vec<&str> = call.split(' ').take(3).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_call_runs_anything_else() {
        let call = "aws organizations describe-policy --policy-id p-a1b2c3d4";
        assert_eq!(plain(call), call);
        for id in [
            "$(reboot)",
            "p;reboot",
            "p\nreboot",
            "p`reboot`",
            "p|x",
            "ü",
        ] {
            let call = format!("aws organizations describe-policy --policy-id {id}");
            assert_eq!(plain(&call), "aws organizations describe-policy");
        }
    }
}
