//! `IfExists` behind an operator that holds anyway when its key is absent.

use vestibule_iam::condition::{Operator, SetPrefix};
use vestibule_iam::message;
use vestibule_iam::policy::{OperatorBlock, PolicyKind, Statement};
use vestibule_iam::problem::{Severity, code};

use crate::{Check, Doc, Found, Rule, Sample, View, fix};

pub(super) static RULE: Rule = Rule {
    code: "if-exists-without-effect",
    number: Some("VST010"),
    severity: Severity::Info,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for `IfExists` behind negated operators and behind `ForAllValues:`.",
    why: "A negated operator holds when its key is absent, with the suffix and without it. An operator with `ForAllValues:` does, too. The suffix reads as if it spared requests without the key.",
    sources: &["OPS", "CC"],
    finds: &[Sample::Statements(PolicyKind::ResourceControl, NEGATED)],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, PLAIN),
        Sample::Statements(PolicyKind::ResourceControl, POSITIVE),
        Sample::Statements(PolicyKind::ResourceControl, ANY_OF_SEVERAL),
    ],
};

const NEGATED: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddressIfExists":{"aws:SourceIp":"203.0.113.0/24"},"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const PLAIN: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const POSITIVE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}"#;
const ANY_OF_SEVERAL: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"ForAnyValue:StringNotLikeIfExists":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/*"}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    for statement in view.statements() {
        let blocks = statement.conditions.iter();
        found.extend(blocks.filter_map(|block| look(statement, block)));
    }
}

fn look(statement: &Statement, block: &OperatorBlock) -> Option<Found> {
    let operator = block.operator?;
    let holds_anyway = match operator.set {
        None => operator.negated,
        Some(SetPrefix::ForAllValues) => true,
        Some(SetPrefix::ForAnyValue) => false,
    };
    // Of an empty list AWS says something else with the suffix than without it.
    let empty = block.tests.iter().any(|test| test.values.is_empty());
    if !operator.if_exists || !holds_anyway || empty || block.tests.is_empty() {
        return None;
    }
    let plain = Operator {
        if_exists: false,
        ..operator
    };
    let message = message!(
        "{operator} holds when its key is absent, with `IfExists` and without it",
        operator = code(&block.name.value)
    );
    let finding = RULE.at(block.name.span, message);
    let finding = finding.help(message!(
        "write {operator}",
        operator = code(&fix::name(block, plain))
    ));
    Some(match fix::rename(statement, block, plain) {
        Some(edit) => finding.edits(vec![edit]).safe(),
        None => finding,
    })
}
