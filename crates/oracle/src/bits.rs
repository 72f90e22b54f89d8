//! Conditions as functions of bits.

use std::net::IpAddr;

use biodivine_lib_bdd::{Bdd, BddPartialValuation, BddVariable, BddVariableSet};

use crate::Unread;
use crate::glob::{arn_glob, glob};
use crate::read::{Condition, Statement};
use crate::texts::{atoms, is_federated};

/// The bits of an IPv6 address; those of IPv4 are the first 32 of them.
const BITS: u16 = 128;

/// The texts of a key, numbered in binary.
struct Code {
    texts: Vec<String>,
    bits: Vec<BddVariable>,
}

/// All sign-ins to the console of an account, told apart as some policies can.
pub struct Universe {
    account: String,
    all: BddVariableSet,
    through_endpoint: BddVariable,
    is_v6: BddVariable,
    address: Vec<BddVariable>,
    vpcs: Code,
    endpoints: Code,
    regions: Code,
    principals: Code,
    valid: Bdd,
}

/// What becomes of all sign-ins: those that pass, and those that the first, the second and
/// the third action is the first to deny.
#[derive(Clone, Debug)]
pub struct Fates {
    /// Allowed, denied at the first, the second and the third action.
    pub sets: [Bdd; 4],
}

impl Fates {
    /// Whether the same becomes of every sign-in.
    #[must_use]
    pub fn are_those_of(&self, other: &Self) -> bool {
        let pairs = self.sets.iter().zip(&other.sets);
        pairs.into_iter().all(|(a, b)| a.xor(b).is_false())
    }
}

impl Universe {
    /// What policies of an account tell apart. `named` are principals that count as told
    /// apart by themselves.
    #[must_use]
    pub fn new(account: &str, policies: &[&[Statement]], named: &[String]) -> Self {
        let conditions = || {
            policies
                .iter()
                .copied()
                .flatten()
                .flat_map(|s| &s.conditions)
        };
        let of_keys = |keys: &[&str]| -> Vec<String> {
            let tests = conditions().filter(|test| keys.contains(&test.key.as_str()));
            tests.flat_map(|test| &test.values).cloned().collect()
        };
        // Each wildcard in another value that the key may have, and a value of no pattern.
        let texts = |other: &str, key: &str, fill: fn(&str) -> String| {
            let patterns = of_keys(&[key]);
            let named: Vec<String> = patterns.iter().map(|pattern| fill(pattern)).collect();
            atoms([other.to_owned()].into_iter().chain(named), &patterns)
        };
        let id = |pattern: &str| match pattern.strip_suffix('*') {
            Some(beginning) => format!("{beginning:9<12}"),
            None => pattern.to_owned(),
        };
        let region = |pattern: &str| {
            let name = if pattern.matches('-').count() < 2 {
                "zz-9"
            } else {
                "9"
            };
            pattern.replace('*', name)
        };
        let (iam, sts) = (
            format!("arn:aws:iam::{account}:"),
            format!("arn:aws:sts::{account}:"),
        );
        let mut patterns = of_keys(&["signin:principalarn", "aws:principalarn"]);
        patterns.extend(named.iter().cloned());
        let base = ["root", "user/zz8", "role/zz8"].map(|name| format!("{iam}{name}"));
        let candidates = patterns.iter().map(|pattern| {
            pattern
                .replace("::*:", &format!("::{account}:"))
                .replace('*', "zz9")
        });
        let is_ours = |arn: &String| {
            let is_kind = |rest: &str| {
                rest == "root"
                    || rest.starts_with("user/")
                    || rest.starts_with("role/") && !rest.contains("/aws-")
            };
            arn.strip_prefix(&iam).is_some_and(is_kind)
                || arn
                    .strip_prefix(&sts)
                    .is_some_and(|rest| rest.starts_with("federated-user/"))
        };
        let principals = base
            .into_iter()
            .chain([format!("{sts}federated-user/zz8")])
            .chain(candidates)
            .filter(is_ours);
        let principals = atoms(principals, &patterns);
        let lists = [
            texts("vpc-fffffff9", "aws:sourcevpc", id),
            texts("vpce-fffffff9", "aws:sourcevpce", id),
            texts("xx-other-9", "aws:requestedregion", region),
            principals,
        ];
        let widths = lists.each_ref().map(|texts| width(texts.len()));
        let all = BddVariableSet::new_anonymous(2 + BITS + widths.iter().sum::<u16>());
        let mut variables = all.variables().into_iter();
        let mut next = |count: u16| variables.by_ref().take(count.into()).collect::<Vec<_>>();
        // What an address means is decided before it.
        let ways = next(2);
        let [through_endpoint, is_v6] = [0, 1].map(|at: usize| ways[at]);
        let mut lists = lists.into_iter().zip(widths);
        let mut code = |next: &mut dyn FnMut(u16) -> Vec<BddVariable>| {
            let (texts, width) = lists.next().unwrap_or_default();
            Code {
                texts,
                bits: next(width),
            }
        };
        let (vpcs, endpoints) = (code(&mut next), code(&mut next));
        let (regions, principals) = (code(&mut next), code(&mut next));
        let mut universe = Self {
            account: account.to_owned(),
            valid: all.mk_true(),
            address: next(BITS),
            all,
            through_endpoint,
            is_v6,
            vpcs,
            endpoints,
            regions,
            principals,
        };
        universe.valid = universe.valid();
        universe
    }

