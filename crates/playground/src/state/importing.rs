//! Files of AWS tools that are looked at before they are taken: what they come to, and what that
//! changes.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_wire::{Finding, Kind};

use super::results::Stop;
use super::view::{Dialog, NoticeKind};
use super::workspace::{Document, Holder, UnknownMember, Workspace};
use super::{State, Step, case_file};
use crate::analysis::asked::Asked;
use crate::analysis::compare::told::{CompareAsked, CompareTold};
use crate::analysis::import::{ImportAsked, ImportFile, ImportTold};
use crate::parts::same_parts;

/// So many bytes are taken at once.
pub const IMPORT_BYTES: usize = 64 * 1024 * 1024;

/// What is done with files that are imported.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportEdit {
    /// Takes further files in, and shows what they come to together. One of the same path
    /// replaces the other. The second are the paths of those that cannot be read.
    Add(Vec<ImportFile>, Vec<IString>),
    /// Does without the file of that path.
    Remove(IString),
    /// Does without all of them.
    Clear,
    /// Whose outputs those are that name no account.
    Account(IString),
    /// The files have all policies of a kind, or perhaps not.
    Complete(Kind, bool),
    /// Takes what they come to, as a workspace of its own.
    Open,
    /// Takes it in the place of the policies that are there; the sign-ins stay.
    Replace,
}

/// Files that are imported, and what they come to.
#[derive(Clone, Debug, Default)]
pub struct Importing {
    files: Vec<Rc<ImportFile>>,
    /// The paths of the last files that could not be read.
    unread: Vec<IString>,
    /// Further files had no room.
    is_full: bool,
    account: IString,
    complete: Vec<Kind>,
    /// The number of the question what they come to.
    asked: u64,
    told: Option<Rc<ImportTold>>,
    found: Option<Found>,
    stopped: Option<Stop>,
    is_late: bool,
}

/// What files come to, as a workspace.
#[derive(Clone, Debug)]
struct Found {
    workspace: Rc<Workspace>,
    findings: Rc<[Finding]>,
    /// What they would change, where there is something that they may.
    change: Option<Change>,
}

/// The workspace with what files come to in the place of its policies.
#[derive(Clone, Debug)]
struct Change {
    /// The workspace as it is.
    of: Rc<Workspace>,
    after: Rc<Workspace>,
    /// The number of the question what changes.
    number: u64,
    told: Option<Rc<CompareTold>>,
    stopped: Option<Stop>,
}

/// What is known of an import, for the page.
#[derive(Clone, Debug)]
pub struct Imported {
    pub files: Vec<Rc<ImportFile>>,
    /// The paths of the last files that could not be read.
    pub unread: Vec<IString>,
    /// Further files have no room.
    pub is_full: bool,
    pub account: IString,
    pub complete: Vec<Kind>,
    /// What the files come to.
    pub told: Option<Rc<ImportTold>>,
    /// The workspace that the files come to, where they tell enough for one.
    pub workspace: Option<Rc<Workspace>>,
    /// What taking it in the place of the policies would change.
    pub change: Option<Changing>,
    /// There is no answer.
    pub stopped: Option<Stop>,
    pub is_late: bool,
}

/// How far the answer is to what an import would change.
#[derive(Clone, Debug, PartialEq)]
pub enum Changing {
    Working,
    Stopped(Stop),
    Told(Rc<CompareTold>),
}

impl PartialEq for Imported {
    fn eq(&self, other: &Self) -> bool {
        let rest = |of: &Self| (of.account.clone(), of.is_full, of.stopped, of.is_late);
        same_parts(&self.files, &other.files)
            && self.complete == other.complete
            && self.unread == other.unread
            && self.told == other.told
            && self.workspace == other.workspace
            && self.change == other.change
            && rest(self) == rest(other)
    }
}

impl Importing {
    /// Takes files in as far as there is room; true where all had some.
    fn add(&mut self, added: Vec<ImportFile>) -> bool {
        let paths: HashSet<&IString> = added.iter().map(|file| &file.path).collect();
        self.files.retain(|file| !paths.contains(&file.path));
        let mut bytes: usize = self.files.iter().map(|file| file.text.len()).sum();
        let mut all = true;
        for file in added {
            bytes = bytes.saturating_add(file.text.len());
            if bytes > IMPORT_BYTES {
                bytes -= file.text.len();
                all = false;
                continue;
            }
            self.files.push(Rc::new(file));
        }
        all
    }
}

