//! Keeping, with a storage that can be full, broken or denied.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::area::move_all;
use super::{Area, Library, Missing, Opened, Outcome};
use crate::state::results::Stop;
use crate::state::workspace::Workspace;

/// A storage of so many bytes.
#[derive(Clone)]
struct Memory {
    texts: Rc<RefCell<BTreeMap<String, String>>>,
    room: Rc<Cell<usize>>,
}

impl Memory {
    fn new() -> Self {
        Self {
            texts: Rc::default(),
            room: Rc::new(Cell::new(5_000_000)),
        }
    }

    fn used(&self) -> usize {
        let texts = self.texts.borrow();
        texts
            .iter()
            .map(|(name, text)| name.len() + text.len())
            .sum()
    }

    fn put(&self, name: &str, text: &str) {
        self.texts.borrow_mut().insert(name.into(), text.into());
    }
}

impl Area for Memory {
    fn get(&self, name: &str) -> Option<String> {
        self.texts.borrow().get(name).cloned()
    }

    fn set(&self, name: &str, text: &str) -> bool {
        let before = self.get(name).map_or(0, |text| name.len() + text.len());
        if self.used() - before + name.len() + text.len() > self.room.get() {
            return false;
        }
        self.put(name, text);
        true
    }

    fn remove(&self, name: &str) {
        self.texts.borrow_mut().remove(name);
    }

    fn names(&self, prefix: &str) -> Vec<String> {
        let texts = self.texts.borrow();
        texts
            .keys()
            .filter(|n| n.starts_with(prefix))
            .cloned()
            .collect()
    }
}

