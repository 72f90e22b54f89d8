//! `vestibule test`.

use std::collections::BTreeSet;
use std::io;

use vestibule_embed::Kind;
use vestibule_l10n::{Text as Words, Value, id};
use vestibule_syntax::limits::{DOCUMENT_BYTES, FAILED_SHOWN, PAGE_BYTES};
use vestibule_syntax::message;
use vestibule_syntax::visible::visible;
use vestibule_wire::{
    Case, FileResult, Finding, GuaranteeProof, GuaranteeVerdict, Mismatch, RequestResult, Severity,
    SourceText, TestReport,
};

use super::answer;
use super::case::shown;
use super::pages;
use crate::access::{Access, STDIN};
use crate::args::{PrettyFormat, Test};
use crate::exit::Exit;
use crate::host::Host;
use crate::input::{self, Files};
use crate::output::{BOLD, DIM, GOOD, Text, of_severity};
use crate::walk::{self, Walked, Walking};
use crate::{findings, output};

/// The code of the finding on a case that expects nothing.
const NO_EXPECTATIONS: &str = "no-expectations";

pub(crate) fn run(args: &Test, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    let mut tested = Tested::default();
    let allowed = Access::new(host, &args.allow.allow_path);
    let setting = Setting {
        access: &allowed,
        args,
        words,
    };
    let root = args.root.as_deref().filter(|root| !root.is_empty());
    let refused = root.and_then(|root| Some((root, allowed.named(root).err()?)));
    let files = if refused.is_none() { &*args.files } else { &[] };
    if let Some((root, error)) = refused {
        tested.push(vec![unreadable(
            root,
            crate::unreadable::finding(error),
            host,
            words,
        )]);
    }
    for told in files {
        if told == STDIN || !host.is_folder(told) {
            tested.file(told, true, &setting);
            continue;
        }
        if let Err(error) = allowed.named(told) {
            tested.push(vec![unreadable(
                told,
                crate::unreadable::finding(error),
                host,
                words,
            )]);
            continue;
        }
        // Links are not followed out of the folder, to where the command runs either.
        let below = allowed.and_whole(told);
        let Walked { files, findings } = walk::walk(&below, told, Walking::Test);
        for file in &files {
            let access = &below;
            tested.file(file, false, &Setting { access, ..setting });
        }
        for (path, finding) in findings {
            tested.push(vec![unreadable(&path, finding, host, words)]);
        }
    }
    let mut out = output::stdout(host);
    let output = match args.format {
        PrettyFormat::Json => out.json(&tested.report),
        PrettyFormat::Pretty => out.lines(report(&tested, words)),
    };
    let output = output.and_then(|()| out.flush());
    let report = &tested.report;
    // Pages that have lost all their examples must not pass for tested.
    let nothing = tested.pages + tested.others > 0
        && report
            .files
            .iter()
            .all(|file| file.requests.is_empty() && file.guarantees.is_empty());
    let usable = !nothing && report.files.iter().all(is_used);
    let exit = match (usable, report.failed) {
        (false, _) => Exit::Unusable,
        (true, 0) => Exit::Done,
        (true, _) => Exit::Wrong,
    };
    exit.after(output)
}

/// Whether a file was tested, and not only read.
fn is_used(file: &FileResult) -> bool {
    let mut findings = file.findings.iter();
    file.usable && !findings.any(|finding| finding.code == NO_EXPECTATIONS)
}

/// What was tested.
#[derive(Default)]
struct Tested {
    report: TestReport,
    /// How many files have results; of a page each example has one.
    files: usize,
    pages: usize,
    /// JSON files of folders that are no case files.
    others: usize,
}

impl Tested {
    /// Tests a file. `asked` says that the user named it; others were found in a folder,
    /// and are read if `access` covers them.
    fn file(&mut self, file: &str, asked: bool, setting: &Setting<'_>) {
        let Setting { access, words, .. } = *setting;
        let host = access.host;
        let page = Kind::of_path(file);
        self.pages += usize::from(page.is_some());
        let limit = page.map_or(DOCUMENT_BYTES, |_| PAGE_BYTES);
        let bytes = if asked {
            input::read_up_to(access, file, limit)
        } else {
            access.bytes(file, limit)
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(finding) => return self.push(vec![unreadable(file, *finding, host, words)]),
        };
        let results = match page {
            Some(_) if bytes.len() > PAGE_BYTES => {
                vec![unreadable(file, pages::too_large(file), host, words)]
            }
            Some(kind) => pages::test(file, kind, &bytes, asked, setting),
            None if asked || walk::may_be_case(&bytes) => {
                vec![test(file, &bytes, setting)]
            }
            None => {
                self.others += 1;
                return;
            }
        };
        self.push(results);
    }

