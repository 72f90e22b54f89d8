//! What is wrong with the document that is open, in words: every way to it that
//! the editor has, without the editor.

use std::rc::Rc;

use vestibule_iam::sort;
use vestibule_l10n::IString;
use vestibule_wire::{Finding, Outcome, Severity};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement};
use yew::prelude::*;

use super::suppress::Suppress;
use crate::analysis::topics::RepairOf;
use crate::components::{icon, scroll_into_sight};
use crate::evaluate::answer::{Field, Problem};
use crate::fill;
use crate::state::action::Action;
use crate::state::suppressed::can_be_suppressed;
use crate::state::workspace::{Document, Workspace};
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) document: Rc<Document>,
    /// Of its text alone.
    pub(super) problems: Rc<[Rc<Problem>]>,
    /// False while they are those of the text before the last change.
    pub(super) fresh: bool,
    /// What would mend what some of them say, by their keys.
    pub(super) repairs: Vec<(AttrValue, RepairOf)>,
    /// Asks for the form, at that placeholder.
    pub(super) on_fill: Callback<AttrValue>,
    pub(super) workspace: Rc<Workspace>,
    /// How often a finding was to be suppressed from its mark, and which.
    pub(super) asked: (u32, AttrValue),
    /// What is said where the text has no problem.
    pub(super) done: DoneAbout,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Problems(props: &Props) -> Html {
    let text = use_text();
    let suppressing = use_state_eq(|| None::<AttrValue>);
    let details = use_node_ref();
    {
        let (suppressing, details) = (suppressing.setter(), details.clone());
        let id = props.document.id;
        use_effect_with(props.asked.clone(), move |(count, key)| {
            if *count > 0 {
                if let Some(details) = details.cast::<HtmlDetailsElement>() {
                    details.set_open(true);
                }
                suppressing.set(Some(of_document(id, key)));
            }
        });
    }
    if props.document.is_blank() {
        return html! {};
    }
    if props.problems.is_empty() {
        return html! { <Done about={props.done.clone()} /> };
    }
    let is_note = |problem: &&Rc<Problem>| problem.finding.severity == Severity::Info;
    let (mut notes, mut others): (Vec<&Rc<Problem>>, Vec<&Rc<Problem>>) =
        props.problems.iter().partition(is_note);
    // In the order in which the editor goes from one to the next.
    let place = |problem: &&Rc<Problem>| {
        let range = problem.finding.range;
        range.map(|range| (range.start.line, range.start.character))
    };
    sort::by_key(&mut notes, place);
    sort::by_key(&mut others, place);
    let count = |of: &[&Rc<Problem>]| [("count", of.len().into())];
    let list = |of: &[&Rc<Problem>]| {
        html! { <ul>{ for of.iter().map(|problem| one(&text, props, problem, &suppressing)) }</ul> }
    };
    let fix_all = |of: &[&Rc<Problem>]| {
        let safe = of.iter().filter(|problem| problem.has_safe_fix());
        let safe: Vec<Rc<Problem>> = safe.map(|problem| Rc::clone(problem)).collect();
        if safe.len() < 2 || !props.fresh {
            return html! {};
        }
        let count = [("count", safe.len().into())];
        let id = props.document.id;
        let onclick = props
            .dispatch
            .reform(move |_: MouseEvent| Action::LookAtSafeFixes(id, safe.clone()));
        html! { <button type="button" class="fix-all" {onclick}>{ text.with(id!("finding-fix-all"), &count) }</button> }
    };
    let of_notes = || {
        html! {
            <details open={suppressing.is_some()} class={classes!("document-notes", others.is_empty().then_some("document-problems"))}>
                <summary>{ text.with(id!("documents-notes"), &count(&notes)) }</summary>
                { list(&notes) }
                { fix_all(&notes) }
            </details>
        }
    };
    if others.is_empty() {
        return html! { <><Done about={props.done.clone()} />{ of_notes() }</> };
    }
    // Where a form stands above it, the list would open out of sight.
    let ontoggle = {
        let details = details.clone();
        Callback::from(move |_: Event| {
            if let Some(details) = details
                .cast::<HtmlDetailsElement>()
                .filter(HtmlDetailsElement::open)
            {
                scroll_into_sight(&details);
            }
        })
    };
    html! {
        <details class="document-problems" ref={details} {ontoggle}>
            <summary>{ text.with(id!("documents-problems"), &count(&others)) }</summary>
            <div class="document-found">
                { list(&others) }
                { fix_all(&others) }
                if !notes.is_empty() { { of_notes() } }
            </div>
        </details>
    }
}

/// How all policies of the workspace stand, for a text without problems.
#[derive(Clone, Default, PartialEq)]
pub(super) struct DoneAbout {
    /// How many policies there are.
    policies: usize,
    /// How many problems all of them have, notes apart.
    problems: usize,
    /// How many findings are suppressed.
    suppressed: usize,
    /// False while it is still looked for problems.
    is_whole: bool,
}

impl DoneAbout {
    pub(super) fn of(workspace: &Workspace, found: &[Rc<Problem>], is_whole: bool) -> Self {
        let documents = workspace.documents.iter();
        let others = found.iter().filter(|problem| {
            let is_of_text = matches!(problem.place, Some(Field::DocumentText(_)));
            is_of_text && problem.finding.severity > Severity::Info
        });
        let (suppressed, problems): (Vec<_>, Vec<_>) =
            others.partition(|problem| problem.finding.suppressed.is_some());
        Self {
            policies: documents.filter(|document| !document.is_blank()).count(),
            problems: problems.len(),
            suppressed: suppressed.len(),
            is_whole,
        }
    }
}

