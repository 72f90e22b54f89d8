//! Sharing: a link that holds the whole case, or a file, on request without
//! what is secret.

use std::rc::Rc;

use vestibule_share::redact::{Redaction, Stays, redact};
use vestibule_wire::CaseFile;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::browser::{self, Copied};
use super::dialog::Dialog;
use super::field::checked;
use super::glyph::{self, glyph};
use crate::state::action::Action;
use crate::state::case_file;
use crate::state::workspace::Workspace;
use crate::text::{Text, nodes, use_text};

/// Longer links are cut by some programs.
const LONG: usize = 2_000;
const VERY_LONG: usize = 32_000;
/// How many renames are listed.
const LISTED: usize = 200;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) workspace: Rc<Workspace>,
    /// What is to be known of the policies.
    pub(super) warned: Html,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Share(props: &Props) -> Html {
    let text = use_text();
    let renamed = use_state_eq(|| false);
    let copied = use_state_eq(|| Copied::No);
    let field = use_node_ref();
    let case = use_memo(props.workspace.clone(), |workspace| {
        case_file::file(workspace)
    });
    let redaction = use_memo((case.clone(), *renamed), |(case, renamed)| {
        renamed.then(|| redact(case))
    });
    let shared: CaseFile = match &*redaction {
        Some(redaction) => redaction.case.clone(),
        None => CaseFile::clone(&case),
    };
    let fragment = use_memo(shared.clone(), vestibule_share::encode);
    let link = fragment
        .as_ref()
        .as_ref()
        .ok()
        .map(|fragment| browser::link(fragment));
    let close = props.dispatch.reform(|()| Action::Dialog(None));
    let on_rename = {
        let (renamed, copied) = (renamed.setter(), copied.setter());
        Callback::from(move |event: Event| {
            renamed.set(checked(&event));
            copied.set(Copied::No);
        })
    };
    let copy = {
        let (link, copied, field) = (link.clone(), copied.setter(), field.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(link) = link.clone() else { return };
            let (copied, field) = (copied.clone(), field.clone());
            wasm_bindgen_futures::spawn_local(async move {
                if browser::copy(link).await {
                    copied.set(Copied::Yes);
                    return;
                }
                if let Some(field) = field.cast::<HtmlInputElement>() {
                    let _ = field.focus();
                    field.select();
                }
                copied.set(Copied::Refused);
            });
        })
    };
    let download = {
        // The name of the workspace may be what is secret.
        let name = match *redaction {
            Some(_) => "",
            None => &*props.workspace.name,
        };
        let name = browser::file_name(name);
        let (workspace, redacted) = (
            props.workspace.clone(),
            redaction.is_some().then(|| shared.clone()),
        );
        Callback::from(move |_: MouseEvent| {
            let text = match &redacted {
                Some(case) => case_file::export(&case_file::workspace(case)),
                None => case_file::export(&workspace),
            };
            browser::download(&name, &text);
        })
    };
    let strangers = props.workspace.unknown_names();
    let foot = html! {
        <>
            <button type="button" onclick={download}>{ glyph(glyph::DOWNLOAD) }{ text.say(id!("share-download")) }</button>
            <button type="button" class="primary" disabled={link.is_none()} onclick={copy}>
                { glyph(glyph::LINK) }{ text.say(id!("share-copy")) }
            </button>
        </>
    };
    html! {
        <Dialog title={text.say(id!("share-title"))} on_close={close} {foot}>
            <p class="warning">{ glyph(glyph::TRIANGLE_ALERT) }<span>{ text.say(id!("share-warning")) }</span></p>
            { props.warned.clone() }
            <label class="choice">
                <input type="checkbox" checked={*renamed} onchange={on_rename} />
                { text.say(id!("share-rename")) }
            </label>
            if let Some(redaction) = &*redaction { { proof(&text, redaction) } }
            <div class="field">
                <label for="share-link">{ text.say(id!("share-link")) }</label>
                <input
                    id="share-link" type="text" class="code" readonly=true ref={field}
                    value={link.clone().unwrap_or_default()} aria-describedby="share-size"
                />
                <p class="hint" id="share-size">{ size(&text, link.as_deref(), &fragment) }</p>
            </div>
            if !strangers.is_empty() {
                <p class="hint">{ text.with(id!("share-strangers"), &[("members", strangers.join(", ").into())]) }</p>
            }
            { left_out(&text, &props.workspace) }
            <p role="status" class="hint">
                { match *copied {
                    Copied::No => AttrValue::default(),
                    Copied::Yes => text.say(id!("share-copied")),
                    Copied::Refused => text.say(id!("share-refused")),
                } }
            </p>
        </Dialog>
    }
}

