//! From a policy back to the calls that make it.
//!
//! Every call makes pairs of statements, one before authentication and one after it. What is no
//! such pair, or says more than the parameters of one call can say, is left, with the reason.
//! Several calls are read as independent ones (J1): each denies by itself.

mod left;
mod rule;

#[cfg(test)]
mod tests;

use vestibule_iam::policy::{Policy, Statement};

pub use left::{Left, NotExpressible};
use rule::{Denies, Networks, Origin, Rule, Tests, Values};

use super::statement::PermissionStatement;
use crate::assumption::{Assumption, AssumptionSet};

/// What of a policy the API makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expressed {
    /// The calls that make it.
    pub statements: Vec<PermissionStatement>,
    /// What no call makes.
    pub left: Vec<Left>,
}

/// The calls that make `policy`, a resource-based policy of `account`. `switched` says which
/// assumptions are read the other way.
pub fn express(policy: &Policy, account: Option<&str>, switched: AssumptionSet) -> Expressed {
    if !policy.defects.is_empty() {
        let left = Left {
            statement: None,
            reason: NotExpressible::Unreadable,
        };
        return Expressed {
            statements: Vec::new(),
            left: vec![left],
        };
    }
    let mut whole = Rules::default();
    for (index, statement) in policy.statements.iter().enumerate() {
        whole.add(index, statement, account);
    }
    whole.pair();
    whole.make(switched)
}

/// The call that a list of permission statements tells by its condition block alone.
///
/// # Errors
/// Why there is no such call.
pub fn express_summary(statement: &Statement) -> Result<PermissionStatement, Vec<NotExpressible>> {
    let tests = Tests::of(statement, None)?;
    let excluded = match (&tests.excluded_before, &tests.excluded_after) {
        (Some(before), Some(after)) if before != after => {
            return Err(vec![NotExpressible::ExclusionInOnePhase]);
        }
        (Some(excluded), _) | (None, Some(excluded)) => excluded.clone(),
        (None, None) => Values::new(),
    };
    if tests.has_origin() {
        return Err(vec![NotExpressible::Mixed]);
    }
    let mut made = one_of_each(&tests.networks, &excluded)?;
    made.requested_region = single(&tests.regions, NotExpressible::SeveralRegions)?;
    refused(made)
}

#[derive(Default)]
struct Rules {
    rules: Vec<Paired>,
    left: Vec<Left>,
}

/// What a pair of statements denies, and to whom it does not.
struct Paired {
    denies: Denies,
    excluded: Values,
    /// The statements of the policy, by number: those before and those after authentication.
    before: Vec<usize>,
    after: Vec<usize>,
    /// A call makes it.
    is_used: bool,
    /// How many calls make it.
    uses: usize,
}

