//! What a case file asks about: its account, networks and principals.

use std::borrow::Cow;

use vestibule_analysis::{Cidr, Glob, NamedNetwork, NetworkSet, Options, TextSet};
use vestibule_iam::cidr::parse_network;
use vestibule_signin::{Authorizer, Principal, PrincipalKind};
use vestibule_syntax::limits::NAMED_PRINCIPALS;
use vestibule_syntax::sort;
use vestibule_wire::{self as wire, Case, CaseFile, Finding, Guarantee, not_answered};

use crate::unanswered::no_account;

/// So many texts at most are looked for when a witness is chosen.
const FAMILIAR: usize = 500;

/// An account that AWS uses in examples.
const EXAMPLE_ACCOUNT: &str = "111122223333";

/// The keys whose values are ARNs of principals.
const ARN_KEYS: [&str; 2] = ["aws:PrincipalArn", "signin:PrincipalArn"];

/// Whether the values of a key are ARNs of principals.
pub(crate) fn is_arn_key(key: &str) -> bool {
    ARN_KEYS.iter().any(|name| name.eq_ignore_ascii_case(key))
}

/// What a case asks about.
pub(crate) struct Question<'a> {
    /// The policies of the account.
    pub(crate) authorizer: Cow<'a, Authorizer>,
    pub(crate) options: Options,
    /// The account that is signed in to.
    pub(crate) account: String,
}

impl Question<'_> {
    /// Has those of the keys range that a policy tests; no other matters.
    pub(crate) fn free(&mut self, keys: &[String]) {
        let mut keys: Vec<String> = keys.iter().map(|key| key.to_ascii_lowercase()).collect();
        sort::by(&mut keys, Ord::cmp);
        let tested = self.authorizer.keys().iter().map(|(_, name)| name);
        let free = tested.filter(|name| keys.binary_search(&name.to_ascii_lowercase()).is_ok());
        self.options.free = free.map(str::to_owned).collect();
    }
}

/// The question of a case.
pub(crate) fn of_case(case: &Case) -> Result<Question<'_>, Box<Finding>> {
    if case.organization().is_some() {
        return Err(Box::new(not_answered()));
    }
    in_partition(case, None)
}

/// As [`of_case`], about the principals of that partition, where it is told.
pub(crate) fn in_partition<'c>(
    case: &'c Case,
    partition: Option<&str>,
) -> Result<Question<'c>, Box<Finding>> {
    let account = account(case).ok_or_else(no_account)?;
    Ok(for_account(case, &account, partition))
}

/// The partition of an organization, which all of its accounts are in: that of the principals
/// which its requests, its guarantees and then its policies name.
pub(crate) fn partition_of(case: &Case, told: &[Guarantee]) -> Option<String> {
    let requests = case.file().requests.iter();
    let named = requests.filter_map(|request| Principal::parse(&request.principal).ok());
    let mut named = named.map(|principal| principal.partition().to_owned());
    let patterns = told.iter().flat_map(|told| told.principals.patterns().0);
    named
        .next()
        .or_else(|| partition_in(patterns.map(String::as_str)))
        .or_else(|| named_partition(case.compiled().authorizer()))
}

/// The question of a case whose account may not be told: that of the first principal that the
/// policies name stands for it, or one that AWS uses in examples.
pub(crate) fn of_any_account(case: &Case) -> Question<'_> {
    of_any_account_in(case, None)
}

/// As [`of_any_account`], about the principals of that partition, where it is told.
pub(crate) fn of_any_account_in<'c>(case: &'c Case, partition: Option<&str>) -> Question<'c> {
    let account = account(case).or_else(|| named_account(case.compiled().authorizer()));
    let account = account.as_deref().unwrap_or(EXAMPLE_ACCOUNT);
    for_account(case, account, partition)
}

/// The account of the first ARN of a principal that a policy names.
fn named_account(authorizer: &Authorizer) -> Option<String> {
    let policies = authorizer.policies();
    let statements = policies.flat_map(|policy| &policy.policy.statements);
    let blocks = statements.flat_map(|statement| &statement.conditions);
    let values = blocks
        .flat_map(|block| &block.tests)
        .flat_map(|test| &test.values);
    let mut accounts = values.filter_map(|value| {
        let principal = Principal::parse(&value.value).ok()?;
        Some(principal.account().to_owned())
    });
    accounts.next()
}

/// The account that is signed in to: the one that is told, or that of all requests; none of an
/// organization with all of its accounts.
pub fn account(case: &Case) -> Option<String> {
    if case.organization().is_some() {
        return None;
    }
    let told = case.compiled().account_id();
    told.map_or_else(|| only_account(case.file()), |told| Some(told.to_owned()))
}

