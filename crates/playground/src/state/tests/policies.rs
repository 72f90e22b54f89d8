//! Documents and the account.

use vestibule_wire::Layer;

use super::{Page, incoming};
use crate::state::action::{AccountEdit, Action, DocumentEdit};
use crate::state::documents::surplus;
use crate::state::view::{Filter, NoticeKind, Open};
use crate::state::workspace::Standing;

#[test]
fn documents_stand_by_layer_in_the_order_they_came() {
    let mut page = Page::new();
    page.add(Layer::Identity, "identity", "{}");
    page.add(Layer::ServiceControl, "scp 1", "{}");
    page.add(Layer::ResourceControl, "rcp", "{}");
    page.add(Layer::ServiceControl, "scp 2", "{}");
    assert_eq!(page.document_names(), ["rcp", "scp 1", "scp 2", "identity"]);
}

#[test]
fn several_documents_come_at_once_and_go_back_at_once() {
    let mut page = Page::new();
    page.act(Action::AddDocuments(vec![
        incoming(Layer::ResourceControl, "a", "{}"),
        incoming(Layer::ServiceControl, "b", "{}\r\n"),
    ]));
    assert_eq!(page.document_names(), ["a", "b"]);
    let Open::Document(last) = page.0.open else {
        panic!("nothing is open");
    };
    // Line ends are those of the editor.
    assert_eq!(&*page.text(last), "{}\n");
    page.act(Action::Undo);
    assert!(page.document_names().is_empty());
    assert_eq!(page.0.open, Open::Account);
}

#[test]
fn an_example_that_nobody_changed_makes_way_for_what_comes() {
    let example = || Action::Example {
        slug: "example-1-rcp".into(),
        name: "Example".into(),
        text: crate::examples::ALL[0].file.into(),
    };
    let come = || Action::AddDocuments(vec![incoming(Layer::ResourceBased, "", "{}")]);
    let mut page = Page::new();
    page.act(example())
        .act(Action::Filter(Filter::default()))
        .act(come());
    assert_eq!(page.document_names(), [""]);
    let workspace = &page.0.workspace;
    assert_eq!((&*workspace.name, &workspace.example), ("", &None));
    assert_eq!(workspace.scenarios.len(), 0);
    assert!(!workspace.personas.is_empty() && workspace.account.id.is_empty());
    assert!(matches!(page.0.open, Open::Document(_)));
    assert_eq!(page.0.notices[0].kind, NoticeKind::ExampleLeft);
    // One notice alone offers to undo: undoing takes back the last step only.
    page.act(Action::Notify(NoticeKind::TextReplaced));
    assert_eq!(page.0.notices.len(), 1);
    assert_eq!(page.0.notices[0].kind, NoticeKind::TextReplaced);
    // In one step, which can be undone.
    page.act(Action::Undo);
    assert!(page.0.workspace.example.is_some());
    assert!(!page.0.workspace.scenarios.is_empty());
    // One that was changed is somebody's work, and a policy that is added by hand is for it.
    for first in [
        Action::Account(AccountEdit::Id("444455556666".into())),
        Action::AddDocument(incoming(Layer::ServiceControl, "by hand", "{}")),
    ] {
        page.act(example()).act(first).act(come());
        assert!(page.0.workspace.example.is_some());
        assert!(page.document_names().len() >= 2);
    }
    // So is what is blank and no example.
    page.act(Action::NewWorkspace).act(come());
    let mut told = page.0.notices.iter();
    assert!(!told.any(|told| told.kind == NoticeKind::ExampleLeft));
}

#[test]
fn there_is_one_resource_based_policy() {
    let mut page = Page::new();
    let first = page.add(Layer::ResourceBased, "", "{\"a\":1}");
    // Asking for another shows the one there is.
    assert_eq!(page.add(Layer::ResourceBased, "", ""), first);
    assert_eq!(&*page.text(first), "{\"a\":1}");
    assert!(page.0.notices.is_empty());
    assert_eq!(page.add(Layer::ResourceBased, "", "{\"b\":2}"), first);
    assert_eq!(page.0.workspace.documents.len(), 1);
    assert_eq!(page.0.notices[0].kind, NoticeKind::Replaced);
    page.act(Action::Undo);
    assert_eq!(&*page.text(first), "{\"a\":1}");

    let other = page.add(Layer::ResourceControl, "rcp", "{}");
    page.act(Action::Document(
        other,
        DocumentEdit::Layer(Layer::ResourceBased),
    ));
    assert_eq!(
        page.0.workspace.document(other).unwrap().layer,
        Layer::ResourceControl
    );
    // It is said why, and there is nothing to take back.
    assert_eq!(page.0.notices.last().unwrap().kind, NoticeKind::OnlyOne);
    page.act(Action::Undo);
    assert!(page.0.workspace.document(other).is_none());
    // The one that there is may be asked to be what it is.
    page.act(Action::PutAway(page.0.notices.last().unwrap().id));
    page.act(Action::Document(
        first,
        DocumentEdit::Layer(Layer::ResourceBased),
    ));
    let told = page.0.notices.iter();
    assert!(
        told.into_iter()
            .all(|told| told.kind != NoticeKind::OnlyOne)
    );
}

