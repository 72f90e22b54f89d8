//! Findings for reading: what is wrong, where, and what to do about it.

use std::fmt::Write;

use vestibule_wire::{Excerpt, Finding, Location};

use crate::output::{BOLD, DIM, of_severity, styled};

/// How much of a line is shown before and behind what is meant.
const AROUND: usize = 40;
/// How much is shown of what is meant.
const MEANT: usize = 60;

/// Writes a finding. `place` is the name of the file, or of the flag, it is
/// about; `location` its place in the text.
pub(crate) fn write(
    finding: &Finding,
    place: Option<&str>,
    location: Option<Location<'_>>,
) -> String {
    let mut out = String::new();
    let head = format!("{}[{}]", finding.severity.name(), finding.code);
    let head = styled(of_severity(finding.severity), &head);
    let message = styled(BOLD, &finding.message);
    let policy = match (&finding.policy, finding.layer) {
        (Some(name), Some(layer)) if name != layer.name() => format!(" ({} {name})", layer.title()),
        (_, Some(layer)) => format!(" (the {})", layer.title()),
        _ => String::new(),
    };
    let _ = writeln!(out, "{head}: {message}{policy}");
    let excerpt = location.map(|location| location.excerpt());
    let margin = excerpt.map_or(1, |excerpt| excerpt.line.to_string().len());
    let pad = " ".repeat(margin);
    let arrow = styled(DIM, "-->");
    match (place, excerpt) {
        (Some(place), Some(excerpt)) => {
            let _ = writeln!(
                out,
                "{pad}{arrow} {place}:{}:{}",
                excerpt.line, excerpt.column
            );
        }
        (Some(place), None) => {
            let _ = writeln!(out, "{pad}{arrow} {place}");
        }
        (None, _) => {}
    }
    if let Some(excerpt) = excerpt {
        write_excerpt(&mut out, &excerpt, &pad, of_severity(finding.severity));
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "{pad} {} {help}", styled(DIM, "= help:"));
    }
    out
}

fn write_excerpt(out: &mut String, excerpt: &Excerpt<'_>, pad: &str, style: anstyle::Style) {
    let before = last(excerpt.before, AROUND);
    let (meant, cut) = first(excerpt.meant, MEANT);
    let (behind, _) = if cut {
        ("", false)
    } else {
        first(excerpt.behind, AROUND)
    };
    let bar = styled(DIM, "|");
    let start = if before.len() < excerpt.before.len() {
        "…"
    } else {
        ""
    };
    let end = if cut || behind.len() < excerpt.behind.len() {
        "…"
    } else {
        ""
    };
    let line = styled(DIM, &excerpt.line.to_string());
    let _ = writeln!(out, "{pad} {bar}");
    let _ = writeln!(out, "{line} {bar} {start}{before}{meant}{behind}{end}");
    // Tabs stay tabs, so that the carets stand below what they mean.
    let blank: String = start
        .chars()
        .chain(before.chars())
        .map(|c| if c == '\t' { '\t' } else { ' ' })
        .collect();
    let carets = "^".repeat(meant.chars().count().max(1));
    let _ = writeln!(out, "{pad} {bar} {blank}{}", styled(style, &carets));
}

/// The first `count` characters, and whether that is not all.
fn first(text: &str, count: usize) -> (&str, bool) {
    match text.char_indices().nth(count) {
        Some((at, _)) => (text.get(..at).unwrap_or(text), true),
        None => (text, false),
    }
}

/// The last `count` characters; a margin that is all shown keeps its place.
fn last(text: &str, count: usize) -> &str {
    let total = text.chars().count();
    if total <= 2 * count {
        return text;
    }
    let start = text
        .char_indices()
        .nth(total - count)
        .map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or(text)
}

/// `1 error, 2 warnings`.
pub(crate) fn summary<'f>(findings: impl Iterator<Item = &'f Finding>) -> Option<String> {
    use vestibule_wire::Severity::{Error, Info, Warning};
    let mut counts = [
        (Error, "error", 0),
        (Warning, "warning", 0),
        (Info, "note", 0),
    ];
    for finding in findings {
        for (severity, _, count) in &mut counts {
            *count += usize::from(*severity == finding.severity);
        }
    }
    let said: Vec<String> = counts
        .iter()
        .filter(|(_, _, count)| *count > 0)
        .map(|(_, name, count)| format!("{count} {name}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    (!said.is_empty()).then(|| said.join(", "))
}
