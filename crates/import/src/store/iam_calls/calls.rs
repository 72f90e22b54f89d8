//! Outputs of AWS IAM as they are put together: whose each is.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use super::super::{UNKNOWN, no_owner};
use super::Login;
use crate::call::{About, IamCall, Sort};
use crate::conflict::{Agreed, contradict};
use crate::iam::account_of;
use crate::node::is_same_json;
use crate::subject::Subject;

/// A list of which outputs tell all or a part.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) all: Agreed<BTreeSet<String>>,
    pub(super) some: BTreeSet<String>,
    /// The first file that tells each.
    by: BTreeMap<String, usize>,
    /// A page of it is missing.
    pub(super) is_cut: bool,
}

impl Told {
    pub(super) fn add(&mut self, names: &[String], is_all: bool, file: usize) {
        names.iter().for_each(|name| self.note(name, file));
        if is_all {
            self.all.add(names.iter().cloned().collect(), file);
        } else {
            self.is_cut = true;
        }
    }

    /// Takes in that something is in it.
    fn note(&mut self, name: &str, file: usize) {
        self.some.insert(name.to_owned());
        self.by.entry(name.to_owned()).or_insert(file);
    }

    /// What is said where a file tells something else than one that tells all.
    pub(super) fn contradiction(
        &self,
        what: impl FnOnce() -> Message,
        files: &[String],
    ) -> Option<Finding> {
        if self.all.is_disputed() {
            return self.all.contradiction(what, files);
        }
        let (all, one) = self.all.agreed()?;
        let (_, other) = self.by.iter().find(|(name, _)| !all.contains(*name))?;
        Some(contradict(one, *other, what(), files))
    }

    /// All of it, if one output has it and no other has something else.
    pub(super) fn whole(&self) -> Option<&BTreeSet<String>> {
        let all = self.all.get().filter(|_| !self.is_cut)?;
        self.some.is_subset(all).then_some(all)
    }

    /// What is told to be in it, unless outputs contradict each other.
    pub(super) fn known(&self) -> impl Iterator<Item = &String> {
        let all = self.all.get();
        let is_disputed =
            self.all.is_disputed() || all.is_some_and(|all| !self.some.is_subset(all));
        self.some.iter().filter(move |_| !is_disputed)
    }

    /// Whether it is all, where the user may say that the files have all.
    pub(super) fn has_all(&self, is_complete: bool) -> bool {
        self.whole().is_some() || (is_complete && !self.all.is_told() && !self.is_cut)
    }
}

/// What is told of one user, role or group.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) names: Told,
    pub(super) own: BTreeMap<String, Agreed<Option<String>>>,
    pub(super) attached: Told,
    pub(super) groups: Told,
    pub(super) boundary: Agreed<Option<String>>,
    /// Something stands there that does not tell it.
    pub(super) is_boundary_cut: bool,
    /// The first file that tells something of it.
    pub(super) file: usize,
}

pub(super) type Key = (String, Sort, String);

/// A version of a managed policy.
#[derive(Debug)]
pub(super) struct Version {
    pub(super) arn: String,
    pub(super) version: String,
    pub(super) is_default: Option<bool>,
    pub(super) text: Option<String>,
    pub(super) file: usize,
}

/// Outputs as they are put together.
#[derive(Default)]
pub(super) struct Calls {
    pub(super) parts: BTreeMap<Key, Parts>,
    /// The ARNs of users and roles by account, sort and name.
    pub(super) arns: BTreeMap<Key, String>,
    pub(super) listed: BTreeMap<(String, Sort), Told>,
    pub(super) defaults: BTreeMap<String, Agreed<String>>,
    pub(super) versions: Vec<Version>,
    pub(super) logins: Vec<(Key, Login, usize)>,
    pub(super) may_change: BTreeSet<String>,
    /// The accounts that ARNs in a folder are of.
    pub(super) in_folders: BTreeMap<String, BTreeSet<String>>,
    /// The ARNs of managed policies that something tells of.
    pub(super) managed: BTreeSet<String>,
}

