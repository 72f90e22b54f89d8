//! What an event tells of a sign-in, and what it leaves open.

use vestibule_iam::arn::Arn;
use vestibule_iam::cidr::parse_address;
use vestibule_signin::address::NotPublic;
use vestibule_signin::network::{is_endpoint_id, is_region, is_vpc_id};
use vestibule_signin::{Action, Principal};
use vestibule_wire::{DenialEvent, Entry};

use super::find::Event;
use crate::accounts::is_account_id;

/// What an event of Sign-In tells.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) event: DenialEvent,
    pub(super) kind: Kind,
    pub(super) error_code: Option<String>,
    /// True for a success, false for a failure; none where the event does not say.
    pub(super) success: Option<bool>,
    pub(super) who: Who,
    pub(super) path: Path,
    pub(super) region: RegionAsked,
    pub(super) entry: Option<Entry>,
    pub(super) client: Option<String>,
    pub(super) redirect: Option<String>,
    pub(super) grant: Option<String>,
    pub(super) resource: Option<String>,
    pub(super) session: Option<String>,
    pub(super) is_broken: bool,
}

/// What kind of event it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `ConsoleLogin`: one for all actions of a sign-in.
    ConsoleLogin,
    /// An action of its own.
    Action(Action),
    /// Another event of Sign-In, which no policy decides.
    OtherSignIn,
    /// An event of another service.
    OtherService,
}

/// Who signed in, as far as the event says it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Who {
    /// The ARN that policies compare.
    Known(String),
    /// Account and name are known, the path is not.
    PathLost {
        /// The ARN without a path, or with the beginning that every path has.
        arn: String,
        /// What stands before any path, such as `arn:aws:iam::111122223333:role/`.
        prefix: String,
        name: String,
    },
    /// Not known; the account may be.
    Unknown,
}

/// The way to the endpoint.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Path {
    /// Over the internet.
    Public(String),
    /// Through a VPC endpoint.
    Endpoint {
        id: String,
        vpc: Option<String>,
        address: Option<String>,
    },
    /// Not known.
    Unknown(WhyUnknown),
}

/// Why the way is not known.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum WhyUnknown {
    /// The address is private, and no endpoint is logged.
    Private(String),
    /// No address stands there, but this.
    NoAddress(String),
    /// Nothing stands there.
    Missing,
}

/// The Region asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum RegionAsked {
    /// The host says it.
    Known(String),
    /// It is one of these.
    OneOf(Vec<String>),
    /// Any.
    Unknown,
}

/// The Regions in which AWS logs IAM users that come by the global endpoint. [CT]
const LOGGED_OF_GLOBAL: [&str; 3] = ["us-east-2", "eu-north-1", "ap-southeast-2"];
const GLOBAL: &str = "us-east-1";

impl Facts {
    pub(super) fn of(event: &Event) -> Self {
        let text = |path: &[&str]| event.text(path);
        let name = text(&["eventName"]);
        let source = text(&["eventSource"]);
        let kind = kind(name.as_deref(), source.as_deref());
        let identity = text(&["userIdentity", "type"]);
        let is_root = identity.as_deref() == Some("Root");
        let client = text(&["requestParameters", "client_id"]);
        let entry = match kind {
            Kind::ConsoleLogin => Some(Entry::Console),
            Kind::Action(_) => entry(client.as_deref()),
            Kind::OtherSignIn | Kind::OtherService => None,
        };
        let error_message = text(&["errorMessage"]);
        Self {
            success: success(event),
            who: who(event),
            path: path(event),
            region: region(event, is_root),
            entry,
            client,
            redirect: text(&["requestParameters", "redirect_uri"]),
            grant: text(&["additionalEventData", "grant_type"]),
            resource: text(&["requestParameters", "resource"]),
            session: text(&["userIdentity", "sessionContext", "signInSessionArn"]),
            error_code: text(&["errorCode"]),
            kind,
            event: DenialEvent {
                id: text(&["eventID"]),
                time: text(&["eventTime"]),
                name,
                error_message,
            },
            is_broken: event.is_broken,
        }
    }
}

