//! What a person set for the whole page, in the browser's storage.

use vestibule_playground::format;

use crate::state::view::Settings;
use crate::store::{Area, Browser};

const SETTINGS: &str = "vestibule.settings";

/// What was set for the whole page.
pub(in crate::app) fn settings() -> Settings {
    let stored = Browser::lasting().and_then(|area| area.get(SETTINGS));
    stored
        .and_then(|text| format::read(&text))
        .unwrap_or_default()
}

/// Keeps the settings, and shows the page in its theme.
pub(in crate::app) fn keep_settings(settings: &Settings) {
    if let Some(area) = Browser::lasting()
        && (area.get(SETTINGS).is_some() || *settings != Settings::default())
    {
        // A setting that is not kept is only set again.
        area.set(SETTINGS, &format::write(settings));
    }
    let document = web_sys::window().and_then(|window| window.document());
    let Some(root) = document.and_then(|document| document.document_element()) else {
        return;
    };
    // Fails only for a name that is none.
    let _ = match settings.theme.name() {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}
