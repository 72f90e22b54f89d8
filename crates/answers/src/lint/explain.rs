//! What is known of each rule: what it looks for, why, where that is documented, and samples.

use vestibule_iam::problem::Code;
use vestibule_lint::{Check, Doc, Sample};
use vestibule_signin::sources;
use vestibule_wire::{Kind, RuleDoc, RuleSample, RuleSource};

use super::docs;

/// All rules by their codes: those that are documented, and the codes of the JSON grammar.
/// `said` has a part of the documentation of a rule, `what` or `why`, in the language of the
/// reader, and is handed the English.
pub fn explained(said: &dyn Fn(&str, &str, &'static str) -> String) -> Vec<RuleDoc> {
    let docs = docs();
    let is_documented = |code: &Code| docs.iter().any(|doc| doc.rule.code == code.as_str());
    let others = Code::all().filter(|code| !is_documented(code));
    let other = |code: Code| RuleDoc {
        code: code.as_str().to_owned(),
        number: None,
        severity: code.severity().into(),
        what: code.description().trim().to_owned(),
        why: None,
        of_case: false,
        sources: Vec::new(),
        finds: Vec::new(),
        passes: Vec::new(),
    };
    let documented = docs.iter().map(|doc| documented(doc, said));
    let mut all: Vec<RuleDoc> = documented.chain(others.map(other)).collect();
    all.sort_by(|a, b| a.code.cmp(&b.code));
    all
}

fn documented(doc: &Doc, said: &dyn Fn(&str, &str, &'static str) -> String) -> RuleDoc {
    let code = doc.rule.code;
    let sources = doc.sources.iter().filter_map(|tag| sources::find(tag));
    let sources = sources.map(|source| RuleSource {
        title: source.title.to_owned(),
        address: source.address.to_owned(),
        date: source.date.to_owned(),
    });
    RuleDoc {
        code: code.to_owned(),
        number: doc.rule.number.map(str::to_owned),
        severity: doc.rule.severity.into(),
        what: said(code, "what", doc.what),
        why: Some(said(code, "why", doc.why)),
        of_case: matches!(doc.rule.check, Check::CaseFile),
        sources: sources.collect(),
        finds: doc.finds.iter().map(sample).collect(),
        passes: doc.passes.iter().map(sample).collect(),
    }
}

fn sample(sample: &Sample) -> RuleSample {
    let kind = sample.kind().map(Kind::from);
    RuleSample {
        kind: kind.map_or("case", Kind::name).to_owned(),
        text: sample.text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tag that the register does not have would be left out without a word.
    #[test]
    fn the_register_has_the_sources_of_every_rule() {
        for doc in docs() {
            assert!(!doc.sources.is_empty(), "{} has no source", doc.rule.code);
            for tag in doc.sources {
                assert!(sources::find(tag).is_some(), "{}: {tag}", doc.rule.code);
            }
        }
    }
}
