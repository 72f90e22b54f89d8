//! Who determines the value of a context key.

/// Who determines the value of a key, or whether it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The network path of the request. [CK, GCK]
    Network(NetworkPart),
    /// The Region whose endpoint is asked.
    Region,
    /// Who signs in.
    Principal(PrincipalPart),
    /// The account that is signed in to.
    Account,
    /// The organization of the account.
    Organization,
    /// The organization of the account, of which AWS does not say in full what paths
    /// the key has.
    OrganizationPaths,
    /// The way in: what `aws login` sends, and a console sign-in does not. [BC, SAR]
    Entry(EntryPart),
    /// Always there, with another value each time.
    Varying,
    /// Always the same where it is there.
    Fixed(&'static str),
    /// The temporary credentials that every sign-in has after authentication. [GCK-23]
    Credentials(CredentialsPart),
    /// The session of the sign-in, which may have it or not.
    SignInSession,
    /// How a role was entered: the identity provider and what stays of it with the session.
    Federation,
    /// The page in a browser that led to the request.
    Referer,
    /// The identity store, for a role of IAM Identity Center.
    IdentityStore,
    /// The session of a role, which may have been given it.
    RoleSession,
    /// The principal or its session, where AWS has the key for some and not for others.
    SomePrincipals,
    /// No sign-in: other operations of AWS Sign-In have it.
    OtherOperations,
    /// No documentation says whether AWS Sign-In has it.
    Unsaid,
}

/// A key of the network path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NetworkPart {
    /// The address on the public internet.
    PublicAddress,
    /// The VPC of the endpoint.
    Vpc,
    /// The VPC endpoint.
    Endpoint,
    /// The address within the VPC.
    VpcAddress,
}

/// What a key says of the principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PrincipalPart {
    /// Its ARN before it is authenticated.
    SignInArn,
    /// Its ARN.
    Arn,
    /// Its account.
    Account,
    /// What it is.
    Kind,
    /// The name of an IAM user.
    UserName,
    /// Its unique id.
    UserId,
}

/// What a key says of the way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryPart {
    /// The OAuth client.
    ClientId,
    /// Where the authorization code is sent.
    RedirectUri,
    /// The OAuth grant.
    GrantType,
    /// How the client proves who it is.
    ClientAuthentication,
}

/// A key that comes with temporary credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CredentialsPart {
    /// Whether MFA was used.
    MfaPresent,
    /// How long ago; only there when MFA was used.
    MfaAge,
    /// When they were issued.
    IssueTime,
}

impl Origin {
    /// The member of a request or case that determines the key, so that the context of
    /// a request may not give it.
    pub fn member(self) -> Option<&'static str> {
        use PrincipalPart::{Account, Arn, Kind, SignInArn, UserId, UserName};
        match self {
            Self::Network(_) => Some("network"),
            Self::Region => Some("region"),
            Self::Principal(SignInArn | Arn | Account) => Some("principal"),
            Self::Account => Some("account.id"),
            Self::Principal(Kind | UserName | UserId)
            | Self::Organization
            | Self::OrganizationPaths
            | Self::Entry(_)
            | Self::Varying
            | Self::Fixed(_)
            | Self::Credentials(_)
            | Self::SignInSession
            | Self::Federation
            | Self::Referer
            | Self::IdentityStore
            | Self::RoleSession
            | Self::SomePrincipals
            | Self::OtherOperations
            | Self::Unsaid => None,
        }
    }

    /// A word or two for tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Network(_) => "network",
            Self::Region => "Region",
            Self::Principal(_) => "principal",
            Self::Account => "account",
            Self::Organization | Self::OrganizationPaths => "organization",
            Self::Entry(_) => "entry",
            Self::Varying => "each request",
            Self::Fixed(_) => "always the same",
            Self::Credentials(_) => "credentials",
            Self::SignInSession => "session",
            Self::Federation => "federation",
            Self::Referer => "browser",
            Self::IdentityStore => "identity store",
            Self::RoleSession => "role session",
            Self::SomePrincipals => "some principals",
            Self::OtherOperations => "other operations",
            Self::Unsaid => "not said",
        }
    }
}

impl NetworkPart {
    /// The member of a request that tells it.
    pub fn member(self) -> &'static str {
        match self {
            Self::PublicAddress | Self::VpcAddress => "network.sourceIp",
            Self::Vpc => "network.vpc",
            Self::Endpoint => "network.endpoint",
        }
    }

    /// True for a key of the path through a VPC endpoint.
    pub fn is_of_endpoint(self) -> bool {
        self != Self::PublicAddress
    }
}
