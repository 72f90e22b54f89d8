//! What the analysis says of a sign-in, beside what the oracle says.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;
use vestibule_analysis::{
    AccessMap, Cidr, NetworkSet, Options, TextSet, Where, access_map, counts, diff,
};
use vestibule_iam::document::Document;
use vestibule_iam::policy::{Casing, Policy, ReadOptions};
use vestibule_oracle::{Fates, Statement, Universe, glob, statements};
use vestibule_signin::{
    Account, Action, AssumptionSet, AttachedPolicy, Authorizer, DecisionValue, Entry, Layer,
    Organization, Principal, PrincipalKind, VOCABULARY,
};

/// Allowed, or denied at one of the actions, as [`Fates::sets`] counts them.
fn fate(outcome: DecisionValue, denied_at: Option<Action>) -> Option<usize> {
    match (outcome, denied_at) {
        (DecisionValue::Allowed, _) => Some(0),
        (DecisionValue::Denied, Some(at)) => Some(1 + at as usize),
        _ => None,
    }
}

fn compile(account: &str, documents: &[Value]) -> Authorizer {
    let policy = |(index, text): (usize, &Value)| {
        // RCPs and resource-based policies say the same.
        let layer = [Layer::ResourceBased, Layer::ResourceControl][index.min(1)];
        let document = Document::parse(text.to_string());
        let options = ReadOptions {
            kind: layer.kind(),
            casing: Casing::Exact,
            vocabulary: &VOCABULARY,
        };
        AttachedPolicy {
            layer,
            name: layer.name().to_owned(),
            attached_to: None,
            policy: Policy::from_document(&document, options).0,
        }
    };
    let policies = documents.iter().enumerate().map(policy).collect();
    let account = Account {
        id: Some(account.to_owned()),
        organization: Some(Organization {
            id: Some("o-a1b2c3d4e5".to_owned()),
            ..Organization::default()
        }),
        ..Account::default()
    };
    Authorizer::compile(account, policies, true, AssumptionSet::new())
}

fn read(documents: &[Value]) -> Vec<Vec<Statement>> {
    let read = documents.iter().map(statements);
    read.collect::<Result<_, _>>().expect("perimeters are read")
}

fn slices(policies: &[Vec<Statement>]) -> Vec<&[Statement]> {
    policies.iter().map(Vec::as_slice).collect()
}

/// Some policies, read by both.
pub(crate) struct Both {
    map: AccessMap,
    universe: Universe,
    fates: Fates,
}

impl Both {
    pub(crate) fn new(account: &str, documents: &[Value]) -> Self {
        let policies = read(documents);
        let universe = Universe::new(account, &slices(&policies), &[]);
        let fates = universe
            .fates(&slices(&policies))
            .expect("perimeters are read");
        let map = access_map(&compile(account, documents), &Options::default());
        Self {
            map: map.expect("small policies are not too large"),
            universe,
            fates,
        }
    }

    /// Whether both count the same addresses of each outcome, for everybody, everywhere.
    pub(crate) fn counts_agree(&self) -> Result<(), TestCaseError> {
        let universe = &self.universe;
        for (who, arn) in universe.principals().iter().enumerate() {
            let principal = Principal::parse(arn).expect("the ARN of somebody");
            for (place, region) in universe.regions().iter().enumerate() {
                let mut ways = vec![None];
                for vpc in 0..universe.vpcs().len() {
                    ways.extend((0..universe.endpoints().len()).map(|at| Some((vpc, at))));
                }
                for inside in ways {
                    let ids = inside
                        .map(|(vpc, at)| [&*universe.vpcs()[vpc], &*universe.endpoints()[at]]);
                    let said = self.said(&principal, region, ids);
                    for (fate, set) in self.fates.sets.iter().enumerate() {
                        let counted = universe.count(set, (who, place), inside);
                        let none = || ["0", "0"].map(str::to_owned);
                        let said = said.get(&fate).cloned().unwrap_or_else(none);
                        prop_assert_eq!(said, counted, "{} {} {:?} {}", arn, region, ids, fate);
                    }
                }
            }
        }
        Ok(())
    }

