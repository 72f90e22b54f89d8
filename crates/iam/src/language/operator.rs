//! The condition operators. Negation, `IfExists` and the set prefix are
//! orthogonal to what is compared, so they are fields and not operators.

use std::fmt;

/// A condition operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operator {
    /// What is compared, and how.
    pub base: Base,
    /// `…Not…`: the truth of the positive form, turned round.
    pub negated: bool,
    /// `…IfExists`.
    pub if_exists: bool,
    /// `ForAllValues:` or `ForAnyValue:`.
    pub set: Option<SetPrefix>,
}

/// The positive form of an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// `StringEquals`.
    StringEquals,
    /// `StringEqualsIgnoreCase`.
    StringEqualsIgnoreCase,
    /// `StringLike`.
    StringLike,
    /// `ArnEquals` and `ArnLike`, which AWS defines to be the same.
    Arn,
    /// `IpAddress`.
    IpAddress,
    /// `NumericEquals` and its relatives.
    Numeric(Comparison),
    /// `DateEquals` and its relatives.
    Date(Comparison),
    /// `Bool`.
    Bool,
    /// `BinaryEquals`.
    Binary,
    /// `Null`.
    Null,
}

/// The operators that compare values of one kind, as AWS groups them [OPS].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// `StringEquals` and its relatives.
    String,
    /// `ArnEquals` and its relatives.
    Arn,
    /// `IpAddress` and `NotIpAddress`.
    Address,
    /// `NumericEquals` and its relatives.
    Numeric,
    /// `DateEquals` and its relatives.
    Date,
    /// `Bool`.
    Boolean,
    /// `BinaryEquals`.
    Binary,
    /// `Null`, which asks whether a key is there.
    Null,
}

/// How numbers and dates are compared: the request's value on the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `…Equals`.
    Equals,
    /// `…LessThan`.
    LessThan,
    /// `…LessThanEquals`.
    LessThanEquals,
    /// `…GreaterThan`.
    GreaterThan,
    /// `…GreaterThanEquals`.
    GreaterThanEquals,
}

/// How an operator treats a key with several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetPrefix {
    /// `ForAllValues:`.
    ForAllValues,
    /// `ForAnyValue:`.
    ForAnyValue,
}

/// One operator name as AWS spells it, without suffix and prefix.
struct Row {
    name: &'static str,
    base: Base,
    negated: bool,
}

const fn row(name: &'static str, base: Base, negated: bool) -> Row {
    Row {
        name,
        base,
        negated,
    }
}

/// The one table of operators [OPS]; parsing, printing and suggestions read it.
/// Where two names mean the same, the first is the one that is printed.
const TABLE: [Row; 27] = [
    row("StringEquals", Base::StringEquals, false),
    row("StringNotEquals", Base::StringEquals, true),
    row(
        "StringEqualsIgnoreCase",
        Base::StringEqualsIgnoreCase,
        false,
    ),
    row(
        "StringNotEqualsIgnoreCase",
        Base::StringEqualsIgnoreCase,
        true,
    ),
    row("StringLike", Base::StringLike, false),
    row("StringNotLike", Base::StringLike, true),
    row("ArnLike", Base::Arn, false),
    row("ArnNotLike", Base::Arn, true),
    row("ArnEquals", Base::Arn, false),
    row("ArnNotEquals", Base::Arn, true),
    row("IpAddress", Base::IpAddress, false),
    row("NotIpAddress", Base::IpAddress, true),
    row("NumericEquals", Base::Numeric(Comparison::Equals), false),
    row("NumericNotEquals", Base::Numeric(Comparison::Equals), true),
    row(
        "NumericLessThan",
        Base::Numeric(Comparison::LessThan),
        false,
    ),
    row(
        "NumericLessThanEquals",
        Base::Numeric(Comparison::LessThanEquals),
        false,
    ),
    row(
        "NumericGreaterThan",
        Base::Numeric(Comparison::GreaterThan),
        false,
    ),
    row(
        "NumericGreaterThanEquals",
        Base::Numeric(Comparison::GreaterThanEquals),
        false,
    ),
    row("DateEquals", Base::Date(Comparison::Equals), false),
    row("DateNotEquals", Base::Date(Comparison::Equals), true),
    row("DateLessThan", Base::Date(Comparison::LessThan), false),
    row(
        "DateLessThanEquals",
        Base::Date(Comparison::LessThanEquals),
        false,
    ),
    row(
        "DateGreaterThan",
        Base::Date(Comparison::GreaterThan),
        false,
    ),
    row(
        "DateGreaterThanEquals",
        Base::Date(Comparison::GreaterThanEquals),
        false,
    ),
    row("Bool", Base::Bool, false),
    row("BinaryEquals", Base::Binary, false),
    row("Null", Base::Null, false),
];

/// What stands behind an operator that holds when its key is missing.
pub const IF_EXISTS: &str = "IfExists";

