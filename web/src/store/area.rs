//! Where things are stored: names and texts.

use vestibule_iam::sort;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::Storage;
use web_sys::js_sys::JsString;

/// Names and texts, of which there is only so much room.
pub(crate) trait Area {
    fn get(&self, name: &str) -> Option<String>;
    /// The first line alone.
    fn head(&self, name: &str) -> Option<String> {
        let text = self.get(name)?;
        Some(text.lines().next().unwrap_or_default().to_owned())
    }
    /// False when there is no room, or nothing may be stored at all.
    fn set(&self, name: &str, text: &str) -> bool;
    fn remove(&self, name: &str);
    /// The names that begin so, in order.
    fn names(&self, prefix: &str) -> Vec<String>;
}

/// The browser's storage for this site.
#[derive(Clone, Debug)]
pub(crate) struct Browser(Storage);

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
        web_sys::window()?.local_storage().ok().flatten().map(Self)
    }

    /// What belongs to this tab and outlives a reload.
    pub(crate) fn of_tab() -> Option<Self> {
        web_sys::window()?
            .session_storage()
            .ok()
            .flatten()
            .map(Self)
    }
}

impl Area for Browser {
    fn get(&self, name: &str) -> Option<String> {
        self.0.get_item(name).ok().flatten()
    }

    fn head(&self, name: &str) -> Option<String> {
        let text = self
            .0
            .unchecked_ref::<Raw>()
            .get_item(name)
            .ok()
            .flatten()?;
        let end = text.index_of("\n", 0);
        let end = u32::try_from(end).unwrap_or_else(|_| text.length());
        Some(text.substring(0, end).into())
    }

    fn set(&self, name: &str, text: &str) -> bool {
        self.0.set_item(name, text).is_ok()
    }

    fn remove(&self, name: &str) {
        // What cannot be removed stays; nothing depends on it.
        let _ = self.0.remove_item(name);
    }

    fn names(&self, prefix: &str) -> Vec<String> {
        let count = self.0.length().unwrap_or(0);
        let mut names: Vec<String> = (0..count)
            .filter_map(|index| self.0.key(index).ok().flatten())
            .filter(|name| name.starts_with(prefix))
            .collect();
        sort::by(&mut names, Ord::cmp);
        names
    }
}
