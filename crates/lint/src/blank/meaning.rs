//! What belongs in the place of a placeholder, and whether a value is one of those.

use vestibule_iam::arn::Arn;
use vestibule_iam::cidr::parse_network;
use vestibule_iam::language::Id;
use vestibule_signin::keys::ValueType;
use vestibule_signin::network::{is_endpoint_id, is_region, is_vpc_id};
use vestibule_signin::principal::{Principal, PrincipalError};

/// What belongs in the place of a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The id of an account.
    Account,
    /// IP addresses, or a range of them.
    Addresses,
    /// The ARN of something that is no principal.
    Arn,
    /// The id of a VPC endpoint.
    Endpoint,
    /// The id of an organization.
    Organization,
    /// The partition of an ARN.
    Partition,
    /// The ARN of a principal.
    Principal,
    /// The name of a Region.
    Region,
    /// A name, or a text of another kind.
    Text,
    /// The id of a VPC.
    Vpc,
}

/// Why a value does not belong there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is none of what belongs there.
    Value,
    /// One value alone fits there.
    Several,
    /// It is a placeholder again.
    Placeholder,
}

impl Meaning {
    /// What the values of a condition key are.
    pub(super) fn of_values(kind: ValueType) -> Self {
        match kind {
            ValueType::Account => Self::Account,
            ValueType::Address => Self::Addresses,
            ValueType::Arn => Self::Arn,
            ValueType::Endpoint => Self::Endpoint,
            ValueType::Organization => Self::Organization,
            ValueType::PrincipalArn => Self::Principal,
            ValueType::Region => Self::Region,
            ValueType::Vpc => Self::Vpc,
            ValueType::Boolean
            | ValueType::Date
            | ValueType::EpochSeconds
            | ValueType::Number
            | ValueType::OrganizationPath
            | ValueType::Service
            | ValueType::Text
            | ValueType::Word => Self::Text,
        }
    }

    /// The values in what was typed, between commas or spaces; of texts, which may have both,
    /// there is one.
    pub fn values(self, typed: &str) -> Vec<&str> {
        let typed = typed.trim();
        if self == Self::Text {
            return if typed.is_empty() {
                Vec::new()
            } else {
                vec![typed]
            };
        }
        // Names of users and roles may have a comma inside.
        let is_arn = matches!(self, Self::Arn | Self::Principal);
        let separates = |c: char| {
            c.is_whitespace() || matches!(c, '\u{3001}' | '\u{ff0c}') || (c == ',' && !is_arn)
        };
        let values = typed.split(separates).map(|value| value.trim_matches(','));
        values.filter(|value| !value.is_empty()).collect()
    }

    /// What is wrong with a value.
    pub fn wrong(self, value: &str) -> Option<Wrong> {
        if !crate::placeholder::placeholders(value, self != Self::Text).is_empty() {
            return Some(Wrong::Placeholder);
        }
        (!self.takes(value)).then_some(Wrong::Value)
    }

    fn takes(self, value: &str) -> bool {
        match self {
            Self::Account => Id::ACCOUNT.matches(value),
            Self::Addresses => parse_network(value).is_ok(),
            Self::Arn => Arn::parse(value).is_some(),
            Self::Endpoint => is_endpoint_id(value),
            Self::Organization => Id::ORGANIZATION.matches(value),
            Self::Partition => value.starts_with("aws") && !value.contains([':', '*', '?']),
            Self::Principal => is_principal(value),
            Self::Region => is_region(value),
            Self::Text => !value.contains(char::is_control),
            Self::Vpc => is_vpc_id(value),
        }
    }
}

/// True for the ARN of a principal, and for a pattern of such.
fn is_principal(value: &str) -> bool {
    match Principal::parse(value) {
        Ok(_) => true,
        Err(PrincipalError::AssumedRoleSession) => false,
        Err(_) => value.contains(['*', '?']) && Arn::parse(value).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_the_evaluator_reads_them() {
        let rows = [
            (Meaning::Account, "777788889999", None),
            (Meaning::Account, "77778888999", Some(Wrong::Value)),
            (Meaning::Addresses, "198.18.0.0/15", None),
            (Meaning::Addresses, "2001:db8::/32", None),
            (Meaning::Addresses, "2001:db8::5/64", Some(Wrong::Value)),
            (Meaning::Addresses, "198.18.0.0/33", Some(Wrong::Value)),
            (Meaning::Addresses, "<cidr>", Some(Wrong::Placeholder)),
            (Meaning::Arn, "arn:aws:signin:::console/canvas", None),
            (Meaning::Arn, "console", Some(Wrong::Value)),
            (Meaning::Endpoint, "vpce-0123456789abcdef0", None),
            (
                Meaning::Endpoint,
                "vpc-0123456789abcdef0",
                Some(Wrong::Value),
            ),
            (Meaning::Organization, "o-a1b2c3d4e5", None),
            (Meaning::Organization, "a1b2c3d4e5", Some(Wrong::Value)),
            (Meaning::Partition, "aws-us-gov", None),
            (Meaning::Partition, "*", Some(Wrong::Value)),
            (
                Meaning::Principal,
                "arn:aws:iam::777788889999:role/Emergency",
                None,
            ),
            (
                Meaning::Principal,
                "arn:aws:iam::777788889999:role/team/*",
                None,
            ),
            (
                Meaning::Principal,
                "arn:aws:iam::77778888999:role/Emergency",
                Some(Wrong::Value),
            ),
            (
                Meaning::Principal,
                "arn:aws:sts::777788889999:assumed-role/Emergency/x",
                Some(Wrong::Value),
            ),
            (Meaning::Principal, "Emergency", Some(Wrong::Value)),
            (Meaning::Region, "eu-west-1", None),
            (Meaning::Region, "eu-west", Some(Wrong::Value)),
            (Meaning::Text, "Emergency", None),
            (Meaning::Text, "<role>", Some(Wrong::Placeholder)),
            (Meaning::Vpc, "vpc-0a1b2c3d4e5f60718", None),
            (Meaning::Vpc, "vpc-EXAMPLE", Some(Wrong::Placeholder)),
        ];
        for (meaning, value, expected) in rows {
            assert_eq!(meaning.wrong(value), expected, "{meaning:?} {value}");
        }
    }

    #[test]
    fn several_values_are_told_apart() {
        let rows: &[(Meaning, &str, &[&str])] = &[
            (
                Meaning::Addresses,
                " 198.18.0.0/15, 198.51.100.7 ",
                &["198.18.0.0/15", "198.51.100.7"],
            ),
            (
                Meaning::Vpc,
                "vpc-1\u{3001}vpc-2\nvpc-3,",
                &["vpc-1", "vpc-2", "vpc-3"],
            ),
            (
                Meaning::Principal,
                "arn:aws:iam::1:user/a,b, arn:aws:iam::1:root",
                &["arn:aws:iam::1:user/a,b", "arn:aws:iam::1:root"],
            ),
            (Meaning::Text, " a, b ", &["a, b"]),
            (Meaning::Text, " ", &[]),
        ];
        for (meaning, typed, expected) in rows {
            assert_eq!(meaning.values(typed), *expected, "{typed}");
        }
    }
}
