//! People and networks of a workspace, as a case file has them, and back.

use implicit_clone::unsync::IString;
use vestibule_wire::{ContextValue, Entry, Grid, GridNetwork, Person};

use super::persona::{ACCOUNT, Persona, Site, listed};
use super::scenario::{ContextRow, Given, Network, Path};
use super::workspace::Workspace;
use crate::evaluate::case::{context, told};
use std::rc::Rc;

/// The people and networks of a workspace; none where they are the usual ones.
pub(super) fn file(workspace: &Workspace) -> Grid {
    if !workspace.has_own_lists() {
        return Grid::default();
    }
    let account = workspace.account_id();
    let person = |persona: &Rc<Persona>| Person {
        name: told(&persona.name),
        principal: persona.principal.trim().replace(ACCOUNT, account),
        entry: Some(persona.entry).filter(|entry| *entry != Entry::Console),
        context: context(&persona.context),
    };
    let network = |site: &Rc<Site>| {
        let regions = listed(&site.region);
        GridNetwork {
            name: told(&site.name),
            regions: (!regions.is_empty()).then_some(regions),
            ..self::network(&site.network)
        }
    };
    Grid {
        people: workspace.personas.iter().map(person).collect(),
        networks: workspace.sites.iter().map(network).collect(),
    }
}

fn network(form: &Network) -> GridNetwork {
    let ranges = |text: &str| {
        let ranges = listed(text);
        (!ranges.is_empty()).then_some(ranges)
    };
    match form.path {
        Path::Public => GridNetwork {
            source_ip: ranges(&form.source_ip),
            ..GridNetwork::default()
        },
        Path::Endpoint => GridNetwork {
            vpc: told(&form.vpc),
            endpoint: told(&form.endpoint),
            source_ip: ranges(&form.private_ip),
            ..GridNetwork::default()
        },
    }
}

/// Takes the people and networks of a case file, where it has any.
pub(super) fn take(workspace: &mut Workspace, grid: &Grid) {
    for person in &grid.people {
        let id = workspace.fresh_id();
        let context = person.context.iter().map(|(key, value)| ContextRow {
            id: workspace.fresh_id(),
            key: key.to_owned().into(),
            value: given(value),
        });
        let context = context.collect();
        workspace.personas.push(Rc::new(Persona {
            id,
            name: person.name.clone().unwrap_or_default().into(),
            entry: person.entry.unwrap_or_default(),
            principal: person.principal.clone().into(),
            context,
        }));
    }
    for network in &grid.networks {
        let id = workspace.fresh_id();
        workspace.sites.push(Rc::new(site(network, id)));
    }
}

/// The fields for a network.
pub(super) fn site(network: &GridNetwork, id: u32) -> Site {
    let joined = |list: &Option<Vec<String>>| -> IString {
        let list = list.as_deref().unwrap_or_default();
        list.join(", ").into()
    };
    let field = |part: &Option<String>| part.clone().unwrap_or_default().into();
    let ranges = joined(&network.source_ip);
    let form = if network.vpc.is_some() || network.endpoint.is_some() {
        Network {
            path: Path::Endpoint,
            vpc: field(&network.vpc),
            endpoint: field(&network.endpoint),
            private_ip: ranges,
            ..Network::default()
        }
    } else {
        Network {
            source_ip: ranges,
            ..Network::default()
        }
    };
    Site {
        id,
        name: field(&network.name),
        network: form,
        region: joined(&network.regions),
    }
}

/// What is told of a context key.
pub(super) fn given(value: &ContextValue) -> Given {
    match value {
        ContextValue::Unknown => Given::Unknown,
        ContextValue::One(value) => Given::One(value.clone().into()),
        ContextValue::Many(values) => {
            Given::Many(values.iter().map(|value| value.clone().into()).collect())
        }
    }
}
