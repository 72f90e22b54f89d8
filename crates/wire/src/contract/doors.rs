//! The doors of AWS: where people sign in, and which domains a network must let through.

use serde::{Deserialize, Serialize};

use super::facts::FactSource;
use super::words::{Action, Layer};

/// Where people sign in, what a network must let through for that, and what policies gate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Doors {
    /// The doors that were asked for.
    pub doors: Vec<Door>,
    /// The domains that a firewall or proxy must let through, list by list. A domain that several
    /// lists name stands in each.
    pub domains: Vec<NeededDomain>,
    /// What Private Access needs, Region by Region.
    pub private_access: Vec<PrivateEndpoint>,
    /// What of the given allow-list covers the domains; where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_list: Option<AllowListCheck>,
    /// The sources that the answer names.
    pub sources: Vec<FactSource>,
}

/// A way into AWS, by the kind of user who takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DoorKind {
    /// The root user of an account.
    Root,
    /// An IAM user.
    IamUser,
    /// A user in IAM Identity Center, through the access portal.
    IdentityCenter,
    /// A federated user of an identity provider, over SAML, OIDC or STS.
    Federated,
    /// Somebody with an AWS Builder ID.
    BuilderId,
    /// An administrator who calls the control plane of AWS Sign-In.
    ControlPlane,
}

impl DoorKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Root,
        Self::IamUser,
        Self::IdentityCenter,
        Self::Federated,
        Self::BuilderId,
        Self::ControlPlane,
    ];

    /// The name of its flag.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::IamUser => "iam-user",
            Self::IdentityCenter => "identity-center",
            Self::Federated => "federated",
            Self::BuilderId => "builder-id",
            Self::ControlPlane => "control-plane",
        }
    }
}

/// A door: its addresses, and which policies gate it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Door {
    /// Whose.
    pub door: DoorKind,
    /// The addresses, with what was given filled in. What is not known stands in brackets.
    pub urls: Vec<String>,
    /// The actions at which sign-in policies gate it, in order; none where they do not.
    pub gated_at: Vec<Action>,
    /// The layers of policies that may stop it there.
    pub layers: Vec<Layer>,
    /// What else is to be known of it.
    pub notes: Vec<String>,
    /// The tags of its sources.
    pub sources: Vec<String>,
}

/// A list of domains, as AWS documents it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DomainList {
    /// The sign-in page.
    SignIn,
    /// The hosts of the sign-in addresses themselves, which AWS's list does not name.
    SignInUrl,
    /// The endpoint for clients of OAuth.
    Oauth,
    /// The control plane of AWS Sign-In.
    ControlPlane,
    /// The access portal over IPv4.
    PortalIpv4,
    /// The access portal over IPv4 and IPv6.
    PortalDualStack,
    /// AWS Builder ID.
    BuilderId,
}

/// A domain that a network must let through.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NeededDomain {
    /// With what was given filled in. What is not known stands in brackets; a `*` is AWS's own.
    pub domain: String,
    /// As AWS writes it.
    pub documented: String,
    /// The list that names it.
    pub list: DomainList,
    /// The doors that need it.
    pub doors: Vec<DoorKind>,
    /// The path behind the domain, where AWS names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The host names for a firewall that takes no wildcards. AWS documents none for some domains
    /// with a `*`: the member is left out there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hosts: Option<Vec<String>>,
    /// True where no page of AWS says it in so many words.
    pub inferred: bool,
    /// The tags of its sources.
    pub sources: Vec<String>,
}

/// A VPC endpoint of Private Access, and the names that must lead to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrivateEndpoint {
    /// Its service, such as `com.amazonaws.eu-west-1.signin`.
    pub service_name: String,
    /// Its Region; in brackets where none was given.
    pub region: String,
    /// The DNS names that must resolve to it.
    pub dns_names: Vec<String>,
    /// What else is to be known of it.
    pub notes: Vec<String>,
    /// The tags of its sources.
    pub sources: Vec<String>,
}

/// What of an allow-list covers the domains that are needed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AllowListCheck {
    /// What the list was read as.
    pub format: AllowListFormat,
    /// Each domain that is needed, once.
    pub domains: Vec<CheckedDomain>,
    /// What the list lets through, line by line.
    pub entries: Vec<AllowListEntry>,
    /// The lines that could not be read, or of which no domain could be told.
    pub unread: Vec<UnreadLine>,
    /// What else is to be known of the list.
    pub notes: Vec<String>,
}

/// How an allow-list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum AllowListFormat {
    /// One domain a line.
    Lines,
    /// A proxy auto-configuration file.
    Pac,
    /// A configuration of Squid.
    Squid,
}

/// Whether an allow-list covers a domain.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckedDomain {
    /// The domain, as `domains` of the answer names it.
    pub domain: String,
    /// Whether it gets through.
    pub verdict: Covered,
    /// The lines that decide it.
    pub lines: Vec<u32>,
    /// Why it is unknown or missing, where more than the absence of a line is to be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Whether a domain gets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Covered {
    /// Some line lets all of it through.
    Covered,
    /// It depends on what was not given, or on a line that could not be read.
    Unknown,
    /// No line lets all of it through, or one stops it.
    Missing,
}

/// A domain or pattern that an allow-list lets through.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AllowListEntry {
    /// The number of its line, from one.
    pub line: u32,
    /// As the list writes it.
    pub text: String,
    /// How wide it is, beside what is needed.
    pub width: EntryWidth,
    /// Where a PAC file sends it, or under which further ACLs Squid lets it through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
}

/// How wide an entry of an allow-list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum EntryWidth {
    /// It lets through what is needed and nothing else.
    Needed,
    /// It lets through more than is needed, all of it in domains of AWS or of one owner.
    Wider,
    /// It lets through hosts of strangers, such as every bucket or everything.
    TooWide,
    /// Nothing that was asked for needs it.
    Other,
}

/// A line of an allow-list of which no domain could be told.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UnreadLine {
    /// Its number, from one.
    pub line: u32,
    /// What stands there, cut.
    pub text: String,
    /// Why.
    pub why: String,
    /// True where it may let through what is needed.
    pub may_cover: bool,
}
