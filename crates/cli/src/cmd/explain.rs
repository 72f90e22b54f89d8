//! `vestibule check --explain`: what is known of rules, as Markdown or as JSON. `docs/rules.md`
//! is what it prints of all of them.

use std::io;

use vestibule_answers::lint;
use vestibule_l10n::{Text as Words, id};
use vestibule_syntax::diagnostic::quoted;
use vestibule_syntax::message;
use vestibule_syntax::nearest::nearest;
use vestibule_wire::{Finding, RuleDoc, RuleSample, RuleSource, Severity};

use crate::args::PrettyFormat;
use crate::exit::Exit;
use crate::findings;
use crate::host::Host;
use crate::output;

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
    let all = lint::explained(&said);
    let is_asked = |rule: &&RuleDoc| {
        asked == ALL
            || rule.code == asked
            || rule
                .number
                .as_ref()
                .is_some_and(|number| number.eq_ignore_ascii_case(asked))
    };
    let found: Vec<&RuleDoc> = all.iter().filter(is_asked).collect();
    if found.is_empty() {
        let known: Vec<&str> = all.iter().map(|rule| &*rule.code).collect();
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
            for rule in found {
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
fn contents(text: &mut String, all: &[&RuleDoc], words: &Words) {
    let heading = words.say(id!("frame-rules"));
    let about = words.say(id!("frame-rules-about"));
    let columns = words.say(id!("frame-rules-columns"));
    text.push_str(&format!(
        "# {heading}\n\n{about}\n\n{columns}\n|---|---|---|---|\n"
    ));
    for rule in all {
        let severity = severity(rule, words);
        let number = rule.number.as_deref().unwrap_or_default();
        let (code, what) = (&rule.code, rule.what.replace('|', "\\|"));
        text.push_str(&format!(
            "| [`{code}`](#{code}) | {number} | {severity} | {what} |\n"
        ));
    }
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
    text.push_str(&format!(
        "\n## {}\n\n{heading}\n\n{}\n",
        rule.code, rule.what
    ));
    if let Some(why) = &rule.why {
        text.push_str(&format!("\n{why}\n"));
    }
    for sample in &rule.finds {
        let kind = [("kind", sample.kind.as_str().into())];
        shown(text, &words.with(id!("frame-rule-finds"), &kind), sample);
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
    // One that is no JSON is shown as it is.
    let value = serde_json::from_str::<serde_json::Value>(&sample.text);
    let pretty = value
        .ok()
        .and_then(|value| serde_json::to_string_pretty(&value).ok());
    let sample = pretty.as_ref().unwrap_or(&sample.text);
    text.push_str(&format!("\n{heading}\n\n```json\n{sample}\n```\n"));
}
