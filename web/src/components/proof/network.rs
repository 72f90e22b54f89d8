//! The networks that guarantees and the map speak of by name.

use std::rc::Rc;

use vestibule_wire::NamedNetwork;
use yew::prelude::*;

use super::guarantee::split;
use crate::components::field::TextField;
use crate::components::focus_id;
use crate::components::glyph::{self, glyph};
use crate::state::action::Action;
use crate::state::declarations::Declarations;
use crate::state::declared::Declare;
use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) declared: Rc<Declarations>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Networks(props: &Props) -> Html {
    let text = use_text();
    let (name, parts) = (
        use_state_eq(AttrValue::default),
        use_state_eq(AttrValue::default),
    );
    let tried = use_state_eq(|| false);
    // The place of the network that is edited; `None` for another one.
    let editing = use_state_eq(|| None::<usize>);
    {
        // Places are others then.
        let editing = editing.setter();
        use_effect_with(props.declared.networks.len(), move |_| editing.set(None));
    }
    let made = made(&name, &parts, &props.declared, *editing);
    let onsubmit = {
        let (name, parts, tried) = (name.setter(), parts.setter(), tried.setter());
        let (made, dispatch) = (made.clone(), props.dispatch.clone());
        let editing = editing.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(network) = made.clone() else {
                return tried.set(true);
            };
            dispatch.emit(Action::Declare(Declare::Network(*editing, network)));
            name.set(AttrValue::default());
            parts.set(AttrValue::default());
            tried.set(false);
            match *editing {
                Some(place) => focus_id(&edit_id(place)),
                None => focus_id("network-name"),
            }
            editing.set(None);
        }
    };
    let wrong = if *tried && made.is_none() {
        vec![text.say(id!("network-wrong"))]
    } else {
        Vec::new()
    };
    let on_edit = {
        let (name, parts, editing) = (name.setter(), parts.setter(), editing.setter());
        Callback::from(move |(place, network): (usize, Rc<NamedNetwork>)| {
            name.set(network.name.clone().into());
            parts.set(told(&network).into());
            editing.set(Some(place));
            focus_id("network-parts");
        })
    };
    let set = |setter: UseStateSetter<AttrValue>| Callback::from(move |typed| setter.set(typed));
    html! {
        <section class="networks" aria-labelledby="networks-title">
            <h3 id="networks-title">{ text.say(id!("network-title")) }</h3>
            <ul>
                { for props.declared.networks.iter().enumerate().map(|(place, network)| {
                    self::network(&text, props, &on_edit, place, network)
                }) }
            </ul>
            <form class="network-form" {onsubmit} data-own-undo="">
                <TextField
                    id="network-name" label={text.say(id!("network-name"))} value={(*name).clone()}
                    on_input={set(name.setter())}
                />
                <TextField
                    id="network-parts" label={text.say(id!("network-parts"))} value={(*parts).clone()} code=true
                    placeholder="203.0.113.0/24, 2001:db8::/48" on_input={set(parts.setter())} {wrong}
                />
                <button type="submit">
                    if editing.is_some() {
                        { text.say(id!("network-save")) }
                    } else {
                        { glyph(glyph::PLUS) }{ text.say(id!("network-add")) }
                    }
                </button>
            </form>
        </section>
    }
}

fn edit_id(place: usize) -> String {
    format!("network-edit-{place}")
}

