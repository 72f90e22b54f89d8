//! Every place where a page names the element like a tag, and what became of it.

use std::ops::Range;

use crate::example::Unread;

/// The name of the element.
pub(crate) const ELEMENT: &[u8] = b"vestibule-example";

enum Fate {
    /// The reader came upon nothing there.
    Unseen,
    /// It is an element, or talk about it.
    Settled,
    /// It is no element for this reason.
    Hidden(Unread),
}

/// The places in order, each that of a `<`.
pub(crate) struct Mentions(Vec<(usize, Fate)>);

impl Mentions {
    pub(crate) fn of(page: &str) -> Self {
        let bytes = page.as_bytes();
        let is_mention = |at: usize| {
            let name = bytes.get(at + 1..at + 1 + ELEMENT.len());
            let behind = bytes.get(at + 1 + ELEMENT.len());
            name.is_some_and(|name| name.eq_ignore_ascii_case(ELEMENT))
                && behind.is_none_or(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte))
        };
        let places = page.match_indices('<').map(|(at, _)| at);
        let all = places.filter(|at| is_mention(*at));
        Self(all.map(|at| (at, Fate::Unseen)).collect())
    }

    /// What stands there is known.
    pub(crate) fn settle(&mut self, range: Range<usize>) {
        for (_, fate) in self.within(range) {
            *fate = Fate::Settled;
        }
    }

    /// What stands there is no element unless it is settled, and nobody can mean that.
    pub(crate) fn hide(&mut self, range: Range<usize>, why: &Unread) {
        for (_, fate) in self.within(range) {
            if matches!(fate, Fate::Unseen) {
                *fate = Fate::Hidden(why.clone());
            }
        }
    }

    /// The places that are neither elements nor talk about them.
    pub(crate) fn unread(self) -> impl Iterator<Item = (usize, Unread)> {
        self.0.into_iter().filter_map(|(at, fate)| match fate {
            Fate::Unseen => Some((at, Unread::NoTag)),
            Fate::Settled => None,
            Fate::Hidden(why) => Some((at, why)),
        })
    }

    /// Whether the page names the element there.
    pub(crate) fn any(&self, range: Range<usize>) -> bool {
        let first = self.0.partition_point(|(at, _)| *at < range.start);
        self.0.get(first).is_some_and(|(at, _)| range.contains(at))
    }

    fn within(&mut self, range: Range<usize>) -> &mut [(usize, Fate)] {
        let start = self.0.partition_point(|(at, _)| *at < range.start);
        let end = self.0.partition_point(|(at, _)| *at < range.end);
        self.0.get_mut(start..end).unwrap_or_default()
    }
}
