//! Files that come in: the browser's side of it.

use vestibule_iam::json::decode;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, File};
use yew::Callback;

use crate::components::browser::MAX_FILE;

/// A file that was read, or cannot be.
pub(super) enum Read {
    Text { name: String, text: String },
    TooLarge { name: String },
    Failed { name: String },
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

/// Reads files, in order, and hands them all over at once.
pub(super) fn read(files: Vec<File>, then: Callback<Vec<Read>>) {
    spawn_local(async move {
        let mut all = Vec::with_capacity(files.len());
        for file in files {
            all.push(one(&file).await);
        }
        then.emit(all);
    });
}

async fn one(file: &File) -> Read {
    let name = file.name();
    if file.size() > MAX_FILE {
        return Read::TooLarge { name };
    }
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
