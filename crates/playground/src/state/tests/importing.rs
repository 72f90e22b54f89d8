//! Files of AWS tools, looked at before they are taken.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use serde_json::{Value, json};
use vestibule_wire::{Kind, Layer, Outcome};

use super::Page;
use crate::analysis::compare::told::{CompareEffect, CompareTold};
use crate::analysis::engine;
use crate::analysis::import::{ImportFile, ImportTold};
use crate::analysis::inquiry::{Inquiry, Told};
use crate::format;
use crate::state::action::Action;
use crate::state::importing::{Changing, IMPORT_BYTES, ImportEdit};
use crate::state::results::Stop;
use crate::state::view::{Dialog, NoticeKind};

const MANAGEMENT: &str = "111122223333";
const PROD: &str = "222233334444";

fn file(path: &str, content: &Value) -> ImportFile {
    ImportFile {
        path: path.to_owned().into(),
        text: content.to_string().into(),
    }
}

fn arn(kind: &str, id: &str) -> String {
    format!("arn:aws:organizations::{MANAGEMENT}:{kind}/o-a1b2c3d4e5/{id}")
}

fn account(id: &str, name: &str) -> Value {
    json!({ "Id": id, "Arn": arn("account", id), "Name": name, "Email": "mail@example.com",
        "Status": "ACTIVE", "State": "ACTIVE" })
}

/// An RCP that lets nobody in from outside of the network.
fn perimeter(network: &str) -> ImportFile {
    let content = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny",
        "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": { "NotIpAddress": { "aws:SourceIp": network } } }] });
    file(
        "rcp.json",
        &json!({ "Policy": { "PolicySummary": { "Id": "p-rcp1aaaa", "Name": "perimeter",
            "Arn": arn("policy", "resource_control_policy/p-rcp1aaaa"),
            "Type": "RESOURCE_CONTROL_POLICY", "AwsManaged": false },
            "Content": content.to_string() } }),
    )
}

fn organization() -> Vec<ImportFile> {
    vec![
        file(
            "org.json",
            &json!({ "Organization": { "Id": "o-a1b2c3d4e5", "Arn": arn("organization", ""),
                "FeatureSet": "ALL", "MasterAccountId": MANAGEMENT } }),
        ),
        file(
            "roots.json",
            &json!({ "Roots": [{ "Id": "r-ab12", "Arn": arn("root", "r-ab12"), "Name": "Root",
                "PolicyTypes": [{ "Type": "RESOURCE_CONTROL_POLICY", "Status": "ENABLED" }] }] }),
        ),
        file(
            "list-accounts-for-parent-r-ab12.json",
            &json!({ "Accounts": [account(MANAGEMENT, "main"), account(PROD, "prod")] }),
        ),
        perimeter("203.0.113.0/24"),
        file(
            "list-targets-for-policy-p-rcp1aaaa.json",
            &json!({ "Targets": [{ "TargetId": "r-ab12", "Arn": arn("root", "r-ab12"),
                "Name": "Root", "Type": "ROOT" }] }),
        ),
    ]
}

fn add(files: Vec<ImportFile>) -> Action {
    Action::Import(Box::new(ImportEdit::Add(files, Vec::new())))
}

fn edit(edit: ImportEdit) -> Action {
    Action::Import(Box::new(edit))
}

impl Page {
    /// Answers what is asked of the worker next, as it crosses to it and back.
    fn answer(&mut self) -> Told {
        let inquiry = self
            .0
            .inquiry(&|| "2026-12-01".to_owned())
            .expect("a question");
        assert_eq!(self.0.next_inquiry(), Some(inquiry.number()));
        assert!(self.0.awaits(inquiry.number()));
        let inquiry: Inquiry = format::read(&format::write(&inquiry)).unwrap();
        let told: Told = format::read(&format::write(&engine::told(inquiry))).unwrap();
        self.act(Action::Told(told.clone()));
        told
    }

    fn answer_import(&mut self) -> Rc<ImportTold> {
        match self.answer() {
            Told::Import(told) => told,
            other => panic!("{other:?}"),
        }
    }

