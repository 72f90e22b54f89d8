//! What is chosen when the emulator starts.

/// What is chosen when the emulator starts. AWS publishes none of the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The account of the caller, whose credentials nobody looks at.
    pub account: String,
    /// The ARN of the caller, whose sessions are meant where a request names nobody.
    pub caller: String,
    /// How many permission statements there may be.
    pub max_statements: usize,
    /// How many requests a second are answered; all where there is no number.
    pub max_requests: Option<u64>,
    /// How many a page holds at most, whatever a request asks for.
    pub page_size: usize,
    /// After so many seconds a write is seen by reads in other Regions.
    pub replication_delay: u64,
    /// For so many seconds a client token, and the parameters of a statement, are known again.
    pub idempotency_window: u64,
}

/// The most permission statements that a state holds.
pub const MAX_STATEMENTS: usize = 500;
/// The most that a page holds, by the model.
pub const MAX_PAGE: usize = 100;
/// The seconds of the idempotency window unless told.
pub const IDEMPOTENCY_WINDOW: u64 = 600;

impl Settings {
    /// The settings for an account unless told.
    pub fn of_account(account: impl Into<String>) -> Self {
        let account = account.into();
        Self {
            caller: format!("arn:aws:iam::{account}:root"),
            account,
            max_statements: MAX_STATEMENTS,
            max_requests: None,
            page_size: MAX_PAGE,
            replication_delay: 0,
            idempotency_window: IDEMPOTENCY_WINDOW,
        }
    }
}
