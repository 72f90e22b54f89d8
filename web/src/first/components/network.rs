//! From where: the public internet or a VPC endpoint.

use std::rc::Rc;

use yew::prelude::*;

use super::text_field::TextField;
use crate::first::evaluate::Problem;
use crate::first::state::Action;
use crate::first::state::field::Field;
use crate::first::state::input::{Path, Request};
use crate::text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) request: Request,
    pub(crate) problems: Rc<[Problem]>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Network(props: &Props) -> Html {
    let request = &props.request;
    let choice = |path: Path, id: &'static str, label: &'static str| {
        let onchange = props.dispatch.reform(move |_: Event| Action::Path(path));
        html! {
            <label class="choice" for={id}>
                <input type="radio" name="network" {id} checked={request.path == path} {onchange} />
                { label }
            </label>
        }
    };
    let field = |field: Field, value: &AttrValue, placeholder: &'static str| {
        html! {
            <TextField
                {field} label={text::field(field)} value={value.clone()} {placeholder}
                problems={props.problems.clone()} dispatch={props.dispatch.clone()}
            />
        }
    };
    html! {
        <fieldset class="network">
            <legend>{ text::NETWORK }</legend>
            <div class="choices">
                { choice(Path::Public, "network-public", text::PUBLIC) }
                { choice(Path::Endpoint, "network-endpoint", text::ENDPOINT_PATH) }
            </div>
            <div class={classes!("fields", (request.path == Path::Endpoint).then_some("three"))}>
                if request.path == Path::Public {
                    { field(Field::SourceIp, &request.source_ip, "203.0.113.10") }
                } else {
                    { field(Field::Vpc, &request.vpc, "vpc-0a1b2c3d4e5f60718") }
                    { field(Field::Endpoint, &request.endpoint, "vpce-0123456789abcdef0") }
                    { field(Field::PrivateIp, &request.private_ip, "10.0.1.25") }
                }
            </div>
        </fieldset>
    }
}
