//! Texts that the evaluator does not have: translations and parts of those that it has, and
//! texts that look like a denial and are none.
//!
//! Those of denials are held to the evaluator's, and to the translations of its texts, by tests.

use vestibule_wire::DenialText as Text;

/// Parts by which a text of a denial is known, and what AWS's Japanese guide has in its place.
pub(super) const SHORTER: &[(Text, &[&str])] = &[
    (
        Text::AuthenticationInformationIncorrect,
        &[
            "Your authentication information is incorrect",
            "認証情報が正しくありません。もう一度試してください。",
            "認証情報が正しくありません",
        ],
    ),
    (
        Text::InvalidRequest,
        &[
            "Authentication failed Invalid request",
            "認証に失敗しました 無効なリクエスト",
        ],
    ),
    (
        Text::DifferentNetwork,
        &[
            "sign in from a different network",
            "認証に失敗しました: このアカウントにアクセスするには、別のネットワークからサインインするか、管理者に連絡して詳細を確認してください",
            "別のネットワークからサインイン",
        ],
    ),
    (
        Text::PrivateAccess,
        &["have permission to use AWS Management Console Private Access"],
    ),
    (
        Text::ResourceBasedPolicy,
        &["denied because of a resource-based policy"],
    ),
    (
        Text::ResourceControlPolicy,
        &["denied because of a resource control policy"],
    ),
];

/// Texts of something else, as CloudTrail, the AWS CLI, AWS STS and the console have them.
pub(super) const OTHERS: &[(Text, &[&str])] = &[
    // [BC]: the errors of the model, and what botocore says of them.
    (
        Text::InsufficientPermissions,
        &[
            "INSUFFICIENT_PERMISSIONS",
            "You may be missing permission for the 'signin:CreateOAuth2Token' action",
            "Unable to create or refresh login credentials due to insufficient permissions",
        ],
    ),
    // [CT, CTIAM]
    (Text::FailedAuthentication, &["Failed authentication"]),
    (
        Text::UnknownUser,
        &["No username found in supplied account"],
    ),
    // [BC]
    (
        Text::LoginExpired,
        &[
            "Please reauthenticate using 'aws login'",
            "Your session has expired or credentials have changed",
            "TOKEN_EXPIRED",
            "USER_CREDENTIALS_CHANGED",
            "CreateOAuth2Token operation: The refresh token has expired",
        ],
    ),
    (
        Text::GrantInvalid,
        &[
            "AUTHCODE_EXPIRED",
            "authorization grant is invalid, expired, revoked, or malformed",
            "Error loading or redeeming a login authorization code",
            "invalid_grant",
        ],
    ),
    // RFC 6749 and RFC 7591, as MCP clients show them.
    (
        Text::OAuthClient,
        &[
            "invalid_redirect_uri",
            "invalid_client",
            "unauthorized_client",
            "Dynamic client registration failed",
        ],
    ),
    (
        Text::ApiCredentials,
        &[
            "security token included in the request is expired",
            "security token included in the request is invalid",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "SignatureDoesNotMatch",
            "Unable to locate credentials",
        ],
    ),
    (
        Text::IdentityCenterSession,
        &[
            "SSO session associated with this profile has expired",
            "Error when retrieving token from sso",
            "Error loading SSO Token",
            "The SSO session has expired or is otherwise invalid",
        ],
    ),
    (
        Text::ChangePassword,
        &[
            "not authorized to perform iam:ChangePassword or entered password does not comply",
            "password does not comply with account password policy",
        ],
    ),
    // The IAM guide on SAML federation.
    (
        Text::Saml,
        &[
            "Your request included an invalid SAML response",
            "Not authorized to perform sts:AssumeRoleWithSAML",
            "Not authorized to perform sts:AssumeRoleWithWebIdentity",
            "RoleSessionName is required in AuthnResponse",
            "RoleSessionName in AuthnResponse must",
            "Source Identity must match",
            "Response signature invalid",
            "Issuer not present in specified provider",
            "Specified provider doesn't exist",
            "Response does not contain the required audience",
            "IDPRejectedClaim",
            "InvalidIdentityToken",
        ],
    ),
    (
        Text::SwitchRole,
        &[
            "Could not switch roles using the provided information",
            "Invalid information in one or more fields",
        ],
    ),
    (
        Text::SignOutFirst,
        &["You must first log out before logging into a different AWS account"],
    ),
];
