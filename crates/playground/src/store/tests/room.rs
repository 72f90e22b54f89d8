//! Versions, and what becomes of them and of workspaces when there is no room.

use std::rc::Rc;

use vestibule_wire::Layer;

use super::*;
use crate::state::workspace::Document;

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
fn a_version_has_a_name_and_then_stays_until_it_is_removed() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let key = key_of(page.save(None, &named("0"), false, 0));
    assert!(page.snapshot(&key, false));
    let version = page.newest_version(&key).unwrap();
    assert!(page.name_version(&version, "before the move"));
    for minute in 1..=60 {
        let now = minute * 180_000;
        page.save(Some(&key), &named(&minute.to_string()), false, now);
    }
    let versions = page.info().versions;
    let oldest = versions.last().unwrap();
    assert_eq!((&*oldest.name, oldest.pinned), ("before the move", true));
    assert_eq!(page.version(&oldest.key), Some(named("0")));
    page.remove_version(&oldest.key);
    assert!(page.info().versions.iter().all(|one| one.name.is_empty()));
    assert_eq!(page.peek(&key), Some(named("60")));
    assert_eq!(page.peek("none"), None);
}

#[test]
fn a_workspace_without_a_name_is_known_by_its_policies() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let document = |name: &'static str, text: &'static str| {
        Rc::new(Document {
            layer: Layer::ServiceControl,
            name: name.into(),
            text: text.into(),
            ..Document::default()
        })
    };
    let names = ["a", "b", "c", "d", "e"].map(|name| document(name, "{}"));
    let mut workspace = named("");
    workspace.documents = names.into();
    workspace.documents.push(document("blank", " "));
    page.save(None, &workspace, false, 1);
    let kept = page.info().workspaces[0].policies.clone();
    let layer = Layer::ServiceControl;
    assert_eq!(kept.named, ["a", "b", "c"].map(|name| (layer, name.into())));
    assert_eq!(kept.more, 2);
}
