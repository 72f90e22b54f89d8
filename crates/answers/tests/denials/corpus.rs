//! The files of `tests/denials`.

use std::path::Path;

use serde_json::{Value, json};
use vestibule_answers::ExplainedDenials;
use vestibule_signin::denial_message::{cloud_trail, user_message};
use vestibule_signin::{Action, Entry, Layer, Stage};

use crate::{of_text, with_case};

/// What is expected of an answer, by the members that an expectation may have.
fn said(found: &ExplainedDenials) -> Value {
    let answer = serde_json::to_value(&found.answer).unwrap();
    let first = &answer["denials"][0];
    let points = first["pointsAt"].as_array().unwrap().iter();
    let points: Vec<String> = points
        .map(|point| {
            let actions = point["actions"].as_array().unwrap().iter();
            let actions: Vec<&str> = actions
                .map(|action| action.as_str().unwrap().trim_start_matches("signin:"))
                .collect();
            let layer = point["layer"].as_str().unwrap();
            format!("{layer} at {}", actions.join(", "))
        })
        .collect();
    let ambiguous = first["ambiguous"].as_array().unwrap().iter();
    let ambiguous: Vec<&Value> = ambiguous.map(|of| &of["fact"]).collect();
    let sign_in = &first["signIn"];
    let candidates = first["decided"][0]["candidates"].as_array();
    let candidates = candidates.into_iter().flatten().map(|of| {
        let statement = &of["statement"];
        format!(
            "{}[{}] {} {}",
            statement["policy"].as_str().unwrap(),
            statement["statement"],
            of["action"].as_str().unwrap().trim_start_matches("signin:"),
            statement["truth"].as_str().unwrap()
        )
    });
    json!({
        "source": answer["source"],
        "verdict": answer["verdict"],
        "agreement": answer["agreement"],
        "texts": first["texts"],
        "pointsAt": points,
        "ambiguous": ambiguous,
        "principal": sign_in["principal"],
        "network": sign_in["network"],
        "region": sign_in["region"],
        "entry": sign_in["entry"],
        "context": sign_in["context"],
        "resource": sign_in["resource"],
        "deniedAt": first["decided"][0]["deniedAt"],
        "dependsOn": first["decided"][0]["dependsOn"],
        "candidates": candidates.collect::<Vec<_>>(),
        "denials": answer["denials"].as_array().unwrap().len(),
        "passedOver": answer["passedOver"],
        "summary": answer["summary"],
    })
}

/// The cases of every file, with their names.
fn cases() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/denials");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let cases: Value = serde_json::from_str(&text).unwrap();
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        for case in cases["cases"].as_array().unwrap() {
            let mut case = case.clone();
            if case["case"].is_string() {
                let shared = &cases["policies"][case["case"].as_str().unwrap()];
                case["case"] = shared.clone();
            }
            let name = case["name"].as_str().unwrap();
            found.push((format!("{file}: {name}"), case));
        }
    }
    assert!(found.len() > 60, "{}", found.len());
    found
}