/// The storage of all pages, and the names that one of them sees.
#[derive(Clone)]
struct Folder(Memory, &'static str);

impl Area for Folder {
    fn get(&self, name: &str) -> Option<String> {
        self.0.get(&format!("{}{name}", self.1))
    }

    fn set(&self, name: &str, text: &str) -> bool {
        self.0.set(&format!("{}{name}", self.1), text)
    }

    fn remove(&self, name: &str) {
        self.0.remove(&format!("{}{name}", self.1));
    }

    fn names(&self, prefix: &str) -> Vec<String> {
        let names = self.0.names(&format!("{}{prefix}", self.1)).into_iter();
        names.map(|name| name[self.1.len()..].to_owned()).collect()
    }
}

#[test]
fn what_had_no_folder_goes_to_the_page_that_opens_first() {
    let memory = Memory::new();
    let mut former = library(&memory, "a");
    let key = key_of(former.save(None, &named("one"), false, 1));
    former.save(Some(&key), &named("one, edited"), false, 2);
    let (first, second) = (
        Folder(memory.clone(), "/one/ "),
        Folder(memory.clone(), "/one/other/ "),
    );
    for page in [&first, &second] {
        move_all(&memory, page);
    }
    assert!(memory.names("vestibule.").is_empty());
    assert!(second.names("").is_empty());
    let open = |page: &Folder| Library::new(Some(page.clone()), None, "b".into()).open(3);
    assert_eq!(name_of(&open(&first)), "one, edited");
    assert_eq!(first.names("vestibule.version.").len(), 1);
    assert_eq!(open(&second).workspace, None);
    // An older release, in a tab that is still open, writes once more: both stay.
    let name = Library::<Memory>::name_of(&key);
    memory.put(
        &name,
        &memory
            .get(&format!("/one/ {name}"))
            .unwrap()
            .replace("one", "two"),
    );
    move_all(&memory, &first);
    assert_eq!(first.names("vestibule.workspace.").len(), 2);
    assert!(memory.names("vestibule.").is_empty());
}

#[test]
fn without_room_for_another_name_it_stays_where_it_is() {
    let memory = Memory::new();
    memory.put("vestibule.workspace.1", "text");
    memory.room.set(memory.used());
    move_all(&memory, &Folder(memory.clone(), "/one/ "));
    assert_eq!(memory.get("vestibule.workspace.1").as_deref(), Some("text"));
}

#[test]
fn what_was_not_decided_is_told_until_it_is() {
    let memory = Memory::new();
    let mut first = library(&memory, "a");
    let key = key_of(first.save(None, &named("one"), false, 1));
    let opened = |tab: &str| library(&memory, tab).open(2).workspace.unwrap().1.undecided;
    assert_eq!(opened("b"), None);
    for stop in Stop::ALL {
        first.set_undecided(&key, Some(stop));
        assert_eq!(opened("c"), Some(stop));
        assert_eq!(first.switch(&key, 3).unwrap().undecided, Some(stop));
    }
    // What another release says of it says as much.
    memory.put(&format!("vestibule.undecided.{key}"), "tired");
    assert_eq!(opened("d"), Some(Stop::Died));
    first.set_undecided(&key, None);
    assert_eq!(opened("e"), None);
    // Also where the browser keeps nothing.
    let mut denied = Library::<Memory>::new(None, None, "f".into());
    let (here, _) = denied.save(None, &named("one"), false, 1);
    denied.set_undecided(&here, Some(Stop::ByHand));
    assert_eq!(
        denied.switch(&here, 2).unwrap().undecided,
        Some(Stop::ByHand)
    );
    first.set_undecided(&key, Some(Stop::Slow));
    first.delete(&key);
    assert!(memory.names("vestibule.undecided.").is_empty());
}

fn library(memory: &Memory, tab: &str) -> Library<Memory> {
    Library::new(Some(memory.clone()), Some(Memory::new()), tab.into())
}

fn named(name: &str) -> Workspace {
    Workspace {
        name: name.to_owned().into(),
        ..Workspace::default()
    }
}

fn key_of((key, outcome): (String, Outcome)) -> String {
    assert_eq!(outcome, Outcome::Saved);
    key
}

fn name_of(opened: &Opened) -> &str {
    &opened.workspace.as_ref().unwrap().1.workspace.name
}

#[test]
fn what_is_kept_opens_again() {
    let memory = Memory::new();
    let mut first = library(&memory, "a");
    assert_eq!(first.open(0).workspace, None);
    let key = key_of(first.save(None, &named("one"), false, 1));
    assert_eq!(
        first.save(Some(&key), &named("one, edited"), false, 2).1,
        Outcome::Saved
    );
    let opened = library(&memory, "b").open(3);
    let (found, kept) = opened.workspace.unwrap();
    assert_eq!((found, *kept.workspace), (key, named("one, edited")));
    assert!(!opened.broken && !opened.denied);
}

#[test]
fn what_the_first_release_stored_opens_and_is_written_alike() {
    let memory = Memory::new();
    let stored = concat!(
        r#"{"format":2,"name":"one","changed":1,"writer":"a","documents":0,"scenarios":0,"#,
        r#""pinned":false,"other_tab":false,"disposable":false}"#,
        "\n",
        r#"{"name":"one","account":{"id":"","standing":"Member","organization":"","path":"","#,
        r#""on_account":true,"on_organization":true},"documents":[],"no_identity":false,"#,
        r#""scenarios":[],"readings":[],"personas":[],"sites":[],"example":null,"extras":[],"#,
        r#""next_id":0}"#
    );
    memory.put("vestibule.workspace.1-a", stored);
    let opened = library(&memory, "b").open(2);
    let (key, found) = opened.workspace.unwrap();
    assert_eq!((&*key, *found.workspace), ("1-a", named("one")));
    let other = Memory::new();
    library(&other, "a").save(Some(&key), &named("one"), false, 1);
    assert_eq!(
        other.get("vestibule.workspace.1-a").as_deref(),
        Some(stored)
    );
}

#[test]
fn the_tab_opens_its_own_and_a_new_one_the_last() {
    let memory = Memory::new();
    let tab = Memory::new();
    let mut first = Library::new(Some(memory.clone()), Some(tab.clone()), "a".into());
    first.save(None, &named("one"), false, 1);
    let mut second = library(&memory, "b");
    second.save(None, &named("two"), false, 2);
    assert_eq!(name_of(&library(&memory, "c").open(3)), "two");
    let reloaded = Library::new(Some(memory.clone()), Some(tab), "d".into()).open(3);
    assert_eq!(name_of(&reloaded), "one");
}

#[test]
fn two_tabs_never_write_over_each_other() {
    let memory = Memory::new();
    let (mut a, mut b) = (library(&memory, "a"), library(&memory, "b"));
    let key = key_of(a.save(None, &named("start"), false, 1));
    b.open(2);
    assert_eq!(
        a.save(Some(&key), &named("of a"), false, 3).1,
        Outcome::Saved
    );
    assert!(b.is_written_by_another(&key) && !a.is_written_by_another(&key));
    assert_eq!(
        b.save(Some(&key), &named("of b"), false, 4).1,
        Outcome::SavedOver
    );
    let versions = b.info().versions;
    assert!(versions[0].other_tab);
    assert_eq!(b.version(&versions[0].key), Some(named("of a")));
    // From then on the one that wrote last writes on, until the other does.
    assert_eq!(
        b.save(Some(&key), &named("of b 2"), false, 5).1,
        Outcome::Saved
    );
    assert_eq!(
        a.save(Some(&key), &named("of a 2"), false, 6).1,
        Outcome::SavedOver
    );
    let versions = a.info().versions;
    let names: Vec<String> = versions
        .iter()
        .map(|version| a.version(&version.key).unwrap().name.to_string())
        .collect();
    assert!(
        names.contains(&"of a".into()) && names.contains(&"of b 2".into()),
        "{names:?}"
    );
    assert_eq!(name_of(&library(&memory, "c").open(7)), "of a 2");
}

#[test]
fn without_room_for_its_version_another_tab_is_not_written_over() {
    let memory = Memory::new();
    let (mut a, mut b) = (library(&memory, "a"), library(&memory, "b"));
    let key = key_of(a.save(None, &named("start"), false, 1));
    b.open(2);
    a.save(Some(&key), &named(&"of a".repeat(100)), false, 3);
    memory.remove(&memory.names("vestibule.version.")[0]);
    memory.room.set(memory.used() + 20);
    assert_eq!(
        b.save(Some(&key), &named("of b"), false, 4).1,
        Outcome::Full
    );
    assert_eq!(name_of(&library(&memory, "c").open(5)), "of a".repeat(100));
}

#[test]
fn versions_are_made_at_first_and_after_a_while() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let key = key_of(page.save(None, &named("0"), false, 0));
    for second in 1..=300 {
        let now = second * 1_000;
        page.save(Some(&key), &named(&second.to_string()), false, now);
    }
    let saved: Vec<u64> = page.info().versions.iter().map(|v| v.saved).collect();
    assert_eq!(saved, [240_000, 120_000, 0]);
    let newest = page.info().versions[0].key.clone();
    assert_eq!(page.version(&newest), Some(named("240")));
}

