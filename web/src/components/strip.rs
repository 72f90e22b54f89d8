//! What holds for every possible sign-in, always in sight and always true of the present text:
//! what is of an earlier one says so.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use vestibule_wire::{Outcome, Severity};
use yew::prelude::*;

use super::glyph::{self, glyph};
use super::icon;
use super::proof::line::{line, plain, sections};
use super::warnings::NotFinal;
use crate::analysis::answer::{Answer, OfAccount};
use crate::state::action::Action;
use crate::state::analysis::{Known, Standing};
use crate::state::view::{Open, Panel, Tab};
use crate::text::{Text, use_text};

/// How long nothing may have changed before it is read out.
const PAUSE_MS: u32 = 900;

/// So many accounts are named at the most.
const NAMED: usize = 3;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) known: Known,
    /// The names of documents that cannot be read and count by their last readable text.
    pub(crate) held: Vec<AttrValue>,
    /// Those that count by what can be read of them.
    pub(crate) unread: Vec<AttrValue>,
    /// Those that cannot be in force as they stand.
    pub(crate) not_final: NotFinal,
    /// Those with other errors.
    pub(crate) mistaken: Vec<AttrValue>,
    /// How many findings there are in the documents, and the first document with one.
    pub(crate) found: Option<(usize, u32)>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Strip(props: &Props) -> Html {
    let text = use_text();
    let open = use_state_eq(|| false);
    let toggle = {
        let open = open.clone();
        move |_: MouseEvent| open.set(!*open)
    };
    let Known { answer, standing } = &props.known;
    let is_present = *standing == Standing::Present;
    let has_more = answer
        .as_ref()
        .is_some_and(|answer| !answer.sections.is_empty());
    let of_now = answer.as_ref().filter(|_| is_present);
    let said = use_said(of_now);
    html! {
        <section
            class={classes!("strip", (!is_present).then_some("earlier"), open.then_some("open"))} aria-labelledby="strip-title"
            data-answer={of_now.map(|answer| answer.number.to_string())}
        >
            <div class="strip-head">
                <h2 id="strip-title">{ text.say(id!("strip-title")) }</h2>
                if let Some(answer) = answer {
                    <ul class="claims">
                        { for answer.claims.iter().map(|claim| line(&text, &props.dispatch, claim)) }
                        if answer.more_claims > 0 {
                            <li>{ text.with(id!("strip-claims-left-out"), &[("count", answer.more_claims.into())]) }</li>
                        }
                    </ul>
                }
                { standing_of(&text, props) }
                { places(&text, props, is_present) }
                if has_more {
                    <button
                        type="button" class="quiet strip-more" aria-expanded={open.to_string()}
                        aria-controls="strip-body" onclick={toggle}
                    >
                        { text.say(id!("strip-more")) }{ glyph(glyph::CHEVRON_DOWN) }
                    </button>
                }
            </div>
            { notes(&text, props) }
            <div class="strip-body" id="strip-body" tabindex="-1" hidden={!(*open && has_more)}>
                if let (true, Some(answer)) = (*open, answer) {
                    { sections(&text, &props.dispatch, answer) }
                }
            </div>
            <p class="hidden" role="status" id="strip-said">{ said }</p>
        </section>
    }
}

/// Where the parts of the answer are: the map, the guarantees, and the findings.
fn places(text: &Text, props: &Props, is_present: bool) -> Html {
    let go = |tab: Tab| props.dispatch.reform(move |_: MouseEvent| Action::Tab(tab));
    let held = props.known.answer.as_ref().map(|answer| answer.held);
    let held = held.filter(|(_, all)| is_present && *all > 0);
    let guarantees = |(holding, all): (usize, usize)| {
        let outcome = if holding == all {
            Outcome::Allowed
        } else {
            Outcome::Denied
        };
        let both = [("holding", holding.into()), ("all", all.into())];
        html! {
            <button type="button" class={classes!("quiet", "strip-place", outcome.name())} onclick={go(Tab::Guarantees)}>
                { icon::outcome(outcome) }{ text.with(id!("strip-guarantees"), &both) }
            </button>
        }
    };
    let findings = |(count, document): (usize, u32)| {
        let onclick = {
            let dispatch = props.dispatch.clone();
            move |_: MouseEvent| {
                dispatch.emit(Action::Open(Open::Document(document)));
                dispatch.emit(Action::Panel(Panel::Policies));
            }
        };
        html! {
            <button type="button" class="quiet strip-place" {onclick}>
                { icon::severity(Severity::Warning) }{ text.with(id!("strip-findings"), &[("count", count.into())]) }
            </button>
        }
    };
    html! {
        <>
            { held.map(guarantees).unwrap_or_default() }
            { props.found.map(findings).unwrap_or_default() }
            if props.known.answer.as_ref().is_some_and(|answer| !answer.sections.is_empty()) {
                <button type="button" class="quiet strip-place" onclick={go(Tab::Map)}>{ text.say(id!("tabs-map")) }</button>
            }
        </>
    }
}

