//! Policies of an organization, what they are attached to, and how a case file has them.

use std::collections::BTreeSet;

use hmac_sha256::Hash;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use vestibule_iam::document::Document;
use vestibule_iam::language::Effect;
use vestibule_iam::policy::{Casing, Policy as Read, PolicyKind, ReadOptions};
use vestibule_signin::VOCABULARY;
use vestibule_syntax::diagnostic::Severity;
use vestibule_syntax::span::Encoding;

use super::model::{constraint, invalid};
use crate::failure::Failure;

/// The policies of an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Organizations {
    /// Those that requests or the case file made, in their order.
    #[serde(default)]
    pub policies: Vec<OrganizationPolicy>,
    /// From what `FullAWSAccess` was detached. It is attached to all else.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub without_full_access: BTreeSet<String>,
    /// Targets besides the account and the path of the case file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<String>,
    /// How many policies were ever made.
    #[serde(default)]
    pub made: u64,
}

/// A policy of an organization that AWS does not manage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrganizationPolicy {
    /// Its id: `p-…`.
    pub id: String,
    /// Which one of all that were ever made, from 1 on.
    pub number: u64,
    /// Its name.
    pub name: String,
    /// Its description.
    #[serde(default)]
    pub description: String,
    /// Its type.
    #[serde(rename = "type")]
    pub policy_type: PolicyType,
    /// Its text, as it was sent.
    pub content: String,
    /// The roots, organizational units and accounts that it is attached to.
    #[serde(default)]
    pub targets: Vec<String>,
}

/// A type of policies that bears on sign-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PolicyType {
    /// An RCP.
    ResourceControlPolicy,
    /// An SCP.
    ServiceControlPolicy,
}

/// The other types of the model.
const OTHERS: [&str; 13] = [
    "TAG_POLICY",
    "BACKUP_POLICY",
    "AISERVICES_OPT_OUT_POLICY",
    "CHATBOT_POLICY",
    "DECLARATIVE_POLICY_EC2",
    "SECURITYHUB_POLICY",
    "SECURITYHUB_CSPM_POLICY",
    "INSPECTOR_POLICY",
    "UPGRADE_ROLLOUT_POLICY",
    "BEDROCK_POLICY",
    "S3_POLICY",
    "NETWORK_SECURITY_DIRECTOR_POLICY",
    "GUARDDUTY_POLICY",
];

impl PolicyType {
    /// Both of them.
    pub(crate) const ALL: [Self; 2] = [Self::ResourceControlPolicy, Self::ServiceControlPolicy];

    /// Its name in the API.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::ResourceControlPolicy => "RESOURCE_CONTROL_POLICY",
            Self::ServiceControlPolicy => "SERVICE_CONTROL_POLICY",
        }
    }

    pub(crate) fn from_name(name: &str) -> Result<Self, Failure> {
        if let Some(known) = Self::ALL.into_iter().find(|one| one.name() == name) {
            return Ok(known);
        }
        if OTHERS.contains(&name) {
            return Err(Failure::organizations(
                "PolicyTypeNotAvailableForOrganizationException",
                format!(
                    "policies of the type {name} bear on no sign-in and are not emulated; give `RESOURCE_CONTROL_POLICY` or `SERVICE_CONTROL_POLICY`"
                ),
            ));
        }
        Err(invalid(
            "INVALID_ENUM_POLICY_TYPE",
            "there is no such type of policies; give `RESOURCE_CONTROL_POLICY` or `SERVICE_CONTROL_POLICY`",
        ))
    }

    pub(crate) const fn kind(self) -> PolicyKind {
        match self {
            Self::ResourceControlPolicy => PolicyKind::ResourceControl,
            Self::ServiceControlPolicy => PolicyKind::ServiceControl,
        }
    }

    /// The policy of this type that AWS manages: its name, which with `p-` is its id.
    pub(crate) const fn managed(self) -> &'static str {
        match self {
            Self::ResourceControlPolicy => "RCPFullAWSAccess",
            Self::ServiceControlPolicy => "FullAWSAccess",
        }
    }

    /// The text of that policy.
    pub(crate) const fn managed_text(self) -> &'static str {
        match self {
            Self::ResourceControlPolicy => {
                r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"#
            }
            Self::ServiceControlPolicy => {
                r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#
            }
        }
    }

    /// Whether a text says what that of the managed policy says.
    pub(crate) fn is_managed_text(self, text: &str) -> bool {
        let read = |text: &str| -> Option<[Value; 2]> {
            let mut value: Value = serde_json::from_str(text).ok()?;
            let members = value.as_object_mut()?;
            let statement = members.remove("Statement")?;
            let mut statement = match statement {
                Value::Array(list) => <[Value; 1]>::try_from(list).ok()?.into_iter().next()?,
                one => one,
            };
            statement.as_object_mut()?.remove("Sid");
            Some([value, statement])
        };
        read(text).is_some_and(|told| Some(told) == read(self.managed_text()))
    }
}

