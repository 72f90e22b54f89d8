//! The first sentence of a report: who gets in, whether anybody is locked out, and of what that is
//! proven.

use vestibule_l10n::{Language, Text, id};
use vestibule_wire::Outcome;

use super::{Block, said};
use crate::analysis::answer::{Answer, Line, OfAccount};
use crate::state::State;
use crate::state::analysis::Standing;

/// The sentence. `is_open` where something keeps the results from being final.
pub(super) fn block(state: &State, text: &Text, is_open: bool) -> Block {
    let known = state.known();
    let is_present = known.standing == Standing::Present;
    let answer = known.answer.filter(|_| is_present);
    Block::Paragraph(said(&match answer {
        _ if is_open => text.say(id!("report-summary-open")),
        Some(answer) if !answer.claims.is_empty() => of(state, text, &answer).into(),
        _ => text.say(id!("report-no-verdict")),
    }))
}

/// What comes first of the claims, and all that is proven to be allowed.
fn of(state: &State, text: &Text, answer: &Answer) -> String {
    let is_told = |(at, line): &(usize, &Line)| *at == 0 || line.outcome == Some(Outcome::Allowed);
    let told = answer.claims.iter().enumerate().filter(is_told);
    let claims: Vec<String> = told.map(|(_, line)| within(text, &line.text)).collect();
    let claims = claims.join(&text.say(id!("report-summary-joint")));
    let supposed = answer.account.as_ref().and_then(OfAccount::supposed);
    let account = supposed.unwrap_or_else(|| state.workspace.account_id());
    let organization = state.workspace.organization.as_ref();
    let account = organization.map_or(account, |one| &*one.id);
    let documents = state.workspace.documents.iter();
    let policies = documents.filter(|document| !document.is_blank()).count();
    let all = [
        ("account", account.into()),
        ("count", policies.into()),
        ("claims", claims.as_str().into()),
    ];
    let said = match organization {
        Some(_) => text.with(id!("report-summary-organization"), &all),
        None => text.with(id!("report-summary"), &all),
    };
    said.to_string()
}

/// A sentence within another one.
fn within(text: &Text, sentence: &str) -> String {
    let mut letters = sentence.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second))
            if text.language() == Language::En && second.is_ascii_lowercase() =>
        {
            format!("{}{}", first.to_ascii_lowercase(), letters.as_str())
        }
        _ => sentence.to_owned(),
    }
}
