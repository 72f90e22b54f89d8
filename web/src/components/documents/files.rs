//! Files and the clipboard: the browser's side of it.

use vestibule_iam::json::decode;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, DataTransfer, File, HtmlAnchorElement, Url};
use yew::prelude::*;

/// A file that was read, or cannot be.
pub(super) enum Read {
    Text { name: String, text: String },
    TooLarge { name: String },
    Failed { name: String },
}

/// More than any policy or case file has.
const MOST: f64 = 4.0 * 1024.0 * 1024.0;

/// True when files are being dragged, not a row of the list.
pub(super) fn has_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.iter().any(|one| one == "Files"))
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
    if file.size() > MOST {
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

/// Offers a text as a file.
pub(super) fn download(name: &str, text: &str) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken the content by now; failing costs memory alone.
    let _ = Url::revoke_object_url(&url);
    Some(())
}

/// Puts a text into the clipboard and tells whether that worked.
pub(super) fn copy(text: AttrValue, then: Callback<bool>) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    spawn_local(async move {
        // Without a secure context there is no clipboard, whatever the types say.
        let done = match clipboard.filter(|clipboard| clipboard.is_object()) {
            Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
            None => false,
        };
        then.emit(done);
    });
}
