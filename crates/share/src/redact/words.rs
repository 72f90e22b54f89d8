//! Which parts of a text may be renamed, and what each of them is.

use super::atoms::Use;
use super::codes::Sort;
use super::tokens::{self, Token};
use super::visit::Role;
use super::{Kind, Stays, vocabulary};

/// The kind of a text that gets a number in the place of its name.
pub(super) fn kind_of_name(role: Role, text: &str) -> Option<Kind> {
    match role {
        _ if text.is_empty() => None,
        Role::Policy if !vocabulary::is_policy(text) => Some(Kind::Policy),
        Role::Request => Some(Kind::Request),
        Role::Sid => Some(Kind::Sid),
        Role::Policy
        | Role::DecidedBy
        | Role::Key
        | Role::Text
        | Role::Number
        | Role::Region
        | Role::Action
        | Role::Value
        | Role::Member => None,
    }
}

/// The part of a text that is never renamed, apart from single words.
pub(super) fn staying(role: Role, text: &str) -> Option<(Stays, &str)> {
    match role {
        Role::Action => Some((Stays::Action, text)),
        Role::Region => Some((Stays::Region, text)),
        Role::Value => Some((Stays::Value, text)),
        Role::Member => Some((Stays::Member, text)),
        Role::Key if is_foreign_key(text) => None,
        Role::Key => {
            let end = text.find('/').unwrap_or(text.len());
            Some((Stays::Key, text.get(..end)?))
        }
        Role::Policy if vocabulary::is_policy(text) => Some((Stays::Word, text)),
        Role::Text if vocabulary::is_of_aws(text) => Some((Stays::Word, text)),
        _ => None,
    }
}

/// True for a key that is named after an identity provider: all of it is renamed.
fn is_foreign_key(key: &str) -> bool {
    let prefix = key.split(':').next();
    prefix.is_some_and(|prefix| prefix.contains('.'))
}

/// True for a text that may be one address as a whole.
pub(super) fn of_whole(role: Role, text: &str) -> bool {
    role == Role::Text && text.contains(['.', ':'])
}

/// The words of a text that may be renamed, with their places.
pub(super) fn words(role: Role, text: &str) -> Vec<(usize, Use)> {
    let mut out = Vec::new();
    let from = match role {
        Role::Text if vocabulary::is_of_aws(text) => return out,
        Role::Text | Role::Number => 0,
        // In a key of AWS only the name of a tag is renamed; any other key is renamed whole.
        Role::Key => match text.find('/') {
            _ if is_foreign_key(text) => 0,
            Some(slash) => slash,
            None => return out,
        },
        Role::DecidedBy if text.starts_with("vpce-") => 0,
        Role::DecidedBy
        | Role::Policy
        | Role::Request
        | Role::Sid
        | Role::Region
        | Role::Action
        | Role::Value
        | Role::Member => return out,
    };
    let whole = text;
    let mut at = from;
    for token in tokens::of(text.get(from..).unwrap_or_default()) {
        match token {
            Token::Other(other) => at += other.len(),
            Token::Word { text, begins, ends } => {
                let sort = sort(role, whole.get(..at).unwrap_or_default(), text);
                let text = text.to_owned();
                let length = text.len();
                let used = Use {
                    text,
                    begins,
                    ends,
                    sort,
                };
                out.push((at, used));
                at += length;
            }
        }
    }
    out
}

/// What kind of word `word` is, when `before` stands in front of it.
fn sort(role: Role, before: &str, word: &str) -> Sort {
    let is_id = matches!(word.len(), 8 | 17)
        && word
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        && (before.ends_with("vpc-") || before.ends_with("vpce-"));
    if word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        Sort::Account
    } else if is_id {
        Sort::Hex
    } else if role == Role::Number {
        Sort::Number
    } else {
        Sort::Word
    }
}
