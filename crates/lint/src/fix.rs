//! Texts that put right what a rule finds, in the format of what is around them.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::json::json_string;
use vestibule_iam::policy::{KeyTest, OperatorBlock, PatternElement, Statement};
use vestibule_iam::span::Span;

/// The edit that writes `right` in place of the operator of `block`; `None` where the block
/// tests other keys, which would change with it, or where another one has that name.
pub(crate) fn operator(
    statement: &Statement,
    block: &OperatorBlock,
    right: Operator,
) -> Option<(Span, String)> {
    (block.tests.len() == 1)
        .then(|| rename(statement, block, right))
        .flatten()
}

/// The edit that writes `right` in place of the operator of `block`, for all keys that it tests;
/// `None` where another block has that name.
pub(crate) fn rename(
    statement: &Statement,
    block: &OperatorBlock,
    right: Operator,
) -> Option<(Span, String)> {
    let name = name(block, right);
    let taken = |other: &OperatorBlock| *other.name.value == *name;
    let free = !statement.conditions.iter().any(taken);
    free.then(|| (block.name.span, json_string(&name)))
}

/// The name of the operator; where two names mean the same, the one that `block` has chosen.
pub(crate) fn name(block: &OperatorBlock, right: Operator) -> String {
    let name = right.to_string();
    if right.base == Base::Arn && block.name.value.contains("Equals") {
        return name.replace("Like", "Equals");
    }
    name
}

/// The edit that puts `value` behind the last item of `element`; `None` where it is no list.
pub(crate) fn append(text: &str, element: &PatternElement, value: &str) -> Option<(Span, String)> {
    let last = element.patterns.last()?;
    if last.span == element.span || !element.span.of(text)?.starts_with('[') {
        return None;
    }
    let before = space_before(text, last.span.start)?;
    let place = Span::empty(last.span.end);
    Some((place, format!(",{before}{}", json_string(value))))
}

/// The edit that puts a test of the key `name` with the same values in front of `test`.
pub(crate) fn same_test(text: &str, test: &KeyTest, name: &str) -> Option<(Span, String)> {
    let values = Span::new(test.key.span.end, test.span.end).of(text)?;
    let behind = space_before(text, test.span.start)?;
    let place = Span::empty(test.span.start);
    Some((place, format!("{}{values},{behind}", json_string(name))))
}

/// The white space in front of the place.
pub(crate) fn space_before(text: &str, place: u32) -> Option<&str> {
    let before = Span::new(0, place).of(text)?;
    let from = before.trim_end_matches([' ', '\t', '\n', '\r']).len();
    before.get(from..)
}
