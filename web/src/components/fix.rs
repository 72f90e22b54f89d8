//! What a fix writes and what that does to decisions, shown before it is applied.

use vestibule_wire::Outcome;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::changed_text::changed_text;
use super::dialog::Dialog;
use super::icon;
use crate::analysis::answer::Line;
use crate::analysis::inquiry::{FixDone, FixEffect, FixTold};
use crate::state::action::Action;
use crate::state::fixes::Fixing;
use crate::text::{Text, id, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) fixing: Fixing,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Fix(props: &Props) -> Html {
    let text = use_text();
    let (fixing, dispatch) = (&props.fixing, &props.dispatch);
    let on_close = dispatch.reform(|()| Action::Dialog(None));
    let cancel = dispatch.reform(|_: MouseEvent| Action::Dialog(None));
    let apply = dispatch.reform(|_: MouseEvent| Action::ApplyFix);
    let after = fixing.after().filter(|after| **after != fixing.before);
    let is_answered = fixing.told.is_some() || fixing.stopped.is_some();
    let is_ready = after.is_some() && is_answered;
    let node = use_node_ref();
    {
        let node = node.clone();
        // Whoever asked by a key applies by the next one.
        use_effect_with(is_ready, move |is_ready| {
            if let Some(button) = node.cast::<HtmlElement>().filter(|_| *is_ready) {
                let _ = button.focus();
            }
        });
    }
    let foot = html! {
        <>
            <button type="button" onclick={cancel}>{ text.say(id!("finding-fix-cancel")) }</button>
            <button type="button" class="primary" ref={node} onclick={apply} disabled={!is_ready}>
                { text.say(id!("finding-fix-apply")) }
            </button>
        </>
    };
    let title = match fixing.title {
        Some(_) => id("finding-fix-title"),
        None => id("finding-fix-all-title"),
    };
    html! {
        <Dialog title={text.say(title)} {on_close} {foot}>
            <p class="fix-what">
                if let Some(title) = &fixing.title {
                    <strong>{ nodes(&text.message(title)) }</strong>{ " " }
                }
                <span class="soft">
                    { text.say(if fixing.is_safe { id!("finding-fix-safe") } else { id!("finding-fix-unsafe") }) }
                </span>
            </p>
            if let Some(told) = &fixing.told {
                { done(&text, id("finding-fix-applied"), &told.applied) }
                { done(&text, id("finding-fix-refused"), &told.refused) }
            }
            if let Some(after) = after { { changed_text(&text, text.say(id!("finding-fix-changed")), &fixing.before, after) } }
            <h3>{ text.say(id!("finding-fix-effect")) }</h3>
            <div class="fix-effect" role="status">
                if let Some(told) = &fixing.told {
                    { effect(&text, told, after.is_some()) }
                } else if fixing.stopped.is_some() {
                    <p>{ text.say(id!("finding-fix-stopped")) }</p>
                } else {
                    <p><span class="spinner" aria-hidden="true"></span>{ " " }{ text.say(id!("finding-fix-working")) }</p>
                }
            </div>
        </Dialog>
    }
}

/// Several fixes, each with its place and what is wrong there.
fn done(text: &Text, title: &'static str, all: &[FixDone]) -> Html {
    if all.is_empty() {
        return html! {};
    }
    let one = |of: &FixDone| {
        let line = of
            .line
            .map(|line| text.with(id!("documents-line"), &[("line", line.into())]));
        html! {
            <li>
                if let Some(line) = line { <span class="soft">{ line }</span>{ " " } }
                { nodes(&text.message(&of.title)) }{ " " }
                <span class="soft">{ nodes(&text.message(&of.problem)) }</span>
            </li>
        }
    };
    html! {
        <>
            <h3>{ text.with(title, &[("count", all.len().into())]) }</h3>
            <ul class="fix-list">{ for all.iter().map(one) }</ul>
        </>
    }
}

fn effect(text: &Text, told: &FixTold, is_any: bool) -> Html {
    let (outcome, said) = match told.effect {
        _ if !is_any => (None, id("finding-fix-nothing")),
        FixEffect::Same => (Some(Outcome::Allowed), id("finding-fix-same")),
        FixEffect::Settles => (Some(Outcome::Allowed), id("finding-fix-settles")),
        FixEffect::LeavesOpen => (Some(Outcome::Unknown), id("finding-fix-leaves-open")),
        FixEffect::Changes => (Some(Outcome::Unknown), id("finding-fix-changes")),
        FixEffect::NotKnown => (Some(Outcome::Unknown), id("finding-fix-not-known")),
    };
    html! {
        <>
            <p class={classes!("fix-verdict", outcome.map(Outcome::name))}>
                { outcome.map(icon::outcome) }<strong>{ text.say(said) }</strong>
            </p>
            { lines(&told.short) }
            if !told.lines.is_empty() {
                <details class="fix-details">
                    <summary>{ text.say(id!("finding-fix-details")) }</summary>
                    { lines(&told.lines) }
                    if told.left_out > 0 {
                        <p>{ text.with(id!("finding-fix-lines-more"), &[("count", told.left_out.into())]) }</p>
                    }
                </details>
            }
            if !told.appears.is_empty() {
                <p>{ text.with(id!("finding-fix-appears"), &[("count", told.appears.len().into())]) }</p>
                <ul>
                    { for told.appears.iter().map(|problem| html! {
                        <li>{ icon::severity(problem.finding.severity) }{ " " }{ nodes(&text.message(&problem.finding.message)) }</li>
                    }) }
                </ul>
            }
        </>
    }
}

fn lines(all: &[Line]) -> Html {
    if all.is_empty() {
        return html! {};
    }
    html! {
        <ul class="fix-changes">
            { for all.iter().map(|line| html! {
                <li class={classes!(line.outcome.map(Outcome::name))}>
                    { line.outcome.map(icon::outcome) }<span>{ nodes(&line.text) }</span>
                    { lines(&line.below) }
                </li>
            }) }
        </ul>
    }
}
