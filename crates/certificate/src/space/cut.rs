//! Where the tests of the policies and the members of regions tell values apart.

use std::collections::BTreeMap;

use vestibule_iam::condition::{Mode, Operands, Template, Test};
use vestibule_iam::keys::KeyValue;
use vestibule_iam::matching::{CallerMatcher, PrincipalName, ResourcePattern};
use vestibule_iam::number::Number;
use vestibule_iam::wildcard::{Element, Pattern as PolicyPattern};
use vestibule_signin::{Authorizer, Entry, Layer, Principal};

use super::keys::{self, Constant, ValueKind};
use super::texts::{Shape, texts};
use super::values::{self, Bounds, Unit};
use super::{Axis, Home, Point, Space, TooLarge, shapes};
use crate::pattern::Pattern;
use crate::place::{Place, Way};

/// What tells values apart, by dimension.
struct Cutter<'a> {
    authorizer: &'a Authorizer,
    space: Space,
    constants: [Vec<Constant>; 3],
    patterns: BTreeMap<Axis, Vec<Pattern>>,
    ranges: BTreeMap<Axis, Vec<Bounds>>,
    starts: BTreeMap<Axis, Vec<i64>>,
    /// True where operands come to more patterns than are told apart.
    is_too_fine: bool,
}

pub(super) fn space(
    authorizer: &Authorizer,
    home: Home,
    places: &[Place],
    steps: &mut usize,
) -> Result<Space, TooLarge> {
    let own = keys::own_keys(authorizer, &home);
    let axis_of = keys::axes(authorizer, &own);
    let points = points(&home);
    let constants = keys::constants(authorizer, &points, &axis_of);
    let is_same = |key: usize| {
        let mut of_actions = constants.iter().map(|of| of.get(key));
        of_actions.all(|value| value.is_some_and(|value| *value != Constant::Varying))
    };
    let space = Space {
        constant: (0..axis_of.len()).map(is_same).collect(),
        own,
        axis_of,
        home,
        uncut: Vec::new(),
        by_name: Vec::new(),
        principals: Vec::new(),
        regions: Vec::new(),
        public: Vec::new(),
        vpcs: Vec::new(),
        endpoints: Vec::new(),
        inside: Vec::new(),
        values: Vec::new(),
    };
    let mut cutter = Cutter {
        authorizer,
        space,
        constants,
        patterns: BTreeMap::new(),
        ranges: BTreeMap::new(),
        starts: BTreeMap::new(),
        is_too_fine: false,
    };
    cutter.policies();
    if cutter.is_too_fine {
        return Err(TooLarge);
    }
    places.iter().for_each(|place| cutter.place(place));
    cutter.finish(steps)
}

/// A sign-in of each entry, kind of principal and way.
fn points(home: &Home) -> Vec<Point> {
    let mut points = Vec::new();
    for entry in Entry::ALL {
        for principal in home.kinds().filter_map(|kind| home.somebody(kind)) {
            for public in [Some("203.0.113.1".to_owned()), None] {
                points.push(Point {
                    entry,
                    principal: principal.clone(),
                    region: "us-east-1".to_owned(),
                    public,
                    vpc: "vpc-00000000".to_owned(),
                    endpoint: "vpce-00000000".to_owned(),
                    inside: "10.0.0.1".to_owned(),
                    context: Vec::new(),
                    unknown: Vec::new(),
                });
            }
        }
    }
    points
}

