//! Comparisons of the present text with another one.

use std::rc::Rc;

use vestibule_wire::{Action as Phase, Layer, Outcome};

use super::{DENY_ALL, OFFICE_ONLY, Page, round, said};
use crate::analysis::compare::told::{
    CompareEffect, CompareTold, DocumentEffect, SettingsChange, Side,
};
use crate::analysis::engine;
use crate::analysis::inquiry::{Inquiry, Told};
use crate::state::action::{AccountEdit, Action, ScenarioEdit};
use crate::state::compare::{Base, ComparedStanding, Source};
use crate::state::results::Stop;
use crate::state::scenario::{Network, Path};
use crate::state::view::Tab;
use crate::state::workspace::Workspace;

const VPN: &str = r#"{"Version":"2012-10-17","Statement":[
 {"Sid":"Perimeter","Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*",
  "Condition":{
   "NotIpAddress":{"aws:SourceIp":["203.0.113.0/24", "198.51.100.0/25"]}
  }}]}"#;

impl Page {
    fn compare(&mut self, base: &Rc<Workspace>) -> &mut Self {
        self.act(Action::Tab(Tab::Compare));
        self.act(Action::Compare(Some(Box::new(Base {
            source: Source::File("before".into()),
            workspace: Rc::clone(base),
        }))))
    }

    /// Everything that is asked is answered; whether a comparison was.
    fn answer_all(&mut self) -> bool {
        let mut compared = false;
        while let Some(inquiry) = self.state.inquiry(&String::new) {
            compared |= matches!(inquiry, Inquiry::Compare(_));
            assert_eq!(self.state.next_inquiry(), Some(inquiry.number()));
            assert!(self.state.awaits(inquiry.number()));
            let told: Told = round(&engine::told(round(&inquiry)));
            self.act(Action::Told(told));
        }
        compared
    }

    fn told(&mut self) -> Rc<CompareTold> {
        assert!(self.answer_all());
        let compared = self.state.compared().expect("a base");
        assert_eq!(compared.standing, ComparedStanding::Present);
        compared.told.expect("an answer")
    }

    fn row_from(&mut self, address: &str) -> u32 {
        self.act(Action::AddScenario);
        let id = self.state.workspace.scenarios.last().expect("a row").id;
        let principal = "arn:aws:iam::111122223333:user/alice".into();
        self.act(Action::Scenario(id, ScenarioEdit::Principal(principal)));
        let network = Network {
            path: Path::Public,
            source_ip: address.to_owned().into(),
            ..Network::default()
        };
        self.act(Action::Scenario(id, ScenarioEdit::Network(network)));
        self.act(Action::Scenario(
            id,
            ScenarioEdit::Region("eu-west-1".into()),
        ));
        self.table();
        id
    }
}

fn all_lines(told: &CompareTold) -> String {
    fn of(lines: &[crate::analysis::answer::Line], all: &mut String) {
        for line in lines {
            all.push_str(&said(line));
            all.push('\n');
            of(&line.below, all);
        }
    }
    let mut all = String::new();
    of(&told.lines, &mut all);
    all
}

#[test]
fn who_loses_access_when_a_range_moves() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, VPN);
    let office = page.row_from("203.0.113.7");
    let vpn = page.row_from("198.51.100.7");
    let other = page.row_from("192.0.2.7");
    let before = Rc::clone(&page.state.workspace);
    page.compare(&before);
    let told = page.told();
    assert_eq!(told.effect, CompareEffect::Same, "{told:?}");
    assert!(told.is_same_text() && told.rows.is_empty());
    assert_eq!((told.total, told.same_documents), (3, 1));
    assert!(all_lines(&told).contains("is decided as before"));

    page.type_text(policy, &VPN.replace("198.51.100.0/25", "192.0.2.0/25"));
    assert_eq!(page.state.changed_row(vpn), None);
    page.table();
    let told = page.told();
    assert_eq!(told.effect, CompareEffect::Changes);
    let lines = all_lines(&told);
    assert!(
        lines.contains("198.51.100.0/25") && lines.contains("192.0.2.0/25"),
        "{lines}"
    );
    assert_eq!(told.outcomes_changed(), 2);
    let changes = told
        .rows
        .iter()
        .map(|row| (row.id, row.before.outcome, row.after.outcome));
    let [allowed, denied] = [Outcome::Allowed, Outcome::Denied].map(Some);
    assert_eq!(
        changes.collect::<Vec<_>>(),
        [(vpn, allowed, denied), (other, denied, allowed)]
    );
    assert_eq!(page.state.changed_row(office), None);
    assert_eq!(
        page.state.changed_row(vpn).map(|row| row.before.outcome),
        Some(allowed)
    );
    let [document] = &told.documents[..] else {
        panic!("{:?}", told.documents);
    };
    assert_eq!(document.what, DocumentEffect::Changed);
    let lines = document.parts.iter().flatten();
    let marked: Vec<(Side, usize, &str)> = lines
        .flat_map(|line| {
            let marked = line.pieces.iter().filter(|piece| piece.is_marked);
            marked.map(|piece| (line.side, line.number, &*piece.text))
        })
        .collect();
    assert_eq!(
        marked,
        [
            (Side::Before, 4, "198.51.100.0/25"),
            (Side::After, 4, "192.0.2.0/25")
        ]
    );
}

