//! Reads the configuration of `vestibule check`.

use super::file;
use super::location::SourceText;
use super::place::Place;
use super::read;
use super::report::Report;
use super::rule_names::RuleNames;
use super::suppress::{Suppressing, mistakes};
use crate::contract::configuration::Configuration;
use crate::contract::finding::Finding;

/// A configuration that was read, with its text.
#[derive(Debug)]
pub struct ConfigurationFile {
    /// What it says.
    pub configuration: Configuration,
    /// Its text, for the places of findings.
    pub text: SourceText,
}

impl ConfigurationFile {
    /// Reads a configuration from the bytes of a file.
    ///
    /// # Errors
    /// The text, and everything that is wrong, when something is.
    pub fn from_bytes(
        bytes: &[u8],
        names: &RuleNames,
    ) -> Result<Self, Box<(SourceText, Vec<Finding>)>> {
        let document = file::read(bytes).document;
        let (configuration, mut findings) = read::read::<Configuration>(&document);
        let of_json = document.problems.iter();
        let of_json = of_json.map(|problem| Finding::from_problem(problem, &document.lines));
        findings.splice(0..0, of_json.collect::<Vec<_>>());
        let mut report = Report::new(Some(&document));
        if let Some(configuration) = &configuration {
            check(configuration, names, &mut report);
        }
        findings.extend(report.into_findings());
        let text = SourceText::of(document);
        match configuration {
            Some(configuration) if !findings.iter().any(Finding::is_error) => Ok(Self {
                configuration,
                text,
            }),
            _ => Err(Box::new((text, findings))),
        }
    }

    /// What is wrong with the suppressions, of which there is one for each that the
    /// configuration has, after all files were looked at.
    pub fn complaints(&self, used: &[Suppressing], is_whole: bool) -> Vec<Finding> {
        let mut report = Report::new(Some(self.text.document()));
        let place = Place::Root.member("suppressions");
        for (index, suppressing) in used.iter().enumerate() {
            if let Some(finding) = suppressing.finding(is_whole) {
                report.value(&place.element(index), finding);
            }
        }
        report.into_findings()
    }
}

fn check(configuration: &Configuration, names: &RuleNames, report: &mut Report<'_>) {
    let select = configuration.select.as_deref().unwrap_or_default();
    for (member, rules) in [("select", select), ("ignore", &configuration.ignore)] {
        let place = Place::Root.member(member);
        for (index, rule) in rules.iter().enumerate() {
            if let Err(finding) = names.find(rule) {
                report.value(&place.element(index), *finding);
            }
        }
    }
    let place = Place::Root.member("suppressions");
    for (index, suppression) in configuration.suppressions.iter().enumerate() {
        let place = place.element(index);
        for (member, finding) in mistakes(&suppression.of_file(), Some(names)) {
            report.value(&place.member(member), finding);
        }
    }
}
