//! A fact of a sign-in or of its account, and what it changes.

use crate::contract::ordered::Ordered;
use crate::contract::request::{ContextValue, Entry, Network, Request};
use serde::{Deserialize, Serialize};
use vestibule_signin::{Account, Authorization};

/// A fact of a sign-in, or of the account that is signed in to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact {
    /// It comes from there, at every action.
    Network(Network),
    /// That principal signs in.
    Principal(String),
    /// It goes through that door.
    Entry(Entry),
    /// It asks for that Region.
    Region(String),
    /// A context key has that value.
    Key(String, String),
    /// A context key is not there.
    NoKey(String),
    /// Console authorization is on, or off, for the account and its organization.
    Authorization(bool),
    /// Where the account stands.
    Standing(Standing),
}

/// Where an account stands. [`Fact::applied`] changes no account: all sign-ins share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// In no organization.
    Standalone,
    /// A member of an organization.
    Member,
    /// The management account of an organization.
    Management,
}

impl Standing {
    pub(super) const ALL: [Self; 3] = [Self::Standalone, Self::Member, Self::Management];

    pub(super) fn of(account: &Account) -> Self {
        match &account.organization {
            None => Self::Standalone,
            Some(organization) if organization.management_account => Self::Management,
            Some(_) => Self::Member,
        }
    }
}

/// Where the value of a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Source {
    /// The caller has it in mind.
    Known,
    /// A policy tests it, or it is an example of what a policy tests.
    Tested,
    /// An example of what no policy tests.
    Other,
}

/// What the caller has in mind: principals and networks that exist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// ARNs of principals of the account.
    pub principals: Vec<String>,
    /// Networks that people sign in from.
    pub networks: Vec<Network>,
    /// Regions.
    pub regions: Vec<String>,
}

impl Fact {
    /// The sign-in with this fact.
    pub fn applied(&self, request: &Request) -> Request {
        let mut changed = Request {
            name: None,
            expect: None,
            ..request.clone()
        };
        match self {
            Self::Network(network) => {
                changed.network = Some(network.clone());
                changed.phases = Ordered::default();
            }
            Self::Principal(arn) => changed.principal.clone_from(arn),
            Self::Entry(entry) => changed.entry = Some(*entry),
            Self::Region(region) => changed.region = Some(region.clone()),
            Self::Key(key, value) => {
                remove(&mut changed, key);
                let value = ContextValue::One(value.clone());
                changed.context.0.push((key.clone(), value));
            }
            Self::NoKey(key) => remove(&mut changed, key),
            Self::Authorization(_) | Self::Standing(_) => {}
        }
        changed
    }

    /// True for a fact of the account.
    pub fn is_of_account(&self) -> bool {
        matches!(self, Self::Authorization(_) | Self::Standing(_))
    }

    /// The account with this fact; `None` for a fact of the sign-in alone.
    pub(super) fn of_account(&self, account: &Account) -> Option<Account> {
        let mut changed = account.clone();
        match self {
            Self::Authorization(on) => changed.authorization = Authorization::both(*on),
            Self::Standing(Standing::Standalone) => changed.organization = None,
            Self::Standing(standing) => {
                let organization = changed.organization.get_or_insert_default();
                organization.management_account = *standing == Standing::Management;
            }
            Self::Network(_)
            | Self::Principal(_)
            | Self::Entry(_)
            | Self::Region(_)
            | Self::Key(..)
            | Self::NoKey(_) => return None,
        }
        Some(changed)
    }

    /// True when `other` says this and more: then it is no news.
    pub(super) fn is_part_of(&self, other: &Self) -> bool {
        let (Self::Network(less), Self::Network(more)) = (self, other) else {
            return self == other;
        };
        let within = |less: &Option<String>, more| less.is_none() || less == more;
        less.is_endpoint() == more.is_endpoint()
            && within(&less.vpc, &more.vpc)
            && within(&less.endpoint, &more.endpoint)
            && within(&less.source_ip, &more.source_ip)
    }
}

fn remove(request: &mut Request, key: &str) {
    request
        .context
        .0
        .retain(|(name, _)| !name.eq_ignore_ascii_case(key));
}
