//! How long the map of all sign-ins takes: policies as large as AWS stores.

// Benchmarks stop at the first thing that is not as it should be.
#![allow(clippy::expect_used, missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use vestibule_analysis::{Options, access_map};
use vestibule_iam::document::Document;
use vestibule_iam::policy::{Casing, Policy, ReadOptions};
use vestibule_signin::{
    Account, AssumptionSet, AttachedPolicy, Authorizer, Layer, Organization, VOCABULARY,
};

/// As much as an RCP may hold: 5,120 characters without the white space.
const AT_LIMIT: &str = include_str!("../../signin/benches/fixtures/rcp-at-limit.json");
/// Five SCPs and five RCPs, attached to every level.
const ORGANIZATION: &str = include_str!("../../signin/benches/fixtures/organization.json");
/// A resource-based policy: two offices, a VPC, an exempt role.
const RESOURCE_BASED: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{
        "ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::777788889999:user/EmergencyUser",
            "aws:PrincipalArn":"arn:aws:iam::777788889999:user/EmergencyUser"},
        "NotIpAddressIfExists":{"aws:SourceIp":["203.0.113.0/24","198.51.100.0/25","2001:db8:1234::/48"]},
        "StringNotEqualsIfExists":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}]}"#;
const LEVELS: [&str; 5] = [
    "r-ab12",
    "ou-ab12-11111111",
    "ou-ab12-22222222",
    "ou-ab12-33333333",
    "777788889999",
];

fn policy(layer: Layer, attached_to: Option<&str>, text: &str) -> AttachedPolicy {
    let document = Document::parse(text);
    let options = ReadOptions {
        kind: layer.kind(),
        casing: Casing::Exact,
        vocabulary: &VOCABULARY,
    };
    AttachedPolicy {
        layer,
        name: layer.name().to_owned(),
        attached_to: attached_to.map(str::to_owned),
        policy: Policy::from_document(&document, options).0,
    }
}

fn compile(policies: Vec<AttachedPolicy>) -> Authorizer {
    let account = Account {
        id: Some(LEVELS[4].to_owned()),
        organization: Some(Organization {
            id: Some("o-a1b2c3d4e5".to_owned()),
            management_account: false,
            path: Some(LEVELS[..4].iter().map(|&level| level.to_owned()).collect()),
        }),
        ..Account::default()
    };
    Authorizer::compile(account, policies, true, AssumptionSet::new())
}

fn organization() -> Vec<AttachedPolicy> {
    let document = Document::parse(ORGANIZATION);
    let mut policies = Vec::new();
    for level in LEVELS {
        for layer in [Layer::ServiceControl, Layer::ResourceControl] {
            let list = document
                .root
                .get(layer.name())
                .expect("policies of the layer");
            let texts = list.elements().iter().map(|node| node.to_compact_string());
            policies.extend(texts.map(|text| policy(layer, Some(level), &text)));
        }
    }
    policies
}

/// So many statements, each with a range and a user of its own.
fn statements(count: usize) -> Vec<AttachedPolicy> {
    let one = |n: usize| {
        let (a, b) = (n / 250, n % 250);
        format!(
            r#"{{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{{
                "ArnNotEquals":{{"signin:PrincipalArn":"arn:aws:iam::777788889999:user/u{n}"}},
                "IpAddress":{{"aws:SourceIp":"10.{a}.{b}.0/24"}}}}}}"#
        )
    };
    let all: Vec<String> = (0..count).map(one).collect();
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{}]}}"#,
        all.join(",")
    );
    vec![policy(Layer::ResourceBased, None, &text)]
}

/// One statement with so many ranges.
fn ranges(count: usize) -> Vec<AttachedPolicy> {
    let one = |n: usize| format!("\"{}.{}.{}.0/25\"", 20 + n / 62_500, n / 250 % 250, n % 250);
    let all: Vec<String> = (0..count).map(one).collect();
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Deny","Principal":"*","Action":"signin:*",
            "Resource":"*","Condition":{{"NotIpAddress":{{"aws:SourceIp":[{}]}}}}}}}}"#,
        all.join(",")
    );
    vec![policy(Layer::ResourceBased, None, &text)]
}

fn maps(criterion: &mut Criterion) {
    let at_limit = Document::parse(AT_LIMIT).root.to_compact_string();
    let with_own = vec![
        policy(Layer::ResourceControl, Some(LEVELS[0]), &at_limit),
        policy(Layer::ResourceBased, None, RESOURCE_BASED),
    ];
    let cases = [
        ("rcp-at-limit-and-resource-based", with_own),
        ("organization", organization()),
        ("1-statement", statements(1)),
        ("10-statements", statements(10)),
        ("100-statements", statements(100)),
        ("100-ranges", ranges(100)),
        ("10000-ranges", ranges(10_000)),
    ];
    let mut group = criterion.benchmark_group("map");
    group.sample_size(10);
    for (name, policies) in cases {
        let authorizer = compile(policies);
        let map = access_map(&authorizer, &Options::default());
        println!(
            "{name}: {} regions",
            map.map_or_else(|e| e.to_string(), |m| m.chain.len().to_string())
        );
        group.bench_function(name, |bencher| {
            bencher.iter(|| access_map(black_box(&authorizer), &Options::default()));
        });
    }
}

criterion_group!(benches, maps);
criterion_main!(benches);
