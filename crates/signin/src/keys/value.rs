//! What kind of values a context key has.

use vestibule_iam::condition::Base;

/// The kind of values that a key has. [GCK, CK]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// Any text.
    Text,
    /// An IP address.
    Address,
    /// A date and time.
    Date,
    /// A number.
    Number,
    /// Seconds since 1970: a number that the operators on dates compare, too.
    EpochSeconds,
    /// `true` or `false`.
    Boolean,
    /// An ARN.
    Arn,
    /// The ARN of a principal.
    PrincipalArn,
    /// The id of an account.
    Account,
    /// The id of an organization.
    Organization,
    /// A path of an organization.
    OrganizationPath,
    /// The id of a VPC.
    Vpc,
    /// The id of a VPC endpoint.
    Endpoint,
    /// The name of a Region.
    Region,
    /// A service of AWS, by its principal.
    Service,
    /// A word that AWS defines.
    Word,
}

impl ValueType {
    /// A word or two for tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Address => "IP address",
            Self::Date => "date",
            Self::Number => "number",
            Self::EpochSeconds => "date as a number",
            Self::Boolean => "boolean",
            Self::Arn => "ARN",
            Self::PrincipalArn => "ARN of a principal",
            Self::Account => "account id",
            Self::Organization => "organization id",
            Self::OrganizationPath => "organization path",
            Self::Vpc => "VPC id",
            Self::Endpoint => "VPC endpoint id",
            Self::Region => "Region",
            Self::Service => "service",
            Self::Word => "word",
        }
    }

    /// True when an operator on `base` compares such values.
    pub fn is_compared_by(self, base: Base) -> bool {
        base == Base::Null || self.families().contains(&base.family())
    }

    /// True where the values are dates, numbers, yes or no, or words that AWS defines, and so
    /// reveal nothing about who uses them.
    pub fn is_impersonal(self) -> bool {
        match self {
            Self::Date
            | Self::Number
            | Self::EpochSeconds
            | Self::Boolean
            | Self::Region
            | Self::Service
            | Self::Word => true,
            Self::Text
            | Self::Address
            | Self::Arn
            | Self::PrincipalArn
            | Self::Account
            | Self::Organization
            | Self::OrganizationPath
            | Self::Vpc
            | Self::Endpoint => false,
        }
    }
}
