//! From a request to the context keys of one action: present, absent, unknown.

use vestibule_iam::keys::KeyValue;

use crate::account::Account;
use crate::action::{Action, Entry};
use crate::assumption::{Assumption, AssumptionSet};
use crate::keys::{CredentialsPart, EntryPart, KeyRow, NetworkPart, Origin, PrincipalPart};
use crate::network::Network;
use crate::principal::PrincipalKind;
use crate::request::{GivenValue, Request};

const MFA_PRESENT: &str = "aws:MultiFactorAuthPresent";
const MFA_AGE: &str = "aws:MultiFactorAuthAge";

/// What is known of a key, and whether its absence is only assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resolved<'a> {
    pub(crate) value: KeyValue<'a>,
    /// Absent only because the request does not give it.
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

    fn or_present_unknown(value: Option<&'a str>) -> Self {
        Self::known(value.map_or(KeyValue::PresentUnknown, KeyValue::One))
    }
}

/// One request at one action, with all that its keys are made of.
#[derive(Clone, Copy)]
pub(crate) struct PhaseContext<'a> {
    pub(crate) request: &'a Request,
    pub(crate) account: &'a Account,
    pub(crate) action: Action,
    /// Assumptions that are switched to their other reading.
    pub(crate) switched: AssumptionSet,
}

impl<'a> PhaseContext<'a> {
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

    /// Does the action have the key at all?
    pub(crate) fn offers(&self, row: &KeyRow) -> bool {
        // AWS has these two in anonymous requests [GCK-23], and says the same of
        // `aws:PrincipalAccount`, which Sign-In does not offer there [CK].
        let may_be_anonymous = matches!(
            row.origin,
            Origin::Principal(PrincipalPart::UserId | PrincipalPart::Kind)
        );
        row.is_offered(self.action) || (may_be_anonymous && self.switched.contains(Assumption::J40))
    }

