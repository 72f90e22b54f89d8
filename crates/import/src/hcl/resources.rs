//! What the resources of a module come to.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::Span;
use hcl_edit::structure::Block;
use vestibule_iam::json;
use vestibule_syntax::diagnostic::{code, codes};
use vestibule_syntax::message;
use vestibule_wire::{Finding, ImportedKind, Severity};

use super::evaluate::{At, Evaluator, Instance, Known, Open, Reference, within};
use super::module::{Address, attribute};
use super::value::Value;
use crate::call::Sort;
use crate::fact::{Fact, Part, Place, Type};
use crate::iam::may_bear_on_sign_in;
use crate::output::Told;
use crate::subject::is_node;

const POLICY: &str = "aws_organizations_policy";
const ATTACHMENT: &str = "aws_organizations_policy_attachment";
const ORGANIZATION: &str = "aws_organizations_organization";
const UNIT: &str = "aws_organizations_organizational_unit";
const ACCOUNT: &str = "aws_organizations_account";
const ENDPOINTS: [&str; 2] = ["aws_vpc_endpoint", "aws_vpc_endpoint_policy"];
/// How deep units stand in each other at the most.
const UNITS: usize = 8;

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
    made: BTreeMap<usize, BTreeSet<String>>,
    endpoints: BTreeMap<usize, BTreeSet<String>>,
    identity: BTreeMap<usize, BTreeSet<String>>,
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
                of_type if ENDPOINTS.contains(&of_type) => self.endpoint(address, *file, block),
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
    fn say(&mut self, address: &str, attribute: &str, open: &Open) {
        let place = self.evaluator.module.files.get(&open.file);
        let (line, column) = place.map_or((1, 1), |written| written.place(open.at));
        let message = message!(
            "line {line}, column {column}: {attribute} of {resource} is not known, since it rests on {value}",
            line = line,
            column = column,
            attribute = code(attribute),
            resource = code(address),
            value = code(&open.what)
        );
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
                self.say(&address.to_string(), "count", &open);
                (vec![None], false)
            }
        }
    }

    /// The value of an attribute; `None` where it has none.
    fn value(&self, block: &Block, name: &str, at: At<'_>) -> Known<Option<Value>> {
        let Some(node) = attribute(block, name) else {
            return Ok(None);
        };
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
                            what: "a text that is not a policy".to_owned(),
                            file: at.file,
                            at: node.map_or(0, |span| span.start),
                            of: None,
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

    /// What an attachment is to; `None` where that is not known, which is said.
    fn target(&mut self, named: &str, block: &Block, at: At<'_>) -> Option<Place> {
        let open = match self.value(block, "target_id", at) {
            Ok(Some(Value::Text(id))) if is_node(&id) => {
                return Some(Place {
                    below: Some(id),
                    names: Vec::new(),
                });
            }
            Ok(value) => {
                let node = attribute(block, "target_id").and_then(Span::span);
                Box::new(Open {
                    what: value.map_or_else(|| "target_id".to_owned(), |value| value.json()),
                    file: at.file,
                    at: node.or(block.span()).map_or(0, |span| span.start),
                    of: None,
                })
            }
            Err(open) => open,
        };
        let place = open.of.as_ref().and_then(|of| self.place(of, 0));
        if place.is_none() {
            self.say(named, "target_id", &open);
        }
        place
    }

    /// The root, or a unit by the names on the way to it.
    fn place(&self, of: &Reference, depth: usize) -> Option<Place> {
        let rest: Vec<&str> = of.rest.iter().map(|part| &**part).collect();
        let address = &of.address;
        if address.of_type == ORGANIZATION && rest == ["roots", "0", "id"] {
            return Some(Place {
                below: None,
                names: Vec::new(),
            });
        }
        if address.of_type != UNIT || rest != ["id"] || depth >= UNITS {
            return None;
        }
        let (file, block) = *self.evaluator.module.resources.get(address)?;
        let instances = self.evaluator.instances(block, file).ok()?;
        let mut instances = instances.iter();
        let instance = instances
            .find(|one| one.as_ref().map(|one| &one.key) == of.index.as_ref())?
            .as_ref();
        within(instance, file, |at| {
            let name = self.value(block, "name", at).ok()??;
            let mut place = match self.value(block, "parent_id", at) {
                Ok(Some(Value::Text(id))) if is_node(&id) => Place {
                    below: Some(id),
                    names: Vec::new(),
                },
                Ok(_) => return None,
                Err(open) => self.place(open.of.as_ref()?, depth + 1)?,
            };
            place.names.push(name.as_text()?.to_owned());
            Some(place)
        })
    }

    /// An endpoint gets its id once it is made.
    fn endpoint(&mut self, address: &Address, file: usize, block: &Block) {
        let module = self.evaluator.module;
        let is_other = |(file, block): (usize, &Block)| {
            let Some(node) = attribute(block, "service_name") else {
                return false;
            };
            let at = At { file, scope: None };
            let service = match self.evaluator.value(node, at) {
                Ok(value) => value.text(),
                // Its last word says the service, whatever the Region is.
                Err(_) => {
                    let text = node.span().zip(module.files.get(&file));
                    let text = text.map(|(span, written)| written.text(span));
                    let text = text.and_then(|text| text.strip_suffix('"'));
                    text.map(ToOwned::to_owned)
                }
            };
            let last = service.as_deref().and_then(|text| text.rsplit('.').next());
            last.is_some_and(|last| {
                let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-';
                let is_word = !last.is_empty() && last.chars().all(is_word);
                is_word && !matches!(last, "signin" | "signin-v2")
            })
        };
        let own = match address.of_type.as_str() {
            "aws_vpc_endpoint" => Some((file, block)),
            _ => {
                let at = At { file, scope: None };
                let open = self.value(block, "vpc_endpoint_id", at).err();
                let of = open.and_then(|open| open.of);
                let of = of.filter(|of| is_id(of, "aws_vpc_endpoint"));
                of.and_then(|of| module.resources.get(&of.address).copied())
            }
        };
        if !own.is_some_and(is_other) {
            let endpoints = self.endpoints.entry(file).or_default();
            endpoints.insert(address.to_string());
        }
    }

    /// Policies of users and roles, of which nothing says the account.
    fn identity(&mut self, address: &Address, file: usize, block: &Block) {
        let of_type = address.of_type.as_str();
        let parts = crate::terraform::parts(of_type);
        for part in parts {
            if part == Part::Endpoints {
                let endpoints = self.endpoints.entry(file).or_default();
                endpoints.insert(address.to_string());
            } else if let Part::Policies(_) = part {
                self.any_policy(&address.to_string(), file);
            } else if !self.says_nothing(block, file) {
                let identity = self.identity.entry(file).or_default();
                identity.insert(address.to_string());
            }
        }
        let is_holder = ["aws_iam_user", "aws_iam_role", "aws_iam_group"].contains(&of_type);
        let is_policy = of_type.starts_with("aws_iam_") && of_type.contains("polic");
        let is_member = of_type.ends_with("group_membership");
        let has_policies = [
            "inline_policy",
            "managed_policy_arns",
            "permissions_boundary",
        ]
        .iter()
        .any(|name| block.body.has_attribute(name) || block.body.has_blocks(name))
            || block.body.has_blocks("dynamic");
        if of_type == "aws_iam_account_password_policy"
            || !((is_holder && has_policies) || is_policy || is_member)
            || self.says_nothing(block, file)
        {
            return;
        }
        let identity = self.identity.entry(file).or_default();
        identity.insert(address.to_string());
        // One that there is already may get further policies.
        if of_type != "aws_iam_policy" {
            self.unsure(block, file);
        }
    }

    /// The names of those that a block gives policies to.
    fn unsure(&mut self, block: &Block, file: usize) {
        let at = At { file, scope: None };
        for (sort, own, several) in [
            (Sort::User, "user", "users"),
            (Sort::Role, "role", "roles"),
            (Sort::Group, "group", "groups"),
        ] {
            for attribute in [own, several] {
                let names = match self.value(block, attribute, at) {
                    Ok(None) => continue,
                    Ok(Some(Value::Text(name))) => vec![Some(name)],
                    Ok(Some(Value::List(all))) => all.iter().map(|one| Some(one.text()?)).collect(),
                    _ => vec![None],
                };
                for name in names {
                    let told = self.told.entry(file).or_default();
                    told.fact(Fact::Unsure { sort, name });
                }
            }
        }
    }

    /// Whether a policy, or the one that is attached, says nothing of AWS Sign-In.
    fn says_nothing(&self, block: &Block, file: usize) -> bool {
        let at = At { file, scope: None };
        let text = |block: &Block, at: At<'_>| {
            let value = self.value(block, "policy", at).ok()??;
            let text = value.as_text()?;
            Some(is_policy(text) && !may_bear_on_sign_in(text))
        };
        if block.body.has_attribute("policy") {
            return text(block, at) == Some(true);
        }
        let attached = self.value(block, "policy_arn", at).err();
        let attached = attached.and_then(|open| open.of);
        let attached = attached
            .filter(|of| of.address.of_type == "aws_iam_policy" && of.rest.as_slice() == ["arn"]);
        let attached =
            attached.and_then(|of| self.evaluator.module.resources.get(&of.address).copied());
        attached.is_some_and(|(file, block)| text(block, At { file, scope: None }) == Some(true))
    }

    /// Policies of which nothing is told but that something may make them.
    pub(super) fn any_policy(&mut self, name: &str, file: usize) {
        any_policy(name, self.told.entry(file).or_default());
    }

    fn end(self) {
        let lists = [
            (self.made, None),
            (self.endpoints, Some(Part::Endpoints)),
            (self.identity, Some(Part::Principals)),
        ];
        for (files, part) in lists {
            for (file, names) in files {
                let told = self.told.entry(file).or_default();
                let names = codes(names.iter().take(20).map(|name| &**name));
                let (message, call) = match part {
                    None => (
                        message!(
                            "these have their ids only once they are made, and are not imported: {names}",
                            names = names
                        ),
                        "aws organizations list-roots",
                    ),
                    Some(Part::Endpoints) => (
                        message!(
                            "endpoints in it have their ids only once they are made: {names}",
                            names = names
                        ),
                        "aws ec2 describe-vpc-endpoints",
                    ),
                    Some(_) => (
                        message!(
                            "policies of users and roles in it are not imported, since it tells no account: {names}",
                            names = names
                        ),
                        "aws iam get-account-authorization-details",
                    ),
                };
                let severity = match part {
                    None => Severity::Info,
                    Some(_) => Severity::Warning,
                };
                if let Some(part) = part {
                    told.fact(Fact::Lost(part));
                }
                let help = message!("import the output of {call}, too", call = code(call));
                told.say(Finding::new("import-unresolved", severity, message).help(help));
            }
        }
    }
}

/// Policies of either type, of which nothing else is told.
pub(super) fn any_policy(name: &str, told: &mut Told) {
    for of_type in Type::ALL {
        told.fact(Fact::Template {
            name: name.to_owned(),
            of_type,
            text: None,
            nodes: Vec::new(),
            places: Vec::new(),
            is_all: false,
            is_managed: true,
        });
    }
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
fn is_id(of: &Reference, of_type: &str) -> bool {
    !of.address.is_data && of.address.of_type == of_type && of.rest.as_slice() == ["id"]
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

fn named(address: &Address, instance: Option<&Instance>) -> String {
    match instance {
        Some(instance) => format!("{address}[\"{}\"]", instance.key),
        None => address.to_string(),
    }
}

fn is_policy(text: &str) -> bool {
    !json::parse(text).root.members().is_empty()
}
