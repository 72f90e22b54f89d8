//! The API that makes the resource-based policy: `aws signin put-resource-permission-statement`
//! and its kin. [BC, API, UG]
//!
//! Nobody writes that policy as JSON. Each call makes a permission statement of a few parameters,
//! and AWS makes the policy of all of them.

mod excluded_principal;
mod express;
mod operation;
mod parameter;
mod policy;
mod refusal;
mod statement;

pub use express::{Expressed, Left, NotExpressible, express, express_summary};
pub use operation::{ErrorShape, Operation, OperationRow};
pub use parameter::{Bounds, Parameter};
pub use policy::{Condition, PolicyStatement, policy, summary};
pub use refusal::{Basis, Refusal, RefusalReason};
pub use statement::PermissionStatement;

/// The Region that takes every write; reads may go to any. [UG]
pub const WRITE_REGION: &str = "us-east-1";

/// The VPC of the example in AWS's guide. It has 16 digits, and AWS's model takes 8 or 17. [UG, BC]
pub const VPC_OF_AWS_EXAMPLE: &str = "vpc-0abc123def456789";