    fn answer_change(&mut self) -> Rc<CompareTold> {
        match self.answer() {
            Told::Compare(told) => told,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn files_are_looked_at_and_opened_as_a_workspace() {
    let mut page = Page::new();
    page.act(add(organization()));
    assert_eq!(page.0.dialog, Some(Dialog::Import));
    assert!(page.0.imported().told.is_none());
    let told = page.answer_import();
    let paths: Vec<_> = told.files.iter().map(|file| &*file.path).collect();
    assert_eq!(paths.len(), 5);
    let roots = told.files.iter().find(|file| file.path == "roots.json");
    assert_eq!(roots.unwrap().taken_for, ["aws organizations list-roots"]);
    assert_eq!(roots.unwrap().used, ["roots: 1"]);
    let calls: Vec<_> = told.missing.iter().flat_map(|gap| &gap.calls).collect();
    assert!(
        calls
            .iter()
            .any(|call| call.contains("get-console-authorization-configuration")),
        "{calls:?}"
    );
    let before = page.0.generation;
    let imported = page.0.imported();
    assert_eq!(imported.change, None, "there is nothing that it may change");
    page.act(edit(ImportEdit::Open));
    assert_eq!(page.0.generation, before + 1);
    assert_eq!(page.0.workspace.name, "o-a1b2c3d4e5");
    let organization = page.0.workspace.organization.as_ref().unwrap();
    assert_eq!(organization.management_account, MANAGEMENT);
    let documents = &page.0.workspace.documents;
    let perimeter = documents
        .iter()
        .find(|one| one.name == "perimeter")
        .unwrap();
    assert_eq!(
        (perimeter.layer, &*perimeter.target),
        (Layer::ResourceControl, "r-ab12")
    );
    assert_eq!(page.0.dialog, None);
    assert!(
        page.0.imported().files.is_empty(),
        "nothing is kept of the files"
    );
    let notice = &page.0.notices.last().unwrap().kind;
    assert!(matches!(notice, NoticeKind::Imported { .. }), "{notice:?}");
}

#[test]
fn what_it_would_change_is_shown_before_it_is_taken() {
    let mut page = Page::new();
    page.act(add(organization()));
    page.answer_import();
    page.act(edit(ImportEdit::Open));
    let inside = page.scenario(
        "in",
        &format!("arn:aws:iam::{PROD}:user/alice"),
        "203.0.113.1",
    );
    let rows = page.0.workspace.scenarios.clone();
    let shown = IString::from(PROD);
    page.act(Action::ShowAccount(shown.clone()));

    let mut narrowed = organization();
    narrowed[3] = perimeter("203.0.113.128/25");
    page.act(add(narrowed));
    page.answer_import();
    assert_eq!(page.0.imported().change, Some(Changing::Working));
    let told = page.answer_change();
    assert_eq!(told.effect, CompareEffect::Changes);
    let [row] = told.rows.as_slice() else {
        panic!("{:?}", told.rows)
    };
    assert_eq!(row.id, inside);
    assert_eq!(row.after.outcome, Some(Outcome::Denied));
    let names: Vec<_> = told.documents.iter().map(|change| &*change.name).collect();
    assert_eq!(names, ["perimeter"]);
    assert!(matches!(page.0.imported().change, Some(Changing::Told(_))));
    assert_eq!(page.0.workspace.scenarios, rows, "nothing is taken yet");

    let generation = page.0.generation;
    page.act(edit(ImportEdit::Replace));
    assert_eq!(page.0.generation, generation, "it is the same workspace");
    assert_eq!(page.0.workspace.scenarios, rows);
    assert_eq!(page.0.workspace.shown_account(), shown);
    let policies = &page.0.workspace.documents;
    let texts: Vec<_> = policies.iter().map(|one| &*one.text).collect();
    assert!(
        texts.iter().any(|text| text.contains("203.0.113.128/25")),
        "{texts:?}"
    );
    let mut ids: Vec<u32> = policies.iter().map(|one| one.id).collect();
    ids.extend(rows.iter().map(|row| row.id));
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "each id is given once");
    page.act(Action::Undo);
    let texts: Vec<_> = page
        .0
        .workspace
        .documents
        .iter()
        .map(|one| &*one.text)
        .collect();
    assert!(
        texts.iter().any(|text| text.contains("203.0.113.0/24")),
        "{texts:?}"
    );
}

#[test]
fn files_come_one_after_another_and_may_be_left_out() {
    let mut page = Page::new();
    for (at, one) in organization().into_iter().enumerate() {
        page.act(add(vec![one]));
        let told = page.answer_import();
        assert_eq!(told.files.len(), at + 1);
    }
    assert!(page.0.imported().workspace.is_some());
    // One of the same path takes the place of the other.
    page.act(add(vec![perimeter("192.0.2.0/24")]));
    assert_eq!(page.answer_import().files.len(), 5);
    page.act(edit(ImportEdit::Remove("roots.json".into())));
    let told = page.answer_import();
    assert!(told.files.iter().all(|file| file.path != "roots.json"));
    page.act(edit(ImportEdit::Clear));
    assert!(page.0.imported().files.is_empty());
    assert_eq!(page.0.next_inquiry(), None);
}

#[test]
fn closed_it_keeps_the_files_and_asks_nothing() {
    let mut page = Page::new();
    page.act(add(organization())).act(Action::Dialog(None));
    assert_eq!(page.0.next_inquiry(), None);
    page.act(Action::Dialog(Some(Dialog::Import)));
    assert_eq!(page.answer_import().files.len(), 5);
}

#[test]
fn what_a_person_knows_beside_the_files_counts() {
    let mut page = Page::new();
    let policy = json!({ "signinResourceBasedPolicy": { "version": "2012-10-17",
        "statement": [{ "effect": "Deny", "principal": { "AWS": "*" },
        "action": ["signin:Authenticate"], "resource": "*" }] } });
    page.act(add(vec![file("policy.json", &policy)]));
    let told = page.answer_import();
    assert_eq!(told.case, None, "nobody told whose it is: {told:?}");
    assert_eq!(page.0.imported().workspace, None);
    page.act(edit(ImportEdit::Account(PROD.into())));
    let told = page.answer_import();
    assert!(
        told.case.as_deref().is_some_and(|case| case.contains(PROD)),
        "{told:?}"
    );
    let missing = |told: &ImportTold| told.missing.len();
    let before = missing(&told);
    page.act(edit(ImportEdit::Complete(Kind::Identity, true)));
    let told = page.answer_import();
    assert!(missing(&told) < before, "{:?}", told.missing);
    assert_eq!(page.0.imported().complete, [Kind::Identity]);
}

#[test]
fn an_answer_about_other_files_does_not_count() {
    let mut page = Page::new();
    page.act(add(organization()));
    let asked = page.0.inquiry(&String::new).unwrap();
    page.act(edit(ImportEdit::Remove("roots.json".into())));
    page.act(Action::Told(engine::told(asked)));
    assert!(page.0.imported().told.is_none());
}

#[test]
fn without_an_answer_it_says_so() {
    let mut page = Page::new();
    page.act(add(organization()));
    let number = page.0.next_inquiry().unwrap();
    page.act(Action::AnalysisLate(number));
    assert!(page.0.imported().is_late);
    page.act(Action::AnalysisStopped(number, Stop::Slow));
    assert_eq!(page.0.imported().stopped, Some(Stop::Slow));
    assert_eq!(page.0.next_inquiry(), None);
    // Further files are a question of their own.
    page.act(add(vec![perimeter("192.0.2.0/24")]));
    assert!(page.0.next_inquiry().is_some());
}

#[test]
fn there_is_no_room_for_more_than_is_read() {
    let mut page = Page::new();
    let large = ImportFile {
        path: "large.json".into(),
        text: " ".repeat(IMPORT_BYTES - 10).into(),
    };
    page.act(add(vec![large]));
    assert!(!page.0.imported().is_full);
    page.act(add(organization()));
    let imported = page.0.imported();
    assert!(imported.is_full);
    assert_eq!(imported.files.len(), 1);
    page.act(edit(ImportEdit::Remove("large.json".into())));
    page.act(add(organization()));
    assert!(!page.0.imported().is_full);
}
