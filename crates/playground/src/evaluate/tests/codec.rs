//! Messages: what is read is what was sent, and nothing else is read.

use std::rc::Rc;

use vestibule_wire::{Layer, Outcome};

use super::{OFFICE_ONLY, Page};
use crate::evaluate::answer::{Answer, Order};
use crate::evaluate::codec::{decode, encode};
use crate::examples;
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
    let message = encode(answer);
    let told = message
        .windows(6)
        .filter(|bytes| bytes == b"Office")
        .count();
    assert_eq!(told, 1);
    assert!(message.len() < 100 * 64, "{}", message.len());
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
    let order = encode(&page.last().0);
    let rest = encode(&page.last().1);
    assert!(decode::<Order>(&order).is_some() && decode::<Answer>(&rest).is_some());
    // Cut off, or with something behind it.
    for end in 0..order.len() {
        assert_eq!(decode::<Order>(&order[..end]), None, "{end}");
    }
    for end in 0..rest.len() {
        assert_eq!(decode::<Answer>(&rest[..end]), None, "{end}");
    }
    assert_eq!(decode::<Order>(&[&order[..], &[0]].concat()), None);
    // Whatever a byte is, nothing stops.
    for place in 0..rest.len() {
        for byte in [0, 1, 0x7F, 0x80, 0xFF] {
            let mut broken = rest.clone();
            broken[place] = byte;
            let read = decode::<Answer>(&broken);
            assert!(read.is_none_or(|read| encode(&read) == broken), "{place}");
        }
    }
    // Lengths beyond all memory, and numbers of no word.
    assert_eq!(decode::<Vec<u8>>(&[0xFF; 9]), None);
    assert_eq!(decode::<String>(&[0xFF; 9]), None);
    assert_eq!(decode::<Outcome>(&[3]), None);
    assert_eq!(decode::<bool>(&[2]), None);
    assert_eq!(decode::<String>(&[1, 0, 0, 0, 0xFF]), None);
}
