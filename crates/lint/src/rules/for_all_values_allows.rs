//! `ForAllValues:` in an Allow, which then allows whoever has not the key.

use vestibule_iam::condition::{Base, Operator, SetPrefix};
use vestibule_iam::message;
use vestibule_iam::policy::{Effect, PolicyKind, Statement};
use vestibule_iam::problem::{Severity, code, quoted};
use vestibule_signin::keys;

use crate::view::{Tested, is, is_about_sign_in, tests};
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "for-all-values-allows",
    number: Some("VST040"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements that allow by `ForAllValues:` on a key of a single value. It also looks for keys that a sign-in may lack.",
    why: "`ForAllValues:` holds when the key is missing, so the statement allows everybody who has not the key. Before authentication nobody has the keys of principals.",
    sources: &["MV", "AA"],
    finds: &[
        Sample::Statements(PolicyKind::VpcEndpoint, ACCOUNT),
        Sample::Statements(PolicyKind::Identity, TAG),
        Sample::Statements(PolicyKind::VpcEndpoint, PATHS),
    ],
    passes: &[
        Sample::Statements(PolicyKind::VpcEndpoint, PLAIN),
        Sample::Statements(PolicyKind::VpcEndpoint, REQUIRED),
        Sample::Statements(PolicyKind::Identity, TAG_KEYS),
        Sample::Statements(PolicyKind::VpcEndpoint, HOLDS_ANYWAY),
    ],
};

const ACCOUNT: &str = r#"{"Effect":"Allow","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:PrincipalAccount":["111122223333"]}}}"#;
const TAG: &str = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:PrincipalTag/team":"blue"}}}"#;
const PATHS: &str = r#"{"Effect":"Allow","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/*"}}}"#;
const PLAIN: &str = r#"{"Effect":"Allow","Principal":"*","Action":"signin:CreateOAuth2Token","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalAccount":["111122223333"]}}}"#;
const REQUIRED: &str = r#"{"Effect":"Allow","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/*"},"Null":{"aws:PrincipalOrgPaths":"false"}}}"#;
const TAG_KEYS: &str = r#"{"Effect":"Allow","Action":"ec2:CreateTags","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["team"]}}}"#;
const HOLDS_ANYWAY: &str = r#"{"Effect":"Allow","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"ForAllValues:StringNotEquals":{"aws:PrincipalAccount":["111122223333"]}}}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    let allows = |tested: &Tested<'_>| tested.statement.effect == Some(Effect::Allow);
    found.extend(view.tested().filter(allows).filter_map(look));
}

fn look(tested: Tested<'_>) -> Option<Found> {
    let Tested {
        statement,
        operator,
        block,
        test,
    } = tested;
    let key = &*test.key.value;
    let row = keys::find(key)?;
    let widens = operator.set == Some(SetPrefix::ForAllValues)
        && operator.base != Base::Null
        && !operator.negated
        && !operator.if_exists;
    // Where a request may lack a key of several values on purpose, only AWS Sign-In is judged.
    let judged = !row.multivalued || is_about_sign_in(statement);
    if !widens || !judged || is_required(statement, key) {
        return None;
    }
    let message = message!(
        "{operator} holds where {key} is missing, so this allows everybody who has not the key",
        operator = code(&block.name.value),
        key = quoted(key)
    );
    let plain = Operator {
        set: row.multivalued.then_some(SetPrefix::ForAnyValue),
        ..operator
    };
    let help = message!(
        "write {operator}, which does not hold then",
        operator = code(&plain.to_string())
    );
    Some(RULE.at(test.span, message).help(help))
}

/// Whether the statement applies only where the key is there.
pub(super) fn is_required(statement: &Statement, key: &str) -> bool {
    tests(statement).any(|(operator, test)| {
        operator.base == Base::Null
            && operator.is_constant().is_none()
            && is(test, key)
            && matches!(&test.values[..], [value] if value.value.eq_ignore_ascii_case("false"))
    })
}
