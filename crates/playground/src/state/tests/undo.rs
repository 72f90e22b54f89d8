//! The way back, over everything.

use vestibule_wire::Layer;

use super::{Page, public};
use crate::format;
use crate::state::action::{Action, DocumentEdit, ScenarioEdit, Way};
use crate::state::history::{History, Kept};

#[test]
fn typing_into_one_field_is_one_step() {
    let mut page = Page::new();
    let id = page.add(Layer::ResourceBased, "", "");
    for text in ["{", "{ ", "{ }"] {
        page.act(Action::Document(id, DocumentEdit::Text(text.into())));
    }
    page.act(Action::Undo);
    assert_eq!(&*page.text(id), "");
    page.act(Action::Redo);
    assert_eq!(&*page.text(id), "{ }");
}

#[test]
fn a_pause_another_field_or_a_fix_is_a_step_of_its_own() {
    let mut page = Page::new();
    let id = page.add(Layer::ResourceControl, "", "");
    let text = |text: &'static str| Action::Document(id, DocumentEdit::Text(text.into()));
    page.all([
        text("a"),
        Action::Settled,
        text("ab"),
        Action::Document(id, DocumentEdit::Name("name".into())),
        text("abc"),
        Action::Document(id, DocumentEdit::ReplaceText("fixed".into())),
        text("fixed!"),
    ]);
    let mut seen = Vec::new();
    while page.0.can_undo() {
        seen.push(page.text(id).to_string());
        page.act(Action::Undo);
        if page.0.workspace.document(id).is_none() {
            break;
        }
    }
    assert_eq!(seen, ["fixed!", "fixed", "abc", "ab", "ab", "a", ""]);
}

#[test]
fn undo_spans_documents_rows_and_the_account() {
    let mut page = Page::new();
    let start = page.0.workspace.clone();
    let document = page.add(Layer::ServiceControl, "scp", "{}");
    let row = page.scenario("row", "arn:aws:iam::111122223333:root", "192.0.2.1");
    page.edit(row, ScenarioEdit::Network(public("192.0.2.2")))
        .act(Action::RemoveDocument(document))
        .act(Action::NoIdentity(true))
        .act(Action::RemoveScenarios(vec![row]));
    let end = page.0.workspace.clone();
    while page.0.can_undo() {
        page.act(Action::Undo);
    }
    assert_eq!(page.0.workspace.documents, start.documents);
    assert_eq!(page.0.workspace.scenarios, start.scenarios);
    while page.0.can_redo() {
        page.act(Action::Redo);
    }
    assert_eq!(page.0.workspace, end);
}

/// The worker and the editor know a document by its id.
#[test]
fn no_id_is_given_twice_even_when_its_owner_is_undone() {
    let mut page = Page::new();
    let first = page.add(Layer::ServiceControl, "scp", "{}");
    page.act(Action::Undo);
    let second = page.add(Layer::ResourceControl, "rcp", "{}");
    assert_ne!(first, second);
    assert!(page.0.workspace.document(first).is_none());
}

#[test]
fn what_changes_nothing_is_no_step() {
    let mut page = Page::new();
    let id = page.add(Layer::ServiceControl, "scp", "{}");
    let (revision, can) = (page.0.revision, page.0.can_undo());
    page.all([
        Action::Document(id, DocumentEdit::Text("{}".into())),
        Action::NoIdentity(false),
        Action::RemoveScenarios(vec![99]),
        Action::Redo,
    ]);
    assert_eq!((page.0.revision, page.0.can_undo()), (revision, can));
}

#[test]
fn undo_changes_what_is_evaluated() {
    let mut page = Page::new();
    page.add(Layer::ServiceControl, "scp", "{}");
    let revision = page.0.revision;
    page.act(Action::Undo);
    assert!(page.0.revision > revision && page.0.is_stale());
}

#[test]
fn the_oldest_of_many_steps_is_dropped() {
    let mut page = Page::new();
    for _ in 0..300 {
        page.act(Action::AddScenario);
    }
    let mut steps = 0;
    while page.0.can_undo() {
        page.act(Action::Undo);
        steps += 1;
    }
    assert_eq!(steps, 200);
    assert_eq!(page.0.workspace.scenarios.len(), 100);
}

/// The page as it opens again, with what is stored.
fn reopened(page: &Page) -> Page {
    let workspace = format::write(&*page.0.workspace);
    let kept = format::write(&page.0.history.kept(&page.0.workspace));
    let kept: Kept = format::read(&kept).unwrap();
    let mut reopened = Page::new();
    reopened.act(Action::SwitchTo {
        key: "k".into(),
        workspace: Box::new(format::read(&workspace).unwrap()),
        untouched: false,
        undecided: None,
        history: Box::new(History::opened(kept, &workspace)),
    });
    reopened
}

