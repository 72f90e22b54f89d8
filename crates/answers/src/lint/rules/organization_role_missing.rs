//! An exempt role that invited accounts do not have.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{Finding, JoinedMethod};

use crate::lint::exempted::is_of;
use crate::lint::{Answers, CaseRule};
use crate::summary::exempt::Exempt;

static OF: Rule = Rule {
    code: "organization-role-missing",
    number: Some("VST046"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for policies that exempt `OrganizationAccountAccessRole` in an account that was invited. `account.joinedMethod` of the case file says so.",
    why: "AWS Organizations makes that role in accounts that it creates, and not in those that it invites. Unless somebody made it since, nobody can use the exemption; where it is there, say so among `principals` of the case file.",
    sources: &["UG"],
    finds: &[Sample::Case(INVITED)],
    passes: &[
        Sample::Case(CREATED),
        Sample::Case(NOT_TOLD),
        Sample::Case(MADE_SINCE),
        Sample::Case(ANOTHER),
    ],
};

const INVITED: &str = r#"{"vestibule":1,"account":{"id":"111122223333","joinedMethod":"INVITED"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/OrganizationAccountAccessRole","aws:PrincipalArn":"arn:aws:iam::111122223333:role/OrganizationAccountAccessRole"}}}]}}]},"requests":[]}"#;
const CREATED: &str = r#"{"vestibule":1,"account":{"id":"111122223333","joinedMethod":"CREATED"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/OrganizationAccountAccessRole","aws:PrincipalArn":"arn:aws:iam::111122223333:role/OrganizationAccountAccessRole"}}}]}}]},"requests":[]}"#;
const NOT_TOLD: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/OrganizationAccountAccessRole","aws:PrincipalArn":"arn:aws:iam::111122223333:role/OrganizationAccountAccessRole"}}}]}}]},"requests":[]}"#;
const MADE_SINCE: &str = r#"{"vestibule":1,"account":{"id":"111122223333","joinedMethod":"INVITED"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/OrganizationAccountAccessRole","aws:PrincipalArn":"arn:aws:iam::111122223333:role/OrganizationAccountAccessRole"}}}]}}]},"principals":[{"principal":"arn:aws:iam::111122223333:role/OrganizationAccountAccessRole"}],"requests":[]}"#;
const ANOTHER: &str = r#"{"vestibule":1,"account":{"id":"111122223333","joinedMethod":"INVITED"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let file = answers.whole.case.file();
    let account = answers.about.case.file().account.as_ref();
    if account.and_then(|account| account.joined_method) != Some(JoinedMethod::Invited) {
        return Vec::new();
    }
    let is_known = |arn: &str| {
        let mut all = file.principals.iter();
        all.any(|known| is_of(&known.principal, arn))
    };
    let is_missing = |exempt: &&Exempt| {
        exempt.arn.ends_with(":role/OrganizationAccountAccessRole") && !is_known(&exempt.arn)
    };
    if !answers.exempt.iter().any(|exempt| is_missing(&exempt)) {
        return Vec::new();
    }
    let message = message!(
        "`OrganizationAccountAccessRole` is exempt, and accounts that were invited do not have it"
    );
    let help =
        message!("exempt a role that is there, or make this one and name it among `principals`");
    let place = ("account", None, "joinedMethod");
    vec![
        answers
            .at_member(&OF, OF.severity, message, place)
            .help(help),
    ]
}
