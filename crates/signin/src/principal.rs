//! Who signs in, derived from an ARN. [UG, CK, GCK-23]

use vestibule_iam::language::Id;

/// A principal that can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// As policies see it in `aws:PrincipalArn`.
    pub arn: String,
    /// What it is.
    pub kind: PrincipalKind,
    /// How long the partition is in the ARN, and where the account and the name begin.
    partition: usize,
    account: usize,
    name: Option<usize>,
}

/// What a principal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PrincipalKind {
    /// The root user of an account.
    Root,
    /// An IAM user.
    User,
    /// An IAM role, entered by SAML, OIDC or STS credentials.
    Role,
    /// A role that IAM Identity Center made.
    IdentityCenterRole,
    /// An STS federated user.
    FederatedUser,
}

/// Why an ARN names nobody who can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PrincipalError {
    /// Not `arn:partition:iam|sts::account:resource`.
    NotAnArn,
    /// The account is not twelve digits.
    Account,
    /// An assumed-role session; policies see the role's ARN.
    AssumedRoleSession,
    /// A service-linked role, which nobody can sign in as.
    ServiceLinkedRole,
    /// Some other resource, or a malformed name.
    Resource,
}

const ARN: &str = "arn:";
const ACCOUNT_DIGITS: usize = 12;
const IDENTITY_CENTER_PATH: &str = "aws-reserved/sso.amazonaws.com/";
const SERVICE_LINKED_PATH: &str = "aws-service-role/";

impl Principal {
    /// The principal that `arn` names.
    ///
    /// # Errors
    /// [`PrincipalError`] when the ARN names nobody who can sign in.
    pub fn parse(arn: &str) -> Result<Self, PrincipalError> {
        use PrincipalError::{Account, AssumedRoleSession, NotAnArn, Resource, ServiceLinkedRole};
        let fields = vestibule_iam::arn::Arn::parse(arn).ok_or(NotAnArn)?;
        let (partition, account, resource) = (fields.partition, fields.account, fields.resource);
        let partition_fits = !partition.is_empty()
            && partition
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'-');
        if !partition_fits || !fields.region.is_empty() {
            return Err(NotAnArn);
        }
        if !Id::ACCOUNT.matches(account) {
            return Err(Account);
        }
        let kind = match (fields.service, resource.split_once('/')) {
            ("iam", None) if resource == "root" => PrincipalKind::Root,
            ("iam", Some(("user", name))) if is_path_and_name(name) => PrincipalKind::User,
            ("iam", Some(("role", name))) if is_path_and_name(name) => {
                if name.starts_with(SERVICE_LINKED_PATH) {
                    return Err(ServiceLinkedRole);
                } else if name.starts_with(IDENTITY_CENTER_PATH) {
                    PrincipalKind::IdentityCenterRole
                } else {
                    PrincipalKind::Role
                }
            }
            ("sts", Some(("federated-user", name))) if is_path_and_name(name) => {
                PrincipalKind::FederatedUser
            }
            ("sts", Some(("assumed-role", _))) => return Err(AssumedRoleSession),
            ("iam" | "sts", _) => return Err(Resource),
            _ => return Err(NotAnArn),
        };
        Ok(Self {
            arn: arn.into(),
            kind,
            partition: partition.len(),
            account: arn.len() - resource.len() - ":".len() - ACCOUNT_DIGITS,
            name: resource
                .bytes()
                .rev()
                .position(|byte| byte == b'/')
                .map(|len| arn.len() - len),
        })
    }

    /// Such as `aws` or `aws-us-gov`.
    pub fn partition(&self) -> &str {
        let start = ARN.len();
        let partition = start..start + self.partition;
        self.arn.get(partition).unwrap_or_default()
    }

    /// The account it belongs to: twelve digits.
    pub fn account(&self) -> &str {
        let account = self.account..self.account + ACCOUNT_DIGITS;
        self.arn.get(account).unwrap_or_default()
    }

    /// The value of `signin:PrincipalArn`; federated users have none. [CK]
    pub fn sign_in_arn(&self) -> Option<&str> {
        (self.kind != PrincipalKind::FederatedUser).then_some(self.arn.as_str())
    }

    /// The name without its path: of a user, a role or a federated user.
    pub fn name(&self) -> Option<&str> {
        self.arn.get(self.name?..)
    }

    /// The value of `aws:PrincipalType`. [GCK-23]
    pub fn type_value(&self) -> &'static str {
        match self.kind {
            PrincipalKind::Root => "Account",
            PrincipalKind::User => "User",
            PrincipalKind::Role | PrincipalKind::IdentityCenterRole => "AssumedRole",
            PrincipalKind::FederatedUser => "FederatedUser",
        }
    }

    /// True where identity policies do not bind: the root user.
    pub fn is_root(&self) -> bool {
        self.kind == PrincipalKind::Root
    }
}