/// The name at the end of an ARN.
pub(super) fn name_of(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

pub(super) fn key_of(arn: &str) -> Option<Key> {
    Some((
        account_of(arn)?,
        Sort::of_arn(arn)?,
        name_of(arn).to_owned(),
    ))
}

impl Calls {
    /// Notes of whom outputs tell by themselves.
    pub(super) fn known(&mut self, of: &Subject, call: &IamCall) {
        let mut note = |arn: &String| {
            if let Some(key) = key_of(arn) {
                let accounts = self.in_folders.entry(of.folder.clone()).or_default();
                accounts.insert(key.0.clone());
                if key.1 != Sort::Group {
                    self.arns.insert(key, arn.clone());
                }
            }
        };
        match call {
            IamCall::Entity { arn, boundary } => {
                note(arn);
                self.managed.extend(boundary.clone().flatten());
            }
            IamCall::Listed { arns, .. } | IamCall::Groups { arns, .. } => {
                arns.iter().for_each(note);
            }
            IamCall::Attached { arns, .. } => {
                self.managed.extend(arns.iter().cloned());
                let accounts = self.in_folders.entry(of.folder.clone()).or_default();
                accounts.extend(arns.iter().filter_map(|arn| account_of(arn)));
            }
            IamCall::Default { arn, .. } => {
                self.managed.insert(arn.clone());
                let accounts = self.in_folders.entry(of.folder.clone()).or_default();
                accounts.extend(account_of(arn));
            }
            _ => {}
        }
    }

    /// Whether outputs in the folder tell of no other account: in the one that all files are below,
    /// those in any folder.
    pub(super) fn may_be_of(&self, of: &Subject, account: &str, is_top: bool) -> bool {
        let mut folders = self.in_folders.iter();
        folders.all(|(folder, told)| {
            (!is_top && *folder != of.folder) || told.iter().all(|told| told == account)
        })
    }

    /// The user, role or group that an output is about, among those that files tell of.
    fn named(&self, account: &str, sort: Sort, about: &About) -> Option<Key> {
        let told = about.told.as_ref();
        if let (Some(told), Sort::Group) = (told, sort) {
            return Some((account.to_owned(), sort, told.clone()));
        }
        let key = |name: &String| (account.to_owned(), sort, name.clone());
        if let Some(told) = told {
            return Some(key(told)).filter(|key| self.arns.contains_key(key));
        }
        let rest = about.rest.as_ref()?;
        if sort == Sort::Group {
            return Some(key(rest));
        }
        Some(key(rest)).filter(|key| self.arns.contains_key(key))
    }

    /// Takes in what an output tells; true where it does not say of which account it is, an error
    /// where nothing does or of whom it is.
    pub(super) fn take(
        &mut self,
        call: &IamCall,
        account: Option<&str>,
        of: &Subject,
        file: usize,
    ) -> Result<bool, Box<Finding>> {
        let (sort, about) = match call {
            IamCall::Entity { arn, boundary } => {
                let Some(key) = key_of(arn) else {
                    return Ok(false);
                };
                let parts = self.parts_of(key, file);
                match boundary {
                    Some(boundary) => parts.boundary.add(boundary.clone(), file),
                    None => parts.is_boundary_cut = true,
                }
                return Ok(false);
            }
            IamCall::Listed { sort, arns, is_all } => {
                let told: BTreeSet<String> =
                    arns.iter().filter_map(|arn| account_of(arn)).collect();
                let is_told = !told.is_empty();
                let account = match told.len() {
                    0 => account.ok_or_else(|| {
                        Box::new(no_owner(
                            message!("nothing says which account this list is of"),
                            of,
                        ))
                    })?,
                    1 => told.first().map_or("", |account| account),
                    _ => return Ok(false),
                };
                let listed = self.listed.entry((account.to_owned(), *sort)).or_default();
                listed.add(arns, *is_all, file);
                return Ok(!is_told);
            }
            IamCall::Default { arn, version } => {
                let default = self.defaults.entry(arn.clone()).or_default();
                default.add(version.clone(), file);
                return Ok(false);
            }
            IamCall::Version {
                about,
                version,
                is_default,
                text,
            } => {
                let arn = self.policy_of(about, account).ok_or_else(policy_unknown)?;
                self.versions.push(Version {
                    arn,
                    version: version.clone(),
                    is_default: *is_default,
                    text: text.clone(),
                    file,
                });
                return Ok(about.told.is_none());
            }
            IamCall::MayChange => {
                let what = message!("nothing says which account has these rules for passwords");
                let account = account.ok_or_else(|| Box::new(no_owner(what, of)))?;
                self.may_change.insert(account.to_owned());
                return Ok(true);
            }
            IamCall::Names { sort, about, .. }
            | IamCall::Own { sort, about, .. }
            | IamCall::Attached { sort, about, .. } => (*sort, about),
            IamCall::Groups { about, .. } | IamCall::Login { about, .. } => (Sort::User, about),
        };
        let what = message!("nothing says which account this is of");
        let account = account.ok_or_else(|| Box::new(no_owner(what, of)))?;
        let key = self
            .named(account, sort, about)
            .ok_or_else(|| entity_unknown(sort, about))?;
        if let IamCall::Login {
            has_profile,
            must_change,
            ..
        } = call
        {
            let login = Login {
                has_profile: *has_profile,
                must_change: *must_change,
            };
            self.logins.push((key, login, file));
            return Ok(true);
        }
        let parts = self.parts_of(key, file);
        match call {
            IamCall::Names { names, is_all, .. } => parts.names.add(names, *is_all, file),
            IamCall::Attached { arns, is_all, .. } => parts.attached.add(arns, *is_all, file),
            IamCall::Groups { arns, is_all, .. } => {
                let names: Vec<String> = arns.iter().map(|arn| name_of(arn).to_owned()).collect();
                parts.groups.add(&names, *is_all, file);
            }
            IamCall::Own { name, text, .. } => {
                parts.names.note(name, file);
                let known = parts.own.entry(name.clone()).or_default();
                known.add_alike(text.clone(), file, |one, other| match (one, other) {
                    (Some(one), Some(other)) => is_same_json(one, other),
                    _ => one == other,
                });
            }
            _ => {}
        }
        Ok(true)
    }

    fn parts_of(&mut self, key: Key, file: usize) -> &mut Parts {
        self.parts.entry(key).or_insert_with(|| Parts {
            file,
            ..Parts::default()
        })
    }

    /// The ARN of the managed policy that a version is of.
    fn policy_of(&self, about: &About, account: Option<&str>) -> Option<String> {
        if let Some(told) = &about.told {
            let is_arn = told.starts_with("arn:") && told.contains(":policy/");
            return is_arn.then(|| told.clone());
        }
        let (rest, account) = (about.rest.as_ref()?, account?);
        let may_be = |arn: &&String| {
            let of = arn.split(':').nth(4);
            // One that AWS manages may have the name of another, so that its version is told, too.
            let is_told = || self.defaults.contains_key(*arn);
            name_of(arn) == rest && (of == Some(account) || (of == Some("aws") && is_told()))
        };
        let mut found = self.managed.iter().filter(may_be);
        let first = found.next()?;
        found.next().is_none().then(|| first.clone())
    }
}

fn policy_unknown() -> Box<Finding> {
    let what = message!("nothing says which policy this version is of");
    let help = message!(
        "name the file as {example}, and import the output of {call} in its folder, too",
        example = code("get-policy-version-NAME.json"),
        call = code("aws iam get-policy")
    );
    Box::new(Finding::new(UNKNOWN, Severity::Warning, what).help(help))
}

fn entity_unknown(sort: Sort, about: &About) -> Box<Finding> {
    let name = about.told.as_ref().or(about.rest.as_ref());
    let what = match name {
        Some(name) => message!(
            "no file tells the ARN of {sort} {name}",
            sort = code(sort.word()),
            name = code(name)
        ),
        None => message!(
            "nothing says which {sort} this is of",
            sort = code(sort.word())
        ),
    };
    let help = match name {
        Some(_) => message!(
            "import the output of {call}, too",
            call = code(match sort {
                Sort::User => "aws iam get-user",
                Sort::Role => "aws iam get-role",
                Sort::Group => "aws iam get-group",
            })
        ),
        None => message!(
            "name the file as its command and what it is about, such as {example}",
            example = code(match sort {
                Sort::User => "list-attached-user-policies-alice.json",
                Sort::Role => "list-attached-role-policies-admin.json",
                Sort::Group => "list-attached-group-policies-admins.json",
            })
        ),
    };
    Box::new(Finding::new(UNKNOWN, Severity::Warning, what).help(help))
}
