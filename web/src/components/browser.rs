//! What dialogs ask of the browser: files, the clipboard, the address.

use gloo::file::{Blob, ObjectUrl};
use gloo::timers::callback::Timeout;
use vestibule_syntax::visible::is_unseen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlAnchorElement};
use yew::AttrValue;

use crate::text::Text;

/// No case file that can be read is longer.
pub(super) const MAX_FILE: f64 = 4.0 * 1024.0 * 1024.0;

/// Whether a dialog has put its text into the clipboard.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Copied {
    No,
    Yes,
    Refused,
}

/// Hands the user a file of JSON.
pub(super) fn download(name: &str, text: &str) {
    download_as(name, text, "application/json");
}

/// Hands the user a file of that media type.
pub(super) fn download_as(name: &str, text: &str, kind: &str) {
    // Each step fails only where the browser has no such thing.
    let _ = try_download(name, text, kind);
}

fn try_download(name: &str, text: &str, kind: &str) -> Option<()> {
    let url = ObjectUrl::from(Blob::new_with_options(text, Some(kind)));
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the data by then.
    Timeout::new(10_000, move || drop(url)).forget();
    Some(())
}

/// The name of the case file for a workspace of that name.
pub(super) fn file_name(name: &str) -> String {
    file_name_with(name, ".json")
}

/// The name of a file with that ending for a workspace of that name.
pub(super) fn file_name_with(name: &str, ending: &str) -> String {
    let kept: String = name
        .trim()
        .chars()
        .map(|c| {
            if (c.is_alphanumeric() && !is_unseen(c)) || matches!(c, '-' | '_') {
                c
            } else {
                '-'
            }
        })
        .collect();
    let kept = kept.trim_matches('-');
    let stem = if kept.is_empty() { "vestibule" } else { kept };
    format!("{}{ending}", stem.chars().take(80).collect::<String>())
}

/// Puts a text on the clipboard; false where the browser does not allow it.
pub(super) async fn copy(text: String) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    if !window.is_secure_context() {
        return false;
    }
    let written = window.navigator().clipboard().write_text(&text);
    JsFuture::from(written).await.is_ok()
}

/// The text of a file; `None` where it is too long or no text.
pub(super) async fn read(file: File) -> Option<String> {
    if file.size() > MAX_FILE {
        return None;
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// The address of the page with that fragment.
pub(super) fn link(fragment: &str) -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// The day that it is here, as `2027-06-30`.
pub(super) fn today() -> String {
    let now = js_sys::Date::new_0();
    format!(
        "{:04}-{:02}-{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date()
    )
}

/// The present minute with the zone of the browser, as `2027-06-30T14:05+09:00`.
pub(super) fn now() -> String {
    minute(&js_sys::Date::new_0())
}

/// A moment in the same form.
pub(super) fn minute_of(milliseconds: u64) -> String {
    minute(&js_sys::Date::new(&JsValue::from_f64(milliseconds as f64)))
}

fn minute(date: &js_sys::Date) -> String {
    // The browser counts how far behind UTC it is, in minutes.
    let behind = date.get_timezone_offset() as i32;
    let sign = if behind > 0 { '-' } else { '+' };
    let zone = behind.unsigned_abs();
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}{sign}{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes(),
        zone / 60,
        zone % 60
    )
}

/// A moment as people say it: "today 14:05", else the day and the time.
pub(super) fn when(text: &Text, milliseconds: u64) -> AttrValue {
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds as f64));
    let time = format!("{:02}:{:02}", date.get_hours(), date.get_minutes());
    on_day(text, &date, &time)
}

/// The same to the second, which tells what is saved in one minute apart.
pub(super) fn when_exactly(text: &Text, milliseconds: u64) -> AttrValue {
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds as f64));
    let [hours, minutes] = [date.get_hours(), date.get_minutes()];
    let time = format!("{hours:02}:{minutes:02}:{:02}", date.get_seconds());
    on_day(text, &date, &time)
}

fn on_day(text: &Text, date: &js_sys::Date, time: &str) -> AttrValue {
    let is_day = |days_ago: u32| {
        let day = js_sys::Date::new_0();
        day.set_date(day.get_date().wrapping_sub(days_ago));
        day.to_date_string() == date.to_date_string()
    };
    let with_time = [("time", time.into())];
    if is_day(0) {
        text.with(id!("store-today"), &with_time)
    } else if is_day(1) {
        text.with(id!("store-yesterday"), &with_time)
    } else {
        let day = date.to_locale_date_string(text.language().tag(), &JsValue::UNDEFINED);
        format!("{} {time}", String::from(day)).into()
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn files_are_named_after_their_workspace() {
        for (name, expected) in [
            ("My case", "My-case.json"),
            ("  ", "vestibule.json"),
            ("../../etc/passwd", "etc-passwd.json"),
            ("検証 1", "検証-1.json"),
            ("a\"b<c", "a-b-c.json"),
            ("a\u{202e}b\u{3164}c", "a-b-c.json"),
        ] {
            assert_eq!(file_name(name), expected, "{name}");
        }
    }
}