#[test]
fn versions_are_bounded_and_pinned_ones_stay() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let key = key_of(page.save(None, &named("0"), false, 0));
    assert!(page.snapshot(&key, true));
    for minute in 1..=60 {
        let now = minute * 180_000;
        page.save(Some(&key), &named(&minute.to_string()), false, now);
    }
    let versions = page.info().versions;
    assert_eq!(versions.len(), 21);
    let oldest = versions.last().unwrap();
    assert!(oldest.pinned);
    assert_eq!(page.version(&oldest.key), Some(named("0")));
    assert!(page.pin(&oldest.key, false));
    assert!(!page.info().versions.last().unwrap().pinned);
}

#[test]
fn a_full_storage_drops_the_oldest_versions_before_it_gives_up() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let long = |c: char| named(&c.to_string().repeat(2_000));
    let key = key_of(page.save(None, &long('a'), false, 0));
    for (number, c) in ('b'..='f').enumerate() {
        page.save(Some(&key), &long(c), false, (number as u64 + 1) * 180_000);
    }
    assert_eq!(page.info().versions.len(), 5);
    memory.room.set(memory.used() + 10);
    let longer = named(&"g".repeat(3_000));
    assert_eq!(
        page.save(Some(&key), &longer, false, 2_000_000).1,
        Outcome::Saved
    );
    // No more of them than it takes.
    let saved: Vec<u64> = page.info().versions.iter().map(|v| v.saved).collect();
    assert_eq!(saved, [900_000, 720_000, 540_000, 360_000]);
    let before = memory.texts.borrow().clone();
    let huge = named(&"h".repeat(1_000_000));
    assert_eq!(
        page.save(Some(&key), &huge, false, 2_000_001).1,
        Outcome::Full
    );
    // What was stored before is still there, every version too.
    assert_eq!(*memory.texts.borrow(), before);
    let opened = library(&memory, "b").open(0).workspace.unwrap().1;
    assert_eq!(*opened.workspace, longer);
}

