//! Taking answers in.

use std::rc::Rc;

use vestibule_wire::{Action as Phase, Layer, Outcome};

use super::Page;
use crate::evaluate::answer::{Answer, Row, Unmet, Unread};
use crate::state::action::{Action, ScenarioEdit};
use crate::state::results::{Progress, Stop};
use crate::state::view::{Column, Filter, Only, Sort};

fn row(id: u32, outcome: Option<Outcome>) -> Rc<Row> {
    Rc::new(Row {
        id,
        outcome,
        denied_at: (outcome == Some(Outcome::Denied)).then_some(Phase::CreateOAuth2Token),
        cells: Vec::new(),
        unmet: Vec::new(),
        provisional: false,
    })
}

fn answer(revision: u64, rows: Vec<Rc<Row>>) -> Action {
    Action::Answer(Rc::new(Answer {
        revision,
        rows,
        ..Answer::default()
    }))
}

fn two() -> (Page, [u32; 2]) {
    let mut page = Page::new();
    let arn = "arn:aws:iam::111122223333:root";
    let ids = [
        page.scenario("in", arn, "192.0.2.1"),
        page.scenario("out", arn, "192.0.2.2"),
    ];
    let revision = page.0.revision;
    page.act(answer(
        revision,
        vec![
            row(ids[0], Some(Outcome::Allowed)),
            row(ids[1], Some(Outcome::Denied)),
        ],
    ));
    (page, ids)
}

/// The first part of an answer: rows alone.
fn first(revision: u64, rows: Vec<Rc<Row>>) -> Action {
    Action::Answer(Rc::new(Answer {
        revision,
        rows,
        more: true,
        ..Answer::default()
    }))
}

#[test]
fn rows_in_sight_are_new_before_the_results_are() {
    let (mut page, ids) = two();
    page.add(Layer::ServiceControl, "scp", "{}");
    assert!(page.0.looks_stale());
    let (revision, counts) = (page.0.revision, page.0.results.counts);
    page.act(first(revision, vec![row(ids[0], Some(Outcome::Denied))]));
    assert_eq!(page.0.row(ids[0]).unwrap().outcome, Some(Outcome::Denied));
    assert!(page.0.is_stale() && !page.0.looks_stale());
    assert_eq!(page.0.progress, Progress::Pending);
    assert_eq!(page.0.results.counts, counts, "of all rows or of none");
    // The others are late, and that shows.
    page.act(Action::Late);
    assert!(page.0.looks_stale());
    page.act(answer(revision, Vec::new()));
    assert!(!page.0.is_stale() && !page.0.looks_stale());
    assert_eq!(page.0.progress, Progress::Idle);
    assert_eq!(page.0.results.counts.denied, 2);
}

#[test]
fn an_answer_is_of_the_workspace_that_asked() {
    let (mut page, _) = two();
    page.add(Layer::ServiceControl, "scp", "{}");
    let asked = page.0.revision;
    page.act(Action::NewWorkspace);
    let id = page.scenario("in", "arn:aws:iam::111122223333:root", "192.0.2.1");
    for late in [first, answer] {
        page.act(late(asked, vec![row(id, Some(Outcome::Allowed))]));
        assert_eq!(page.0.row(id), None);
        assert!(page.0.looks_stale());
    }
    let revision = page.0.revision;
    page.act(answer(revision, vec![row(id, Some(Outcome::Denied))]));
    assert_eq!(page.0.row(id).unwrap().outcome, Some(Outcome::Denied));
}

#[test]
fn results_stay_until_newer_ones_come() {
    let (mut page, [first, second]) = two();
    assert!(!page.0.is_stale());
    assert_eq!(page.0.progress, Progress::Idle);
    page.add(Layer::ServiceControl, "scp", "{}");
    assert!(page.0.is_stale());
    assert_eq!(page.0.progress, Progress::Pending);
    assert_eq!(page.0.row(first).unwrap().outcome, Some(Outcome::Allowed));
    page.act(Action::Late);
    assert_eq!(page.0.progress, Progress::Late);
    // Whatever is typed meanwhile, it is the same order that does not come back.
    page.add(Layer::ResourceControl, "rcp", "{}");
    assert_eq!(page.0.progress, Progress::Late);
    let before = page.0.revision - 1;
    page.act(answer(before, Vec::new()));
    assert_eq!(page.0.progress, Progress::Pending);
    let revision = page.0.revision;
    // Only what changed comes.
    page.act(answer(revision, vec![row(second, None)]));
    assert!(!page.0.is_stale());
    assert_eq!(page.0.row(first).unwrap().outcome, Some(Outcome::Allowed));
    assert_eq!(page.0.row(second).unwrap().outcome, None);
    page.act(Action::Late);
    assert_eq!(page.0.progress, Progress::Idle, "it came in time");
}

