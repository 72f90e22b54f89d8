use std::net::IpAddr;

use proptest::prelude::*;
use vestibule_iam::cidr::{parse_address, parse_network};
use vestibule_iam::wildcard::Pattern;
use vestibule_wire::{CaseFile, ContextValue, DocumentText, read_text};

use super::address::Addresses;
use super::{Kind, Stays, prove, redact};

/// An ARN of AWS's own gives nothing away, and stands for the same policy afterwards.
#[test]
fn arns_of_managed_policies_stay() {
    let arn = "arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess";
    let own = "arn:aws:iam::210987654321:policy/SignInLocalDevelopmentAccess";
    let text = serde_json::json!({
        "vestibule": 1,
        "policies": {
            "identity": [
                { "principal": "arn:aws:iam::210987654321:user/kenji", "document": arn },
                { "name": "SignInLocalDevelopmentAccess", "document": own },
            ],
        },
        "requests": [{
            "entry": "login-local",
            "principal": "arn:aws:iam::210987654321:user/kenji",
            "network": { "sourceIp": "52.95.110.77" },
            "expect": { "outcome": "allowed" },
        }],
    });
    let mut file = case(&text.to_string());
    // One that is not read leaves the decision open.
    let identity = file.policies.identity.as_mut().unwrap();
    let unread = identity.pop().unwrap();
    let redaction = redact(&file);
    assert!(redaction.proof.holds());
    let entries = redaction.case.policies.identity.as_ref().unwrap();
    assert_eq!(entries[0].document.arn(), Some(arn));
    assert!(!entries[0].principal.as_ref().unwrap().contains("kenji"));
    file.policies.identity = Some(vec![unread]);
    let redaction = redact(&file);
    let entries = redaction.case.policies.identity.as_ref().unwrap();
    assert_ne!(entries[0].document.arn(), Some(own));
    let name = entries[0].name.as_deref();
    assert_eq!(name, Some("SignInLocalDevelopmentAccess"));
}

fn case(text: &str) -> CaseFile {
    read_text(text).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

const SECRETS: &str = r#"{
  "vestibule": 1,
  "account": { "id": "210987654321", "organization": { "id": "o-zz9q8w7e6r", "managementAccount": false, "path": ["r-q1w2", "ou-q1w2-9z8y7x6w"] } },
  "policies": {
    "resourceBased": {
      "Version": "2012-10-17",
      "Statement": [
        { "Sid": "OnlyFromShibuya", "Effect": "Deny", "Principal": { "AWS": "*" }, "Action": "signin:*", "Resource": "*",
          "Condition": {
            "NotIpAddressIfExists": { "aws:SourceIp": ["52.95.110.0/24", "2600:1f18:abcd::/48"] },
            "ArnNotLike": { "signin:PrincipalArn": ["arn:aws:iam::210987654321:user/break-glass-*", "arn:aws:iam::*:role/Shibuya*"], "aws:PrincipalArn": "arn:aws:iam::210987654321:*/Shibuya?dmin" } } },
        { "Sid": "Tags", "Effect": "Deny", "Principal": "*", "Action": "signin:CreateOAuth2Token", "Resource": "*",
          "Condition": { "StringEqualsIgnoreCase": { "aws:PrincipalTag/Projekt": "GEHEIM" }, "DateLessThan": { "aws:CurrentTime": "2026-01-01T00:00:00Z" } } }
      ]
    },
    "resourceControl": [{ "name": "Shibuya perimeter", "attachedTo": "ou-q1w2-9z8y7x6w", "document": "{\"Policy\":{\"PolicySummary\":{\"Id\":\"p-geheim00\",\"Arn\":\"arn:aws:organizations::210987654321:policy/o-zz9q8w7e6r/resource_control_policy/p-geheim00\",\"Name\":\"GeheimPerimeter\",\"Type\":\"RESOURCE_CONTROL_POLICY\"},\"Content\":\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"GeheimVpc\\\",\\\"Effect\\\":\\\"Deny\\\",\\\"Principal\\\":\\\"*\\\",\\\"Action\\\":\\\"signin:Authenticate\\\",\\\"Resource\\\":\\\"*\\\",\\\"Condition\\\":{\\\"StringNotEqualsIfExists\\\":{\\\"aws:SourceVpc\\\":\\\"vpc-0fedcba9876543210\\\"}}}]}\"}}" }],
    "vpcEndpoint": [{ "endpoint": "vpce-0fedcba9876543210", "document": { "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-zz9q8w7e6r", "aws:PrincipalAccount": 210987654321 } } }] } }]
  },
  "requests": [
    { "name": "Kenji in Shibuya", "principal": "arn:aws:iam::210987654321:user/kenji", "network": { "sourceIp": "52.95.110.77" }, "context": { "aws:PrincipalTag/projekt": "geheim" }, "expect": { "outcome": "denied", "at": "signin:CreateOAuth2Token", "phases": { "signin:CreateOAuth2Token": { "decidedBy": ["resourceBased[1]"] } } } },
    { "name": "outside", "principal": "arn:aws:iam::210987654321:user/kenji", "network": { "sourceIp": "52.95.111.77" } },
    { "name": "glass", "principal": "arn:aws:iam::210987654321:user/break-glass-kenji", "network": { "sourceIp": "2600:1f18:abce::1" } },
    { "name": "role", "principal": "arn:aws:iam::210987654321:role/ShibuyaAdmin", "network": { "sourceIp": "198.51.100.4" } },
    { "name": "vpc", "principal": "arn:aws:iam::210987654321:role/ShibuyaAdmin", "network": { "vpc": "vpc-0fedcba9876543210", "endpoint": "vpce-0fedcba9876543210", "sourceIp": "10.20.30.40" } }
  ]
}"#;

