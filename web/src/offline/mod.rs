//! The page without a network: what a service worker keeps of it, and the notice of the next
//! release.
//!
//! `web/offline/service-worker.js` stores releases, each as a whole. The page asks for it, is told
//! how far it is, and says when its user wants the next release; until then everything goes on
//! with the one that the page was loaded from. Where there are no service workers, nothing of
//! this happens.

mod browser;
mod notice;

pub(crate) use notice::{Kept, UpdateNotice};

use yew::prelude::*;

/// What this browser keeps of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Release {
    /// Nothing, or nothing yet.
    Absent,
    /// All of it.
    Kept,
    /// All of it, and a later release, to which a reload can change: the first such
    /// since the page was opened, or the second.
    Outdated(u32),
}

impl Release {
    /// What follows from the service workers that there are: one that serves the page, and one
    /// that is later than the one that served at first, of so many.
    fn of(active: bool, later: bool, number: u32) -> Self {
        match (active, later) {
            (false, _) => Self::Absent,
            (true, false) => Self::Kept,
            (true, true) => Self::Outdated(number),
        }
    }
}

/// What this browser keeps of the page, as it changes.
#[hook]
pub(crate) fn use_release() -> Release {
    let release = use_state_eq(|| Release::Absent);
    {
        let release = release.setter();
        use_effect_with((), move |()| {
            let watch = browser::watch(Callback::from(move |now| release.set(now)));
            move || drop(watch)
        });
    }
    *release
}

#[cfg(test)]
mod tests {
    use super::Release::{self, Absent, Kept, Outdated};

    #[test]
    fn a_release_is_outdated_by_one_that_is_complete() {
        let cases = [
            ("no service worker", (false, false, 0), Absent),
            (
                "the first, stored and not yet active",
                (false, true, 1),
                Absent,
            ),
            ("the only one", (true, false, 0), Kept),
            ("the next waits", (true, true, 1), Outdated(1)),
            ("the one behind it", (true, true, 2), Outdated(2)),
        ];
        for (name, (active, later, number), expected) in cases {
            assert_eq!(Release::of(active, later, number), expected, "{name}");
        }
    }
}
