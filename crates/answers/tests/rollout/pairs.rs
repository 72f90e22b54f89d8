//! Pairs of states of one account.

use proptest::prelude::*;
use serde_json::{Value, json};

const ACCOUNT: &str = "777788889999";
const NODES: [&str; 3] = ["r-ab12", "ou-ab12-workload", "ou-ab12-canary00"];

/// A case file with these policies.
pub(crate) fn case(rcps: &[Value], scps: &[Value], statements: &[Value], on: [bool; 2]) -> Value {
    let user = format!("arn:aws:iam::{ACCOUNT}:user/Alice");
    let request = |name: &str, principal: &str, ip: &str| {
        json!({ "name": name, "principal": principal,
            "network": { "sourceIp": ip }, "region": "us-east-1" })
    };
    let network = |name: &str, ip: &str| json!({ "name": name, "sourceIp": [ip] });
    json!({
        "vestibule": 1,
        "account": {
            "id": ACCOUNT,
            "organization": { "id": "o-a1b2c3d4e5", "managementAccount": false, "path": NODES },
            "identityCenter": false,
            "consoleAuthorization": { "account": on[0], "organization": on[1] },
        },
        "policies": {
            "permissionStatements": statements,
            "resourceControl": rcps,
            "serviceControl": scps,
            "identity": [],
        },
        "networks": [
            network("office", "203.0.113.0/24"),
            network("branch", "198.51.100.0/24"),
            network("home", "192.0.2.0/24"),
        ],
        "requests": [
            request("Alice in the office", &user, "203.0.113.10"),
            request("Alice at home", &user, "192.0.2.7"),
            request("break-glass at home", &format!("arn:aws:iam::{ACCOUNT}:role/BreakGlass"), "192.0.2.7"),
        ],
    })
}

/// A policy that denies what comes from elsewhere.
fn policy(is_rcp: bool, ip: &str) -> Value {
    let mut statement = json!({
        "Effect": "Deny",
        "Action": ["signin:Authenticate", "signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
        "Resource": "*",
        "Condition": { "NotIpAddressIfExists": { "aws:SourceIp": ip } },
    });
    if is_rcp {
        statement["Principal"] = json!("*");
    }
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

/// The policies of a layer, of one or two names, each perhaps, with one of two texts, on some
/// nodes.
fn policies(is_rcp: bool) -> impl Strategy<Value = Vec<Value>> {
    let one = |name: &'static str| {
        let nodes = prop::sample::subsequence(NODES.to_vec(), 0..3);
        let text = prop::sample::select(vec!["203.0.113.0/24", "198.51.100.0/24"]);
        (nodes, text).prop_map(move |(nodes, text)| {
            let is_there = !nodes.is_empty();
            is_there.then(|| {
                json!({ "name": name, "attachedTo": nodes.join(", "),
                    "document": policy(is_rcp, text) })
            })
        })
    };
    (one("perimeter"), one("it's \"another\" one")).prop_map(move |(one, other)| {
        let other = other.filter(|_| is_rcp);
        one.into_iter().chain(other).collect()
    })
}

/// Some of a few permission statements, in any order.
fn statements() -> impl Strategy<Value = Vec<Value>> {
    let role = |name: &str| format!("arn:aws:iam::{ACCOUNT}:role/{name}");
    let all = vec![
        json!({ "sourceIp": "203.0.113.0/24" }),
        json!({ "sourceIp": "203.0.113.0/24", "excludedPrincipal": role("BreakGlass") }),
        json!({ "sourceIp": "198.51.100.0/24", "excludedPrincipal": role("BreakGlass") }),
        json!({ "sourceIp": "198.51.100.0/24", "excludedPrincipal": role("Admin") }),
        json!({ "sourceVpc": "vpc-0a1b2c3d", "requestedRegion": "us-west-2",
            "vpcSourceIp": "10.0.0.0/8", "sourceIp": "203.0.113.0/24" }),
        json!({ "requestedRegion": "us-east-1" }),
    ];
    prop::sample::subsequence(all, 0..3).prop_shuffle()
}

/// Guarantees that the wanted state may have.
fn guarantees() -> Vec<Value> {
    let users = [format!("arn:aws:iam::{ACCOUNT}:user/*")];
    vec![
        json!({ "name": "users have a way in", "principals": users,
            "from": ["office", "branch", "home"], "outcome": "allowed", "holds": "somewhere" }),
        json!({ "name": "users stay out from home", "principals": users,
            "from": ["home"], "outcome": "denied" }),
    ]
}

/// Two states, and in both the guarantees that hold in the wanted one.
pub(crate) fn pairs() -> impl Strategy<Value = (Value, Value)> {
    let state = || {
        (
            policies(true),
            policies(false),
            statements(),
            any::<[bool; 2]>(),
        )
    };
    let merged = any::<bool>();
    (state(), state(), merged).prop_map(|(from, to, merged)| {
        let file =
            |(rcps, scps, statements, on): (Vec<Value>, Vec<Value>, Vec<Value>, [bool; 2])| {
                let mut file = case(&rcps, &scps, &statements, on);
                file["assumptions"] = json!({ "J1": !merged });
                file
            };
        let (mut from, mut to) = (file(from), file(to));
        let mut asked = to.clone();
        asked["guarantees"] = json!(guarantees());
        let asked = super::read(&asked);
        let proofs = vestibule_answers::prove_all(&asked, &asked.file().held(), None).unwrap();
        let holds: Vec<Value> = guarantees()
            .into_iter()
            .zip(proofs)
            .filter(|(_, proof)| proof.verdict == vestibule_wire::GuaranteeVerdict::Holds)
            .map(|(guarantee, _)| guarantee)
            .collect();
        from["guarantees"] = json!(holds);
        to["guarantees"] = json!(holds);
        (from, to)
    })
}