#[test]
fn what_has_no_room_stays_in_the_tab_until_there_is() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let one = key_of(page.save(None, &named("one"), false, 1));
    memory.room.set(memory.used());
    let longer = named("one, and what was typed since");
    assert_eq!(page.save(Some(&one), &longer, false, 2).1, Outcome::Full);
    assert_eq!(page.standing(&one), Outcome::Full);
    page.leave();
    let (two, outcome) = page.save(None, &named("two"), false, 3);
    assert_eq!(outcome, Outcome::Full);
    // Both are listed, and both open as they were left.
    let listed = |page: &Library<Memory>| -> Vec<(String, bool)> {
        let kept = page.info().workspaces;
        let both = kept.iter().map(|kept| (kept.name.to_string(), kept.lasts));
        both.collect()
    };
    let expected = ["two", "one, and what was typed since"].map(|name| (name.to_owned(), false));
    assert_eq!(listed(&page), expected);
    assert_eq!(*page.switch(&one, 4).unwrap().workspace, longer);
    assert_eq!(*page.switch(&two, 4).unwrap().workspace, named("two"));
    assert!(page.would_lose() && !page.settle());
    // Other tabs see what was stored before.
    assert_eq!(name_of(&library(&memory, "b").open(5)), "one");
    memory.room.set(5_000_000);
    assert!(page.settle() && !page.would_lose());
    assert!(listed(&page).iter().all(|(_, lasts)| *lasts));
    let mut other = library(&memory, "c");
    assert_eq!(*other.switch(&one, 6).unwrap().workspace, longer);
    assert_eq!(*other.switch(&two, 6).unwrap().workspace, named("two"));
}

#[test]
fn what_another_tab_wrote_meanwhile_is_a_version_before_there_is_room_for_ours() {
    let memory = Memory::new();
    let (mut a, mut b) = (library(&memory, "a"), library(&memory, "b"));
    let key = key_of(a.save(None, &named("start"), false, 1));
    b.switch(&key, 1).unwrap();
    memory.room.set(memory.used());
    let ours = named("of a, which is longer");
    assert_eq!(a.save(Some(&key), &ours, false, 2).1, Outcome::Full);
    memory.room.set(5_000_000);
    assert_eq!(
        b.save(Some(&key), &named("of b"), false, 3).1,
        Outcome::Saved
    );
    // Whoever comes back to it here finds what was typed here.
    a.leave();
    assert_eq!(*a.switch(&key, 4).unwrap().workspace, ours);
    assert_eq!(a.save(Some(&key), &ours, false, 5).1, Outcome::SavedOver);
    let versions = a.info().versions;
    let of_b = versions.iter().find(|version| version.other_tab).unwrap();
    assert!(of_b.lasts);
    assert_eq!(a.version(&of_b.key), Some(named("of b")));
    assert_eq!(*b.switch(&key, 6).unwrap().workspace, ours);
}

#[test]
fn versions_are_kept_in_the_tab_where_nothing_else_keeps_them() {
    let mut none: Library<Memory> = Library::new(None, None, "a".into());
    let (example, _) = none.save(None, &named("example"), true, 1);
    assert!(!none.would_lose(), "it is in the gallery");
    assert!(!none.snapshot(&example, true), "it goes with the tab");
    assert!(none.would_lose());
    none.delete(&example);
    assert!(!none.would_lose());
    let (key, outcome) = none.save(None, &named("0"), false, 2);
    assert_eq!(outcome, Outcome::Denied);
    none.save(Some(&key), &named("1"), false, 3);
    let versions = none.info().versions;
    assert_eq!(versions.len(), 1);
    assert!(!versions[0].lasts);
    assert_eq!(none.version(&versions[0].key), Some(named("0")));
    assert_eq!(*none.switch(&key, 4).unwrap().workspace, named("1"));
    assert!(none.would_lose());

    // With a full storage it is what is shown, not what was stored before.
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let key = key_of(page.save(None, &named("stored"), false, 1));
    memory.room.set(memory.used());
    page.save(Some(&key), &named("stored, and shown"), false, 2);
    assert!(!page.snapshot(&key, true));
    let versions = page.info().versions;
    let kept = versions.iter().find(|version| version.pinned).unwrap();
    assert_eq!(page.version(&kept.key), Some(named("stored, and shown")));
}