impl Cutter<'_> {
    fn add(&mut self, axis: Axis, pattern: Pattern) {
        self.patterns.entry(axis).or_default().push(pattern);
    }

    fn policies(&mut self) {
        let authorizer = self.authorizer;
        let policies = authorizer.policies().zip(authorizer.compiled());
        for (policy, (attached, compiled)) in policies.enumerate() {
            match (attached.layer, &attached.attached_to) {
                (Layer::VpcEndpoint, Some(id)) => self.add(Axis::Endpoint, Pattern::literal(id)),
                (Layer::Identity | Layer::PermissionsBoundary | Layer::Session, Some(arn)) => {
                    let elements = PolicyPattern::new(arn).elements();
                    self.add(Axis::Principal, Pattern::of_elements(&elements));
                }
                _ => {}
            }
            for statement in compiled.statements() {
                for (index, placed) in statement.tests().iter().enumerate() {
                    let Some(test) = &placed.compiled else {
                        continue;
                    };
                    let place = (policy, statement.index(), index);
                    if self.by_name(test) {
                        self.space.by_name.push(place);
                    }
                    if !self.test(test) {
                        self.space.uncut.push(place);
                    }
                }
                if let Some(caller) = statement.caller() {
                    self.callers(caller);
                }
                if let Some(resource) = statement.resource() {
                    self.resources(resource.patterns());
                }
            }
        }
    }

    /// Cuts the values of the key of a test; `false` where its truth may differ between
    /// values that are not told apart all the same.
    fn test(&mut self, test: &Test) -> bool {
        let Some(axis) = self.space.axis_of(test.key()) else {
            return true;
        };
        if matches!(test.operands(), Operands::Null(_)) || test.has_no_operands() {
            return true;
        }
        match axis {
            Axis::Principal if keys::is_user_name(self.authorizer, test.key()) => self.names(test),
            Axis::Principal => self.arns(test),
            Axis::Public | Axis::Inside => self.addresses(axis, test),
            Axis::Region | Axis::Vpc | Axis::Endpoint => match test.operands() {
                Operands::Strings(_) | Operands::Binaries(_) => self.texts(axis, test),
                // No id and no Region is an ARN, an address, a number, a date or true.
                _ => true,
            },
            Axis::Key(at) => match self.space.own.get(at).map(|key| key.kind) {
                Some(ValueKind::Boolean) => true,
                Some(ValueKind::Address) => self.addresses(axis, test),
                Some(ValueKind::Text) => self.texts(axis, test),
                Some(ValueKind::Ordered(unit)) => self.ordered(axis, unit, test),
                None => false,
            },
        }
    }

    fn texts(&mut self, axis: Axis, test: &Test) -> bool {
        match test.operands() {
            Operands::Strings(strings) => {
                let ignores_case = strings.mode() == Mode::IgnoreCase;
                let mut is_cut = strings.templates().is_empty() || !ignores_case;
                for (text, _) in strings.literals() {
                    if ignores_case {
                        is_cut &= text.is_ascii();
                        self.add(axis, Pattern::in_any_case(text));
                    } else {
                        self.add(axis, Pattern::literal(text));
                    }
                }
                for (pattern, _) in strings.patterns() {
                    self.add(axis, Pattern::of_elements(&pattern.elements()));
                }
                for elements in self.widest(strings.templates()) {
                    self.add(axis, Pattern::of_elements(&elements));
                }
                is_cut
            }
            Operands::Binaries(binaries) => {
                for (text, _) in binaries.literals() {
                    self.add(axis, Pattern::literal(text));
                }
                true
            }
            Operands::Bool(_) => {
                self.add(axis, Pattern::in_any_case("true"));
                true
            }
            _ => false,
        }
    }

    /// The patterns of operands with variables: what is the same for all sign-ins stands in
    /// the place of each, or a star, and what is to stand there where the key is absent.
    fn widest(&mut self, templates: &[(Template, u32)]) -> Vec<Vec<Element>> {
        let contexts = self.constants.each_ref();
        let contexts = contexts.map(|of| {
            of.iter()
                .map(Constant::value)
                .collect::<Vec<KeyValue<'_>>>()
        });
        let each = contexts.iter().flat_map(|context| {
            templates
                .iter()
                .map(|(template, _)| template.widest_patterns(context))
        });
        let each: Option<Vec<Vec<PolicyPattern>>> = each.collect();
        let Some(each) = each else {
            self.is_too_fine = true;
            return Vec::new();
        };
        each.iter().flatten().map(PolicyPattern::elements).collect()
    }

    fn addresses(&mut self, axis: Axis, test: &Test) -> bool {
        let ranges = self.ranges.entry(axis).or_default();
        match test.operands() {
            Operands::Addresses(addresses) => {
                let all = addresses.set().ranges();
                ranges.extend(all.map(|(range, _)| (*range.start(), *range.end())));
                let disputed = addresses.disputed().iter();
                ranges.extend(disputed.map(|range| (range.network(), range.broadcast())));
                true
            }
            Operands::Strings(strings) if strings.patterns().is_empty() => {
                // The texts of addresses are all of one spelling.
                let literals = strings.literals();
                let addresses = literals.filter_map(|(text, _)| text.parse().ok());
                ranges.extend(addresses.map(|address| (address, address)));
                strings.templates().is_empty()
            }
            _ => false,
        }
    }

    fn ordered(&mut self, axis: Axis, unit: Unit, test: &Test) -> bool {
        let mut points: Vec<i64> = Vec::new();
        match test.operands() {
            Operands::Dates(dates) if unit != Unit::Whole => {
                points.extend(dates.points().iter().map(|(millis, _)| *millis));
            }
            Operands::Numbers(numbers) if unit != Unit::Date => {
                let read = |text| Number::parse(text)?.to_millis();
                points.extend(numbers.points().filter_map(|(text, _)| read(text)));
            }
            _ => return false,
        }
        let starts = self.starts.entry(axis).or_default();
        for point in points {
            match unit {
                Unit::Date => starts.extend([point, point.saturating_add(1)]),
                Unit::Epoch | Unit::Whole => {
                    let whole = point.div_euclid(1_000);
                    starts.extend([whole, whole.saturating_add(1)]);
                }
            }
        }
        true
    }

    /// Cuts principals by a test of their ARN.
    fn arns(&mut self, test: &Test) -> bool {
        match test.operands() {
            Operands::Strings(strings) if strings.mode() == Mode::IgnoreCase => {
                for (text, _) in strings.literals() {
                    self.add(Axis::Principal, Pattern::in_any_case(text));
                }
                return strings.templates().is_empty();
            }
            Operands::Strings(strings) => {
                for (text, _) in strings.literals() {
                    self.add(Axis::Principal, Pattern::literal(text));
                }
                for (pattern, _) in strings.patterns() {
                    self.add(Axis::Principal, Pattern::of_elements(&pattern.elements()));
                }
            }
            Operands::Arns(arns) => {
                for (text, _) in arns.literals() {
                    self.add(Axis::Principal, Pattern::literal(text));
                }
                for (pattern, _) in arns.patterns() {
                    let [.., resource] = pattern.fields();
                    self.named(&resource.elements());
                }
            }
            // No ARN is an address, a number, a date, true or base64.
            _ => return true,
        }
        for elements in self.widest(test.templates()) {
            self.add(Axis::Principal, Pattern::of_elements(&elements));
            // A wildcard of an ARN stays within its field.
            const COLON: Element = Element::Unit(b':' as u16);
            if let Some(resource) = elements.splitn(6, |element| *element == COLON).nth(5) {
                self.named(resource);
            }
        }
        true
    }

    /// Cuts principals by the last field of their ARN.
    fn named(&mut self, resource: &[Element]) {
        for service in ["iam", "sts"] {
            let prefix = Pattern::literal(&self.space.home.prefix(service));
            let pattern = prefix.then_pattern(&Pattern::of_elements(resource));
            self.add(Axis::Principal, pattern);
        }
    }

    /// Whether the operands with variables of a test of ARNs name users by a path in plain
    /// text and `${aws:username}` behind it. Users with that path and no longer one then
    /// match, and are told apart from others.
    fn by_name(&mut self, test: &Test) -> bool {
        let is_of_arn = self.space.axis_of(test.key()) == Some(Axis::Principal)
            && !keys::is_user_name(self.authorizer, test.key());
        let is_name = |(template, _): &(Template, u32)| {
            let key = template.last_and_only_variable();
            key.is_some_and(|key| keys::is_user_name(self.authorizer, key))
        };
        if !is_of_arn || test.templates().is_empty() || !test.templates().iter().all(is_name) {
            return false;
        }
        let prefix = Pattern::literal(&self.space.home.prefix("iam"));
        let mut longer = Vec::new();
        for elements in self.widest(test.templates()) {
            let Some((Element::Many, path)) = elements.split_last() else {
                return false;
            };
            let is_plain = |element: &Element| matches!(element, Element::Unit(_));
            if !path.iter().all(is_plain) || path.last() != Some(&Element::Unit(u16::from(b'/'))) {
                return false;
            }
            let begins = Pattern::of_elements(path);
            if begins.steps.starts_with(&prefix.steps) {
                longer.push(
                    Pattern::of_elements(&elements)
                        .then("/")
                        .then_many(crate::pattern::Set::Any),
                );
            }
        }
        self.patterns
            .entry(Axis::Principal)
            .or_default()
            .append(&mut longer);
        true
    }

    /// Cuts users by their name, the last part of their ARN.
    fn names(&mut self, test: &Test) -> bool {
        let Operands::Strings(strings) = test.operands() else {
            return false;
        };
        if strings.mode() == Mode::IgnoreCase {
            return false;
        }
        for (text, _) in strings.literals() {
            self.last_part("user/", text);
        }
        strings.patterns().is_empty() && strings.templates().is_empty()
    }

    fn last_part(&mut self, head: &str, name: &str) {
        let prefix = self.space.home.prefix("iam") + head;
        self.add(
            Axis::Principal,
            Pattern::literal(&format!("{prefix}{name}")),
        );
        let deeper = Pattern::literal(&prefix).then_many(crate::pattern::Set::Any);
        self.add(Axis::Principal, deeper.then("/").then(name));
    }

    fn callers(&mut self, caller: &CallerMatcher) {
        for entry in caller.entries() {
            let PrincipalName::Arn(arn) = entry else {
                continue;
            };
            self.add(Axis::Principal, Pattern::literal(arn));
            // A session names its role without the path.
            let role = arn
                .split_once(":assumed-role/")
                .and_then(|(_, session)| session.split_once('/'));
            if let Some((role, _)) = role {
                self.last_part("role/", role);
            }
        }
    }

    /// Cuts Regions by the resources of `aws login`, which name them.
    fn resources(&mut self, patterns: &[ResourcePattern]) {
        let mut all: Vec<Vec<Element>> = Vec::new();
        for pattern in patterns {
            match pattern {
                ResourcePattern::Everything => {}
                ResourcePattern::Fixed(pattern) => all.push(pattern.elements()),
                ResourcePattern::Variable(template) => {
                    all.extend(self.widest(&[(template.clone(), 0)]));
                }
            }
        }
        let Home {
            account, partition, ..
        } = self.space.home.clone();
        for client in ["localhost", "remote"] {
            for elements in &all {
                let pattern = Pattern {
                    before: format!("arn:{partition}:signin:"),
                    after: format!(":{account}:oauth2/public-client/{client}"),
                    ..Pattern::of_elements(elements)
                };
                self.add(Axis::Region, pattern);
            }
        }
    }

    /// Cuts by the members of a region.
    fn place(&mut self, place: &Place) {
        let mut add = |axis, patterns: &crate::place::Texts| {
            let all = patterns.patterns().cloned();
            self.patterns.entry(axis).or_default().extend(all);
        };
        add(Axis::Region, &place.region);
        add(Axis::Principal, &place.arns);
        match &place.network {
            Some(Way::Public(ranges)) => {
                let all = ranges.iter().flatten();
                self.ranges.entry(Axis::Public).or_default().extend(all);
            }
            Some(Way::Endpoint {
                vpc,
                endpoint,
                inside,
            }) => {
                add(Axis::Vpc, vpc);
                add(Axis::Endpoint, endpoint);
                let all = inside.iter().flatten();
                self.ranges.entry(Axis::Inside).or_default().extend(all);
            }
            None => {}
        }
        for (name, values) in &place.context {
            let named = |key: &keys::OwnKey| key.name.eq_ignore_ascii_case(name);
            let Some(at) = self.space.own.iter().position(named) else {
                continue;
            };
            let axis = Axis::Key(at);
            let patterns = values.texts.patterns().cloned();
            self.patterns.entry(axis).or_default().extend(patterns);
            let ranges = values.addresses.iter().flatten();
            self.ranges.entry(axis).or_default().extend(ranges);
            if let Some(ValueKind::Ordered(unit)) = self.space.own.get(at).map(|key| key.kind) {
                let bounds = [&values.from, &values.before].into_iter().flatten();
                let bounds = bounds.filter_map(|text| unit.read(text));
                self.starts.entry(axis).or_default().extend(bounds);
            }
        }
    }

    fn finish(mut self, steps: &mut usize) -> Result<Space, TooLarge> {
        let all = |axis: Axis, shape: &Shape, steps: &mut usize| {
            let patterns = self.patterns.get(&axis).cloned().unwrap_or_default();
            texts(shape, &distinct(patterns), steps)
        };
        let mut space = self.space;
        space.regions = all(Axis::Region, &shapes::region(), steps)?;
        space.vpcs = all(Axis::Vpc, &shapes::vpc(), steps)?;
        space.endpoints = all(Axis::Endpoint, &shapes::endpoint(), steps)?;
        for kind in space.home.kinds().collect::<Vec<_>>() {
            let arns = all(
                Axis::Principal,
                &shapes::principals(&space.home, kind),
                steps,
            )?;
            space
                .principals
                .extend(arns.iter().filter_map(|arn| Principal::parse(arn).ok()));
        }
        let addresses = |axis: Axis| {
            let ranges = self.ranges.get(&axis).map_or(&[][..], Vec::as_slice);
            let first = values::addresses(ranges).into_iter();
            first
                .map(|address| address.to_string())
                .collect::<Vec<String>>()
        };
        space.public = addresses(Axis::Public);
        space.inside = addresses(Axis::Inside);
        for at in 0..space.own.len() {
            let axis = Axis::Key(at);
            let values = match space.own.get(at).map(|key| key.kind) {
                Some(ValueKind::Text) | None => all(axis, &shapes::any(), steps)?,
                Some(ValueKind::Boolean) => vec!["true".to_owned(), "false".to_owned()],
                Some(ValueKind::Address) => addresses(axis),
                Some(ValueKind::Ordered(unit)) => {
                    let starts = self.starts.remove(&axis).unwrap_or_default();
                    let values = unit.values(starts).into_iter();
                    values.map(|value| unit.spell(value)).collect()
                }
            };
            space.values.push(values);
        }
        Ok(space)
    }
}

/// Each pattern once.
fn distinct(patterns: Vec<Pattern>) -> Vec<Pattern> {
    let mut distinct: Vec<Pattern> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for pattern in patterns {
        if known.insert(format!("{pattern:?}")) {
            distinct.push(pattern);
        }
    }
    distinct
}
