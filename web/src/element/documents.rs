//! The policies of an example: to read, or to change.

use vestibule_wire::Finding;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::model::Document;
use crate::components::decision::words;
use crate::components::icon;
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) documents: Vec<Document>,
    pub(super) findings: Vec<Finding>,
    pub(super) editable: bool,
    pub(super) open: bool,
    /// The place of a policy, and its new text.
    pub(super) on_text: Callback<(String, String)>,
}

#[component]
pub(super) fn Documents(props: &Props) -> Html {
    let text = use_text();
    let of = |document: &Document| {
        let path = document.path.clone();
        props.findings.iter().filter(move |finding| {
            finding.policy.is_some() && finding.path.as_deref() == Some(&*path)
        })
    };
    let is_of_document = |finding: &&Finding| {
        let path = finding.policy.as_ref().and(finding.path.as_deref());
        props
            .documents
            .iter()
            .any(|document| Some(&*document.path) == path)
    };
    let others = props
        .findings
        .iter()
        .filter(|finding| !is_of_document(finding));
    html! {
        <>
            { for props.documents.iter().map(|document| html! {
                <details key={document.path.clone()} class="document" open={props.open || props.editable}>
                    <summary>{ words::policy(&text, document.layer, Some(&document.name)) }</summary>
                    { one(&text, document, props) }
                    { findings(&text, of(document)) }
                </details>
            }) }
            { findings(&text, others) }
        </>
    }
}

/// The text of one policy.
fn one(text: &Text, document: &Document, props: &Props) -> Html {
    let title = words::policy(text, document.layer, Some(&document.name));
    if !props.editable {
        return html! {
            <pre tabindex="0" role="region" aria-label={title} translate="no">{ &*document.text }</pre>
        };
    }
    let path = document.path.clone();
    let oninput = props.on_text.reform(move |event: InputEvent| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        (path.clone(), field.value())
    });
    let rows = document.text.lines().count().clamp(4, 24);
    html! {
        <textarea
            aria-label={title} rows={rows.to_string()} wrap="off" translate="no"
            spellcheck="false" autocapitalize="off" autocomplete="off"
            value={document.text.to_string()} {oninput}
        />
    }
}

/// Findings, one line each; nothing for none.
pub(super) fn findings<'f>(text: &Text, found: impl Iterator<Item = &'f Finding>) -> Html {
    let mut found = found.peekable();
    if found.peek().is_none() {
        return html! {};
    }
    html! {
        <ul class="findings" aria-label={text.say(id!("embed-findings"))}>
            { for found.map(|finding| html! {
                <li class={finding.severity.name()}>
                    { icon::severity(finding.severity) }
                    <span>
                        { nodes(&text.message(&finding.message)) }
                        if let Some(range) = finding.range {
                            { " " }
                            <span class="soft">
                                { text.with(id!("embed-line"), &[("line", range.start.line.saturating_add(1).into())]) }
                            </span>
                        }
                        if let Some(help) = &finding.help {
                            { " " }<span class="soft">{ nodes(&text.message(help)) }</span>
                        }
                    </span>
                </li>
            }) }
        </ul>
    }
}
