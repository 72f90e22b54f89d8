//! Which door: where a kind of user signs in, which domains a network must let through for
//! that, and what policies gate of it.

mod check;
mod firewall;
mod list;
mod pattern;
mod present;
mod table;
mod typed;
mod words;

use std::collections::BTreeSet;

use vestibule_signin::network::is_region;
use vestibule_signin::sources;
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{
    Action, AllowListCheck, Covered, DomainList, Door, DoorKind, Doors, EntryWidth, FactSource,
    Layer, NeededDomain, PrivateEndpoint,
};

use crate::words::Section;
pub use firewall::FirewallLine;
pub use present::{Gate, gates};
use table::{
    ACCOUNT, DIRECTORY, DOMAINS, ENDPOINTS, Entry, FIRST_REGION, INSTANCE, REGION, Service,
};
pub use typed::{DoorsField, too_large};

/// What is asked of the doors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoorsFor {
    /// The doors; all where it is empty.
    pub doors: Vec<DoorKind>,
    /// The id or alias of the account.
    pub account: Option<String>,
    /// The Regions that people sign in to.
    pub regions: Vec<String>,
    /// The first label of the access portal: the directory id or its alias.
    pub portal: Option<String>,
    /// The id of the instance of IAM Identity Center.
    pub instance: Option<String>,
    /// The access portal over IPv4 alone, or over IPv4 and IPv6 alone; both where none is told.
    pub stack: Option<PortalStack>,
}

/// The address families of the access portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortalStack {
    /// IPv4 alone.
    Ipv4,
    /// IPv4 and IPv6.
    DualStack,
}

/// The answer about doors, in the contract's JSON and in words.
#[derive(Clone, Debug, PartialEq)]
pub struct DoorsAnswer {
    /// The answer.
    pub answer: Doors,
    /// What of the given allow-list covers the domains, in words for people.
    pub check: Vec<Section>,
    /// The doors, a line each, in the order of the answer.
    pub of_doors: Section,
    /// The domains, a section for each list and a line for each domain, in the order of the
    /// answer.
    pub lists: Vec<Section>,
    /// The VPC endpoints of Private Access; `None` where no door of the answer has one.
    pub private_access: Option<Section>,
    /// The sources, a line each.
    pub sources: Section,
}

impl DoorsAnswer {
    /// All of what the answer says, in words for people.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        let lists = self.check.iter().chain([&self.of_doors]).chain(&self.lists);
        lists.chain(&self.private_access).chain([&self.sources])
    }

    /// True unless an allow-list was given that lacks something, or lets through too much.
    pub fn is_right(&self) -> bool {
        self.answer.allow_list.as_ref().is_none_or(is_right)
    }
}

fn is_right(list: &AllowListCheck) -> bool {
    let all = list.domains.iter().all(|of| of.verdict == Covered::Covered);
    all && list
        .entries
        .iter()
        .all(|of| of.width != EntryWidth::TooWide)
}

/// Where people sign in, what a network must let through for that, and what policies gate of
/// it. `allow_list` is the text of an allow-list that is held against it: one domain a line, a
/// PAC file, or a configuration of Squid. Nothing in it is executed.
pub fn doors(asked: &DoorsFor, allow_list: Option<&str>) -> DoorsAnswer {
    let kinds: Vec<DoorKind> = DoorKind::ALL
        .into_iter()
        .filter(|kind| asked.doors.is_empty() || asked.doors.contains(kind))
        .collect();
    let notes: Vec<Vec<Message>> = kinds.iter().map(|kind| words::notes(*kind)).collect();
    let doors: Vec<Door> = kinds
        .iter()
        .zip(&notes)
        .map(|(kind, notes)| door(*kind, asked, notes))
        .collect();
    let domains = domains(asked, &kinds);
    let endpoints: Vec<(PrivateEndpoint, Vec<Message>)> = if kinds == [DoorKind::BuilderId] {
        Vec::new()
    } else {
        endpoints(asked)
    };
    let checked = allow_list.map(|text| check::check(&list::read(text), &domains));
    let (private_access, of_endpoints): (Vec<_>, Vec<_>) = endpoints.into_iter().unzip();
    let mut answer = Doors {
        doors,
        domains,
        private_access,
        allow_list: None,
        sources: Vec::new(),
    };
    answer.sources = sources_of(&answer);
    DoorsAnswer {
        check: checked.as_ref().map(words::of_check).unwrap_or_default(),
        of_doors: words::of_doors(&answer.doors, &notes),
        lists: words::of_domains(&answer.domains),
        private_access: words::of_endpoints(&answer.private_access, &of_endpoints),
        sources: words::of_sources(&answer.sources),
        answer: Doors {
            allow_list: checked.map(|checked| checked.answer),
            ..answer
        },
    }
}

