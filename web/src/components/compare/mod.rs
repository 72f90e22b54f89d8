//! What changes between another text and the present one: the policies, the sign-ins of the
//! table, and all sign-ins.

mod base;
mod plan;
mod rows;
pub(super) mod texts;

use std::collections::HashMap;
use std::rc::Rc;

use vestibule_wire::Outcome;
use yew::prelude::*;

use super::browser;
use super::proof::Command;
use super::proof::line::lines;
use crate::analysis::answer::Line;
use crate::analysis::compare::told::{CompareEffect, CompareTold};
use crate::components::glyph::{self, glyph};
use crate::components::icon;
use crate::state::action::{Action, StoreCommand};
use crate::state::case_file;
use crate::state::compare::{Compared, ComparedStanding};
use crate::state::saved::StoreInfo;
use crate::state::topics::Shown;
use crate::state::view::Dialog;
use crate::state::workspace::Workspace;
use crate::text::{Text, id, nodes, use_text};
use base::BaseChoice;
pub(super) use base::named_in_report;
use plan::Plan;

/// The outcomes of before of the rows of the table that a comparison changes.
pub(super) type Before = Rc<HashMap<u32, Option<Outcome>>>;

/// Those of a comparison that is of the present text; none otherwise.
pub(super) fn before(compared: Option<&Compared>) -> Before {
    let told = compared.filter(|compared| compared.standing == ComparedStanding::Present);
    let told = told.and_then(|compared| compared.told.as_ref());
    let rows = told.iter().flat_map(|told| &told.rows);
    let rows = rows.filter(|row| row.is_other_outcome());
    Rc::new(rows.map(|row| (row.id, row.before.outcome)).collect())
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) workspace: Rc<Workspace>,
    /// As it was when the page opened it.
    pub(super) opened: Rc<Workspace>,
    pub(super) compared: Option<Compared>,
    /// What was chosen last cannot be compared with.
    pub(super) refused: bool,
    pub(super) store: Rc<StoreInfo>,
    /// The units to which a plan goes first; `None` while none is asked for.
    pub(super) planning: Option<AttrValue>,
    /// The plan.
    pub(super) shown: Shown,
    /// What is to be known of the policies.
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn ComparePane(props: &Props) -> Html {
    let text = use_text();
    {
        let dispatch = props.dispatch.clone();
        use_effect_with((), move |()| {
            dispatch.emit(Action::Store(StoreCommand::Refresh));
        });
    }
    html! {
        <section class="pane compare-pane" id="compare" tabindex="-1" aria-labelledby="compare-title">
            <div class="pane-head"><h2 id="compare-title">{ text.say(id!("compare-title")) }</h2></div>
            <div class="pane-body">
                <BaseChoice
                    workspace={props.workspace.clone()} opened={props.opened.clone()} base={props.compared.as_ref().map(|of| of.base.clone())}
                    refused={props.refused} store={props.store.clone()} dispatch={props.dispatch.clone()}
                />
                if let Some(compared) = &props.compared { { answer(&text, props, compared) } }
            </div>
        </section>
    }
}

fn answer(text: &Text, props: &Props, compared: &Compared) -> Html {
    let is_present = compared.standing == ComparedStanding::Present;
    html! {
        <div class={classes!("compared", (!is_present).then_some("earlier"))} data-compared={is_present.to_string()}>
            <div class="compare-verdict" role="status">
                { standing(text, props, compared.standing) }
                if let Some(told) = compared.told.as_ref().filter(|_| is_present) {
                    { verdict(text, told, &props.dispatch) }
                }
            </div>
            { command(text, compared) }
            <Plan
                stages={props.planning.clone()} shown={props.shown.clone()} dispatch={props.dispatch.clone()}
            />
            if let Some(told) = &compared.told {
                <div class="compare-sides">
                    <div class="compare-effects">
                        { rows::all(text, &props.workspace, told, &props.dispatch) }
                        { rows::gone(text, told) }
                        if !told.lines.is_empty() && !told.is_same_text() { { of_all(text, props, told) } }
                    </div>
                    { texts::all(text, told) }
                </div>
            }
        </div>
    }
}

