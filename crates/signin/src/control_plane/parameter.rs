//! What operations take, and what AWS's model says of each. [BC2]

use vestibule_iam::language::Id;
use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;

use super::VPC_OF_AWS_EXAMPLE;
use super::excluded_principal::{self, Also};
use super::refusal::{Refusal, RefusalReason};
use crate::network::{is_endpoint_id, is_region, is_vpc_id};

macro_rules! parameters {
    ($($kind:ident = $name:literal: $what:literal;)*) => {
        /// A parameter of an operation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Parameter {
            $(#[doc = concat!("`", $name, "`: ", $what)] $kind,)*
        }

        impl Parameter {
            /// All parameters, in the order of the table.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$kind),*];

            /// The name of the parameter in the API: `sourceVpc`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}

parameters! {
    SourceVpc = "sourceVpc": "the VPC that sign-ins may come from.";
    SigninSourceVpce = "signinSourceVpce": "the VPC endpoint for Sign-In that they may come through.";
    ConsoleSourceVpce = "consoleSourceVpce": "the VPC endpoint for the console that they may come through.";
    VpcSourceIp = "vpcSourceIp": "the addresses inside of the VPC that they may come from.";
    SourceIp = "sourceIp": "the public addresses that they may come from.";
    RequestedRegion = "requestedRegion": "the Region of the VPC or endpoint.";
    ExcludedPrincipal = "excludedPrincipal": "whom the statement does not bind.";
    ClientToken = "clientToken": "makes a repeated call one call.";
    StatementId = "statementId": "a permission statement.";
    TargetId = "targetId": "an account or an organization.";
    MaxResults = "maxResults": "how many a page holds.";
    NextToken = "nextToken": "the next page.";
    SessionArn = "sessionArn": "a session.";
    SessionArns = "sessionArns": "the sessions to revoke.";
    PrincipalArn = "principalArn": "whose sessions; of all of an account with `*` as the resource.";
    Status = "status": "of sessions.";
    ClientId = "clientId": "the OAuth client of sessions.";
    IssuedAfter = "issuedAfter": "seconds since 1970.";
    IssuedBefore = "issuedBefore": "seconds since 1970.";
    Reason = "reason": "why sessions are revoked.";
}

/// How much of something there may be, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// Characters of a text.
    Characters(usize, usize),
    /// A number.
    Number(i64, i64),
    /// Elements of a list.
    Elements(usize, usize),
}

use Parameter::{
    ClientToken, ConsoleSourceVpce, ExcludedPrincipal, MaxResults, NextToken, PrincipalArn, Reason,
    RequestedRegion, SessionArn, SessionArns, SigninSourceVpce, SourceIp, SourceVpc, StatementId,
    Status, TargetId, VpcSourceIp,
};

impl Parameter {
    /// The parameter of that name in the API.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Its option of the AWS CLI: `--source-vpc`.
    pub fn flag(self) -> String {
        let mut flag = String::from("--");
        for c in self.name().chars() {
            if c.is_ascii_uppercase() {
                flag.push('-');
            }
            flag.push(c.to_ascii_lowercase());
        }
        flag
    }

    /// The parameter of that option of the AWS CLI, with its dashes.
    pub fn from_flag(flag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.flag() == flag)
    }

    /// How much of it there may be by AWS's model.
    pub const fn bounds(self) -> Option<Bounds> {
        Some(match self {
            ExcludedPrincipal | PrincipalArn => Bounds::Characters(20, 2048),
            ClientToken => Bounds::Characters(1, 64),
            TargetId => Bounds::Characters(12, 32),
            NextToken => Bounds::Characters(0, 2048),
            SessionArn => Bounds::Characters(1, 256),
            Reason => Bounds::Characters(1, 256),
            MaxResults => Bounds::Number(1, 100),
            SessionArns => Bounds::Elements(1, 5),
            _ => return None,
        })
    }

    /// The regular expression of AWS's model, which is to match the whole of it.
    pub const fn pattern(self) -> Option<&'static str> {
        Some(match self {
            SourceVpc => "vpc-([0-9a-f]{8}|[0-9a-f]{17})",
            SigninSourceVpce | ConsoleSourceVpce => "vpce-[a-z0-9]{8,20}",
            RequestedRegion => r"[a-z]{2}(-[a-z]+)+-\d+",
            ExcludedPrincipal => {
                "arn:aws(-[a-z]+)*:((iam::[0-9]{12}:role/[a-zA-Z0-9_+=,.@-]{1,64})|(iam::[0-9]{12}:user/[a-zA-Z0-9_+=,.@-]{1,64})|(sts::[0-9]{12}:federated-user/[a-zA-Z0-9_+=,.@-]{2,193})|(iam::[0-9]{12}:root))"
            }
            PrincipalArn => {
                "arn:aws:((iam::[0-9]{12}:role/[a-zA-Z0-9_+=,.@-]{1,64})|(iam::[0-9]{12}:user/[a-zA-Z0-9_+=,.@-]{1,64})|(sts::[0-9]{12}:federated-user/[a-zA-Z0-9_+=,.@-]{2,193})|(iam::[0-9]{12}:root)|(iam::[0-9]{12}:[*]))"
            }
            ClientToken => "[!-~]+",
            StatementId => "[A-Za-z0-9+/]{64}=?",
            TargetId => r"(\d{12}|o-[a-z0-9]{10}|r-[0-9a-z]{4,32})",
            NextToken => "[-a-zA-Z0-9+=/_]*",
            Status => "(ACTIVE|REVOKED)",
            _ => return None,
        })
    }

    /// What the pattern says, as a phrase: `vpc- and 8 or 17 of …`.
    pub fn in_words(self) -> Option<Message> {
        Some(match self {
            SourceVpc => message!("`vpc-` and 8 or 17 of the characters 0 to 9 and a to f"),
            SigninSourceVpce | ConsoleSourceVpce => {
                message!("`vpce-` and 8 to 20 lower-case letters or digits")
            }
            RequestedRegion => message!("a Region such as `us-west-2`"),
            ExcludedPrincipal => message!(
                "the whole ARN of the root user, or of a user, role or federated user without a path"
            ),
            PrincipalArn => message!(
                "the whole ARN of the root user, or of a user, role or federated user without a path, or `arn:aws:iam::ACCOUNT:*`"
            ),
            ClientToken => message!("1 to 64 visible ASCII characters without spaces"),
            StatementId => message!(
                "64 letters, digits, `+` or `/`, and perhaps `=`; `aws signin list-resource-permission-statements` calls it `sid`"
            ),
            TargetId => message!(
                "an account of 12 digits, `o-` and 10 lower-case letters or digits, or a root of at least 12 characters"
            ),
            NextToken => message!("letters, digits and `-+=/_`, as the page before told"),
            Status => message!("`ACTIVE` or `REVOKED`"),
            SourceIp | VpcSourceIp => {
                message!("one address or range, such as `203.0.113.0/24`")
            }
            _ => return None,
        })
    }

    /// Whether `value` matches the pattern; true without one.
    pub fn matches(self, value: &str) -> bool {
        let each = |is: fn(u8) -> bool| value.bytes().all(is);
        match self {
            SourceVpc => is_vpc_id(value),
            SigninSourceVpce | ConsoleSourceVpce => is_endpoint_id(value),
            RequestedRegion => is_region(value),
            ExcludedPrincipal => excluded_principal::matches(value, Also::Partitions),
            PrincipalArn => excluded_principal::matches(value, Also::WholeAccount),
            ClientToken => !value.is_empty() && each(|byte| byte.is_ascii_graphic()),
            StatementId => is_statement_id(value),
            TargetId => is_target(value),
            NextToken => each(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'=' | b'/' | b'_')
            }),
            Status => matches!(value, "ACTIVE" | "REVOKED"),
            _ => true,
        }
    }

    /// Holds a text against AWS's model.
    ///
    /// # Errors
    /// What AWS refuses it for.
    pub fn check(self, value: &str) -> Result<(), Refusal> {
        let refused = |reason| Err(Refusal::new(self, value, reason));
        // The pattern says more where both are wrong.
        if !self.matches(value) {
            return refused(match self {
                SourceVpc if value == VPC_OF_AWS_EXAMPLE => RefusalReason::AwsExample,
                ExcludedPrincipal => excluded_principal::reason(value),
                _ => RefusalReason::Pattern,
            });
        }
        match self.bounds() {
            Some(Bounds::Characters(least, most))
                if !(least..=most).contains(&value.chars().count()) =>
            {
                refused(RefusalReason::Characters(least, most))
            }
            _ => Ok(()),
        }
    }
}