    fn valid(&self) -> Bdd {
        let codes = [&self.vpcs, &self.endpoints, &self.regions, &self.principals];
        let numbered = codes.map(|code| {
            let each = (0..code.texts.len()).map(|at| self.number(code, at));
            self.any(each)
        });
        let v6 = self.all.mk_var(self.is_v6);
        let public = self.all.mk_not_var(self.through_endpoint);
        let no_rest = self.clause(self.address.iter().skip(32).map(|bit| (*bit, false)));
        // These are IPv4 addresses, written in another way.
        let mapped = self
            .range("::ffff:0:0/96")
            .unwrap_or_else(|_| self.all.mk_false());
        let nothing_inside = self
            .number(&self.vpcs, 0)
            .and(&self.number(&self.endpoints, 0));
        let rules = [v6.or(&no_rest), mapped.not(), public.imp(&nothing_inside)];
        numbered
            .iter()
            .chain(&rules)
            .fold(self.all.mk_true(), |all, rule| all.and(rule))
    }

    fn clause(&self, bits: impl Iterator<Item = (BddVariable, bool)>) -> Bdd {
        let values: Vec<(BddVariable, bool)> = bits.collect();
        self.all
            .mk_conjunctive_clause(&BddPartialValuation::from_values(&values))
    }

    fn number(&self, code: &Code, number: usize) -> Bdd {
        let bits = code.bits.iter().enumerate();
        self.clause(bits.map(|(at, bit)| (*bit, number >> at & 1 == 1)))
    }

    /// Balanced, so that what is put together stays small for as long as it can.
    fn any(&self, sets: impl Iterator<Item = Bdd>) -> Bdd {
        let mut sets: Vec<Bdd> = sets.collect();
        while sets.len() > 1 {
            let pairs = sets.chunks(2);
            sets = pairs
                .map(|pair| match pair {
                    [a, b] => a.or(b),
                    rest => rest[0].clone(),
                })
                .collect();
        }
        sets.pop().unwrap_or_else(|| self.all.mk_false())
    }

    /// The addresses of a range in CIDR notation, or of an address.
    fn range(&self, text: &str) -> Result<Bdd, Unread> {
        let unread = || Unread(format!("{text} is no range"));
        let (address, prefix) = text.split_once('/').unwrap_or((text, ""));
        let address: IpAddr = address.parse().map_err(|_| unread())?;
        let (bits, width, is_v6) = match address {
            IpAddr::V4(address) => (u128::from(address.to_bits()) << 96, 32, false),
            IpAddr::V6(address) => (address.to_bits(), 128, true),
        };
        let prefix: usize = match prefix {
            "" => width,
            digits => digits.parse().map_err(|_| unread())?,
        };
        if prefix > width {
            return Err(unread());
        }
        // A range of IPv6 with bits behind its prefix matches nothing.
        let behind = bits
            .checked_shl(u32::try_from(prefix).unwrap_or(128))
            .unwrap_or(0);
        if is_v6 && behind != 0 {
            return Ok(self.all.mk_false());
        }
        let fixed = self.address.iter().take(prefix).enumerate();
        let fixed = fixed.map(|(at, bit)| (*bit, bits >> (127 - at) & 1 == 1));
        Ok(self.clause([(self.is_v6, is_v6)].into_iter().chain(fixed)))
    }

    /// What becomes of all sign-ins by these policies together.
    ///
    /// # Errors
    /// When a condition is not read here.
    pub fn fates(&self, policies: &[&[Statement]]) -> Result<Fates, Unread> {
        let mut left = self.valid.clone();
        let mut denied = Vec::new();
        for action in 0..3 {
            let statements = policies.iter().copied().flatten();
            let all: Vec<Bdd> = statements
                .filter(|statement| statement.actions.get(action) == Some(&true))
                .map(|statement| self.all_hold(&statement.conditions, action))
                .collect::<Result<_, _>>()?;
            let denies = self.any(all.into_iter());
            denied.push(left.and(&denies));
            left = left.and_not(&denies);
        }
        let [first, second, third] = [0, 1, 2].map(|at: usize| denied[at].clone());
        Ok(Fates {
            sets: [left, first, second, third],
        })
    }

    /// The sign-ins that meet all of these conditions after authentication.
    ///
    /// # Errors
    /// When a condition is not read here.
    pub fn met(&self, conditions: &[Condition]) -> Result<Bdd, Unread> {
        self.all_hold(conditions, 1)
    }

    fn all_hold(&self, conditions: &[Condition], action: usize) -> Result<Bdd, Unread> {
        let mut all = self.all.mk_true();
        for test in conditions {
            all = all.and(&self.holds(test, action)?);
        }
        Ok(all)
    }

