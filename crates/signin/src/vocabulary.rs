//! The names that a policy on sign-in may use, for the policy reader.

use vestibule_iam::policy::{
    Alphabet, GLOBAL_KEY_PREFIXES, GLOBAL_KEYS, OperandRule, Service, Shape, Vocabulary,
};

/// What the reader of policies needs to know of AWS Sign-In.
pub static VOCABULARY: Vocabulary = Vocabulary {
    services: &[SIGN_IN],
    global_keys: GLOBAL_KEYS,
    global_key_prefixes: GLOBAL_KEY_PREFIXES,
    // Which services RCPs support grows from month to month: not judged. [RCP]
    rcp_services: &[],
    operands: OPERANDS,
};

/// The `signin` service. [SAR, CK, VPCE]
const SIGN_IN: Service = Service {
    prefix: "signin",
    actions: &[
        "Authenticate",
        "AuthorizeOAuth2Access",
        "CreateAccount",
        "CreateOAuth2PublicClient",
        "CreateOAuth2Token",
        "CreateTrustedIdentityPropagationApplicationForConsole",
        "DeleteConsoleAuthorizationConfiguration",
        "DeleteResourcePermissionStatement",
        "GetConsoleAuthorizationConfiguration",
        "GetResourcePolicy",
        "IntrospectOAuth2Token",
        "ListResourcePermissionStatements",
        "ListTrustedIdentityPropagationApplicationsForConsole",
        "PutConsoleAuthorizationConfiguration",
        "PutResourcePermissionStatement",
        "RevokeOAuth2Token",
    ],
    keys: &[
        "signin:OAuthClientAuthentication",
        "signin:OAuthClientId",
        "signin:OAuthGrantType",
        "signin:OAuthRedirectUri",
        "signin:OAuthTokenType",
        "signin:PrincipalArn",
    ],
};

const fn identifier(
    key: &'static str,
    prefix: &'static str,
    alphabet: Alphabet,
    lengths: &'static [(usize, usize)],
    example: &'static str,
) -> OperandRule {
    OperandRule {
        key,
        shape: Shape::Identifier {
            prefix,
            alphabet,
            lengths,
        },
        example,
    }
}

const fn account(key: &'static str) -> OperandRule {
    identifier(key, "", Alphabet::Digits, &[(12, 12)], "111122223333")
}

const fn organization(key: &'static str) -> OperandRule {
    identifier(
        key,
        "o-",
        Alphabet::LowerAlphanumeric,
        &[(10, 32)],
        "o-a1b2c3d4e5",
    )
}

const fn principal(key: &'static str) -> OperandRule {
    OperandRule {
        key,
        shape: Shape::PrincipalArn,
        example: "arn:aws:iam::111122223333:role/Admin",
    }
}

/// What the values of some keys look like. [BC, AA, GCK-23, CK]
const OPERANDS: &[OperandRule] = &[
    identifier(
        "aws:SourceVpc",
        "vpc-",
        Alphabet::LowerHex,
        &[(8, 8), (17, 17)],
        "vpc-0123456789abcdef0",
    ),
    identifier(
        "aws:SourceVpce",
        "vpce-",
        Alphabet::LowerAlphanumeric,
        &[(8, 20)],
        "vpce-0123456789abcdef0",
    ),
    account("aws:PrincipalAccount"),
    account("aws:ResourceAccount"),
    organization("aws:PrincipalOrgID"),
    organization("aws:ResourceOrgID"),
    principal("aws:PrincipalArn"),
    principal("signin:PrincipalArn"),
    OperandRule {
        key: "signin:OAuthGrantType",
        shape: Shape::OneOf(&["authorization_code", "refresh_token", "client_credentials"]),
        example: "authorization_code",
    },
    OperandRule {
        key: "signin:OAuthClientAuthentication",
        shape: Shape::OneOf(&["none"]),
        example: "none",
    },
    OperandRule {
        key: "signin:OAuthTokenType",
        shape: Shape::OneOf(&["access_token", "refresh_token"]),
        example: "access_token",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::MATRIX;
    use crate::phase::Action;

    #[test]
    fn every_key_and_action_of_the_matrix_is_known() {
        for row in MATRIX {
            let known = GLOBAL_KEYS.contains(&row.name) || SIGN_IN.keys.contains(&row.name);
            assert!(known, "{}", row.name);
        }
        for action in Action::ALL {
            let name = action.name().trim_start_matches("signin:");
            assert!(SIGN_IN.actions.contains(&name), "{name}");
        }
        assert!(SIGN_IN.actions.is_sorted() && SIGN_IN.keys.is_sorted());
    }

    #[test]
    fn operand_rules_are_about_known_keys() {
        for rule in OPERANDS {
            assert!(crate::keys::find(rule.key).is_some(), "{}", rule.key);
        }
    }
}
