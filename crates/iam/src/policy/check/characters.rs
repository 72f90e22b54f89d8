//! Characters that make one name look like another: invisible ones, and letters that look like
//! letters of another script.
//!
//! Names in IAM are of `[\w+=,.@-]`, which is ASCII (IAM API Reference, `CreateUser` and
//! `CreateRole`), so an ARN with any other character matches no principal.

use vestibule_syntax::visible::{is_unseen, visible};

use crate::json::{Node, Value};
use crate::message;
use crate::problem::{Code, Collector, Message, Problem, quoted};
use crate::span::Span;

/// What is to be said of a text: a code, what is wrong, and what to do.
pub type Said = (Code, Message, Message);

/// Complains of characters in a text that are not seen, and of look-alike letters.
pub fn deceptive(text: &str) -> Option<Said> {
    if is_plain(text) {
        return None;
    }
    unseen(text).or_else(|| mixed(text))
}

/// Complains of characters that are not seen.
pub fn unseen(text: &str) -> Option<Said> {
    if is_plain(text) {
        return None;
    }
    let mut before = None;
    let found = text.chars().find(|c| {
        let of_picture = is_part_of_picture(before.replace(*c), *c);
        is_unseen(*c) && !of_picture
    })?;
    Some(said_of_unseen(text, found))
}

/// Most texts are printable ASCII.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Whether a character is part of how emoji are written: it joins several into one, or asks for
/// the coloured form.
fn is_part_of_picture(before: Option<char>, character: char) -> bool {
    matches!(character, '\u{200d}' | '\u{fe0f}')
        && before.is_some_and(|c| c >= '\u{2190}' && !c.is_alphanumeric())
}

fn mixed(text: &str) -> Option<Said> {
    if is_of_iam(text) {
        let found = text.chars().find(|c| !c.is_ascii())?;
        return Some(said_of_iam(text, found));
    }
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let found = words.find_map(|word| {
        let has_latin = word.contains(|c: char| c.is_ascii_alphabetic());
        word.chars().find(|c| has_latin && looks_like_latin(*c))
    })?;
    Some(said_of_mixed(text, found))
}

/// Whether a text is the ARN of a user, a role or a session.
fn is_of_iam(text: &str) -> bool {
    let service = text
        .strip_prefix("arn:")
        .and_then(|rest| rest.split(':').nth(1));
    matches!(service, Some("iam" | "sts"))
}

/// Whether a character is of a script with letters that look like those of ASCII: Greek,
/// Cyrillic, Armenian, Cherokee, Lisu, and Latin letters of another width or face.
const fn looks_like_latin(character: char) -> bool {
    matches!(character,
        '\u{370}'..='\u{58f}' | '\u{13a0}'..='\u{13ff}' | '\u{1c80}'..='\u{1c8f}'
        | '\u{1f00}'..='\u{1fff}' | '\u{2c80}'..='\u{2cff}' | '\u{a4d0}'..='\u{a4ff}'
        | '\u{a640}'..='\u{a69f}' | '\u{ab70}'..='\u{abbf}' | '\u{ff21}'..='\u{ff5a}'
        | '\u{1d400}'..='\u{1d7ff}')
}

#[inline(never)]
fn said_of_unseen(text: &str, found: char) -> Said {
    (
        Code::UnseenCharacter,
        message!(
            "{text} holds {character}, which is not seen",
            text = quoted(&visible(text)),
            character = found
        ),
        message!(
            "remove it unless it is meant: with it, this is another name than the one that is seen"
        ),
    )
}

#[inline(never)]
fn said_of_iam(text: &str, found: char) -> Said {
    (
        Code::MixedScripts,
        message!(
            "{text} holds {character}, and names in IAM are of ASCII alone",
            text = quoted(text),
            character = found
        ),
        message!("write the name as IAM has it: nobody has an ARN with this character"),
    )
}

#[inline(never)]
fn said_of_mixed(text: &str, found: char) -> Said {
    (
        Code::MixedScripts,
        message!(
            "{text} has {character} in one word with letters of ASCII",
            text = quoted(text),
            character = found
        ),
        message!(
            "write the word in one script: a letter that looks the same makes it another word"
        ),
    )
}

/// Complains of every string in the tree.
pub(in crate::policy) fn check(node: &Node, problems: &mut Collector) {
    match &node.value {
        Value::String(text) => report(text, node.span, problems),
        Value::Array(elements) => elements.iter().for_each(|node| check(node, problems)),
        Value::Object(members) => {
            for member in members {
                report(&member.key.value, member.key.span, problems);
                check(&member.value, problems);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Missing => {}
    }
}

fn report(text: &str, span: Span, problems: &mut Collector) {
    if let Some((code, message, help)) = deceptive(text) {
        problems.report(code, span, || Problem::new(code, span, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_deceive_are_found() {
        let (unseen, mixed) = (Some(Code::UnseenCharacter), Some(Code::MixedScripts));
        for (text, expected) in [
            ("arn:aws:iam::111122223333:user/alice", None),
            ("山田　太郎 (ＶＰＣ経由)", None),
            ("東京オフィスからAliceさん", None),
            ("Büro Köln", None),
            ("Офис", None),
            ("arn:aws:s3:::bucket/日本語", None),
            ("✅ ok ❤\u{fe0f} 👩\u{200d}💻", None),
            ("ali\u{200b}ce", unseen),
            ("a\u{a0}b", unseen),
            ("a\nb", unseen),
            ("x\u{fe0f}", unseen),
            ("山\u{fe0f}", unseen),
            ("\u{fe0f}", unseen),
            ("\u{202e}evil", unseen),
            ("arn:aws:iam::111122223333:user/\u{430}lice", mixed),
            ("arn:aws:iam::111122223333:user/山田", mixed),
            ("arn:aws:sts::111122223333:federated-user/é", mixed),
            ("arn:aws:s3:::b\u{443}cket", mixed),
            ("\u{430}dmin", mixed),
            ("ａdmin", mixed),
            ("\u{1d400}dmin", mixed),
        ] {
            assert_eq!(deceptive(text).map(|(code, ..)| code), expected, "{text:?}");
        }
        let (_, message, _) = deceptive("ali\u{200b}ce").unwrap();
        assert_eq!(
            message.to_string(),
            "`ali\\u{200b}ce` holds U+200B, which is not seen"
        );
        let (_, message, _) = deceptive("arn:aws:iam::111122223333:user/\u{430}lice").unwrap();
        assert!(message.to_string().contains('\u{430}'), "{message}");
        let (_, message, _) = deceptive("a \u{430}dmin").unwrap();
        assert!(message.to_string().contains('\u{430}'), "{message}");
    }
}
