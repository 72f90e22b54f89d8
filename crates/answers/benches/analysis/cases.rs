//! What is asked: case files with networks and ten guarantees, and each with one letter changed.

use serde_json::{Value, json};

const EXAMPLE_1: &str = include_str!("../../../../tests/analysis/example-1.json");
const EXAMPLE_2: &str = include_str!("../../../../tests/analysis/example-2.json");
/// As much as an RCP may hold: 5,120 characters without the white space.
const AT_LIMIT: &str = include_str!("../../../signin/benches/fixtures/rcp-at-limit.json");
/// Five SCPs and five RCPs, attached to every level.
const ORGANIZATION: &str = include_str!("../../../signin/benches/fixtures/organization.json");
const LEVELS: [&str; 4] = [
    "r-ab12",
    "ou-ab12-11111111",
    "ou-ab12-22222222",
    "ou-ab12-33333333",
];
const ACCOUNT: &str = "777788889999";

/// A case file, and the same with one letter changed.
pub(crate) struct Asked {
    pub(crate) name: String,
    pub(crate) file: Value,
    pub(crate) after: Value,
    /// Whether others can be asked, too.
    pub(crate) has_peers: bool,
}

impl Asked {
    fn new(name: &str, mut file: Value, edit: (&str, &str), break_glass: &str) -> Self {
        file["guarantees"] = guarantees(&file, break_glass);
        let text = file.to_string();
        let after = text.replacen(edit.0, edit.1, 1);
        assert_ne!(text, after, "{name} is edited");
        Self {
            name: name.to_owned(),
            file,
            after: serde_json::from_str(&after).expect("JSON"),
            has_peers: true,
        }
    }

    fn alone(self) -> Self {
        Self {
            has_peers: false,
            ..self
        }
    }
}

pub(crate) fn all() -> Vec<Asked> {
    let parse = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    let example = |text: &str| {
        let mut file = parse(text);
        file["requests"] = json!([]);
        file
    };
    let mut all = vec![
        Asked::new(
            "AWS example 1",
            example(EXAMPLE_1),
            ("203.0.113.0/24", "203.0.113.0/25"),
            "arn:aws:iam::777788889999:role/OrgBreakGlassRole",
        ),
        Asked::new(
            "AWS example 2",
            example(EXAMPLE_2),
            ("203.0.113.0/24", "203.0.113.0/25"),
            "arn:aws:iam::111122223333:role/BreakGlassRole",
        ),
        Asked::new(
            "RCP of 5,120 characters, own policy",
            at_limit(parse(AT_LIMIT)),
            ("203.0.113.128/29", "203.0.113.128/28"),
            "arn:aws:iam::777788889999:user/EmergencyUser",
        ),
        Asked::new(
            "organization, 5 levels of 5 and 5",
            organization(&parse(ORGANIZATION)),
            ("vpc-0a1b2c3d4e5f60718", "vpc-1a1b2c3d4e5f60718"),
            "arn:aws:iam::777788889999:user/EmergencyUser",
        )
        .alone(),
    ];
    for count in [1, 10, 100] {
        let policy = policy(&statements(count));
        let name = format!("{count} statements");
        all.push(grown(&name, policy, ("10.0.0.0/24", "10.0.0.0/25")));
    }
    for count in [1, 100, 10_000] {
        let policy = policy(&[ranges(count)]);
        let name = format!("{count} ranges");
        all.push(grown(&name, policy, ("20.0.0.0/25", "20.0.0.0/26")));
    }
    all.push(as_many_as_may_be());
    all.push(
        grown(
            "100 wildcards on every key",
            policy(&[wildcards()]),
            ("*a0b*", "*a0c*"),
        )
        .alone(),
    );
    all
}

fn networks(office: &str) -> Value {
    json!([
        { "name": "office", "sourceIp": [office, "2001:db8:41:7::/64"] },
        { "name": "branch", "sourceIp": ["198.51.100.0/27"] },
        { "name": "vpc", "vpc": "vpc-0a1b2c3d4e5f60718", "regions": ["eu-central-1", "us-west-2"] },
    ])
}

/// Ten, about everybody but roles of IAM Identity Center.
fn guarantees(file: &Value, break_glass: &str) -> Value {
    let account = file["account"]["id"].as_str().expect("an account");
    let networks = file["networks"].as_array().expect("networks");
    let named = |at: usize| networks[at.min(networks.len() - 1)]["name"].clone();
    let of = |rest: &str| json!([format!("arn:aws:iam::{account}:{rest}")]);
    let rows = [
        (json!([break_glass]), json!("anywhere"), "allowed"),
        (json!([break_glass]), json!("networks"), "allowed"),
        (of("user/*"), json!([named(0)]), "allowed"),
        (of("user/*"), json!("networks"), "allowed"),
        (
            of("user/*"),
            json!({ "notIn": [named(0), named(1), named(2)] }),
            "denied",
        ),
        (of("user/A*"), json!("anywhere"), "denied"),
        (
            of("role/Developer*"),
            json!([named(0), named(1)]),
            "allowed",
        ),
        (
            of("role/Developer*"),
            json!({ "notIn": [named(1)] }),
            "denied",
        ),
        (of("root"), json!([named(0)]), "allowed"),
        (of("root"), json!([named(2)]), "denied"),
    ];
    let rows = rows.into_iter().enumerate();
    rows.map(|(number, (principals, from, outcome))| {
        json!({
            "name": format!("guarantee {number}"), "principals": principals, "from": from,
            "outcome": outcome,
        })
    })
    .collect()
}

