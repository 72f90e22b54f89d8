//! Over the table: counts, search, and what is done with rows.

use std::rc::Rc;

use vestibule_wire::Outcome;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Lines;
use crate::components::decision::words;
use crate::components::field::Select;
use crate::components::glyph::{self, glyph};
use crate::components::menu::{Item, Menu};
use crate::state::action::Action;
use crate::state::organization::{Organization, Place};
use crate::state::results::Counts;
use crate::state::view::{Dialog, Filter, Only, Selection};
use crate::text::{Text, use_text};

const ONLY: [Only; 6] = [
    Only::All,
    Only::Outcome(Outcome::Allowed),
    Only::Outcome(Outcome::Denied),
    Only::Outcome(Outcome::Unknown),
    Only::Unmet,
    Only::Unusable,
];

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) counts: Counts,
    /// Those among the rows that the search finds.
    pub(super) found: Counts,
    pub(super) total: usize,
    pub(super) shown: usize,
    pub(super) filter: Filter,
    pub(super) selected: Option<Selection>,
    pub(super) sorted: bool,
    /// The decisions are to stay those of before.
    pub(super) is_held: bool,
    pub(super) lines: Lines,
    pub(super) organization: Option<Rc<Organization>>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Toolbar(props: &Props) -> Html {
    let text = use_text();
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    html! {
        <>
            <div class="pane-head">
                <h2 id="sign-ins-title">{ text.say(id!("table-title")) }</h2>
                { counts(&text, props) }
                <span class="grow"></span>
                <button type="button" class="quiet" onclick={act(Action::AddScenario)}>
                    { glyph(glyph::PLUS) }{ text.say(id!("table-add")) }
                </button>
                <button type="button" class="quiet" onclick={act(Action::Dialog(Some(Dialog::People)))}>
                    { glyph(glyph::GRID) }{ text.say(id!("people-add")) }
                </button>
                { expect(&text, props) }
            </div>
            if props.total > 0 || props.organization.is_some() {
                <div class="tools">
                    if let Some(organization) = &props.organization {
                        <AccountSwitch organization={organization.clone()} dispatch={props.dispatch.clone()} />
                    }
                    { search(&text, props) }
                    <span class="grow"></span>
                    if props.sorted {
                        <button type="button" class="quiet" onclick={act(Action::KeepOrder)}>{ text.say(id!("table-keep-order")) }</button>
                    }
                </div>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct SwitchProps {
    organization: Rc<Organization>,
    dispatch: Callback<Action>,
}

/// Which account of the organization is looked at.
#[component]
fn AccountSwitch(props: &SwitchProps) -> Html {
    let text = use_text();
    let organization = &props.organization;
    let accounts = use_memo(organization.clone(), |organization| {
        let places = organization.places().into_iter();
        let account = |place: Place<'_>| {
            let label = match place.name {
                "" => place.id.to_owned(),
                name => format!("{name} ({})", place.id),
            };
            (AttrValue::from(place.id.to_owned()), AttrValue::from(label))
        };
        places.map(account).collect::<Vec<_>>()
    });
    let all = text.with(
        id!("organization-all-accounts"),
        &[("count", accounts.len().into())],
    );
    let labels = accounts.iter().map(|(_, label)| label.clone());
    let options: Vec<AttrValue> = std::iter::once(all).chain(labels).collect();
    let chosen = accounts
        .iter()
        .position(|(id, _)| *id == organization.shown);
    let on_choose = {
        let accounts = accounts.clone();
        props.dispatch.reform(move |chosen: usize| {
            let account = chosen.checked_sub(1).and_then(|at| accounts.get(at));
            Action::ShowAccount(account.map(|(id, _)| id.clone()).unwrap_or_default())
        })
    };
    html! {
        <Select
            id="account-switch" label={text.say(id!("organization-shown"))} bare=true {options}
            chosen={chosen.map_or(0, |at| at + 1)} {on_choose}
        />
    }
}

fn counts(text: &Text, props: &Props) -> Html {
    let Counts { expected, met, .. } = props.counts;
    let count = if props.shown == props.total {
        text.with(id!("table-count"), &[("count", props.total.into())])
    } else {
        let both = [("shown", props.shown.into()), ("count", props.total.into())];
        text.with(id!("table-count-shown"), &both)
    };
    html! {
        <>
            <span class="count">{ count }</span>
            if expected > 0 {
                <span class={classes!("badge", if met == expected { "passing" } else { "failing" })}>
                    { text.with(id!("table-passing"), &[("met", met.into()), ("expected", expected.into())]) }
                </span>
            }
        </>
    }
}

/// What the present outcomes are taken for.
fn expect(text: &Text, props: &Props) -> Html {
    let all: Vec<u32> = props
        .lines
        .iter()
        .map(|(scenario, _)| scenario.id)
        .collect();
    let item = |label: AttrValue, ids: Vec<u32>| Item::Do {
        label,
        glyph: None,
        key: None,
        enabled: !ids.is_empty() && !props.is_held,
        action: props
            .dispatch
            .reform(move |()| Action::ExpectPresent(ids.clone())),
    };
    let one = props.selected.map(|selected| selected.scenario);
    let items = vec![
        item(text.say(id!("table-expect-one")), one.into_iter().collect()),
        item(
            text.with(id!("table-expect-all"), &[("count", all.len().into())]),
            all,
        ),
    ];
    let content = html! { <>{ glyph(glyph::LIST_CHECKS) }<span>{ text.say(id!("table-expect")) }</span>{ glyph(glyph::CHEVRON_DOWN) }</> };
    html! { <Menu label={text.say(id!("table-expect"))} {content} {items} to_left=true /> }
}

fn search(text: &Text, props: &Props) -> Html {
    let filter = &props.filter;
    let oninput = {
        let only = filter.only;
        props.dispatch.reform(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            Action::Filter(Filter {
                text: input.value().into(),
                only,
            })
        })
    };
    let on_choose = {
        let text = filter.text.clone();
        props.dispatch.reform(move |index: usize| {
            Action::Filter(Filter {
                text: text.clone(),
                only: ONLY.get(index).copied().unwrap_or_default(),
            })
        })
    };
    let Counts {
        allowed,
        denied,
        unknown,
        unusable,
        expected,
        met,
    } = props.found;
    let options = ONLY.map(|only| {
        let (word, count) = match only {
            Only::All => return text.say(id!("table-only-all")),
            Only::Outcome(outcome) => (
                words::outcome(text, outcome),
                match outcome {
                    Outcome::Allowed => allowed,
                    Outcome::Denied => denied,
                    Outcome::Unknown => unknown,
                },
            ),
            Only::Unmet => (
                text.say(id!("table-only-unmet")),
                expected.saturating_sub(met),
            ),
            Only::Unusable => (text.say(id!("table-only-unusable")), unusable),
        };
        format!("{word} ({count})").into()
    });
    html! {
        <>
            <label class="search">
                { glyph(glyph::SEARCH) }
                <span class="hidden">{ text.say(id!("table-search")) }</span>
                <input type="search" value={filter.text.clone()} {oninput} placeholder={text.say(id!("table-search"))} />
            </label>
            <Select
                id="table-only" label={text.say(id!("table-only"))} bare=true options={options.to_vec()}
                chosen={ONLY.iter().position(|only| *only == filter.only).unwrap_or(0)} {on_choose}
            />
        </>
    }
}
