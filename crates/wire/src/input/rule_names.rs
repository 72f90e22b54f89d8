//! The names of rules, by which findings are selected and suppressed.

use vestibule_iam::message;
use vestibule_iam::problem::{Code, code, nearest, quoted};
use vestibule_lint::{RULES, Rule};

use crate::contract::finding::{Finding, Severity};

/// The names by which a finding may be told: the codes, and the numbers of rules.
#[derive(Clone, Debug)]
pub struct RuleNames(Vec<&'static str>);

impl RuleNames {
    /// All names there are; `rules` are those that ask about a whole case file.
    pub fn with(rules: &[&'static Rule]) -> Self {
        let of_reader = Code::all().map(|code| code.as_str());
        let rules = || RULES.iter().chain(rules);
        let codes = rules().map(|rule| rule.code);
        let numbers = rules().filter_map(|rule| rule.number);
        let names = of_reader.chain(OF_CASE_FILES.iter().copied());
        Self(names.chain(codes).chain(numbers).collect())
    }

    /// The name as findings have it; case does not count in a number.
    ///
    /// # Errors
    /// A finding that says which one may be meant, when there is none.
    pub fn find(&self, name: &str) -> Result<&'static str, Box<Finding>> {
        let name = name.trim();
        let mut names = self.0.iter();
        if let Some(found) = names.find(|known| known.eq_ignore_ascii_case(name)) {
            return Ok(found);
        }
        let message = message!("no rule is called {name}", name = quoted(name));
        let finding = Finding::new("unknown-rule", Severity::Error, message);
        Err(Box::new(match nearest(name, self.0.iter().copied()) {
            Some(near) => finding.help(message!("did you mean {right}?", right = code(near))),
            None => finding.help(message!(
                "write the code of a finding, such as `private-source-ip`, or the number of a rule, such as `VST012`"
            )),
        }))
    }
}

impl Finding {
    /// Whether `name`, a code or the number of a rule, is that of the finding.
    pub fn is_called(&self, name: &str) -> bool {
        let is_number = |rule: &str| rule.eq_ignore_ascii_case(name);
        self.code.eq_ignore_ascii_case(name) || self.rule.as_deref().is_some_and(is_number)
    }
}

/// The codes of what is wrong with a case file, a request or a file that is named.
const OF_CASE_FILES: &[&str] = &[
    "analysis-no-words",
    "analysis-too-large",
    "another-account",
    "case-file",
    "certificate-altered",
    "certificate-false",
    "certificate-not-checked",
    "certificate-not-written",
    "certificate-of-another-version",
    "certificate-of-other-inputs",
    "certificate-outcome-false",
    "certificate-regions-incomplete",
    "certificate-regions-overlap",
    "certificate-too-large",
    "certificate-unreadable",
    "certificate-witness-false",
    "determined-key",
    "draft-break-glass",
    "draft-cut",
    "draft-lockout",
    "draft-no-perimeter",
    "duplicate-guarantee",
    "duplicate-network",
    "empty-list",
    "endpoint-not-found",
    "expired-suppression",
    "file-exists",
    "file-not-written",
    "files-too-large",
    "fixed-assumption",
    "identity-center-not-used",
    "invalid-account-id",
    "invalid-client",
    "invalid-day",
    "invalid-endpoint-id",
    "invalid-ip",
    "invalid-node",
    "invalid-organization-id",
    "invalid-principal",
    "invalid-range",
    "invalid-region",
    "invalid-resource",
    "invalid-service-name",
    "invalid-vpc-id",
    "many-accounts",
    "missing-account",
    "missing-field",
    "missing-network",
    "missing-value",
    "mixed-network",
    "no-file-to-change",
    "no-guarantees",
    "no-policy",
    "no-such-change",
    "nothing-expected",
    "path-not-followed",
    "path-outside",
    "path-too-long",
    "policies-inside",
    "service-linked-role",
    "session-principal",
    "several-policies",
    "source-ip-not-public",
    "too-many-context-keys",
    "too-many-files",
    "too-many-guarantees",
    "too-many-networks",
    "too-many-policies",
    "two-configurations",
    "unknown-assumption",
    "unknown-entry",
    "unknown-field",
    "unknown-guarantee",
    "unknown-network",
    "unknown-request",
    "unknown-rule",
    "unknown-value",
    "unreadable-path",
    "unseen-in-patch",
    "unsupported-certificate",
    "unsupported-version",
    "unused-suppression",
    "work-limit",
    "wrong-value",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_code_is_a_name() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/findings.md");
        let document = std::fs::read_to_string(path).unwrap();
        let names = RuleNames::with(&[]);
        let rows = document.lines().filter(|line| line.starts_with("| `"));
        let rows = rows.take_while(|row| !row.starts_with("| `folder-too-deep`"));
        let first = rows.filter_map(|row| row.split('|').nth(1));
        let codes: Vec<&str> = first
            .flat_map(|cell| cell.split('`').skip(1).step_by(2))
            .collect();
        assert!(codes.len() > 100, "{codes:?}");
        for code in codes {
            assert_eq!(names.find(code).ok(), Some(code), "`{code}` is no name");
        }
    }

    #[test]
    fn names_are_codes_and_numbers_and_near_ones_are_told() {
        let names = RuleNames::with(&[]);
        assert_eq!(names.find("vst012").unwrap(), "VST012");
        assert_eq!(
            names.find(" private-source-ip").unwrap(),
            "private-source-ip"
        );
        for (wrong, near) in [
            ("private-source-ipp", "private-source-ip"),
            ("unkown-key", "unknown-key"),
        ] {
            let error = names.find(wrong).unwrap_err();
            assert_eq!(error.code, "unknown-rule");
            let help = error.help.unwrap().to_string();
            assert!(help.contains(near), "{help}");
        }
        let error = names.find("nothing like it").unwrap_err();
        assert!(error.help.unwrap().to_string().contains("VST012"));
    }
}
