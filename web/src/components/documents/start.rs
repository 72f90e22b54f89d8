//! Where a workspace without policies begins: a box that takes anything, the commands that print
//! what is needed, policies to begin with, examples, and a file.

use vestibule_ide::{Beginning, beginnings};
use vestibule_wire::Layer;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};
use yew::prelude::*;

use super::files::{self, Read};
use super::names;
use super::said::{self, Said};
use super::ways_in::EDITED;
use crate::components::browser;
use crate::components::focus::focus_soon;
use crate::components::glyph::{self, glyph};
use crate::state::action::{Action, Incoming};
use crate::state::view::Dialog;
use crate::text::{Nodes as _, Text, id, use_text};

/// What the commands are about, and the commands.
const COMMANDS: [(&str, &str); 5] = [
    (
        id("start-commands-account"),
        "aws sts get-caller-identity
aws signin get-console-authorization-configuration
aws organizations describe-organization",
    ),
    (
        id("start-commands-resource-based"),
        "aws signin get-resource-policy",
    ),
    (
        id("start-commands-path"),
        "id=$(aws sts get-caller-identity --query Account --output text)
while [ -n \"$id\" ] && [ \"${id#r-}\" = \"$id\" ]; do
  (set -x; aws organizations list-parents --child-id $id)
  id=$(aws organizations list-parents --child-id $id --query 'Parents[0].Id' --output text)
done",
    ),
    (
        id("start-commands-organization"),
        "for type in RESOURCE_CONTROL_POLICY SERVICE_CONTROL_POLICY; do
  for id in $(aws organizations list-policies --filter $type --query 'Policies[].Id' --output text); do
    (set -x
     aws organizations describe-policy --policy-id $id
     aws organizations list-targets-for-policy --policy-id $id)
  done
done",
    ),
    (
        id("start-commands-endpoints"),
        "aws ec2 describe-vpc-endpoints --filters 'Name=service-name,Values=*.signin*'",
    ),
];

/// The layers whose first policy to begin with is offered.
const BEGIN_WITH: [Layer; 5] = [
    Layer::ResourceBased,
    Layer::ResourceControl,
    Layer::ServiceControl,
    Layer::VpcEndpoint,
    Layer::Identity,
];

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Before the ids of its parts.
    pub(super) prefix: &'static str,
    /// What is said of what came in.
    pub(super) said: said::Props,
    pub(super) arrived: Callback<Vec<Read>>,
    /// Lets a file be chosen.
    pub(super) choose: Callback<MouseEvent>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Start(props: &Props) -> Html {
    let text = use_text();
    let typed = use_state_eq(String::new);
    let node = use_node_ref();
    let take = {
        let (arrived, typed) = (props.arrived.clone(), typed.clone());
        Callback::from(move |content: String| {
            typed.set(String::new());
            // Where policies were added, this is gone.
            focus_soon(EDITED);
            arrived.emit(vec![Read::Text {
                name: String::new(),
                text: content,
            }]);
        })
    };
    let onpaste = {
        let (take, arrived, typed) = (take.clone(), props.arrived.clone(), typed.clone());
        Callback::from(move |event: Event| {
            let event = event.dyn_ref::<ClipboardEvent>();
            let data = event.and_then(ClipboardEvent::clipboard_data);
            // A part is pasted into what is typed already.
            let Some(data) = data.filter(|_| typed.is_empty()) else {
                return;
            };
            event.iter().for_each(|event| event.prevent_default());
            let files = files::dropped(&data);
            if files.is_empty() {
                take.emit(data.get_data("text/plain").unwrap_or_default());
            } else {
                files::read(files, arrived.clone());
            }
        })
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            let area: HtmlTextAreaElement = event.target_unchecked_into();
            typed.set(area.value());
        })
    };
    let use_it = {
        let (take, typed, node) = (take.clone(), typed.clone(), node.clone());
        Callback::from(move |_: MouseEvent| {
            if typed.trim().is_empty() {
                if let Some(area) = node.cast::<HtmlTextAreaElement>() {
                    let _ = area.focus();
                }
                return;
            }
            take.emit((*typed).clone());
        })
    };
    let own = |part: &str| format!("{}-{part}", props.prefix);
    let gallery = props
        .dispatch
        .reform(|_: MouseEvent| Action::Dialog(Some(Dialog::Gallery)));
    let import = props
        .dispatch
        .reform(|_: MouseEvent| Action::Dialog(Some(Dialog::Import)));
    let statements = props
        .dispatch
        .reform(|_: MouseEvent| Action::Dialog(Some(Dialog::Statements)));
    html! {
        <div class="start">
            <div class="field">
                <label for={own("paste")}>{ text.say(id!("start-paste")) }</label>
                <textarea
                    id={own("paste")} ref={node} rows="4" spellcheck="false" autocomplete="off" class="code"
                    data-own-undo="true" aria-describedby={own("takes")} value={(*typed).clone()} {oninput} {onpaste}
                />
                <p class="hint" id={own("takes")}>{ text.nodes(id!("start-takes"), &[]) }</p>
            </div>
            <div class="buttons">
                <button type="button" class="primary" onclick={use_it}>{ text.say(id!("start-use")) }</button>
                <button type="button" onclick={props.choose.clone()}>
                    { glyph(glyph::UPLOAD) }<span>{ text.say(id!("documents-files")) }</span>
                </button>
                <button type="button" onclick={gallery}>
                    { glyph(glyph::LIBRARY) }<span>{ text.say(id!("shell-gallery")) }</span>
                </button>
                <button type="button" onclick={import}>
                    { glyph(glyph::UPLOAD) }<span>{ text.say(id!("start-import")) }</span>
                </button>
                <button type="button" onclick={statements}>
                    { glyph(glyph::PENCIL) }<span>{ text.say(id!("statements-open")) }</span>
                </button>
            </div>
            <Said ..props.said.clone() />
            <h3>{ text.say(id!("start-commands")) }</h3>
            <p class="hint">{ text.say(id!("start-commands-about")) }</p>
            <ul class="start-commands">
                { for COMMANDS.into_iter().map(|(about, commands)| html! {
                    <li key={about}><Copied {about} {commands} /></li>
                }) }
            </ul>
            <h3>{ text.say(id!("start-begin")) }</h3>
            <p class="hint">{ text.say(id!("start-begin-about")) }</p>
            <ul class="start-begin">
                { for BEGIN_WITH.into_iter().filter_map(|layer| {
                    let first = beginnings(layer).into_iter().next()?;
                    Some(html! { <li key={layer.name()}>{ begin(&text, props, layer, first) }</li> })
                }) }
            </ul>
        </div>
    }
}

