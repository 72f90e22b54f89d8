//! The account that is signed in to.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::text_field::TextField;
use crate::first::evaluate::Problem;
use crate::first::state::Action;
use crate::first::state::field::{Field, Switch};
use crate::first::state::input::{Account as Form, Standing};
use crate::text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) account: Form,
    pub(crate) problems: Rc<[Problem]>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Account(props: &Props) -> Html {
    let account = &props.account;
    let dispatch = &props.dispatch;
    let in_organization = account.standing != Standing::Standalone;
    let field = |field: Field, value: &AttrValue, placeholder: &'static str| {
        html! {
            <TextField
                {field} label={text::field(field)} value={value.clone()} {placeholder}
                problems={props.problems.clone()} dispatch={dispatch.clone()}
            />
        }
    };
    html! {
        <section class="card" aria-labelledby="account-title">
            <h2 id="account-title">{ text::ACCOUNT }</h2>
            <div class="fields">
                { field(Field::AccountId, &account.id, text::ACCOUNT_ID_HINT) }
                <div class="field">
                    <label for={Field::Standing.dom_id()}>{ text::STANDING }</label>
                    { standings(account.standing, dispatch) }
                </div>
                if in_organization {
                    { field(Field::Organization, &account.organization, "o-a1b2c3d4e5") }
                    { field(Field::OrganizationPath, &account.path, text::ORGANIZATION_PATH_HINT) }
                }
            </div>
            <fieldset>
                <legend>{ text::AUTHORIZATION }</legend>
                <div class="choices">
                    { checkbox(Switch::OnAccount, "on-account", account.on_account, dispatch) }
                    if in_organization {
                        { checkbox(Switch::OnOrganization, "on-organization", account.on_organization, dispatch) }
                    }
                </div>
            </fieldset>
        </section>
    }
}

/// A switch with its label.
pub(super) fn checkbox(
    switch: Switch,
    id: &'static str,
    checked: bool,
    dispatch: &Callback<Action>,
) -> Html {
    let onchange = dispatch.reform(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Switch(switch, input.checked())
    });
    html! {
        <label class="choice" for={id}>
            <input type="checkbox" {id} {checked} {onchange} />
            { text::switch(switch) }
        </label>
    }
}

fn standings(chosen: Standing, dispatch: &Callback<Action>) -> Html {
    let onchange = dispatch.reform(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let index = usize::try_from(select.selected_index()).unwrap_or(0);
        Action::Standing(Standing::ALL.get(index).copied().unwrap_or_default())
    });
    html! {
        <select id={Field::Standing.dom_id()} {onchange}>
            { for Standing::ALL.into_iter().map(|standing| html! {
                <option selected={standing == chosen}>{ text::standing(standing) }</option>
            }) }
        </select>
    }
}
