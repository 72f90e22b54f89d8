//! Everything that can happen on the page.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_wire::{
    AccountFacts, Action as Phase, Entry, Layer, Outcome, PermissionStatement, Range, Suppression,
};

use super::ReportOn;
use super::compare::Base;
use super::declared::Declare;
use super::denial::SeenEdit;
use super::feeding::Lists;
use super::grid::{Place, Sight};
use super::history::History;
use super::importing::ImportEdit;
use super::persona::{PersonaKind, SiteKind};
use super::results::Stop;
use super::saved::{SaveState, StoreInfo};
use super::scenario::{Given, Network};
use super::told_facts::AccountFact;
use super::view::{
    Bar, Cursor, Dialog, Filter, NoticeKind, Open, Panel, Selection, Settings, Sort, Tab,
};
pub use super::words::Words;
use super::workspace::{Standing, Workspace};
use crate::analysis;
use crate::analysis::answer::Line;
use crate::analysis::topics::doors::DoorsAsked;
use crate::analysis::topics::{ChangedText, Needed, RepairOf};
use crate::evaluate::answer::{Answer, Fact, Problem};
use crate::evaluate::overview::Shown;

/// Everything that can happen on the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    // The workspace; all of these can be undone.
    Rename(IString),
    Account(AccountEdit),
    /// Shows the sign-ins of an account of the organization; of all, without an id.
    ShowAccount(IString),
    /// The principal has no identity policies.
    NoIdentity(bool),
    /// Adds a document, opens it and shows it. There is one resource-based
    /// policy: another one replaces its text.
    AddDocument(Incoming),
    /// Takes in documents that came as files or pasted. An example that nobody changed makes way
    /// for them.
    AddDocuments(Vec<Incoming>),
    /// Takes in documents as `AddDocuments` does, with what outputs that came with them say of the
    /// account, and permission statements that make the resource-based policy.
    TakeIn(Vec<Incoming>, Vec<AccountFacts>, Vec<PermissionStatement>),
    Document(u32, DocumentEdit),
    RemoveDocument(u32),
    /// Removes the policies of the organization, which an account on its own has none of.
    RemoveOrganizationPolicies,
    /// The texts of documents in which values were filled in, by id, in one step; how many
    /// values; and the one for a placeholder of the account.
    FillIn(Vec<(u32, IString)>, usize, Option<IString>),
    /// Some findings are known and do not count.
    Suppress(Rc<Suppression>),
    /// Takes a suppression back, by its place.
    TakeBack(usize),
    AddScenario,
    DuplicateScenario(u32),
    /// Adds a copy of a scenario that differs in one fact, under that name.
    AddChanged(u32, Fact, IString),
    /// Shows the sign-in of a claim, as a row.
    ShowWitness(Line),
    RemoveScenarios(Vec<u32>),
    Scenario(u32, ScenarioEdit),
    /// Moves a scenario to that place among all.
    MoveScenario(u32, usize),
    /// Makes the order that is shown the order of the scenarios.
    KeepOrder,
    /// Sets the expectations of these to their present outcomes.
    ExpectPresent(Vec<u32>),
    /// Adds a scenario for every pair of these; those that exist are left out.
    Generate {
        personas: Vec<u32>,
        sites: Vec<u32>,
    },
    /// Takes the other reading of an assumption, or the usual one again.
    Reading(IString, bool),
    AddPersona(Option<PersonaKind>),
    Persona(u32, PersonaEdit),
    RemovePersona(u32),
    AddSite(Option<SiteKind>),
    Site(u32, SiteEdit),
    RemoveSite(u32),
    /// Takes people and networks that are not there yet.
    TakeLists(Lists),
    /// Takes those that the policies and the case name.
    FeedLists,
    /// The usual personas and networks again.
    UsualLists,
    Undo,
    Redo,
    /// Undoes or redoes what was written in that document alone, as its editor asks for it.
    TravelIn(u32, Way),
    /// Nothing was typed for a while: the next letter is a step of its own.
    Settled,

    // Which workspace.
    /// Opens a workspace beside those that are kept.
    OpenWorkspace(Box<Workspace>, Option<NoticeKind>),
    /// Asks the store for something; it answers with other actions.
    Store(StoreCommand),
    /// A kept one, as the store read it.
    SwitchTo {
        key: IString,
        workspace: Box<Workspace>,
        /// An example that nobody changed.
        untouched: bool,
        /// It was not decided the last time, and is not until that is asked for.
        undecided: Option<Stop>,
        /// The way back and ahead as it was left.
        history: Box<History>,
    },
    /// What a link held, as a workspace of its own.
    OpenShared(Box<Workspace>),
    /// An earlier version of this workspace.
    Restore(Box<Workspace>),
    /// An example as a workspace of its own: its slug, its name in the language
    /// of the page, and the text of its case file.
    Example {
        slug: IString,
        name: IString,
        text: IString,
    },
    NewWorkspace,
    /// A copy of this workspace.
    CopyWorkspace,
    /// Looks at files of AWS tools, and takes what they come to.
    Import(Box<ImportEdit>),
    /// The text of a case file, under the name of its file.
    ImportCase {
        name: IString,
        text: IString,
    },

    /// Tells a fact of a principal or its account, by the ARN; takes it back without a value.
    TellAccountFact(IString, AccountFact, Option<serde_json::Value>),
    /// Changes what is declared of all sign-ins.
    Declare(Declare),
    /// Writes the texts of a change that was proposed, as one step.
    ApplyChange(Vec<ChangedText>),

    // What is shown.
    Select(Option<Selection>),
    Open(Open),
    /// Opens a document and shows that range of it in the editor.
    Show(u32, Range),
    /// The statement that the editor's cursor is in.
    Cursor(Option<Cursor>),
    Filter(Filter),
    Sort(Option<Sort>),
    Panel(Panel),
    /// Shows that part of the results.
    Tab(Tab),
    /// The rows of the table that are in the document: the first, and how many.
    InSight(usize, usize),
    /// The people and networks that are in the document.
    GridInSight(Sight),
    /// Shows the people and networks that have these words.
    GridFilter(IString),
    /// Decides the grid as a whole, whatever of it is in sight, or no longer.
    GridWhole(bool),
    /// Looks at a part of what becomes of a person from a network, by its place.
    LookAt(Place, usize),
    /// Looks at a sign-in to an account of the organization.
    LookIn(IString, Shown),
    /// Makes the sign-in that is looked at a row.
    AddLooked,
    Dialog(Option<Dialog>),
    /// Shows the guide, or puts it away.
    Guide(bool),
    /// Shows what is known of the rule with that code.
    ShowRule(IString),
    /// Shows what the fix of a problem does.
    LookAtFix(Rc<Problem>),
    /// Shows what all fixes of a document do that change no decision.
    LookAtSafeFixes(u32, Vec<Rc<Problem>>),
    /// Applies the fix that is looked at.
    ApplyFix,
    /// Compares the present text with another one, which is that of before; with none any more.
    Compare(Option<Box<Base>>),
    /// What the report says beside what the page knows.
    ReportOn(ReportOn),
    /// What was chosen cannot be read, so that there is nothing to compare with.
    CompareRefused,
    /// Shows changes by which something is decided otherwise.
    LookAtRepairs(RepairOf),
    /// Shows changes by which a row is decided otherwise.
    LookAtRepairsOfRow(u32),
    /// What is typed for a value that a change needs.
    Give(Needed, IString),
    Settings(Settings),
    /// Moves a bar between two panes, in tenths of a percent.
    MoveBar(Bar, u16),
    /// The words for what the page makes itself, in the language of the page.
    Words(Rc<Words>),
    /// Keeps permission statements as they are edited in their form, or forgets them.
    DraftStatements(Option<Vec<PermissionStatement>>),
    /// Makes the resource-based policy of permission statements.
    UseStatements(Vec<PermissionStatement>),
    /// Shows the steps from what is compared with, by way of these units first; none any more
    /// without.
    PlanRollout(Option<IString>),
    /// Changes what a user saw whose sign-in was denied.
    Seen(SeenEdit),
    /// Shows why somebody was denied who saw this.
    ExplainDenial(IString),
    /// Shows the sign-in of a record, as a row.
    ShowRecorded(Line),
    /// Asks of the doors what is typed in their form.
    AskDoors(Box<DoorsAsked>),
    /// Asks what would change the selected cell.
    AskChanges,
    Notify(NoticeKind),
    PutAway(u32),

    // From the worker and the store, and to them.
    /// Stops the worker: nothing is evaluated until that is asked for.
    Cancel,
    /// Evaluates again after that.
    Retry,
    /// The name under which the store keeps this workspace.
    Keyed(IString),
    Answer(Rc<Answer>),
    /// No answer came in time.
    Late,
    /// The worker was stopped, or ended.
    Stopped(Stop),
    /// The worker was started anew.
    Restarted,
    /// Whatever the worker that analyses told.
    Told(analysis::inquiry::Told),
    /// What holds for all sign-ins.
    Analysed(Rc<analysis::answer::Answer>),
    /// The question of that number about all sign-ins takes long.
    AnalysisLate(u64),
    /// It is not answered.
    AnalysisStopped(u64, Stop),
    /// Stops the worker that analyses.
    CancelAnalysis,
    /// Asks once more what was stopped.
    Analyse,
    Saved(SaveState),
    Stored(Rc<StoreInfo>),
}