impl OrganizationPolicy {
    pub(crate) fn is_on(&self, target: &str) -> bool {
        self.targets.iter().any(|of| of == target)
    }

    /// What lists tell of it.
    pub(crate) fn summary(&self, owner: &Owner<'_>) -> Value {
        let Owner {
            management,
            organization,
        } = owner;
        let (id, kind) = (&self.id, self.policy_type.name());
        json!({
            "Id": id,
            "Arn": format!(
                "arn:aws:organizations::{management}:policy/{organization}/{}/{id}",
                kind.to_ascii_lowercase()
            ),
            "Name": self.name,
            "Description": self.description,
            "Type": kind,
            "AwsManaged": false,
        })
    }
}

/// What lists tell of the policy of a type that AWS manages.
pub(crate) fn managed_summary(of: PolicyType) -> Value {
    let name = of.managed();
    json!({
        "Id": format!("p-{name}"),
        "Arn": format!(
            "arn:aws:organizations::aws:policy/{}/p-{name}",
            of.name().to_ascii_lowercase()
        ),
        "Name": name,
        "Description": "Allows access to every operation",
        "Type": of.name(),
        "AwsManaged": true,
    })
}

/// Whose policies they are.
pub(crate) struct Owner<'a> {
    pub(crate) management: &'a str,
    pub(crate) organization: &'a str,
}

/// 32 characters that no other policy of this state has.
pub(crate) fn id(number: u64, of: PolicyType, name: &str) -> String {
    let hash = Hash::hash(json!([number, of.name(), name]).to_string().as_bytes());
    let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("p-{}", digits.get(..10).unwrap_or_default())
}

/// Refuses a text that AWS would not store.
pub(crate) fn checked(of: PolicyType, content: &str) -> Result<(), Failure> {
    let count = content.chars().count();
    if let Some((limit, _)) = of.kind().size_limit()
        && count > limit
    {
        return Err(constraint(
            "POLICY_CONTENT_LIMIT_EXCEEDED",
            format!("the policy has {count} characters; give at most {limit} of them"),
        ));
    }
    let document = Document::parse(content);
    let (_, problems) = Read::from_document(&document, options(of));
    let mut problems = problems.iter();
    match problems.find(|problem| problem.severity == Severity::Error) {
        Some(problem) => {
            let start = problem.span.start;
            let line = document.lines.position(start, Encoding::Utf16).line + 1;
            let (what, code) = (problem.message.plain(), problem.code.as_str());
            let message = format!("{what} in line {line} of the policy ({code}); mend it");
            Err(Failure::organizations(
                "MalformedPolicyDocumentException",
                message,
            ))
        }
        None => Ok(()),
    }
}

/// Whether a policy has a statement that allows.
pub(crate) fn allows(of: PolicyType, content: &str) -> bool {
    let (policy, _) = Read::from_document(&Document::parse(content), options(of));
    let mut statements = policy.statements.iter();
    statements.any(|statement| statement.effect == Some(Effect::Allow))
}

fn options(of: PolicyType) -> ReadOptions<'static> {
    ReadOptions {
        kind: of.kind(),
        casing: Casing::Exact,
        vocabulary: &VOCABULARY,
    }
}
