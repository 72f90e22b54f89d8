//! Workspaces with an organization: each row is decided by what binds the account of its
//! principal, and nothing of the case file is lost.

use proptest::prelude::*;
use serde_json::{Value, json};
use vestibule_arbitrary::organization::parts;
use vestibule_wire::{Case, Decision, NoFiles, Outcome};

use super::Page;
use crate::evaluate::answer::{Field, ScenarioField};
use crate::evaluate::{case, overview};
use crate::state::action::{Action, DocumentEdit, ScenarioEdit};
use crate::state::case_file::{export, import};
use crate::state::view::{Selection, Tab};

/// A decision without the places in the texts, which are laid out anew.
fn told(decision: &Decision) -> Value {
    let mut decision = decision.clone();
    decision.findings.clear();
    decision.request.clear();
    for phase in &mut decision.phases {
        for by in &mut phase.decided_by {
            (by.span, by.range) = (None, None);
        }
        phase.statements = None;
    }
    serde_json::to_value(decision).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The rows and their walks are those of the case file, and exporting it again loses nothing.
    #[test]
    fn rows_are_decided_as_the_case_file_says(parts in parts()) {
        let text = parts.organization().to_string();
        let case = Case::read(text.as_str(), &NoFiles).unwrap();
        let mut page = Page::case(&text);
        let rows: Vec<u32> = page.state.workspace.scenarios.iter().map(|row| row.id).collect();
        prop_assert_eq!(rows.len(), parts.requests.len());
        for (index, id) in rows.iter().enumerate() {
            prop_assert_eq!(page.outcome(*id), case.outcome(index), "{}", text);
            page.act(Action::Select(Some(Selection { scenario: *id, action: None })));
            let detail = page.state.results.detail.clone().unwrap();
            let walk = detail.decision.as_ref().unwrap();
            prop_assert_eq!(told(walk), told(&case.decide(index).unwrap()), "{}", text);
            // Whatever decided is a document of the page.
            for by in walk.phases.iter().flat_map(|phase| &phase.decided_by) {
                let path = by.path.as_deref();
                prop_assert!(path.is_none_or(|path| detail.document(path).is_some()), "{:?}", path);
            }
        }
        let exported = export(&page.state.workspace);
        let again = Case::read(exported.as_str(), &NoFiles).unwrap();
        for index in 0..rows.len() {
            prop_assert_eq!(case.decide(index).as_ref().map(told), again.decide(index).as_ref().map(told));
        }
        let (workspace, findings) = import(&exported).unwrap();
        prop_assert_eq!(findings, []);
        prop_assert_eq!(export(&workspace), exported);
    }
}

const PERIMETER: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
  "Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}"#;

/// A management account at the root, one account in a unit with an RCP, one suspended.
fn file() -> Value {
    let perimeter: Value = serde_json::from_str(PERIMETER).unwrap();
    let row = |account: &str| {
        json!({ "principal": format!("arn:aws:iam::{account}:user/alice"),
            "network": { "sourceIp": "198.51.100.7" } })
    };
    json!({ "vestibule": 1,
        "organization": { "id": "o-a1b2c3d4e5", "managementAccount": "111122223333",
            "tree": { "id": "r-ab12", "accounts": ["111122223333", "333344445555"], "children": [
                { "id": "ou-ab12-11111111", "name": "Workloads", "accounts": ["222233334444"] }] },
            "accounts": [
                { "id": "222233334444", "name": "prod", "colour": "red", "policies": {
                    "identity": [], "resourceBased": perimeter } },
                { "id": "333344445555", "state": "SUSPENDED" }] },
        "account": { "id": "222233334444", "joinedMethod": "INVITED" },
        "policies": { "resourceControl": [{ "name": "perimeter",
            "attachedTo": ["ou-ab12-11111111", "333344445555"], "document": perimeter }] },
        "requests": [row("111122223333"), row("222233334444"), row("333344445555"),
            row("444455556666")] })
}

#[test]
fn an_account_that_has_no_decision_is_said_at_its_row() {
    let page = Page::case(&file().to_string());
    let rows: Vec<u32> = page
        .state
        .workspace
        .scenarios
        .iter()
        .map(|one| one.id)
        .collect();
    let outcomes: Vec<_> = rows.iter().map(|id| page.outcome(*id)).collect();
    assert_eq!(
        outcomes,
        [Some(Outcome::Allowed), Some(Outcome::Denied), None, None]
    );
    let at = |index: usize| Field::Scenario(rows[index], ScenarioField::Principal);
    assert!(page.places().contains(&at(2)) && page.places().contains(&at(3)));
}