/// How far the answer is, where it is not of the present text.
fn standing(text: &Text, props: &Props, standing: ComparedStanding) -> Html {
    let again = || {
        let retry = props.dispatch.reform(|_: MouseEvent| Action::Analyse);
        html! { <button type="button" onclick={retry}>{ text.say(id!("compare-retry")) }</button> }
    };
    let working = |said: AttrValue| {
        html! { <p><span class="spinner" aria-hidden="true"></span>{ " " }{ said }</p> }
    };
    match standing {
        ComparedStanding::Present => html! {},
        ComparedStanding::Working => working(text.say(id!("compare-working"))),
        ComparedStanding::Late => working(text.say(id!("compare-late"))),
        ComparedStanding::Stopped(why) => html! {
            <p>{ text.with(id!("compare-stopped"), &[("why", why.name().into())]) }{ " " }{ again() }</p>
        },
        ComparedStanding::Undecided => html! { <p>{ text.say(id!("compare-undecided")) }</p> },
    }
}

/// Whether anything changes, in a sentence for all sign-ins and one for the table.
fn verdict(text: &Text, told: &CompareTold, dispatch: &Callback<Action>) -> Html {
    let (class, sign, said) = match told.effect {
        _ if told.is_same_text() => {
            let sign = icon::outcome(Outcome::Allowed);
            ("same", sign, id("compare-same-text"))
        }
        CompareEffect::Same => {
            let sign = icon::outcome(Outcome::Allowed);
            ("same", sign, id("compare-same"))
        }
        CompareEffect::Changes => {
            let sign = glyph(glyph::ARROW_UP_DOWN);
            ("changes", sign, id("compare-changes"))
        }
        CompareEffect::NotKnown => {
            let sign = icon::outcome(Outcome::Unknown);
            ("unknown", sign, id("compare-not-known"))
        }
    };
    let report = dispatch.reform(|_: MouseEvent| Action::Dialog(Some(Dialog::Report)));
    let report = html! { <button type="button" class="link" onclick={report}>{ text.say(id!("report-open")) }</button> };
    // The answer about all sign-ins says what becomes of them.
    let first = told.lines.first().filter(|_| !told.is_same_text());
    let said = first.map_or_else(|| text.say(said), |line| line.text.clone().into());
    let sentence = |line: &Line| {
        let class = line.outcome.map_or("changes", Outcome::name);
        html! {
            <p class={classes!("compare-sentence", class)}>
                { line.outcome.map(icon::outcome) }<strong>{ nodes(&line.text) }</strong>
            </p>
        }
    };
    html! {
        <>
            if told.access.is_empty() {
                <p class={classes!("compare-sentence", class)}>
                    { sign }<strong>{ nodes(&said) }</strong>
                </p>
            } else {
                // Who loses access, and who gains it.
                { for told.access.iter().map(sentence) }
            }
            if told.before_errors > 0 {
                <p class="report-warning">
                    { glyph(glyph::TRIANGLE_ALERT) }{ " " }
                    { text.with(id!("compare-before-errors"), &[("count", told.before_errors.into())]) }
                </p>
            }
            <p>
                { rows::count(text, told) }{ " " }
                if !told.gone.is_empty() {
                    { text.with(id!("compare-gone"), &[("count", told.gone.len().into())]) }{ " " }
                }
                { report }
            </p>
        </>
    }
}

/// The command that says the same, and the file that it reads beside that of this workspace.
fn command(text: &Text, compared: &Compared) -> Html {
    let before = compared.base.workspace.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        browser::download("before.json", &case_file::export(&before));
    });
    html! {
        <div class="compare-command">
            <Command command="diff before.json" />
            <button type="button" class="link" {onclick}>{ text.say(id!("compare-save-before")) }</button>
        </div>
    }
}

/// What changes for all sign-ins.
fn of_all(text: &Text, props: &Props, told: &CompareTold) -> Html {
    html! {
        <section aria-labelledby="compare-all">
            <h3 id="compare-all">{ text.say(id!("compare-all")) }</h3>
            <div class="compare-lines">
                if told.access.is_empty() {
                    // The first says what the verdict says.
                    { for told.lines.iter().take(1).map(|line| lines(text, &props.dispatch, &line.below)) }
                    { lines(text, &props.dispatch, told.lines.get(1..).unwrap_or_default()) }
                } else {
                    { lines(text, &props.dispatch, &told.lines) }
                }
            </div>
            if told.left_out > 0 {
                <p class="soft">{ text.with(id!("compare-lines-left-out"), &[("count", told.left_out.into())]) }</p>
            }
        </section>
    }
}
