//! `vestibule check --explain`: what is known of rules, as Markdown or as JSON. `docs/rules.md`
//! is what it prints of all of them.

use std::io;

use vestibule_answers::lint;
use vestibule_l10n::{Text as Words, id};
use vestibule_syntax::diagnostic::quoted;
use vestibule_syntax::message;
use vestibule_syntax::nearest::nearest;
use vestibule_wire::{Finding, FixApplies, RuleDoc, RuleSample, RuleSource, Severity};

use crate::args::PrettyFormat;
use crate::exit::Exit;
use crate::findings;
use crate::host::Host;
use crate::output;

/// How much of a sample is shown: those that are too large by their nature are cut.
const SAMPLE_CHARACTERS: usize = 4_000;
const SAMPLE_LINES: usize = 60;

/// What asks for all rules.
const ALL: &str = "all";

/// Prints the rule with that code or number, all with that number, or all there are.
pub(super) fn run(
    asked: &str,
    format: PrettyFormat,
    host: &dyn Host,
    words: &Words,
) -> io::Result<Exit> {
    let said = |code: &str, part: &str, english| words.of_rule(code, part, english).to_string();
    let is_number = |number: &str| number.eq_ignore_ascii_case(asked);
    let is_asked = |code: &str, number: Option<&str>| {
        asked == ALL || code == asked || number.is_some_and(is_number)
    };
    let found = lint::explained(&is_asked, &said);
    if found.is_empty() {
        let known = lint::docs().into_iter().map(|doc| doc.rule.code);
        let message = message!("there is no rule {rule}", rule = quoted(asked));
        let help = match nearest(asked, known) {
            Some(code) => message!("did you mean {right}?", right = quoted(code)),
            None => message!(
                "write a code such as `private-source-ip`, a number such as `VST012`, or `all`"
            ),
        };
        let finding = Finding::new("unknown-rule", Severity::Error, message).help(help);
        output::complain(host, findings::write(words, &finding, None, None));
        return Ok(Exit::Unusable);
    }
    let mut out = output::stdout(host);
    match format {
        PrettyFormat::Json => out.json(&found)?,
        PrettyFormat::Pretty => {
            let mut text = String::new();
            if asked == ALL {
                contents(&mut text, &found, words);
            }
            for rule in &found {
                section(&mut text, rule, words);
            }
            // Nothing in it comes from the input.
            out.script(text.trim_start().as_bytes())?;
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// The heading of all rules, and a table of them.
fn contents(text: &mut String, all: &[RuleDoc], words: &Words) {
    let heading = words.say(id!("frame-rules"));
    let about = words.say(id!("frame-rules-about"));
    let columns = words.say(id!("frame-rules-columns"));
    text.push_str(&format!(
        "# {heading}\n\n{about}\n\n{columns}\n|---|---|---|---|---|\n"
    ));
    for rule in all {
        let (severity, fixes) = (severity(rule, words), fixes(rule, words));
        let number = rule.number.as_deref().unwrap_or_default();
        let (code, what) = (&rule.code, rule.what.replace('|', "\\|"));
        text.push_str(&format!(
            "| {number} | [`{code}`](#{code}) | {severity} | {fixes} | {what} |\n"
        ));
    }
}

/// What the fixes of the rule do to what is decided; empty when it has none.
fn fixes(rule: &RuleDoc, words: &Words) -> String {
    let words = rule.fix.iter().map(|applies| match applies {
        FixApplies::Safe => words.say(id!("frame-rule-safe")),
        FixApplies::Unsafe => words.say(id!("frame-rule-unsafe")),
    });
    let words: Vec<String> = words.map(|word| word.to_string()).collect();
    words.join(", ")
}

fn severity(rule: &RuleDoc, words: &Words) -> String {
    let id = match rule.severity {
        Severity::Error => id!("frame-error"),
        Severity::Warning => id!("frame-warning"),
        Severity::Info => id!("frame-info"),
    };
    words.say(id).to_string()
}

/// What is known of one rule.
fn section(text: &mut String, rule: &RuleDoc, words: &Words) {
    let severity = severity(rule, words);
    let heading = match &rule.number {
        Some(number) => format!("**{number}**, {severity}"),
        None => format!("**{severity}**"),
    };
    let fixes = fixes(rule, words);
    let heading = if fixes.is_empty() {
        heading
    } else {
        let fixes = [("fixes", fixes.into())];
        format!("{heading}, {}", words.with(id!("frame-rule-fixes"), &fixes))
    };
    text.push_str(&format!(
        "\n## {}\n\n{heading}\n\n{}\n",
        rule.code, rule.what
    ));
    if let Some(why) = &rule.why {
        text.push_str(&format!("\n{why}\n"));
    }
    for sample in &rule.finds {
        let line = sample.range.map_or(1, |range| range.start.line + 1);
        let place = [("kind", sample.kind.as_str().into()), ("line", line.into())];
        shown(text, &words.with(id!("frame-rule-finds"), &place), sample);
    }
    for sample in &rule.passes {
        let kind = [("kind", sample.kind.as_str().into())];
        shown(text, &words.with(id!("frame-rule-passes"), &kind), sample);
    }
    if !rule.sources.is_empty() {
        let source = |of: &RuleSource| format!("[{}]({}) ({})", of.title, of.address, of.date);
        let sources: Vec<String> = rule.sources.iter().map(source).collect();
        let sources = [("sources", sources.join(", ").into())];
        let sources = words.with(id!("frame-rule-sources"), &sources);
        text.push_str(&format!("\n{sources}\n"));
    }
}

fn shown(text: &mut String, heading: &str, sample: &RuleSample) {
    let lines = sample.text.lines().count();
    let mut shown: String = sample.text.chars().take(SAMPLE_CHARACTERS).collect();
    if shown.len() < sample.text.len() {
        shown.push('…');
    }
    let mut shown: Vec<&str> = shown.lines().take(SAMPLE_LINES).collect();
    if shown.len() < lines {
        shown.push("…");
    }
    let sample = shown.join("\n");
    text.push_str(&format!("\n{heading}\n\n```json\n{sample}\n```\n"));
}
