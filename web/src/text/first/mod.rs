//! Every word of the page that is its own; what the evaluator says comes from
//! the wire crate. One place, so that it can be translated.

mod decision;

use vestibule_wire::{Entry, Layer};

pub(crate) use decision::*;

use crate::first::state::field::{Field, Switch};
use crate::first::state::history::Step;
use crate::first::state::input::{Path, Request, Standing};
use crate::first::state::preset::Preset;
use crate::first::state::saved::SaveState;

pub(crate) const TITLE: &str = "vestibule";
pub(crate) const TAGLINE: &str = "Who can sign in to the AWS console, from where, and why not.";
pub(crate) const PRIVACY: &str =
    "Everything is decided in this page. No policy leaves your machine.";
pub(crate) const SKIP: &str = "Skip to the decision";
pub(crate) const FOOTER: &str = "vestibule decides as AWS documents it and names every point that \
     AWS leaves open. It is not made by AWS, and it does not call AWS.";
pub(crate) const STOPPED: &str = "The page has stopped because of a fault of its own. Reload it to \
     go on: what was saved in this browser comes back.";

pub(crate) const EXAMPLES: &str = "Examples";
pub(crate) const EXAMPLES_AWS: &str = "Examples from AWS";
pub(crate) const EXAMPLES_PITFALLS: &str = "Pitfalls";
pub(crate) const LESSON: &str = "What it shows";
pub(crate) const EDITED: &str = "changed since";
pub(crate) const TRY: &str = "Try signing in as";

pub(crate) const POLICIES: &str = "Policies";
pub(crate) const EMPTY: &str = "empty";
pub(crate) const REMOVE: &str = "Remove";
pub(crate) const POLICY_PLACEHOLDER: &str = "Paste the policy’s JSON here";
pub(crate) const NAME: &str = "Name";

pub(crate) const SIGN_IN: &str = "Sign-in";
pub(crate) const ENTRY: &str = "Through";
pub(crate) const PRINCIPAL: &str = "Principal ARN";
pub(crate) const PRESETS: &str = "Start from";
pub(crate) const NETWORK: &str = "From";
pub(crate) const PUBLIC: &str = "Public internet";
pub(crate) const ENDPOINT_PATH: &str = "VPC endpoint";
pub(crate) const SOURCE_IP: &str = "IP address";
pub(crate) const VPC: &str = "VPC";
pub(crate) const ENDPOINT: &str = "Endpoint";
pub(crate) const PRIVATE_IP: &str = "Private IP";
pub(crate) const REGION: &str = "Region";
pub(crate) const CONTEXT: &str = "Further context keys";
pub(crate) const CONTEXT_HINT: &str = "One value a line. A key without a value is taken as unknown; \
     a key that is not listed is absent.";
pub(crate) const CONTEXT_KEY: &str = "Key";
pub(crate) const CONTEXT_VALUES: &str = "Values";
pub(crate) const CONTEXT_UNKNOWN: &str = "unknown";
pub(crate) const CONTEXT_ADD: &str = "Add a key";

pub(crate) const ACCOUNT: &str = "Account";
pub(crate) const ACCOUNT_ID: &str = "Account ID";
pub(crate) const ACCOUNT_ID_HINT: &str = "the principal’s account unless given";
pub(crate) const STANDING: &str = "The account is";
pub(crate) const ORGANIZATION: &str = "Organization ID";
pub(crate) const ORGANIZATION_PATH: &str = "Root and OUs above it";
pub(crate) const ORGANIZATION_PATH_HINT: &str = "every node a policy names unless given";
pub(crate) const AUTHORIZATION: &str = "Console authorization is on for";

pub(crate) const CLEAR: &str = "Clear everything";
pub(crate) const BACK: &str = "Undo";
pub(crate) const FORWARD: &str = "Redo";

/// A kind of policies, as a heading.
pub(crate) fn kind(kind: Layer) -> &'static str {
    match kind {
        Layer::ResourceBased => "Resource-based policy",
        Layer::ResourceControl => "Resource control policies (RCPs)",
        Layer::ServiceControl => "Service control policies (SCPs)",
        Layer::Identity => "Identity policies",
        Layer::PermissionsBoundary => "Permissions boundaries",
        Layer::Session => "Session policies",
        Layer::VpcEndpoint => "VPC endpoint policies",
    }
}

/// One policy of a kind; `number` tells several apart.
pub(crate) fn one(kind: Layer, number: Option<usize>) -> String {
    let name = match kind {
        Layer::ResourceBased => "Resource-based policy",
        Layer::ResourceControl => "RCP",
        Layer::ServiceControl => "SCP",
        Layer::Identity => "Identity policy",
        Layer::PermissionsBoundary => "Permissions boundary",
        Layer::Session => "Session policy",
        Layer::VpcEndpoint => "VPC endpoint policy",
    };
    number.map_or_else(|| name.to_owned(), |number| format!("{name} {number}"))
}

/// The button that adds one.
pub(crate) fn add_one(kind: Layer) -> &'static str {
    match kind {
        Layer::ResourceBased => "Add a resource-based policy",
        Layer::ResourceControl => "Add an RCP",
        Layer::ServiceControl => "Add an SCP",
        Layer::Identity => "Add an identity policy",
        Layer::PermissionsBoundary => "Add a permissions boundary",
        Layer::Session => "Add a session policy",
        Layer::VpcEndpoint => "Add a VPC endpoint policy",
    }
}

