//! The root user is exempt and has no credentials.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::Finding;

use crate::lint::exempted::whom;
use crate::lint::{Answers, CaseRule};
use crate::summary::exempt::Exempt;

static OF: Rule = Rule {
    code: "root-without-credentials",
    number: Some("VST047"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for policies that exempt a root user whose credentials were removed, by `account.rootCredentials` of the case file.",
    why: "A root user without credentials cannot sign in, nor recover its password. Where it is the only one that is exempt, nobody gets in to mend the policies.",
    sources: &["UG-JA", "UG"],
    finds: &[Sample::Case(REMOVED)],
    passes: &[
        Sample::Case(THERE),
        Sample::Case(NOT_TOLD),
        Sample::Case(A_ROLE),
    ],
};

const REMOVED: &str = r#"{"vestibule":1,"account":{"id":"111122223333","rootCredentials":false},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:root","aws:PrincipalArn":"arn:aws:iam::111122223333:root"}}}]}}]},"requests":[]}"#;
const THERE: &str = r#"{"vestibule":1,"account":{"id":"111122223333","rootCredentials":true},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:root","aws:PrincipalArn":"arn:aws:iam::111122223333:root"}}}]}}]},"requests":[]}"#;
const NOT_TOLD: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:root","aws:PrincipalArn":"arn:aws:iam::111122223333:root"}}}]}}]},"requests":[]}"#;
const A_ROLE: &str = r#"{"vestibule":1,"account":{"id":"111122223333","rootCredentials":false},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let account = answers.about.case.file().account.as_ref();
    if account.and_then(|account| account.root_credentials) != Some(false) {
        return Vec::new();
    }
    let is_root = |exempt: &&Exempt| exempt.arn.ends_with(":root");
    let Some(root) = answers.exempt.iter().find(is_root) else {
        return Vec::new();
    };
    let message = message!(
        "{whom} is exempt and cannot sign in, as its credentials were removed",
        whom = whom(&[root])
    );
    let help = message!("exempt a break-glass user or role of the account instead");
    let place = ("account", None, "rootCredentials");
    vec![
        answers
            .at_member(&OF, OF.severity, message, place)
            .help(help),
    ]
}