/// Whether a text can be the alias of an account. [API of IAM, CreateAccountAlias]
pub fn is_account_alias(text: &str) -> bool {
    let is_of_alias = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_number = text.chars().all(|c| c.is_ascii_digit());
    let is_account = is_number && text.len() == 12;
    (3..=63).contains(&text.len())
        && text.chars().all(is_of_alias)
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && !is_account
}

/// Whether a text is a Region of the commercial partition, whose domains AWS documents there.
pub fn is_commercial_region(text: &str) -> bool {
    let other = ["cn-", "us-gov-", "us-iso", "eu-isoe-", "eusc-"];
    is_region(text) && !other.iter().any(|prefix| text.starts_with(prefix))
}

/// Whether a text can be one label of a domain, such as the alias of an access portal.
pub fn is_label(text: &str) -> bool {
    let is_of_label = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=63).contains(&text.len())
        && text.chars().all(is_of_label)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// A documented text with what was given filled in, for each Region.
fn filled(text: &str, asked: &DoorsFor) -> Vec<String> {
    let fill = |text: String, gap: &str, with: Option<&str>| match with {
        Some(with) => text.replace(gap, with),
        None => text,
    };
    let text = fill(text.to_owned(), ACCOUNT, asked.account.as_deref());
    let text = fill(text, DIRECTORY, asked.portal.as_deref());
    let text = fill(text, INSTANCE, asked.instance.as_deref());
    if !text.contains(REGION) || asked.regions.is_empty() {
        return vec![text];
    }
    let regions = asked.regions.iter();
    regions.map(|region| text.replace(REGION, region)).collect()
}

/// What is asked, with the Region that a control plane takes writes in. [UG]
fn with_first_region(asked: &DoorsFor) -> DoorsFor {
    let mut asked = asked.clone();
    if !asked.regions.iter().any(|region| region == FIRST_REGION) {
        asked.regions.insert(0, FIRST_REGION.to_owned());
    }
    asked
}

fn door(kind: DoorKind, asked: &DoorsFor, notes: &[Message]) -> Door {
    let (urls, sources) = table::addresses(kind);
    let with_first = with_first_region(asked);
    let asked = match kind {
        DoorKind::ControlPlane => &with_first,
        _ => asked,
    };
    let stack = |url: &&&str| match asked.stack {
        Some(PortalStack::Ipv4) => !url.ends_with(".app.aws"),
        Some(PortalStack::DualStack) => url.ends_with(".app.aws"),
        None => true,
    };
    let is_portal = kind == DoorKind::IdentityCenter;
    let urls = urls.iter().filter(|url| !is_portal || stack(url));
    let mut told = Vec::new();
    for url in urls.flat_map(|url| filled(url, asked)) {
        if !told.contains(&url) {
            told.push(url);
        }
    }
    Door {
        door: kind,
        urls: told,
        gated_at: gated_at(kind),
        layers: layers(kind),
        notes: notes.iter().map(|note| note.plain()).collect(),
        sources: sources.iter().map(|tag| (*tag).to_owned()).collect(),
    }
}

/// The actions at which sign-in policies gate a door. [UG]
fn gated_at(kind: DoorKind) -> Vec<Action> {
    match kind {
        DoorKind::Root | DoorKind::IamUser | DoorKind::Federated | DoorKind::IdentityCenter => {
            vec![
                Action::Authenticate,
                Action::AuthorizeOAuth2Access,
                Action::CreateOAuth2Token,
            ]
        }
        DoorKind::BuilderId | DoorKind::ControlPlane => Vec::new(),
    }
}

/// The layers that may stop a sign-in by a door. [UG, EVAL, VPCE]
fn layers(kind: DoorKind) -> Vec<Layer> {
    let all = [
        Layer::ResourceBased,
        Layer::ResourceControl,
        Layer::ServiceControl,
        Layer::Identity,
        Layer::PermissionsBoundary,
        Layer::Session,
        Layer::VpcEndpoint,
    ];
    let bears = |layer: &Layer| match kind {
        DoorKind::BuilderId | DoorKind::ControlPlane => false,
        DoorKind::Root => !matches!(
            layer,
            Layer::Identity | Layer::PermissionsBoundary | Layer::Session
        ),
        DoorKind::IamUser => *layer != Layer::Session,
        DoorKind::Federated | DoorKind::IdentityCenter => true,
    };
    all.into_iter().filter(bears).collect()
}

