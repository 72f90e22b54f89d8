//! A plain table of decisions to look at: each cell is a button that chooses it.
//! It needs no state, no ids and no style sheet but `decision.css`, so it stands
//! in a shadow root as well.

use std::rc::Rc;

use vestibule_wire::Action;
use yew::prelude::*;

use super::{cell, words};
use crate::evaluate::answer::Row;
use crate::text::use_text;

/// One sign-in of the table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shown {
    pub(crate) name: AttrValue,
    /// The principal in short.
    pub(crate) who: AttrValue,
    /// The network in short.
    pub(crate) from: AttrValue,
    pub(crate) row: Rc<Row>,
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) rows: Rc<[Shown]>,
    /// The id of the chosen row and its action; `None` for the whole sign-in.
    #[prop_or_default]
    pub(crate) chosen: Option<(u32, Option<Action>)>,
    pub(crate) on_choose: Callback<(u32, Option<Action>)>,
}

#[component]
pub(crate) fn DecisionTable(props: &Props) -> Html {
    let text = use_text();
    let head = |action: Action| html! { <th scope="col">{ words::phase(&text, action) }</th> };
    html! {
        <table class="decisions plain">
            <caption class="hidden">{ text.say(id!("decision-table")) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ text.say(id!("decision-name")) }</th>
                    { for words::ACTIONS.map(head) }
                    <th scope="col">{ text.say(id!("decision-outcome")) }</th>
                </tr>
            </thead>
            <tbody>
                { for props.rows.iter().map(|shown| {
                    let id = shown.row.id;
                    let choose = |action: Option<Action>, content: Html| {
                        let pressed = props.chosen == Some((id, action));
                        let onclick = props.on_choose.reform(move |_: MouseEvent| (id, action));
                        html! {
                            <td class={classes!(pressed.then_some("chosen"))}>
                                <button type="button" aria-pressed={pressed.to_string()} {onclick}>{ content }</button>
                            </td>
                        }
                    };
                    html! {
                        <tr key={id}>
                            <th scope="row">
                                <span class="name">{ &shown.name }</span>
                                <span class="facts">{ &shown.who }{ " · " }{ &shown.from }</span>
                            </th>
                            { for shown.row.cells.iter().map(|one| choose(Some(one.action), cell::action(&text, one, shown.row.provisional))) }
                            { for (shown.row.cells.len()..words::ACTIONS.len()).map(|_| html! { <td></td> }) }
                            { choose(None, cell::whole(&text, shown.row.outcome, shown.row.provisional)) }
                        </tr>
                    }
                }) }
            </tbody>
        </table>
    }
}
