//! What is told of words.

use super::*;

fn said(marked: &str, layer: Layer) -> Option<String> {
    ask(marked, layer, hover).map(|hover| hover.content.words())
}

#[test]
fn words_are_explained() {
    let key = said(
        r#"{"Statement":{"Condition":{"StringEquals":{"signin:Prin|cipalArn":"x"}}}}"#,
        RCP,
    )
    .unwrap();
    assert!(
        key.contains("Authenticate AuthorizeOAuth2Access CreateOAuth2Token"),
        "{key}"
    );
    assert!(key.contains("All others present absent absent"), "{key}");
    // The table above is not for everybody, and says so in its line, too.
    assert!(
        key.contains("Federated users do not have the key: the table is for all others"),
        "{key}"
    );
    let oauth = said(
        r#"{"Statement":{"Condition":{"StringEquals":{|"signin:OAuthClientId":"x"}}}}"#,
        RCP,
    );
    assert_eq!(oauth, None, "before the quote");
    let oauth = said(
        r#"{"Statement":{"Condition":{"StringEquals":{"signin:OAuthClientId|":"x"}}}}"#,
        RCP,
    )
    .unwrap();
    assert!(oauth.contains("Console absent absent absent"), "{oauth}");
    assert!(
        oauth.contains("aws login absent present present"),
        "{oauth}"
    );
    let here = said(
        r#"{"Statement":{"Condition":{"A":{"signin:PrincipalArn|":"x"}}}}"#,
        Layer::VpcEndpoint,
    )
    .unwrap();
    assert!(here.contains("never see the key"), "{here}");
    let other = said(
        r#"{"Statement":{"Condition":{"A":{"aws:So|urceArn":"x"}}}}"#,
        RCP,
    )
    .unwrap();
    assert!(other.contains("does not list"), "{other}");
    let tag = said(
        r#"{"Statement":{"Condition":{"A":{"aws:PrincipalTag/te|am":"x"}}}}"#,
        RCP,
    )
    .unwrap();
    assert!(tag.contains("A tag of the user or role"), "{tag}");
    let operator = |name: &str| {
        said(
            &format!(r#"{{"Statement":{{"Condition":{{"|{name}":1}}}}}}"#)
                .replacen("|", "", 1)
                .replacen(&name[1..], &format!("|{}", &name[1..]), 1),
            RCP,
        )
    };
    for (name, expected) in [
        ("NotIpAddress", "the test holds"),
        ("IpAddress", "does not hold"),
        ("StringEqualsIfExists", "the test holds"),
        ("StringNotEqualsIfExists", "changes nothing"),
        (
            "ForAnyValue:StringEqualsIfExists",
            "AWS does not document the result",
        ),
        ("Null", "the key must be absent"),
    ] {
        let text = operator(name).unwrap();
        assert!(text.contains(expected), "{name}: {text}");
    }
    assert_eq!(operator("StringSame"), None);
    let action = said(
        r#"{"Statement":{"Action":["signin:create|oauth2token"]}}"#,
        RCP,
    )
    .unwrap();
    assert!(
        action.contains("Phase 3 of 3, after") && action.contains("signin:OAuthGrantType"),
        "{action}"
    );
    assert_eq!(
        said(r#"{"Statement":{"Action":["s3:Get|Object"]}}"#, RCP),
        None
    );
    let element = said(r#"{"Statement":{"Princ|ipal":"*"}}"#, Layer::ServiceControl).unwrap();
    assert!(element.contains("do not have this element"), "{element}");
}

#[test]
fn words_are_explained_in_the_casing_of_get_resource_policy() {
    let rows = [
        (r#""cond|ition":{}"#, r#""Cond|ition":{}"#),
        (r#""effect":"De|ny""#, r#""Effect":"De|ny""#),
        (
            r#""action":["signin:Auth|enticate"]"#,
            r#""Action":["signin:Auth|enticate"]"#,
        ),
        (
            r#""condition":{"NotIp|Address":{}}"#,
            r#""Condition":{"NotIp|Address":{}}"#,
        ),
        (
            r#""condition":{"Bool":{"signin:Prin|cipalArn":"x"}}"#,
            r#""Condition":{"Bool":{"signin:Prin|cipalArn":"x"}}"#,
        ),
    ];
    for (lower, exact) in rows {
        let body = |text: Option<String>| text.unwrap().split_once(' ').unwrap().1.to_owned();
        let expected = body(said(&format!(r#"{{"Statement":[{{{exact}}}]}}"#), RBP));
        assert_eq!(body(said(&output(lower), RBP)), expected, "{lower}");
    }
}
