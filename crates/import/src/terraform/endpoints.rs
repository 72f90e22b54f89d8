//! VPC endpoints of AWS Sign-In, with their policies.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_iam::json;
use vestibule_wire::ImportedKind;

use super::Reading;
use super::resource::{Resource, Said};
use crate::ec2::is_of_sign_in;
use crate::fact::{Endpoint, Fact, Part};
use crate::node::is_same_json;

const ENDPOINT: &str = "aws_vpc_endpoint";
const POLICY: &str = "aws_vpc_endpoint_policy";
const ID: &str = "vpc_endpoint_id";

impl<'r, 'd> Reading<'r, 'd> {
    pub(super) fn endpoints(&mut self) {
        let mut of_id: BTreeMap<&str, Vec<&'r Resource<'d>>> = BTreeMap::new();
        // An endpoint whose id is not known has a policy of its own.
        let mut is_lost = false;
        for policy in self.managed(POLICY) {
            match policy.text(ID) {
                Some(id) => of_id.entry(id).or_default().push(policy),
                None => {
                    let all = self.all;
                    let made_from = self.configuration.referenced(policy, ID, ENDPOINT, all);
                    is_lost |= made_from.is_none();
                    self.note(policy, ID);
                }
            }
        }
        let mut is_partial = is_lost;
        let managed: BTreeSet<&str> = self
            .managed(ENDPOINT)
            .filter_map(|one| one.text("id"))
            .collect();
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for resource in self.of_type(ENDPOINT) {
            let Some(service) = self.text(resource, "service_name") else {
                is_partial = true;
                continue;
            };
            let id = resource.text("id").filter(|id| id.starts_with("vpce-"));
            known.extend(id);
            let is_older = resource.is_data && id.is_none_or(|id| managed.contains(id));
            if is_older || !is_of_sign_in(service) {
                continue;
            }
            let Some(id) = id else {
                // It is known by no id before apply.
                self.note(resource, "id");
                is_partial = true;
                continue;
            };
            self.told.used(ImportedKind::Endpoint, 1);
            let policies = of_id.get(id).map_or(&[][..], |all| all);
            let text = match is_lost {
                true => None,
                false => self.policy_of(resource, id, policies),
            };
            self.told.fact(Fact::Endpoint(Endpoint {
                id: id.to_owned(),
                service: service.to_owned(),
                vpc: resource.text("vpc_id").map(ToOwned::to_owned),
                owner: resource.text("owner_id").map(ToOwned::to_owned),
                text,
            }));
        }
        // Of others it is not told whether they lead to AWS Sign-In.
        is_partial |= of_id.keys().any(|id| !known.contains(id));
        if is_partial {
            self.told.fact(Fact::Partial(Part::Endpoints));
        }
    }

    /// The policy of an endpoint, which it tells itself, or resources of their own.
    fn policy_of(
        &mut self,
        endpoint: &Resource<'d>,
        id: &str,
        policies: &[&Resource<'d>],
    ) -> Option<String> {
        let before = self.prior.iter().filter(|one| one.of_type == POLICY);
        let had_one = before.filter_map(|one| one.text(ID)).any(|one| one == id);
        match policies {
            // What is left of it after apply is not told.
            [] if had_one => None,
            [] => self.document(endpoint, "policy"),
            // A state may be from before one of the two, and does not say which.
            [only] if self.is_state && self.is_other(endpoint, only) => None,
            [only] if !self.changes_itself(endpoint) => self.document(only, "policy"),
            _ => None,
        }
    }

    /// Whether an endpoint tells another policy than the resource of its policy does.
    fn is_other(&self, endpoint: &Resource<'d>, policy: &Resource<'d>) -> bool {
        let told = [endpoint, policy].map(|one| one.text("policy").map(ToOwned::to_owned));
        let [Some(one), Some(other)] = told else {
            return false;
        };
        !is_same_json(&one, &other)
    }

    /// Whether the plan changes the policy that an endpoint tells itself.
    fn changes_itself(&self, endpoint: &Resource<'d>) -> bool {
        let mut before = self.prior.iter();
        let before = before.find(|one| !one.is_data && one.address == endpoint.address);
        let Some(before) = before else { return false };
        let written = |one: &Resource<'d>| match one.get("policy") {
            Said::Value(policy) => policy
                .as_str()
                .map(|text| json::parse(text).root.to_compact_string()),
            _ => None,
        };
        written(before) != written(endpoint)
    }
}
