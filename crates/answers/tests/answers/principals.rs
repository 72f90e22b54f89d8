//! From where one principal gets in, held to decisions on its sign-ins.

use serde_json::{Value, json};
use vestibule_answers::{access_map, pictures, principal_map, words};
use vestibule_wire::Entry;

use super::reader::admits;
use super::{decide, folder, holds, list, map_of, read};

#[test]
fn every_sign_in_of_a_principal_lies_in_one_of_its_regions_and_comes_to_what_that_says() {
    let mut looked_at = 0;
    let mut paths = Vec::new();
    super::files(&folder("analysis"), &mut paths);
    for path in paths {
        let about = path.display().to_string();
        let case = read(&path);
        let map = access_map(&case).unwrap();
        // Sign-ins of everybody from everywhere: the witnesses of all regions.
        let regions = map_of(&case);
        let witnesses: Vec<&Value> = list(&regions["chain"])
            .iter()
            .map(|region| &region["witness"])
            .collect();
        let mut people: Vec<&str> = witnesses
            .iter()
            .map(|witness| witness["principal"].as_str().unwrap())
            .collect();
        people.dedup();
        for arn in people {
            for entry in Entry::ALL {
                let own = principal_map(&case, &map, arn, entry);
                let chain = serde_json::to_value(&own.chain).unwrap();
                for witness in &witnesses {
                    let mut sign_in = (*witness).clone();
                    sign_in["principal"] = json!(arn);
                    sign_in["entry"] = serde_json::to_value(entry).unwrap();
                    let mut within = list(&chain)
                        .iter()
                        .filter(|region| admits(&region["where"], &sign_in));
                    let region = within.next().expect(&about);
                    assert!(within.next().is_none(), "{about}: {sign_in}");
                    holds(region, &decide(&case, &sign_in), None, &about);
                    looked_at += 1;
                }
                for (phase, of_phase) in own.phases.iter().enumerate() {
                    for region in &of_phase.regions {
                        let region = serde_json::to_value(region).unwrap();
                        assert_eq!(region["witness"]["principal"], arn, "{about}");
                        let decision = decide(&case, &region["witness"]);
                        holds(&region, &decision, Some(phase), &about);
                    }
                }
            }
        }
    }
    assert!(looked_at > 1_000, "{looked_at}");
}

#[test]
fn the_answer_is_one_sentence() {
    let rows = [
        (
            "example-2.json",
            "user/Alice",
            "user/Alice gets in from 203.0.113.0/24; not from elsewhere",
        ),
        (
            "example-2.json",
            "role/BreakGlassRole",
            "role/BreakGlassRole gets in from anywhere",
        ),
        (
            "open.json",
            "user/Alice",
            "user/Alice gets in from anywhere",
        ),
    ];
    for (name, who, expected) in rows {
        let case = super::named(name);
        let map = access_map(&case).unwrap();
        let arn = format!("arn:aws:iam::111122223333:{who}");
        let own = principal_map(&case, &map, &arn, Entry::Console);
        let (sentence, _, _) = words::principal(&own, &|_| None);
        assert_eq!(sentence.head.plain(), expected, "{name} {who}");
    }
}

#[test]
fn every_cell_of_a_picture_is_what_its_sign_ins_come_to() {
    let mut paths = Vec::new();
    super::files(&folder("analysis"), &mut paths);
    for path in paths {
        let about = path.display().to_string();
        let case = read(&path);
        let map = access_map(&case).unwrap();
        for picture in pictures(&case, &map) {
            assert!(!picture.groups.is_empty() && !picture.columns.is_empty());
            for cell in picture.cells.iter().flatten() {
                assert!(!cell.line.below.is_empty(), "{about}: {}", cell.line.head);
                for line in &cell.line.below {
                    let witness = line.witness.as_ref().unwrap();
                    let decision = case.compiled().decide(witness).unwrap();
                    let is_certain = map.undecided.is_empty();
                    if is_certain {
                        assert_eq!(line.outcome, Some(decision.outcome), "{about}: {witness:?}");
                    }
                    if let Some(outcome) = cell.outcome {
                        assert_eq!(line.outcome, Some(outcome), "{about}");
                    }
                }
            }
        }
    }
}
