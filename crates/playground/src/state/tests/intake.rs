//! Policies and facts of the account that come from elsewhere.

use vestibule_wire::{AccountFacts, Layer};

use super::{Page, incoming};
use crate::state::account_facts::AccountPart;
use crate::state::action::{AccountEdit, Action};
use crate::state::view::{NoticeKind, Open};
use crate::state::workspace::Standing;

fn facts(id: &str) -> AccountFacts {
    AccountFacts {
        id: Some(id.to_owned()),
        ..AccountFacts::default()
    }
}

fn notices(page: &Page) -> Vec<NoticeKind> {
    page.0.notices.iter().map(|one| one.kind.clone()).collect()
}

#[test]
fn policies_and_facts_come_in_one_step() {
    let mut page = Page::new();
    let rcp = incoming(Layer::ResourceControl, "edge", "{}");
    page.act(Action::TakeIn(
        vec![rcp],
        vec![facts("111122223333")],
        Vec::new(),
    ));
    assert_eq!(page.document_names(), ["edge"]);
    assert_eq!(page.0.workspace.account.id, "111122223333");
    let set = vec![AccountPart::Id("111122223333".into())];
    assert_eq!(notices(&page), [NoticeKind::AccountSet(set)]);
    page.act(Action::Undo);
    assert_eq!(page.document_names(), [""; 0]);
    assert_eq!(page.0.workspace.account.id, "");
}

#[test]
fn facts_alone_show_the_account_and_leave_an_example() {
    let mut page = Page::new();
    page.act(Action::Example {
        slug: "a".into(),
        name: "A".into(),
        text: r#"{"vestibule":1,"account":{"id":"777788889999"},"policies":{"resourceControl":[{"document":{}}]},"requests":[]}"#.into(),
    });
    assert!(page.0.is_example());
    page.act(Action::TakeIn(
        Vec::new(),
        vec![facts("111122223333")],
        Vec::new(),
    ));
    assert_eq!(page.document_names(), [""; 0]);
    assert_eq!(page.0.open, Open::Account);
    assert_eq!(page.0.workspace.account.id, "111122223333");
    // Of another account nothing is used.
    page.act(Action::TakeIn(
        Vec::new(),
        vec![facts("444455556666")],
        Vec::new(),
    ));
    assert_eq!(page.0.workspace.account.id, "111122223333");
    let other = NoticeKind::OtherAccount {
        here: "111122223333".into(),
        told: "444455556666".into(),
    };
    assert!(notices(&page).contains(&other), "{:?}", notices(&page));
}

#[test]
fn notices_of_a_workspace_go_with_it() {
    let mut page = Page::new();
    page.act(Action::Notify(NoticeKind::StorageFull))
        .act(Action::TakeIn(
            Vec::new(),
            vec![facts("111122223333")],
            Vec::new(),
        ));
    assert_eq!(notices(&page).len(), 2);
    page.act(Action::NewWorkspace);
    assert_eq!(notices(&page), [NoticeKind::StorageFull]);
}

#[test]
fn an_account_on_its_own_can_let_go_of_the_policies_of_an_organization() {
    let mut page = Page::new();
    page.add(Layer::ResourceControl, "rcp", "{}");
    page.add(Layer::ServiceControl, "scp", "{}");
    page.add(Layer::Identity, "own", "{}");
    page.act(Action::Account(AccountEdit::Standing(Standing::Standalone)))
        .act(Action::RemoveOrganizationPolicies);
    assert_eq!(page.document_names(), ["own"]);
    assert!(notices(&page).contains(&NoticeKind::OrganizationLeft(2)));
    page.act(Action::Undo);
    assert_eq!(page.document_names(), ["rcp", "scp", "own"]);
}
