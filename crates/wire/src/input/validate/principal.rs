//! Checks who signs in.

use vestibule_iam::problem::quoted;
use vestibule_signin::Principal;
use vestibule_signin::principal::PrincipalError;

use crate::input::place::Place;
use crate::input::report::{Refused, Report};

/// The principal of that ARN, which belongs to `account` where that is told.
pub(crate) fn principal(
    arn: &str,
    account: Option<&str>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Result<Principal, Refused> {
    let place = place.member("principal");
    match Principal::parse(arn) {
        Ok(principal) => {
            if let Some(account) = account.filter(|account| *account != principal.account()) {
                let message = format!(
                    "the principal belongs to account {} and the sign-in is to account {}",
                    quoted(principal.account()),
                    quoted(account)
                );
                let help = "a principal signs in to its own account; for a role of the other account name that role";
                return Err(report.error(&place, "another-account", message, help));
            }
            Ok(principal)
        }
        Err(error) => {
            let (code, message, help) = principal_error(arn, error);
            Err(report.error(&place, code, message, &help))
        }
    }
}

#[inline(never)]
fn principal_error(arn: &str, error: PrincipalError) -> (&'static str, String, String) {
    if arn.trim().is_empty() {
        return (
            "invalid-principal",
            "the request does not say who signs in".to_owned(),
            "write the ARN of the root user, a user, a role or a federated user".to_owned(),
        );
    }
    let shown = quoted(arn);
    match error {
        PrincipalError::AssumedRoleSession => {
            let message = format!("{shown} is the session of a role, which policies never see");
            ("session-principal", message, format!("name the role: {}", role_of_session(arn)))
        }
        PrincipalError::ServiceLinkedRole => (
            "service-linked-role",
            format!("{shown} is a service-linked role, which nobody signs in as"),
            "name a user or another role".to_owned(),
        ),
        PrincipalError::Account => (
            "invalid-principal",
            format!("the account in {shown} is not twelve digits"),
            "write the account id in the fifth field: `arn:aws:iam::111122223333:user/NAME`".to_owned(),
        ),
        PrincipalError::NotAnArn => (
            "invalid-principal",
            format!("{shown} is not the ARN of a principal"),
            "write `arn:aws:iam::ACCOUNT:root`, `…:user/NAME` or `…:role/NAME`, or `arn:aws:sts::ACCOUNT:federated-user/NAME`"
                .to_owned(),
        ),
        PrincipalError::Resource => (
            "invalid-principal",
            format!("{shown} names nobody who can sign in"),
            "write `root`, `user/NAME` or `role/NAME` behind the account, without wildcards".to_owned(),
        ),
    }
}

/// `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION` comes of this role.
#[inline(never)]
fn role_of_session(arn: &str) -> String {
    let fields: Vec<&str> = arn.splitn(6, ':').collect();
    let name = fields
        .get(5)
        .and_then(|resource| resource.split('/').nth(1))
        .unwrap_or("NAME");
    match fields.as_slice() {
        [_, partition, _, _, account, _] => {
            format!("`arn:{partition}:iam::{account}:role/{name}`, with its path if it has one")
        }
        _ => "`arn:aws:iam::ACCOUNT:role/NAME`".to_owned(),
    }
}
