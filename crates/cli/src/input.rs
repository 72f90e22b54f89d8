//! Reading what the user names, and the documents that a case names.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io;

use vestibule_syntax::limits::DOCUMENT_BYTES;
use vestibule_syntax::message;
use vestibule_wire::{Finding, LoadError, Loader};

use crate::access::{Access, STDIN, one_more};
use crate::host::Host;
use crate::unreadable::{finding, load_error, reason, unreadable};

/// The bytes of what the user named, or of standard input for `-`: at most one more than
/// a document may have, which is then found to be too large.
pub(crate) fn read(access: &Access<'_>, path: &str) -> Result<Vec<u8>, Box<Finding>> {
    read_up_to(access, path, DOCUMENT_BYTES)
}

/// The bytes of what the user named, or of standard input for `-`: at most one more than
/// `limit`.
pub(crate) fn read_up_to(
    access: &Access<'_>,
    path: &str,
    limit: usize,
) -> Result<Vec<u8>, Box<Finding>> {
    let real = access
        .named(path)
        .map_err(|error| Box::new(finding(error)))?;
    told(access.host, &real, limit).map_err(|error| unreadable(path, &error))
}

fn told(host: &dyn Host, path: &str, limit: usize) -> io::Result<Vec<u8>> {
    if path == STDIN {
        host.read_stdin(one_more(limit))
    } else {
        host.read(path, one_more(limit))
    }
}

/// The documents that one case names.
pub(crate) struct Files<'a> {
    access: Access<'a>,
    named_by: NamedBy<'a>,
    found: RefCell<Found>,
}

/// Who names the documents.
enum NamedBy<'a> {
    /// The user, with flags.
    User,
    /// A case file, from whose folder on paths are followed; for one that comes from
    /// standard input, from the working directory on.
    File(Option<&'a str>),
}

#[derive(Default)]
struct Found {
    /// The numbers of files, by their real paths.
    numbers: BTreeMap<String, usize>,
    files: Vec<NamedFile>,
}

struct NamedFile {
    real: String,
    /// The path by which it was named first.
    path: String,
    /// Its bytes, once it was read.
    size: Cell<usize>,
}

impl<'a> Files<'a> {
    /// The documents that the case file at `case` names, below the folders of `access`
    /// and its own.
    pub(crate) fn of_case(access: &Access<'a>, case: &'a str) -> Self {
        let file = Some(case).filter(|case| *case != STDIN);
        let access = match file {
            Some(file) => access.and_beside(file),
            None => access.clone(),
        };
        Self {
            access,
            named_by: NamedBy::File(file),
            found: RefCell::default(),
        }
    }

    /// The documents that the user names with flags: wherever they lie, and pipes too.
    pub(crate) fn of_flags(access: &Access<'a>) -> Self {
        Self {
            access: access.clone(),
            named_by: NamedBy::User,
            found: RefCell::default(),
        }
    }

    /// The real paths of the files that were named.
    pub(crate) fn real_paths(&self) -> Vec<String> {
        let found = self.found.borrow();
        found.files.iter().map(|file| file.real.clone()).collect()
    }

    fn real(&self, path: &str) -> Result<String, LoadError> {
        match self.named_by {
            // A pipe has no real path, and no second name.
            NamedBy::User => self.access.named(path),
            NamedBy::File(_) if path == STDIN => Err(LoadError {
                help: message!(
                    "name a file, or hand the policy in with a flag such as `--resource-policy -`"
                ),
                ..load_error(
                    path,
                    message!("standard input is only read where the user names it"),
                )
            }),
            NamedBy::File(file) => self.access.find(path, file),
        }
    }
}

impl Loader for Files<'_> {
    fn find(&self, path: &str) -> Result<usize, LoadError> {
        let real = self.real(path)?;
        let mut found = self.found.borrow_mut();
        let next = found.files.len();
        let number = *found.numbers.entry(real.clone()).or_insert(next);
        match found.files.get(number) {
            Some(known) => self.access.count(known.size.get())?,
            None => found.files.push(NamedFile {
                real,
                path: path.to_owned(),
                size: Cell::default(),
            }),
        }
        Ok(number)
    }

    fn read(&self, file: usize) -> Result<Vec<u8>, LoadError> {
        let found = self.found.borrow();
        let Some(NamedFile { real, path, size }) = found.files.get(file) else {
            return Ok(Vec::new());
        };
        // What is too much is not even read.
        self.access.count(0)?;
        let bytes = match self.named_by {
            NamedBy::User => {
                let bytes = told(self.access.host, real, DOCUMENT_BYTES);
                bytes.map_err(|error| load_error(path, reason(&error)))?
            }
            NamedBy::File(_) => self.access.read(real, path)?,
        };
        size.set(bytes.len());
        self.access.count(bytes.len())?;
        Ok(bytes)
    }
}