impl Action {
    /// True for what is shown already.
    pub fn is_shown(&self) -> bool {
        matches!(self, Self::InSight(..) | Self::GridInSight(..))
    }

    /// True for a letter in a field that shows it by itself and that is decided.
    pub fn is_typing(&self) -> bool {
        match self {
            Self::Document(_, edit) => matches!(edit, DocumentEdit::Text(_)),
            Self::Scenario(_, edit) => matches!(
                edit,
                ScenarioEdit::Principal(_)
                    | ScenarioEdit::Network(_)
                    | ScenarioEdit::Region(_)
                    | ScenarioEdit::Resource(_)
                    | ScenarioEdit::ContextKey(..)
                    | ScenarioEdit::ContextValue(..)
            ),
            _ => false,
        }
    }
}

/// The way back, or ahead again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Back,
    Ahead,
}

/// What the store is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreCommand {
    /// Opens a workspace, by its key.
    Open(IString),
    /// Takes the people and networks of a workspace, by its key.
    TakeLists(IString),
    /// Removes a workspace with all of its versions.
    Delete(IString),
    /// Makes a version of what is shown, never to be dropped.
    Keep,
    /// Keeps a version from being dropped, or lets it go.
    Pin(IString, bool),
    /// Gives a version a name, by its key.
    NameVersion(IString, IString),
    /// Removes a version, by its key.
    RemoveVersion(IString),
    /// Shows a version; what is shown now becomes one.
    Restore(IString),
    /// Compares with a version of what is shown.
    CompareVersion(IString),
    /// Compares with another workspace.
    CompareWorkspace(IString),
    /// Makes a version of what is shown and compares with it what is shown from now on.
    CompareFromNow,
    /// Looks again at what there is.
    Refresh,
}