/// Of which text the claims are, where that is not the present one, and what can be done.
fn standing_of(text: &Text, props: &Props) -> Html {
    let Known { answer, standing } = &props.known;
    let is_first = answer.is_none();
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let spinner = || html! { <span class="spinner" aria-hidden="true"></span> };
    let retry = || {
        html! { <button type="button" onclick={act(Action::Analyse)}>{ text.say(id!("strip-retry")) }</button> }
    };
    let working = || {
        if is_first {
            text.say(id!("strip-working"))
        } else {
            text.say(id!("strip-earlier"))
        }
    };
    let (sign, said, button) = match standing {
        Standing::Present => return html! {},
        Standing::Working => (spinner(), working(), html! {}),
        Standing::Late => {
            let cancel = act(Action::CancelAnalysis);
            let button = html! { <button type="button" onclick={cancel}>{ text.say(id!("strip-cancel")) }</button> };
            (spinner(), working(), button)
        }
        Standing::Stopped(why) => {
            let why = [("why", why.name().into())];
            let said = text.with(id!("strip-stopped"), &why);
            (glyph(glyph::TRIANGLE_ALERT), said, retry())
        }
        Standing::Undecided => {
            let said = text.say(id!("strip-undecided"));
            (glyph(glyph::TRIANGLE_ALERT), said, html! {})
        }
    };
    html! { <div class="standing">{ sign }<span>{ said }</span>{ button }</div> }
}

/// What must be known of the texts that the claims are of.
fn notes(text: &Text, props: &Props) -> Html {
    let note = |said: AttrValue| html! { <p class="strip-note">{ glyph(glyph::TRIANGLE_ALERT) }<span>{ said }</span></p> };
    let names = |names: &[AttrValue]| [("names", names.join(", ").into())];
    let counted = |all: &[(AttrValue, usize)]| {
        let all: Vec<AttrValue> = all.iter().map(|(name, _)| name.clone()).collect();
        names(&all)
    };
    let NotFinal {
        refused, unfilled, ..
    } = &props.not_final;
    let account = props.known.answer.as_ref();
    let account = account.and_then(|answer| answer.account.as_ref());
    html! {
        <>
            if let Some(account) = account {
                { note(of_account(text, account)) }
            }
            if !props.held.is_empty() {
                { note(text.with(id!("strip-held"), &names(&props.held))) }
            }
            if !props.unread.is_empty() {
                { note(text.with(id!("strip-unread"), &names(&props.unread))) }
            }
            if !refused.is_empty() {
                { note(text.with(id!("strip-refused"), &counted(refused))) }
            }
            if !unfilled.is_empty() {
                { note(text.with(id!("strip-unfilled"), &counted(unfilled))) }
            }
            if !props.mistaken.is_empty() {
                { note(text.with(id!("strip-mistaken"), &names(&props.mistaken))) }
            }
        </>
    }
}

/// Of which account the claims are, where that is not plain.
fn of_account(text: &Text, account: &OfAccount) -> AttrValue {
    match account {
        OfAccount::Named(account) => text.with(
            id!("strip-account"),
            &[("account", account.as_str().into())],
        ),
        OfAccount::Example(account) => text.with(
            id!("strip-account-example"),
            &[("account", account.as_str().into())],
        ),
        OfAccount::Other(account, named) => {
            let named = some_of(named);
            let both = [
                ("account", account.as_str().into()),
                ("named", named.as_str().into()),
            ];
            text.with(id!("strip-account-other"), &both)
        }
        OfAccount::Several(named) => {
            let named = some_of(named);
            text.with(
                id!("strip-account-several"),
                &[("named", named.as_str().into())],
            )
        }
        OfAccount::Rows => text.say(id!("strip-account-rows")),
        OfAccount::Nothing => text.say(id!("strip-nothing")),
    }
}

/// The first of these, and a sign for the others.
fn some_of(names: &[String]) -> String {
    let others = (names.len() > NAMED).then_some("…");
    let first = names.iter().map(String::as_str).take(NAMED);
    first.chain(others).collect::<Vec<_>>().join(", ")
}

/// What screen readers are told: the first claims, once the typing pauses, and nothing twice.
#[hook]
fn use_said(of_now: Option<&Rc<Answer>>) -> String {
    let said = use_state_eq(String::new);
    let setter = said.setter();
    use_effect_with(of_now.cloned(), move |answer| {
        let timeout = answer.clone().map(|answer| {
            Timeout::new(PAUSE_MS, move || {
                let claims = answer.claims.iter().take(2);
                let claims: Vec<String> = claims.map(|claim| plain(&claim.text)).collect();
                setter.set(claims.join(". "));
            })
        });
        // Dropping the timeout cancels it: the next change starts anew.
        move || drop(timeout)
    });
    (*said).clone()
}