#[test]
fn networks_with_names_are_renamed_as_requests_are() {
    let text = SECRETS.replacen(
        "\"requests\":",
        r#""networks": [
            { "name": "Shibuya office", "sourceIp": ["52.95.110.0/24"] },
            { "name": "Geheim", "vpc": "vpc-0fedcba9876543210", "endpoint": "vpce-0fedcba9876543210", "regions": ["eu-west-1"] }
        ], "requests":"#,
        1,
    );
    let before = case(&text);
    assert_eq!(before.networks.len(), 2);
    let after = redact(&before).case;
    let [office, vpc] = after.networks.as_slice() else {
        panic!("{:#?}", after.networks);
    };
    for secret in ["Shibuya", "Geheim", "52.95", "fedcba"] {
        let networks = serde_json::to_string(&after.networks).unwrap();
        assert!(!networks.contains(secret), "{networks}");
    }
    // The same names as elsewhere in the case, and the range still holds its address.
    let through = after.requests[4].network.clone().unwrap_or_default();
    assert_eq!((&vpc.vpc, &vpc.endpoint), (&through.vpc, &through.endpoint));
    let range = parse_network(&office.source_ip.as_ref().unwrap()[0]).unwrap();
    let inside = after.requests[0].network.clone().unwrap_or_default();
    assert!(range.contains(parse_address(&inside.source_ip.unwrap()).unwrap()));
    assert_eq!(vpc.regions, before.networks[1].regions);
}

#[test]
fn guarantees_are_renamed_as_networks_and_principals_are() {
    let text = SECRETS.replacen(
        "\"requests\":",
        r#""networks": [{ "name": "Shibuya office", "sourceIp": ["52.95.110.0/24"] }],
        "guarantees": [
            { "name": "Geheim A", "principals": ["arn:aws:iam::210987654321:role/ShibuyaAdmin"],
              "from": ["Shibuya office"], "outcome": "allowed", "regions": ["eu-west-1"],
              "accounts": ["210987654321"], "owner": "Kenji Geheim", "reason": "Projekt Shibuya",
              "at": "signin:Authenticate", "expires": "2027-06-30" },
            { "name": "Geheim B", "principals": { "notIn": ["arn:aws:iam::210987654321:role/Shibuya*"] },
              "from": { "notIn": ["Shibuya office"] }, "outcome": "denied", "holds": "always" }
        ], "perimeter": { "exempt": ["arn:aws:iam::210987654321:role/ShibuyaAdmin"], "owner": "Kenji Geheim", "reason": "Projekt X" }, "requests":"#,
        1,
    );
    let before = case(&text);
    let after = redact(&before).case;
    let [first, second] = after.guarantees.as_slice() else {
        panic!("{:#?}", after.guarantees);
    };
    let told = serde_json::to_string(&(&after.guarantees, &after.perimeter)).unwrap();
    for secret in ["Shibuya", "Geheim", "210987654321", "Kenji", "Projekt"] {
        assert!(!told.contains(secret), "{told}");
    }
    // They still name what they named.
    let office = std::slice::from_ref(&after.networks[0].name);
    assert_eq!(
        (first.from.names().0, second.from.names().0),
        (office, office)
    );
    let admin = &after.requests[4].principal;
    assert_eq!(first.principals.patterns().0, std::slice::from_ref(admin));
    let exempt = &after.perimeter.as_ref().unwrap().exempt;
    assert_eq!(&exempt[..], std::slice::from_ref(admin));
    let pattern = second.principals.patterns().0[0].strip_suffix('*').unwrap();
    assert!(admin.starts_with(pattern), "{admin} {pattern}");
    let kept = |of: &vestibule_wire::Guarantee| {
        (
            of.outcome,
            of.holds,
            of.at.clone(),
            of.expires.clone(),
            of.regions.clone(),
        )
    };
    for (before, after) in before.guarantees.iter().zip(&after.guarantees) {
        assert_eq!(kept(before), kept(after));
    }
}

