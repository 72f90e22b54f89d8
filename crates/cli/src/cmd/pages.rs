//! `vestibule test` on pages of documentation: the examples that they hold.

use percent_encoding::percent_decode_str;
use vestibule_embed::{Example, Json, Kind, Unread, examples};
use vestibule_wire::{Case, FileResult, Finding, NoFiles, Severity, SourceText};

use super::test::result;
use crate::host::Host;
use crate::{findings, input, output};

/// Decides the examples of one page. `asked` says that the user named it, and
/// wants to hear when it has none; `root` is the folder that a site serves as `/`.
pub(super) fn test(
    file: &str,
    kind: Kind,
    bytes: &[u8],
    asked: bool,
    root: Option<&str>,
    host: &dyn Host,
) -> Vec<FileResult> {
    let page = String::from_utf8_lossy(bytes);
    let found = examples(kind, &page);
    if found.is_empty() && asked {
        return vec![without_examples(file, host)];
    }
    let one = |example: &Example| self::example(file, example, root, host);
    found.iter().map(one).collect()
}

fn example(file: &str, example: &Example, root: Option<&str>, host: &dyn Host) -> FileResult {
    let place = format!("{file}:{}", example.line);
    match &example.json {
        // As in a browser, paths of documents are not followed.
        Json::Here(text) => {
            let case = Case::read(text.as_str(), &NoFiles);
            result(
                place,
                file,
                case,
                || SourceText::from_bytes(text.as_bytes()),
                host,
            )
        }
        Json::File(address) => match at(address, file, root, host) {
            Ok((path, bytes)) => {
                let case = Case::from_bytes(&bytes, &NoFiles);
                result(place, &path, case, || SourceText::from_bytes(&bytes), host)
            }
            Err(finding) => unusable(place, *finding, host),
        },
        Json::Nowhere => {
            let finding = Finding::new(
                "empty-example",
                Severity::Error,
                "the example holds no case file",
            );
            let help = "write the JSON of a case file inside, in `<pre>`, a fenced block or a script of type `application/json`, or name its file with `src`";
            unusable(place, finding.help(help), host)
        }
        Json::Unclosed => {
            let message = "the example is not closed, so the rest of the page stands inside of it";
            let help = "write `</vestibule-example>`, not indented by four spaces in Markdown; only in MDX a tag may close itself";
            let finding = Finding::new("unclosed-example", Severity::Error, message);
            unusable(place, finding.help(help), host)
        }
        Json::Unread(why) => unusable(place, unread(why), host),
    }
}

fn unread(why: &Unread) -> Finding {
    let (message, help) = match why {
        Unread::Indented => (
            "the example is indented by four spaces, which makes it code".to_owned(),
            "indent it less, or, where it is meant as code, fence it; name the page `.mdx` if it is MDX, and if your generator reads it in another way, test the HTML that comes of it",
        ),
        Unread::Within(mark) if mark.starts_with(['`', '~', '{', '<']) => (
            format!("the example stands in what begins with `{mark}` and does not end"),
            "end that before it",
        ),
        Unread::Within(name) if name == "svg" || name == "math" => (
            format!("the example stands in `<{name}>`, where it is no element of HTML"),
            "move it out",
        ),
        Unread::Within(name) => (
            format!("the example stands in `<{name}`, which browsers take for text up to its end"),
            "move it out, and close what is before it: in HTML a tag does not close itself",
        ),
        Unread::NoTag => (
            "the page names `<vestibule-example` where it is no tag".to_owned(),
            "see whether its attributes and the `>` are as they should be; where it is meant as text, put it in backticks, or write `&lt;`",
        ),
    };
    Finding::new("unread-example", Severity::Error, message).help(help)
}

/// The file that an address leads to from a page, with its path.
fn at(
    address: &str,
    page: &str,
    root: Option<&str>,
    host: &dyn Host,
) -> Result<(String, Vec<u8>), Box<Finding>> {
    let path = path(address);
    let elsewhere = |help: String| {
        let message = format!("the example is at `{address}`, which is no file beside its page");
        Box::new(Finding::new("example-elsewhere", Severity::Error, message).help(help))
    };
    let path = match path.as_deref() {
        Some(path) if path.starts_with('/') => {
            let root = root.ok_or_else(|| {
                elsewhere("say with `--root` which folder the site serves as `/`, or name the file relative to the page".to_owned())
            })?;
            // As for a page that stands there.
            let page = match root.trim_end_matches('/') {
                "" if root.is_empty() => "page".to_owned(),
                root => format!("{root}/page"),
            };
            host.beside(&page, path.trim_start_matches('/'))
        }
        Some(path) => host.beside(page, path),
        None => {
            return Err(elsewhere(
                "name the file relative to the page, such as `./cases/office.json`".to_owned(),
            ));
        }
    };
    let bytes = input::read(host, &path)?;
    Ok((path, bytes))
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
    Some(percent_decode_str(&path).decode_utf8_lossy().into_owned())
}

fn unusable(place: String, finding: Finding, host: &dyn Host) -> FileResult {
    output::complain(host, &findings::write(&finding, Some(&place), None));
    FileResult::unusable(place, vec![finding])
}

fn without_examples(file: &str, host: &dyn Host) -> FileResult {
    let finding = Finding::new(
        "no-examples",
        Severity::Warning,
        format!("`{file}` has no `<vestibule-example>`"),
    )
    .help("leave the page out, or add an example to it");
    output::complain(host, &findings::write(&finding, Some(file), None));
    FileResult {
        file: file.to_owned(),
        usable: true,
        requests: Vec::new(),
        findings: vec![finding],
    }
}
