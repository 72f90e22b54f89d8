//! How findings are printed, a file a format.

pub(in crate::cmd) mod github;
pub(super) mod junit;
pub(super) mod pretty;
pub(in crate::cmd) mod sarif;

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::visible::visible;
use vestibule_wire::{Finding, SuppressedBy};

/// A finding in English: what is wrong, and on a line of its own what to do about it.
fn told(finding: &Finding) -> String {
    let shown = |message: &Message| visible(&message.to_string()).into_owned();
    let message = shown(&finding.message);
    match &finding.help {
        Some(help) => format!("{message}\nhelp: {}", shown(help)),
        None => message,
    }
}

/// The codes of a finding: `private-source-ip (VST012)`.
fn called(finding: &Finding) -> String {
    match &finding.rule {
        Some(rule) => format!("{} ({rule})", finding.code),
        None => finding.code.to_string(),
    }
}

/// Where a finding begins, line and column from 1 on.
fn begin(finding: &Finding) -> Option<(u32, u32)> {
    let start = finding.range?.start;
    Some((start.line + 1, start.character + 1))
}

/// Why a finding does not count.
fn reason(by: &SuppressedBy) -> String {
    match &by.expires {
        Some(day) => format!("{} (until {day})", by.reason),
        None => by.reason.clone(),
    }
}
