//! What completes and what is said, at a `|` in half-typed policies.

mod casing;
mod explained;

use vestibule_wire::Layer;

use super::regions::REGIONS;
use super::used::Used;
use super::{Asked, Choice, Completion, Offsets, complete, hover, topics};
use vestibule_l10n::{Language, Text};

fn ask<T>(marked: &str, layer: Layer, answer: impl FnOnce(&Asked<'_>) -> T) -> T {
    let offset = marked.find('|').expect("a cursor");
    let text = marked.replacen('|', "", 1);
    let used = Used::of([text.as_str(), "eu-west-1 vpc-0a1b2c3d4e5f60718"]);
    let words = Text::new(Language::En);
    answer(&Asked {
        text: &text,
        offset: u32::try_from(offset).unwrap(),
        layer,
        words: &words,
        used: &used,
    })
}

fn completion(marked: &str, layer: Layer) -> Option<Completion> {
    ask(marked, layer, complete)
}

/// The labels, the best first.
fn labels(marked: &str, layer: Layer) -> Vec<String> {
    let mut options = completion(marked, layer).map_or_else(Vec::new, |found| found.options);
    options.sort_by_key(|choice| -i32::from(choice.rank));
    options.into_iter().map(|choice| choice.label).collect()
}

/// The text when the choice of that label is taken, its fields as they are.
fn taken(marked: &str, layer: Layer, label: &str) -> String {
    let found = completion(marked, layer).expect("a completion");
    let choice = found.options.iter().find(|choice| choice.label == label);
    let Choice { insert, .. } = choice.unwrap_or_else(|| panic!("no {label} in {found:?}"));
    let text = marked.replacen('|', "", 1);
    let (from, to) = (found.from as usize, found.to as usize);
    format!("{}{insert}{}", &text[..from], &text[to..])
}

const RCP: Layer = Layer::ResourceControl;
const RBP: Layer = Layer::ResourceBased;

/// As the AWS CLI prints a resource-based policy; at the `|` of `statement`.
fn output(statement: &str) -> String {
    format!(
        r#"{{"signinResourceBasedPolicy": {{"version": "2012-10-17", "statement": [{{{statement}}}]}}}}"#
    )
}

#[test]
fn elements_are_those_of_the_layer_that_are_missing() {
    let of = |layer| labels(r#"{"Statement":[{"Effect":"Deny","|"}]}"#, layer);
    assert_eq!(
        of(RCP),
        [
            "Sid",
            "Principal",
            "Action",
            "Resource",
            "Condition",
            "NotResource"
        ]
    );
    assert!(!of(Layer::ServiceControl).contains(&"Principal".to_owned()));
    assert!(of(Layer::VpcEndpoint).contains(&"NotPrincipal".to_owned()));
    assert_eq!(labels("{\"|\"}", RCP), ["Version", "Id", "Statement"]);
    assert_eq!(labels("{|}", RCP), ["Version", "Id", "Statement"]);
    assert_eq!(
        labels("{\"Version\":\"2012-10-17\",\n  |", RCP),
        ["Id", "Statement"]
    );
    let pair = labels(r#"{"Statement":{"NotAction":"x",|}}"#, Layer::Identity);
    assert!(!pair.contains(&"Action".to_owned()), "{pair:?}");
}

#[test]
fn half_typed_text_is_no_obstacle() {
    let rows: &[(&str, &[&str])] = &[
        (r#"{"Statement":[{"Effect":"|"#, &["Deny"]),
        (r#"{"Statement":[{"Effect":"De|"#, &["Deny"]),
        (r#"{"Statement":[{"Effect": |"#, &["Deny"]),
        (r#"{"Statement":[{"Effect": De|}]}"#, &["Deny"]),
        (r#"{"Statement":[{"Effect": |, "Action": "x"}]}"#, &["Deny"]),
        (
            "{\"Statement\":[{\"Effect\": \"De|\n\"Action\": []}]}",
            &["Deny"],
        ),
        (r#"{"Statement":{"Effect":"|"}}"#, &["Deny"]),
        (r#"{"Version": "|"}"#, &["2012-10-17", "2008-10-17"]),
        (
            r#"{"signinResourceBasedPolicy":{"Version": "|"}}"#,
            &["2012-10-17", "2008-10-17"],
        ),
        ("{\n  \"Ver|\"\n}", &["Version", "Id", "Statement"]),
        ("{\"Ver|\"}", &["Version", "Id", "Statement"]),
        (r#"{"Version": "2012-10-17"|}"#, &[]),
        (r#"|{"Version": "2012-10-17"}"#, &[]),
        (r#"{"Statement":[{"Effect":"Deny"|}]}"#, &[]),
        (r#"{"Statement":[{"Sid":"|"}]}"#, &[]),
    ];
    for (marked, expected) in rows {
        assert_eq!(labels(marked, RCP), *expected, "{marked}");
    }
}

#[test]
fn what_is_taken_replaces_what_was_typed() {
    let rows = [
        (
            r#"{"Statement":[{"Effect":"De|"}]}"#,
            "Deny",
            r#"{"Statement":[{"Effect":"Deny"}]}"#,
        ),
        (
            r#"{"Statement":[{"Effect":De|}]}"#,
            "Deny",
            r#"{"Statement":[{"Effect":"Deny"}]}"#,
        ),
        (
            r#"{"Statement":[{"Effect":"De|"#,
            "Deny",
            r#"{"Statement":[{"Effect":"Deny""#,
        ),
        (
            r#"{"Statement":[{"Ef|" "Action":"x"}]}"#,
            "Effect",
            r##"{"Statement":[{"Effect": "#{1:Deny}", "Action":"x"}]}"##,
        ),
        (
            r#"{"Statement":[{"Ef|": "Allow"}]}"#,
            "Effect",
            r#"{"Statement":[{"Effect": "Allow"}]}"#,
        ),
        (
            r#"{"Statement":[{"Condition":{"|"}}]}"#,
            "IpAddress",
            "{\"Statement\":[{\"Condition\":{\"IpAddress\": {\n\t\"#{1}\"\n}}}]}",
        ),
        (
            r#"{"Statement":[{"Action":["|" "x"]}]}"#,
            "signin:*",
            r#"{"Statement":[{"Action":["signin:*", "x"]}]}"#,
        ),
    ];
    for (marked, label, expected) in rows {
        assert_eq!(taken(marked, RCP, label), expected, "{marked}");
    }
}

fn keys(action: &str, layer: Layer) -> Vec<String> {
    let marked =
        format!(r#"{{"Statement":[{{"Action":{action},"Condition":{{"StringLike":{{"|"}}}}}}]}}"#);
    labels(&marked, layer)
}

#[test]
fn keys_are_those_that_the_actions_offer() {
    let has = |found: &[String], key: &str| found.iter().any(|other| other == key);
    let before = keys(r#""signin:Authenticate""#, RCP);
    assert!(has(&before, "signin:PrincipalArn") && has(&before, "aws:SourceVpc"));
    assert!(!has(&before, "aws:PrincipalArn") && !has(&before, "aws:username"));
    let after = keys(r#"["signin:authorize*", "signin:CreateOAuth2Token"]"#, RCP);
    assert!(!has(&after, "signin:PrincipalArn") && has(&after, "aws:PrincipalArn"));
    assert!(has(&after, "signin:OAuthGrantType"));
    let code = keys(r#""signin:AuthorizeOAuth2Access""#, RCP);
    assert!(has(&code, "signin:OAuthClientId") && !has(&code, "signin:OAuthGrantType"));
    let all = keys(r#""signin:*""#, RCP);
    assert!(has(&all, "signin:PrincipalArn") && has(&all, "aws:PrincipalArn"));
    assert!(!has(&all, "aws:SourceArn") && !has(&all, "signin:OAuthTokenType"));
    // Only resource-based policies and RCPs see who is about to sign in.
    assert!(!has(
        &keys(r#""signin:*""#, Layer::ServiceControl),
        "signin:PrincipalArn"
    ));
    // Of actions of other services any key may be.
    assert!(has(&keys(r#""*""#, Layer::ServiceControl), "aws:SourceArn"));
}

#[test]
fn keys_tell_their_phases() {
    let marked = r#"{"Statement":[{"Condition":{"StringEquals":{"|"}}}]}"#;
    let found = completion(marked, RCP).unwrap();
    let detail = |key: &str| {
        let choice = found.options.iter().find(|choice| choice.label == key);
        choice
            .and_then(|choice| choice.detail.clone())
            .unwrap_or_default()
    };
    assert_eq!(detail("aws:SourceVpc"), "all phases");
    assert_eq!(detail("signin:PrincipalArn"), "phase 1");
    assert_eq!(detail("aws:PrincipalArn"), "phases 2, 3");
    assert_eq!(
        detail("signin:OAuthClientId"),
        "phases 2, 3, aws login only"
    );
    assert_eq!(detail("signin:OAuthGrantType"), "phase 3, aws login only");
}

#[test]
fn operators_come_in_all_their_forms_the_plain_ones_first() {
    let found = labels(r#"{"Statement":[{"Condition":{"Bool":{},"|"}}]}"#, RCP);
    let at = |name: &str| found.iter().position(|other| other == name);
    assert_eq!(at("StringEquals"), Some(0));
    assert!(at("StringEquals") < at("StringEqualsIfExists"));
    assert!(at("StringEqualsIfExists") < at("ForAnyValue:StringEquals"));
    assert_eq!(at("Bool"), None, "it is there already");
    assert_eq!(at("NullIfExists"), None);
}

#[test]
fn values_are_fixed_or_used_already() {
    let rows: &[(&str, &[&str])] = &[
        (
            r#"{"Statement":{"Condition":{"Bool":{"aws:SecureTransport":"|"}}}}"#,
            &["true", "false"],
        ),
        (
            r#"{"Statement":{"Condition":{"Null":{"aws:SourceVpc":"|"}}}}"#,
            &["true", "false"],
        ),
        (
            r#"{"Statement":{"Condition":{"StringEquals":{"aws:SourceVpc":"|"}}}}"#,
            &["vpc-0a1b2c3d4e5f60718"],
        ),
        (
            r#"{"Statement":{"Condition":{"StringEquals":{"signin:OAuthGrantType":"|"}}}}"#,
            &["authorization_code", "refresh_token", "client_credentials"],
        ),
    ];
    for (marked, expected) in rows {
        assert_eq!(labels(marked, RCP), *expected, "{marked}");
    }
}

#[test]
fn regions_are_suggested_those_in_use_first() {
    let marked = r#"{"Statement":{"Condition":{"StringEquals":{"aws:RequestedRegion":["|"]}}}}"#;
    let found = labels(marked, RCP);
    assert_eq!(found.first().map(String::as_str), Some("eu-west-1"));
    assert_eq!(found.len(), REGIONS.len(), "each once: {found:?}");
    let options = completion(marked, RCP).unwrap().options;
    let details: Vec<_> = options
        .iter()
        .filter_map(|one| one.detail.clone())
        .collect();
    assert_eq!(details, ["used in this workspace"]);
    // Any name that looks like a Region may be in use.
    let other = marked.replace("Condition", "Sid\":\"xx-moon-1\",\"Condition");
    let found = labels(&other, RCP);
    assert_eq!(found[..2], ["eu-west-1", "xx-moon-1"]);
    assert_eq!(found.len(), REGIONS.len() + 1);
}

#[test]
fn skeletons_stand_where_a_policy_or_statement_may() {
    assert_eq!(labels("|", RCP).len(), 4);
    assert_eq!(labels(" \n|\n", RCP).len(), 4);
    assert_eq!(labels(r#"{"Statement":[|]}"#, RCP).len(), 4);
    assert_eq!(labels(r#"{"Statement": |}"#, RCP).len(), 4);
    let text = taken(
        r#"{"Statement":[|{}]}"#,
        Layer::ServiceControl,
        "Allow sign-in",
    );
    assert!(text.ends_with("},{}]}"), "{text}");
}

#[test]
fn places_in_any_text_break_nothing() {
    let text =
        "{\"é\": [\"😀\", {\"Statement\": [{\"Effect\": \"De\n\"Condition\": {\"Bool\": {\"aws:x";
    for offset in 0..=u32::try_from(text.len()).unwrap() + 2 {
        let words = Text::new(Language::Ja);
        let asked = Asked {
            text,
            offset,
            layer: RCP,
            words: &words,
            used: &Used::default(),
        };
        complete(&asked);
        hover(&asked);
    }
}

#[test]
fn offsets_count_as_the_editor_does() {
    let text = "aé😀b";
    let rows = [(0, 0), (1, 1), (3, 2), (7, 4), (8, 5)];
    let offsets = Offsets::of(text);
    for (byte, utf16) in rows {
        assert_eq!(offsets.utf16(byte), utf16, "{byte}");
        assert_eq!(offsets.byte(utf16), byte, "{utf16}");
    }
    assert_eq!(offsets.byte(99), 8);
    assert_eq!(offsets.utf16(99), 5);
}

#[test]
fn every_topic_that_completes_can_be_told_in_every_language() {
    let marks = [
        "|",
        "{|}",
        r#"{"Statement":[{|}]}"#,
        r#"{"Statement":[{"Action":"|"}]}"#,
        r#"{"Statement":[{"Condition":{|}}]}"#,
        r#"{"Statement":[{"Action":"*","Condition":{"StringEquals":{|}}}]}"#,
    ];
    for language in Language::ALL {
        let words = Text::new(language);
        for marked in marks {
            for choice in completion(marked, RCP).unwrap().options {
                let topic = choice
                    .topic
                    .unwrap_or_else(|| panic!("{} has no topic", choice.label));
                let topic = topics::Topic::parse(&topic).unwrap();
                assert!(topic.about(&words, RCP).is_some(), "{topic:?}");
            }
        }
    }
}
