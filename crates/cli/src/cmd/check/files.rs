//! The files that are looked at, one by one.

use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use vestibule_answers::lint::{check_case, check_policy};
use vestibule_syntax::limits::DOCUMENT_BYTES;
use vestibule_wire::{Case, CheckedKind, Finding, Kind, Placed, Severity, SourceText, Suppressing};

use super::config;
use super::report::{Report, Source};
use super::settings::Settings;
use crate::access::{Access, STDIN};
use crate::cmd::case::shown;
use crate::exit::Exit;
use crate::path::normal;
use crate::walk::{self, Walked};
use crate::{input, unreadable};

/// What was looked at.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) policies: usize,
    pub(super) cases: usize,
    /// Files that could not be read.
    pub(super) unreadable: usize,
    /// JSON files of folders that are neither policies nor case files.
    pub(super) others: usize,
    /// Whether a folder was walked.
    pub(super) walked: bool,
    /// Errors, warnings, notes.
    pub(super) counts: [usize; 3],
}

impl Tally {
    /// True when there was nothing to look at.
    pub(super) fn is_nothing(&self) -> bool {
        self.policies + self.cases + self.unreadable == 0
    }
}

/// Looks at the files, and hands out what was found in each.
pub(super) struct Files<'a> {
    jobs: VecDeque<Job<'a>>,
    reports: VecDeque<Report>,
    kind: Option<Kind>,
    access: &'a Access<'a>,
    settings: &'a Settings,
    /// The real paths of the files that case files name: what they are is known from there.
    named_by_cases: BTreeSet<String>,
    /// Files of folders that are no case files: looked at when all case files were.
    later: VecDeque<(String, Rc<Access<'a>>)>,
    is_whole: bool,
    pub(super) tally: Tally,
}