#[test]
fn secrets_go_and_decisions_stay() {
    let before = case(SECRETS);
    let redaction = redact(&before);
    assert!(redaction.proof.holds(), "{:?}", redaction.proof);
    assert_eq!(redaction.proof, prove(&before, &redaction.case));
    assert_eq!((redaction.proof.requests, redaction.proof.equal), (5, 5));
    assert_eq!(redaction.kept, [""; 0], "{:#?}", redaction.renamed);
    let after = serde_json::to_string(&redaction.case)
        .unwrap()
        .to_ascii_lowercase();
    for secret in [
        "210987654321",
        "zz9q8w7e6r",
        "q1w2",
        "9z8y7x6w",
        "shibuya",
        "52.95",
        "1f18",
        "break",
        "glass",
        "projekt",
        "geheim",
        "perimeter",
        "0fedcba",
        "kenji",
        "10.20",
        "tags",
    ] {
        assert!(!after.contains(secret), "{secret}: {after}");
    }
    for public in [
        "signin:createoauth2token",
        "2012-10-17",
        "datelessthan",
        "2026-01-01t00:00:00z",
        "r-",
        "ou-",
        "vpce-",
        "aws:principaltag/",
        "resourcebased[1]",
        "resource_control_policy",
        ":user/",
        "arn:aws:iam::",
    ] {
        assert!(after.contains(public), "{public}: {after}");
    }
    let to = |from: &str| {
        let renamed = redaction
            .renamed
            .iter()
            .find(|renamed| renamed.from == from);
        renamed.unwrap_or_else(|| panic!("{from}")).to.clone()
    };
    assert_eq!(to("Kenji in Shibuya"), "request-1");
    assert_eq!(to("Shibuya perimeter"), "policy-1");
    assert_eq!(to("OnlyFromShibuya"), "Sid1");
    assert_eq!(to("GEHEIM").to_ascii_lowercase(), to("geheim"));
    assert_ne!(to("GEHEIM"), to("geheim"), "their case tells them apart");
    assert_eq!(to("kenji").len(), to("0fedcba9876543210").len() - 7);
    assert_eq!(
        redaction.shaped,
        ["Shibuya", "ShibuyaAdmin"].map(str::to_owned)[1..]
    );
    for stays in [
        (Stays::Action, "signin:*"),
        (Stays::Action, "signin:CreateOAuth2Token"),
        (Stays::Key, "aws:SourceIp"),
        (Stays::Key, "aws:PrincipalTag"),
        (Stays::Value, "2026-01-01T00:00:00Z"),
        (Stays::Value, "2012-10-17"),
        (Stays::Value, "RESOURCE_CONTROL_POLICY"),
        (Stays::Member, "PolicySummary"),
        (Stays::Word, "user"),
    ] {
        let (sort, text) = stays;
        assert!(
            redaction.stays.contains(&(sort, text.to_owned())),
            "{stays:?}"
        );
    }
    let account = redaction
        .renamed
        .iter()
        .find(|renamed| renamed.kind == Kind::Account);
    assert_eq!(account.unwrap().from, "210987654321");
    // What comes out is as fit for sharing as what went in.
    let link = crate::encode(&redaction.case).unwrap();
    assert!(crate::decode(&link).unwrap().is_ok());
}

