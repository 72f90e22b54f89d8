//! Keeping, with a storage that can be full, broken or denied.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Area, Library, Missing, Opened, Outcome};
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

fn library(memory: &Memory, tab: &str) -> Library<Memory> {
    Library::new(Some(memory.clone()), Some(Memory::new()), tab.into())
}

fn named(name: &str) -> Workspace {
    Workspace {
        name: name.to_owned().into(),
        ..Workspace::default()
    }
}

fn key_of(outcome: Outcome) -> String {
    match outcome {
        Outcome::SavedAs(key) => key,
        other => panic!("{other:?}"),
    }
}

fn name_of(opened: &Opened) -> &str {
    &opened.workspace.as_ref().unwrap().1.workspace.name
}

#[test]
fn what_is_kept_opens_again() {
    let memory = Memory::new();
    let mut first = library(&memory, "a");
    assert_eq!(first.open(0.0).workspace, None);
    let key = key_of(first.save(None, &named("one"), false, 1.0));
    assert_eq!(
        first.save(Some(&key), &named("one, edited"), false, 2.0),
        Outcome::Saved
    );
    let opened = library(&memory, "b").open(3.0);
    let (found, kept) = opened.workspace.unwrap();
    assert_eq!((found, *kept.workspace), (key, named("one, edited")));
    assert!(!opened.broken && !opened.denied);
}

#[test]
fn the_tab_opens_its_own_and_a_new_one_the_last() {
    let memory = Memory::new();
    let tab = Memory::new();
    let mut first = Library::new(Some(memory.clone()), Some(tab.clone()), "a".into());
    first.save(None, &named("one"), false, 1.0);
    let mut second = library(&memory, "b");
    second.save(None, &named("two"), false, 2.0);
    assert_eq!(name_of(&library(&memory, "c").open(3.0)), "two");
    let reloaded = Library::new(Some(memory.clone()), Some(tab), "d".into()).open(3.0);
    assert_eq!(name_of(&reloaded), "one");
}

#[test]
fn two_tabs_never_write_over_each_other() {
    let memory = Memory::new();
    let (mut a, mut b) = (library(&memory, "a"), library(&memory, "b"));
    let key = key_of(a.save(None, &named("start"), false, 1.0));
    b.open(2.0);
    assert_eq!(
        a.save(Some(&key), &named("of a"), false, 3.0),
        Outcome::Saved
    );
    assert!(b.is_written_by_another(&key) && !a.is_written_by_another(&key));
    assert_eq!(
        b.save(Some(&key), &named("of b"), false, 4.0),
        Outcome::SavedOver
    );
    let versions = b.info().versions;
    assert!(versions[0].other_tab);
    assert_eq!(b.version(&versions[0].key), Some(named("of a")));
    // From then on the one that wrote last writes on, until the other does.
    assert_eq!(
        b.save(Some(&key), &named("of b 2"), false, 5.0),
        Outcome::Saved
    );
    assert_eq!(
        a.save(Some(&key), &named("of a 2"), false, 6.0),
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
    assert_eq!(name_of(&library(&memory, "c").open(7.0)), "of a 2");
}

#[test]
fn without_room_for_its_version_another_tab_is_not_written_over() {
    let memory = Memory::new();
    let (mut a, mut b) = (library(&memory, "a"), library(&memory, "b"));
    let key = key_of(a.save(None, &named("start"), false, 1.0));
    b.open(2.0);
    a.save(Some(&key), &named(&"of a".repeat(100)), false, 3.0);
    memory.remove(&memory.names("vestibule.version.")[0]);
    memory.room.set(memory.used() + 20);
    assert_eq!(
        b.save(Some(&key), &named("of b"), false, 4.0),
        Outcome::Full
    );
    assert_eq!(
        name_of(&library(&memory, "c").open(5.0)),
        "of a".repeat(100)
    );
}

#[test]
fn versions_are_made_at_first_and_after_a_while() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let key = key_of(page.save(None, &named("0"), false, 0.0));
    for second in 1..=300 {
        let now = f64::from(second) * 1_000.0;
        page.save(Some(&key), &named(&second.to_string()), false, now);
    }
    let saved: Vec<f64> = page.info().versions.iter().map(|v| v.saved).collect();
    assert_eq!(saved, [240_000.0, 120_000.0, 0.0]);
    let newest = page.info().versions[0].key.clone();
    assert_eq!(page.version(&newest), Some(named("240")));
}

#[test]
fn versions_are_bounded_and_pinned_ones_stay() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let key = key_of(page.save(None, &named("0"), false, 0.0));
    assert!(page.snapshot(&key, true));
    for minute in 1..=60 {
        let now = f64::from(minute) * 180_000.0;
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
    let key = key_of(page.save(None, &long('a'), false, 0.0));
    for (number, c) in ('b'..='f').enumerate() {
        page.save(Some(&key), &long(c), false, (number + 1) as f64 * 180_000.0);
    }
    assert_eq!(page.info().versions.len(), 5);
    memory.room.set(memory.used() + 10);
    let longer = named(&"g".repeat(3_000));
    assert_eq!(
        page.save(Some(&key), &longer, false, 2_000_000.0),
        Outcome::Saved
    );
    assert!(page.info().versions.len() < 6);
    let huge = named(&"h".repeat(1_000_000));
    assert_eq!(
        page.save(Some(&key), &huge, false, 2_000_001.0),
        Outcome::Full
    );
    // What was stored before is still there.
    let opened = library(&memory, "b").open(0.0).workspace.unwrap().1;
    assert_eq!(*opened.workspace, longer);
}

