//! Properties: the order of files means nothing, and nothing makes an import panic.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use vestibule_import::{Importer, Options};

use crate::{File, PROD, RCP, deny_outside, file, import, policy, whole};

/// The files of an organization, and some that contradict them or are of no use.
fn files() -> Vec<File> {
    let mut files = whole();
    files.extend([
        file(
            "0.json",
            &policy(
                "p-rcp1aaaa",
                "other",
                RCP,
                &deny_outside("192.0.2.0/24", true),
            ),
        ),
        file(
            &format!("list-parents-{PROD}.json"),
            &json!({ "Parents": [{ "Id": "r-ab12" }] }),
        ),
        file("nothing.json", &json!({ "Vpcs": [] })),
        ("cut.json".to_owned(), "{\"Roots\":[{".to_owned()),
    ]);
    files
}

/// Values of the kinds that outputs have, in any place.
pub(crate) fn value() -> impl Strategy<Value = Value> {
    let word = select(vec![
        "r-ab12",
        "ou-ab12-11111111",
        PROD,
        "o-a1b2c3d4e5",
        "p-FullAWSAccess",
        RCP,
        "ENABLED",
        "",
        "arn:aws:organizations::111122223333:account/o-a1b2c3d4e5/222233334444",
        "arn:aws",
        "{}",
        "com.amazonaws.us-east-1.signin",
        "vpce-0123456789abcdef0",
        "ユーザー",
        "\u{0}",
        "/",
        "%7B",
    ]);
    let leaf = prop_oneof![
        word.prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(Value::Null),
    ];
    let key = select(vec![
        "Organization",
        "Roots",
        "Accounts",
        "OrganizationalUnits",
        "Parents",
        "Children",
        "Targets",
        "Policies",
        "Policy",
        "PolicySummary",
        "Content",
        "Id",
        "Arn",
        "Name",
        "Type",
        "Status",
        "State",
        "Path",
        "Paths",
        "TargetId",
        "PolicyTypes",
        "MasterAccountId",
        "Account",
        "UserId",
        "targetId",
        "consoleAuthorizationEnabled",
        "signinResourceBasedPolicy",
        "permissionStatements",
        "VpcEndpoints",
        "VpcEndpoint",
        "VpcEndpointId",
        "ServiceName",
        "OwnerId",
        "PolicyDocument",
        "NextToken",
        "Value",
        "Statement",
        "FeatureSet",
    ]);
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..6).prop_map(|members| {
                Value::Object(
                    members
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), value))
                        .collect(),
                )
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_files_means_nothing(order in prop::collection::vec(any::<Index>(), 24)) {
        let mut shuffled = files();
        for (place, index) in order.iter().enumerate() {
            let place = place % shuffled.len();
            let other = index.index(shuffled.len());
            shuffled.swap(place, other);
        }
        let (one, other) = (import(&files()), import(&shuffled));
        prop_assert_eq!(one.case, other.case);
        prop_assert_eq!(one.report, other.report);
    }

    #[test]
    fn nothing_makes_it_panic(
        values in prop::collection::vec((select(vec!["a", "r-ab12", "222233334444/b", "list-policies",
            "list-policies-for-target-r-ab12", "list-accounts-for-parent-ou-ab12-11111111"]), value()), 1..8),
        cut in any::<Index>(),
        bytes in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        let mut importer = Importer::new();
        for (number, (name, value)) in values.iter().enumerate() {
            let text = value.to_string();
            importer.add(&format!("{name}-{number}"), text.as_bytes());
            let end = cut.index(text.len().max(1)).min(text.len());
            importer.add(name, &text.as_bytes()[..end]);
        }
        importer.add("bytes", &bytes);
        let imported = importer.finish(&Options::default());
        let text = imported.case.as_ref().map(|case| case.to_json());
        prop_assert_ne!(text, Some(None));
    }
}
