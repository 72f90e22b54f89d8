//! What the pane is told of a sign-in that was denied.

use vestibule_answers::{Beside, explain_denial};
use vestibule_l10n::Language;
use vestibule_wire::{Agreement, Case, DenialSource, DenialVerdict, NoFiles, Outcome};

use super::{OFFICE_ONLY, Page, said, words};
use crate::analysis::inquiry::Inquiry;
use crate::analysis::topics::TopicTold;
use crate::analysis::topics::denial::{DenialLine, DenialTold};
use crate::state::action::Action;
use crate::state::denial::SeenEdit;
use crate::state::view::{Dialog, Panel, Tab};

const SEEN: &str = "Your authentication information is incorrect. Please try again.";
const CASE: &str = r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"resourceBased":POLICY},
    "requests":[
        {"name":"office","principal":"arn:aws:iam::111122223333:user/Alice","network":{"sourceIp":"203.0.113.7"}},
        {"principal":"arn:aws:iam::111122223333:user/Bob","network":{"sourceIp":"198.51.100.7"}}]}"#;

fn case() -> String {
    CASE.replace("POLICY", OFFICE_ONLY)
}

fn page() -> Page {
    Page::case(&case())
}

/// An event of a user who was denied from there by the resource-based policy.
fn event(address: &str) -> String {
    format!(
        r#"{{"eventID":"e1","eventTime":"2026-11-02T08:15:00Z","eventSource":"signin.amazonaws.com",
        "eventName":"ConsoleLogin","awsRegion":"eu-west-1","sourceIPAddress":"{address}",
        "userIdentity":{{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/robin","userName":"robin"}},
        "tlsDetails":{{"clientProvidedHostHeader":"eu-west-1.signin.aws.amazon.com"}},
        "errorCode":"AccessDenied","errorMessage":"Authorization denied because of a resource-based policy",
        "responseElements":{{"ConsoleLogin":"Failure"}}}}"#
    )
}

impl Page {
    fn explain(&mut self, text: &str) -> DenialTold {
        self.act(Action::ExplainDenial(text.to_owned().into()))
            .answer_topics();
        self.denial()
    }

    fn denial(&self) -> DenialTold {
        let shown = self.state.shown_topic();
        assert!(shown.is_present, "{shown:?}");
        match shown.told() {
            Some(TopicTold::Denial(told)) => told.clone(),
            other => panic!("{other:?}"),
        }
    }
}

fn all(lines: &[DenialLine]) -> Vec<&DenialLine> {
    let mut found = Vec::new();
    for line in lines {
        found.push(line);
        found.extend(all(&line.below));
    }
    found
}

#[test]
fn a_message_is_held_against_the_rows() {
    let mut page = page();
    let told = page.explain(SEEN);
    assert_eq!(page.state.settings.tab, Tab::Denials);
    assert_eq!(told.source, DenialSource::Message);
    assert_eq!(told.verdict, DenialVerdict::PerhapsDenied);
    assert_eq!(told.agreement, Some(Agreement::Agrees));
    assert!(told.is_of_anybody());
    let says = all(&told.sections);
    let titles = says.iter().filter(|line| line.at.is_some());
    assert!(titles.count() > 0, "{says:#?}");
    // The one that it is about.
    let bob = page.state.workspace.scenarios[1].id;
    page.act(Action::Seen(SeenEdit::About(Some(bob))))
        .answer_topics();
    let told = page.denial();
    assert_eq!(told.agreement, Some(Agreement::Agrees));
    assert_eq!(page.state.request_of_seen().as_deref(), Some("requests[1]"));
    let says: Vec<String> = all(&told.sections)
        .into_iter()
        .map(|of| said(&of.line))
        .collect();
    assert!(
        says.iter().any(|line| line.contains("requests[1]")),
        "{says:#?}"
    );
    assert!(
        !says.iter().any(|line| line.contains("say of office")),
        "{says:#?}"
    );
}

