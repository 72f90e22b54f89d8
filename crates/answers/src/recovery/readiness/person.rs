//! The points about one principal: that policies let it in and let it call, and that it can sign
//! in at all.

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::ReadinessKind::{
    AccessKeys, Call, Enterable, Exists, MfaDevice, Password, PasswordChange, PasswordValid,
    RootCredentials,
};
use vestibule_wire::{KnownPrincipal, PrincipalKind, PrincipalSet};

use super::super::known::{entries, told};
use super::super::ways::Found;
use super::{Group, INFERRED, Point};
use crate::words::names;

/// The root user.
pub(super) fn root(found: &Found<'_>, arn: &str) -> Group {
    let set = PrincipalSet {
        kind: Some(vec![PrincipalKind::Root]),
        ..PrincipalSet::default()
    };
    let whom = names(&[&set]);
    let account = found.case.file().account.as_ref();
    let credentials = account.and_then(|account| account.root_credentials);
    let whom_again = || whom.clone();
    let has_credentials = credentials != Some(false);
    let credentials = match credentials {
        Some(true) => Point::told(
            RootCredentials,
            true,
            message!("{whom} has credentials", whom = whom_again()),
        ),
        Some(false) => Point::told(
            RootCredentials,
            false,
            message!(
                "the credentials of {whom} were removed",
                whom = whom_again()
            ),
        ),
        None => Point::untold(
            RootCredentials,
            message!("whether {whom} has credentials", whom = whom_again()),
        )
        .tell(&["account.rootCredentials"])
        .run(["aws iam get-account-summary --query SummaryMap.AccountPasswordPresent".to_owned()]),
    };
    let credentials = credentials.of(arn).by(&["ROOT", "UG-JA"]);
    let of_arn = entries(found.case, arn);
    let mfa = mfa(
        &of_arn,
        arn,
        &whom,
        "aws iam get-account-summary --query SummaryMap.AccountMFAEnabled".to_owned(),
    );
    let mut points = vec![
        super::sign_in(found, arn, &whom),
        super::call(found.callers, Call, arn, &whom),
        credentials,
    ];
    points.extend(has_credentials.then_some(mfa));
    Group {
        title: whom,
        points,
    }
}

/// A user, a role or a federated user that is to get back in.
pub(super) fn person(found: &Found<'_>, arn: &str, whom: &Message) -> Group {
    let of_arn = entries(found.case, arn);
    let name = arn.rsplit('/').next().filter(|name| is_name(name));
    let mut points = vec![
        super::sign_in(found, arn, whom),
        super::call(found.callers, Call, arn, whom),
    ];
    match told(&of_arn, |of| of.deleted) {
        Some(true) => points.push(
            Point::told(
                Exists,
                false,
                message!("{whom} was deleted", whom = whom.clone()),
            )
            .of(arn)
            .by(&[INFERRED]),
        ),
        Some(false) | None if arn.contains(":user/") => {
            points.extend(user(found, &of_arn, arn, whom, name));
        }
        Some(false) | None => {
            points.push(role(found, &of_arn, arn, whom, name));
            points.push(mfa(&of_arn, arn, whom, String::new()));
        }
    }
    Group {
        title: whom.clone(),
        points,
    }
}

/// Whether the name of a user or role can stand in a command as it is.
fn is_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_+=,.@-".contains(&byte);
    !name.is_empty() && !name.starts_with('-') && name.bytes().all(is_plain)
}

