//! A sign-in to be decided.

use crate::action::{Action, Entry};
use crate::network::{Network, Networks};
use crate::principal::{Principal, PrincipalError};

/// A sign-in: who, from where, by which entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// How the sign-in is entered.
    pub entry: Entry,
    /// Who.
    pub principal: Principal,
    /// From where.
    pub networks: Networks,
    /// `aws:RequestedRegion`; `None` takes us-east-1, the global endpoint's.
    pub region: Option<String>,
    /// Further context keys, by name.
    pub context: Vec<(String, GivenValue)>,
    /// The ARN of the console or OAuth resource, when it is known.
    pub resource: Option<String>,
}

/// What a request says of a context key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenValue {
    /// Nobody knows.
    Unknown,
    /// A single value.
    One(String),
    /// Several values, as for a multi-valued key.
    Many(Vec<Box<str>>),
}

/// Why a request cannot be decided at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// The principal's ARN names nobody who can sign in.
    Principal(PrincipalError),
    /// The principal belongs to another account than the one signed in to.
    AnotherAccount,
    /// The context gives a key that the network, the principal or the Region
    /// determines; the name says which member to use instead.
    DeterminedKey(String, &'static str),
}

impl Request {
    /// The Region asked for, with the default.
    pub fn region(&self) -> &str {
        self.region.as_deref().unwrap_or("us-east-1")
    }

    /// The network at `action`.
    pub fn network(&self, action: Action) -> &Network {
        self.networks.at(action)
    }
}