fn file(policies: Value, office: &str) -> Value {
    json!({
        "vestibule": 1,
        "account": { "id": ACCOUNT, "organization": { "id": "o-a1b2c3d4e5", "path": LEVELS } },
        "policies": policies,
        "networks": networks(office),
        "requests": [],
    })
}

/// The RCP beside a resource-based policy: two offices, a VPC, an exempt user.
fn at_limit(rcp: Value) -> Value {
    let user = "arn:aws:iam::777788889999:user/EmergencyUser";
    let own = json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": {
            "ArnNotEquals": { "signin:PrincipalArn": user, "aws:PrincipalArn": user },
            "NotIpAddressIfExists": { "aws:SourceIp": [
                "203.0.113.0/24", "198.51.100.0/25", "2001:db8:40::/47",
            ] },
            "StringNotEqualsIfExists": { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" },
        },
    }] });
    let policies = json!({
        "resourceControl": [{ "name": "perimeter", "attachedTo": "r-ab12", "document": rcp }],
        "resourceBased": own,
    });
    file(policies, "203.0.113.0/26")
}

fn organization(of_layers: &Value) -> Value {
    let attached = |layer: &str| -> Value {
        let levels = LEVELS.iter().copied().chain([ACCOUNT]);
        let list = |level: &str| {
            let documents = of_layers[layer].as_array().expect("policies").iter();
            let named = documents.enumerate().map(|(at, document)| {
                json!({ "name": format!("{level} {at}"), "attachedTo": level, "document": document })
            });
            named.collect::<Vec<Value>>()
        };
        levels.flat_map(list).collect()
    };
    let policies = json!({
        "serviceControl": attached("serviceControl"),
        "resourceControl": attached("resourceControl"),
    });
    file(policies, "203.0.113.0/26")
}

fn grown(name: &str, policy: Value, edit: (&str, &str)) -> Asked {
    let file = file(json!({ "resourceBased": policy }), "20.0.0.0/25");
    Asked::new(name, file, edit, "arn:aws:iam::777788889999:user/u0")
}

/// As many named principals and networks as a case file may have.
fn as_many_as_may_be() -> Asked {
    const MOST: usize = 250;
    let own = policy(&statements(MOST));
    let edit = ("10.0.0.0/24", "10.0.0.0/25");
    let mut of = grown("250 users, 250 networks", own, edit).alone();
    for file in [&mut of.file, &mut of.after] {
        let one =
            |n: usize| json!({ "name": format!("n{n}"), "sourceIp": [format!("10.0.{n}.128/25")] });
        file["networks"] = (0..MOST).map(one).collect();
        file["guarantees"] = json!([{
            "name": "everybody has a way in", "principals": "any", "from": "networks",
            "outcome": "allowed", "holds": "somewhere",
        }]);
    }
    of
}

fn policy(statements: &[Value]) -> Value {
    json!({ "Version": "2012-10-17", "Statement": statements })
}

fn deny(condition: Value) -> Value {
    json!({
        "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": condition,
    })
}

/// So many statements, each with a range and a user of its own.
fn statements(count: usize) -> Vec<Value> {
    let one = |n: usize| {
        deny(json!({
            "ArnNotEquals": { "signin:PrincipalArn": format!("arn:aws:iam::{ACCOUNT}:user/u{n}") },
            "IpAddress": { "aws:SourceIp": format!("10.{}.{}.0/24", n / 250, n % 250) },
        }))
    };
    (0..count).map(one).collect()
}

/// One statement with so many ranges.
fn ranges(count: usize) -> Value {
    let one = |n: usize| format!("{}.{}.{}.0/25", 20 + n / 62_500, n / 250 % 250, n % 250);
    let all: Vec<String> = (0..count).map(one).collect();
    deny(json!({ "NotIpAddress": { "aws:SourceIp": all } }))
}

/// A hundred patterns that overlap on each key of texts.
fn wildcards() -> Value {
    let all: Vec<String> = (0..100).map(|n| format!("*a{n}b*")).collect();
    let keys = [
        "signin:PrincipalArn",
        "aws:SourceVpc",
        "aws:SourceVpce",
        "aws:RequestedRegion",
        "aws:UserAgent",
    ];
    let keys: serde_json::Map<String, Value> = keys
        .iter()
        .map(|key| ((*key).to_owned(), json!(all)))
        .collect();
    deny(json!({ "StringLike": keys }))
}
