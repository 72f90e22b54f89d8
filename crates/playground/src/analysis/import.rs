//! What files of AWS tools come to: a case file, and what became of each.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_import::{Options, import_files, items_told};
use vestibule_l10n::{Language, Text};
use vestibule_wire::{Finding, ImportGap, ImportedFile, Kind};

use super::engine::{line, sentence};

/// So many files go to the page, and no more than anyone reads.
const FILES: usize = 500;

/// So many of what is wrong with one file, or with all, and of what is missing.
const NOTES: usize = 50;

/// A text that is imported, by the path of its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFile {
    /// With `/` between folders.
    pub path: IString,
    pub text: IString,
}

/// What do these files come to?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportAsked {
    /// The number of the question.
    pub number: u64,
    /// The tag of the language of the answer.
    pub language: IString,
    pub files: Vec<Rc<ImportFile>>,
    /// The account of outputs that name none; empty where nobody told it.
    pub account: IString,
    /// The kinds of policies of which the files have all that there are.
    pub complete: Vec<Kind>,
}

/// What files come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportTold {
    /// The number of the question.
    pub number: u64,
    /// The case file; `None` where the files say too little for one.
    pub case: Option<IString>,
    /// The files in the order of their names.
    pub files: Vec<FileTold>,
    /// How many further ones there are.
    pub files_left_out: usize,
    /// What is wrong between files.
    pub findings: Vec<Note>,
    /// What no file tells.
    pub missing: Vec<Gap>,
    /// How many findings and gaps had no room.
    pub left_out: usize,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileTold {
    pub path: String,
    /// The commands whose outputs it holds. Empty where nothing in it was recognised.
    pub taken_for: Vec<String>,
    /// What of it was used, in words.
    pub used: Vec<String>,
    /// The members that were dropped because no decision needs them.
    pub dropped: Vec<String>,
    pub notes: Vec<Note>,
    /// How many notes had no room.
    pub left_out: usize,
}

/// Something that is wrong, or worth knowing. Code in its texts stands in backticks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub is_error: bool,
    pub text: String,
    /// What to do.
    pub help: Option<String>,
}

/// What no file tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    pub is_error: bool,
    /// Code in it stands in backticks.
    pub text: String,
    /// The calls whose outputs tell it.
    pub calls: Vec<String>,
}

/// The answer to what is asked.
pub(super) fn told(asked: &ImportAsked) -> ImportTold {
    let language = Language::of_tag(&asked.language).unwrap_or_default();
    let text = Text::of_answers(language);
    let account = Some(asked.account.trim()).filter(|account| !account.is_empty());
    let options = Options {
        account: account.map(str::to_owned),
        complete: asked.complete.clone(),
    };
    let files = asked.files.iter();
    let files = files.map(|file| (&*file.path, file.text.as_bytes()));
    let written = import_files(files, &options);
    let report = &written.report;
    let told = report.files.iter().take(FILES);
    let findings = report.findings.iter().take(NOTES);
    let missing = report.missing.iter().take(NOTES);
    let over = |all: usize| all.saturating_sub(NOTES);
    ImportTold {
        number: asked.number,
        case: written.case.map(IString::from),
        files: told.map(|file| file_told(&text, file)).collect(),
        files_left_out: report.files.len().saturating_sub(FILES),
        findings: findings.map(|finding| note(&text, finding)).collect(),
        missing: missing.map(|gap| gap_told(&text, gap)).collect(),
        left_out: over(report.findings.len()) + over(report.missing.len()),
    }
}

fn file_told(text: &Text, file: &ImportedFile) -> FileTold {
    let used = file.used.iter().map(|items| items_told(*items));
    let notes = file.findings.iter().take(NOTES);
    FileTold {
        path: file.file.clone(),
        taken_for: file.taken_for.clone(),
        used: used.map(|items| text.marked(&items)).collect(),
        dropped: file.dropped.clone(),
        notes: notes.map(|finding| note(text, finding)).collect(),
        left_out: file.findings.len().saturating_sub(NOTES),
    }
}

fn note(text: &Text, finding: &Finding) -> Note {
    Note {
        is_error: finding.is_error(),
        text: said(text, finding),
        help: finding.help.as_ref().map(|help| text.marked(help)),
    }
}

fn gap_told(text: &Text, gap: &ImportGap) -> Gap {
    Gap {
        is_error: gap.finding.is_error(),
        text: said(text, &gap.finding),
        calls: gap.calls.clone(),
    }
}

/// The message, as a sentence.
fn said(text: &Text, finding: &Finding) -> String {
    sentence(text, line(finding.message.clone())).text
}
