//! Sign-in sessions, in the shape in which the API tells of them.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A session of `aws login` or of an MCP client, as `aws signin get-session` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Session {
    /// The session.
    pub session_arn: String,
    /// Whose.
    pub principal_arn: String,
    /// The role, where the owner is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Whether it can still be refreshed.
    #[serde(default)]
    pub status: SessionStatus,
    /// The OAuth client that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// Which kind of client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_type: Option<ClientType>,
    /// What its tokens are for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// When it began, in seconds since 1970.
    pub issued_at: i64,
    /// When it ends, in seconds since 1970.
    pub expires_at: i64,
    /// When it was refreshed last, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<i64>,
    /// The Region it was made in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_in_region: Option<String>,
    /// The session that it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin_session_arn: Option<String>,
    /// What the client called itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
}

/// Whether a session can still be refreshed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum SessionStatus {
    /// It can.
    #[default]
    Active,
    /// It cannot, since it was revoked.
    Revoked,
}

impl SessionStatus {
    /// The word of the API.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Revoked => "REVOKED",
        }
    }
}

/// The kind of client that made a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ClientType {
    /// `aws login`.
    Cli,
    /// A client of the Model Context Protocol.
    Mcp,
}

impl Session {
    /// All of it, as `GetSession` tells it.
    pub(crate) fn details(&self) -> Value {
        json!(self)
    }

    /// What `ListSessions` tells of it: less.
    pub(crate) fn summary(&self) -> Value {
        let short = Self {
            last_used_at: None,
            issued_in_region: None,
            origin_session_arn: None,
            user_agent: None,
            ..self.clone()
        };
        json!(short)
    }

    /// Whether it is one of `owner`, an ARN, or all of an account.
    pub(crate) fn is_of(&self, owner: &str) -> bool {
        match owner.strip_suffix(":*") {
            Some(account) => {
                let account = account.rsplit(':').next().unwrap_or_default();
                self.principal_arn.split(':').nth(4) == Some(account)
            }
            None => self.principal_arn == owner || self.role.as_deref() == Some(owner),
        }
    }
}