/// To what a policy of that kind belongs, and an example.
pub(crate) fn target(kind: Layer) -> Option<(&'static str, &'static str)> {
    match kind {
        Layer::ResourceBased => None,
        Layer::ResourceControl | Layer::ServiceControl => {
            Some(("Attached to", "root, OU or account"))
        }
        Layer::Identity | Layer::PermissionsBoundary | Layer::Session => {
            Some(("Of principal", "every principal"))
        }
        Layer::VpcEndpoint => Some(("Of endpoint", "every endpoint")),
    }
}

/// How many policies a kind has.
pub(crate) fn count(number: usize) -> String {
    match number {
        0 => EMPTY.to_owned(),
        1 => "1 policy".to_owned(),
        _ => format!("{number} policies"),
    }
}

pub(crate) fn entry(entry: Entry) -> &'static str {
    match entry {
        Entry::Console => "Console",
        Entry::LoginLocal => "aws login",
        Entry::LoginRemote => "aws login --remote",
    }
}

pub(crate) fn preset(preset: Preset) -> &'static str {
    match preset {
        Preset::Root => "Root",
        Preset::User => "User",
        Preset::Role => "Role",
        Preset::Federated => "Federated user",
        Preset::IdentityCenter => "Identity Center",
    }
}

pub(crate) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Standalone => "a standalone account",
        Standing::Member => "a member of an organization",
        Standing::Management => "the management account",
    }
}

pub(crate) fn switch(switch: Switch) -> &'static str {
    match switch {
        Switch::OnAccount => "the account",
        Switch::OnOrganization => "the organization",
        Switch::NoIdentity => "The principal has no identity policy at all",
    }
}

/// The title of an example and its lesson, by slug.
pub(crate) fn example(slug: &str) -> (&'static str, &'static str) {
    match slug {
        "example-2-rbp" => (
            "Example 2: IP range",
            "A range of public addresses is the only way in. A sign-in through a VPC endpoint has \
             no aws:SourceIp, so NotIpAddress holds and it is denied like a café’s.",
        ),
        "example-1-rcp" => (
            "Example 1: IP range or VPC",
            "The range and the VPC stand in one condition, so either is enough. The Region \
             statement exempts nobody: the break-glass role fails in its own VPC.",
        ),
        "data-perimeter-rcp" => (
            "Data perimeter sample",
            "Both PrincipalArn keys in one statement are safe: the key that a phase does not have \
             counts as unequal, and the other one decides.",
        ),
        "separate-statements" => (
            "Two Deny statements",
            "Each Deny refuses what the other allows. Nobody gets in from the office or from the \
             VPC; only the exempted role does.",
        ),
        "scp-break-glass" => (
            "SCP with break-glass",
            "Before authentication there is no aws:PrincipalArn, so ArnNotLike holds for everybody: \
             the break-glass role is stopped at the first phase.",
        ),
        _ => ("", ""),
    }
}

/// What a step did, behind [`BACK`] or [`FORWARD`].
pub(crate) fn step(step: &Step) -> String {
    match step {
        Step::Example(slug) => format!("example “{}”", example(slug).0),
        Step::SignIn => "the example’s sign-in".into(),
        Step::Preset => "the principal".into(),
        Step::RemovedDocument => "removing a policy".into(),
        Step::RemovedContext => "removing a key".into(),
        Step::Cleared => "clearing".into(),
    }
}

/// Back to the text that an example replaced.
pub(crate) const BACK_TO_YOURS: &str = "Back to your text";

pub(crate) fn saved(state: &SaveState) -> &'static str {
    match state {
        SaveState::Untouched => "",
        SaveState::Saved => "Saved in this browser.",
        SaveState::WithoutHistory => {
            "Saved in this browser, but there is no room for what “Undo” would bring back after a \
             reload."
        }
        SaveState::Failed => {
            "This browser does not let the page save. Your text is lost when you close the tab."
        }
        SaveState::Unreadable => {
            "What was saved here before could not be read; it was put aside, not deleted."
        }
    }
}

/// A field of the form, where a problem stands in one.
pub(crate) fn field(field: Field) -> &'static str {
    match field {
        Field::AccountId => ACCOUNT_ID,
        Field::Standing => ACCOUNT,
        Field::Organization => ORGANIZATION,
        Field::OrganizationPath => ORGANIZATION_PATH,
        Field::Entry => ENTRY,
        Field::Principal => PRINCIPAL,
        Field::SourceIp => SOURCE_IP,
        Field::Vpc => VPC,
        Field::Endpoint => ENDPOINT,
        Field::PrivateIp => PRIVATE_IP,
        Field::Region => REGION,
        Field::ContextKey(_) | Field::ContextValues(_) => CONTEXT,
        Field::DocumentName(_) => NAME,
        Field::DocumentTarget(_) | Field::DocumentText(_) => POLICIES,
    }
}

/// Who, from where, to which Region.
pub(crate) fn subject(request: &Request) -> String {
    let place = match request.path {
        Path::Public => request.source_ip.trim().to_owned(),
        Path::Endpoint => [&request.vpc, &request.endpoint, &request.private_ip]
            .map(|part| part.trim())
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
    };
    let region = match request.region.trim() {
        "" => "us-east-1",
        region => region,
    };
    format!(
        "{} · {place} · {region} · {}",
        request.principal.trim(),
        entry(request.entry)
    )
}
