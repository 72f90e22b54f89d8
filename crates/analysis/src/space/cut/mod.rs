//! Where the tests of all policies can change their truth.

mod axes;
mod context;
mod principals;

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::ops::RangeInclusive;

use vestibule_iam::condition::{Mode, Operands, Strings, Template, Test};
use vestibule_iam::keys::KeyValue;
use vestibule_iam::matching::ResourcePattern;
use vestibule_iam::wildcard::{Element, Pattern};
use vestibule_signin::{Authorizer, Layer};

use super::axis::{Axis, CONTEXT, ENDPOINT, NETWORK, PRINCIPAL, REGION, VPC, VPC_ADDRESS};
use super::keys::KeyFacts;
use super::{Home, Options};
use crate::region::Cidr;
use crate::text::{Glob, quotients};
use crate::unanswered::Unanswered;

/// A test by its place: policy, statement, test.
pub(crate) type TestPlace = (usize, usize, usize);

/// The classes of all dimensions, and for each of the policies what they do with its tests.
pub(crate) struct Cut {
    pub(crate) axes: Vec<Axis>,
    pub(crate) tests: Vec<Tests>,
}

/// The tests of which something is to be known besides the classes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tests {
    /// Tests whose truth may change within a class of the values of their key.
    pub(crate) uncut: HashSet<TestPlace>,
    /// Tests of the ARN of a user whose policy variables are all its name, so that each is
    /// the same for all users of a class.
    pub(crate) by_name: HashSet<TestPlace>,
}

/// Policies that cut the space, with what is known of their keys.
#[derive(Clone, Copy)]
pub(crate) struct Policies<'a> {
    pub(crate) authorizer: &'a Authorizer,
    pub(crate) facts: &'a KeyFacts,
    pub(crate) constants: &'a Constants<'a>,
}

/// For each action the context of what is the same for all sign-ins, with nothing known of
/// the rest.
pub(crate) type Constants<'a> = [Vec<KeyValue<'a>>; 3];

/// Reads the policies for one space.
struct Cutter<'a> {
    home: &'a Home,
    /// Whose tests are read now.
    policies: Policies<'a>,
    /// False where patterns with wildcards cut nothing, so that their tests are too fine.
    wildcards: bool,
    /// By dimension. Those of principals match what stands behind the account in an ARN.
    patterns: HashMap<usize, Vec<Glob>>,
    /// Patterns of federated users, which match what stands behind the account in an ARN.
    federated: Vec<Glob>,
    ranges: HashMap<usize, Vec<RangeInclusive<IpAddr>>>,
    starts: HashMap<usize, Vec<i64>>,
    tests: Tests,
    /// True where operands come to more patterns than are told apart.
    is_too_fine: bool,
}

