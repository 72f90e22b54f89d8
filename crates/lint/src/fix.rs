//! Texts that put right what a rule finds, in the format of what is around them.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::json::json_string;
use vestibule_iam::policy::{KeyTest, OperatorBlock, Statement};
use vestibule_iam::span::Span;

/// The edit that writes `right` in place of the operator of `block`; `None` where the block
/// tests other keys, which would change with it, or where another one has that name.
pub(crate) fn operator(
    statement: &Statement,
    block: &OperatorBlock,
    right: Operator,
) -> Option<(Span, String)> {
    // Where two names mean the same, the one that the writer chose stays.
    let mut name = right.to_string();
    if right.base == Base::Arn && block.name.value.contains("Equals") {
        name = name.replace("Like", "Equals");
    }
    let taken = |other: &OperatorBlock| *other.name.value == *name;
    let alone = block.tests.len() == 1 && !statement.conditions.iter().any(taken);
    alone.then(|| (block.name.span, json_string(&name)))
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
