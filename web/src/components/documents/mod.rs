//! The policies of the workspace: the list of documents with the account first,
//! the one that is open with its editor, and all ways in and out.

mod account;
mod details;
mod drops;
pub(in crate::components) mod files;
mod fill;
pub(in crate::components) mod incoming;
mod intake;
mod list;
mod lit;
pub(in crate::components) mod names;
mod no_policy;
mod offers;
mod organization;
mod pastes;
mod problems;
mod said;
mod start;
mod statements;
mod suppress;
mod ways_in;

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use vestibule_wire::{Reading, recognize, told_statements};
use yew::prelude::*;

use crate::analysis::topics::RepairOf;
use crate::components::editor::{self, Editor};
use crate::components::splitter::Splitter;
use crate::components::warnings::Contradiction;
use crate::evaluate::answer::{Field, Problem};
use crate::state::State;
use crate::state::action::{Action, DocumentEdit};
use crate::state::analysis::Standing;
use crate::state::suppressed::{self, Suppressed};
use crate::state::view::{Bar, Cursor, Dialog, NoticeKind, Open};
use crate::state::workspace::{Document, Workspace};
use crate::text::use_text;
use account::AccountForm;
use details::Details;
use fill::Fill;
use incoming::{Taken, take};
use list::List;
use offers::Offers;
use organization::OrganizationTree;
use pastes::{Pasted, pasted};
use problems::{DoneAbout, Problems};
pub(in crate::components) use problems::{key, severity, show_problems};
use statements::MadeOf;
use suppress::SuppressedList;
use vestibule_ide::used::Used;
use ways_in::WaysIn;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) state: Rc<State>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Documents(props: &Props) -> Html {
    let text = use_text();
    let (state, dispatch) = (&props.state, &props.dispatch);
    let workspace = &state.workspace;
    let is_whole = state.known().standing == Standing::Present && !state.is_stale();
    let about = (
        state.workspace.clone(),
        state.results.problems.clone(),
        is_whole,
    );
    let found = use_memo(about, |(workspace, problems, is_whole)| {
        suppressed::apply(workspace, problems, &crate::worker::today(), *is_whole)
    });
    let counted = use_memo(found.problems.clone(), |problems| {
        let counted = problems
            .iter()
            .filter(|problem| problem.finding.suppressed.is_none());
        counted.cloned().collect::<Rc<[Rc<Problem>]>>()
    });
    let problems = &*counted;
    let done = DoneAbout::of(workspace, &found.problems, is_whole);
    // The editor stays while the account is shown: it keeps each document's way back.
    let last = use_mut_ref(|| None::<u32>);
    if let Open::Document(id) = state.open {
        *last.borrow_mut() = Some(id);
    }
    let shown = last.borrow().and_then(|id| workspace.document(id)).cloned();
    let is_open = state.open != Open::Account;
    html! {
        <WaysIn workspace={workspace.clone()} generation={state.generation}
            is_adding={state.dialog == Some(Dialog::Add)} is_importing={state.dialog == Some(Dialog::Import)} dispatch={dispatch.clone()}>
            <List
                workspace={workspace.clone()} problems={problems.clone()} open={state.open}
                deciding={state.deciding()} dispatch={dispatch.clone()}
            />
            <Splitter
                label={text.say(id!("shell-split-list"))} bar={Bar::List}
                bars={state.settings.bars} dispatch={dispatch.clone()}
            />
            if !is_open && workspace.organization.is_some() {
                <OrganizationTree
                    workspace={workspace.clone()} problems={problems.clone()} dispatch={dispatch.clone()}
                />
            }
            if !is_open && workspace.organization.is_none() {
                <AccountForm
                    account={workspace.account.clone()} problems={problems.clone()}
                    dispatch={dispatch.clone()}
                />
                <Contradiction workspace={workspace.clone()} dispatch={dispatch.clone()} />
                { no_identity(&text.say(id!("documents-no-identity")), workspace, dispatch) }
            }
            if let Some(document) = shown {
                <div class="document-open" hidden={!is_open}>
                    <Shown {document} state={state.clone()} found={Rc::clone(&found)} {done} dispatch={dispatch.clone()} />
                </div>
            }
        </WaysIn>
    }
}

/// Nothing said of identity policies is not the same as that there are none.
fn no_identity(label: &AttrValue, workspace: &Workspace, dispatch: &Callback<Action>) -> Html {
    let onchange = dispatch
        .reform(|event: Event| Action::NoIdentity(crate::components::field::checked(&event)));
    html! {
        <label class="choice account" for="no-identity">
            <input type="checkbox" id="no-identity" checked={workspace.no_identity} {onchange} />
            { label }
        </label>
    }
}

