//! Findings for reading: what is wrong, where, and what to do about it.

use vestibule_syntax::limits::FINDINGS_SHOWN;
use vestibule_wire::{Excerpt, Finding, Location, grouped, short_name};

use crate::output::{BOLD, DIM, Text, of_severity};

/// How much of a line is shown before and behind what is meant.
const AROUND: usize = 40;
/// How much is shown of what is meant.
const MEANT: usize = 60;
/// What is shown of a tab.
const TAB: &str = "    ";

/// Writes a finding. `place` is the name of the file, or of the flag, it is
/// about; `location` its place in the text.
pub(crate) fn write(
    finding: &Finding,
    place: Option<&str>,
    location: Option<Location<'_>>,
) -> Vec<Text> {
    let style = of_severity(finding.severity);
    let policy = match (&finding.policy, finding.layer) {
        (Some(name), Some(layer)) if name != layer.name() => {
            format!(" ({} {})", layer.title(), short_name(name))
        }
        (_, Some(layer)) => format!(" (the {})", layer.title()),
        _ => String::new(),
    };
    let head = format!("{}[{}]", finding.severity.name(), finding.code);
    let head = Text::default().styled(style, head).plain(": ");
    let mut lines = vec![head.styled(BOLD, finding.message.to_string()).plain(policy)];
    let excerpt = location.map(|location| location.excerpt());
    let margin = excerpt.map_or(1, |excerpt| excerpt.line.to_string().len());
    let pad = " ".repeat(margin);
    if let Some(place) = place {
        let at = excerpt.map_or_else(String::new, |excerpt| {
            format!(":{}:{}", excerpt.line, excerpt.column)
        });
        let arrow = Text::from(&*pad).styled(DIM, "-->");
        lines.push(arrow.plain(format!(" {place}{at}")));
    }
    if let Some(excerpt) = excerpt {
        write_excerpt(&mut lines, &excerpt, &pad, style);
    }
    if let Some(help) = &finding.help {
        let text = Text::from(format!("{pad} ")).styled(DIM, "= help:");
        lines.push(text.plain(format!(" {help}")));
    }
    lines.push(Text::default());
    lines
}

fn write_excerpt(lines: &mut Vec<Text>, excerpt: &Excerpt<'_>, pad: &str, style: anstyle::Style) {
    let before = last(excerpt.before, AROUND);
    let (meant, cut) = first(excerpt.meant, MEANT);
    let (behind, _) = if cut {
        ("", false)
    } else {
        first(excerpt.behind, AROUND)
    };
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
    // A tab has no width that would be known.
    let [before, meant, behind] = [before, meant, behind].map(|text| text.replace('\t', TAB));
    let before = format!(" {start}{before}");
    let bar = || Text::from(format!("{pad} ")).styled(DIM, "|");
    lines.push(bar());
    let line = Text::default().styled(DIM, excerpt.line.to_string());
    let line = line.plain(" ").styled(DIM, "|").plain(&*before);
    lines.push(line.plain(&*meant).plain(format!("{behind}{end}")));
    // Carets stand below what is shown, with its escapes.
    let below = bar().filled(anstyle::Style::new(), before, ' ');
    lines.push(if meant.is_empty() {
        below.styled(style, "^")
    } else {
        below.filled(style, meant, '^')
    });
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

/// Findings, each as `write` writes it; of very many the first, and how many more.
pub(crate) fn write_some<'f>(
    findings: impl ExactSizeIterator<Item = &'f Finding>,
    write: impl FnMut(&'f Finding) -> Vec<Text>,
) -> Vec<Text> {
    let more = findings.len().saturating_sub(FINDINGS_SHOWN);
    let mut lines: Vec<Text> = findings.take(FINDINGS_SHOWN).flat_map(write).collect();
    if more > 0 {
        lines.push(format!("and {} more findings", grouped(more)).into());
    }
    lines
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
