//! What is only shown and not kept in a case file.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{Action, Finding, Outcome, Range};

use super::account_facts::AccountPart;

/// The cell of the table whose walk is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    pub scenario: u32,
    /// `None` for the outcome.
    pub action: Option<Action>,
}

/// What the editor shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Open {
    #[default]
    Account,
    Document(u32),
}

/// A range of a document that the editor is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    pub document: u32,
    pub range: Range,
    /// Counts the requests, so that the same range can be asked for again.
    pub request: u64,
}

/// The statement under the editor's cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub document: u32,
    pub statement: u32,
}

/// The part that a narrow page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    #[default]
    Policies,
    SignIns,
    Why,
}

/// What the side of the results shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tab {
    #[default]
    SignIns,
    People,
    Map,
    Guarantees,
    Compare,
    Recovery,
    Denials,
    Doors,
}

impl Tab {
    fn is_first(&self) -> bool {
        *self == Self::default()
    }
}

/// A view that lies over the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    Gallery,
    /// Whatever adds policies.
    Add,
    About,
    Share,
    /// Named workspaces and the versions of each.
    Workspaces,
    /// Import and export of case files.
    Files,
    /// What files of AWS tools come to, before it is taken.
    Import,
    /// People and networks.
    People,
    /// One scenario with all of its fields.
    Scenario(u32),
    /// What is known of a rule.
    Rule,
    /// What a fix does, before it is applied.
    Fix,
    /// The report for a change ticket.
    Report,
    /// Changes by which something is decided otherwise.
    Repair,
    /// The form for permission statements.
    Statements,
}

/// Which rows are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Every word of it occurs in the row.
    pub text: IString,
    pub only: Only,
}

/// Which outcomes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    #[default]
    All,
    Outcome(Outcome),
    /// Expectations that are not met.
    Unmet,
    /// Rows that cannot be decided.
    Unusable,
}

/// By what the rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub column: Column,
    pub descending: bool,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Name,
    Principal,
    Network,
    Action(Action),
    Outcome,
    Expectation,
}

/// What a person set for the whole page; kept beside the workspaces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// A language tag; that of the system unless told.
    pub language: Option<IString>,
    pub theme: Theme,
    /// The five-step guide was seen or put away.
    pub guided: bool,
    /// What the side of the results shows.
    #[serde(skip_serializing_if = "Tab::is_first")]
    pub tab: Tab,
    /// Where the bars between the panes stand.
    #[serde(skip_serializing_if = "Bars::is_untouched")]
    pub bars: Bars,
}

/// A bar between two panes, which says how much the first one takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// Beside the policies.
    Columns,
    /// Below the table.
    Rows,
    /// Below the list of policies.
    List,
}

/// Where the bars stand, in tenths of a percent; `None` where nobody moved one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bars {
    pub columns: Option<u16>,
    pub rows: Option<u16>,
    pub list: Option<u16>,
}

impl Bars {
    fn is_untouched(&self) -> bool {
        *self == Self::default()
    }

    /// Where that one stands.
    pub fn of(self, bar: Bar) -> Option<u16> {
        match bar {
            Bar::Columns => self.columns,
            Bar::Rows => self.rows,
            Bar::List => self.list,
        }
    }

    /// Moves that one.
    pub fn set(&mut self, bar: Bar, to: u16) {
        *match bar {
            Bar::Columns => &mut self.columns,
            Bar::Rows => &mut self.rows,
            Bar::List => &mut self.list,
        } = Some(to);
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// The word by which the style knows it; `None` for that of the system.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// Something to be told once, until it is put away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: u32,
    pub kind: NoticeKind,
}

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// A case file was opened as a workspace of its own; with what is wrong
    /// outside of its policies, members that nobody knows among it.
    Imported {
        name: IString,
        findings: Rc<[Finding]>,
    },
    /// It is no case file, and nothing was changed.
    ImportFailed {
        name: IString,
        findings: Rc<[Finding]>,
    },
    /// The resource-based policy was replaced, for there can be only one.
    Replaced,
    /// The example that was shown made way for policies that came; undoing brings it back.
    ExampleLeft,
    /// A policy was pasted into the text of another one, where none can stand, and replaced it.
    TextReplaced,
    /// Outputs that came set parts of the account.
    AccountSet(Vec<AccountPart>),
    /// What outputs say of another account or organization was not used.
    OtherAccount { here: IString, told: IString },
    /// The policies of the organization were removed, so many.
    OrganizationLeft(usize),
    /// So many values were filled in, in so many documents; one of them is the account now.
    FilledIn {
        values: usize,
        documents: usize,
        account: Option<IString>,
    },
    /// So many fixes were applied, and so many were not, since they change decisions; so many
    /// problems appear, since more of the text can be read.
    Fixed {
        fixes: usize,
        left_out: usize,
        appeared: usize,
    },
    /// An account has one resource-based policy: another one was not taken, or not made one.
    OnlyOne,
    /// The matrix added so many rows and left out those that exist.
    Matrix { added: usize, skipped: usize },
    /// So many people and networks were taken that were not there.
    ListsTaken { people: usize, networks: usize },
    /// A share link was opened as a workspace of its own.
    LinkOpened { name: IString },
    /// The share link cannot be read; with why, and what to do.
    LinkBroken { reason: Message, help: Message },
    /// What was stored cannot be read; it was put aside.
    StorageBroken,
    /// The browser does not let the page store anything.
    StorageDenied,
    /// There is no room left: what is stored is older than what is shown.
    StorageFull,
    /// A workspace that was asked for is no longer there.
    Gone,
    /// Another tab stored another version of this workspace meanwhile.
    OtherTab,
    /// A version was restored; the one before is among the versions.
    Restored,
    /// The worker cannot be started; with why.
    NoWorker { reason: IString },
}

impl NoticeKind {
    /// True for what is about the page and its storage, whatever workspace is open.
    pub fn is_about_page(&self) -> bool {
        matches!(
            self,
            Self::StorageBroken
                | Self::StorageDenied
                | Self::StorageFull
                | Self::Gone
                | Self::LinkBroken { .. }
                | Self::NoWorker { .. }
        )
    }

    /// True for what undoing takes back.
    pub fn is_undoable(&self) -> bool {
        matches!(
            self,
            Self::Replaced
                | Self::ExampleLeft
                | Self::TextReplaced
                | Self::FilledIn { .. }
                | Self::AccountSet(_)
                | Self::OrganizationLeft(_)
                | Self::Fixed { .. }
                | Self::Matrix { added: 1.., .. }
                | Self::ListsTaken { people: 1.., .. }
                | Self::ListsTaken { networks: 1.., .. }
                | Self::Restored
        )
    }
}
