//! A fact of a sign-in, and the sign-in with it.

use crate::contract::ordered::Ordered;
use crate::contract::request::{ContextValue, Entry, Network, Request};
use serde::{Deserialize, Serialize};

/// A fact of a sign-in.
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
}

/// Where the value of a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
        }
        changed
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
