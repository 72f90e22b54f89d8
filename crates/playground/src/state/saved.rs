//! What the store tells the page.

use std::rc::Rc;

use implicit_clone::unsync::IString;

use super::title::Policies;

/// What became of keeping the workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
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
pub struct StoreInfo {
    /// The workspace that is shown.
    pub current: IString,
    pub workspaces: Vec<Rc<SavedWorkspace>>,
    /// The versions of the workspace that is shown, the newest first.
    pub versions: Vec<Rc<Version>>,
}

/// A workspace that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedWorkspace {
    pub key: IString,
    pub name: IString,
    /// By what it is known without a name.
    pub policies: Policies,
    /// Milliseconds since 1970.
    pub changed: u64,
    /// False while this tab alone has what it is now.
    pub lasts: bool,
}

/// A version of a workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub key: IString,
    /// Empty unless somebody named it.
    pub name: IString,
    /// Milliseconds since 1970.
    pub saved: u64,
    /// Never dropped to make room.
    pub pinned: bool,
    /// It came from another tab.
    pub other_tab: bool,
    pub documents: usize,
    pub scenarios: usize,
    /// False while this tab alone has it.
    pub lasts: bool,
}
