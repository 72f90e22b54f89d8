//! Words that AWS defines, which give nothing away.

use vestibule_signin::facts::MANAGED_POLICIES;
use vestibule_signin::keys::value_type;

/// Words that stay wherever they stand, in lower case, sorted.
const WORDS: &[&str] = &[
    "access",
    "account",
    "action",
    "administratoraccess",
    "af",
    "allow",
    "amazon",
    "amazonaws",
    "ap",
    "api",
    "arn",
    "assumed",
    "aws",
    "awsreservedsso",
    "ca",
    "canvas",
    "central",
    "client",
    "cn",
    "code",
    "com",
    "condition",
    "console",
    "credentials",
    "cross",
    "dcr",
    "deny",
    "device",
    "devtools",
    "east",
    "ec2",
    "effect",
    "eu",
    "external",
    "false",
    "federated",
    "federation",
    "fullawsaccess",
    "gov",
    "group",
    "http",
    "https",
    "iam",
    "il",
    "instance",
    "isob",
    "isof",
    "localhost",
    "login",
    "me",
    "mfa",
    "mx",
    "net",
    "north",
    "northeast",
    "northwest",
    "notaction",
    "notprincipal",
    "notresource",
    "null",
    "o",
    "oauth2",
    "oidc",
    "org",
    "organizationaccountaccessrole",
    "organizations",
    "ou",
    "poweruseraccess",
    "principal",
    "provider",
    "public",
    "r",
    "rcpfullawsaccess",
    "readonlyaccess",
    "remote",
    "reserved",
    "resource",
    "role",
    "root",
    "sa",
    "same",
    "saml",
    "service",
    "session",
    "sid",
    "signin",
    "sigv4",
    "south",
    "southeast",
    "southwest",
    "sso",
    "statement",
    "sts",
    "token",
    "true",
    "us",
    "user",
    "version",
    "viewonlyaccess",
    "vpc",
    "vpce",
    "west",
];

/// Members of policies, and of the output of AWS tools, whose values AWS defines.
const PLAIN_MEMBERS: &[&str] = &[
    "AwsManaged",
    "CreateDate",
    "CreationTimestamp",
    "Effect",
    "IpAddressType",
    "IsDefaultVersion",
    "ServiceName",
    "ServiceRegion",
    "State",
    "Type",
    "Version",
    "VersionId",
    "VpcEndpointType",
];

/// The members that policies have.
const MEMBERS: &[&str] = &[
    "AWS",
    "Action",
    "CanonicalUser",
    "Condition",
    "Effect",
    "Federated",
    "Id",
    "NotAction",
    "NotPrincipal",
    "NotResource",
    "Principal",
    "Resource",
    "Service",
    "Sid",
    "Statement",
    "Version",
];

/// Names that AWS gives to policies.
const POLICIES: &[&str] = &["FullAWSAccess", "RCPFullAWSAccess"];

/// True for a word that stays.
pub(super) fn is_word(word: &str) -> bool {
    word.len() < 2 || WORDS.binary_search(&&*word.to_ascii_lowercase()).is_ok()
}

/// True for a key whose values stay: dates, numbers, yes or no, and words that AWS defines.
pub(super) fn is_plain_key(key: &str) -> bool {
    value_type(key).is_impersonal()
}

/// True for a member whose value stays.
pub(super) fn is_plain_member(name: &str) -> bool {
    PLAIN_MEMBERS
        .iter()
        .any(|plain| plain.eq_ignore_ascii_case(name))
}

/// True for a member whose values are actions.
pub(super) fn is_action_member(name: &str) -> bool {
    ["Action", "NotAction"]
        .iter()
        .any(|action| action.eq_ignore_ascii_case(name))
}

/// True for a member that policies have.
pub(super) fn is_member(name: &str) -> bool {
    MEMBERS.contains(&name)
}

/// True for an operator that compares words that AWS defines, numbers or dates.
pub(super) fn is_plain_operator(operator: &str) -> bool {
    let bare = operator.rsplit(':').next().unwrap_or(operator);
    ["Date", "Numeric", "Bool", "Null"].iter().any(|family| {
        bare.get(..family.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(family))
    })
}

/// True for the name of a policy that stays.
pub(super) fn is_policy(name: &str) -> bool {
    POLICIES.contains(&name) || MANAGED_POLICIES.iter().any(|policy| policy.name == name)
}

/// True for a text that names nothing but AWS's own: a service, or a policy that AWS manages.
pub(super) fn is_of_aws(text: &str) -> bool {
    is_service(text) || MANAGED_POLICIES.iter().any(|policy| policy.arn() == text)
}

/// True for a principal or provider that is a service of AWS.
fn is_service(text: &str) -> bool {
    let suffix = [".amazonaws.com", ".amazonaws.com.cn"];
    suffix.iter().any(|suffix| {
        text.strip_suffix(suffix).is_some_and(|service| {
            service
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_can_be_looked_up() {
        assert!(WORDS.is_sorted());
        assert!(is_word("Root") && is_word("x") && !is_word("alice"));
        assert!(is_plain_operator("ForAllValues:numericLessThan"));
        assert!(is_plain_operator("BoolIfExists") && !is_plain_operator("StringEquals"));
        assert!(is_service("signin.amazonaws.com") && !is_service("a/b.amazonaws.com"));
        let arn = "arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess";
        assert!(is_of_aws(arn) && !is_of_aws(&arn.replace("::aws:", "::111122223333:")));
    }
}
