//! Where tests, attachments and callers can tell principals apart.

use vestibule_iam::condition::{Mode, Operands, Test};
use vestibule_iam::keys::KeyId;
use vestibule_iam::matching::{CallerMatcher, PrincipalName};
use vestibule_iam::wildcard::{Element, Pattern};

use super::Cutter;
use crate::space::axis::PRINCIPAL;
use crate::text::{Glob, matches, quotients};

const SLASH: Element = Element::Unit(b'/' as u16);

impl Cutter<'_> {
    pub(super) fn is_user_name(&self, key: KeyId) -> bool {
        self.policies
            .authorizer
            .keys()
            .name(key)
            .eq_ignore_ascii_case("aws:username")
    }

    /// Whether the operands with variables of a test of ARNs name users by a path in plain
    /// text and `${aws:username}`. Then users with that path and no longer one match, and
    /// are told apart from others.
    pub(super) fn is_by_name(&mut self, test: &Test) -> bool {
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

    /// Cuts principals by a test of their ARN.
    pub(super) fn add_arns(&mut self, test: &Test, by_name: bool) -> bool {
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
        for elements in self.widest(test.templates().iter().map(|(template, _)| template)) {
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
    pub(super) fn add_principals(&mut self, elements: &[Element]) -> bool {
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
    pub(super) fn add_names(&mut self, test: &Test) -> bool {
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

    pub(super) fn add_callers(&mut self, caller: &CallerMatcher) {
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
}

/// The five fields of the pattern of an ARN behind `arn:`; `None` when it has fewer.
fn fields(elements: &[Element]) -> Option<[Vec<Element>; 5]> {
    const COLON: Element = Element::Unit(b':' as u16);
    let mut fields = elements.splitn(6, |element| *element == COLON);
    fields.next()?;
    let mut next = || fields.next().map(<[Element]>::to_vec);
    Some([next()?, next()?, next()?, next()?, next()?])
}