impl SetPrefix {
    /// Both.
    pub const ALL: [Self; 2] = [Self::ForAllValues, Self::ForAnyValue];

    /// As it stands before an operator, with the colon.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ForAllValues => "ForAllValues:",
            Self::ForAnyValue => "ForAnyValue:",
        }
    }
}

impl Family {
    /// What AWS calls it, as in "works with string operators".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Arn => "ARN",
            Self::Address => "IP address",
            Self::Numeric => "numeric",
            Self::Date => "date",
            Self::Boolean => "Boolean",
            Self::Binary => "binary",
            Self::Null => "null",
        }
    }
}

impl Base {
    /// The family that it is of.
    #[must_use]
    pub const fn family(self) -> Family {
        match self {
            Self::StringEquals | Self::StringEqualsIgnoreCase | Self::StringLike => Family::String,
            Self::Arn => Family::Arn,
            Self::IpAddress => Family::Address,
            Self::Numeric(_) => Family::Numeric,
            Self::Date(_) => Family::Date,
            Self::Bool => Family::Boolean,
            Self::Binary => Family::Binary,
            Self::Null => Family::Null,
        }
    }

    /// True for the operators in whose operands AWS replaces policy variables. [VAR]
    #[must_use]
    pub const fn takes_variables(self) -> bool {
        match self {
            Self::StringEquals | Self::StringEqualsIgnoreCase | Self::StringLike | Self::Arn => {
                true
            }
            Self::IpAddress
            | Self::Numeric(_)
            | Self::Date(_)
            | Self::Bool
            | Self::Binary
            | Self::Null => false,
        }
    }
}

/// The operator names without prefixes and suffixes, as AWS spells them.
pub fn operator_names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|row| row.name)
}

impl Operator {
    /// Reads an operator name as it stands in a condition block. Names are
    /// case-sensitive; `Null` takes no `IfExists` [OPS], and a set prefix makes it
    /// say nothing ([`Operator::is_constant`]).
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let (set, rest) = SetPrefix::ALL
            .into_iter()
            .find_map(|set| Some((Some(set), name.strip_prefix(set.as_str())?)))
            .unwrap_or((None, name));
        let (if_exists, base_name) = match rest.strip_suffix(IF_EXISTS) {
            Some(base_name) => (true, base_name),
            None => (false, rest),
        };
        let row = TABLE.iter().find(|row| row.name == base_name)?;
        if row.base == Base::Null && if_exists {
            return None;
        }
        Some(Self {
            base: row.base,
            negated: row.negated,
            if_exists,
            set,
        })
    }
}

impl Operator {
    /// Whether the test holds when its key is missing [OPS, MV]; `None` where AWS does not say.
    /// `Null` asks for just that: it says what it comes to with the operand `true`.
    #[must_use]
    pub fn when_missing(self) -> Option<bool> {
        match self.set {
            Some(SetPrefix::ForAllValues) => Some(true),
            Some(SetPrefix::ForAnyValue) if self.if_exists => None,
            Some(SetPrefix::ForAnyValue) => Some(false),
            None => Some(self.base == Base::Null || self.if_exists || self.negated),
        }
    }

    /// What the test comes to whatever the request, where that is so: AWS stores
    /// `Null` with a set prefix, and `ForAllValues:Null` always holds while
    /// `ForAnyValue:Null` never does [AA].
    #[must_use]
    pub fn is_constant(self) -> Option<bool> {
        match (self.base, self.set) {
            (Base::Null, Some(set)) => Some(set == SetPrefix::ForAllValues),
            _ => None,
        }
    }

    /// Every form that makes sense in a policy, plain ones first, as AWS spells them.
    pub fn forms() -> impl Iterator<Item = String> {
        let prefixes = std::iter::once("").chain(SetPrefix::ALL.map(SetPrefix::as_str));
        let affixes = prefixes.flat_map(|prefix| [(prefix, ""), (prefix, IF_EXISTS)]);
        affixes
            .flat_map(|(prefix, suffix)| {
                operator_names().map(move |name| format!("{prefix}{name}{suffix}"))
            })
            .filter(|name| Self::parse(name).is_some_and(|form| form.is_constant().is_none()))
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(set) = self.set {
            f.write_str(set.as_str())?;
        }
        let row = TABLE
            .iter()
            .find(|row| row.base == self.base && row.negated == self.negated);
        // A negated `Bool` cannot be written in a policy; it prints as it would be called.
        f.write_str(row.map_or("Not", |row| row.name))?;
        if self.if_exists {
            f.write_str(IF_EXISTS)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn forms_are_what_makes_sense() {
        let forms: Vec<String> = Operator::forms().collect();
        // Null has one form that tests anything, every other name six.
        assert_eq!(forms.len(), (operator_names().count() - 1) * 6 + 1);
        let names: HashSet<&String> = forms.iter().collect();
        assert_eq!(names.len(), forms.len());
        assert!(
            operator_names()
                .zip(&forms)
                .all(|(name, form)| name == form)
        );
    }
}
