//! What a file or a pasted text becomes: documents, or a workspace.

use vestibule_iam::document::Document;
use vestibule_wire::{Form, Kind, Layer, NotPolicy, PolicyInText, Recognized, check, recognize};
use yew::AttrValue;

use super::names;
use crate::state::action::Incoming;
use crate::state::managed;

/// What a text becomes.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::components) enum Taken {
    Case,
    Documents(Vec<Incoming>),
    /// It is something else.
    NoPolicy(NotPolicy),
    /// It is no JSON, and nothing is known of it.
    Nothing,
}

/// Sorts a text in. `file` is the name of its file, `open` the layer that is shown: a policy
/// that tells nothing of itself goes there.
pub(in crate::components) fn take(file: &str, text: &str, open: Option<Layer>) -> Taken {
    let layer = open.filter(|open| is_same_side(*open, Layer::Identity));
    if let Some(policy) = managed::incoming(text, layer.unwrap_or(Layer::Identity)) {
        return Taken::Documents(vec![policy]);
    }
    let found = recognize(text);
    if !may_be_json(file, text) {
        let foreign = found
            .not_policy
            .filter(|what| matches!(what, NotPolicy::Text(_)));
        return foreign.map_or(Taken::Nothing, Taken::NoPolicy);
    }
    if found.is_case_file {
        return Taken::Case;
    }
    if let Some(what) = found.not_policy {
        return Taken::NoPolicy(what);
    }
    let stem = stem(file);
    // What is deployed holds more than policies, and each of them is of its own layer.
    let is_deployed = matches!(found.form, Form::CloudFormation | Form::Terraform);
    let is_of_other = |policy: &PolicyInText| policy.other_service.is_some();
    if found.policies.len() > 1
        || (is_deployed && !found.policies.is_empty())
        || found.policies.iter().any(is_of_other)
    {
        return Taken::Documents(split(&found, Layer::VpcEndpoint));
    }
    let one = found.policies.first();
    let told = one.and_then(|policy| policy.layer);
    let name = one.and_then(|policy| policy.name.as_deref());
    Taken::Documents(vec![Incoming {
        layer: told.or(open).unwrap_or_else(|| guess(text)),
        name: name.unwrap_or(stem).to_owned().into(),
        target: one
            .and_then(|policy| policy.endpoint.clone())
            .unwrap_or_default()
            .into(),
        text: alone(text, &found).unwrap_or(text).to_owned().into(),
        account: AttrValue::default(),
    }])
}

/// The one policy of an output, without what is around it. What AWS has stored stays as it was
/// printed where the policy alone would be refused.
fn alone<'f>(text: &str, found: &'f Recognized) -> Option<&'f str> {
    let [policy] = found.policies.as_slice() else {
        return None;
    };
    if found.form == Form::Plain || !Document::parse(text).is_sound() {
        return None;
    }
    let kind = policy.layer.map(Kind::from);
    let has_errors = |text: &str| check(text.as_bytes(), kind).has_errors();
    (has_errors(text) || !has_errors(&policy.text)).then_some(&policy.text)
}

/// True for what begins as JSON does, URL-encoded perhaps, or whose file is called so: what is
/// half done or has a mistake is taken, and the editor says what is wrong.
pub(super) fn may_be_json(file: &str, text: &str) -> bool {
    const BEGINNINGS: [&str; 8] = ["{", "[", "\"", "%7B", "%7b", "%5B", "%5b", "%22"];
    let begun = text.trim_start_matches('\u{feff}').trim_start();
    let is_called_so = || file.to_ascii_lowercase().ends_with(".json");
    !text.contains('\0') && (BEGINNINGS.iter().any(|one| begun.starts_with(one)) || is_called_so())
}

/// Each policy of a text as a document of its own.
pub(super) fn split(found: &Recognized, layer: Layer) -> Vec<Incoming> {
    let policies = found.policies.iter();
    policies
        // One that leads to another service bears on no sign-in.
        .filter(|policy| policy.other_service.is_none())
        .map(|policy| {
            let endpoint = policy.endpoint.clone().unwrap_or_default();
            Incoming {
                layer: policy.layer.unwrap_or(layer),
                name: policy
                    .name
                    .clone()
                    .unwrap_or_else(|| endpoint.clone())
                    .into(),
                target: endpoint.into(),
                text: policy.text.clone().into(),
                account: AttrValue::default(),
            }
        })
        .collect()
}

/// The layer that a policy by itself looks like.
fn guess(text: &str) -> Layer {
    names::layer(check(text.as_bytes(), None).kind)
}