impl State {
    /// What is known of the import, where there are files.
    pub fn imported(&self) -> Imported {
        let importing = &self.importing;
        let found = importing.found.as_ref();
        let change = found.and_then(|found| found.change.as_ref());
        Imported {
            files: importing.files.clone(),
            unread: importing.unread.clone(),
            is_full: importing.is_full,
            account: importing.account.clone(),
            complete: importing.complete.clone(),
            told: importing.told.clone(),
            workspace: found.map(|found| Rc::clone(&found.workspace)),
            change: change.map(Change::standing),
            stopped: importing.stopped,
            is_late: importing.is_late,
        }
    }

    pub(super) fn edit_import(&mut self, edit: ImportEdit) {
        let importing = &mut self.importing;
        match edit {
            ImportEdit::Add(files, unread) => {
                importing.unread = unread;
                importing.is_full = !importing.add(files);
                self.dialog = Some(Dialog::Import);
            }
            ImportEdit::Remove(path) => {
                importing.files.retain(|file| file.path != path);
                (importing.is_full, importing.unread) = (false, Vec::new());
            }
            ImportEdit::Clear => *importing = Importing::default(),
            ImportEdit::Account(account) => importing.account = account,
            ImportEdit::Complete(kind, is_complete) => {
                importing.complete.retain(|known| *known != kind);
                if is_complete {
                    importing.complete.push(kind);
                }
            }
            ImportEdit::Open => return self.open_imported(),
            ImportEdit::Replace => return self.replace_by_imported(),
        }
        self.ask_import();
    }

    /// Asks what the files come to.
    pub(super) fn ask_import(&mut self) {
        let number = self.analysis.next_number();
        let importing = &mut self.importing;
        importing.asked = number;
        (importing.told, importing.found) = (None, None);
        (importing.stopped, importing.is_late) = (None, false);
    }

    /// The number of what is to be answered about the files.
    pub(super) fn import_wanted(&self) -> Option<u64> {
        let importing = &self.importing;
        if self.dialog != Some(Dialog::Import) || importing.files.is_empty() {
            return None;
        }
        if importing.told.is_none() {
            return importing.stopped.is_none().then_some(importing.asked);
        }
        let change = importing.found.as_ref()?.change.as_ref()?;
        let is_open = change.told.is_none() && change.stopped.is_none();
        is_open.then_some(change.number)
    }

    /// What the files are asked for, while that is not known.
    pub(super) fn import_asked(&self) -> Option<ImportAsked> {
        let importing = &self.importing;
        (importing.told.is_none()).then(|| ImportAsked {
            number: importing.asked,
            language: self.words.language.clone(),
            files: importing.files.clone(),
            account: importing.account.clone(),
            complete: importing.complete.clone(),
        })
    }

    /// What they would change, once it is known what they come to.
    pub(super) fn import_change_asked(&self, today: String) -> Option<CompareAsked> {
        let change = self.importing.found.as_ref()?.change.as_ref()?;
        let [before, after] =
            [&change.of, &change.after].map(|of| Asked::new(of, &[], &self.words));
        Some(CompareAsked {
            before: before.order(change.number, today.clone()),
            after: after.order(change.number, today),
            rows: change.after.scenarios.clone(),
            rows_before: change.of.scenarios.clone(),
        })
    }

    pub(super) fn is_number_of_import(&self, number: u64) -> bool {
        self.import_wanted() == Some(number)
    }

    pub(super) fn take_import(&mut self, told: &Rc<ImportTold>) {
        if self.importing.asked != told.number {
            return;
        }
        let found = told.case.as_deref().map(case_file::import);
        let found = found.and_then(Result::ok).map(|(workspace, findings)| {
            let workspace = Rc::new(workspace);
            let change = (!self.is_disposable()).then(|| Change {
                after: Rc::new(self.workspace.with_policies_of(&workspace)),
                of: Rc::clone(&self.workspace),
                number: self.analysis.next_number(),
                told: None,
                stopped: None,
            });
            Found {
                workspace,
                findings: findings.into(),
                change,
            }
        });
        self.importing.found = found;
        self.importing.told = Some(Rc::clone(told));
        self.importing.is_late = false;
    }

