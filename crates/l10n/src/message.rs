//! What the crates say of the user's input, in the language of the reader.
//!
//! A crate hands over a [`Message`]: an English template and what is filled into it. The
//! template names its translation, as gettext has it: "there is no operator {operator}" is said
//! by `message-there-is-no-operator-operator`, with `$operator`; what the command alone says by
//! `command-…`. So the English stands in one place, next to the rule that it belongs to, and a
//! test holds that every template in the sources of the crates has a translation with the same
//! places.

use std::borrow::Cow;

use vestibule_syntax::diagnostic::{Arg, Joint, List, Message, grouped};
use vestibule_wire::OpenPoint;

use crate::code::literal;
use crate::{IString, Language, Piece, Text, Value, pieces};

/// The areas of the translations: of what the crates say, of answers about all sign-ins, and of
/// what the command alone says.
const AREAS: [&str; 3] = ["message", "answer", "command"];

impl Text {
    /// A message of the crates as a sentence of its own, with its code in backticks.
    pub fn message(&self, message: &Message) -> IString {
        let said = match self.language() {
            Language::En => None,
            Language::Ja => self.translated(message),
        };
        said.unwrap_or_else(|| sentence(message.to_string())).into()
    }

    /// A message as it stands in a line of a report: English ones begin in lower case.
    pub fn line(&self, message: &Message) -> String {
        let said = match self.language() {
            Language::En => None,
            Language::Ja => self.translated(message),
        };
        said.unwrap_or_else(|| message.to_string())
    }

    /// A message of an answer in pieces, as it stands in a line.
    pub fn phrase(&self, message: &Message) -> Vec<Piece> {
        pieces(&self.marked(message))
    }

    /// A message of an answer as it stands in a line, with its code in backticks: what
    /// [`pieces`] takes apart.
    pub fn marked(&self, message: &Message) -> String {
        self.line(&message.with_codes(&literal))
    }

    pub(crate) fn translated(&self, message: &Message) -> Option<String> {
        let args = message.named_args();
        let variables: Vec<(&str, Value)> = args
            .map(|(name, arg)| (name, self.filled(arg).into()))
            .collect();
        let said = AREAS
            .into_iter()
            .find_map(|area| self.0.say(&id(area, message.template()), &variables))?;
        Some(closed_up(&said))
    }

    fn filled(&self, arg: &Arg) -> String {
        match arg {
            Arg::Codes(codes) => {
                let codes: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
                codes.join("、")
            }
            Arg::List(list) => self.listed(list),
            Arg::Message(message) => {
                let said = self.translated(message);
                said.unwrap_or_else(|| message.to_string())
            }
            Arg::Code(_) | Arg::Name(_) | Arg::Number(_) | Arg::Character(_) => arg.to_string(),
        }
    }

    fn listed(&self, list: &List) -> String {
        let is_pair = list.items().len() == 2 && list.more() == 0;
        let (comma, last) = match list.joint() {
            Joint::And if is_pair => ("", " と "),
            Joint::And => ("、", "、"),
            Joint::Or => ("、", "、または "),
            Joint::Apart => ("／", "／"),
        };
        let mut listed = String::new();
        for (index, item) in list.items().iter().enumerate() {
            let is_last = index + 1 == list.items().len() && list.more() == 0;
            listed.push_str(match index {
                0 => "",
                _ if is_last => last,
                _ => comma,
            });
            listed.push_str(&self.filled(item));
        }
        if list.more() > 0 {
            let more = grouped(list.more());
            listed.push_str(&format!("{last}ほか {more} 件"));
        }
        listed
    }

    /// How a point of the register is read, or how else it could be.
    pub fn reading(&self, point: &OpenPoint, other: bool) -> Option<IString> {
        let english = if other {
            point.other_reading?
        } else {
            point.reading
        };
        let id = format!(
            "assumption-{}{}",
            point.id.to_lowercase(),
            if other { "-other" } else { "" }
        );
        Some(match self.language() {
            Language::Ja if self.0.has(&id) => self.say(&id),
            Language::Ja | Language::En => english.into(),
        })
    }

    /// The part `what` or `why` of the documentation of the rule with that code.
    pub fn of_rule(&self, code: &str, part: &str, english: &'static str) -> IString {
        let said = match self.language() {
            Language::En => None,
            Language::Ja => self.0.say(&format!("rule-{code}-{part}"), &[]),
        };
        said.unwrap_or(Cow::Borrowed(english)).into()
    }

