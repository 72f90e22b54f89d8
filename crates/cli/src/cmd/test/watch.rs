//! `vestibule test --watch`: tests again whenever something changes that is tested.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use vestibule_l10n::Text as Words;
use vestibule_syntax::diagnostic::{Arg, Joint, List, Message};
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use super::super::case;
use super::steps::{base, is_pattern, plain};
use crate::access::STDIN;
use crate::args::Test;
use crate::exit::Exit;
use crate::host::Host;
use crate::unreadable::named;
use crate::{output, walk};

/// The code of the finding on what cannot be watched.
const NOT_WATCHED: &str = "not-watched";

/// So long nothing may change before it is tested again: an editor writes a file in steps.
const QUIET: Duration = Duration::from_millis(100);
/// After so long it is tested in any case.
const LONGEST: Duration = Duration::from_secs(2);

/// What ends a wait.
enum Heard {
    Changed(Vec<PathBuf>),
    Failed(String),
    Interrupted,
}

/// What is watched.
#[derive(Default)]
struct Watched {
    /// Folders with all below them.
    folders: BTreeSet<PathBuf>,
    /// Single files.
    files: BTreeSet<PathBuf>,
    /// Files that the command writes itself.
    own: BTreeSet<PathBuf>,
}

/// Tests, and tests again after each change, until it is interrupted; ends as the last run did.
pub(super) fn watch(
    args: &Test,
    host: &dyn Host,
    words: &Words,
    once: &dyn Fn() -> io::Result<(Exit, BTreeSet<String>)>,
) -> io::Result<Exit> {
    if args.files.iter().any(|file| file == STDIN) {
        let message = message!("standard input cannot be watched");
        return Ok(refused(message, host, words));
    }
    let (send, receive) = channel();
    let interrupted = send.clone();
    let handler = ctrlc::set_handler(move || {
        // Without a receiver the command ends anyway.
        let _ = interrupted.send(Heard::Interrupted);
    });
    if let Err(error) = handler {
        return Ok(refused(unwatchable(&error.to_string()), host, words));
    }
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let heard = match event {
            Ok(event) if tells_change(event.kind) => Heard::Changed(event.paths),
            Ok(_) => return,
            Err(error) => Heard::Failed(error.to_string()),
        };
        let _ = send.send(heard);
    });
    let mut watcher = match watcher {
        Ok(watcher) => watcher,
        Err(error) => return Ok(refused(unwatchable(&error.to_string()), host, words)),
    };
    let mut roots: BTreeSet<(PathBuf, bool)> = BTreeSet::new();
    // What changes while it is tested is heard of afterwards, so it is watched before.
    let mut watched = Watched::of(args);
    loop {
        if let Err(why) = follow(&mut watcher, &watched, &mut roots) {
            return Ok(refused(unwatchable(&why), host, words));
        }
        let (exit, read) = once()?;
        watched.files.extend(read.into_iter().map(PathBuf::from));
        if let Err(why) = follow(&mut watcher, &watched, &mut roots) {
            return Ok(refused(unwatchable(&why), host, words));
        }
        let waiting = message!("waiting for changes; `^C` ends it");
        output::complain(host, vec![words.line(&waiting).into()]);
        match changes(&receive, &watched) {
            Ok(changed) => {
                let message = message!(
                    "changed: {files}",
                    files = names(&changed, &host.real(".").unwrap_or_default())
                );
                output::complain(
                    host,
                    vec![String::new().into(), words.line(&message).into()],
                );
            }
            Err(Some(why)) => return Ok(refused(unwatchable(&why), host, words)),
            Err(None) => return Ok(exit),
        }
    }
}

impl Watched {
    fn of(args: &Test) -> Self {
        let mut watched = Self::default();
        for told in &args.files {
            if Path::new(told).is_dir() {
                watched.folders.extend(real(Path::new(told)));
            } else if is_pattern(told) && !Path::new(told).exists() {
                let plain = plain(told, cfg!(windows));
                watched.folders.extend(real(Path::new(base(&plain))));
            } else {
                watched.files.extend(real_beside(Path::new(told)));
            }
        }
        let own = args.report.iter();
        let own = own.filter_map(|(_, file)| real_beside(Path::new(file)));
        watched.own.extend(own);
        watched
    }

