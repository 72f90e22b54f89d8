//! The format in which page and worker tell each other things and in which workspaces and
//! settings are kept: JSON, as serde derives it for the types themselves.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The text of a value.
pub fn write<T: Serialize>(value: &T) -> String {
    // Fails for maps whose names are no texts and for what cannot be read meanwhile; there is
    // neither.
    serde_json::to_string(value).unwrap_or_default()
}

/// The value of a text, which is an object; `None` for what [`write()`] never wrote.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    // serde would read a list as the members of a struct in their order, and an empty one as a
    // workspace of which nothing is told.
    if !text.starts_with('{') {
        return None;
    }
    serde_json::from_str(text).ok()
}