#[test]
fn what_would_decide_differently_stays() {
    // A number that is compared as text with a pattern of digits and dots.
    let text = r#"{ "vestibule": 1, "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Principal": "*", "Action": "signin:Authenticate", "Resource": "*",
          "Condition": { "StringLike": { "aws:SourceIp": "52.95.*" }, "StringEquals": { "aws:UserAgent": "secret" } } }] } },
      "requests": [ { "principal": "arn:aws:iam::210987654321:user/kenji", "network": { "sourceIp": "52.95.110.77" }, "context": { "aws:UserAgent": "secret" } } ] }"#;
    let redaction = redact(&case(text));
    assert!(redaction.proof.holds());
    assert!(!redaction.kept.is_empty());
    let after = serde_json::to_string(&redaction.case).unwrap();
    assert!(after.contains("52.95"), "{after}");
    assert!(
        !after.contains("secret") && !after.contains("kenji"),
        "{after}"
    );
}

#[test]
fn broken_texts_are_renamed_too() {
    let mut broken = case(SECRETS);
    let text = "{ \"Statement\": [ // kenji was here\n { \"Sid\": \"kenji\", \"Principal\": kenji, \"Resource\": \"arn:aws:iam::210987654321:user/kenji\n";
    broken.policies.resource_based = Some(DocumentText::new(text));
    let redaction = redact(&broken);
    assert!(redaction.proof.holds());
    assert_eq!(redaction.unsound, ["policies.resourceBased"]);
    let after = redaction.case.policies.resource_based.unwrap();
    let after = after.text().unwrap();
    assert!(
        !after.contains("kenji") && !after.contains("210987654321"),
        "{after}"
    );
    assert!(
        after.contains("\"Statement\": [ // ") && after.contains("arn:aws:iam::"),
        "{after}"
    );
}

#[test]
fn nothing_is_done_to_nothing() {
    let empty = CaseFile::default();
    let redaction = redact(&empty);
    assert_eq!(redaction.case, empty);
    assert!(redaction.proof.holds() && redaction.renamed.is_empty());
    // AWS's examples keep their addresses for documentation.
    let example = case(include_str!("../../tests/samples/1/example-1-rcp.json"));
    let redaction = redact(&example);
    let after = serde_json::to_string(&redaction.case).unwrap();
    assert!(after.contains("203.0.113.0/24"), "{after}");
    let stays = (Stays::Address, "203.0.113.0/24".to_owned());
    assert!(redaction.stays.contains(&stays), "{:?}", redaction.stays);
}

/// A case with one secret in every place that takes a name or a value.
fn with_secret(secret: &str) -> CaseFile {
    let policy = serde_json::json!({ "Version": "2012-10-17", "Id": secret, "Statement": [{
        "Sid": "One", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": {
            "StringEquals": { "aws:PrincipalTag/team": [secret, "other"] },
            "ArnNotLike": { "aws:PrincipalArn": [format!("arn:aws:iam::*:role/{secret}"), format!("arn:aws:iam::*:user/{secret}-*")] },
        },
    }] });
    let case_file = serde_json::json!({
        "vestibule": 1,
        "policies": { "resourceBased": policy.to_string() },
        "suppressions": [
            { "rule": "VST012", "policy": secret, "reason": secret },
            { "rule": "VST012", "statement": secret, "reason": format!("{secret} said so") },
        ],
        "networks": [{ "name": secret, "sourceIp": ["52.95.110.0/24"] }],
        "principals": [
            { "principal": format!("arn:aws:iam::210987654321:user/{secret}"), "owner": secret, "reason": format!("{secret} said so") },
        ],
        "grid": {
            "people": [
                { "name": secret, "principal": format!("arn:aws:iam::210987654321:user/{secret}"),
                  "context": { "aws:PrincipalTag/team": secret } },
            ],
            "networks": [{ "name": format!("{secret} office"), "sourceIp": ["52.95.110.0/24"] }],
        },
        "oauthClients": [
            { "clientId": format!("arn:aws:signin:us-east-1::external-client/dcr/{secret}"), "tokenFrom": [secret] },
        ],
        "requests": [
            { "name": secret, "principal": format!("arn:aws:iam::210987654321:user/{secret}"), "network": { "sourceIp": "52.95.110.77" } },
            { "principal": format!("arn:aws:iam::210987654321:user/{secret}-2"), "network": { "sourceIp": "52.95.110.77" },
              "context": { "aws:PrincipalTag/team": secret, format!("aws:PrincipalTag/{secret}"): "x" } },
        ],
    });
    case(&case_file.to_string())
}

