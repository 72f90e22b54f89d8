//! What a case was read from.

use std::cell::RefCell;
use std::collections::BTreeMap;

use vestibule_certificate::digest;
use vestibule_wire::{CertifiedFile, CertifiedInputs, LoadError, Loader};

/// A loader that keeps the SHA-256 of each file that it reads.
pub(crate) struct Hashed<L> {
    loader: L,
    seen: RefCell<Seen>,
}

#[derive(Default)]
struct Seen {
    /// The number of the file to which each path leads.
    paths: BTreeMap<String, usize>,
    digests: BTreeMap<usize, String>,
}

impl<L: Loader> Hashed<L> {
    pub(crate) fn new(loader: L) -> Self {
        Self {
            loader,
            seen: RefCell::default(),
        }
    }

    /// The files that were read, beside the case file with these bytes.
    pub(crate) fn inputs(&self, case: &[u8]) -> CertifiedInputs {
        let seen = self.seen.borrow();
        let file = |(path, number): (&String, &usize)| {
            Some(CertifiedFile {
                path: path.clone(),
                sha256: seen.digests.get(number)?.clone(),
            })
        };
        CertifiedInputs {
            case: digest(case),
            files: seen.paths.iter().filter_map(file).collect(),
        }
    }
}

impl<L: Loader> Loader for Hashed<L> {
    fn find(&self, path: &str) -> Result<usize, LoadError> {
        let number = self.loader.find(path)?;
        self.seen.borrow_mut().paths.insert(path.to_owned(), number);
        Ok(number)
    }

    fn read(&self, file: usize) -> Result<Vec<u8>, LoadError> {
        let bytes = self.loader.read(file)?;
        self.seen.borrow_mut().digests.insert(file, digest(&bytes));
        Ok(bytes)
    }
}
