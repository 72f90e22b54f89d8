//! What a test comes to, and why.

use crate::keys::KeyId;
use crate::truth::Truth;

/// The truth of one test for one request, with its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Outcome {
    /// Whether the test holds.
    pub truth: Truth,
    /// Why.
    pub why: Why,
    /// Which value of the key decided: always 0 for a single-valued key, and
    /// `None` where no single value did.
    pub value: Option<u32>,
    /// The undocumented points that the truth rests on.
    pub caveats: Caveats,
}

/// The reason for an [`Outcome`]. It speaks of the comparison before negation:
/// a negated operator is true because of [`Why::NoMatch`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The request's value matches this operand.
    Matched {
        /// Index into the operands of the test.
        operand: u32,
    },
    /// The request's value matches no operand.
    NoMatch,
    /// `ForAllValues`: every value of the key satisfies the test.
    EveryValue,
    /// `ForAnyValue`: no value of the key satisfies the test.
    NoValue,
    /// The key is not in the request.
    KeyAbsent,
    /// `Null`: the key is in the request.
    KeyPresent,
    /// Nobody knows whether the key is in the request, nor its value.
    KeyUnknown,
    /// A policy variable refers to this key, of which nothing is known.
    VariableUnknown(KeyId),
    /// The request's value is not of the kind that the operator compares.
    MalformedValue,
    /// This operand is not of the kind that the operator compares.
    MalformedOperand {
        /// Index into the operands of the test.
        operand: u32,
    },
    /// The key is multi-valued and the operator has no set prefix.
    MultiValued,
    /// The test has no operands.
    NoOperands,
    /// The key is there and has no values.
    EmptySet,
}

/// A set of undocumented points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Caveats(u8);

impl Caveats {
    /// `ForAnyValue:…IfExists` on a key that is absent: false here unless
    /// [`Options`](super::Options) say otherwise. The text on `IfExists` suggests
    /// true; tests against the service report false. [CC]
    pub const FOR_ANY_VALUE_IF_EXISTS: Self = Self(1);
    /// An IPv6 range with host bits or an IPv4-mapped address, which another
    /// reading would have matched otherwise. [E2]
    pub const IP_SPELLING: Self = Self(1 << 1);
    /// A test without operands, which AWS refuses to store.
    pub const NO_OPERANDS: Self = Self(1 << 2);

    /// A bare `*` as an ARN pattern, taken to match every ARN.
    pub const BARE_ARN_STAR: Self = Self(1 << 3);

    const NAMES: [(Self, &'static str); 4] = [
        (Self::FOR_ANY_VALUE_IF_EXISTS, "for-any-value-if-exists"),
        (Self::IP_SPELLING, "ip-spelling"),
        (Self::NO_OPERANDS, "no-operands"),
        (Self::BARE_ARN_STAR, "bare-arn-star"),
    ];

    /// True when no point is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True when all points of `other` are in this set.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The points of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// A stable name for every point in the set.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES
            .into_iter()
            .filter(move |(point, _)| self.contains(*point))
            .map(|(_, name)| name)
    }
}

/// How one value of the request compares with the operands, before negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It matches this operand.
    Match(u32),
    /// It matches none.
    NoMatch,
    /// The value is malformed and counts as unequal: numbers and dates.
    Unequal,
    /// The value is malformed and makes both forms false: addresses and ARNs.
    Never,
    /// AWS's own third value for this operand.
    Indeterminate(u32),
    /// It depends on an unknown key.
    Unknown(KeyId),
    /// AWS would refuse this operand, and nothing is recorded of what it does.
    Unevaluable(u32),
}

impl Found {
    /// The outcome for an operator that is negated or not.
    pub(super) fn outcome(self, negated: bool, caveats: Caveats) -> Outcome {
        let (truth, why) = match self {
            Found::Match(operand) => (Truth::from(!negated), Why::Matched { operand }),
            Found::NoMatch => (Truth::from(negated), Why::NoMatch),
            Found::Unequal => (Truth::from(negated), Why::MalformedValue),
            Found::Never => (Truth::False, Why::MalformedValue),
            Found::Indeterminate(operand) => {
                (Truth::Indeterminate, Why::MalformedOperand { operand })
            }
            Found::Unknown(key) => (Truth::Unknown, Why::VariableUnknown(key)),
            Found::Unevaluable(operand) => (Truth::Unknown, Why::MalformedOperand { operand }),
        };
        Outcome {
            truth,
            why,
            value: Some(0),
            caveats,
        }
    }
}
