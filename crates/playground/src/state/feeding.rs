//! People and networks from elsewhere: from the policies and the case, from a list that was
//! pasted, and from another workspace.

use std::net::IpAddr;
use std::ops::RangeInclusive;
use std::rc::Rc;

use implicit_clone::unsync::IString;
use serde::de::DeserializeOwned;
use vestibule_wire::{
    Case, GridNetwork, KnownEndpoint, KnownPrincipal, NamedNetwork, NoFiles, account_of,
    address_range, principal_like,
};

use super::action::Words;
use super::grid_file::site;
use super::persona::{ACCOUNT, Persona, PersonaKind, Site, SiteKind, listed};
use super::scenario::Path;
use super::view::NoticeKind;
use super::workspace::{Holder, Workspace};
use super::{State, Step};
use crate::evaluate::case;

/// So many people and so many networks at most are taken.
const MOST: usize = 500;

/// Addresses of examples, for one that lies outside of all ranges.
const OUTSIDE: [&str; 4] = ["192.0.2.44", "198.51.100.44", "203.0.113.44", "8.8.8.8"];

/// People and networks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    pub people: Vec<Persona>,
    pub networks: Vec<Site>,
}

impl State {
    /// Takes people and networks that are not there yet, and says how many those were.
    pub(super) fn take_lists(&mut self, lists: Lists) {
        let (mut people, mut networks) = (0, 0);
        self.change(|workspace| {
            (people, networks) = workspace.take_lists(lists);
            Step::Own
        });
        self.notify(NoticeKind::ListsTaken { people, networks });
    }

    /// Takes the people and networks that the policies and the case name. The usual ones make way
    /// for them, where those are all that there is.
    pub(super) fn feed_lists(&mut self) {
        let lists = self.workspace.named(&self.words);
        if self.workspace.has_own_lists() {
            self.take_lists(lists);
        } else {
            let words = Rc::clone(&self.words);
            self.change(|workspace| {
                workspace.feed_usual(lists, &words);
                Step::Own
            });
        }
    }

    /// As [`State::feed_lists`] where nobody has touched the usual lists: without a word, and
    /// without a step in the way back. An example stays one.
    pub(super) fn feed_unasked(&mut self) {
        if !self.workspace.has_own_lists() {
            let mut workspace = Workspace::clone(&self.workspace);
            workspace.feed_unasked(&self.words);
            if workspace != *self.workspace {
                self.replace(Rc::new(workspace));
            }
        }
    }
}

impl Workspace {
    /// Its people and networks, for another workspace: who is of its account is then of that one's.
    pub fn lists(&self) -> Lists {
        let of_account = format!(":{}:", self.account_id());
        let of_any = format!(":{ACCOUNT}:");
        let person = |person: &Rc<Persona>| Persona {
            principal: person.principal.replace(&of_account, &of_any).into(),
            ..Persona::clone(person)
        };
        Lists {
            people: self.personas.iter().map(person).collect(),
            networks: self.sites.iter().map(|site| Site::clone(site)).collect(),
        }
    }

    /// The people and networks that the policies and the case file name.
    fn named(&self, words: &Words) -> Lists {
        let rules = case::rules(self);
        let (file, _) = case::file(&rules);
        let mut named = Case::new(file, &NoFiles).compiled().named();
        let known: Vec<KnownPrincipal> = self.kept("principals");
        named
            .principals
            .extend(known.into_iter().map(|known| known.principal));
        let endpoints: Vec<KnownEndpoint> = self.kept("vpcEndpoints");
        for network in &mut named.networks {
            join(network, &endpoints);
        }
        let mut networks = Vec::new();
        let declared = self.declared.networks.iter();
        networks.extend(declared.map(|network| {
            let network = NamedNetwork::clone(network);
            GridNetwork {
                name: Some(network.name),
                source_ip: network.source_ip,
                vpc: network.vpc,
                endpoint: network.endpoint,
                regions: network.regions,
            }
        }));
        networks.append(&mut named.networks);
        let of_endpoints = endpoints.iter().map(|endpoint| GridNetwork {
            vpc: Some(endpoint.vpc.clone()),
            endpoint: endpoint.endpoint.clone(),
            regions: region_of(endpoint).map(|region| vec![region]),
            ..GridNetwork::default()
        });
        for network in of_endpoints {
            let is_it = |other: &GridNetwork| {
                other.vpc == network.vpc && other.endpoint == network.endpoint
            };
            if !networks.iter().any(is_it) {
                networks.push(network);
            }
        }
        let networks: Vec<Site> = networks.iter().map(named_site).collect();
        let outside = outside(&networks, words);
        let told = Some(self.account.id.trim()).filter(|id| !id.is_empty());
        let account = self.account_id();
        let people = named.principals.iter().filter_map(|pattern| {
            let arn = principal_like(pattern, account)?;
            let of = account_of(&arn);
            let is_here = told.is_none() || of.as_deref() == told;
            is_here.then(|| Persona {
                name: short(pattern).into(),
                principal: arn.into(),
                ..Persona::default()
            })
        });
        Lists {
            people: people.take(MOST).collect(),
            networks: networks.into_iter().chain(outside).take(MOST).collect(),
        }
    }

