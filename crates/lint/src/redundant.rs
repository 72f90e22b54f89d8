//! Which items of a list others of it cover.

use std::collections::BTreeMap;

use vestibule_iam::cidr::{parse_network, unmapped};
use vestibule_iam::message;
use vestibule_iam::problem::{Message, quoted};
use vestibule_iam::span::{Span, Text};
use vestibule_iam::wildcard::Pattern;

/// How many comparisons of a list are made; of longer ones only equal items are told.
const COMPARISONS: usize = 100_000;

/// How two items of a list compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Items {
    /// Text in which case counts and `*` is a character.
    Exact,
    /// Patterns in which case counts.
    Patterns,
    /// Patterns of actions, in which case does not count.
    Actions,
    /// Patterns of ARNs, each part of which is matched by itself.
    Arns,
}

impl Items {
    /// Whether `pattern`, one of those in [`Items::is_general`], covers all that `item` matches.
    fn covers(self, pattern: &str, item: &str) -> bool {
        match self {
            Self::Exact => false,
            Self::Patterns => Pattern::new(pattern).matches(item),
            Self::Actions => Pattern::new_ignore_ascii_case(pattern).matches(item),
            Self::Arns => {
                let is_whole = |arn: &str| arn.split(':').nth(5).is_some();
                let mut parts = pattern.splitn(6, ':').zip(item.splitn(6, ':'));
                is_whole(pattern)
                    && is_whole(item)
                    && parts.all(|(pattern, item)| Pattern::new(pattern).matches(item))
            }
        }
    }

    /// Whether an item may cover others: with `*`, and nothing that is not known here. A `?`
    /// stands for one character, and a `*` of another item for many.
    fn is_general(self, item: &str) -> bool {
        self != Self::Exact && item.contains('*') && !item.contains('?') && !item.contains("${")
    }
}

/// The items that another one of the list covers, each with that one. Of two that cover each
/// other the first stays.
pub(crate) fn covered(items: &[Text], how: Items) -> Vec<(usize, usize)> {
    let key = |text: &Text| match how {
        Items::Actions => text.value.to_ascii_lowercase(),
        Items::Exact | Items::Patterns | Items::Arns => text.value.to_string(),
    };
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    let mut others = Vec::new();
    for (at, item) in items.iter().enumerate() {
        match first.get(&key(item)) {
            Some(before) => found.push((at, *before)),
            None => {
                first.insert(key(item), at);
                others.push((at, &*item.value));
            }
        }
    }
    let general = || {
        let all = others.iter();
        all.filter(|(_, item)| how.is_general(item))
    };
    if general().count().saturating_mul(others.len()) > COMPARISONS {
        return found;
    }
    for (at, item) in &others {
        // What stands for a variable is not known.
        if item.contains("${") {
            continue;
        }
        let covering = general().find(|(other, pattern)| {
            let back = how.is_general(item) && at < other && how.covers(item, pattern);
            other != at && how.covers(pattern, item) && !back
        });
        found.extend(covering.map(|(other, _)| (*at, *other)));
    }
    found.sort_unstable();
    found
}

/// The ranges that another one of the list holds, each with that one.
pub(crate) fn covered_ranges(items: &[Text]) -> Vec<(usize, usize)> {
    let range = |(at, item): (usize, &Text)| {
        let network = parse_network(&item.value).ok()?;
        unmapped(network).is_none().then_some((network, at))
    };
    let mut ranges: Vec<_> = items.iter().enumerate().filter_map(range).collect();
    // Wider ones before those that they hold, and of equal ones the first.
    ranges.sort_by_key(|(network, at)| (network.network(), network.prefix(), *at));
    let mut found = Vec::new();
    let mut widest: Option<usize> = None;
    for (index, (network, at)) in ranges.iter().enumerate() {
        match widest.and_then(|wide| ranges.get(wide)) {
            Some((wide, by)) if wide.contains(network.network()) => found.push((*at, *by)),
            _ => widest = Some(index),
        }
    }
    found.sort_unstable();
    found
}