    /// What AWS's page tells a user whom it denies, in the language that the user
    /// would have it.
    pub fn shown_to_user(&self, english: &str) -> IString {
        self.whole("surface", english)
    }

    /// The name of a sign-in of an example, which its case file has in English.
    pub fn sample(&self, english: &str) -> IString {
        self.whole("sample", english)
    }

    /// A text that is translated as a whole.
    fn whole(&self, area: &str, english: &str) -> IString {
        let said = match self.language() {
            Language::En => None,
            Language::Ja => self.0.say(&id(area, english), &[]),
        };
        said.unwrap_or_else(|| Cow::Owned(english.to_owned()))
            .into()
    }
}

/// The id of the translation of an English text: its letters and digits, in lower case and with
/// one hyphen for all that stands between them.
pub(crate) fn id(area: &str, english: &str) -> String {
    let mut id = area.to_owned();
    let mut is_between = true;
    for character in english.chars() {
        if character.is_ascii_alphanumeric() {
            if is_between {
                id.push('-');
            }
            id.push(character.to_ascii_lowercase());
        }
        // "an account's" is one word.
        is_between = !character.is_ascii_alphanumeric() && character != '\'';
    }
    id
}

/// Japanese without the spaces that set off code, where a word has taken its place. Code itself
/// stays as it is.
fn closed_up(text: &str) -> String {
    let is_wide = |character: Option<&char>| character.is_some_and(|c| *c >= '\u{2E80}');
    let characters: Vec<char> = text.chars().collect();
    let mut is_code = false;
    let kept = characters.iter().enumerate().filter(|(at, character)| {
        is_code ^= **character == '`';
        let before = at.checked_sub(1).and_then(|at| characters.get(at));
        is_code || **character != ' ' || !is_wide(before) || !is_wide(characters.get(at + 1))
    });
    kept.map(|(_, character)| character).collect()
}

/// A lower-case English phrase as a sentence of its own.
fn sentence(mut phrase: String) -> String {
    // English ones begin in ASCII; all of Unicode's capitals would be 3 kB of the page.
    if let Some(first) = phrase.get_mut(..1) {
        first.make_ascii_uppercase();
    } else if phrase.is_empty() {
        return phrase;
    }
    if !phrase.ends_with(['.', '?', '!', '。', '?']) {
        phrase.push('.');
    }
    phrase
}

#[cfg(test)]
mod tests {
    use vestibule_syntax::diagnostic::{code, codes, quoted};
    use vestibule_syntax::message;

    use super::*;

    #[test]
    fn a_template_names_its_translation() {
        let cases = [
            (
                "there is no operator {operator}",
                "there-is-no-operator-operator",
            ),
            ("write `:` before {key}", "write-before-key"),
            ("{a} is `true`", "a-is-true"),
            ("{with_default} (UTF-8)", "with-default-utf-8"),
            ("an ARN's root; not *", "an-arns-root-not"),
        ];
        for (template, expected) in cases {
            assert_eq!(id("message", template), format!("message-{expected}"));
        }
    }

    #[test]
    fn messages_become_sentences() {
        let text = Text::new(Language::En);
        let cases = [
            (message!("there is no policy"), "There is no policy."),
            (
                message!("did you mean {right}?", right = quoted("x")),
                "Did you mean `x`?",
            ),
            (
                message!("{key} is no key", key = code("a")),
                "`a` is no key.",
            ),
            (message!(""), ""),
        ];
        for (message, expected) in cases {
            assert_eq!(text.message(&message).as_str(), expected);
        }
    }

    #[test]
    fn what_is_filled_in_is_translated_too() {
        let text = Text::new(Language::Ja);
        let message = message!(
            "{what} must be {expected} and is {found}",
            what = message!("each value of {key}", key = quoted("aws:SourceIp")),
            expected = message!("a string, number or boolean"),
            found = message!("a list")
        );
        assert_eq!(
            text.message(&message).as_str(),
            "`aws:SourceIp` の各値は文字列、数値、または真偽値でなければなりませんが、リストになっています。"
        );
        let message = message!(
            "write {known} or {last}",
            known = codes(["a", "b"]),
            last = code("c")
        );
        let expected = "`a`、`b`、`c` のいずれかを書いてください。";
        assert_eq!(text.message(&message).as_str(), expected);
    }
}