#[derive(Properties, PartialEq)]
struct ShownProps {
    document: Rc<Document>,
    state: Rc<State>,
    /// All problems, with what suppressions say of them.
    found: Rc<Suppressed>,
    done: DoneAbout,
    dispatch: Callback<Action>,
}

/// The document that is open.
#[component]
fn Shown(props: &ShownProps) -> Html {
    let text = use_text();
    let (document, state, dispatch) = (&props.document, &props.state, &props.dispatch);
    let workspace = &state.workspace;
    let id = document.id;
    let found = use_read(id, &document.text, recognize);
    let pasted = use_state_eq(|| 0_u32);
    let asked = use_state_eq(|| (0_u32, AttrValue::default()));
    let to_suppress = use_state_eq(|| (0_u32, AttrValue::default()));
    let on_suppress = {
        let asked = to_suppress.clone();
        use_callback(
            (*to_suppress).clone(),
            move |key: AttrValue, (count, _): &(u32, AttrValue)| {
                asked.set((count.wrapping_add(1), key));
            },
        )
    };
    let own_step = (*use_memo((), |()| Rc::new(Cell::new(false)))).clone();
    let on_fill = {
        let asked = asked.clone();
        use_callback(
            (*asked).clone(),
            move |name: AttrValue, (count, _): &(u32, AttrValue)| {
                asked.set((count.wrapping_add(1), name));
            },
        )
    };
    let problems: Rc<Rc<[Rc<Problem>]>> =
        use_memo((props.found.problems.clone(), id), |(problems, id)| {
            let of_text = |problem: &&Rc<Problem>| {
                problem.place == Some(Field::DocumentText(*id))
                    && problem.finding.suppressed.is_none()
            };
            problems.iter().filter(of_text).cloned().collect()
        });
    let cursor = use_state_eq(|| None::<(u32, u32)>);
    {
        let (dispatch, known) = (dispatch.clone(), state.cursor);
        let deps = (found.clone(), id, *cursor);
        use_effect_with(deps, move |(found, id, cursor)| {
            let here = cursor.filter(|(document, _)| document == id);
            let statement = here.and_then(|(_, offset)| found.statement_at(offset));
            let cursor = statement.map(|(_, statement)| Cursor {
                document: *id,
                statement: u32::try_from(statement).unwrap_or(u32::MAX),
            });
            if cursor != known {
                dispatch.emit(Action::Cursor(cursor));
            }
        });
    }
    let on_cursor = {
        let cursor = cursor.setter();
        use_callback(id, move |offset: u32, id| cursor.set(Some((*id, offset))))
    };
    let on_jump = dispatch.reform(|()| Action::Settled);
    let on_change = {
        let dispatch = dispatch.clone();
        use_callback(id, move |text: AttrValue, id| {
            dispatch.emit(Action::Document(*id, DocumentEdit::Text(text)));
        })
    };
    let on_paste = {
        let (dispatch, pasted) = (dispatch.clone(), pasted.clone());
        use_callback(
            (state.is_example(), *pasted),
            move |(text, result): (String, String), (is_example, count): &(bool, u32)| {
                pasted.set(count.wrapping_add(1));
                on_paste(&text, &result, *is_example, &dispatch)
            },
        )
    };
    let used = {
        // Gathered when the editor asks, and again only after a change.
        let known = use_mut_ref(|| None::<(Rc<Workspace>, Rc<Used>)>);
        use_callback(workspace.clone(), move |(): (), workspace| {
            let mut known = known.borrow_mut();
            match &*known {
                Some((of, used)) if Rc::ptr_eq(of, workspace) => Rc::clone(used),
                _ => {
                    let used = Rc::new(gather(workspace));
                    *known = Some((Rc::clone(workspace), Rc::clone(&used)));
                    used
                }
            }
        })
    };
    let on_fix = dispatch.reform(Action::LookAtFix);
    let on_travel = dispatch.reform(move |way| Action::TravelIn(id, way));
    let on_rule = dispatch.reform(Action::ShowRule);
    let replacement = state.replacement.as_ref();
    let replacement = replacement.filter(|of| of.document == id);
    let shown = state.shown.filter(|spot| spot.document == id);
    html! {
        <>
            <Details document={document.clone()} workspace={workspace.clone()}
                problems={state.results.problems.clone()} dispatch={dispatch.clone()} />
            <Offers {found} document={document.clone()} dispatch={dispatch.clone()} />
            if workspace.organization.is_none() {
                <MadeOf document={document.clone()} dispatch={dispatch.clone()} />
            }
            <Fill document={document.clone()} workspace={workspace.clone()} generation={state.generation}
                pasted={*pasted} asked={(*asked).clone()} own_step={own_step.clone()} dispatch={dispatch.clone()} />
            <Editor
                id="document-editor" document={format!("{}/{id}", state.generation)}
                text={document.text.clone()} layer={document.layer}
                name={names::document(&text, workspace, document)}
                problems={Rc::clone(&*problems)} fresh={!state.is_stale()}
                is_proven={state.known().standing == Standing::Present} is_example={state.is_example()}
                rules={state.rules.documentation()}
                replacement={replacement.map(|of| (of.request, of.text.clone()))}
                {on_fix} {on_rule}
                lit={lit::ranges(state, id)} shown={shown.map(|spot| (spot.request, spot.range))}
                {used} {on_change} {on_paste} {on_cursor} {on_jump} {on_travel} on_fill={on_fill.clone()} {on_suppress} {own_step}
            />
            <Problems
                document={document.clone()} problems={Rc::clone(&*problems)} fresh={!state.is_stale()}
                repairs={repairs(state, &problems)}
                {on_fill} workspace={workspace.clone()} asked={(*to_suppress).clone()}
                done={props.done.clone()} dispatch={dispatch.clone()}
            />
            <SuppressedList complaints={props.found.complaints.clone()}
                workspace={workspace.clone()} dispatch={dispatch.clone()} />
        </>
    }
}

