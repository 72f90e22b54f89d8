//! What the resources of a module come to.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::structure::Block;
use vestibule_iam::json;
use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::{Finding, ImportedKind, Severity};

use super::evaluate::{At, Evaluator, Known, Open, Reference, Why};
use super::instance::{Instance, within};
use super::module::{Address, attribute};
use super::value::Value;
use crate::fact::{Fact, Place, Type};
use crate::output::Told;

const POLICY: &str = "aws_organizations_policy";
const ATTACHMENT: &str = "aws_organizations_policy_attachment";
pub(super) const ORGANIZATION: &str = "aws_organizations_organization";
pub(super) const UNIT: &str = "aws_organizations_organizational_unit";
const ACCOUNT: &str = "aws_organizations_account";

/// A policy in the making.
struct Policy {
    name: String,
    types: Vec<Type>,
    text: Option<String>,
    file: usize,
    nodes: Vec<String>,
    places: Vec<Place>,
    is_all: bool,
}

/// What is read of one module.
pub(super) struct Reading<'e, 'a> {
    pub(super) evaluator: &'e Evaluator<'a>,
    /// What is told, by file.
    pub(super) told: &'e mut BTreeMap<usize, Told>,
    /// What each resource that is not imported is named as, by file.
    pub(super) made: BTreeMap<usize, BTreeSet<String>>,
    pub(super) endpoints: BTreeMap<usize, BTreeSet<String>>,
    pub(super) identity: BTreeMap<usize, BTreeSet<String>>,
}

impl<'e, 'a> Reading<'e, 'a> {
    pub(super) fn new(evaluator: &'e Evaluator<'a>, told: &'e mut BTreeMap<usize, Told>) -> Self {
        Self {
            evaluator,
            told,
            made: BTreeMap::new(),
            endpoints: BTreeMap::new(),
            identity: BTreeMap::new(),
        }
    }

    pub(super) fn read(mut self) {
        let module = self.evaluator.module;
        let mut policies: BTreeMap<(String, Option<String>), Policy> = BTreeMap::new();
        for (address, (file, block)) in &module.resources {
            if !address.is_data && address.of_type == POLICY {
                self.policies(address, *file, block, &mut policies);
            }
        }
        for (address, (file, block)) in &module.resources {
            if address.is_data {
                continue;
            }
            match address.of_type.as_str() {
                POLICY => {}
                ATTACHMENT => self.attachments(address, *file, block, &mut policies),
                UNIT | ACCOUNT | ORGANIZATION => {
                    let made = self.made.entry(*file).or_default();
                    made.insert(address.to_string());
                }
                "aws_vpc_endpoint" | "aws_vpc_endpoint_policy" => {
                    self.endpoint(address, *file, block)
                }
                _ => self.identity(address, *file, block),
            }
        }
        for policy in policies.into_values() {
            let told = self.told.entry(policy.file).or_default();
            told.used(ImportedKind::Policy, usize::from(policy.text.is_some()));
            told.used(
                ImportedKind::Attachment,
                policy.nodes.len() + policy.places.len(),
            );
            for of_type in policy.types {
                told.fact(Fact::Template {
                    name: policy.name.clone(),
                    of_type,
                    text: policy.text.clone(),
                    nodes: policy.nodes.clone(),
                    places: policy.places.clone(),
                    is_all: policy.is_all,
                    is_managed: true,
                });
            }
        }
        self.end();
    }

    /// Says where something stands that is not known.
    pub(super) fn say(&mut self, address: &str, attribute: &str, open: &Open) {
        let place = self.evaluator.module.files.get(&open.file);
        let (line, column) = place.map_or((1, 1), |written| written.place(open.at));
        let (attribute, resource, value) = (code(attribute), code(address), code(&open.what));
        let message = match open.why {
            Why::Untold => message!(
                "line {line}, column {column}: {attribute} of {resource} is not known, since it rests on {value}",
                line = line,
                column = column,
                attribute = attribute,
                resource = resource,
                value = value
            ),
            Why::Itself => message!(
                "line {line}, column {column}: {attribute} of {resource} is not known, since {value} rests on itself",
                line = line,
                column = column,
                attribute = attribute,
                resource = resource,
                value = value
            ),
            Why::Twice => message!(
                "line {line}, column {column}: {attribute} of {resource} is not known, since {value} is written twice",
                line = line,
                column = column,
                attribute = attribute,
                resource = resource,
                value = value
            ),
            Why::TooLarge => message!(
                "line {line}, column {column}: {attribute} of {resource} is not known, since {value} is too large or nested too deep",
                line = line,
                column = column,
                attribute = attribute,
                resource = resource,
                value = value
            ),
        };
        let help = message!(
            "give it with {option}, or import what `terraform show -json` prints of a plan",
            option = code("--set NAME=VALUE")
        );
        let told = self.told.entry(open.file).or_default();
        told.say(Finding::new("import-unresolved", Severity::Warning, message).help(help));
    }

