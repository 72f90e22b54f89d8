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

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use vestibule_iam::language::{Base, Operator};
use vestibule_iam::policy::{KeyTest, Statement};
use vestibule_signin::keys::{Origin, PrincipalPart, row_of};
use vestibule_signin::{AttachedPolicy, Authorizer};

/// How many digits the id of an account has.
const DIGITS: usize = 12;
/// The variables whose value is the id of the account in every sign-in.
const VARIABLES: [&str; 2] = ["aws:principalaccount", "aws:resourceaccount"];
/// Variables whose value holds the id of the account and more.
const AROUND: [&str; 3] = ["aws:principalarn", "signin:principalarn", "aws:userid"];

/// The accounts in classes, by their places in `accounts`: those of a class are not told apart by
/// the policies of `authorizer`. Classes come in the order of their first accounts.
///
/// Two accounts of a class decide alike for every two requests that differ in the id of the
/// account alone, in the principal's ARN. Accounts may be in two classes although nothing tells
/// them apart, never the other way round.
pub fn accounts_alike(authorizer: &Authorizer, accounts: &[&str]) -> Vec<Vec<usize>> {
    let mut texts = Texts::default();
    for attached in authorizer.policies() {
        texts.policy(attached);
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
    fn policy(&mut self, attached: &'a AttachedPolicy) {
        if let Some(to) = &attached.attached_to {
            self.text(to);
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
    /// the account is compared with itself.
    fn variables(&mut self, text: &str, is_of_account: bool) {
        let mut rest = text;
        let mut before = "";
        while let Some((head, tail)) = rest.split_once("${") {
            let (inside, behind) = tail.split_once('}').unwrap_or((tail, ""));
            let name = inside.split(',').next().unwrap_or_default().trim();
            let name = name.to_ascii_lowercase();
            let before_it = if head.is_empty() { before } else { head };
            let is_alone = (before_it.is_empty() || before_it.ends_with(':'))
                && (behind.is_empty() || behind.starts_with(':'));
            let is_id = VARIABLES.contains(&&*name);
            self.is_tied |= AROUND.contains(&&*name) || (is_id && !(is_alone && is_of_account));
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

/// A run of digits and wildcards, as an automaton with a state before each of them and one at
/// the end.
struct Run<'a> {
    symbols: &'a [u8],
}

impl<'a> Run<'a> {
    /// As many states as a word has bits.
    const MOST: usize = 128;

    fn of(run: &'a str) -> Self {
        Self {
            symbols: run.as_bytes(),
        }
    }

    /// For each state the states in which the run may be behind the id.
    fn read(&self, id: &str) -> Vec<u128> {
        (0..=self.symbols.len())
            .map(|start| {
                let mut states = self.with_stars(1 << start);
                for digit in id.bytes() {
                    states = self.with_stars(self.step(states, digit));
                }
                states
            })
            .collect()
    }

    fn step(&self, states: u128, digit: u8) -> u128 {
        let mut next = 0;
        for (state, symbol) in self.symbols.iter().enumerate() {
            if states & (1 << state) != 0 {
                next |= match symbol {
                    b'*' => 1 << state,
                    b'?' => 1 << (state + 1),
                    own if *own == digit => 1 << (state + 1),
                    _ => 0,
                };
            }
        }
        next
    }

    /// The states, and those behind `*`, which may read nothing.
    fn with_stars(&self, mut states: u128) -> u128 {
        for (state, symbol) in self.symbols.iter().enumerate() {
            if *symbol == b'*' && states & (1 << state) != 0 {
                states |= 1 << (state + 1);
            }
        }
        states
    }
}

#[cfg(test)]
mod tests {
    use vestibule_iam::document::Document;
    use vestibule_iam::policy::{Casing, Policy, ReadOptions};
    use vestibule_signin::{
        Account, AssumptionSet, Entry, Layer, Network, Principal, Request, VOCABULARY,
    };

    use super::*;

    const ACCOUNTS: [&str; 6] = [
        "111122223333",
        "222233334444",
        "222233335555",
        "333344445555",
        "444455556666",
        "444455556660",
    ];

    fn authorizer(layer: Layer, statement: &str) -> Authorizer {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statement}]}}"#);
        let options = ReadOptions {
            kind: layer.kind(),
            casing: Casing::Exact,
            vocabulary: &VOCABULARY,
        };
        let attached = AttachedPolicy {
            layer,
            name: "policy".to_owned(),
            attached_to: None,
            policy: Policy::from_document(&Document::parse(&*text), options).0,
        };
        Authorizer::compile(
            Account::default(),
            vec![attached],
            true,
            AssumptionSet::new(),
        )
    }

    fn deny(condition: &str) -> Authorizer {
        let statement = format!(
            r#"{{"Effect":"Deny","Principal":{{"AWS":"*"}},"Action":"signin:*","Resource":"*","Condition":{condition}}}"#
        );
        authorizer(Layer::ResourceBased, &statement)
    }

    fn classes(authorizer: &Authorizer) -> Vec<Vec<usize>> {
        accounts_alike(authorizer, &ACCOUNTS)
    }

    #[test]
    fn only_what_is_tested_tells_accounts_apart() {
        let together = vec![vec![0, 1, 2, 3, 4, 5]];
        let apart: Vec<Vec<usize>> = (0..6).map(|account| vec![account]).collect();
        let named = vec![vec![0], vec![1], vec![2, 3, 4, 5]];
        let rows = [
            (
                r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#,
                together.clone(),
            ),
            (
                r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/admin-2025*"}}"#,
                together.clone(),
            ),
            (
                r#"{"StringEquals":{"aws:ResourceAccount":["111122223333","222233334444"]}}"#,
                named.clone(),
            ),
            (
                r#"{"ArnNotLike":{"aws:PrincipalArn":["arn:aws:iam::111122223333:root","arn:aws:iam::222233334444:user/*"]}}"#,
                named,
            ),
            (
                r#"{"StringLike":{"aws:PrincipalAccount":"2222*"}}"#,
                vec![vec![0, 3, 4, 5], vec![1, 2]],
            ),
            (
                r#"{"StringLike":{"aws:PrincipalAccount":"44445555666?"}}"#,
                vec![vec![0, 1, 2, 3], vec![4, 5]],
            ),
            (
                r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::${aws:ResourceAccount}:user/*"}}"#,
                together.clone(),
            ),
            (
                r#"{"StringNotEquals":{"aws:PrincipalAccount":"${aws:ResourceAccount}"}}"#,
                together,
            ),
            (
                r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/${aws:PrincipalAccount}"}}"#,
                apart.clone(),
            ),
            (
                r#"{"StringEquals":{"aws:PrincipalTag/home":"${aws:PrincipalAccount}"}}"#,
                apart.clone(),
            ),
            (
                r#"{"NumericLessThan":{"aws:ResourceAccount":"333344445555"}}"#,
                apart,
            ),
        ];
        for (condition, expected) in rows {
            assert_eq!(classes(&deny(condition)), expected, "{condition}");
        }
    }

    #[test]
    fn every_element_is_looked_at() {
        let named = vec![vec![0], vec![1, 2, 3, 4, 5]];
        let principal = r#"{"Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"signin:*","Resource":"*"}"#;
        assert_eq!(classes(&authorizer(Layer::ResourceBased, principal)), named);
        let resource = r#"{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"arn:aws:signin:*:111122223333:*"}"#;
        assert_eq!(classes(&authorizer(Layer::ResourceBased, resource)), named);
    }

    /// Accounts of a class decide alike, for every name.
    #[test]
    fn accounts_of_a_class_decide_alike() {
        let patterns = [
            "2222*",
            "*4444*",
            "*5",
            "?2*",
            "4444*6?",
            "22223333????",
            "*2*3*4*",
            "222233334444",
            "1*3",
            "*44445555666*",
            "444455556666",
        ];
        let request = |account: &str, name: &str| Request {
            entry: Entry::Console,
            principal: Principal::parse(&format!("arn:aws:iam::{account}:{name}")).unwrap(),
            networks: Network::Public {
                source_ip: "198.51.100.1".to_owned(),
            }
            .into(),
            region: None,
            context: Vec::new(),
            resource: None,
        };
        let mut alike = 0;
        for pattern in patterns {
            for operator in ["StringLike", "StringNotEquals", "ArnLike"] {
                for (key, text) in [
                    ("aws:PrincipalAccount", pattern.to_owned()),
                    (
                        "aws:PrincipalArn",
                        format!("arn:aws:iam::{pattern}:user/a*"),
                    ),
                    ("aws:PrincipalArn", format!("arn:aws:iam::{pattern}")),
                    ("aws:ResourceAccount", format!("*{pattern}")),
                ] {
                    let authorizer = deny(&format!(r#"{{"{operator}":{{"{key}":"{text}"}}}}"#));
                    for class in classes(&authorizer) {
                        alike += class.len() - 1;
                        for name in ["user/alice", "user/4444", "role/6", "root"] {
                            let mut outcomes = class.iter().map(|account| {
                                authorizer.outcome(&request(ACCOUNTS[*account], name))
                            });
                            let first = outcomes.next().unwrap();
                            assert!(
                                outcomes.all(|other| other == first),
                                "{operator} {key} {text}"
                            );
                        }
                    }
                }
            }
        }
        assert!(alike > 100, "{alike}");
    }

    #[test]
    fn ten_thousand_accounts_take_one_pass() {
        let ids: Vec<String> = (0..10_000).map(|id| format!("{id:012}")).collect();
        let ids: Vec<&str> = ids.iter().map(|id| &**id).collect();
        let named: Vec<String> = ids.iter().take(100).map(|id| format!("{id:?}")).collect();
        let condition = format!(
            r#"{{"StringNotEquals":{{"aws:ResourceAccount":[{}]}},"StringLike":{{"aws:PrincipalAccount":"*77*"}}}}"#,
            named.join(",")
        );
        let classes = accounts_alike(&deny(&condition), &ids);
        assert!(
            classes.len() > 100 && classes.len() < 500,
            "{}",
            classes.len()
        );
        assert_eq!(classes.iter().map(Vec::len).sum::<usize>(), 10_000);
    }
}
