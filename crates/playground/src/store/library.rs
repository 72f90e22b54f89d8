//! Workspaces by key, each with versions.

use std::cmp::Reverse;
use std::rc::Rc;

use vestibule_iam::sort;

use crate::state::history::History;
use crate::state::results::Stop;
use crate::state::saved::{SavedWorkspace, StoreInfo, Version};
use crate::state::workspace::Workspace;

use super::area::Area;
use super::record::{self, Head};
use super::stock::Stock;

pub(super) const WORKSPACE: &str = "vestibule.workspace.";
pub(super) const VERSION: &str = "vestibule.version.";
/// Of a workspace that is not decided: why.
const UNDECIDED: &str = "vestibule.undecided.";
/// Of a workspace: the way back and ahead.
pub(super) const HISTORY: &str = "vestibule.history.";
const ASIDE: &str = "vestibule.unreadable.";
/// The key of the workspace that was shown last, in whichever tab.
const CURRENT: &str = "vestibule.current";
/// The key of the workspace that was shown last in this tab.
const OF_TAB: &str = "vestibule.tab";

const DAY_MS: u64 = 86_400_000;

/// What is kept, as one tab sees it.
pub struct Library<A> {
    pub(super) stock: Stock<A>,
    of_tab: Option<A>,
    /// Tells this load of the page from every other.
    tab: String,
    /// The workspace that is shown.
    shown: Option<String>,
    /// What the browser had of each workspace when it was last read or written.
    seen: Vec<(String, Head)>,
    /// When it last became a version; `None` before it did since it is shown.
    pub(super) last_version: Option<u64>,
}

/// What the page opens with.
#[derive(Debug, PartialEq)]
pub struct Opened {
    pub workspace: Option<(String, Found)>,
    /// Something that was stored could not be read and was put aside.
    pub broken: bool,
    pub denied: bool,
}

/// A workspace that was kept.
#[derive(Debug, PartialEq)]
pub struct Found {
    pub workspace: Box<Workspace>,
    /// Nobody would miss it.
    pub disposable: bool,
    /// Deciding it did not end the last time.
    pub undecided: Option<Stop>,
    /// The way back and ahead as it was left.
    pub history: History,
}

/// Why there is no workspace of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// It was removed.
    Gone,
    /// It cannot be read, and was put aside.
    Broken,
}

/// What became of keeping a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Saved,
    /// Another tab stored under the key meanwhile: what it did is a version now.
    SavedOver,
    /// The browser has no room for it: it is in this tab.
    Full,
    /// The browser keeps nothing: it is in this tab.
    Denied,
}

impl<A: Area> Library<A> {
    pub fn new(lasting: Option<A>, of_tab: Option<A>, tab: String) -> Self {
        // Some browsers give a storage that takes nothing.
        let takes = |area: &A| {
            let probe = "vestibule.probe";
            let stored = area.names("vestibule.");
            let taken = area.set(probe, "") || !stored.is_empty();
            area.remove(probe);
            taken
        };
        Self {
            stock: Stock::new(lasting.filter(takes)),
            of_tab,
            tab,
            shown: None,
            seen: Vec::new(),
            last_version: None,
        }
    }

    /// The workspace to show: that of this tab, else the last one of any.
    pub fn open(&mut self, now: u64) -> Opened {
        let mut opened = Opened {
            workspace: None,
            broken: false,
            denied: self.is_denied(),
        };
        let Some(area) = &self.stock.lasting else {
            return opened;
        };
        let of_tab = self.of_tab.as_ref().and_then(|area| area.get(OF_TAB));
        let mut keys: Vec<String> = of_tab.into_iter().chain(area.get(CURRENT)).collect();
        keys.extend(self.by_age());
        for key in keys {
            match self.read(&key) {
                Read::Workspace(head, workspace) => {
                    let disposable = head.disposable;
                    let history = self.history(&key, &head);
                    self.see(&key, head);
                    self.show(&key);
                    self.tidy(now);
                    let found = Found {
                        workspace,
                        disposable,
                        undecided: self.undecided(&key),
                        history,
                    };
                    opened.workspace = Some((key, found));
                    return opened;
                }
                Read::Nothing => {}
                Read::Broken(text) => {
                    opened.broken = true;
                    self.put_aside(&format!("{WORKSPACE}{key}"), &text, now);
                }
            }
        }
        opened
    }

