//! The domains, addresses and endpoints that AWS documents. `docs/doors.md` has them, too.

use vestibule_wire::{DomainList, DoorKind};

use DomainList::{BuilderId, ControlPlane, Oauth, PortalDualStack, PortalIpv4, SignIn, SignInUrl};

/// What stands for a Region in a documented domain.
pub(super) const REGION: &str = "[Region]";
/// What stands for the first label of an access portal.
pub(super) const DIRECTORY: &str = "[Directory ID or alias]";
/// What stands for an instance of IAM Identity Center.
pub(super) const INSTANCE: &str = "[IAM Identity Center instance ID]";
/// What stands for an account.
pub(super) const ACCOUNT: &str = "[account alias or ID]";

/// Where the control plane takes writes, and where `signin.aws.amazon.com` leads. [UG, DNS]
pub(super) const FIRST_REGION: &str = "us-east-1";

/// A domain that AWS documents.
pub(super) struct Entry {
    pub(super) list: DomainList,
    /// As AWS writes it, without a path.
    pub(super) domain: &'static str,
    pub(super) path: Option<&'static str>,
    /// The hosts behind a `*` that AWS documents elsewhere.
    pub(super) hosts: &'static [&'static str],
    pub(super) sources: &'static [&'static str],
}

const fn entry(list: DomainList, domain: &'static str, sources: &'static [&'static str]) -> Entry {
    Entry {
        list,
        domain,
        path: None,
        hosts: &[],
        sources,
    }
}

impl Entry {
    const fn path(mut self, path: &'static str) -> Self {
        self.path = Some(path);
        self
    }

    const fn hosts(mut self, hosts: &'static [&'static str]) -> Self {
        self.hosts = hosts;
        self
    }

    /// True for what no page of AWS says in so many words.
    pub(super) fn is_inferred(&self) -> bool {
        self.list == SignInUrl
    }
}

const AL: &[&str] = &["AL"];
const PORTAL: &[&str] = &["AL", "IDCFW"];
const IDCFW: &[&str] = &["IDCFW"];
const URLS: &[&str] = &["URLS"];

/// Every domain, list by list in the order of AWS's pages.
#[rustfmt::skip] // a row a domain
pub(super) const DOMAINS: &[Entry] = &[
    entry(SignIn, "[Region].signin.aws", AL),
    entry(SignIn, "[Region].signin.aws.amazon.com", &["AL", "EP"]),
    entry(SignIn, "signin.aws.amazon.com", &["AL", "EP"]),
    entry(SignIn, "*.cloudfront.net", AL),
    entry(SignIn, "opfcaptcha-prod.s3.amazonaws.com", AL),
    entry(SignInUrl, "console.aws.amazon.com", URLS),
    entry(SignInUrl, "[account alias or ID].signin.aws.amazon.com", URLS),
    entry(Oauth, "[Region].oauth.signin.aws", &["EP"]),
    entry(ControlPlane, "signin.[Region].api.aws", &["AL", "BC"]),
    entry(PortalIpv4, "[Directory ID or alias].awsapps.com", PORTAL),
    entry(PortalIpv4, "[IAM Identity Center instance ID].[Region].portal.amazonaws.com", AL),
    entry(PortalIpv4, "*.aws.dev", PORTAL),
    entry(PortalIpv4, "*.awsstatic.com", PORTAL),
    entry(PortalIpv4, "*.console.aws.a2z.com", PORTAL),
    entry(PortalIpv4, "oidc.[Region].amazonaws.com", PORTAL),
    entry(PortalIpv4, "*.sso.amazonaws.com", PORTAL),
    entry(PortalIpv4, "*.sso.[Region].amazonaws.com", PORTAL).hosts(&["portal.sso.[Region].amazonaws.com"]),
    entry(PortalIpv4, "*.sso-portal.[Region].amazonaws.com", PORTAL),
    entry(PortalIpv4, "[Region].prod.pr.panorama.console.api.aws", IDCFW).path("/panoramaroute"),
    entry(PortalIpv4, "[Region].signin.aws", IDCFW),
    entry(PortalIpv4, "[Region].signin.aws.amazon.com", IDCFW),
    entry(PortalIpv4, "signin.aws.amazon.com", IDCFW),
    entry(PortalIpv4, "*.cloudfront.net", IDCFW),
    entry(PortalIpv4, "opfcaptcha-prod.s3.amazonaws.com", IDCFW),
    entry(PortalDualStack, "[IAM Identity Center instance ID].portal.[Region].app.aws", PORTAL),
    entry(PortalDualStack, "*.aws.dev", PORTAL),
    entry(PortalDualStack, "*.awsstatic.com", PORTAL),
    entry(PortalDualStack, "*.console.aws.a2z.com", PORTAL),
    entry(PortalDualStack, "oidc.[Region].api.aws", PORTAL),
    entry(PortalDualStack, "sso.[Region].api.aws", PORTAL),
    entry(PortalDualStack, "portal.sso.[Region].api.aws", PORTAL),
    entry(PortalDualStack, "[Region].sso.signin.aws", PORTAL),
    entry(PortalDualStack, "[Region].signin.aws.amazon.com", PORTAL),
    entry(PortalDualStack, "signin.aws.amazon.com", PORTAL),
    entry(PortalDualStack, "*.cloudfront.net", PORTAL),
    entry(PortalDualStack, "cdn.us-east-1.threat-mitigation.aws.amazon.com", PORTAL),
    entry(PortalDualStack, "us-east-1.threat-mitigation.aws.amazon.com", PORTAL),
    entry(PortalDualStack, "amcs-captcha-prod-us-east-1.s3.dualstack.us-east-1.amazonaws.com", PORTAL),
    entry(BuilderId, "view.awsapps.com", AL).path("/start"),
    entry(BuilderId, "*.portal.*.app.aws", AL),
    entry(BuilderId, "*.aws.dev", AL),
    entry(BuilderId, "*.api.aws", AL).hosts(&["oidc.[Region].api.aws", "sso.[Region].api.aws", "portal.sso.[Region].api.aws"]),
    entry(BuilderId, "*.uis.awsstatic.com", AL),
    entry(BuilderId, "*.console.aws.a2z.com", AL),
    entry(BuilderId, "oidc.*.amazonaws.com", AL).hosts(&["oidc.[Region].amazonaws.com"]),
    entry(BuilderId, "oidc.*.api.aws", AL).hosts(&["oidc.[Region].api.aws"]),
    entry(BuilderId, "*.sso.amazonaws.com", AL),
    entry(BuilderId, "*.sso.*.amazonaws.com", AL).hosts(&["portal.sso.[Region].amazonaws.com"]),
    entry(BuilderId, "*.sso-portal.*.amazonaws.com", AL),
    entry(BuilderId, "sso.*.api.aws", AL).hosts(&["sso.[Region].api.aws"]),
    entry(BuilderId, "*.signin.aws", AL).hosts(&["[Region].signin.aws", "[Region].sso.signin.aws"]),
    entry(BuilderId, "*.cloudfront.net", AL),
    entry(BuilderId, "opfcaptcha-prod.s3.amazonaws.com", AL),
    entry(BuilderId, "profile.aws.amazon.com", AL),
];

