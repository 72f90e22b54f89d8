//! The state of the page and everything that can happen to it: pure, so that
//! every action is tested without a browser.

pub mod account_facts;
pub mod action;
pub mod analysis;
pub mod case_file;
mod changed;
pub mod compare;
pub mod declarations;
pub mod declared;
pub mod denial;
pub mod documents;
mod doors;
pub mod feeding;
pub mod fixes;
pub mod grid;
mod grid_file;
pub mod grid_shown;
pub mod history;
pub mod importing;
mod invented;
mod known_principals;
mod lists;
pub mod made_of;
pub mod managed;
mod opening;
pub mod organization;
pub mod pasted_list;
pub mod persona;
mod reduce;
pub mod results;
mod rows;
pub mod rules;
pub mod saved;
pub mod scenario;
pub mod statements;
pub mod suppressed;
#[cfg(test)]
mod tests;
pub mod title;
pub mod told_facts;
pub mod topics;
pub(crate) mod unknown_members;
pub mod view;
mod visible;
pub mod words;
pub mod workspace;

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_wire::Range;

use crate::evaluate::answer::{Question, Row};
use action::Way;
use action::Words;
use analysis::Analysis;
use compare::Compare;
use denial::Seen;
use fixes::{Fixing, Replacement};
use grid::{Looked, Sight};
use history::{History, Typing};
use importing::Importing;
use results::{Counts, Progress, Results};
use rules::Rules;
use saved::{SaveState, StoreInfo};
use scenario::Scenario;
use topics::Topics;
use view::{
    Cursor, Dialog, Filter, Notice, NoticeKind, Open, Panel, Selection, Settings, Sort, Spot, Tab,
};
use workspace::Workspace;

/// The page.
#[derive(Clone, Debug)]
pub struct State {
    pub workspace: Rc<Workspace>,
    history: History,
    /// Counts the changes of the workspace.
    pub revision: u64,
    /// Counts the workspaces that were opened.
    pub generation: u64,
    /// True for an example that nobody changed.
    untouched: bool,
    /// The name under which the store keeps it, once it does.
    pub key: Option<IString>,
    pub results: Rc<Results>,
    pub progress: Progress,
    analysis: Analysis,
    topics: Topics,
    pub rules: Rules,
    compare: Compare,
    /// The workspace as it was when the page opened it.
    pub opened: Rc<Workspace>,
    pub report_on: ReportOn,
    /// The fix that is looked at.
    pub fixing: Option<Fixing>,
    importing: Importing,
    /// What the editor was last asked to write.
    pub replacement: Option<Replacement>,
    /// The scenarios of which their outcome is to be expected, once it is there.
    awaited: Vec<u32>,
    /// What was asked of the sign-in that is selected.
    pub question: Option<Question>,
    /// What a user saw whose sign-in was denied.
    pub seen: Seen,
    pub selected: Option<Selection>,
    pub open: Open,
    /// What the editor was last asked to show.
    pub shown: Option<Spot>,
    pub cursor: Option<Cursor>,
    pub filter: Filter,
    pub sort: Option<Sort>,
    /// The ids of the scenarios that are shown, in the order that is shown.
    pub visible: Rc<[u32]>,
    /// Those of them that are in the document: the first, and how many.
    sight: (usize, usize),
    /// The people and networks that are in the document, while the grid is shown.
    grid_sight: Sight,
    /// Words that people or networks of the grid have.
    pub grid_filter: IString,
    /// The grid is wanted as a whole, such as for a file.
    grid_whole: bool,
    /// The square of the grid that is looked at.
    pub looked: Option<Looked>,
    pub panel: Panel,
    pub dialog: Option<Dialog>,
    /// The guide was asked for, and stays whatever else is done.
    pub is_guide_asked: bool,
    /// Somebody else's case was opened by a link, of which the guide says nothing.
    pub is_guide_off: bool,
    pub settings: Settings,
    pub words: Rc<Words>,
    pub notices: Rc<[Notice]>,
    pub saved: SaveState,
    pub store: Rc<StoreInfo>,
    /// Counts everything that happened.
    stamp: u64,
}

impl PartialEq for State {
    /// There is one page: its states differ when something happened between them.
    fn eq(&self, other: &Self) -> bool {
        self.stamp == other.stamp
    }
}

/// What a report says beside what the page knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportOn {
    /// The day, where somebody gave another one than that of the browser.
    pub date: Option<IString>,
    /// The ticket, or whatever else it is for.
    pub note: IString,
    /// Leaves out what changes, though something is compared.
    pub without_comparison: bool,
}

/// What a change of the workspace is in the way back.
enum Step {
    Own,
    Typed(Typing),
}

