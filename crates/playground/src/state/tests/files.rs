//! Case files: everything survives the round.

use std::path::{Path, PathBuf};

use serde_json::Value;
use vestibule_wire::{Case, Entry, Layer, NoFiles};

use super::{Page, public};
use crate::format;
use crate::state::action::{Action, DocumentEdit, PersonaEdit, SiteEdit};
use crate::state::case_file::{export, file, import};
use crate::state::workspace::{Document, Workspace};
use std::rc::Rc;

fn corpus(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            corpus(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push(path);
        }
    }
}

/// Ids are given anew at each import; everything else is the same.
fn without_ids(workspace: &Workspace) -> String {
    let mut value = serde_json::from_str(&format::write(workspace)).unwrap();
    fn strip(value: &mut Value) {
        match value {
            Value::Object(members) => {
                members
                    .shift_remove("id")
                    .filter(|id| !id.is_number())
                    .map(|id| {
                        // The account's id is no number.
                        members.insert("id".into(), id)
                    });
                members.values_mut().for_each(strip);
            }
            Value::Array(elements) => elements.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut value);
    value.to_string()
}

/// Every case of the corpus is decided after the round as before, and exporting
/// it again changes nothing.
#[test]
fn the_corpus_survives_the_round() {
    let mut paths = Vec::new();
    for folder in ["corpus", "organizations"] {
        let tests = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests"));
        corpus(&tests.join(folder), &mut paths);
    }
    assert!(paths.len() > 100);
    for path in paths {
        let place = path.display();
        let text = std::fs::read_to_string(&path).unwrap();
        let before = Case::read(text.as_str(), &NoFiles).unwrap();
        let (workspace, mut findings) = import(&text).unwrap();
        findings.retain(|finding| finding.code != "managed-policy");
        assert_eq!(findings, [], "{place}");
        let exported = export(&workspace);
        assert!(workspace.blank_names().is_empty(), "{place}");
        let after = Case::read(exported.as_str(), &NoFiles)
            .unwrap_or_else(|findings| panic!("{place}: {findings:#?}"));
        // The text of a managed policy stands where its ARN did.
        let known = before.findings().iter();
        let known = known.filter(|finding| finding.code != "managed-policy");
        assert_eq!(after.findings().len(), known.count(), "{place}");
        for index in 0..before.names().len() {
            let (mut then, mut now) = (before.decide(index), after.decide(index));
            // Spans move with the layout of a document.
            for decision in [&mut then, &mut now].into_iter().flatten() {
                for by in decision.phases.iter_mut().flat_map(|p| &mut p.decided_by) {
                    (by.span, by.range) = (None, None);
                }
            }
            assert_eq!(then, now, "{place}[{index}]");
            let expect = |case: &Case| case.file().requests[index].expect.clone();
            assert_eq!(expect(&before), expect(&after), "{place}[{index}]");
        }
        let (again, _) = import(&exported).unwrap();
        assert_eq!(without_ids(&again), without_ids(&workspace), "{place}");
        assert_eq!(export(&again), exported, "{place}");
    }
}

#[test]
fn the_arn_of_a_managed_policy_becomes_its_text() {
    let case = r#"{ "vestibule": 1, "policies": { "identity": [
        { "document": "arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess" },
        { "name": "mine", "document": "arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess" },
        { "document": "arn:aws:iam::aws:policy/AdministratorAccess" }] }, "requests": [] }"#;
    let (workspace, findings) = import(case).unwrap();
    let codes: Vec<&str> = findings.iter().map(|one| &*one.code).collect();
    assert_eq!(codes, ["managed-policy"]);
    assert!(findings[0].message.to_string().contains("`v3`"));
    let documents = &workspace.documents;
    let names: Vec<&str> = documents.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["SignInLocalDevelopmentAccess", "mine", ""]);
    assert_eq!(documents[0].text, documents[1].text);
    let text = documents[0].text.as_str();
    assert!(text.contains("\n      \"Resource\": \"arn:aws:signin:*:*:oauth2/public-client/*\""));
    // What is not known stays to be replaced.
    assert_eq!(
        documents[2].text.as_str(),
        "arn:aws:iam::aws:policy/AdministratorAccess"
    );
}

