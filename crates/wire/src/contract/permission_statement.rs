//! Permission statements, of which AWS makes the resource-based policy.

use serde::{Deserialize, Serialize};

use super::document::DocumentText;
use super::finding::Finding;

/// The parameters of `aws signin put-resource-permission-statement`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PermissionStatement {
    /// The VPC from which sign-ins are let in, `vpc-…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_vpc: Option<String>,
    /// The VPC endpoint for Sign-In through which they are let in, `vpce-…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signin_source_vpce: Option<String>,
    /// The VPC endpoint for the console through which they are let in, `vpce-…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub console_source_vpce: Option<String>,
    /// The address or range inside of the VPC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vpc_source_ip: Option<String>,
    /// The public address or range from which they are let in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_ip: Option<String>,
    /// The Region of the VPC or endpoint, which has to be told beside one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_region: Option<String>,
    /// The ARN of a principal that the statement does not bind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded_principal: Option<String>,
    /// What makes a repeated call one call. It decides nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
}

/// Permission statements and the policy that they make.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Statements {
    /// The statements, one a call.
    pub permission_statements: Vec<PermissionStatement>,
    /// The resource-based policy: that which they make, or that of which they were made.
    pub policy: DocumentText,
    /// The calls that make the statements, where they are asked for: commands of the AWS CLI, or a
    /// script for boto3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calls: Option<String>,
    /// The statements of the policy that no call makes, each with the reason. Places are in the
    /// text of the policy that was handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_expressible: Vec<Finding>,
    /// What is wrong with the statements, and worth knowing of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// The points that AWS leaves open and the policy rests on, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<String>,
}
