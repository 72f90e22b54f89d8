//! Who signs in and from where: the two lists that a matrix is made of.

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_wire::Entry;

use super::scenario::{ContextRow, Network};

/// A kind of principal to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PersonaKind {
    Root,
    User,
    Role,
    Federated,
    IdentityCenter,
    BreakGlass,
}

/// A kind of network to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SiteKind {
    Office,
    Vpn,
    VpcEndpoint,
    Home,
    Ipv6,
}

/// Stands for the id of the account in the ARN of a persona.
pub const ACCOUNT: &str = "{account}";

/// Someone who signs in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persona {
    pub id: u32,
    pub name: IString,
    pub entry: Entry,
    /// An ARN; [`ACCOUNT`] in it stands for the account.
    pub principal: IString,
    pub context: Vec<ContextRow>,
}

/// Somewhere to sign in from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    pub id: u32,
    pub name: IString,
    pub network: Network,
    /// Empty for the usual one.
    pub region: IString,
}

impl PersonaKind {
    pub const ALL: [Self; 6] = [
        Self::Root,
        Self::User,
        Self::Role,
        Self::Federated,
        Self::IdentityCenter,
        Self::BreakGlass,
    ];

    /// The ARN, with [`ACCOUNT`] for the account.
    pub fn arn(self) -> String {
        let (service, resource) = match self {
            Self::Root => ("iam", "root"),
            Self::User => ("iam", "user/Alice"),
            Self::Role => ("iam", "role/Admin"),
            Self::Federated => ("sts", "federated-user/Alice"),
            Self::IdentityCenter => (
                "iam",
                "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
            ),
            Self::BreakGlass => ("iam", "role/BreakGlass"),
        };
        format!("arn:aws:{service}::{ACCOUNT}:{resource}")
    }
}

impl SiteKind {
    pub const ALL: [Self; 5] = [
        Self::Office,
        Self::Vpn,
        Self::VpcEndpoint,
        Self::Home,
        Self::Ipv6,
    ];

    /// Addresses that are set aside for documentation.
    pub fn network(self) -> Network {
        let public = |ip: &'static str| Network {
            source_ip: IString::Static(ip),
            ..Network::default()
        };
        match self {
            Self::Office => public("203.0.113.10"),
            Self::Vpn => public("198.51.100.20"),
            Self::Home => public("192.0.2.44"),
            Self::Ipv6 => public("2001:db8::44"),
            Self::VpcEndpoint => Network {
                path: super::scenario::Path::Endpoint,
                vpc: IString::Static("vpc-0a1b2c3d4e5f60718"),
                endpoint: IString::Static("vpce-0123456789abcdef0"),
                private_ip: IString::Static("10.0.1.5"),
                ..Network::default()
            },
        }
    }
}

/// What stands between commas, semicolons and white space.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
    text.split(is_between).filter(|part| !part.is_empty())
}

/// As [`parts`], each by itself.
pub fn listed(text: &str) -> Vec<String> {
    parts(text).map(str::to_owned).collect()
}
