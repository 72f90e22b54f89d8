//! `vestibule test` on pages of documentation: the examples that they hold.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use vestibule_embed::{Example, Json, Kind, Unread, examples};
use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::limits::{NAMED_BYTES, NAMED_FILES, PAGE_BYTES};
use vestibule_syntax::message;
use vestibule_wire::{Case, FileResult, Finding, NoFiles, Severity, SourceText};

use super::test::{Setting, TestedFile, result};
use crate::access::Access;
use crate::unreadable::{self, named};
use crate::{findings, output, walk};

/// Decides the examples of one page. `asked` says that the user named it, and
/// wants to hear when it has none.
pub(super) fn test(
    file: &str,
    kind: Kind,
    bytes: &[u8],
    asked: bool,
    setting: &Setting<'_>,
) -> Vec<TestedFile> {
    let page = String::from_utf8_lossy(bytes);
    let found = examples(kind, &page);
    if found.is_empty() && asked {
        return vec![without_examples(file, setting)];
    }
    let mut files = Files::of(file, setting);
    let one = |example: &Example| self::example(example, &mut files, setting);
    let mut tested: Vec<TestedFile> = found.iter().map(one).collect();
    if let Some(first) = tested.first_mut() {
        first.reads = files.read.into_keys().collect();
    }
    tested
}

/// The finding on a page that is too large to be read.
pub(super) fn too_large(file: &str) -> Finding {
    let message = message!(
        "{page} is larger than the {most} bytes that are read of a page",
        page = named(file),
        most = PAGE_BYTES
    );
    let help = message!("divide the page, or move what is large in it to files of its own");
    Finding::new("page-too-large", Severity::Error, message).help(help)
}

fn example(example: &Example, files: &mut Files<'_>, setting: &Setting<'_>) -> TestedFile {
    let file = files.page;
    let place = format!("{file}:{}", example.line);
    match &example.json {
        // As in a browser, paths of documents are not followed.
        Json::Here(text) => {
            let case = Case::read(text.as_str(), &NoFiles).and_then(Case::of_one_account);
            let text = || SourceText::from_bytes(text.as_bytes());
            result(place, file, case, text, setting).on_line(example.line)
        }
        Json::File(address) => match files.at(address) {
            Ok((path, bytes)) if walk::is_other_json(bytes) => {
                let message = message!("{path} is no case file", path = named(&path));
                let help = message!(
                    "name a file with the members `vestibule`, `policies` and `requests`; nothing of what stands in this one is shown"
                );
                let finding = Finding::new("no-case-file", Severity::Error, message);
                unusable(place, finding.help(help), setting)
            }
            Ok((path, bytes)) => {
                let case = Case::from_bytes(bytes, &NoFiles).and_then(Case::of_one_account);
                result(
                    place,
                    &path,
                    case,
                    || SourceText::from_bytes(bytes),
                    setting,
                )
            }
            Err(finding) => unusable(place, *finding, setting),
        },
        Json::Nowhere => {
            let finding = Finding::new(
                "empty-example",
                Severity::Error,
                message!("the example holds no case file"),
            );
            let help = message!(
                "write a case file inside: in `<pre>`, a fenced block or a script of type `application/json`; or name its file with `src`"
            );
            unusable(place, finding.help(help), setting)
        }
        Json::Unclosed => {
            let message =
                message!("the example is not closed, so the rest of the page stands inside of it");
            let help = message!(
                "write `</vestibule-example>`, not indented by four spaces in Markdown; only in MDX a tag may close itself"
            );
            let finding = Finding::new("unclosed-example", Severity::Error, message);
            unusable(place, finding.help(help), setting)
        }
        Json::TooMuch => {
            let message = message!("the page has more examples than are read");
            let help = message!("spread them over several pages");
            let finding = Finding::new("too-many-examples", Severity::Error, message);
            unusable(place, finding.help(help), setting)
        }
        Json::Unread(why) => unusable(place, unread(why), setting),
    }
}

fn unread(why: &Unread) -> Finding {
    let (message, help) = match why {
        Unread::Indented => (
            message!("the example is indented by four spaces, which makes it code"),
            message!(
                "indent it less, or fence it if it is code; name the page `.mdx` if it is MDX; if your generator reads it differently, test its HTML"
            ),
        ),
        Unread::Within(mark) if mark.starts_with(['`', '~', '{', '<']) => (
            message!(
                "the example stands in what begins with {mark} and does not end",
                mark = code(mark)
            ),
            message!("end that before it"),
        ),
        Unread::Within(name) if name == "svg" || name == "math" => (
            message!(
                "the example stands in {tag}, where it is not an element of HTML",
                tag = code(&format!("<{name}>"))
            ),
            message!("move it out"),
        ),
        Unread::Within(name) => (
            message!(
                "the example stands in {tag}, which browsers take for text up to its end",
                tag = code(&format!("<{name}"))
            ),
            message!(
                "move it out, and close what is before it: in HTML a tag does not close itself"
            ),
        ),
        Unread::NoTag => (
            message!("the page names `<vestibule-example` where it is not a tag"),
            message!(
                "see whether its attributes and the `>` are as they should be; where it is meant as text, put it in backticks, or write `&lt;`"
            ),
        ),
    };
    Finding::new("unread-example", Severity::Error, message).help(help)
}

