//! Whether an operator suits a key, and what a test with one that does not comes to.
//!
//! [`fit`] asks the table: is the operator one of those that AWS lists for the key, is it made
//! for values of its type, is a set prefix missing or out of place. [`Fit::when_present`] then
//! says what the test comes to for every request that has the key, where that is certain, and
//! [`Fit::when_missing`] for every request that has not. Both are what the evaluator decides:
//! the tests of this file hold them against it.

use vestibule_iam::cidr::parse_address;
use vestibule_iam::condition::{Base, Comparison, Family, Operator};

use super::{KeyRow, ValueType, row_of};

/// Which operators AWS lists for a key. Every list takes `Null`, and `IfExists` behind the
/// other names. [OPS]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// These, by name. [CK]
    Names(&'static [&'static str]),
    /// Those on strings: AWS gives the key this type, whatever its values look like. [SAR]
    Strings,
    /// Those on values of its type. [GCK]
    OfType,
}

/// How one operator suits one key.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// Whether it is an operator for the key.
    pub suits: Suits,
    /// Whether its set prefix, or that it has none, is right for the key.
    pub set: SetUse,
    operator: Operator,
    row: &'static KeyRow,
}

/// Whether an operator, whatever its prefix and suffix, is one for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Suits {
    /// AWS lists it for the key, or another name of the same operator.
    Listed,
    /// AWS does not list it by name, and it is made for values of the key's type:
    /// `StringLike` on `aws:SourceVpc`.
    SameType,
    /// It compares how AWS spells a value that is no text: `StringEquals` on `aws:SourceIp`
    /// finds an address, never a range.
    Spelling,
    /// Whether it compares anything depends on the value: `IpAddress` on a tag.
    ByValue,
    /// No value of the key is of the kind that it compares: `IpAddress` on `aws:SourceVpc`.
    OtherType,
}

/// Whether a set prefix (`ForAllValues:`, `ForAnyValue:`) is right for a key. [MV]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetUse {
    /// It is there on a key of several values, or not there on one of a single value.
    Right,
    /// It is missing on a key of several values: the test then never holds when the key is
    /// there.
    Missing,
    /// It stands on a key of a single value: `ForAllValues:` then holds when the key is missing.
    NotNeeded,
}

/// How `operator` suits the key `name`. Of a key that AWS does not list nothing is known but
/// that its values are text.
pub fn fit(name: &str, operator: Operator) -> Fit {
    let row = row_of(name);
    Fit {
        suits: row.suits(operator),
        set: match (row.multivalued, operator.set) {
            _ if operator.base == Base::Null => SetUse::Right,
            (true, None) => SetUse::Missing,
            (false, Some(_)) => SetUse::NotNeeded,
            (true, Some(_)) | (false, None) => SetUse::Right,
        },
        operator,
        row,
    }
}

impl KeyRow {
    /// The names of the operators that AWS lists for the key, where it lists names.
    pub fn listed_names(&self) -> Option<&'static [&'static str]> {
        match self.operators {
            Listed::Names(names) => Some(names),
            Listed::Strings | Listed::OfType => None,
        }
    }

    /// The families of the operators that AWS lists for the key.
    pub fn families(&self) -> &'static [Family] {
        match self.operators {
            Listed::Strings => &[Family::String],
            Listed::Names(_) | Listed::OfType => self.value.families(),
        }
    }

    /// True when AWS lists `operator` for the key, whatever its set prefix and `IfExists`.
    pub fn lists(&self, operator: Operator) -> bool {
        let same =
            |listed: Operator| listed.base == operator.base && listed.negated == operator.negated;
        operator.base == Base::Null
            || match self.operators {
                Listed::Names(names) => {
                    let mut listed = names.iter().filter_map(|name| Operator::parse(name));
                    listed.any(same)
                }
                Listed::Strings | Listed::OfType => {
                    self.families().contains(&operator.base.family())
                }
            }
    }

    fn suits(&self, operator: Operator) -> Suits {
        if self.lists(operator) {
            Suits::Listed
        } else if self.value.families().contains(&operator.base.family()) {
            Suits::SameType
        } else {
            self.value.misread_by(operator.base.family())
        }
    }
}

