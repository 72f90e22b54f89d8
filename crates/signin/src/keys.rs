//! The condition keys of AWS Sign-In and the actions that offer them
//! (domain matrix A). [CK, UG, VPCE, PL]

use crate::phase::Action;

/// A key that the phase, the network, the principal, the account or the entry
/// determines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // each is the key of the same name
pub enum KnownKey {
    SourceIp,
    SourceVpc,
    SourceVpce,
    VpcSourceIp,
    RequestedRegion,
    SignInPrincipalArn,
    PrincipalArn,
    PrincipalAccount,
    ResourceAccount,
    ResourceOrgId,
    PrincipalOrgId,
    OAuthClientId,
    OAuthRedirectUri,
    OAuthGrantType,
    OAuthClientAuthentication,
    OAuthTokenType,
}

/// One row of the matrix.
#[derive(Clone, Copy, Debug)]
pub struct KeyRow {
    /// Which key.
    pub key: KnownKey,
    /// As AWS spells it.
    pub name: &'static str,
    /// Offered at each of [`Action::ALL`].
    pub actions: [bool; 3],
}

const fn row(key: KnownKey, name: &'static str, actions: [bool; 3]) -> KeyRow {
    KeyRow { key, name, actions }
}

const ALL: [bool; 3] = [true, true, true];
const PRE: [bool; 3] = [true, false, false];
const POST: [bool; 3] = [false, true, true];
const TOKEN: [bool; 3] = [false, false, true];
const NEVER: [bool; 3] = [false, false, false];

/// The matrix, one row a key.
pub const MATRIX: &[KeyRow] = &[
    row(KnownKey::SourceIp, "aws:SourceIp", ALL),
    row(KnownKey::SourceVpc, "aws:SourceVpc", ALL),
    row(KnownKey::SourceVpce, "aws:SourceVpce", ALL),
    row(KnownKey::VpcSourceIp, "aws:VpcSourceIp", ALL),
    row(KnownKey::RequestedRegion, "aws:RequestedRegion", ALL),
    row(KnownKey::SignInPrincipalArn, "signin:PrincipalArn", PRE),
    row(KnownKey::PrincipalArn, "aws:PrincipalArn", POST),
    row(KnownKey::PrincipalAccount, "aws:PrincipalAccount", POST),
    row(KnownKey::ResourceAccount, "aws:ResourceAccount", ALL),
    row(KnownKey::ResourceOrgId, "aws:ResourceOrgID", ALL),
    row(KnownKey::PrincipalOrgId, "aws:PrincipalOrgID", POST),
    row(KnownKey::OAuthClientId, "signin:OAuthClientId", POST),
    row(KnownKey::OAuthRedirectUri, "signin:OAuthRedirectUri", POST),
    row(KnownKey::OAuthGrantType, "signin:OAuthGrantType", TOKEN),
    row(
        KnownKey::OAuthClientAuthentication,
        "signin:OAuthClientAuthentication",
        TOKEN,
    ),
    row(KnownKey::OAuthTokenType, "signin:OAuthTokenType", NEVER),
];

/// The row of `name`, without regard to case.
pub fn find(name: &str) -> Option<&'static KeyRow> {
    MATRIX
        .iter()
        .find(|row| row.name.eq_ignore_ascii_case(name))
}

/// Global keys that describe the principal: with no principal before
/// authentication they are absent there (assumption J11). [GCK-23]
const PRINCIPAL_KEYS: &[&str] = &[
    "aws:AssumedRoot",
    "aws:ChatbotSourceArn",
    "aws:Ec2InstanceSourceVpc",
    "aws:Ec2InstanceSourcePrivateIPv4",
    "aws:FederatedProvider",
    "aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:PrincipalType",
    "aws:SourceIdentity",
    "aws:TokenIssueTime",
    "aws:userid",
    "aws:username",
];

/// Global keys that describe the request or its resource.
const REQUEST_KEYS: &[&str] = &[
    "aws:CalledVia",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:CurrentTime",
    "aws:EpochTime",
    "aws:referer",
    "aws:ResourceOrgPaths",
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceVpcArn",
    "aws:TagKeys",
    "aws:UserAgent",
    "aws:ViaAWSService",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
];

/// Global keys with a tag name behind the slash.
const PREFIXES: &[&str] = &["aws:PrincipalTag/", "aws:RequestTag/", "aws:ResourceTag/"];

/// True for a global key that describes the principal.
pub fn describes_principal(name: &str) -> bool {
    const TAG: &str = "aws:PrincipalTag/";
    PRINCIPAL_KEYS
        .iter()
        .any(|key| key.eq_ignore_ascii_case(name))
        || name
            .get(..TAG.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(TAG))
}

/// Every condition key that AWS documents for sign-in or for all services.
pub fn known_names() -> impl Iterator<Item = &'static str> {
    MATRIX
        .iter()
        .map(|row| row.name)
        .chain(PRINCIPAL_KEYS.iter().copied())
        .chain(REQUEST_KEYS.iter().copied())
}

/// Beginnings of keys that go on with a name of the user's own.
pub fn known_prefixes() -> &'static [&'static str] {
    PREFIXES
}

/// Every action of the `signin` service that a policy can name. [SAR, CK, VPCE]
pub const SERVICE_ACTIONS: &[&str] = &[
    "signin:Authenticate",
    "signin:AuthorizeOAuth2Access",
    "signin:CreateAccount",
    "signin:CreateOAuth2PublicClient",
    "signin:CreateOAuth2Token",
    "signin:CreateTrustedIdentityPropagationApplicationForConsole",
    "signin:DeleteConsoleAuthorizationConfiguration",
    "signin:DeleteResourcePermissionStatement",
    "signin:GetConsoleAuthorizationConfiguration",
    "signin:GetResourcePolicy",
    "signin:IntrospectOAuth2Token",
    "signin:ListResourcePermissionStatements",
    "signin:ListTrustedIdentityPropagationApplicationsForConsole",
    "signin:PutConsoleAuthorizationConfiguration",
    "signin:PutResourcePermissionStatement",
    "signin:RevokeOAuth2Token",
];

/// True when `action` offers the key of that row.
pub fn offered(row: &KeyRow, action: Action) -> bool {
    row.actions[action as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_without_regard_to_case() {
        let mut names: Vec<String> = known_names().map(str::to_ascii_lowercase).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn principal_keys_include_tags() {
        assert!(describes_principal("AWS:principaltag/team"));
        assert!(describes_principal("aws:MultiFactorAuthPresent"));
        assert!(!describes_principal("aws:RequestTag/team"));
        assert!(!describes_principal("aws:é"));
    }
}
