//! Changes to the policies by which something is decided otherwise, each with what else it
//! changes, applied as one step.

use vestibule_wire::{Outcome, Severity};
use yew::prelude::*;

use super::line::{lines, plain};
use super::{Command, quoted};
use crate::analysis::topics::needed::{ALL, is_value};
use crate::analysis::topics::{Change, ChangedLines, Needed, RepairOf, SignInRepairs, TopicTold};
use crate::components::compare::texts::parts;
use crate::components::dialog::Dialog;
use crate::components::documents::names;
use crate::components::field::TextField;
use crate::components::{icon, show_verdict};
use crate::state::State;
use crate::state::action::{AccountEdit, Action};
use crate::state::topics::Shown;
use crate::state::workspace::Workspace;
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(in crate::components) struct Props {
    pub(in crate::components) workspace: std::rc::Rc<Workspace>,
    /// The options of the command that proposes the same; `None` where it proposes something else.
    pub(in crate::components) options: Option<String>,
    pub(in crate::components) shown: Shown,
    /// What was typed for values that changes need.
    pub(in crate::components) given: Vec<(Needed, AttrValue)>,
    /// Values of the people and networks that a person listed, and of rows.
    pub(in crate::components) known: Vec<(Needed, AttrValue)>,
    /// The roles of IAM Identity Center are among those that are locked out.
    pub(in crate::components) is_portal: bool,
    pub(in crate::components) dispatch: Callback<Action>,
}

impl Props {
    pub(in crate::components) fn of(state: &State, dispatch: &Callback<Action>) -> Self {
        Self {
            workspace: state.workspace.clone(),
            options: options(state),
            shown: state.shown_repairs(),
            given: state.given_all().to_vec(),
            known: state.workspace.known_values(),
            is_portal: is_portal(state),
            dispatch: dispatch.clone(),
        }
    }
}

#[component]
pub(in crate::components) fn RepairDialog(props: &Props) -> Html {
    let text = use_text();
    let on_close = props.dispatch.reform(|()| Action::Dialog(None));
    html! {
        <Dialog title={text.say(id!("repair-title"))} large=true {on_close}>
            <div class="repairs">
                <div role="status">{ standing(&text, props) }</div>
                if props.is_portal { { portal(&text, &props.dispatch) } }
                { body(&text, props) }
            </div>
            if let Some(options) = &props.options { <Command command="repair" options={options.clone()} /> }
        </Dialog>
    }
}

fn body(text: &Text, props: &Props) -> Html {
    match props.shown.told() {
        Some(TopicTold::Repair(told)) => html! {
            <>
                { for told.sign_ins.iter().enumerate().map(|(at, of)| sign_in(text, props, at, of)) }
                { for ALL.into_iter().map(|needed| known(props, needed, &told.known)) }
            </>
        },
        Some(TopicTold::Nothing(why)) => html! {
            <div class="strip-section"><p>{ nodes(&why.text) }</p>{ lines(text, &Callback::noop(), &why.below) }</div>
        },
        _ => html! {},
    }
}

fn is_portal(state: &State) -> bool {
    let is_of_all = matches!(state.repairing(), Some(RepairOf::LockedOut));
    let answer = state.known().answer;
    is_of_all && answer.is_some_and(|answer| answer.of_identity_center.is_some())
}

/// The other answer than a change: that IAM Identity Center is not used.
fn portal(text: &Text, dispatch: &Callback<Action>) -> Html {
    let dispatch = dispatch.clone();
    let onclick = move |_: MouseEvent| {
        dispatch.emit(Action::Dialog(None));
        dispatch.emit(Action::Account(AccountEdit::WithoutIdentityCenter(true)));
    };
    html! {
        <p class="repair-portal">
            { text.say(id!("repair-portal")) }{ " " }
            <button type="button" {onclick}>{ text.say(id!("strip-portal-unused")) }</button>
        </p>
    }
}

/// How far the answer is, which is read out.
fn standing(text: &Text, props: &Props) -> Html {
    if props.shown.stopped.is_some() {
        html! { <p>{ text.say(id!("proof-stopped")) }</p> }
    } else if !props.shown.is_present {
        html! {
            <p><span class="spinner" aria-hidden="true"></span>{ " " }{ text.say(id!("repair-working")) }</p>
        }
    } else {
        html! {}
    }
}

/// The changes for one sign-in.
fn sign_in(text: &Text, props: &Props, at: usize, of: &SignInRepairs) -> Html {
    html! {
        <section class="repair-of" key={at}>
            <div class="strip-section">
                <h3>{ nodes(&of.about.text) }</h3>
                { lines(text, &Callback::noop(), &bare(&of.about.below)) }
                if of.is_done && of.changes.is_empty() {
                    <p>{ text.say(id!("repair-done")) }</p>
                }
            </div>
            <ol class="repair-list">
                { for of.changes.iter().enumerate().map(|(place, of)| change(text, props, &format!("{at}-{place}"), of)) }
            </ol>
        </section>
    }
}

/// The values of a kind that the case names, as suggestions for its fields.
fn known(props: &Props, needed: Needed, known: &[(Needed, AttrValue)]) -> Html {
    let of_kind = known.iter().filter(|(of, _)| *of == needed);
    let listed = props.known.iter().filter(|(of, _)| *of == needed);
    html! {
        <datalist id={list_id(needed)}>
            { for of_kind.chain(listed).map(|(_, value)| html! { <option value={value.clone()} /> }) }
        </datalist>
    }
}

