//! Policies in the casing of `get-resource-policy`.

use super::*;

#[test]
fn the_output_of_get_resource_policy_completes_as_it_is_written() {
    let rows: &[(&str, &[&str])] = &[
        (
            r#""effect":"Deny","|""#,
            &[
                "sid",
                "principal",
                "action",
                "resource",
                "condition",
                "notPrincipal",
                "notAction",
                "notResource",
            ],
        ),
        (r#""effect":"|""#, &["Deny", "Allow"]),
        (r#""principal":{"aws":"|"}"#, &["*"]),
        (
            r#""principal":{"|"}"#,
            &["AWS", "Service", "Federated", "CanonicalUser"],
        ),
        (
            r#""condition":{"Bool":{"aws:SecureTransport":"|"}}"#,
            &["true", "false"],
        ),
    ];
    for (statement, expected) in rows {
        let marked = output(statement);
        assert_eq!(labels(&marked, RBP), *expected, "{marked}");
        // The policy that was taken out of it.
        let (_, policy) = marked.split_once(": ").unwrap();
        let policy = policy.strip_suffix('}').unwrap();
        assert_eq!(labels(policy, RBP), *expected, "{policy}");
    }
    let actions = labels(&output(r#""action":["|"]"#), RBP);
    assert_eq!(actions[0], "signin:Authenticate");
    let keys = labels(
        &output(r#""action":["signin:Authenticate"],"condition":{"StringEquals":{"|"}}"#),
        RBP,
    );
    assert!(keys.contains(&"signin:PrincipalArn".to_owned()), "{keys:?}");
    assert!(!keys.contains(&"aws:PrincipalArn".to_owned()), "{keys:?}");
    assert_eq!(
        taken(&output(r#""ef|""#), RBP, "effect"),
        output(r##""effect": "#{1:Deny}""##)
    );
    assert_eq!(
        labels(
            r#"{"signinResourceBasedPolicy":{"version":"2012-10-17",|}}"#,
            RBP
        ),
        ["id", "statement"]
    );
}

#[test]
fn statements_to_begin_with_are_written_as_those_around_them() {
    let marked = r#"{"version":"2012-10-17","statement":[|]}"#;
    let text = taken(marked, RBP, &labels(marked, RBP)[0]);
    for name in ["effect", "principal", "action", "resource", "condition"] {
        assert!(text.contains(&format!("\"{name}\": ")), "{name}: {text}");
    }
    assert!(
        !text.contains("\"Effect\"") && text.contains("\"AWS\": \"*\""),
        "{text}"
    );
    let marked = r#"{"Version":"2012-10-17","Statement":[|]}"#;
    assert!(taken(marked, RBP, &labels(marked, RBP)[0]).contains("\"Effect\": \"Deny\""));
}

#[test]
fn elements_are_offered_as_they_must_be_written() {
    let rows = [
        (
            "an RCP is read exactly",
            RCP,
            r#"{"version":"x","statement":[{"|"}]}"#,
            "Effect",
        ),
        (
            "so is what has a Statement",
            RBP,
            r#"{"version":"x","Statement":[{"|"}]}"#,
            "Effect",
        ),
        (
            "inside of the output nothing is",
            RBP,
            r#"{"signinResourceBasedPolicy":{"Statement":[{"|"}]}}"#,
            "Effect",
        ),
        (
            "what is typed tells nothing yet",
            RBP,
            r#"{"version|"}"#,
            "Version",
        ),
        (
            "what stands there does",
            RBP,
            r#"{"version":"x","|"}"#,
            "statement",
        ),
        (
            "the wrapper counts in any layer",
            RCP,
            r#"{"SigninResourceBasedPolicy":{"statement":[{"|"}]}}"#,
            "effect",
        ),
    ];
    for (title, layer, marked, expected) in rows {
        let found = labels(marked, layer);
        assert!(found.contains(&expected.to_owned()), "{title}: {found:?}");
    }
    // One that is there in another case is there.
    let found = labels(
        r#"{"Statement":[{"effect":"Deny","notaction":"x","|"}]}"#,
        Layer::Identity,
    );
    assert!(found.contains(&"Resource".to_owned()));
    for name in ["Effect", "Action", "NotAction"] {
        assert!(!found.contains(&name.to_owned()), "{name}: {found:?}");
    }
}
