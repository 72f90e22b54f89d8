//! What is kept opens in every release from then on.

use crate::format::{read, write};
use crate::state::view::{Settings, Theme};
use crate::state::workspace::Workspace;

/// A workspace with everything that one can have, as the first release kept it.
const KEPT: &str = concat!(
    r#"{"name":"a \"name\"\t\u0001é😀\\","account":{"id":"111122223333","standing":"Management","#,
    r#""organization":"o-a1b2c3d4e5","path":",","on_account":false,"on_organization":true},"#,
    r#""documents":[{"id":0,"layer":"serviceControl","name":"scp","target":"r-ab12","#,
    r#""text":"{\"a\": 1,\n\t\"b\": [] }"},{"id":7,"layer":"vpcEndpoint","name":"","target":"","#,
    r#""text":"half ["}],"no_identity":true,"scenarios":[{"id":1,"name":"one","#,
    r#""entry":"login-remote","principal":"arn:aws:iam::111122223333:root","#,
    r#""network":{"path":"Public","source_ip":"192.0.2.1","vpc":"","endpoint":"","#,
    r#""private_ip":"10.0.0.1"},"region":"eu-west-1","context":[{"id":2,"key":"k","#,
    r#""value":"Unknown"},{"id":3,"key":"l","value":{"One":"x"}},{"id":4,"key":"m","#,
    r#""value":{"Many":["a","b"]}}],"overrides":[{"action":"signin:Authenticate","#,
    r#""network":{"path":"Endpoint","source_ip":"","vpc":"vpc-1","endpoint":"vpce-1","#,
    r#""private_ip":""}}],"resource":"*","expect":{"outcome":"denied","#,
    r#""at":"signin:Authenticate","phases":{"signin:Authenticate":{"decision":"denied","#,
    r#""decidedBy":["scp[0]"]},"signin:AuthorizeOAuth2Access":"allowed"},"#,
    r#""assumptions":["J9"]}},{"id":5,"name":"","entry":"console","principal":"","#,
    r#""network":{"path":"Public","source_ip":"","vpc":"","endpoint":"","private_ip":""},"#,
    r#""region":"","context":[],"overrides":[],"resource":"","expect":null}],"#,
    r#""readings":["J8"],"personas":[{"id":900,"name":"p","entry":"login-local","#,
    r#""principal":"{account}","context":[{"id":901,"key":"","value":{"One":""}}]}],"#,
    r#""sites":[{"id":903,"name":"s","network":{"path":"Endpoint","source_ip":"","vpc":"","#,
    r#""endpoint":"","private_ip":""},"region":""}],"example":"break-glass","#,
    r#""extras":[{"holder":"File","path":[],"member":"x","json":"{\"a\":[1,2.5]}"},"#,
    r#"{"holder":{"Document":0},"path":[],"member":"x","json":"1"},"#,
    r#"{"holder":{"Scenario":1},"path":["network"],"member":"odd name","json":"null"}],"#,
    r#""next_id":904}"#
);

#[test]
fn what_the_first_release_kept_is_read_and_written_alike() {
    let workspace: Workspace = read(KEPT).unwrap();
    assert_eq!(workspace.documents[1].text, "half [");
    assert_eq!(workspace.personas[0].id, 900);
    assert_eq!(write(&workspace), KEPT);
    let settings = r#"{"language":"ja","theme":"Dark","guided":true}"#;
    assert_eq!(write(&read::<Settings>(settings).unwrap()), settings);
}

#[test]
fn what_is_not_told_is_as_ever_and_strangers_are_passed_over() {
    assert_eq!(read("{}"), Some(Workspace::default()));
    let told = r#"{"theme":"Light","of a later release":{"x":[1.5]}}"#;
    let settings: Settings = read(told).unwrap();
    assert_eq!((settings.theme, settings.language), (Theme::Light, None));
}

#[test]
fn what_is_broken_is_not_read_as_something_else() {
    for end in (0..KEPT.len()).filter(|end| KEPT.is_char_boundary(*end)) {
        assert_eq!(read::<Workspace>(&KEPT[..end]), None, "{end}");
    }
    let broken = [
        ("no object", KEPT, "[]"),
        ("behind it", "\"next_id\":904}", "\"next_id\":904}}"),
        ("a number", "\"id\":900", "\"id\":-1"),
        ("a text", "\"name\":\"scp\"", "\"name\":1"),
        ("a word", "\"Management\"", "\"Owner\""),
        ("a layer", "\"vpcEndpoint\"", "\"endpoint\""),
        ("an entry", "\"console\"", "\"window\""),
        ("a variant", "{\"Document\":0}", "{\"Policy\":0}"),
        (
            "two variants",
            "{\"One\":\"x\"}",
            "{\"One\":\"x\",\"Many\":[]}",
        ),
        (
            "an expectation",
            "\"outcome\":\"denied\"",
            "\"outcome\":\"no\"",
        ),
        ("a member less", "\"target\":\"r-ab12\",", ""),
        ("a list", "\"readings\":[\"J8\"]", "\"readings\":\"J8\""),
        ("twice", "\"readings\":", "\"readings\":[],\"readings\":"),
    ];
    for (what, part, other) in broken {
        let text = KEPT.replacen(part, other, 1);
        assert_ne!(text, KEPT, "{what}");
        assert_eq!(read::<Workspace>(&text), None, "{what}");
    }
}
