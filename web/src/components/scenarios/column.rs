//! The columns of the table of sign-ins.

use vestibule_wire::Action;
use yew::AttrValue;

use crate::components::decision::words;
use crate::state::view;
use crate::text::Text;

/// A column of the table, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Who,
    From,
    Action(Action),
    Outcome,
    /// Whether the principal can sign in at all; only where somebody told something.
    Account,
    Expected,
}

impl Column {
    pub(super) const ALL: [Self; 9] = [
        Self::Name,
        Self::Who,
        Self::From,
        Self::Action(Action::Authenticate),
        Self::Action(Action::AuthorizeOAuth2Access),
        Self::Action(Action::CreateOAuth2Token),
        Self::Outcome,
        Self::Account,
        Self::Expected,
    ];

    /// Those that are shown.
    pub(super) fn shown(with_account: bool) -> impl Iterator<Item = Self> {
        let all = Self::ALL.into_iter();
        all.filter(move |column| with_account || *column != Self::Account)
    }

    /// The name of its place in the style sheet.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Name => "c-name",
            Self::Who => "c-who",
            Self::From => "c-from",
            Self::Action(Action::Authenticate) => "c-1",
            Self::Action(Action::AuthorizeOAuth2Access) => "c-2",
            Self::Action(Action::CreateOAuth2Token) => "c-3",
            Self::Outcome => "c-outcome",
            Self::Account => "c-account",
            Self::Expected => "c-expected",
        }
    }

    /// The name by which the page's own code finds its cells.
    pub(super) fn name(self) -> &'static str {
        self.class().trim_start_matches("c-")
    }

    /// From zero, among those that are shown.
    pub(super) fn index(self, with_account: bool) -> usize {
        let mut shown = Self::shown(with_account);
        shown.position(|other| other == self).unwrap_or(0)
    }

    /// The column of that name.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// The one so many places to the right; the last at the most.
    pub(super) fn shifted(self, by: isize, with_account: bool) -> Self {
        let last = Self::shown(with_account).count() - 1;
        let index = self.index(with_account);
        let index = index.saturating_add_signed(by).min(last);
        Self::shown(with_account).nth(index).unwrap_or(self)
    }

    /// The action of a decision, if that is what stands in it.
    pub(super) fn action(self) -> Option<Action> {
        match self {
            Self::Action(action) => Some(action),
            _ => None,
        }
    }

    /// True where a decision stands in it.
    pub(super) fn is_decision(self) -> bool {
        matches!(self, Self::Action(_) | Self::Outcome)
    }

    pub(super) fn title(self, text: &Text) -> AttrValue {
        match self {
            Self::Name => text.say("decision-name"),
            Self::Who => text.say("decision-who"),
            Self::From => text.say("decision-from"),
            Self::Action(action) => words::phase(text, action),
            Self::Outcome => text.say("decision-outcome"),
            Self::Account => text.say("account-column"),
            Self::Expected => text.say("decision-expected"),
        }
    }

    /// As the state knows it.
    pub(super) fn sorted(self) -> Option<view::Column> {
        Some(match self {
            Self::Name => view::Column::Name,
            Self::Who => view::Column::Principal,
            Self::From => view::Column::Network,
            Self::Action(action) => view::Column::Action(action),
            Self::Outcome => view::Column::Outcome,
            Self::Account => return None,
            Self::Expected => view::Column::Expectation,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_stops_at_the_edges() {
        for with_account in [false, true] {
            assert_eq!(Column::Name.shifted(-1, with_account), Column::Name);
            assert_eq!(Column::Name.shifted(1, with_account), Column::Who);
            assert_eq!(Column::Expected.shifted(1, with_account), Column::Expected);
        }
        assert_eq!(
            Column::Outcome.shifted(-1, false),
            Column::Action(Action::CreateOAuth2Token)
        );
        assert_eq!(Column::Outcome.shifted(1, false), Column::Expected);
        assert_eq!(Column::Outcome.shifted(1, true), Column::Account);
    }

    #[test]
    fn names_lead_back_to_their_columns() {
        for column in Column::ALL {
            assert_eq!(Column::of_name(column.name()), Some(column));
            assert_eq!(Column::ALL[column.index(true)], column);
        }
        assert_eq!(Column::of_name("4"), None);
        assert_eq!(Column::shown(false).count(), 8);
    }
}
