//! Whether people can sign in at all: told, kept, and said beside the outcomes.

use serde_json::{Value, json};
use vestibule_wire::{Outcome, StandingVerdict};

use super::{OFFICE_ONLY, Page, said};
use crate::report;
use crate::state::action::Action;
use crate::state::case_file::{export, file, import, workspace};
use crate::state::told_facts::AccountFact;

const ALICE: &str = "arn:aws:iam::111122223333:user/Alice";
const ROOT: &str = "arn:aws:iam::111122223333:root";

fn page(facts: &str) -> Page {
    let case = format!(
        r#"{{"vestibule":1,"account":{{"id":"111122223333"}},"policies":{{"resourceBased":{OFFICE_ONLY}}},
        {facts}"requests":[{{"name":"in","principal":"{ALICE}","network":{{"sourceIp":"203.0.113.7"}}}},
            {{"name":"out","principal":"{ALICE}","network":{{"sourceIp":"198.51.100.7"}}}},
            {{"name":"root","principal":"{ROOT}","network":{{"sourceIp":"203.0.113.7"}}}}]}}"#
    );
    Page::case(&case)
}

impl Page {
    fn tell(&mut self, arn: &str, fact: AccountFact, value: impl Into<Option<Value>>) {
        self.act(Action::TellAccountFact(
            arn.to_owned().into(),
            fact,
            value.into(),
        ));
        self.answer_topics();
    }

    /// What the row is decided as, and what is said beside it.
    fn beside(&self, row: usize) -> Option<(Outcome, StandingVerdict, String)> {
        let scenario = &self.state.workspace.scenarios[row];
        let outcome = self.state.row(scenario.id)?.outcome?;
        let (verdict, line) = self
            .state
            .account_said(&scenario.principal, Some(outcome))?;
        Some((outcome, verdict, said(&line)))
    }
}

#[test]
fn facts_stand_beside_outcomes_and_never_change_them() {
    let mut page = page("");
    page.answer_topics();
    assert_eq!(page.beside(0), None);
    page.tell(ALICE, AccountFact::LoginProfile, json!(false));
    assert_eq!(
        page.beside(0),
        Some((
            Outcome::Allowed,
            StandingVerdict::Stopped,
            "The policies allow it, but user/Alice has no password for the console".to_owned()
        ))
    );
    let (outcome, verdict, sentence) = page.beside(1).unwrap();
    assert_eq!(
        (outcome, verdict),
        (Outcome::Denied, StandingVerdict::Stopped)
    );
    assert!(
        sentence.starts_with("The policies deny it, and"),
        "{sentence}"
    );
    assert_eq!(page.beside(2), None, "nothing is told of the root user");

    page.tell(ROOT, AccountFact::RootCredentials, json!(false));
    let (outcome, _, sentence) = page.beside(2).unwrap();
    assert_eq!(outcome, Outcome::Allowed);
    assert!(
        sentence.contains("the credentials of root were removed"),
        "{sentence}"
    );

    page.tell(ALICE, AccountFact::LoginProfile, json!(true));
    let (_, verdict, _) = page.beside(0).unwrap();
    assert_eq!(
        verdict,
        StandingVerdict::Unknown,
        "nobody told of an MFA device"
    );
    page.tell(ALICE, AccountFact::MfaLost, json!(false));
    assert_eq!(page.beside(0).unwrap().1, StandingVerdict::Open);

    // Each is a step, and the last of a principal takes its entry away.
    page.act(Action::Undo).act(Action::Undo).answer_topics();
    assert_eq!(page.beside(0).unwrap().1, StandingVerdict::Stopped);
    page.tell(ALICE, AccountFact::LoginProfile, None);
    page.tell(ROOT, AccountFact::RootCredentials, None);
    assert_eq!((page.beside(0), page.beside(2)), (None, None));
    let exported: Value = serde_json::from_str(&export(&page.state.workspace)).unwrap();
    assert_eq!(exported.get("principals"), None);
    assert_eq!(exported["account"].get("rootCredentials"), None);
}

#[test]
fn what_else_is_known_of_principals_stays() {
    let facts = r#""principals":[{"principal":"arn:aws:iam::111122223333:user/*","loginProfile":true,"mfaLost":true},
        {"principal":"arn:aws:iam::111122223333:user/Alice","owner":"ops","ticket":7}],"#;
    let mut page = page(facts);
    page.answer_topics();
    let told = |page: &Page, fact| page.state.workspace.account_fact(ALICE, fact);
    assert_eq!(told(&page, AccountFact::MfaLost), Some(json!(true)));
    // What is told of one counts before what a pattern tells.
    page.tell(ALICE, AccountFact::MfaLost, json!(false));
    assert_eq!(told(&page, AccountFact::MfaLost), Some(json!(false)));
    assert_eq!(told(&page, AccountFact::LoginProfile), Some(json!(true)));
    assert_eq!(page.beside(0).unwrap().1, StandingVerdict::Open);
    let exported: Value = serde_json::from_str(&export(&page.state.workspace)).unwrap();
    let own = &exported["principals"][0];
    assert_eq!(
        (&own["owner"], &own["ticket"], &own["mfaLost"]),
        (&json!("ops"), &json!(7), &json!(false))
    );
    assert_eq!(exported["principals"][1]["mfaLost"], true);
}

#[test]
fn facts_survive_files_and_links() {
    let mut first = page(
        r#""oauthClients":[{"clientId":"arn:aws:signin:us-east-1::external-client/dcr/x","tokenFrom":[]}],"#,
    );
    first.tell(ALICE, AccountFact::PasswordExpires, json!("2026-06-30"));
    first.tell(ALICE, AccountFact::HardExpiry, json!(true));
    let members = |text: &str| {
        let of: Value = serde_json::from_str(text).unwrap();
        [
            of["principals"].clone(),
            of["oauthClients"].clone(),
            of["account"]["hardExpiry"].clone(),
        ]
    };
    let text = export(&first.state.workspace);
    let expected = members(&text);
    assert_eq!(expected[0][0]["passwordExpires"], "2026-06-30");
    assert_eq!(expected[2], true);
    let (back, _) = import(&text).unwrap();
    assert_eq!(members(&export(&back)), expected);
    // A link carries the case file as its types are.
    let linked = workspace(&file(&first.state.workspace));
    assert_eq!(members(&export(&linked)), expected);
    assert_eq!(linked.unknown_names(), Vec::<&str>::new());
}

#[test]
fn the_report_and_the_csv_have_a_column_of_their_own() {
    let mut page = page("");
    page.answer_topics();
    let text = vestibule_l10n::Text::new(vestibule_l10n::Language::En);
    let told = report::Told::default();
    let csv = |page: &Page| report::csv(&page.state, &text, &told);
    let before = csv(&page);
    assert!(!before.contains("Account facts"), "{before}");
    page.tell(ALICE, AccountFact::Deleted, json!(true));
    let after = csv(&page);
    assert!(after.contains("\"Account facts\""), "{after}");
    assert!(
        after.contains("The policies allow it, but user/Alice was deleted"),
        "{after}"
    );
    let lines = after.lines().filter(|line| line.contains("was deleted"));
    assert_eq!(lines.count(), 2);
    let markdown = report::markdown(&report::report(&page.state, &text, &told));
    assert!(
        markdown.contains("Account facts") && markdown.contains("was deleted"),
        "{markdown}"
    );
}
