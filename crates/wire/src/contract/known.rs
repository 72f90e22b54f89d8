//! What is known of principals, endpoints and clients beside the policies. No decision looks
//! at it; the rules of `check` do.

use serde::{Deserialize, Serialize};

/// What is known of a principal, such as one that policies exempt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KnownPrincipal {
    /// Its ARN, or a pattern of the ARNs of several.
    pub principal: String,
    /// Who answers for its exemption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Why it is exempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The last day on which it is to be exempt, as `2027-06-30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
    /// Whether a user has a password for the console, as `aws iam get-login-profile` tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login_profile: Option<bool>,
    /// The last day on which the password of a user is valid, as `2027-06-30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password_expires: Option<String>,
    /// True where the MFA device that it signs in with is lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mfa_lost: Option<bool>,
    /// True where it signs in with an MFA device alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mfa_required: Option<bool>,
    /// True where a user must set a new password at the next sign-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub must_change_password: Option<bool>,
    /// Whether a user may call `iam:ChangePassword`, by a policy of its own or by
    /// `AllowUsersToChangePassword` of the account's password policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_change_password: Option<bool>,
    /// Whether a user has an access key that is active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_keys: Option<bool>,
    /// For a role of IAM Identity Center, whether somebody is assigned to it in this account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<bool>,
    /// True where the user or role was deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<bool>,
}

/// A VPC endpoint of AWS Sign-In, as `aws ec2 describe-vpc-endpoints` tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KnownEndpoint {
    /// The VPC that it stands in, `vpc-…`.
    pub vpc: String,
    /// Its service, such as `com.amazonaws.eu-west-1.signin`.
    pub service_name: String,
    /// Its id, `vpce-…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
}

/// An OAuth client whose calls for tokens come from other networks than its users.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OAuthClient {
    /// Its id, an ARN such as `arn:aws:signin:us-east-1::external-client/dcr/…`.
    pub client_id: String,
    /// From where it calls for tokens: names of `networks`.
    pub token_from: Vec<String>,
}

/// How an account came into its organization, in the words of AWS Organizations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum JoinedMethod {
    /// It was there before and was invited.
    #[serde(rename = "INVITED")]
    Invited,
    /// The organization created it.
    #[serde(rename = "CREATED")]
    Created,
}