    /// The resources of a block; one of which nothing is sure where it is not known how many.
    fn instances(
        &mut self,
        address: &Address,
        file: usize,
        block: &Block,
    ) -> (Vec<Option<Instance>>, bool) {
        match self.evaluator.instances(block, file) {
            Ok(instances) => (instances, true),
            Err(open) => {
                let names = ["count", "for_each"];
                let mut names = names.iter().filter(|name| block.body.has_attribute(name));
                let name = names.next().copied().unwrap_or("resource");
                self.say(&address.to_string(), name, &open);
                (vec![None], false)
            }
        }
    }

    /// The value of an attribute; `None` where it has none.
    pub(super) fn value(&self, block: &Block, name: &str, at: At<'_>) -> Known<Option<Value>> {
        let Some(node) = attribute(block, name) else {
            return Ok(None);
        };
        if let Some(ignored) = ignored(block, name) {
            // Terraform leaves alone what there is.
            return self.evaluator.open("ignore_changes", at, ignored);
        }
        let value = self.evaluator.value(node, at)?;
        Ok((value != Value::Null).then_some(value))
    }

    fn policies(
        &mut self,
        address: &Address,
        file: usize,
        block: &Block,
        policies: &mut BTreeMap<(String, Option<String>), Policy>,
    ) {
        let (instances, is_sure) = self.instances(address, file, block);
        for instance in instances {
            let named = named(address, instance.as_ref());
            let policy = within(instance.as_ref(), file, |at| {
                self.policy(&named, block, is_sure, at)
            });
            if let Some(policy) = policy {
                policies.insert((address.name.clone(), instance.map(|one| one.key)), policy);
            }
        }
    }

    /// A policy; `None` for one of a type that bears on no sign-in.
    fn policy(&mut self, named: &str, block: &Block, is_sure: bool, at: At<'_>) -> Option<Policy> {
        let types = match self.value(block, "type", at) {
            // The default of the provider.
            Ok(None) => vec![Type::ServiceControl],
            Ok(Some(of_type)) => vec![Type::of(of_type.as_text()?)?],
            Err(open) => {
                self.say(named, "type", &open);
                Type::ALL.to_vec()
            }
        };
        let name = match self.value(block, "name", at) {
            Ok(name) => name
                .as_ref()
                .and_then(Value::as_text)
                .map(ToOwned::to_owned),
            Err(open) => {
                self.say(named, "name", &open);
                None
            }
        };
        let text = match self.value(block, "content", at) {
            Ok(content) => {
                let text = content.as_ref().and_then(Value::as_text);
                let text = text.filter(|text| is_policy(text)).map(ToOwned::to_owned);
                match (text, attribute(block, "content")) {
                    (Some(text), _) => self.filled(named, text, block, at),
                    (None, node) => {
                        let node = node.and_then(Span::span).or(block.span());
                        let open = Open {
                            what: "content".to_owned(),
                            file: at.file,
                            at: node.map_or(0, |span| span.start),
                            of: None,
                            why: Why::Untold,
                        };
                        self.say(named, "content", &open);
                        None
                    }
                }
            }
            Err(open) => {
                self.say(named, "content", &open);
                None
            }
        };
        Some(Policy {
            // One whose name is not known may be any of those that there are.
            name: name.unwrap_or_else(|| named.to_owned()),
            text: text.filter(|_| is_sure && types.len() == 1),
            types,
            file: at.file,
            nodes: Vec::new(),
            places: Vec::new(),
            is_all: is_sure,
        })
    }

    /// A policy with values for its placeholders.
    fn filled(&mut self, named: &str, text: String, block: &Block, at: At<'_>) -> Option<String> {
        match self.evaluator.given.filled(text) {
            Ok(text) => Some(text),
            Err(without) => {
                let node = attribute(block, "content").and_then(Span::span);
                for name in without {
                    let open = Open {
                        what: format!("${{{name}}}"),
                        file: at.file,
                        at: node.as_ref().map_or(0, |span| span.start),
                        of: None,
                        why: Why::Untold,
                    };
                    self.say(named, "content", &open);
                }
                None
            }
        }
    }

    fn attachments(
        &mut self,
        address: &Address,
        file: usize,
        block: &Block,
        policies: &mut BTreeMap<(String, Option<String>), Policy>,
    ) {
        let (instances, is_sure) = self.instances(address, file, block);
        for instance in instances {
            let named = named(address, instance.as_ref());
            within(instance.as_ref(), file, |at| {
                self.attachment(&named, block, is_sure, policies, at);
            });
        }
    }

