//! Checks who signs in.

use vestibule_iam::message;
use vestibule_iam::problem::{Message, code, quoted};
use vestibule_signin::principal::PrincipalError;
use vestibule_signin::{Principal, PrincipalKind, Request};

use crate::contract::finding::{Finding, Severity};
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
                let message = message!(
                    "the principal belongs to account {own} and the sign-in is to account {account}",
                    own = quoted(principal.account()),
                    account = quoted(account)
                );
                let help = message!(
                    "name a principal of the account that is signed in to, such as a role there; a principal signs in to its own account"
                );
                return Err(report.error(&place, "another-account", message, help));
            }
            Ok(principal)
        }
        Err(error) => {
            let (code, message, help) = principal_error(arn, error);
            Err(report.error(&place, code, message, help))
        }
    }
}

/// Warns of a sign-in by IAM Identity Center to an account that is said not to use it.
pub(crate) fn without_identity_center(
    request: &Request,
    place: &Place<'_>,
    report: &mut Report<'_>,
) {
    if request.principal.kind == PrincipalKind::IdentityCenterRole {
        let message = message!(
            "a role of IAM Identity Center signs in, which `account.identityCenter` says is not used"
        );
        let help = message!(
            "answers about all sign-ins leave its roles out; drop `account.identityCenter` if it is used"
        );
        let warning = Finding::new("identity-center-not-used", Severity::Warning, message);
        report.value(&place.member("principal"), warning.help(help));
    }
}

#[inline(never)]
fn principal_error(arn: &str, error: PrincipalError) -> (&'static str, Message, Message) {
    if arn.trim().is_empty() {
        return (
            "invalid-principal",
            message!("the request does not say who signs in"),
            message!("write the ARN of the root user, a user, a role or a federated user"),
        );
    }
    let shown = quoted(arn);
    match error {
        PrincipalError::AssumedRoleSession => {
            let message = message!(
                "{arn} is the session of a role, which policies never see",
                arn = shown
            );
            ("session-principal", message, role_of_session(arn))
        }
        PrincipalError::ServiceLinkedRole => (
            "service-linked-role",
            message!(
                "{arn} is a service-linked role, which nobody signs in as",
                arn = shown
            ),
            message!("name a user or another role"),
        ),
        PrincipalError::Account => (
            "invalid-principal",
            message!("the account in {arn} is not twelve digits", arn = shown),
            message!(
                "write the account id in the fifth field: `arn:aws:iam::111122223333:user/NAME`"
            ),
        ),
        PrincipalError::NotAnArn => (
            "invalid-principal",
            message!("{arn} is not the ARN of a principal", arn = shown),
            message!(
                "write `arn:aws:iam::ACCOUNT:root`, `…:user/NAME` or `…:role/NAME`, or `arn:aws:sts::ACCOUNT:federated-user/NAME`"
            ),
        ),
        PrincipalError::Resource => (
            "invalid-principal",
            message!("{arn} names nobody who can sign in", arn = shown),
            message!(
                "write `root`, `user/NAME` or `role/NAME` behind the account, without wildcards"
            ),
        ),
    }
}

/// `arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION` comes of this role.
#[inline(never)]
fn role_of_session(arn: &str) -> Message {
    let fields: Vec<&str> = arn.splitn(6, ':').collect();
    let name = fields
        .get(5)
        .and_then(|resource| resource.split('/').nth(1))
        .unwrap_or("NAME");
    match fields.as_slice() {
        [_, partition, _, _, account, _] => {
            let role = format!("arn:{partition}:iam::{account}:role/{name}");
            message!(
                "name the role: {role}, with its path if it has one",
                role = code(&role)
            )
        }
        _ => message!(
            "name the role: {role}",
            role = code("arn:aws:iam::ACCOUNT:role/NAME")
        ),
    }
}
