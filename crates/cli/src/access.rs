//! Which files may be read, of those that a case file, a page or a walked folder names.
//!
//! Whoever wrote those may be a stranger, and what is read may be printed. So a path
//! that they name is made real, links and all, and must then lie below a folder that the
//! user vouches for: that of the case file or page, the working directory, a tested
//! folder, or one of `--allow-path`. What the user names on the command line is read
//! wherever it lies, unless it is a link, which a stranger may have put there, that leads
//! out of the folder it stands in.

use std::cell::Cell;
use std::io;
use std::rc::Rc;

use vestibule_syntax::diagnostic::{Arg, Message};
use vestibule_syntax::limits::{DOCUMENT_BYTES, RUN_BYTES};
use vestibule_syntax::message;
use vestibule_wire::{Finding, LoadError};

use crate::host::Host;
use crate::path::{below, is_below, is_system, is_top, leaves_windows, normal, normal_by_slash};
use crate::unreadable::{self, load_error, named, reason};

/// The name of standard input among paths.
pub(crate) const STDIN: &str = "-";

/// As many bytes as show that something is larger than `limit`.
pub(crate) fn one_more(limit: usize) -> u32 {
    u32::try_from(limit).map_or(u32::MAX, |limit| limit.saturating_add(1))
}

/// The code of a finding about a path that leads where nothing is read.
const OUTSIDE: &str = "path-outside";

/// How many links are followed to what is not there.
const LINKS: usize = 40;

/// The folders below which files may be read whatever names them.
#[derive(Clone)]
pub(crate) struct Access<'h> {
    pub(crate) host: &'h dyn Host,
    /// Real paths, of folders with all below them.
    folders: Vec<String>,
    /// How many of them, the first, are those of `--allow-path`.
    allowed: usize,
    /// Folders of `--allow-path` that cannot be followed, and why.
    lost: Vec<(Arg, Message)>,
    is_windows: bool,
    /// The bytes of all files that were named in this run, each as often as it was.
    named: Rc<Cell<usize>>,
}

impl<'h> Access<'h> {
    /// Access to what `--allow-path` names.
    pub(crate) fn new(host: &'h dyn Host, allowed: &[String]) -> Self {
        let mut access = Self {
            host,
            folders: Vec::new(),
            allowed: 0,
            lost: Vec::new(),
            is_windows: host.real(".").is_ok_and(|here| !here.starts_with('/')),
            named: Rc::default(),
        };
        for folder in allowed {
            let lost = match host.real(folder) {
                Ok(real) if access.around(folder).covers(&real) => {
                    access.folders.push(real);
                    access.allowed += 1;
                    continue;
                }
                Ok(_) => message!("it is a link that leads elsewhere, whose end must be named"),
                Err(error) => reason(&error),
            };
            access.lost.push((named(folder), lost));
        }
        access
    }

    /// Whether paths are those of Windows.
    pub(crate) fn is_windows(&self) -> bool {
        self.is_windows
    }