#[test]
fn a_denied_storage_is_told() {
    let mut none: Library<Memory> = Library::new(None, None, "a".into());
    assert!(none.open(0.0).denied);
    assert_eq!(none.save(None, &named("x"), false, 1.0), Outcome::Denied);
    let memory = Memory::new();
    memory.room.set(0);
    assert!(library(&memory, "a").open(0.0).denied);
}

#[test]
fn what_is_broken_is_put_aside_and_the_rest_opens() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let good = key_of(page.save(None, &named("good"), false, 1.0));
    let bad = key_of(page.save(None, &named("bad"), false, 2.0));
    let name = Library::<Memory>::name_of(&bad);
    for broken in ["", "x", "{}\n{}", "{\"format\":2}\n{", "\n\n"] {
        memory.put(&name, broken);
        memory.put("vestibule.current", &bad);
        let opened = library(&memory, "b").open(7.0);
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
    let key = key_of(page.save(None, &named("x"), false, 1.0));
    let name = Library::<Memory>::name_of(&key);
    let text = memory.get(&name).unwrap();
    memory.put(&name, &text[..text.len() - 5]);
    let opened = library(&memory, "b").open(2.0);
    assert_eq!((opened.broken, opened.workspace), (true, None));
}

#[test]
fn what_nobody_would_miss_goes_after_a_day_and_leaves_no_version() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let example = key_of(page.save(None, &named("example"), true, 1.0));
    let edited = key_of(page.save(None, &named("example"), true, 2.0));
    page.save(Some(&edited), &named("edited"), false, 3.0);
    assert!(page.info().versions.is_empty());
    let names = |page: &Library<Memory>| -> Vec<String> {
        let kept = page.info().workspaces;
        kept.iter().map(|kept| kept.name.to_string()).collect()
    };
    assert_eq!(names(&page), ["edited"]);
    // Within a day the back button finds it.
    library(&memory, "b").open(1_000.0);
    assert!(page.switch(&example, 1_000.0).unwrap().disposable);
    assert_eq!(names(&page), ["edited", "example"]);
    memory.put("vestibule.current", &edited);
    library(&memory, "c").open(90_000_000.0);
    assert_eq!(page.switch(&example, 0.0), Err(Missing::Gone));
    assert!(page.switch(&edited, 0.0).is_ok());
}

#[test]
fn a_workspace_goes_with_its_versions() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let key = key_of(page.save(None, &named("0"), false, 0.0));
    page.save(Some(&key), &named("1"), false, 1.0);
    assert_eq!(memory.names("vestibule.version.").len(), 1);
    page.delete(&key);
    assert!(memory.names("vestibule.version.").is_empty());
    assert!(memory.names("vestibule.workspace.").is_empty());
}

#[test]
fn the_first_versions_input_opens_with_its_way_back() {
    let memory = Memory::new();
    let input = |principal: &str| {
        format!(
            r#"{{"documents":[[{{"id":0,"name":"","target":"","text":"{{}}"}}],[],
            [{{"id":2,"name":"scp","target":"r-ab12","text":"{{ half"}},{{"id":9,"name":"","target":"","text":""}}],[],[],[],[]],
            "no_identity":true,
            "account":{{"id":"111122223333","standing":"Management","organization":"o-a1b2c3d4e5","path":"r-ab12","on_account":true,"on_organization":false}},
            "request":{{"entry":"login-local","principal":"{principal}","path":"Endpoint","source_ip":"192.0.2.1","vpc":"vpc-1","endpoint":"","private_ip":"","region":"eu-west-1",
            "context":[{{"id":0,"key":"aws:x","values":"a\nb"}},{{"id":1,"key":"aws:y","values":""}}]}},
            "example":null,"next_id":10}}"#
        )
        .replace("a\nb", "a\\nb")
    };
    memory.put(
        "vestibule.input",
        &format!("{{\"version\":1,\"value\":{}}}", input("alice")),
    );
    memory.put(
        "vestibule.history",
        &format!(
            "{{\"version\":1,\"value\":{{\"past\":[{{\"step\":\"Cleared\",\"input\":{}}}],\"future\":[]}}}}",
            input("before")
        ),
    );
    let mut page = library(&memory, "a");
    let opened = page.open(5.0);
    let (key, found) = opened.workspace.unwrap();
    let workspace = found.workspace;
    assert_eq!(workspace.documents.len(), 2);
    assert_eq!(&*workspace.documents[1].text, "{ half");
    assert!(workspace.no_identity && !workspace.account.on_organization);
    let scenario = &workspace.scenarios[0];
    assert_eq!(
        (&*scenario.principal, &*scenario.region),
        ("alice", "eu-west-1")
    );
    assert_eq!(&*scenario.network.vpc, "vpc-1");
    assert_eq!(&*scenario.network.source_ip, "192.0.2.1");
    assert_eq!(scenario.context.len(), 2);
    let versions = page.info().versions;
    assert_eq!(versions.len(), 1);
    let before = page.version(&versions[0].key).unwrap();
    assert_eq!(&*before.scenarios[0].principal, "before");
    // It is kept in the new way from now on.
    assert_eq!(memory.get("vestibule.input"), None);
    assert_eq!(library(&memory, "b").open(6.0).workspace.unwrap().0, key);
}

#[test]
fn a_first_versions_input_that_cannot_be_read_is_put_aside() {
    let memory = Memory::new();
    memory.put("vestibule.input", "{\"version\":1,\"value\":7}");
    let opened = library(&memory, "a").open(5.0);
    assert_eq!((opened.broken, opened.workspace), (true, None));
    assert_eq!(memory.names("vestibule.unreadable.").len(), 1);
}
