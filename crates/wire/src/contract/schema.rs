//! JSON Schemas of the contract.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Map, Value};

use super::analysis::{AccessMap, GuaranteeProof, Lockout};
use super::case_file::CaseFile;
use super::certificate::{Certificate, Verification};
use super::checked_file::CheckedFile;
use super::comparison::Comparison;
use super::configuration::Configuration;
use super::decision::Decision;
use super::denial::Denials;
use super::doors::Doors;
use super::facts::Facts;
use super::finding::Finding;
use super::import::ImportReport;
use super::mutants::Mutants;
use super::permission_statement::Statements;
use super::recovery::Recovery;
use super::repair::Repairs;
use super::results::TestReport;
use super::rollout::RolloutPlan;
use super::unneeded::Unneeded;

/// The JSON Schema of a case file.
pub fn case_file() -> Schema {
    let settings = SchemaSettings::draft2020_12();
    let mut schema = settings.into_generator().into_root_schema_for::<CaseFile>();
    // `null` is only a value of context keys.
    RecursiveTransform(without_null).transform(&mut schema);
    schema
}

/// The JSON Schema of a decision.
pub fn decision() -> Schema {
    of_output::<Decision>()
}

/// The JSON Schema of a finding.
pub fn finding() -> Schema {
    of_output::<Finding>()
}

/// The JSON Schema of what `check` found in each file.
pub fn checked_files() -> Schema {
    of_output::<Vec<CheckedFile>>()
}

/// The JSON Schema of the configuration of `check`.
pub fn configuration() -> Schema {
    let settings = SchemaSettings::draft2020_12();
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<Configuration>();
    RecursiveTransform(without_null).transform(&mut schema);
    schema
}

/// The JSON Schema of what came of the expectations of case files.
pub fn test_report() -> Schema {
    of_output::<TestReport>()
}

/// The JSON Schema of who gets in from where.
pub fn access_map() -> Schema {
    of_output::<AccessMap>()
}

/// The JSON Schema of who does not get in at all.
pub fn lockout() -> Schema {
    of_output::<Lockout>()
}

/// The JSON Schema of what became of guarantees, each of them.
pub fn proofs() -> Schema {
    of_output::<Vec<GuaranteeProof>>()
}

/// The JSON Schema of what differs between two sets of policies.
pub fn comparison() -> Schema {
    of_output::<Comparison>()
}

/// The JSON Schema of an answer that can be checked.
pub fn certificate() -> Schema {
    of_output::<Certificate>()
}

/// The JSON Schema of what came of checking a certificate.
pub fn verification() -> Schema {
    of_output::<Verification>()
}

/// The JSON Schema of what of some policies decides nothing.
pub fn unneeded() -> Schema {
    of_output::<Unneeded>()
}

/// The JSON Schema of which changes to policies nothing in a case file notices.
pub fn mutants() -> Schema {
    of_output::<Mutants>()
}

/// The JSON Schema of permission statements and the policy that they make.
pub fn statements() -> Schema {
    of_output::<Statements>()
}

/// The JSON Schema of the ways back after a lockout.
pub fn recovery() -> Schema {
    of_output::<Recovery>()
}

/// The JSON Schema of what is said of denied sign-ins.
pub fn denials() -> Schema {
    of_output::<Denials>()
}

/// The JSON Schema of the way from one state of an account to another.
pub fn rollout_plan() -> Schema {
    of_output::<RolloutPlan>()
}

/// The JSON Schema of what AWS documents.
pub fn facts() -> Schema {
    of_output::<Facts>()
}

/// The JSON Schema of where people sign in and what a network must let through.
pub fn doors() -> Schema {
    of_output::<Doors>()
}

/// The JSON Schema of what came of importing files.
pub fn import_report() -> Schema {
    of_output::<ImportReport>()
}

/// The JSON Schema of repairs, by sign-in.
pub fn repairs() -> Schema {
    of_output::<Vec<Repairs>>()
}

