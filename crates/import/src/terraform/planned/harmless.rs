//! What a plan shows to bear on no sign-in.

use super::documents::{MANAGED, is_harmless};
use super::known::Known;
use crate::ec2::is_of_sign_in;
use crate::terraform::resource::Resource;

impl<'d> Known<'_, 'd> {
    /// Whether a managed policy is attached that says nothing of sign-in, before and after.
    pub(super) fn attaches_harmless(&self, attachment: &Resource<'d>) -> bool {
        match attachment.text("policy_arn") {
            Some(arn) => self
                .documents
                .harmless
                .get(arn)
                .is_some_and(|is_harmless| *is_harmless),
            None => {
                let made_from =
                    self.configuration
                        .referenced(attachment, "policy_arn", MANAGED, self.planned);
                let made_from = made_from.filter(|one| one.text("arn").is_none());
                made_from.is_some_and(is_harmless)
            }
        }
    }

    /// Whether the policy is one of an endpoint that leads to another service.
    pub(super) fn is_policy_of_another_service(&self, policy: &Resource<'d>) -> bool {
        const ENDPOINT: &str = "aws_vpc_endpoint";
        const ID: &str = "vpc_endpoint_id";
        let is_other = |endpoint: &Resource<'d>| {
            let service = endpoint.text("service_name");
            service.is_some_and(|service| !is_of_sign_in(service))
        };
        match policy.text(ID) {
            Some(id) => {
                let all = self.prior.iter().chain(self.planned);
                let is_it =
                    |one: &&Resource<'d>| one.of_type == ENDPOINT && one.text("id") == Some(id);
                let mut own = all.filter(is_it).peekable();
                own.peek().is_some() && own.all(is_other)
            }
            None => {
                let made_from = self
                    .configuration
                    .referenced(policy, ID, ENDPOINT, self.planned);
                made_from.is_some_and(is_other)
            }
        }
    }

    /// Whether the configuration has a resource without an attribute.
    pub(super) fn is_left_out(&self, resource: &Resource<'d>, attribute: &str) -> bool {
        self.configuration.leaves_out(resource, attribute)
    }
}
