//! A value of a condition that another one of the list covers.

use vestibule_iam::condition::Base;
use vestibule_iam::message;
use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::Severity;
use vestibule_iam::span::Span;

use crate::redundant::{self, Items, covered, covered_ranges, removal};
use crate::view::blocks;
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "redundant-value",
    number: Some("VST071"),
    severity: Severity::Info,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for values in conditions of statements on sign-ins that another value of the list covers.",
    why: "They change nothing and count towards the size of the policy. Who takes the narrower one out to close a network finds it open as before.",
    sources: &["AA", "OPS"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, INSIDE),
        Sample::Statements(PolicyKind::ResourceControl, MATCHED),
        Sample::Statements(PolicyKind::ResourceControl, TWICE),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, APART),
        Sample::Statements(PolicyKind::ResourceControl, LITERAL),
    ],
};

const INSIDE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["198.51.100.0/24","198.51.100.128/25"]}}}"#;
const MATCHED: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/Emergency*","arn:aws:iam::111122223333:role/EmergencyAccess"]}}}"#;
const TWICE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":["vpc-0a1b2c3d4e5f60718","vpc-0a1b2c3d4e5f60718"]}}}"#;
const APART: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["198.51.100.0/25","198.51.100.128/25"]}}}"#;
const LITERAL: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalTag/team":["ops","Ops"]}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    for statement in view.covered() {
        for (operator, _, test) in blocks(statement.statement) {
            let values = &*test.values;
            let redundant = match operator.base {
                Base::IpAddress => covered_ranges(values),
                Base::StringEquals => covered(values, Items::Exact),
                Base::StringLike => covered(values, Items::Patterns),
                Base::Arn => covered(values, Items::Arns),
                Base::StringEqualsIgnoreCase
                | Base::Numeric(_)
                | Base::Date(_)
                | Base::Bool
                | Base::Null
                | Base::Binary => continue,
            };
            let places: Vec<Span> = values.iter().map(|value| value.span).collect();
            // From the bracket on, which stands behind the key.
            let list = places.first().map_or(test.span, |first| {
                let between = Span::new(test.key.span.end, first.start);
                let bracket = between.of(view.text).and_then(|text| text.find('['));
                let start = bracket.and_then(|at| u32::try_from(at).ok());
                start.map_or(test.span, |at| {
                    Span::new(test.key.span.end + at, test.span.end)
                })
            });
            for (at, by) in redundant {
                let (Some(value), Some(other)) = (values.get(at), values.get(by)) else {
                    continue;
                };
                let message = redundant::message(other, value);
                let finding = RULE.at(value.span, message).related(other.span);
                let finding =
                    finding.help(message!("take it out, or write what was meant instead"));
                found.push(match removal(view.text, list, &places, at) {
                    Some(edit) => finding
                        .edits(vec![edit])
                        .fix_title(message!("take it out"))
                        .safe(),
                    None => finding,
                });
            }
        }
    }
}
