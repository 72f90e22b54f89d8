//! Permission statements in the place of a resource-based policy.

use vestibule_wire::{Case, Layer, NoFiles, PermissionStatement};

use super::{Page, incoming};
use crate::state::account_facts::AccountPart;
use crate::state::action::{AccountEdit, Action, DocumentEdit};
use crate::state::case_file::{export, import};
use crate::state::view::NoticeKind;

fn from(address: &str) -> PermissionStatement {
    PermissionStatement {
        source_ip: Some(address.to_owned()),
        excluded_principal: Some("arn:aws:iam::111122223333:role/BreakGlass".to_owned()),
        ..PermissionStatement::default()
    }
}

fn offices() -> Vec<PermissionStatement> {
    vec![from("203.0.113.0/24"), from("198.51.100.0/24")]
}

/// A page with two statements, and the id of their policy.
fn page() -> (Page, u32) {
    let mut page = Page::new();
    page.act(Action::TakeIn(Vec::new(), Vec::new(), offices()));
    let id = page.0.workspace.documents[0].id;
    (page, id)
}

/// The statements of the case file that the page exports.
fn exported(page: &Page) -> Vec<PermissionStatement> {
    let case = Case::read(export(&page.0.workspace), &NoFiles).unwrap();
    case.file().policies.permission_statements.clone()
}

#[test]
fn statements_become_the_policy_in_one_step_and_come_back() {
    let (mut page, id) = page();
    assert!(page.text(id).contains("203.0.113.0/24"));
    assert_eq!(exported(&page), offices());
    let set = vec![AccountPart::Id("111122223333".into())];
    let notices: Vec<_> = page.0.notices.iter().map(|one| one.kind.clone()).collect();
    assert_eq!(notices, [NoticeKind::AccountSet(set)]);
    let (again, findings) = import(&export(&page.0.workspace)).unwrap();
    assert_eq!(findings, []);
    assert_eq!(again.statements(), Some(&*offices()));
    page.act(Action::Undo);
    assert!(page.0.workspace.documents.is_empty());
    assert_eq!(page.0.workspace.account.id, "");
}

#[test]
fn they_count_as_long_as_the_text_is_theirs() {
    let (mut page, id) = page();
    let made = page.text(id);
    let other = made.replace("203.0.113.0/24", "203.0.113.0/25");
    page.act(Action::Document(id, DocumentEdit::Text(other.into())));
    assert_eq!(page.0.workspace.statements(), None);
    assert_eq!(exported(&page), []);
    page.act(Action::Document(id, DocumentEdit::Text(made)));
    assert_eq!(exported(&page), offices());
}

#[test]
fn the_policy_follows_the_account_and_the_reading() {
    let (mut page, id) = page();
    let apart = page.text(id);
    page.act(Action::Reading("J1".into(), true));
    let merged = page.text(id);
    assert!(merged.len() < apart.len(), "{merged}");
    page.act(Action::Account(AccountEdit::Id("444455556666".into())));
    assert!(page.text(id).contains("444455556666"));
    assert_eq!(exported(&page), offices());
    page.act(Action::Undo).act(Action::Undo);
    assert_eq!(page.text(id), apart);
}

/// What the worker decides by has the text that the page shows.
#[test]
fn the_text_is_the_one_that_decides() {
    for account in ["", "111122223333", "half"] {
        let (mut page, id) = page();
        page.act(Action::Account(AccountEdit::Id(account.into())));
        let case = Case::read(export(&page.0.workspace), &NoFiles).unwrap();
        let (text, _) = case.compiled().text_of(0).unwrap();
        assert_eq!(text, &*page.text(id), "{account}");
    }
}

#[test]
fn what_aws_would_refuse_is_kept_and_is_no_policy() {
    let mut page = Page::new();
    let wrong = vec![from("203.0.113.0/24"), from("office")];
    page.act(Action::TakeIn(Vec::new(), Vec::new(), wrong.clone()));
    let document = &page.0.workspace.documents[0];
    assert!(document.text.is_empty() && !document.is_blank());
    assert_eq!(exported(&page), wrong);
    let (again, _) = import(&export(&page.0.workspace)).unwrap();
    assert_eq!(again.statements(), Some(&*wrong));
}

#[test]
fn nothing_of_a_case_with_both_is_lost() {
    let case = r#"{"vestibule":1,"policies":{"resourceBased":{"Version":"2012-10-17","Statement":[]},"permissionStatements":[{"sourceIp":"203.0.113.0/24"}]},"requests":[]}"#;
    let (workspace, findings) = import(case).unwrap();
    assert_eq!(findings[0].code, "two-resource-based-policies");
    let exported = export(&workspace);
    assert!(exported.contains("resourceBased") && exported.contains("permissionStatements"));
}

#[test]
fn statements_of_the_form_replace_the_policy_and_leave_the_rest() {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, "", "{}");
    page.act(Action::AddDocument(incoming(
        Layer::ResourceControl,
        "edge",
        "{}",
    )));
    page.act(Action::DraftStatements(Some(offices())));
    assert_eq!(page.0.draft().map(|draft| draft.to_vec()), Some(offices()));
    page.act(Action::UseStatements(offices()));
    assert_eq!(page.0.draft(), None);
    assert_eq!(page.document_names(), ["", "edge"]);
    assert_eq!(exported(&page), offices());
    page.act(Action::Undo);
    assert_eq!(&*page.0.workspace.documents[0].text, "{}");
}