#[test]
fn the_answer_is_that_of_the_command() {
    let home = event("198.51.100.7");
    let texts = [SEEN, "認証情報が正しくありません", "hello", &home];
    for text in texts {
        let told = page().explain(text);
        let case = Case::read(case(), &NoFiles).expect("a case");
        let beside = Beside {
            case: Some(&case),
            request: None,
        };
        let found = explain_denial(text.as_bytes(), beside);
        assert_eq!(told.verdict, found.answer.verdict);
        assert_eq!(told.agreement, found.answer.agreement);
        let text = vestibule_l10n::Text::of_answers(Language::En);
        let titles = found
            .sections
            .iter()
            .map(|section| text.phrase(&section.title));
        let titles =
            titles.map(|pieces| pieces.iter().map(|piece| &*piece.text).collect::<String>());
        for (section, title) in told.sections.iter().zip(titles) {
            assert_eq!(said(&section.line).to_lowercase(), title.to_lowercase());
        }
        assert_eq!(told.sections.len(), found.sections.len());
    }
}

#[test]
fn a_disagreement_is_the_headline() {
    let mut page = page();
    let told = page.explain(&event("203.0.113.7"));
    assert_eq!(told.agreement, Some(Agreement::Differs));
    assert_eq!(told.outcome(), Some(Outcome::Denied));
    let first = said(&told.sections[0].line);
    assert!(
        first.contains("they are not those that were in force"),
        "{first}"
    );
}