impl State {
    /// The page as it opens.
    pub fn new(workspace: Workspace, settings: Settings, words: impl Into<Rc<Words>>) -> Self {
        let mut state = Self {
            workspace: Rc::new(workspace),
            history: History::default(),
            revision: 1,
            generation: 1,
            untouched: false,
            key: None,
            results: Rc::default(),
            progress: Progress::default(),
            analysis: Analysis::default(),
            topics: Topics::default(),
            rules: Rules::default(),
            compare: Compare::default(),
            opened: Rc::default(),
            report_on: ReportOn::default(),
            fixing: None,
            importing: Importing::default(),
            replacement: None,
            awaited: Vec::new(),
            question: None,
            seen: Seen::default(),
            selected: None,
            open: Open::default(),
            shown: None,
            cursor: None,
            filter: Filter::default(),
            sort: None,
            visible: Rc::default(),
            sight: (0, 0),
            grid_sight: Sight::default(),
            grid_filter: IString::default(),
            grid_whole: false,
            looked: None,
            panel: Panel::default(),
            dialog: None,
            is_guide_asked: false,
            is_guide_off: false,
            settings,
            words: words.into(),
            notices: Rc::default(),
            saved: SaveState::default(),
            store: Rc::default(),
            stamp: 0,
        };
        state.opened = Rc::clone(&state.workspace);
        state.open_first();
        state.visible = visible::of(&state);
        state
    }

    pub fn history(&self) -> &History {
        &self.history
    }

    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// The decision on a scenario, perhaps one of before the last change.
    pub fn row(&self, id: u32) -> Option<&Rc<Row>> {
        self.results.row(id)
    }

    /// True while the results are those of before the last change.
    pub fn is_stale(&self) -> bool {
        self.results.revision < self.revision
    }

    /// True while the results are to stay those of before: something cannot be read,
    /// or the worker was stopped.
    pub fn is_held(&self) -> bool {
        !self.results.unread.is_empty() || self.progress.is_stopped()
    }

    /// How many rows there are of each sort among those that the search finds.
    pub fn found(&self) -> Counts {
        if self.filter.text.trim().is_empty() {
            return self.results.counts;
        }
        self.results.count(visible::found(self))
    }

    /// The ids of the scenarios that are seen, where others need not be decided to tell which
    /// those are.
    pub fn in_sight(&self) -> &[u32] {
        let (first, count) = self.sight;
        if visible::is_by_results(self) {
            return &[];
        }
        let from = self.visible.get(first..).unwrap_or_default();
        from.get(..count).unwrap_or(from)
    }

    /// True while that is to be seen: rows in sight come first, and the others soon.
    pub fn looks_stale(&self) -> bool {
        let behind = self.results.in_sight < self.revision;
        self.is_stale() && (behind || self.progress == Progress::Late)
    }

    /// Shows that part of the results.
    fn show_tab(&mut self, tab: Tab) {
        self.settings.tab = tab;
        self.ask_comparison();
    }

    /// True when why the selected sign-in was decided so is in sight.
    pub fn shows_why(&self) -> bool {
        matches!(self.settings.tab, Tab::SignIns | Tab::People) || self.panel == Panel::Why
    }

    /// The scenario that is selected.
    pub fn selected_scenario(&self) -> Option<&Rc<Scenario>> {
        self.sign_in(self.selected?.scenario)
    }

    /// Shows the first document that has a text, and selects the first scenario.
    fn open_first(&mut self) {
        let documents = &self.workspace.documents;
        let first = documents
            .iter()
            .find(|document| !document.is_blank())
            .or(documents.first());
        self.open = first.map_or(Open::Account, |document| Open::Document(document.id));
        self.selected = self.workspace.scenarios.first().map(|first| Selection {
            scenario: first.id,
            action: None,
        });
        self.question = None;
    }

    /// Changes the workspace; `change` says which step that is.
    fn change(&mut self, change: impl FnOnce(&mut Workspace) -> Step) {
        let mut workspace = Workspace::clone(&self.workspace);
        let step = change(&mut workspace);
        workspace.remake(&self.workspace);
        if workspace == *self.workspace {
            return;
        }
        let typing = match step {
            Step::Own => None,
            Step::Typed(typing) => Some(typing),
        };
        self.history.keep(&self.workspace, typing);
        self.untouched = false;
        self.replace(Rc::new(workspace));
    }

