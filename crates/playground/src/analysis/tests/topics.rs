//! What open panes ask, and what they are told.

use std::rc::Rc;

use vestibule_wire::{
    Guarantee, GuaranteeVerdict, GuaranteedNetworks, Layer, NamedNetwork, Outcome,
};

use super::{OFFICE_ONLY, Page, round, said, witnesses};
use crate::analysis::answer::Line;
use crate::analysis::engine::told;
use crate::analysis::inquiry::{Inquiry, Told};
use crate::analysis::topics::{
    Change, Declared, GuaranteesTold, Needed, RepairOf, RepairTold, Suggested, TopicTold, WhyTold,
};
use crate::state::action::Action;
use crate::state::declared::Declare;
use crate::state::view::{Dialog, Panel, Tab};

/// The first action has no `aws:PrincipalArn`, so that the exemption is for nobody.
const BY_A_MISSING_KEY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
  "Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotEquals":
  {"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}]}"#;
const ALICE: &str = "arn:aws:iam::111122223333:user/Alice";

/// Alice in the office and at home, where the office alone is let in.
fn page() -> Page {
    let case = format!(
        r#"{{"vestibule":1,"account":{{"id":"111122223333"}},"policies":{{"resourceBased":{OFFICE_ONLY}}},
        "networks":[{{"name":"Tokyo","sourceIp":["203.0.113.0/24"]}}],
        "guarantees":[{{"name":"users get in from anywhere","principals":["arn:aws:iam::111122223333:user/*"],
            "from":"anywhere","outcome":"allowed"}}],
        "requests":[{{"name":"office","principal":"{ALICE}","network":{{"sourceIp":"203.0.113.7"}}}},
            {{"name":"home","principal":"{ALICE}","network":{{"sourceIp":"198.51.100.7"}},"expect":{{"outcome":"denied"}}}}]}}"#
    );
    Page::case(&case)
}

impl Page {
    /// Everything that is asked is answered, in the order in which it is asked.
    pub(super) fn answer_topics(&mut self) -> &mut Self {
        self.table();
        while let Some(inquiry) = self.state.inquiry(&String::new) {
            if matches!(inquiry, Inquiry::Rules(_)) {
                break;
            }
            let told = round(&told(round(&inquiry)));
            self.act(Action::Told(told));
        }
        self
    }

    fn topic(&self) -> TopicTold {
        let shown = self.state.shown_topic();
        assert!(shown.is_present, "{shown:?}");
        shown.told().expect("an answer").clone()
    }

    fn why(&self) -> WhyTold {
        match self.topic() {
            TopicTold::Why(told) => told,
            other => panic!("{other:?}"),
        }
    }

    fn guarantees(&self) -> GuaranteesTold {
        match self.topic() {
            TopicTold::Guarantees(told) => told,
            other => panic!("{other:?}"),
        }
    }

    fn repairs(&self) -> RepairTold {
        match self.state.shown_repairs().told() {
            Some(TopicTold::Repair(told)) => told.clone(),
            other => panic!("{other:?}"),
        }
    }
}

fn all_said(lines: &[Line]) -> String {
    let of = |line: &Line| format!("{}\n{}", said(line), all_said(&line.below));
    lines.iter().map(of).collect()
}

#[test]
fn why_begins_with_the_networks_from_which_the_principal_gets_in() {
    let mut page = page();
    page.answer_topics();
    let why = page.why();
    assert_eq!(
        said(&why.sentence),
        "user/Alice gets in from 203.0.113.0/24; not from elsewhere"
    );
    assert_eq!(why.sentence.outcome, Some(Outcome::Allowed));
    let places = all_said(&why.places);
    assert!(
        places.contains("over the internet from outside of 203.0.113.0/24"),
        "{places}"
    );
    assert!(places.contains("through a VPC endpoint"), "{places}");
    assert!(places.contains("statement Office"), "{places}");
    assert_eq!(why.phases.len(), 1, "{:?}", why.phases);
    // What shows a line is of Alice, and comes to what the line says.
    for (outcome, line) in witnesses(&why.places, None) {
        let (row, found) = page.shown(line);
        assert_eq!(row.principal, ALICE);
        assert_eq!(found, Some(outcome), "{}", said(line));
    }
}

#[test]
fn nothing_is_asked_for_what_is_not_open() {
    let mut page = page();
    page.answer_topics();
    let asked = |page: &Page| page.state.inquiry(&String::new);
    assert!(!matches!(asked(&page), Some(Inquiry::Topic(_))));
    page.act(Action::Tab(Tab::Compare))
        .act(Action::Panel(Panel::Policies));
    assert_eq!(page.state.shown_topic().answer, None);
    assert!(!matches!(asked(&page), Some(Inquiry::Topic(_))));
    page.act(Action::Tab(Tab::Guarantees));
    assert!(matches!(asked(&page), Some(Inquiry::Topic(_))));
}