    /// Keeps a workspace under its key, or under a new one when it has none. Tells
    /// the key, too.
    pub fn save(
        &mut self,
        key: Option<&str>,
        workspace: &Workspace,
        disposable: bool,
        now: u64,
    ) -> (String, Outcome) {
        let key = match key.filter(|key| !key.is_empty()) {
            None => self.fresh_key(now),
            Some(key) => key.to_owned(),
        };
        let mut head = Head::of(workspace, &self.tab, now);
        head.disposable = disposable;
        let text = head.with(&record::body(workspace));
        if !self.is_written_by_another(&key) {
            self.keep_before(&key, &text, now);
        }
        let outcome = self.store(&key, head, &text);
        self.show(&key);
        if outcome != Outcome::Full {
            self.settle();
        }
        (key, outcome)
    }

    pub(super) fn store(&mut self, key: &str, head: Head, text: &str) -> Outcome {
        let name = format!("{WORKSPACE}{key}");
        let over = self.is_written_by_another(key);
        // Nothing goes before it is safe.
        let lasts = if over && !self.keep_of_another(key) {
            self.stock.set_here(&name, text);
            false
        } else {
            self.stock.set(&name, text)
        };
        if !lasts {
            return self.standing(key);
        }
        self.see(key, head);
        if over {
            Outcome::SavedOver
        } else {
            Outcome::Saved
        }
    }

    /// Loads a workspace to show it.
    ///
    /// # Errors
    /// When there is none.
    pub fn switch(&mut self, key: &str, now: u64) -> Result<Found, Missing> {
        match self.read(key) {
            Read::Workspace(head, workspace) => {
                let disposable = head.disposable;
                let history = self.history(key, &head);
                if !self.stock.is_here(&format!("{WORKSPACE}{key}")) {
                    self.see(key, head);
                }
                self.show(key);
                Ok(Found {
                    workspace,
                    disposable,
                    undecided: self.undecided(key),
                    history,
                })
            }
            Read::Nothing => Err(Missing::Gone),
            Read::Broken(text) => {
                self.put_aside(&format!("{WORKSPACE}{key}"), &text, now);
                Err(Missing::Broken)
            }
        }
    }

    /// A workspace as it is kept, which is not shown.
    pub fn look(&self, key: &str) -> Option<Workspace> {
        match self.read(key) {
            Read::Workspace(_, workspace) => Some(*workspace),
            Read::Nothing | Read::Broken(_) => None,
        }
    }

    /// The next workspace is one that is not kept yet.
    pub fn leave(&mut self) {
        self.shown = None;
        self.last_version = None;
    }

    /// Whether deciding that workspace did not end the last time.
    fn undecided(&self, key: &str) -> Option<Stop> {
        let why = self.stock.get(&format!("{UNDECIDED}{key}"))?;
        // A word of another release says as much.
        let known = Stop::ALL.into_iter().find(|stop| stop.name() == why);
        Some(known.unwrap_or(Stop::Died))
    }

    /// Notes that deciding a workspace did not end, or that it did.
    pub fn set_undecided(&self, key: &str, why: Option<Stop>) {
        let name = format!("{UNDECIDED}{key}");
        match why {
            // Where the browser does not take it, this tab knows it as it knows the workspace.
            Some(why) => {
                self.stock.set(&name, why.name());
            }
            None => self.stock.remove(&name),
        }
    }

    /// Removes a workspace and its versions.
    pub fn delete(&mut self, key: &str) {
        self.set_undecided(key, None);
        self.stock.remove(&format!("{HISTORY}{key}"));
        for name in self.stock.names(&format!("{VERSION}{key}.")) {
            self.stock.remove(&name);
        }
        self.stock.remove(&format!("{WORKSPACE}{key}"));
        if self.shown.as_deref() == Some(key) {
            self.leave();
        }
    }

    /// Removes what nobody would miss and nobody went back to for a day.
    fn tidy(&mut self, now: u64) {
        let old: Vec<String> = self
            .stock
            .names(WORKSPACE)
            .into_iter()
            .filter(|name| {
                self.stock.head(name).is_some_and(|head| {
                    head.disposable && now.saturating_sub(head.changed) > DAY_MS
                })
            })
            .filter_map(|name| Some(name.strip_prefix(WORKSPACE)?.to_owned()))
            .filter(|key| Some(&**key) != self.shown.as_deref())
            .collect();
        for key in old {
            self.delete(&key);
        }
    }

