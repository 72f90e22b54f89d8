//! For reading.

use vestibule_answers::words;
use vestibule_l10n::{Text as Words, Value, id};
use vestibule_syntax::limits::FAILED_SHOWN;
use vestibule_syntax::visible::visible;
use vestibule_wire::{GuaranteeVerdict, Mismatch, Severity, TestReport};

use super::super::super::answer;
use super::super::tested::{Item, Tested};
use crate::output::{BOLD, DIM, GOOD, Text, of_severity};

/// What stands before the lines below a failed request.
const INDENT: &str = "       ";

/// The report for people. Of very many failed requests the first are written out.
pub(in crate::cmd::test) fn report(tested: &Tested, words: &Words) -> Vec<Text> {
    let report = &tested.report();
    let bad = of_severity(Severity::Error);
    let mut lines = Vec::new();
    let all = tested.all.iter().flat_map(|file| {
        let failed = file.items().filter(|item| item.passed() == Some(false));
        failed.map(move |item| (file, item))
    });
    for (file, failed) in all.take(FAILED_SHOWN) {
        let head = Text::default().styled(bad, head(failed, words)).plain(" ");
        lines.push(head.styled(BOLD, failed.name()));
        lines.push(Text::from(INDENT).styled(DIM, &*file.result.file));
        let said = why(failed, words).into_iter();
        lines.extend(said.map(|line| Text::from(INDENT).plain(line)));
        lines.push(Text::default());
    }
    let more = report.failed.saturating_sub(FAILED_SHOWN);
    if more > 0 {
        lines.push(Text::from(
            &*words.with(id!("frame-more-failed"), &count(more)),
        ));
        lines.push(Text::default());
    }
    lines.push(totals(tested, report, words));
    lines
}

/// What became of something that is not as expected.
pub(super) fn head(failed: Item<'_>, words: &Words) -> String {
    let said = words.say(match failed {
        Item::Request(_) => id!("frame-failed-request"),
        Item::Guarantee(proof, _) => match proof.verdict {
            GuaranteeVerdict::Unknown => id!("frame-unproven-guarantee"),
            GuaranteeVerdict::Fails | GuaranteeVerdict::Holds => id!("frame-failed-guarantee"),
        },
    });
    said.to_string()
}

/// What differs, what decides it, and the nearest sign-in that is as expected.
pub(super) fn why(failed: Item<'_>, words: &Words) -> Vec<String> {
    match failed {
        Item::Request(request) => {
            let mismatches = request.mismatches.iter();
            let mut lines: Vec<String> = mismatches.map(|one| differs(one, words)).collect();
            if let Some(unmet) = &request.unmet {
                lines.extend(unmet.why.as_ref().map(|why| answer::plain(words, why)));
                lines.extend(unmet.nearest.as_ref().map(|nearest| {
                    let difference = answer::plain(words, &nearest.difference);
                    let difference = [("difference", difference.into())];
                    words.with(id!("frame-nearest"), &difference).to_string()
                }));
            }
            lines
        }
        Item::Guarantee(proof, _) => {
            let lines = words::broken(proof).into_iter();
            lines.map(|line| answer::line(words, &line)).collect()
        }
    }
}

/// `3 passed, 1 failed in 2 files`.
pub(super) fn totals(tested: &Tested, report: &TestReport, words: &Words) -> Text {
    let bad = of_severity(Severity::Error);
    let unusable = report.files.iter().filter(|file| !file.usable).count();
    let TestReport {
        passed,
        failed,
        skipped,
        ..
    } = report;
    let comma = words.say(id!("frame-comma"));
    let mut said = Text::default().styled(GOOD, &*words.with(id!("frame-passed"), &tally(*passed)));
    if *failed > 0 {
        said = said
            .plain(&*comma)
            .styled(bad, &*words.with(id!("frame-failed"), &tally(*failed)));
    }
    if *skipped > 0 {
        said = said
            .plain(&*comma)
            .plain(&*words.with(id!("frame-skipped"), &tally(*skipped)));
    }
    if unusable > 0 {
        said = said
            .plain(&*comma)
            .styled(bad, &*words.with(id!("frame-unusable"), &count(unusable)));
    }
    said = said
        .plain(" ")
        .plain(&*words.with(id!("frame-in-files"), &count(tested.files)));
    if tested.others > 0 {
        let others = &*words.with(id!("frame-passed-over"), &count(tested.others));
        said = said.plain(&*comma).plain(others);
    }
    said
}

/// The variable of a message that counts.
fn count(count: usize) -> [(&'static str, Value<'static>); 1] {
    [("count", count.into())]
}

/// The variable of the counts that scripts read in a log: digits without separators.
fn tally(count: usize) -> [(&'static str, Value<'static>); 1] {
    [("count", Value::Text(count.to_string().into()))]
}

/// What differs, with escapes for what is not seen in it.
fn differs(mismatch: &Mismatch, words: &Words) -> String {
    let all = [
        ("path", mismatch.path.as_str().into()),
        ("expected", mismatch.expected.as_str().into()),
        ("actual", mismatch.actual.as_str().into()),
    ];
    visible(&words.with(id!("frame-mismatch"), &all)).into_owned()
}
