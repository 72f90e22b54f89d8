//! Users, roles and groups of IAM, with those of their policies that are managed.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_iam::json::Node;
use vestibule_wire::ImportedKind;

use super::holder::{Finding, Holder, Sort};
use super::resource::{Resource, Said, without_indexes};
use super::{Reading, new_id};
use crate::fact::{Fact, Held, Part, Principal};

use crate::iam::account_of;
use crate::identity::name_of;

const MANAGED: &str = "aws_iam_policy";

impl<'r, 'd> Reading<'r, 'd> {
    pub(super) fn identity(&mut self) {
        let mut holders: Vec<Holder<'r, 'd>> = Vec::new();
        let mut is_partial = false;
        for sort in Sort::ALL {
            let [of_type, ..] = sort.types();
            let managed: BTreeSet<&str> = self
                .managed(of_type)
                .filter_map(|one| one.text("arn"))
                .collect();
            for resource in self.of_type(of_type) {
                let name = resource.text("name").or_else(|| resource.text("user_name"));
                let arn = resource.text("arn").filter(|arn| account_of(arn).is_some());
                // One that is renamed has the ARN of its old name until apply.
                let arn = arn.filter(|arn| name.is_none_or(|name| name_of(arn) == name));
                if resource.is_data && arn.is_none_or(|arn| managed.contains(arn)) {
                    continue;
                }
                if arn.is_none() {
                    // It is known by no ARN before apply.
                    self.note(resource, "arn");
                    is_partial = true;
                }
                holders.push(Holder {
                    sort,
                    resource,
                    arn,
                    name,
                    held: Held::default(),
                    groups: Vec::new(),
                    is_lost: false,
                });
            }
        }
        let mut places: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
        for (at, holder) in holders.iter().enumerate() {
            if let Some(name) = holder.name {
                places
                    .entry((holder.sort as usize, name))
                    .or_default()
                    .push(at);
            }
        }
        let mut finding = Finding {
            holders,
            places,
            is_partial,
        };
        for sort in Sort::ALL {
            self.own(sort, &mut finding);
            self.attachments(sort, &mut finding);
        }
        self.groups(&mut finding);
        self.lists_of_roles(&mut finding);
        self.texts();
        self.tell(finding);
    }

    /// The policies that are the own ones of users, roles or groups.
    fn own(&mut self, sort: Sort, finding: &mut Finding<'r, 'd>) {
        let ([_, of_type, _], [of, _]) = (sort.types(), sort.attributes());
        for resource in self.managed(of_type) {
            let text = self.document(resource, "policy");
            let name = self.text(resource, "name").unwrap_or(&resource.address);
            if let Some(holder) = self.one(sort, resource, of, finding) {
                let of = holder.name.unwrap_or_default();
                self.told
                    .used(ImportedKind::Policy, usize::from(text.is_some()));
                holder.held.inline.push((format!("{of}/{name}"), text));
            }
        }
    }

    /// Attaches a managed policy, if the user, role or group may have it.
    fn attach(&mut self, sort: Sort, holder: &mut Holder<'r, 'd>, arn: String) -> bool {
        let may_have = may_have(holder, &arn);
        if may_have {
            self.told.used(ImportedKind::Attachment, 1);
            holder.held.attached.push(arn);
        } else {
            holder.is_lost = true;
            self.unsure(sort, holder.name);
        }
        may_have
    }

    fn attachments(&mut self, sort: Sort, finding: &mut Finding<'r, 'd>) {
        let ([_, _, of_type], [of, several]) = (sort.types(), sort.attributes());
        for resource in self.managed(of_type) {
            let arn = self.policy_arn(resource);
            if let Some(holder) = self.one(sort, resource, of, finding) {
                let is_sure = self.attach(sort, holder, arn);
                finding.is_partial |= !is_sure;
            }
        }
        for resource in self.managed("aws_iam_policy_attachment") {
            let arn = self.policy_arn(resource);
            for at in self.several(sort, resource, several, finding) {
                let Some(holder) = finding.holders.get_mut(at) else {
                    continue;
                };
                let is_sure = self.attach(sort, holder, arn.clone());
                finding.is_partial |= !is_sure;
            }
        }
    }