fn domains(asked: &DoorsFor, kinds: &[DoorKind]) -> Vec<NeededDomain> {
    let mut all = Vec::new();
    for entry in DOMAINS {
        let is_other_stack = matches!(
            (entry.list, asked.stack),
            (DomainList::PortalIpv4, Some(PortalStack::DualStack))
                | (DomainList::PortalDualStack, Some(PortalStack::Ipv4))
        );
        let doors = kinds
            .iter()
            .copied()
            .filter(|kind| table::needs(*kind, entry));
        let doors: Vec<DoorKind> = doors.collect();
        if !is_other_stack && !doors.is_empty() {
            all.extend(needed(entry, &doors, asked));
        }
    }
    all
}

/// A documented domain, once for each Region.
fn needed(entry: &Entry, doors: &[DoorKind], asked: &DoorsFor) -> Vec<NeededDomain> {
    let with_first = with_first_region(asked);
    let asked = match entry.list {
        DomainList::ControlPlane => &with_first,
        _ => asked,
    };
    let one = |domain: String| {
        let hosts = if domain.contains('*') {
            let hosts = entry.hosts.iter().flat_map(|host| filled(host, asked));
            let hosts: Vec<String> = hosts.filter(|host| within(&domain, host)).collect();
            (!hosts.is_empty()).then_some(hosts)
        } else {
            Some(vec![domain.clone()])
        };
        NeededDomain {
            domain,
            documented: format!("{}{}", entry.domain, entry.path.unwrap_or_default()),
            list: entry.list,
            doors: doors.to_vec(),
            path: entry.path.map(str::to_owned),
            hosts,
            inferred: entry.is_inferred(),
            sources: entry.sources.iter().map(|tag| (*tag).to_owned()).collect(),
        }
    };
    filled(entry.domain, asked).into_iter().map(one).collect()
}

/// Whether a documented host lies in a domain that has the same Region.
fn within(domain: &str, host: &str) -> bool {
    let plain = |text: &str| text.replace(REGION, "region");
    pattern::covers(&plain(domain), &plain(host))
}

fn endpoints(asked: &DoorsFor) -> Vec<(PrivateEndpoint, Vec<Message>)> {
    let mut regions = vec![FIRST_REGION.to_owned()];
    if asked.regions.is_empty() {
        regions.push(REGION.to_owned());
    }
    let others = asked
        .regions
        .iter()
        .filter(|region| *region != FIRST_REGION);
    regions.extend(others.cloned());
    let mut all = Vec::new();
    for endpoint in ENDPOINTS {
        // Static content is the same in each Region, so that one endpoint is enough. [CPAE]
        let count = if endpoint.service == Service::ConsoleStatic {
            1
        } else {
            regions.len()
        };
        for region in regions.iter().take(count) {
            let first = if region == FIRST_REGION {
                endpoint.first
            } else {
                &[]
            };
            let names = endpoint
                .names
                .iter()
                .map(|name| name.replace(REGION, region));
            let names = names.chain(first.iter().map(|name| (*name).to_owned()));
            let notes = words::endpoint_notes(endpoint.service);
            let told = PrivateEndpoint {
                service_name: format!("com.amazonaws.{region}.{}", endpoint.service.name()),
                region: region.clone(),
                dns_names: names.collect(),
                notes: notes.iter().map(|note| note.plain()).collect(),
                sources: endpoint
                    .sources
                    .iter()
                    .map(|tag| (*tag).to_owned())
                    .collect(),
            };
            all.push((told, notes));
        }
    }
    all
}

fn sources_of(answer: &Doors) -> Vec<FactSource> {
    let doors = answer.doors.iter().flat_map(|door| &door.sources);
    let domains = answer.domains.iter().flat_map(|domain| &domain.sources);
    let endpoints = answer
        .private_access
        .iter()
        .flat_map(|endpoint| &endpoint.sources);
    let tags: BTreeSet<&String> = doors.chain(domains).chain(endpoints).collect();
    let named = sources::SOURCES.iter();
    let named = named.filter(|source| tags.iter().any(|tag| *tag == source.tag));
    let told = named.map(|source| FactSource {
        tag: source.tag.to_owned(),
        title: source.title.to_owned(),
        address: source.address.to_owned(),
        date: source.date.to_owned(),
    });
    told.collect()
}