#[test]
fn no_secret_survives_in_any_script() {
    for secret in [
        "kenji",
        "Bartholomew",
        "hunter2",
        "X9",
        "4711",
        "DEADBEEF01",
        "jörg.müller",
        "JÖRG",
        "Ægir",
        "山田太郎",
        "やまだ",
        "Иванов",
        "Νίκος",
        "محمد",
        "דוד",
        "प्रिया",
        "สมชาย",
        "민수",
        "e\u{301}tienne",
        "🔑team🔑",
        "ӿӿӿ",
    ] {
        let before = with_secret(secret);
        let redaction = redact(&before);
        assert!(redaction.proof.holds(), "{secret}");
        assert_eq!(
            redaction.kept, [""; 0],
            "{secret}: {:#?}",
            redaction.renamed
        );
        assert_eq!(redaction.shaped, [""; 0], "{secret}");
        let after = serde_json::to_string(&redaction.case).unwrap();
        let is_of_word = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
        for word in secret.split(|c| !is_of_word(c)) {
            assert!(
                !after.to_lowercase().contains(&word.to_lowercase()),
                "{word}: {after}"
            );
        }
        // A name that AWS does not have stays one.
        let name = &redaction.case.requests[0].principal;
        assert_eq!(name.is_ascii(), secret.is_ascii(), "{secret} {name}");
    }
}

#[test]
fn nobody_can_tell_which_of_two_guesses_it_was() {
    let redacted =
        |secret: &str| serde_json::to_string(&redact(&with_secret(secret)).case).unwrap();
    for (one, other) in [
        ("kenji", "bartholomew"),
        ("kenji", "KENJI"),
        ("Kenji", "kEnJi"),
        ("kenji", "hunter2"),
        ("kenji", "4711"),
        ("kenji", "DEADBEEF01"),
        ("jörg", "müller-ärger".split_once('-').unwrap().0),
        ("山田", "山田太郎"),
        ("Иван", "ИВАНОВИЧ"),
    ] {
        assert_eq!(redacted(one), redacted(other), "{one} {other}");
    }
}

#[test]
fn a_pattern_that_counts_characters_keeps_them_and_no_more() {
    let text = r#"{ "vestibule": 1, "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Principal": "*", "Action": "signin:CreateOAuth2Token", "Resource": "*",
          "Condition": { "StringLike": { "aws:PrincipalTag/team": "ops-????" } } }] } },
      "requests": [
        { "principal": "arn:aws:iam::210987654321:user/kenji", "network": { "sourceIp": "52.95.110.77" }, "context": { "aws:PrincipalTag/team": "ops-Rot9" } },
        { "principal": "arn:aws:iam::210987654321:user/kenji", "network": { "sourceIp": "52.95.110.77" }, "context": { "aws:PrincipalTag/team": "ops-blau7" } } ] }"#;
    let redaction = redact(&case(text));
    assert!(redaction.proof.holds());
    assert_eq!(redaction.kept, [""; 0]);
    assert_eq!(redaction.shaped, ["Rot9"]);
    let after = serde_json::to_string(&redaction.case).unwrap();
    for secret in ["ops", "Rot", "blau", "kenji"] {
        assert!(!after.contains(secret), "{secret}: {after}");
    }
}

fn address() -> impl Strategy<Value = IpAddr> {
    // Near each other, so that ranges hold some.
    let v4 = prop_oneof![
        any::<u32>(),
        (0_u32..4096).prop_map(|low| 0x345f_6000 + low),
        (0_u32..4096).prop_map(|low| 0x0a00_0000 + low),
        (0_u32..4096).prop_map(|low| 0xac0f_f800 + low),
    ];
    let v6 = prop_oneof![
        any::<u128>(),
        (0_u128..4096).prop_map(|low| 0x2600_1f18_abcd_0000_0000_0000_0000_0000 + low),
        (0_u128..4096).prop_map(|low| 0xffff_0a00_0000 + low),
        (0_u128..4096).prop_map(|low| 0xfd00_0000_0000_0000_0000_0000_0000_0000 + low),
    ];
    prop_oneof![
        v4.prop_map(|bits| IpAddr::V4(bits.into())),
        v6.prop_map(|bits| IpAddr::V6(bits.into())),
    ]
}

