//! Which findings are reported.

use crate::contract::finding::{Finding, Severity};

/// Which findings are reported.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The mildest ones.
    pub severity: Severity,
    /// The rules, by code or number; `None` for all.
    pub select: Option<Vec<&'static str>>,
    /// The rules that are not.
    pub ignore: Vec<&'static str>,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            severity: Severity::Info,
            select: None,
            ignore: Vec::new(),
        }
    }
}

impl Selection {
    /// Whether a finding is reported.
    pub fn has(&self, finding: &Finding) -> bool {
        let is_named = |names: &Vec<&str>| names.iter().any(|name| finding.is_called(name));
        finding.severity >= self.severity
            && self.select.as_ref().is_none_or(is_named)
            && !is_named(&self.ignore)
    }
}
