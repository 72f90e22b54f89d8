//! The actions of AWS Sign-In. [SAR, CK, VPCE, PL]

use crate::action::{Action, Stage};

/// An action of AWS Sign-In.
#[derive(Clone, Copy, Debug)]
pub struct ActionRow {
    /// Its name without `signin:`.
    pub name: &'static str,
    /// What it is for.
    pub role: Role,
    /// The tags of its sources.
    pub sources: &'static [&'static str],
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A sign-in passes it.
    SignIn(Action),
    /// Clients of OAuth call it, before or after authentication; no sign-in passes it.
    OAuth(Stage),
    /// Only policies of VPC endpoints may name it. [CK, VPCE]
    VpcEndpoint,
    /// It manages console authorization and the resource-based policy.
    ControlPlane,
    /// The console calls it about applications of IAM Identity Center.
    Applications,
}

const fn row(name: &'static str, role: Role, sources: &'static [&'static str]) -> ActionRow {
    ActionRow {
        name,
        role,
        sources,
    }
}

use Role::{Applications, ControlPlane, OAuth, SignIn, VpcEndpoint};

const PASSED: &[&str] = &["UG", "SAR"];
const CLIENTS: &[&str] = &["CK", "PL"];
const SAR: &[&str] = &["SAR"];

/// Every action that AWS lists, by name.
#[rustfmt::skip] // a row an action
pub const ACTIONS: &[ActionRow] = &[
    row("Authenticate", SignIn(Action::Authenticate), PASSED),
    row("AuthorizeOAuth2Access", SignIn(Action::AuthorizeOAuth2Access), PASSED),
    row("CreateAccount", VpcEndpoint, &["CK", "VPCE"]),
    row("CreateOAuth2PublicClient", OAuth(Stage::PreAuthentication), CLIENTS),
    row("CreateOAuth2Token", SignIn(Action::CreateOAuth2Token), PASSED),
    row("CreateTrustedIdentityPropagationApplicationForConsole", Applications, SAR),
    row("DeleteConsoleAuthorizationConfiguration", ControlPlane, SAR),
    row("DeleteResourcePermissionStatement", ControlPlane, SAR),
    row("GetConsoleAuthorizationConfiguration", ControlPlane, SAR),
    row("GetResourcePolicy", ControlPlane, SAR),
    row("IntrospectOAuth2Token", OAuth(Stage::PostAuthentication), CLIENTS),
    row("ListResourcePermissionStatements", ControlPlane, SAR),
    row("ListTrustedIdentityPropagationApplicationsForConsole", Applications, SAR),
    row("PutConsoleAuthorizationConfiguration", ControlPlane, SAR),
    row("PutResourcePermissionStatement", ControlPlane, SAR),
    row("RevokeOAuth2Token", OAuth(Stage::PostAuthentication), CLIENTS),
];

const COUNT: usize = ACTIONS.len();

/// The names without `signin:`, by name.
pub(crate) const NAMES: [&str; COUNT] = {
    let mut names = [""; COUNT];
    let mut index = 0;
    while index < COUNT {
        names[index] = ACTIONS[index].name;
        index += 1;
    }
    names
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_actions_of_a_sign_in_are_those_of_the_table() {
        assert!(NAMES.is_sorted());
        let passed = ACTIONS.iter().filter_map(|row| match row.role {
            SignIn(action) => Some((format!("signin:{}", row.name), action)),
            OAuth(_) | VpcEndpoint | ControlPlane | Applications => None,
        });
        let passed: Vec<(String, Action)> = passed.collect();
        let expected = Action::ALL.map(|action| (action.name().to_owned(), action));
        assert_eq!(passed, expected);
    }
}