#[derive(PartialEq, Properties)]
struct DoneProps {
    about: DoneAbout,
}

/// That nothing is wrong, which is seen without opening anything.
#[component]
fn Done(props: &DoneProps) -> Html {
    let text = use_text();
    let about = &props.about;
    if about.policies == 0 || !about.is_whole {
        return html! {};
    }
    let said = match about.problems {
        0 => text.with(id!("documents-done"), &[("count", about.policies.into())]),
        others => text.with(id!("documents-done-here"), &[("count", others.into())]),
    };
    html! {
        <p class="document-done">
            { icon::outcome(Outcome::Allowed) }<span>{ said }</span>
            if about.suppressed > 0 {
                <span class="soft">{ text.with(id!("documents-done-suppressed"), &[("count", about.suppressed.into())]) }</span>
            }
        </p>
    }
}

/// The word for it.
pub(in crate::components) fn severity(text: &Text, severity: Severity) -> AttrValue {
    text.say(match severity {
        Severity::Error => id!("documents-error"),
        Severity::Warning => id!("documents-warning"),
        Severity::Info => id!("documents-note"),
    })
}

fn one(
    text: &Text,
    props: &Props,
    problem: &Rc<Problem>,
    suppressing: &UseStateHandle<Option<AttrValue>>,
) -> Html {
    let (id, dispatch, finding) = (props.document.id, &props.dispatch, &problem.finding);
    let place = finding.range.map(|range| {
        let line = range.start.line.saturating_add(1);
        let said = text.with(id!("documents-line"), &[("line", line.into())]);
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Show(id, range));
        html! { <button type="button" class="link" {onclick}>{ said }</button> }
    });
    let fix = finding.fix.as_ref().filter(|_| props.fresh).map(|_| {
        let problem = Rc::clone(problem);
        let onclick =
            dispatch.reform(move |_: MouseEvent| Action::LookAtFix(Rc::clone(&problem)));
        html! { <button type="button" class="small" {onclick}>{ text.say(id!("finding-fix")) }</button> }
    });
    let own = key(finding);
    let repair = props.repairs.iter().filter(|_| props.fresh);
    let repair = repair.filter(|(of, _)| *of == own).map(|(_, of)| {
        let of = of.clone();
        let onclick = dispatch.reform(move |_: MouseEvent| Action::LookAtRepairs(of.clone()));
        let said = text.message(&finding.message);
        let claim = [("claim", said.as_str().into())];
        let label = text.with(id!("repair-propose-fix-of"), &claim);
        html! {
            <button type="button" class="small" aria-label={label} {onclick}>{ text.say(id!("repair-propose-fix")) }</button>
        }
    });
    let help = finding.help.as_ref().map(|help| {
        html! { <p class="finding-help">{ nodes(&text.message(help)) }</p> }
    });
    let fill = fill::CODES.contains(&&*finding.code).then(|| {
        let name = fill::place(&props.document.text, finding).unwrap_or_default();
        let name = AttrValue::from(name.to_owned());
        let onclick = props.on_fill.reform(move |_: MouseEvent| name.clone());
        html! { <button type="button" class="small" {onclick}>{ text.say(id!("fill-open")) }</button> }
    });
    let key = of_document(id, &key(finding));
    let is_here = **suppressing == Some(key.clone());
    let suppress = can_be_suppressed(&props.workspace, problem).then(|| {
        let setter = suppressing.setter();
        let onclick = Callback::from(move |_: MouseEvent| setter.set(Some(key.clone())));
        html! { <button type="button" class="quiet small" {onclick}>{ text.say(id!("suppress-open")) }</button> }
    });
    let on_close = {
        let setter = suppressing.setter();
        Callback::from(move |()| setter.set(None))
    };
    let code = IString::from(finding.code.to_string());
    let name = finding.rule.as_deref().unwrap_or(&finding.code).to_owned();
    let label = text.with(id!("finding-rule-of"), &[("code", code.as_str().into())]);
    let onclick = dispatch.reform(move |_: MouseEvent| Action::ShowRule(code.clone()));
    html! {
        <li class={finding.severity.name()}>
            { icon::severity(finding.severity) }<span class="hidden">{ severity(text, finding.severity) }</span>
            { place }
            <span>{ nodes(&text.message(&finding.message)) }</span>
            <button type="button" class="link rule-link" {onclick}>
                <span translate="no">{ name }</span><span class="hidden">{ " " }{ label }</span>
            </button>
            { fix }
            { fill }
            { for repair }
            { suppress }
            { help.unwrap_or_default() }
            if is_here {
                <Suppress problem={Rc::clone(problem)} workspace={props.workspace.clone()} {on_close} dispatch={dispatch.clone()} />
            }
        </li>
    }
}

/// Opens the list of what is wrong with the document that is open, shows it, and puts the focus
/// on its first item.
pub(in crate::components) fn show_problems() {
    let document = web_sys::window().and_then(|window| window.document());
    let found = document.and_then(|document| document.query_selector(".document-problems").ok());
    let Some(list) = found.flatten() else {
        return;
    };
    if let Some(details) = list.dyn_ref::<HtmlDetailsElement>() {
        details.set_open(true);
    }
    scroll_into_sight(&list);
    let first = list.query_selector("li button").ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// What tells a finding of a document from those of others.
fn of_document(id: u32, key: &str) -> AttrValue {
    format!("{id} {key}").into()
}

/// What tells a finding from the others of its document.
pub(in crate::components) fn key(finding: &Finding) -> AttrValue {
    let at = finding.span.map_or(0, |span| span.start);
    format!("{} {at}", finding.code).into()
}
