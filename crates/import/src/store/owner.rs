//! Which account an output is of that does not say so.

use super::Store;
use crate::fact::Fact;
use crate::file::Read;
use crate::options::Options;
use crate::subject::{Named, Subject, dashed, is_account};

/// Whose credentials made outputs.
#[derive(Debug)]
pub(crate) struct Caller {
    pub(crate) account: String,
    /// The credentials, as the command says them.
    pub(crate) session: Option<String>,
    pub(crate) file: usize,
}

/// Outputs that are of the caller beside them, if nothing else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OfCaller {
    Policy,
    Statements,
    Switch,
}

/// The account that an output is of.
pub(crate) enum Owner {
    /// By an id in the command or in a name.
    Told(String),
    /// By what is beside it, or by what the user says of all.
    Taken(String),
}

impl Owner {
    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Told(id) | Self::Taken(id) => id,
        }
    }
}

fn of_caller(fact: &Fact) -> Option<(OfCaller, &Subject)> {
    match fact {
        Fact::ResourceBased {
            of, by_statements, ..
        } => Some(match by_statements {
            true => (OfCaller::Statements, of),
            false => (OfCaller::Policy, of),
        }),
        Fact::NoSwitch { of } => Some((OfCaller::Switch, of)),
        _ => None,
    }
}

impl Store {
    /// Finds what bears on whether outputs are of the caller beside them.
    pub(crate) fn find_owners(&mut self, read: &[Read], options: &Options) {
        let folders = read.iter().map(|file| Subject::of_name(&file.name).folder);
        for (id, account) in &self.accounts {
            if let Some(name) = account.name.get() {
                let ids = self.names.entry(dashed(name)).or_default();
                ids.insert(id.clone());
            }
        }
        self.top = folders.reduce(common).unwrap_or_default();
        for (kind, of) in read
            .iter()
            .flat_map(|file| &file.facts)
            .filter_map(of_caller)
        {
            if of.told().is_some() {
                continue;
            }
            match of.by_name(true, |id| self.may_own(id, options)) {
                Named::One(id) => {
                    let id = id.clone();
                    self.mixed.entry(of.folder.clone()).or_default().insert(id);
                }
                Named::Nothing | Named::Several => {
                    let key = (of.folder.clone(), kind);
                    *self.of_callers.entry(key).or_default() += 1;
                }
            }
        }
    }

    fn may_own(&self, id: &str, options: &Options) -> bool {
        let is_told = || options.account.as_ref().is_some_and(|told| told == id);
        is_account(id) && (self.exists(id) || is_told())
    }

    /// The account that an output is of: as the command tells it, by the name of the file or of
    /// the folder it is in, by whose credentials made it, or as the user says.
    pub(crate) fn owner(
        &self,
        fact: &Fact,
        of: &Subject,
        file: usize,
        options: &Options,
    ) -> Option<Owner> {
        if let Some(told) = of.told() {
            return is_account(told).then(|| Owner::Told(told.clone()));
        }
        let callers = self.callers_in.get(&of.folder).map_or(&[][..], |all| all);
        let is_caller = |id: &String| callers.iter().any(|caller| caller.account == *id);
        let may_own = |id: &str| self.may_own(id, options);
        let (by_name, by_folder) = (of.by_name(true, may_own), of.by_folder(may_own));
        match (by_name, by_folder) {
            (Named::Several, _) => return None,
            (Named::One(id), by_folder) => {
                // The folder and the caller in it say one thing, and the name of the file another.
                let is_of_other = match by_folder {
                    Named::One(folder) => folder != id && is_caller(folder) && !is_caller(id),
                    Named::Nothing | Named::Several => false,
                };
                let is_its = !is_of_other && may_be_of(id, of, callers, file);
                return is_its.then(|| Owner::Told(id.clone()));
            }
            (Named::Nothing, Named::Several) => return None,
            (Named::Nothing, Named::One(id)) => {
                let is_its = (callers.is_empty() || is_caller(id))
                    && !of.is_of_other()
                    && may_be_of(id, of, callers, file);
                return is_its.then(|| Owner::Told(id.clone()));
            }
            (Named::Nothing, Named::Nothing) => {}
        }
        if callers.is_empty() {
            return options.account.clone().map(Owner::Taken);
        }
        if of.is_of_other() {
            return None;
        }
        let here = callers.iter().filter(|caller| caller.file == file);
        if let Some(account) = only(here.filter(|one| one.is_of_session(of))) {
            return Some(Owner::Taken(account.clone()));
        }
        let account = only(callers.iter().filter(|one| one.may_be_session(of)))?;
        self.is_of_caller(fact, of, account)
            .then(|| Owner::Taken(account.clone()))
    }

    /// Whether an output is of the caller in its folder. It is not said so in a folder with outputs
    /// of several accounts.
    fn is_of_caller(&self, fact: &Fact, of: &Subject, account: &str) -> bool {
        let count = of_caller(fact).and_then(|(kind, _)| {
            let key = (of.folder.clone(), kind);
            self.of_callers.get(&key)
        });
        let mut others = self.mixed.get(&of.folder).into_iter().flatten();
        // There are many outputs about the users and roles of one account.
        let is_of_one = matches!(fact, Fact::Iam { .. }) || count == Some(&1);
        let is_mixed = !is_of_one || others.any(|id| id != account);
        if is_mixed || (of.folder == self.top && !self.is_alone(account)) {
            return false;
        }
        // The name may be that of another.
        let named = of.words().filter_map(|words| self.names.get(words));
        named.into_iter().all(|ids| ids.contains(account))
    }

    /// Whether no other account is known.
    fn is_alone(&self, account: &str) -> bool {
        let known = self.accounts.keys().chain(&self.callers);
        let known = known.chain(self.parents.keys()).chain(self.details.keys());
        let known = known.chain(self.switches.keys());
        known.filter(|id| is_account(id)).all(|id| id == account)
    }
}

impl Caller {
    /// Whether the output was made with the same credentials in the terminal.
    fn is_of_session(&self, of: &Subject) -> bool {
        self.session.is_some() && self.session == of.session
    }

    fn may_be_session(&self, of: &Subject) -> bool {
        match (&of.session, &self.session) {
            (None, _) => true,
            (Some(of), None) => of.is_empty(),
            (Some(of), Some(own)) => of == own,
        }
    }
}

/// The account of all of these.
fn only<'c>(mut callers: impl Iterator<Item = &'c Caller>) -> Option<&'c String> {
    let first = &callers.next()?.account;
    callers
        .all(|caller| caller.account == *first)
        .then_some(first)
}

/// Whether an output may be of an account by the credentials that it was made with.
fn may_be_of(account: &str, of: &Subject, callers: &[Caller], file: usize) -> bool {
    let here = |caller: &&Caller| caller.file == file;
    let is_same = |caller: &&Caller| caller.is_of_session(of);
    let same = callers.iter().filter(here).filter(is_same);
    match only(same.clone()) {
        Some(caller) => return caller == account,
        None if same.count() > 0 => return false,
        None => {}
    }
    let others = callers.iter().filter(|one| !one.may_be_session(of));
    let has_others = others
        .filter(|one| one.session.is_some())
        .any(|one| one.account == account);
    let is_its = |one: &Caller| one.is_of_session(of) && one.account == account;
    !has_others || callers.iter().any(is_its)
}

/// The folder that both are in.
fn common(one: String, other: String) -> String {
    let pairs = one.split('/').zip(other.split('/'));
    let same: Vec<&str> = pairs
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one)
        .collect();
    same.join("/")
}
