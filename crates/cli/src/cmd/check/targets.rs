//! The files that are looked at, found one by one.

use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use vestibule_syntax::limits::CASE_BYTES;
use vestibule_wire::{Finding, Kind, SourceText};

use super::config;
use crate::access::{Access, STDIN};
use crate::walk::{self, Walked, Walking};
use crate::{input, unreadable};

/// A file that was read.
pub(super) struct Target<'a> {
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
    pub(super) text: SourceText,
    /// The folders below which files may be read that it names.
    pub(super) access: Rc<Access<'a>>,
    /// The folder that the user named, in which it was found; `None` where the user named the
    /// file itself.
    pub(super) folder: Option<Rc<str>>,
    pub(super) is_case: bool,
}

/// A file, or why one could not be read.
pub(super) enum Found<'a> {
    File(Box<Target<'a>>),
    Unreadable(String, Box<Finding>),
}

/// Finds the files: those that the user named, case files of folders, and then the policies of
/// folders that no case file names.
pub(super) struct Targets<'a> {
    jobs: VecDeque<Job<'a>>,
    kind: Option<Kind>,
    access: &'a Access<'a>,
    /// The real paths of the files that case files name: what they are is known from there.
    named_by_cases: BTreeSet<String>,
    /// Files of folders that are no case files: looked at when all case files were.
    later: VecDeque<InFolder<'a>>,
    /// JSON files of folders that are neither policies nor case files.
    pub(super) others: usize,
    /// Whether a folder was walked.
    pub(super) walked: bool,
}

/// A file of a folder, below which links may lead.
struct InFolder<'a> {
    path: String,
    access: Rc<Access<'a>>,
    folder: Rc<str>,
}

/// What is to be done.
enum Job<'a> {
    /// Look at what the user named.
    Named(&'a str),
    Found(InFolder<'a>),
    /// Say what could not be walked.
    Unreadable(String, Box<Finding>),
}

impl<'a> Targets<'a> {
    pub(super) fn new(
        files: impl Iterator<Item = &'a str>,
        kind: Option<Kind>,
        access: &'a Access<'a>,
    ) -> Self {
        Self {
            jobs: files.map(Job::Named).collect(),
            kind,
            access,
            named_by_cases: BTreeSet::new(),
            later: VecDeque::new(),
            others: 0,
            walked: false,
        }
    }

    /// Takes note of the files that a case file names, by their real paths.
    pub(super) fn named_by_case(&mut self, real: Vec<String>) {
        self.named_by_cases.extend(real);
    }

    fn work(&mut self, job: Job<'a>) -> Option<Found<'a>> {
        match job {
            Job::Unreadable(path, finding) => Some(Found::Unreadable(path, finding)),
            Job::Named(path) if path != STDIN && self.access.host.is_folder(path) => {
                self.folder(path)
            }
            Job::Named(path) => Some(match input::read_up_to(self.access, path, CASE_BYTES) {
                Ok(bytes) => {
                    let text = SourceText::from_bytes(&bytes);
                    Found::File(Box::new(Target {
                        path: path.to_owned(),
                        is_case: text.is_case_file() && self.kind.is_none(),
                        bytes,
                        text,
                        access: Rc::new(self.access.clone()),
                        folder: None,
                    }))
                }
                Err(finding) => Found::Unreadable(path.to_owned(), finding),
            }),
            Job::Found(file) => self.found(file),
        }
    }

    fn folder(&mut self, folder: &str) -> Option<Found<'a>> {
        self.walked = true;
        if let Err(error) = self.access.named(folder) {
            let finding = unreadable::finding(error);
            return Some(Found::Unreadable(folder.to_owned(), Box::new(finding)));
        }
        // Links are not followed out of the folder, to where the command runs either.
        let below = Rc::new(self.access.and_whole(folder));
        let Walked { files, findings } = walk::walk(&below, folder, Walking::Check);
        let is_json = |path: &String| {
            let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
            name.to_ascii_lowercase().ends_with(".json") && !config::NAMES.contains(&name)
        };
        let named: Rc<str> = folder.into();
        let files = files.into_iter().filter(is_json).map(|path| {
            Job::Found(InFolder {
                path: path.strip_prefix("./").map_or(path.clone(), str::to_owned),
                access: Rc::clone(&below),
                folder: Rc::clone(&named),
            })
        });
        let findings = findings.into_iter();
        let jobs = findings.map(|(path, finding)| Job::Unreadable(path, Box::new(finding)));
        let jobs: Vec<Job<'a>> = jobs.chain(files).collect();
        for job in jobs.into_iter().rev() {
            self.jobs.push_front(job);
        }
        None
    }

    /// A file of a folder, if it is a case file; a policy is looked at later.
    fn found(&mut self, file: InFolder<'a>) -> Option<Found<'a>> {
        let bytes = match file.access.bytes(&file.path, CASE_BYTES) {
            Ok(bytes) => bytes,
            Err(finding) => return Some(Found::Unreadable(file.path, finding)),
        };
        let text = SourceText::from_bytes(&bytes);
        if text.is_case_file() || walk::may_be_case(&bytes) && self.kind.is_none() {
            return Some(self.in_folder(file, bytes, text));
        }
        if text.may_be_policy() {
            self.later.push_back(file);
        } else {
            self.others += 1;
        }
        None
    }

    fn in_folder(&self, file: InFolder<'a>, bytes: Vec<u8>, text: SourceText) -> Found<'a> {
        let is_case = text.is_case_file() || !text.may_be_policy();
        Found::File(Box::new(Target {
            path: file.path,
            is_case: is_case && self.kind.is_none(),
            bytes,
            text,
            access: file.access,
            folder: Some(file.folder),
        }))
    }

    /// A policy of a folder that no case file names.
    fn policy(&mut self) -> Option<Found<'a>> {
        while let Some(file) = self.later.pop_front() {
            let real = file.access.host.real(&file.path).unwrap_or_default();
            if self.named_by_cases.contains(&real) {
                continue;
            }
            return Some(match file.access.bytes(&file.path, CASE_BYTES) {
                Ok(bytes) => {
                    let text = SourceText::from_bytes(&bytes);
                    self.in_folder(file, bytes, text)
                }
                Err(finding) => Found::Unreadable(file.path, finding),
            });
        }
        None
    }
}

impl<'a> Iterator for Targets<'a> {
    type Item = Found<'a>;

    fn next(&mut self) -> Option<Found<'a>> {
        while let Some(job) = self.jobs.pop_front() {
            if let Some(found) = self.work(job) {
                return Some(found);
            }
        }
        self.policy()
    }
}
