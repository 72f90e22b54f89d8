//! Keeping, with a storage that can be full, broken or denied.

mod history;
mod room;
mod storage;

use super::area::move_all;
use super::{Area, Library, Missing, Opened, Outcome};
use crate::state::results::Stop;
use crate::state::workspace::Workspace;
use storage::{Folder, Memory};

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
fn a_workspace_longer_than_any_case_file_opens_again() {
    let memory = Memory::new();
    let mut workspace = named("long");
    let long = " \"\u{1}é".repeat(vestibule_iam::json::MAX_LEN / 4);
    workspace.readings.push(long.into());
    let key = key_of(library(&memory, "a").save(None, &workspace, false, 1));
    let opened = library(&memory, "b").open(2).workspace.unwrap();
    assert_eq!((opened.0, *opened.1.workspace), (key, workspace));
}
