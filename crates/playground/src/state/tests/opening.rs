//! Workspaces beside each other.

use std::rc::Rc;

use super::Page;
use crate::state::action::Action;
use crate::state::results::{Progress, Stop};
use crate::state::saved::{SavedWorkspace, StoreInfo};
use crate::state::view::NoticeKind;
use crate::state::workspace::Workspace;
use vestibule_wire::Layer;

const CASE: &str = r#"{"vestibule":1,"policies":{},"requests":[
  {"principal":"arn:aws:iam::111122223333:root","network":{"sourceIp":"192.0.2.1"}}]}"#;

#[test]
fn an_example_opens_as_a_workspace_of_its_own() {
    let mut page = Page::new();
    page.add(Layer::ServiceControl, "mine", "{}");
    let (generation, revision) = (page.0.generation, page.0.revision);
    assert!(!page.0.is_disposable());
    page.act(Action::Keyed("k".into())).act(Action::Example {
        slug: "one".into(),
        name: "Example one".into(),
        text: CASE.into(),
    });
    assert_eq!(page.0.generation, generation + 1);
    assert!(page.0.revision > revision, "answers of before do not count");
    assert_eq!(&*page.0.workspace.name, "Example one");
    assert_eq!(page.0.key, None, "nothing is written over what was there");
    assert!(page.0.is_disposable() && !page.0.can_undo());
    assert_eq!(page.0.workspace.personas.len(), 6);
    assert_eq!(
        page.0.selected.map(|selected| selected.scenario),
        Some(page.0.workspace.scenarios[0].id)
    );
    page.act(Action::AddScenario);
    assert!(!page.0.is_disposable());
}

#[test]
fn a_case_file_that_cannot_be_read_changes_nothing() {
    let mut page = Page::new();
    page.add(Layer::ServiceControl, "mine", "{}");
    let before = page.0.workspace.clone();
    for text in [
        "",
        "{",
        "[]",
        "{\"vestibule\":9,\"policies\":{},\"requests\":[]}",
    ] {
        page.act(Action::ImportCase {
            name: "case.json".into(),
            text: text.into(),
        });
        assert_eq!(page.0.workspace, before, "{text}");
        let notice = &page.0.notices.last().unwrap().kind;
        assert!(
            matches!(notice, NoticeKind::ImportFailed { findings, .. } if !findings.is_empty()),
            "{text}: {notice:?}"
        );
    }
}

#[test]
fn a_case_file_opens_under_the_name_of_its_file() {
    let mut page = Page::new();
    page.act(Action::ImportCase {
        name: "our.case.json".into(),
        text: CASE.into(),
    });
    assert_eq!(&*page.0.workspace.name, "our.case");
    assert!(!page.0.is_disposable());
}

#[test]
fn new_ones_and_copies_have_names() {
    let mut page = Page::new();
    page.act(Action::NewWorkspace);
    assert_eq!(&*page.0.workspace.name, "");
    page.act(Action::CopyWorkspace);
    assert_eq!(&*page.0.workspace.name, "Untitled (copy)");
    page.act(Action::NewWorkspace);
    page.add(Layer::ServiceControl, "mine", "{}");
    assert_eq!(
        page.0.workspace.policies().named,
        [(Layer::ServiceControl, "mine".into())]
    );
    page.act(Action::CopyWorkspace);
    assert_eq!(&*page.0.workspace.name, "mine (copy)");
    assert_eq!(page.document_names(), ["mine"]);
}

#[test]
fn a_name_that_another_workspace_has_gets_a_number() {
    let mut page = Page::new();
    let kept = |name: &'static str| {
        Rc::new(SavedWorkspace {
            key: name.into(),
            name: name.into(),
            policies: Default::default(),
            changed: 1,
            lasts: true,
        })
    };
    page.act(Action::Stored(Rc::new(StoreInfo {
        workspaces: vec![kept("our"), kept("our 2")],
        ..StoreInfo::default()
    })));
    page.act(Action::ImportCase {
        name: "our.json".into(),
        text: CASE.into(),
    });
    assert_eq!(&*page.0.workspace.name, "our 3");
}

#[test]
fn a_kept_workspace_keeps_its_key() {
    let mut page = Page::new();
    let workspace = Workspace {
        name: "kept".into(),
        ..Workspace::default()
    };
    page.act(Action::SwitchTo {
        key: "k".into(),
        workspace: Box::new(workspace),
        untouched: false,
        undecided: None,
        history: Box::default(),
    });
    assert_eq!(page.0.key.as_deref(), Some("k"));
    assert_eq!(&*page.0.workspace.name, "kept");
}

#[test]
fn what_was_not_decided_is_not_until_it_is_asked_for() {
    let mut page = Page::new();
    page.act(Action::SwitchTo {
        key: "k".into(),
        workspace: Box::default(),
        untouched: false,
        undecided: Some(Stop::Died),
        history: Box::default(),
    });
    let (why, earlier) = (Stop::Died, true);
    assert_eq!(page.0.progress, Progress::Stopped { why, earlier });
    page.add(Layer::ServiceControl, "mine", "{}");
    page.act(Action::Late);
    assert_eq!(page.0.progress, Progress::Stopped { why, earlier });
    page.act(Action::Restarted);
    assert_eq!(page.0.progress, Progress::Pending);
    let (why, earlier) = (Stop::Slow, false);
    page.act(Action::Stopped(why));
    assert_eq!(page.0.progress, Progress::Stopped { why, earlier });
    page.act(Action::NewWorkspace);
    assert_eq!(page.0.progress, Progress::Pending, "it is another one");
}

#[test]
fn a_link_opens_beside_what_is_there() {
    let mut page = Page::new();
    page.add(Layer::ServiceControl, "mine", "{}");
    page.act(Action::Keyed("k".into()))
        .act(Action::OpenShared(Box::default()));
    assert_eq!((&*page.0.workspace.name, &page.0.key), ("Shared", &None));
    let name = "Shared".into();
    assert_eq!(page.0.notices[0].kind, NoticeKind::LinkOpened { name });
}

#[test]
fn a_restored_version_can_be_undone() {
    let mut page = Page::new();
    page.act(Action::Keyed("k".into()));
    page.add(Layer::ServiceControl, "mine", "{}");
    let before = page.0.workspace.clone();
    page.act(Action::Restore(Box::default()));
    assert!(page.0.workspace.documents.is_empty());
    assert_eq!(page.0.key.as_deref(), Some("k"));
    page.act(Action::Undo);
    assert_eq!(page.0.workspace, before);
}

#[test]
fn the_same_notice_stands_once_and_can_be_put_away() {
    let mut page = Page::new();
    page.act(Action::Notify(NoticeKind::StorageFull))
        .act(Action::Notify(NoticeKind::OtherTab))
        .act(Action::Notify(NoticeKind::StorageFull));
    assert_eq!(page.0.notices.len(), 2);
    let id = page.0.notices[0].id;
    page.act(Action::PutAway(id));
    assert_eq!(page.0.notices.len(), 1);
    assert_ne!(page.0.notices[0].id, id);
}