#[test]
fn what_is_told_of_accounts_comes_back() {
    let (workspace, _) = import(&file().to_string()).unwrap();
    let exported: Value = serde_json::from_str(&export(&workspace)).unwrap();
    let told = file();
    for member in ["account", "organization"] {
        // A list of no units is left out, as is a list of one node.
        assert_eq!(exported[member]["id"], told[member]["id"]);
    }
    assert_eq!(exported["account"], told["account"]);
    let accounts = &exported["organization"]["accounts"];
    assert_eq!(accounts[0]["colour"], "red");
    assert_eq!(
        accounts[0]["policies"],
        told["organization"]["accounts"][0]["policies"]
    );
    assert_eq!(accounts[1]["state"], "SUSPENDED");
}

#[test]
fn an_edit_of_one_policy_is_that_of_all_its_accounts() {
    let mut page = Page::case(&file().to_string());
    let rows: Vec<u32> = page
        .state
        .workspace
        .scenarios
        .iter()
        .map(|one| one.id)
        .collect();
    let documents: Vec<u32> = page
        .state
        .workspace
        .documents
        .iter()
        .map(|one| one.id)
        .collect();
    assert_eq!(documents.len(), 2, "a policy of two nodes is one document");
    let wider = PERIMETER.replace("203.0.113.0/24", "0.0.0.0/0");
    for id in documents {
        assert_eq!(page.outcome(rows[1]), Some(Outcome::Denied));
        page.act(Action::Document(
            id,
            DocumentEdit::Text(wider.clone().into()),
        ));
    }
    assert_eq!(page.outcome(rows[1]), Some(Outcome::Allowed));
    // A principal of another account is bound by what binds that account.
    let arn = "arn:aws:iam::111122223333:user/bob";
    page.edit(rows[1], ScenarioEdit::Principal(arn.into()));
    assert_eq!(page.outcome(rows[1]), Some(Outcome::Allowed));
    let shown = Action::ShowAccount("222233334444".into());
    page.act(shown);
    assert!(
        page.last
            .as_ref()
            .is_none_or(|(order, _)| order.rules.is_none())
    );
    assert_eq!(page.state.workspace.account_id(), "222233334444");
}

/// The overview says of each account what the rows of all people from all networks come to.
#[test]
fn the_overview_is_the_worst_of_all_rows() {
    let mut page = Page::case(&file().to_string());
    // Which takes people and networks from the policies and the rows.
    page.act(Action::Tab(Tab::People));
    let asked = page.state.overview_asked();
    let rows = overview::rows(case::rules(&page.state.workspace), &asked);
    let workspace = std::rc::Rc::clone(&page.state.workspace);
    let accounts: Vec<&str> = rows.iter().map(|row| &*row.account).collect();
    assert_eq!(accounts, ["111122223333", "333344445555", "222233334444"]);
    let badness = |outcome: &Option<Outcome>| match outcome {
        None => 0,
        Some(Outcome::Allowed) => 1,
        Some(Outcome::Unknown) => 2,
        Some(Outcome::Denied) => 3,
    };
    for row in &rows {
        page.act(Action::ShowAccount(row.account.clone()));
        let square = |person: u32, site: u32| {
            let place = crate::state::grid::Place { person, site };
            page.state.square(place).expect("it is decided").outcome()
        };
        let people = workspace.personas.iter().map(|one| {
            let all = workspace.sites.iter().map(|site| square(one.id, site.id));
            all.max_by_key(badness).unwrap()
        });
        let sites = workspace.sites.iter().map(|one| {
            let all = workspace
                .personas
                .iter()
                .map(|person| square(person.id, one.id));
            all.max_by_key(badness).unwrap()
        });
        let expected: Vec<_> = people.chain(sites).collect();
        let told: Vec<_> = row.cells.iter().map(|cell| cell.outcome).collect();
        assert_eq!(told, expected, "{}", row.account);
    }
    let organization = workspace.organization.as_ref().unwrap();
    let nodes = overview::by_node(&organization.tree, &rows);
    assert_eq!(nodes["ou-ab12-11111111"], rows[2].cells);
    // A cell leads to a sign-in that it is the worst of.
    let worst = &rows[2].cells[0];
    let shown = worst.shown.clone().unwrap();
    page.act(Action::LookIn("222233334444".into(), shown));
    let looked = page.state.looked.as_ref().unwrap().scenario.id;
    assert_eq!(page.outcome(looked), worst.outcome);
}
