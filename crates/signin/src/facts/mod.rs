//! What AWS documents, as data: each fact with the tags of its sources, which
//! [`sources`](crate::sources) has with their dates.
//!
//! The facts stand where they are used: keys in [`keys`](crate::keys), operators and sizes of
//! policies in `vestibule-iam`, actions, services, the other quotas and managed policies here. A
//! change at AWS is one edit: of its row, and of the date of its source.

pub mod actions;
pub mod managed;
pub mod quotas;
pub mod services;

pub use actions::{ACTIONS, ActionRow, Role};
pub use managed::{MANAGED_POLICIES, ManagedPolicy};
pub use quotas::{QUOTAS, Quota, QuotaOf, Unit};
pub use services::{RCP_SERVICES, supports_rcps};

/// Where it stands which operators there are, which take policy variables, and what they come to
/// when their key is missing.
pub const OPERATOR_SOURCES: &[&str] = &["OPS", "MV", "VAR"];
