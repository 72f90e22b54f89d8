//! From a request to the context keys of one action: present, absent, unknown.

use vestibule_iam::context::KeyValue;

use crate::account::Account;
use crate::assumption::{Assumption, AssumptionSet};
use crate::keys::KnownKey;
use crate::network::Network;
use crate::phase::{Action, Entry};
use crate::principal::PrincipalKind;
use crate::request::{GivenValue, Request};
use crate::source::{KeySource, MFA_AGE, MFA_PRESENT, SessionKey};

/// What is known of a key, and whether its absence is only assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resolved<'a> {
    pub(crate) value: KeyValue<'a>,
    /// Absent because nobody said anything of it.
    pub(crate) assumed_absent: bool,
}

impl<'a> Resolved<'a> {
    fn known(value: KeyValue<'a>) -> Self {
        Self {
            value,
            assumed_absent: false,
        }
    }

    fn assumed_absent() -> Self {
        Self {
            value: KeyValue::Absent,
            assumed_absent: true,
        }
    }

    fn or_absent(value: Option<&'a str>) -> Self {
        Self::known(value.map_or(KeyValue::Absent, KeyValue::One))
    }

    fn or_untold(value: Option<&'a str>) -> Self {
        Self::known(value.map_or(KeyValue::Untold, KeyValue::One))
    }
}

/// One request at one action, with all that its keys are made of.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) request: &'a Request,
    pub(crate) account: &'a Account,
    pub(crate) action: Action,
    /// Assumptions that are switched to their other reading.
    pub(crate) switched: AssumptionSet,
}