    /// The bytes of all files that were named so far.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn named_bytes(&self) -> usize {
        self.named.get()
    }

    /// Counts files of so many bytes that were named elsewhere in this run.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn add_named(&self, bytes: usize) {
        self.named.set(self.named.get().saturating_add(bytes));
    }

    /// Adds the folder at `folder` with all below it, unless it is the system's, such as the
    /// root of a file system: that must be allowed by name.
    #[must_use]
    pub(crate) fn and(&self, folder: &str) -> Self {
        let mut access = self.clone();
        let real = self.host.real(folder).ok();
        access.folders.extend(real.filter(|real| !is_system(real)));
        access
    }

    /// Adds the folder at `folder` whichever it is, since the user named it.
    #[must_use]
    pub(crate) fn and_whole(&self, folder: &str) -> Self {
        let mut access = self.clone();
        access.folders.extend(self.host.real(folder));
        access
    }

    /// Access to what `--allow-path` names and nothing else.
    #[must_use]
    pub(crate) fn allowed_only(&self) -> Self {
        let mut access = self.clone();
        access.folders.truncate(self.allowed);
        access
    }

    /// Adds the folder that `file` stands in.
    #[must_use]
    pub(crate) fn and_beside(&self, file: &str) -> Self {
        self.and(&self.host.beside(file, "."))
    }

    /// Whether the file or folder with a real path may be read.
    pub(crate) fn covers(&self, real: &str) -> bool {
        self.folders.iter().any(|folder| is_below(real, folder))
    }

    /// The real path of what the file `beside` names `path`; without one the path is
    /// followed from the working directory.
    pub(crate) fn find(&self, path: &str, beside: Option<&str>) -> Result<String, LoadError> {
        if path.is_empty() {
            return Err(load_error(path, message!("the path is empty")));
        }
        if path.contains('\0') {
            return Err(load_error(path, message!("the path has a NUL character")));
        }
        let plain = normal(path);
        if self.is_windows && leaves_windows(&plain) {
            return Err(self.outside(path));
        }
        let from_folder =
            beside.map_or_else(|| plain.clone(), |file| self.host.beside(file, &plain));
        match self.follow(&from_folder) {
            Followed::Inside(real) => Ok(real),
            Followed::Outside => Err(self.outside(path)),
            Followed::Nowhere(error) => Err(load_error(path, reason(&error))),
        }
    }

    /// Where a path leads to from the working directory. Of what is outside nobody learns
    /// whether it is there.
    pub(crate) fn follow(&self, path: &str) -> Followed {
        match self.host.real(path) {
            Ok(real) if self.covers(&real) => Followed::Inside(real),
            Err(error) if self.may_be_inside(path) => Followed::Nowhere(error),
            Ok(_) | Err(_) => Followed::Outside,
        }
    }

    /// Whether a path that cannot be made real would lie where files may be read.
    fn may_be_inside(&self, path: &str) -> bool {
        let from = if self.is_absolute(path) {
            "/".to_owned()
        } else {
            match self.host.real(".") {
                Ok(here) => here,
                Err(_) => return true,
            }
        };
        if !self.is_windows {
            return self
                .end_of(&from, path)
                .is_some_and(|end| self.covers(&end));
        }
        self.covers(&if self.is_absolute(path) {
            path.replace('/', "\\")
        } else {
            below(&from, path)
        })
    }

    /// Where a path would lead to from the folder at a real path if all that is missing
    /// were there; `None` when a link outside leads on, which says that it is there.
    fn end_of(&self, from: &str, path: &str) -> Option<String> {
        let parts =
            |path: &str| -> Vec<String> { path.split('/').rev().map(ToOwned::to_owned).collect() };
        let mut end = from.to_owned();
        let mut rest = parts(path);
        let mut links = 0;
        while let Some(part) = rest.pop() {
            let next = match &*part {
                "" | "." => continue,
                part => normal_by_slash(&format!("{end}/{part}")),
            };
            match self.host.link(&next) {
                Some(_) if !self.covers(&next) => return None,
                Some(to) if links < LINKS => {
                    links += 1;
                    if to.starts_with('/') {
                        "/".clone_into(&mut end);
                    }
                    rest.extend(parts(&to));
                }
                _ => end = next,
            }
        }
        Some(end)
    }

    fn is_absolute(&self, path: &str) -> bool {
        path.starts_with('/') || self.is_windows && (path.starts_with('\\') || path.contains(':'))
    }

    /// Adds the folder that a path of the user's may lead to: the working directory for a path
    /// that stays below it, else the folder that the path stands in.
    fn around(&self, path: &str) -> Self {
        match self.plain(path).rsplit('/').next() {
            // A folder above is no link.
            Some("" | "..") => self.and_whole(path),
            _ if self.is_elsewhere(path) => self.and_whole(&self.host.beside(path, ".")),
            _ => self.and_whole("."),
        }
    }

    /// Whether a path that the user names does not stay below the working directory.
    fn is_elsewhere(&self, path: &str) -> bool {
        let plain = self.plain(path);
        let here = self.host.real(".").unwrap_or_default();
        let leaves = if self.is_absolute(&plain) {
            !is_below(&plain.replace('/', self.separator()), &here)
        } else {
            plain.starts_with("..")
        };
        leaves || is_top(&here)
    }

    fn plain(&self, path: &str) -> String {
        if self.is_windows {
            normal(path)
        } else {
            normal_by_slash(path)
        }
    }

    /// What the user named, links followed. A link that a stranger may have put in its
    /// place is not followed out of the folder.
    pub(crate) fn named(&self, path: &str) -> Result<String, LoadError> {
        // Those of the system are links.
        let is_of_system = ["/dev/", "/proc/"].iter().any(|of| path.starts_with(of));
        let around = self.around(path);
        match around.follow(path) {
            _ if is_of_system || path == STDIN => Ok(path.to_owned()),
            Followed::Inside(real) => Ok(real),
            // A folder elsewhere that is not there has no links.
            Followed::Outside
                if !self.is_elsewhere(path)
                    || self.host.real(&self.host.beside(path, ".")).is_ok() =>
            {
                let help = message!(
                    "remove the link, name the file that it leads to, or allow the folder it leads to with `--allow-path DIR`"
                );
                let message = message!(
                    "{path} leads through a link out of its folder",
                    path = named(path)
                );
                Err(LoadError {
                    message,
                    ..self.outside_but(path, help)
                })
            }
            // Reading it says why not.
            Followed::Outside | Followed::Nowhere(_) => Ok(path.to_owned()),
        }
    }

    /// The bytes of a file that was found: at most one more than a document may have.
    pub(crate) fn read(&self, real: &str, path: &str) -> Result<Vec<u8>, LoadError> {
        let bytes = self.host.read_regular(real, one_more(DOCUMENT_BYTES));
        bytes.map_err(|error| load_error(path, reason(&error)))
    }

    /// Counts a file of `size` bytes as often as it is named.
    pub(crate) fn count(&self, size: usize) -> Result<(), LoadError> {
        let named = self.named.get().saturating_add(size);
        self.named.set(named);
        if named <= RUN_BYTES {
            return Ok(());
        }
        Err(LoadError {
            code: "run-too-large",
            message: message!(
                "the cases and pages of this run name files of more than {most} bytes in all; no more are read",
                most = RUN_BYTES
            ),
            help: message!("name fewer of them at once"),
        })
    }

    /// At most one more than the first `limit` bytes of a file that was found in a folder.
    pub(crate) fn bytes(&self, file: &str, limit: usize) -> Result<Vec<u8>, Box<Finding>> {
        let unreadable = |error: io::Error| unreadable::unreadable(file, &error);
        let real = match self.follow(file) {
            Followed::Inside(real) => real,
            Followed::Outside => return Err(Box::new(unreadable::finding(self.outside(file)))),
            Followed::Nowhere(error) => return Err(unreadable(error)),
        };
        let bytes = self.host.read_regular(&real, one_more(limit));
        bytes.map_err(unreadable)
    }

    fn outside(&self, path: &str) -> LoadError {
        let help = message!(
            "move it below the folder of the file that names it, or allow the folder it lies in with `--allow-path DIR`"
        );
        self.outside_but(path, help)
    }

    fn outside_but(&self, path: &str, mut help: Message) -> LoadError {
        for (folder, reason) in &self.lost {
            help = message!(
                "{help}; `--allow-path` cannot follow {folder}: {reason}",
                help = help,
                folder = folder.clone(),
                reason = reason.clone()
            );
        }
        LoadError {
            code: OUTSIDE,
            message: message!(
                "{path} lies outside of the folders that files are read from",
                path = named(path)
            ),
            help,
        }
    }

    /// The path of `name` in `folder`.
    pub(crate) fn inside(&self, folder: &str, name: &str) -> String {
        let ends = folder.ends_with('/') || self.is_windows && folder.ends_with('\\');
        if folder.is_empty() || ends {
            format!("{folder}{name}")
        } else {
            format!("{folder}{}{name}", self.separator())
        }
    }

    fn separator(&self) -> &'static str {
        if self.is_windows { "\\" } else { "/" }
    }
}

/// Where a path leads to.
pub(crate) enum Followed {
    /// To something that may be read, with its real path.
    Inside(String),
    /// Out of the folders.
    Outside,
    /// To nothing that could be followed, in the folders.
    Nowhere(io::Error),
}
