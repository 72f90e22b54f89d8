//! What a case file of an organization and one of an account have in common.

use std::collections::BTreeMap;

use vestibule_syntax::diagnostic::{code, codes};
use vestibule_syntax::message;
use vestibule_wire::{
    CaseFile, DocumentText, EndpointPolicy, Finding, ImportGap, Kind, KnownEndpoint,
    PrincipalPolicy, Severity,
};

use crate::gap::{gap, gap_of, unknown};
use crate::iam::may_bear_on_sign_in;
use crate::identity::{DETAILS, identity_of, known_principals};
use crate::options::Options;
use crate::store::Store;
use crate::tree::Tree;

pub(crate) const GET_RESOURCE_POLICY: &str = "aws signin get-resource-policy";
pub(crate) const GET_SWITCH: &str = "aws signin get-console-authorization-configuration";

/// A case file in the making, with what is said of it.
pub(crate) struct Made<'a> {
    pub(crate) store: &'a Store,
    pub(crate) options: &'a Options,
    pub(crate) findings: Vec<Finding>,
    pub(crate) missing: Vec<ImportGap>,
}

impl Made<'_> {
    /// Whether the files have all policies of a kind, as far as they do not show that they do not.
    pub(crate) fn is_complete(&self, kind: Kind) -> bool {
        self.store.is_complete(kind, self.options)
    }

    /// The resource-based policy of an account, or that it has none; `None` where that is not
    /// known.
    pub(crate) fn resource_based(&self, id: &str) -> Option<Option<&str>> {
        let told = self.store.resource_based.get(id);
        match told.filter(|told| told.is_told()) {
            Some(told) => told.get().map(Option::as_deref),
            None => self.is_complete(Kind::ResourceBased).then_some(None),
        }
    }

    /// The identity policies of each of the accounts that is described. What is known of users and
    /// roles beside these, and that of other accounts nothing is known, goes into the case file.
    pub(crate) fn identity<'s>(
        &mut self,
        accounts: impl Iterator<Item = &'s String>,
        file: &mut CaseFile,
    ) -> BTreeMap<String, Vec<PrincipalPolicy>> {
        let mut without = Vec::new();
        let mut found = BTreeMap::new();
        for id in accounts {
            match identity_of(
                id,
                self.store,
                self.options,
                &mut file.policies,
                &mut self.missing,
            ) {
                Some(policies) => {
                    found.insert(id.clone(), policies);
                }
                None => without.push(id.as_str()),
            }
        }
        file.principals = known_principals(self.store);
        if without.is_empty() {
            self.with_sets(&mut found, file);
            return found;
        }
        if self.is_complete(Kind::Identity) {
            // Each has a list of its own where one has.
            for id in without {
                found.insert(id.to_owned(), Vec::new());
            }
            self.with_sets(&mut found, file);
            return found;
        }
        file.policies.identity = Some(vec![PrincipalPolicy {
            name: Some("identity".to_owned()),
            principal: None,
            document: unknown(DETAILS),
        }]);
        let what = message!(
            "the policies of users and roles are not known of {count} accounts: {ids}",
            count = without.len(),
            ids = codes(without.iter().copied())
        );
        let gap = gap_of(Kind::Identity, what, vec![DETAILS.to_owned()]);
        self.missing.push(gap);
        self.with_sets(&mut found, file);
        found
    }

    /// Adds the policies of permission sets, but for accounts whose roles are described.
    fn with_sets(&self, found: &mut BTreeMap<String, Vec<PrincipalPolicy>>, file: &mut CaseFile) {
        for (account, policies) in &self.store.sets {
            if self.store.described.contains(account) {
                continue;
            }
            let policies = policies.iter().filter_map(|policy| {
                let text = self.store.text_of_set(policy);
                let says_nothing = text.is_some_and(|text| !may_bear_on_sign_in(text));
                (!says_nothing).then(|| PrincipalPolicy {
                    name: Some(policy.name.clone()),
                    principal: Some(policy.roles.clone()),
                    document: match text {
                        Some(text) => DocumentText::new(text),
                        None => unknown("aws iam get-policy-version"),
                    },
                })
            });
            match (found.get_mut(account), &mut file.policies.identity) {
                (Some(of_account), _) => of_account.extend(policies),
                (None, Some(of_all)) => of_all.extend(policies),
                (None, None) => {}
            }
        }
    }

    /// The policies of endpoints, and what is known of those.
    pub(crate) fn endpoints(&mut self, file: &mut CaseFile, tree: Option<&Tree>) {
        const DESCRIBE: &str = "aws ec2 describe-vpc-endpoints";
        let is_complete = self.is_complete(Kind::VpcEndpoint);
        for (id, told) in &self.store.endpoints {
            let text = told.get().and_then(|told| told.text.as_ref());
            let call = format!("{DESCRIBE} --vpc-endpoint-ids {id}");
            let document = match text {
                Some(text) => DocumentText::new(&**text),
                None => {
                    let what = message!("the policy of endpoint {id} is not known", id = code(id));
                    self.missing
                        .push(gap(Severity::Warning, what, vec![call.clone()]));
                    unknown(&call)
                }
            };
            file.policies.vpc_endpoint.push(EndpointPolicy {
                name: None,
                endpoint: Some(id.clone()),
                document,
            });
            let known = told.get().and_then(|told| {
                Some(KnownEndpoint {
                    vpc: told.vpc.clone()?,
                    service_name: told.service.clone(),
                    endpoint: Some(id.clone()),
                })
            });
            // Rules take these for all that there are.
            file.vpc_endpoints.extend(known.filter(|_| is_complete));
        }
        if is_complete {
            return;
        }
        // A list is of one account and Region, and a sign-in may come from any.
        let what = match tree {
            _ if self.store.has_endpoints => message!(
                "the policies of other VPC endpoints than those in the files are not known"
            ),
            Some(_) => message!("the policies of VPC endpoints are not known"),
            None => message!("the policies of VPC endpoints of the account are not known"),
        };
        file.policies.vpc_endpoint.push(EndpointPolicy {
            name: Some("endpoints".to_owned()),
            endpoint: None,
            document: unknown(DESCRIBE),
        });
        let calls = vec![DESCRIBE.to_owned()];
        self.missing.push(gap_of(Kind::VpcEndpoint, what, calls));
    }
}