/// A document from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    pub layer: Layer,
    pub name: IString,
    pub target: IString,
    pub text: IString,
    /// The account of an organization whose own it is; empty for what is nobody's own.
    pub account: IString,
}

/// A change of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountEdit {
    Id(IString),
    Standing(Standing),
    Organization(IString),
    Path(IString),
    OnAccount(bool),
    OnOrganization(bool),
    WithoutIdentityCenter(bool),
}

/// A change of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentEdit {
    Name(IString),
    Target(IString),
    /// As typed.
    Text(IString),
    /// A step of its own in the way back, such as a fix or a format.
    ReplaceText(IString),
    Layer(Layer),
    /// The account of the organization whose own it is; empty for nobody's.
    Account(IString),
    /// Attaches it to one more root, unit or account.
    Attach(IString),
    /// The place among the documents of its layer.
    Move(usize),
}

/// A change of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioEdit {
    Name(IString),
    Entry(Entry),
    Principal(IString),
    Network(Network),
    /// Another network at one action; `None` for that of the others.
    NetworkAt(Phase, Option<Network>),
    Region(IString),
    Resource(IString),
    AddContext,
    ContextKey(u32, IString),
    ContextValue(u32, Given),
    RemoveContext(u32),
    /// The outcome; what else is expected stays.
    ExpectOutcome(Option<Outcome>),
    /// The action at which it is denied.
    ExpectAt(Option<Phase>),
}

/// A change of a persona.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonaEdit {
    Name(IString),
    Entry(Entry),
    Principal(IString),
}

/// A change of a network in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteEdit {
    Name(IString),
    Network(Network),
    Region(IString),
}
