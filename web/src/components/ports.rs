//! What the page asks of the browser: everything behind these callbacks is glue.

use yew::prelude::*;

/// The page's way to the worker and the store.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ports {
    /// Stops the worker and starts another one.
    pub(crate) cancel: Callback<()>,
    /// Opens the workspace that is kept under that key.
    pub(crate) open: Callback<AttrValue>,
    /// Deletes it.
    pub(crate) delete: Callback<AttrValue>,
    /// Restores that version of the workspace that is shown.
    pub(crate) restore: Callback<AttrValue>,
    /// Loads the release that waits.
    pub(crate) update: Callback<()>,
}
