//! Files that come in: the browser's side of it.

use js_sys::{Array, Function, Promise, Reflect};
use vestibule_iam::json::decode;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};
use yew::Callback;

use crate::analysis::import::ImportFile;
use crate::components::browser::MAX_FILE;
use crate::state::action::Action;
use crate::state::importing::{IMPORT_BYTES, ImportEdit};

/// So many files of a folder are read.
const FILES: usize = 20_000;

/// A file that was read, or cannot be.
pub(in crate::components) enum Read {
    /// By its path where it is of a folder, with `/` between folders; else by its name.
    Text {
        name: String,
        text: String,
    },
    TooLarge {
        name: String,
    },
    Failed {
        name: String,
    },
}

/// What is dropped at once.
pub(super) enum Dropped {
    Files(Vec<File>),
    /// At least one of them is a folder.
    Folders(Vec<FileSystemEntry>),
}

/// The files that were dropped.
pub(super) fn dropped(data: &DataTransfer) -> Vec<File> {
    let files = data.files();
    let files = files.map(|files| {
        (0..files.length())
            .filter_map(move |at| files.get(at))
            .collect()
    });
    files.unwrap_or_default()
}

/// The files and folders that were dropped.
pub(super) fn dropped_with_folders(data: &DataTransfer) -> Dropped {
    let items = data.items();
    let entries = (0..items.length()).filter_map(|at| items.get(at)?.webkit_get_as_entry().ok()?);
    let entries: Vec<FileSystemEntry> = entries.collect();
    match entries.iter().any(FileSystemEntry::is_directory) {
        true => Dropped::Folders(entries),
        false => Dropped::Files(dropped(data)),
    }
}

/// Reads files, in order, and hands them all over at once.
pub(in crate::components) fn read(files: Vec<File>, then: Callback<Vec<Read>>) {
    let named = files.into_iter().map(|file| (path(&file), file)).collect();
    spawn_local(async move { then.emit(read_all(named).await) });
}

/// Reads all files below folders, without hidden ones, and hands them all over at once.
pub(super) fn read_folders(entries: Vec<FileSystemEntry>, then: Callback<Vec<Read>>) {
    spawn_local(async move {
        let mut files = Vec::new();
        let mut unread = Vec::new();
        let mut open = entries;
        while let Some(entry) = open.pop() {
            let path = entry.full_path().trim_start_matches('/').to_owned();
            if entry.name().starts_with('.') {
                continue;
            }
            // Browsers have had several names for the classes of both.
            if entry.is_directory() {
                match children(entry.unchecked_ref()).await {
                    Ok(found) => open.extend(found),
                    Err(_) => unread.push(Read::Failed { name: path }),
                }
            } else if files.len() < FILES {
                match file(entry.unchecked_ref()).await {
                    Ok(file) => files.push((path, file)),
                    Err(_) => unread.push(Read::Failed { name: path }),
                }
            } else {
                unread.push(Read::TooLarge { name: path });
            }
        }
        files.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut all = read_all(files).await;
        all.extend(unread);
        then.emit(all);
    });
}

/// Looks at what was read as files to import.
pub(in crate::components) fn import(read: Vec<Read>) -> Action {
    let mut unread = Vec::new();
    let mut taken = Vec::new();
    for one in read {
        match one {
            Read::Text { name, text } => taken.push(ImportFile {
                path: name.into(),
                text: text.into(),
            }),
            Read::TooLarge { name } | Read::Failed { name } => unread.push(name.into()),
        }
    }
    Action::Import(Box::new(ImportEdit::Add(taken, unread)))
}

impl Read {
    /// True for more than one document has.
    pub(super) fn is_large(&self) -> bool {
        match self {
            Self::Text { text, .. } => text.len() as f64 > MAX_FILE,
            Self::TooLarge { .. } | Self::Failed { .. } => false,
        }
    }
}

/// The path of a file within the folder that was chosen; its name without one.
fn path(file: &File) -> String {
    let path = Reflect::get(file, &"webkitRelativePath".into());
    let path = path.ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}

async fn read_all(files: Vec<(String, File)>) -> Vec<Read> {
    let mut all = Vec::with_capacity(files.len());
    let mut room = IMPORT_BYTES as f64;
    for (name, file) in files {
        room -= file.size();
        if room < 0.0 {
            room += file.size();
            all.push(Read::TooLarge { name });
            continue;
        }
        all.push(one(name, &file).await);
    }
    all
}

async fn one(name: String, file: &File) -> Read {
    match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => {
            let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
            // Places are told in the text, so what was wrong with the bytes is not.
            let (text, _) = decode(&bytes);
            Read::Text {
                name,
                text: text.trim_start_matches('\u{feff}').to_owned(),
            }
        }
        Err(_) => Read::Failed { name },
    }
}

/// All that is in a folder: a reader hands it over in parts.
async fn children(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsValue> {
    let reader: FileSystemDirectoryReader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let part =
            promised(|done, failed| reader.read_entries_with_callback_and_callback(done, failed));
        let part: Array = part.await?.dyn_into()?;
        if part.length() == 0 || all.len() >= FILES {
            return Ok(all);
        }
        all.extend(part.iter().map(FileSystemEntry::unchecked_from_js));
    }
}

async fn file(of: &FileSystemFileEntry) -> Result<File, JsValue> {
    let file = promised(|done, failed| {
        of.file_with_callback_and_callback(done, failed);
        Ok(())
    });
    file.await?.dyn_into()
}

/// What a function of the browser hands to the first of two callbacks.
async fn promised(
    mut call: impl FnMut(&Function, &Function) -> Result<(), JsValue>,
) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |done, failed| {
        if let Err(why) = call(&done, &failed) {
            let _ = failed.call1(&JsValue::UNDEFINED, &why);
        }
    });
    JsFuture::from(promise).await
}
