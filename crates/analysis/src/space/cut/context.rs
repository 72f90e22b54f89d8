//! The values of keys that range.

use vestibule_iam::condition::{Operands, Test};
use vestibule_iam::number::Number;
use vestibule_signin::keys::ValueType;

use super::Cutter;
use crate::space::values::Unit;
use crate::text::Glob;

/// What the values of a key are compared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Boolean,
    Address,
    Ordered(Unit),
}

impl Kind {
    pub(super) fn of(value: ValueType) -> Self {
        match value {
            ValueType::Boolean => Self::Boolean,
            ValueType::Address => Self::Address,
            ValueType::Date => Self::Ordered(Unit::Date),
            ValueType::EpochSeconds => Self::Ordered(Unit::Epoch),
            ValueType::Number => Self::Ordered(Unit::Whole),
            ValueType::Text
            | ValueType::Arn
            | ValueType::PrincipalArn
            | ValueType::Account
            | ValueType::Organization
            | ValueType::OrganizationPath
            | ValueType::Vpc
            | ValueType::Endpoint
            | ValueType::Region
            | ValueType::Service
            | ValueType::Word => Self::Text,
        }
    }
}

impl Cutter<'_> {
    pub(super) fn add_context(&mut self, axis: usize, value: ValueType, test: &Test) -> bool {
        match (Kind::of(value), test.operands()) {
            // Each of the two values is a class of its own.
            (Kind::Boolean, _) => true,
            (Kind::Text, Operands::Strings(strings)) => self.add_strings(axis, strings),
            (Kind::Text, Operands::Binaries(binaries)) => {
                let literals = binaries.literals();
                literals.for_each(|(text, _)| self.add(axis, Glob::literal(text)));
                true
            }
            (Kind::Text, Operands::Bool(_)) => {
                self.add(axis, Glob::in_any_case("true"));
                true
            }
            (Kind::Address, _) => self.add_addresses(axis, test),
            (Kind::Ordered(unit), Operands::Dates(dates)) if unit != Unit::Whole => {
                for (millis, _) in dates.points() {
                    self.add_point(axis, unit, *millis);
                }
                true
            }
            (Kind::Ordered(unit), Operands::Numbers(numbers)) if unit != Unit::Date => {
                for (text, _) in numbers.points() {
                    // A number of more digits is beyond all values.
                    let thousandths = Number::parse(text).and_then(|number| number.to_millis());
                    if let Some(thousandths) = thousandths {
                        self.add_point(axis, unit, thousandths);
                    }
                }
                true
            }
            _ => false,
        }
    }

    /// Cuts before and behind a point in thousandths, or where whole numbers come to be
    /// less, equal and greater.
    fn add_point(&mut self, axis: usize, unit: Unit, thousandths: i64) {
        let starts = self.starts.entry(axis).or_default();
        match unit {
            Unit::Date => starts.extend([thousandths, thousandths.saturating_add(1)]),
            Unit::Epoch | Unit::Whole => {
                let whole = thousandths.div_euclid(1_000);
                starts.extend([whole, whole + 1]);
            }
        }
    }
}