#[test]
fn policies_and_settings_of_one_side_are_told() {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, OFFICE_ONLY);
    let before = Rc::clone(&page.state.workspace);
    let id = page.add(Layer::ServiceControl, DENY_ALL);
    page.act(Action::RemoveDocument(before.documents[0].id));
    page.act(Action::Account(AccountEdit::OnAccount(false)));
    page.act(Action::Reading("J9".into(), true)).table();
    let told = page.compare(&before).told();
    let documents = told.documents.iter().map(|one| (one.layer, one.what));
    assert_eq!(
        documents.collect::<Vec<_>>(),
        [
            (Layer::ResourceBased, DocumentEffect::Removed),
            (Layer::ServiceControl, DocumentEffect::Added),
        ]
    );
    assert_eq!(
        told.settings,
        [SettingsChange::Account, SettingsChange::Readings]
    );
    assert!(page.state.workspace.document(id).is_some());
}

#[test]
fn another_layout_is_no_difference() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, VPN);
    page.row_from("203.0.113.7");
    let before = Rc::clone(&page.state.workspace);
    let value: serde_json::Value = serde_json::from_str(VPN).expect("JSON");
    let laid_out = serde_json::to_string_pretty(&value).expect("JSON");
    page.type_text(policy, &laid_out).table();
    let told = page.compare(&before).told();
    assert_eq!(told.effect, CompareEffect::Same);
    let [document] = &told.documents[..] else {
        panic!("{:?}", told.documents);
    };
    assert_eq!(document.what, DocumentEffect::LaidOut);
    assert!(document.parts.is_empty());
    // What differs beside the layout is told without it.
    page.type_text(policy, &laid_out.replace("203.0.113.0/24", "192.0.2.0/24"));
    page.table();
    let told = page.told();
    let [document] = &told.documents[..] else {
        panic!("{:?}", told.documents);
    };
    assert_eq!(document.what, DocumentEffect::Changed);
    assert!(document.in_one_layout);
    let lines = document.parts.iter().flatten();
    let changed = lines.filter(|line| line.side != Side::Both).count();
    assert_eq!(changed, 2, "{document:?}");
}

#[test]
fn sign_ins_that_only_the_table_of_before_has_are_told() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, VPN);
    page.row_from("203.0.113.7");
    let vpn = page.row_from("198.51.100.7");
    let before = Rc::clone(&page.state.workspace);
    page.type_text(policy, &VPN.replace("198.51.100.0/25", "192.0.2.0/25"));
    page.act(Action::RemoveScenarios(vec![vpn])).table();
    let told = page.compare(&before).told();
    let [gone] = &told.gone[..] else {
        panic!("{:?}", told.gone);
    };
    assert_eq!(&*gone.scenario.network.source_ip, "198.51.100.7");
    assert_eq!(gone.before.outcome, Some(Outcome::Allowed));
    assert_eq!(gone.after.outcome, Some(Outcome::Denied));
}

#[test]
fn errors_of_the_text_of_before_are_told() {
    let mut page = Page::new();
    let broken = OFFICE_ONLY.replace("NotIpAddress", "NotIpAdress");
    let policy = page.add(Layer::ResourceBased, &broken);
    page.row_from("203.0.113.7");
    let before = Rc::clone(&page.state.workspace);
    page.type_text(policy, OFFICE_ONLY).table();
    let told = page.compare(&before).told();
    assert_eq!(told.before_errors, 1, "{told:?}");
    let provisional = told
        .rows
        .iter()
        .map(|row| (row.before.provisional, row.after.provisional));
    assert_eq!(provisional.collect::<Vec<_>>(), [(true, false)]);
    let right = Rc::clone(&page.state.workspace);
    assert_eq!(page.compare(&right).told().before_errors, 0);
}

#[test]
fn another_account_is_compared_as_if_it_were_the_same() {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, OFFICE_ONLY);
    let row = page.row_from("203.0.113.7");
    let mut other = Workspace::clone(&page.state.workspace);
    other.account.id = "444455556666".into();
    let told = page.compare(&Rc::new(other)).told();
    assert_eq!(told.effect, CompareEffect::Same, "{told:?}");
    assert!(
        all_lines(&told).contains("compared as if it were"),
        "{told:?}"
    );
    assert!(told.rows.iter().all(|one| one.id != row), "{:?}", told.rows);
}

#[test]
fn a_sign_in_that_is_denied_elsewhere_has_no_other_outcome() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, DENY_ALL);
    let row = page.row_from("203.0.113.7");
    let before = Rc::clone(&page.state.workspace);
    page.type_text(
        policy,
        &DENY_ALL.replace("signin:*", "signin:AuthorizeOAuth2Access"),
    );
    page.table();
    let told = page.compare(&before).told();
    assert_eq!(told.outcomes_changed(), 0);
    let [change] = &told.rows[..] else {
        panic!("{:?}", told.rows);
    };
    assert_eq!(change.id, row);
    assert_eq!(change.before.denied_at, Some(Phase::Authenticate));
    assert_eq!(change.after.denied_at, Some(Phase::AuthorizeOAuth2Access));
}

#[test]
fn nothing_is_asked_that_is_not_in_sight_and_what_was_stopped_waits() {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, OFFICE_ONLY);
    let before = Rc::clone(&page.state.workspace);
    page.compare(&before);
    page.act(Action::Tab(Tab::Map));
    assert!(!page.answer_all());
    page.act(Action::Tab(Tab::Compare));
    let asked = page.state.next_inquiry().expect("a question");
    page.act(Action::AnalysisLate(asked));
    let standing = |page: &Page| page.state.compared().expect("a base").standing;
    assert_eq!(standing(&page), ComparedStanding::Late);
    page.act(Action::AnalysisStopped(asked, Stop::Slow));
    assert_eq!(standing(&page), ComparedStanding::Stopped(Stop::Slow));
    assert!(!page.answer_all());
    page.act(Action::Analyse);
    page.told();
    // Of another workspace nothing is compared.
    page.act(Action::NewWorkspace);
    assert_eq!(page.state.compared(), None);
}
