//! What `--output yaml` prints.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use vestibule_import::Importer;

use crate::{File, codes, import, whole};

/// YAML as the AWS CLI lays it out.
fn yaml(value: &Value, indent: usize, out: &mut String) {
    let pad = "  ".repeat(indent);
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                out.push_str(&format!("{pad}{key}:"));
                below(value, indent, out);
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            for element in elements {
                out.push_str(&format!("{pad}-"));
                below(element, indent, out);
            }
        }
        leaf => out.push_str(&format!("{pad}{}\n", scalar(leaf))),
    }
}

fn below(value: &Value, indent: usize, out: &mut String) {
    let is_leaf = match value {
        Value::Object(members) => members.is_empty(),
        Value::Array(elements) => elements.is_empty(),
        _ => true,
    };
    if is_leaf {
        out.push_str(&format!(" {}\n", scalar(value)));
    } else {
        out.push('\n');
        yaml(value, indent + 1, out);
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) if text.bytes().all(|b| b.is_ascii_digit()) => format!("'{text}'"),
        Value::String(text) if text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => {
            text.clone()
        }
        other => other.to_string(),
    }
}

fn in_yaml(files: Vec<File>) -> Vec<File> {
    let files = files.into_iter().map(|(name, text)| {
        let Ok(value) = serde_json::from_str::<Value>(&text) else {
            return (name, text);
        };
        let mut out = String::new();
        yaml(&value, 0, &mut out);
        (name.replace(".json", ".yaml"), out)
    });
    files.collect()
}

#[test]
fn outputs_in_yaml_are_those_in_json() {
    let expected = import(&whole());
    let imported = import(&in_yaml(whole()));
    assert_eq!(codes(&imported), []);
    assert_eq!(
        imported.case.unwrap().to_json(),
        expected.case.unwrap().to_json()
    );
}

#[test]
fn an_account_without_quotes_keeps_its_digits() {
    let caller = |account: &str| -> Vec<File> {
        vec![(
            "caller".to_owned(),
            format!("Account: {account}\nArn: x\nUserId: y\n"),
        )]
    };
    for id in ["012345678901", "'012345678901'", "111122223333"] {
        let imported = import(&caller(id));
        let account = imported
            .case
            .and_then(|case| case.account)
            .and_then(|account| account.id);
        assert_eq!(account.as_deref(), Some(id.trim_matches('\'')));
    }
}

#[test]
fn what_cannot_be_read_says_so() {
    let rows = [
        ("Roots:\n  - Id: [r-ab12\n", "import-unreadable"),
        ("Roots: &x\n  - Id: *x\n", "import-unreadable"),
        ("Roots:\n  - !include other\n", "import-unreadable"),
        (
            "services:\n  web: !include other\n",
            "import-not-recognised",
        ),
        ("services:\n  web:\n    image: x\n", "import-not-recognised"),
        ("Vpcs:\n- VpcId: vpc-1\n", "import-unused"),
    ];
    for (text, code) in rows {
        let imported = import(&[("x.yaml".to_owned(), text.to_owned())]);
        let codes = codes(&imported);
        assert_eq!(codes, [("x.yaml".to_owned(), code.to_owned())], "{text}");
    }
    // Of several in one file the name of the file says nothing.
    let two = json!({ "Children": [{ "Id": "222233334444", "Type": "ACCOUNT" }] });
    let mut text = String::new();
    yaml(&two, 0, &mut text);
    let file = (
        "list-children-r-ab12.yaml".to_owned(),
        format!("{text}---\n{text}"),
    );
    let imported = import(&[file]);
    assert_eq!(codes(&imported)[0].1, "import-subject-unknown");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_bytes_make_it_panic(
        file in any::<Index>(),
        changes in prop::collection::vec((any::<Index>(), prop::sample::select(
            b"\n -:{}[]!&*|>'\"#%@,?~\t0a\xff\r".to_vec())), 1..12),
        cut in any::<Index>(),
    ) {
        let files = in_yaml(whole());
        let mut bytes = file.get(&files).1.clone().into_bytes();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(cut.index(bytes.len() + 1).max(bytes.len() / 2));
        let mut importer = Importer::new();
        importer.add("list-accounts-for-parent-r-ab12.yaml", &bytes);
        importer.finish(&vestibule_import::Options::default());
    }
}
