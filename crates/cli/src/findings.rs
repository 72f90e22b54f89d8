//! Findings for reading: what is wrong, where, and what to do about it.

use vestibule_l10n::{Text as Words, id};
use vestibule_syntax::limits::FINDINGS_SHOWN;
use vestibule_wire::{Excerpt, Finding, Location, Severity, short_name};

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
    words: &Words,
    finding: &Finding,
    place: Option<&str>,
    location: Option<Location<'_>>,
) -> Vec<Text> {
    let style = of_severity(finding.severity);
    let policy = match (&finding.policy, finding.layer) {
        (Some(name), Some(layer)) if name != layer.name() => {
            let layer = words.of("frame-layer", layer.name());
            let policy = short_name(name).into_owned();
            let both = [("layer", layer.as_str().into()), ("policy", policy.into())];
            format!(" ({})", words.with(id!("frame-of-policy"), &both))
        }
        (_, Some(layer)) => {
            let layer = words.of("frame-layer", layer.name());
            let layer = [("layer", layer.as_str().into())];
            format!(" ({})", words.with(id!("frame-of-layer"), &layer))
        }
        _ => String::new(),
    };
    let severity = words.say(match finding.severity {
        Severity::Error => id!("frame-error"),
        Severity::Warning => id!("frame-warning"),
        Severity::Info => id!("frame-info"),
    });
    let head = format!("{severity}[{}]", finding.code);
    let head = Text::default().styled(style, head).plain(": ");
    let mut lines = vec![
        head.styled(BOLD, words.line(&finding.message))
            .plain(policy),
    ];
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
        let label = format!("= {}:", words.say(id!("frame-help")));
        let text = Text::from(format!("{pad} ")).styled(DIM, label);
        lines.push(text.plain(format!(" {}", words.line(help))));
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
    words: &Words,
    findings: impl ExactSizeIterator<Item = &'f Finding>,
    write: impl FnMut(&'f Finding) -> Vec<Text>,
) -> Vec<Text> {
    let more = findings.len().saturating_sub(FINDINGS_SHOWN);
    let mut lines: Vec<Text> = findings.take(FINDINGS_SHOWN).flat_map(write).collect();
    if more > 0 {
        let more = words.with(id!("frame-more-findings"), &[("count", more.into())]);
        lines.push(more.as_str().into());
    }
    lines
}

/// `1 error, 2 warnings`.
pub(crate) fn summary<'f>(
    words: &Words,
    findings: impl Iterator<Item = &'f Finding>,
) -> Option<String> {
    let mut counts = [0_usize; 3];
    for finding in findings {
        let [errors, warnings, notes] = &mut counts;
        *match finding.severity {
            Severity::Error => errors,
            Severity::Warning => warnings,
            Severity::Info => notes,
        } += 1;
    }
    let [errors, warnings, notes] = counts;
    let said = [
        (
            errors,
            words.with(id!("frame-errors"), &[("count", errors.into())]),
        ),
        (
            warnings,
            words.with(id!("frame-warnings"), &[("count", warnings.into())]),
        ),
        (
            notes,
            words.with(id!("frame-notes"), &[("count", notes.into())]),
        ),
    ];
    let said: Vec<_> = said
        .into_iter()
        .filter_map(|(count, text)| (count > 0).then_some(text))
        .collect();
    (!said.is_empty()).then(|| said.join(&*words.say(id!("frame-comma"))))
}
