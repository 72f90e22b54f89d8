//! The sign-ins: their table, how it is searched and sorted, and what is done
//! with its rows.

mod column;
mod context;
mod editor;
pub(crate) mod facts;
mod gap;
mod grid;
mod keyboard;
pub(crate) mod network;
mod row;
mod sight;
mod toolbar;
mod tools;
pub(crate) mod window;

use std::rc::Rc;

use yew::prelude::*;

use crate::analysis::answer::StandingTold;
use crate::components::glyph::{self, glyph};
use crate::components::warnings::Contradiction;
use crate::evaluate::answer::{Problem, Row};
use crate::state::action::Action;
use crate::state::results::{Counts, Progress};
use crate::state::scenario::Scenario;
use crate::state::view::{Dialog, Filter, Selection, Sort};
use crate::state::workspace::Workspace;
use crate::text::{Text, use_text};
use grid::Grid;
use toolbar::Toolbar;
use vestibule_ide::regions::REGIONS;

/// A row of the table: a sign-in and its decision.
pub(crate) type Lines = Rc<[(Rc<Scenario>, Option<Rc<Row>>)]>;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) workspace: Rc<Workspace>,
    /// The rows in the order that is shown.
    pub(crate) lines: Lines,
    pub(crate) counts: Counts,
    /// Those among the rows that the search finds.
    pub(crate) found: Counts,
    pub(crate) problems: Rc<[Rc<Problem>]>,
    pub(crate) progress: Progress,
    /// Whether principals can sign in at all; empty where nobody told anything.
    pub(crate) accounts: Rc<[StandingTold]>,
    /// The decisions are those of before the last change.
    pub(crate) stale: bool,
    /// The decisions are to stay those of before, for that or because the worker was stopped.
    pub(crate) is_held: bool,
    pub(crate) filter: Filter,
    pub(crate) sort: Option<Sort>,
    pub(crate) selected: Option<Selection>,
    /// The sign-in whose fields are open.
    pub(crate) open: Option<u32>,
    /// The statement under the editor's cursor, as document and number.
    pub(crate) lit: Option<(u32, u32)>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Scenarios(props: &Props) -> Html {
    let text = use_text();
    let workspace = &props.workspace;
    let on_move = use_callback(
        (
            workspace.clone(),
            props.lines.clone(),
            props.sort,
            props.dispatch.clone(),
        ),
        |(id, by): (u32, isize), (workspace, lines, sort, dispatch)| {
            // What is carried moves among what is seen; a sorted order is made the order first.
            if sort.is_some() {
                dispatch.emit(Action::KeepOrder);
            }
            if let Some(to) = place(workspace, lines, sort.is_some(), id, by) {
                dispatch.emit(Action::MoveScenario(id, to));
            }
        },
    );
    let account: AttrValue = workspace.account_id().to_owned().into();
    html! {
        <section
            class={classes!("pane", "scenarios", props.stale.then_some("stale"))}
            id="sign-ins" tabindex="-1" aria-labelledby="sign-ins-title"
        >
            <Toolbar
                counts={props.counts} found={props.found} total={workspace.scenarios.len()} shown={props.lines.len()}
                filter={props.filter.clone()} selected={props.selected} sorted={props.sort.is_some()} is_held={props.is_held}
                lines={props.lines.clone()} organization={workspace.organization.clone()}
                dispatch={props.dispatch.clone()}
            />
            { working(&text, props) }
            <Contradiction workspace={workspace.clone()} dispatch={props.dispatch.clone()} />
            if workspace.scenarios.is_empty() {
                { nothing(&text, &props.dispatch) }
            } else if props.lines.is_empty() {
                { nothing_found(&text, &props.dispatch) }
            } else {
                <Grid
                    lines={props.lines.clone()} selected={props.selected} sort={props.sort} open={props.open}
                    problems={props.problems.clone()} {account} lit={props.lit} is_held={props.is_held}
                    accounts={props.accounts.clone()} dispatch={props.dispatch.clone()} {on_move}
                />
            }
            <datalist id="regions">
                { for REGIONS.iter().map(|region| html! { <option value={*region} /> }) }
            </datalist>
            <datalist id="context-keys">
                { for CONTEXT_KEYS.iter().map(|key| html! { <option value={*key} /> }) }
            </datalist>
        </section>
    }
}

/// Keys that no network, principal or phase determines.
const CONTEXT_KEYS: [&str; 8] = [
    "aws:MultiFactorAuthPresent",
    "aws:MultiFactorAuthAge",
    "aws:TokenIssueTime",
    "aws:CurrentTime",
    "aws:SourceIdentity",
    "aws:PrincipalTag/team",
    "aws:UserAgent",
    "signin:OAuthRedirectUri",
];