fn kind(name: Option<&str>, source: Option<&str>) -> Kind {
    let is_of_sign_in = source.is_none_or(|source| {
        let source = source.to_ascii_lowercase();
        source == "signin.amazonaws.com" || source == "signin.amazonaws.com.cn"
    });
    if !is_of_sign_in {
        return Kind::OtherService;
    }
    let Some(name) = name else {
        return Kind::OtherSignIn;
    };
    if name.eq_ignore_ascii_case("ConsoleLogin") {
        return Kind::ConsoleLogin;
    }
    let later = [Action::AuthorizeOAuth2Access, Action::CreateOAuth2Token];
    let is_named = |action: &Action| {
        let own = action.name().strip_prefix("signin:");
        own.is_some_and(|own| own.eq_ignore_ascii_case(name))
    };
    match later.into_iter().find(is_named) {
        Some(action) => Kind::Action(action),
        // Without a source an event of that name may be anybody's.
        None if source.is_none() => Kind::OtherService,
        None => Kind::OtherSignIn,
    }
}

pub(super) fn entry(client: Option<&str>) -> Option<Entry> {
    let client = client?;
    if client.ends_with(":devtools/same-device") {
        Some(Entry::LoginLocal)
    } else if client.ends_with(":devtools/cross-device") {
        Some(Entry::LoginRemote)
    } else {
        None
    }
}

fn success(event: &Event) -> Option<bool> {
    let of_console = event.text(&["responseElements", "ConsoleLogin"]);
    let of_console = of_console.and_then(|told| match &*told.to_ascii_lowercase() {
        "success" => Some(true),
        "failure" => Some(false),
        _ => None,
    });
    let of_action = event.text(&["additionalEventData", "success"]);
    let of_action = of_action.and_then(|told| match &*told.to_ascii_lowercase() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    });
    let failed = event
        .text(&["errorCode"])
        .or_else(|| event.text(&["errorMessage"]));
    of_console.or(of_action).or_else(|| failed.map(|_| false))
}

/// The ARN of a role without its path, or of its session.
pub(super) fn issuer(event: &Event) -> Option<String> {
    let arn = event.text(&["userIdentity", "sessionContext", "sessionIssuer", "arn"])?;
    Principal::parse(&arn).ok().map(|principal| principal.arn)
}

/// The id of a role or user, such as `AROA…`, without the name of its session.
pub(super) fn unique_id(event: &Event) -> Option<String> {
    let id = event.text(&["userIdentity", "principalId"])?;
    let id = id.split(':').next().unwrap_or_default();
    (id.starts_with("AROA") && id.len() > 8).then(|| id.to_owned())
}

fn who(event: &Event) -> Who {
    let arn = event.text(&["userIdentity", "arn"]);
    if let Some(arn) = &arn
        && let Ok(principal) = Principal::parse(arn)
    {
        return Who::Known(principal.arn);
    }
    // Of a federated user it is the user who made the credentials, so it comes second.
    if let Some(arn) = issuer(event) {
        return Who::Known(arn);
    }
    let kind = event.text(&["userIdentity", "type"]).unwrap_or_default();
    let account = event
        .text(&["userIdentity", "accountId"])
        .or_else(|| event.text(&["recipientAccountId"]));
    if let Some(arn) = &arn
        && let Some(lost) = of_session(arn)
    {
        return lost;
    }
    let Some(account) = account.filter(|id| is_account_id(id)) else {
        return Who::Unknown;
    };
    if kind == "Root" {
        return Who::Known(format!("arn:aws:iam::{account}:root"));
    }
    let name = event.text(&["userIdentity", "userName"]);
    match name {
        Some(name) if kind == "IAMUser" && is_name(&name) => {
            lost(format!("arn:aws:iam::{account}:user/"), name)
        }
        _ => Who::Unknown,
    }
}

/// IAM's characters for names; AWS's word for a name that it hides is none.
fn is_name(name: &str) -> bool {
    let is_fit = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    !name.is_empty() && name.len() <= 64 && name.chars().all(is_fit) && !name.starts_with("HIDDEN_")
}