#[test]
fn an_answer_of_before_a_change_says_so() {
    let mut page = page();
    page.answer_topics();
    let id = page.state.workspace.documents[0].id;
    let text = OFFICE_ONLY.replace("203.0.113.0", "192.0.2.0");
    page.type_text(id, &text);
    let shown = page.state.shown_topic();
    assert!(!shown.is_present && shown.answer.is_some());
    page.answer_topics();
    assert!(said(&page.why().sentence).contains("192.0.2.0/24"));
    // Another principal's is nobody's answer.
    let row = page.state.workspace.scenarios[0].id;
    let principal = "arn:aws:iam::111122223333:user/Bob".into();
    page.act(Action::Scenario(
        row,
        crate::state::action::ScenarioEdit::Principal(principal),
    ));
    assert_eq!(page.state.shown_topic().answer, None);
}

#[test]
fn guarantees_are_proven_suggested_and_declared() {
    let mut page = page();
    page.act(Action::Tab(Tab::Guarantees)).answer_topics();
    let told = page.guarantees();
    assert_eq!(told.proofs.len(), 1);
    assert_eq!(told.proofs[0].verdict, GuaranteeVerdict::Fails);
    for (_, line) in witnesses(&told.proofs[0].why, Some(Outcome::Denied)) {
        assert_eq!(page.shown(line).1, Some(Outcome::Denied));
    }
    page.act(Action::Tab(Tab::Guarantees)).answer_topics();
    let told = page.guarantees();
    assert!(!told.suggested.is_empty());
    for suggested in told.suggested {
        let before = Rc::clone(&page.state.workspace.declared);
        page.act(Action::Declare(Declare::Suggested(
            suggested.what,
            suggested.networks,
        )));
        page.answer_topics();
        let last = page.guarantees();
        let declared = &page.state.workspace.declared;
        assert_ne!(*declared, before);
        // Whatever is suggested holds.
        let holds = |name: &str| {
            let mut proofs = last.proofs.iter();
            proofs.any(|of| of.name == name && of.verdict == GuaranteeVerdict::Holds)
        };
        let name = match declared.perimeter != before.perimeter {
            true => "perimeter".to_owned(),
            false => declared.guarantees.last().unwrap().name.clone(),
        };
        assert!(holds(&name), "{name}: {last:?}");
        page.act(Action::Undo);
        assert_eq!(page.state.workspace.declared, before);
    }
    // What is declared is not suggested again.
    let first = page.answer_topics().guarantees().suggested.remove(0);
    let says = first.says.clone();
    page.act(Action::Declare(Declare::Suggested(
        first.what,
        first.networks,
    )));
    let again = page.answer_topics().guarantees();
    assert!(again.suggested.iter().all(|one| one.says != says));
}

#[test]
fn what_is_declared_is_in_the_case_file_and_read_from_it() {
    let mut page = page();
    let declared = Rc::clone(&page.state.workspace.declared);
    assert_eq!(declared.guarantees.len(), 1);
    let changed = Guarantee {
        outcome: vestibule_wire::GuaranteedOutcome::Denied,
        ..Guarantee::clone(&declared.guarantees[0])
    };
    page.act(Action::Declare(Declare::Guarantee(Some(0), changed)));
    let exported = crate::state::case_file::export(&page.state.workspace);
    let (read, _) = crate::state::case_file::import(&exported).unwrap();
    assert_eq!(read.declared, page.state.workspace.declared);
    assert_ne!(read.declared, declared);
    // An earlier release kept them with what it did not know.
    let old = r#"{"next_id":1,"extras":[{"holder":"File","path":[],"member":"networks",
        "json":"[{\"name\":\"Tokyo\",\"sourceIp\":[\"203.0.113.0/24\"]}]"}]}"#;
    let mut old: crate::state::workspace::Workspace = crate::format::read(old).unwrap();
    old.repair();
    assert_eq!(old.declared.networks, declared.networks);
    assert!(old.unknown_members.is_empty());
}

#[test]
fn a_repair_lets_the_row_in_as_one_step() {
    let mut page = page();
    let row = page.state.workspace.scenarios[1].id;
    page.act(Action::LookAtRepairsOfRow(row)).answer_topics();
    assert_eq!(page.state.dialog, Some(Dialog::Repair));
    let repairs = page.repairs();
    let changes: Vec<Change> = repairs
        .sign_ins
        .into_iter()
        .flat_map(|of| of.changes)
        .collect();
    assert!(!changes.is_empty());
    for change in changes {
        assert!(!change.is_open(), "{change:?}");
        let before = page.state.workspace.documents.clone();
        page.act(Action::ApplyChange(change.texts)).table();
        let outcome = page.state.row(row).and_then(|row| row.outcome);
        assert_eq!(outcome, Some(Outcome::Allowed), "{}", said(&change.line));
        assert_eq!(page.state.dialog, None);
        page.act(Action::Undo).table();
        assert_eq!(page.state.workspace.documents, before);
    }
}

