//! The names of rules, by which findings are selected and suppressed.

use vestibule_iam::message;
use vestibule_iam::problem::{code, nearest, quoted};

use crate::contract::finding::{Finding, Severity};

/// The names by which a finding may be told: the codes, and the numbers of rules.
#[derive(Clone, Debug)]
pub struct RuleNames(Vec<&'static str>);

impl RuleNames {
    /// These names, which are all that there are.
    pub fn new(names: Vec<&'static str>) -> Self {
        Self(names)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_codes_and_numbers_and_near_ones_are_told() {
        let names = RuleNames::new(vec!["private-source-ip", "unknown-key", "VST012"]);
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
