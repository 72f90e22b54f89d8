//! What came of the files that were tested.

use vestibule_embed::Kind;
use vestibule_syntax::limits::{CASE_BYTES, PAGE_BYTES};
use vestibule_wire::{
    CheckedFile, CheckedKind, Coverage, FileResult, Finding, GuaranteeProof, GuaranteeVerdict,
    Position, Range, RequestResult, TestReport,
};

use super::super::pages;
use super::covered::{self, Covered};
use super::{NO_EXPECTATIONS, Setting, test, unreadable};
use crate::args::Test;
use crate::exit::Exit;
use crate::{input, walk};

/// What came of the files that were tested.
#[derive(Default)]
pub(super) struct Tested {
    /// What came of each case file and example.
    pub(super) all: Vec<TestedFile>,
    /// How many files have results; of a page each example has one.
    pub(super) files: usize,
    /// JSON files of folders that are no case files.
    pub(super) others: usize,
    pages: usize,
    /// Whether something that was read had requests or guarantees.
    has_some: bool,
    is_filtered: bool,
    /// Whether what the expectations try is told beside what came of them.
    pub(super) tells_coverage: bool,
}

/// What came of a case file, or of an example of a page.
pub(in crate::cmd) struct TestedFile {
    /// What came of it, under the name that it is told by.
    pub(in crate::cmd) result: FileResult,
    /// The file whose lines findings are on.
    pub(in crate::cmd) place: String,
    /// For each guarantee that does not hold for certain, in order, what is wrong.
    pub(in crate::cmd) unmet_guarantees: Vec<Finding>,
    /// What its expectations try, where that was asked for.
    pub(super) covered: Option<Covered>,
    /// The real paths of the files that it names.
    pub(in crate::cmd) reads: Vec<String>,
}

impl From<FileResult> for TestedFile {
    fn from(result: FileResult) -> Self {
        Self {
            place: result.file.clone(),
            result,
            unmet_guarantees: Vec::new(),
            covered: None,
            reads: Vec::new(),
        }
    }
}

/// What came of one file.
#[derive(Default)]
pub(super) struct Outcome {
    results: Vec<TestedFile>,
    is_page: bool,
    /// Whether it is a JSON file of a folder and no case file.
    is_other: bool,
}

/// Tests a file. `asked` says that the user named it; others were found in a folder, and are
/// read if the access of `setting` covers them.
pub(super) fn outcome(file: &str, asked: bool, setting: &Setting<'_>) -> Outcome {
    let Setting { access, words, .. } = *setting;
    let host = access.host;
    let page = Kind::of_path(file);
    let limit = page.map_or(CASE_BYTES, |_| PAGE_BYTES);
    let bytes = if asked {
        input::read_up_to(access, file, limit)
    } else {
        access.bytes(file, limit)
    };
    let results = match (bytes, page) {
        (Err(finding), _) => vec![unreadable(file, *finding, host, words)],
        (Ok(bytes), Some(_)) if bytes.len() > PAGE_BYTES => {
            vec![unreadable(file, pages::too_large(file), host, words)]
        }
        (Ok(bytes), Some(kind)) => pages::test(file, kind, &bytes, asked, setting),
        (Ok(bytes), None) if asked || walk::may_be_case(&bytes) => {
            vec![test(file, &bytes, setting)]
        }
        (Ok(_), None) => {
            return Outcome {
                is_other: true,
                ..Outcome::default()
            };
        }
    };
    Outcome {
        results,
        is_page: page.is_some(),
        is_other: false,
    }
}

/// A request or a guarantee with what came of it.
#[derive(Clone, Copy)]
pub(super) enum Item<'f> {
    Request(&'f RequestResult),
    Guarantee(&'f GuaranteeProof, Option<&'f Finding>),
}

impl<'f> Item<'f> {
    /// Its name.
    pub(super) fn name(self) -> &'f str {
        match self {
            Self::Request(request) => &request.request,
            Self::Guarantee(proof, _) => &proof.guarantee,
        }
    }

    /// Whether it is as expected; `None` where nothing is.
    pub(super) fn passed(self) -> Option<bool> {
        match self {
            Self::Request(request) => request.passed,
            // What is not known is not proven.
            Self::Guarantee(proof, _) => Some(proof.verdict == GuaranteeVerdict::Holds),
        }
    }

    /// What is wrong with it, where that was looked for.
    pub(super) fn finding(self) -> Option<&'f Finding> {
        match self {
            Self::Request(request) => request.unmet.as_ref().map(|unmet| &unmet.finding),
            Self::Guarantee(_, finding) => finding,
        }
    }
}