    /// A member of the case file that the page keeps as it is.
    pub(super) fn kept<T: DeserializeOwned>(&self, member: &str) -> Vec<T> {
        let is_it = |one: &&super::workspace::UnknownMember| {
            one.holder == Holder::File && one.path.is_empty() && one.member == member
        };
        let found = self.unknown_members.iter().find(is_it);
        let read = found.and_then(|found| serde_json::from_str(&found.json).ok());
        read.unwrap_or_default()
    }

    /// Adds what is not there yet; how many people and networks that is.
    fn take_lists(&mut self, lists: Lists) -> (usize, usize) {
        let (mut people, mut networks) = (0, 0);
        let account = self.account_id().to_owned();
        for person in lists.people {
            let is_same = |other: &Rc<Persona>| {
                let arn = |one: &Persona| one.principal.trim().replace(ACCOUNT, &account);
                arn(other) == arn(&person)
                    && other.entry == person.entry
                    && other.context.len() == person.context.len()
            };
            if self.personas.len() < MOST && !self.personas.iter().any(is_same) {
                let person = self.with_ids(person);
                self.personas.push(Rc::new(person));
                people += 1;
            }
        }
        for network in lists.networks {
            let is_same = |other: &Rc<Site>| {
                let told = listed(&other.region);
                // The Region of a way in that tells none is the one that is known of it.
                let is_open = told.is_empty() && network.network.path == Path::Endpoint;
                other.network.is_same(&network.network)
                    && (is_open || told == listed(&network.region))
            };
            if self.sites.len() < MOST && !self.sites.iter().any(is_same) {
                let id = self.fresh_id();
                self.sites.push(Rc::new(Site { id, ..network }));
                networks += 1;
            }
        }
        (people, networks)
    }

    fn with_ids(&mut self, mut person: Persona) -> Persona {
        person.id = self.fresh_id();
        for row in &mut person.context {
            row.id = self.fresh_id();
        }
        person
    }

    /// Takes what the policies and the case name, unless somebody has touched the lists.
    pub(super) fn feed_unasked(&mut self, words: &Words) {
        if !self.has_own_lists() {
            let lists = self.named(words);
            self.feed_usual(lists, words);
        }
    }

    /// The usual lists with what is named in the place of what stands for it.
    fn feed_usual(&mut self, lists: Lists, words: &Words) {
        let break_glass = PersonaKind::BreakGlass.arn();
        let arn = break_glass.replace(ACCOUNT, self.account_id());
        let is_named = lists.people.iter().any(|person| *person.principal == arn);
        if !lists.people.is_empty() && !is_named {
            // Whom the policies exempt is told: a name of ours beside it would be denied.
            self.personas
                .retain(|person| *person.principal != break_glass);
        }
        let ranges = ranges(&lists.networks);
        let names_ranges = !ranges.is_empty();
        let mut named = lists.networks.iter();
        let names_endpoints = named.any(|site| site.network.path == Path::Endpoint);
        let is_inside = |site: &Site| {
            let address: Option<IpAddr> = site.network.source_ip.parse().ok();
            address.is_some_and(|address| ranges.iter().any(|range| range.contains(&address)))
        };
        let usual = std::mem::take(&mut self.sites).into_iter();
        let stay = usual.filter(|site| match site.network.path {
            Path::Endpoint => !names_endpoints,
            Path::Public => !names_ranges || is_v6(site) && !is_inside(site),
        });
        let stay: Vec<Rc<Site>> = stay.collect();
        self.take_lists(lists);
        self.sites.extend(stay);
        self.fill_lists(words);
    }
}