    /// Whether a change of what is at a path may change what comes of the tests.
    fn concerns(&self, path: &Path) -> bool {
        if self.own.contains(path) {
            return false;
        }
        let is_found = |folder: &PathBuf| {
            let Ok(below) = path.strip_prefix(folder) else {
                return false;
            };
            let mut parts = below.iter().map(|part| part.to_string_lossy());
            let is_left_out = parts.any(|part| part.starts_with('.') || part == "node_modules");
            // What has no ending may be a folder, also one that is no longer there.
            let may_be = walk::is_test(&below.to_string_lossy()) || path.extension().is_none();
            may_be && !is_left_out
        };
        self.files.contains(path) || self.folders.iter().any(is_found)
    }

    /// What the operating system is to watch, and whether with all below it: of files their
    /// folders, since editors put new files in their places.
    fn roots(&self) -> BTreeSet<(PathBuf, bool)> {
        let beside = self.files.iter().filter_map(|file| file.parent());
        let beside = beside.filter(|folder| !self.folders.iter().any(|of| folder.starts_with(of)));
        let beside = beside.map(|folder| (folder.to_owned(), false));
        let folders = self.folders.iter().map(|folder| (folder.clone(), true));
        folders.chain(beside).collect()
    }
}

/// Has everything watched that is not yet.
fn follow(
    watcher: &mut RecommendedWatcher,
    watched: &Watched,
    roots: &mut BTreeSet<(PathBuf, bool)>,
) -> Result<(), String> {
    for (folder, with_all) in watched.roots() {
        if roots.contains(&(folder.clone(), with_all)) {
            continue;
        }
        let mode = match with_all {
            true => RecursiveMode::Recursive,
            false => RecursiveMode::NonRecursive,
        };
        let begun = watcher.watch(&folder, mode);
        begun.map_err(|error| error.to_string())?;
        roots.insert((folder, with_all));
    }
    Ok(())
}

/// What changed, once it has been quiet for a while. The error is why nothing more is heard;
/// none where the user ended it.
fn changes(
    receive: &Receiver<Heard>,
    watched: &Watched,
) -> Result<BTreeSet<PathBuf>, Option<String>> {
    let mut changed = BTreeSet::new();
    let mut first: Option<Instant> = None;
    loop {
        let heard = match first {
            Some(first) if first.elapsed() > LONGEST => return Ok(changed),
            Some(_) => receive.recv_timeout(QUIET),
            None => receive.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match heard {
            Ok(Heard::Changed(paths)) => {
                let paths = paths.into_iter();
                changed.extend(paths.filter(|path| watched.concerns(path)));
                if !changed.is_empty() {
                    first.get_or_insert_with(Instant::now);
                }
            }
            Ok(Heard::Failed(why)) => return Err(Some(why)),
            Ok(Heard::Interrupted) => return Err(None),
            Err(RecvTimeoutError::Timeout) => return Ok(changed),
            Err(RecvTimeoutError::Disconnected) => return Err(None),
        }
    }
}

/// Whether something may have changed, and was not only read.
fn tells_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(kind)) => kind != MetadataKind::AccessTime,
        _ => true,
    }
}

/// Paths as the user knows them: those below the working directory from there on.
fn names(changed: &BTreeSet<PathBuf>, here: &str) -> Arg {
    let name = |path: &PathBuf| {
        let path = path.strip_prefix(here).unwrap_or(path);
        named(&path.to_string_lossy())
    };
    List::arg(Joint::And, changed.iter().map(name).collect())
}

fn real(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok()
}

/// The path of a file that may not be there, in a folder that is.
fn real_beside(path: &Path) -> Option<PathBuf> {
    if let Some(real) = real(path) {
        return Some(real);
    }
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    Some(real(folder.unwrap_or(Path::new(".")))?.join(path.file_name()?))
}

fn unwatchable(why: &str) -> Message {
    message!("changes cannot be watched: {reason}", reason = named(why))
}

fn refused(message: Message, host: &dyn Host, words: &Words) -> Exit {
    let help = message!("name files or folders of this machine, or leave out `--watch`");
    let finding = Finding::new(NOT_WATCHED, Severity::Error, message).help(help);
    case::refused(&[finding], host, words)
}