/// What no case file has a place for.
pub(super) fn left_out(text: &Text, workspace: &Workspace) -> Html {
    let names = workspace.blank_names();
    html! {
        <>
            if !names.is_empty() {
                <p class="hint">{ text.with(id!("files-left-out"), &[("names", names.join(", ").into())]) }</p>
            }
        </>
    }
}

fn size(
    text: &Text,
    link: Option<&str>,
    fragment: &Result<String, vestibule_share::Error>,
) -> Html {
    let Some(link) = link else {
        let why = fragment
            .as_ref()
            .err()
            .map(|error| [text.message(&error.message), text.message(&error.help)].join(" "));
        return html! { <span class="wrong">{ nodes(&why.unwrap_or_default()) }</span> };
    };
    let count = [("count", link.len().into())];
    html! {
        <>
            { text.with(id!("share-size"), &count) }
            if link.len() > VERY_LONG {
                { " " }{ text.say(id!("share-very-long")) }
            } else if link.len() > LONG {
                { " " }{ text.say(id!("share-long")) }
            }
        </>
    }
}

/// What was renamed, and that nothing is decided otherwise.
fn proof(text: &Text, redaction: &Redaction) -> Html {
    let proof = &redaction.proof;
    let counts = [
        ("equal", proof.equal.into()),
        ("requests", proof.requests.into()),
    ];
    let holds = proof.holds();
    html! {
        <div class="proof">
            <p class={if holds { "met yes" } else { "met no" }} role="status">
                { glyph(if holds { glyph::CHECK } else { glyph::X }) }
                <span>{ text.with(id!("share-proof"), &counts) }</span>
            </p>
            if !redaction.unsound.is_empty() {
                <p class="hint">
                    { text.with(id!("share-unsound"), &[("documents", redaction.unsound.join(", ").into())]) }
                </p>
            }
            if !redaction.kept.is_empty() {
                <details>
                    <summary>{ text.with(id!("share-kept"), &[("count", redaction.kept.len().into())]) }</summary>
                    { listed(redaction.kept.iter().map(String::as_str)) }
                </details>
            }
            if !redaction.shaped.is_empty() {
                <details>
                    <summary>{ text.with(id!("share-shaped"), &[("count", redaction.shaped.len().into())]) }</summary>
                    { listed(redaction.shaped.iter().map(String::as_str)) }
                </details>
            }
            <details>
                <summary>{ text.with(id!("share-stays"), &[("count", redaction.stays.len().into())]) }</summary>
                { for Stays::ALL.into_iter().map(|sort| stays(text, redaction, sort)) }
            </details>
            <details>
                <summary>{ text.with(id!("share-renamed"), &[("count", redaction.renamed.len().into())]) }</summary>
                <ul class="renames">
                    { for redaction.renamed.iter().take(LISTED).map(|renamed| html! {
                        <li><code>{ renamed.from.clone() }</code>{ " → " }<code>{ renamed.to.clone() }</code></li>
                    }) }
                </ul>
            </details>
        </div>
    }
}

/// Texts of the case, one a line.
fn listed<'t>(texts: impl Iterator<Item = &'t str>) -> Html {
    html! {
        <ul class="renames">
            { for texts.take(LISTED).map(|text| html! { <li><code>{ text.to_owned() }</code></li> }) }
        </ul>
    }
}

/// What of one sort is never renamed and is in the case.
fn stays(text: &Text, redaction: &Redaction, sort: Stays) -> Html {
    let all = redaction.stays.iter();
    let mut texts = all
        .filter(|(of, _)| *of == sort)
        .map(|(_, text)| text.as_str())
        .peekable();
    if texts.peek().is_none() {
        return html! {};
    }
    html! {
        <>
            <p class="hint">{ text.of("share-stays", sort.name()) }</p>
            { listed(texts) }
        </>
    }
}