fn is_v6(site: &Site) -> bool {
    site.network.source_ip.contains(':')
}

/// The public ranges of networks.
fn ranges(networks: &[Site]) -> Vec<RangeInclusive<IpAddr>> {
    let public = networks
        .iter()
        .filter(|site| site.network.path == Path::Public);
    let texts = public.flat_map(|site| listed(&site.network.source_ip));
    texts.filter_map(|text| address_range(&text).ok()).collect()
}

/// An address outside of all public ranges that are named, where there are such.
fn outside(networks: &[Site], words: &Words) -> Option<Site> {
    let ranges = ranges(networks);
    if ranges.is_empty() {
        return None;
    }
    let is_outside = |address: &&&str| {
        let address: Option<IpAddr> = address.parse().ok();
        address.is_some_and(|address| !ranges.iter().any(|range| range.contains(&address)))
    };
    let address = OUTSIDE.iter().find(is_outside)?;
    let mut names = words.sites.iter();
    let name = names.find(|(kind, _)| *kind == SiteKind::Home);
    Some(Site {
        name: name.map(|(_, name)| name.clone()).unwrap_or_default(),
        network: super::scenario::Network {
            source_ip: IString::Static(address),
            ..Default::default()
        },
        ..Site::default()
    })
}

/// A network with the VPC of its endpoint, and the endpoint of its VPC, where that is the only one.
fn join(network: &mut GridNetwork, known: &[KnownEndpoint]) {
    let of_vpc = |vpc: &str| {
        let mut all = known.iter().filter(|one| one.vpc == vpc);
        let first = all.next()?;
        all.next().is_none().then(|| first.endpoint.clone())?
    };
    match (&network.vpc, &network.endpoint) {
        (None, Some(id)) => {
            let found = known.iter().find(|one| one.endpoint.as_ref() == Some(id));
            network.vpc = found.map(|one| one.vpc.clone());
        }
        (Some(vpc), None) => network.endpoint = of_vpc(vpc),
        _ => {}
    }
    // Where an endpoint is counts for more than where a policy pins it to.
    let is_it = |one: &&KnownEndpoint| match (&network.endpoint, &network.vpc) {
        (Some(id), _) => one.endpoint.as_ref() == Some(id),
        (None, Some(vpc)) => one.vpc == *vpc,
        (None, None) => false,
    };
    let mut regions: Vec<String> = known.iter().filter(is_it).filter_map(region_of).collect();
    regions.sort();
    regions.dedup();
    if !regions.is_empty() {
        network.regions = Some(regions);
    }
}

/// The Region of an endpoint, which the name of its service says.
pub(super) fn region_of(endpoint: &KnownEndpoint) -> Option<String> {
    let mut parts = endpoint.service_name.split('.');
    let is_of = |part: Option<&str>, name| part == Some(name);
    let is_aws = is_of(parts.next(), "com") && is_of(parts.next(), "amazonaws");
    let region = parts.next().filter(|region| !region.is_empty());
    region.filter(|_| is_aws).map(str::to_owned)
}

/// A network that is called by what it is, where it has no name.
fn named_site(network: &GridNetwork) -> Site {
    let mut site = site(network, 0);
    if site.name.is_empty() {
        let ids = [&network.vpc, &network.endpoint].into_iter().flatten();
        let ranges = network.source_ip.iter().flatten();
        let id = ids.chain(ranges).next();
        site.name = id.cloned().unwrap_or_default().into();
    }
    site
}

/// What an ARN is of, without the account.
fn short(arn: &str) -> String {
    let resource = arn.splitn(6, ':').nth(5).unwrap_or(arn);
    resource.to_owned()
}