fn list_id(needed: Needed) -> AttrValue {
    AttrValue::Static(match needed {
        Needed::Principal => "repair-principals",
        Needed::Range => "repair-ranges",
        Needed::Vpc => "repair-vpcs",
        Needed::Endpoint => "repair-endpoints",
        Needed::Region => "repair-regions",
    })
}

fn label(text: &Text, needed: Needed) -> AttrValue {
    match needed {
        Needed::Principal => text.say(id!("repair-principal")),
        Needed::Range => text.say(id!("repair-range")),
        Needed::Vpc => text.say(id!("repair-vpc")),
        Needed::Endpoint => text.say(id!("repair-endpoint")),
        Needed::Region => text.say(id!("repair-region")),
    }
}

/// What such a value looks like, when another one is typed.
fn form(text: &Text, needed: Needed) -> AttrValue {
    match needed {
        Needed::Principal => text.say(id!("repair-principal-form")),
        Needed::Range => text.say(id!("repair-range-form")),
        Needed::Vpc => text.say(id!("repair-vpc-form")),
        Needed::Endpoint => text.say(id!("repair-endpoint-form")),
        Needed::Region => text.say(id!("repair-region-form")),
    }
}

/// The field for a value that a change needs.
fn field(text: &Text, props: &Props, key: &str, needed: Needed) -> Html {
    let mut given = props.given.iter().filter(|(of, _)| *of == needed);
    let value = given.next().map(|(_, value)| value.clone());
    let value = value.unwrap_or_default();
    let typed = value.trim();
    let is_wrong = !typed.is_empty() && !is_value(needed, typed);
    let wrong = is_wrong
        .then(|| form(text, needed))
        .into_iter()
        .collect::<Vec<_>>();
    let on_input = props
        .dispatch
        .reform(move |value| Action::Give(needed, value));
    html! {
        <TextField
            id={format!("{}-{key}", list_id(needed))} label={label(text, needed)} {value} {on_input}
            list={list_id(needed)} code=true {wrong}
        />
    }
}

/// Without the steps to a row, which lie behind the dialog.
fn bare(all: &[crate::analysis::answer::Line]) -> Vec<crate::analysis::answer::Line> {
    let one = |line: &crate::analysis::answer::Line| crate::analysis::answer::Line {
        witness: None,
        below: bare(&line.below),
        ..line.clone()
    };
    all.iter().map(one).collect()
}

fn change(text: &Text, props: &Props, key: &str, change: &Change) -> Html {
    let texts = change.texts.clone();
    let apply = props.dispatch.reform(move |_: MouseEvent| {
        show_verdict();
        Action::ApplyChange(texts.clone())
    });
    let label = text.with(
        id!("repair-apply-named"),
        &[("change", plain(&change.line.text).into())],
    );
    let opens = change
        .line
        .below
        .iter()
        .any(|line| line.outcome == Some(Outcome::Allowed));
    let is_ready = !change.is_open() && props.shown.is_present;
    html! {
        <li class={classes!("repair", change.is_wide.then_some("wide"))} key={key.to_owned()}>
            <h3>{ nodes(&change.line.text) }</h3>
            if change.is_wide {
                <p class="repair-wide">{ icon::severity(Severity::Warning) }<strong>{ text.say(id!("repair-wide")) }</strong></p>
            }
            if !change.needs.is_empty() {
                <div class="repair-needs" data-own-undo="">
                    { for change.needs.iter().map(|(needed, _)| field(text, props, key, *needed)) }
                </div>
            }
            { for change.shown.iter().map(|changed| written(text, &props.workspace, changed)) }
            <h4>{ text.say(id!("repair-effect")) }</h4>
            <div class="strip-section">{ lines(text, &Callback::noop(), &bare(&change.line.below)) }</div>
            if change.left_out > 0 {
                <p>{ text.with(id!("finding-fix-lines-more"), &[("count", change.left_out.into())]) }</p>
            }
            <p class="repair-apply">
                <button
                    type="button" class={classes!(opens.then_some("opens"))} aria-label={label} onclick={apply}
                    disabled={!is_ready}
                >
                    { text.say(id!("repair-apply")) }
                </button>
                if change.is_open() { <span class="soft">{ text.say(id!("repair-fill-in")) }</span> }
            </p>
        </li>
    }
}

/// The lines of a document that a change touches.
fn written(text: &Text, workspace: &Workspace, changed: &ChangedLines) -> Html {
    let name = workspace
        .document(changed.document)
        .map(|document| names::document(text, workspace, document))
        .unwrap_or_default();
    html! {
        <>
            <p class="soft">{ name.clone() }</p>
            { parts(text, name, &changed.parts, changed.left_out) }
        </>
    }
}

/// The options of `vestibule repair` for what is asked.
fn options(state: &State) -> Option<String> {
    match state.repairing()? {
        RepairOf::Guarantee(name) => Some(format!("--guarantee {}", quoted(name))),
        RepairOf::LockedOut => Some(String::new()),
        RepairOf::Example(_) => None,
        RepairOf::SignIn(request) => {
            let expected = request.expect.as_ref().and_then(|expect| expect.outcome);
            let row = state.row(state.selected?.scenario)?;
            // A row that is as expected is not one to repair, for the command.
            let is_other = expected.is_none() || expected != row.outcome;
            let name = request.name.as_ref().filter(|_| is_other)?;
            Some(format!("--request {}", quoted(name)))
        }
    }
}
