//! Every error says what to do about it: it has a help that names an action.

use std::collections::BTreeSet;

use vestibule_answers::lint;
use vestibule_wire::{Case, Finding, Kind, NoFiles, Severity, check_file};

use super::crates::{broken, json, sources};
use super::scan::Token;

/// Verbs by which a help says what to do.
const ACTIONS: [&str; 55] = [
    "add", "allow", "apply", "ask", "attach", "begin", "change", "check", "choose", "clear",
    "compare", "copy", "cover", "declare", "divide", "download", "drop", "edit", "enter", "exempt",
    "export", "give", "hand", "import", "keep", "leave", "let", "make", "mend", "merge", "move",
    "name", "open", "pad", "paste", "put", "register", "reload", "remove", "replace", "restore",
    "restrict", "run", "save", "say", "select", "set", "share", "shorten", "split", "spread",
    "take", "test", "use", "write",
];

/// True where a clause begins with what to do: with a verb, or with the command to run. A
/// spelling that is proposed is an action, too.
fn names_an_action(help: &str) -> bool {
    let clauses = help.split([';', ':', ',', '.', '}']);
    let mut clauses = clauses.flat_map(|clause| clause.split(" or "));
    help.to_lowercase().contains("did you mean")
        || clauses.any(|clause| {
            let clause = clause.trim();
            let first = clause.split_whitespace().next().unwrap_or_default();
            clause.starts_with("`vestibule ") || ACTIONS.contains(&&*first.to_lowercase())
        })
}

#[test]
fn actions_are_told_from_facts() {
    for help in [
        "write `,` before the next item",
        "if the network has IPv6, add its ranges",
        "did you mean `signin:Authenticate`?",
        "AWS refuses the policy; remove the action",
        "`vestibule repair` lists changes that let them in",
    ] {
        assert!(names_an_action(help), "{help}");
    }
    for help in [
        "the names of elements are case-sensitive",
        "no policy needs more than six levels",
        "a value to write looks like `x`",
        "",
    ] {
        assert!(!names_an_action(help), "{help}");
    }
}

/// What is wrong with a finding as advice; nothing of what is worth knowing alone.
fn fault(finding: &Finding) -> Option<String> {
    let help = finding.help.as_ref().map(ToString::to_string);
    let is_advice = help.as_deref().is_some_and(names_an_action);
    let (code, message) = (&finding.code, &finding.message);
    (finding.severity != Severity::Info && !is_advice)
        .then(|| format!("{code}: {message}: {help:?}"))
}

/// The findings on a text: of the readers, and of the rules where it can be used.
fn findings(bytes: &[u8], kind: Option<Kind>) -> Vec<Finding> {
    if kind.is_some() {
        return check_file(bytes, kind).findings;
    }
    match Case::from_bytes(bytes, &NoFiles) {
        Err(findings) => findings,
        Ok(case) if case.is_usable() => {
            let of_rules = lint::lint(&case);
            case.findings().iter().cloned().chain(of_rules).collect()
        }
        Ok(case) => case.findings().to_vec(),
    }
}

#[test]
fn every_error_says_what_to_do() {
    let mut faults = BTreeSet::new();
    let mut codes = BTreeSet::new();
    let mut note = |found: &[Finding]| {
        codes.extend(found.iter().map(|finding| finding.code.to_string()));
        faults.extend(found.iter().filter_map(fault));
    };
    for doc in lint::docs() {
        for sample in doc.finds {
            note(&findings(&sample.bytes(), sample.kind().map(Kind::from)));
        }
    }
    let mut cases = Vec::new();
    json(&super::root().join("tests/corpus"), &mut cases);
    for text in cases.iter().step_by(23).flat_map(|text| broken(text)) {
        match Case::read(&text, &NoFiles) {
            Ok(case) => note(case.findings()),
            Err(findings) => note(&findings),
        }
        let kind = Kind::ALL[text.len() % Kind::ALL.len()];
        note(&check_file(text.as_bytes(), Some(kind)).findings);
    }
    assert!(codes.len() > 150, "{} codes", codes.len());
    assert!(faults.is_empty(), "{faults:#?}");
}

/// What no sample shows: the templates that sources call a help.
#[test]
fn every_help_names_an_action() {
    let mut helps = BTreeSet::new();
    for (_, tokens) in sources() {
        for window in tokens.windows(7) {
            let mut rest = match window {
                [Token::Name(help), Token::Sign('=' | '(' | ':'), rest @ ..] if help == "help" => {
                    rest
                }
                _ => continue,
            };
            if let [Token::Name(some), Token::Sign('('), behind @ ..] = rest
                && some == "Some"
            {
                rest = behind;
            }
            if let [
                Token::Name(name),
                Token::Sign('!'),
                Token::Sign('('),
                Token::Text(text),
                ..,
            ] = rest
                && name == "message"
            {
                helps.insert(text.clone());
            }
        }
    }
    assert!(helps.len() > 200, "{} helps", helps.len());
    // What begins with another help.
    helps.retain(|help| !help.starts_with("{help}") && !names_an_action(help));
    assert!(helps.is_empty(), "{helps:#?}");
}

/// What the ids of the page's errors have in them.
const OF_ERRORS: [&str; 21] = [
    "guarantee-no-",
    "notice-storage-",
    "suppress-no-",
    "-broken-",
    "-failed-",
    "-name-taken-",
    "-no-json-",
    "-no-worker-",
    "-not-copied-",
    "-not-run-",
    "-only-one-",
    "-refused-",
    "-stopped-",
    "-surplus-",
    "-too-large-",
    "-too-many-",
    "-undecided-",
    "-unreadable-",
    "-unsound-",
    "-writes-",
    "-wrong-",
];

/// Errors of the page with a button beside them that is what to do.
const BUTTONS: [(&str, &str); 4] = [
    ("compare-stopped", "compare-retry"),
    ("strip-stopped", "strip-retry"),
    ("table-stopped", "table-retry"),
    ("table-undecided", "table-retry"),
];

/// Sentences that no reader can do more about than the list of problems says, or that say of a
/// decision what AWS would do.
const FACTS: [&str; 6] = [
    "embed-unreadable",
    "strip-refused",
    "suppress-refused",
    "table-refused",
    "table-refused-several",
    "why-statement-refused",
];

#[test]
fn every_error_of_the_page_says_what_to_do() {
    let messages = super::page(super::Language::En);
    let mut found = Vec::new();
    let mut errors = 0;
    for (id, message) in &messages {
        let text = &message.text;
        // A label is no sentence, and a reason that is filled in has a help of its own.
        let is_sentence = text.contains('.') && !text.contains("{ $reason } Your");
        let whole = format!("{id}-");
        let is_error = OF_ERRORS.iter().any(|part| whole.contains(part));
        if !is_sentence || !is_error || FACTS.contains(&id.as_str()) {
            continue;
        }
        errors += 1;
        match BUTTONS.iter().find(|(of, _)| of == id) {
            Some((_, button)) => assert!(messages.contains_key(*button), "{id}: {button}"),
            None if !names_an_action(text) => found.push(format!("{id} = {text}")),
            None => {}
        }
    }
    assert!(errors > 45, "{errors} errors");
    assert!(found.is_empty(), "{}", found.join("\n"));
}
