//! Documents that cannot be read, as in the middle of a word: each decides by its own last readable
//! text, and everything else as it is now.

use vestibule_wire::{Layer, Outcome};

use super::{ALICE, OFFICE_ONLY, Page};
use crate::evaluate::answer::{Field, Unread};
use crate::state::action::{AccountEdit, Action, DocumentEdit, ScenarioEdit};
use crate::state::scenario::Network;
use crate::state::view::Selection;

const DENY_ALL: &str = r#"{"Version":"2012-10-17","Statement":[
  {"Sid":"Nobody","Effect":"Deny","Action":"signin:*","Resource":"*"}]}"#;

fn by_earlier(document: u32, text: &str) -> Unread {
    Unread {
        document,
        earlier: Some(text.to_owned().into()),
    }
}

fn as_it_is(document: u32) -> Unread {
    Unread {
        document,
        earlier: None,
    }
}

fn broken(text: &str) -> &str {
    &text[..text.len() - 3]
}

impl Page {
    fn unread(&self) -> &[Unread] {
        &self.state.results.unread
    }

    fn authorization(&mut self, on: bool) -> &mut Self {
        self.act(Action::Account(AccountEdit::OnAccount(on)))
            .act(Action::Account(AccountEdit::OnOrganization(on)))
    }
}

/// While a text is half typed the rows stay, and say of which text they are.
#[test]
fn a_text_that_cannot_be_read_holds_the_last_one() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let (inside, outside) = (page.scenario("203.0.113.10"), page.scenario("192.0.2.1"));
    page.type_text(policy, broken(OFFICE_ONLY));
    // What they are is provisional now, and comes once.
    assert_eq!(page.came(), [inside, outside]);
    assert!(page.row(inside).provisional);
    page.type_text(policy, &format!("{} ", broken(OFFICE_ONLY)));
    assert_eq!(page.came(), Vec::<u32>::new());
    assert_eq!(page.unread(), [by_earlier(policy, OFFICE_ONLY)]);
    assert_eq!(page.outcome(outside), Some(Outcome::Denied));
    assert_eq!(page.places()[0], Field::DocumentText(policy));
    assert!(page.state.results.problems[0].is_unreadable());
    // Rows are still decided, by the text of before.
    let network = Network {
        source_ip: "192.0.2.9".into(),
        ..Network::default()
    };
    page.edit(inside, ScenarioEdit::Network(network));
    assert_eq!(page.outcome(inside), Some(Outcome::Denied));
    page.type_text(
        policy,
        &OFFICE_ONLY.replace("203.0.113.0/24", "192.0.2.0/24"),
    );
    assert_eq!(page.unread(), []);
    assert_eq!(page.outcome(inside), Some(Outcome::Allowed));
    assert!(!page.row(inside).provisional);
}

#[test]
fn all_else_is_decided_as_it_is_now() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let guardrail = page.add(Layer::ServiceControl, DENY_ALL);
    let (inside, outside) = (page.scenario("203.0.113.10"), page.scenario("192.0.2.1"));
    let outcomes = |page: &Page| [inside, outside].map(|id| page.outcome(id).unwrap());
    let (allowed, denied) = (Outcome::Allowed, Outcome::Denied);
    assert_eq!(outcomes(&page), [denied, denied]);
    page.type_text(policy, broken(OFFICE_ONLY));
    assert_eq!(outcomes(&page), [denied, denied]);

    // The text of another policy, its target, and whether it is there.
    page.type_text(guardrail, &DENY_ALL.replace("Deny", "Allow"));
    assert_eq!(outcomes(&page), [allowed, denied]);
    page.type_text(guardrail, DENY_ALL);
    assert_eq!(outcomes(&page), [denied, denied]);
    page.act(Action::Document(
        guardrail,
        DocumentEdit::Target("444455556666".into()),
    ));
    page.act(Action::Account(AccountEdit::Id("111122223333".into())));
    page.act(Action::Account(AccountEdit::Path("r-ab12".into())));
    assert_eq!(outcomes(&page), [allowed, denied]);
    page.act(Action::Document(guardrail, DocumentEdit::Target("".into())));
    assert_eq!(outcomes(&page), [denied, denied]);
    page.act(Action::RemoveDocument(guardrail));
    assert_eq!(outcomes(&page), [allowed, denied]);

    // What is switched.
    page.authorization(false);
    assert_eq!(outcomes(&page), [allowed, allowed]);
    page.authorization(true);
    assert_eq!(outcomes(&page), [allowed, denied]);
    assert_eq!(page.unread(), [by_earlier(policy, OFFICE_ONLY)]);
    page.act(Action::RemoveDocument(policy));
    assert_eq!(outcomes(&page), [allowed, allowed]);
    assert_eq!(page.unread(), []);
}

#[test]
fn what_is_wrong_is_told_of_the_present_text() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    page.scenario("192.0.2.1");
    let typo = OFFICE_ONLY.replace("NotIpAddress", "NotIpAdress");
    page.type_text(policy, broken(&typo));
    let codes = |page: &Page| -> Vec<String> {
        let problems = page.state.results.problems.iter();
        problems.map(|p| p.finding.code.to_string()).collect()
    };
    assert_eq!(page.unread(), [by_earlier(policy, OFFICE_ONLY)]);
    assert!(
        codes(&page).contains(&"unknown-operator".to_owned()),
        "{:?}",
        codes(&page)
    );
    page.type_text(policy, broken(OFFICE_ONLY));
    assert!(!codes(&page).contains(&"unknown-operator".to_owned()));
}

