//! Policies of the organization, in its management account.

use vestibule_analysis::Place;
use vestibule_iam::message;
use vestibule_iam::policy::Effect;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_signin::Layer;
use vestibule_wire::Finding;

use crate::lint::{Answers, CaseRule};
use crate::map;

static OF: Rule = Rule {
    code: "management-account",
    number: Some("VST028"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for RCPs and SCPs that restrict sign-ins in a case about the management account of an organization. Of a whole organization, it looks for those above that account while no resource-based policy of its own restricts sign-ins.",
    why: "They do not bind the management account: what they are to restrict there stays open. Use a sign-in resource-based policy in that account.",
    sources: &["RCP"],
    finds: &[Sample::Case(MANAGEMENT)],
    passes: &[Sample::Case(MEMBER)],
};

const MANAGEMENT: &str = r#"{"vestibule":1,"account":{"id":"111122223333","organization":{"id":"o-a1b2c3d4e5","managementAccount":true}},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const MEMBER: &str = r#"{"vestibule":1,"account":{"id":"111122223333","organization":{"id":"o-a1b2c3d4e5","managementAccount":false}},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let account = answers.about.case.file().account.as_ref();
    let organization = account.and_then(|account| account.organization.as_ref());
    if !organization.is_some_and(|organization| organization.management_account) {
        return Vec::new();
    }
    let compiled = answers.about.case.compiled();
    let denying = |layers: &[Layer]| {
        let mut policies = compiled.authorizer().policies().enumerate();
        policies.find_map(|(policy, of)| {
            let mut statements = of.policy.statements.iter();
            let statement = statements.position(|statement| {
                statement.effect == Some(Effect::Deny) && vestibule_lint::covers_sign_in(statement)
            })?;
            layers
                .contains(&of.layer)
                .then_some(Place { policy, statement })
        })
    };
    // Policies may stand above the account for the sake of others, and it have its own.
    if answers.is_by_tree() && denying(&[Layer::ResourceBased]).is_some() {
        return Vec::new();
    }
    let Some(place) = denying(&[Layer::ResourceControl, Layer::ServiceControl]) else {
        return Vec::new();
    };
    let by = map::by(compiled, place);
    let message = message!("policies of the organization do not bind its management account");
    let help = message!("restrict sign-ins to that account with a sign-in resource-based policy");
    vec![
        answers
            .finding(&OF, message, std::slice::from_ref(&by))
            .help(help),
    ]
}
