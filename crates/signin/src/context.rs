//! From a request to the context keys of one action: present, absent, unknown.

use vestibule_iam::context::KeyValue;

use crate::account::Account;
use crate::assumption::{Assumption, AssumptionSet};
use crate::keys::{self, KnownKey};
use crate::network::Network;
use crate::phase::{Action, Entry};
use crate::principal::PrincipalKind;
use crate::request::{GivenValue, Request};

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
    /// Another key that describes the principal.
    OfPrincipal,
    /// Any other key.
    Other,
}

impl KeySource {
    /// The source of the key `name`.
    pub(crate) fn of(name: &str) -> Self {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if let Some(row) = keys::find(name) {
            KeySource::Known(row.key, row.actions)
        } else if is("aws:CurrentTime") || is("aws:EpochTime") || is("aws:UserAgent") {
            KeySource::Varying
        } else if is("aws:SecureTransport") {
            KeySource::Fixed("true")
        } else if is("aws:ViaAWSService") {
            // People sign in themselves.
            KeySource::Fixed("false")
        } else if is("aws:PrincipalIsAWSService") {
            KeySource::FixedOfPrincipal("false")
        } else if is("aws:PrincipalOrgPaths") {
            KeySource::PrincipalOrgPaths
        } else if is("aws:ResourceOrgPaths") {
            KeySource::ResourceOrgPaths
        } else if is("aws:userid") {
            KeySource::UserId
        } else if is("aws:username") {
            KeySource::UserName
        } else if is("aws:PrincipalType") {
            KeySource::PrincipalType
        } else if keys::describes_principal(name) {
            KeySource::OfPrincipal
        } else {
            KeySource::Other
        }
    }

    /// True for a key of the network path.
    pub(crate) fn is_network(self) -> bool {
        matches!(self, KeySource::Known(key, _) if is_network(key))
    }

    /// The assumptions that reading this key leans on.
    pub(crate) fn assumptions(self, request: &Request, action: Action) -> AssumptionSet {
        let mut set = AssumptionSet::new();
        match self {
            KeySource::Known(key, offered) => {
                let offered = offered[action as usize];
                if !offered {
                    return set;
                }
                match key {
                    KnownKey::RequestedRegion if request.region.is_none() => {
                        set.insert(Assumption::J12);
                    }
                    KnownKey::SignInPrincipalArn => {
                        use PrincipalKind::{FederatedUser, IdentityCenterRole};
                        if matches!(request.principal.kind, FederatedUser | IdentityCenterRole) {
                            set.insert(Assumption::J10);
                        }
                    }
                    _ if is_network(key) => {
                        if request.principal.kind == PrincipalKind::IdentityCenterRole {
                            set.insert(Assumption::J30);
                        }
                        if request.networks.change() && action == Action::CreateOAuth2Token {
                            set.insert(Assumption::J17);
                        }
                    }
                    _ if is_oauth(key) => set.insert(match request.entry {
                        Entry::Console => Assumption::J28,
                        Entry::LoginLocal | Entry::LoginRemote => Assumption::J29,
                    }),
                    _ => {}
                }
            }
            _ => set.insert(Assumption::J11),
        }
        set
    }
}

fn is_network(key: KnownKey) -> bool {
    use KnownKey::{SourceIp, SourceVpc, SourceVpce, VpcSourceIp};
    matches!(key, SourceIp | SourceVpc | SourceVpce | VpcSourceIp)
}

