//! AWS Organizations, as far as RCPs and SCPs go: policies, and what they are attached to.

mod begin;
mod given;
mod model;
mod nodes;
mod operations;
mod policy;

use crate::call::Call;
use crate::failure::Failure;
use crate::moment::{Done, Moment};

pub(crate) use begin::{begin, follow, seen, unsound};
use given::Given;
pub use model::OrganizationsOperation;
pub use policy::{OrganizationPolicy, Organizations, PolicyType};

/// Answers a request. Organizations is one service of us-east-1, whatever Region a request is
/// signed for, so that each sees all writes before it.
pub(crate) fn done(operation: OrganizationsOperation, moment: &Moment<'_>, call: &Call) -> Done {
    if call.region.is_none() {
        return Err(Failure::unsigned());
    }
    if !nodes::is_in_use(moment.state) {
        return Err(Failure::organizations(
            "AWSOrganizationsNotInUseException",
            "the account is in no organization; add `account.organization` to the case file, and begin anew",
        ));
    }
    let given = Given::read(operation, &call.body)?;
    match operation {
        OrganizationsOperation::AttachPolicy => operations::attach(moment, &given),
        OrganizationsOperation::CreatePolicy => operations::create(moment, &given),
        OrganizationsOperation::DeletePolicy => operations::delete(moment, &given),
        OrganizationsOperation::DescribePolicy => operations::describe(moment, &given),
        OrganizationsOperation::DetachPolicy => operations::detach(moment, &given),
        OrganizationsOperation::ListPolicies => operations::list(moment, &given),
        OrganizationsOperation::ListPoliciesForTarget => operations::list_of_target(moment, &given),
        OrganizationsOperation::ListTargetsForPolicy => operations::list_targets(moment, &given),
        OrganizationsOperation::UpdatePolicy => operations::update(moment, &given),
    }
}
