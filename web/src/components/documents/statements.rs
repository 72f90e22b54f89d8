//! What is said of permission statements: of those that came in, and of a policy that is made of
//! some.

use std::rc::Rc;

use vestibule_wire::{Finding, Layer};
use yew::prelude::*;

use crate::components::glyph::{self, glyph};
use crate::state::action::Action;
use crate::state::view::Dialog;
use crate::state::workspace::Document;
use crate::text::{Text, use_text};

/// So many sentences are said of statements that came in.
const SAID: usize = 6;

/// That they are used, and what is wrong with them.
pub(super) fn said_of_statements(
    text: &Text,
    count: usize,
    findings: &[Finding],
) -> Vec<AttrValue> {
    let mut said = Vec::new();
    let is_refused = findings.iter().any(Finding::is_error);
    if count > 0 {
        said.push(text.with(
            if is_refused {
                id!("statements-refused")
            } else {
                id!("statements-used")
            },
            &[("count", count.into())],
        ));
    }
    said.extend(findings.iter().take(SAID).map(|one| of_one(text, one)));
    let rest = findings.len().saturating_sub(SAID);
    if rest > 0 {
        said.push(text.with(id!("statements-more"), &[("count", rest.into())]));
    }
    said
}

/// What is wrong, where, and what to do.
fn of_one(text: &Text, finding: &Finding) -> AttrValue {
    let help = finding.help.iter().map(|help| text.message(help));
    let both: Vec<AttrValue> = [text.message(&finding.message)]
        .into_iter()
        .chain(help)
        .collect();
    let message = both.join(" ");
    let path = finding.path.as_deref().unwrap_or_default();
    let place = path
        .rsplit_once('[')
        .and_then(|(_, rest)| rest.split_once(']'));
    let Some((number, rest)) =
        place.and_then(|(number, rest)| Some((number.parse::<usize>().ok()? + 1, rest)))
    else {
        return message.into();
    };
    match rest.strip_prefix('.') {
        Some(parameter) => {
            let all = [
                ("number", number.into()),
                ("parameter", parameter.into()),
                ("message", message.as_str().into()),
            ];
            text.with(id!("statements-wrong-parameter"), &all)
        }
        None => {
            let both = [
                ("number", number.into()),
                ("message", message.as_str().into()),
            ];
            text.with(id!("statements-wrong"), &both)
        }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) document: Rc<Document>,
    pub(super) dispatch: Callback<Action>,
}

/// That a resource-based policy is made of statements, and the way to their form.
#[component]
pub(super) fn MadeOf(props: &Props) -> Html {
    let text = use_text();
    let document = &props.document;
    if document.layer != Layer::ResourceBased && !document.is_of_organization() {
        return html! {};
    }
    let onclick = props
        .dispatch
        .reform(|_: MouseEvent| Action::Dialog(Some(Dialog::Statements)));
    let statements = document.statements();
    if document.layer != Layer::ResourceBased {
        return html! {
            <div class="document-made">
                <button type="button" class="link" {onclick}>{ text.say(id!("statements-templates")) }</button>
            </div>
        };
    }
    html! {
        <div class="document-made">
            if let Some(statements) = statements {
                { glyph(glyph::INFO) }
                <span>{ text.with(id!("statements-made-of"), &[("count", statements.len().into())]) }</span>
                if document.text.is_empty() {
                    <span class="wrong">{ text.say(id!("statements-no-policy")) }</span>
                }
            }
            <button type="button" class="link" {onclick}>{ text.say(id!("statements-open")) }</button>
        </div>
    }
}
