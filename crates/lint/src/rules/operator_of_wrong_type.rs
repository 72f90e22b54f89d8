//! An operator that compares no values such as its key has.

use vestibule_iam::message;
use vestibule_iam::policy::{Effect, KeyTest, OperatorBlock, PolicyKind, Statement, check_operand};
use vestibule_iam::problem::{Arg, Message, Severity, code, quoted};
use vestibule_signin::keys::{Fit, Suits, fit};

use crate::view::{Tested, when_missing, when_present};
use crate::{Check, Doc, Found, Rule, Sample, View, fix};

pub(super) static RULE: Rule = Rule {
    code: "operator-of-wrong-type",
    number: Some("VST068"),
    severity: Severity::Error,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for condition operators that do not compare values such as their key has.",
    why: "AWS stores such a condition and compares what cannot be equal: a text operator never finds an address in a range, and an address operator never finds an id. The test then always holds or never does, so that the statement denies everybody or nobody.",
    sources: &["OPS", "AA", "CK"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceBased, TEXT_ON_ADDRESS),
        Sample::Statements(PolicyKind::ResourceControl, ADDRESS_ON_ID),
        Sample::Statements(PolicyKind::Identity, NUMBER_ON_BOOLEAN),
        Sample::Statements(PolicyKind::ResourceControl, SPELLING),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceBased, ADDRESS_ON_ADDRESS),
        Sample::Statements(PolicyKind::ResourceControl, TEXT_ON_ARN),
        Sample::Statements(PolicyKind::Identity, DATE_ON_EPOCH),
        Sample::Statements(PolicyKind::ResourceControl, ON_A_TAG),
    ],
};

const TEXT_ON_ADDRESS: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceIp":["203.0.113.0/24"]}}}"#;
const ADDRESS_ON_ID: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceVpc":"10.0.0.0/16"}}}"#;
const NUMBER_ON_BOOLEAN: &str = r#"{"Effect":"Deny","Action":"signin:*","Resource":"*","Condition":{"NumericLessThan":{"aws:MultiFactorAuthPresent":"1"}}}"#;
const SPELLING: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceIp":"203.0.113.7"}}}"#;
const ADDRESS_ON_ADDRESS: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24"]}}}"#;
const TEXT_ON_ARN: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"StringEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/Leaver"}}}"#;
const DATE_ON_EPOCH: &str = r#"{"Effect":"Deny","Action":"signin:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:EpochTime":"2026-03-01T00:00:00Z"}}}"#;
const ON_A_TAG: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"NumericLessThan":{"aws:PrincipalTag/clearance":"3"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    found.extend(view.tested().filter_map(look));
}

fn look(tested: Tested<'_>) -> Option<Found> {
    let Tested {
        statement,
        operator,
        block,
        test,
    } = tested;
    let key = &*test.key.value;
    let fit = fit(key, operator);
    if !matches!(fit.suits, Suits::Spelling | Suits::OtherType) {
        return None;
    }
    let present = when_present(operator, test);
    let missing = when_missing(operator, test);
    let operator = code(&block.name.value);
    let key = quoted(key);
    let (severity, message) = match (present, statement.effect) {
        (Some(holds), Some(effect)) if missing == Some(holds) => {
            let message = match (holds, effect) {
                (true, Effect::Deny) => message!(
                    "{operator} is not for {key}: the test always holds, so the statement denies whatever the value is",
                    operator = operator,
                    key = key
                ),
                (true, Effect::Allow) => message!(
                    "{operator} is not for {key}: the test always holds, so the statement allows whatever the value is",
                    operator = operator,
                    key = key
                ),
                (false, Effect::Deny) => message!(
                    "{operator} is not for {key}: the test never holds, so the statement denies nothing",
                    operator = operator,
                    key = key
                ),
                (false, Effect::Allow) => message!(
                    "{operator} is not for {key}: the test never holds, so the statement allows nothing",
                    operator = operator,
                    key = key
                ),
            };
            (Severity::Error, message)
        }
        (Some(holds), _) => (Severity::Error, where_it_is_there(holds, operator, key)),
        (None, _) => {
            let message = message!(
                "{operator} compares how AWS spells the value of {key}, not what it means",
                operator = operator,
                key = key
            );
            (Severity::Info, message)
        }
    };
    let finding = RULE.at(test.span, message).severity(severity);
    Some(with_right_operator(finding, &fit, statement, block, test))
}

fn where_it_is_there(holds: bool, operator: Arg, key: Arg) -> Message {
    if holds {
        message!(
            "{operator} is not for {key}: the test holds wherever the key is there, whatever its value is",
            operator = operator,
            key = key
        )
    } else {
        message!(
            "{operator} is not for {key}: the test does not hold where the key is there, whatever its value is",
            operator = operator,
            key = key
        )
    }
}

fn with_right_operator(
    finding: Found,
    fit: &Fit,
    statement: &Statement,
    block: &OperatorBlock,
    test: &KeyTest,
) -> Found {
    let Some(right) = fit.instead() else {
        return finding.help(message!(
            "compare it with an operator for values of its type"
        ));
    };
    let finding = finding.help(message!(
        "write {operator}",
        operator = code(&right.to_string())
    ));
    let mut values = test.values.iter();
    if values.any(|value| check_operand(right.base, &value.value).is_some()) {
        return finding;
    }
    match fix::operator(statement, block, right) {
        Some(edit) => finding.edits(vec![edit]),
        None => finding,
    }
}
