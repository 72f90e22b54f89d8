//! What goes into a link comes out of it, and whatever else a link may be, it
//! is an error and nothing worse.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

use proptest::prelude::*;
use vestibule_wire::{
    CaseFile, ContextValue, DocumentText, EndpointPolicy, Network, NodePolicy, Ordered, Policies,
    PrincipalPolicy, Request,
};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        "\\PC{0,6}",
        any::<String>(),
        Just("arn:aws:iam::111122223333:user/alice".to_owned()),
    ]
}

const SOUND: &[&str] = &[
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","a":[]}]}"#,
    "{\n\t\"n\": [1.50, 1e400, -0, 12345678901234567890123],\r\n \"\\u0041\": {} }",
    "{}",
];

/// What people have in an editor: sound, nearly sound, and anything.
fn document() -> impl Strategy<Value = DocumentText> {
    let sound = proptest::sample::select(SOUND);
    let typed = prop_oneof![
        Just("".to_owned()),
        Just("{\"a\":1,\"a\":2}".to_owned()),
        Just("{\"a\":1,}".to_owned()),
        Just("[\"a\"]".to_owned()),
        Just("\"{}\"".to_owned()),
        Just("\u{feff}{}".to_owned()),
        Just("%7B%7D".to_owned()),
        text(),
    ];
    prop_oneof![
        sound.prop_map(DocumentText::new),
        typed.prop_map(DocumentText::new),
        "[a-z./]{1,9}\\.json".prop_map(DocumentText::from_path),
        "arn:aws:iam::aws:policy/[A-Z]{1,3}".prop_map(DocumentText::from_path),
    ]
}

fn maybe<T: Strategy>(of: T) -> impl Strategy<Value = Option<T::Value>> {
    proptest::option::of(of)
}

fn policies() -> impl Strategy<Value = Policies> {
    let node = (maybe(text()), maybe(text()), document())
        .prop_map(|(name, attached_to, document)| NodePolicy {
            name,
            attached_to,
            document,
        })
        .boxed();
    let principal = (maybe(text()), maybe(text()), document())
        .prop_map(|(name, principal, document)| PrincipalPolicy {
            name,
            principal,
            document,
        })
        .boxed();
    let endpoint = (maybe(text()), maybe(text()), document())
        .prop_map(|(name, endpoint, document)| EndpointPolicy {
            name,
            endpoint,
            document,
        })
        .boxed();
    let nodes = || proptest::collection::vec(node.clone(), 0..3);
    let principals = || proptest::collection::vec(principal.clone(), 0..3);
    (
        maybe(document()),
        nodes(),
        nodes(),
        maybe(principals()),
        principals(),
        principals(),
        proptest::collection::vec(endpoint, 0..3),
    )
        .prop_map(
            |(rbp, rcp, scp, identity, boundary, session, endpoint)| Policies {
                resource_based: rbp,
                permission_statements: Vec::new(),
                resource_control: rcp,
                service_control: scp,
                identity,
                permissions_boundary: boundary,
                session,
                vpc_endpoint: endpoint,
            },
        )
}

fn request() -> impl Strategy<Value = Request> {
    let value = prop_oneof![
        Just(ContextValue::Unknown),
        text().prop_map(ContextValue::One),
        proptest::collection::vec(text(), 0..3).prop_map(ContextValue::Many),
    ];
    // Few names, so that some repeat: rows are typed one after the other.
    let name = prop_oneof![Just(String::new()), Just("aws:a".to_owned()), "[a-c]{1,2}"];
    let network =
        (maybe(text()), maybe(text()), maybe(text())).prop_map(|(vpc, endpoint, source_ip)| {
            Network {
                vpc,
                endpoint,
                source_ip,
            }
        });
    (
        maybe(text()),
        text(),
        maybe(network),
        maybe(text()),
        proptest::collection::vec((name, value), 0..5),
    )
        .prop_map(|(name, principal, network, region, context)| Request {
            name,
            principal,
            network,
            region,
            context: Ordered(context),
            ..Request::default()
        })
}

fn case() -> impl Strategy<Value = CaseFile> {
    (policies(), proptest::collection::vec(request(), 0..4)).prop_map(|(policies, requests)| {
        CaseFile {
            policies,
            requests,
            ..CaseFile::default()
        }
    })
}

