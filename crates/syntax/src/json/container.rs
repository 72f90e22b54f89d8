//! Values, and the objects and arrays that hold them. Each mistake is guessed
//! to be the smallest one that explains it, so that the rest is still read.

use super::duplicate::repeated;
use super::read::{Bracket, MAX_DEPTH, Open, Reader};
use super::string::Quote;
use super::{Member, Node, Value};
use crate::diagnostic::quoted;
use crate::json::{Code, Problem};
use crate::message;
use crate::span::{Span, Text, offset};

impl Reader<'_> {
    /// Reads a value; leaves a bracket, comma or colon that is none where it is.
    pub(super) fn value(&mut self) -> Node {
        loop {
            self.trivia();
            let bracket = match self.peek() {
                None | Some(b'}' | b']' | b',' | b':') => return self.missing(),
                Some(b'{') => Bracket::Object,
                Some(b'[') => Bracket::Array,
                Some(_) => {
                    if let Some(text) = self.string() {
                        return Node {
                            span: text.span,
                            value: Value::String(text.value),
                        };
                    }
                    match self.bare_len(false) {
                        0 => self.unexpected(),
                        len => return self.bare_value(len),
                    }
                    continue;
                }
            };
            if self.open.len() >= MAX_DEPTH {
                return self.too_deep();
            }
            let span = self.take(1);
            return self.container(bracket, span);
        }
    }

    /// Reads an object or array from behind its opening bracket.
    pub(super) fn container(&mut self, bracket: Bracket, open: Span) -> Node {
        self.open.push(Open {
            bracket,
            span: open,
        });
        let value = match bracket {
            Bracket::Object => Value::Object(self.members()),
            Bracket::Array => Value::Array(self.elements()),
        };
        self.open.pop();
        Node {
            span: Span::new(open.start, offset(self.last_end)),
            value,
        }
    }

    fn members(&mut self) -> Vec<Member> {
        let mut members: Vec<Member> = Vec::new();
        let mut list = List::default();
        while self.next_item(Bracket::Object, &mut list) {
            if list.comma.is_some()
                && self.peek() == Some(b'{')
                && let Some(closed) = members.last_mut()
                && self.reopen(&mut closed.value)
            {
                list.after_item(std::mem::take(&mut self.pending_comma));
                continue;
            }
            let gap = self.gap();
            let key = match self.key() {
                Some(key) => key,
                None if matches!(self.peek(), Some(b':' | b'{' | b'[')) => self.missing_key(),
                None => {
                    self.unexpected();
                    continue;
                }
            };
            self.separate(&list, gap);
            let (value, next_is_key) = self.member_value(&key);
            members.push(Member { key, value });
            list.after_item(std::mem::take(&mut self.pending_comma) || next_is_key);
        }
        self.report_duplicates(&members);
        members
    }

    fn elements(&mut self) -> Vec<Node> {
        let mut elements = Vec::new();
        let mut list = List::default();
        while self.next_item(Bracket::Array, &mut list) {
            if self.peek() == Some(b':') {
                self.unexpected();
                continue;
            }
            let mark = self.mark();
            let gap = self.gap();
            let element = self.value();
            if element.is_missing() && element.span.is_empty() {
                // Only characters without a meaning stood there.
                continue;
            }
            if self.parent() == Some(Bracket::Object) && self.is_before_colon(&element) {
                // A key: this array has not been closed.
                self.back_to(&mark);
                self.pending_comma = list.ready;
                self.missing_close(Bracket::Array);
                return elements;
            }
            self.separate(&list, gap);
            elements.push(element);
            list.after_item(std::mem::take(&mut self.pending_comma));
        }
        elements
    }

    /// Goes on with a list of objects when another object follows it in the place of a key: the
    /// list was closed too early. False for anything else.
    fn reopen(&mut self, list: &mut Node) -> bool {
        let end = list.span.end;
        let Value::Array(elements) = &list.value else {
            return false;
        };
        let has_objects = elements
            .last()
            .is_some_and(|last| matches!(last.value, Value::Object(_)));
        let bracket = Span::new(end.saturating_sub(1), end);
        // A bracket that is missing closes nothing.
        if !has_objects || bracket.of(self.text) != Some("]") {
            return false;
        }
        let behind = elements.last().map_or(end, |last| last.span.end);
        // A comma that stands before the bracket, too, would be one too many.
        let comma = self
            .text
            .get(behind as usize..bracket.start as usize)
            .is_some_and(|between| between.contains(','));
        let removed = if comma {
            Span::new(bracket.start, offset(self.last_end))
        } else {
            bracket
        };
        self.problems
            .withdraw(Code::TrailingComma, Span::new(behind, bracket.start));
        self.report(Code::ClosedEarly, bracket, || {
            Problem::new(
                Code::ClosedEarly,
                bracket,
                message!("the list is closed here and more of its items follow"),
            )
            .help(message!(
                "remove this bracket; the list ends behind its last item"
            ))
            .edits(vec![(removed, String::new())])
        });
        self.open.push(Open {
            bracket: Bracket::Array,
            span: Span::new(list.span.start, list.span.start + 1),
        });
        if let Value::Array(elements) = &mut list.value {
            elements.append(&mut self.elements());
        }
        self.open.pop();
        list.span.end = offset(self.last_end);
        true
    }

    /// True when `node` is a string with a colon behind it: a key. One without
    /// quotes that has colons inside is none, and is not read a second time.
    pub(super) fn is_before_colon(&mut self, node: &Node) -> bool {
        let Value::String(text) = &node.value else {
            return false;
        };
        let start = node.span.of(self.text).unwrap_or("");
        if Quote::opening(start.as_bytes()).is_none() && text.contains(':') {
            return false;
        }
        self.trivia();
        self.peek() == Some(b':')
    }

    /// What the innermost container stands in.
    fn parent(&self) -> Option<Bracket> {
        self.open.iter().rev().nth(1).map(|open| open.bracket)
    }

    /// Moves to the next item of a list; false at its end.
    fn next_item(&mut self, bracket: Bracket, list: &mut List) -> bool {
        loop {
            self.trivia();
            match self.peek() {
                None => {
                    self.text_ends();
                    return false;
                }
                Some(b',') => {
                    let span = self.take(1);
                    if list.ready {
                        self.report(Code::TrailingComma, span, || {
                            Problem::new(
                                Code::TrailingComma,
                                span,
                                message!("there is nothing before this comma"),
                            )
                            .help(message!("remove it"))
                            .replacement("")
                            .safe()
                        });
                    } else {
                        list.comma = Some(span);
                        list.ready = true;
                    }
                }
                Some(b';') if !list.ready => {
                    let span = self.take(1);
                    self.report(Code::Syntax, span, || {
                        Problem::new(
                            Code::Syntax,
                            span,
                            message!("a semicolon stands where JSON has a comma"),
                        )
                        .help(message!("write a comma"))
                        .replacement(",")
                        .safe()
                    });
                    list.ready = true;
                }
                Some(byte @ (b'}' | b']')) if char::from(byte) == bracket.close() => {
                    self.take(1);
                    if let Some(span) = list.comma {
                        self.report(Code::TrailingComma, span, || {
                            Problem::new(
                                Code::TrailingComma,
                                span,
                                message!("nothing follows this comma"),
                            )
                            .help(message!("remove it"))
                            .replacement("")
                            .safe()
                        });
                    }
                    return false;
                }
                Some(b'}') if !list.ready && self.is_brace_too_many() => self.brace_too_many(),
                Some(b'}' | b']') => {
                    let other = match bracket {
                        Bracket::Object => Bracket::Array,
                        Bracket::Array => Bracket::Object,
                    };
                    if self.open.iter().any(|open| open.bracket == other) {
                        self.missing_close(bracket);
                        return false;
                    }
                    self.unexpected();
                }
                // An object where a key should be, and around it an array: the
                // object before was not closed.
                Some(b'{')
                    if bracket == Bracket::Object
                        && self.parent() == Some(Bracket::Array)
                        && list.comma.is_some() =>
                {
                    self.pending_comma = true;
                    self.missing_close(bracket);
                    return false;
                }
                Some(_) => return true,
            }
        }
    }

    /// Complains when no comma stands before an item, in the `gap` before it.
    fn separate(&mut self, list: &List, gap: Span) {
        if !list.ready {
            self.report(Code::MissingComma, gap, || {
                Problem::new(Code::MissingComma, gap, message!("a comma is missing here"))
                    .help(message!("write `,` before the next item"))
                    .replacement(",")
                    .safe()
            });
        }
    }

    fn missing_key(&mut self) -> Text {
        let span = self.gap();
        self.report(Code::MissingKey, span, || {
            Problem::new(Code::MissingKey, span, message!("a key is missing here"))
                .help(message!("write a key in quotes and a colon"))
        });
        Text::new("", span)
    }

    /// Reads the colon and the value behind a key. The value is missing, and
    /// true comes with it, when the next key stands in its place.
    fn member_value(&mut self, key: &Text) -> (Node, bool) {
        self.trivia();
        let gap = self.gap();
        let colon = match self.peek() {
            Some(b':') => {
                self.take(1);
                true
            }
            Some(b'=') => {
                let span = self.take(1);
                self.report(Code::Syntax, span, || {
                    Problem::new(
                        Code::Syntax,
                        span,
                        message!("`=` stands where JSON has `:`"),
                    )
                    .help(message!("write `:`"))
                    .replacement(":")
                    .safe()
                });
                true
            }
            _ => false,
        };
        self.trivia();
        let mark = self.mark();
        let value = self.value();
        let next_is_key = self.is_before_colon(&value);
        let is_missing = value.is_missing() && value.span.is_empty();
        if !next_is_key && !is_missing {
            // A missing key has been complained about.
            if !colon && !key.span.is_empty() {
                self.report(Code::MissingColon, gap, || {
                    let message = message!(
                        "the colon behind {key} is missing",
                        key = quoted(&key.value)
                    );
                    Problem::new(Code::MissingColon, gap, message)
                        .help(message!("write `:` between the key and its value"))
                        .replacement(":")
                        .safe()
                });
            }
            return (value, false);
        }
        if next_is_key {
            self.back_to(&mark);
        }
        let span = self.gap();
        self.report(Code::MissingValue, span, || {
            let message = message!("{key} has no value", key = quoted(&key.value));
            Problem::new(Code::MissingValue, span, message)
                .help(message!("write the value, or remove the key"))
                .related(key.span)
        });
        (self.missing(), next_is_key)
    }

    fn report_duplicates(&mut self, members: &[Member]) {
        for (first, later) in repeated(members) {
            let (Some(first), Some(later)) = (members.get(first), members.get(later)) else {
                continue;
            };
            let span = later.key.span;
            // A key that was missing has been complained about.
            if span.is_empty() {
                continue;
            }
            self.report(Code::DuplicateKey, span, || {
                let message = message!(
                    "the key {key} stands twice in this object",
                    key = quoted(&later.key.value)
                );
                Problem::new(Code::DuplicateKey, span, message)
                    .help(message!("merge the two; AWS refuses a key that repeats"))
                    .related(first.key.span)
            });
        }
    }
}

impl AsRef<str> for Member {
    fn as_ref(&self) -> &str {
        &self.key.value
    }
}

/// Where a list of members or elements has got to.
#[derive(Debug)]
struct List {
    /// The next item may come: at the start, and behind a comma.
    ready: bool,
    /// The comma that was read last, while nothing has followed it.
    comma: Option<Span>,
}

impl Default for List {
    fn default() -> Self {
        Self {
            ready: true,
            comma: None,
        }
    }
}

impl List {
    /// `ready`: the next item need not have a comma before it.
    fn after_item(&mut self, ready: bool) {
        self.ready = ready;
        self.comma = None;
    }
}