fn is_oauth(key: KnownKey) -> bool {
    use KnownKey::{
        OAuthClientAuthentication, OAuthClientId, OAuthGrantType, OAuthRedirectUri, OAuthTokenType,
    };
    matches!(
        key,
        OAuthClientAuthentication
            | OAuthClientId
            | OAuthGrantType
            | OAuthRedirectUri
            | OAuthTokenType
    )
}

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
        let offered = match source {
            KeySource::Known(_, actions) => actions[self.action as usize],
            KeySource::Varying
            | KeySource::Fixed(_)
            | KeySource::ResourceOrgPaths
            | KeySource::Other => true,
            KeySource::FixedOfPrincipal(_)
            | KeySource::PrincipalOrgPaths
            | KeySource::UserId
            | KeySource::UserName
            | KeySource::PrincipalType
            | KeySource::OfPrincipal => self.action != Action::Authenticate,
        };
        if !offered {
            return Resolved::known(KeyValue::Absent);
        }
        if let Some(given) = self.given(name) {
            return Resolved::known(given);
        }
        match source {
            KeySource::Known(key, _) => self.determined(key),
            KeySource::Varying => Resolved::known(KeyValue::Untold),
            KeySource::Fixed(value) | KeySource::FixedOfPrincipal(value) => {
                Resolved::known(KeyValue::One(value))
            }
            // There in an organization; which paths it has, AWS does not say in full.
            KeySource::PrincipalOrgPaths | KeySource::ResourceOrgPaths
                if self.account.organization.is_some() =>
            {
                Resolved::known(KeyValue::Unknown)
            }
            KeySource::UserId => {
                // That of others has an id that only IAM knows. [GCK]
                let principal = &self.request.principal;
                Resolved::or_untold(principal.is_root().then(|| principal.account()))
            }
            KeySource::UserName => {
                let principal = &self.request.principal;
                let is_user = principal.kind == PrincipalKind::User;
                Resolved::or_absent(is_user.then(|| principal.name()).flatten())
            }
            KeySource::PrincipalType => {
                Resolved::known(KeyValue::One(self.request.principal.type_value()))
            }
            KeySource::OfPrincipal
            | KeySource::PrincipalOrgPaths
            | KeySource::ResourceOrgPaths
            | KeySource::Other => Resolved::assumed_absent(),
        }
    }

    fn given(&self, name: &str) -> Option<KeyValue<'a>> {
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
        let identity_center = principal.kind == PrincipalKind::IdentityCenterRole;
        match key {
            _ if is_network(key) => {
                if self.network_withheld() {
                    Resolved::known(KeyValue::Absent)
                } else {
                    network_key(request.network(self.action), key)
                }
            }
            KnownKey::RequestedRegion => Resolved::known(KeyValue::One(request.region())),
            KnownKey::SignInPrincipalArn => {
                let withheld = identity_center && self.switched.contains(Assumption::J10);
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
            _ => self.oauth_key(key),
        }
    }

    /// What `aws login` sends; a console sign-in has none of these. [BC, SAR]
    fn oauth_key(&self, key: KnownKey) -> Resolved<'a> {
        let client = match self.request.entry {
            Entry::Console => return Resolved::known(KeyValue::Absent),
            Entry::LoginLocal => "arn:aws:signin:::devtools/same-device",
            Entry::LoginRemote => "arn:aws:signin:::devtools/cross-device",
        };
        Resolved::known(match key {
            KnownKey::OAuthClientId => KeyValue::One(client),
            KnownKey::OAuthRedirectUri => KeyValue::Untold,
            KnownKey::OAuthGrantType => KeyValue::One("authorization_code"),
            KnownKey::OAuthClientAuthentication => KeyValue::One("none"),
            _ => KeyValue::Absent,
        })
    }
}

fn network_key(network: &Network, key: KnownKey) -> Resolved<'_> {
    match (network, key) {
        (Network::Public { source_ip }, KnownKey::SourceIp) => {
            Resolved::known(KeyValue::One(source_ip))
        }
        (Network::Endpoint { vpc, .. }, KnownKey::SourceVpc) => Resolved::or_untold(vpc.as_deref()),
        (Network::Endpoint { endpoint, .. }, KnownKey::SourceVpce) => {
            Resolved::or_untold(endpoint.as_deref())
        }
        (Network::Endpoint { source_ip, .. }, KnownKey::VpcSourceIp) => {
            Resolved::or_untold(source_ip.as_deref())
        }
        _ => Resolved::known(KeyValue::Absent),
    }
}

/// The member of a request that determines `key`, so that its context may not.
pub(crate) fn determining_member(key: KnownKey) -> Option<&'static str> {
    match key {
        _ if is_network(key) => Some("network"),
        KnownKey::RequestedRegion => Some("region"),
        KnownKey::SignInPrincipalArn | KnownKey::PrincipalArn | KnownKey::PrincipalAccount => {
            Some("principal")
        }
        KnownKey::ResourceAccount => Some("account.id"),
        _ => None,
    }
}