    fn attachment(
        &mut self,
        named: &str,
        block: &Block,
        is_sure: bool,
        policies: &mut BTreeMap<(String, Option<String>), Policy>,
        at: At<'_>,
    ) {
        let target = self.target(named, block, at).filter(|_| is_sure);
        let policy = match self.value(block, "policy_id", at) {
            Ok(Some(Value::Text(id))) if id.starts_with("p-") => {
                let told = self.told.entry(at.file).or_default();
                let (nodes, places) = split(target.as_ref());
                // A root that is not named may be any node.
                told.used(ImportedKind::Attachment, nodes.len());
                told.fact(Fact::Attachments {
                    policy: id,
                    is_lost: nodes.is_empty() || !places.is_empty(),
                    nodes,
                });
                return;
            }
            Ok(value) => {
                let what = value.map_or_else(|| "policy_id".to_owned(), |value| value.json());
                let open = Open {
                    what,
                    file: at.file,
                    at: block.span().map_or(0, |span| span.start),
                    of: None,
                    why: Why::Untold,
                };
                self.say(named, "policy_id", &open);
                None
            }
            Err(open) => match written(&open, policies, &self.evaluator.module.resources) {
                Written::One(key) => policies.get_mut(&key),
                Written::Other => return,
                Written::Unknown => {
                    self.say(named, "policy_id", &open);
                    None
                }
            },
        };
        let (nodes, places) = split(target.as_ref());
        match policy {
            Some(policy) => {
                policy.is_all &= target.is_some();
                policy.nodes.extend(nodes);
                policy.places.extend(places);
            }
            None => {
                // A policy of either type may be attached here.
                for of_type in Type::ALL {
                    self.told.entry(at.file).or_default().fact(Fact::Template {
                        name: named.to_owned(),
                        of_type,
                        text: None,
                        nodes: nodes.clone(),
                        places: places.clone(),
                        is_all: target.is_some(),
                        is_managed: true,
                    });
                }
            }
        }
    }

    /// Policies of which nothing is told but that something may make them.
    pub(super) fn any_policy(&mut self, name: &str, file: usize) {
        any_policy(name, self.told.entry(file).or_default());
    }
}

/// Policies of either type, of which nothing else is told.
pub(super) fn any_policy(name: &str, told: &mut Told) {
    for of_type in Type::ALL {
        told.fact(Fact::unknown_policy(name, of_type, true));
    }
}

/// The list of what Terraform does not change once it is made, where an attribute is in it.
fn ignored<'b>(block: &'b Block, name: &str) -> Option<&'b Expression> {
    let lifecycle = block.body.get_blocks("lifecycle");
    let mut lists = lifecycle.filter_map(|block| attribute(block, "ignore_changes"));
    let is_it =
        |one: &Expression, name: &str| one.as_variable().is_some_and(|one| one.as_str() == name);
    lists.find(|list| {
        let mut all = list.as_array().into_iter().flat_map(|all| all.iter());
        is_it(list, "all") || all.any(|one| is_it(one, name))
    })
}

/// Which policy an attachment is of.
enum Written {
    One((String, Option<String>)),
    /// One of a type that bears on no sign-in, or that is not made.
    Other,
    Unknown,
}

fn written(
    open: &Open,
    policies: &BTreeMap<(String, Option<String>), Policy>,
    resources: &BTreeMap<Address, (usize, &Block)>,
) -> Written {
    let Some(of) = open.of.as_ref().filter(|of| is_id(of, POLICY)) else {
        return Written::Unknown;
    };
    let name = &of.address.name;
    for index in [of.index.clone(), None] {
        let key = (name.clone(), index);
        if policies.contains_key(&key) {
            return Written::One(key);
        }
    }
    let has_others = policies.keys().any(|(own, _)| own == name);
    match resources.contains_key(&of.address) && !has_others {
        true => Written::Other,
        false => Written::Unknown,
    }
}

/// Whether a reference is the id of a resource that is managed.
pub(super) fn is_id(of: &Reference, of_type: &str) -> bool {
    !of.address.is_data && of.address.of_type == of_type && of.rest.as_slice() == ["id"]
}

fn named(address: &Address, instance: Option<&Instance>) -> String {
    match instance {
        Some(instance) => format!("{address}[\"{}\"]", instance.key),
        None => address.to_string(),
    }
}

pub(super) fn is_policy(text: &str) -> bool {
    !json::parse(text).root.members().is_empty()
}

/// The nodes that a place is by its id, and those by names.
fn split(place: Option<&Place>) -> (Vec<String>, Vec<Place>) {
    match place {
        Some(Place {
            below: Some(id),
            names,
        }) if names.is_empty() => (vec![id.clone()], Vec::new()),
        Some(place) => (Vec::new(), vec![place.clone()]),
        None => (Vec::new(), Vec::new()),
    }
}
