//! Where people sign in, and which domains a network must let through for that.

use vestibule_wire::DoorKind;
use yew::prelude::*;

use super::copied::CopiedText;
use super::field::{Select, TextField, checked, seen};
use super::icon;
use super::proof::Command;
use super::proof::line::lines;
use crate::analysis::answer::Line;
use crate::analysis::topics::TopicTold;
use crate::analysis::topics::doors::{
    DomainTold, DoorsAsked, DoorsTold, SourceTold, Stack, WrongOf,
};
use crate::state::action::Action;
use crate::state::topics::Shown;
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) asked: DoorsAsked,
    pub(super) shown: Shown,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn DoorsPane(props: &Props) -> Html {
    let text = use_text();
    let is_present = props.shown.is_present;
    let told = match props.shown.told() {
        Some(TopicTold::Doors(told)) => Some(told),
        _ => None,
    };
    let is_asked = !props.asked.kinds.is_empty();
    html! {
        <section
            class={classes!("pane", "proof-pane", "doors", (is_asked && !is_present).then_some("earlier"))}
            id="doors" tabindex="-1" aria-labelledby="doors-title" data-present={is_present.to_string()}
        >
            <div class="pane-head"><h2 id="doors-title">{ text.say(id!("doors-title")) }</h2></div>
            <div class="pane-body">
                <p class="soft">{ text.say(id!("doors-about")) }</p>
                { form(&text, props, told.map(Box::as_ref)) }
                <div role="status">{ standing(&text, props) }</div>
                if let Some(told) = told.filter(|_| is_asked) {
                    { answer(&text, props, told) }
                    <div class="commands">
                        <Command whole={told.command.clone()} />
                        <Command command="map" />
                    </div>
                }
            </div>
        </section>
    }
}

/// How far the answer is.
fn standing(text: &Text, props: &Props) -> Html {
    if props.asked.kinds.is_empty() {
        html! { <p>{ text.say(id!("doors-none")) }</p> }
    } else if props.shown.stopped.is_some() {
        html! { <p>{ text.say(id!("proof-stopped")) }</p> }
    } else if props.shown.is_present {
        html! {}
    } else {
        html! { <p><span class="spinner" aria-hidden="true"></span>{ " " }{ text.say(id!("doors-working")) }</p> }
    }
}

fn kind(text: &Text, kind: DoorKind) -> AttrValue {
    match kind {
        DoorKind::Root => text.say(id!("persona-root")),
        DoorKind::IamUser => text.say(id!("persona-user")),
        DoorKind::IdentityCenter => text.say(id!("persona-identity-center")),
        DoorKind::Federated => text.say(id!("persona-federated")),
        DoorKind::BuilderId => "AWS Builder ID".into(),
        DoorKind::ControlPlane => text.say(id!("doors-control-plane")),
    }
}

