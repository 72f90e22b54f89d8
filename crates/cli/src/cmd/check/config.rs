//! Finds the configuration, by a flag or from the working directory on upward.
//!
//! A folder above may be anybody's, such as that of temporary files. So nothing above the root
//! of a repository is read, and outside of one nothing above the working directory.

use std::io::ErrorKind;
use std::rc::Rc;

use vestibule_l10n::Text as Words;
use vestibule_syntax::limits::{CONFIG_LEVELS, DOCUMENT_BYTES};
use vestibule_syntax::message;
use vestibule_wire::{ConfigurationFile, Finding, RuleNames, Severity};

use crate::access::Access;
use crate::cmd::case;
use crate::exit::Exit;
use crate::path::is_below;
use crate::unreadable::named;
use crate::{findings, input, output};

/// The names of a configuration, in a folder at most one of them.
pub(super) const NAMES: [&str; 2] = ["vestibule.json", ".vestibule.json"];

/// What makes a folder the root of a repository.
const REPOSITORY: &str = ".git";

/// The configuration that was read.
pub(super) struct Config {
    pub(super) file: Rc<ConfigurationFile>,
    /// Its path, as the user knows it.
    pub(super) path: String,
    /// The real path of its folder.
    folder: String,
}

impl Config {
    /// The path of a file from the folder of the configuration on, with `/` between its parts;
    /// `None` for one that lies elsewhere, or is none.
    pub(super) fn path_of(&self, file: &str, access: &Access<'_>) -> Option<String> {
        let real = access.host.real(file).ok()?;
        if !is_below(&real, &self.folder) {
            return None;
        }
        let below = real.get(self.folder.len()..)?;
        Some(below.replace('\\', "/").trim_start_matches('/').to_owned())
    }
}

/// The configuration that the user names, or the nearest one.
pub(super) fn find(
    told: Option<&str>,
    names: &RuleNames,
    access: &Access<'_>,
    words: &Words,
) -> Result<Option<Config>, Exit> {
    let host = access.host;
    let refused = |finding: Box<Finding>| case::refused(&[*finding], host, words);
    let (path, folder, bytes) = if let Some(path) = told {
        let bytes = input::read(access, path).map_err(refused)?;
        (path.to_owned(), host.beside(path, "."), bytes)
    } else {
        let Some((path, folder)) = nearest(access).map_err(refused)? else {
            return Ok(None);
        };
        let access = access.and_whole(&folder);
        let bytes = access.bytes(&path, DOCUMENT_BYTES).map_err(refused)?;
        (path, folder, bytes)
    };
    let folder = if folder.is_empty() { "." } else { &folder };
    let folder = host.real(folder).unwrap_or_default();
    match ConfigurationFile::from_bytes(&bytes, names) {
        Ok(file) => Ok(Some(Config {
            file: Rc::new(file),
            path,
            folder,
        })),
        Err(wrong) => {
            let (text, found) = *wrong;
            let write = |finding: &Finding| {
                let location = finding.span.map(|span| text.locate(span));
                findings::write(words, finding, Some(case::shown(&path)), location)
            };
            output::complain(host, findings::write_some(words, found.iter(), write));
            Err(Exit::Unusable)
        }
    }
}

/// The path and the folder of the nearest configuration.
fn nearest(access: &Access<'_>) -> Result<Option<(String, String)>, Box<Finding>> {
    let host = access.host;
    let is_there = |path: &str| match host.real(path) {
        Ok(_) => true,
        // What cannot be followed is complained of when it is read.
        Err(error) => error.kind() != ErrorKind::NotFound || host.link(path).is_some(),
    };
    let mut folders = vec![".".to_owned()];
    while folders.len() < CONFIG_LEVELS {
        let last = folders.last().map_or(".", String::as_str);
        if is_there(&access.inside(last, REPOSITORY)) {
            break;
        }
        let above = if last == "." {
            "..".to_owned()
        } else {
            access.inside("..", last)
        };
        match (host.real(last), host.real(&above)) {
            (Ok(here), Ok(real)) if here != real => folders.push(above),
            // The root of the file system, and no repository around.
            _ => {
                folders.truncate(1);
                break;
            }
        }
    }
    if folders.len() == CONFIG_LEVELS {
        folders.truncate(1);
    }
    for folder in folders {
        let path_in = |name: &&str| match &*folder {
            "." => (*name).to_owned(),
            folder => access.inside(folder, name),
        };
        let mut found = NAMES.iter().map(path_in).filter(|path| is_there(path));
        let Some(path) = found.next() else { continue };
        if let Some(other) = found.next() {
            let message = message!(
                "both {one} and {other} are there",
                one = named(&path),
                other = named(&other)
            );
            let finding = Finding::new("two-configurations", Severity::Error, message);
            let help = message!("keep one of them, or name one with `--config`");
            return Err(Box::new(finding.help(help)));
        }
        return Ok(Some((path, folder)));
    }
    Ok(None)
}
