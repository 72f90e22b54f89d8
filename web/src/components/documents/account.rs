//! The account that is signed in to.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::field::{Select, TextField, checked, wrong};
use crate::evaluate::answer::{Field, Problem};
use crate::state::action::{AccountEdit, Action};
use crate::state::workspace::{Account, Standing};
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) account: Account,
    pub(super) problems: Rc<[Rc<Problem>]>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn AccountForm(props: &Props) -> Html {
    let text = use_text();
    let (account, problems) = (&props.account, &props.problems);
    let in_organization = account.standing != Standing::Standalone;
    let edit = |make: fn(AttrValue) -> AccountEdit| {
        props
            .dispatch
            .reform(move |value| Action::Account(make(value)))
    };
    let switch = |make: fn(bool) -> AccountEdit| {
        props
            .dispatch
            .reform(move |event: Event| Action::Account(make(checked(&event))))
    };
    let standing = Standing::ALL
        .iter()
        .position(|one| *one == account.standing);
    let on_choose = props.dispatch.reform(|chosen: usize| {
        let standing = Standing::ALL.get(chosen).copied().unwrap_or_default();
        Action::Account(AccountEdit::Standing(standing))
    });
    let standings = Standing::ALL.map(|standing| {
        text.say(match standing {
            Standing::Standalone => id!("documents-standalone"),
            Standing::Member => id!("documents-member"),
            Standing::Management => id!("documents-management"),
        })
    });
    html! {
        <section class="account" aria-labelledby="account-title">
            <h3 id="account-title">{ text.say(id!("documents-account")) }</h3>
            <div class="fields">
                <TextField
                    id="account-id" label={text.say(id!("documents-account-id"))} value={account.id.clone()}
                    placeholder={text.say(id!("documents-account-id-hint"))} code=true
                    wrong={wrong(&text, problems, Field::AccountId)} on_input={edit(AccountEdit::Id)}
                />
                <Select
                    id="account-standing" label={text.say(id!("documents-standing"))}
                    options={standings.to_vec()} chosen={standing.unwrap_or(0)} {on_choose}
                />
                if in_organization {
                    <TextField
                        id="account-organization" label={text.say(id!("documents-organization"))}
                        value={account.organization.clone()} placeholder="o-a1b2c3d4e5" code=true
                        wrong={wrong(&text, problems, Field::Organization)}
                        on_input={edit(AccountEdit::Organization)}
                    />
                    <TextField
                        id="account-path" label={text.say(id!("documents-path"))} value={account.path.clone()}
                        placeholder={text.say(id!("documents-path-hint"))} code=true
                        wrong={wrong(&text, problems, Field::OrganizationPath)}
                        on_input={edit(AccountEdit::Path)}
                    />
                }
            </div>
            <fieldset>
                <legend>{ text.say(id!("documents-authorization")) }</legend>
                <label class="choice" for="on-account">
                    <input
                        type="checkbox" id="on-account" checked={account.on_account}
                        onchange={switch(AccountEdit::OnAccount)}
                    />
                    { text.say(id!("documents-on-account")) }
                </label>
                if in_organization {
                    <label class="choice" for="on-organization">
                        <input
                            type="checkbox" id="on-organization" checked={account.on_organization}
                            onchange={switch(AccountEdit::OnOrganization)}
                        />
                        { text.say(id!("documents-on-organization")) }
                    </label>
                }
            </fieldset>
            <label class="choice apart" for="without-identity-center">
                <input
                    type="checkbox" id="without-identity-center"
                    checked={account.without_identity_center}
                    onchange={switch(AccountEdit::WithoutIdentityCenter)}
                />
                { text.say(id!("documents-without-identity-center")) }
            </label>
        </section>
    }
}