fn form(text: &Text, props: &Props, told: Option<&DoorsTold>) -> Html {
    let asked = &props.asked;
    let change = |of: fn(&mut DoorsAsked, AttrValue)| {
        let asked = asked.clone();
        props.dispatch.reform(move |typed: AttrValue| {
            let mut asked = asked.clone();
            of(&mut asked, typed);
            Action::AskDoors(Box::new(asked))
        })
    };
    let wrong = |of: WrongOf| {
        let all = told.into_iter().flat_map(|told| &told.wrong);
        let own = all.filter(|(place, _)| *place == of);
        own.map(|(_, said)| AttrValue::from(said.clone()))
            .collect::<Vec<_>>()
    };
    let choice = |of: DoorKind| {
        let is_on = asked.kinds.contains(&of);
        let onchange = {
            let asked = asked.clone();
            props.dispatch.reform(move |event: Event| {
                let mut asked = asked.clone();
                let is_on = checked(&event);
                asked.kinds = DoorKind::ALL
                    .into_iter()
                    .filter(|kind| {
                        if *kind == of {
                            is_on
                        } else {
                            asked.kinds.contains(kind)
                        }
                    })
                    .collect();
                Action::AskDoors(Box::new(asked))
            })
        };
        html! {
            <label class="choice"><input type="checkbox" checked={is_on} {onchange} />{ " " }{ kind(text, of) }</label>
        }
    };
    let stacks = [None, Some(Stack::Ipv4), Some(Stack::DualStack)];
    let on_stack = {
        let asked = asked.clone();
        props.dispatch.reform(move |chosen: usize| {
            let stack = stacks.get(chosen).copied().flatten();
            Action::AskDoors(Box::new(DoorsAsked {
                stack,
                ..asked.clone()
            }))
        })
    };
    let on_list = change(|asked, typed| asked.allow_list = typed).reform(|event: InputEvent| {
        let area: web_sys::HtmlTextAreaElement = event.target_unchecked_into();
        AttrValue::from(area.value())
    });
    let wrong_list = wrong(WrongOf::AllowList);
    html! {
        <div class="doors-form">
            <fieldset>
                <legend>{ text.say(id!("doors-kinds")) }</legend>
                <div class="doors-kinds">{ for DoorKind::ALL.map(choice) }</div>
            </fieldset>
            <div class="doors-fields">
                <TextField
                    id="doors-account" label={text.say(id!("doors-account"))} value={asked.account.clone()} code=true
                    placeholder="111122223333" wrong={wrong(WrongOf::Account)}
                    on_input={change(|asked, typed| asked.account = typed)}
                />
                <TextField
                    id="doors-regions" label={text.say(id!("doors-regions"))} value={asked.regions.clone()} code=true
                    placeholder="eu-west-1, us-east-1" wrong={wrong(WrongOf::Regions)}
                    on_input={change(|asked, typed| asked.regions = typed)}
                />
                <TextField
                    id="doors-portal" label={text.say(id!("doors-portal"))} value={asked.portal.clone()} code=true
                    placeholder="d-1234567890" wrong={wrong(WrongOf::Portal)}
                    on_input={change(|asked, typed| asked.portal = typed)}
                />
                <TextField
                    id="doors-instance" label={text.say(id!("doors-instance"))} value={asked.instance.clone()} code=true
                    placeholder="ssoins-1234567890abcdef" wrong={wrong(WrongOf::Instance)}
                    on_input={change(|asked, typed| asked.instance = typed)}
                />
                <Select
                    id="doors-stack" label={text.say(id!("doors-stack"))}
                    options={vec![text.say(id!("doors-stack-both")), "IPv4".into(), text.say(id!("doors-stack-dual"))]}
                    chosen={stacks.iter().position(|stack| *stack == asked.stack).unwrap_or(0)} on_choose={on_stack}
                />
            </div>
            <div class="field">
                <label for="doors-list">{ text.say(id!("doors-list")) }</label>
                <textarea
                    id="doors-list" class="code" rows="4" spellcheck="false" value={asked.allow_list.clone()}
                    oninput={on_list} placeholder="*.signin.aws.amazon.com"
                    aria-invalid={(!wrong_list.is_empty()).then_some("true")} aria-describedby="doors-list-about"
                />
                { seen("doors-list-seen", &asked.allow_list).unwrap_or_default() }
                <p class="hint" id="doors-list-about">{ text.say(id!("doors-list-about")) }</p>
                if !wrong_list.is_empty() {
                    <ul class="wrong">{ for wrong_list.iter().map(|said| html! { <li>{ nodes(said) }</li> }) }</ul>
                }
            </div>
        </div>
    }
}

fn answer(text: &Text, props: &Props, told: &DoorsTold) -> Html {
    let section = |of: &Line| {
        html! {
            <section class="strip-section"><h3>{ nodes(&of.text) }</h3>{ lines(text, &props.dispatch, &of.below) }</section>
        }
    };
    let door = |of: &Line| {
        html! { <li class="recovery-way"><h4>{ nodes(&of.text) }</h4>{ lines(text, &props.dispatch, &of.below) }</li> }
    };
    html! {
        <>
            if !told.check.is_empty() {
                <div class="doors-check">{ for told.check.iter().map(section) }</div>
            }
            <h3>{ text.say(id!("doors-addresses")) }</h3>
            if let Some(why) = &told.no_gates {
                <p>{ icon::outcome(vestibule_wire::Outcome::Unknown) }{ " " }{ nodes(&why.text) }</p>
            }
            <ul class="recovery-ways">{ for told.doors.iter().map(door) }</ul>
            { for told.lists.iter().map(|(title, domains)| domain_list(text, props, title, domains, &told.sources)) }
            { for told.private_access.iter().map(section) }
            <h3>{ text.say(id!("doors-files")) }</h3>
            <CopiedText label={text.say(id!("doors-file-list"))} content={told.list.clone()} file="allow.txt" />
            <CopiedText label={text.say(id!("doors-file-hosts"))} content={told.no_wildcards.clone()} file="allow-hosts.txt" />
            <CopiedText label="JSON" content={told.json.clone()} file="doors.json" />
        </>
    }
}

/// A list of domains, each with what says so.
fn domain_list(
    text: &Text,
    props: &Props,
    title: &str,
    domains: &[DomainTold],
    sources: &[SourceTold],
) -> Html {
    let source = |place: &usize| {
        let of = sources.get(*place)?;
        Some(html! {
            <li>
                <a href={of.address.clone()} lang="en" rel="noreferrer" title={of.title.clone()}>{ &of.tag }</a>
                { " " }<time datetime={of.date.clone()}>{ &of.date }</time>
            </li>
        })
    };
    let row = |of: &DomainTold| {
        html! {
            <tr>
                <th scope="row">{ nodes(&of.line.text) }{ lines(text, &props.dispatch, &of.line.below) }</th>
                <td><ul>{ for of.sources.iter().filter_map(source) }</ul></td>
            </tr>
        }
    };
    html! {
        <table class="doors-domains">
            <caption>{ nodes(title) }</caption>
            <thead><tr>
                <th scope="col">{ text.say(id!("doors-domain")) }</th>
                <th scope="col">{ text.say(id!("finding-sources")) }</th>
            </tr></thead>
            <tbody>{ for domains.iter().map(row) }</tbody>
        </table>
    }
}
