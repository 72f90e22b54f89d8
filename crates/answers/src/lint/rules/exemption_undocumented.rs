//! An exemption that nobody answers for.

use vestibule_iam::message;
use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_wire::{Finding, KnownPrincipal};

use crate::lint::exempted::{is_of, whom};
use crate::lint::{Answers, CaseRule};
use crate::summary::exempt::Exempt;

static OF: Rule = Rule {
    code: "exemption-undocumented",
    number: Some("VST059"),
    severity: Severity::Info,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for exempt principals without owner, reason and expiry, in case files that tell them of some: among `principals`, or in `perimeter` for those that it exempts.",
    why: "Exemptions outlive the people who asked for them. One that somebody answers for, with a reason and a last day, is looked at again.",
    sources: &["UG"],
    finds: &[Sample::Case(NO_OWNER), Sample::Case(NOT_LISTED)],
    passes: &[
        Sample::Case(FULL),
        Sample::Case(NOTHING_TOLD),
        Sample::Case(OF_PERIMETER),
    ],
};

const NO_OWNER: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"principals":[{"principal":"arn:aws:iam::111122223333:role/BreakGlass","reason":"break-glass","expires":"2027-06-30"}],"requests":[]}"#;
const NOT_LISTED: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"principals":[{"principal":"arn:aws:iam::111122223333:user/BreakGlass","owner":"platform team","reason":"break-glass","expires":"2027-06-30"}],"requests":[]}"#;
const FULL: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"principals":[{"principal":"arn:aws:iam::111122223333:role/BreakGlass","owner":"platform team","reason":"break-glass","expires":"2027-06-30"}],"requests":[]}"#;
const NOTHING_TOLD: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"requests":[]}"#;
const OF_PERIMETER: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}}]},"networks":[{"name":"office","sourceIp":["203.0.113.0/24"]}],"perimeter":{"exempt":["arn:aws:iam::111122223333:role/BreakGlass"],"owner":"platform team","reason":"break-glass","expires":"2027-06-30"},"principals":[{"principal":"arn:aws:iam::111122223333:role/BreakGlass"}],"requests":[]}"#;

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    let file = answers.whole.case.file();
    if file.principals.is_empty() {
        return Vec::new();
    }
    let perimeter = file.perimeter.as_ref();
    let finding = |exempt: &Exempt| {
        let known: Vec<(usize, &KnownPrincipal)> = answers.known_of(exempt).collect();
        let told = known
            .iter()
            .map(|(_, known)| [&known.owner, &known.reason, &known.expires]);
        let perimeter = perimeter.filter(|perimeter| {
            let mut patterns = perimeter.exempt.iter();
            patterns.any(|pattern| is_of(pattern, &exempt.arn))
        });
        let of_perimeter =
            perimeter.map(|perimeter| [&perimeter.owner, &perimeter.reason, &perimeter.expires]);
        let told: Vec<[&Option<String>; 3]> = told.chain(of_perimeter).collect();
        let has = |part: usize| {
            told.iter()
                .any(|of| of.get(part).is_some_and(|of| of.is_some()))
        };
        if (0..3).all(has) {
            return None;
        }
        let message = message!(
            "nobody says of {whom} who answers for the exemption, why it is there, and until when",
            whom = whom(&[exempt])
        );
        let help = message!(
            "write `owner`, `reason` and `expires` beside it among `principals` of the case file"
        );
        Some(match known.first() {
            Some((index, _)) => {
                let place = ("principals", Some(*index), "principal");
                answers
                    .at_member(&OF, OF.severity, message, place)
                    .help(help)
            }
            None => answers
                .finding(&OF, message, &answers.naming(&exempt.arn))
                .help(help),
        })
    };
    answers.exempt.iter().filter_map(finding).collect()
}
