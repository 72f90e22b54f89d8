//! Changes to the policies by which something is decided otherwise, each with what else it
//! changes, applied as one step.

use vestibule_wire::Outcome;
use yew::prelude::*;

use super::line::{lines, plain};
use super::{Command, quoted};
use crate::analysis::topics::{Change, ChangedText, RepairOf, TopicTold};
use crate::components::changed_text::changed_text;
use crate::components::dialog::Dialog;
use crate::components::documents::names;
use crate::state::State;
use crate::state::action::Action;
use crate::state::topics::Shown;
use crate::state::workspace::Workspace;
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(in crate::components) struct Props {
    pub(in crate::components) workspace: std::rc::Rc<Workspace>,
    /// The options of the command that proposes the same; `None` where it proposes something else.
    pub(in crate::components) options: Option<String>,
    pub(in crate::components) shown: Shown,
    pub(in crate::components) dispatch: Callback<Action>,
}

impl Props {
    pub(in crate::components) fn of(state: &State, dispatch: &Callback<Action>) -> Self {
        Self {
            workspace: state.workspace.clone(),
            options: options(state),
            shown: state.shown_repairs(),
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
            <div class="repairs" role="status">{ body(&text, props) }</div>
            if let Some(options) = &props.options { <Command command="repair" options={options.clone()} /> }
        </Dialog>
    }
}

fn body(text: &Text, props: &Props) -> Html {
    let told = props.shown.told().filter(|_| props.shown.is_present);
    match told {
        Some(TopicTold::Repair(told)) => {
            let dispatch = Callback::noop();
            html! {
                <>
                    { for told.about.iter().map(|about| html! {
                        <section class="strip-section">
                            <h3>{ nodes(&about.text) }</h3>
                            { lines(text, &dispatch, &bare(&about.below)) }
                        </section>
                    }) }
                    if told.changes.is_empty() {
                        <p>{ text.say(id!("repair-none")) }</p>
                    }
                    <ol class="repair-list">
                        { for told.changes.iter().map(|change| self::change(text, props, change)) }
                    </ol>
                </>
            }
        }
        Some(TopicTold::Nothing(why)) => html! {
            <div class="strip-section"><p>{ nodes(&why.text) }</p>{ lines(text, &Callback::noop(), &why.below) }</div>
        },
        _ if props.shown.stopped.is_some() => html! { <p>{ text.say(id!("proof-stopped")) }</p> },
        _ => html! {
            <p><span class="spinner" aria-hidden="true"></span>{ " " }{ text.say(id!("repair-working")) }</p>
        },
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

fn change(text: &Text, props: &Props, change: &Change) -> Html {
    let texts = change.texts.clone();
    let apply = props
        .dispatch
        .reform(move |_: MouseEvent| Action::ApplyChange(texts.clone()));
    let label = text.with(
        id!("repair-apply-named"),
        &[("change", plain(&change.line.text).into())],
    );
    let opens = change
        .line
        .below
        .iter()
        .any(|line| line.outcome == Some(Outcome::Allowed));
    html! {
        <li class="repair">
            <h3>{ nodes(&change.line.text) }</h3>
            { for change.texts.iter().map(|changed| written(text, &props.workspace, changed)) }
            <h4>{ text.say(id!("repair-effect")) }</h4>
            <div class="strip-section">{ lines(text, &Callback::noop(), &bare(&change.line.below)) }</div>
            if change.left_out > 0 {
                <p>{ text.with(id!("finding-fix-lines-more"), &[("count", change.left_out.into())]) }</p>
            }
            <button type="button" class={classes!(opens.then_some("opens"))} aria-label={label} onclick={apply}>
                { text.say(id!("repair-apply")) }
            </button>
        </li>
    }
}

/// The lines of a document that go and those that come.
fn written(text: &Text, workspace: &Workspace, changed: &ChangedText) -> Html {
    let name = workspace
        .document(changed.document)
        .map(|document| names::document(text, workspace, document))
        .unwrap_or_default();
    html! {
        <>
            <p class="soft">{ name.clone() }</p>
            { changed_text(text, name, &changed.before, &changed.after) }
        </>
    }
}

/// The options of `vestibule repair` for what is asked.
fn options(state: &State) -> Option<String> {
    match state.repairing()? {
        RepairOf::Guarantee(name) => Some(format!("--guarantee {}", quoted(name))),
        RepairOf::LockedOut => Some(String::new()),
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