impl ValueType {
    /// The operators that compare such values. [GCK]
    pub fn families(self) -> &'static [Family] {
        match self {
            Self::Address => &[Family::Address],
            Self::Date => &[Family::Date],
            Self::Number => &[Family::Numeric],
            Self::EpochSeconds => &[Family::Date, Family::Numeric],
            Self::Boolean => &[Family::Boolean],
            Self::Arn | Self::PrincipalArn => &[Family::Arn, Family::String],
            Self::Text
            | Self::Account
            | Self::Organization
            | Self::OrganizationPath
            | Self::Vpc
            | Self::Endpoint
            | Self::Region
            | Self::Service
            | Self::Word => &[Family::String],
        }
    }

    /// What operators of another family make of such values.
    fn misread_by(self, family: Family) -> Suits {
        match (family, self) {
            (Family::String, _) => Suits::Spelling,
            // A text may be of any kind, and any value may be the base64 of something.
            (_, Self::Text) | (Family::Binary, _) => Suits::ByValue,
            // Ids of accounts are digits, dates may be given in seconds, and numbers may be
            // read as such.
            (
                Family::Numeric | Family::Date,
                Self::Account | Self::Date | Self::Number | Self::EpochSeconds,
            ) => Suits::ByValue,
            (
                Family::Arn
                | Family::Address
                | Family::Numeric
                | Family::Date
                | Family::Boolean
                | Family::Null,
                _,
            ) => Suits::OtherType,
        }
    }
}

impl Fit {
    /// What the test comes to when the key is missing; `None` where AWS does not say.
    pub fn when_missing(&self) -> Option<bool> {
        self.operator.when_missing()
    }

    /// What the test with these operands comes to for every request that has the key as AWS
    /// sends it, with values of its type and at least one; `None` where that depends on the value, and where AWS would refuse
    /// the test.
    ///
    /// `StringNotEquals` on `aws:SourceIp` with ranges alone is always true, so a Deny with it
    /// denies everybody; `NotIpAddress` on `aws:SourceVpc` is always false, so it denies nobody
    /// who comes through a VPC.
    pub fn when_present<'o>(&self, operands: impl IntoIterator<Item = &'o str>) -> Option<bool> {
        let mut operands = operands.into_iter().peekable();
        operands.peek()?;
        if self.set == SetUse::Missing {
            return Some(false);
        }
        let is_true = |operand: &str| operand.eq_ignore_ascii_case("true");
        match self.operator.base.family() {
            Family::Null => match self.operator.is_constant() {
                Some(holds) => Some(holds),
                None => Some(operands.any(|operand| !is_true(operand))),
            },
            _ if !matches!(self.suits, Suits::OtherType | Suits::Spelling) => None,
            // Recorded: a value that is none makes both forms false. [E2]
            Family::Address | Family::Arn => Some(false),
            // Recorded: such a value is unequal to everything. [E2]
            Family::Numeric | Family::Date => Some(self.operator.negated),
            // Recorded: everything but `true` is false. [E2]
            Family::Boolean => Some(operands.any(|operand| !is_true(operand))),
            Family::String => {
                let spelled = operands.any(|operand| self.may_be_spelled(operand));
                (!spelled).then_some(self.operator.negated)
            }
            Family::Binary => None,
        }
    }

    /// The operator to write instead, with the same negation, prefix and suffix; `None` where
    /// this one suits the key, and where AWS has no such operator.
    pub fn instead(&self) -> Option<Operator> {
        if !matches!(self.suits, Suits::Spelling | Suits::OtherType) {
            return None;
        }
        let comparison = match self.operator.base {
            Base::Numeric(comparison) | Base::Date(comparison) => comparison,
            Base::StringEquals
            | Base::StringEqualsIgnoreCase
            | Base::StringLike
            | Base::Arn
            | Base::IpAddress
            | Base::Bool
            | Base::Binary
            | Base::Null => Comparison::Equals,
        };
        let base = match self.row.families().first()? {
            Family::String => Base::StringEquals,
            Family::Arn => Base::Arn,
            Family::Address => Base::IpAddress,
            Family::Numeric => Base::Numeric(comparison),
            Family::Date => Base::Date(comparison),
            Family::Boolean => Base::Bool,
            Family::Binary => Base::Binary,
            Family::Null => Base::Null,
        };
        let right = Operator {
            base,
            ..self.operator
        };
        // There is no operator for "not Bool".
        (Operator::parse(&right.to_string()) == Some(right)).then_some(right)
    }

    /// True when some value of the key may be spelled as a string operator's operand has it.
    fn may_be_spelled(&self, operand: &str) -> bool {
        let open = operand.contains("${")
            || (self.operator.base == Base::StringLike && operand.contains(['*', '?']));
        match self.row.value {
            // No address has a prefix length.
            ValueType::Address if open => !operand.contains('/') || operand.contains("${"),
            ValueType::Address => parse_address(operand).is_some(),
            ValueType::Boolean if !open => ["true", "false"]
                .iter()
                .any(|word| operand.eq_ignore_ascii_case(word)),
            _ => true,
        }
    }
}