#[test]
fn the_way_back_and_ahead_outlives_the_page() {
    let mut page = Page::new();
    let policy = page.add(Layer::ServiceControl, "scp", "{}");
    let row = page.scenario("row", "arn:aws:iam::111122223333:root", "192.0.2.1");
    let full = page.0.workspace.clone();
    page.act(Action::RemoveDocument(policy))
        .act(Action::RemoveScenarios(vec![row]))
        .act(Action::Undo);
    let mut steps = 0;
    // Twice, so that what was stored is stored again; and with steps of the later visit.
    let mut page = reopened(&reopened(&page));
    assert!(page.0.can_undo() && page.0.can_redo());
    page.act(Action::Redo);
    assert_eq!(page.0.workspace.scenarios.len(), 0);
    assert!(!page.0.can_redo());
    page.act(Action::Undo).act(Action::Undo);
    assert_eq!(page.0.workspace.documents, full.documents);
    assert_eq!(page.0.workspace.scenarios, full.scenarios);
    page.act(Action::NoIdentity(true));
    assert!(!page.0.can_redo());
    let mut page = reopened(&page);
    while page.0.can_undo() {
        page.act(Action::Undo);
        steps += 1;
        assert!(steps < 10);
    }
    assert_eq!(page.0.workspace.documents.len(), 0);
    assert!(!page.0.workspace.no_identity);
    while page.0.can_redo() {
        page.act(Action::Redo);
    }
    assert!(page.0.workspace.no_identity);
    assert_eq!(page.0.workspace.documents, full.documents);
}

#[test]
fn what_is_stored_of_the_way_is_bounded_and_shares_what_did_not_change() {
    let mut page = Page::new();
    let first = page.add(Layer::ServiceControl, "scp", "{}");
    let second = page.add(Layer::ResourceControl, "rcp", "");
    for step in 0..120 {
        page.act(Action::Document(
            second,
            DocumentEdit::ReplaceText("x".repeat(step * 100).into()),
        ));
    }
    let stored = format::write(&page.0.history.kept(&page.0.workspace));
    assert!(stored.len() < 100_000, "{}", stored.len());
    let mut page = reopened(&page);
    let kept = page.0.workspace.document(first).unwrap().clone();
    let mut steps = 0;
    while page.0.can_undo() {
        page.act(Action::Undo);
        steps += 1;
    }
    assert_eq!(steps, 50);
    let now = page.0.workspace.document(first).unwrap();
    assert!(std::rc::Rc::ptr_eq(&kept, now));
}

#[test]
fn what_was_stored_for_another_text_leads_nowhere() {
    let mut page = Page::new();
    page.add(Layer::ServiceControl, "scp", "{}");
    let kept = page.0.history.kept(&page.0.workspace);
    for text in ["", "{}", "x"] {
        page.act(Action::SwitchTo {
            key: "k".into(),
            workspace: Box::default(),
            untouched: false,
            undecided: None,
            history: Box::new(History::opened(kept.clone(), text)),
        });
        let before = page.0.workspace.clone();
        page.act(Action::Undo);
        assert!(!page.0.can_undo());
        assert_eq!(page.0.workspace, before);
    }
}

#[test]
fn an_editor_goes_back_over_its_own_document_alone() {
    let mut page = Page::new();
    let other = page.add(Layer::ServiceControl, "scp", "{}");
    let own = page.add(Layer::ResourceControl, "rcp", "");
    let text = |id, text: &'static str| Action::Document(id, DocumentEdit::Text(text.into()));
    page.all([
        text(own, "a"),
        Action::Settled,
        text(own, "ab"),
        text(other, "{ }"),
    ]);
    page.act(Action::TravelIn(own, Way::Back));
    assert_eq!((&*page.text(own), &*page.text(other)), ("ab", "{ }"));
    page.act(Action::TravelIn(other, Way::Back));
    assert_eq!((&*page.text(own), &*page.text(other)), ("ab", "{}"));
    page.act(Action::TravelIn(own, Way::Back));
    assert_eq!(&*page.text(own), "a");
    page.act(Action::TravelIn(own, Way::Back));
    page.act(Action::TravelIn(own, Way::Back));
    // That it was added is no step of its editor.
    assert_eq!(&*page.text(own), "");
    page.act(Action::TravelIn(own, Way::Ahead));
    assert_eq!(&*page.text(own), "a");
    page.act(Action::TravelIn(other, Way::Ahead));
    assert_eq!(&*page.text(own), "a");
}
