//! Accounts that policies do not tell apart.
//!
//! An organization has thousands of accounts and few policies. Where the same policies bind
//! several accounts under the same switches (the classes of
//! [`vestibule_signin::OrganizationTree::classes`]), one account stands for all of those whose
//! ids come to the same in every test: what holds for its sign-ins holds for theirs, with the
//! one id in the place of the other.
//!
//! Policies see the id of an account as twelve digits within a longer text: an ARN, or the id
//! itself. A pattern reads those digits with a run of its own digits, `*` and `?`. So two ids
//! come to the same in every test if each such run takes them from the same places to the same
//! places, whatever stands before and behind.

mod run;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use vestibule_iam::language::{Base, Operator};
use vestibule_iam::policy::{KeyTest, Statement};
use vestibule_signin::keys::{Origin, PrincipalPart, row_of};
use vestibule_signin::{AttachedPolicy, Authorizer};

use run::Run;

/// How many digits the id of an account has.
const DIGITS: usize = 12;
/// The variables whose value is the id of the account in every sign-in.
const VARIABLES: [&str; 2] = ["aws:principalaccount", "aws:resourceaccount"];
/// Variables whose value holds the id of the account and more.
const AROUND: [&str; 3] = ["aws:principalarn", "signin:principalarn", "aws:userid"];

/// The accounts in classes, by their places in `accounts`: those of a class are not told apart by
/// the policies of `authorizer`, nor by `texts`, which are ARNs or patterns of ARNs of
/// principals. Classes come in the order of their first accounts.
///
/// A policy may be attached to principals of the account `own`; each of the other accounts has the
/// same policy, attached to the same principals of its own.
///
/// Two accounts of a class decide alike for every two requests that differ in the id of the
/// account alone, in the principal's ARN. Accounts may be in two classes although nothing tells
/// them apart, never the other way round.
pub fn accounts_alike(
    authorizer: &Authorizer,
    own: Option<&str>,
    accounts: &[&str],
    texts: &[&str],
) -> Vec<Vec<usize>> {
    let further = texts;
    let mut texts = Texts::default();
    for attached in authorizer.policies() {
        texts.policy(attached, own);
    }
    for text in further {
        texts.text(text);
    }
    if texts.is_tied {
        return (0..accounts.len()).map(|account| vec![account]).collect();
    }
    let mut class: Vec<usize> = vec![0; accounts.len()];
    refine(&mut class, accounts, |account| {
        texts.ids.contains(account).then_some(account)
    });
    for run in &texts.runs {
        let run = Run::of(run);
        refine(&mut class, accounts, |account| run.read(account));
    }
    let mut classes: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<usize, usize> = HashMap::new();
    for (account, class) in class.into_iter().enumerate() {
        let place = *known.entry(class).or_insert(classes.len());
        match classes.get_mut(place) {
            Some(of) => of.push(account),
            None => classes.push(vec![account]),
        }
    }
    classes
}

/// Divides classes by what `answer` says of each account.
fn refine<'a, A: Eq + Hash>(
    class: &mut [usize],
    accounts: &[&'a str],
    answer: impl Fn(&'a str) -> A,
) {
    let mut known: HashMap<(usize, A), usize> = HashMap::new();
    for (class, account) in class.iter_mut().zip(accounts) {
        let next = known.len();
        *class = *known.entry((*class, answer(account))).or_insert(next);
    }
}

/// What of the texts of policies may read the id of an account.
#[derive(Default)]
struct Texts<'a> {
    /// Ids that stand there in full.
    ids: HashSet<&'a str>,
    /// Other runs of digits and wildcards.
    runs: HashSet<&'a str>,
    /// Something compares the id otherwise than digit by digit, or with what is not the account.
    is_tied: bool,
}

impl<'a> Texts<'a> {
    fn policy(&mut self, attached: &'a AttachedPolicy, own: Option<&str>) {
        if let Some(to) = &attached.attached_to {
            let parts = to.splitn(6, ':').enumerate();
            let others = parts.filter(|(place, part)| *place != 4 || Some(*part) != own);
            others.for_each(|(_, part)| self.text(part));
        }
        for statement in &attached.policy.statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Statement) {
        let principals = statement.principal.iter().flat_map(|one| &one.entries);
        let resources = statement.resource.iter().flat_map(|one| &one.patterns);
        let texts = principals.map(|entry| &entry.value).chain(resources);
        for text in texts {
            self.text(&text.value);
            self.variables(&text.value, true);
        }
        for block in &statement.conditions {
            for test in &block.tests {
                self.test(block.operator, test);
            }
        }
    }

    fn test(&mut self, operator: Option<Operator>, test: &'a KeyTest) {
        let is_of_account = is_of_account(&test.key.value);
        // What is no operator at all leaves the statement open, for every account.
        let compares_text = operator.is_none_or(|operator| {
            matches!(
                operator.base,
                Base::StringEquals
                    | Base::StringEqualsIgnoreCase
                    | Base::StringLike
                    | Base::Arn
                    | Base::Null
            )
        });
        self.is_tied |= is_of_account && !compares_text;
        for value in &test.values {
            self.text(&value.value);
            self.variables(&value.value, is_of_account);
        }
    }

    /// Notes the runs of digits and wildcards of a text.
    fn text(&mut self, text: &'a str) {
        let is_read = |c: char| c.is_ascii_digit() || matches!(c, '*' | '?');
        for run in text.split(|c: char| !is_read(c)) {
            let has_star = run.contains('*');
            if !run.bytes().any(|byte| byte.is_ascii_digit()) || (run.len() < DIGITS && !has_star) {
                // It reads every id alike, or none.
            } else if run.len() == DIGITS && run.bytes().all(|byte| byte.is_ascii_digit()) {
                self.ids.insert(run);
            } else if run.len() < Run::MOST {
                self.runs.insert(run);
            } else {
                self.is_tied = true;
            }
        }
    }

    /// Notes a variable that holds the id of the account, unless it stands for it alone where
    /// the account is compared with itself; and one of which digits may come that the account is
    /// compared with.
    fn variables(&mut self, text: &str, is_of_account: bool) {
        let mut rest = text;
        let mut before = "";
        // Behind a wildcard or a variable it may stand at several places.
        let mut is_loose = false;
        while let Some((head, tail)) = rest.split_once("${") {
            let (inside, behind) = tail.split_once('}').unwrap_or((tail, ""));
            let name = inside.split(',').next().unwrap_or_default().trim();
            let name = name.to_ascii_lowercase();
            let before_it = if head.is_empty() { before } else { head };
            is_loose |= head.contains(['*', '?']);
            let is_alone = !is_loose
                && (before_it.is_empty() || before_it.ends_with(':'))
                && (behind.is_empty() || behind.starts_with(':'));
            self.is_tied |= match &*name {
                "*" | "?" | "$" => false,
                name if VARIABLES.contains(&name) => !(is_alone && is_of_account),
                name => is_of_account || AROUND.contains(&name),
            };
            is_loose = true;
            before = "}";
            rest = behind;
        }
    }
}

/// Whether the values of a key hold the id of the account.
fn is_of_account(key: &str) -> bool {
    matches!(
        row_of(key).origin,
        Origin::Account
            | Origin::Principal(
                PrincipalPart::SignInArn
                    | PrincipalPart::Arn
                    | PrincipalPart::Account
                    | PrincipalPart::UserId
            )
    )
}
