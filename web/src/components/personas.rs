//! The words for who signs in and from where.

use std::rc::Rc;

use crate::state::action::Words;
use crate::state::persona::{PersonaKind, SiteKind};
use crate::text::Text;
use yew::AttrValue;

pub(crate) fn kind(text: &Text, kind: PersonaKind) -> AttrValue {
    text.say(match kind {
        PersonaKind::Root => "persona-root",
        PersonaKind::User => "persona-user",
        PersonaKind::Role => "persona-role",
        PersonaKind::Federated => "persona-federated",
        PersonaKind::IdentityCenter => "persona-identity-center",
        PersonaKind::BreakGlass => "persona-break-glass",
    })
}

pub(crate) fn site(text: &Text, kind: SiteKind) -> AttrValue {
    text.say(match kind {
        SiteKind::Office => "persona-site-office",
        SiteKind::Vpn => "persona-site-vpn",
        SiteKind::VpcEndpoint => "persona-site-endpoint",
        SiteKind::Home => "persona-site-home",
        SiteKind::Ipv6 => "persona-site-ipv6",
    })
}

/// What the page writes into workspaces itself.
pub(crate) fn words(text: &Text) -> Rc<Words> {
    Rc::new(Words {
        untitled: text.say("persona-untitled"),
        shared: text.say("persona-shared"),
        copy: text.with("persona-copy", &[("name", "{name}".into())]),
        personas: PersonaKind::ALL.map(|one| (one, kind(text, one))).to_vec(),
        sites: SiteKind::ALL.map(|one| (one, site(text, one))).to_vec(),
    })
}
