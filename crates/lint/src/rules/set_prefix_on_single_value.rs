//! A set prefix on a key of a single value.

use vestibule_iam::condition::{Operator, SetPrefix};
use vestibule_iam::message;
use vestibule_iam::policy::{Effect, PolicyKind};
use vestibule_iam::problem::{Severity, code, quoted};
use vestibule_signin::keys::{self, SetUse, fit};

use super::for_all_values_allows::is_required;
use crate::view::{Tested, is_always};
use crate::{Check, Doc, Found, Rule, Sample, View, fix};

pub(super) static RULE: Rule = Rule {
    code: "set-prefix-on-single-value",
    number: Some("VST040"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for `ForAllValues:` and `ForAnyValue:` on keys of a single value, which is all that AWS Sign-In's own keys have.",
    why: "On a single value the prefix changes nothing but what the test comes to when the key is missing: with `ForAllValues:` it holds then, with `ForAnyValue:` it does not, whatever the operator. A Deny so applies to requests that it would not apply to, or spares those that it is meant for.",
    sources: &["MV", "AA"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, SPARES_THE_INTERNET),
        Sample::Statements(PolicyKind::ResourceControl, DENIES_THE_INTERNET),
        Sample::Statements(PolicyKind::ResourceControl, CHANGES_NOTHING),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, SEVERAL),
        Sample::Statements(PolicyKind::ResourceControl, PLAIN),
        Sample::Statements(PolicyKind::Identity, UNKNOWN_KEY),
    ],
};

const SPARES_THE_INTERNET: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"ForAnyValue:StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const DENIES_THE_INTERNET: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const CHANGES_NOTHING: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"ForAllValues:StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const SEVERAL: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"}}}"#;
const PLAIN: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}"#;
const UNKNOWN_KEY: &str = r#"{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"a"}}}"#;

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
    // Of keys that are not in the table it is not known how many values they have.
    keys::find(key)?;
    let set = operator.set?;
    // Of an empty list AWS says something else with the prefix than without it.
    if fit(key, operator).set != SetUse::NotNeeded || test.values.is_empty() {
        return None;
    }
    let plain = Operator {
        set: None,
        ..operator
    };
    let holds = operator.when_missing();
    let same = holds == plain.when_missing();
    if same || is_always(key) || is_required(statement, key) {
        let message = message!(
            "{key} has a single value, so {prefix} changes nothing",
            key = quoted(key),
            prefix = code(set.as_str())
        );
        let finding = RULE.at(test.span, message).severity(Severity::Info);
        let finding = finding.help(message!("leave the prefix out"));
        return Some(match fix::operator(statement, block, plain) {
            Some(edit) => finding.edits(vec![edit]).safe(),
            None => finding,
        });
    }
    if statement.effect == Some(Effect::Allow) && set == SetPrefix::ForAllValues {
        return None; // said by the rule for that
    }
    let (key, prefix) = (quoted(key), code(set.as_str()));
    let message = if holds == Some(true) {
        message!(
            "{key} has a single value, and with {prefix} the test holds where the key is missing",
            key = key,
            prefix = prefix
        )
    } else {
        message!(
            "{key} has a single value, and with {prefix} the test does not hold where the key is missing",
            key = key,
            prefix = prefix
        )
    };
    let denies = statement.effect != Some(Effect::Allow);
    let operator = code(&plain.to_string());
    let help = match (plain.when_missing(), denies) {
        (Some(true), true) => message!(
            "write {operator}, which denies where the key is missing, or test with `Null` what is to happen then",
            operator = operator
        ),
        (Some(true), false) => message!(
            "write {operator}, which allows where the key is missing, or test with `Null` what is to happen then",
            operator = operator
        ),
        (_, true) => message!(
            "write {operator}, which denies nothing where the key is missing, or test with `Null` what is to happen then",
            operator = operator
        ),
        (_, false) => message!(
            "write {operator}, which allows nothing where the key is missing, or test with `Null` what is to happen then",
            operator = operator
        ),
    };
    Some(RULE.at(test.span, message).help(help))
}