#[test]
fn of_resource_based_policies_that_come_together_the_first_is_taken() {
    let mut page = Page::new();
    let come = [
        incoming(Layer::ResourceBased, "a", "{\"a\":1}"),
        incoming(Layer::ServiceControl, "b", "{}"),
        incoming(Layer::ResourceBased, "c", "{\"c\":1}"),
    ];
    page.act(Action::AddDocuments(come.to_vec()));
    assert_eq!(page.document_names(), ["a", "b"]);
    let first = page.0.workspace.documents[0].id;
    assert_eq!(&*page.text(first), "{\"a\":1}");
    let told: Vec<&NoticeKind> = page.0.notices.iter().map(|told| &told.kind).collect();
    assert_eq!(told, [&NoticeKind::OnlyOne]);
    let mut all = come.to_vec();
    assert_eq!(surplus(&mut all), [come[2].clone()]);
    assert_eq!(all, come[..2]);
    assert_eq!(surplus(&mut all), []);
}

#[test]
fn a_document_takes_the_place_of_a_blank_one_and_of_no_other() {
    let mut page = Page::new();
    let blank = page.add(Layer::ServiceControl, "", "");
    assert_eq!(page.add(Layer::ServiceControl, "scp", "{}"), blank);
    let named = page.add(Layer::ServiceControl, "named", "");
    assert_ne!(page.add(Layer::ServiceControl, "other", "{}"), named);
}

#[test]
fn documents_are_changed_moved_and_removed() {
    let mut page = Page::new();
    let a = page.add(Layer::ServiceControl, "a", "{}");
    let b = page.add(Layer::ServiceControl, "b", "{}");
    let rcp = page.add(Layer::ResourceControl, "rcp", "{}");
    let edit = |id, edit| Action::Document(id, edit);
    page.act(edit(b, DocumentEdit::Move(0)));
    assert_eq!(page.document_names(), ["rcp", "b", "a"]);
    page.act(edit(b, DocumentEdit::Move(9)));
    assert_eq!(page.document_names(), ["rcp", "a", "b"]);
    page.act(edit(rcp, DocumentEdit::Layer(Layer::ServiceControl)));
    assert_eq!(page.document_names(), ["a", "b", "rcp"]);
    page.all([
        edit(a, DocumentEdit::Name("root".into())),
        edit(a, DocumentEdit::Target("r-ab12".into())),
        edit(a, DocumentEdit::Text("[]".into())),
    ]);
    let document = page.0.workspace.document(a).unwrap().clone();
    assert_eq!(
        (&*document.name, &*document.target, &*document.text),
        ("root", "r-ab12", "[]")
    );
    page.act(Action::RemoveDocument(a));
    assert_eq!(page.document_names(), ["b", "rcp"]);
    // What is gone takes nothing.
    let before = page.0.revision;
    page.act(edit(a, DocumentEdit::Text("x".into())))
        .act(Action::RemoveDocument(a));
    assert_eq!(page.0.revision, before);
}

#[test]
fn the_account_is_told_in_every_field() {
    let mut page = Page::new();
    page.all(
        [
            AccountEdit::Id("111122223333".into()),
            AccountEdit::Standing(Standing::Management),
            AccountEdit::Organization("o-a1b2c3d4e5".into()),
            AccountEdit::Path("r-ab12".into()),
            AccountEdit::OnOrganization(false),
            AccountEdit::WithoutIdentityCenter(true),
        ]
        .map(Action::Account),
    )
    .act(Action::NoIdentity(true))
    .act(Action::Reading("J9".into(), true));
    let workspace = &page.0.workspace;
    let account = &workspace.account;
    assert_eq!(
        (&*account.id, account.standing, &*account.organization),
        ("111122223333", Standing::Management, "o-a1b2c3d4e5")
    );
    assert_eq!(&*account.path, "r-ab12");
    assert_eq!((account.on_account, account.on_organization), (true, false));
    assert!(account.without_identity_center);
    assert!(workspace.no_identity && workspace.readings == ["J9"]);
    page.act(Action::Reading("J9".into(), false));
    assert!(page.0.workspace.readings.is_empty());
}

#[test]
fn an_account_alone_has_one_switch() {
    let mut page = Page::new();
    page.all(
        [
            AccountEdit::Standing(Standing::Standalone),
            AccountEdit::OnAccount(false),
        ]
        .map(Action::Account),
    );
    let account = &page.0.workspace.account;
    assert_eq!(
        (account.on_account, account.on_organization),
        (false, false)
    );
}
