//! Which people and networks the grid shows, and which of its squares are decided.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_wire::KnownEndpoint;

use super::State;
use super::feeding::region_of;
use super::persona::{ACCOUNT, Persona, Site, listed};
use super::scenario::Path;
use super::view::{Dialog, Tab};
use super::workspace::Workspace;
use crate::evaluate::overview::OverviewAsked;
use crate::evaluate::squares::{Asked, SQUARES};

/// A grid of so many squares is decided as a whole, whatever of it is in sight.
const SMALL: usize = 400;

/// So many people and so many networks the overview of accounts has.
const OVERVIEW: usize = 20;

/// People and networks that are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridShown {
    pub people: Vec<Rc<Persona>>,
    pub sites: Vec<Rc<Site>>,
}

impl GridShown {
    /// All people and networks of a workspace.
    pub fn of(workspace: &Workspace) -> Self {
        Self {
            people: workspace.personas.clone(),
            sites: workspace.sites.clone(),
        }
    }

    /// How many squares there are.
    pub fn squares(&self) -> usize {
        self.people.len().saturating_mul(self.sites.len())
    }
}

impl State {
    /// The people and networks that the filter leaves. A word is looked for among the people and
    /// among the networks, and bears on those of which some have it; one that nobody and nothing
    /// has leaves none.
    pub fn grid_shown(&self) -> GridShown {
        let workspace = &self.workspace;
        let words = self.grid_filter.split_whitespace();
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        let mut people = workspace.personas.clone();
        let mut sites = workspace.sites.clone();
        let account = workspace.account_id();
        for word in &words {
            let of_people = |one: &Persona| text_of_person(one, account).contains(word);
            let of_sites = |one: &Site| text_of_site(one).contains(word);
            let is_a_person = workspace.personas.iter().any(|one| of_people(one));
            let is_a_network = workspace.sites.iter().any(|one| of_sites(one));
            if is_a_person || !is_a_network {
                people.retain(|one| of_people(one));
            }
            if is_a_network || !is_a_person {
                sites.retain(|one| of_sites(one));
            }
        }
        GridShown { people, sites }
    }

    /// What the worker is asked of people × networks; nothing while it is nowhere shown.
    pub fn asked_squares(&self) -> Asked {
        let in_report = self.dialog == Some(Dialog::Report) && self.workspace.has_own_lists();
        let is_shown = self.settings.tab == Tab::People && !self.is_overview();
        if !is_shown && !in_report {
            return Asked::default();
        }
        let shown = if in_report {
            GridShown::of(&self.workspace)
        } else {
            self.grid_shown()
        };
        let is_whole = in_report || self.grid_whole || shown.squares() <= SMALL;
        let GridShown { people, sites } = shown;
        fn within<T>(all: &[Rc<T>], (first, count): (usize, usize)) -> Vec<Rc<T>> {
            all.iter().skip(first).take(count).cloned().collect()
        }
        let (people, sites) = if is_whole {
            (people, sites)
        } else {
            (
                within(&people, self.grid_sight.people),
                within(&sites, self.grid_sight.networks),
            )
        };
        Asked {
            regions: self.known_regions(&sites),
            account: self.workspace.account_id().to_owned().into(),
            people,
            sites,
        }
    }

    /// Whether all accounts of an organization are looked at.
    pub fn is_overview(&self) -> bool {
        let organization = self.workspace.organization.as_ref();
        organization.is_some_and(|one| one.shown.is_empty())
    }

    /// The people and networks of the overview, the first of those that are shown.
    pub fn overview_asked(&self) -> OverviewAsked {
        let GridShown {
            mut people,
            mut sites,
        } = self.grid_shown();
        people.truncate(OVERVIEW);
        sites.truncate(OVERVIEW);
        OverviewAsked {
            asked: Asked {
                regions: self.known_regions(&sites),
                account: IString::default(),
                people,
                sites,
            },
        }
    }

    /// Whether all squares that are shown are decided, or as many as are at once.
    pub fn is_grid_decided(&self) -> bool {
        let wanted = self.grid_shown().squares().min(SQUARES);
        !self.is_stale() && self.results.squares.len() >= wanted
    }

    /// The Regions of networks that do not tell theirs, as far as the case file does.
    fn known_regions(&self, sites: &[Rc<Site>]) -> Vec<(u32, Vec<IString>)> {
        let is_open = |site: &&Rc<Site>| {
            site.network.path == Path::Endpoint && listed(&site.region).is_empty()
        };
        let mut open = sites.iter().filter(is_open).peekable();
        if open.peek().is_none() {
            return Vec::new();
        }
        let endpoints: Vec<KnownEndpoint> = self.workspace.kept("vpcEndpoints");
        let declared = &self.workspace.declared.networks;
        let of_site = |site: &Rc<Site>| {
            let is_of = |vpc: Option<&str>, endpoint: Option<&str>| {
                let network = &site.network;
                let same = |told: &str, other: Option<&str>| {
                    let told = told.trim();
                    (!told.is_empty()).then_some(other == Some(told))
                };
                same(&network.endpoint, endpoint)
                    .or_else(|| same(&network.vpc, vpc))
                    .unwrap_or(false)
            };
            let mut regions: Vec<IString> = Vec::new();
            let mut add = |region: &str| {
                if !regions.iter().any(|known| known == region) {
                    regions.push(region.to_owned().into());
                }
            };
            for endpoint in &endpoints {
                if is_of(Some(&endpoint.vpc), endpoint.endpoint.as_deref()) {
                    region_of(endpoint).iter().for_each(|region| add(region));
                }
            }
            for network in declared {
                if is_of(network.vpc.as_deref(), network.endpoint.as_deref()) {
                    let told = network.regions.iter().flatten();
                    told.for_each(|region| add(region));
                }
            }
            (!regions.is_empty()).then_some((site.id, regions))
        };
        open.filter_map(of_site).collect()
    }
}

fn text_of_person(person: &Persona, account: &str) -> String {
    let arn = person.principal.replace(ACCOUNT, account);
    format!("{} {arn} {}", person.name, person.entry.name()).to_lowercase()
}

fn text_of_site(site: &Site) -> String {
    let network = &site.network;
    let parts: [&str; 3] = match network.path {
        Path::Public => [&network.source_ip, "", ""],
        Path::Endpoint => [&network.vpc, &network.endpoint, &network.private_ip],
    };
    format!("{} {} {}", site.name, parts.join(" "), site.region).to_lowercase()
}
