//! When it is asked, and of which text the answer is.

use std::rc::Rc;

use vestibule_wire::Layer;

use super::{DENY_ALL, OFFICE_ONLY, Page, words};
use crate::analysis::answer::Answer;
use crate::analysis::engine;
use crate::state::action::{Action, ScenarioEdit};
use crate::state::analysis::Standing;
use crate::state::results::Stop;
use crate::state::scenario::Network;

#[test]
fn it_is_asked_behind_the_table() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    page.analyse();
    assert_eq!(page.standing(), Standing::Present);
    let before = page.answer();
    page.type_text(policy, DENY_ALL);
    // At once, and before anything is asked.
    assert_eq!(page.standing(), Standing::Working);
    assert_eq!(page.order(), None);
    page.table();
    assert_eq!(page.standing(), Standing::Working);
    assert_eq!(page.answer(), before, "it is shown as of an earlier text");
    page.analyse();
    assert_eq!(page.standing(), Standing::Present);
    assert_ne!(page.answer(), before);
    assert_eq!(page.order(), None, "it is asked once");
}

#[test]
fn a_late_answer_to_another_question_is_none() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let first = page.order().unwrap();
    page.type_text(policy, DENY_ALL).table();
    let second = page.order().unwrap();
    assert_ne!(first.number, second.number);
    page.act(Action::Analysed(Rc::new(engine::answer(&first))));
    assert_eq!(page.state.known().answer, None);
    page.act(Action::Analysed(Rc::new(engine::answer(&second))));
    assert_eq!(page.standing(), Standing::Present);
    // Nor is one about a workspace that is left.
    page.act(Action::NewWorkspace)
        .act(Action::Analysed(Rc::new(engine::answer(&second))));
    assert_eq!(page.state.known().answer, None);
    assert_eq!(page.standing(), Standing::Working);
}

#[test]
fn what_decides_nothing_asks_nothing() {
    let mut page = Page::case(crate::examples::ALL[0].file);
    page.analyse();
    let id = page.state.workspace.scenarios[0].id;
    for action in [
        Action::Rename("another".into()),
        Action::Scenario(id, ScenarioEdit::Name("another".into())),
        Action::ExpectPresent(vec![id]),
        Action::DuplicateScenario(id),
    ] {
        page.act(action.clone());
        assert_eq!(page.standing(), Standing::Present, "{action:?}");
        page.table();
        assert_eq!(page.standing(), Standing::Present, "{action:?}");
    }
    let network = Network {
        source_ip: "198.51.100.77".into(),
        ..Network::default()
    };
    page.act(Action::Scenario(id, ScenarioEdit::Network(network)));
    assert_eq!(page.standing(), Standing::Working, "whom a row names");
}

#[test]
fn a_text_that_cannot_be_read_is_asked_about_as_it_could_be_read_last() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    page.analyse();
    let before = page.answer();
    page.type_text(policy, &OFFICE_ONLY[..OFFICE_ONLY.len() - 4]);
    assert_eq!(page.standing(), Standing::Working);
    page.table();
    // It is the same question, and the page says of which text.
    assert_eq!(page.standing(), Standing::Present);
    assert_eq!(page.answer(), before);
    assert!(page.state.results.is_by_earlier(policy));
    // What else decides is as it is now.
    page.add(Layer::ServiceControl, DENY_ALL);
    let order = page.order().unwrap();
    assert_eq!(order.rules.documents[0].text, OFFICE_ONLY);
    assert_eq!(order.rules.documents[1].text, DENY_ALL);
    // The text in the editor stays as it was typed.
    assert_ne!(page.state.workspace.documents[0].text, OFFICE_ONLY);
}

#[test]
fn it_is_late_stopped_and_asked_again() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let number = page.order().unwrap().number;
    page.act(Action::AnalysisLate(number - 1));
    assert_eq!(page.standing(), Standing::Working);
    page.act(Action::AnalysisLate(number));
    assert_eq!(page.standing(), Standing::Late);
    for why in Stop::ALL {
        let number = page.order().unwrap().number;
        page.act(Action::AnalysisStopped(number - 1, why));
        assert!(page.order().is_some(), "another one was stopped");
        page.act(Action::AnalysisStopped(number, why));
        assert_eq!(page.standing(), Standing::Stopped(why));
        assert_eq!(page.order(), None);
        page.act(Action::Analyse);
        assert_eq!(page.standing(), Standing::Working);
    }
    let number = page.order().unwrap().number;
    page.act(Action::AnalysisStopped(number, Stop::ByHand));
    // The next text is another question.
    page.type_text(policy, DENY_ALL).table();
    assert_eq!(page.standing(), Standing::Working);
    page.analyse();
    assert_eq!(page.standing(), Standing::Present);
}

#[test]
fn a_workspace_that_is_not_decided_is_not_asked_about() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    page.analyse();
    page.act(Action::Stopped(Stop::ByHand));
    assert_eq!(page.standing(), Standing::Undecided);
    page.type_text(policy, DENY_ALL);
    assert_eq!(page.standing(), Standing::Undecided);
    assert_eq!(page.order(), None);
    page.act(Action::Restarted).table();
    assert_eq!(page.standing(), Standing::Working);
    assert!(page.order().is_some());
}

#[test]
fn another_language_is_another_question() {
    let mut page = Page::new();
    page.add(Layer::ResourceBased, OFFICE_ONLY);
    page.analyse();
    let english = page.answer();
    page.act(Action::Words(Rc::new(words("ja"))));
    assert_eq!(page.order().unwrap().language, "ja");
    page.analyse();
    assert_eq!(page.standing(), Standing::Present);
    let japanese = page.answer();
    assert_eq!(english.claims.len(), japanese.claims.len());
    let outcomes =
        |of: &Answer| -> Vec<_> { of.claims.iter().map(|claim| claim.outcome).collect() };
    assert_eq!(outcomes(&english), outcomes(&japanese));
    assert_ne!(english.claims, japanese.claims);
}