/// The name of a file without its ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The name of a file to which a document is written.
pub(super) fn file_name(name: &str, layer: Layer) -> String {
    let plain = |c: char| {
        if c.is_alphanumeric() || "-_.".contains(c) {
            c
        } else {
            '-'
        }
    };
    let safe: String = name.trim().chars().map(plain).take(80).collect();
    match safe.trim_matches(['.', '-']) {
        "" => format!("{}.json", layer.name()),
        safe => format!("{safe}.json"),
    }
}

/// What can be done with a text that is more than a policy.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Offer {
    /// Open the case file as a workspace.
    OpenCase,
    /// Keep the policy alone; the command whose output it stands in.
    Unwrap {
        command: &'static str,
        text: AttrValue,
        name: Option<AttrValue>,
    },
    /// Make several documents of it.
    Split {
        command: &'static str,
        documents: Vec<Incoming>,
    },
    /// The output says that it is of another layer.
    Move(Layer),
}

/// The offers for the text of a document of `layer`.
pub(super) fn offers(found: &Recognized, layer: Layer) -> Vec<Offer> {
    if found.is_case_file {
        return vec![Offer::OpenCase];
    }
    let command = match found.form {
        Form::CloudFormation => "CloudFormation",
        Form::Terraform => "Terraform",
        form => match form.command() {
            Some(command) => command,
            None => return Vec::new(),
        },
    };
    let mut offers = Vec::new();
    match found.policies.as_slice() {
        [] => {}
        [policy] => {
            if let Some(told) = policy.layer
                && !is_same_side(told, layer)
            {
                offers.push(Offer::Move(told));
            }
            offers.push(Offer::Unwrap {
                command,
                text: policy.text.clone().into(),
                name: policy.name.clone().map(Into::into),
            });
        }
        _ => offers.push(Offer::Split {
            command,
            documents: split(found, layer),
        }),
    }
    offers
}

/// `aws iam` does not say for which of these a policy is.
fn is_same_side(told: Layer, layer: Layer) -> bool {
    let of_principals = |layer| {
        matches!(
            layer,
            Layer::Identity | Layer::PermissionsBoundary | Layer::Session
        )
    };
    told == layer || (of_principals(told) && of_principals(layer))
}

#[cfg(test)]
mod tests {
    use vestibule_wire::Foreign;

    use super::*;

    const SCP: &str =
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;

