//! What the rules about all policies find, at its places on the page.

use std::rc::Rc;

use vestibule_answers::lint::check_case;
use vestibule_wire::{Case, Finding, Layer, NoFiles, Severity};

use super::{DENY_ALL, OFFICE_ONLY, Page, words};
use crate::evaluate::answer::{Field, Problem};
use crate::examples;
use crate::state::action::{AccountEdit, Action};
use crate::state::results::Stop;

impl Page {
    /// What all policies come to together, with the document where that is marked.
    fn of_all(&self) -> Vec<(String, Option<Field>)> {
        let problems = self.state.results.problems.iter();
        let of_all = problems.filter(|problem| problem.of_all);
        of_all
            .map(|problem| (problem.finding.code.to_string(), problem.place))
            .collect()
    }
}

/// The command and the page say the same.
#[test]
fn the_page_shows_all_that_check_finds_in_the_examples() {
    fn told<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<(String, Severity, String)> {
        let told = findings.map(|finding| {
            let said = finding.message.to_string().to_ascii_lowercase();
            (finding.code.to_string(), finding.severity, said)
        });
        let mut told: Vec<_> = told.collect();
        told.sort();
        told
    }
    let mut of_all = 0;
    for example in examples::ALL {
        let case = Case::read(example.file, &NoFiles).unwrap();
        let checked = check_case(&case, None);
        let mut page = Page::case(example.file);
        page.analyse();
        let problems = &page.state.results.problems;
        let shown = problems.iter().map(|problem| &problem.finding);
        assert_eq!(told(shown), told(checked.iter()), "{}", example.slug);
        let is_placed =
            |problem: &Rc<Problem>| matches!(problem.place, Some(Field::DocumentText(_)));
        assert!(problems.iter().all(is_placed), "{}", example.slug);
        of_all += page.of_all().len();
    }
    assert!(of_all > 20, "{of_all}");
}

#[test]
fn they_are_of_the_text_that_is_there() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceControl, DENY_ALL);
    assert_eq!(page.of_all(), []);
    page.analyse();
    let nobody = (
        "nobody-signs-in".to_owned(),
        Some(Field::DocumentText(policy)),
    );
    assert_eq!(page.of_all(), std::slice::from_ref(&nobody));
    let first = &page.state.results.problems[0];
    assert!(first.of_all && first.finding.is_error(), "the worst first");
    // Until the next answer the last one stays, and none of it in a text that cannot be read.
    page.type_text(policy, &format!("{DENY_ALL} ")).table();
    assert_eq!(page.of_all(), std::slice::from_ref(&nobody));
    page.type_text(policy, &DENY_ALL[..DENY_ALL.len() - 1])
        .table();
    assert_eq!(page.of_all(), []);
    page.type_text(policy, DENY_ALL).table().analyse();
    assert_eq!(page.of_all(), [nobody]);
    page.type_text(policy, OFFICE_ONLY).table();
    let number = page.state.analysis_number();
    page.act(Action::AnalysisStopped(number, Stop::ByHand));
    assert_eq!(page.of_all(), [], "nobody knows");
}

#[test]
fn they_are_found_whosever_account_it_is() {
    let mut page = Page::new();
    page.act(Action::Account(AccountEdit::Id("".into())));
    let named = DENY_ALL.replace(
        r#""Resource":"*""#,
        r#""Resource":"*","Condition":{"ArnNotEquals":{"aws:PrincipalArn":["arn:aws:iam::111122223333:role/A","arn:aws:iam::444455556666:role/B"]}}"#,
    );
    page.add(Layer::ResourceControl, &named);
    page.analyse();
    assert!(page.answer().claims.is_empty(), "it is not known whose");
    let codes: Vec<String> = page.of_all().into_iter().map(|(code, _)| code).collect();
    assert!(codes.contains(&"nobody-signs-in".to_owned()), "{codes:?}");
}

#[test]
fn they_are_said_in_the_language_of_the_page() {
    let mut page = Page::new();
    page.act(Action::Words(Rc::new(words("ja"))));
    page.add(Layer::ResourceControl, DENY_ALL);
    page.analyse();
    let problems = page.state.results.problems.iter();
    let said: Vec<String> = problems
        .filter(|problem| problem.of_all)
        .map(|problem| problem.finding.message.to_string())
        .collect();
    assert_eq!(said, ["誰もコンソールにサインインできません"], "{said:?}");
}

#[test]
fn what_depends_on_a_mistake_is_not_told_beside_it() {
    let mut page = Page::new();
    let wrong = OFFICE_ONLY.replace("NotIpAddress", "NotIpAdress");
    let policy = page.add(Layer::ResourceControl, &wrong);
    page.analyse();
    let problems = page.state.results.problems.iter();
    let errors = problems
        .filter(|problem| problem.finding.is_error())
        .count();
    assert_eq!((errors, page.of_all()), (1, Vec::new()));
    page.type_text(policy, OFFICE_ONLY).table().analyse();
    assert!(!page.of_all().is_empty());
}
