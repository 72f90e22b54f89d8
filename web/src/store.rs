//! The browser's storage, for what is kept.

use vestibule_iam::sort;
use vestibule_playground::store::move_all;
pub(crate) use vestibule_playground::store::{Area, Library, Missing, Opened, Outcome};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::js_sys::JsString;
use web_sys::{Storage, Window};

/// The browser's storage for this page. All pages of an origin share it, so every name begins
/// with the folder that the page is served from.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    storage: Storage,
    /// `/vestibule/ `, with a space, which no path has. Empty for what had no folder.
    folder: String,
}

/// Gives what was stored without a folder to this page. Where several pages share an origin, the
/// one that is opened first has it.
pub(crate) fn adopt() {
    for (of_page, whole) in [
        (Browser::lasting(), Browser::whole(Window::local_storage)),
        (Browser::of_tab(), Browser::whole(Window::session_storage)),
    ] {
        if let (Some(of_page), Some(whole)) = (of_page, whole) {
            move_all(&whole, &of_page);
        }
    }
}

/// The folder of the page, as names begin with it.
fn folder() -> Option<String> {
    let path = web_sys::window()?.location().pathname().ok()?;
    let (folder, _) = path.rsplit_once('/')?;
    Some(format!("{folder}/ "))
}

#[wasm_bindgen]
extern "C" {
    type Raw;

    /// As the browser has it: a large text need not be copied to see its start.
    #[wasm_bindgen(method, catch, js_name = getItem)]
    fn get_item(this: &Raw, name: &str) -> Result<Option<JsString>, JsValue>;
}

impl Browser {
    /// What outlives the tab; `None` where the browser denies it.
    pub(crate) fn lasting() -> Option<Self> {
        Self::of_page(Window::local_storage)
    }

    /// What belongs to this tab and outlives a reload.
    pub(crate) fn of_tab() -> Option<Self> {
        Self::of_page(Window::session_storage)
    }

    fn of_page(storage: GetStorage) -> Option<Self> {
        let folder = folder()?;
        Some(Self {
            folder,
            ..Self::whole(storage)?
        })
    }

    /// That of all pages of the origin.
    fn whole(storage: GetStorage) -> Option<Self> {
        let storage = storage(&web_sys::window()?).ok().flatten()?;
        let folder = String::new();
        Some(Self { storage, folder })
    }

    /// The name by which this page knows what is stored under `stored`.
    pub(crate) fn own_name(stored: &str) -> Option<String> {
        Some(stored.strip_prefix(&*folder()?)?.to_owned())
    }

    fn stored(&self, name: &str) -> String {
        format!("{}{name}", self.folder)
    }
}

type GetStorage = fn(&Window) -> Result<Option<Storage>, JsValue>;

impl Area for Browser {
    fn get(&self, name: &str) -> Option<String> {
        self.storage.get_item(&self.stored(name)).ok().flatten()
    }

    fn head(&self, name: &str) -> Option<String> {
        let text = self
            .storage
            .unchecked_ref::<Raw>()
            .get_item(&self.stored(name))
            .ok()
            .flatten()?;
        let end = text.index_of("\n", 0);
        let end = u32::try_from(end).unwrap_or_else(|_| text.length());
        Some(text.substring(0, end).into())
    }

    fn set(&self, name: &str, text: &str) -> bool {
        self.storage.set_item(&self.stored(name), text).is_ok()
    }

    fn remove(&self, name: &str) {
        // What cannot be removed stays; nothing depends on it.
        let _ = self.storage.remove_item(&self.stored(name));
    }

    fn names(&self, prefix: &str) -> Vec<String> {
        let count = self.storage.length().unwrap_or(0);
        let mut names: Vec<String> = (0..count)
            .filter_map(|index| self.storage.key(index).ok().flatten())
            .filter_map(|stored| Some(stored.strip_prefix(&*self.folder)?.to_owned()))
            .filter(|name| name.starts_with(prefix))
            .collect();
        sort::by(&mut names, Ord::cmp);
        names
    }
}