#[test]
fn an_old_answer_after_a_newer_one_is_none() {
    let (mut page, [first, _]) = two();
    page.act(answer(1, vec![row(first, None)]));
    assert_eq!(page.0.row(first).unwrap().outcome, Some(Outcome::Allowed));
}

#[test]
fn outcomes_become_expectations_and_are_counted() {
    let (mut page, ids) = two();
    assert_eq!(page.0.results.counts.expected, 0);
    page.act(Action::ExpectPresent(ids.to_vec()));
    let expect = page.0.workspace.scenario(ids[1]).unwrap().expect.clone();
    let expect = expect.unwrap();
    assert_eq!(expect.outcome, Some(Outcome::Denied));
    assert_eq!(expect.at.as_deref(), Some("signin:CreateOAuth2Token"));
    let unmet = Rc::new(Row {
        unmet: vec![Unmet {
            path: "outcome".into(),
            expected: "`denied`".into(),
            actual: "`allowed`".into(),
        }],
        ..Row::clone(&row(ids[1], Some(Outcome::Allowed)))
    });
    let revision = page.0.revision;
    page.act(answer(revision, vec![unmet]));
    let counts = page.0.results.counts;
    assert_eq!((counts.expected, counts.met), (2, 1));
    assert_eq!((counts.allowed, counts.denied), (2, 0));
    let only = |only| {
        Action::Filter(Filter {
            text: "".into(),
            only,
        })
    };
    page.act(only(Only::Unmet));
    assert_eq!(page.visible(), ["out"]);
    page.act(only(Only::Outcome(Outcome::Denied)));
    assert!(page.visible().is_empty());
    page.act(Action::Undo);
    assert!(page.0.workspace.scenario(ids[1]).unwrap().expect.is_none());
}

/// What is counted as not as expected is what the filter shows and the order begins with.
#[test]
fn what_cannot_be_decided_is_not_as_expected_wherever_that_counts() {
    let (mut page, [first, second]) = two();
    let arn = "arn:aws:iam::111122223333:root";
    let plain = page.scenario("plain", arn, "192.0.2.3");
    let expect = |id| Action::Scenario(id, ScenarioEdit::ExpectOutcome(Some(Outcome::Allowed)));
    page.act(expect(first)).act(expect(second));
    let revision = page.0.revision;
    let rows = vec![row(second, None), row(plain, None)];
    page.act(answer(revision, rows));
    let counts = page.0.results.counts;
    assert_eq!((counts.expected, counts.met), (2, 1));
    for descending in [false, true] {
        page.act(Action::Sort(Some(Sort {
            column: Column::Expectation,
            descending,
        })));
        let mut order = ["out", "in", "plain"];
        if descending {
            order.reverse();
        }
        assert_eq!(page.visible(), order);
    }
    page.act(Action::Filter(Filter {
        text: "".into(),
        only: Only::Unmet,
    }));
    assert_eq!(page.visible(), ["out"]);
}