/// Its ids, ranges and Regions, as they are typed.
fn told(network: &NamedNetwork) -> String {
    let parts = [&network.vpc, &network.endpoint];
    let parts = parts.into_iter().flatten();
    let parts = parts.chain(network.source_ip.iter().flatten());
    let parts = parts.chain(network.regions.iter().flatten());
    parts.map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn network(
    text: &Text,
    props: &Props,
    on_edit: &Callback<(usize, Rc<NamedNetwork>)>,
    place: usize,
    network: &Rc<NamedNetwork>,
) -> Html {
    let used: Vec<&str> = props.declared.speaking_of(&network.name).collect();
    let edit = {
        let (on_edit, network) = (on_edit.clone(), Rc::clone(network));
        move |_: MouseEvent| on_edit.emit((place, Rc::clone(&network)))
    };
    let called = [("name", network.name.clone().into())];
    let remove = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Declare(Declare::RemoveNetwork(place)));
    html! {
        <li>
            <strong>{ network.name.clone() }</strong>{ " " }<code>{ told(network) }</code>
            <button
                type="button" class="quiet only-icon" id={edit_id(place)} onclick={edit}
                aria-label={text.with(id!("network-edit"), &called)}
            >{ glyph(glyph::PENCIL) }</button>
            if used.is_empty() {
                <button
                    type="button" class="quiet only-icon" onclick={remove}
                    aria-label={text.with(id!("network-remove"), &called)}
                >{ glyph(glyph::TRASH) }</button>
            } else {
                // Without it these would say nothing.
                <span class="soft">{ text.with(id!("network-used"), &[("names", used.join("; ").into())]) }</span>
            }
        </li>
    }
}

/// The network of that name, which is that of `editing` or a new one, with these ranges, ids and Regions; `None` where something is missing
/// or is none of these.
fn made(
    name: &str,
    parts: &str,
    declared: &Declarations,
    editing: Option<usize>,
) -> Option<NamedNetwork> {
    let before = editing.and_then(|place| declared.networks.get(place));
    // One that was called by what it is stays called so.
    let is_called_so = before.is_some_and(|before| before.name == name && told(before) == name);
    let name = if is_called_so { parts } else { name };
    let name = name.trim();
    let others = declared.networks.iter().enumerate();
    let mut others = others.filter(|(place, _)| Some(*place) != editing);
    let is_taken = others.any(|(_, known)| known.name == name);
    if name.is_empty() || is_taken {
        return None;
    }
    let (mut ranges, mut regions) = (Vec::new(), Vec::new());
    let (mut vpc, mut endpoint) = (None, None);
    for part in split(parts) {
        let is_new = if part.starts_with("vpce-") {
            endpoint.replace(part).is_none()
        } else if part.starts_with("vpc-") {
            vpc.replace(part).is_none()
        } else if vestibule_iam::cidr::parse_network(&part).is_ok() {
            ranges.push(part);
            true
        } else {
            let is_region = vestibule_ide::regions::REGIONS.contains(&&*part);
            regions.push(part);
            is_region
        };
        if !is_new {
            return None;
        }
    }
    let has_place = vpc.is_some() || endpoint.is_some() || !ranges.is_empty();
    has_place.then(|| NamedNetwork {
        name: name.to_owned(),
        source_ip: (!ranges.is_empty()).then_some(ranges),
        vpc,
        endpoint,
        regions: (!regions.is_empty()).then_some(regions),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_network_or_nothing() {
        let declared = Declarations::default();
        let of = |parts: &str| made("x", parts, &declared, None);
        let office = of("203.0.113.0/24, 2001:db8::/48").unwrap();
        assert_eq!(office.source_ip.unwrap().len(), 2);
        let vpc = of("vpc-0a1b2c3d4e5f60718 vpce-0123456789abcdef0 10.0.0.0/8 eu-west-1").unwrap();
        assert_eq!(vpc.regions.unwrap(), ["eu-west-1"]);
        assert_eq!(vpc.source_ip.unwrap(), ["10.0.0.0/8"]);
        for wrong in ["", "eu-west-1", "203.0.113.0/33", "vpc-1 vpc-2", "office"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
        assert_eq!(made(" ", "203.0.113.0/24", &declared, None), None);
    }

    #[test]
    fn a_network_that_is_called_by_its_ranges_stays_called_so() {
        let office = made(
            "192.0.2.0/24",
            "192.0.2.0/24",
            &Declarations::default(),
            None,
        );
        let declared = Declarations {
            networks: office.into_iter().map(Rc::new).collect(),
            ..Declarations::default()
        };
        let edited = |name: &str| {
            made(name, "203.0.113.0/24", &declared, Some(0))
                .unwrap()
                .name
        };
        assert_eq!(edited("192.0.2.0/24"), "203.0.113.0/24");
        assert_eq!(edited("Office"), "Office");
        assert_eq!(
            made("192.0.2.0/24", "203.0.113.0/24", &declared, None),
            None
        );
    }
}
