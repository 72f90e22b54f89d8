//! What permission statements come to: the policy, and the calls to copy.

use yew::prelude::*;

use crate::analysis::topics::StatementsTold;
use crate::components::copied::CopiedText;
use crate::components::proof::line::lines;
use crate::state::action::Action;
use crate::text::{Nodes as _, Text, nodes};

pub(super) fn all(text: &Text, dispatch: &Callback<Action>, told: &StatementsTold) -> Html {
    html! {
        <>
            { readings(text, dispatch, told) }
            if let Some(policy) = &told.policy {
                <div class="statements-part">
                    <h3 id="statements-policy">{ text.say(id!("statements-policy")) }</h3>
                    <CopiedText bare=true label={text.say(id!("statements-policy"))} content={policy.clone()} />
                </div>
                <section class="statements-part" aria-labelledby="statements-calls">
                    <h3 id="statements-calls">{ text.say(id!("statements-calls")) }</h3>
                    <p class="hint">{ text.nodes(id!("statements-calls-about"), &[]) }</p>
                    <CopiedText label={text.say(id!("statements-cli"))} content={told.commands.clone()} file="permission-statements.sh" />
                    <CopiedText label={text.say(id!("statements-boto3"))} content={told.python.clone()} file="permission_statements.py" />
                    <CopiedText label={text.say(id!("statements-json"))} content={told.json.clone()} file="permission-statements.json" />
                    <p>{ text.say(id!("statements-no-template")) }</p>
                </section>
            }
            { organization(text, told) }
        </>
    }
}

/// Who gets in by one reading of several statements and not by the other.
fn readings(text: &Text, dispatch: &Callback<Action>, told: &StatementsTold) -> Html {
    if told.readings.is_empty() {
        return html! {};
    }
    html! {
        <section class="statements-part" aria-labelledby="statements-readings">
            <h3 id="statements-readings">{ text.say(id!("statements-readings")) }</h3>
            <p>{ text.say(id!("statements-readings-about")) }</p>
            { for told.readings.iter().map(|line| html! {
                <div class="strip-section"><h4>{ nodes(&line.text) }</h4>{ lines(text, dispatch, &line.below) }</div>
            }) }
        </section>
    }
}

/// RCPs and SCPs.
fn organization(text: &Text, told: &StatementsTold) -> Html {
    let Some(organization) = &told.organization else {
        return html! {};
    };
    html! {
        <section class="statements-part" aria-labelledby="statements-organization">
            <h3 id="statements-organization">{ text.say(id!("statements-organization")) }</h3>
            <CopiedText label="Terraform" content={organization.terraform.clone()} file="policies.tf" />
            <CopiedText label="CloudFormation" content={organization.cloudformation.clone()} file="policies.json" />
            <CopiedText label={text.say(id!("statements-cli"))} content={organization.commands.clone()} file="policies.sh" />
        </section>
    }
}