#[test]
fn that_identity_center_is_not_used_comes_back() {
    for told in [None, Some(false)] {
        let mut account = serde_json::json!({ "id": "111122223333" });
        if let Some(told) = told {
            account["identityCenter"] = told.into();
        }
        let case = serde_json::json!({ "vestibule": 1, "account": account, "policies": {}, "requests": [] });
        let (workspace, findings) = import(&case.to_string()).unwrap();
        assert_eq!(findings, []);
        assert_eq!(workspace.account.without_identity_center, told.is_some());
        let after = Case::read(export(&workspace).as_str(), &NoFiles).unwrap();
        assert_eq!(after.file().identity_center(), told);
        // So does what the browser keeps.
        let kept = format::write(&workspace);
        assert_eq!(kept.contains("without_identity_center"), told.is_some());
    }
}

#[test]
fn documents_come_back_as_they_were_typed() {
    let texts = [
        "{\n  \"Statement\": []\n}",
        "{ \"a\": 1,\n\"a\": 2 }",
        "{\n\t\"tabs\": true\n}",
        "{ \"half\": ",
        "\"{\\\"Statement\\\":[]}\"",
        "perimeter.json",
        "[1, 2]",
        "%7B%22Statement%22%3A%5B%5D%7D",
        "{ \"emoji\": \"😀 \\u00e9 é\", \"n\": 1.50e3 }",
        "<b>markup</b>",
        "document:1",
        "\"document-:2\"",
        "{ \"__proto__\": { \"x\": 1 } }",
    ];
    let mut workspace = Workspace::default();
    for text in texts {
        let id = workspace.fresh_id();
        workspace.documents.push(Rc::new(Document {
            id,
            layer: Layer::ServiceControl,
            name: format!("n{id}").into(),
            target: "r-ab12".into(),
            text: text.into(),
            ..Document::default()
        }));
    }
    let exported = export(&workspace);
    let (again, findings) = import(&exported).unwrap();
    assert_eq!(findings, []);
    for (text, document) in texts.iter().zip(&again.documents) {
        assert_eq!(&&*document.text, text, "{}", exported);
        assert_eq!(&*document.target, "r-ab12");
    }
    assert_eq!(again.documents.len(), texts.len());
}

#[test]
fn documents_of_examples_stand_at_the_left_margin() {
    let text = r#"{
  "vestibule": 1,
  "policies": {
    "serviceControl": [
      { "document": {
          "Statement": [
            1
          ]
        } }
    ]
  },
  "requests": []
}"#;
    let (workspace, _) = import(text).unwrap();
    assert_eq!(
        &*workspace.documents[0].text,
        "{\n  \"Statement\": [\n    1\n  ]\n}"
    );
}

#[test]
fn what_nobody_knows_is_told_and_kept() {
    let text = r#"{
  "vestibule": 1,
  "comment": "ours",
  "account": { "id": "111122223333", "owner": { "team": "x" } },
  "policies": { "serviceControl": [
    { "name": "a", "document": {} },
    { "name": "b", "ticket": 7, "document": {} } ] },
  "assumptions": { "J9": true, "J8": false },
  "requests": [
    { "principal": "arn:aws:iam::111122223333:root", "network": { "sourceIp": "192.0.2.1", "via": "lan" } },
    { "principal": "arn:aws:iam::111122223333:root", "network": { "sourceIp": "192.0.2.2" }, "odd name": [1] }
  ]
}"#;
    let (mut workspace, findings) = import(text).unwrap();
    let paths: Vec<&str> = findings
        .iter()
        .filter_map(|finding| finding.path.as_deref())
        .collect();
    assert_eq!(
        paths,
        [
            "comment",
            "account.owner",
            "policies.serviceControl[1].ticket",
            "requests[0].network.via",
            "requests[1][\"odd name\"]"
        ]
    );
    // J9 is known, and as ever.
    let strangers = ["comment", "owner", "ticket", "via", "odd name"];
    assert_eq!(workspace.unknown_names(), strangers);
    let exported: Value = serde_json::from_str(&export(&workspace)).unwrap();
    assert_eq!(exported["comment"], "ours");
    assert_eq!(exported["account"]["owner"]["team"], "x");
    assert_eq!(exported["policies"]["serviceControl"][1]["ticket"], 7);
    assert_eq!(exported["assumptions"]["J9"], true);
    assert_eq!(exported["assumptions"]["J8"], false);
    assert_eq!(exported["requests"][0]["network"]["via"], "lan");
    assert_eq!(exported["requests"][1]["odd name"][0], 1);
    // It moves and goes with what it stood in.
    workspace.scenarios.swap(0, 1);
    workspace.documents.remove(0);
    let exported: Value = serde_json::from_str(&export(&workspace)).unwrap();
    assert_eq!(exported["requests"][0]["odd name"][0], 1);
    assert_eq!(exported["policies"]["serviceControl"][0]["ticket"], 7);
    workspace.scenarios.clear();
    let exported = export(&workspace);
    assert!(!exported.contains("via"), "{exported}");
}