impl<'a> Scene<'a> {
    /// The account signed in to.
    pub(crate) fn account_id(&self) -> &'a str {
        self.account
            .id
            .as_deref()
            .unwrap_or(self.request.principal.account())
    }

    /// True when the network keys are withheld from policies (J30).
    pub(crate) fn network_withheld(&self) -> bool {
        self.request.principal.kind == PrincipalKind::IdentityCenterRole
            && !self.switched.contains(Assumption::J30)
    }

    /// The value of the key `name`, whose source is `source`.
    pub(crate) fn resolve(&self, source: KeySource, name: &str) -> Resolved<'a> {
        if !self.offers(source) {
            return Resolved::known(KeyValue::Absent);
        }
        if let Some(given) = self.given(name) {
            return Resolved::known(given);
        }
        let principal = &self.request.principal;
        match source {
            KeySource::Known(key, _) => self.determined(key),
            KeySource::Varying => Resolved::known(KeyValue::Untold),
            KeySource::Fixed(value) | KeySource::FixedOfPrincipal(value) => {
                Resolved::known(KeyValue::One(value))
            }
            KeySource::OfSession(key) => self.session_key(key),
            KeySource::SignInSession => Resolved::known(KeyValue::Unknown),
            KeySource::OfFederation => match principal.kind {
                PrincipalKind::Role | PrincipalKind::IdentityCenterRole => self.way_in(),
                PrincipalKind::Root | PrincipalKind::User | PrincipalKind::FederatedUser => {
                    Resolved::known(KeyValue::Absent)
                }
            },
            KeySource::Referer => {
                // The command line itself asks for the token of `aws login`.
                if self.request.entry.is_login() && self.action == Action::CreateOAuth2Token {
                    Resolved::known(KeyValue::Absent)
                } else {
                    self.way_in()
                }
            }
            KeySource::IdentityStoreUser => match principal.kind {
                PrincipalKind::IdentityCenterRole => Resolved::known(KeyValue::Untold),
                PrincipalKind::Root
                | PrincipalKind::User
                | PrincipalKind::Role
                | PrincipalKind::FederatedUser => Resolved::assumed_absent(),
            },
            // There in an organization; which paths it has, AWS does not say in full.
            KeySource::PrincipalOrgPaths | KeySource::ResourceOrgPaths
                if self.account.organization.is_some() =>
            {
                Resolved::known(KeyValue::Unknown)
            }
            KeySource::UserId | KeySource::PrincipalType if self.action == Action::Authenticate => {
                Resolved::known(KeyValue::Untold)
            }
            KeySource::UserId => {
                // That of others has an id that only IAM knows. [GCK]
                Resolved::or_untold(principal.is_root().then(|| principal.account()))
            }
            KeySource::UserName => {
                let is_user = principal.kind == PrincipalKind::User;
                Resolved::or_absent(is_user.then(|| principal.name()).flatten())
            }
            KeySource::PrincipalType => Resolved::known(KeyValue::One(principal.type_value())),
            KeySource::OfRole => match principal.kind {
                PrincipalKind::Role | PrincipalKind::IdentityCenterRole => {
                    Resolved::assumed_absent()
                }
                PrincipalKind::Root | PrincipalKind::User | PrincipalKind::FederatedUser => {
                    Resolved::known(KeyValue::Absent)
                }
            },
            KeySource::OfPrincipal
            | KeySource::PrincipalOrgPaths
            | KeySource::ResourceOrgPaths
            | KeySource::Other => Resolved::assumed_absent(),
        }
    }

    /// A key that is there or not by how the principal came, which nobody told (J39).
    fn way_in(&self) -> Resolved<'a> {
        if self.switched.contains(Assumption::J39) {
            Resolved::assumed_absent()
        } else {
            Resolved::known(KeyValue::Unknown)
        }
    }

    /// A key of the temporary credentials that a sign-in has after authentication.
    fn session_key(&self, key: SessionKey) -> Resolved<'a> {
        // Each of the two keys on MFA says something of the other. [GCK-23]
        let unless_told = match key {
            SessionKey::MfaPresent => match self.given(MFA_AGE) {
                Some(KeyValue::One(_)) => return Resolved::known(KeyValue::One("true")),
                Some(KeyValue::Unknown | KeyValue::Untold)
                    if self.switched.contains(Assumption::J36) =>
                {
                    return Resolved::known(KeyValue::Unknown);
                }
                Some(
                    KeyValue::Unknown | KeyValue::Untold | KeyValue::Absent | KeyValue::Many(_),
                )
                | None => KeyValue::Untold,
            },
            SessionKey::MfaAge => match self.given(MFA_PRESENT) {
                Some(KeyValue::One(present)) if present.eq_ignore_ascii_case("true") => {
                    return Resolved::known(KeyValue::Untold);
                }
                Some(KeyValue::One(_)) => return Resolved::known(KeyValue::Absent),
                Some(KeyValue::Unknown | KeyValue::Untold) => {
                    return Resolved::known(KeyValue::Unknown);
                }
                Some(KeyValue::Absent | KeyValue::Many(_)) | None => KeyValue::Unknown,
            },
            SessionKey::IssueTime => KeyValue::Untold,
        };
        if self.switched.contains(Assumption::J36) {
            Resolved::assumed_absent()
        } else {
            Resolved::known(unless_told)
        }
    }

    /// What the request itself says of a key.
    pub(crate) fn given(&self, name: &str) -> Option<KeyValue<'a>> {
        let (_, given) = self
            .request
            .context
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(match given {
            GivenValue::Unknown => KeyValue::Unknown,
            GivenValue::One(value) => KeyValue::One(value),
            GivenValue::Many(values) => KeyValue::Many(values),
        })
    }

    fn determined(&self, key: KnownKey) -> Resolved<'a> {
        let request = self.request;
        let principal = &request.principal;
        match key {
            KnownKey::SourceIp => self.network_key(|network| match network {
                Network::Public { source_ip } => Resolved::or_absent(Some(source_ip)),
                Network::Endpoint { .. } => Resolved::or_absent(None),
            }),
            KnownKey::SourceVpc => self.network_key(|network| match network {
                Network::Public { .. } => Resolved::or_absent(None),
                Network::Endpoint { vpc, .. } => Resolved::or_untold(vpc.as_deref()),
            }),
            KnownKey::SourceVpce => self.network_key(|network| match network {
                Network::Public { .. } => Resolved::or_absent(None),
                Network::Endpoint { endpoint, .. } => Resolved::or_untold(endpoint.as_deref()),
            }),
            KnownKey::VpcSourceIp => self.network_key(|network| match network {
                Network::Public { .. } => Resolved::or_absent(None),
                Network::Endpoint { source_ip, .. } => Resolved::or_untold(source_ip.as_deref()),
            }),
            KnownKey::RequestedRegion => Resolved::known(KeyValue::One(request.region())),
            KnownKey::SignInPrincipalArn => {
                let withheld = principal.kind == PrincipalKind::IdentityCenterRole
                    && self.switched.contains(Assumption::J10);
                Resolved::or_absent(principal.sign_in_arn().filter(|_| !withheld))
            }
            KnownKey::PrincipalArn => Resolved::known(KeyValue::One(&principal.arn)),
            KnownKey::PrincipalAccount => Resolved::known(KeyValue::One(principal.account())),
            KnownKey::ResourceAccount => Resolved::known(KeyValue::One(self.account_id())),
            KnownKey::ResourceOrgId | KnownKey::PrincipalOrgId => {
                match &self.account.organization {
                    Some(organization) => Resolved::or_untold(organization.id.as_deref()),
                    None => Resolved::assumed_absent(),
                }
            }
            KnownKey::OAuthClientId => self.oauth_key(KeyValue::One(match request.entry {
                Entry::Console | Entry::LoginLocal => "arn:aws:signin:::devtools/same-device",
                Entry::LoginRemote => "arn:aws:signin:::devtools/cross-device",
            })),
            KnownKey::OAuthRedirectUri => self.oauth_key(KeyValue::Untold),
            KnownKey::OAuthGrantType => self.oauth_key(KeyValue::One("authorization_code")),
            KnownKey::OAuthClientAuthentication => self.oauth_key(KeyValue::One("none")),
            KnownKey::OAuthTokenType => Resolved::known(KeyValue::Absent),
        }
    }

    /// A key of the network path, by the path that the request takes. [CK, GCK]
    fn network_key(&self, read: impl Fn(&'a Network) -> Resolved<'a>) -> Resolved<'a> {
        if self.network_withheld() {
            Resolved::known(KeyValue::Absent)
        } else {
            read(self.request.network(self.action))
        }
    }

    /// What `aws login` sends; a console sign-in has none of these. [BC, SAR]
    fn oauth_key(&self, of_login: KeyValue<'a>) -> Resolved<'a> {
        Resolved::known(if self.request.entry.is_login() {
            of_login
        } else {
            KeyValue::Absent
        })
    }
}

/// The member of a request that determines `key`, so that its context may not.
pub(crate) fn determining_member(key: KnownKey) -> Option<&'static str> {
    match key {
        KnownKey::SourceIp | KnownKey::SourceVpc | KnownKey::SourceVpce | KnownKey::VpcSourceIp => {
            Some("network")
        }
        KnownKey::RequestedRegion => Some("region"),
        KnownKey::SignInPrincipalArn | KnownKey::PrincipalArn | KnownKey::PrincipalAccount => {
            Some("principal")
        }
        KnownKey::ResourceAccount => Some("account.id"),
        KnownKey::ResourceOrgId
        | KnownKey::PrincipalOrgId
        | KnownKey::OAuthClientId
        | KnownKey::OAuthRedirectUri
        | KnownKey::OAuthGrantType
        | KnownKey::OAuthClientAuthentication
        | KnownKey::OAuthTokenType => None,
    }
}