#[test]
fn an_expectation_of_now_waits_for_it_and_is_taken_from_no_earlier_text() {
    let (mut page, ids) = two();
    let expected = |page: &Page, id| {
        let expect = page.0.workspace.scenario(id).unwrap().expect.clone();
        expect.map(|expect| expect.outcome.unwrap())
    };
    page.edit(ids[0], ScenarioEdit::Region("eu-west-1".into()))
        .act(Action::ExpectPresent(ids.to_vec()));
    assert_eq!(expected(&page, ids[0]), None, "it is not known yet");
    let revision = page.0.revision;
    page.act(answer(revision, vec![row(ids[0], Some(Outcome::Denied))]));
    assert_eq!(expected(&page, ids[0]), Some(Outcome::Denied));
    assert_eq!(expected(&page, ids[1]), Some(Outcome::Denied));

    // What was asked before another change is not about what comes after it.
    let (mut page, ids) = two();
    page.edit(ids[0], ScenarioEdit::Region("eu-west-1".into()))
        .act(Action::ExpectPresent(ids.to_vec()))
        .edit(ids[0], ScenarioEdit::Region("eu-west-2".into()));
    let revision = page.0.revision;
    page.act(answer(revision, Vec::new()));
    assert_eq!(expected(&page, ids[0]), None);

    // Documents that cannot be read: nothing is "now".
    let held = |held: &[u32]| {
        let unread = |document: &u32| Unread {
            document: *document,
            earlier: Some("{}".into()),
        };
        Action::Answer(Rc::new(Answer {
            revision,
            unread: Some(held.iter().map(unread).collect()),
            ..Answer::default()
        }))
    };
    page.act(held(&[9]))
        .act(Action::ExpectPresent(ids.to_vec()));
    assert!(page.0.is_held());
    page.act(held(&[]));
    assert_eq!(expected(&page, ids[0]), None);
    page.act(Action::Stopped(Stop::ByHand))
        .act(Action::ExpectPresent(ids.to_vec()));
    assert_eq!(expected(&page, ids[0]), None);
    page.act(Action::Restarted)
        .act(Action::ExpectPresent(ids.to_vec()));
    assert_eq!(expected(&page, ids[0]), Some(Outcome::Allowed));
}

#[test]
fn an_expectation_that_says_more_and_is_met_stays() {
    let mut page = Page::new();
    page.act(Action::ImportCase {
        name: "x".into(),
        text: r#"{"vestibule":1,"policies":{},"requests":[
            {"principal":"x","expect":{"phases":{"signin:Authenticate":"allowed"}}},
            {"principal":"y","expect":{"phases":{"signin:Authenticate":"denied"}}}]}"#
            .into(),
    });
    let [met, unmet] = [0, 1].map(|at: usize| page.0.workspace.scenarios[at].id);
    let wrong = Rc::new(Row {
        unmet: vec![Unmet {
            path: "phases[\"signin:Authenticate\"].decision".into(),
            expected: "`denied`".into(),
            actual: "`allowed`".into(),
        }],
        ..Row::clone(&row(unmet, Some(Outcome::Denied)))
    });
    let revision = page.0.revision;
    page.act(answer(
        revision,
        vec![row(met, Some(Outcome::Denied)), wrong],
    ))
    .act(Action::ExpectPresent(vec![met, unmet]));
    for (id, phases) in [(met, 1), (unmet, 0)] {
        let expect = page.0.workspace.scenario(id).unwrap().expect.clone();
        let expect = expect.unwrap();
        assert_eq!(expect.outcome, Some(Outcome::Denied));
        assert_eq!(expect.at.as_deref(), Some("signin:CreateOAuth2Token"));
        assert_eq!(expect.phases.iter().count(), phases);
    }
}

#[test]
fn rows_are_sorted_by_what_needs_looking_at() {
    let (mut page, [first, _]) = two();
    page.act(Action::Sort(Some(Sort {
        column: Column::Outcome,
        descending: false,
    })));
    assert_eq!(page.visible(), ["out", "in"]);
    let revision = page.0.revision;
    page.act(answer(revision, vec![row(first, None)]));
    assert_eq!(page.visible(), ["in", "out"]);
}

#[test]
fn a_question_is_about_what_is_selected() {
    let (mut page, [first, _]) = two();
    let selection = crate::state::view::Selection {
        scenario: first,
        action: Some(Phase::Authenticate),
    };
    page.act(Action::Select(Some(selection)))
        .act(Action::AskChanges);
    let question = page.0.question.unwrap();
    assert_eq!(
        (question.scenario, question.action),
        (first, Some(Phase::Authenticate))
    );
    page.edit(first, ScenarioEdit::Region("eu-west-1".into()));
    assert_eq!(page.0.question, Some(question), "it is answered anew");
    page.act(Action::Select(None));
    assert_eq!(page.0.question, None);
}

#[test]
fn counts_beside_the_search_are_those_of_what_it_finds() {
    let (mut page, _) = two();
    assert_eq!((page.0.found().allowed, page.0.found().denied), (1, 1));
    page.act(Action::Filter(Filter {
        text: "192.0.2.2".into(),
        only: Only::All,
    }));
    assert_eq!((page.0.found().allowed, page.0.found().denied), (0, 1));
    assert_eq!(page.0.results.counts.allowed, 1);
}