impl Paired {
    fn numbers(&self) -> Vec<usize> {
        let mut numbers = [&*self.before, &*self.after].concat();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

impl Rules {
    fn add(&mut self, index: usize, statement: &Statement, account: Option<&str>) {
        let rule = match Rule::of(statement, account) {
            Ok(rule) => rule,
            Err(reasons) => {
                self.leave(&[index], reasons);
                return;
            }
        };
        let mut known = self.rules.iter_mut();
        let same = known.find(|one| one.denies == rule.denies && one.excluded == rule.excluded);
        let (before, after) = match same {
            Some(same) => (&mut same.before, &mut same.after),
            None => {
                self.rules.push(Paired {
                    denies: rule.denies,
                    excluded: rule.excluded,
                    before: Vec::new(),
                    after: Vec::new(),
                    is_used: false,
                    uses: 0,
                });
                match self.rules.last_mut() {
                    Some(new) => (&mut new.before, &mut new.after),
                    None => return,
                }
            }
        };
        if rule.before {
            before.push(index);
        }
        if rule.after {
            after.push(index);
        }
    }

    fn leave(&mut self, statements: &[usize], reasons: Vec<NotExpressible>) {
        for statement in statements {
            self.left.extend(reasons.iter().map(|reason| Left {
                statement: Some(*statement),
                reason: reason.clone(),
            }));
        }
    }

    /// Leaves what is no pair, or excludes several.
    fn pair(&mut self) {
        for rule in std::mem::take(&mut self.rules) {
            let reason = if rule.before.is_empty() || rule.after.is_empty() {
                NotExpressible::OnePhase
            } else if rule.excluded.len() > 1 {
                NotExpressible::SeveralExcluded(rule.excluded.len())
            } else {
                self.rules.push(rule);
                continue;
            };
            self.leave(&rule.numbers(), vec![reason]);
        }
    }

    fn make(mut self, switched: AssumptionSet) -> Expressed {
        let mut statements = Vec::new();
        let is_outside = |rule: &Paired| matches!(rule.denies, Denies::Outside(_));
        let outside =
            (0..self.rules.len()).filter(|index| self.rules.get(*index).is_some_and(is_outside));
        let outside: Vec<usize> = outside.collect();
        for index in &outside {
            match self.call(*index, switched) {
                Ok((statement, beside)) => {
                    statements.push(statement);
                    beside
                        .into_iter()
                        .chain([*index])
                        .for_each(|of| self.used(of));
                }
                Err(reasons) => {
                    let numbers = self.rules.get(*index).map(Paired::numbers);
                    self.leave(&numbers.unwrap_or_default(), reasons);
                }
            }
        }
        // What restricts the same networks otherwise takes another call for them.
        for index in outside {
            while let Some((statement, beside)) = self.call_again(index, switched) {
                statements.push(statement);
                beside.into_iter().for_each(|of| self.used(of));
            }
        }
        self.regions(&mut statements, switched);
        for rule in std::mem::take(&mut self.rules) {
            if !rule.is_used && !matches!(rule.denies, Denies::Outside(_)) {
                self.leave(&rule.numbers(), vec![NotExpressible::PinAlone]);
            }
        }
        let mut left = self.left;
        left.sort_by_key(|left| left.statement);
        Expressed { statements, left }
    }

    /// The call for what comes from outside of the networks of a rule, and the rules that it makes
    /// besides.
    fn call(
        &self,
        index: usize,
        switched: AssumptionSet,
    ) -> Result<(PermissionStatement, Vec<usize>), Vec<NotExpressible>> {
        let Some(Paired {
            denies: Denies::Outside(networks),
            excluded,
            ..
        }) = self.rules.get(index)
        else {
            return Err(vec![NotExpressible::RestrictsNothing]);
        };
        let mut made = one_of_each(networks, excluded)?;
        let mut used = Vec::new();
        let origins = Origin::of_networks(networks);
        if !origins.is_empty() {
            let pins = self.pins(&origins, excluded, switched);
            let Some(pin) = self.preferred(&pins) else {
                let lacks = |origin: &&Origin| {
                    let origin = std::slice::from_ref(*origin);
                    self.pins(origin, excluded, switched).is_empty()
                };
                return Err(vec![match origins.iter().find(lacks) {
                    Some(origin) => NotExpressible::NoRegion(origin.first().to_owned()),
                    None => NotExpressible::SeveralRegions,
                }]);
            };
            made.requested_region = single(pin.values, NotExpressible::SeveralRegions)?;
            used.extend(&pin.rules);
        }
        let narrowed = self.narrowed(&origins, excluded);
        if let Some(narrowed) = self
            .preferred(&narrowed)
            .filter(|_| made.vpc_source_ip.is_none())
        {
            let several = NotExpressible::SeveralNetworks("aws:VpcSourceIp");
            made.vpc_source_ip = single(narrowed.values, several)?;
            used.extend(&narrowed.rules);
        }
        Ok((refused(made)?, used))
    }

    /// Another call for the networks of a rule for which there is one, that makes a rule which none
    /// makes yet.
    fn call_again(
        &self,
        index: usize,
        switched: AssumptionSet,
    ) -> Option<(PermissionStatement, Vec<usize>)> {
        self.rules.get(index).filter(|rule| rule.is_used)?;
        let (made, beside) = self.call(index, switched).ok()?;
        // A Region of every sign-in is made by a call without networks.
        let is_own = |of: &usize| {
            let rule = self.rules.get(*of);
            rule.is_some_and(|rule| !rule.is_used && !matches!(rule.denies, Denies::Regions(_)))
        };
        beside.iter().any(is_own).then_some((made, beside))
    }

    /// The Regions to which a call may pin all of `origins`.
    fn pins<'r>(
        &'r self,
        origins: &[Origin],
        excluded: &[String],
        switched: AssumptionSet,
    ) -> Vec<Restriction<'r>> {
        let excluded = match switched.contains(Assumption::J42) {
            true => &[],
            false => excluded,
        };
        let is_everywhere = switched.contains(Assumption::J41);
        self.restrictions(origins, excluded, |denies, origin| match denies {
            Denies::Regions(regions) if is_everywhere => Some(regions),
            Denies::Pin(of, regions) if !is_everywhere && of == origin => Some(regions),
            _ => None,
        })
    }

