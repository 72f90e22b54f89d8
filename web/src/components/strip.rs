//! What holds for every possible sign-in, always in sight and always true of the present text:
//! what is of an earlier one says so.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use vestibule_wire::{Outcome, Severity};
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::claims::{Unsettled, claims};
use super::documents::show_problems;
use super::glyph::{self, glyph};
use super::icon;
use super::proof::Command;
use super::proof::line::plain;
use super::warnings::{Named, NotFinal, names_of, not_final, some_of};
use crate::analysis::answer::{Answer, OfAccount};
use crate::state::action::{AccountEdit, Action};
use crate::state::analysis::{Known, Standing};
use crate::state::view::{Open, Panel, Tab};
use crate::text::{Text, id, use_text};

/// How long nothing may have changed before it is read out.
const PAUSE_MS: u32 = 900;

/// So many claims are in sight while the others are folded away.
const SHOWN: usize = 3;

/// So many in a low window, whose lines the editor needs.
const SHOWN_LOW: usize = 2;

/// A window is low below so many pixels.
const LOW: f64 = 820.0;

/// A page is narrow below so many pixels.
const NARROW: f64 = 700.0;

/// A longer sentence may be cut while the strip is folded.
const LONG: usize = 120;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) known: Known,
    /// The documents that cannot be read and count by their last readable text.
    pub(crate) held: Vec<Named>,
    /// Those that count by what can be read of them.
    pub(crate) unread: Vec<Named>,
    /// Those that cannot be in force as they stand.
    pub(crate) not_final: NotFinal,
    /// Why nothing good of them is proven.
    pub(crate) unsettled: Unsettled,
    /// Those with other errors.
    pub(crate) mistaken: Vec<Named>,
    /// Somebody said that IAM Identity Center is not used in the account.
    pub(crate) is_without_portal: bool,
    /// So many RCPs and SCPs are decided although the account is said to stand alone.
    pub(crate) out_of_place: usize,
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
    let of_now = answer.as_ref().filter(|_| is_present);
    let said = use_said(of_now);
    let notes = notes(&text, props);
    let most = use_most();
    let folded = folded(answer.as_deref(), &notes, most);
    let shown = if *open { usize::MAX } else { most };
    html! {
        <section
            class={classes!(
                "strip", (!is_present).then_some("earlier"), (*open && folded.is_some()).then_some("open"),
                of_now.is_some_and(|answer| answer.is_total && props.unsettled.is_settled()).then_some("total"),
            )}
            aria-labelledby="strip-title" data-answer={of_now.map(|answer| answer.number.to_string())}
        >
            <div class="strip-head">
                <h2 id="strip-title">{ text.say(id!("strip-title")) }</h2>
                if let Some(answer) = answer {
                    <ul class="claims" id="strip-claims">
                        { for claims(&text, &props.dispatch, answer, props.unsettled).into_iter().take(shown) }
                        if *open && answer.more_claims > 0 {
                            <li>{ text.with(id!("strip-claims-left-out"), &[("count", answer.more_claims.into())]) }</li>
                        }
                    </ul>
                }
                { standing_of(&text, props) }
                <div class="strip-places">
                    if let Some(count) = folded {
                        <button
                            type="button" class="quiet strip-fold" aria-expanded={open.to_string()}
                            aria-controls="strip-claims" onclick={toggle}
                        >
                            { match count {
                                _ if *open => text.say(id!("strip-less")),
                                0 => text.say(id!("strip-in-full")),
                                count => text.with(id!("strip-rest"), &[("count", count.into())]),
                            } }
                            { glyph(glyph::CHEVRON_DOWN) }
                        </button>
                    }
                    { places(&text, props, is_present) }
                </div>
            </div>
            { for notes.into_iter().map(|note| self::note(&text, props, note)) }
            <p class="hidden" role="status" id="strip-said">{ said }</p>
        </section>
    }
}

