//! Where the tests of all policies can change their truth.

mod axes;
mod context;

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::ops::RangeInclusive;

use vestibule_iam::condition::{Mode, Operands, Strings, Template, Test};
use vestibule_iam::keys::{KeyId, KeyValue};
use vestibule_iam::matching::{CallerMatcher, PrincipalName, ResourcePattern};
use vestibule_iam::wildcard::{Element, Pattern};
use vestibule_signin::{Authorizer, Layer};

use super::axis::{Axis, CONTEXT, ENDPOINT, NETWORK, PRINCIPAL, REGION, VPC, VPC_ADDRESS};
use super::keys::KeyFacts;
use super::{Home, Options};
use crate::region::Cidr;
use crate::text::{Glob, matches, quotients};
use crate::unanswered::Unanswered;

const SLASH: Element = Element::Unit(b'/' as u16);

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
        };
        let read = all.iter().map(|policies| {
            cutter.policies = *policies;
            cutter.read(policies.authorizer);
            std::mem::take(&mut cutter.tests)
        });
        let tests = read.collect();
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

    fn is_user_name(&self, key: KeyId) -> bool {
        self.policies
            .authorizer
            .keys()
            .name(key)
            .eq_ignore_ascii_case("aws:username")
    }

    /// Whether the operands with variables of a test of ARNs name users by a path in plain
    /// text and `${aws:username}`. Then users with that path and no longer one match, and
    /// are told apart from others.
    fn is_by_name(&mut self, test: &Test) -> bool {
        let is_of_arn = self.policies.facts.valued(test.key()) == Some(PRINCIPAL);
        let is_of_arn = is_of_arn && !self.is_user_name(test.key());
        if !is_of_arn || test.templates().is_empty() || !self.wildcards {
            return false;
        }
        let is_arn = matches!(test.operands(), Operands::Arns(_));
        let mut longer: Vec<Glob> = Vec::new();
        for (template, _) in test.templates() {
            let key = template.last_and_only_variable();
            if !key.is_some_and(|key| self.is_user_name(key)) {
                return false;
            }
            for context in self.policies.constants {
                let elements = template.widest_pattern(context).elements();
                let rests = if is_arn {
                    let Some(fields) = fields(&elements) else {
                        return false;
                    };
                    let of_iam = self.fits(&fields, "iam");
                    of_iam.then(|| fields[4].clone()).into_iter().collect()
                } else {
                    quotients(&elements, &self.home.prefixes[0], "")
                };
                for mut rest in rests {
                    // A path in plain text, and behind it the star for the name.
                    let is_plain = |element: &Element| matches!(element, Element::Unit(_));
                    match rest.split_last() {
                        Some((Element::Many, path))
                            if path.iter().all(is_plain) && path.last() == Some(&SLASH) => {}
                        _ => return false,
                    }
                    rest.extend([SLASH, Element::Many]);
                    longer.push(Glob::new(rest));
                }
            }
        }
        self.patterns
            .entry(PRINCIPAL)
            .or_default()
            .append(&mut longer);
        true
    }

    fn add(&mut self, axis: usize, pattern: Glob) {
        self.patterns.entry(axis).or_default().push(pattern);
    }

    fn add_addresses(&mut self, axis: usize, test: &Test) -> bool {
        let ranges = self.ranges.entry(axis).or_default();
        match test.operands() {
            Operands::Addresses(addresses) => {
                ranges.extend(addresses.set().ranges().map(|(range, _)| range));
                let disputed = addresses.disputed().iter();
                ranges.extend(disputed.map(|network| network.network()..=network.broadcast()));
                true
            }
            Operands::Strings(strings) if strings.patterns().is_empty() => {
                for (text, _) in strings.literals() {
                    // Only an address as it is always written is ever equal.
                    if let Ok(address) = text.parse::<IpAddr>() {
                        ranges.push(address..=address);
                    }
                }
                strings.templates().is_empty()
            }
            Operands::Strings(_)
            | Operands::Arns(_)
            | Operands::Numbers(_)
            | Operands::Dates(_)
            | Operands::Bool(_)
            | Operands::Null(_)
            | Operands::Binaries(_) => false,
        }
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
        for elements in self.widest(strings.templates()) {
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
    /// same for all sign-ins, or a star.
    fn widest(&self, templates: &[(Template, u32)]) -> Vec<Vec<Element>> {
        let of = |template: &Template| {
            let patterns = self.policies.constants.each_ref();
            patterns.map(|context| template.widest_pattern(context).elements())
        };
        templates.iter().flat_map(|(t, _)| of(t)).collect()
    }

    /// Cuts principals by a test of their ARN.
    fn add_arns(&mut self, test: &Test, by_name: bool) -> bool {
        let mut is_cut = true;
        match test.operands() {
            Operands::Strings(strings) if strings.mode() == Mode::IgnoreCase => {
                for (text, _) in strings.literals() {
                    self.add_arn_in_any_case(text);
                }
                return strings.templates().is_empty();
            }
            Operands::Strings(strings) => {
                for (text, _) in strings.literals() {
                    self.add_principals(Glob::literal(text).elements());
                }
                for (pattern, _) in strings.patterns() {
                    is_cut &= self.wildcards && self.add_principals(&pattern.elements());
                }
            }
            Operands::Arns(arns) => {
                for (text, _) in arns.literals() {
                    self.add_principals(Glob::literal(text).elements());
                }
                for (pattern, _) in arns.patterns() {
                    let fields = pattern.fields().each_ref().map(Pattern::elements);
                    is_cut &= self.wildcards && self.add_fields(&fields);
                }
            }
            // No ARN is an address, a number, a date, true or base64.
            Operands::Addresses(_)
            | Operands::Numbers(_)
            | Operands::Dates(_)
            | Operands::Bool(_)
            | Operands::Null(_)
            | Operands::Binaries(_) => return true,
        }
        for elements in self.widest(test.templates()) {
            is_cut &= self.wildcards;
            let fields = fields(&elements).filter(|_| self.wildcards);
            // Where all is known, a wildcard of an ARN stays within its field.
            if let Some(fields) = &fields {
                self.add_fields(fields);
            }
            let is_arn = matches!(test.operands(), Operands::Arns(_));
            if self.wildcards && !(by_name && is_arn) {
                self.add_principals(&elements);
            }
        }
        is_cut
    }

    /// Cuts principals by what a pattern of whole ARNs says of them.
    fn add_principals(&mut self, elements: &[Element]) -> bool {
        let [iam, federated] = &self.home.prefixes;
        let of_iam = quotients(elements, iam, "");
        let of_federated = quotients(elements, federated, "");
        let patterns = self.patterns.entry(PRINCIPAL).or_default();
        patterns.extend(of_iam.into_iter().map(Glob::new));
        self.federated
            .extend(of_federated.into_iter().map(Glob::new));
        true
    }

    fn add_arn_in_any_case(&mut self, lowered: &str) {
        let [iam, federated] = &self.home.prefixes;
        if let Some(rest) = lowered.strip_prefix(&*iam.to_lowercase()) {
            self.add(PRINCIPAL, Glob::in_any_case(rest));
        }
        if let Some(rest) = lowered.strip_prefix(&*federated.to_lowercase()) {
            self.federated.push(Glob::in_any_case(rest));
        }
    }

    /// Cuts principals by the five fields of an ARN.
    fn add_fields(&mut self, fields: &[Vec<Element>; 5]) -> bool {
        let [.., resource] = fields;
        if self.fits(fields, "iam") {
            self.add(PRINCIPAL, Glob::new(resource.clone()));
        }
        if self.fits(fields, "sts") {
            self.federated.push(Glob::new(resource.clone()));
        }
        true
    }

    /// Whether the fields of an ARN before the last are those of principals of a service.
    fn fits(&self, fields: &[Vec<Element>; 5], of: &str) -> bool {
        let [partition, service, region, account, _] = fields;
        matches(partition, &self.home.partition)
            && matches(service, of)
            && matches(region, "")
            && matches(account, &self.home.account)
    }

    /// Cuts users by the last part of their path.
    fn add_names(&mut self, test: &Test) -> bool {
        let Operands::Strings(strings) = test.operands() else {
            return false;
        };
        if strings.mode() == Mode::IgnoreCase {
            return false;
        }
        for (text, _) in strings.literals() {
            self.add_named("user/", text);
        }
        strings.patterns().is_empty() && strings.templates().is_empty()
    }

    /// Cuts principals by the last part of a path that begins with `head`.
    fn add_named(&mut self, head: &str, name: &str) {
        self.add(PRINCIPAL, Glob::literal(name).behind(head));
        let mut elements = Glob::literal(head).elements().to_vec();
        elements.push(Element::Many);
        elements.extend(Glob::literal(name).behind("/").elements());
        self.add(PRINCIPAL, Glob::new(elements));
    }

    fn add_callers(&mut self, caller: &CallerMatcher) {
        for entry in caller.entries() {
            let PrincipalName::Arn(arn) = entry else {
                continue;
            };
            self.add_principals(Glob::literal(arn).elements());
            // A session names its role without the path.
            let session = arn
                .split_once(":sts::")
                .and_then(|(_, rest)| rest.split_once(":assumed-role/"))
                .and_then(|(_, rest)| rest.split_once('/'));
            if let Some((role, _)) = session {
                self.add_named("role/", role);
            }
        }
    }

    /// Cuts Regions by the resources of `aws login`, which name them.
    fn add_resources(&mut self, patterns: &[ResourcePattern]) {
        let mut all: Vec<Vec<Element>> = Vec::new();
        for pattern in patterns {
            match pattern {
                ResourcePattern::Everything => {}
                ResourcePattern::Fixed(pattern) => all.push(pattern.elements()),
                ResourcePattern::Variable(template) => {
                    let contexts = self.policies.constants.iter();
                    all.extend(contexts.map(|c| template.widest_pattern(c).elements()));
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

/// The five fields of the pattern of an ARN behind `arn:`; `None` when it has fewer.
fn fields(elements: &[Element]) -> Option<[Vec<Element>; 5]> {
    const COLON: Element = Element::Unit(b':' as u16);
    let mut fields = elements.splitn(6, |element| *element == COLON);
    fields.next()?;
    let mut next = || fields.next().map(<[Element]>::to_vec);
    Some([next()?, next()?, next()?, next()?, next()?])
}