    fn push(&mut self, results: Vec<FileResult>) {
        self.files += usize::from(!results.is_empty());
        for result in results {
            self.report.push(result);
        }
    }
}

/// What a file is tested with.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// From where files are read that it names, beside its own folder and the working
    /// directory.
    pub(super) access: &'a Access<'a>,
    pub(super) args: &'a Test,
    pub(super) words: &'a Words,
}

/// Decides the requests of one file.
fn test(file: &str, bytes: &[u8], setting: &Setting<'_>) -> FileResult {
    let access = setting.access.and(".");
    let case = Case::from_bytes(bytes, &Files::of_case(&access, file));
    let name = shown(file);
    let text = || SourceText::from_bytes(bytes);
    result(name.to_owned(), name, case, text, setting)
}

/// What came of a case called `name`, whose text stands in the file `place`.
pub(super) fn result(
    name: String,
    place: &str,
    case: Result<Case, Vec<Finding>>,
    text: impl Fn() -> SourceText,
    setting: &Setting<'_>,
) -> FileResult {
    let (host, words) = (setting.access.host, setting.words);
    match case {
        Ok(case) => {
            let mut result = FileResult::of(name, &case);
            if result.usable && has_guarantees(&case) {
                prove(&case, &mut result, place, setting);
            }
            // Policies that AWS would refuse are tested on purpose.
            let unread: BTreeSet<&str> = case.unread().map(|unread| &*unread.path).collect();
            let is_unread = |path: &str| unread.contains(path);
            let stops = |finding: &&Finding| {
                finding.policy.is_none() || finding.path.as_deref().is_some_and(is_unread)
            };
            let said = case.findings().iter().filter(|_| !result.usable);
            for finding in said.filter(stops) {
                let location = case.location_of(finding);
                let file = location.and_then(|location| location.file);
                let place = file.unwrap_or(place);
                output::complain(host, findings::write(words, finding, Some(place), location));
            }
            let expects_nothing = result.requests.iter().all(|one| one.passed.is_none());
            let expects_nothing = expects_nothing && !has_guarantees(&case);
            if result.usable && expects_nothing && !setting.args.allow_no_expectations {
                let finding = no_expectations();
                output::complain(host, findings::write(words, &finding, Some(place), None));
                result.findings.push(finding);
            }
            result
        }
        Err(found) => {
            let text = text();
            for finding in &found {
                let location = finding.span.map(|span| text.locate(span));
                output::complain(host, findings::write(words, finding, Some(place), location));
            }
            FileResult::unusable(name, found)
        }
    }
}

fn has_guarantees(case: &Case) -> bool {
    !case.file().held().is_empty()
}

/// Holds the guarantees of a case. One to which there is no answer is not tested.
fn prove(case: &Case, result: &mut FileResult, place: &str, setting: &Setting<'_>) {
    match vestibule_answers::prove(case, None) {
        Ok(proofs) => result.guarantees = proofs,
        Err(finding) => {
            let (host, words) = (setting.access.host, setting.words);
            output::complain(host, findings::write(words, &finding, Some(place), None));
            result.usable = false;
            result.findings.push(*finding);
        }
    }
}

fn no_expectations() -> Finding {
    let message = message!("nothing is expected here, so nothing is tested");
    let help = message!("give a request an `expect`, or allow it with `--allow-no-expectations`");
    Finding::new(NO_EXPECTATIONS, Severity::Error, message).help(help)
}

pub(super) fn unreadable(
    file: &str,
    finding: Finding,
    host: &dyn Host,
    words: &Words,
) -> FileResult {
    output::complain(host, findings::write(words, &finding, None, None));
    FileResult::unusable(shown(file), vec![finding])
}

