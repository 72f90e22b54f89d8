//! The account that is signed in to, its organization, and whether console
//! authorization is switched on.

/// The account that is signed in to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Twelve digits; `None` takes the account of the request's principal.
    pub id: Option<String>,
    /// The organization it belongs to.
    pub organization: Option<Organization>,
    /// Whether console authorization is on.
    pub authorization: Authorization,
}

/// The organization of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organization {
    /// `o-…`; `None` when it is not told.
    pub id: Option<String>,
    /// True for the management account, which RCPs and SCPs do not bind. [RCP]
    pub management_account: bool,
    /// Root and organizational units above the account, from the root down;
    /// `None` takes every node that a policy names to be on the path.
    pub path: Option<Vec<String>>,
}

/// The console authorization configuration, by target. [API]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Authorization {
    /// Switched on for the account.
    pub account: bool,
    /// Switched on for the organization.
    pub organization: bool,
}

impl Authorization {
    /// On for both targets, or off for both.
    pub const fn both(on: bool) -> Self {
        Self {
            account: on,
            organization: on,
        }
    }
}

impl Default for Authorization {
    fn default() -> Self {
        Self::both(true)
    }
}

impl Account {
    /// True for the management account of an organization.
    pub fn is_management(&self) -> bool {
        self.organization
            .as_ref()
            .is_some_and(|organization| organization.management_account)
    }
}
