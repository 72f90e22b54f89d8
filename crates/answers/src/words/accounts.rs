//! Accounts of an organization, in words.

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{Comparison, Pattern, Patterns, TextSet, Where};

use super::diff::by_door;
use super::network::circumstances;
use super::tree::{Line, codes, name};
use super::who::who;

/// So many accounts are named.
const FEW: usize = 5;

/// Some accounts: each of a few by its id, more by their number and the first.
pub(super) fn accounts_of(ids: &[String]) -> Message {
    match ids {
        [id] => message!("account {it}", it = name(id)),
        [first, _, ..] if ids.len() > FEW => message!(
            "{count} accounts such as {first}",
            count = ids.len(),
            first = name(first)
        ),
        ids => message!("accounts {ids}", ids = codes(ids)),
    }
}

/// Groups of accounts, those together of which the same is said, entry by entry. The entries are
/// those of the first group.
pub(super) fn told_together<E>(
    groups: Vec<(Vec<String>, Vec<E>)>,
    is_same: impl Fn(&E, &E) -> bool,
) -> Vec<(Vec<String>, Vec<E>)> {
    let mut told: Vec<(Vec<String>, Vec<E>)> = Vec::new();
    for (accounts, entries) in groups {
        let mut known = told.iter_mut();
        let same = known.find(|(_, other)| {
            let mut pairs = entries.iter().zip(other);
            entries.len() == other.len() && pairs.all(|(one, other)| is_same(one, other))
        });
        match same {
            Some((all, _)) => all.extend(accounts),
            None => told.push((accounts, entries)),
        }
    }
    told
}

/// Accounts that an answer is not about, since they are not in use.
pub(super) fn without_accounts(ids: &[String]) -> Option<Line> {
    (!ids.is_empty())
        .then(|| Line::of(message!("left out, because they are not in use")).tail(accounts_of(ids)))
}

/// Accounts of which roles of IAM Identity Center are left out.
pub(super) fn accounts_without_identity_center(ids: &[String]) -> Option<Line> {
    (!ids.is_empty()).then(|| {
        let head = message!(
            "the case file says that IAM Identity Center is not used here: its roles are left out"
        );
        Line::of(head).tail(accounts_of(ids))
    })
}

/// The accounts of a region; none where it does not say so one by one.
pub(super) fn ids_of(place: &Where) -> Vec<String> {
    let Some(TextSet::Patterns(Patterns { within, .. })) = &place.account else {
        return Vec::new();
    };
    let ids = within.iter().flatten().filter_map(|pattern| match pattern {
        Pattern::Exact(id) => Some(id.clone()),
        Pattern::AnyCase(_) | Pattern::All(_) => None,
    });
    ids.collect()
}

/// Accounts that one side alone has in use.
pub(super) fn on_one_side(found: &Comparison) -> Vec<Line> {
    let sides = [
        (
            message!("in use before alone, and not compared"),
            &found.only_before,
        ),
        (
            message!("in use after alone, and not compared"),
            &found.only_after,
        ),
    ];
    let sides = sides.into_iter().filter(|(_, ids)| !ids.is_empty());
    sides
        .map(|(what, ids)| Line::of(what).tail(accounts_of(ids)))
        .collect()
}

/// Places by the accounts that are signed in to, those of which the same is said together; as they
/// are and without accounts unless the comparison is of an organization.
pub(super) fn by_accounts<'c>(
    places: impl Iterator<Item = &'c Where>,
    is_of_many: bool,
) -> Vec<(Vec<String>, Vec<&'c Where>)> {
    let places: Vec<&Where> = places.collect();
    if !is_of_many {
        return vec![(Vec::new(), places)];
    }
    let ids = places.iter().map(|place| ids_of(place));
    let ids: Vec<Vec<String>> = ids.collect();
    let said = |place: &Where| {
        let whom = who(&place.principal.clone().unwrap_or_default());
        (by_door(place), circumstances(place), whom)
    };
    let mut same: Vec<(_, Vec<String>, &Where)> = Vec::new();
    for (place, ids) in places.into_iter().zip(ids) {
        let said = said(place);
        match same.iter_mut().find(|(known, _, _)| *known == said) {
            Some((_, all, _)) => all.extend(ids),
            None => same.push((said, ids, place)),
        }
    }
    let mut groups: Vec<(Vec<String>, Vec<&Where>)> = Vec::new();
    for (_, mut ids, place) in same {
        ids.sort_unstable();
        ids.dedup();
        match groups.iter_mut().find(|(known, _)| *known == ids) {
            Some((_, all)) => all.push(place),
            None => groups.push((ids, vec![place])),
        }
    }
    groups
}

/// Some principals, of the accounts unless there is one alone.
pub(super) fn to_accounts(whom: Message, accounts: &[String]) -> Message {
    if accounts.is_empty() {
        return whom;
    }
    message!(
        "{whom}, in {accounts}",
        whom = whom,
        accounts = accounts_of(accounts)
    )
}