/// The report for people. Of very many failed requests the first are written out.
fn report(tested: &Tested, words: &Words) -> Vec<Text> {
    let Tested {
        report,
        files,
        others,
        ..
    } = tested;
    let bad = of_severity(Severity::Error);
    let mut lines = Vec::new();
    let all = report.files.iter().flat_map(failed);
    for (file, failed) in all.take(FAILED_SHOWN) {
        let (head, name) = match failed {
            Failed::Request(request) => (words.say(id!("frame-failed-request")), &request.request),
            Failed::Guarantee(proof) => {
                let head = words.say(match proof.verdict {
                    GuaranteeVerdict::Unknown => id!("frame-unproven-guarantee"),
                    GuaranteeVerdict::Fails | GuaranteeVerdict::Holds => {
                        id!("frame-failed-guarantee")
                    }
                });
                (head, &proof.guarantee)
            }
        };
        let head = Text::default().styled(bad, &*head).plain(" ");
        lines.push(head.styled(BOLD, &**name));
        lines.push(Text::from(INDENT).styled(DIM, &*file.file));
        let said: Vec<String> = match failed {
            Failed::Request(request) => {
                let mismatches = request.mismatches.iter();
                mismatches.map(|one| differs(one, words)).collect()
            }
            Failed::Guarantee(proof) => {
                let why = vestibule_answers::words::broken(proof).into_iter();
                why.map(|line| answer::line(words, &line)).collect()
            }
        };
        let said = said.into_iter();
        lines.extend(said.map(|line| Text::from(INDENT).plain(line)));
        lines.push(Text::default());
    }
    let more = report.failed.saturating_sub(FAILED_SHOWN);
    if more > 0 {
        lines.push(Text::from(
            &*words.with(id!("frame-more-failed"), &count(more)),
        ));
        lines.push(Text::default());
    }
    let unusable = report.files.iter().filter(|file| !file.usable).count();
    let TestReport {
        passed,
        failed,
        skipped,
        ..
    } = report;
    let comma = words.say(id!("frame-comma"));
    let mut said = Text::default().styled(GOOD, &*words.with(id!("frame-passed"), &tally(*passed)));
    if *failed > 0 {
        said = said
            .plain(&*comma)
            .styled(bad, &*words.with(id!("frame-failed"), &tally(*failed)));
    }
    if *skipped > 0 {
        said = said
            .plain(&*comma)
            .plain(&*words.with(id!("frame-skipped"), &tally(*skipped)));
    }
    if unusable > 0 {
        said = said
            .plain(&*comma)
            .styled(bad, &*words.with(id!("frame-unusable"), &count(unusable)));
    }
    said = said
        .plain(" ")
        .plain(&*words.with(id!("frame-in-files"), &count(*files)));
    if *others > 0 {
        let others = &*words.with(id!("frame-passed-over"), &count(*others));
        said = said.plain(&*comma).plain(others);
    }
    lines.push(said);
    lines
}

/// What stands before the lines below a failed request.
const INDENT: &str = "       ";

/// What is not as a file says.
#[derive(Clone, Copy)]
enum Failed<'f> {
    Request(&'f RequestResult),
    Guarantee(&'f GuaranteeProof),
}

/// The requests of a file that are not decided as expected, and the guarantees that do not
/// hold for certain.
fn failed(file: &FileResult) -> impl Iterator<Item = (&FileResult, Failed<'_>)> {
    let requests = file.requests.iter();
    let requests = requests.filter(|request| request.passed == Some(false));
    let guarantees = file.guarantees.iter();
    let guarantees = guarantees.filter(|proof| proof.verdict != GuaranteeVerdict::Holds);
    let all = requests.map(Failed::Request);
    let all = all.chain(guarantees.map(Failed::Guarantee));
    all.map(move |failed| (file, failed))
}

/// The variable of a message that counts.
fn count(count: usize) -> [(&'static str, Value<'static>); 1] {
    [("count", count.into())]
}

/// The variable of the counts that scripts read in a log: digits without separators.
fn tally(count: usize) -> [(&'static str, Value<'static>); 1] {
    [("count", Value::Text(count.to_string().into()))]
}

/// What differs, with escapes for what is not seen in it.
fn differs(mismatch: &Mismatch, words: &Words) -> String {
    let all = [
        ("path", mismatch.path.as_str().into()),
        ("expected", mismatch.expected.as_str().into()),
        ("actual", mismatch.actual.as_str().into()),
    ];
    visible(&words.with(id!("frame-mismatch"), &all)).into_owned()
}