/// 64 characters of base64, and perhaps one of padding.
fn is_statement_id(value: &str) -> bool {
    let digest = value.strip_suffix('=').unwrap_or(value);
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    digest.len() == 64 && digest.bytes().all(is_base64)
}

/// An account, an organization, or the root of one.
fn is_target(value: &str) -> bool {
    let of_organization = Id {
        lengths: &[(10, 10)],
        ..Id::ORGANIZATION
    };
    [Id::ACCOUNT, of_organization, Id::ROOT]
        .iter()
        .any(|id| id.matches(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_flags_are_read_and_written() {
        for parameter in Parameter::ALL {
            assert_eq!(Parameter::from_name(parameter.name()), Some(parameter));
            assert_eq!(Parameter::from_flag(&parameter.flag()), Some(parameter));
            assert_eq!(
                parameter.pattern().is_some(),
                parameter.in_words().is_some() && !matches!(parameter, SourceIp | VpcSourceIp),
                "{parameter:?}"
            );
        }
        assert_eq!(SigninSourceVpce.flag(), "--signin-source-vpce");
        assert_eq!(Parameter::from_flag("--sourceVpc"), None);
    }

    #[test]
    fn texts_are_held_against_the_model() {
        let id = "A".repeat(64);
        let token = "t".repeat(65);
        let long = format!("r-{}", "a".repeat(31));
        let rows: &[(Parameter, &str, bool)] = &[
            (SourceVpc, "vpc-0a1b2c3d", true),
            (SourceVpc, "vpc-0a1b2c3d4e5f60718", true),
            (SourceVpc, VPC_OF_AWS_EXAMPLE, false),
            (SourceVpc, "vpc-0A1B2C3D", false),
            (SigninSourceVpce, "vpce-0a1b2c3z", true),
            (ConsoleSourceVpce, "vpce-1", false),
            (RequestedRegion, "us-gov-west-1", true),
            (RequestedRegion, "Oregon", false),
            (ClientToken, "unique-request-id-12345", true),
            (ClientToken, "two words", false),
            (ClientToken, "", false),
            (ClientToken, &token, false),
            (StatementId, &id, true),
            (StatementId, &format!("{id}="), true),
            (StatementId, &format!("{id}=="), false),
            (StatementId, &id[1..], false),
            (TargetId, "111122223333", true),
            (TargetId, "o-a1b2c3d4e5", true),
            (TargetId, "o-a1b2c3d4e5f", false),
            // The pattern takes it, and the length does not.
            (TargetId, "r-ab12", false),
            (TargetId, "r-ab12cdefgh", true),
            (TargetId, &long, false),
            (NextToken, "", true),
            (NextToken, "a+b/c=", true),
            (NextToken, "a b", false),
            (Status, "ACTIVE", true),
            (Status, "active", false),
            (SessionArn, "", false),
            (Reason, "left the company", true),
            (SourceIp, "anything", true),
        ];
        for (parameter, value, expected) in rows {
            assert_eq!(
                parameter.check(value).is_ok(),
                *expected,
                "{parameter:?} {value}"
            );
        }
    }
}