/// The lists that a door needs.
pub(super) const fn lists(door: DoorKind) -> &'static [DomainList] {
    match door {
        DoorKind::Root | DoorKind::IamUser => &[SignIn, SignInUrl, Oauth],
        DoorKind::Federated => &[SignIn, SignInUrl],
        DoorKind::IdentityCenter => &[PortalIpv4, PortalDualStack, SignIn, SignInUrl],
        DoorKind::BuilderId => &[BuilderId],
        DoorKind::ControlPlane => &[ControlPlane],
    }
}

/// Whether a door needs a domain of its lists.
pub(super) fn needs(door: DoorKind, entry: &Entry) -> bool {
    let is_account = entry.domain.starts_with(ACCOUNT);
    lists(door).contains(&entry.list) && (!is_account || door == DoorKind::IamUser)
}

/// The addresses of a door, and the sources of what is said of it.
pub(super) const fn addresses(
    door: DoorKind,
) -> (&'static [&'static str], &'static [&'static str]) {
    match door {
        DoorKind::Root => (&["https://console.aws.amazon.com/"], &["URLS", "UG"]),
        DoorKind::IamUser => (
            &[
                "https://[account alias or ID].signin.aws.amazon.com/console/",
                "https://console.aws.amazon.com/",
            ],
            &["URLS", "UG", "UG-JA"],
        ),
        DoorKind::IdentityCenter => (
            &[
                "https://[Directory ID or alias].awsapps.com/start",
                "https://[IAM Identity Center instance ID].[Region].portal.amazonaws.com",
                "https://[IAM Identity Center instance ID].portal.[Region].app.aws",
            ],
            &["URLS", "AL", "IDCFW", "UG"],
        ),
        DoorKind::Federated => (
            &[
                "https://signin.aws.amazon.com/saml",
                "https://[Region].signin.aws.amazon.com/saml",
                "https://signin.aws.amazon.com/federation",
            ],
            &["URLS", "SAML", "FED", "CK"],
        ),
        DoorKind::BuilderId => (&["https://profile.aws.amazon.com/"], &["URLS", "UG"]),
        DoorKind::ControlPlane => (&["https://signin.[Region].api.aws"], &["BC", "UG", "AL"]),
    }
}

/// A VPC endpoint of Private Access.
pub(super) struct Endpoint {
    /// The last part of its service's name.
    pub(super) service: Service,
    /// The DNS names in any Region.
    pub(super) names: &'static [&'static str],
    /// Those that lead to us-east-1, beside the others.
    pub(super) first: &'static [&'static str],
    pub(super) sources: &'static [&'static str],
}

/// A service of Private Access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    SignIn,
    Console,
    ConsoleStatic,
    SignInV2,
}

impl Service {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "signin",
            Self::Console => "console",
            Self::ConsoleStatic => "console-static",
            Self::SignInV2 => "signin-v2",
        }
    }
}

/// The endpoints of Private Access. [CPAE, DNS, PL]
pub(super) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        service: Service::SignIn,
        names: &["[Region].signin.aws.amazon.com"],
        first: &["signin.aws.amazon.com"],
        sources: &["CPAE", "DNS"],
    },
    Endpoint {
        service: Service::Console,
        names: &[
            "[Region].console.aws.amazon.com",
            "*.[Region].console.aws.amazon.com",
        ],
        first: &["console.aws.amazon.com", "*.console.aws.amazon.com"],
        sources: &["CPAE", "DNS"],
    },
    Endpoint {
        service: Service::ConsoleStatic,
        names: &[],
        first: &[],
        sources: &["CPAE"],
    },
    Endpoint {
        service: Service::SignInV2,
        names: &[],
        first: &[],
        sources: &["PL"],
    },
];

/// Domains below which strangers have hosts of their own.
pub(super) const SHARED: &[&str] = &[
    "amazonaws.com",
    "api.aws",
    "app.aws",
    "awsapps.com",
    "cloudfront.net",
    "on.aws",
];

/// Labels between such a domain and the names of strangers, beside those of Regions.
pub(super) const SHARED_LABELS: &[&str] = &["compute", "dualstack", "elb", "execute-api", "s3"];
