//! Where the value of a context key comes from, and at which actions the key exists.

use crate::assumption::{Assumption, AssumptionSet};
use crate::context::Scene;
use crate::keys::{self, KnownKey};
use crate::phase::{Action, Entry};
use crate::principal::PrincipalKind;

/// How the value of a context key is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeySource {
    /// A row of the matrix.
    Known(KnownKey, [bool; 3]),
    /// Always there, with a value of its own each time: `aws:CurrentTime`,
    /// `aws:EpochTime`, `aws:UserAgent`.
    Varying,
    /// Always there, and the same whoever signs in: `aws:SecureTransport`,
    /// `aws:ViaAWSService`.
    Fixed(&'static str),
    /// The same of a key that describes the principal: `aws:PrincipalIsAWSService`.
    FixedOfPrincipal(&'static str),
    /// A key of temporary credentials.
    OfSession(SessionKey),
    /// `aws:SignInSessionArn`.
    SignInSession,
    /// A key that tells how a role was entered: `aws:FederatedProvider` and the SAML
    /// keys that stay with the session.
    OfFederation,
    /// `aws:referer`.
    Referer,
    /// `identitystore:UserId`.
    IdentityStoreUser,
    /// `aws:PrincipalOrgPaths`.
    PrincipalOrgPaths,
    /// `aws:ResourceOrgPaths`.
    ResourceOrgPaths,
    /// `aws:userid`.
    UserId,
    /// `aws:username`.
    UserName,
    /// `aws:PrincipalType`.
    PrincipalType,
    /// A key that only the session of a role can have: `aws:SourceIdentity` and those
    /// of the instance that a role runs on.
    OfRole,
    /// Another key that describes the principal.
    OfPrincipal,
    /// Any other key.
    Other,
}

/// A key that comes with temporary credentials, which every sign-in has once the
/// principal is authenticated (assumption J36). [GCK-23]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SessionKey {
    /// `aws:MultiFactorAuthPresent`.
    MfaPresent,
    /// `aws:MultiFactorAuthAge`, which is only there when MFA was used.
    MfaAge,
    /// `aws:TokenIssueTime`.
    IssueTime,
}

pub(crate) const MFA_PRESENT: &str = "aws:MultiFactorAuthPresent";
pub(crate) const MFA_AGE: &str = "aws:MultiFactorAuthAge";

/// The keys outside of the matrix that have a rule of their own.
const SOURCES: &[(&str, KeySource)] = &[
    ("aws:CurrentTime", KeySource::Varying),
    ("aws:EpochTime", KeySource::Varying),
    ("aws:UserAgent", KeySource::Varying),
    ("aws:SecureTransport", KeySource::Fixed("true")),
    // People sign in themselves.
    ("aws:ViaAWSService", KeySource::Fixed("false")),
    (
        "aws:PrincipalIsAWSService",
        KeySource::FixedOfPrincipal("false"),
    ),
    (MFA_PRESENT, KeySource::OfSession(SessionKey::MfaPresent)),
    (MFA_AGE, KeySource::OfSession(SessionKey::MfaAge)),
    (
        "aws:TokenIssueTime",
        KeySource::OfSession(SessionKey::IssueTime),
    ),
    ("aws:SignInSessionArn", KeySource::SignInSession),
    ("aws:FederatedProvider", KeySource::OfFederation),
    ("saml:namequalifier", KeySource::OfFederation),
    ("saml:sub", KeySource::OfFederation),
    ("saml:sub_type", KeySource::OfFederation),
    ("aws:referer", KeySource::Referer),
    ("identitystore:UserId", KeySource::IdentityStoreUser),
    ("aws:PrincipalOrgPaths", KeySource::PrincipalOrgPaths),
    ("aws:ResourceOrgPaths", KeySource::ResourceOrgPaths),
    ("aws:userid", KeySource::UserId),
    ("aws:username", KeySource::UserName),
    ("aws:PrincipalType", KeySource::PrincipalType),
    ("aws:SourceIdentity", KeySource::OfRole),
    ("aws:Ec2InstanceSourceVpc", KeySource::OfRole),
    ("aws:Ec2InstanceSourcePrivateIPv4", KeySource::OfRole),
];

impl KeySource {
    /// The source of the key `name`.
    pub(crate) fn of(name: &str) -> Self {
        if let Some(row) = keys::find(name) {
            return KeySource::Known(row.key, row.actions);
        }
        let is_it = |(known, _): &&(&str, KeySource)| known.eq_ignore_ascii_case(name);
        match SOURCES.iter().find(is_it) {
            Some((_, source)) => *source,
            None if keys::describes_principal(name) => KeySource::OfPrincipal,
            None => KeySource::Other,
        }
    }

    /// True for a key of the network path.
    pub(crate) fn is_network(self) -> bool {
        matches!(self, KeySource::Known(key, _) if key.is_network())
    }

    /// True for a key of the account that is signed in to, which the policy of a VPC
    /// endpoint sees before authentication (assumption J38). [VPCE]
    pub(crate) fn is_of_resource(self) -> bool {
        match self {
            KeySource::Known(KnownKey::ResourceAccount | KnownKey::ResourceOrgId, _)
            | KeySource::ResourceOrgPaths => true,
            KeySource::Known(..)
            | KeySource::Varying
            | KeySource::Fixed(_)
            | KeySource::FixedOfPrincipal(_)
            | KeySource::OfSession(_)
            | KeySource::SignInSession
            | KeySource::OfFederation
            | KeySource::Referer
            | KeySource::IdentityStoreUser
            | KeySource::PrincipalOrgPaths
            | KeySource::UserId
            | KeySource::UserName
            | KeySource::PrincipalType
            | KeySource::OfRole
            | KeySource::OfPrincipal
            | KeySource::Other => false,
        }
    }