    /// Another state of the same workspace.
    fn replace(&mut self, mut workspace: Rc<Workspace>) {
        // No id is given twice: whoever knew the first owner would take the second for it.
        let next_id = self.workspace.next_id;
        if workspace.next_id < next_id {
            Rc::make_mut(&mut workspace).next_id = next_id;
        }
        self.workspace = workspace;
        self.replacement = None;
        self.revision += 1;
        self.awaited.clear();
        // What is out is still late, and what was stopped goes on when it is asked for.
        if self.progress != Progress::Late && !self.progress.is_stopped() {
            self.progress = Progress::Pending;
        }
        if matches!(self.saved, SaveState::Saved | SaveState::Untouched) {
            self.saved = SaveState::Pending;
        }
        self.renew_looked();
        self.forget_looked();
        let selected = self.selected;
        if selected.is_some_and(|selected| self.sign_in(selected.scenario).is_none()) {
            self.selected = None;
            self.question = None;
        }
        let workspace = &self.workspace;
        if let Open::Document(id) = self.open
            && workspace.document(id).is_none()
        {
            self.open = workspace
                .documents
                .first()
                .map_or(Open::Account, |first| Open::Document(first.id));
        }
    }

    /// Another workspace; there is no way back from it but the store's.
    fn open_workspace(&mut self, mut workspace: Workspace) {
        if self.settings.tab == Tab::People {
            workspace.feed_unasked(&self.words);
        }
        self.history = History::default();
        self.generation += 1;
        let about_page = |notice: &&Notice| notice.kind.is_about_page();
        self.notices = self.notices.iter().filter(about_page).cloned().collect();
        self.filter = Filter::default();
        (self.grid_filter, self.grid_whole) = (IString::default(), false);
        self.sort = None;
        (self.shown, self.cursor) = (None, None);
        (self.fixing, self.replacement) = (None, None);
        self.key = None;
        self.looked = None;
        self.dialog = None;
        self.progress = Progress::Pending;
        self.replace(Rc::new(workspace));
        self.opened = Rc::clone(&self.workspace);
        self.results = Rc::new(Results::since(self.revision));
        self.analysis.forget();
        self.forget_comparison();
        self.topics.forget();
        self.seen.about = None;
        self.untouched = false;
        self.open_first();
    }

    fn notify(&mut self, kind: NoticeKind) {
        if matches!(kind, NoticeKind::LinkOpened { .. }) {
            self.is_guide_off = true;
        }
        let id = self.notices.iter().map(|notice| notice.id + 1).max();
        // What is undone next is the last thing of all: an earlier notice would offer another.
        let stays =
            |told: &&Notice| told.kind != kind && !(kind.is_undoable() && told.kind.is_undoable());
        let mut notices: Vec<Notice> = self.notices.iter().filter(stays).cloned().collect();
        notices.push(Notice {
            id: id.unwrap_or(0),
            kind,
        });
        self.notices = notices.into();
    }

    fn select(&mut self, selected: Option<Selection>) {
        let known = |selection: &Selection| self.sign_in(selection.scenario).is_some();
        self.selected = selected.filter(known);
        self.question = None;
        self.forget_looked();
    }

    /// The documents that decide what is selected.
    pub fn deciding(&self) -> Vec<u32> {
        let of = |selected| self.results.deciding(selected);
        self.selected.map(of).unwrap_or_default()
    }

    /// Opens what decides the selection, unless some of it is open. What a narrow page shows stays.
    fn open_deciding(&mut self) {
        let mut deciding = self.deciding();
        deciding.retain(|id| self.workspace.document(*id).is_some());
        let is_open = deciding.iter().any(|id| self.open == Open::Document(*id));
        if let Some(first) = deciding.first().filter(|_| !is_open) {
            self.open(Open::Document(*first));
        }
    }

    fn open(&mut self, open: Open) {
        self.history.settle();
        self.open = open;
        self.cursor = None;
    }

    fn show_spot(&mut self, document: u32, range: Range) {
        if self.workspace.document(document).is_none() {
            return;
        }
        self.open = Open::Document(document);
        self.panel = Panel::Policies;
        self.shown = Some(Spot {
            document,
            range,
            request: self.stamp,
        });
    }

    /// A step back, or ahead, that the editor of a document asks for once it has none of its own:
    /// over what was written in that document alone.
    fn travel_in(&mut self, document: u32, way: Way) {
        loop {
            let history = self.history.clone();
            let to = match way {
                Way::Back => self.history.undo(&self.workspace),
                Way::Ahead => self.history.redo(&self.workspace),
            };
            let text = |of: &Workspace| of.document(document).map(|one| one.text.clone());
            let Some(to) = to.filter(|to| self.workspace.is_but_for_text(to, document)) else {
                self.history = history;
                return;
            };
            let is_other = text(&to) != text(&self.workspace);
            self.travel(Some(to));
            if is_other {
                return;
            }
        }
    }

    fn travel(&mut self, to: Option<Rc<Workspace>>) {
        if let Some(workspace) = to {
            self.replace(workspace);
        }
    }
}
