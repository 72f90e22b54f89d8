//! What stands in a cell of a table: the decision by word, shape and colour, and
//! under it what decided.

use vestibule_wire::{Outcome, Reason};
use yew::prelude::*;

use super::words;
use crate::components::glyph::{self, glyph};
use crate::components::icon;
use crate::evaluate::answer::Cell;
use crate::text::{Text, broken};

/// The decision on one action.
pub(crate) fn action(text: &Text, cell: &Cell, provisional: bool) -> Html {
    let by = if cell.reached {
        by(text, cell)
    } else {
        text.say(id!("decision-cell-beyond"))
    };
    html! {
        <span
            class={classes!(
                "verdict", cell.decision.name(), (!cell.reached).then_some("beyond"),
                provisional.then_some("provisional"),
            )}
        >
            { icon::outcome(cell.decision) }
            <span class="word">{ words::outcome(text, cell.decision) }</span>
            if provisional { { mark(text) } }
            <span class="by" title={by.clone()}>{ broken(&by) }</span>
        </span>
    }
}

/// The decision on the whole sign-in; `None` where there is none.
pub(crate) fn whole(text: &Text, outcome: Option<Outcome>, provisional: bool) -> Html {
    let Some(outcome) = outcome else {
        return html! { <span class="verdict none">{ text.say(id!("decision-none")) }</span> };
    };
    html! {
        <span class={classes!("verdict", "whole", outcome.name(), provisional.then_some("provisional"))}>
            { icon::outcome(outcome) }
            <span class="word">{ words::outcome(text, outcome) }</span>
            if provisional { { mark(text) } }
        </span>
    }
}

/// The mark behind what is provisional.
pub(super) fn mark(text: &Text) -> Html {
    let word = text.say(id!("decision-provisional"));
    html! {
        <span class="mark" title={word.clone()}>
            { glyph(glyph::TRIANGLE_ALERT) }<span class="hidden">{ " " }{ word }</span>
        </span>
    }
}

/// What decided, in a few words.
pub(crate) fn by(text: &Text, cell: &Cell) -> AttrValue {
    let Some(by) = &cell.by else {
        return text.say(match cell.reason {
            Reason::NoMatchingDeny if !cell.protected => id!("decision-cell-unprotected"),
            Reason::NoMatchingDeny | Reason::ExplicitDeny | Reason::ImplicitDeny => {
                id!("decision-cell-no-deny")
            }
            Reason::EnforcementOff => id!("decision-cell-off"),
            Reason::UnknownKey => id!("decision-cell-key"),
            Reason::UnevaluableStatement => id!("decision-cell-refused"),
        });
    };
    let layer = words::layer(text, by.layer);
    // Without a statement it is the whole policy that leaves it open, or an Allow that is missing.
    match (by.statement, cell.reason) {
        (None, Reason::UnevaluableStatement) => {
            let layer = [("layer", layer.as_str().into())];
            return text.with(id!("decision-cell-unreadable"), &layer);
        }
        (None, Reason::UnknownKey) => return text.say(id!("decision-cell-key")),
        (
            None,
            Reason::ImplicitDeny
            | Reason::ExplicitDeny
            | Reason::NoMatchingDeny
            | Reason::EnforcementOff,
        )
        | (Some(_), _) => {}
    }
    let statement = words::statement(by.sid.as_deref(), by.statement);
    match (statement, cell.others) {
        (Some(statement), 0) => text.with(
            id!("decision-cell-by"),
            &[
                ("layer", layer.as_str().into()),
                ("statement", statement.into()),
            ],
        ),
        (Some(statement), others) => text.with(
            id!("decision-cell-by-more"),
            &[
                ("layer", layer.as_str().into()),
                ("statement", statement.into()),
                ("others", others.into()),
            ],
        ),
        (None, 0) => text.with(
            id!("decision-cell-no-allow"),
            &[("layer", layer.as_str().into())],
        ),
        (None, others) => text.with(
            id!("decision-cell-no-allow-more"),
            &[("layer", layer.as_str().into()), ("others", others.into())],
        ),
    }
}