/// The files that the examples of one page name: each is read once, and all of them
/// are bounded.
struct Files<'a> {
    page: &'a str,
    /// From where files are read that lie beside the page.
    beside: Access<'a>,
    /// What a site serves as `/`: a file in that folder, and from where files are read.
    site: Option<(String, Access<'a>)>,
    /// What was read, by real paths.
    read: BTreeMap<String, Vec<u8>>,
    count: usize,
    bytes: usize,
}

impl<'a> Files<'a> {
    fn of(page: &'a str, setting: &Setting<'a>) -> Self {
        let access = setting.access.and(".").and_beside(page);
        let allowed = setting.access.allowed_only();
        let (beside, site) = match setting.args.root.as_deref() {
            None => (access, None),
            Some(root) => {
                let folder = if root.is_empty() { "." } else { root };
                // As for a page that stands there.
                let page = access.inside(folder, "page");
                (
                    access.and_whole(folder),
                    Some((page, allowed.and_whole(folder))),
                )
            }
        };
        Self {
            page,
            beside,
            site,
            read: BTreeMap::new(),
            count: 0,
            bytes: 0,
        }
    }

    /// The file that an address leads to from the page, with its path.
    fn at(&mut self, address: &str) -> Result<(String, &[u8]), Box<Finding>> {
        let elsewhere = |help: Message| {
            let message = message!(
                "the example is at {address}, which is no file beside its page",
                address = named(address)
            );
            Box::new(Finding::new("example-elsewhere", Severity::Error, message).help(help))
        };
        let beside =
            || message!("name the file relative to the page, such as `./cases/office.json`");
        let root = || {
            message!(
                "say with `--root` which folder the site serves as `/`, or name the file relative to the page"
            )
        };
        let path = path(address).ok_or_else(|| elsewhere(beside()))?;
        let (from, path, access) = match (path.strip_prefix('/'), &self.site) {
            (None, _) => (self.page, &*path, &self.beside),
            (Some(path), Some((page, access))) => (&**page, path.trim_start_matches('/'), access),
            (Some(_), None) => return Err(elsewhere(root())),
        };
        self.count += 1;
        if self.count > NAMED_FILES {
            let what = message!("more than {most} files", most = NAMED_FILES);
            return Err(over("too-many-files", what));
        }
        let real = access.find(path, Some(from));
        let real = real.map_err(|error| Box::new(unreadable::finding(error)))?;
        let shown = access.host.beside(from, path);
        if !self.read.contains_key(&real) {
            let bytes = access.read(&real, &shown);
            let bytes = bytes.map_err(|error| Box::new(unreadable::finding(error)))?;
            self.read.insert(real.clone(), bytes);
        }
        let bytes = self.read.get(&real).map(Vec::as_slice).unwrap_or_default();
        let counted = access.count(bytes.len());
        counted.map_err(|error| Box::new(unreadable::finding(error)))?;
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > NAMED_BYTES {
            let what = message!("files of more than {most} bytes in all", most = NAMED_BYTES);
            return Err(over("files-too-large", what));
        }
        Ok((shown, bytes))
    }
}

fn over(code: &'static str, what: Message) -> Box<Finding> {
    let message = message!(
        "the page names {what}, a file as often as it is named",
        what = what
    );
    let help = message!("divide the page, or leave examples out");
    Box::new(Finding::new(code, Severity::Error, message).help(help))
}

/// The path of an address on the same site, as a browser takes it.
fn path(address: &str) -> Option<String> {
    let is_blank = |c: char| c <= ' ';
    let address = address
        .trim_matches(is_blank)
        .replace(['\t', '\r', '\n'], "");
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.replace('\\', "/");
    let scheme = path.split('/').next().unwrap_or_default();
    if path.is_empty() || path.starts_with("//") || scheme.contains(':') {
        return None;
    }
    // Dots that are percent-encoded lead upward as well.
    let path = percent_decode_str(&path).decode_utf8_lossy();
    Some(crate::path::normal(&path))
}

fn unusable(place: String, finding: Finding, setting: &Setting<'_>) -> TestedFile {
    let lines = findings::write(setting.words, &finding, Some(&place), None);
    output::complain(setting.access.host, lines);
    FileResult::unusable(place, vec![finding]).into()
}

fn without_examples(file: &str, setting: &Setting<'_>) -> TestedFile {
    let finding = Finding::new(
        "no-examples",
        Severity::Warning,
        message!("{page} has no `<vestibule-example>`", page = code(file)),
    )
    .help(message!("leave the page out, or add an example to it"));
    let lines = findings::write(setting.words, &finding, Some(file), None);
    output::complain(setting.access.host, lines);
    FileResult {
        file: file.to_owned(),
        usable: true,
        requests: Vec::new(),
        guarantees: Vec::new(),
        findings: vec![finding],
    }
    .into()
}