/// IAM's characters for names, with an optional path.
fn is_path_and_name(name: &str) -> bool {
    let mut before = b'/';
    for byte in name.bytes() {
        let is_empty_part = before == b'/' && byte == b'/';
        if is_empty_part || !byte.is_ascii_graphic() || matches!(byte, b'*' | b'?' | b'"') {
            return false;
        }
        before = byte;
    }
    before != b'/'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_tell_the_kind() {
        use PrincipalKind::{FederatedUser, IdentityCenterRole, Role, Root, User};
        let rows = [
            ("arn:aws:iam::111122223333:root", Ok(Root)),
            ("arn:aws:iam::111122223333:user/alice", Ok(User)),
            (
                "arn:aws:iam::111122223333:user/division/team/alice",
                Ok(User),
            ),
            ("arn:aws-us-gov:iam::111122223333:role/admin", Ok(Role)),
            ("arn:aws:iam::111122223333:role/path/admin", Ok(Role)),
            (
                "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef",
                Ok(IdentityCenterRole),
            ),
            (
                "arn:aws:sts::111122223333:federated-user/bob",
                Ok(FederatedUser),
            ),
            (
                "arn:aws:sts::111122223333:assumed-role/admin/session",
                Err(PrincipalError::AssumedRoleSession),
            ),
            (
                "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/X",
                Err(PrincipalError::ServiceLinkedRole),
            ),
            (
                "arn:aws:iam::11112222333:root",
                Err(PrincipalError::Account),
            ),
            (
                "arn:aws:iam::11112222333a:root",
                Err(PrincipalError::Account),
            ),
            (
                "arn:aws:iam::111122223333:user/",
                Err(PrincipalError::Resource),
            ),
            (
                "arn:aws:iam::111122223333:user/a*",
                Err(PrincipalError::Resource),
            ),
            (
                "arn:aws:iam::111122223333:user/a//b",
                Err(PrincipalError::Resource),
            ),
            (
                "arn:aws:iam::111122223333:user//a",
                Err(PrincipalError::Resource),
            ),
            (
                "arn:aws:iam::111122223333:user/a/",
                Err(PrincipalError::Resource),
            ),
            (
                "arn:aws:iam::111122223333:user/\u{e9}",
                Err(PrincipalError::Resource),
            ),
            (
                "arn:aws:iam::111122223333:group/g",
                Err(PrincipalError::Resource),
            ),
            (
                "arn:aws:iam:us-east-1:111122223333:root",
                Err(PrincipalError::NotAnArn),
            ),
            (
                "arn:aws:iam::111122223333:user",
                Err(PrincipalError::Resource),
            ),
            (
                "arn:aws:iam::111122223333:role/",
                Err(PrincipalError::Resource),
            ),
            (
                "arn:aws:sts::111122223333:federated-user/",
                Err(PrincipalError::Resource),
            ),
            ("arn::iam::111122223333:root", Err(PrincipalError::NotAnArn)),
            (
                "arn:AWS:iam::111122223333:root",
                Err(PrincipalError::NotAnArn),
            ),
            ("arn:aws:s3:::bucket", Err(PrincipalError::Account)),
            ("alice", Err(PrincipalError::NotAnArn)),
            ("", Err(PrincipalError::NotAnArn)),
        ];
        for (arn, expected) in rows {
            assert_eq!(Principal::parse(arn).map(|p| p.kind), expected, "{arn}");
        }
    }

    #[test]
    fn arns_tell_the_partition_the_account_and_the_name() {
        for (arn, partition, name) in [
            ("arn:aws:iam::111122223333:root", "aws", None),
            (
                "arn:aws-us-gov:iam::111122223333:role/path/admin",
                "aws-us-gov",
                Some("admin"),
            ),
            (
                "arn:aws-cn:sts::111122223333:federated-user/a:b",
                "aws-cn",
                Some("a:b"),
            ),
        ] {
            let principal = Principal::parse(arn).unwrap();
            assert_eq!(principal.partition(), partition);
            assert_eq!(principal.account(), "111122223333");
            assert_eq!(principal.name(), name);
        }
    }

    #[test]
    fn federated_users_have_no_sign_in_arn() {
        let parse = |arn| Principal::parse(arn).unwrap();
        assert_eq!(
            parse("arn:aws:sts::111122223333:federated-user/bob").sign_in_arn(),
            None
        );
        let user = parse("arn:aws:iam::111122223333:user/team/alice");
        assert_eq!(
            user.sign_in_arn(),
            Some("arn:aws:iam::111122223333:user/team/alice")
        );
        assert_eq!(user.name(), Some("alice"));
        assert_eq!(parse("arn:aws:iam::111122223333:root").name(), None);
    }
}
