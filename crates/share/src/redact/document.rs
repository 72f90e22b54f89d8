//! The texts of a document that may hold a secret, where they stand.

use vestibule_iam::document::Document;
use vestibule_iam::json::{Node, Value, json_string};
use vestibule_iam::sort;
use vestibule_iam::span::Span;

use super::visit::{Rename, Role};
use super::vocabulary;

/// The text of a document, with its texts renamed where they stand.
pub(super) fn of_text(text: &str, rename: Rename<'_>) -> String {
    let document = Document::parse(text);
    let mut visitor = Visitor {
        text,
        rename,
        edits: Vec::new(),
        covered: Vec::new(),
    };
    visitor.node(&document.root, Within::Policy);
    if !document.problems.is_empty() {
        visitor.between();
    }
    let mut edits = visitor.edits;
    sort::by_key(&mut edits, |(span, _)| span.start);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (span, new) in edits {
        if span.start >= from {
            out.push_str(Span::new(from, span.start).of(text).unwrap_or_default());
            out.push_str(&new);
            from = span.end;
        }
    }
    out.push_str(text.get(from as usize..).unwrap_or_default());
    out
}

/// Where in a document a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Anywhere.
    Policy,
    /// `Sid`.
    Sid,
    /// The operators of a `Condition`.
    Operators,
    /// The keys of one operator; whether its values stay.
    Keys(bool),
    /// Text that AWS defines.
    Plain,
    /// Actions.
    Actions,
}

/// Where the value of the member `name` of a policy is.
fn inside(name: &str) -> Within {
    if name.eq_ignore_ascii_case("Condition") {
        Within::Operators
    } else if name.eq_ignore_ascii_case("Sid") {
        Within::Sid
    } else if vocabulary::is_action_member(name) {
        Within::Actions
    } else if vocabulary::is_plain_member(name) {
        Within::Plain
    } else {
        Within::Policy
    }
}

struct Visitor<'t, 'r> {
    text: &'t str,
    rename: Rename<'r>,
    edits: Vec<(Span, String)>,
    /// Where values and member names stand.
    covered: Vec<Span>,
}

impl Visitor<'_, '_> {
    fn node(&mut self, node: &Node, within: Within) {
        match &node.value {
            Value::Array(elements) => elements.iter().for_each(|node| self.node(node, within)),
            Value::Object(members) => {
                for member in members {
                    let name = &*member.key.value;
                    self.covered.push(member.key.span);
                    let inner = match within {
                        Within::Operators => Within::Keys(vocabulary::is_plain_operator(name)),
                        Within::Keys(plain) => {
                            self.put(Role::Key, name, member.key.span);
                            if plain || vocabulary::is_plain_key(name) {
                                Within::Plain
                            } else {
                                Within::Policy
                            }
                        }
                        Within::Policy | Within::Sid | Within::Plain | Within::Actions => {
                            inside(name)
                        }
                    };
                    if within == Within::Policy && !vocabulary::is_member(name) {
                        self.put(Role::Member, name, member.key.span);
                    }
                    self.node(&member.value, inner);
                }
            }
            Value::String(text) => {
                self.covered.push(node.span);
                match within {
                    Within::Plain => self.put(Role::Value, text, node.span),
                    Within::Actions => self.put(Role::Action, text, node.span),
                    Within::Sid => self.put(Role::Sid, text, node.span),
                    Within::Policy | Within::Operators | Within::Keys(_) => {
                        self.string(text, node.span);
                    }
                }
            }
            // The id of an account without its quotes.
            Value::Number(text) => {
                self.covered.push(node.span);
                let id = text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
                let role = if id && within != Within::Plain {
                    Role::Number
                } else {
                    Role::Value
                };
                if let Some(new) = (self.rename)(role, text) {
                    self.edits.push((node.span, new));
                }
            }
            Value::Null | Value::Bool(_) => self.covered.push(node.span),
            Value::Missing => {}
        }
    }

    /// A string, which may be a policy itself, URL-encoded perhaps.
    fn string(&mut self, text: &str, span: Span) {
        let policy = match text.get(..3) {
            Some("%7B" | "%7b") => percent_encoding::percent_decode_str(text)
                .decode_utf8()
                .ok(),
            _ if text.trim_start().starts_with('{') => Some(text.into()),
            _ => None,
        };
        match policy {
            Some(policy) => {
                let new = of_text(&policy, self.rename);
                if new != policy {
                    self.edit(span, &new);
                }
            }
            None => self.put(Role::Text, text, span),
        }
    }

    fn put(&mut self, role: Role, text: &str, span: Span) {
        if let Some(new) = (self.rename)(role, text) {
            self.edit(span, &new);
        }
    }

    fn edit(&mut self, span: Span, new: &str) {
        self.edits.push((span, json_string(new)));
    }

    /// What stands between the values, in a text with something wrong: comments,
    /// junk, strings without an end.
    fn between(&mut self) {
        sort::by_key(&mut self.covered, |span| span.start);
        let covered = std::mem::take(&mut self.covered);
        let end = Span::empty(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        let mut from = 0;
        for span in covered.into_iter().chain([end]) {
            let gap = Span::new(from.min(span.start), span.start);
            let junk = gap.of(self.text).unwrap_or_default();
            if junk.contains(char::is_alphanumeric)
                && let Some(new) = (self.rename)(Role::Text, junk)
            {
                self.edits.push((gap, new));
            }
            from = from.max(span.end);
        }
    }
}
