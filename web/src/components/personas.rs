//! The words for who signs in and from where.

use std::rc::Rc;

use super::documents::names::one;
use crate::state::action::Words;
use crate::state::persona::{PersonaKind, SiteKind};
use crate::state::workspace::LAYERS;
use crate::text::Text;
use yew::AttrValue;

pub(crate) fn kind(text: &Text, kind: PersonaKind) -> AttrValue {
    text.say(match kind {
        PersonaKind::Root => id!("persona-root"),
        PersonaKind::User => id!("persona-user"),
        PersonaKind::Role => id!("persona-role"),
        PersonaKind::Federated => id!("persona-federated"),
        PersonaKind::IdentityCenter => id!("persona-identity-center"),
        PersonaKind::BreakGlass => id!("persona-break-glass"),
    })
}

pub(crate) fn site(text: &Text, kind: SiteKind) -> AttrValue {
    text.say(match kind {
        SiteKind::Office => id!("persona-site-office"),
        SiteKind::Vpn => id!("persona-site-vpn"),
        SiteKind::VpcEndpoint => id!("persona-site-endpoint"),
        SiteKind::Home => id!("persona-site-home"),
        SiteKind::Ipv6 => id!("persona-site-ipv6"),
    })
}

/// What the page writes into workspaces itself.
pub(crate) fn words(text: &Text) -> Rc<Words> {
    Rc::new(Words {
        language: text.language().tag().into(),
        untitled: text.say(id!("persona-untitled")),
        shared: text.say(id!("persona-shared")),
        copy: text.with(id!("persona-copy"), &[("name", "{name}".into())]),
        layers: LAYERS.map(|layer| (layer, one(text, layer))).to_vec(),
        numbered: text.with(
            id!("documents-numbered"),
            &[("name", "{name}".into()), ("number", "{number}".into())],
        ),
        personas: PersonaKind::ALL.map(|one| (one, kind(text, one))).to_vec(),
        sites: SiteKind::ALL.map(|one| (one, site(text, one))).to_vec(),
    })
}
