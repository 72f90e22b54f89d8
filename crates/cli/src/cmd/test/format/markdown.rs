//! A summary in Markdown: the totals, and what is not as expected.

use std::io;

use vestibule_l10n::{Text as Words, id};
use vestibule_syntax::limits::FAILED_SHOWN;

use super::super::super::answer::{code_span, spans};
use super::super::tested::{Item, Tested, TestedFile};
use super::pretty;
use crate::output::Output;

/// Writes the summary.
pub(in crate::cmd::test) fn write(
    out: &mut Output,
    tested: &Tested,
    words: &Words,
) -> io::Result<()> {
    let report = tested.report();
    let title = words.say(if tested.fails() {
        id!("frame-tests-fail")
    } else {
        id!("frame-tests-pass")
    });
    out.line(format!("**{title}**"))?;
    out.line("")?;
    out.line(pretty::totals(tested, &report, words))?;
    out.line("")?;
    let failed = tested.all.iter().flat_map(|file| {
        let failed = file.items().filter(|item| item.passed() == Some(false));
        failed.map(move |item| (file, item))
    });
    for (file, item) in failed.take(FAILED_SHOWN) {
        let head = pretty::head(item, words);
        let name = code_span(item.name());
        out.line(format!("- {head} {name} ({})", place(file, item)))?;
        for line in pretty::why(item, words) {
            out.line(format!("  - {}", code_span(&line)))?;
        }
    }
    let stops = tested.all.iter();
    for (file, finding) in stops.flat_map(|file| file.stops().map(move |stop| (file, stop))) {
        let message = spans(words, &finding.message);
        out.line(format!("- {}: {message}", code_span(&file.result.file)))?;
    }
    Ok(())
}

fn place(file: &TestedFile, item: Item<'_>) -> String {
    let line = item.finding().and_then(|finding| finding.range);
    let line = line.map(|range| format!(":{}", range.start.line + 1));
    code_span(&format!("{}{}", file.place, line.unwrap_or_default()))
}