/// That `other`, which stays, makes `item` say nothing.
pub(crate) fn message(other: &Text, item: &Text) -> Message {
    let shown = quoted(&item.value);
    if other.value == item.value {
        return message!("{item} stands in the list twice", item = shown);
    }
    message!(
        "{other} covers {item}",
        other = quoted(&other.value),
        item = shown
    )
}

/// The edit that takes the item of that index out of the list that `span` is; `None` where it
/// is no list.
pub(crate) fn removal(text: &str, span: Span, items: &[Span], at: usize) -> Option<(Span, String)> {
    let item = items.get(at)?;
    if items.len() < 2 || !span.of(text)?.starts_with('[') {
        return None;
    }
    let place = match at.checked_sub(1).and_then(|before| items.get(before)) {
        Some(before) => Span::new(before.end, item.end),
        None => Span::new(item.start, items.get(at + 1)?.start),
    };
    Some((place, String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(items: &[&str]) -> Vec<Text> {
        let text = |item: &&str| Text::new((*item).to_owned(), Span::default());
        items.iter().map(text).collect()
    }

    #[test]
    fn items_that_others_cover() {
        type Row<'a> = (Items, &'a [&'a str], &'a [(usize, usize)]);
        let rows: &[Row<'_>] = &[
            (
                Items::Actions,
                &["signin:*", "signin:Authenticate"],
                &[(1, 0)],
            ),
            (
                Items::Actions,
                &["signin:authenticate", "signin:Authenticate"],
                &[(1, 0)],
            ),
            (Items::Actions, &["signin:A*", "signin:Create*"], &[]),
            (Items::Actions, &["signin:*", "*"], &[(0, 1)]),
            // Equal ones in two ways of writing: the first stays.
            (Items::Actions, &["signin:**", "signin:*"], &[(1, 0)]),
            // One character and many.
            (Items::Patterns, &["a?", "a*"], &[(0, 1)]),
            (Items::Patterns, &["a?*", "a*"], &[(0, 1)]),
            // A variable stands for a text that is not known.
            (Items::Patterns, &["a$*", "a${aws:username}"], &[]),
            (Items::Patterns, &["A*", "ab"], &[]),
            (Items::Exact, &["a*", "ab", "ab"], &[(2, 1)]),
            (
                Items::Arns,
                &["arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:role/a"],
                &[(1, 0)],
            ),
            // No star crosses a part.
            (
                Items::Arns,
                &["arn:*", "arn:aws:iam::111122223333:role/a"],
                &[],
            ),
        ];
        for (how, items, expected) in rows {
            assert_eq!(covered(&texts(items), *how), *expected, "{items:?}");
        }
    }

    #[test]
    fn ranges_that_others_hold() {
        type Row<'a> = (&'a [&'a str], &'a [(usize, usize)]);
        let rows: &[Row<'_>] = &[
            (&["198.51.100.0/24", "198.51.100.7"], &[(1, 0)]),
            (&["198.51.100.7", "198.51.100.0/24"], &[(0, 1)]),
            (&["198.51.100.0/25", "198.51.100.128/25"], &[]),
            (&["198.51.100.0/24", "198.51.100.0/24"], &[(1, 0)]),
            (
                &["0.0.0.0/0", "2001:db8::/32", "2001:db8:1::/48"],
                &[(2, 1)],
            ),
            (
                &["10.0.0.0/8", "10.0.0.0/16", "10.1.0.0/16", "11.0.0.0/8"],
                &[(1, 0), (2, 0)],
            ),
            // One that matches nothing holds nothing.
            (&["198.51.100.0/33", "198.51.100.0/24"], &[]),
        ];
        for (items, expected) in rows {
            assert_eq!(covered_ranges(&texts(items)), *expected, "{items:?}");
        }
    }

    #[test]
    fn long_lists_are_compared_for_equal_items_alone() {
        let mut items: Vec<String> = (0..1_000).map(|at| format!("a{at}*")).collect();
        items.push("a1*".to_owned());
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        assert_eq!(covered(&texts(&items), Items::Patterns), [(1_000, 1)]);
    }
}
