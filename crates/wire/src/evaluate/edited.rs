//! A case with changes to the texts of its policies.

use std::sync::Arc;

use vestibule_iam::document::Document;
use vestibule_iam::json::edit::{self, Edit};

use super::case::Case;
use crate::contract::finding::Range;
use crate::contract::repair::FileEdit;
use crate::input::loader::{LoadError, Loader, NoFiles};
use crate::input::source_document::SourceDocument;

/// A case after some edits.
#[derive(Debug)]
pub struct Edited {
    /// The case as it is read from the edited files.
    pub case: Case,
    /// The edits, in the files as the user has them.
    pub edits: Vec<FileEdit>,
    /// The files that are edited.
    pub files: Vec<EditedFile>,
}

/// A file before and after some edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedFile {
    /// Its path as the case file tells it; `None` for the case file itself.
    pub file: Option<String>,
    /// Its text.
    pub before: String,
    /// Its text after the edits.
    pub after: String,
}

impl Case {
    /// The document of the policy that the evaluator calls `policy`, where its text can be
    /// edited: it means one thing, and stands as JSON in the case file or in a file of its
    /// own, and not as a string in other JSON.
    pub fn editable(&self, policy: usize) -> Option<&Document> {
        let (_, holder) = self.compiled().holder(policy)?;
        let can_be = match &holder.origin {
            Some(origin) => origin.is_written() && self.source().is_some(),
            None => holder.file.is_some(),
        };
        (can_be && holder.is_read && holder.is_sound()).then_some(&*holder.document)
    }

    /// The case with edits in the documents of policies, each by the evaluator's number of
    /// its policy. The edited files are read again as they would be from a disk, and nothing
    /// else is read. `None` where edits overlap, a document cannot be edited, or what they
    /// make is no case file.
    pub fn edited(&self, edits: &[(usize, Vec<Edit>)]) -> Option<Edited> {
        let mut all = InFiles::default();
        for (policy, edits) in edits {
            self.editable(*policy)?;
            let (_, holder) = self.compiled().holder(*policy)?;
            if let Some(origin) = &holder.origin {
                let placed = |(span, text): &Edit| (origin.place(*span), text.clone());
                all.of_case.extend(edits.iter().map(placed));
                continue;
            }
            all.of_file(holder).extend(edits.iter().cloned());
        }
        self.rewritten(all)
    }

    /// The case with edits in its files.
    pub(super) fn rewritten(&self, InFiles { of_case, of_files }: InFiles<'_>) -> Option<Edited> {
        let source = self.source()?;
        let mut found = Vec::new();
        let mut files = Vec::new();
        let mut change = |file: Option<String>, document: &Document, mut edits: Vec<Edit>| {
            let after = edit::apply(&document.text, &edits)?;
            edits.sort_by_key(|(span, _)| (span.start, span.end));
            edits.dedup();
            found.extend(edits.into_iter().map(|(span, text)| FileEdit {
                file: file.clone(),
                span: span.into(),
                range: Range::of(span, &document.lines),
                new_text: text,
            }));
            files.push(EditedFile {
                file,
                before: document.text.clone(),
                after: after.clone(),
            });
            Some(after)
        };
        let text = if of_case.is_empty() {
            source.text.clone()
        } else {
            change(None, source, of_case)?
        };
        let mut kept = Kept::of(self);
        for (holder, edits) in of_files {
            let after = change(holder.file.clone(), &holder.document, edits)?;
            kept.replace(holder, &after);
        }
        let case = Self::read(text, &kept).ok()?;
        Some(Edited {
            case,
            edits: found,
            files,
        })
    }
}

/// Edits by the file that they are in.
#[derive(Debug, Default)]
pub(super) struct InFiles<'c> {
    /// In the case file itself.
    pub(super) of_case: Vec<Edit>,
    /// In the files that it names.
    of_files: Vec<(&'c SourceDocument, Vec<Edit>)>,
}

impl<'c> InFiles<'c> {
    /// The edits in the file of a document.
    pub(super) fn of_file(&mut self, holder: &'c SourceDocument) -> &mut Vec<Edit> {
        let same = |(of, _): &(&SourceDocument, _)| is_same(of, holder);
        let at = self.of_files.iter().position(same);
        let at = at.unwrap_or_else(|| {
            self.of_files.push((holder, Vec::new()));
            self.of_files.len() - 1
        });
        &mut self.of_files[at].1
    }
}

/// Whether two entries name the same file.
fn is_same(one: &SourceDocument, other: &SourceDocument) -> bool {
    Arc::ptr_eq(&one.document, &other.document)
}

/// The files of a case as they were read, from memory.
struct Kept {
    /// By path, the number of the file.
    paths: Vec<(String, usize)>,
    /// The document that each was read as, and its text now.
    files: Vec<(Arc<Document>, Vec<u8>)>,
}

impl Kept {
    fn of(case: &Case) -> Self {
        let mut kept = Self {
            paths: Vec::new(),
            files: Vec::new(),
        };
        for holder in case.compiled().documents() {
            let Some(path) = holder.file.as_ref().filter(|_| holder.is_read) else {
                continue;
            };
            let mut known = kept.files.iter();
            let known = known.position(|(of, _)| Arc::ptr_eq(of, &holder.document));
            let number = known.unwrap_or(kept.files.len());
            if known.is_none() {
                let text = holder.document.text.clone().into_bytes();
                kept.files.push((Arc::clone(&holder.document), text));
            }
            kept.paths.push((path.clone(), number));
        }
        kept
    }

    fn replace(&mut self, holder: &SourceDocument, text: &str) {
        let mut files = self.files.iter_mut();
        if let Some((_, kept)) = files.find(|(of, _)| Arc::ptr_eq(of, &holder.document)) {
            *kept = text.as_bytes().to_vec();
        }
    }
}

impl Loader for Kept {
    fn find(&self, path: &str) -> Result<usize, LoadError> {
        let mut paths = self.paths.iter();
        let found = paths.find(|(known, _)| known == path);
        found.map_or_else(|| NoFiles.find(path), |(_, number)| Ok(*number))
    }

    fn read(&self, file: usize) -> Result<Vec<u8>, LoadError> {
        let found = self.files.get(file).map(|(_, text)| text.clone());
        found.map_or_else(|| NoFiles.read(file), Ok)
    }
}
