//! Containers that are not closed, and such that stand too deep.

use super::read::{Bracket, MAX_DEPTH, Reader};
use super::string::scan;
use super::{Node, Value};
use crate::diagnostic::code;
use crate::json::{Code, Problem};
use crate::message;
use crate::span::{Span, offset};

/// How far ahead is looked for what follows, in bytes.
const LOOKED_AT: usize = 1000;

impl Reader<'_> {
    /// Complains that the innermost container is not closed where it should be.
    pub(super) fn missing_close(&mut self, bracket: Bracket) {
        let span = self.gap();
        let open = self.open.last().map(|open| open.span);
        self.report(Code::MissingClose, span, || {
            let shown = |bracket: char| code(bracket.encode_utf8(&mut [0; 4]));
            let close = bracket.close();
            let mut problem = Problem::new(
                Code::MissingClose,
                span,
                message!(
                    "the {close} for this {open} is missing",
                    close = shown(close),
                    open = shown(bracket.open())
                ),
            )
            .help(message!("write {close} here", close = shown(close)))
            .replacement(close);
            problem.related = open;
            problem
        });
    }

    /// True for a brace behind an object in the only list around it, where that list goes on
    /// behind the brace or is closed there.
    pub(super) fn is_brace_too_many(&self) -> bool {
        let mut open = self.open.iter().rev();
        let in_list = open
            .next()
            .is_some_and(|open| open.bracket == Bracket::Array);
        let mut lists = open.filter(|open| open.bracket == Bracket::Array);
        let before = self.last_end.checked_sub(1);
        let before = before.and_then(|before| self.text.as_bytes().get(before));
        if !in_list || lists.next().is_some() || before != Some(&b'}') {
            return false;
        }
        let near = self.rest().bytes().take(LOOKED_AT);
        let mut behind = near.filter(|byte| !byte.is_ascii_whitespace());
        match behind.find(|byte| *byte != b'}') {
            Some(b',') => behind.next() == Some(b'{'),
            other => other == Some(b']'),
        }
    }

    #[inline(never)]
    pub(super) fn brace_too_many(&mut self) {
        // Of both braces the one before goes, with the space before it: this one stands where
        // the object ends.
        let last = self.last_end;
        let before = self.text.get(..last.saturating_sub(1)).unwrap_or_default();
        let start = before.trim_end().len();
        let extra = Span::new(offset(start), offset(last));
        let span = self.take(1);
        self.report(Code::Syntax, span, || {
            let message =
                message!("there is one brace too many, since the object is closed before it");
            Problem::new(Code::Syntax, span, message)
                .help(message!(
                    "remove it, or the brace that closes a part of the object too early"
                ))
                .fix_title(message!("remove the extra brace"))
                .edits(vec![(extra, String::new())])
        });
    }

    /// The text ends inside of a container: said once for all that are open.
    #[inline(never)]
    pub(super) fn text_ends(&mut self) {
        if std::mem::replace(&mut self.end_reported, true) {
            return;
        }
        let span = self.gap();
        let open = self.open.last().map(|open| open.span);
        let closing: String = self
            .open
            .iter()
            .rev()
            .map(|open| open.bracket.close())
            .collect();
        self.report(Code::MissingClose, span, || {
            let mut problem = Problem::new(
                Code::MissingClose,
                span,
                message!("the document ends before all brackets are closed"),
            )
            .help(message!(
                "write {brackets} at the end",
                brackets = code(&closing)
            ))
            .replacement(closing);
            problem.related = open;
            problem
        });
    }

    /// Skips a container that stands too deep, up to its closing bracket.
    #[inline(never)]
    pub(super) fn too_deep(&mut self) -> Node {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.at =
                        scan(self.text, self.at).map_or(self.at + 1, |scanned| scanned.behind);
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        self.at = self.at.min(self.text.len());
        self.last_end = self.at;
        let span = self.span(start, self.at);
        self.report(Code::NestingTooDeep, span, || {
            let message = message!(
                "objects and lists are nested more than {depth} deep",
                depth = MAX_DEPTH
            );
            Problem::new(Code::NestingTooDeep, span, message)
                .help(message!("take levels out; no policy needs more than six"))
        });
        Node {
            span,
            value: Value::Missing,
        }
    }
}