/// What is to be done.
enum Job<'a> {
    /// Look at what the user named.
    Named(&'a str),
    /// Look at a file of a folder, below which links may lead.
    Found(String, Rc<Access<'a>>),
    /// Look at the policies of folders.
    Policies,
    /// Say what is wrong with the suppressions of the configuration.
    Configuration,
}

impl<'a> Files<'a> {
    pub(super) fn new(
        files: &'a [String],
        kind: Option<Kind>,
        access: &'a Access<'a>,
        settings: &'a Settings,
    ) -> Self {
        let named = files.iter().map(|file| Job::Named(file));
        Self {
            jobs: named.chain([Job::Policies, Job::Configuration]).collect(),
            reports: VecDeque::new(),
            kind,
            access,
            settings,
            named_by_cases: BTreeSet::new(),
            later: VecDeque::new(),
            is_whole: true,
            tally: Tally::default(),
        }
    }

    fn work(&mut self, job: Job<'a>) {
        match job {
            Job::Named(path) if path != STDIN && self.access.host.is_folder(path) => {
                self.folder(path);
            }
            Job::Named(path) => match input::read(self.access, path) {
                Ok(bytes) => self.bytes(path, &bytes, self.access, true),
                Err(finding) => self.unreadable(path, *finding),
            },
            Job::Found(path, access) => {
                let bytes = match access.bytes(&path, DOCUMENT_BYTES) {
                    Ok(bytes) => bytes,
                    Err(finding) => return self.unreadable(&path, *finding),
                };
                let text = SourceText::from_bytes(&bytes);
                if text.is_case_file() || walk::may_be_case(&bytes) && self.kind.is_none() {
                    self.bytes(&path, &bytes, &access, false);
                } else if text.may_be_policy() {
                    self.later.push_back((path, access));
                } else {
                    self.tally.others += 1;
                }
            }
            Job::Policies => {
                while let Some((path, access)) = self.later.pop_front() {
                    let real = access.host.real(&path).unwrap_or_default();
                    if self.named_by_cases.contains(&real) {
                        continue;
                    }
                    match access.bytes(&path, DOCUMENT_BYTES) {
                        Ok(bytes) => self.bytes(&path, &bytes, &access, false),
                        Err(finding) => self.unreadable(&path, *finding),
                    }
                    if !self.later.is_empty() {
                        return self.jobs.push_front(Job::Policies);
                    }
                }
            }
            Job::Configuration => self.configuration(),
        }
    }

    fn folder(&mut self, folder: &str) {
        self.tally.walked = true;
        if let Err(error) = self.access.named(folder) {
            return self.unreadable(folder, unreadable::finding(error));
        }
        // Links are not followed out of the folder, to where the command runs either.
        let below = Rc::new(self.access.and_whole(folder));
        let Walked { files, findings } = walk::walk(&below, folder);
        for (path, finding) in findings {
            self.unreadable(&path, finding);
        }
        let is_json = |path: &String| {
            let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
            name.to_ascii_lowercase().ends_with(".json") && !config::NAMES.contains(&name)
        };
        let found = files.into_iter().filter(is_json);
        for path in found.rev() {
            let path = path.strip_prefix("./").map_or(path.clone(), str::to_owned);
            self.jobs.push_front(Job::Found(path, Rc::clone(&below)));
        }
    }

    fn bytes(&mut self, path: &str, bytes: &[u8], access: &Access<'a>, is_named: bool) {
        let text = SourceText::from_bytes(bytes);
        let before = self.reports.len();
        let is_case = text.is_case_file() || !is_named && !text.may_be_policy();
        if is_case && self.kind.is_none() {
            self.case(path, bytes, text, access);
        } else {
            self.policy(path, bytes);
        }
        for report in self.reports.iter_mut().skip(before) {
            report.is_named = is_named;
        }
    }

    fn policy(&mut self, path: &str, bytes: &[u8]) {
        self.tally.policies += 1;
        let checked = check_policy(bytes, self.kind);
        let mut found = checked.placed();
        self.settings
            .suppress(&mut found, self.access, |_| path.to_owned());
        let mut report = Report::of(
            shown(path).to_owned(),
            checked.kind.into(),
            checked.is_whole,
            found,
            Source::None,
            self.settings,
        );
        report.guessed.clone_from(&checked.guessed);
        report.checked.guessed = checked.guessed.as_ref().map(ToString::to_string);
        report.source = Source::Policy(Box::new(checked));
        self.push(report);
    }

    fn case(&mut self, path: &str, bytes: &[u8], text: SourceText, access: &Access<'a>) {
        self.tally.cases += 1;
        let access = access.and(".");
        let files = input::Files::of_case(&access, path);
        let file = shown(path).to_owned();
        let kind = CheckedKind::CaseFile;
        let case = match Case::from_bytes(bytes, &files) {
            Ok(case) => Rc::new(case),
            Err(found) => {
                let found = text.placed(found);
                let source = Source::Text(text);
                let report = Report::of(file, kind, false, found, source, self.settings);
                return self.push(report);
            }
        };
        self.named_by_cases.extend(files.real_paths());
        let checked = case.placed(check_case(&case, self.settings.today.as_deref()));
        let mut found = checked.found;
        let path_of = |placed: &Placed| match &placed.file {
            Some(named) if path == STDIN => named.clone(),
            Some(named) => normal(&access.host.beside(path, named)),
            None => path.to_owned(),
        };
        let mut suppressing: Vec<Suppressing> = case
            .file()
            .suppressions
            .iter()
            .map(|one| self.settings.suppressing(one))
            .collect();
        for one in &mut suppressing {
            one.apply(found.iter_mut());
        }
        self.settings.suppress(&mut found, &access, path_of);
        let complaints = case.complaints(&suppressing, &self.settings.names, checked.is_whole);
        found.extend(complaints);
        // Those in the case file come first, then those in each file.
        let mut reports: Vec<(Option<String>, Vec<Placed>)> = vec![(None, Vec::new())];
        for placed in found {
            let mut known = reports.iter_mut();
            match known.find(|(file, _)| *file == placed.file) {
                Some((_, found)) => found.push(placed),
                None => reports.push((placed.file.clone(), vec![placed])),
            }
        }
        let is_unread = case.unread().next().is_some();
        for (named, found) in reports {
            let source = match named {
                None => Source::CaseFile(Rc::clone(&case)),
                Some(_) => Source::OfCase(Rc::clone(&case)),
            };
            let file = match (&named, found.first()) {
                (Some(_), Some(first)) => path_of(first),
                _ => file.clone(),
            };
            let kind = match found.first().and_then(|one| one.finding.layer) {
                Some(layer) if named.is_some() => CheckedKind::from(layer),
                _ => kind,
            };
            let whole = checked.is_whole;
            let mut report = Report::of(file, kind, whole, found, source, self.settings);
            if is_unread {
                report.exit = Exit::Unusable;
            }
            self.push(report);
        }
    }

    fn configuration(&mut self) {
        let Some(config) = &self.settings.config else {
            return;
        };
        // What was not looked at is not known to have nothing.
        let found = self.settings.complaints(self.is_whole);
        if found.is_empty() {
            return;
        }
        let found = config.file.text.placed(found);
        let source = Source::Configuration(Rc::clone(&config.file));
        let (path, kind) = (config.path.clone(), CheckedKind::Configuration);
        let report = Report::of(path, kind, true, found, source, self.settings);
        self.push(report);
    }

    fn unreadable(&mut self, path: &str, finding: Finding) {
        self.tally.unreadable += 1;
        self.is_whole = false;
        self.push(Report::unreadable(shown(path).to_owned(), finding));
    }

    fn push(&mut self, report: Report) {
        self.is_whole &= report.checked.complete;
        let [errors, warnings, notes] = &mut self.tally.counts;
        for finding in &report.checked.findings {
            *match finding.severity {
                Severity::Error => &mut *errors,
                Severity::Warning => &mut *warnings,
                Severity::Info => &mut *notes,
            } += 1;
        }
        self.reports.push_back(report);
    }
}

impl Iterator for Files<'_> {
    type Item = Report;

    fn next(&mut self) -> Option<Report> {
        loop {
            if let Some(report) = self.reports.pop_front() {
                return Some(report);
            }
            let job = self.jobs.pop_front()?;
            self.work(job);
        }
    }
}
