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

/// The policies that decide as they stand, and cannot be in force so: each with how many errors.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct NotFinal {
    /// Those that AWS would refuse.
    pub(crate) refused: Vec<(AttrValue, usize)>,
    /// Those with values that are to be filled in.
    pub(crate) unfilled: Vec<(AttrValue, usize)>,
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
pub(crate) fn mistaken(text: &Text, state: &State) -> Vec<AttrValue> {
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
    let found = with_errors(text, state, is_other).into_iter();
    found.map(|(name, _)| name).collect()
}

/// The policies that decide as they stand and in which errors of such a kind were found, and how
/// many each.
fn with_errors(
    text: &Text,
    state: &State,
    is_counted: impl Fn(&Problem) -> bool,
) -> Vec<(AttrValue, usize)> {
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
            let name = names::document(text, &state.workspace, document);
            (errors > 0).then_some((name, errors))
        })
        .collect()
}

/// What is said of them.
pub(crate) fn say_not_final(text: &Text, found: &NotFinal) -> Html {
    let refused = found.refused.iter().map(|of| (id("table-refused"), of));
    let unfilled = found.unfilled.iter().map(|of| (id("table-unfilled"), of));
    let suppressed = match found.suppressed {
        0 => AttrValue::default(),
        count => text.with(id!("suppress-refused"), &[("count", count.into())]),
    };
    refused
        .chain(unfilled)
        .map(|(id, (name, errors))| {
            let of = [("name", name.as_str().into()), ("count", (*errors).into())];
            html! {
                <div class="working stopped warned refused">
                    { glyph(glyph::TRIANGLE_ALERT) }
                    <span>{ text.with(id, &of) }{ " " }{ &suppressed }</span>
                </div>
            }
        })
        .collect()
}

/// How many policies of an organization a standalone account has, where it cannot have any.
fn contradicting(workspace: &Workspace) -> usize {
    let documents = workspace.documents.iter();
    let count = documents
        .filter(|document| document.is_of_organization() && !document.is_blank())
        .count();
    if workspace.account.standing == Standing::Standalone {
        count
    } else {
        0
    }
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
    let count = contradicting(&props.workspace);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::workspace::Document;
    use vestibule_wire::Layer;

    #[test]
    fn only_a_standalone_account_contradicts_policies_of_an_organization() {
        let of = |standing, layer, text: &'static str| {
            let mut workspace = Workspace::default();
            workspace.account.standing = standing;
            workspace.documents.push(Rc::new(Document {
                layer,
                text: text.into(),
                ..Document::default()
            }));
            contradicting(&workspace)
        };
        assert_eq!(of(Standing::Standalone, Layer::ResourceControl, "{}"), 1);
        assert_eq!(of(Standing::Standalone, Layer::ServiceControl, "{}"), 1);
        assert_eq!(of(Standing::Standalone, Layer::ServiceControl, " "), 0);
        assert_eq!(of(Standing::Standalone, Layer::Identity, "{}"), 0);
        assert_eq!(of(Standing::Member, Layer::ResourceControl, "{}"), 0);
        assert_eq!(of(Standing::Management, Layer::ResourceControl, "{}"), 0);
    }
}
