//! The condition keys of AWS Sign-In and the actions that offer them.
//! [CK, UG, VPCE, PL]

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

impl KnownKey {
    /// True for the four keys of the network path.
    pub fn is_network(self) -> bool {
        use KnownKey::{SourceIp, SourceVpc, SourceVpce, VpcSourceIp};
        matches!(self, SourceIp | SourceVpc | SourceVpce | VpcSourceIp)
    }
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

/// Global keys that describe the principal and its session: with no principal
/// before authentication they are absent there (assumption J11). [GCK-23]
const PRINCIPAL_KEYS: &[&str] = &[
    "aws:AssumedRoot",
    "aws:CalledViaAWSMCP",
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
    "aws:SignInSessionArn",
    "aws:SourceIdentity",
    "aws:TokenIssueTime",
    "aws:ViaAWSMCPService",
    "aws:userid",
    "aws:username",
];

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

/// True when `action` offers the key of that row.
pub fn offered(row: &KeyRow, action: Action) -> bool {
    row.actions[action as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use vestibule_iam::policy::GLOBAL_KEYS;

    #[test]
    fn names_are_unique_without_regard_to_case() {
        let mut names: Vec<String> = MATRIX
            .iter()
            .map(|row| row.name.to_ascii_lowercase())
            .collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), MATRIX.len());
    }

    #[test]
    fn keys_of_the_principal_are_global_keys() {
        for key in PRINCIPAL_KEYS {
            assert!(GLOBAL_KEYS.contains(key), "{key}");
        }
    }

    #[test]
    fn principal_keys_include_tags() {
        assert!(describes_principal("AWS:principaltag/team"));
        assert!(describes_principal("aws:MultiFactorAuthPresent"));
        assert!(!describes_principal("aws:RequestTag/team"));
        assert!(!describes_principal("aws:é"));
    }
}
