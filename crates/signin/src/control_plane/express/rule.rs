//! One statement of a policy, taken apart.

use vestibule_iam::language::{Base, Effect, Operator};
use vestibule_iam::policy::{KeyTest, PrincipalType, Statement};
use vestibule_iam::wildcard::Pattern;

use super::left::NotExpressible;
use crate::action::Action;

/// Values, each once and in order.
pub(super) type Values = Vec<String>;

/// A statement that denies everybody but those that it excludes.
pub(super) struct Rule {
    /// It is about `signin:Authenticate`.
    pub(super) before: bool,
    /// It is about the other two actions.
    pub(super) after: bool,
    pub(super) excluded: Values,
    pub(super) denies: Denies,
}

/// What a statement denies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Denies {
    /// What comes from none of the networks.
    Outside(Networks),
    /// What comes from there through none of the Regions.
    Pin(Origin, Values),
    /// What comes from there and from none of the addresses.
    Narrow(Origin, Values),
    /// What comes through none of the Regions.
    Regions(Values),
}

/// Networks of which one lets a sign-in in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Networks {
    pub(super) addresses: Values,
    pub(super) vpcs: Values,
    pub(super) endpoints: Values,
    pub(super) vpc_addresses: Values,
}

impl Networks {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// VPCs, or endpoints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Vpcs(Values),
    Endpoints(Values),
}

impl Origin {
    /// The VPCs and the endpoints among networks.
    pub(super) fn of_networks(networks: &Networks) -> Vec<Self> {
        let vpcs = Some(networks.vpcs.clone()).filter(|ids| !ids.is_empty());
        let endpoints = Some(networks.endpoints.clone()).filter(|ids| !ids.is_empty());
        let vpcs = vpcs.map(Self::Vpcs).into_iter();
        vpcs.chain(endpoints.map(Self::Endpoints)).collect()
    }

    /// The first of the ids.
    pub(super) fn first(&self) -> &str {
        let (Self::Vpcs(ids) | Self::Endpoints(ids)) = self;
        ids.first().map_or("", String::as_str)
    }
}

impl Rule {
    /// # Errors
    /// Why no call makes such a statement.
    pub(super) fn of(
        statement: &Statement,
        account: Option<&str>,
    ) -> Result<Self, Vec<NotExpressible>> {
        if !statement.defects.is_empty() {
            return Err(vec![NotExpressible::Unreadable]);
        }
        match statement.effect {
            Some(Effect::Deny) => {}
            Some(Effect::Allow) => return Err(vec![NotExpressible::Allows]),
            None => return Err(vec![NotExpressible::Unreadable]),
        }
        let mut reasons = Vec::new();
        if !is_everybody(statement) {
            reasons.push(NotExpressible::NamesPrincipals);
        }
        if !is_everything(statement) {
            reasons.push(NotExpressible::NarrowResource);
        }
        let (before, after) = match actions(statement) {
            Ok(actions) => actions,
            Err(reason) => {
                reasons.push(reason);
                (false, false)
            }
        };
        let tests = match Tests::of(statement, account) {
            Ok(tests) => tests,
            Err(more) => {
                reasons.extend(more);
                return Err(reasons);
            }
        };
        let excluded = tests.excluded(before, after);
        let denies = tests.denies();
        match (excluded, denies) {
            (Ok(excluded), Ok(denies)) if reasons.is_empty() => Ok(Self {
                before,
                after,
                excluded,
                denies,
            }),
            (excluded, denies) => {
                reasons.extend(excluded.err());
                reasons.extend(denies.err());
                Err(reasons)
            }
        }
    }
}

fn is_everybody(statement: &Statement) -> bool {
    statement.principal.as_ref().is_some_and(|principal| {
        let everybody = |entry: &vestibule_iam::policy::PrincipalEntry| {
            entry.kind == PrincipalType::Aws && &*entry.value.value == "*"
        };
        !principal.not && principal.entries.iter().any(everybody)
    })
}