/// Cuts each dimension wherever a test on it can change its truth.
pub(crate) fn cut(all: &[Policies<'_>], home: &Home, options: &Options) -> Result<Cut, Unanswered> {
    let Some(first) = all.first() else {
        return Err(Unanswered::NoAccount);
    };
    let cut = |wildcards| {
        let mut cutter = Cutter {
            home,
            policies: *first,
            wildcards,
            patterns: HashMap::new(),
            federated: Vec::new(),
            ranges: HashMap::new(),
            starts: HashMap::new(),
            tests: Tests::default(),
            is_too_fine: false,
        };
        let read = all.iter().map(|policies| {
            cutter.policies = *policies;
            cutter.read(policies.authorizer);
            std::mem::take(&mut cutter.tests)
        });
        let tests = read.collect();
        if cutter.is_too_fine {
            return Err(Unanswered::patterns());
        }
        cutter.name(options);
        let axes = cutter.axes(options)?;
        Ok(Cut { axes, tests })
    };
    // Single texts are always told apart; what is tested with wildcards then stays open.
    cut(true).or_else(|_: Unanswered| cut(false))
}

impl Cutter<'_> {
    fn read(&mut self, authorizer: &Authorizer) {
        let policies = authorizer.policies().zip(authorizer.compiled());
        for (policy, (attached, compiled)) in policies.enumerate() {
            match (attached.layer, &attached.attached_to) {
                (Layer::VpcEndpoint, Some(id)) => self.add(ENDPOINT, Glob::literal(id)),
                (Layer::Identity | Layer::PermissionsBoundary | Layer::Session, Some(arn)) => {
                    self.add_principals(&Pattern::new(arn).elements());
                }
                _ => {}
            }
            for statement in compiled.statements() {
                for (index, placed) in statement.tests().iter().enumerate() {
                    let Some(test) = &placed.compiled else {
                        continue;
                    };
                    let place = (policy, statement.index(), index);
                    let by_name = self.is_by_name(test);
                    if by_name {
                        self.tests.by_name.insert(place);
                    }
                    if !self.add_test(test, by_name) {
                        self.tests.uncut.insert(place);
                    }
                }
                if let Some(caller) = statement.caller() {
                    self.add_callers(caller);
                }
                if let Some(resource) = statement.resource() {
                    self.add_resources(resource.patterns());
                }
            }
        }
    }

    /// Cuts where something begins and ends that has a name.
    fn name(&mut self, options: &Options) {
        for network in &options.networks {
            let (public, inside) = network.ranges();
            for (axis, ranges) in [(NETWORK, public), (VPC_ADDRESS, inside)] {
                let ranges = ranges.iter().map(Cidr::range);
                self.ranges.entry(axis).or_default().extend(ranges);
            }
            let [vpcs, endpoints] = network.texts();
            self.patterns.entry(VPC).or_default().extend(vpcs);
            self.patterns.entry(ENDPOINT).or_default().extend(endpoints);
            for region in network.regions.iter().flatten() {
                self.add(REGION, Glob::literal(region));
            }
        }
        for arn in &options.principals {
            self.add_principals(Glob::of(arn).elements());
        }
    }

    /// Cuts the values of the key of a test; `false` where its truth may change within a
    /// class all the same.
    fn add_test(&mut self, test: &Test, by_name: bool) -> bool {
        let Some(axis) = self.policies.facts.valued(test.key()) else {
            return true;
        };
        if matches!(test.operands(), Operands::Null(_)) || test.has_no_operands() {
            return true;
        }
        match axis {
            PRINCIPAL if self.is_user_name(test.key()) => self.add_names(test),
            PRINCIPAL => self.add_arns(test, by_name),
            NETWORK | VPC_ADDRESS => self.add_addresses(axis, test),
            VPC | ENDPOINT | REGION => match test.operands() {
                Operands::Strings(strings) => self.add_strings(axis, strings),
                Operands::Binaries(binaries) => {
                    let literals = binaries.literals();
                    literals.for_each(|(text, _)| self.add(axis, Glob::literal(text)));
                    true
                }
                // No id and no Region is an ARN, an address, a number, a date or true.
                Operands::Arns(_)
                | Operands::Addresses(_)
                | Operands::Numbers(_)
                | Operands::Dates(_)
                | Operands::Bool(_)
                | Operands::Null(_) => true,
            },
            _ => {
                let key = axis.checked_sub(CONTEXT);
                let key = key.and_then(|at| self.policies.facts.ranging.get(at));
                key.is_some_and(|key| self.add_context(axis, key.value, test))
            }
        }
    }

    fn add(&mut self, axis: usize, pattern: Glob) {
        self.patterns.entry(axis).or_default().push(pattern);
    }

    fn add_addresses(&mut self, axis: usize, test: &Test) -> bool {
        let (ranges, is_cut) = test.address_cuts();
        let all = self.ranges.entry(axis).or_default();
        all.extend(ranges.into_iter().flatten());
        is_cut
    }

    fn add_strings(&mut self, axis: usize, strings: &Strings) -> bool {
        let ignore_case = strings.mode() == Mode::IgnoreCase;
        let mut is_cut = true;
        for (text, _) in strings.literals() {
            let glob = if ignore_case {
                Glob::in_any_case(text)
            } else {
                Glob::literal(text)
            };
            is_cut &= glob.texts().is_some();
            self.add(axis, glob);
        }
        for (pattern, _) in strings.patterns() {
            is_cut &= self.add_pattern(axis, Glob::new(pattern.elements()));
        }
        for elements in self.widest(strings.templates().iter().map(|(template, _)| template)) {
            is_cut &= !ignore_case && self.add_pattern(axis, Glob::new(elements));
        }
        is_cut
    }

    /// Adds a pattern; `false` where it has wildcards and those cut nothing.
    fn add_pattern(&mut self, axis: usize, pattern: Glob) -> bool {
        let cuts = self.wildcards || pattern.is_single();
        if cuts {
            self.add(axis, pattern);
        }
        cuts
    }

    /// The patterns of operands with variables: in the place of each stands what is the
    /// same for all sign-ins, or a star, and what is to stand there where the key is absent.
    fn widest<'t>(&mut self, templates: impl Iterator<Item = &'t Template>) -> Vec<Vec<Element>> {
        let mut all: Vec<Vec<Element>> = Vec::new();
        for template in templates {
            for context in self.policies.constants {
                match template.widest_patterns(context) {
                    Some(patterns) => all.extend(patterns.iter().map(Pattern::elements)),
                    None => self.is_too_fine = true,
                }
            }
        }
        all
    }

    /// Cuts Regions by the resources of `aws login`, which name them.
    fn add_resources(&mut self, patterns: &[ResourcePattern]) {
        let mut all: Vec<Vec<Element>> = Vec::new();
        for pattern in patterns {
            match pattern {
                ResourcePattern::Everything => {}
                ResourcePattern::Fixed(pattern) => all.push(pattern.elements()),
                ResourcePattern::Variable(template) => {
                    all.append(&mut self.widest(std::iter::once(template)));
                }
            }
        }
        let left = format!("arn:{}:signin:", self.home.partition);
        for client in ["localhost", "remote"] {
            let right = format!(":{}:oauth2/public-client/{client}", self.home.account);
            for elements in &all {
                for region in quotients(elements, &left, &right) {
                    self.add(REGION, Glob::new(region));
                }
            }
        }
    }
}
