//! An exempt principal that cannot sign in, whatever the policies say.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::Finding;

use crate::lint::exempted::whom;
use crate::lint::{Answers, CaseRule};

static OF: Rule = Rule {
    code: "exempt-without-sign-in",
    number: Some("VST044"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for exempt principals that cannot sign in to the console, by `principals` of the case file. Such a user has no login profile, or a lost MFA device. Or the password has expired and only an administrator can reset it.",
    why: "Nobody can use such an exemption on the day on which it is needed. That a password has expired is known with `--today` alone.",
    sources: &["UG-JA", "PWD"],
    finds: &[Sample::Case(NO_PASSWORD), Sample::Case(LOST)],
    passes: &[
        Sample::Case(PASSWORD),
        Sample::Case(NOT_EXEMPT),
        Sample::Case(SOFT),
    ],
};

const NO_PASSWORD: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass"}}}]}}]},"principals":[{"principal":"arn:aws:iam::111122223333:user/BreakGlass","loginProfile":false}],"requests":[]}"#;
const LOST: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass"}}}]}}]},"principals":[{"principal":"arn:aws:iam::111122223333:user/BreakGlass","mfaLost":true}],"requests":[]}"#;
const PASSWORD: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass"}}}]}}]},"principals":[{"principal":"arn:aws:iam::111122223333:user/BreakGlass","loginProfile":true,"mfaLost":false}],"requests":[]}"#;
const NOT_EXEMPT: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"principals":[{"principal":"arn:aws:iam::111122223333:user/BreakGlass","loginProfile":false}],"requests":[]}"#;
const SOFT: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass"}}}]}}]},"principals":[{"principal":"arn:aws:iam::111122223333:user/BreakGlass","passwordExpires":"2020-01-31"}],"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let account = answers.about.case.file().account.as_ref();
    let is_hard = account.and_then(|account| account.hard_expiry) == Some(true);
    let mut found = Vec::new();
    for (exempt, index, known) in answers.known() {
        let whom = || whom(&[exempt]);
        let mut at = |member, message, help| {
            let place = ("principals", Some(index), member);
            found.push(
                answers
                    .at_member(&OF, OF.severity, message, place)
                    .help(help),
            );
        };
        let is_user = exempt.arn.contains(":user/");
        if is_user && known.login_profile == Some(false) {
            at(
                "loginProfile",
                message!(
                    "{whom} is exempt and has no password for the console",
                    whom = whom()
                ),
                message!("give it a login profile, or exempt somebody who can sign in"),
            );
        }
        let expired = known.password_expires.as_deref().zip(answers.today);
        if is_user && is_hard && expired.is_some_and(|(last, today)| last < today) {
            at(
                "passwordExpires",
                message!(
                    "{whom} is exempt, its password has expired, and only an administrator can reset it",
                    whom = whom()
                ),
                message!("reset its password; without `HardExpiry` users set a new one themselves"),
            );
        }
        if known.mfa_lost == Some(true) {
            at(
                "mfaLost",
                message!(
                    "{whom} is exempt and has lost the MFA device that it signs in with",
                    whom = whom()
                ),
                message!("register another device for it"),
            );
        }
    }
    found
}
