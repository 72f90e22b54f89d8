//! What became of each file, what is wrong between them, and what no file tells.

use yew::prelude::*;

use super::edit;
use crate::analysis::import::{FileTold, Gap, ImportTold, Note};
use crate::components::copied::CopiedText;
use crate::components::glyph::{self, glyph};
use crate::components::icon;
use crate::state::action::Action;
use crate::state::importing::ImportEdit;
use crate::text::{Text, nodes};
use vestibule_wire::Severity;

/// So many files are listed openly.
const OPEN: usize = 12;

pub(super) fn all(text: &Text, told: &ImportTold, dispatch: &Callback<Action>) -> Html {
    html! {
        <>
            if !told.findings.is_empty() {
                <h4>{ text.with(id!("import-findings"), &[("count", told.findings.len().into())]) }</h4>
                { notes(&told.findings) }
            }
            if !told.missing.is_empty() { { missing(text, &told.missing) } }
            if told.left_out > 0 {
                <p class="soft">{ text.with(id!("import-more"), &[("count", told.left_out.into())]) }</p>
            }
            { files(text, told, dispatch) }
        </>
    }
}

fn notes(all: &[Note]) -> Html {
    html! {
        <ul class="import-notes">
            { for all.iter().map(|note| html! {
                <li>
                    { severity(note.is_error) }<span>{ nodes(&note.text) }</span>
                    if let Some(help) = &note.help { <p class="soft">{ nodes(help) }</p> }
                </li>
            }) }
        </ul>
    }
}

fn severity(is_error: bool) -> Html {
    icon::severity(match is_error {
        true => Severity::Error,
        false => Severity::Warning,
    })
}

/// What no file tells, with all commands that tell it together.
fn missing(text: &Text, all: &[Gap]) -> Html {
    let mut calls: Vec<&str> = Vec::new();
    for call in all.iter().flat_map(|gap| &gap.calls) {
        if !calls.contains(&call.as_str()) {
            calls.push(call);
        }
    }
    html! {
        <>
            <h4>{ text.with(id!("import-missing"), &[("count", all.len().into())]) }</h4>
            <ul class="import-notes">
                { for all.iter().map(|gap| html! {
                    <li>{ severity(gap.is_error) }<span>{ nodes(&gap.text) }</span></li>
                }) }
            </ul>
            if !calls.is_empty() {
                <CopiedText label={text.say(id!("import-calls"))} content={calls.join("\n")} />
            }
        </>
    }
}

/// The files, those with something wrong first.
fn files(text: &Text, told: &ImportTold, dispatch: &Callback<Action>) -> Html {
    let is_plain = |file: &&FileTold| !file.used.is_empty() && file.notes.is_empty();
    let (plain, odd): (Vec<&FileTold>, Vec<&FileTold>) = told.files.iter().partition(is_plain);
    let list = |files: &[&FileTold]| {
        html! {
            <ul class="import-list">{ for files.iter().map(|file| one(text, file, dispatch)) }</ul>
        }
    };
    let is_open = plain.len() <= OPEN;
    html! {
        <>
            if !odd.is_empty() {
                <h4>{ text.with(id!("import-odd"), &[("count", odd.len().into())]) }</h4>
                { list(&odd) }
            }
            if !plain.is_empty() {
                <details class="import-used" open={is_open}>
                    <summary>{ text.with(id!("import-used"), &[("count", plain.len().into())]) }</summary>
                    { list(&plain) }
                </details>
            }
            if told.files_left_out > 0 {
                <p class="soft">{ text.with(id!("import-files-more"), &[("count", told.files_left_out.into())]) }</p>
            }
        </>
    }
}

fn one(text: &Text, file: &FileTold, dispatch: &Callback<Action>) -> Html {
    let path = AttrValue::from(file.path.clone());
    let label = text.with(id!("import-remove"), &[("path", path.as_str().into())]);
    let taken = match file.taken_for.is_empty() {
        true => text.say(id!("import-not-used")),
        false => file.taken_for.join(", ").into(),
    };
    html! {
        <li key={&*path} data-file={path.clone()}>
            <div class="import-file">
                <code translate="no">{ &path }</code>
                <button
                    type="button" class="quiet only-icon" aria-label={label}
                    onclick={edit(dispatch, ImportEdit::Remove(path.clone()))}
                >
                    { glyph(glyph::X) }
                </button>
            </div>
            <p class="soft">
                <span translate="no">{ taken }</span>
                if !file.used.is_empty() { { " — " }{ nodes(&file.used.join(", ")) } }
            </p>
            if !file.dropped.is_empty() {
                <p class="soft">
                    { text.with(id!("import-dropped"), &[("members", file.dropped.join(", ").as_str().into())]) }
                </p>
            }
            if !file.notes.is_empty() { { notes(&file.notes) } }
            if file.left_out > 0 {
                <p class="soft">{ text.with(id!("import-more"), &[("count", file.left_out.into())]) }</p>
            }
        </li>
    }
}
