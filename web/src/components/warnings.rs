//! What must be known before a decision is believed: policies that AWS would refuse, and an
//! account that its policies contradict.

use std::rc::Rc;

use yew::prelude::*;

use super::documents::names;
use super::glyph::{self, glyph};
use crate::evaluate::answer::{Field, Problem};
use crate::state::State;
use crate::state::action::{AccountEdit, Action};
use crate::state::suppressed;
use crate::state::workspace::{Standing, Workspace};
use crate::text::{Text, id, use_text};

/// So many policies are named at the most.
const NAMED: usize = 3;

/// A policy of which something is to be known.
#[derive(Clone, PartialEq)]
pub(crate) struct Named {
    pub(crate) document: u32,
    pub(crate) name: AttrValue,
    /// How many errors it has of the kind.
    pub(crate) errors: usize,
}

/// The policies that decide as they stand, and cannot be in force so: each with how many errors.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct NotFinal {
    /// Those that AWS would refuse.
    pub(crate) refused: Vec<Named>,
    /// Those with values that are to be filled in.
    pub(crate) unfilled: Vec<Named>,
    /// How many of these errors are suppressed, which AWS does not know.
    pub(crate) suppressed: usize,
}

impl NotFinal {
    pub(crate) fn of(text: &Text, state: &State) -> Self {
        Self {
            refused: with_errors(text, state, |problem| problem.finding.is_refused()),
            unfilled: with_errors(text, state, Problem::is_unfilled),
            suppressed: suppressed(state)
                .iter()
                .filter(|problem| problem.finding.is_refused() || problem.is_unfilled())
                .count(),
        }
    }
}

/// The problems of the page that are suppressed today.
fn suppressed(state: &State) -> Vec<Rc<Problem>> {
    if state.workspace.suppressions.is_empty() {
        return Vec::new();
    }
    let problems = &state.results.problems;
    let today = crate::worker::today();
    let found = suppressed::apply(&state.workspace, problems, &today, false);
    let problems = found.problems.iter();
    let suppressed = problems.filter(|problem| problem.finding.suppressed.is_some());
    suppressed.cloned().collect()
}

/// The policies with other errors, which AWS may store. What all policies come to together is said
/// in the strip already.
pub(crate) fn mistaken(text: &Text, state: &State) -> Vec<Named> {
    let suppressed = suppressed(state);
    let counts = |problem: &Problem| {
        let what = |problem: &Problem| (problem.place, problem.finding.span);
        let mut others = suppressed.iter();
        !others
            .any(|other| other.finding.code == problem.finding.code && what(other) == what(problem))
    };
    let is_other = |problem: &Problem| {
        let finding = &problem.finding;
        counts(problem) && finding.is_error() && !finding.is_refused() && !problem.is_unfilled()
    };
    with_errors(text, state, is_other)
}

/// The documents that cannot be read and decide by an earlier text, or by none.
pub(crate) fn unread(text: &Text, state: &State, by_earlier: bool) -> Vec<Named> {
    let unread = state.results.unread.iter();
    unread
        .filter(|unread| unread.earlier.is_some() == by_earlier)
        .filter_map(|unread| state.workspace.document(unread.document))
        .map(|document| Named {
            document: document.id,
            name: names::document(text, &state.workspace, document),
            errors: 0,
        })
        .collect()
}

/// The policies that decide as they stand and in which errors of such a kind were found, and how
/// many each.
fn with_errors(text: &Text, state: &State, is_counted: impl Fn(&Problem) -> bool) -> Vec<Named> {
    let results = &state.results;
    let documents = state.workspace.documents.iter();
    documents
        // Of one that cannot be read more is said.
        .filter(|document| !results.unread.iter().any(|one| one.document == document.id))
        .filter_map(|document| {
            let place = Some(Field::DocumentText(document.id));
            let is_its = |problem: &&Rc<Problem>| problem.place == place && !problem.of_all;
            let problems = results.problems.iter().filter(is_its);
            let errors = problems.filter(|problem| is_counted(problem)).count();
            (errors > 0).then(|| Named {
                document: document.id,
                name: names::document(text, &state.workspace, document),
                errors,
            })
        })
        .collect()
}

/// The names of all of them, as far as anyone reads them.
pub(crate) fn names_of(all: &[Named]) -> String {
    some_of(all.iter().map(|one| one.name.as_str()))
}

/// The first of these, and a sign for the others.
pub(crate) fn some_of<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let others = (names.len() > NAMED).then_some("…");
    names
        .take(NAMED)
        .chain(others)
        .collect::<Vec<_>>()
        .join(", ")
}

/// What is said of them, one sentence for each kind of error however many policies have it, with
/// the first of these policies.
pub(crate) fn not_final(text: &Text, found: &NotFinal) -> Vec<(u32, AttrValue)> {
    let kinds = [
        (
            &found.refused,
            id("table-refused"),
            id("table-refused-several"),
        ),
        (
            &found.unfilled,
            id("table-unfilled"),
            id("table-unfilled-several"),
        ),
    ];
    let suppressed = match found.suppressed {
        0 => None,
        count => Some(text.with(id!("suppress-refused"), &[("count", count.into())])),
    };
    let say = |(of, one, several)| -> Option<(u32, AttrValue)> {
        let of: &Vec<Named> = of;
        let first = of.first()?;
        let names = if of.len() == 1 {
            ("name", first.name.as_str().into())
        } else {
            ("names", names_of(of).into())
        };
        let errors = of.iter().map(|of| of.errors).sum::<usize>();
        let told = [
            names,
            ("count", errors.into()),
            ("policies", of.len().into()),
        ];
        let said = text.with(if of.len() == 1 { one } else { several }, &told);
        let said = match &suppressed {
            Some(suppressed) => format!("{said} {suppressed}").into(),
            None => said,
        };
        Some((first.document, said))
    };
    kinds.into_iter().filter_map(say).collect()
}

/// The same where the strip is not in sight: in dialogs.
pub(crate) fn say_not_final(text: &Text, found: &NotFinal) -> Html {
    let said = not_final(text, found).into_iter();
    said.map(|(_, said)| {
        html! {
            <div class="working stopped warned refused">
                { glyph(glyph::TRIANGLE_ALERT) }<span>{ said }</span>
            </div>
        }
    })
    .collect()
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) workspace: std::rc::Rc<Workspace>,
    pub(crate) dispatch: Callback<Action>,
}

/// Says that a standalone account has policies of an organization, and puts it right.
#[component]
pub(crate) fn Contradiction(props: &Props) -> Html {
    let text = use_text();
    let count = props.workspace.out_of_place();
    if count == 0 {
        return html! {};
    }
    let onclick = props
        .dispatch
        .reform(|_: MouseEvent| Action::Account(AccountEdit::Standing(Standing::Member)));
    let remove = props
        .dispatch
        .reform(|_: MouseEvent| Action::RemoveOrganizationPolicies);
    html! {
        <div class="working stopped warned contradiction">
            { glyph(glyph::TRIANGLE_ALERT) }
            <span>{ text.with(id!("table-standalone"), &[("count", count.into())]) }</span>
            <button type="button" {onclick}>{ text.say(id!("table-make-member")) }</button>
            <button type="button" onclick={remove}>{ text.say(id!("start-remove-organization")) }</button>
        </div>
    }
}
