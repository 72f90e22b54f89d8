//! The contract's types as JSON, and their schemas.

#![allow(clippy::unwrap_used)] // a test may stop at what cannot be

use serde_json::json;
use vestibule_wire::{
    DocumentText, GuaranteeProof, GuaranteedNetworks, GuaranteedPrincipals, LeftOut,
};

#[test]
fn what_was_left_out_names_what_there_is_of_it() {
    let left_out = LeftOut {
        statements: 3,
        ..LeftOut::default()
    };
    let written = serde_json::to_value(left_out).unwrap();
    assert_eq!(written, json!({ "statements": 3 }));
}

#[test]
fn values_that_may_be_absent_say_so_and_others_do_not() {
    use vestibule_wire::ContextValues;
    for value in [
        json!({ "in": ["true"] }),
        json!({ "in": ["true"], "orAbsent": true }),
    ] {
        let read: ContextValues = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(read.or_absent, value.get("orAbsent").is_some());
        assert_eq!(serde_json::to_value(&read).unwrap(), value);
    }
}

/// What is said of a value where nothing can be read of it.
fn expected<'de, T: serde::Deserialize<'de> + std::fmt::Debug>() -> String {
    use serde::de::value::{Error, UnitDeserializer};
    T::deserialize(UnitDeserializer::<Error>::new())
        .unwrap_err()
        .to_string()
}

#[test]
fn what_is_of_no_type_at_all_is_told_what_is_expected() {
    let rows = [
        (
            expected::<DocumentText>(),
            "a policy document, the path of a file that holds one, or the ARN of one",
        ),
        (
            expected::<GuaranteedPrincipals>(),
            "`any`, a list of strings, or an object with `notIn`",
        ),
        (
            expected::<GuaranteedNetworks>(),
            "`anywhere`, `networks`, a list of strings, or an object with `notIn`",
        ),
    ];
    for (said, expected) in rows {
        assert!(said.ends_with(&format!("expected {expected}")), "{said}");
    }
}

#[test]
fn guarantees_about_no_sign_in_say_so_and_others_do_not() {
    let proof = json!({ "guarantee": "x", "verdict": "holds", "decidedBy": [] });
    let vacuous = json!({ "guarantee": "x", "verdict": "holds", "decidedBy": [], "vacuous": true });
    for value in [proof, vacuous] {
        let read: GuaranteeProof = serde_json::from_value(value.clone()).unwrap();
        let written = serde_json::to_value(&read).unwrap();
        assert_eq!(written.get("vacuous"), value.get("vacuous"));
    }
}

#[test]
fn what_is_only_a_warning_is_read() {
    let read =
        vestibule_wire::read_text::<vestibule_wire::Request>("\u{feff}{ \"principal\": \"x\" }");
    assert_eq!(read.unwrap().principal, "x");
}

#[cfg(feature = "schema")]
mod schemas {
    use serde_json::{Value, json};
    use vestibule_wire::schema;

    fn value(schema: schemars::Schema) -> Value {
        schema.to_value()
    }

    #[test]
    fn documents_and_lists_by_name_have_their_shapes() {
        let case = value(schema::case_file());
        let document = &case["$defs"]["PolicyDocument"];
        assert_eq!(document["type"], json!(["object", "string"]));
        assert!(document["description"].is_string());
        let context = &case["$defs"]["SignInRequest"]["properties"]["context"];
        assert_eq!(context["type"], "object", "{context}");
        let values = &context["additionalProperties"]["$ref"];
        assert_eq!(values, "#/$defs/ContextValue");
    }

    #[test]
    fn definitions_are_no_schemas_of_their_own() {
        let all = value(schema::all());
        let definitions = all["$defs"].as_object().unwrap();
        assert!(definitions.contains_key("CaseFile"));
        for (name, definition) in definitions {
            for member in ["$schema", "title", "$defs"] {
                assert_eq!(definition.get(member), None, "{name}");
            }
        }
    }
}