/// The places of a text that is no longer there would point anywhere.
#[test]
fn the_walk_points_to_no_place_in_a_text_that_is_gone() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let guardrail = page.add(Layer::ServiceControl, DENY_ALL);
    let outside = page.scenario("192.0.2.1");
    page.act(Action::Select(Some(Selection {
        scenario: outside,
        action: None,
    })));
    let placed = |page: &Page| -> Vec<(u32, bool)> {
        let detail = page.state.results.detail.as_ref().unwrap();
        let phase = &detail.decision.as_ref().unwrap().phases[0];
        let by = phase.decided_by.iter().map(|by| (&by.path, by.range));
        let mut placed: Vec<(u32, bool)> = by
            .map(|(path, range)| {
                let path = path.as_deref().unwrap();
                (detail.document(path).unwrap(), range.is_some())
            })
            .collect();
        for trace in phase.statements.iter().flatten() {
            let document = detail.document(&trace.path).unwrap();
            assert!(placed.contains(&(document, trace.range.is_some())));
            assert_eq!(trace.range.is_some(), trace.span.is_some());
        }
        placed.sort_unstable();
        placed
    };
    assert_eq!(placed(&page), [(policy, true), (guardrail, true)]);
    page.type_text(policy, &format!("\n\n{}", broken(OFFICE_ONLY)));
    assert_eq!(placed(&page), [(policy, false), (guardrail, true)]);
    assert!(page.state.results.is_by_earlier(policy));
    assert!(!page.state.results.is_by_earlier(guardrail));
    page.type_text(policy, OFFICE_ONLY);
    assert_eq!(placed(&page), [(policy, true), (guardrail, true)]);
}

/// A text that never could be read decides nothing for certain.
#[test]
fn a_first_text_that_cannot_be_read_leaves_everything_open() {
    let text = format!(
        r#"{{"vestibule":1,"policies":{{"resourceBased":{}}},
            "requests":[{{"principal":"{ALICE}","network":{{"sourceIp":"192.0.2.1"}}}}]}}"#,
        serde_json::to_string("{ \"Statement\": [").unwrap()
    );
    let mut page = Page::case(&text);
    let id = page.state.workspace.scenarios[0].id;
    let policy = page.state.workspace.documents[0].id;
    assert_eq!(page.outcome(id), Some(Outcome::Unknown));
    assert_eq!(page.unread(), [as_it_is(policy)]);
    // Another one beside it decides as it is.
    let guardrail = page.add(Layer::ServiceControl, DENY_ALL);
    assert_eq!(page.outcome(id), Some(Outcome::Denied));
    page.type_text(guardrail, broken(DENY_ALL));
    assert_eq!(page.outcome(id), Some(Outcome::Denied));
    assert_eq!(
        page.unread(),
        [as_it_is(policy), by_earlier(guardrail, DENY_ALL)]
    );
    page.type_text(policy, OFFICE_ONLY);
    assert_eq!(page.unread(), [by_earlier(guardrail, DENY_ALL)]);
}

/// What begins with nothing is another text: the one of before is not brought back.
#[test]
fn a_new_text_is_not_decided_by_one_that_was_deleted() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, "");
    let outside = page.scenario("192.0.2.1");
    assert_eq!(page.outcome(outside), Some(Outcome::Allowed));
    for _ in 0..2 {
        page.type_text(policy, "{");
        assert_eq!(page.unread(), [as_it_is(policy)]);
        assert_eq!(page.outcome(outside), Some(Outcome::Unknown));
        page.type_text(policy, OFFICE_ONLY);
        assert_eq!(page.outcome(outside), Some(Outcome::Denied));
        page.type_text(policy, " ");
        assert_eq!(page.unread(), []);
        assert_eq!(page.outcome(outside), Some(Outcome::Allowed));
    }
}

/// An output that can be read, but of which more than one policy is meant, or none.
#[test]
fn an_output_of_several_policies_holds_the_text_of_before() {
    let endpoints = format!(
        r#"{{"VpcEndpoints":[{0},{1}]}}"#,
        r#"{"VpcEndpointId":"vpce-0123456789abcdef0","PolicyDocument":"{\"Statement\":[]}"}"#,
        r#"{"VpcEndpointId":"vpce-0123456789abcdef1","PolicyDocument":"{\"Statement\":[]}"}"#,
    );
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceBased, OFFICE_ONLY);
    let outside = page.scenario("192.0.2.1");
    page.type_text(policy, &endpoints);
    assert_eq!(page.unread(), [by_earlier(policy, OFFICE_ONLY)]);
    assert_eq!(page.outcome(outside), Some(Outcome::Denied));
    page.act(Action::Undo).act(Action::RemoveDocument(policy));
    let pasted = page.add(Layer::ResourceBased, &endpoints);
    assert_eq!(page.unread(), [as_it_is(pasted)]);
    assert_eq!(page.outcome(outside), Some(Outcome::Unknown));

    // That text again, for another endpoint: no earlier text says more.
    let of_endpoint = page.add(Layer::VpcEndpoint, &endpoints);
    page.act(Action::RemoveDocument(pasted));
    assert_eq!(page.unread(), []);
    let target = DocumentEdit::Target("vpce-0123456789abcdef9".into());
    page.act(Action::Document(of_endpoint, target));
    assert_eq!(page.unread(), [as_it_is(of_endpoint)]);
}

#[test]
fn a_text_beyond_the_limit_says_so() {
    let mut page = Page::new();
    let policy = page.add(Layer::ServiceControl, "{}");
    page.type_text(policy, &"x".repeat(2 << 20));
    assert_eq!(page.unread(), [by_earlier(policy, "{}")]);
    let first = &page.state.results.problems[0].finding;
    assert!(first.message.to_string().contains("1048576"), "{first:?}");
}