    /// The value of the key `name`, whose row is `row`.
    pub(crate) fn resolve(&self, row: &KeyRow, name: &str) -> Resolved<'a> {
        if !self.offers(row) {
            return Resolved::known(KeyValue::Absent);
        }
        if let Some(given) = self.given(name) {
            return Resolved::known(given);
        }
        let principal = &self.request.principal;
        match row.origin {
            Origin::Network(part) => self.network_part(part),
            Origin::Region => Resolved::known(KeyValue::One(self.request.region())),
            Origin::Principal(part) => self.principal_part(part),
            Origin::Account => Resolved::known(KeyValue::One(self.account_id())),
            Origin::Organization => match &self.account.organization {
                Some(organization) => Resolved::or_present_unknown(organization.id.as_deref()),
                None => Resolved::assumed_absent(),
            },
            // The key is there in an organization; AWS does not say in full which paths it has.
            Origin::OrganizationPaths if self.account.organization.is_some() => {
                Resolved::known(KeyValue::Unknown)
            }
            Origin::Entry(part) => self.entry_part(part),
            Origin::Varying => Resolved::known(KeyValue::PresentUnknown),
            Origin::Fixed(value) => Resolved::known(KeyValue::One(value)),
            Origin::Credentials(part) => self.credentials_part(part),
            Origin::SignInSession => Resolved::known(KeyValue::Unknown),
            Origin::Federation => match principal.kind {
                PrincipalKind::Role | PrincipalKind::IdentityCenterRole => self.way_in(),
                PrincipalKind::Root | PrincipalKind::User | PrincipalKind::FederatedUser => {
                    Resolved::known(KeyValue::Absent)
                }
            },
            Origin::Referer => {
                // The command line itself asks for the token of `aws login`.
                if self.request.entry.is_login() && self.action == Action::CreateOAuth2Token {
                    Resolved::known(KeyValue::Absent)
                } else {
                    self.way_in()
                }
            }
            Origin::IdentityStore => match principal.kind {
                PrincipalKind::IdentityCenterRole => Resolved::known(KeyValue::PresentUnknown),
                PrincipalKind::Root
                | PrincipalKind::User
                | PrincipalKind::Role
                | PrincipalKind::FederatedUser => Resolved::assumed_absent(),
            },
            Origin::RoleSession => match principal.kind {
                PrincipalKind::Role | PrincipalKind::IdentityCenterRole => {
                    Resolved::assumed_absent()
                }
                PrincipalKind::Root | PrincipalKind::User | PrincipalKind::FederatedUser => {
                    Resolved::known(KeyValue::Absent)
                }
            },
            Origin::OtherOperations => Resolved::known(KeyValue::Absent),
            Origin::OrganizationPaths | Origin::SomePrincipals | Origin::Unsaid => {
                Resolved::assumed_absent()
            }
        }
    }

    /// A key that is present or absent depending on how the principal was federated,
    /// which the request does not say (J39).
    fn way_in(&self) -> Resolved<'a> {
        if self.switched.contains(Assumption::J39) {
            Resolved::assumed_absent()
        } else {
            Resolved::known(KeyValue::Unknown)
        }
    }

    /// A key of the temporary credentials that a sign-in has after authentication.
    fn credentials_part(&self, part: CredentialsPart) -> Resolved<'a> {
        // Each of the two keys on MFA says something of the other. [GCK-23]
        let unless_told = match part {
            CredentialsPart::MfaPresent => match self.given(MFA_AGE) {
                Some(KeyValue::One(_)) => return Resolved::known(KeyValue::One("true")),
                Some(KeyValue::Unknown | KeyValue::PresentUnknown)
                    if self.switched.contains(Assumption::J36) =>
                {
                    return Resolved::known(KeyValue::Unknown);
                }
                Some(
                    KeyValue::Unknown
                    | KeyValue::PresentUnknown
                    | KeyValue::Absent
                    | KeyValue::Many(_),
                )
                | None => KeyValue::PresentUnknown,
            },
            CredentialsPart::MfaAge => match self.given(MFA_PRESENT) {
                Some(KeyValue::One(present)) if present.eq_ignore_ascii_case("true") => {
                    return Resolved::known(KeyValue::PresentUnknown);
                }
                Some(KeyValue::One(_)) => return Resolved::known(KeyValue::Absent),
                Some(KeyValue::Unknown | KeyValue::PresentUnknown) => {
                    return Resolved::known(KeyValue::Unknown);
                }
                Some(KeyValue::Absent | KeyValue::Many(_)) | None => KeyValue::Unknown,
            },
            CredentialsPart::IssueTime => KeyValue::PresentUnknown,
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

    /// What the path that the request takes says. [CK, GCK]
    fn network_part(&self, part: NetworkPart) -> Resolved<'a> {
        if self.network_withheld() {
            return Resolved::known(KeyValue::Absent);
        }
        match (self.request.network(self.action), part) {
            (Network::Public { source_ip }, NetworkPart::PublicAddress) => {
                Resolved::or_absent(Some(source_ip))
            }
            (
                Network::Public { .. },
                NetworkPart::Vpc | NetworkPart::Endpoint | NetworkPart::VpcAddress,
            )
            | (Network::Endpoint { .. }, NetworkPart::PublicAddress) => Resolved::or_absent(None),
            (Network::Endpoint { vpc, .. }, NetworkPart::Vpc) => {
                Resolved::or_present_unknown(vpc.as_deref())
            }
            (Network::Endpoint { endpoint, .. }, NetworkPart::Endpoint) => {
                Resolved::or_present_unknown(endpoint.as_deref())
            }
            (Network::Endpoint { source_ip, .. }, NetworkPart::VpcAddress) => {
                Resolved::or_present_unknown(source_ip.as_deref())
            }
        }
    }

    fn principal_part(&self, part: PrincipalPart) -> Resolved<'a> {
        let principal = &self.request.principal;
        let anonymous = self.action == Action::Authenticate;
        match part {
            PrincipalPart::SignInArn => {
                let withheld = principal.kind == PrincipalKind::IdentityCenterRole
                    && self.switched.contains(Assumption::J10);
                Resolved::or_absent(principal.sign_in_arn().filter(|_| !withheld))
            }
            PrincipalPart::Arn => Resolved::known(KeyValue::One(&principal.arn)),
            PrincipalPart::Account => Resolved::known(KeyValue::One(principal.account())),
            PrincipalPart::Kind | PrincipalPart::UserId if anonymous => {
                Resolved::known(KeyValue::PresentUnknown)
            }
            PrincipalPart::Kind => Resolved::known(KeyValue::One(principal.type_value())),
            // Other principals have an id that only IAM knows. [GCK]
            PrincipalPart::UserId => {
                Resolved::or_present_unknown(principal.is_root().then(|| principal.account()))
            }
            PrincipalPart::UserName => {
                let is_user = principal.kind == PrincipalKind::User;
                Resolved::or_absent(is_user.then(|| principal.name()).flatten())
            }
        }
    }

    /// What `aws login` sends; a console sign-in has none of these. [BC, SAR]
    fn entry_part(&self, part: EntryPart) -> Resolved<'a> {
        match (self.request.entry, part) {
            (Entry::Console, _) => Resolved::known(KeyValue::Absent),
            (Entry::LoginLocal, EntryPart::ClientId) => {
                Resolved::known(KeyValue::One("arn:aws:signin:::devtools/same-device"))
            }
            (Entry::LoginRemote, EntryPart::ClientId) => {
                Resolved::known(KeyValue::One("arn:aws:signin:::devtools/cross-device"))
            }
            (_, EntryPart::RedirectUri) => Resolved::known(KeyValue::PresentUnknown),
            (_, EntryPart::GrantType) => Resolved::known(KeyValue::One("authorization_code")),
            (_, EntryPart::ClientAuthentication) => Resolved::known(KeyValue::One("none")),
        }
    }
}