fn range() -> impl Strategy<Value = String> {
    (address(), 0_u8..=128).prop_map(|(address, length)| {
        let length = if address.is_ipv4() {
            length % 33
        } else {
            length
        };
        let network = ipnetwork::IpNetwork::new(address, length).unwrap();
        format!("{}/{length}", network.network())
    })
}

fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            address.is_private() || address.is_loopback() || address.is_link_local()
        }
        IpAddr::V6(address) => address.is_unique_local() || address.is_loopback(),
    }
}

proptest! {
    #[test]
    fn addresses_stay_in_their_ranges(
        addresses in proptest::collection::vec(address(), 1..20),
        ranges in proptest::collection::vec(range(), 1..20),
    ) {
        let mut names = Addresses::default();
        let mut renamed_ranges = Vec::new();
        for range in &ranges {
            let renamed = names.rename(range).unwrap();
            prop_assert_eq!(parse_network(range).is_ok(), parse_network(&renamed).is_ok());
            renamed_ranges.push(parse_network(&renamed));
        }
        for address in addresses {
            let before = parse_address(&address.to_string()).unwrap();
            let text = names.rename(&address.to_string()).unwrap();
            let after = parse_address(&text).unwrap();
            prop_assert_eq!(before.is_ipv4(), after.is_ipv4());
            prop_assert_eq!(is_private(before), is_private(after), "{} {}", before, after);
            for (range, renamed) in ranges.iter().zip(&renamed_ranges) {
                if let (Ok(range), Ok(renamed)) = (parse_network(range), renamed) {
                    prop_assert_eq!(range.contains(before), renamed.contains(after), "{} {} {} {}", range, before, renamed, after);
                }
            }
            prop_assert_eq!(names.rename(&address.to_string()), Some(text));
        }
    }

    #[test]
    fn renamed_addresses_say_nothing_of_the_first(one in 0x3000_0000_u32..0x3fff_ffff, other in 0x3000_0000_u32..0x3fff_ffff) {
        let rename = |bits: u32| Addresses::default().rename(&std::net::Ipv4Addr::from(bits).to_string());
        prop_assert_eq!(rename(one), rename(other));
    }

    #[test]
    fn patterns_match_what_they_matched(
        texts in proptest::collection::vec("(Admin|prod|team|alice|bob|x|Adm|in){1,3}([-/.](prod|dev|alice|1|22)){0,2}", 1..10),
        patterns in proptest::collection::vec("(Adm|Admin|pro|prod|li|[*]|[?]|-|/|alice|Te|te|b){1,5}[*]?", 1..6),
    ) {
        let mut file = CaseFile::default();
        let policy = serde_json::json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Deny", "Principal": "*", "Action": "signin:CreateOAuth2Token", "Resource": "*",
            "Condition": { "StringLike": { "aws:PrincipalTag/team": patterns } },
        }] });
        file.policies.resource_based = Some(DocumentText::new(policy.to_string()));
        let request = case(r#"{ "vestibule": 1, "policies": {}, "requests": [ { "principal": "arn:aws:iam::210987654321:user/kenji", "network": { "sourceIp": "52.95.110.77" } } ] }"#).requests.remove(0);
        for text in &texts {
            let mut request = request.clone();
            request.context.0.push(("aws:PrincipalTag/team".to_owned(), ContextValue::One(text.clone())));
            file.requests.push(request);
        }
        let redaction = redact(&file);
        prop_assert!(redaction.proof.holds());
        let renamed = redaction.case.policies.resource_based.as_ref().unwrap().text().unwrap();
        let renamed: serde_json::Value = serde_json::from_str(renamed).unwrap();
        let (_, renamed) = renamed["Statement"][0]["Condition"]["StringLike"].as_object().unwrap().iter().next().unwrap();
        for (pattern, after) in patterns.iter().zip(renamed.as_array().unwrap()) {
            let after = Pattern::new(after.as_str().unwrap());
            for (text, request) in texts.iter().zip(&redaction.case.requests) {
                let ContextValue::One(value) = &request.context.0[0].1 else { unreachable!() };
                prop_assert_eq!(Pattern::new(pattern).matches(text), after.matches(value), "{} {} {:?}", pattern, text, value);
            }
        }
        prop_assert!(!serde_json::to_string(&redaction.case).unwrap().contains("kenji"));
    }
}
