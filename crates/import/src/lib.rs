//! Case files, made of what the tools of AWS print.
//!
//! An [`Importer`] takes files one by one, in any order and under any name, and recognises each by
//! what it holds. [`Importer::finish`] puts together what they tell, says of each file what it was
//! taken for and what of it was used, and names what no file tells. What is not known is unknown
//! in the case file, too: nothing is guessed.
//!
//! Some outputs do not say what they are about, such as the children of a unit. Then the command
//! beside the output in a transcript says it, or an id in the name of the file or its folder.

mod account;
mod beside;
mod call;
mod case;
mod configuration;
mod conflict;
mod contradictions;
mod credentials;
mod ec2;
mod fact;
mod file;
mod gap;
mod hcl;
mod iam;
mod iam_calls;
mod identity;
mod landing_zone;
mod landing_zones;
mod made;
mod node;
mod options;
mod organizations;
mod output;
mod pages;
mod path;
mod policies;
mod signin;
mod sso;
mod store;
mod subject;
mod template;
mod terraform;
mod tree;
mod unreadable;
mod values;
mod words;
mod written;
mod yaml;

use vestibule_wire::{CaseFile, ImportReport};

use file::Read;
pub use options::Options;
pub use terraform::{Planned, planned};
use values::Values;
pub use words::items_told;
pub use written::{Written, import_files};

/// What came of an import.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The case file; `None` where the files say too little for one.
    pub case: Option<CaseFile>,
    /// What became of each file, and what is missing.
    pub report: ImportReport,
}

/// Takes files in.
#[derive(Debug, Default)]
pub struct Importer {
    read: Vec<Read>,
    values: Values,
}

impl Importer {
    /// An importer without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the value of a placeholder `${NAME}`, a parameter of CloudFormation or a variable of
    /// Terraform, for the files that are added after it. A later value of a name takes the place
    /// of the one before.
    pub fn set(&mut self, name: &str, value: &str) {
        self.values.set(name, value);
    }

    /// Takes in a file. `name` is its path, with `/` between folders. Of a file of more than
    /// [`IMPORT_BYTES`](vestibule_syntax::limits::IMPORT_BYTES) the report says so, and nothing is
    /// used.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        self.read.push(file::read(name, bytes, &self.values));
    }

    /// Puts together what the files tell.
    pub fn finish(mut self, options: &Options) -> Imported {
        // The same whatever the order in which they came.
        self.read.sort();
        landing_zones::read_all(&mut self.read, &self.values);
        configuration::read_all(&mut self.read, &self.values);
        let (case, mut report) = case::assemble(self.read, options);
        report.findings.extend(self.values.unused());
        Imported { case, report }
    }
}
