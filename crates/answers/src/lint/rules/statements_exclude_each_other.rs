//! Permission statements of which each denies what another lets in.

use vestibule_analysis::{self as analysis, Difference, Options, Place};
use vestibule_iam::message;
use vestibule_iam::policy::{Effect, PatternElement, Statement};
use vestibule_iam::problem::Severity;
use vestibule_iam::span::Text;
use vestibule_lint::{Check, Doc, Rule, Sample};
use vestibule_signin::{Action, Authorizer, DecisionValue, Layer};
use vestibule_wire::Finding;

use crate::lint::{Answers, CaseRule};
use crate::map;

static OF: Rule = Rule {
    code: "statements-exclude-each-other",
    number: Some("VST043"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Looks for statements of a sign-in resource-based policy that deny what the others let in. Each denies outside of some networks, or to others than some principals.",
    why: "AWS makes the policy of all permission statements. Statements that deny do not add up to one list. A sign-in has to pass each of them. Two offices in two statements leave no office, and two exclusions in two statements exclude nobody.",
    sources: &["UG", "API"],
    finds: &[Sample::Case(OFFICES), Sample::Case(EXCLUSIONS)],
    passes: &[Sample::Case(ONE), Sample::Case(NARROWER)],
};

const OFFICES: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceBased":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}},{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["198.51.100.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}},"requests":[]}"#;
const EXCLUSIONS: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceBased":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}},{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass"}}}]}},"requests":[]}"#;
const ONE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceBased":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}},"requests":[]}"#;
const NARROWER: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceBased":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}},{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/25","2001:db8::/32"]},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}},"requests":[]}"#;

/// So many statements are compared with each other.
const COMPARED: usize = 6;

const NETWORK_KEYS: [&str; 4] = [
    "aws:SourceIp",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpcSourceIp",
];

fn check(answers: &Answers<'_>) -> Vec<Finding> {
    // Of permission statements, which AWS may merge, another rule tells.
    if !answers.permission_statements().is_empty() {
        return Vec::new();
    }
    let compiled = answers.about.case.compiled();
    let authorizer = compiled.authorizer();
    let mut policies = authorizer.policies().enumerate();
    let of_account = policies.find(|(_, attached)| attached.layer == Layer::ResourceBased);
    let Some((policy, attached)) = of_account else {
        return Vec::new();
    };
    let statements = attached.policy.statements.iter().enumerate();
    let restricting = statements.filter(|(_, statement)| restricts(statement));
    let restricting: Vec<(usize, &Statement)> = restricting.take(COMPARED).collect();
    if restricting.len() < 2 {
        return Vec::new();
    }
    let question = answers.question();
    let tested = authorizer.keys().iter().map(|(_, name)| name.to_owned());
    let options = Options {
        free: tested.collect(),
        networks: Vec::new(),
        ..question.options.clone()
    };
    let alone: Vec<Authorizer> = restricting
        .iter()
        .map(|(statement, _)| only(&question.authorizer, *statement))
        .collect();
    for (later, (statement, told)) in restricting.iter().enumerate() {
        for (earlier, (_, other)) in restricting.iter().enumerate().take(later) {
            // Of addresses and VPCs another rule tells.
            if is_apart(told, other) || !share_action(told, other) {
                continue;
            }
            let (Some(one), Some(two)) = (alone.get(earlier), alone.get(later)) else {
                continue;
            };
            if !exclude_each_other(one, two, &options) {
                continue;
            }
            let by = map::by(
                compiled,
                Place {
                    policy,
                    statement: *statement,
                },
            );
            let message = message!(
                "this denies sign-ins that another statement lets in, and that one some that this lets in"
            );
            let help = message!(
                "cover the networks with one statement, or list networks and exclusions in a resource control policy; `vestibule map` shows who gets in"
            );
            return vec![answers.finding(&OF, message, &[by]).help(help)];
        }
    }
    Vec::new()
}

/// Whether a statement denies outside of some networks.
fn restricts(statement: &Statement) -> bool {
    statement.effect == Some(Effect::Deny)
        && statement.defects.is_empty()
        && vestibule_lint::covers_sign_in(statement)
        && NETWORK_KEYS.iter().any(|key| tests(statement, key))
}

/// Whether a statement lets in what a key lists.
fn tests(statement: &Statement, key: &str) -> bool {
    let blocks = statement.conditions.iter();
    let mut negated = blocks.filter(|block| block.operator.is_some_and(|of| of.negated));
    negated.any(|block| {
        let mut tests = block.tests.iter();
        tests.any(|test| test.key.value.eq_ignore_ascii_case(key))
    })
}

/// Whether both are about the same action of a sign-in.
fn share_action(one: &Statement, other: &Statement) -> bool {
    let mut actions = Action::ALL.into_iter().map(Action::name);
    actions
        .any(|action| vestibule_lint::covers(one, action) && vestibule_lint::covers(other, action))
}

/// Whether one lists public addresses alone, and the other VPCs alone.
fn is_apart(one: &Statement, other: &Statement) -> bool {
    let of = |statement| {
        let [first, rest @ ..] = NETWORK_KEYS;
        (
            tests(statement, first),
            rest.iter().any(|key| tests(statement, key)),
        )
    };
    matches!(
        (of(one), of(other)),
        ((true, false), (false, true)) | ((false, true), (true, false))
    )
}

/// The resource-based policy with one of its statements.
fn only(authorizer: &Authorizer, statement: usize) -> Authorizer {
    let own = authorizer
        .policies()
        .filter(|policy| policy.layer == Layer::ResourceBased);
    let mut own: Vec<_> = own.cloned().collect();
    for policy in &mut own {
        for (index, other) in policy.policy.statements.iter_mut().enumerate() {
            if index != statement {
                // An action of no sign-in: it stays in its place and says nothing.
                let nothing = Text::new("signin:GetResourcePolicy", other.span);
                other.action = Some(PatternElement {
                    not: false,
                    span: other.span,
                    patterns: vec![nothing],
                });
            }
        }
    }
    authorizer.with_policies(own).once_enabled()
}

/// Whether each of the two denies, at one of the actions, what the other lets in.
fn exclude_each_other(one: &Authorizer, two: &Authorizer, options: &Options) -> bool {
    let Ok(found) = analysis::diff(one, two, options) else {
        return false;
    };
    let differs = |of: &Difference, before, after| {
        let mut changes = of.changes.iter();
        changes.any(|change| (change.before.outcome, change.after.outcome) == (before, after))
    };
    let (denied, allowed) = (DecisionValue::Denied, DecisionValue::Allowed);
    let mut phases = found.phases.iter();
    phases.any(|of| differs(of, denied, allowed) && differs(of, allowed, denied))
}
