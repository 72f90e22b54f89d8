//! What is known of each rule: what it looks for, why, where that is documented, and samples.

use vestibule_iam::document::Document;
use vestibule_lint::{Check, Doc, Fixes, Sample};
use vestibule_signin::sources;
use vestibule_wire::{
    Case, Finding, FixApplies, Kind, NoFiles, RuleDoc, RuleSample, RuleSource, check_file,
};

use super::{check_case, docs};

/// The rules that are asked for by code and number, in the order of the codes. `said` has a part of the
/// documentation of a rule, `what` or `why`, in the language of the reader, and is handed the
/// English.
pub fn explained(
    is_asked: &dyn Fn(&str, Option<&str>) -> bool,
    said: &dyn Fn(&str, &str, &'static str) -> String,
) -> Vec<RuleDoc> {
    let asked = docs()
        .into_iter()
        .filter(|doc| is_asked(doc.rule.code, doc.rule.number));
    asked.map(|doc| documented(doc, said)).collect()
}

fn documented(doc: &Doc, said: &dyn Fn(&str, &str, &'static str) -> String) -> RuleDoc {
    let code = doc.rule.code;
    let sources = doc.sources.iter().filter_map(|tag| sources::find(tag));
    let sources = sources.map(|source| RuleSource {
        title: source.title.to_owned(),
        address: source.address.to_owned(),
        date: source.date.to_owned(),
    });
    let finds = doc.finds.iter().map(|sample| {
        let (text, finding) = shown(sample, code);
        RuleSample {
            range: finding.and_then(|finding| finding.range),
            ..of_text(sample, text)
        }
    });
    let passes = doc.passes.iter();
    RuleDoc {
        code: code.to_owned(),
        number: doc.rule.number.map(str::to_owned),
        severity: doc.rule.severity.into(),
        fix: fixes(code),
        what: said(code, "what", doc.what),
        why: Some(said(code, "why", doc.why)),
        of_case: matches!(doc.rule.check, Check::CaseFile),
        sources: sources.collect(),
        finds: finds.collect(),
        passes: passes
            .map(|sample| of_text(sample, shown(sample, code).0))
            .collect(),
    }
}

/// What its fixes do to what is decided.
fn fixes(code: &str) -> Vec<FixApplies> {
    match vestibule_lint::fixes(code) {
        None => Vec::new(),
        Some(Fixes::Safe) => vec![FixApplies::Safe],
        Some(Fixes::Unsafe) => vec![FixApplies::Unsafe],
        Some(Fixes::Either) => vec![FixApplies::Safe, FixApplies::Unsafe],
    }
}

fn of_text(sample: &Sample, text: String) -> RuleSample {
    let kind = sample.kind().map(Kind::from);
    RuleSample {
        kind: kind.map_or("case", Kind::name).to_owned(),
        text,
        range: None,
    }
}

/// The text of the sample, laid out where that changes nothing of what the rule finds in it,
/// and what it finds.
fn shown(sample: &Sample, code: &str) -> (String, Option<Finding>) {
    let text = sample.text();
    let found = finding(sample, &sample.bytes(), code);
    let document = Document::parse(&*text);
    if !document.problems.is_empty() {
        return (text, found);
    }
    let laid_out = document.root.to_pretty_string();
    let again = finding(sample, laid_out.as_bytes(), code);
    if again.is_some() == found.is_some() {
        (laid_out, again)
    } else {
        (text, found)
    }
}

/// What the rule of that code finds first in `bytes`, which are those of the sample.
fn finding(sample: &Sample, bytes: &[u8], code: &str) -> Option<Finding> {
    let findings = match sample.kind() {
        Some(kind) => check_file(bytes, Some(kind.into())).findings,
        None => match Case::from_bytes(bytes, &NoFiles) {
            Ok(case) => check_case(&case, None),
            Err(findings) => findings,
        },
    };
    findings.into_iter().find(|finding| finding.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vestibule_lint::case_file;

    /// A tag that the register does not have would be left out without a word.
    #[test]
    fn the_register_has_the_sources_of_every_rule() {
        // What a case file is made of is the contract's, and AWS has no say in it.
        let of_case_files: Vec<&str> = case_file::docs().map(|doc| doc.rule.code).collect();
        for doc in docs() {
            let needs_none = of_case_files.contains(&doc.rule.code);
            assert!(
                needs_none || !doc.sources.is_empty(),
                "{} has no source",
                doc.rule.code
            );
            for tag in doc.sources {
                assert!(sources::find(tag).is_some(), "{}: {tag}", doc.rule.code);
            }
        }
    }
}