/// The documents, those that are sound without any white space.
fn without_layout(case: &CaseFile) -> Vec<String> {
    let policies = &case.policies;
    let nodes = policies
        .resource_control
        .iter()
        .chain(&policies.service_control);
    let principals = policies.identity.iter().flatten();
    let principals = principals
        .chain(&policies.permissions_boundary)
        .chain(&policies.session);
    let documents = policies
        .resource_based
        .iter()
        .chain(nodes.map(|entry| &entry.document))
        .chain(principals.map(|entry| &entry.document))
        .chain(policies.vpc_endpoint.iter().map(|entry| &entry.document));
    documents
        .map(|document| match document.text() {
            Some(text)
                if SOUND.contains(&text)
                    || text.contains(
                        "
  ",
                    ) =>
            {
                text.split_ascii_whitespace().collect()
            }
            Some(text) => text.to_owned(),
            None => format!("at {}", document.reference().unwrap()),
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_goes_in_comes_out(case in case()) {
        let link = vestibule_share::encode(&case).unwrap();
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"=._-".contains(&byte)));
        let opened = vestibule_share::decode(&link).unwrap().unwrap();
        prop_assert_eq!(&opened.requests, &case.requests);
        prop_assert_eq!(without_layout(&opened), without_layout(&case));
        // Opening and sharing again is the same link.
        prop_assert_eq!(vestibule_share::encode(&opened).unwrap(), link);
    }

    #[test]
    fn a_damaged_link_is_an_error(at in any::<proptest::sample::Index>(), with in "[A-Za-z0-9_-]") {
        let case = include_str!("samples/1/every-member.txt").trim();
        let at = 7 + at.index(case.len() - 7);
        let mut damaged = case.to_owned();
        damaged.replace_range(at..=at, &with);
        let opened = vestibule_share::decode(&damaged).unwrap();
        match opened {
            // Some bits of a compressed text are of no use.
            Ok(same) => prop_assert_eq!(same, vestibule_share::decode(case).unwrap().unwrap()),
            Err(error) => {
                prop_assert_ne!(&damaged, case);
                prop_assert_eq!(error.code, "link-broken");
            }
        }
    }

    #[test]
    fn a_cut_off_link_is_an_error(at in any::<proptest::sample::Index>()) {
        let case = include_str!("samples/1/example-1-rcp.txt").trim();
        let cut = &case[..5 + at.index(case.len() - 5)];
        let error = vestibule_share::decode(cut).unwrap().unwrap_err();
        prop_assert_eq!(error.code, "link-broken");
        prop_assert!(!error.to_string().starts_with(';') && !error.to_string().ends_with(' '));
    }

    #[test]
    fn noise_is_an_error(noise in prop_oneof![any::<String>(), "[A-Za-z0-9_-]{0,300}"]) {
        let _ = vestibule_share::decode(&noise);
        for start in ["#case=1.", "case=", "case=1."] {
            if let Some(opened) = vestibule_share::decode(&format!("{start}{noise}")) {
                prop_assert!(opened.is_err());
            }
        }
    }
}

#[test]
fn which_fragments_hold_a_case() {
    let link = include_str!("samples/1/smallest.txt").trim();
    for with in [
        link.to_owned(),
        format!("#{link}"),
        format!("  #{link}\n"),
        format!("lang=ja&{link}"),
        format!("{link}&theme=dark"),
    ] {
        assert!(
            matches!(vestibule_share::decode(&with), Some(Ok(_))),
            "{with}"
        );
    }
    for without in ["", "#", "about", "casex=1.", "xcase=1.abc", "1.abc"] {
        assert_eq!(vestibule_share::decode(without), None, "{without}");
    }
    let errors = [
        ("case=", "link-broken"),
        ("case=1", "link-broken"),
        ("case=1.", "link-broken"),
        ("case=1.AA", "link-broken"),
        ("case=1.A", "link-broken"),
        ("case=1.A=", "link-broken"),
        ("case=.AAAA", "link-broken"),
        ("case=x.AAAA", "link-broken"),
        ("case=2.AAAA", "link-newer"),
        ("case=99999999.AAAA", "link-broken"),
    ];
    for (link, code) in errors {
        let error = vestibule_share::decode(link).unwrap().unwrap_err();
        assert_eq!(error.code, code, "{link}");
    }
    let long = format!("case=1.{}", "A".repeat(2 << 20));
    assert_eq!(
        vestibule_share::decode(&long).unwrap().unwrap_err().code,
        "link-too-large"
    );
}

#[test]
fn a_case_too_large_for_a_link_says_so() {
    let request = Request {
        principal: "arn:aws:iam::111122223333:user/alice".to_owned(),
        ..Request::default()
    };
    let many = CaseFile {
        requests: vec![request; 1000],
        ..CaseFile::default()
    };
    let link = vestibule_share::encode(&many).unwrap();
    assert!(link.len() < 2000, "{}", link.len());
    assert_eq!(vestibule_share::decode(&link), Some(Ok(many.clone())));
    let too_many = CaseFile {
        requests: vec![many.requests[0].clone(); 30_000],
        ..CaseFile::default()
    };
    let error = vestibule_share::encode(&too_many).unwrap_err();
    assert_eq!(error.code, "case-too-large");
    let mut large = CaseFile::default();
    large.policies.resource_based = Some(DocumentText::new("x".repeat(2 << 20)));
    assert_eq!(
        vestibule_share::encode(&large).unwrap_err().code,
        "case-too-large"
    );
}
