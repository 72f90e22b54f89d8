//! Does a statement apply to a request? Compile once, match many times.

mod caller;
mod resource;
mod statement;

pub use caller::{Caller, Identity};
pub use resource::ResourceRef;
pub use statement::{CompiledPolicy, CompiledStatement, MatchRequest, StatementTrace, TestTrace};

/// The truth of a statement or of one of its tests for one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It matches.
    True,
    /// It does not match.
    False,
    /// It depends on a key whose value is unknown, or on a place in the policy
    /// whose meaning is.
    Unknown,
    /// AWS's own third value, recorded for malformed ARN operands: an `Allow`
    /// does not apply and a `Deny` does. [E2]
    Indeterminate,
}

impl Truth {
    /// The truth of "both": false wins, then unknown, then indeterminate.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        use Truth::{False, Indeterminate, True, Unknown};
        match (self, other) {
            (False, _) | (_, False) => False,
            (Unknown, _) | (_, Unknown) => Unknown,
            (Indeterminate, _) | (_, Indeterminate) => Indeterminate,
            (True, True) => True,
        }
    }

    /// The truth of "either": true wins, then unknown, then indeterminate.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        use Truth::{False, Indeterminate, True, Unknown};
        match (self, other) {
            (True, _) | (_, True) => True,
            (Unknown, _) | (_, Unknown) => Unknown,
            (Indeterminate, _) | (_, Indeterminate) => Indeterminate,
            (False, False) => False,
        }
    }

    /// The truth of the opposite; unknown and indeterminate stay as they are.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::Indeterminate => Truth::Indeterminate,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Truth::True } else { Truth::False }
    }
}
