//! Principals to start from.

use super::input::Input;

/// What kind of principal a preset makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Preset {
    Root,
    User,
    Role,
    Federated,
    IdentityCenter,
}

impl Preset {
    pub(crate) const ALL: [Self; 5] = [
        Self::Root,
        Self::User,
        Self::Role,
        Self::Federated,
        Self::IdentityCenter,
    ];

    /// The ARN, in `account`.
    pub(crate) fn arn(self, account: &str) -> String {
        let (service, resource) = match self {
            Preset::Root => ("iam", "root"),
            Preset::User => ("iam", "user/Alice"),
            Preset::Role => ("iam", "role/Admin"),
            Preset::Federated => ("sts", "federated-user/Alice"),
            Preset::IdentityCenter => (
                "iam",
                "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
            ),
        };
        format!("arn:aws:{service}::{account}:{resource}")
    }

    /// The preset that made this ARN, if one did.
    pub(crate) fn of(arn: &str) -> Option<Self> {
        let account = arn.split(':').nth(4)?;
        Self::ALL
            .into_iter()
            .find(|preset| preset.arn(account) == arn)
    }
}

/// The account that a preset's principal belongs to: that of the principal
/// before, else the account signed in to, else AWS's example.
pub(crate) fn account_of(input: &Input) -> String {
    let is_account = |id: &&str| id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_digit());
    let of_principal = input.request.principal.split(':').nth(4).filter(is_account);
    let told = Some(input.account.id.trim()).filter(is_account);
    told.or(of_principal).unwrap_or("111122223333").to_owned()
}
