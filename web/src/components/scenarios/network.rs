//! From where: the public internet or a VPC endpoint.

use yew::prelude::*;

use crate::components::field::TextField;
use crate::state::scenario::{Network, Path};
use crate::text::use_text;

/// What is wrong with each field of a network.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Wrong {
    pub(crate) source_ip: Vec<AttrValue>,
    pub(crate) vpc: Vec<AttrValue>,
    pub(crate) endpoint: Vec<AttrValue>,
    pub(crate) private_ip: Vec<AttrValue>,
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Begins the ids of its fields.
    pub(crate) id: AttrValue,
    pub(crate) legend: AttrValue,
    pub(crate) network: Network,
    pub(crate) on_change: Callback<Network>,
    #[prop_or_default]
    pub(crate) wrong: Wrong,
    #[prop_or_default]
    pub(crate) edits: Option<AttrValue>,
}

#[component]
pub(crate) fn NetworkFields(props: &Props) -> Html {
    let text = use_text();
    let network = &props.network;
    let id = &props.id;
    let path = |path: Path, name: &str, label: AttrValue| {
        let (network, on_change) = (network.clone(), props.on_change.clone());
        let checked = network.path == path;
        let onchange = Callback::from(move |_: Event| {
            on_change.emit(Network {
                path,
                ..network.clone()
            });
        });
        let for_id = format!("{id}-{name}");
        html! {
            <label class="choice" for={for_id.clone()}>
                <input type="radio" name={format!("{id}-path")} id={for_id} {checked} {onchange} />
                { label }
            </label>
        }
    };
    let field = |name: &str,
                 label: AttrValue,
                 value: &AttrValue,
                 example: &'static str,
                 wrong: &[AttrValue],
                 set: fn(&mut Network, AttrValue)| {
        let (network, on_change) = (network.clone(), props.on_change.clone());
        let on_input = Callback::from(move |value: AttrValue| {
            let mut network = network.clone();
            set(&mut network, value);
            on_change.emit(network);
        });
        let edits = (name == "ip" || name == "vpc").then(|| props.edits.clone());
        html! {
            <TextField
                id={format!("{id}-{name}")} {label} value={value.clone()} {on_input} code=true
                placeholder={example} wrong={wrong.to_vec()} edits={edits.flatten()}
            />
        }
    };
    let wrong = &props.wrong;
    html! {
        <fieldset class="network">
            <legend>{ &props.legend }</legend>
            <div class="choices">
                { path(Path::Public, "public", text.say(id!("table-path-public"))) }
                { path(Path::Endpoint, "through", text.say(id!("table-path-endpoint"))) }
            </div>
            <div class="fields">
                if network.path == Path::Public {
                    { field("ip", text.say(id!("table-ip")), &network.source_ip, "203.0.113.10", &wrong.source_ip,
                        |network, value| network.source_ip = value) }
                } else {
                    { field("vpc", text.say(id!("table-vpc")), &network.vpc, "vpc-0a1b2c3d4e5f60718", &wrong.vpc,
                        |network, value| network.vpc = value) }
                    { field("vpce", text.say(id!("table-endpoint")), &network.endpoint, "vpce-0123456789abcdef0",
                        &wrong.endpoint, |network, value| network.endpoint = value) }
                    { field("private", text.say(id!("table-private-ip")), &network.private_ip, "10.0.1.25",
                        &wrong.private_ip, |network, value| network.private_ip = value) }
                }
            </div>
        </fieldset>
    }
}
