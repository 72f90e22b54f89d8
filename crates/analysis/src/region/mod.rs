//! Regions of the space of all sign-ins, as a person and a program can read them.

mod addresses;
mod describe;
mod make;

use vestibule_signin::{Entry, PrincipalKind};

pub use addresses::{Cidr, counts};
pub(crate) use make::Describer;

use crate::text::Glob;

/// Which sign-ins belong to a region: those that each member admits. What a member does not
/// say, it admits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Where {
    /// The ways in; `None` is any.
    pub entry: Option<Vec<Entry>>,
    /// The networks; `None` is any.
    pub network: Option<NetworkSet>,
    /// The Regions.
    pub region: TextSet,
    /// The principals.
    pub principal: PrincipalSet,
    /// Context keys by name, each with its values.
    pub context: Vec<(String, ContextSet)>,
}

/// Networks of one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkSet {
    /// Over the public internet, from these addresses; `None` is any.
    Public(Option<Vec<Cidr>>),
    /// Through a VPC endpoint.
    Endpoint {
        /// The ids of the VPCs.
        vpc: TextSet,
        /// The ids of the endpoints.
        endpoint: TextSet,
        /// The addresses within the VPC; `None` is any.
        source_ip: Option<Vec<Cidr>>,
    },
}

/// Texts: those that match some of `within`, where it is given, and none of `without`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextSet {
    /// `None` is any text.
    pub within: Option<Vec<Glob>>,
    /// Exceptions.
    pub without: Vec<Glob>,
}

impl TextSet {
    /// True when every text belongs.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.within.is_none() && self.without.is_empty()
    }
}

/// Principals: those of the kinds whose ARN belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrincipalSet {
    /// `None` is any.
    pub kinds: Option<Vec<PrincipalKind>>,
    /// Their ARNs.
    pub arns: TextSet,
}

/// The values of a context key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextSet {
    /// Whether a sign-in belongs that does not give the key.
    pub or_absent: bool,
    /// The values; `None` where none belongs.
    pub values: Option<ContextValues>,
}

/// Values of a context key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextValues {
    /// Texts.
    Texts(TextSet),
    /// Addresses; `None` is any.
    Addresses(Option<Vec<Cidr>>),
    /// Dates in milliseconds since 1970.
    Dates(Interval),
    /// Whole numbers.
    Numbers(Interval),
}

/// Values from `from` on and before `before`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// The first one; `None` is from the beginning.
    pub from: Option<i64>,
    /// The first one that does not belong; `None` is to the end.
    pub before: Option<i64>,
}
