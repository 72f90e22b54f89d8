//! Helpers of the string operators: sets of literals, and lower case as AWS knows it.

use std::borrow::Cow;

/// Texts with their operand indices, for exact look-up.
#[derive(Clone, Debug, Default)]
pub(super) struct Literals {
    /// In ascending order, each text once, under its smallest index.
    sorted: Box<[(Box<str>, u32)]>,
}

/// Up to this many, comparing one by one is faster than halving.
const FEW: usize = 6;

impl Literals {
    pub(super) fn new(mut literals: Vec<(Box<str>, u32)>) -> Self {
        literals.sort_unstable();
        literals.dedup_by(|later, kept| later.0 == kept.0);
        Self {
            sorted: literals.into_boxed_slice(),
        }
    }

    /// The smallest index under which `text` stands.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        if self.sorted.len() <= FEW {
            return self
                .sorted
                .iter()
                .find(|(literal, _)| **literal == *text)
                .map(|(_, at)| *at);
        }
        let found = self
            .sorted
            .binary_search_by(|(literal, _)| (**literal).cmp(text))
            .ok()?;
        self.sorted.get(found).map(|(_, at)| *at)
    }
}

/// Calls `then` with `text` in lower case, without the heap for short ASCII.
pub(super) fn with_lower<T>(text: &str, then: impl FnOnce(&str) -> T) -> T {
    let mut short = [0_u8; 128];
    if let Some(lower) = short.get_mut(..text.len())
        && text.is_ascii()
    {
        lower.copy_from_slice(text.as_bytes());
        lower.make_ascii_lowercase();
        if let Ok(lower) = std::str::from_utf8(lower) {
            return then(lower);
        }
    }
    then(&lower(text))
}

/// Lower case as recorded [E2]: Unicode's, with the final sigma by its context, but
/// characters above U+FFFF stay as they are although they count as letters there.
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    let lowered = text.to_lowercase();
    let supplementary = |c: &char| *c > '\u{ffff}';
    if !text.chars().any(|c| supplementary(&c)) {
        return if lowered == text {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(lowered)
        };
    }
    // Lower case maps each of them to exactly one of its kind, so they line up.
    let mut originals = text.chars().filter(supplementary);
    lowered
        .chars()
        .map(|c| {
            if supplementary(&c) {
                originals.next().unwrap_or(c)
            } else {
                c
            }
        })
        .collect::<String>()
        .into()
}
