//! The way back and ahead of a workspace that is opened again.

use super::*;
use crate::state::history::History;

/// A history with one step back, to a workspace of that name.
fn back_to(name: &str) -> History {
    let mut history = History::default();
    history.keep(&named(name).into(), None);
    history
}

/// The name of the workspace one step back.
fn before(found: &super::super::library::Found) -> Option<String> {
    let mut history = found.history.clone();
    let before = history.undo(&found.workspace.as_ref().clone().into())?;
    Some(before.name.to_string())
}

#[test]
fn it_is_there_again_in_a_later_visit_and_after_another_workspace() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let key = key_of(page.save(None, &named("now"), false, 1));
    page.keep_history(&key, &back_to("before"), &named("now"));
    page.save(None, &named("other"), false, 2);
    let found = page.switch(&key, 3).unwrap();
    assert_eq!(before(&found).as_deref(), Some("before"));
    let (_, found) = library(&memory, "b").open(4).workspace.unwrap();
    assert_eq!(before(&found).as_deref(), Some("before"));
    // There is none without steps, and none of what was removed.
    page.keep_history(&key, &History::default(), &named("now"));
    assert!(memory.names("vestibule.history.").is_empty());
    page.keep_history(&key, &back_to("before"), &named("now"));
    page.delete(&key);
    assert!(memory.names("vestibule.history.").is_empty());
}

#[test]
fn it_leads_nowhere_from_what_another_tab_wrote() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let key = key_of(page.save(None, &named("now"), false, 1));
    page.keep_history(&key, &back_to("before"), &named("now"));
    let mut other = library(&memory, "b");
    other.open(2);
    other.save(Some(&key), &named("new"), false, 2);
    let (_, found) = library(&memory, "c").open(3).workspace.unwrap();
    assert_eq!(before(&found), None);
    // Nor does the way of a tab that is behind.
    page.keep_history(&key, &back_to("before"), &named("now"));
    assert!(memory.names("vestibule.history.").is_empty());
}

#[test]
fn it_goes_first_where_there_is_no_room() {
    let memory = Memory::new();
    let mut page = library(&memory, "a");
    let key = key_of(page.save(None, &named("now"), false, 1));
    page.keep_history(&key, &back_to(&"b".repeat(500)), &named("now"));
    memory.room.set(memory.used());
    let (_, outcome) = page.save(Some(&key), &named(&"n".repeat(200)), false, 2);
    assert_eq!(outcome, Outcome::Saved);
    assert!(memory.names("vestibule.history.").is_empty());
    // Then this tab has it.
    memory.room.set(memory.used());
    page.keep_history(&key, &back_to("before"), &named(&"n".repeat(200)));
    let found = page.switch(&key, 3).unwrap();
    assert_eq!(before(&found).as_deref(), Some("before"));
    assert!(!page.would_lose());
}