/// What would mend what findings say, by their keys.
fn repairs(state: &State, problems: &[Rc<Problem>]) -> Vec<(AttrValue, RepairOf)> {
    let findings = problems.iter().map(|problem| &problem.finding);
    let found = findings.filter_map(|finding| Some((key(finding), state.repair_of(finding)?)));
    found.collect()
}

/// Says what becomes of a text that is pasted into the editor, and hands on what is not for it.
fn on_paste(
    text: &str,
    result: &str,
    is_example: bool,
    dispatch: &Callback<Action>,
) -> editor::Pasted {
    match pasted(text, result, is_example) {
        Pasted::There => editor::Pasted::There,
        Pasted::Instead => {
            // A step of its own, so that it is undone by itself.
            dispatch.emit(Action::Settled);
            dispatch.emit(Action::Notify(NoticeKind::TextReplaced));
            editor::Pasted::Instead
        }
        Pasted::Apart => {
            let statements = told_statements(text, &Reading::default());
            if let Some(told) = statements.filter(|told| !told.statements.is_empty()) {
                dispatch.emit(Action::TakeIn(Vec::new(), Vec::new(), told.statements));
                return editor::Pasted::Taken;
            }
            match take("", text, None) {
                Taken::Documents(documents) => {
                    dispatch.emit(Action::AddDocuments(documents));
                }
                Taken::Case => dispatch.emit(Action::ImportCase {
                    name: AttrValue::default(),
                    text: text.to_owned().into(),
                }),
                Taken::NoPolicy(_) | Taken::Nothing => {}
            }
            editor::Pasted::Taken
        }
    }
}

/// What is read of the text of a document. That is no part of a keystroke: it waits until the
/// typing pauses.
#[hook]
fn use_read<T: PartialEq + 'static>(id: u32, text: &AttrValue, read: fn(&str) -> T) -> Rc<T> {
    const AT_ONCE: usize = 64 * 1024;
    const PAUSE_MS: u32 = 500;
    let opened = use_memo(id, |_| {
        let read_now = if text.len() <= AT_ONCE { text } else { "" };
        Rc::new(read(read_now))
    });
    let later = use_state_eq(|| None::<(u32, Rc<T>)>);
    {
        let later = later.setter();
        use_effect_with((id, text.clone()), move |(id, text)| {
            let (id, text) = (*id, text.clone());
            let timer = Timeout::new(PAUSE_MS, move || {
                later.set(Some((id, Rc::new(read(&text)))));
            });
            move || drop(timer)
        });
    }
    match &*later {
        Some((of, found)) if *of == id => Rc::clone(found),
        _ => Rc::clone(&opened),
    }
}

/// The names in everything that is typed.
fn gather(workspace: &Workspace) -> Used {
    let account = &workspace.account;
    let documents = workspace
        .documents
        .iter()
        .flat_map(|document| [&document.text, &document.target]);
    let scenarios = workspace.scenarios.iter().flat_map(|scenario| {
        let network = &scenario.network;
        [
            &scenario.principal,
            &scenario.region,
            &network.source_ip,
            &network.vpc,
            &network.endpoint,
            &network.private_ip,
        ]
    });
    let texts = documents
        .chain(scenarios)
        .chain([&account.id, &account.organization]);
    Used::of(texts.map(|text| text.as_str()))
}