#[test]
fn a_statement_is_found_in_its_document() {
    let mut page = page();
    let told = page.explain(&event("198.51.100.7"));
    assert_eq!(told.agreement, Some(Agreement::Agrees));
    let lines = all(&told.sections);
    let (document, range) = lines.iter().find_map(|line| line.at).expect("a statement");
    let document = page.state.workspace.document(document).expect("a document");
    let first = document
        .text
        .lines()
        .nth(usize::try_from(range.start.line).expect("a line"));
    assert!(first.expect("a line").contains(r#""Sid""#), "{first:?}");
    // The places are the same where the case file says more than the page has a place for.
    let more = case().replace(
        r#""requests""#,
        r#""vpcEndpoints":[{"endpoint":"vpce-0123456789abcdef0","vpc":"vpc-0a1b2c3d","serviceName":"com.amazonaws.eu-west-1.signin"}],"requests""#,
    );
    let told = Page::case(&more).explain(&event("198.51.100.7"));
    let lines = all(&told.sections);
    assert_eq!(
        lines.iter().find_map(|line| line.at).map(|(_, at)| at),
        Some(range)
    );
}

#[test]
fn the_sign_in_of_an_event_becomes_a_row_whose_values_are_given() {
    let mut page = page();
    let told = page.explain(&event("198.51.100.9"));
    let lines = all(&told.sections);
    let line = lines
        .iter()
        .find(|line| line.line.witness.is_some())
        .expect("a sign-in");
    let line = line.line.clone();
    page.act(Action::ShowRecorded(line.clone())).table();
    let row = page.state.selected_scenario().expect("a row").clone();
    assert_eq!(row.principal, "arn:aws:iam::111122223333:user/robin");
    assert_eq!(row.network.source_ip, "198.51.100.9");
    assert!(row.invented.is_empty());
    assert_eq!(
        page.state.row(row.id).and_then(|row| row.outcome),
        Some(Outcome::Denied)
    );
    assert_eq!(page.state.settings.tab, Tab::SignIns);
    assert_eq!(page.state.panel, Panel::Why);
    // Once is enough, and what was seen is still there.
    let count = page.state.workspace.scenarios.len();
    page.act(Action::Tab(Tab::Denials))
        .act(Action::ShowRecorded(line));
    assert_eq!(page.state.workspace.scenarios.len(), count);
    page.act(Action::Undo);
    assert_eq!(page.state.workspace.scenarios.len(), count - 1);
    assert!(page.state.seen.text.contains("198.51.100.9"));
}

#[test]
fn what_was_seen_is_kept_and_is_part_of_no_workspace() {
    let mut page = page();
    page.act(Action::Dialog(Some(Dialog::Add)));
    page.explain(SEEN);
    assert_eq!(page.state.dialog, None);
    page.act(Action::Tab(Tab::Map))
        .act(Action::Undo)
        .act(Action::NewWorkspace);
    assert_eq!(page.state.seen.text, SEEN);
    let kept = crate::format::write(&*page.state.workspace);
    assert!(!kept.contains("authentication information"), "{kept}");
    // Another one takes its place, and the earlier one comes back.
    page.act(Action::ExplainDenial("hello".into()));
    assert_eq!(page.state.seen.text, "hello");
    page.act(Action::Seen(SeenEdit::Earlier));
    assert_eq!(page.state.seen.text, SEEN);
    page.act(Action::Seen(SeenEdit::Instead("".into())));
    assert_eq!(
        (&*page.state.seen.text, &*page.state.seen.earlier),
        ("", SEEN)
    );
}

#[test]
fn nothing_is_asked_of_nothing_and_of_what_is_too_long() {
    let mut page = page();
    for text in ["", " \n", &"x".repeat(2 << 20)] {
        page.act(Action::ExplainDenial(text.to_owned().into()))
            .answer_topics();
        assert_eq!(page.state.shown_topic().answer, None);
        assert!(!matches!(
            page.state.inquiry(&String::new),
            Some(Inquiry::Topic(_))
        ));
    }
    assert!(page.state.seen.is_too_long());
}

#[test]
fn without_policies_nothing_is_held_against_it() {
    let mut page = Page::new();
    let told = page.explain(&event("198.51.100.9"));
    assert_eq!(
        (told.verdict, told.agreement),
        (DenialVerdict::Denied, None)
    );
}

#[test]
fn what_each_statement_compared_is_told_in_japanese() {
    let mut page = page();
    page.act(Action::Words(std::rc::Rc::new(words("ja"))));
    let told = page.explain(&event("198.51.100.9"));
    let lines = all(&told.sections);
    let mut statements = lines.iter().filter(|of| of.at.is_some()).peekable();
    assert!(statements.peek().is_some());
    for of in statements.flat_map(|of| all(std::slice::from_ref(*of))) {
        assert!(!of.line.text.is_ascii(), "{}", of.line.text);
    }
}

#[test]
fn policies_of_another_account_are_not_held_against_it() {
    let told = page().explain(&event("198.51.100.9").replace("111122223333", "444455556666"));
    assert_eq!(
        (told.verdict, told.agreement),
        (DenialVerdict::Denied, None)
    );
    let lines = all(&told.sections);
    let expected = "they are those of 111122223333, and the sign-in is to 444455556666";
    assert!(
        lines.iter().any(|of| said(&of.line).contains(expected)),
        "{lines:#?}"
    );
}

#[test]
fn what_cannot_be_used_is_said_in_both_languages() {
    let whole = event("198.51.100.9");
    let cut = whole.get(..300).expect("letters");
    let other = whole.replace("signin.amazonaws.com", "s3.amazonaws.com");
    let casing = whole
        .replace("errorMessage", "errormessage")
        .replace("eventName", "eventname");
    for language in ["en", "ja"] {
        let mut page = page();
        page.act(Action::Words(std::rc::Rc::new(words(language))));
        for text in [
            cut,
            &other,
            &casing,
            "informações incorretas",
            "{",
            "[]",
            "\u{0}",
        ] {
            let told = page.explain(text);
            let first = told.sections[0].line.text.clone();
            let is_english = first.is_ascii();
            assert_eq!(is_english, language == "en", "{first}");
        }
        assert_eq!(page.explain(&casing).verdict, DenialVerdict::Denied);
        assert_eq!(page.explain(&other).verdict, DenialVerdict::NotDenied);
    }
}
