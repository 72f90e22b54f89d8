//! What the strip says first of all sign-ins, each with the sign-in that shows it and the way to
//! what would mend it.

use vestibule_wire::Outcome;
use yew::prelude::*;

use super::proof::line::claim;
use crate::analysis::answer::Answer;
use crate::evaluate::answer::{Field, Problem};
use crate::fill;
use crate::state::State;
use crate::state::action::{AccountEdit, Action};
use crate::text::Text;

/// What keeps the policies from being in force as they stand, so that nothing good is proven.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unsettled {
    /// So many values are to be filled in.
    blanks: usize,
    /// There are other errors for which AWS would refuse a policy, or store something else.
    has_errors: bool,
}

impl Unsettled {
    pub(super) fn of(state: &State) -> Self {
        let problems = || state.results.problems.iter();
        let documents = state.workspace.documents.iter();
        let blanks = documents.map(|document| {
            let place = Some(Field::DocumentText(document.id));
            let own = problems().filter(|problem| problem.place == place);
            fill::names(&document.text, own.map(|problem| &problem.finding)).len()
        });
        // Of a text that cannot be read the last valid version decides, and the strip says so.
        let is_held = |problem: &Problem| {
            let mut held = state.results.unread.iter();
            held.any(|unread| {
                let place = Some(Field::DocumentText(unread.document));
                unread.earlier.is_some() && problem.place == place
            })
        };
        let is_error = |problem: &Problem| {
            let finding = &problem.finding;
            finding.policy.is_some() && finding.is_error() && !problem.of_all && !is_held(problem)
        };
        Self {
            blanks: blanks.sum(),
            has_errors: problems().any(|problem| is_error(problem) && !problem.is_unfilled()),
        }
    }

    /// True where nothing keeps them from it.
    pub(super) fn is_settled(self) -> bool {
        self == Self::default()
    }
}

/// The claims. Nothing is called proven, nor green, while a policy cannot be in force as it stands.
pub(super) fn claims(
    text: &Text,
    dispatch: &Callback<Action>,
    answer: &Answer,
    unsettled: Unsettled,
) -> Vec<Html> {
    let open = (!unsettled.is_settled()).then(|| {
        let said = match unsettled.blanks {
            0 => text.say(id!("strip-open-errors")),
            count => text.with(id!("strip-open-blanks"), &[("count", count.into())]),
        };
        html! { <li><div class="strip-line plain"><span>{ said }</span></div></li> }
    });
    let repairs = answer.repairs.iter().map(Option::as_ref);
    let all = answer
        .claims
        .iter()
        .zip(repairs.chain(std::iter::repeat(None)))
        .enumerate();
    let shown =
        all.filter(|(_, (one, _))| unsettled.is_settled() || one.outcome != Some(Outcome::Allowed));
    let shown = shown.map(|(at, (one, repair))| {
        let more = (answer.of_identity_center == Some(at)).then(|| not_used(text, dispatch));
        claim(text, dispatch, one, repair, more.unwrap_or_default())
    });
    open.into_iter().chain(shown).collect()
}

/// Says that IAM Identity Center is not used in the account, so that nothing is said of its roles.
fn not_used(text: &Text, dispatch: &Callback<Action>) -> Html {
    let onclick =
        dispatch.reform(|_: MouseEvent| Action::Account(AccountEdit::WithoutIdentityCenter(true)));
    html! {
        <>{ " " }<button type="button" class="link" {onclick}>{ text.say(id!("strip-portal-unused")) }</button></>
    }
}