    /// What there is.
    pub fn info(&self) -> StoreInfo {
        let current = self.shown.clone().unwrap_or_default();
        let heads = |prefix: String| {
            let names = self.stock.names(&prefix).into_iter();
            names.filter_map(move |name| {
                let head = self.stock.head(&name)?;
                let lasts = !self.stock.is_here(&name);
                Some((name.get(prefix.len()..)?.to_owned(), head, lasts))
            })
        };
        let mut workspaces: Vec<Rc<SavedWorkspace>> = heads(WORKSPACE.to_owned())
            // An example that nobody changed is in the gallery.
            .filter(|(key, head, _)| !head.disposable || *key == current)
            .map(|(key, head, lasts)| {
                Rc::new(SavedWorkspace {
                    key: key.into(),
                    name: head.name.into(),
                    policies: head.policies,
                    changed: head.changed,
                    lasts,
                })
            })
            .collect();
        sort::by_key(&mut workspaces, |kept| Reverse(kept.changed));
        let mut versions: Vec<Rc<Version>> = heads(format!("{VERSION}{current}."))
            .map(|(rest, head, lasts)| {
                Rc::new(Version {
                    key: format!("{current}.{rest}").into(),
                    name: head.label.into(),
                    saved: head.changed,
                    pinned: head.pinned,
                    other_tab: head.other_tab,
                    documents: head.documents,
                    scenarios: head.scenarios,
                    lasts,
                })
            })
            .collect();
        sort::by_key(&mut versions, |version| Reverse(version.saved));
        StoreInfo {
            current: current.into(),
            workspaces,
            versions,
        }
    }

    /// True when another tab stored under the key what this one has not seen.
    pub fn is_written_by_another(&self, key: &str) -> bool {
        let Some(stored) = self.stock.lasting_head(&format!("{WORKSPACE}{key}")) else {
            return false;
        };
        let seen = self.seen.iter().find(|(seen, _)| seen == key);
        seen.is_none_or(|(_, head)| !stored.is_same_writing(head))
    }

    /// The name under which a workspace of that key is stored.
    pub fn name_of(key: &str) -> String {
        format!("{WORKSPACE}{key}")
    }

    /// That workspace is shown.
    pub fn show(&mut self, key: &str) {
        if self.shown.as_deref() == Some(key) {
            return;
        }
        self.last_version = None;
        if let Some(area) = &self.of_tab {
            area.set(OF_TAB, key);
        }
        if let Some(area) = &self.stock.lasting {
            area.set(CURRENT, key);
        }
        self.shown = Some(key.to_owned());
    }

    /// That is what the browser has of it.
    fn see(&mut self, key: &str, head: Head) {
        self.seen.retain(|(seen, _)| seen != key);
        self.seen.push((key.to_owned(), head));
    }

    fn read(&self, key: &str) -> Read {
        let Some(text) = self.stock.get(&format!("{WORKSPACE}{key}")) else {
            return Read::Nothing;
        };
        match record::read(&text) {
            Some((head, workspace)) => Read::Workspace(head, Box::new(workspace)),
            None => Read::Broken(text),
        }
    }

    /// The keys, the one that was changed last first.
    fn by_age(&self) -> Vec<String> {
        let workspaces = self.info().workspaces;
        let known = workspaces.iter().map(|kept| kept.key.to_string());
        let mut keys: Vec<String> = known.collect();
        // Then those that do not even say what they are.
        for name in self.stock.names(WORKSPACE) {
            if let Some(key) = name.strip_prefix(WORKSPACE)
                && !keys.iter().any(|known| known == key)
            {
                keys.push(key.to_owned());
            }
        }
        keys
    }

    fn fresh_key(&self, now: u64) -> String {
        let mut number = now;
        loop {
            let key = format!("{number}-{}", self.tab);
            if self.stock.get(&format!("{WORKSPACE}{key}")).is_none() {
                return key;
            }
            number += 1;
        }
    }

    /// What cannot be read is neither shown nor lost. Where there is no room to
    /// put it aside it stays where it is.
    fn put_aside(&self, name: &str, text: &str, now: u64) {
        let Some(area) = &self.stock.lasting else {
            return;
        };
        let short = name.strip_prefix("vestibule.").unwrap_or(name);
        if area.set(&format!("{ASIDE}{short}.{now}"), text) {
            area.remove(name);
        }
    }
}

/// What is stored under a key.
enum Read {
    Workspace(Head, Box<Workspace>),
    Nothing,
    Broken(String),
}
