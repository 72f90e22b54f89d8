//! Names for the places of the page: to type into, to report about, to go to.

/// A field with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    AccountId,
    Standing,
    Organization,
    OrganizationPath,
    Entry,
    Principal,
    SourceIp,
    Vpc,
    Endpoint,
    PrivateIp,
    Region,
    ContextKey(u32),
    ContextValues(u32),
    DocumentText(u32),
    DocumentName(u32),
    DocumentTarget(u32),
}

impl Field {
    /// The id of its element.
    pub(crate) fn dom_id(self) -> String {
        match self {
            Field::AccountId => "account-id".into(),
            Field::Standing => "standing".into(),
            Field::Organization => "organization".into(),
            Field::OrganizationPath => "organization-path".into(),
            Field::Entry => "entry".into(),
            Field::Principal => "principal".into(),
            Field::SourceIp => "source-ip".into(),
            Field::Vpc => "vpc".into(),
            Field::Endpoint => "endpoint".into(),
            Field::PrivateIp => "private-ip".into(),
            Field::Region => "region".into(),
            Field::ContextKey(id) => format!("context-key-{id}"),
            Field::ContextValues(id) => format!("context-values-{id}"),
            Field::DocumentText(id) => format!("document-{id}"),
            Field::DocumentName(id) => format!("document-name-{id}"),
            Field::DocumentTarget(id) => format!("document-target-{id}"),
        }
    }
}

/// A choice between on and off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Switch {
    /// Console authorization, for the account.
    OnAccount,
    /// Console authorization, for the organization.
    OnOrganization,
    /// The principal has no identity policies.
    NoIdentity,
}