impl TestedFile {
    /// What came of an example whose JSON stands in its page, which begins on a line, from 1 on:
    /// findings have that place, since theirs are in the JSON alone.
    pub(in crate::cmd) fn on_line(mut self, line: u32) -> Self {
        let start = Position {
            line: line.saturating_sub(1),
            character: 0,
        };
        let requests = self.result.requests.iter_mut();
        let requests = requests.filter_map(|request| request.unmet.as_mut());
        let all = requests.map(|unmet| &mut unmet.finding);
        for finding in all.chain(&mut self.unmet_guarantees) {
            finding.range = Some(Range { start, end: start });
            finding.span = None;
        }
        if let Some(covered) = &mut self.covered {
            covered.on_line(line, &self.result.file);
        }
        self
    }

    /// Its requests and its guarantees, in order.
    pub(super) fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let mut findings = self.unmet_guarantees.iter();
        let guarantees = self.result.guarantees.iter().map(move |proof| {
            let holds = proof.verdict == GuaranteeVerdict::Holds;
            Item::Guarantee(proof, if holds { None } else { findings.next() })
        });
        let requests = self.result.requests.iter();
        requests.map(Item::Request).chain(guarantees)
    }

    /// Why it could not be tested; nothing of one that was.
    pub(super) fn stops(&self) -> impl Iterator<Item = &Finding> {
        let found = self.result.findings.iter();
        found.filter(|finding| match self.result.usable {
            true => finding.code == NO_EXPECTATIONS,
            false => finding.is_error(),
        })
    }

    /// Whether something is not as expected, or could not be tested.
    pub(super) fn fails(&self) -> bool {
        !is_used(&self.result) || self.items().any(|item| item.passed() == Some(false))
    }
}

impl Tested {
    /// Takes in what came of a file.
    pub(super) fn take(&mut self, outcome: Outcome) {
        self.pages += usize::from(outcome.is_page);
        self.others += usize::from(outcome.is_other);
        self.push(outcome.results);
    }

    pub(super) fn push(&mut self, results: Vec<TestedFile>) {
        self.files += usize::from(!results.is_empty());
        self.has_some |= results.iter().any(|file| file.items().next().is_some());
        self.all.extend(results);
    }

    /// Whether something is not as expected, or could not be tested.
    pub(super) fn fails(&self) -> bool {
        self.all.iter().any(TestedFile::fails)
    }

    /// Keeps those requests and guarantees whose file or name has one of these texts in it; all
    /// where there is none.
    pub(super) fn keep(&mut self, args: &Test) {
        if args.filter.is_empty() {
            return;
        }
        let has = |name: &str| args.selects(name);
        for file in &mut self.all {
            if has(&file.result.file) {
                continue;
            }
            let proofs = &mut file.result.guarantees;
            let broken = proofs.iter();
            let broken = broken.filter(|proof| proof.verdict != GuaranteeVerdict::Holds);
            let mut kept = broken.map(|proof| has(&proof.guarantee));
            let mut is_kept = |_: &Finding| kept.next().unwrap_or(true);
            file.unmet_guarantees.retain(&mut is_kept);
            proofs.retain(|proof| has(&proof.guarantee));
            file.result.requests.retain(|request| has(&request.request));
        }
        self.is_filtered = true;
        self.has_some = self.all.iter().any(|file| file.items().next().is_some());
    }

    /// What the expectations try of all policies.
    pub(super) fn coverage(&self) -> Coverage {
        let all = self.all.iter();
        let all: Vec<&Covered> = all.filter_map(|file| file.covered.as_ref()).collect();
        covered::together(&all)
    }

    /// The report of the contract.
    pub(super) fn report(&self) -> TestReport {
        let mut report = TestReport::default();
        for file in &self.all {
            report.push(file.result.clone());
        }
        report.coverage = self.tells_coverage.then(|| self.coverage());
        report
    }

    /// What is not as expected, as `check` tells findings.
    pub(super) fn checked(&self) -> impl Iterator<Item = CheckedFile> {
        self.all.iter().map(|file| {
            let failed = file.items().filter(|item| item.passed() == Some(false));
            let unmet = failed.filter_map(Item::finding);
            CheckedFile {
                file: file.place.clone(),
                kind: file.result.usable.then_some(CheckedKind::CaseFile),
                guessed: None,
                complete: true,
                findings: file.stops().chain(unmet).cloned().collect(),
                suppressed: Vec::new(),
                not_reported: 0,
            }
        })
    }

    /// Whether nothing was tested where something should have been: pages that have lost all
    /// their examples must not pass for tested, nor what a filter leaves nothing of.
    pub(super) fn is_nothing(&self) -> bool {
        let may_be = self.is_filtered || self.pages + self.others > 0;
        may_be && !self.has_some
    }

    /// The status of the command.
    pub(super) fn exit(&self) -> Exit {
        if self.is_nothing() || !self.all.iter().all(|file| is_used(&file.result)) {
            Exit::Unusable
        } else if self.fails() {
            Exit::Wrong
        } else {
            Exit::Done
        }
    }
}

/// Whether a file was tested, and not only read.
fn is_used(file: &FileResult) -> bool {
    let mut findings = file.findings.iter();
    file.usable && !findings.any(|finding| finding.code == NO_EXPECTATIONS)
}
