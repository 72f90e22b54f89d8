//! What was found in one file.

use std::rc::Rc;

use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{
    Case, Checked, CheckedFile, CheckedKind, ConfigurationFile, Finding, Location, Placed,
    SourceText,
};

use super::settings::Settings;
use crate::exit::Exit;

/// What was found in one file.
pub(super) struct Report {
    /// What is told of it.
    pub(super) checked: CheckedFile,
    /// Why it was taken to be of its kind.
    pub(super) guessed: Option<Message>,
    /// The text, for excerpts.
    pub(super) source: Source,
    /// The status that it alone would give.
    pub(super) exit: Exit,
    /// Whether the user named it; others were found in a folder.
    pub(super) is_named: bool,
    /// Whether findings are as bad as to fail, one for each.
    pub(super) fails: Vec<bool>,
}

/// The text of a file.
pub(super) enum Source {
    /// It could not be read.
    None,
    Policy(Box<Checked>),
    /// What no case could be made of.
    Text(SourceText),
    CaseFile(Rc<Case>),
    /// A file that a case names.
    OfCase(Rc<Case>),
    Configuration(Rc<ConfigurationFile>),
}

impl Report {
    /// What was found in a file that could be read.
    pub(super) fn of(
        file: String,
        kind: CheckedKind,
        is_whole: bool,
        found: Vec<Placed>,
        source: Source,
        settings: &Settings,
    ) -> Self {
        let mut checked = CheckedFile {
            file,
            kind: Some(kind),
            guessed: None,
            complete: is_whole,
            findings: Vec::new(),
            suppressed: Vec::new(),
            not_reported: 0,
        };
        for Placed {
            finding,
            must_be_told,
            ..
        } in found
        {
            if finding.suppressed.is_some() {
                checked.suppressed.push(finding);
            } else if must_be_told || settings.selection.has(&finding) {
                checked.findings.push(finding);
            } else {
                checked.not_reported += 1;
            }
        }
        let fails = checked.findings.iter();
        let fails: Vec<bool> = fails
            .map(|finding| finding.severity >= settings.fail_on)
            .collect();
        Self {
            exit: if fails.contains(&true) {
                Exit::Wrong
            } else {
                Exit::Done
            },
            checked,
            guessed: None,
            source,
            is_named: true,
            fails,
        }
    }

    /// A file that could not be read.
    pub(super) fn unreadable(file: String, finding: Finding) -> Self {
        Self {
            checked: CheckedFile {
                file,
                kind: None,
                guessed: None,
                complete: false,
                findings: vec![finding],
                suppressed: Vec::new(),
                not_reported: 0,
            },
            guessed: None,
            source: Source::None,
            exit: Exit::Unusable,
            is_named: true,
            fails: vec![true],
        }
    }

    /// Where a finding is.
    pub(super) fn locate(&self, finding: &Finding) -> Option<Location<'_>> {
        let span = finding.span?;
        match &self.source {
            Source::None => None,
            Source::Policy(checked) => Some(checked.locate(span)),
            Source::Text(text) => Some(text.locate(span)),
            Source::CaseFile(case) => case.locate(None, span),
            Source::OfCase(case) => case.locate(finding.path.as_deref(), span),
            Source::Configuration(file) => Some(file.text.locate(span)),
        }
    }

    /// The findings with whether each is as bad as to fail.
    pub(super) fn findings(&self) -> impl Iterator<Item = (&Finding, bool)> {
        self.checked.findings.iter().zip(self.fails.iter().copied())
    }
}