    /// True when a key has the same value at the last two actions, whatever the request.
    pub(crate) fn ends_alike(self) -> bool {
        match self {
            KeySource::Known(_, offered) => {
                offered[Action::AuthorizeOAuth2Access as usize]
                    == offered[Action::CreateOAuth2Token as usize]
            }
            // The command line that asks for the token is no browser.
            KeySource::Referer => false,
            KeySource::Varying
            | KeySource::Fixed(_)
            | KeySource::FixedOfPrincipal(_)
            | KeySource::OfSession(_)
            | KeySource::SignInSession
            | KeySource::OfFederation
            | KeySource::IdentityStoreUser
            | KeySource::PrincipalOrgPaths
            | KeySource::ResourceOrgPaths
            | KeySource::UserId
            | KeySource::UserName
            | KeySource::PrincipalType
            | KeySource::OfRole
            | KeySource::OfPrincipal
            | KeySource::Other => true,
        }
    }

    /// The assumptions that reading this key, whose name is `name`, leans on.
    pub(crate) fn assumptions(self, scene: &Scene<'_>, name: &str) -> AssumptionSet {
        let mut set = AssumptionSet::new();
        match self {
            KeySource::Known(key, offered) => {
                if offered[scene.action as usize] {
                    scene.lean_on_known(key, &mut set);
                }
                return set;
            }
            KeySource::OfSession(_) => set.insert(Assumption::J36),
            KeySource::SignInSession => set.insert(Assumption::J34),
            KeySource::OfFederation | KeySource::Referer => set.insert(Assumption::J39),
            KeySource::UserId | KeySource::PrincipalType => {
                if scene.action == Action::Authenticate {
                    set.insert(Assumption::J40);
                }
                set.insert(Assumption::J11);
                return set;
            }
            KeySource::Varying
            | KeySource::Fixed(_)
            | KeySource::FixedOfPrincipal(_)
            | KeySource::IdentityStoreUser
            | KeySource::PrincipalOrgPaths
            | KeySource::ResourceOrgPaths
            | KeySource::UserName
            | KeySource::OfRole
            | KeySource::OfPrincipal
            | KeySource::Other => {}
        }
        // What the request gives is not assumed, and neither is what no action offers.
        if !scene.offers(self) || scene.given(name).is_some() {
            set = AssumptionSet::new();
        }
        set.insert(Assumption::J11);
        set
    }
}

impl Scene<'_> {
    /// Does the action have the key at all?
    pub(crate) fn offers(&self, source: KeySource) -> bool {
        let after_authentication = self.action != Action::Authenticate;
        match source {
            KeySource::Known(_, actions) => actions[self.action as usize],
            KeySource::Varying
            | KeySource::Fixed(_)
            | KeySource::Referer
            | KeySource::ResourceOrgPaths
            | KeySource::Other => true,
            // AWS has them in anonymous requests [GCK-23], and says the same of
            // `aws:PrincipalAccount`, which Sign-In does not offer there [CK].
            KeySource::UserId | KeySource::PrincipalType => {
                after_authentication || self.switched.contains(Assumption::J40)
            }
            KeySource::FixedOfPrincipal(_)
            | KeySource::OfSession(_)
            | KeySource::SignInSession
            | KeySource::OfFederation
            | KeySource::IdentityStoreUser
            | KeySource::PrincipalOrgPaths
            | KeySource::UserName
            | KeySource::OfRole
            | KeySource::OfPrincipal => after_authentication,
        }
    }

    /// The assumptions behind the value of a key of the matrix.
    fn lean_on_known(&self, key: KnownKey, set: &mut AssumptionSet) {
        let request = self.request;
        match key {
            KnownKey::SourceIp
            | KnownKey::SourceVpc
            | KnownKey::SourceVpce
            | KnownKey::VpcSourceIp => {
                if request.principal.kind == PrincipalKind::IdentityCenterRole {
                    set.insert(Assumption::J30);
                }
                if request.networks.change() && self.action == Action::CreateOAuth2Token {
                    set.insert(Assumption::J17);
                }
            }
            KnownKey::RequestedRegion => {
                if request.region.is_none() {
                    set.insert(Assumption::J12);
                }
            }
            KnownKey::SignInPrincipalArn => match request.principal.kind {
                PrincipalKind::FederatedUser | PrincipalKind::IdentityCenterRole => {
                    set.insert(Assumption::J10);
                }
                PrincipalKind::Root | PrincipalKind::User | PrincipalKind::Role => {}
            },
            KnownKey::PrincipalArn
            | KnownKey::PrincipalAccount
            | KnownKey::ResourceAccount
            | KnownKey::ResourceOrgId
            | KnownKey::PrincipalOrgId => {}
            KnownKey::OAuthClientId
            | KnownKey::OAuthRedirectUri
            | KnownKey::OAuthGrantType
            | KnownKey::OAuthClientAuthentication
            | KnownKey::OAuthTokenType => set.insert(match request.entry {
                Entry::Console => Assumption::J28,
                Entry::LoginLocal | Entry::LoginRemote => Assumption::J29,
            }),
        }
    }
}
