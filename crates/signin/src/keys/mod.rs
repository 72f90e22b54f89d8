//! What is known of each context key: one table, a row a key. [CK, GCK, UG, VPCE, PL]
//!
//! Evaluation, validation, completion, descriptions and `docs/semantics.md` all read it;
//! adding a key that AWS documents is adding a row.

mod fit;
mod origin;
mod shape;
mod table;
mod value;

pub use fit::{Fit, Listed, SetUse, Suits, fit};
pub use origin::{CredentialsPart, EntryPart, NetworkPart, Origin, PrincipalPart};
pub use table::KEYS;
pub use value::ValueType;

pub(crate) use table::UNLISTED;

use vestibule_iam::condition::Base;
use vestibule_iam::policy::Shape;

use crate::action::Action;
use crate::assumption::Assumption;
use crate::layers::Layer;

/// What is known of one key, or of all keys with one beginning.
#[derive(Clone, Copy, Debug)]
pub struct KeyRow {
    /// As AWS spells it. A name that ends in `/` stands for all keys that begin with it
    /// and go on with the name of a tag.
    pub name: &'static str,
    /// What kind of values it has.
    pub value: ValueType,
    /// Which operators AWS lists for it.
    pub operators: Listed,
    /// True when it may have several values.
    pub multivalued: bool,
    /// Offered at each of [`Action::ALL`].
    pub actions: [bool; 3],
    /// Who determines it.
    pub origin: Origin,
    /// Which layers see it.
    pub seen: Seen,
    /// Who lists it.
    pub page: Page,
    /// The assumptions that reading it may rest on, besides J11 for a key that is
    /// not AWS Sign-In's own; none where all of it is documented.
    pub assumptions: &'static [Assumption],
    /// What its values look like, where a value of another shape is wrong.
    pub operands: Option<Shape>,
    /// A value, or a range of values, to show what they look like.
    pub example: Option<&'static str>,
}

/// Which layers' policies see a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Seen {
    /// All; of the policy of a VPC endpoint that is not known before authentication
    /// (assumption J38).
    ByAll,
    /// All, the policy of a VPC endpoint before authentication included. [VPCE]
    ByAllAlways,
    /// RCPs and the resource-based policy only. [CK, VPCE]
    ByResourceSide,
}

impl Seen {
    /// True when policies of `layer` are offered such a key at all.
    pub fn by(self, layer: Layer) -> bool {
        match self {
            Self::ByAll | Self::ByAllAlways => true,
            Self::ByResourceSide => layer.is_resource_side(),
        }
    }

    /// A word or two for tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::ByAll => "all",
            Self::ByAllAlways => "all, VPC endpoint policies also at action 1",
            Self::ByResourceSide => "RCPs, resource-based policy",
        }
    }
}

/// The documentation that lists a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// That of AWS Sign-In, or an example in it. [CK, UG, VPCE, PL]
    SignIn,
    /// Global condition context keys. [GCK]
    Global,
    /// Keys of AWS STS and of identity stores that stay with a session. [GCK-23]
    Session,
}

impl KeyRow {
    /// True when `action` offers the key, as vestibule reads the documentation.
    pub fn is_offered(&self, action: Action) -> bool {
        self.actions[action as usize]
    }

