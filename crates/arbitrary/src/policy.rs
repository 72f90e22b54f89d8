//! Policies and their statements.

use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use vestibule_iam::document::Document;
use vestibule_iam::policy::{Casing, Effect, Policy, ReadOptions, Vocabulary};
use vestibule_signin::{Action, AttachedPolicy, Layer};

use super::test::{TestModel, test};

/// The account of all principals made here.
pub(crate) const ACCOUNT: &str = "111122223333";

/// A policy before it is written.
#[derive(Clone, Debug)]
pub struct PolicyModel {
    /// Its layer.
    pub layer: Layer,
    /// To what it is attached; `None` is whatever there is.
    pub attached_to: Option<String>,
    /// Its statements.
    pub statements: Vec<StatementModel>,
    version: Option<&'static str>,
    /// A document in which something has to be guessed.
    broken: bool,
}

/// A statement before it is written.
#[derive(Clone, Debug)]
pub struct StatementModel {
    /// Its effect.
    pub effect: Effect,
    /// True for an effect that is written so that nobody can read it.
    garbled: bool,
    /// `Action` or `NotAction`.
    action: &'static str,
    actions: Vec<&'static str>,
    /// `Principal` or `NotPrincipal` with its value.
    principal: (&'static str, &'static str),
    /// `Resource` or `NotResource` with its value.
    resource: (&'static str, &'static str),
    /// A pair of operator and key comes once.
    tests: Vec<TestModel>,
    /// A member that makes AWS refuse the statement.
    defect: Option<&'static str>,
}

const EVERYBODY: &[&str] = &[r#""*""#, r#"{"AWS":"*"}"#];
const NAMED: &[&str] = &[
    r#"{"AWS":"111122223333"}"#,
    r#"{"AWS":"444455556666"}"#,
    r#"{"AWS":"arn:aws:iam::111122223333:root"}"#,
    r#"{"AWS":["arn:aws:iam::111122223333:user/alice","arn:aws:iam::111122223333:role/admin"]}"#,
    r#"{"AWS":["111122223333","arn:aws:iam::111122223333:user/alice"]}"#,
    r#"{"AWS":["111122223333","arn:aws:iam::111122223333:role/admin"]}"#,
    r#"{"AWS":"arn:aws:sts::111122223333:assumed-role/admin/session"}"#,
    r#"{"AWS":"arn:aws:sts::111122223333:federated-user/carol"}"#,
    r#"{"AWS":"arn:aws:iam::111122223333:user/a*"}"#,
    r#"{"Service":"ec2.amazonaws.com","AWS":"*"}"#,
    r#"{"Service":"ec2.amazonaws.com"}"#,
];
const RESOURCES: &[&str] = &[
    r#""arn:aws:signin:::console/*""#,
    r#""arn:aws:signin:::console/canvas""#,
    r#""arn:aws:signin:::console/?*""#,
    r#""arn:aws:signin:::console/*\uf8ff*""#,
    r#""arn:aws:signin:*:111122223333:oauth2/public-client/localhost""#,
    r#""arn:aws:signin:*:*:oauth2/public-client/*""#,
    r#"["arn:aws:s3:::*","arn:aws:signin:::console/c*"]"#,
    r#""arn:aws:signin:::console/${aws:username}""#,
    r#""arn:aws:signin:::${aws:PrincipalTag/team}/*""#,
    r#""arn:aws:signin:::console/${aws:SourceVpc}""#,
    r#""nonsense""#,
    "[]",
];

fn principal() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop_oneof![
        5 => select(EVERYBODY).prop_map(|value| ("Principal", value)),
        2 => select(NAMED).prop_map(|value| ("Principal", value)),
        2 => select(NAMED).prop_map(|value| ("NotPrincipal", value)),
        1 => select(EVERYBODY).prop_map(|value| ("NotPrincipal", value)),
    ]
}

