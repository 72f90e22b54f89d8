//! The Regions in which a network of people × networks is decided, where nobody tells its Region.

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_wire::Named;

use crate::state::persona::{Site, listed};
use crate::state::scenario::Path;

/// The Region of `signin.aws.amazon.com`, which is asked where no other one is.
pub const USUAL: &str = "us-east-1";

/// In which Regions a network is decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Regions {
    /// As the network tells, or it makes no difference.
    #[default]
    Told,
    /// The case file tells in which Regions its endpoint is.
    Known(Vec<IString>),
    /// The policies pin its VPC or endpoint to these.
    Pinned(Vec<IString>),
    /// Nothing tells. It is decided in the usual Region and in those that the policies name.
    Tried(Vec<IString>),
}

impl Regions {
    /// In which it is decided; none where it is as it tells itself.
    pub fn list(&self) -> &[IString] {
        match self {
            Self::Told => &[],
            Self::Known(list) | Self::Pinned(list) | Self::Tried(list) => list,
        }
    }

    /// Of a network, as far as the case file and the policies tell.
    pub(super) fn of(site: &Site, known: &[(u32, Vec<IString>)], named: &Named) -> Self {
        if !listed(&site.region).is_empty() {
            return Self::Told;
        }
        let known = known.iter().find(|(id, _)| *id == site.id);
        if let Some((_, known)) = known {
            return Self::Known(known.clone());
        }
        if site.network.path == Path::Endpoint {
            let [vpc, endpoint] =
                [&site.network.vpc, &site.network.endpoint].map(|id| Some(id.trim()));
            let pinned = named.pinned(vpc, endpoint);
            if !pinned.is_empty() {
                return Self::Pinned(pinned.iter().map(|one| one.clone().into()).collect());
            }
        }
        if !named.tests_region {
            return Self::Told;
        }
        let mut tried = vec![IString::from(USUAL)];
        for region in &named.regions {
            if !region.eq_ignore_ascii_case(USUAL) {
                tried.push(region.clone().into());
            }
        }
        Self::Tried(tried)
    }
}
