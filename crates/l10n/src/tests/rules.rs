//! The documentation of rules, which is English where the rules are.

use std::collections::BTreeSet;

use vestibule_answers::lint::docs;

use super::Language;
use super::messages::read;

#[test]
fn the_documentation_of_every_rule_is_translated() {
    let of_rules = |(id, message): (String, super::Message)| (message.area == "rule").then_some(id);
    let translated: BTreeSet<String> = read(Language::Ja)
        .into_iter()
        .filter_map(of_rules)
        .collect();
    let ids = docs().into_iter().flat_map(|doc| {
        let code = doc.rule.code;
        ["what", "why"].map(|part| format!("rule-{code}-{part}"))
    });
    let ids: BTreeSet<String> = ids.collect();
    let missing: Vec<&String> = ids.difference(&translated).collect();
    assert!(
        missing.is_empty(),
        "add to crates/l10n/text/ja/rule.ftl: {missing:#?}"
    );
    let unused: Vec<&String> = translated.difference(&ids).collect();
    assert!(unused.is_empty(), "no rule has these: {unused:#?}");
}
