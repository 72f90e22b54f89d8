//! Of which account an answer is: the one of the form, of the rows, or of the policies.

use vestibule_answers::named_accounts;
use vestibule_wire::Case;

use super::answer::{OfAccount, Order};
use crate::evaluate::case;

/// The account of AWS's own examples.
const EXAMPLE: &str = "111122223333";

/// How many digits the id of an account has.
const DIGITS: usize = 12;

/// The account to take where the form names none, and what is to be said of it.
pub(super) fn of(order: &Order, case: &Case) -> (Option<String>, Option<OfAccount>) {
    let told = case::account(&order.rules.account).id;
    let mut rows: Vec<&str> = Vec::new();
    for account in order
        .requests
        .iter()
        .filter_map(|row| of_arn(&row.principal))
    {
        if !rows.contains(&account) {
            rows.push(account);
        }
    }
    let named = named_accounts(case);
    let known = match (&told, rows.as_slice()) {
        (Some(told), _) => Some(told.as_str()),
        (None, [row]) => Some(*row),
        (None, []) => None,
        (None, _) => return (None, Some(OfAccount::Rows)),
    };
    if let Some(known) = known {
        let is_other = !named.is_empty() && !named.iter().any(|account| account == known);
        let note = is_other.then(|| OfAccount::Other(known.to_owned(), named));
        return (Some(known.to_owned()), note);
    }
    let note = match named.as_slice() {
        [account] => OfAccount::Named(account.clone()),
        [] if order.rules.documents.iter().all(|one| one.is_blank()) => OfAccount::Nothing,
        [] => OfAccount::Example(EXAMPLE.to_owned()),
        _ => OfAccount::Several(named),
    };
    (note.supposed().map(str::to_owned), Some(note))
}

/// The account of a principal. What is half typed has none.
pub(crate) fn of_arn(arn: &str) -> Option<&str> {
    let account = arn.strip_prefix("arn:")?.split(':').nth(3)?;
    let is_id = account.len() == DIGITS && account.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then_some(account)
}