#[test]
fn a_denied_storage_is_told() {
    let mut none: Library<Memory> = Library::new(None, None, "a".into());
    assert!(none.open(0).denied);
    assert_eq!(none.save(None, &named("x"), false, 1).1, Outcome::Denied);
    let memory = Memory::new();
    memory.room.set(0);
    assert!(library(&memory, "a").open(0).denied);
}

#[test]
fn what_is_broken_is_put_aside_and_the_rest_opens() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let good = key_of(page.save(None, &named("good"), false, 1));
    let bad = key_of(page.save(None, &named("bad"), false, 2));
    let name = Library::<Memory>::name_of(&bad);
    for broken in ["", "x", "{}\n{}", "{\"format\":2}\n{", "\n\n"] {
        memory.put(&name, broken);
        memory.put("vestibule.current", &bad);
        let opened = library(&memory, "b").open(7);
        assert!(opened.broken, "{broken:?}");
        assert_eq!(opened.workspace.unwrap().0, good, "{broken:?}");
        assert_eq!(memory.get(&name), None);
        let aside = memory.names("vestibule.unreadable.");
        assert_eq!(memory.get(&aside[0]).as_deref(), Some(broken));
        memory.remove(&aside[0]);
    }
}

#[test]
fn a_stored_text_with_its_body_cut_off_is_broken() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let key = key_of(page.save(None, &named("x"), false, 1));
    let name = Library::<Memory>::name_of(&key);
    let text = memory.get(&name).unwrap();
    memory.put(&name, &text[..text.len() - 5]);
    let opened = library(&memory, "b").open(2);
    assert_eq!((opened.broken, opened.workspace), (true, None));
}

#[test]
fn what_nobody_would_miss_goes_after_a_day_and_leaves_no_version() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let example = key_of(page.save(None, &named("example"), true, 1));
    let edited = key_of(page.save(None, &named("example"), true, 2));
    page.save(Some(&edited), &named("edited"), false, 3);
    assert!(page.info().versions.is_empty());
    let names = |page: &Library<Memory>| -> Vec<String> {
        let kept = page.info().workspaces;
        kept.iter().map(|kept| kept.name.to_string()).collect()
    };
    assert_eq!(names(&page), ["edited"]);
    // Within a day the back button finds it.
    library(&memory, "b").open(1_000);
    assert!(page.switch(&example, 1_000).unwrap().disposable);
    assert_eq!(names(&page), ["edited", "example"]);
    memory.put("vestibule.current", &edited);
    library(&memory, "c").open(90_000_000);
    assert_eq!(page.switch(&example, 0), Err(Missing::Gone));
    assert!(page.switch(&edited, 0).is_ok());
}

#[test]
fn a_workspace_goes_with_its_versions() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let key = key_of(page.save(None, &named("0"), false, 0));
    page.save(Some(&key), &named("1"), false, 1);
    assert_eq!(memory.names("vestibule.version.").len(), 1);
    page.delete(&key);
    assert!(memory.names("vestibule.version.").is_empty());
    assert!(memory.names("vestibule.workspace.").is_empty());
}

#[test]
fn a_workspace_longer_than_any_case_file_opens_again() {
    let memory = Memory::new();
    let mut workspace = named("long");
    let long = " \"\u{1}é".repeat(vestibule_iam::json::MAX_LEN / 4);
    workspace.readings.push(long.into());
    let key = key_of(library(&memory, "a").save(None, &workspace, false, 1));
    let opened = library(&memory, "b").open(2).workspace.unwrap();
    assert_eq!((opened.0, *opened.1.workspace), (key, workspace));
}
