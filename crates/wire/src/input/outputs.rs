//! Outputs of AWS tools that hold no policy which bears on a sign-in.

use super::not_policy::Instead::{
    self, Account, DescribePolicy, DescribeVpcEndpoints, Elsewhere, GetResourcePolicy, Iam,
};

/// Where to look instead, and the outputs: the member by which each is known, and its command.
pub(super) const OUTPUTS: &[(Instead, &[(&str, &str)])] = &[
    (
        DescribePolicy,
        &[
            ("Roots", "aws organizations list-roots"),
            ("Accounts", "aws organizations list-accounts"),
            (
                "OrganizationalUnits",
                "aws organizations list-organizational-units-for-parent",
            ),
            (
                "OrganizationalUnit",
                "aws organizations describe-organizational-unit",
            ),
            ("Parents", "aws organizations list-parents"),
            ("Children", "aws organizations list-children"),
            ("Targets", "aws organizations list-targets-for-policy"),
            ("PolicySummary", "aws organizations list-policies"),
            (
                "EffectivePolicy",
                "aws organizations describe-effective-policy",
            ),
            (
                "EnabledServicePrincipals",
                "aws organizations list-aws-service-access-for-organization",
            ),
            ("Root", "aws organizations enable-policy-type"),
            (
                "EffectivePolicyValidationErrors",
                "aws organizations list-effective-policy-validation-errors",
            ),
            ("Handshake", "aws organizations describe-handshake"),
            (
                "Handshakes",
                "aws organizations list-handshakes-for-organization",
            ),
            (
                "CreateAccountStatus",
                "aws organizations describe-create-account-status",
            ),
            (
                "CreateAccountStatuses",
                "aws organizations list-create-account-status",
            ),
            (
                "DelegatedAdministrators",
                "aws organizations list-delegated-administrators",
            ),
            (
                "DelegatedServices",
                "aws organizations list-delegated-services-for-account",
            ),
        ],
    ),
    (
        GetResourcePolicy,
        &[
            (
                "permissionStatements",
                "aws signin list-resource-permission-statements",
            ),
            (
                "statementId",
                "aws signin put-resource-permission-statement",
            ),
        ],
    ),
    (
        Iam,
        &[
            ("Roles", "aws iam list-roles"),
            ("Role", "aws iam get-role"),
            ("Users", "aws iam list-users"),
            ("User", "aws iam get-user"),
            ("Groups", "aws iam list-groups"),
            ("Group", "aws iam get-group"),
            ("AttachedPolicies", "aws iam list-attached-role-policies"),
            ("PolicyNames", "aws iam list-role-policies"),
            ("PolicyGroups", "aws iam list-entities-for-policy"),
            ("PolicyRoles", "aws iam list-entities-for-policy"),
            ("PolicyUsers", "aws iam list-entities-for-policy"),
            ("Versions", "aws iam list-policy-versions"),
            ("SummaryMap", "aws iam get-account-summary"),
            ("InstanceProfiles", "aws iam list-instance-profiles"),
            ("SAMLProviderList", "aws iam list-saml-providers"),
            ("PermissionSets", "aws sso-admin list-permission-sets"),
            ("PermissionSet", "aws sso-admin describe-permission-set"),
            (
                "AccountAssignments",
                "aws sso-admin list-account-assignments",
            ),
            ("LoginProfile", "aws iam get-login-profile"),
            ("PasswordPolicy", "aws iam get-account-password-policy"),
            (
                "ContextKeyNames",
                "aws iam get-context-keys-for-custom-policy",
            ),
            ("ReportFormat", "aws iam get-credential-report"),
            ("EvaluationResults", "aws iam simulate-principal-policy"),
            ("EnabledFeatures", "aws iam list-organizations-features"),
            ("InstanceProfile", "aws iam get-instance-profile"),
            ("MFADevices", "aws iam list-mfa-devices"),
            ("VirtualMFADevices", "aws iam list-virtual-mfa-devices"),
            ("AccessKeyMetadata", "aws iam list-access-keys"),
            ("AccessKey", "aws iam create-access-key"),
            (
                "OpenIDConnectProviderList",
                "aws iam list-open-id-connect-providers",
            ),
            ("SAMLMetadataDocument", "aws iam get-saml-provider"),
            (
                "ServicesLastAccessed",
                "aws iam get-service-last-accessed-details",
            ),
            (
                "PoliciesGrantingServiceAccess",
                "aws iam list-policies-granting-service-access",
            ),
            (
                "AttachedManagedPolicies",
                "aws sso-admin list-managed-policies-in-permission-set",
            ),
            (
                "CustomerManagedPolicyReferences",
                "aws sso-admin list-customer-managed-policy-references-in-permission-set",
            ),
            (
                "PermissionsBoundary",
                "aws sso-admin get-permissions-boundary-for-permission-set",
            ),
            ("Instances", "aws sso-admin list-instances"),
        ],
    ),
    (
        DescribeVpcEndpoints,
        &[
            ("Vpcs", "aws ec2 describe-vpcs"),
            ("Subnets", "aws ec2 describe-subnets"),
            ("ServiceNames", "aws ec2 describe-vpc-endpoint-services"),
            ("ServiceDetails", "aws ec2 describe-vpc-endpoint-services"),
            (
                "VpcEndpointConnections",
                "aws ec2 describe-vpc-endpoint-connections",
            ),
            ("Return", "aws ec2 modify-vpc-endpoint"),
            ("Unsuccessful", "aws ec2 delete-vpc-endpoints"),
            (
                "VpcEndpointAssociations",
                "aws ec2 describe-vpc-endpoint-associations",
            ),
            ("NetworkInterfaces", "aws ec2 describe-network-interfaces"),
            ("NatGateways", "aws ec2 describe-nat-gateways"),
            ("RouteTables", "aws ec2 describe-route-tables"),
            ("SecurityGroups", "aws ec2 describe-security-groups"),
            ("PrefixLists", "aws ec2 describe-managed-prefix-lists"),
        ],
    ),
    (
        Account,
        &[
            ("Organization", "aws organizations describe-organization"),
            (
                "consoleAuthorizationEnabled",
                "aws signin get-console-authorization-configuration",
            ),
            ("AccountAliases", "aws iam list-account-aliases"),
        ],
    ),
    (
        Elsewhere,
        &[
            (
                "ResourcePolicy",
                "aws organizations describe-resource-policy",
            ),
            ("Credentials", "aws sts assume-role"),
            ("policyText", "aws ecr get-repository-policy"),
            ("findings", "aws accessanalyzer validate-policy"),
            (
                "StackResources",
                "aws cloudformation describe-stack-resources",
            ),
            ("Stacks", "aws cloudformation describe-stacks"),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::OUTPUTS;
    use crate::{NotPolicy, recognize};

    #[test]
    fn every_member_names_its_output() {
        for (instead, outputs) in OUTPUTS {
            for (member, command) in *outputs {
                let text = format!(r#"{{"{member}": []}}"#);
                let expected = Some(NotPolicy::Output(command, *instead));
                assert_eq!(recognize(&text).not_policy, expected, "{member}");
            }
        }
    }
}