    /// How many addresses of each outcome the map has for one principal in one place.
    fn said(
        &self,
        principal: &Principal,
        region: &str,
        inside: Option<[&str; 2]>,
    ) -> BTreeMap<usize, [String; 2]> {
        let mut ranges: BTreeMap<usize, Vec<Cidr>> = BTreeMap::new();
        for of in &self.map.chain {
            if is_about(&of.place, principal, region)
                && let Some(addresses) = addresses(of.place.network.as_ref(), inside)
            {
                let fate = fate(of.outcome, of.denied_at).expect("all is decided");
                ranges.entry(fate).or_default().extend(addresses);
            }
        }
        ranges
            .into_iter()
            .map(|(fate, ranges)| (fate, counts(&ranges)))
            .collect()
    }
}

/// Whether a region holds sign-ins of a principal to the console in an AWS Region.
fn is_about(place: &Where, principal: &Principal, region: &str) -> bool {
    let entry = place.entry.as_ref();
    let kinds = place.principal.kinds.as_ref();
    entry.is_none_or(|entries| entries.contains(&Entry::Console))
        && kinds.is_none_or(|kinds| kinds.contains(&principal.kind))
        && admits(&place.principal.arns, &principal.arn)
        && admits(&place.region, region)
}

fn admits(set: &TextSet, text: &str) -> bool {
    let matches = |pattern: &vestibule_analysis::Glob| glob(&pattern.to_string(), text);
    let within = set.within.as_ref();
    within.is_none_or(|within| within.iter().any(matches)) && !set.without.iter().any(matches)
}

/// The addresses that a region has over the internet, or through a VPC's endpoint; `None` for
/// a region of the other way.
fn addresses(network: Option<&NetworkSet>, inside: Option<[&str; 2]>) -> Option<Vec<Cidr>> {
    let all = || {
        let all = |address: &str| Cidr {
            address: address.parse().expect("an address"),
            prefix: 0,
        };
        vec![all("0.0.0.0"), all("::")]
    };
    match (network, inside) {
        (None, _) => Some(all()),
        (Some(NetworkSet::Public(ranges)), None) => Some(ranges.clone().unwrap_or_else(all)),
        (
            Some(NetworkSet::Endpoint {
                vpc,
                endpoint,
                source_ip,
            }),
            Some([of_vpc, of_endpoint]),
        ) if admits(vpc, of_vpc) && admits(endpoint, of_endpoint) => {
            Some(source_ip.clone().unwrap_or_else(all))
        }
        _ => None,
    }
}

/// Whether two sets of policies are equivalent, of which both must say the same.
pub(crate) fn differ_alike(
    account: &str,
    before: &[Value],
    after: &[Value],
) -> Result<bool, TestCaseError> {
    let (one, other) = (read(before), read(after));
    let all: Vec<&[Statement]> = slices(&one).into_iter().chain(slices(&other)).collect();
    let universe = Universe::new(account, &all, &[]);
    let fates = |policies: &[Vec<Statement>]| universe.fates(&slices(policies));
    let fates = [&one, &other].map(|policies| fates(policies).expect("perimeters are read"));
    let authorizers = [before, after].map(|documents| compile(account, documents));
    let [before, after] = &authorizers;
    let found = diff(before, after, &Options::default());
    let found = found.expect("small policies are not too large").chain;
    // The oracle knows nothing of roles of IAM Identity Center.
    let of_everybody = |change: &&vestibule_analysis::Change| {
        change.witness.principal.kind != PrincipalKind::IdentityCenterRole
            && change.witness.entry == Entry::Console
    };
    let changes: Vec<_> = found.changes.iter().filter(of_everybody).collect();
    let same = fates[0].are_those_of(&fates[1]);
    prop_assert_eq!(changes.is_empty(), same, "{:#?}", changes);
    // Who is concerned, and from what to what.
    for (who, arn) in universe.principals().iter().enumerate() {
        let principal = Principal::parse(arn).expect("the ARN of somebody");
        for (from, before) in fates[0].sets.iter().enumerate() {
            for (to, after) in fates[1]
                .sets
                .iter()
                .enumerate()
                .filter(|(to, _)| *to != from)
            {
                let counted = universe.has(&before.and(after), who);
                let is_said = changes.iter().any(|change| {
                    let turn = |of: vestibule_analysis::Decided| fate(of.outcome, of.denied_at);
                    let place = &change.place;
                    let kinds = place.principal.kinds.as_ref();
                    (turn(change.before), turn(change.after)) == (Some(from), Some(to))
                        && kinds.is_none_or(|kinds| kinds.contains(&principal.kind))
                        && admits(&place.principal.arns, arn)
                });
                prop_assert_eq!(is_said, counted, "{} {} {}", arn, from, to);
            }
        }
    }
    Ok(same)
}
