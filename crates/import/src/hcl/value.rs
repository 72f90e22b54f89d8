//! Values of Terraform that are known.

use std::collections::BTreeMap;

use vestibule_iam::json::{Node, Value as Json, json_string};

/// A value that is known. Sets are lists in the order in which Terraform has them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// A number, as JSON writes it.
    Number(String),
    Text(String),
    List(Vec<Self>),
    Map(BTreeMap<String, Self>),
}

impl Value {
    pub(super) fn of_json(node: &Node) -> Option<Self> {
        Some(match &node.value {
            Json::Missing => return None,
            Json::Null => Self::Null,
            Json::Bool(truth) => Self::Bool(*truth),
            // Terraform writes others in its own way.
            Json::Number(number) => Self::Number(number.parse::<i64>().ok()?.to_string()),
            Json::String(text) => Self::Text(text.to_string()),
            Json::Array(all) => Self::List(all.iter().map(Self::of_json).collect::<Option<_>>()?),
            Json::Object(members) => {
                let member = |member: &vestibule_iam::json::Member| {
                    Some((member.key.value.to_string(), Self::of_json(&member.value)?))
                };
                Self::Map(members.iter().map(member).collect::<Option<_>>()?)
            }
        })
    }

    /// The text that Terraform makes of it where a text is asked for.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text.clone()),
            Self::Bool(truth) => Some(truth.to_string()),
            Self::Null | Self::List(_) | Self::Map(_) => None,
        }
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn is_plain(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Map(_))
    }

    /// How large it is, about.
    pub(super) fn size(&self) -> usize {
        16 + match self {
            Self::Null | Self::Bool(_) => 0,
            Self::Number(text) | Self::Text(text) => text.len(),
            Self::List(all) => all.iter().map(Self::size).sum(),
            Self::Map(all) => all.iter().map(|(key, one)| key.len() + one.size()).sum(),
        }
    }

    /// How deep lists and maps stand in each other.
    pub(super) fn depth(&self) -> usize {
        match self {
            Self::List(all) => 1 + all.iter().map(Self::depth).max().unwrap_or_default(),
            Self::Map(all) => 1 + all.values().map(Self::depth).max().unwrap_or_default(),
            _ => 0,
        }
    }

    pub(super) fn json(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(truth) => truth.to_string(),
            Self::Number(number) => number.clone(),
            Self::Text(text) => json_string(text),
            Self::List(all) => {
                let all: Vec<String> = all.iter().map(Self::json).collect();
                format!("[{}]", all.join(","))
            }
            Self::Map(all) => {
                let member =
                    |(key, one): (&String, &Self)| format!("{}:{}", json_string(key), one.json());
                let all: Vec<String> = all.iter().map(member).collect();
                format!("{{{}}}", all.join(","))
            }
        }
    }

    /// As a set of texts, as Terraform keeps one; `None` where something else is in it.
    pub(super) fn set(all: &[Self]) -> Option<Self> {
        let texts = all.iter().map(|one| one.as_text().map(ToOwned::to_owned));
        let mut texts: Vec<String> = texts.collect::<Option<_>>()?;
        texts.sort();
        texts.dedup();
        Some(Self::List(texts.into_iter().map(Self::Text).collect()))
    }
}
