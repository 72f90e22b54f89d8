//! The files that a case names: each is read once, and all of them are bounded.

use std::sync::Arc;
use vestibule_iam::message;
use vestibule_iam::problem::Message;

use vestibule_iam::document::Document;
use vestibule_syntax::limits::{NAMED_BYTES, NAMED_FILES};

use crate::input::file;
use crate::input::loader::{LoadError, Loader};

/// The text of a document.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) document: Arc<Document>,
    /// False when it stands in a file of which nothing could be read.
    pub(crate) is_read: bool,
}

/// The files that one case names.
pub(crate) struct Named<'a> {
    loader: &'a dyn Loader,
    /// By their numbers, with their sizes.
    read: Vec<Option<(Text, usize)>>,
    count: usize,
    bytes: usize,
    /// A limit was passed, and that was said.
    is_over: bool,
}

impl<'a> Named<'a> {
    pub(crate) fn new(loader: &'a dyn Loader) -> Self {
        Self {
            loader,
            read: Vec::new(),
            count: 0,
            bytes: 0,
            is_over: false,
        }
    }

    /// The document at `path`. The error is `None` once a limit was passed and that was
    /// said.
    pub(crate) fn load(&mut self, path: &str) -> Result<Text, Option<LoadError>> {
        if self.is_over {
            return Err(None);
        }
        self.count += 1;
        if self.count > NAMED_FILES {
            let what = message!("more than {most} files", most = NAMED_FILES);
            return Err(Some(self.over("too-many-files", what)));
        }
        let number = self.loader.find(path)?;
        let known = self.read.get(number).and_then(Option::as_ref);
        let (text, size) = match known {
            Some(known) => known.clone(),
            None => {
                let bytes = self.loader.read(number)?;
                let file = file::read_named(&bytes);
                let text = Text {
                    document: Arc::new(file.document),
                    is_read: file.is_read,
                };
                if self.read.len() <= number {
                    self.read.resize(number + 1, None);
                }
                let new = (text, bytes.len());
                if let Some(slot) = self.read.get_mut(number) {
                    *slot = Some(new.clone());
                }
                new
            }
        };
        self.bytes = self.bytes.saturating_add(size);
        if self.bytes > NAMED_BYTES {
            let what = message!("files of more than {most} bytes in all", most = NAMED_BYTES);
            return Err(Some(self.over("files-too-large", what)));
        }
        Ok(text)
    }

    fn over(&mut self, code: &'static str, what: Message) -> LoadError {
        self.is_over = true;
        LoadError {
            code,
            message: message!(
                "the case names {what}, a file as often as it is named, and none is read from here on",
                what = what
            ),
            help: message!(
                "divide the case, or leave out the policies that do not bear on its requests"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One file of so many bytes, under whatever name.
    struct One(usize);

    impl Loader for One {
        fn find(&self, _: &str) -> Result<usize, LoadError> {
            Ok(0)
        }

        fn read(&self, _: usize) -> Result<Vec<u8>, LoadError> {
            let mut bytes = b"{}".to_vec();
            bytes.resize(self.0, b' ');
            Ok(bytes)
        }
    }

    #[test]
    fn as_much_is_named_as_the_limits_say() {
        const SIZE: usize = 1 << 20;
        for (file, most, code) in [
            (One(2), NAMED_FILES, "too-many-files"),
            (One(SIZE), NAMED_BYTES / SIZE, "files-too-large"),
        ] {
            let mut named = Named::new(&file);
            for number in 0..most {
                assert!(named.load("x").is_ok(), "{code} at {number}");
            }
            let over = named.load("x").unwrap_err().unwrap();
            assert_eq!(over.code, code);
            // It is said once.
            assert!(named.load("x").unwrap_err().is_none());
        }
    }
}