    fn holds(&self, test: &Condition, action: usize) -> Result<Bdd, Unread> {
        let inside = || self.all.mk_var(self.through_endpoint);
        let always = || self.all.mk_true();
        let (present, code) = match test.key.as_str() {
            "aws:sourceip" => (self.all.mk_not_var(self.through_endpoint), None),
            "aws:vpcsourceip" => (inside(), None),
            "aws:sourcevpc" => (inside(), Some(&self.vpcs)),
            "aws:sourcevpce" => (inside(), Some(&self.endpoints)),
            "aws:resourceaccount" => (always(), None),
            "aws:requestedregion" => (always(), Some(&self.regions)),
            "signin:principalarn" if action == 0 => {
                let texts = &self.principals.texts;
                let known = (0..texts.len()).filter(|at| !is_federated(&texts[*at]));
                let known = known.map(|at| self.number(&self.principals, at));
                (self.any(known), Some(&self.principals))
            }
            "aws:principalarn" if action > 0 => (always(), Some(&self.principals)),
            // For the console these are absent.
            "signin:oauthclientid" | "signin:oauthgranttype" => (self.all.mk_false(), None),
            "signin:principalarn" | "aws:principalarn" => {
                (self.all.mk_false(), Some(&self.principals))
            }
            key => return Err(Unread(format!("the key {key}"))),
        };
        let text_match: Option<fn(&str, &str) -> bool> = match test.operator.as_str() {
            "StringEquals" => Some(|value, text| value == text),
            "StringLike" => Some(glob),
            "ArnEquals" | "ArnLike" => Some(arn_glob),
            _ => None,
        };
        let unread = || Unread(format!("the operator {} on {}", test.operator, test.key));
        let matched = match (test.operator.as_str(), code) {
            ("Null", _) => {
                return match test.values.as_slice() {
                    [is] if is == "true" => Ok(present.not()),
                    [is] if is == "false" => Ok(present),
                    _ => Err(Unread("a Null of something else".to_owned())),
                };
            }
            ("IpAddress", None) => {
                let ranges = test.values.iter().map(|text| self.range(text));
                let ranges: Vec<Bdd> = ranges.collect::<Result<_, _>>()?;
                self.any(ranges.into_iter())
            }
            (_, Some(code)) => {
                let is_match = text_match.ok_or_else(unread)?;
                let texts = (0..code.texts.len()).filter(|at| {
                    test.values
                        .iter()
                        .any(|value| is_match(value, &code.texts[*at]))
                });
                self.any(texts.map(|at| self.number(code, at)))
            }
            (_, None) if test.key == "aws:resourceaccount" => {
                let is_match = text_match.ok_or_else(unread)?;
                let is = test
                    .values
                    .iter()
                    .any(|value| is_match(value, &self.account));
                if is { always() } else { self.all.mk_false() }
            }
            (_, None) if present.is_false() => self.all.mk_false(),
            (_, None) => return Err(unread()),
        };
        let met = present.and(&matched);
        Ok(if test.negated {
            met.not()
        } else if test.if_exists {
            met.or(&present.not())
        } else {
            met
        })
    }

    /// The principals that are told apart, one for each.
    #[must_use]
    pub fn principals(&self) -> &[String] {
        &self.principals.texts
    }

    /// The Regions that are told apart, one for each.
    #[must_use]
    pub fn regions(&self) -> &[String] {
        &self.regions.texts
    }

    /// The VPCs that are told apart, one for each.
    #[must_use]
    pub fn vpcs(&self) -> &[String] {
        &self.vpcs.texts
    }

    /// The endpoints that are told apart, one for each.
    #[must_use]
    pub fn endpoints(&self) -> &[String] {
        &self.endpoints.texts
    }

    /// How many IPv4 and how many IPv6 addresses there are in `set` of sign-ins by one of the
    /// principals in one of the Regions: over the internet, or through one of the VPCs and
    /// endpoints. All by their place in the lists.
    #[must_use]
    pub fn count(
        &self,
        set: &Bdd,
        (principal, region): (usize, usize),
        inside: Option<(usize, usize)>,
    ) -> [String; 2] {
        let (vpc, endpoint) = inside.unwrap_or_default();
        let way = self.all.mk_literal(self.through_endpoint, inside.is_some());
        let fixed = [
            way,
            self.number(&self.principals, principal),
            self.number(&self.regions, region),
            self.number(&self.vpcs, vpc),
            self.number(&self.endpoints, endpoint),
        ];
        let of_one = fixed.iter().fold(set.clone(), |all, one| all.and(one));
        [false, true].map(|v6| {
            let of_version = of_one.and(&self.all.mk_literal(self.is_v6, v6));
            of_version.exact_cardinality().to_string()
        })
    }

    /// Whether a sign-in of a principal is in `set`, from any address over the internet or
    /// inside, in any Region.
    #[must_use]
    pub fn has(&self, set: &Bdd, principal: usize) -> bool {
        !set.and(&self.number(&self.principals, principal))
            .is_false()
    }
}

/// How many bits so many numbers need.
fn width(count: usize) -> u16 {
    let bits = usize::BITS - count.saturating_sub(1).leading_zeros();
    u16::try_from(bits).unwrap_or(u16::MAX)
}