#[test]
fn a_repair_of_another_text_is_not_applied() {
    let mut page = page();
    let row = page.state.workspace.scenarios[1].id;
    page.act(Action::LookAtRepairsOfRow(row)).answer_topics();
    let change = page.repairs().sign_ins.remove(0).changes.remove(0);
    let id = page.state.workspace.documents[0].id;
    page.type_text(id, "{}").table();
    page.act(Action::ApplyChange(change.texts));
    assert_eq!(page.state.workspace.documents[0].text, "{}");
}

#[test]
fn a_broken_guarantee_is_repaired() {
    let mut page = page();
    let name = page.state.workspace.declared.guarantees[0].name.clone();
    page.act(Action::LookAtRepairs(RepairOf::Guarantee(name.into())))
        .answer_topics();
    let repairs = page.repairs();
    assert!(!repairs.sign_ins.is_empty());
}

#[test]
fn who_is_locked_out_is_let_in() {
    let mut page = Page::new();
    page.analyse();
    assert!(
        page.answer().repairs.iter().all(Option::is_none),
        "{:?}",
        page.claims()
    );
    page.add(Layer::ResourceBased, BY_A_MISSING_KEY);
    page.analyse();
    assert!(page.answer().repairs.contains(&Some(RepairOf::LockedOut)));
    let before = page.claims();
    page.act(Action::LookAtRepairs(RepairOf::LockedOut))
        .answer_topics();
    let emergency = "arn:aws:iam::111122223333:role/Emergency".into();
    page.act(Action::Give(Needed::Principal, emergency))
        .answer_topics();
    let changes = page
        .repairs()
        .sign_ins
        .into_iter()
        .flat_map(|of| of.changes);
    let change = changes.into_iter().find(|change| !change.is_open());
    page.act(Action::ApplyChange(change.unwrap().texts))
        .table()
        .analyse();
    assert_ne!(page.claims(), before);
}

#[test]
fn what_was_stopped_is_asked_again_when_that_is_asked_for() {
    let mut page = page();
    page.table().analyse();
    let number = page.state.next_inquiry().unwrap();
    page.act(Action::AnalysisStopped(
        number,
        crate::state::results::Stop::Slow,
    ));
    assert!(page.state.shown_topic().stopped.is_some());
    page.act(Action::Analyse);
    assert_eq!(page.state.next_inquiry(), Some(number));
    assert!(matches!(
        told(page.state.inquiry(&String::new).unwrap()),
        Told::Topic(_)
    ));
}

#[test]
fn the_picture_of_the_map_shows_what_single_sign_ins_come_to() {
    let mut page = page();
    page.act(Action::Tab(Tab::Map)).answer_topics();
    let TopicTold::Picture(pictures) = page.topic() else {
        panic!("{:?}", page.topic());
    };
    let console = &pictures[0];
    let labels: Vec<&str> = console.columns.iter().map(|of| &*of.label).collect();
    assert!(labels.contains(&"from `203.0.113.0/24`"), "{labels:?}");
    assert!(labels.contains(&"through a VPC endpoint"), "{labels:?}");
    let stretches: Vec<&str> = console
        .columns
        .iter()
        .filter_map(|of| of.stretch.as_deref())
        .collect();
    assert_eq!(stretches, ["below `203.0.113.0`", "from `203.0.114.0` up"]);
    assert_eq!(console.cells.len(), console.groups.len());
    let mut looked_at = 0;
    for row in &console.cells {
        assert_eq!(row.len(), console.columns.len());
        for cell in row {
            assert!(!cell.below.is_empty(), "{cell:?}");
            for (outcome, line) in witnesses(&cell.below, None) {
                assert_eq!(page.shown(line).1, Some(outcome), "{}", said(cell));
                looked_at += 1;
            }
        }
    }
    assert!(looked_at >= 10, "{looked_at}");
}

#[test]
fn a_network_that_is_edited_takes_its_guarantees_along() {
    let mut page = page();
    page.act(Action::Tab(Tab::Guarantees)).answer_topics();
    let told = page.guarantees();
    let is_own = |one: &Suggested| match &one.what {
        Declared::Guarantee(guarantee) => {
            guarantee.from == GuaranteedNetworks::In(vec!["Tokyo".to_owned()])
        }
        Declared::Perimeter(_) => false,
    };
    let suggested = told.suggested.into_iter().find(is_own).unwrap();
    page.act(Action::Declare(Declare::Suggested(
        suggested.what,
        suggested.networks,
    )));
    let names = |page: &Page, of: &str| -> Vec<String> {
        let declared = &page.state.workspace.declared;
        declared.speaking_of(of).map(str::to_owned).collect()
    };
    let speaking = names(&page, "Tokyo");
    assert!(!speaking.is_empty());
    let network = NamedNetwork::clone(&page.state.workspace.declared.networks[0]);
    let edited = NamedNetwork {
        name: "Osaka".to_owned(),
        ..network
    };
    page.act(Action::Declare(Declare::Network(Some(0), edited)));
    assert!(names(&page, "Tokyo").is_empty());
    let renamed: Vec<String> = speaking
        .iter()
        .map(|name| name.replace("from Tokyo", "from Osaka"))
        .collect();
    assert_eq!(names(&page, "Osaka"), renamed);
    assert_ne!(renamed, speaking);
}
