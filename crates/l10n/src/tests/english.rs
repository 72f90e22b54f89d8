//! How the English is written: docs/dev/words.md has the rules.

use super::Language;
use super::crates::templates_of_all;
use super::messages::read;

/// Words that a sentence may have at most.
const WORDS: usize = 20;

/// What reads as translated, or names nothing.
const NEVER: [&str; 28] = [
    " comes of",
    " facts were tried",
    " in each other",
    " in its place",
    " is told",
    " are told",
    " lean",
    " not told",
    " of yours",
    " turns on",
    "it is no ",
    "An Allow is needed",
    "As the system",
    "As the command line",
    "Keep the policy alone",
    "RBP",
    "Really remove",
    "The usual",
    "cannot be read yet",
    "fault of its own",
    "finds its layer",
    "it is open ",
    "of its members",
    "that of the principals",
    "was left out: it is",
    "words are renamed",
    "nothing is known of",
    "read the other way",
];

/// What is wrong with a text.
fn faults(text: &str) -> Vec<String> {
    let plain = without_places(text);
    let mut faults = Vec::new();
    for sentence in plain.split_inclusive(['.', ':', ';', '?', '!', '\n']) {
        let words = sentence.split_whitespace().count();
        if words > WORDS {
            faults.push(format!("{words} words: {}", sentence.trim()));
        }
    }
    let never = NEVER.iter().filter(|words| plain.contains(**words));
    faults.extend(never.map(|words| format!("never “{}”", words.trim())));
    faults
}

/// The text with one word for each value and each piece of code, and a line for each variant.
fn without_places(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['`', '{', '}', '[']) {
        let (before, found) = rest.split_at(at);
        plain.push_str(before);
        let behind = &found[1..];
        let end = match &found[..1] {
            "`" => behind.find('`'),
            "[" if before.ends_with([' ', '*', '\n']) || before.is_empty() => behind.find(']'),
            "{" if behind.find("->") < behind.find('}') && behind.contains("->") => {
                behind.find('>')
            }
            "{" => behind.find('}'),
            _ => None,
        };
        plain.push_str(match &found[..1] {
            "[" | "}" => "\n",
            _ => "X",
        });
        rest = end.map_or(behind, |end| &behind[end + 1..]);
    }
    plain + rest
}

#[test]
fn faults_are_found() {
    let long = "one two three four five six seven eight nine ten and one two three four five six seven eight nine";
    assert_eq!(faults(&long.replacen("and ", "", 1)), [""; 0]);
    let found = faults(&format!("{long} more"));
    assert_eq!(found.len(), 1, "{found:?}");
    let shorter = long.replacen("nine", "", 1);
    assert_eq!(faults(&(shorter + " `a b`. A {$c}")), [""; 0]);
    assert_eq!(faults("It turns on { $keys }."), ["never “turns on”"]);
    assert_eq!(
        faults("{ $count ->\n    [one] 1 leans on it\n   *[other] { $count } do\n}"),
        ["never “lean”"]
    );
    assert_eq!(faults("`RBP` is code, and {x} a place"), [""; 0]);
}

#[test]
fn sentences_of_the_page_are_short_and_plain() {
    let mut found = Vec::new();
    for (id, message) in read(Language::En) {
        // What the command prints of its rules is a document.
        if message.area != "frame" {
            found.extend(
                faults(&message.text)
                    .into_iter()
                    .map(|fault| format!("{id}: {fault}")),
            );
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn sentences_of_the_crates_are_short_and_plain() {
    let mut found = Vec::new();
    for template in templates_of_all() {
        found.extend(
            faults(&template)
                .into_iter()
                .map(|fault| format!("{template}: {fault}")),
        );
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A file of the repository.
fn file(path: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    std::fs::read_to_string(format!("{root}/{path}")).expect("a file of the repository")
}

#[test]
fn the_documentation_of_rules_is_short_and_plain() {
    let document = file("docs/rules.md");
    // Between the fences are samples; tables, headings and lists of sources are no sentences.
    let texts = document.split("```").step_by(2).flat_map(str::lines);
    let sentences = texts.filter(|line| !line.starts_with(['|', '#', '[', '-']));
    let found: Vec<String> = sentences.flat_map(faults).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_help_of_the_command_is_short_and_plain() {
    let source = file("crates/cli/src/args.rs");
    let mut paragraphs = vec![String::new()];
    for line in source.lines() {
        match line.trim().strip_prefix("/// ") {
            Some(words) => *paragraphs.last_mut().expect("one") += &format!(" {words}"),
            None => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    assert!(paragraphs.len() > 100, "{}", paragraphs.len());
    let found: Vec<String> = paragraphs.iter().flat_map(|text| faults(text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