/// Every type of the contract, as the definitions of one schema.
pub fn all() -> Schema {
    let mut definitions = Map::new();
    for (name, schema) in [
        ("CaseFile", case_file()),
        ("Decision", decision()),
        ("Finding", finding()),
        ("CheckedFile", of_output::<CheckedFile>()),
        ("Configuration", configuration()),
        ("TestReport", test_report()),
        ("AccessMap", access_map()),
        ("Lockout", lockout()),
        ("Comparison", comparison()),
        ("Repairs", of_output::<Repairs>()),
        ("Recovery", recovery()),
        ("Denials", denials()),
        ("RolloutPlan", rollout_plan()),
        ("Mutants", mutants()),
        ("Unneeded", unneeded()),
        ("Facts", facts()),
        ("Doors", doors()),
        ("Statements", statements()),
        ("ImportReport", import_report()),
        ("GuaranteeProof", of_output::<GuaranteeProof>()),
        ("Certificate", certificate()),
        ("Verification", verification()),
    ] {
        let mut schema = schema.to_value();
        let Some(members) = schema.as_object_mut() else {
            continue;
        };
        if let Some(Value::Object(inner)) = members.remove("$defs") {
            definitions.extend(inner);
        }
        members.retain(|name, _| name != "$schema" && name != "title");
        definitions.insert(name.to_owned(), schema);
    }
    json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": definitions,
    })
}

fn of_output<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(without_null).transform(&mut schema);
    schema
}

/// Takes `null` out of the types of members that may be left out: then they are.
fn without_null(schema: &mut Schema) {
    let required = schema.get("required").cloned();
    let is_required = |name: &String| {
        let names = required.as_ref().and_then(Value::as_array);
        names.is_some_and(|names| names.iter().any(|required| required == name))
    };
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    let optional = properties
        .iter_mut()
        .filter(|(name, _)| !is_required(name))
        .filter_map(|(_, property)| property.as_object_mut());
    for property in optional {
        if let Some(Value::Array(types)) = property.get_mut("type") {
            types.retain(|name| name != "null");
            if let [one] = types.as_slice() {
                let one = one.clone();
                property.insert("type".to_owned(), one);
            }
        }
        let Some(Value::Array(mut choices)) = property.remove("anyOf") else {
            continue;
        };
        choices.retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
        match choices.as_slice() {
            [Value::Object(one)] => property.extend(one.clone()),
            _ => {
                property.insert("anyOf".to_owned(), Value::Array(choices));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_by_themselves() -> [Schema; 20] {
        [
            case_file(),
            decision(),
            finding(),
            checked_files(),
            configuration(),
            test_report(),
            access_map(),
            lockout(),
            comparison(),
            proofs(),
            certificate(),
            verification(),
            repairs(),
            recovery(),
            rollout_plan(),
            mutants(),
            unneeded(),
            facts(),
            doors(),
            import_report(),
        ]
    }

    #[test]
    fn only_context_keys_may_be_null() {
        let schema = serde_json::to_value(case_file()).unwrap();
        for (name, definition) in schema["$defs"].as_object().unwrap() {
            let nulls = definition.to_string().matches("\"null\"").count();
            assert_eq!(nulls, usize::from(name == "ContextValue"), "{name}");
        }
        assert_eq!(schema["properties"]["account"]["$ref"], "#/$defs/Account");
        let id = &schema["$defs"]["Account"]["properties"]["id"];
        assert_eq!(id["type"], "string");
    }

    #[test]
    fn what_may_be_left_out_is_never_null() {
        let finding = finding().to_value();
        assert_eq!(finding["properties"]["help"]["type"], "string");
        assert_eq!(finding["properties"]["fix"]["$ref"], "#/$defs/Fix");
        assert_eq!(
            finding["properties"]["policy"]["type"],
            serde_json::json!(["string", "null"])
        );
    }

    /// A type that is read and written may differ in what may be left out; then it
    /// must not have the same name in both.
    #[test]
    fn a_name_means_one_type() {
        let all = all().to_value();
        for schema in all_by_themselves() {
            let schema = schema.to_value();
            for (name, definition) in schema["$defs"].as_object().unwrap() {
                assert_eq!(all["$defs"][name], *definition, "{name}");
            }
        }
        for name in [
            "CaseFile",
            "SignInRequest",
            "Decision",
            "Finding",
            "CheckedFile",
            "Configuration",
            "TestReport",
            "AccessMap",
            "Lockout",
            "Comparison",
            "GuaranteeProof",
            "Certificate",
            "Verification",
            "Repairs",
            "Recovery",
            "RolloutPlan",
            "Mutants",
            "Unneeded",
            "Facts",
            "Doors",
            "ImportReport",
        ] {
            assert_eq!(all["$defs"][name]["type"], "object", "{name}");
        }
    }

    #[test]
    fn nothing_else_is_allowed() {
        for schema in all_by_themselves() {
            let schema = serde_json::to_value(schema).unwrap();
            let definitions = schema["$defs"].as_object().unwrap();
            for definition in definitions.values().chain([&schema]) {
                if definition.get("properties").is_some() {
                    assert_eq!(definition["additionalProperties"], false, "{definition}");
                }
            }
        }
    }
}