    /// The ARN of the policy that is attached, or what stands for it.
    fn policy_arn(&mut self, resource: &Resource<'d>) -> String {
        if let Some(arn) = self.text(resource, "policy_arn") {
            return arn.to_owned();
        }
        let all = self.all;
        let made_from = self
            .configuration
            .referenced(resource, "policy_arn", MANAGED, all);
        made_from.map_or_else(|| new_id(resource), arn_of)
    }

    /// Which users are in which groups.
    fn groups(&mut self, finding: &mut Finding<'r, 'd>) {
        for resource in self.managed("aws_iam_user_group_membership") {
            self.note(resource, "groups");
            let groups = texts(resource.list("groups"));
            let is_told = matches!(resource.get("groups"), Said::Value(_)) && groups.is_some();
            if let Some(holder) = self.one(Sort::User, resource, "user", finding) {
                holder.groups.extend(groups.unwrap_or_default());
                holder.is_lost |= !is_told;
            }
        }
        for resource in self.managed("aws_iam_group_membership") {
            let group = self.text(resource, "group");
            for at in self.several(Sort::User, resource, "users", finding) {
                if let Some(holder) = finding.holders.get_mut(at) {
                    holder.groups.extend(group.map(ToOwned::to_owned));
                    holder.is_lost |= group.is_none();
                }
            }
        }
    }

    /// The texts of managed policies.
    fn texts(&mut self) {
        let managed: BTreeSet<&str> = self
            .managed(MANAGED)
            .filter_map(|one| one.text("arn"))
            .collect();
        for resource in self.of_type(MANAGED) {
            let arn = resource.text("arn");
            if resource.is_data && arn.is_none_or(|arn| managed.contains(arn)) {
                continue;
            }
            if let Some(text) = self.document(resource, "policy") {
                self.told.used(ImportedKind::Policy, 1);
                self.told.fact(Fact::Managed {
                    arn: arn_of(resource),
                    text,
                });
            }
        }
    }

