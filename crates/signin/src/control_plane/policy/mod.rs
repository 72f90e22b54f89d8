//! The policy that permission statements stand for.
//!
//! AWS documents the shape for one network and one excluded principal [UG], and that each network
//! parameter is one from which access is allowed [API]. The rest is assumed: J1, J2, J3, J21 and
//! J41 to J43.

use std::collections::BTreeMap;

use super::statement::PermissionStatement;
use crate::action::{Action, Stage};
use crate::assumption::{Assumption, AssumptionSet};

/// A statement of the policy. All of them deny everybody, on every resource.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyStatement {
    /// The actions that it denies, in the order in which AWS writes them.
    pub actions: &'static [Action],
    /// All of them are to hold.
    pub conditions: Vec<Condition>,
}

/// A condition of a statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Condition {
    /// The operator.
    pub operator: &'static str,
    /// The key that it looks at.
    pub key: &'static str,
    /// What it compares with.
    pub values: Vec<String>,
}

const BEFORE: &[Action] = &[Action::Authenticate];
const AFTER: &[Action] = &[Action::CreateOAuth2Token, Action::AuthorizeOAuth2Access];
const ALL: &[Action] = &[
    Action::Authenticate,
    Action::CreateOAuth2Token,
    Action::AuthorizeOAuth2Access,
];

/// The key that knows whom a statement does not bind.
const fn principal_key(stage: Stage) -> &'static str {
    match stage {
        Stage::PreAuthentication => "signin:PrincipalArn",
        Stage::PostAuthentication => "aws:PrincipalArn",
    }
}

/// The policy of `statements`, which [`PermissionStatement::check`] takes. `account` is the
/// account that it is of, where that is known; `switched` says which assumptions are read the
/// other way.
pub fn policy(
    statements: &[PermissionStatement],
    account: Option<&str>,
    switched: AssumptionSet,
) -> Vec<PolicyStatement> {
    let merged = switched.contains(Assumption::J1) && !statements.is_empty();
    let perimeters: Vec<Perimeter<'_>> = if merged {
        vec![Perimeter::of(statements, switched)]
    } else {
        let each = statements.iter();
        each.map(|one| Perimeter::of(std::slice::from_ref(one), switched))
            .collect()
    };
    let mut made = Vec::new();
    for perimeter in &perimeters {
        perimeter.write(account, switched, &mut made);
    }
    made
}

/// The condition block that a list of permission statements has of one. AWS shows no example, so
/// it is one block with all that the parameters say.
pub fn summary(statement: &PermissionStatement) -> Vec<Condition> {
    let perimeter = Perimeter::of(
        std::slice::from_ref(statement),
        // Every parameter is one test here.
        [Assumption::J41, Assumption::J43].into_iter().collect(),
    );
    let mut conditions = perimeter.exclusion(Stage::PostAuthentication);
    conditions.extend(perimeter.networks());
    conditions.extend(perimeter.everywhere());
    conditions
}

/// What lets a sign-in in, of one permission statement or of several merged.
#[derive(Default)]
struct Perimeter<'s> {
    addresses: Vec<&'s str>,
    vpcs: Vec<&'s str>,
    endpoints: Vec<&'s str>,
    vpc_addresses: Vec<&'s str>,
    excluded: Vec<&'s str>,
    /// Regions through which alone one may come, from anywhere.
    regions: Vec<&'s str>,
    /// Regions through which alone one may come from a VPC or endpoint.
    pinned: BTreeMap<Origin<'s>, Vec<&'s str>>,
    /// Addresses from which alone one may come inside of a VPC or endpoint.
    narrowed: BTreeMap<Origin<'s>, Vec<&'s str>>,
}

/// A VPC or endpoints, by key and ids.
type Origin<'s> = (&'static str, Vec<&'s str>);

impl<'s> Perimeter<'s> {
    fn of(statements: &'s [PermissionStatement], switched: AssumptionSet) -> Self {
        let mut whole = Self::default();
        for statement in statements {
            whole.add(statement, switched);
        }
        whole
    }

