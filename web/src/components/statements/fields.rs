//! The fields of one permission statement.

use vestibule_wire::PermissionStatement;
use yew::prelude::*;

use crate::analysis::topics::WrongField;
use crate::components::field::TextField;
use crate::components::glyph::{self, glyph};
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) index: usize,
    /// All statements.
    pub(super) list: Vec<PermissionStatement>,
    pub(super) statement: PermissionStatement,
    /// What is wrong with this one.
    pub(super) wrong: Vec<WrongField>,
    pub(super) draft: Callback<Vec<PermissionStatement>>,
}

/// A parameter: its name in AWS's API, and an example.
struct Parameter {
    name: &'static str,
    example: &'static str,
}

const PARAMETERS: [Parameter; 8] = [
    Parameter {
        name: "sourceIp",
        example: "203.0.113.0/24",
    },
    Parameter {
        name: "sourceVpc",
        example: "vpc-0a1b2c3d4e5f60718",
    },
    Parameter {
        name: "signinSourceVpce",
        example: "vpce-0a1b2c3d4e5f60718",
    },
    Parameter {
        name: "consoleSourceVpce",
        example: "vpce-0a1b2c3d4e5f60718",
    },
    Parameter {
        name: "vpcSourceIp",
        example: "10.0.0.0/16",
    },
    Parameter {
        name: "requestedRegion",
        example: "eu-west-1",
    },
    Parameter {
        name: "excludedPrincipal",
        example: "arn:aws:iam::111122223333:role/BreakGlass",
    },
    Parameter {
        name: "clientToken",
        example: "",
    },
];

fn label(text: &Text, name: &str) -> AttrValue {
    match name {
        "sourceIp" => text.say(id!("statements-source-ip")),
        "sourceVpc" => text.say(id!("statements-source-vpc")),
        "signinSourceVpce" => text.say(id!("statements-signin-vpce")),
        "consoleSourceVpce" => text.say(id!("statements-console-vpce")),
        "vpcSourceIp" => text.say(id!("statements-vpc-ip")),
        "requestedRegion" => text.say(id!("statements-region")),
        "excludedPrincipal" => text.say(id!("statements-excluded")),
        _ => text.say(id!("statements-token")),
    }
}

fn value<'s>(statement: &'s mut PermissionStatement, name: &str) -> &'s mut Option<String> {
    match name {
        "sourceIp" => &mut statement.source_ip,
        "sourceVpc" => &mut statement.source_vpc,
        "signinSourceVpce" => &mut statement.signin_source_vpce,
        "consoleSourceVpce" => &mut statement.console_source_vpce,
        "vpcSourceIp" => &mut statement.vpc_source_ip,
        "requestedRegion" => &mut statement.requested_region,
        "excludedPrincipal" => &mut statement.excluded_principal,
        _ => &mut statement.client_token,
    }
}

#[component]
pub(super) fn Fields(props: &Props) -> Html {
    let text = use_text();
    let index = props.index;
    let number = [("number", (index + 1).into())];
    let remove = {
        let (list, draft) = (props.list.clone(), props.draft.clone());
        Callback::from(move |_: MouseEvent| {
            let mut list = list.clone();
            if index < list.len() {
                list.remove(index);
            }
            if list.is_empty() {
                list.push(PermissionStatement::default());
            }
            super::focus_field(index.min(list.len().saturating_sub(1)));
            draft.emit(list);
        })
    };
    let name = text.with(id!("statements-remove"), &number);
    let whole = props.wrong.iter().filter(|one| one.parameter.is_none());
    let whole: Vec<&WrongField> = whole.collect();
    html! {
        <fieldset class="statement">
            <legend>{ text.with(id!("statements-number"), &number) }</legend>
            if props.list.len() > 1 {
                <button type="button" class="quiet only-icon statement-remove" title={name.clone()} aria-label={name} onclick={remove}>
                    { glyph(glyph::TRASH) }
                </button>
            }
            if !whole.is_empty() {
                <ul class="wrong">{ for whole.into_iter().map(|one| html! { <li>{ nodes(&one.said) }</li> }) }</ul>
            }
            { known(&text, props) }
            <div class="fields">{ for PARAMETERS.iter().map(|parameter| field(&text, props, parameter)) }</div>
        </fieldset>
    }
}

/// What is worth knowing of parameters that AWS takes.
fn known(text: &Text, props: &Props) -> Html {
    let known = props.wrong.iter().filter(|one| !one.is_error);
    let known = known.filter_map(|one| Some((one.parameter.as_deref()?, &one.said)));
    let known: Vec<(&str, &String)> = known.collect();
    if known.is_empty() {
        return html! {};
    }
    html! {
        <ul class="statement-known">
            { for known.into_iter().map(|(parameter, said)| html! {
                <li>{ glyph(glyph::TRIANGLE_ALERT) }<span>{ label(text, parameter) }{ ": " }{ nodes(said) }</span></li>
            }) }
        </ul>
    }
}

fn field(text: &Text, props: &Props, parameter: &Parameter) -> Html {
    let (index, name) = (props.index, parameter.name);
    let on_input = {
        let (list, draft) = (props.list.clone(), props.draft.clone());
        Callback::from(move |typed: AttrValue| {
            let mut list = list.clone();
            if let Some(statement) = list.get_mut(index) {
                let typed = typed.trim();
                *value(statement, name) = (!typed.is_empty()).then(|| typed.to_owned());
            }
            draft.emit(list);
        })
    };
    let of_it = props
        .wrong
        .iter()
        .filter(|one| one.is_error && one.parameter.as_deref() == Some(name));
    let shown = value(&mut props.statement.clone(), name)
        .clone()
        .unwrap_or_default();
    html! {
        <TextField
            key={name} id={format!("statement-{index}-{name}")} label={label(text, name)} value={shown}
            placeholder={parameter.example} code=true {on_input}
            class={classes!((name == "excludedPrincipal").then_some("wide"))}
            wrong={of_it.map(|one| AttrValue::from(one.said.clone())).collect::<Vec<_>>()}
        />
    }
}
