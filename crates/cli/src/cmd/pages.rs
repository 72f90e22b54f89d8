//! `vestibule test` on pages of documentation: the examples that they hold.

use vestibule_embed::{Example, Json, Kind, examples};
use vestibule_wire::{Case, FileResult, Finding, NoFiles, Severity, SourceText};

use super::test::{result, unreadable};
use crate::host::Host;
use crate::{findings, input, output};

/// Decides the examples of one page. `asked` says that the user named it, and
/// wants to hear when it has none.
pub(super) fn test(file: &str, kind: Kind, asked: bool, host: &dyn Host) -> Vec<FileResult> {
    let bytes = match input::read(host, file) {
        Ok(bytes) => bytes,
        Err(finding) => return vec![unreadable(file, *finding, host)],
    };
    let page = String::from_utf8_lossy(&bytes);
    let found = examples(kind, &page);
    if found.is_empty() && asked {
        return vec![without_examples(file, host)];
    }
    let one = |example: &Example| self::example(file, example, host);
    found.iter().map(one).collect()
}

fn example(file: &str, example: &Example, host: &dyn Host) -> FileResult {
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
        Json::File(address) => match beside(file, address, host) {
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
    }
}

/// The file that an address leads to from a page, with its path.
fn beside(file: &str, address: &str, host: &dyn Host) -> Result<(String, Vec<u8>), Box<Finding>> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() || path.starts_with('/') || path.contains("://") {
        let message = format!("the example is at `{address}`, which is no file beside its page");
        return Err(Box::new(
            Finding::new("example-elsewhere", Severity::Error, message)
                .help("name the file relative to the page, such as `./cases/office.json`"),
        ));
    }
    let path = host.beside(file, path);
    let bytes = input::read(host, &path)?;
    Ok((path, bytes))
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
