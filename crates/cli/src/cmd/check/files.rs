//! The files that are looked at, one by one.

use std::collections::VecDeque;
use std::rc::Rc;

use vestibule_answers::lint::{check_case, check_policy};
use vestibule_wire::{Case, CheckedKind, Finding, Kind, Placed, Severity, Suppressing};

use super::fix;
use super::report::{Report, Source};
use super::settings::Settings;
use super::targets::{Found, Target, Targets};
use crate::access::Access;
use crate::cmd::case::shown;
use crate::exit::Exit;
use crate::input;

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
    targets: Targets<'a>,
    reports: VecDeque<Report>,
    kind: Option<Kind>,
    access: &'a Access<'a>,
    settings: &'a Settings,
    is_whole: bool,
    /// Whether the suppressions of the configuration were looked at, after all files.
    is_done: bool,
    pub(super) tally: Tally,
}

impl<'a> Files<'a> {
    pub(super) fn new(
        files: impl Iterator<Item = &'a str>,
        kind: Option<Kind>,
        access: &'a Access<'a>,
        settings: &'a Settings,
    ) -> Self {
        Self {
            targets: Targets::new(files, kind, access),
            reports: VecDeque::new(),
            kind,
            access,
            settings,
            is_whole: true,
            is_done: false,
            tally: Tally::default(),
        }
    }

    fn look_at(&mut self, target: Target<'a>) {
        let before = self.reports.len();
        let is_named = target.folder.is_none();
        if target.is_case {
            self.case(target);
        } else {
            self.policy(&target.path, &target.bytes);
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

    fn case(&mut self, target: Target<'a>) {
        let Target {
            path, bytes, text, ..
        } = &target;
        self.tally.cases += 1;
        let access = target.access.and(".");
        let files = input::Files::of_case(&access, path);
        let file = shown(path).to_owned();
        let kind = CheckedKind::CaseFile;
        let case = match Case::from_bytes(bytes, &files) {
            Ok(case) => Rc::new(case),
            Err(found) => {
                let found = text.placed(found);
                let source = Source::Text(target.text);
                let report = Report::of(file, kind, false, found, source, self.settings);
                return self.push(report);
            }
        };
        self.targets.named_by_case(files.real_paths());
        let checked = case.placed(check_case(&case, self.settings.today.as_deref()));
        let mut found = checked.found;
        let path_of = |placed: &Placed| fix::path_of(placed, path, access.host);
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
        let complaints =
            case.complaints(&suppressing, Some(&self.settings.names), checked.is_whole);
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
            match self.targets.next() {
                Some(Found::File(target)) => self.look_at(*target),
                Some(Found::Unreadable(path, finding)) => self.unreadable(&path, *finding),
                None if self.is_done => return None,
                None => {
                    self.is_done = true;
                    self.tally.others = self.targets.others;
                    self.tally.walked = self.targets.walked;
                    self.configuration();
                }
            }
        }
    }
}
