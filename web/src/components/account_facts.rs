//! Whether somebody can sign in at all, beside what the policies decide: what is told, and the
//! form in which it is told.

use serde_json::Value;
use vestibule_wire::{Outcome, StandingVerdict};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::decision::words;
use super::field::Select;
use super::icon;
use super::proof::line::lines;
use crate::analysis::answer::Line;
use crate::state::action::Action;
use crate::state::told_facts::AccountFact;
use crate::text::{Text, nodes, use_text};

#[derive(Clone, Properties, PartialEq)]
pub(super) struct Props {
    pub(super) principal: AttrValue,
    /// What is told of each fact that bears on the principal.
    pub(super) facts: Vec<(AccountFact, Option<Value>)>,
    /// What they come to beside the outcome; `None` where nothing is told.
    pub(super) said: Option<(StandingVerdict, Line)>,
    pub(super) dispatch: Callback<Action>,
}

/// The sign that goes with what is told.
pub(super) fn outcome(verdict: StandingVerdict) -> Outcome {
    match verdict {
        StandingVerdict::Stopped => Outcome::Denied,
        StandingVerdict::Unknown => Outcome::Unknown,
        StandingVerdict::Open => Outcome::Allowed,
    }
}

/// What is told, in a word.
pub(super) fn word(text: &Text, verdict: StandingVerdict) -> AttrValue {
    match verdict {
        StandingVerdict::Stopped => text.say(id!("account-stopped")),
        StandingVerdict::Unknown => text.say(id!("account-unknown")),
        StandingVerdict::Open => text.say(id!("account-open")),
    }
}

fn label(text: &Text, fact: AccountFact) -> AttrValue {
    match fact {
        AccountFact::LoginProfile => text.say(id!("account-login-profile")),
        AccountFact::PasswordExpires => text.say(id!("account-password-expires")),
        AccountFact::MustChangePassword => text.say(id!("account-must-change")),
        AccountFact::MayChangePassword => text.say(id!("account-may-change")),
        AccountFact::AccessKeys => text.say(id!("account-access-keys")),
        AccountFact::Assigned => text.say(id!("account-assigned")),
        AccountFact::MfaRequired => text.say(id!("account-mfa-required")),
        AccountFact::MfaLost => text.say(id!("account-mfa-lost")),
        AccountFact::Deleted => text.say(id!("account-deleted")),
        AccountFact::RootCredentials => text.say(id!("account-root-credentials")),
        AccountFact::HardExpiry => text.say(id!("account-hard-expiry")),
    }
}

/// What the facts come to beside the outcome, where something is told.
pub(super) fn said(text: &Text, props: &Props) -> Html {
    let Some((verdict, line)) = &props.said else {
        return html! {};
    };
    let outcome = outcome(*verdict);
    html! {
        <div class={classes!("account-facts", "recovery-verdict", outcome.name())}>
            <p class={classes!("strip-line", outcome.name())}>
                { icon::outcome(outcome) }<strong>{ nodes(&line.text) }</strong>
            </p>
            { lines(text, &props.dispatch, &line.below) }
        </div>
    }
}

/// The form in which facts are told. It stands behind the answer, and keeps its place while it is
/// filled in.
#[component]
pub(super) fn AccountFacts(props: &Props) -> Html {
    let text = use_text();
    let who = words::principal(&props.principal);
    let title = text.with(id!("account-title"), &[("who", who.as_str().into())]);
    html! {
        <section class="account-facts" aria-label={title.clone()}>
            <details>
                <summary>{ nodes(&title) }</summary>
                <p class="hint">{ text.say(id!("account-about")) }</p>
                <div class="doors-fields">
                    { for props.facts.iter().map(|(fact, told)| field(&text, props, *fact, told.as_ref())) }
                </div>
            </details>
        </section>
    }
}

fn field(text: &Text, props: &Props, fact: AccountFact, told: Option<&Value>) -> Html {
    let id = format!("account-{}", fact.member());
    let tell = {
        let principal = props.principal.clone();
        props.dispatch.reform(move |value: Option<Value>| {
            Action::TellAccountFact(principal.clone(), fact, value)
        })
    };
    if fact == AccountFact::PasswordExpires {
        let onchange = tell.reform(|event: Event| {
            let day = event.target_unchecked_into::<HtmlInputElement>().value();
            (!day.is_empty()).then_some(Value::String(day))
        });
        let day = told.and_then(Value::as_str).unwrap_or_default().to_owned();
        return html! {
            <div class="field">
                <label for={id.clone()}>{ label(text, fact) }</label>
                <input type="date" {id} value={day} {onchange} />
            </div>
        };
    }
    let on_choose = tell.reform(|chosen: usize| match chosen {
        1 => Some(Value::Bool(true)),
        2 => Some(Value::Bool(false)),
        _ => None,
    });
    let chosen = match told {
        Some(Value::Bool(true)) => 1,
        Some(Value::Bool(false)) => 2,
        _ => 0,
    };
    let options = vec![
        text.say(id!("account-not-told")),
        text.say(id!("account-yes")),
        text.say(id!("account-no")),
    ];
    html! { <Select {id} label={label(text, fact)} {options} {chosen} {on_choose} /> }
}