fn is_everything(statement: &Statement) -> bool {
    statement.resource.as_ref().is_some_and(|resource| {
        let mut patterns = resource.patterns.iter();
        !resource.not && patterns.any(|pattern| &*pattern.value == "*")
    })
}

/// Whether it is about the action before authentication, and about both after it.
fn actions(statement: &Statement) -> Result<(bool, bool), NotExpressible> {
    let element = statement.action.as_ref().filter(|element| !element.not);
    let Some(element) = element else {
        return Err(NotExpressible::OtherActions);
    };
    let mut covered = [false; 3];
    for text in &element.patterns {
        let pattern = Pattern::new_ignore_ascii_case(&text.value);
        let mut is_of_sign_in = false;
        for (covered, action) in covered.iter_mut().zip(Action::ALL) {
            let is_covered = pattern.matches(action.name());
            *covered |= is_covered;
            is_of_sign_in |= is_covered;
        }
        if !is_of_sign_in {
            return Err(NotExpressible::OtherActions);
        }
    }
    match covered {
        [before, true, true] => Ok((before, true)),
        [true, false, false] => Ok((true, false)),
        _ => Err(NotExpressible::OnePhase),
    }
}

/// The conditions of a statement, by what they look at.
#[derive(Default)]
pub(super) struct Tests {
    /// Those that `signin:PrincipalArn` excludes.
    pub(super) excluded_before: Option<Values>,
    /// Those that `aws:PrincipalArn` excludes.
    pub(super) excluded_after: Option<Values>,
    pub(super) networks: Networks,
    pub(super) regions: Values,
    from_vpcs: Values,
    from_endpoints: Values,
}

impl Tests {
    /// # Errors
    /// Each condition that no call makes.
    pub(super) fn of(
        statement: &Statement,
        account: Option<&str>,
    ) -> Result<Self, Vec<NotExpressible>> {
        let mut tests = Self::default();
        let mut reasons = Vec::new();
        for block in &statement.conditions {
            for test in &block.tests {
                let is_taken = block
                    .operator
                    .is_some_and(|operator| tests.take(operator, test));
                if is_taken {
                    continue;
                }
                reasons.push(match of_account(block.operator, test, account) {
                    Some(Ok(())) => continue,
                    Some(Err(other)) => NotExpressible::OtherAccount(other),
                    None => NotExpressible::Condition {
                        operator: block.name.value.clone().into(),
                        key: test.key.value.clone().into(),
                    },
                });
            }
        }
        if reasons.is_empty() {
            Ok(tests)
        } else {
            Err(reasons)
        }
    }

    /// True when the test is one that a call makes.
    fn take(&mut self, operator: Operator, test: &KeyTest) -> bool {
        use Base::{Arn, IpAddress, StringEquals, StringLike};
        if operator.set.is_some() || test.values.is_empty() {
            return false;
        }
        let has_wildcard = test
            .values
            .iter()
            .any(|value| value.value.contains(['*', '?']) || value.value.contains("${"));
        // `…Like` without a wildcard is `…Equals`.
        let is_equal =
            operator.base == StringEquals || (operator.base == StringLike && !has_wildcard);
        let (negated, if_exists) = (operator.negated, operator.if_exists);
        let values = || {
            let values = test.values.iter().map(|value| value.value.clone().into());
            let mut values: Values = values.collect();
            values.sort_unstable();
            values.dedup();
            values
        };
        let place = match test.key.value.to_ascii_lowercase().as_str() {
            key @ ("signin:principalarn" | "aws:principalarn")
                if negated && matches!(operator.base, Arn | StringEquals | StringLike) =>
            {
                let place = match key {
                    "aws:principalarn" => &mut self.excluded_after,
                    _ => &mut self.excluded_before,
                };
                let is_first = place.is_none();
                *place = Some(values());
                return is_first;
            }
            "aws:sourceip" if negated && operator.base == IpAddress => &mut self.networks.addresses,
            "aws:vpcsourceip" if negated && operator.base == IpAddress => {
                &mut self.networks.vpc_addresses
            }
            "aws:sourcevpc" if negated && is_equal => &mut self.networks.vpcs,
            "aws:sourcevpce" if negated && is_equal => &mut self.networks.endpoints,
            "aws:requestedregion" if negated && is_equal => &mut self.regions,
            // With `IfExists` it holds on the internet, too.
            "aws:sourcevpc" if !if_exists && is_equal => &mut self.from_vpcs,
            "aws:sourcevpce" if !if_exists && is_equal => &mut self.from_endpoints,
            _ => return false,
        };
        let is_first = place.is_empty();
        *place = values();
        is_first
    }

