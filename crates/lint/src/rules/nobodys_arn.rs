//! An ARN of a principal that nobody can have.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::language::Effect;
use vestibule_iam::message;
use vestibule_iam::policy::{KeyTest, PolicyKind};
use vestibule_iam::problem::{Message, Severity, code, quoted};
use vestibule_iam::span::Text;

use crate::placeholder::placeholders;
use crate::view::{is, tests};
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "nobodys-arn",
    number: Some("VST024"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for ARNs that keys of principals are compared with and that no principal has. Such an ARN has an account without twelve digits, a Region, an unknown partition or another service. Or its resource is not a principal.",
    why: "An exemption with such an ARN exempts nobody, and nothing tells so: AWS stores it.",
    sources: &["GCK", "PRIN"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceBased, ELEVEN_DIGITS),
        Sample::Statements(PolicyKind::ResourceBased, REGION),
        Sample::Statements(PolicyKind::ResourceBased, GROUP),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceBased, ROLE),
        Sample::Statements(PolicyKind::ResourceBased, PATTERN),
    ],
};

const ELEVEN_DIGITS: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::11112222333:role/BreakGlass"}}}"#;
const REGION: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam:us-east-1:111122223333:role/BreakGlass"}}}"#;
const GROUP: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:group/Admins"}}}"#;
const ROLE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const PATTERN: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotLike":{"signin:PrincipalArn":"arn:aws*:iam::1111*:*/BreakGlass"}}}"#;

/// The partitions that AWS has. [botocore, endpoints.json]
const PARTITIONS: [&str; 8] = [
    "aws",
    "aws-cn",
    "aws-eusc",
    "aws-iso",
    "aws-iso-b",
    "aws-iso-e",
    "aws-iso-f",
    "aws-us-gov",
];

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    for statement in view.statements() {
        for (operator, test) in tests(statement) {
            if is(test, "aws:PrincipalArn") || is(test, "signin:PrincipalArn") {
                let denies = statement.effect != Some(Effect::Allow);
                found.extend(values(operator, test, denies));
            }
        }
    }
}

fn values(operator: Operator, test: &KeyTest, denies: bool) -> impl Iterator<Item = Found> {
    let is_text = matches!(
        operator.base,
        Base::Arn | Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike
    );
    let values = test.values.iter().filter(move |_| is_text);
    values.filter_map(move |value| look(value, denies, operator.negated))
}

fn look(value: &Text, denies: bool, negated: bool) -> Option<Found> {
    // Another rule speaks of them.
    if value.value.contains("${") || !placeholders(&value.value, true).is_empty() {
        return None;
    }
    let fields: Vec<&str> = value.value.splitn(6, ':').collect();
    let [arn, partition, service, region, account, resource] = fields[..] else {
        return None;
    };
    if arn != "arn" {
        return None;
    }
    let why = fault(partition, service, region, account, resource)?;
    let message = message!(
        "nobody has the ARN {arn}: {why}",
        arn = quoted(&value.value),
        why = why
    );
    let [user, role, root] = ["user/NAME", "role/NAME", "root"]
        .map(|name| code(&format!("arn:aws:iam::ACCOUNT:{name}")));
    let help = match (denies, negated) {
        (true, true) => message!(
            "to exempt a principal, write {user}, {role} or {root}",
            user = user,
            role = role,
            root = root
        ),
        (true, false) | (false, true) => message!(
            "to deny a principal, write {user}, {role} or {root}",
            user = user,
            role = role,
            root = root
        ),
        (false, false) => message!(
            "to allow a principal, write {user}, {role} or {root}",
            user = user,
            role = role,
            root = root
        ),
    };
    Some(RULE.at(value.span, message).help(help))
}

/// Why no principal has an ARN of these fields, which may have wildcards.
fn fault(
    partition: &str,
    service: &str,
    region: &str,
    account: &str,
    resource: &str,
) -> Option<Message> {
    let is_open = |field: &str| field.contains(['*', '?']);
    if !is_open(partition) && !PARTITIONS.contains(&partition) {
        return Some(message!(
            "there is no partition {partition}",
            partition = quoted(partition)
        ));
    }
    if !is_open(service) && !matches!(service, "iam" | "sts") {
        return Some(message!(
            "principals are of {iam} or {sts}",
            iam = code("iam"),
            sts = code("sts")
        ));
    }
    if !is_open(region) && !region.is_empty() {
        return Some(message!("principals have no Region"));
    }
    let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    let is_pattern = is_open(account)
        && account
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'?'))
        && account.bytes().filter(|byte| *byte != b'*').count() <= 12;
    if !is_account && !is_pattern {
        return Some(message!("an account has twelve digits"));
    }
    let kind = resource.split('/').next().unwrap_or_default();
    let kinds = ["assumed-role", "federated-user", "role", "root", "user"];
    if !is_open(kind) && !kinds.contains(&kind) {
        return Some(message!(
            "{kind} is no kind of principal",
            kind = quoted(kind)
        ));
    }
    None
}
