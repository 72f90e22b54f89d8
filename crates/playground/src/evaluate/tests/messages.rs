//! Messages: what is read is what was sent, and nothing else is read.

use std::rc::Rc;

use vestibule_wire::{Layer, Outcome};

use super::{OFFICE_ONLY, Page};
use crate::evaluate::answer::{Answer, Order};
use crate::examples;
use crate::format::{read, write};
use crate::state::action::Action;
use crate::state::view::Selection;

/// The page asks all that can be asked about every example; [`super::round`] compares.
#[test]
fn what_is_read_is_what_was_sent() {
    let (mut walks, mut facts) = (0, 0);
    for example in examples::ALL {
        let mut page = Page::case(example.file);
        let ids: Vec<u32> = page
            .state
            .workspace
            .scenarios
            .iter()
            .map(|s| s.id)
            .collect();
        assert_eq!(page.last().0.scenarios.len(), ids.len());
        assert!(page.last().0.rules.is_some());
        for scenario in ids {
            let actions = [None].into_iter().chain(
                page.row(scenario)
                    .cells
                    .clone()
                    .into_iter()
                    .map(|cell| Some(cell.action)),
            );
            for action in actions {
                page.act(Action::Select(Some(Selection { scenario, action })));
                walks += usize::from(
                    page.last
                        .as_ref()
                        .is_some_and(|(_, all)| all.detail.is_some()),
                );
                page.act(Action::AskChanges);
                let changes = page.state.results.changes.as_ref().unwrap();
                assert_eq!(changes.question.scenario, scenario);
                facts += changes.facts.len();
            }
        }
    }
    assert!(walks >= examples::ALL.len(), "{walks}");
    assert!(facts > 100, "{facts}");
}

#[test]
fn what_decided_many_rows_is_sent_once_and_shared() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    for host in 1..=100 {
        page.scenario(&format!("192.0.2.{host}"));
    }
    page.type_text(policy, &OFFICE_ONLY.replace("203.0.113.0", "192.0.2.0"));
    let before = page.last().1.rows.len();
    page.type_text(policy, OFFICE_ONLY);
    let answer = &page.first;
    assert_eq!((before, answer.rows.len()), (100, 100));
    let message = write(answer);
    assert_eq!(message.matches("Office").count(), 1);
    assert_eq!(read::<Answer>(&message).as_ref(), Some(answer));
    // A row that is decided by what is not told is none.
    let of_nobody = message.replacen("\"by\":0", "\"by\":1000", 1);
    assert_ne!(message, of_nobody);
    assert_eq!(read::<Answer>(&of_nobody), None);
    let of_row = |row: usize| answer.rows[row].cells[0].by.as_ref().unwrap();
    assert_eq!(answer.rows[99].outcome, Some(Outcome::Denied));
    assert!(Rc::ptr_eq(of_row(0), of_row(99)));
}

#[test]
fn what_is_no_message_is_not_read() {
    let mut page = Page::case(examples::ALL[0].file);
    let scenario = page.state.workspace.scenarios[0].id;
    page.act(Action::Select(Some(Selection {
        scenario,
        action: None,
    })))
    .act(Action::AskChanges);
    let order = write(&page.last().0);
    let rest = write(&page.last().1);
    assert!(read::<Order>(&order).is_some() && read::<Answer>(&rest).is_some());
    // Cut off, or with something behind it.
    for end in (0..order.len()).filter(|end| order.is_char_boundary(*end)) {
        assert_eq!(read::<Order>(&order[..end]), None, "{end}");
    }
    for end in (0..rest.len()).filter(|end| rest.is_char_boundary(*end)) {
        assert_eq!(read::<Answer>(&rest[..end]), None, "{end}");
    }
    assert_eq!(read::<Order>(&format!("{order}0")), None);
}