/// How many claims are in sight, by the height of the window.
#[hook]
fn use_most() -> usize {
    let most = || {
        let window = web_sys::window();
        let size = |of: Option<JsValue>| of.and_then(|size| size.as_f64()).unwrap_or(f64::MAX);
        let height = size(
            window
                .as_ref()
                .and_then(|window| window.inner_height().ok()),
        );
        let width = size(window.and_then(|window| window.inner_width().ok()));
        // A narrow page scrolls as a whole.
        if height < LOW && width >= NARROW {
            SHOWN_LOW
        } else {
            SHOWN
        }
    };
    let shown = use_state_eq(most);
    {
        let setter = shown.setter();
        use_effect_with((), move |()| {
            let window = web_sys::window();
            let listener = window
                .map(|window| EventListener::new(&window, "resize", move |_| setter.set(most())));
            move || drop(listener)
        });
    }
    *shown
}

/// How many claims are folded away; `None` where nothing is, nor cut.
fn folded(answer: Option<&Answer>, notes: &[Note], most: usize) -> Option<usize> {
    let is_long = |said: &str| said.chars().count() > LONG;
    let claims = answer.map_or(&[][..], |answer| &answer.claims);
    let rest = claims.len().saturating_sub(most);
    let left_out = answer.map_or(0, |answer| answer.more_claims);
    let is_cut = claims.iter().any(|claim| is_long(&claim.text))
        || notes
            .iter()
            .any(|note| note.weight != Weight::Calm && is_long(&note.said));
    (rest > 0 || left_out > 0 || is_cut).then_some(rest + left_out)
}

/// Where the parts of the answer are: the guarantees, the findings, and the map.
fn places(text: &Text, props: &Props, is_present: bool) -> Html {
    let go = |tab: Tab| props.dispatch.reform(move |_: MouseEvent| Action::Tab(tab));
    let held = props.known.answer.as_ref().map(|answer| answer.held);
    let held = held.filter(|(_, all)| is_present && props.unsettled.is_settled() && *all > 0);
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
                Timeout::new(0, show_problems).forget();
            }
        };
        html! {
            <button type="button" class="quiet strip-place" {onclick}>
                { icon::severity(Severity::Warning) }{ text.with(id!("strip-findings"), &[("count", count.into())]) }
            </button>
        }
    };
    let answer = props.known.answer.as_ref();
    html! {
        <>
            { held.map(guarantees).unwrap_or_default() }
            { props.found.map(findings).unwrap_or_default() }
            if answer.is_some_and(|answer| !answer.sections.is_empty()) {
                if is_present && is_locked_out(&props.known) {
                    <button type="button" class="quiet strip-place" onclick={go(Tab::Recovery)}>{ text.say(id!("recovery-open")) }</button>
                }
                <button type="button" class="quiet strip-place" onclick={go(Tab::Map)}>{ text.say(id!("strip-more")) }</button>
                <Command command="lockout" />
            }
        </>
    }
}

/// True where somebody is locked out for certain.
fn is_locked_out(known: &Known) -> bool {
    let repairs = known.answer.iter().flat_map(|answer| &answer.repairs);
    repairs
        .flatten()
        .any(|of| *of == crate::analysis::topics::RepairOf::LockedOut)
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

/// What must be known of the texts that the claims are of, and the policy that it is about.
struct Note {
    said: AttrValue,
    document: Option<u32>,
    weight: Weight,
    /// What can be done about it.
    back: Option<(AttrValue, Vec<Action>)>,
}

/// How much a note is to be looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// The results are other ones than they seem.
    Warning,
    /// Of what the results are.
    Fact,
    /// There is nothing to look out for: the page says how to begin.
    Calm,
}