    /// The addresses to which a call may narrow all of `origins`.
    fn narrowed<'r>(&'r self, origins: &[Origin], excluded: &[String]) -> Vec<Restriction<'r>> {
        self.restrictions(origins, excluded, |denies, origin| match denies {
            Denies::Narrow(of, addresses) if of == origin => Some(addresses),
            _ => None,
        })
    }

    /// What restricts all of `origins` in the same way: a call restricts all of its origins or none.
    fn restrictions<'r>(
        &'r self,
        origins: &[Origin],
        excluded: &[String],
        of: impl Fn(&'r Denies, &Origin) -> Option<&'r Values>,
    ) -> Vec<Restriction<'r>> {
        let restricting = |origin: &Origin| -> Vec<(usize, &'r Values)> {
            let rules = self.rules.iter().enumerate();
            let rules = rules.filter(|(_, rule)| rule.excluded == excluded);
            rules
                .filter_map(|(index, rule)| Some((index, of(&rule.denies, origin)?)))
                .collect()
        };
        let Some((first, others)) = origins.split_first() else {
            return Vec::new();
        };
        let others: Vec<Vec<(usize, &Values)>> = others.iter().map(restricting).collect();
        let first = restricting(first).into_iter();
        let all = first.filter_map(|(index, values)| {
            let same = others
                .iter()
                .map(|of| of.iter().find(|(_, other)| *other == values));
            let same: Option<Vec<usize>> = same.map(|of| of.map(|(index, _)| *index)).collect();
            let mut rules = same?;
            rules.push(index);
            Some(Restriction { values, rules })
        });
        all.collect()
    }

    /// The first restriction with a rule that no call makes yet, else with one that stands in the
    /// policy more often than calls make it, else the first.
    fn preferred<'s, 'r>(&self, all: &'s [Restriction<'r>]) -> Option<&'s Restriction<'r>> {
        let is_new = |rule: &Paired| !rule.is_used;
        let is_left = |rule: &Paired| rule.uses < rule.before.len();
        let with = |is: &dyn Fn(&Paired) -> bool| {
            all.iter().find(|of| {
                let mut rules = of.rules.iter();
                rules.any(|index| self.rules.get(*index).is_some_and(is))
            })
        };
        with(&is_new).or_else(|| with(&is_left)).or(all.first())
    }

    /// What Regions alone make: a part of the first call without a VPC or endpoint that excludes
    /// the same principal, or a call of its own.
    fn regions(&mut self, statements: &mut Vec<PermissionStatement>, switched: AssumptionSet) {
        for index in 0..self.rules.len() {
            let Some(rule) = self.rules.get(index).filter(|rule| !rule.is_used) else {
                continue;
            };
            let Denies::Regions(regions) = &rule.denies else {
                continue;
            };
            let region = match single(regions, NotExpressible::SeveralRegions) {
                Ok(region) => region,
                Err(reasons) => {
                    let numbers = rule.numbers();
                    self.used(index);
                    self.leave(&numbers, reasons);
                    continue;
                }
            };
            let excluded = rule.excluded.first().cloned();
            let spares_nobody = switched.contains(Assumption::J42);
            let fits = |one: &&mut PermissionStatement| {
                one.source_vpc.is_none()
                    && one.endpoints().is_empty()
                    && one.requested_region.is_none()
                    // What `requestedRegion` makes may spare nobody.
                    && (one.excluded_principal == excluded || spares_nobody)
            };
            if let Some(one) = statements.iter_mut().find(fits) {
                one.requested_region = region;
                self.used(index);
                continue;
            }
            let numbers = rule.numbers();
            let alone = PermissionStatement {
                requested_region: region,
                excluded_principal: excluded,
                ..PermissionStatement::default()
            };
            self.used(index);
            match refused(alone) {
                Ok(statement) => statements.push(statement),
                Err(reasons) => self.leave(&numbers, reasons),
            }
        }
    }

    fn used(&mut self, index: usize) {
        if let Some(rule) = self.rules.get_mut(index) {
            rule.is_used = true;
            rule.uses += 1;
        }
    }
}

/// What a call does to all of its VPCs and endpoints besides, and the rules that say so.
struct Restriction<'r> {
    values: &'r Values,
    rules: Vec<usize>,
}

/// A call with one network of each kind.
fn one_of_each(
    networks: &Networks,
    excluded: &[String],
) -> Result<PermissionStatement, Vec<NotExpressible>> {
    let several = NotExpressible::SeveralNetworks;
    let mut endpoints = networks.endpoints.iter().cloned();
    let made = PermissionStatement {
        source_ip: single(&networks.addresses, several("aws:SourceIp"))?,
        source_vpc: single(&networks.vpcs, several("aws:SourceVpc"))?,
        // A call has two parameters for endpoints.
        signin_source_vpce: endpoints.next(),
        console_source_vpce: endpoints.next(),
        vpc_source_ip: single(&networks.vpc_addresses, several("aws:VpcSourceIp"))?,
        excluded_principal: single(excluded, NotExpressible::SeveralExcluded(excluded.len()))?,
        ..PermissionStatement::default()
    };
    match endpoints.next() {
        None => Ok(made),
        Some(_) => Err(vec![several("aws:SourceVpce")]),
    }
}

/// The only value, where there is one; `otherwise` where there are several.
fn single(
    values: &[String],
    otherwise: NotExpressible,
) -> Result<Option<String>, Vec<NotExpressible>> {
    match values {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        _ => Err(vec![otherwise]),
    }
}

/// The call, unless AWS refuses it.
fn refused(made: PermissionStatement) -> Result<PermissionStatement, Vec<NotExpressible>> {
    let refusals = made.check().into_iter().filter(|of| !of.is_warning());
    let reasons: Vec<NotExpressible> = refusals.map(NotExpressible::Parameter).collect();
    if reasons.is_empty() {
        Ok(made)
    } else {
        Err(reasons)
    }
}