/// The beginning of the path of every role of IAM Identity Center.
const IDENTITY_CENTER: &str = "aws-reserved/sso.amazonaws.com/";
const IDENTITY_CENTER_NAME: &str = "AWSReservedSSO_";

/// The role of a session, whose path the ARN of the session does not have.
fn of_session(arn: &str) -> Option<Who> {
    let fields = Arn::parse(arn)?;
    let rest = fields.resource.strip_prefix("assumed-role/")?;
    let name = rest.split('/').next().filter(|name| is_name(name))?;
    if fields.service != "sts" || !is_account_id(fields.account) {
        return None;
    }
    let prefix = format!("arn:{}:iam::{}:role/", fields.partition, fields.account);
    Some(if name.starts_with(IDENTITY_CENTER_NAME) {
        lost(format!("{prefix}{IDENTITY_CENTER}"), name.to_owned())
    } else {
        lost(prefix, name.to_owned())
    })
}

fn lost(prefix: String, name: String) -> Who {
    Who::PathLost {
        arn: format!("{prefix}{name}"),
        prefix,
        name,
    }
}

fn path(event: &Event) -> Path {
    let address = event.text(&["sourceIPAddress"]);
    let ip = address.as_deref().and_then(parse_address);
    let own = event.text(&["vpcEndpointId"]);
    let beside = event.text(&["additionalEventData", "x-amzn-vpce-id"]);
    let endpoint = own.into_iter().chain(beside).find(|id| is_endpoint_id(id));
    if let Some(id) = endpoint {
        let in_context = |name| event.text(&["eventContext", "requestContext", name]);
        let vpc = in_context("aws:SourceVpc").filter(|id| is_vpc_id(id));
        // Through an endpoint the address is the one inside of the VPC, which is private.
        let is_inside = ip.is_some_and(|ip| NotPublic::of(ip).is_some());
        return Path::Endpoint {
            id,
            vpc,
            address: address.filter(|_| is_inside),
        };
    }
    match (address, ip) {
        (Some(address), Some(ip)) if NotPublic::of(ip).is_some() => {
            Path::Unknown(WhyUnknown::Private(address))
        }
        (Some(address), Some(_)) => Path::Public(address),
        (Some(text), None) => Path::Unknown(WhyUnknown::NoAddress(text)),
        (None, _) => Path::Unknown(WhyUnknown::Missing),
    }
}

fn region(event: &Event, is_root: bool) -> RegionAsked {
    let host = event.text(&["tlsDetails", "clientProvidedHostHeader"]);
    if let Some(region) = host.as_deref().and_then(region_of_host) {
        return RegionAsked::Known(region);
    }
    let logged = event.text(&["awsRegion"]).filter(|name| is_region(name));
    match logged {
        // Events of the root user are logged there, whatever it asked for. [CT]
        Some(_) if is_root => RegionAsked::Unknown,
        Some(region) if LOGGED_OF_GLOBAL.contains(&&*region) => {
            RegionAsked::OneOf(vec![region, GLOBAL.to_owned()])
        }
        Some(region) => RegionAsked::Known(region),
        None => RegionAsked::Unknown,
    }
}

/// The Region of a sign-in endpoint. [EP]
fn region_of_host(host: &str) -> Option<String> {
    let host = host.to_ascii_lowercase();
    let host = host.split(':').next().unwrap_or_default();
    if host == "signin.aws.amazon.com" {
        return Some(GLOBAL.to_owned());
    }
    let ends = [".signin.aws.amazon.com", ".oauth.signin.aws", ".signin.aws"];
    let label = ends.iter().find_map(|end| host.strip_suffix(end))?;
    if is_region(label) {
        return Some(label.to_owned());
    }
    // The alias or id of an account before the global endpoint.
    let is_alias = host.ends_with(".signin.aws.amazon.com") && !label.contains('.');
    is_alias.then(|| GLOBAL.to_owned())
}