    fn add(&mut self, statement: &'s PermissionStatement, switched: AssumptionSet) {
        add(&mut self.addresses, statement.source_ip.as_deref());
        add(&mut self.vpcs, statement.source_vpc.as_deref());
        add(&mut self.endpoints, statement.endpoints());
        add(&mut self.excluded, statement.excluded_principal.as_deref());
        let mut origins: Vec<Origin<'s>> = Vec::new();
        if let Some(vpc) = statement.source_vpc.as_deref() {
            origins.push(("aws:SourceVpc", vec![vpc]));
        }
        if !statement.endpoints().is_empty() {
            origins.push(("aws:SourceVpce", statement.endpoints()));
        }
        let is_everywhere = switched.contains(Assumption::J41) || origins.is_empty();
        if let Some(region) = statement.requested_region.as_deref() {
            if is_everywhere {
                add(&mut self.regions, [region]);
            } else {
                for origin in &origins {
                    add(self.pinned.entry(origin.clone()).or_default(), [region]);
                }
            }
        }
        if let Some(addresses) = statement.vpc_source_ip.as_deref() {
            if switched.contains(Assumption::J43) || origins.is_empty() {
                add(&mut self.vpc_addresses, [addresses]);
            } else {
                for origin in origins {
                    add(self.narrowed.entry(origin).or_default(), [addresses]);
                }
            }
        }
    }

    /// The statements, in pairs: one before authentication and one after it.
    fn write(
        &self,
        account: Option<&str>,
        switched: AssumptionSet,
        made: &mut Vec<PolicyStatement>,
    ) {
        let account: Vec<Condition> = account
            .map(|account| condition("StringEquals", "aws:ResourceAccount", &[account]))
            .into_iter()
            .collect();
        let mut pair = |conditions: Vec<Condition>| {
            for (stage, actions) in [
                (Stage::PreAuthentication, BEFORE),
                (Stage::PostAuthentication, AFTER),
            ] {
                let parts = [self.exclusion(stage), conditions.clone(), account.clone()];
                made.push(PolicyStatement {
                    actions,
                    conditions: parts.concat(),
                });
            }
        };
        let networks = self.networks();
        if !networks.is_empty() {
            pair(networks);
        }
        for (origin, addresses) in &self.narrowed {
            pair(vec![
                from(origin),
                condition("NotIpAddressIfExists", "aws:VpcSourceIp", addresses),
            ]);
        }
        let pins = self.pinned.iter().map(|(origin, regions)| {
            vec![
                from(origin),
                condition("StringNotEqualsIfExists", "aws:RequestedRegion", regions),
            ]
        });
        let everywhere = (!self.regions.is_empty()).then(|| self.everywhere());
        let pins: Vec<Vec<Condition>> = pins.chain(everywhere).collect();
        if switched.contains(Assumption::J42) {
            for conditions in pins {
                made.push(PolicyStatement {
                    actions: ALL,
                    conditions: [conditions, account.clone()].concat(),
                });
            }
        } else {
            pins.into_iter().for_each(&mut pair);
        }
    }

    fn exclusion(&self, stage: Stage) -> Vec<Condition> {
        if self.excluded.is_empty() {
            return Vec::new();
        }
        vec![condition(
            "ArnNotEquals",
            principal_key(stage),
            &self.excluded,
        )]
    }

    /// That a sign-in comes from none of the networks.
    fn networks(&self) -> Vec<Condition> {
        // Example 1 has `IfExists` where it lists a VPC beside addresses, example 2 has not.
        let is_alone =
            self.vpcs.is_empty() && self.endpoints.is_empty() && self.vpc_addresses.is_empty();
        let outside = if is_alone {
            "NotIpAddress"
        } else {
            "NotIpAddressIfExists"
        };
        let tests = [
            (outside, "aws:SourceIp", &self.addresses),
            ("StringNotEquals", "aws:SourceVpc", &self.vpcs),
            ("StringNotEquals", "aws:SourceVpce", &self.endpoints),
            (
                "NotIpAddressIfExists",
                "aws:VpcSourceIp",
                &self.vpc_addresses,
            ),
        ];
        let there = tests
            .into_iter()
            .filter(|(_, _, values)| !values.is_empty());
        there
            .map(|(operator, key, values)| condition(operator, key, values))
            .collect()
    }

    /// That it comes through none of the Regions.
    fn everywhere(&self) -> Vec<Condition> {
        if self.regions.is_empty() {
            return Vec::new();
        }
        vec![condition(
            "StringNotEqualsIfExists",
            "aws:RequestedRegion",
            &self.regions,
        )]
    }
}

/// That a sign-in comes from the VPC or the endpoints.
fn from((key, ids): &Origin<'_>) -> Condition {
    condition("StringEquals", key, ids)
}

fn condition(operator: &'static str, key: &'static str, values: &[&str]) -> Condition {
    Condition {
        operator,
        key,
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    }
}

/// Adds those that are not in yet.
fn add<'s>(values: &mut Vec<&'s str>, more: impl IntoIterator<Item = &'s str>) {
    for value in more {
        if !values.contains(&value) {
            values.push(value);
        }
    }
}

#[cfg(test)]
mod tests;
