//! The cells of the grid: its headers, and the squares in which people and networks meet.

use std::rc::Rc;

use yew::prelude::*;

use super::gap::Gap;
use super::grid::{At, Props};
use super::square;
use crate::components::decision::words;
use crate::components::scenarios::facts;
use crate::components::scenarios::window::Piece;
use crate::evaluate::regions::Regions;
use crate::state::grid::Place;
use crate::state::persona::{ACCOUNT, Site};
use crate::text::Text;

/// What the cells of the grid are drawn from.
pub(super) struct Cells<'a> {
    pub(super) text: &'a Text,
    pub(super) props: &'a Props,
    pub(super) at: At,
    pub(super) pieces: &'a [Piece],
    pub(super) width: usize,
}

impl Cells<'_> {
    pub(super) fn head(&self) -> Html {
        html! {
            <tr role="row" aria-rowindex="1">
                { self.header((0, 0), "columnheader", "corner", html! {
                    <span class="hidden">{ self.text.say(id!("people-corner")) }</span>
                }) }
                { for self.columns(|column, site| {
                    let mut network = facts::network(&site.network);
                    let region = site.region.trim();
                    if !region.is_empty() && network == site.name.trim() {
                        // Its name says it already.
                        region.clone_into(&mut network);
                    } else if !region.is_empty() {
                        network = format!("{network} · {region}");
                    }
                    let content = html! {
                        <>
                            { named(self.text, &site.name, &network) }
                            if let Some(told) = self.region(site.id) { <span class="region">{ " " }{ told }</span> }
                        </>
                    };
                    self.header((0, column + 1), "columnheader", "network", content)
                }) }
            </tr>
        }
    }

    pub(super) fn row(&self, row: usize) -> Html {
        let Some(persona) = self.props.personas.get(row) else {
            return html! {};
        };
        let arn = persona.principal.replace(ACCOUNT, &self.props.account);
        let who = words::principal(&arn);
        let content = named(self.text, &persona.name, &who);
        html! {
            <tr key={format!("person-{}", persona.id)} role="row" aria-rowindex={(row + 2).to_string()} class="row">
                { self.header((row + 1, 0), "rowheader", "person", content) }
                { for self.columns(|column, site| {
                    let place = Place { person: persona.id, site: site.id };
                    self.square((row + 1, column + 1), place)
                }) }
            </tr>
        }
    }

    /// In which Region the network is decided that does not tell its own.
    fn region(&self, site: u32) -> Option<AttrValue> {
        let mut squares = self.props.personas.iter().filter_map(|person| {
            let person = person.id;
            self.props.squares.get(&Place { person, site })
        });
        let square = squares.find(|square| square.regions != Regions::Told)?;
        let regions = square.regions.list().join(", ");
        let told = [("regions", regions.as_str().into())];
        Some(match &square.regions {
            Regions::Told => return None,
            Regions::Known(_) => self.text.with(id!("people-region-known"), &told),
            Regions::Pinned(_) => self.text.with(id!("people-region-pinned"), &told),
            Regions::Tried(list) if list.len() < 2 => {
                let told = [("region", regions.as_str().into())];
                self.text.with(id!("people-region-assumed"), &told)
            }
            Regions::Tried(_) => self.text.say(id!("people-region-open")),
        })
    }

    fn columns<'s>(&'s self, mut cell: impl FnMut(usize, &'s Rc<Site>) -> Html) -> Vec<Html> {
        let drawn = self
            .pieces
            .iter()
            .enumerate()
            .map(|(index, piece)| match piece {
                Piece::Gap(count) => html! {
                    <Gap key={format!("gap-{index}")} size={self.width * count} is_column=true />
                },
                Piece::Row(column) => match self.props.sites.get(*column) {
                    Some(site) => cell(*column, site),
                    None => html! {},
                },
            });
        drawn.collect()
    }

    fn header(&self, at: At, role: &'static str, class: &'static str, content: Html) -> Html {
        html! {
            <th
                key={format!("{}-{}", at.0, at.1)} {role} {class} data-at={format!("{} {}", at.0, at.1)}
                aria-colindex={(at.1 + 1).to_string()} tabindex={tabindex(self.at == at)}
            >
                { content }
            </th>
        }
    }

    fn square(&self, at: At, place: Place) -> Html {
        let found = self.props.squares.get(&place).map(|square| &**square);
        let chosen = self.props.looked == Some(place);
        let outcome = found.map(|square| match square.outcome() {
            Some(outcome) => outcome.name(),
            None if square.is_mixed() => "partly",
            None => "none",
        });
        html! {
            <td
                key={format!("{}-{}", at.0, at.1)} role="gridcell" data-at={format!("{} {}", at.0, at.1)}
                aria-colindex={(at.1 + 1).to_string()} aria-selected={chosen.to_string()}
                class={classes!("square", outcome, chosen.then_some("chosen"))} tabindex={tabindex(self.at == at)}
            >
                { square::content(self.text, found) }
            </td>
        }
    }
}

fn tabindex(is_active: bool) -> &'static str {
    if is_active { "0" } else { "-1" }
}

/// A name, and below it what it stands for.
fn named(text: &Text, name: &AttrValue, of: &str) -> Html {
    let name = if name.trim().is_empty() {
        text.say(id!("table-unnamed"))
    } else {
        name.clone()
    };
    let is_same = *name == *of;
    html! {
        <>
            <span class="name">{ name }</span>
            if !is_same { <span class="of" translate="no">{ " " }{ of }</span> }
        </>
    }
}
