//! Policies and statements to begin with, by layer. `#{1:…}` is a field that the
//! editor steps through; fields of one number are filled in together.

use serde_json::{Map, Value, json};
use vestibule_wire::Layer;

use crate::text::id;

/// Something to begin with.
pub(super) struct Skeleton {
    /// What it is called and what it does, as messages.
    pub(super) title: &'static str,
    pub(super) about: &'static str,
    statements: fn(Layer) -> Vec<Value>,
}

const NETWORK: Skeleton = Skeleton {
    title: id("language-skeleton-network"),
    about: id("language-skeleton-network-about"),
    statements: |layer| {
        let condition = json!({
            "NotIpAddress": { "aws:SourceIp": [IP] },
            "StringNotEquals": { "aws:SourceVpc": [VPC] },
            "ArnNotEquals": { "signin:PrincipalArn": [EXEMPT], "aws:PrincipalArn": [EXEMPT] },
        });
        vec![statement(layer, "Deny", &SIGN_IN, "*", Some(condition))]
    },
};

const BEFORE: Skeleton = Skeleton {
    title: id("language-skeleton-before"),
    about: id("language-skeleton-before-about"),
    statements: |layer| {
        let condition = outside("signin:PrincipalArn");
        vec![statement(
            layer,
            "Deny",
            &SIGN_IN[..1],
            "*",
            Some(condition),
        )]
    },
};

const AFTER: Skeleton = Skeleton {
    title: id("language-skeleton-after"),
    about: id("language-skeleton-after-about"),
    statements: |layer| {
        let condition = outside("aws:PrincipalArn");
        vec![statement(
            layer,
            "Deny",
            &SIGN_IN[1..],
            "*",
            Some(condition),
        )]
    },
};

const REGION: Skeleton = Skeleton {
    title: id("language-skeleton-region"),
    about: id("language-skeleton-region-about"),
    statements: |layer| {
        let condition = json!({
            "StringEquals": { "aws:SourceVpc": VPC },
            "StringNotEquals": { "aws:RequestedRegion": "#{4:us-east-1}" },
            "ArnNotEquals": { "signin:PrincipalArn": [EXEMPT], "aws:PrincipalArn": [EXEMPT] },
        });
        vec![statement(layer, "Deny", &SIGN_IN, "*", Some(condition))]
    },
};

const ALLOW: Skeleton = Skeleton {
    title: id("language-skeleton-allow"),
    about: id("language-skeleton-allow-about"),
    statements: |layer| vec![statement(layer, "Allow", &["signin:*"], "*", None)],
};

const LOGIN: Skeleton = Skeleton {
    title: id("language-skeleton-login"),
    about: id("language-skeleton-login-about"),
    statements: |layer| {
        let client = "arn:aws:signin:*:*:oauth2/public-client/*";
        vec![statement(layer, "Allow", &SIGN_IN[1..], client, None)]
    },
};

const ENDPOINT: Skeleton = Skeleton {
    title: id("language-skeleton-endpoint"),
    about: id("language-skeleton-endpoint-about"),
    statements: |layer| {
        let before = json!({ "StringEquals": { "aws:ResourceOrgID": ORGANIZATION } });
        let after = json!({
            "StringEquals": { "aws:ResourceOrgID": ORGANIZATION, "aws:PrincipalOrgID": ORGANIZATION },
        });
        vec![
            statement(layer, "Allow", &SIGN_IN[..1], "*", Some(before)),
            statement(layer, "Allow", &SIGN_IN[1..], "*", Some(after)),
        ]
    },
};

const SIGN_IN: [&str; 3] = vestibule_signin::Action::NAMES;
const IP: &str = "#{1:203.0.113.0/24}";
const EXEMPT: &str = "#{2:arn:aws:iam::111122223333:role/BreakGlass}";
const VPC: &str = "#{3:vpc-0123456789abcdef0}";
const ORGANIZATION: &str = "#{1:o-a1b2c3d4e5}";

/// What there is to begin with in a policy of that layer. An SCP is not offered
/// `signin:PrincipalArn`, so it can exempt nobody before authentication.
pub(super) fn of(layer: Layer) -> &'static [Skeleton] {
    match layer {
        Layer::ResourceBased | Layer::ResourceControl => &[NETWORK, BEFORE, AFTER, REGION],
        Layer::ServiceControl => &[ALLOW, AFTER],
        Layer::Identity | Layer::Session => &[LOGIN, AFTER],
        Layer::PermissionsBoundary => &[ALLOW, LOGIN, AFTER],
        Layer::VpcEndpoint => &[ENDPOINT, ALLOW],
    }
}

impl Skeleton {
    /// As the value of `Statement`, without the brackets.
    pub(super) fn statements(&self, layer: Layer) -> String {
        let statements = (self.statements)(layer);
        let texts: Vec<String> = statements.iter().map(pretty).collect();
        texts.join(",\n")
    }

    /// As a policy of its own.
    pub(super) fn policy(&self, layer: Layer) -> String {
        let policy = json!({ "Version": "2012-10-17", "Statement": (self.statements)(layer) });
        pretty(&policy)
    }
}

/// Laid out as the formatter would, with tabs for the editor's own indentation.
fn pretty(value: &Value) -> String {
    let text = super::format::format(&value.to_string());
    let lines = text.lines().map(|line| {
        let inner = line.trim_start_matches(' ');
        format!("{}{inner}", "\t".repeat((line.len() - inner.len()) / 2))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn statement(
    layer: Layer,
    effect: &str,
    actions: &[&str],
    resource: &str,
    condition: Option<Value>,
) -> Value {
    let mut statement = Map::new();
    statement.insert("Effect".into(), effect.into());
    if vestibule_signin::Layer::from(layer).kind().has_principal() {
        let everyone = match layer {
            Layer::ResourceBased => json!({ "AWS": "*" }),
            _ => "*".into(),
        };
        statement.insert("Principal".into(), everyone);
    }
    statement.insert("Action".into(), json!(actions));
    statement.insert("Resource".into(), resource.into());
    if let Some(condition) = condition {
        statement.insert("Condition".into(), condition);
    }
    Value::Object(statement)
}

/// Elsewhere than in an IP range, except for principals named by `key`.
fn outside(key: &str) -> Value {
    json!({
        "NotIpAddress": { "aws:SourceIp": [IP] },
        "ArnNotEquals": { key: [EXEMPT] },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::workspace::LAYERS;
    use vestibule_wire::{Kind, check};

    /// What the editor makes of the fields.
    fn filled(text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, from)) = rest.split_once("#{") {
            let (field, after) = from.split_once('}').unwrap();
            out.push_str(before);
            out.push_str(field.split_once(':').unwrap().1);
            rest = after;
        }
        out + rest
    }

    #[test]
    fn nothing_is_wrong_with_what_one_begins_with() {
        for layer in LAYERS {
            let kind = match layer {
                Layer::ResourceBased => Kind::ResourceBased,
                Layer::ResourceControl => Kind::ResourceControl,
                Layer::ServiceControl => Kind::ServiceControl,
                Layer::VpcEndpoint => Kind::VpcEndpoint,
                Layer::Identity | Layer::PermissionsBoundary | Layer::Session => Kind::Identity,
            };
            for skeleton in of(layer) {
                let policy = filled(&skeleton.policy(layer));
                let checked = check(policy.as_bytes(), Some(kind));
                assert_eq!(checked.findings, [], "{layer:?} {}", skeleton.title);
                let statements = format!("[{}]", filled(&skeleton.statements(layer)));
                serde_json::from_str::<Vec<Value>>(&statements).unwrap();
            }
        }
    }
}