    /// Whether it is about what comes from a VPC or endpoint.
    pub(super) fn has_origin(&self) -> bool {
        !(self.from_vpcs.is_empty() && self.from_endpoints.is_empty())
    }

    fn excluded(&self, before: bool, after: bool) -> Result<Values, NotExpressible> {
        match (&self.excluded_before, &self.excluded_after) {
            (None, None) => Ok(Values::new()),
            (Some(excluded), None) if !after => Ok(excluded.clone()),
            (None, Some(excluded)) if !before => Ok(excluded.clone()),
            // The key of the other stage is absent, and its test holds.
            (Some(excluded), Some(_)) if !after => Ok(excluded.clone()),
            (Some(_), Some(excluded)) if !before => Ok(excluded.clone()),
            (Some(one), Some(other)) if one == other => Ok(one.clone()),
            _ => Err(NotExpressible::ExclusionInOnePhase),
        }
    }

    fn denies(&self) -> Result<Denies, NotExpressible> {
        let regions = !self.regions.is_empty();
        let origin = match (self.from_vpcs.is_empty(), self.from_endpoints.is_empty()) {
            (true, true) => None,
            (false, true) => Some(Origin::Vpcs(self.from_vpcs.clone())),
            (true, false) => Some(Origin::Endpoints(self.from_endpoints.clone())),
            (false, false) => return Err(NotExpressible::Mixed),
        };
        let Some(origin) = origin else {
            return match (self.networks.is_empty(), regions) {
                (false, false) => Ok(Denies::Outside(self.networks.clone())),
                (true, true) => Ok(Denies::Regions(self.regions.clone())),
                (true, false) => Err(NotExpressible::RestrictsNothing),
                (false, true) => Err(NotExpressible::Mixed),
            };
        };
        let inside = Networks {
            vpc_addresses: self.networks.vpc_addresses.clone(),
            ..Networks::default()
        };
        match (self.networks == inside, inside.is_empty(), regions) {
            (true, true, true) => Ok(Denies::Pin(origin, self.regions.clone())),
            (true, false, false) => Ok(Denies::Narrow(origin, inside.vpc_addresses)),
            _ => Err(NotExpressible::Mixed),
        }
    }
}

/// Of a test that names the account of the policy: whether it names this one. `None` for another
/// test.
fn of_account(
    operator: Option<Operator>,
    test: &KeyTest,
    account: Option<&str>,
) -> Option<Result<(), String>> {
    let operator = operator?;
    let is_equal = matches!(operator.base, Base::StringEquals | Base::StringLike)
        && !operator.negated
        && operator.set.is_none();
    if !is_equal || !test.key.value.eq_ignore_ascii_case("aws:ResourceAccount") {
        return None;
    }
    let mut values = test.values.iter().map(|value| &*value.value);
    let Some(account) = account else {
        // One account is that of the policy, whichever it is.
        return (test.values.len() == 1).then_some(Ok(()));
    };
    if values.any(|value| value == account) {
        return Some(Ok(()));
    }
    test.values
        .first()
        .map(|other| Err(other.value.clone().into()))
}