    /// Takes in what the files would change; false for what is about something else.
    pub(super) fn take_import_change(&mut self, told: &Rc<CompareTold>) -> bool {
        let found = self.importing.found.as_mut();
        let change = found.and_then(|found| found.change.as_mut());
        let Some(change) = change.filter(|change| change.number == told.number) else {
            return false;
        };
        change.told = Some(Rc::clone(told));
        true
    }

    pub(super) fn import_is_late(&mut self, number: u64) {
        self.importing.is_late |= self.is_number_of_import(number);
    }

    pub(super) fn stop_import(&mut self, number: u64, why: Stop) {
        if !self.is_number_of_import(number) {
            return;
        }
        let found = self.importing.found.as_mut();
        match found.and_then(|found| found.change.as_mut()) {
            Some(change) => change.stopped = Some(why),
            None => self.importing.stopped = Some(why),
        }
    }

    fn open_imported(&mut self) {
        let Some(found) = self.importing.found.take() else {
            return;
        };
        let workspace = Workspace::clone(&found.workspace);
        let name = workspace.imported_name();
        self.open_named(Workspace { name, ..workspace });
        let name = self.workspace.name.clone();
        let findings = found.findings;
        self.notify(NoticeKind::Imported { name, findings });
        self.end_import();
    }

    fn replace_by_imported(&mut self) {
        let Some(found) = self.importing.found.take() else {
            return;
        };
        self.change(|workspace| {
            *workspace = workspace.with_policies_of(&found.workspace);
            Step::Own
        });
        self.open_first();
        self.end_import();
    }

    /// Nothing is kept of the files once they are taken.
    fn end_import(&mut self) {
        self.importing = Importing::default();
        self.dialog = None;
    }
}

impl Change {
    fn standing(&self) -> Changing {
        match (&self.told, self.stopped) {
            (Some(told), _) => Changing::Told(Rc::clone(told)),
            (None, Some(why)) => Changing::Stopped(why),
            (None, None) => Changing::Working,
        }
    }
}

impl Workspace {
    /// The sign-ins of this one and what is declared of them, with the policies, the account and
    /// the organization of another one.
    fn with_policies_of(&self, other: &Self) -> Self {
        let mut next_id = self.next_id;
        let mut ids: HashMap<u32, u32> = HashMap::new();
        let document = |document: &Rc<Document>| {
            let id = next_id;
            next_id = next_id.wrapping_add(1);
            ids.insert(document.id, id);
            Rc::new(Document {
                id,
                ..Document::clone(document)
            })
        };
        let documents = other.documents.iter().map(document).collect();
        let mut organization = other.organization.clone();
        if let (Some(organization), Some(before)) = (&mut organization, &self.organization)
            && organization
                .places()
                .iter()
                .any(|place| *place.id == *before.shown)
        {
            // The account that is looked at stays in sight.
            Rc::make_mut(organization).shown = before.shown.clone();
        }
        let mut unknown_members: Vec<UnknownMember> = other.unknown_members.clone();
        for member in &mut unknown_members {
            if let Holder::Document(id) = &mut member.holder {
                *id = ids.get(id).copied().unwrap_or(*id);
            }
        }
        // What is told beside rows stays, and facts that the files do not tell.
        let kept = self.unknown_members.iter().filter(|member| {
            let is_told = |other: &UnknownMember| {
                (other.holder, &other.member) == (Holder::File, &member.member)
            };
            match member.holder {
                Holder::Scenario(_) => true,
                Holder::File => {
                    member.path.is_empty() && !other.unknown_members.iter().any(is_told)
                }
                Holder::Document(_) | Holder::Member(_) => false,
            }
        });
        unknown_members.extend(kept.cloned());
        Self {
            account: other.account.clone(),
            documents,
            no_identity: other.no_identity,
            unknown_members,
            organization,
            next_id,
            ..self.clone()
        }
    }

    /// By what an import is known: its organization, or its account.
    fn imported_name(&self) -> IString {
        match &self.organization {
            Some(organization) => organization.id.clone(),
            None => self.account.id.clone(),
        }
    }
}