fn resource() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop_oneof![
        6 => Just(("Resource", r#""*""#)),
        2 => select(RESOURCES).prop_map(|value| ("Resource", value)),
        2 => select(RESOURCES).prop_map(|value| ("NotResource", value)),
        1 => Just(("NotResource", r#""*""#)),
    ]
}

fn actions() -> impl Strategy<Value = (&'static str, Vec<&'static str>)> {
    let positive = prop_oneof![
        2 => subsequence(&Action::NAMES, 1..=3),
        4 => Just(vec!["signin:*"]),
        1 => Just(vec!["*"]),
        1 => Just(vec!["SIGNIN:createoauth2token"]),
        1 => Just(vec!["s3:*", "signin:A*"]),
    ];
    let negated = prop_oneof![
        1 => subsequence(&Action::NAMES, 0..=3),
        1 => Just(vec!["s3:*"]),
        1 => Just(vec!["signin:Create*"]),
    ];
    prop_oneof![
        4 => positive.prop_map(|actions| ("Action", actions)),
        1 => negated.prop_map(|actions| ("NotAction", actions)),
    ]
}

/// A statement of any kind.
pub fn statement() -> impl Strategy<Value = StatementModel> {
    let effect = prop_oneof![3 => Just(Effect::Deny), 1 => Just(Effect::Allow)];
    let defect = prop_oneof![
        12 => Just(None),
        1 => select(&[
            r#""Conditions":{}"#,
            r#""Effect":"Permit""#,
            r#""Action":"Authenticate""#,
            r#""Condition":[]"#,
        ][..])
        .prop_map(Some),
    ];
    let effect = (effect, prop::bool::weighted(0.06));
    (
        effect,
        actions(),
        principal(),
        resource(),
        vec(test(), 0..4),
        defect,
    )
        .prop_map(
            |((effect, garbled), (action, actions), principal, resource, mut tests, defect)| {
                tests.sort_by_key(|(operator, key, _)| (*operator, *key));
                tests.dedup_by_key(|(operator, key, _)| (*operator, *key));
                StatementModel {
                    effect,
                    garbled,
                    action,
                    actions,
                    principal,
                    resource,
                    tests,
                    defect,
                }
            },
        )
}

/// Any layer.
pub fn layer() -> impl Strategy<Value = Layer> {
    select(&Layer::ALL[..])
}

pub(crate) fn policy() -> impl Strategy<Value = PolicyModel> {
    let node = select(
        &[
            None,
            Some("r-ab12"),
            Some("ou-ab12-12345678"),
            Some("ou-ab12-87654321"),
            Some(ACCOUNT),
            Some("444455556666"),
        ][..],
    );
    let endpoint = select(
        &[
            None,
            Some("vpce-0123456789abcdef0"),
            Some("vpce-0123456789abcdef0"),
            Some("vpce-11111111"),
        ][..],
    );
    let holder = select(
        &[
            None,
            None,
            Some("arn:aws:iam::111122223333:user/*"),
            Some("arn:aws:iam::*:role/admin"),
        ][..],
    );
    let version = prop_oneof![
        6 => Just(Some("2012-10-17")),
        1 => Just(Some("2008-10-17")),
        1 => Just(None),
    ];
    (
        layer(),
        vec(statement(), 1..4),
        (node, endpoint, holder),
        version,
        prop::bool::weighted(0.05),
    )
        .prop_map(
            |(layer, statements, (node, endpoint, holder), version, broken)| PolicyModel {
                layer,
                attached_to: match layer {
                    Layer::ResourceControl | Layer::ServiceControl => node,
                    Layer::VpcEndpoint => endpoint,
                    Layer::Identity | Layer::PermissionsBoundary | Layer::Session => holder,
                    Layer::ResourceBased => None,
                }
                .map(str::to_owned),
                statements,
                version,
                broken,
            },
        )
}

impl PolicyModel {
    /// A policy of one statement that is attached to whatever there is.
    #[must_use]
    pub fn of(layer: Layer, statement: StatementModel) -> Self {
        Self {
            layer,
            attached_to: None,
            statements: vec![statement],
            version: Some("2012-10-17"),
            broken: false,
        }
    }

    pub(crate) fn reverse(&mut self) {
        self.statements.reverse();
        for statement in &mut self.statements {
            statement.actions.reverse();
            statement.tests.reverse();
            for (operator, _, values) in &mut statement.tests {
                // The one list whose order AWS minds is that of ARNs. [E2]
                if !operator.starts_with("Arn") {
                    values.reverse();
                }
            }
        }
    }

    pub(crate) fn attach(&self, spaced: bool) -> AttachedPolicy {
        let text = self.text(spaced);
        let document = Document::parse(&text);
        let options = ReadOptions {
            kind: self.layer.kind(),
            casing: Casing::Exact,
            vocabulary: &Vocabulary::default(),
        };
        let mut policy = Policy::read(&document.root, options).0;
        if !document.is_sound() {
            policy.defects.push(document.root.span);
        }
        AttachedPolicy {
            layer: self.layer,
            name: "made".into(),
            attached_to: self.attached_to.clone(),
            policy,
        }
    }

    /// The text of the policy, with or without white space.
    #[must_use]
    pub fn text(&self, spaced: bool) -> String {
        let statements: Vec<String> = self.statements.iter().map(|s| s.text(self.layer)).collect();
        let version = match self.version {
            Some(version) => format!("\"Version\":\"{version}\","),
            None => String::new(),
        };
        let statements = statements.join(",");
        let text = format!("{{{version}\"Statement\":[{statements}]}}");
        let text = if spaced {
            text.replace("{\"", "\n{\n\t\"").replace("],", "] ,\r\n")
        } else {
            text
        };
        if self.broken {
            text.trim_end_matches('}').to_owned()
        } else {
            text
        }
    }
}

impl StatementModel {
    /// This statement as a certain Deny, and so without an element that stands twice: a
    /// document with one may mean anything.
    #[must_use]
    pub fn denying(self) -> Self {
        Self {
            effect: Effect::Deny,
            garbled: false,
            defect: self
                .defect
                .filter(|defect| defect.starts_with("\"Conditions\"")),
            ..self
        }
    }

    fn text(&self, layer: Layer) -> String {
        let (action, actions) = (self.action, &self.actions);
        let garbled = if self.garbled { "." } else { "" };
        let mut text = format!(
            "{{\"Effect\":\"{:?}{garbled}\",\"{action}\":{actions:?}",
            self.effect
        );
        if layer.kind().has_principal() {
            let (element, value) = self.principal;
            let _ = write!(text, ",\"{element}\":{value}");
        }
        let (element, value) = self.resource;
        let _ = write!(text, ",\"{element}\":{value}");
        if let Some(defect) = self.defect {
            let _ = write!(text, ",{defect}");
        }
        let mut operators: Vec<&str> = Vec::new();
        for (operator, _, _) in &self.tests {
            if !operators.contains(operator) {
                operators.push(operator);
            }
        }
        let blocks: Vec<String> = operators
            .into_iter()
            .map(|operator| {
                let mut block = format!("\"{operator}\":{{");
                let tests = self.tests.iter().filter(|(of, _, _)| *of == operator);
                for (index, (_, key, values)) in tests.enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    let _ = write!(block, "{comma}\"{key}\":{values:?}");
                }
                block + "}"
            })
            .collect();
        if !blocks.is_empty() {
            let _ = write!(text, ",\"Condition\":{{{}}}", blocks.join(","));
        }
        text + "}"
    }
}
