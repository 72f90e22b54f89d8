//! Policies and statements to begin with, by layer. `#{1:…}` is a field that the
//! editor steps through; fields of one number are filled in together.

use vestibule_iam::json::json_string;
use vestibule_signin::Action;
use vestibule_wire::Layer;

use vestibule_l10n::id;

/// Something to begin with.
pub(super) struct Skeleton {
    /// What it is called and what it does, as messages.
    pub(super) title: &'static str,
    pub(super) about: &'static str,
    statements: &'static [Statement],
}

struct Statement {
    effect: &'static str,
    actions: &'static [&'static str],
    resource: &'static str,
    /// As JSON; empty for none.
    condition: &'static str,
}

const SIGN_IN: &[&str] = &Action::NAMES;
const BEFORE_AUTHENTICATION: &[&str] = SIGN_IN.split_at(1).0;
const AFTER_AUTHENTICATION: &[&str] = SIGN_IN.split_at(1).1;

const NETWORK: Skeleton = Skeleton {
    title: id("language-skeleton-network"),
    about: id("language-skeleton-network-about"),
    statements: &[Statement {
        effect: "Deny",
        actions: SIGN_IN,
        resource: "*",
        condition: r##"{
            "NotIpAddress": { "aws:SourceIp": ["#{1:203.0.113.0/24}"] },
            "StringNotEquals": { "aws:SourceVpc": ["#{3:vpc-0123456789abcdef0}"] },
            "ArnNotEquals": {
                "signin:PrincipalArn": ["#{2:arn:aws:iam::111122223333:role/BreakGlass}"],
                "aws:PrincipalArn": ["#{2:arn:aws:iam::111122223333:role/BreakGlass}"]
            }
        }"##,
    }],
};

const BEFORE: Skeleton = Skeleton {
    title: id("language-skeleton-before"),
    about: id("language-skeleton-before-about"),
    statements: &[Statement {
        effect: "Deny",
        actions: BEFORE_AUTHENTICATION,
        resource: "*",
        condition: r##"{
            "NotIpAddress": { "aws:SourceIp": ["#{1:203.0.113.0/24}"] },
            "ArnNotEquals": {
                "signin:PrincipalArn": ["#{2:arn:aws:iam::111122223333:role/BreakGlass}"]
            }
        }"##,
    }],
};

const AFTER: Skeleton = Skeleton {
    title: id("language-skeleton-after"),
    about: id("language-skeleton-after-about"),
    statements: &[Statement {
        effect: "Deny",
        actions: AFTER_AUTHENTICATION,
        resource: "*",
        condition: r##"{
            "NotIpAddress": { "aws:SourceIp": ["#{1:203.0.113.0/24}"] },
            "ArnNotEquals": {
                "aws:PrincipalArn": ["#{2:arn:aws:iam::111122223333:role/BreakGlass}"]
            }
        }"##,
    }],
};

const REGION: Skeleton = Skeleton {
    title: id("language-skeleton-region"),
    about: id("language-skeleton-region-about"),
    statements: &[Statement {
        effect: "Deny",
        actions: SIGN_IN,
        resource: "*",
        condition: r##"{
            "StringEquals": { "aws:SourceVpc": "#{3:vpc-0123456789abcdef0}" },
            "StringNotEquals": { "aws:RequestedRegion": "#{4:us-east-1}" },
            "ArnNotEquals": {
                "signin:PrincipalArn": ["#{2:arn:aws:iam::111122223333:role/BreakGlass}"],
                "aws:PrincipalArn": ["#{2:arn:aws:iam::111122223333:role/BreakGlass}"]
            }
        }"##,
    }],
};

const ALLOW: Skeleton = Skeleton {
    title: id("language-skeleton-allow"),
    about: id("language-skeleton-allow-about"),
    statements: &[Statement {
        effect: "Allow",
        actions: &["signin:*"],
        resource: "*",
        condition: "",
    }],
};

const LOGIN: Skeleton = Skeleton {
    title: id("language-skeleton-login"),
    about: id("language-skeleton-login-about"),
    statements: &[Statement {
        effect: "Allow",
        actions: AFTER_AUTHENTICATION,
        resource: "arn:aws:signin:*:*:oauth2/public-client/*",
        condition: "",
    }],
};

