//! Resources of which a configuration tells too little to import them.

use hcl_edit::Span;
use hcl_edit::structure::Block;
use vestibule_syntax::diagnostic::{code, codes};
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use super::evaluate::At;
use super::module::{Address, attribute};
use super::resources::{Reading, is_id, is_policy};
use super::value::Value;
use crate::call::Sort;
use crate::fact::{Fact, Part};
use crate::iam::may_bear_on_sign_in;

impl Reading<'_, '_> {
    /// An endpoint gets its id once it is made.
    pub(super) fn endpoint(&mut self, address: &Address, file: usize, block: &Block) {
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
    pub(super) fn identity(&mut self, address: &Address, file: usize, block: &Block) {
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
        let holder = match block.labels.first().map(|label| label.as_str()) {
            Some("aws_iam_user") => Some(Sort::User),
            Some("aws_iam_role") => Some(Sort::Role),
            Some("aws_iam_group") => Some(Sort::Group),
            _ => None,
        };
        if let Some(sort) = holder
            && block.body.has_attribute("name")
        {
            let name = self.value(block, "name", at).ok().flatten();
            let name = name.and_then(|name| name.text());
            let told = self.told.entry(file).or_default();
            told.fact(Fact::Unsure { sort, name });
        }
        for (sort, own, several) in [
            (Sort::User, "user", "users"),
            (Sort::Role, "role", "roles"),
            (Sort::Group, "group", "groups"),
        ] {
            for attribute in [own, several] {
                let names = match self.value(block, attribute, at) {
                    Ok(None) => continue,
                    Ok(Some(Value::Text(name))) => vec![Some(name)],
                    Ok(Some(Value::List(all))) => all.iter().map(Value::text).collect(),
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

    pub(super) fn end(self) {
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