#[test]
fn members_that_the_page_has_no_place_for_are_kept() {
    let text = r#"{"vestibule":1,"account":{"id":"111122223333","consoleAuthorization":true,
            "rootCredentials":false,"hardExpiry":true,"joinedMethod":"INVITED"},"policies":{},
        "networks":[{"name":"Tokyo office","sourceIp":["203.0.113.0/24"]}],
        "guarantees":[{"name":"a","principals":"any","from":["Tokyo office"],"outcome":"allowed",
            "expires":"2027-06-30"}],
        "perimeter":{"exempt":["arn:aws:iam::111122223333:role/BreakGlass"]},
        "principals":[{"principal":"arn:aws:iam::111122223333:role/BreakGlass","owner":"platform"}],
        "vpcEndpoints":[{"vpc":"vpc-0123456789abcdef0","serviceName":"com.amazonaws.eu-west-1.signin"}],
        "oauthClients":[{"clientId":"arn:aws:signin:::devtools/same-device","tokenFrom":["Tokyo office"]}],
        "suppressions":[{"rule":"VST012","policy":"perimeter","statement":0,"reason":"known"}],"requests":[]}"#;
    let (workspace, _) = import(text).unwrap();
    let exported: Value = serde_json::from_str(&export(&workspace)).unwrap();
    let before: Value = serde_json::from_str(text).unwrap();
    let members = before.as_object().unwrap();
    for (member, told) in members {
        assert_eq!(exported[member], *told, "{member}");
    }
}

#[test]
fn unknown_members_of_what_is_removed_go_with_it() {
    let mut page = Page::new();
    page.act(Action::ImportCase {
        name: "x".into(),
        text: r#"{"vestibule":1,"policies":{"serviceControl":[{"x":1,"document":{}}]},
          "requests":[{"y":2,"principal":"arn:aws:iam::111122223333:root"}]}"#
            .into(),
    });
    assert_eq!(page.0.workspace.unknown_members.len(), 2);
    let (document, scenario) = (
        page.0.workspace.documents[0].id,
        page.0.workspace.scenarios[0].id,
    );
    page.act(Action::RemoveDocument(document))
        .act(Action::RemoveScenarios(vec![scenario]));
    assert!(page.0.workspace.unknown_members.is_empty());
}

#[test]
fn documents_without_a_text_are_left_out_and_told() {
    let mut page = Page::new();
    let id = page.add(Layer::ServiceControl, "empty", "");
    let exported = export(&page.0.workspace);
    assert_eq!(page.0.workspace.blank_names(), ["empty"]);
    assert!(!exported.contains("empty"));
    page.act(Action::Document(id, DocumentEdit::Text("{}".into())));
    assert!(page.0.workspace.blank_names().is_empty());
    assert_eq!(file(&page.0.workspace).policies.service_control.len(), 1);
}

#[test]
fn personas_and_networks_of_ones_own_are_told_from_the_usual_ones() {
    let mut page = Page::new();
    let own = |page: &Page| page.0.workspace.has_own_lists();
    assert!(!own(&page));
    let (persona, site) = (
        page.0.workspace.personas[0].id,
        page.0.workspace.sites[0].id,
    );
    // As in another language.
    page.act(Action::Persona(persona, PersonaEdit::Name("x".into())));
    assert!(!own(&page));
    let edits = [
        Action::Persona(persona, PersonaEdit::Principal("x".into())),
        Action::Persona(persona, PersonaEdit::Entry(Entry::LoginLocal)),
        Action::Site(site, SiteEdit::Region("eu-west-1".into())),
        Action::Site(site, SiteEdit::Network(public("192.0.2.99"))),
        Action::AddPersona(None),
        Action::AddSite(None),
    ];
    for edit in edits {
        let said = format!("{edit:?}");
        page.act(edit);
        assert!(own(&page), "{said}");
        page.act(Action::Undo);
        assert!(!own(&page), "{said}");
    }
}

#[test]
fn no_identity_policies_is_not_the_same_as_not_told() {
    for (told, none) in [("", false), ("\"identity\":[]", true)] {
        let text = format!("{{\"vestibule\":1,\"policies\":{{{told}}},\"requests\":[]}}");
        let (workspace, _) = import(&text).unwrap();
        assert_eq!(workspace.no_identity, none);
        let exported = export(&workspace);
        assert_eq!(exported.contains("\"identity\": []"), none, "{exported}");
    }
}
