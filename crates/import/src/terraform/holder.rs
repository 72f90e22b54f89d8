//! Users, roles and groups with what Terraform gives them.

use std::collections::BTreeMap;

use super::Reading;
use super::resource::{Resource, Said};
use crate::fact::Held;
use crate::node::{member, some_text};

/// What may have policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    User,
    Role,
    Group,
}

impl Sort {
    pub(super) const ALL: [Self; 3] = [Self::User, Self::Role, Self::Group];

    pub(super) fn called(self) -> crate::call::Sort {
        match self {
            Self::User => crate::call::Sort::User,
            Self::Role => crate::call::Sort::Role,
            Self::Group => crate::call::Sort::Group,
        }
    }

    /// The types of its resource, of its own policies and of attachments to it.
    pub(super) fn types(self) -> [&'static str; 3] {
        match self {
            Self::User => [
                "aws_iam_user",
                "aws_iam_user_policy",
                "aws_iam_user_policy_attachment",
            ],
            Self::Role => [
                "aws_iam_role",
                "aws_iam_role_policy",
                "aws_iam_role_policy_attachment",
            ],
            Self::Group => [
                "aws_iam_group",
                "aws_iam_group_policy",
                "aws_iam_group_policy_attachment",
            ],
        }
    }

    /// The attribute that names one, and the one that names several.
    pub(super) fn attributes(self) -> [&'static str; 2] {
        match self {
            Self::User => ["user", "users"],
            Self::Role => ["role", "roles"],
            Self::Group => ["group", "groups"],
        }
    }
}

/// A user, role or group with what is known of it.
pub(super) struct Holder<'r, 'd> {
    pub(super) sort: Sort,
    pub(super) resource: &'r Resource<'d>,
    /// Its ARN, where it has one before apply.
    pub(super) arn: Option<&'d str>,
    pub(super) name: Option<&'d str>,
    pub(super) held: Held,
    pub(super) groups: Vec<String>,
    /// Something of its policies is not told.
    pub(super) is_lost: bool,
}

/// Users, roles and groups as they are found.
pub(super) struct Finding<'r, 'd> {
    pub(super) holders: Vec<Holder<'r, 'd>>,
    /// By sort and name.
    pub(super) places: BTreeMap<(usize, &'d str), Vec<usize>>,
    /// Some have policies that are not told here.
    pub(super) is_partial: bool,
}

impl Finding<'_, '_> {
    /// Any of them may have a policy that is not told.
    pub(super) fn lose_all(&mut self, sort: Sort) {
        self.is_partial = true;
        for holder in &mut self.holders {
            holder.is_lost |= holder.sort == sort;
        }
    }
}

impl<'r, 'd> Reading<'r, 'd> {
    /// Whether the plan may take a policy away from a role that does not tell so itself: a managed
    /// one with its ARN, or an own one.
    fn may_take_away(&self, arn: Option<&str>) -> bool {
        let mut all = self.all.iter().chain(self.prior).filter(|one| !one.is_data);
        all.any(|one| match (one.of_type, arn) {
            ("aws_iam_policy_attachment", Some(arn)) => {
                one.text("policy_arn").is_none_or(|own| own == arn)
            }
            ("aws_iam_role_policy_attachments_exclusive", Some(_))
            | ("aws_iam_role_policies_exclusive", None) => true,
            _ => false,
        })
    }

    /// What roles tell of their policies themselves. These lists are as old as the last time that
    /// Terraform asked AWS, and what was deleted since may be in them.
    pub(super) fn lists_of_roles(&mut self, finding: &mut Finding<'r, 'd>) {
        let gone = |of_type: &str, role: &str, attribute: &str, wanted: &str| {
            let mut before = self.prior.iter().filter(|one| one.of_type == of_type);
            before.any(|one| one.text("role") == Some(role) && one.text(attribute) == Some(wanted))
        };
        let mut told = Vec::new();
        for (at, holder) in finding.holders.iter().enumerate() {
            let resource = holder.resource;
            if holder.sort != Sort::Role || resource.is_data {
                continue;
            }
            let role = holder.name.unwrap_or_default();
            let is_sure = |attribute: &str, arn: Option<&str>| {
                (self.is_after && !self.may_take_away(arn))
                    || self.configuration.has(resource, attribute)
            };
            for policy in resource.list("inline_policy") {
                let Some(name) = some_text(policy, "name") else {
                    continue;
                };
                let own = format!("{role}/{name}");
                let is_there = holder.held.inline.iter().any(|(one, _)| *one == own);
                if is_there || gone("aws_iam_role_policy", role, "name", &name) {
                    continue;
                }
                let text = member(policy, "policy").and_then(|one| self.output.policy(one));
                let text = text.filter(|_| is_sure("inline_policy", None));
                told.push((at, Ok((own, text))));
            }
            for arn in resource.list("managed_policy_arns") {
                let Some(arn) = arn.as_str() else { continue };
                let is_there = holder.held.attached.iter().any(|one| one == arn);
                if is_there || gone("aws_iam_role_policy_attachment", role, "policy_arn", arn) {
                    continue;
                }
                match is_sure("managed_policy_arns", Some(arn)) {
                    true => told.push((at, Err(arn.to_owned()))),
                    false => told.push((at, Ok((arn.to_owned(), None)))),
                }
            }
            for attribute in ["inline_policy", "managed_policy_arns"] {
                let is_hidden = matches!(resource.get(attribute), Said::Secret)
                    || (matches!(resource.get(attribute), Said::AfterApply)
                        && self.configuration.has(resource, attribute));
                if is_hidden {
                    told.push((at, Ok((format!("{role}/{attribute}"), None))));
                }
            }
        }
        for (at, policy) in told {
            let Some(holder) = finding.holders.get_mut(at) else {
                continue;
            };
            match policy {
                Ok(own) => holder.held.inline.push(own),
                Err(arn) => holder.held.attached.push(arn),
            }
        }
    }
}