/// All that is to be known: one sentence for each kind, however many policies it is about.
fn notes(text: &Text, props: &Props) -> Vec<Note> {
    let account = props.known.answer.as_ref();
    let account = account.and_then(|answer| answer.account.as_ref());
    let account = account.map(|account| Note {
        said: of_account(text, account),
        document: None,
        back: account.supposed().is_some().then(|| {
            let to = vec![Action::Open(Open::Account), Action::Panel(Panel::Policies)];
            (text.say(id!("strip-set-account")), to)
        }),
        weight: match account {
            OfAccount::Nothing => Weight::Calm,
            OfAccount::Named(_) | OfAccount::Example(_) => Weight::Fact,
            OfAccount::Other(..) | OfAccount::Several(_) | OfAccount::Rows => Weight::Warning,
        },
    });
    let of = |id, all: &[Named]| {
        let names = [("names", names_of(all).into())];
        all.first().map(|first| Note {
            said: text.with(id, &names),
            document: Some(first.document),
            weight: Weight::Warning,
            back: None,
        })
    };
    let not_final = not_final(text, &props.not_final).into_iter();
    let not_final = not_final.map(|(document, said)| Note {
        said,
        document: Some(document),
        weight: Weight::Warning,
        back: None,
    });
    let unread = [
        of(id("strip-held"), &props.held),
        of(id("strip-unread"), &props.unread),
    ];
    let out_of_place = (props.out_of_place > 0).then(|| Note {
        said: text.with(
            id!("table-standalone"),
            &[("count", props.out_of_place.into())],
        ),
        document: None,
        weight: Weight::Warning,
        back: None,
    });
    let portal = props.is_without_portal.then(|| Note {
        said: text.say(id!("strip-portal-left-out")),
        document: None,
        weight: Weight::Fact,
        back: Some((
            text.say(id!("strip-portal-used")),
            vec![Action::Account(AccountEdit::WithoutIdentityCenter(false))],
        )),
    });
    account
        .into_iter()
        .chain(out_of_place)
        .chain(portal)
        .chain(unread.into_iter().flatten())
        .chain(not_final)
        .chain(of(id("strip-mistaken"), &props.mistaken))
        .collect()
}

/// One of them, with the step to its policy.
fn note(text: &Text, props: &Props, note: Note) -> Html {
    let Note {
        said,
        document,
        back,
        ..
    } = note;
    match note.weight {
        Weight::Calm => return html! { <p class="strip-note calm">{ said }</p> },
        Weight::Fact => {
            let back = back.map(|(said, action)| {
                let dispatch = props.dispatch.clone();
                let onclick = move |_: MouseEvent| {
                    action.iter().cloned().for_each(|one| dispatch.emit(one));
                };
                html! { <>{ " " }<button type="button" class="link" {onclick}>{ said }</button></> }
            });
            return html! {
                <p class="strip-note fact">{ glyph(glyph::INFO) }<span>{ said }</span>{ back.unwrap_or_default() }</p>
            };
        }
        Weight::Warning => {}
    }
    let show = |document: u32| {
        let dispatch = props.dispatch.clone();
        let onclick = move |_: MouseEvent| {
            dispatch.emit(Action::Open(Open::Document(document)));
            dispatch.emit(Action::Panel(Panel::Policies));
        };
        let label = text.with(id!("strip-show-of"), &[("note", said.as_str().into())]);
        html! {
            <button type="button" class="link" aria-label={label} {onclick}>{ text.say(id!("strip-show")) }</button>
        }
    };
    html! {
        <p class="strip-note">
            { glyph(glyph::TRIANGLE_ALERT) }<span>{ &said }</span>{ " " }
            { document.map(show).unwrap_or_default() }
        </p>
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
            let named = some_of(named.iter().map(String::as_str));
            let both = [
                ("account", account.as_str().into()),
                ("named", named.as_str().into()),
            ];
            text.with(id!("strip-account-other"), &both)
        }
        OfAccount::Several(named) => {
            let named = some_of(named.iter().map(String::as_str));
            text.with(
                id!("strip-account-several"),
                &[("named", named.as_str().into())],
            )
        }
        OfAccount::Rows => text.say(id!("strip-account-rows")),
        OfAccount::Nothing => text.say(id!("strip-nothing")),
    }
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