#[test]
fn every_text_and_event_is_explained() {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        let input = match &case["input"] {
            Value::String(text) => text.clone(),
            event => event.to_string(),
        };
        let found = match &case["case"] {
            Value::Null => of_text(&input),
            policies => with_case(&input, policies),
        };
        let said = said(&found);
        for (member, expected) in case["expect"].as_object().unwrap() {
            if said[member] != *expected {
                wrong.push(format!(
                    "{name}: {member}\n  expected {expected}\n  found    {}",
                    said[member]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A value as Athena prints it: structures as `{name=value}`.
fn printed(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::String(text) => text.clone(),
        Value::Object(members) => {
            let members = members.iter();
            let members =
                members.map(|(name, value)| format!("{}={}", name.to_lowercase(), printed(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// An event as the table of a query: structures where CloudTrail's table has them, JSON in a text
/// elsewhere.
fn as_csv(event: &serde_json::Map<String, Value>) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let names: Vec<String> = event
        .keys()
        .map(|name| quoted(&name.to_lowercase()))
        .collect();
    let cells = event.iter().map(|(name, value)| match value {
        Value::Object(_) if name != "userIdentity" && name != "tlsDetails" => {
            quoted(&value.to_string())
        }
        Value::Null => String::new(),
        value => quoted(&printed(value)),
    });
    let cells: Vec<String> = cells.collect();
    format!("{}\n{}\n", names.join(","), cells.join(","))
}

/// An event says the same in the CSV of a query.
#[test]
fn every_event_is_explained_in_csv_as_in_json() {
    let mut count = 0;
    for (name, case) in cases() {
        let Some(event) = case["input"].as_object() else {
            continue;
        };
        if !event.contains_key("eventName") || !event.contains_key("userIdentity") {
            continue;
        }
        count += 1;
        let whole = format!("eventid,eventjson\n1,\"{}\"\n", {
            case["input"].to_string().replace('"', "\"\"")
        });
        let explain = |input: &str| match &case["case"] {
            Value::Null => said(&of_text(input)),
            policies => said(&with_case(input, policies)),
        };
        let expected = explain(&case["input"].to_string());
        let table = as_csv(event);
        assert_eq!(explain(&table), expected, "{name}\n{table}");
        assert_eq!(explain(&whole), expected, "{name}");
    }
    assert!(count > 25, "{count}");
}

/// A column that policies compare and the table lacks is named.
#[test]
fn a_table_without_a_column_says_so() {
    let found = of_text("eventname,eventsource,awsregion,errormessage\nConsoleLogin,signin.amazonaws.com,us-east-1,Authorization denied because of a resource-based policy\n").answer;
    let notes = found.notes.join("\n");
    for column in [
        "userIdentity",
        "sourceIPAddress",
        "vpcEndpointId",
        "tlsDetails",
    ] {
        assert!(notes.contains(column), "{column}: {notes}");
    }
    assert!(!notes.contains("awsRegion"), "{notes}");
    let ambiguous = found.denials[0].ambiguous.iter();
    let ambiguous: Vec<String> = ambiguous.map(|of| format!("{:?}", of.fact)).collect();
    assert!(ambiguous.contains(&"Principal".to_owned()), "{ambiguous:?}");
    assert!(
        ambiguous.contains(&"NetworkPath".to_owned()),
        "{ambiguous:?}"
    );
    let empty = of_text("eventname,useridentity\n").answer;
    assert_eq!(serde_json::to_value(empty.verdict).unwrap(), "unrecognized");
}

/// Each text that the evaluator gives for a denial is known, and points at the layer and the
/// stage of which it gives it.
#[test]
fn every_text_of_the_evaluator_points_at_its_layer() {
    let mut count = 0;
    for layer in Layer::ALL {
        for action in Action::ALL {
            let on_page = user_message(layer, action.stage());
            let recorded = cloud_trail(layer, action, Entry::Console).map(|of| of.error_message);
            for text in [on_page, recorded].into_iter().flatten() {
                count += 1;
                let noisy = format!("  AWS Sign-In\n\n{text}\nForgot password? ");
                for text in [text.to_owned(), noisy, text.to_uppercase()] {
                    let found = of_text(&text).answer;
                    let denial = &found.denials[0];
                    let points = denial.points_at.iter();
                    let own = points.filter(|point| point.layer == layer.into());
                    let actions: Vec<_> = own.flat_map(|point| &point.actions).collect();
                    assert!(
                        actions.contains(&&action.into()),
                        "{layer:?} {text}: {denial:?}"
                    );
                }
            }
        }
    }
    assert!(count >= 12, "{count}");
}

/// A text that is cut off says all that it may be.
#[test]
fn the_beginning_of_a_text_is_that_of_all_that_begin_so() {
    let found = of_text("Authentication failed").answer;
    let denial = serde_json::to_value(&found.denials[0]).unwrap();
    assert_eq!(
        denial["texts"],
        json!(["invalidRequest", "differentNetwork"])
    );
    assert_eq!(denial["verdict"], "perhapsDenied");
    assert_eq!(denial["ambiguous"][0]["fact"], "text");
    for stage in [Stage::PreAuthentication, Stage::PostAuthentication] {
        let text = user_message(Layer::ResourceBased, stage).unwrap();
        let found = of_text(&text[..text.len() / 2]).answer;
        assert!(
            found.denials[0]
                .points_at
                .iter()
                .any(|point| point.layer == Layer::ResourceBased.into()),
            "{text}"
        );
    }
}