fn begin(text: &Text, props: &Props, layer: Layer, first: Beginning) -> Html {
    let Beginning {
        title,
        about,
        text: policy,
    } = first;
    let about_id = format!("{}-begin-{}", props.prefix, layer.name());
    let dispatch = props.dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        focus_soon(EDITED);
        dispatch.emit(Action::Dialog(None));
        dispatch.emit(Action::AddDocument(Incoming {
            layer,
            name: AttrValue::default(),
            target: AttrValue::default(),
            text: policy.clone().into(),
            account: AttrValue::default(),
        }));
    });
    html! {
        <>
            <button type="button" {onclick} aria-describedby={about_id.clone()}>
                <span class="start-layer">{ names::one(text, layer) }</span>
                <span>{ text.say(title) }</span>
            </button>
            <p class="hint" id={about_id}>{ text.nodes(about, &[]) }</p>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct CopiedProps {
    about: &'static str,
    commands: &'static str,
}

/// Commands with a button that copies them.
#[component]
fn Copied(props: &CopiedProps) -> Html {
    let text = use_text();
    let said = use_state_eq(AttrValue::default);
    let about = text.say(props.about);
    let onclick = {
        let (said, commands) = (said.setter(), props.commands);
        let (done, failed) = (
            text.say(id!("documents-copied")),
            text.say(id!("documents-not-copied")),
        );
        Callback::from(move |_: MouseEvent| {
            let (said, done, failed) = (said.clone(), done.clone(), failed.clone());
            spawn_local(async move {
                let copied = browser::copy(commands.to_owned()).await;
                said.set(if copied { done } else { failed });
            });
        })
    };
    let label = text.with(id!("start-copy"), &[("about", about.as_str().into())]);
    html! {
        <>
            <div class="start-command-head">
                <span>{ &about }</span>
                <span class="hint" role="status">{ &*said }</span>
                <button type="button" class="quiet" aria-label={label} {onclick}>
                    { glyph(glyph::COPY) }<span>{ text.say(id!("start-copy-short")) }</span>
                </button>
            </div>
            <pre tabindex="0" aria-label={about.clone()} translate="no">{ props.commands }</pre>
        </>
    }
}
