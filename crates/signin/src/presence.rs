//! Where a context key exists: the matrix as an editor tells it, asked of the evaluator.

use vestibule_iam::keys::KeyValue;

use crate::account::{Account, Organization};
use crate::action::{Action, Entry};
use crate::assumption::AssumptionSet;
use crate::context::PhaseContext;
use crate::keys;
use crate::layers::Layer;
use crate::network::Network;
use crate::principal::Principal;
use crate::request::Request;

/// Whether a context key exists at an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// For every sign-in that way.
    Always,
    /// On the public internet, not through a VPC endpoint.
    Public,
    /// Through a VPC endpoint, not on the public internet.
    Endpoint,
    /// Where the request brings it: it depends on the principal or is not documented.
    Given,
    /// For no sign-in.
    Never,
}

impl Presence {
    /// A word for it, lower-case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Public => "public",
            Self::Endpoint => "endpoint",
            Self::Given => "given",
            Self::Never => "never",
        }
    }
}

/// Where the key `name` exists at `action` of a sign-in of an IAM user of an organization
/// through `entry`.
pub fn presence(name: &str, action: Action, entry: Entry) -> Presence {
    const USER: &str = "arn:aws:iam::111122223333:user/name";
    const ROLE: &str = "arn:aws:iam::111122223333:role/name";
    let of = |principal| {
        [Network::PUBLIC, Network::ENDPOINT]
            .map(|network| exists(name, action, entry, principal, network))
    };
    let [public, endpoint] = match of(USER) {
        // What no user has may be a key of roles.
        never @ [Some(false), Some(false)] if of(ROLE) == never => never,
        [Some(false), Some(false)] => [None, None],
        of_user => of_user,
    };
    match (public, endpoint) {
        (Some(true), Some(true)) => Presence::Always,
        (Some(true), _) => Presence::Public,
        (_, Some(true)) => Presence::Endpoint,
        (Some(false), Some(false)) => Presence::Never,
        (Some(false) | None, Some(false) | None) => Presence::Given,
    }
}

/// True when AWS names the key among those of AWS Sign-In, or it describes the principal or
/// the time and the connection; others may exist, and nothing says so.
pub fn is_documented(name: &str) -> bool {
    keys::row_of(name).is_documented()
}

impl Layer {
    /// True when policies of this layer are offered the key `name` at all.
    pub fn sees(self, name: &str) -> bool {
        keys::row_of(name).seen.by(self)
    }
}

impl Network {
    const PUBLIC: Self = Self::Public {
        source_ip: String::new(),
    };
    const ENDPOINT: Self = Self::Endpoint {
        vpc: None,
        endpoint: None,
        source_ip: None,
    };
}

/// `None` when it depends on what the request says.
fn exists(
    name: &str,
    action: Action,
    entry: Entry,
    principal: &str,
    network: Network,
) -> Option<bool> {
    let request = Request {
        entry,
        principal: Principal::parse(principal).ok()?,
        networks: network.into(),
        region: None,
        context: Vec::new(),
        resource: None,
    };
    let account = Account {
        organization: Some(Organization::default()),
        ..Account::default()
    };
    let phase_context = PhaseContext {
        request: &request,
        account: &account,
        action,
        switched: AssumptionSet::new(),
    };
    let found = phase_context.resolve(keys::row_of(name), name);
    match found.value {
        KeyValue::Absent if found.assumed_absent => None,
        KeyValue::Absent => Some(false),
        KeyValue::Unknown => None,
        KeyValue::PresentUnknown | KeyValue::One(_) | KeyValue::Many(_) => Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::KEYS;

    #[test]
    fn where_keys_exist() {
        use Presence::{Always, Endpoint, Given, Never, Public};
        let rows = [
            ("aws:SourceIp", Entry::Console, [Public; 3]),
            ("AWS:sourcevpce", Entry::LoginRemote, [Endpoint; 3]),
            ("aws:RequestedRegion", Entry::Console, [Always; 3]),
            (
                "signin:PrincipalArn",
                Entry::Console,
                [Always, Never, Never],
            ),
            ("aws:PrincipalArn", Entry::Console, [Never, Always, Always]),
            (
                "aws:PrincipalOrgID",
                Entry::Console,
                [Never, Always, Always],
            ),
            ("signin:OAuthClientId", Entry::Console, [Never; 3]),
            (
                "signin:OAuthClientId",
                Entry::LoginLocal,
                [Never, Always, Always],
            ),
            (
                "signin:OAuthGrantType",
                Entry::LoginLocal,
                [Never, Never, Always],
            ),
            ("aws:CurrentTime", Entry::Console, [Always; 3]),
            (
                "aws:MultiFactorAuthPresent",
                Entry::Console,
                [Never, Always, Always],
            ),
            (
                "aws:tokenissuetime",
                Entry::LoginRemote,
                [Never, Always, Always],
            ),
            (
                "aws:MultiFactorAuthAge",
                Entry::LoginLocal,
                [Never, Given, Given],
            ),
            (
                "aws:SignInSessionArn",
                Entry::Console,
                [Never, Given, Given],
            ),
            (
                "aws:ViaAWSMCPService",
                Entry::LoginLocal,
                [Never, Given, Given],
            ),
            ("aws:AssumedRoot", Entry::Console, [Never, Given, Given]),
            ("aws:referer", Entry::LoginLocal, [Given, Given, Never]),
            ("aws:SourceIdentity", Entry::Console, [Never, Given, Given]),
            (
                "aws:FederatedProvider",
                Entry::Console,
                [Never, Given, Given],
            ),
            ("aws:username", Entry::Console, [Never, Always, Always]),
            (
                "aws:PrincipalTag/team",
                Entry::Console,
                [Never, Given, Given],
            ),
            ("aws:SourceArn", Entry::Console, [Given; 3]),
        ];
        for (name, entry, expected) in rows {
            let found = Action::ALL.map(|action| presence(name, action, entry));
            assert_eq!(found, expected, "{name} {entry:?}");
        }
        assert!(is_documented("aws:TokenIssueTime") && !is_documented("aws:SourceArn"));
    }

    #[test]
    fn every_key_exists_at_the_actions_of_its_row_and_at_no_other() {
        for row in KEYS {
            let name = if row.is_prefix() {
                format!("{}team", row.name)
            } else {
                row.name.to_owned()
            };
            for action in Action::ALL {
                let seen = Entry::ALL.map(|entry| presence(&name, action, entry));
                let anywhere = seen.iter().any(|seen| *seen != Presence::Never);
                assert_eq!(anywhere, row.is_offered(action), "{name} {action:?}");
            }
            assert_eq!(is_documented(&name), row.is_documented(), "{name}");
        }
    }

    #[test]
    fn only_two_layers_see_who_is_about_to_sign_in() {
        let seeing = Layer::ALL.map(|layer| layer.sees("SignIn:principalarn"));
        assert_eq!(seeing.iter().filter(|sees| **sees).count(), 2);
        assert!(Layer::ALL.iter().all(|layer| layer.sees("aws:SourceIp")));
    }
}