    /// The tags of the sources that list it.
    pub fn sources(&self) -> &'static [&'static str] {
        match (self.page, self.origin) {
            (Page::SignIn, Origin::Account) => &["UG", "VPCE"],
            (Page::SignIn, Origin::Organization) => &["VPCE", "PL"],
            (Page::SignIn, Origin::Entry(_) | Origin::OtherOperations) => &["CK", "SAR"],
            (Page::SignIn, _) => &["CK"],
            (Page::Global, _) => &["GCK"],
            (Page::Session, _) => &["GCK-23"],
        }
    }

    /// True for a row that stands for all keys with its beginning.
    pub fn is_prefix(&self) -> bool {
        self.name.ends_with('/')
    }

    /// True for one of AWS Sign-In's own.
    pub fn is_of_sign_in(&self) -> bool {
        self.page == Page::SignIn
    }

    /// True for a key of the network path.
    pub fn is_network(&self) -> bool {
        matches!(self.origin, Origin::Network(_))
    }

    /// True when AWS names the key among those of AWS Sign-In, or it describes the
    /// principal, the time or the connection; others may exist, and nothing says so.
    pub fn is_documented(&self) -> bool {
        self.origin != Origin::Unsaid
    }

    fn names(&self, name: &str) -> bool {
        if self.is_prefix() {
            let start = name.get(..self.name.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(self.name))
        } else {
            self.name.eq_ignore_ascii_case(name)
        }
    }
}

/// The row of the key `name`, without regard to case; `None` for a key that AWS does
/// not list.
pub fn find(name: &str) -> Option<&'static KeyRow> {
    let row = KEYS.iter().find(|row| row.names(name));
    // No tag has an empty name.
    row.filter(|row| !row.is_prefix() || name.len() > row.name.len())
}

/// The row of the key `name`, or of all keys that begin with `name`; for a key that
/// AWS does not list one that says so.
pub fn row_of(name: &str) -> &'static KeyRow {
    let row = KEYS.iter().find(|row| row.names(name));
    row.unwrap_or(&UNLISTED)
}

/// The rows of AWS Sign-In's own keys, in the order in which decisions show them.
pub fn of_sign_in() -> &'static [KeyRow] {
    let (own, _) = KEYS.split_at(table::OF_SIGN_IN);
    own
}

/// What kind of values the key `name` has: text where nothing is known of it.
pub fn value_type(name: &str) -> ValueType {
    row_of(name).value
}

/// True when an operator on `base` compares values such as those of the key `name`.
pub fn is_compared_by(name: &str, base: Base) -> bool {
    value_type(name).is_compared_by(base)
}

/// A value that shows what those of the key `name` look like.
pub fn example(name: &str) -> Option<&'static str> {
    row_of(name).example
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_without_regard_to_case() {
        let mut names: Vec<String> = KEYS
            .iter()
            .map(|row| row.name.to_ascii_lowercase())
            .collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), KEYS.len());
    }

    #[test]
    fn every_row_is_found_by_its_name_in_any_case() {
        for row in KEYS {
            let name = if row.is_prefix() {
                assert!(find(row.name).is_none(), "{} without a tag", row.name);
                format!("{}Team", row.name)
            } else {
                row.name.to_owned()
            };
            for name in [name.to_ascii_lowercase(), name.to_ascii_uppercase(), name] {
                let found = find(&name).map(|found| found.name);
                assert_eq!(found, Some(row.name), "{name}");
            }
        }
        for name in ["aws:SourceIpp", "aws:PrincipalTag", "aws:\u{e9}", ""] {
            assert!(find(name).is_none(), "{name}");
            assert!(!row_of(name).is_documented(), "{name}");
        }
    }

    #[test]
    fn the_rows_of_sign_in_come_first() {
        assert!(KEYS.is_sorted_by_key(|row| row.page));
        assert!(of_sign_in().iter().all(KeyRow::is_of_sign_in));
        let own = KEYS.iter().filter(|row| row.is_of_sign_in()).count();
        assert_eq!(of_sign_in().len(), own);
    }

    #[test]
    fn examples_are_of_their_shape_and_kind() {
        for row in KEYS {
            if let (Some(Shape::OneOf(words)), Some(example)) = (row.operands, row.example) {
                assert!(words.contains(&example), "{}", row.name);
            }
            assert!(
                row.operands.is_none() || row.example.is_some(),
                "{}",
                row.name
            );
            let nowhere = row.actions == [false; 3];
            assert_eq!(
                nowhere,
                row.origin == Origin::OtherOperations,
                "{}",
                row.name
            );
        }
    }
}