fn user(
    found: &Found<'_>,
    of_arn: &[&KnownPrincipal],
    arn: &str,
    whom: &Message,
    name: Option<&str>,
) -> Vec<Point> {
    let ask = |verb: &str| name.map(|name| format!("aws iam {verb} --user-name {name}"));
    let of = |point: Point, sources| point.of(arn).by(sources);
    let profile = match told(of_arn, |of| of.login_profile) {
        Some(true) => Point::told(
            Password,
            true,
            message!("{whom} has a password for the console", whom = whom.clone()),
        ),
        Some(false) => Point::told(
            Password,
            false,
            message!(
                "{whom} has no password for the console",
                whom = whom.clone()
            ),
        ),
        None => Point::untold(
            Password,
            message!(
                "whether {whom} has a password for the console",
                whom = whom.clone()
            ),
        )
        .tell(&["principals[].loginProfile"])
        .run(ask("get-login-profile")),
    };
    let mut points = vec![of(profile, &["PWDUSER"])];
    if told(of_arn, |of| of.login_profile) != Some(false) {
        points.push(of(valid(found, of_arn, whom), &["PWD"]));
        points.push(of(
            change(of_arn, whom, ask("get-login-profile")),
            &["PWDUSER", "PWDOWN"],
        ));
    }
    let devices = ask("list-mfa-devices").unwrap_or_default();
    points.push(mfa(of_arn, arn, whom, devices));
    let keys = match told(of_arn, |of| of.access_keys) {
        Some(true) => Point::told(
            AccessKeys,
            true,
            message!("{whom} has active access keys", whom = whom.clone()),
        ),
        Some(false) => Point::told(
            AccessKeys,
            false,
            message!("{whom} has no active access keys", whom = whom.clone()),
        ),
        None => Point::untold(
            AccessKeys,
            message!(
                "whether {whom} has credentials outside of the console, such as an access key",
                whom = whom.clone()
            ),
        )
        .tell(&["principals[].accessKeys"])
        .run(ask("list-access-keys")),
    };
    points.push(of(
        keys.detail(super::super::words::programmatic()),
        &["UG", "PWDUSER"],
    ));
    points
}

/// That the password has not expired, or may be renewed by the user.
fn valid(found: &Found<'_>, of_arn: &[&KnownPrincipal], whom: &Message) -> Point {
    let whom = || whom.clone();
    let last = of_arn.iter().find_map(|of| of.password_expires.as_deref());
    let Some(last) = last else {
        let statement = message!(
            "whether and when the password of {whom} expires",
            whom = whom()
        );
        return Point::untold(PasswordValid, statement)
            .tell(&["principals[].passwordExpires", "account.hardExpiry"])
            .run([
                "aws iam get-account-password-policy".to_owned(),
                "aws iam generate-credential-report".to_owned(),
                "aws iam get-credential-report --query Content --output text | base64 --decode"
                    .to_owned(),
            ]);
    };
    let account = found.case.file().account.as_ref();
    let is_hard = account.and_then(|account| account.hard_expiry);
    let may = told(of_arn, |of| of.may_change_password);
    let day = || code(last);
    match (found.today.map(|today| last < today), is_hard) {
        (Some(false), _) => Point::told(
            PasswordValid,
            true,
            message!(
                "the password of {whom} expires after {day}",
                whom = whom(),
                day = day()
            ),
        ),
        (Some(true), Some(true)) => Point::told(
            PasswordValid,
            false,
            message!(
                "the password of {whom} expired after {day}, and an administrator has to reset it",
                whom = whom(),
                day = day()
            ),
        ),
        (Some(true), Some(false)) if may.is_some() => Point::told(
            PasswordValid,
            may == Some(true),
            message!(
                "the password of {whom} expired after {day}, so that a new one has to be set at sign-in",
                whom = whom(),
                day = day()
            ),
        ),
        (Some(true), None | Some(false)) => Point::untold(
            PasswordValid,
            message!(
                "whether {whom}, whose password expired after {day}, may set a new one",
                whom = whom(),
                day = day()
            ),
        )
        .tell(if is_hard.is_none() {
            &["account.hardExpiry"]
        } else {
            &[]
        })
        .tell(if may.is_none() {
            &["principals[].mayChangePassword"]
        } else {
            &[]
        })
        .run(["aws iam get-account-password-policy".to_owned()]),
        (None, _) => Point::untold(
            PasswordValid,
            message!(
                "whether the password of {whom}, which expires after {day}, is valid: `--today` names the day",
                whom = whom(),
                day = day()
            ),
        ),
    }
}