    /// The one that an attribute names, if it is sure to be that.
    fn one<'f>(
        &mut self,
        sort: Sort,
        resource: &Resource<'d>,
        attribute: &str,
        finding: &'f mut Finding<'r, 'd>,
    ) -> Option<&'f mut Holder<'r, 'd>> {
        let at = match self.text(resource, attribute) {
            Some(name) => self.named(sort, resource, attribute, name, finding),
            None => {
                let [of_type, ..] = sort.types();
                let all = self.all;
                let made_from = self
                    .configuration
                    .referenced(resource, attribute, of_type, all);
                let mut holders = finding.holders.iter();
                let found = made_from.and_then(|made_from| {
                    holders.position(|one| one.resource.address == made_from.address)
                });
                let found = found.filter(|at| {
                    let holder = finding.holders.get(*at);
                    holder.is_some_and(|one| self.is_of_one_provider(resource, one.resource))
                });
                if found.is_none() {
                    self.unsure(sort, None);
                    finding.lose_all(sort);
                }
                found
            }
        };
        finding.holders.get_mut(at?)
    }

    /// Whether two resources are of one account, as far as their providers tell.
    fn is_of_one_provider(&self, one: &Resource<'d>, other: &Resource<'d>) -> bool {
        let of = |resource| self.configuration.provider(resource);
        let providers = of(one).zip(of(other));
        providers.is_none_or(|(one, other)| one == other)
    }

    /// Those that an attribute names, if they are sure to be those.
    fn several(
        &mut self,
        sort: Sort,
        resource: &Resource<'d>,
        attribute: &str,
        finding: &mut Finding<'r, 'd>,
    ) -> Vec<usize> {
        self.note(resource, attribute);
        let names = match resource.get(attribute) {
            Said::Nothing => return Vec::new(),
            Said::Value(names) => texts(names.elements()),
            Said::AfterApply | Said::Secret => None,
        };
        let Some(names) = names else {
            self.unsure(sort, None);
            finding.lose_all(sort);
            return Vec::new();
        };
        let named = names
            .iter()
            .filter_map(|name| self.named(sort, resource, attribute, name, finding));
        named.collect()
    }

    /// The one of that name that a resource was made from. Accounts may have users and roles of
    /// one name, and a resource does not tell the account it is in.
    fn named(
        &mut self,
        sort: Sort,
        resource: &Resource<'d>,
        attribute: &str,
        name: &str,
        finding: &mut Finding<'r, 'd>,
    ) -> Option<usize> {
        let all = finding.places.get(&(sort as usize, name));
        let all = all.map_or_else(Vec::new, Clone::clone);
        let is_sure = |at: &&usize| {
            finding.holders.get(**at).is_some_and(|holder| {
                let is_made_from = resource.depends_on(&without_indexes(&holder.resource.address))
                    || self
                        .configuration
                        .refers(resource, attribute, holder.resource);
                is_made_from && self.is_of_one_provider(resource, holder.resource)
            })
        };
        if let (Some(only), 1) = (all.iter().find(is_sure), all.iter().filter(is_sure).count()) {
            return Some(*only);
        }
        finding.is_partial = true;
        self.unsure(sort, Some(name));
        for at in all {
            if let Some(holder) = finding.holders.get_mut(at) {
                holder.is_lost = true;
            }
        }
        None
    }

    /// Notes that somebody gets policies whom nothing tells for sure.
    fn unsure(&mut self, sort: Sort, name: Option<&str>) {
        self.told.fact(Fact::Unsure {
            sort: sort.called(),
            name: name.map(ToOwned::to_owned),
        });
    }

    fn tell(&mut self, finding: Finding<'r, 'd>) {
        let mut accounts = BTreeSet::new();
        for holder in finding.holders {
            let Some((arn, account)) = holder.arn.and_then(|arn| Some((arn, account_of(arn)?)))
            else {
                self.told.fact(Fact::Unsure {
                    sort: holder.sort.called(),
                    name: holder.name.map(ToOwned::to_owned),
                });
                continue;
            };
            let mut held = holder.held;
            held.inline.sort();
            held.inline.dedup();
            held.attached.sort();
            held.attached.dedup();
            held.is_part = true;
            held.is_lost = holder.is_lost;
            if holder.sort == Sort::Group {
                self.told.fact(Fact::Group {
                    account,
                    name: holder.name.unwrap_or_default().to_owned(),
                    held,
                });
                continue;
            }
            let mut groups = holder.groups;
            groups.sort();
            groups.dedup();
            self.told.drop_of(
                holder.resource.values(),
                &["unique_id", "assume_role_policy", "tags", "tags_all"],
            );
            self.told.used(ImportedKind::Principal, 1);
            let boundary = self.boundary(holder.resource);
            self.told.fact(Fact::Principal(Principal {
                arn: arn.to_owned(),
                held,
                groups,
                boundary,
            }));
            accounts.insert(account);
        }
        for account in accounts {
            self.told.fact(Fact::Details {
                account,
                has_users: false,
                has_roles: false,
                is_cut: false,
            });
        }
        if finding.is_partial {
            self.told.fact(Fact::Partial(Part::Principals));
        }
    }

    /// The ARN of a permissions boundary, or what stands for it.
    fn boundary(&mut self, resource: &Resource<'d>) -> Option<String> {
        const BOUNDARY: &str = "permissions_boundary";
        self.note(resource, BOUNDARY);
        match resource.get(BOUNDARY) {
            Said::Nothing => None,
            Said::Value(arn) => {
                let arn = arn.as_str().filter(|arn| !arn.is_empty());
                arn.map(ToOwned::to_owned)
            }
            Said::AfterApply | Said::Secret => {
                let all = self.all;
                let made_from = self
                    .configuration
                    .referenced(resource, BOUNDARY, MANAGED, all);
                Some(made_from.map_or_else(|| new_id(resource), arn_of))
            }
        }
    }
}

/// Whether a policy may be attached: one is of the account, or of AWS.
fn may_have(holder: &Holder<'_, '_>, policy: &str) -> bool {
    let accounts = holder.arn.and_then(account_of).zip(account_of(policy));
    accounts.is_none_or(|(own, other)| own == other)
}

/// The texts in a list; `None` where something else is in it.
fn texts(nodes: &[Node]) -> Option<Vec<String>> {
    let texts = nodes
        .iter()
        .map(|node| node.as_str().map(ToOwned::to_owned));
    texts.collect()
}

/// The ARN of a managed policy, or what stands for it before apply.
fn arn_of(resource: &Resource<'_>) -> String {
    let arn = resource.text("arn");
    arn.map_or_else(|| new_id(resource), ToOwned::to_owned)
}
