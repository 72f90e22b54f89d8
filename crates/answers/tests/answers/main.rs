//! Answers about all sign-ins, held to decisions on single ones: who reads the JSON alone
//! comes to the same.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests may panic

mod advice;
mod diffs;
mod drafts;
mod every_fix;
mod fixes;
mod identity_center;
mod mistakes;
mod pasted;
mod principals;
mod reader;
mod repairs;
mod several_nodes;
mod summaries;
mod writing;

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use vestibule_answers::{access_map, lockout, prove};
use vestibule_wire::{Case, NoFiles, Request};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests")
        .join(name)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "json") {
            found.push(path);
        }
    }
}

fn read(path: &Path) -> Case {
    let text = std::fs::read_to_string(path).unwrap();
    Case::read(text, &NoFiles).unwrap_or_else(|found| panic!("{}: {found:#?}", path.display()))
}

fn named(name: &str) -> Case {
    read(&folder("analysis").join(name))
}

fn map_of(case: &Case) -> Value {
    let map = access_map(case).unwrap_or_else(|finding| panic!("{}", finding.message));
    serde_json::to_value(map).unwrap()
}

/// The decision on a request as JSON, by the ordinary evaluator.
fn decide(case: &Case, request: &Value) -> Value {
    let request: Request = serde_json::from_value(request.clone()).unwrap();
    let decision = case.compiled().decide(&request);
    serde_json::to_value(decision.unwrap_or_else(|found| panic!("{found:#?}"))).unwrap()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

/// What a region says of its sign-ins, held to one of them: of all actions, or of one by its
/// number.
fn holds(region: &Value, decision: &Value, phase: Option<usize>, about: &str) {
    if region.get("undecided").is_some() {
        // Only a denial is certain.
        if region["outcome"] == "denied" {
            assert_eq!(decision["outcome"], "denied", "{about}");
        }
        return;
    }
    match phase {
        None => {
            assert_eq!(region["outcome"], decision["outcome"], "{about}");
            assert_eq!(region["deniedAt"], decision["deniedAt"], "{about}");
        }
        Some(index) => {
            let phase = &decision["phases"][index];
            assert_eq!(region["outcome"], phase["decision"], "{about}");
        }
    }
}

/// Every list of regions of a map, with the number of its action.
fn lists(map: &Value) -> Vec<(Option<usize>, &Vec<Value>)> {
    let phases = list(&map["phases"]).iter().enumerate();
    let phases = phases.map(|(index, phase)| (Some(index), list(&phase["regions"])));
    phases.chain([(None, list(&map["chain"]))]).collect()
}

/// Each witness lies in its region and in no other, and is decided as the region says, by the
/// statements that it names.
fn witnesses_hold(case: &Case, map: &Value, about: &str) {
    for (phase, regions) in lists(map) {
        assert!(!regions.is_empty(), "{about}");
        for (index, region) in regions.iter().enumerate() {
            let witness = &region["witness"];
            let about = format!("{about}: {phase:?} {index} {witness}");
            let inside = regions
                .iter()
                .map(|other| reader::admits(&other["where"], witness));
            let inside: Vec<usize> = inside
                .enumerate()
                .filter_map(|(at, is)| is.then_some(at))
                .collect();
            assert_eq!(inside, [index], "{about}");
            let decision = decide(case, witness);
            holds(region, &decision, phase, &about);
            let by_witness = match (phase, decision["deniedAt"].as_str()) {
                (Some(index), _) => Some(&decision["phases"][index]),
                (None, Some(action)) => list(&decision["phases"])
                    .iter()
                    .find(|phase| phase["action"] == action),
                (None, None) => None,
            };
            if let Some(by_witness) = by_witness {
                assert_eq!(region["decidedBy"], by_witness["decidedBy"], "{about}");
            }
            if region.get("undecided").is_none() {
                let is_unknown = region["outcome"] == "unknown";
                assert_eq!(region.get("dependsOn").is_some(), is_unknown, "{about}");
            }
        }
    }
}

/// A request lies in one region of each list, which says how it is decided.
fn sign_in_holds(case: &Case, map: &Value, request: &Value, about: &str) {
    let decision = decide(case, request);
    for (phase, regions) in lists(map) {
        let about = format!("{about}: {phase:?} {request}");
        let mut inside = regions
            .iter()
            .filter(|region| reader::admits(&region["where"], request));
        let region = inside
            .next()
            .unwrap_or_else(|| panic!("in no region: {about}"));
        assert_eq!(inside.next(), None, "{about}");
        holds(region, &decision, phase, &about);
    }
}

/// Sign-ins to an account by every combination of a few values.
fn sign_ins(account: &str) -> Vec<Value> {
    let names = [
        "root",
        "user/Alice",
        "user/Nobody",
        "user/eu-west-1",
        "user/EmergencyUser",
        "role/OrgBreakGlassRole",
        "role/BreakGlassRole",
        "role/team/admin",
        "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
    ];
    let arns = names.map(|name| format!("arn:aws:iam::{account}:{name}"));
    let federated = format!("arn:aws:sts::{account}:federated-user/Bob");
    let vpc = |vpc: &str| json!({ "vpc": vpc, "endpoint": "vpce-0123456789abcdef0", "sourceIp": "10.0.1.25" });
    let networks = [
        json!({ "sourceIp": "203.0.113.10" }),
        json!({ "sourceIp": "203.0.114.0" }),
        json!({ "sourceIp": "2001:db8:1234::5" }),
        vpc("vpc-0a1b2c3d4e5f60718"),
        vpc("vpc-0f9e8d7c6b5a43210"),
    ];
    let mut all = Vec::new();
    for principal in arns.iter().chain([&federated]) {
        for network in &networks {
            for region in ["us-west-2", "eu-west-1", "ap-northeast-1"] {
                for entry in ["console", "login-local", "login-remote"] {
                    all.push(json!({
                        "principal": principal, "network": network, "region": region, "entry": entry,
                    }));
                }
            }
        }
    }
    all
}

#[test]
fn each_sign_in_lies_in_one_region_and_is_decided_as_it_says() {
    let mut paths = Vec::new();
    files(&folder("analysis"), &mut paths);
    assert!(paths.len() >= 7, "{paths:?}");
    for path in paths {
        let case = read(&path);
        let map = map_of(&case);
        let about = path.file_name().unwrap().to_string_lossy();
        witnesses_hold(&case, &map, &about);
        if about == "mfa-and-dates.json" {
            continue;
        }
        let account = case.compiled().account_id().unwrap();
        let file: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let has_identity_center = file["account"]["identityCenter"] != false;
        for request in sign_ins(account) {
            // Without IAM Identity Center its roles sign in nowhere, and no region is about them.
            let is_of_identity_center = request["principal"].to_string().contains("AWSReservedSSO");
            if has_identity_center || !is_of_identity_center {
                sign_in_holds(&case, &map, &request, &about);
            }
        }
    }
}

#[test]
fn keys_that_range_lie_in_one_region_by_their_values() {
    let case = named("mfa-and-dates.json");
    let map = map_of(&case);
    for request in sign_ins("111122223333") {
        // Others have no MFA of a known age.
        let arn = request["principal"].as_str().unwrap();
        if request["entry"] != "console" || !(arn.contains(":user/") || arn.contains(":role/team"))
        {
            continue;
        }
        for time in [
            "2026-12-31T23:59:59Z",
            "2027-01-01T00:00:00Z",
            "2027-01-04T00:00:00Z",
        ] {
            for age in [None, Some("3600"), Some("3601")] {
                let mut request = request.clone();
                request["context"] = json!({
                    "aws:CurrentTime": time, "aws:MultiFactorAuthPresent": age.is_some().to_string(),
                });
                if let Some(age) = age {
                    request["context"]["aws:MultiFactorAuthAge"] = age.into();
                }
                sign_in_holds(&case, &map, &request, "mfa-and-dates.json");
            }
        }
    }
}

/// The corpus has policies of every layer, with defects, variables and switched readings.
#[test]
fn the_witnesses_of_the_corpus_are_decided_as_they_claim() {
    let mut paths = Vec::new();
    files(&folder("corpus"), &mut paths);
    let (mut maps, mut requests) = (0, 0);
    for path in paths {
        let case = read(&path);
        let about = path.display().to_string();
        let map = match access_map(&case) {
            Ok(map) => serde_json::to_value(map).unwrap(),
            Err(finding) => {
                assert_eq!(
                    finding.code, "missing-account",
                    "{about}: {}",
                    finding.message
                );
                continue;
            }
        };
        maps += 1;
        witnesses_hold(&case, &map, &about);
        let ranges = list(&map["chain"])
            .iter()
            .any(|region| region["where"].get("context").is_some());
        // An account is of one partition.
        let all = case.file().requests.iter();
        let is_of_one = all
            .clone()
            .all(|request| request.principal.starts_with("arn:aws:"));
        for request in &case.file().requests {
            let is_of_space = request.context.is_empty()
                && request.phases.is_empty()
                && request.resource.is_none()
                && is_of_one;
            if ranges || !is_of_space {
                continue;
            }
            let mut request = serde_json::to_value(request).unwrap();
            request.as_object_mut().unwrap().remove("expect");
            let network = &request["network"];
            let is_whole = |name: &str| network.get(name).is_some();
            let is_endpoint = is_whole("vpc") || is_whole("endpoint");
            let whole =
                is_whole("sourceIp") && (!is_endpoint || is_whole("vpc") && is_whole("endpoint"));
            // The space has addresses as they are usually written.
            let address = network.get("sourceIp").and_then(Value::as_str);
            let is_usual = |text: &str| {
                let address: Option<IpAddr> = text.parse().ok();
                address.is_some_and(|ip| ip.to_string() == text && ip.to_canonical() == ip)
            };
            if !whole || !address.is_some_and(is_usual) {
                continue;
            }
            for (member, default) in [("region", "us-east-1"), ("entry", "console")] {
                if request.get(member).is_none() {
                    request[member] = default.into();
                }
            }
            requests += 1;
            sign_in_holds(&case, &map, &request, &about);
        }
    }
    assert!(
        maps > 60 && requests > 300,
        "{maps} maps, {requests} requests"
    );
}

/// The outcomes of the regions of the console that a request lies in.
fn outcome(map: &Value, name: &str, network: &Value, region: &str) -> (Value, Value) {
    let request = json!({
        "principal": name, "network": network, "region": region, "entry": "console",
    });
    let mut inside = list(&map["chain"])
        .iter()
        .filter(|found| reader::admits(&found["where"], &request));
    let found = inside.next().unwrap();
    (found["outcome"].clone(), found["deniedAt"].clone())
}

fn denied_before() -> (Value, Value) {
    (json!("denied"), json!("signin:Authenticate"))
}

#[test]
fn example_1_locks_break_glass_out_of_the_vpc_through_another_region() {
    let case = named("example-1.json");
    let map = map_of(&case);
    let stays_out: Vec<&Value> = list(&map["chain"])
        .iter()
        .filter(|region| {
            region["outcome"] == "denied"
                && region["where"]["region"] == json!({ "notIn": ["us-west-2"] })
        })
        .collect();
    let [region] = stays_out.as_slice() else {
        panic!("{stays_out:#?}");
    };
    // Whoever it is, by whatever door.
    assert_eq!(region["where"].get("principal"), None);
    assert_eq!(region["where"].get("entry"), None);
    assert_eq!(
        region["where"]["network"]["endpoint"]["vpc"],
        json!({ "in": ["vpc-0a1b2c3d4e5f60718"] })
    );
    assert_eq!(region["deniedAt"], "signin:Authenticate");
    let vpc = json!({
        "vpc": "vpc-0a1b2c3d4e5f60718", "endpoint": "vpce-0123456789abcdef0", "sourceIp": "10.0.1.25",
    });
    let break_glass = "arn:aws:iam::777788889999:role/OrgBreakGlassRole";
    assert_eq!(
        outcome(&map, break_glass, &vpc, "eu-west-1"),
        denied_before()
    );
    assert_eq!(outcome(&map, break_glass, &vpc, "us-west-2").0, "allowed");
}

#[test]
fn example_2_closes_every_vpc_endpoint_but_for_the_exempt() {
    let map = map_of(&named("example-2.json"));
    for region in list(&map["chain"]) {
        let place = &region["where"];
        let is_endpoint = place
            .get("network")
            .is_none_or(|set| set.get("endpoint").is_some());
        if is_endpoint && region["outcome"] != "denied" {
            assert_eq!(
                place["principal"]["in"],
                json!(["arn:aws:iam::111122223333:role/BreakGlassRole"]),
                "{place}"
            );
        }
    }
}

#[test]
fn separate_statements_leave_only_the_exempt() {
    let case = named("separate-statements.json");
    let found = serde_json::to_value(lockout(&case).unwrap()).unwrap();
    assert_eq!(found["verdict"], "lockout");
    let passing: Vec<&Value> = list(&found["principals"])
        .iter()
        .filter(|access| access["verdict"] != "lockedOut")
        .map(|access| &access["principal"]["in"])
        .collect();
    assert_eq!(
        passing,
        [&json!(["arn:aws:iam::777788889999:role/OrgBreakGlassRole"])]
    );
}

#[test]
fn an_scp_that_exempts_by_principal_alone_stops_break_glass_before_authentication() {
    let case = named("scp-break-glass.json");
    let found = serde_json::to_value(lockout(&case).unwrap()).unwrap();
    let break_glass = &list(&found["principals"])[0];
    assert_eq!(
        break_glass["principal"]["in"],
        json!(["arn:aws:iam::777788889999:role/OrgBreakGlassRole"])
    );
    assert_eq!(break_glass["verdict"], "lockedOut");
    assert_eq!(break_glass["deniedAt"], "signin:Authenticate");
    assert_eq!(break_glass["decidedBy"][0]["policy"], "break-glass-only");
    assert_eq!(
        found["summary"],
        "everybody is locked out of the console from every one of the networks"
    );
}

/// The witness of principals that pass is allowed, from one of the networks that are named;
/// the witness of principals that are locked out is denied.
#[test]
fn the_witnesses_of_lockouts_are_decided_as_they_claim() {
    let mut paths = Vec::new();
    files(&folder("analysis"), &mut paths);
    files(&folder("corpus"), &mut paths);
    let mut principals = 0;
    for path in paths {
        let case = read(&path);
        let Ok(found) = lockout(&case) else { continue };
        let found = serde_json::to_value(found).unwrap();
        let has_networks = !case.file().networks.is_empty();
        for access in list(&found["principals"]) {
            let about = format!("{}: {access:#}", path.display());
            let witness = &access["witness"];
            let place = json!({ "principal": access["principal"] });
            assert!(reader::admits(&place, witness), "{about}");
            let decision = decide(&case, witness);
            let through = list(&access["through"]);
            match access["verdict"].as_str().unwrap() {
                "passes" => {
                    assert_eq!(decision["outcome"], "allowed", "{about}");
                    assert_eq!(through.is_empty(), !has_networks, "{about}");
                }
                "lockedOut" => {
                    assert_eq!(decision["outcome"], "denied", "{about}");
                    assert!(!list(&access["decidedBy"]).is_empty(), "{about}");
                    assert!(through.is_empty(), "{about}");
                }
                _ => assert!(through.is_empty(), "{about}"),
            }
            principals += 1;
        }
    }
    assert!(principals > 150, "{principals} principals");
}

/// Whatever breaks a guarantee lies where it is said to, and is decided as it is said to be.
#[test]
fn the_witnesses_of_guarantees_are_decided_as_they_claim() {
    let case = named("guarantees.json");
    let found = serde_json::to_value(prove(&case, None).unwrap()).unwrap();
    let verdicts: Vec<&Value> = list(&found).iter().map(|proof| &proof["verdict"]).collect();
    assert_eq!(
        json!(verdicts),
        json!(["holds", "holds", "fails", "fails", "holds"])
    );
    for proof in list(&found)
        .iter()
        .filter(|proof| proof["verdict"] == "fails")
    {
        assert!(
            reader::admits(&proof["where"], &proof["witness"]),
            "{proof:#}"
        );
        let decision = decide(&case, &proof["witness"]);
        for member in ["outcome", "deniedAt"] {
            assert_eq!(proof[member], decision[member], "{proof:#}");
        }
        assert_eq!(
            proof["decidedBy"], decision["phases"][0]["decidedBy"],
            "{proof:#}"
        );
    }
}

#[test]
fn counts_of_addresses_are_exact() {
    let map = map_of(&named("example-2.json"));
    let counts = |count: &str| {
        let mut regions = list(&map["chain"]).iter();
        regions.any(|region| region["addresses"]["ipv4"] == count)
    };
    assert!(counts("256") && counts("4294967040"));
    for region in list(&map["chain"]) {
        let is_public = region["where"]["network"].get("public").is_some();
        assert_eq!(region.get("addresses").is_some(), is_public);
    }
}

#[test]
fn without_an_account_the_requests_tell_it() {
    let policies = json!({ "resourceBased": { "Version": "2012-10-17", "Statement": [] } });
    let request = |account: &str| {
        json!({
            "principal": format!("arn:aws:iam::{account}:user/a"),
            "network": { "sourceIp": "203.0.113.10" },
        })
    };
    let case = |requests: Vec<Value>| {
        let file = json!({ "vestibule": 1, "policies": policies, "requests": requests });
        Case::read(file.to_string(), &NoFiles).unwrap()
    };
    let one = case(vec![request("111122223333"), request("111122223333")]);
    let map = map_of(&one);
    assert_eq!(
        map["chain"][0]["where"]["account"],
        json!({ "in": ["111122223333"] })
    );
    for requests in [
        vec![],
        vec![request("111122223333"), request("444455556666")],
    ] {
        let finding = access_map(&case(requests)).unwrap_err();
        assert_eq!(finding.code, "missing-account");
    }
}