const ENDPOINT: Skeleton = Skeleton {
    title: id("language-skeleton-endpoint"),
    about: id("language-skeleton-endpoint-about"),
    statements: &[
        Statement {
            effect: "Allow",
            actions: BEFORE_AUTHENTICATION,
            resource: "*",
            condition: r##"{ "StringEquals": { "aws:ResourceOrgID": "#{1:o-a1b2c3d4e5}" } }"##,
        },
        Statement {
            effect: "Allow",
            actions: AFTER_AUTHENTICATION,
            resource: "*",
            condition: r##"{ "StringEquals": {
                "aws:ResourceOrgID": "#{1:o-a1b2c3d4e5}",
                "aws:PrincipalOrgID": "#{1:o-a1b2c3d4e5}"
            } }"##,
        },
    ],
};

/// A policy to begin with, with values of examples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// What it is called, as a message.
    pub title: &'static str,
    /// What it does, as a message.
    pub about: &'static str,
    /// The policy.
    pub text: String,
}

/// The policies of a layer to begin with.
pub fn beginnings(layer: Layer) -> Vec<Beginning> {
    let each = of(layer).iter();
    each.map(|skeleton| Beginning {
        title: skeleton.title,
        about: skeleton.about,
        text: super::format::format(&filled(&skeleton.policy(layer))),
    })
    .collect()
}

/// The text with the value of each field in its place.
fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once("#{") {
        out.push_str(before);
        let (field, after) = from.split_once('}').unwrap_or((from, ""));
        out.push_str(field.split_once(':').map_or(field, |(_, value)| value));
        rest = after;
    }
    out + rest
}

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
        let texts: Vec<String> = self
            .statements
            .iter()
            .map(|statement| pretty(&statement.text(layer)))
            .collect();
        texts.join(",\n")
    }

    /// As a policy of its own.
    pub(super) fn policy(&self, layer: Layer) -> String {
        let statements = self.statements(layer);
        pretty(&format!(
            r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#
        ))
    }
}

impl Statement {
    fn text(&self, layer: Layer) -> String {
        let principal = match layer {
            Layer::ResourceBased => r#""Principal":{"AWS":"*"},"#,
            Layer::ResourceControl | Layer::VpcEndpoint => r#""Principal":"*","#,
            Layer::ServiceControl
            | Layer::Identity
            | Layer::PermissionsBoundary
            | Layer::Session => "",
        };
        let actions: Vec<String> = self.actions.iter().map(|name| json_string(name)).collect();
        let actions = actions.join(",");
        let condition = match self.condition {
            "" => String::new(),
            condition => format!(r#","Condition":{condition}"#),
        };
        let (effect, resource) = (self.effect, self.resource);
        format!(
            r#"{{"Effect":"{effect}",{principal}"Action":[{actions}],"Resource":"{resource}"{condition}}}"#
        )
    }
}

/// Laid out as the formatter would, with tabs for the editor's own indentation.
fn pretty(text: &str) -> String {
    let text = super::format::format(text);
    let lines = text.lines().map(|line| {
        let inner = line.trim_start_matches(' ');
        format!("{}{inner}", "\t".repeat((line.len() - inner.len()) / 2))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use vestibule_wire::{Kind, Severity, check};

    #[test]
    fn nothing_is_wrong_with_what_one_begins_with() {
        for layer in vestibule_signin::Layer::ALL.map(Layer::from) {
            let kind = Kind::from(vestibule_signin::Layer::from(layer).kind());
            for skeleton in of(layer) {
                let policy = filled(&skeleton.policy(layer));
                let mut findings = check(policy.as_bytes(), Some(kind)).findings;
                // What one begins with has values of examples, and knows not which endpoints and
                // Regions there are: what is said of these is no error.
                findings.retain(|finding| finding.severity == Severity::Error);
                assert_eq!(findings, [], "{layer:?} {}", skeleton.title);
                let statements = format!("[{}]", filled(&skeleton.statements(layer)));
                serde_json::from_str::<Vec<serde_json::Value>>(&statements).unwrap();
            }
            for beginning in beginnings(layer) {
                let read: serde_json::Value = serde_json::from_str(&beginning.text).unwrap();
                assert!(read["Statement"].is_array(), "{}", beginning.text);
                assert!(!beginning.text.contains(['#', '\t']), "{}", beginning.text);
            }
        }
    }
}
