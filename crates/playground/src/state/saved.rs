//! What the store tells the page.

use std::rc::Rc;

use yew::AttrValue;

/// What became of keeping the workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SaveState {
    /// Nothing was to be kept yet.
    #[default]
    Untouched,
    /// It is about to be kept.
    Pending,
    Saved,
    /// The browser has no room left, even without old versions: this tab has it.
    Full,
    /// The browser keeps nothing for this page: this tab has it.
    Denied,
    /// Another tab stored this workspace meanwhile; its version is kept beside.
    OtherTab,
}

/// What is in the store.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StoreInfo {
    /// The workspace that is shown.
    pub(crate) current: AttrValue,
    pub(crate) workspaces: Vec<Rc<Kept>>,
    /// The versions of the workspace that is shown, the newest first.
    pub(crate) versions: Vec<Rc<Version>>,
}

/// A workspace that is kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    pub(crate) key: AttrValue,
    pub(crate) name: AttrValue,
    /// Milliseconds since 1970.
    pub(crate) changed: u64,
    /// False while this tab alone has what it is now.
    pub(crate) lasts: bool,
}

/// A version of a workspace.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Version {
    pub(crate) key: AttrValue,
    /// Milliseconds since 1970.
    pub(crate) saved: u64,
    /// Never dropped to make room.
    pub(crate) pinned: bool,
    /// It came from another tab.
    pub(crate) other_tab: bool,
    pub(crate) documents: usize,
    pub(crate) scenarios: usize,
    /// False while this tab alone has it.
    pub(crate) lasts: bool,
}
