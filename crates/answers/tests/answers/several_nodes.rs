//! A policy that is attached to several nodes is one text: none of it is unneeded because of a
//! copy of itself.

use serde_json::json;
use vestibule_answers::unneeded;
use vestibule_wire::{Case, NoFiles};

fn case(attached_to: &str) -> Case {
    let file = json!({
        "vestibule": 1,
        "account": {
            "id": "111122223333",
            "organization": {"id": "o-a1b2c3d4e5", "path": ["r-ab12", "ou-ab12-cdefghij"]},
        },
        "policies": {"resourceControl": [{"attachedTo": attached_to, "document": {
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Deny",
                "Principal": "*",
                "Action": "signin:*",
                "Resource": "*",
                "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}},
            }],
        }}]},
        "requests": [],
    });
    Case::read(file.to_string(), &NoFiles).unwrap()
}

#[test]
fn nothing_is_unneeded_because_of_a_copy_of_itself() {
    let one = unneeded(&case("r-ab12")).unwrap();
    assert_eq!((one.statements.len(), one.not_known.len()), (0, 0));
    let several = unneeded(&case("r-ab12, ou-ab12-cdefghij")).unwrap();
    assert_eq!(several.statements, []);
    assert_eq!(several.tests, []);
    assert_eq!(several.not_known.len(), 2);
}
