//! How the Japanese is written: as AWS writes its own.

use super::Language;
use super::messages::{english_words, read};
use crate::parts;

fn is_japanese(character: char) -> bool {
    ('\u{3000}'..'\u{FFF0}').contains(&character)
}

/// What is wrong with a text outside of its code.
fn faults(text: &str) -> Vec<&'static str> {
    let mut faults = Vec::new();
    for (part, is_code) in parts(text) {
        if is_code {
            continue;
        }
        let characters: Vec<char> = part.chars().collect();
        for pair in characters.windows(2) {
            let [before, after] = *pair else { continue };
            let closes = "、。：」』)".contains(after);
            match (before, after) {
                (_, '(') if is_japanese(before) && !"、。「『".contains(before) => {
                    faults.push("a space before the bracket");
                }
                (')', _) if is_japanese(after) && !closes => {
                    faults.push("a space behind the bracket");
                }
                (':', _) if !after.is_whitespace() => faults.push("a space behind the colon"),
                (_, ',' | '.' | ';' | '!') if is_japanese(before) => {
                    faults.push("Japanese punctuation");
                }
                (' ', _) if is_japanese(after) => {
                    let at = characters.windows(3).any(
                        |three| matches!(three, [a, ' ', b] if is_japanese(*a) && is_japanese(*b)),
                    );
                    if at {
                        faults.push("no space between Japanese words");
                    }
                }
                _ => {}
            }
        }
    }
    if text.trim_end().ends_with([':', '.'])
        && text
            .trim_end()
            .chars()
            .rev()
            .nth(1)
            .is_some_and(|c| is_japanese(c) || c == ')')
    {
        faults.push("a Japanese sign at the end");
    }
    faults.dedup();
    faults
}

/// A variable may be a name of the user's or a Japanese word: beside the word there is no space.
#[test]
fn a_japanese_word_is_not_set_off_by_spaces() {
    let text = crate::Text::new(Language::Ja);
    let said = |name: &str| {
        text.with("strip-mistaken", &[("names", name.into())])
            .to_string()
    };
    let of_code = said("perimeter");
    assert!(of_code.starts_with("perimeter "), "{of_code}");
    let of_word = said("リソースベースのポリシー");
    assert!(!of_word.contains("ポリシー "), "{of_word}");
    // What the user wrote stays as it is.
    assert!(said("東京 オフィス").starts_with("東京 オフィス"));
}

#[test]
fn faults_are_found() {
    let cases: &[(&str, &[&str])] = &[
        ("設定 (任意) です。", &[]),
        ("名前: { $name }", &[]),
        ("`a:b` は { $a } です。", &[]),
        ("設定(任意)", &["a space before the bracket"]),
        ("A (任意)です", &["a space behind the bracket"]),
        ("名前:値", &["a space behind the colon"]),
        ("これ, それ", &["Japanese punctuation"]),
        ("変更前:", &["a Japanese sign at the end"]),
        ("変更前：", &[]),
        ("これ それ", &["no space between Japanese words"]),
    ];
    for (text, expected) in cases {
        assert_eq!(faults(text), *expected, "{text}");
    }
}

#[test]
fn japanese_is_written_as_aws_writes_it() {
    let mut found = Vec::new();
    for (id, message) in read(Language::Ja) {
        // These are AWS's own words.
        if message.area == "surface" {
            continue;
        }
        for fault in faults(&message.text) {
            found.push(format!("{id}: {fault}: {}", message.text));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A word or two of English are names; three in a row are a sentence that was forgotten.
#[test]
fn no_japanese_message_is_left_in_english() {
    for (id, message) in read(Language::Ja) {
        let mut plain_text = String::new();
        for part in message.text.split('{') {
            plain_text.push_str(part.split_once('}').map_or(part, |(_, behind)| behind));
        }
        let words = english_words(&plain_text);
        let plain = words
            .iter()
            .filter(|word| word.chars().all(|c| c.is_ascii_lowercase()));
        assert!(plain.count() < 3, "{id}: {words:?}");
    }
}
