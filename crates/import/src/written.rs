//! What came of an import, as text.

use vestibule_syntax::limits::CASE_BYTES;
use vestibule_syntax::message;
use vestibule_wire::{Finding, ImportReport, Severity};

use crate::{Imported, Importer, Options};

/// What came of an import, with the case file as text.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The case file, as JSON without white space; `None` where the files say too little for one.
    pub case: Option<String>,
    /// What became of each file, and what is missing.
    pub report: ImportReport,
}

/// Imports files that are at hand, each a path, with `/` between folders, and its bytes. They may
/// be in any order. What is wrong with them is in the report.
pub fn import_files<'f>(
    files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
    options: &Options,
) -> Written {
    let mut importer = Importer::new();
    for (path, bytes) in files {
        importer.add(path, bytes);
    }
    importer.finish(options).written()
}

impl Imported {
    /// The report, with the case file as text.
    pub fn written(mut self) -> Written {
        let case = self.case.as_ref().and_then(|case| case.to_json());
        if let Some(case) = &case {
            self.measured(case.len());
        }
        Written {
            case,
            report: self.report,
        }
    }

    /// Says in the report where a case file, written in so many bytes, is larger than is read.
    pub fn measured(&mut self, bytes: usize) {
        if bytes <= CASE_BYTES {
            return;
        }
        let message = message!(
            "the case file has {bytes} bytes, and at most {most} are read",
            bytes = bytes,
            most = CASE_BYTES
        );
        let help = message!("import the parts of the organization one by one");
        let finding = Finding::new("import-case-too-large", Severity::Error, message);
        self.report.findings.push(finding.help(help));
    }
}