/// What a case asks about sign-ins to an account, of the principals of that partition, where it
/// is told.
pub(crate) fn for_account<'c>(
    case: &'c Case,
    account: &str,
    partition: Option<&str>,
) -> Question<'c> {
    let authorizer = case.compiled().authorizer();
    let authorizer = if case.compiled().account_id() == Some(account) {
        Cow::Borrowed(authorizer)
    } else {
        Cow::Owned(authorizer.for_account(account))
    };
    let named = principals(case.file(), &authorizer, account);
    let without_identity_center = case.file().identity_center() == Some(false);
    let partition = partition.map(str::to_owned);
    let partition = partition
        .or_else(|| named.first().map(|first| first.partition().to_owned()))
        .or_else(|| {
            let told = case.file().guarantees.iter();
            let patterns = told.flat_map(|told| told.principals.patterns().0);
            partition_in(patterns.map(String::as_str))
        })
        .or_else(|| named_partition(&authorizer));
    let of_partition = |principal: &&Principal| Some(principal.partition()) == partition.as_deref();
    let options = Options {
        principals: named
            .iter()
            .filter(of_partition)
            .filter(|of| !without_identity_center || of.kind != PrincipalKind::IdentityCenterRole)
            .take(NAMED_PRINCIPALS)
            .map(|principal| principal.arn.to_string())
            .collect(),
        partition: partition.clone(),
        familiar: familiar(case.file()),
        networks: case.file().networks.iter().map(network).collect(),
        free: Vec::new(),
        without_identity_center,
    };
    Question {
        authorizer,
        options,
        account: account.to_owned(),
    }
}

/// The account of all principals that sign in, where it is the same.
fn only_account(file: &CaseFile) -> Option<String> {
    let principals = file.requests.iter().map(|request| &*request.principal);
    let mut accounts = principals.map(|arn| Some(Principal::parse(arn).ok()?.account().to_owned()));
    let first = accounts.next()??;
    accounts
        .all(|account| account.as_deref() == Some(&*first))
        .then_some(first)
}

/// The partition of the first ARN, or pattern of ARNs, among those that policies compare
/// principals with.
fn named_partition(authorizer: &Authorizer) -> Option<String> {
    let statements = authorizer
        .policies()
        .flat_map(|policy| &policy.policy.statements);
    let texts = statements.flat_map(|statement| {
        let named = statement.principal.iter().flat_map(|named| &named.entries);
        let tests = statement.conditions.iter().flat_map(|block| &block.tests);
        let values = tests.flat_map(|test| &test.values);
        let texts = named.map(|entry| &entry.value).chain(values);
        texts.map(|text| &*text.value)
    });
    partition_in(texts)
}

/// The partition of the first ARN, or pattern of ARNs, of some texts.
fn partition_in<'t>(texts: impl Iterator<Item = &'t str>) -> Option<String> {
    let partitions = texts.filter_map(|text| text.strip_prefix("arn:")?.split(':').next());
    let is_name = |name: &&str| {
        name.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    let mut names = partitions
        .filter(is_name)
        .filter(|name| name.starts_with("aws"));
    names.next().map(str::to_owned)
}

/// The principals of the account that requests and policies name, each once.
fn principals(file: &CaseFile, authorizer: &Authorizer, account: &str) -> Vec<Principal> {
    let of_requests = file.requests.iter().map(|request| &*request.principal);
    let policies = authorizer.policies();
    let of_attachments = policies.filter_map(|policy| policy.attached_to.as_deref());
    let statements = authorizer
        .policies()
        .flat_map(|policy| &policy.policy.statements);
    let of_tests = statements
        .flat_map(|statement| &statement.conditions)
        .flat_map(|block| &block.tests)
        .filter(|test| is_arn_key(&test.key.value))
        .flat_map(|test| &test.values)
        .map(|value| &*value.value);
    let mut named: Vec<Principal> = Vec::new();
    for arn in of_requests.chain(of_attachments).chain(of_tests) {
        // Patterns are the ARNs of nobody.
        let Ok(principal) = Principal::parse(arn) else {
            continue;
        };
        if principal.account() == account && !named.iter().any(|other| *other.arn == *principal.arn)
        {
            named.push(principal);
        }
        if named.len() > NAMED_PRINCIPALS {
            break;
        }
    }
    named
}

/// What a person knows who reads the case file.
fn familiar(file: &CaseFile) -> Vec<String> {
    let mut texts: Vec<&String> = Vec::new();
    for request in &file.requests {
        texts.push(&request.principal);
        texts.extend(&request.region);
        if let Some(network) = &request.network {
            texts.extend(
                [&network.source_ip, &network.vpc, &network.endpoint]
                    .into_iter()
                    .flatten(),
            );
        }
    }
    for network in &file.networks {
        texts.extend([&network.vpc, &network.endpoint].into_iter().flatten());
        texts.extend(network.regions.iter().flatten());
    }
    texts.into_iter().take(FAMILIAR).cloned().collect()
}

/// A network by name, whose members the case file was checked for.
fn network(told: &wire::NamedNetwork) -> NamedNetwork {
    let ranges = told.source_ip.as_ref().map(|ranges| {
        let range = |text: &String| {
            let range = parse_network(text).ok()?;
            Some(Cidr {
                address: range.network(),
                prefix: range.prefix(),
            })
        };
        ranges.iter().filter_map(range).collect()
    });
    let only = |id: &Option<String>| TextSet {
        within: id.as_ref().map(|id| vec![Glob::literal(id)]),
        without: Vec::new(),
    };
    NamedNetwork {
        name: told.name.clone(),
        network: if told.is_endpoint() {
            NetworkSet::Endpoint {
                vpc: only(&told.vpc),
                endpoint: only(&told.endpoint),
                source_ip: ranges,
            }
        } else {
            NetworkSet::Public(ranges)
        },
        regions: told.regions.clone(),
    }
}

/// The account that a case is about, and the partition of its principals.
///
/// # Errors
/// When the account is not told.
pub fn account_and_partition(case: &Case) -> Result<(String, String), Box<Finding>> {
    let question = of_case(case)?;
    let partition = question.options.partition;
    Ok((
        question.account,
        partition.unwrap_or_else(|| "aws".to_owned()),
    ))
}