/// That the user may set the new password that it has to set.
fn change(of_arn: &[&KnownPrincipal], whom: &Message, profile: Option<String>) -> Point {
    let whom = || whom.clone();
    let action = || code("iam:ChangePassword");
    let must = told(of_arn, |of| of.must_change_password);
    match (must, told(of_arn, |of| of.may_change_password)) {
        (Some(false), _) => Point::told(
            PasswordChange,
            true,
            message!("{whom} need not set a new password", whom = whom()),
        ),
        (Some(true), Some(true)) => Point::told(
            PasswordChange,
            true,
            message!(
                "{whom} must set a new password, and may call {action}",
                whom = whom(),
                action = action()
            ),
        ),
        (Some(true), Some(false)) => Point::told(
            PasswordChange,
            false,
            message!(
                "{whom} must set a new password, and may not call {action}",
                whom = whom(),
                action = action()
            ),
        ),
        (None, Some(true)) => Point::told(
            PasswordChange,
            true,
            message!("{whom} may call {action}", whom = whom(), action = action()),
        ),
        (Some(true), None) => Point::untold(
            PasswordChange,
            message!(
                "whether {whom}, who must set a new password, may call {action}",
                whom = whom(),
                action = action()
            ),
        )
        .tell(&["principals[].mayChangePassword"])
        .run([
            "aws iam get-account-password-policy --query PasswordPolicy.AllowUsersToChangePassword"
                .to_owned(),
        ]),
        (None, Some(false) | None) => Point::untold(
            PasswordChange,
            message!(
                "whether {whom} must set a new password at the next sign-in",
                whom = whom()
            ),
        )
        .tell(&["principals[].mustChangePassword"])
        .run(profile),
    }
}

/// That somebody can enter the console as the role.
fn role(
    found: &Found<'_>,
    of_arn: &[&KnownPrincipal],
    arn: &str,
    whom: &Message,
    name: Option<&str>,
) -> Point {
    let whom = || whom.clone();
    let account = found.case.file().account.as_ref();
    let is_portal = arn.contains(":role/aws-reserved/sso.amazonaws.com/");
    let is_used = account.and_then(|account| account.identity_center);
    let point = match (is_portal, is_used, told(of_arn, |of| of.assigned)) {
        (true, Some(false), _) => Point::told(
            Enterable,
            false,
            message!("IAM Identity Center is not used in this account"),
        )
        .by(&["IDC"]),
        (true, _, Some(true)) => Point::told(
            Enterable,
            true,
            message!("somebody is assigned to {whom}", whom = whom()),
        )
        .by(&["IDC"]),
        (true, _, Some(false)) => Point::told(
            Enterable,
            false,
            message!("nobody is assigned to {whom}", whom = whom()),
        )
        .by(&["IDC"]),
        (true, _, None) => Point::untold(
            Enterable,
            message!("whether somebody is assigned to {whom}", whom = whom()),
        )
        .tell(&["principals[].assigned"])
        .by(&["IDC"]),
        (false, ..) => {
            let trust = name.filter(|_| arn.contains(":role/")).map(|name| {
                format!("aws iam get-role --role-name {name} --query Role.AssumeRolePolicyDocument")
            });
            Point::untold(
                Enterable,
                message!(
                    "who can enter the console as {whom}, and whether their identity provider works",
                    whom = whom()
                ),
            )
            .run(trust)
            .by(&["UG", INFERRED])
        }
    };
    point.of(arn)
}

/// That the MFA device is at hand. `command` lists the devices; empty where none can.
fn mfa(of_arn: &[&KnownPrincipal], arn: &str, whom: &Message, command: String) -> Point {
    let whom = || whom.clone();
    let point = match told(of_arn, |of| of.mfa_lost) {
        Some(true) => Point::told(
            MfaDevice,
            false,
            message!("the MFA device of {whom} is lost", whom = whom()),
        ),
        Some(false) => Point::told(
            MfaDevice,
            true,
            message!("the MFA device of {whom} is at hand", whom = whom()),
        ),
        None => Point::untold(
            MfaDevice,
            message!("whether {whom} has an MFA device at hand", whom = whom()),
        )
        .tell(&["principals[].mfaLost"])
        .run(Some(command).filter(|command| !command.is_empty())),
    };
    point.of(arn).by(&["UG-JA", INFERRED])
}