    fn documents(taken: Taken) -> Vec<Incoming> {
        match taken {
            Taken::Documents(documents) => documents,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn texts_are_sorted_in() {
        let described = format!(
            r#"{{"Policy":{{"PolicySummary":{{"Name":"edge","Type":"RESOURCE_CONTROL_POLICY"}},"Content":{}}}}}"#,
            serde_json::Value::from(SCP)
        );
        let rows = [
            (
                "looks like an SCP",
                "deny.json",
                SCP,
                None,
                Layer::ServiceControl,
                "deny",
            ),
            (
                "goes where one is",
                "deny.json",
                SCP,
                Some(Layer::Session),
                Layer::Session,
                "deny",
            ),
            (
                "tells its layer",
                "x.json",
                &*described,
                Some(Layer::Session),
                Layer::ResourceControl,
                "edge",
            ),
            (
                "broken",
                "half",
                "{\"Statement\": [",
                Some(Layer::Identity),
                Layer::Identity,
                "half",
            ),
            ("pasted", "", SCP, None, Layer::ServiceControl, ""),
        ];
        for (title, file, text, open, layer, name) in rows {
            let documents = documents(take(file, text, open));
            let [one] = documents.as_slice() else {
                panic!("{title}: {documents:?}")
            };
            assert_eq!((one.layer, &*one.name), (layer, name), "{title}");
            if title == "tells its layer" {
                // Without the output around it.
                let of = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
                assert_eq!(of(&one.text), of(SCP), "{title}");
            } else {
                assert_eq!(&*one.text, text, "{title}");
            }
        }
        let roots = r#"{"Roots":[{"Id":"r-ab12"}]}"#;
        let taken = take("roots.json", roots, Some(Layer::Identity));
        assert!(matches!(taken, Taken::NoPolicy(NotPolicy::Output(..))));
        let case = r#"{"vestibule":1,"policies":{},"requests":[]}"#;
        assert_eq!(take("case.json", case, None), Taken::Case);
    }

    #[test]
    fn the_arn_of_a_managed_policy_becomes_its_text() {
        let arn = "arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess";
        for (text, open, layer) in [
            (arn.to_owned(), None, Layer::Identity),
            (
                format!("{arn}\n"),
                Some(Layer::ResourceBased),
                Layer::Identity,
            ),
            (arn.to_owned(), Some(Layer::Session), Layer::Session),
        ] {
            let taken = documents(take("", &text, open));
            let [one] = taken.as_slice() else {
                panic!("{taken:?}")
            };
            assert_eq!(one.layer, layer);
            assert_eq!(&*one.name, "SignInLocalDevelopmentAccess");
            assert!(one.text.contains("public-client"), "{}", one.text);
        }
        let other = arn.replace("SignIn", "");
        assert!(matches!(take("", &other, None), Taken::NoPolicy(_)));
    }

    #[test]
    fn what_is_no_json_is_not_taken() {
        let encoded = "%7B%22Statement%22%3A%5B%5D%7D";
        let rows = [
            (
                "a picture",
                "map.png",
                "\u{fffd}PNG\r\n\u{1a}\n\0\0\0",
                false,
            ),
            (
                "called so",
                "map.json",
                "\u{fffd}PNG\r\n\u{1a}\n\0\0\0",
                false,
            ),
            ("a text", "README.md", "# Policies\n\nsee below", false),
            ("nothing", "empty.txt", " \n", false),
            ("pasted words", "", "see {below}", false),
            ("half done", "policy.txt", "\n  {\"Version\": ", true),
            ("a list", "policies", "[", true),
            ("a string", "", r#""{\"Statement\":[]}""#, true),
            ("encoded", "policy.txt", encoded, true),
            ("encoded", "policy.txt", &encoded.to_lowercase(), true),
            ("behind a mark", "policy.txt", "\u{feff}{}", true),
            ("a comment first", "policy.JSON", "// ours\n{}", true),
            ("empty", "new.json", "", true),
        ];
        for (title, file, text, expected) in rows {
            let taken = take(file, text, None) != Taken::Nothing;
            assert_eq!(taken, expected, "{title}: {file}");
        }
    }

    #[test]
    fn what_is_no_json_is_told_by_what_it_is() {
        let yaml = "Version: \"2012-10-17\"\nStatement:\n  - Effect: Deny\n";
        let expected = Taken::NoPolicy(NotPolicy::Text(Foreign::YamlPolicy));
        assert_eq!(take("policy.yaml", yaml, None), expected);
        assert_eq!(take("policy.json", yaml, None), expected);
    }

    #[test]
    fn the_policies_of_a_template_become_documents() {
        let one = format!(
            r#"{{"Resources":{{"Edge":{{"Type":"AWS::Organizations::Policy","Properties":{{"Type":"SERVICE_CONTROL_POLICY","Content":{SCP}}}}}}}}}"#
        );
        let taken = documents(take("template.json", &one, Some(Layer::Session)));
        let told: Vec<_> = taken
            .iter()
            .map(|one| (one.layer, &*one.name, &*one.text))
            .collect();
        assert_eq!(told, [(Layer::ServiceControl, "Edge", SCP)]);
    }

    #[test]
    fn several_endpoints_become_several_documents() {
        let text = format!(
            r#"{{"VpcEndpoints":[{{"VpcEndpointId":"vpce-1a","PolicyDocument":{0}}},{{"VpcEndpointId":"vpce-2b","PolicyDocument":{0}}}]}}"#,
            serde_json::Value::from(SCP)
        );
        let taken = documents(take("endpoints.json", &text, None));
        let told: Vec<_> = taken.iter().map(|one| (one.layer, &*one.target)).collect();
        assert_eq!(
            told,
            [
                (Layer::VpcEndpoint, "vpce-1a"),
                (Layer::VpcEndpoint, "vpce-2b")
            ]
        );
        let found = recognize(&text);
        let [Offer::Split { documents, .. }] = &*offers(&found, Layer::VpcEndpoint) else {
            panic!("no split")
        };
        assert_eq!(documents.len(), 2);
    }

    #[test]
    fn what_is_offered_fits_the_text() {
        let version = format!(r#"{{"PolicyVersion":{{"Document":{SCP}}}}}"#);
        let found = recognize(&version);
        assert!(matches!(
            &*offers(&found, Layer::Session),
            [Offer::Unwrap { .. }]
        ));
        assert!(matches!(
            &*offers(&found, Layer::ResourceControl),
            [Offer::Move(Layer::Identity), Offer::Unwrap { .. }]
        ));
        assert_eq!(offers(&recognize(SCP), Layer::Session), []);
        assert_eq!(offers(&recognize("{"), Layer::Session), []);
        let case = recognize(r#"{"vestibule":1}"#);
        assert_eq!(offers(&case, Layer::Session), [Offer::OpenCase]);
    }

    #[test]
    fn file_names_are_safe_everywhere() {
        let rows = [
            ("perimeter", "perimeter.json"),
            (" ../etc/passwd ", "etc-passwd.json"),
            ("<b>:*?", "b.json"),
            ("ポリシー 1", "ポリシー-1.json"),
            ("", "identity.json"),
            ("...", "identity.json"),
        ];
        for (name, expected) in rows {
            assert_eq!(file_name(name, Layer::Identity), expected, "{name}");
        }
    }
}