/// The place among all sign-ins to which one goes that is carried among those
/// that are shown.
fn place(workspace: &Workspace, lines: &Lines, sorted: bool, id: u32, by: isize) -> Option<usize> {
    let from = lines.iter().position(|(line, _)| line.id == id)?;
    let to = from.checked_add_signed(by)?;
    let (neighbour, _) = lines.get(to)?;
    if sorted {
        // The order that is shown is the order then, with the hidden ones behind.
        return Some(to);
    }
    let of = |id| workspace.scenarios.iter().position(|other| other.id == id);
    of(neighbour.id)
}

/// "Still working", once the deadline is over.
fn working(text: &Text, props: &Props) -> Html {
    match props.progress {
        Progress::Idle | Progress::Pending => html! {},
        Progress::Late => {
            let cancel = props.dispatch.reform(|_: MouseEvent| Action::Cancel);
            html! {
                <div class="working" role="status">
                    <span class="spinner" aria-hidden="true"></span>
                    <span>{ text.say(id!("table-working")) }</span>
                    <button type="button" onclick={cancel}>{ text.say(id!("table-cancel")) }</button>
                </div>
            }
        }
        Progress::Stopped { why, earlier } => {
            let why = [("why", why.name().into())];
            let said = if earlier {
                text.with(id!("table-undecided"), &why)
            } else {
                text.with(id!("table-stopped"), &why)
            };
            let retry = props.dispatch.reform(|_: MouseEvent| Action::Retry);
            html! {
                <div class="working stopped" role="status">
                    { glyph(glyph::TRIANGLE_ALERT) }<span>{ said }</span>
                    <button type="button" onclick={retry}>{ text.say(id!("table-retry")) }</button>
                </div>
            }
        }
    }
}

fn nothing(text: &Text, dispatch: &Callback<Action>) -> Html {
    let add = dispatch.reform(|_: MouseEvent| Action::AddScenario);
    let matrix = dispatch.reform(|_: MouseEvent| Action::Dialog(Some(Dialog::People)));
    let gallery = dispatch.reform(|_: MouseEvent| Action::Dialog(Some(Dialog::Gallery)));
    html! {
        <div class="empty">
            <h3>{ text.say(id!("table-empty-title")) }</h3>
            <p>{ text.say(id!("table-empty")) }</p>
            <div class="buttons">
                <button type="button" class="primary" onclick={matrix}>{ glyph(glyph::GRID) }{ text.say(id!("people-add")) }</button>
                <button type="button" onclick={add}>{ glyph(glyph::PLUS) }{ text.say(id!("table-add")) }</button>
                <button type="button" onclick={gallery}>{ glyph(glyph::LIBRARY) }{ text.say(id!("table-example")) }</button>
            </div>
        </div>
    }
}

fn nothing_found(text: &Text, dispatch: &Callback<Action>) -> Html {
    let all = dispatch.reform(|_: MouseEvent| Action::Filter(Filter::default()));
    html! {
        <div class="empty">
            <p>{ text.say(id!("table-none-found")) }</p>
            <button type="button" onclick={all}>{ text.say(id!("table-show-all")) }</button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(id: u32) -> Rc<Scenario> {
        Rc::new(Scenario {
            id,
            ..Scenario::default()
        })
    }

    #[test]
    fn a_row_is_carried_past_its_neighbour_in_sight() {
        let workspace = Workspace {
            scenarios: [1, 2, 3, 4].map(scenario).to_vec(),
            ..Workspace::default()
        };
        let lines = |ids: &[u32]| -> Lines { ids.iter().map(|id| (scenario(*id), None)).collect() };
        let all = lines(&[1, 2, 3, 4]);
        let some = lines(&[1, 4]);
        let sorted = lines(&[4, 3, 2, 1]);
        let rows = [
            (&all, false, 2, 1, Some(2)),
            (&all, false, 2, -1, Some(0)),
            (&all, false, 1, -1, None),
            (&all, false, 4, 1, None),
            (&all, false, 9, 1, None),
            // Two are filtered out between them.
            (&some, false, 1, 1, Some(3)),
            (&sorted, true, 4, 1, Some(1)),
        ];
        for (lines, is_sorted, id, by, expected) in rows {
            assert_eq!(
                place(&workspace, lines, is_sorted, id, by),
                expected,
                "{id} {by}"
            );
        }
    }
}
