//! Repairs: each decides its sign-in as wanted, and keeps the text but for what it changes.

use serde_json::json;
use vestibule_answers::{
    Comparing, RepairFor, Repaired, diff, opens_the_internet, prove, repairs, words,
};
use vestibule_wire::{
    Case, GuaranteeVerdict, NoFiles, Outcome, Repair, RepairKind, RepairStep, Repairs,
};

use crate::folder;

fn text_of(name: &str) -> String {
    std::fs::read_to_string(folder("analysis").join(name)).unwrap()
}

fn case(text: &str) -> Case {
    Case::read(text, &NoFiles).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn repaired(case: &Case, of: RepairFor<'_>) -> Repaired {
    repairs(case, of).unwrap_or_else(|finding| panic!("{}", finding.message))
}

/// The text of a case file with guarantees: break-glass from anywhere, users from some
/// networks, and nobody else from elsewhere.
fn guaranteed(text: &str, account: &str, break_glass: &[&str], from: &[&str]) -> String {
    let arn = |name: &&str| format!("arn:aws:iam::{account}:{name}");
    let break_glass: Vec<String> = break_glass.iter().map(arn).collect();
    let mut guarantees = vec![json!({
        "name": "break-glass", "principals": break_glass, "from": "anywhere", "outcome": "allowed",
    })];
    if !from.is_empty() {
        guarantees.push(json!({
            "name": "users", "principals": [arn(&"user/*")], "from": from, "outcome": "allowed",
        }));
    }
    let elsewhere = if from.is_empty() {
        json!("anywhere")
    } else {
        json!({ "notIn": from })
    };
    guarantees.push(json!({
        "name": "nobody else", "principals": { "notIn": break_glass }, "from": elsewhere,
        "outcome": "denied",
    }));
    // The layout of the file is kept: only its end is new.
    let text = text.trim_end().strip_suffix('}').unwrap().trim_end();
    format!("{text},\n  \"guarantees\": {}\n}}\n", json!(guarantees))
}

/// Exempts break-glass before authentication alone.
const ONE_PHASE: &str = r#"{
  "vestibule": 1,
  "account": { "id": "111122223333" },
  "policies": {
    "resourceBased": {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "Before",
          "Effect": "Deny",
          "Principal": "*",
          "Action": "signin:Authenticate",
          "Resource": "*",
          "Condition": {
            "ArnNotLike": { "signin:PrincipalArn": "arn:aws:iam::111122223333:user/BreakGlass" },
            "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" }
          }
        },
        {
          "Sid": "Behind",
          "Effect": "Deny",
          "Principal": "*",
          "Action": ["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
          "Resource": "*",
          "Condition": { "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } }
        }
      ]
    }
  },
  "networks": [{ "name": "office", "sourceIp": ["203.0.113.0/24"] }],
  "requests": []
}"#;

fn failing(case: &Case) -> Vec<String> {
    let proofs = prove(case, None).unwrap().into_iter();
    let failing = proofs.filter(|proof| proof.verdict != GuaranteeVerdict::Holds);
    failing.map(|proof| proof.guarantee).collect()
}

/// Applies the first repair that makes a guarantee hold and breaks none, until all hold.
fn until_all_hold(text: String) -> (String, Vec<String>) {
    let (mut text, mut titles) = (text, Vec::new());
    for _ in 0..6 {
        let read = case(&text);
        let failing = failing(&read);
        let Some(name) = failing.first() else {
            return (text, titles);
        };
        let found = repaired(&read, RepairFor::Guarantee(name));
        let all = found.sign_ins[0].repairs.iter().zip(&found.files[0]);
        let mut all = all.filter(|(repair, _)| repair.breaks.is_empty());
        let first = all.clone().find(|(repair, _)| repair.holds == Some(true));
        let (repair, files) = first.or_else(|| all.next()).unwrap_or_else(|| {
            let of = found.sign_ins[0].repairs.iter();
            let tried: Vec<_> = of.map(|of| (&of.title, of.holds, &of.breaks)).collect();
            panic!(
                "{name} of {failing:?}: {tried:#?} {:?}",
                found.sign_ins[0].request
            )
        });
        titles.push(repair.title.clone());
        text.clone_from(&files[0].after);
    }
    panic!("not all hold: {titles:#?}\n{text}");
}

/// The five sets of policies that AWS's documentation leads to, and what is wrong with them.
#[test]
fn after_the_proposed_repairs_all_guarantees_hold() {
    let (one, two) = ("777788889999", "111122223333");
    let office = "Tokyo office";
    let both = &[office, "corporate VPC"];
    let endpoint = ",\n      \"endpoint\": \"vpce-0123456789abcdef0\"";
    let sets = [
        (
            guaranteed(
                &text_of("example-1.json"),
                one,
                &["user/EmergencyUser", "role/OrgBreakGlassRole"],
                both,
            ),
            "exclude arn:aws:iam::777788889999:user/EmergencyUser and arn:aws:iam::777788889999:role/OrgBreakGlassRole in statement EnforceSourceVPCRegion of resource control policy perimeter",
        ),
        (
            guaranteed(
                // No statement says of a VPC and an endpoint that both are needed.
                &text_of("example-2.json").replace(endpoint, ""),
                two,
                &["role/BreakGlassRole"],
                both,
            ),
            "add vpc-0a1b2c3d4e5f60718 to aws:SourceVpc of Statement[0] of the resource-based policy and Statement[1] of the resource-based policy",
        ),
        (
            guaranteed(
                &text_of("separate-statements.json"),
                one,
                &["role/OrgBreakGlassRole"],
                both,
            ),
            "merge statement DenyUnlessIp of the resource-based policy and statement DenyUnlessVpc of the resource-based policy, so that only what both of two deny is denied",
        ),
        (
            guaranteed(
                &text_of("scp-break-glass.json"),
                one,
                &["role/OrgBreakGlassRole"],
                &[],
            ),
            "take signin:Authenticate out of Statement[0] of service control policy break-glass-only",
        ),
        (
            guaranteed(ONE_PHASE, two, &["user/BreakGlass"], &["office"]),
            "exclude arn:aws:iam::111122223333:user/BreakGlass in statement Behind of the resource-based policy",
        ),
    ];
    for (text, expected) in sets {
        assert!(!failing(&case(&text)).is_empty(), "all hold: {text}");
        for text in layouts(&text) {
            let (repaired, titles) = until_all_hold(text.clone());
            assert_eq!(titles, [expected]);
            // The layout stays: a line that is new is laid out as the others.
            let is = |of: &str| (of.contains("\r\n"), of.contains('\t'), of.contains('\n'));
            assert_eq!(is(&repaired), is(&text), "{repaired}");
            assert!(!repaired.replace("\r\n", "").contains(['\r']), "{repaired}");
        }
    }
}

/// The same text with other line ends and indentation, and on one line.
fn layouts(text: &str) -> [String; 4] {
    let compact: serde_json::Value = serde_json::from_str(text).unwrap();
    [
        text.to_owned(),
        text.replace('\n', "\r\n"),
        text.replace("  ", "\t"),
        compact.to_string(),
    ]
}

/// Every repair has the wanted effect, its edits are those that make the new text, and what
/// it changes is what a comparison of both texts finds.
fn hold(text: &str, of: RepairFor<'_>) -> Repaired {
    let before = case(text);
    let found = repaired(&before, of);
    for (repaired, files) in found.sign_ins.iter().zip(&found.files) {
        for (repair, files) in repaired.repairs.iter().zip(files) {
            let [file] = &files[..] else {
                panic!("one file: {files:#?}")
            };
            assert_eq!((file.file.as_ref(), &*file.before), (None, text));
            let mut edited = text.to_owned();
            for edit in repair.edits.iter().rev() {
                let span = edit.span.start as usize..edit.span.end as usize;
                edited.replace_range(span, &edit.new_text);
            }
            assert_eq!(edited, file.after, "{}", repair.title);
            let after = case(&file.after);
            let decision = after.compiled().decide(&repaired.request).unwrap();
            let outcome = match repaired.at {
                None => decision.outcome,
                Some(at) => {
                    let mut phases = decision.phases.iter();
                    phases.find(|phase| phase.action == at).unwrap().decision
                }
            };
            assert_eq!(outcome, repaired.wanted, "{}", repair.title);
            let compared = diff(&before, &after, Comparing::default()).unwrap();
            assert_eq!(compared.changes, repair.changes, "{}", repair.title);
            let opens = repair.changes.iter().any(|of| of.to == Outcome::Allowed);
            assert!(!opens || repair.opens.any, "{}", repair.title);
        }
        // A repair that opens a part of what another does comes before it, unless it serves one
        // and the other everybody.
        for (index, repair) in repaired.repairs.iter().enumerate() {
            for other in &repair.opens.within {
                let other = *other as usize;
                let back = &repaired.repairs[other].opens.within;
                let is_same = back.contains(&u32::try_from(index).unwrap());
                let groups = |at: usize| {
                    let of = &repaired.repairs[at];
                    (
                        of.holds == Some(false),
                        of.breaks.len(),
                        serves(repaired, of, text),
                    )
                };
                let is_alike = groups(index) == groups(other);
                assert!(other > index || is_same || !is_alike, "{}", repair.title);
            }
        }
    }
    found
}

/// Where a repair stands for whom it serves: what two statements let in together, what is meant
/// for everybody, anything else.
fn serves(repaired: &Repairs, repair: &Repair, text: &str) -> u8 {
    if repaired.wanted != Outcome::Allowed || repaired.guarantee.is_some() {
        return 1;
    }
    let is_told = |value: &String| text.matches(&format!("\"{value}\"")).count() > 1;
    let is_wide = opens_the_internet(repair);
    let is_meant = |step: &RepairStep| match step.kind {
        RepairKind::AddVpc | RepairKind::AddEndpoint | RepairKind::AddRegion => true,
        RepairKind::ExcludePrincipal => step.values.iter().all(is_told),
        RepairKind::AddRange => !step.values.iter().any(|range| range.ends_with("/32")),
        _ => false,
    };
    let mut steps = repair.steps.iter();
    let merges = |of: &RepairStep| of.kind == RepairKind::MergeStatements;
    if is_wide {
        2
    } else if steps.clone().any(merges) {
        0
    } else if steps.all(is_meant) {
        1
    } else {
        2
    }
}

fn kinds(repaired: &Repairs) -> Vec<RepairKind> {
    let steps = repaired.repairs.iter().flat_map(|repair| &repair.steps);
    let mut kinds: Vec<RepairKind> = steps.map(|step| step.kind).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// A case of a resource-based policy of these statements, with a request from this network.
fn with(statements: &serde_json::Value, network: &serde_json::Value) -> String {
    let file = json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": statements }, "identity": [] },
        "networks": [
            { "name": "office", "sourceIp": ["203.0.113.0/25"] },
            { "name": "vpc", "vpc": "vpc-0a1b2c3d4e5f60718", "regions": ["eu-west-1"] },
        ],
        "requests": [{
            "name": "it", "principal": "arn:aws:iam::111122223333:user/alice",
            "network": network, "region": "us-east-1",
        }],
    });
    file.to_string()
}

fn deny(condition: &serde_json::Value) -> serde_json::Value {
    json!({
        "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": condition,
    })
}

#[test]
fn each_kind_of_change_is_proposed_where_it_has_an_effect() {
    use RepairKind::{
        AddEndpoint, AddRange, AddRegion, AddVpc, DropStatement, DropTest, ExcludePrincipal,
        MergeStatements, PinRegion, RemoveValue, WidenRange,
    };
    let public = json!({ "sourceIp": "203.0.113.200" });
    let vpc = json!({ "vpc": "vpc-0a1b2c3d4e5f60718", "endpoint": "vpce-0123456789abcdef0", "sourceIp": "10.0.0.5" });
    let never = deny(&json!({ "StringEquals": { "aws:RequestedRegion": "ap-northeast-1" } }));
    let alice = "arn:aws:iam::111122223333:user/alice";
    let ranged =
        deny(&json!({ "NotIpAddress": { "aws:SourceIp": ["203.0.113.0/25", "10.0.0.0/24"] } }));
    let by_vpc = deny(&json!({ "StringNotEquals": { "aws:SourceVpc": "vpc-ffffffff" } }));
    let regions = deny(&json!({ "StringNotEquals": { "aws:RequestedRegion": ["eu-west-1"] } }));
    let one_region =
        deny(&json!({ "StringEquals": { "aws:RequestedRegion": ["us-east-1", "us-west-2"] } }));
    let everybody = deny(&json!({}));
    let exempt = |who: serde_json::Value| {
        let arns = json!({ "signin:PrincipalArn": who, "aws:PrincipalArn": who });
        let regions = json!({ "aws:RequestedRegion": "eu-west-1" });
        deny(&json!({ "ArnNotEquals": arns, "StringNotEquals": regions }))
    };
    let both = exempt(json!([alice, "arn:aws:iam::111122223333:user/bob"]));
    let only = exempt(json!(alice));
    let from_vpc = deny(&json!({
        "StringNotEquals": { "aws:SourceVpc": ["vpc-0a1b2c3d4e5f60718", "vpc-ffffffff"] },
    }));
    let rows: &[(&str, serde_json::Value, &serde_json::Value, &[RepairKind])] = &[
        (
            "a range",
            json!([ranged]),
            &public,
            &[ExcludePrincipal, AddRange, WidenRange],
        ),
        (
            "a range, and another statement",
            json!([ranged, never]),
            &public,
            &[ExcludePrincipal, AddRange, WidenRange, DropStatement],
        ),
        (
            "a VPC",
            json!([by_vpc]),
            &vpc,
            &[ExcludePrincipal, AddVpc, AddEndpoint],
        ),
        (
            "a range without a VPC",
            json!([ranged]),
            &vpc,
            &[ExcludePrincipal, AddVpc, AddEndpoint],
        ),
        (
            "two of them",
            json!([ranged, by_vpc]),
            &vpc,
            &[ExcludePrincipal, AddVpc, AddEndpoint],
        ),
        (
            "each unless",
            json!([
                ranged,
                deny(&json!({ "StringNotEquals": { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" } }))
            ]),
            &vpc,
            &[
                ExcludePrincipal,
                AddVpc,
                AddEndpoint,
                MergeStatements,
                DropStatement,
            ],
        ),
        (
            "a Region",
            json!([regions]),
            &public,
            &[ExcludePrincipal, AddRegion],
        ),
        (
            "one of the Regions",
            json!([one_region]),
            &public,
            &[ExcludePrincipal, RemoveValue],
        ),
        (
            "no condition",
            json!([everybody, never]),
            &public,
            &[ExcludePrincipal, DropStatement],
        ),
        // To deny it.
        (
            "excluded with others",
            json!([both]),
            &public,
            &[RemoveValue],
        ),
        ("excluded alone", json!([only]), &public, &[DropTest]),
        ("another Region", json!([never]), &public, &[AddRegion]),
        (
            "in the VPC",
            json!([from_vpc]),
            &vpc,
            &[RemoveValue, PinRegion],
        ),
    ];
    for (name, statements, network, expected) in rows {
        let text = with(statements, network);
        for text in [text.clone(), pretty(&text)] {
            let found = hold(&text, RepairFor::Request("it"));
            let titles: Vec<&String> = found.sign_ins[0]
                .repairs
                .iter()
                .map(|of| &of.title)
                .collect();
            assert_eq!(kinds(&found.sign_ins[0]), *expected, "{name}: {titles:#?}");
        }
    }
}

fn pretty(text: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(text).unwrap();
    serde_json::to_string_pretty(&value).unwrap()
}

/// What needs an Allow gets the action that it lacks, and a deny the one that it lacks.
#[test]
fn a_missing_action_is_added() {
    let allow = |actions: serde_json::Value| json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": actions, "Resource": "*" }] });
    let mut file: serde_json::Value =
        serde_json::from_str(&with(&json!([]), &json!({ "sourceIp": "203.0.113.200" }))).unwrap();
    file["policies"] = json!({
        "identity": [{ "document": allow(json!(["signin:CreateOAuth2Token"])) }],
    });
    file["requests"][0]["entry"] = json!("login-local");
    let found = hold(&file.to_string(), RepairFor::Request("it"));
    assert_eq!(kinds(&found.sign_ins[0]), [RepairKind::AddAction]);
    let step = &found.sign_ins[0].repairs[0].steps[0];
    assert_eq!(step.values, ["signin:AuthorizeOAuth2Access"]);
}

/// A request that comes to what it expects, and a guarantee that holds, need no repair.
#[test]
fn what_is_as_it_is_to_be_is_not_repaired() {
    let text = text_of("guarantees.json");
    let read = case(&text);
    let proofs = prove(&read, None).unwrap();
    for proof in proofs {
        let found = hold(&text, RepairFor::Guarantee(&proof.guarantee));
        let is_repaired = proof.verdict != GuaranteeVerdict::Holds;
        assert_eq!(
            !found.sign_ins.is_empty(),
            is_repaired,
            "{}",
            proof.guarantee
        );
    }
    let mut file: serde_json::Value = serde_json::from_str(&with(
        &json!([deny(&json!({}))]),
        &json!({ "sourceIp": "203.0.113.200" }),
    ))
    .unwrap();
    file["requests"][0]["expect"] = json!({ "outcome": "denied" });
    let found = hold(&file.to_string(), RepairFor::Request("it"));
    assert_eq!(found.sign_ins, []);
    for (of, code) in [
        (RepairFor::Request("its"), "unknown-request"),
        (RepairFor::Guarantee("x"), "unknown-guarantee"),
    ] {
        let finding = repairs(&case(&file.to_string()), of).unwrap_err();
        assert_eq!(finding.code, code);
    }
}

/// The repairs of every case of the analysis hold, and of requests of the corpus.
#[test]
fn every_repair_has_the_wanted_effect() {
    let mut paths = Vec::new();
    crate::files(&folder("analysis"), &mut paths);
    let mut count = 0;
    for path in &paths {
        let text = std::fs::read_to_string(path).unwrap();
        let read = case(&text);
        let mut of: Vec<RepairFor<'_>> = vec![RepairFor::LockedOut];
        let guarantees = &read.file().guarantees;
        of.extend(
            guarantees
                .iter()
                .map(|guarantee| RepairFor::Guarantee(&guarantee.name)),
        );
        of.extend(read.names().iter().map(|name| RepairFor::Request(name)));
        for of in of {
            let found = hold(&text, of);
            count += found
                .sign_ins
                .iter()
                .map(|of| of.repairs.len())
                .sum::<usize>();
        }
    }
    assert!(count > 20, "{count} repairs");
}

/// A policy whose text cannot be edited, or whose meaning is open, is left alone.
#[test]
fn what_cannot_be_edited_is_left_alone() {
    let policy =
        json!({ "Version": "2012-10-17", "Statement": [deny(&json!({})), deny(&json!({}))] });
    let mut file: serde_json::Value =
        serde_json::from_str(&with(&json!([]), &json!({ "sourceIp": "203.0.113.200" }))).unwrap();
    file["policies"]["resourceBased"] = json!(policy.to_string());
    let quoted = file.to_string();
    let twice = with(
        &json!([deny(&json!({}))]),
        &json!({ "sourceIp": "203.0.113.200" }),
    )
    .replace(
        "\"Resource\":\"*\"",
        "\"Resource\":\"*\",\"Resource\":\"*\"",
    );
    for text in [quoted, twice] {
        let found = hold(&text, RepairFor::Request("it"));
        assert_eq!(found.sign_ins[0].repairs, [], "{text}");
    }
    // Variables and wildcards of a name are none of the user's policy.
    let text = with(
        &json!([deny(&json!({ "ArnNotLike": { "aws:PrincipalArn": "*" } }))]),
        &json!({ "sourceIp": "203.0.113.200" }),
    );
    hold(&text, RepairFor::Request("it"));
    // Comments stay.
    let text = pretty(&with(
        &json!([deny(&json!({})), deny(&json!({}))]),
        &json!({ "sourceIp": "203.0.113.200" }),
    ));
    let text = text.replacen("\"Effect\"", "// why\n          \"Effect\"", 1);
    let found = repaired(&case(&text), RepairFor::Request("it"));
    for files in &found.files[0] {
        let kept = files[0].after.matches("// why").count();
        assert!(
            kept == 1 || files[0].after.len() < text.len(),
            "{}",
            files[0].after
        );
    }
}

/// What serves everybody whom the policies mean comes before what serves one, and each says whom.
#[test]
fn changes_for_everybody_come_before_those_for_one() {
    let deny = |condition: serde_json::Value| json!({ "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*", "Condition": condition });
    let exempt = json!({ "signin:PrincipalArn": "arn:aws:iam::111122223333:role/BreakGlass" });
    let text = |network: serde_json::Value| {
        json!({
            "vestibule": 1,
            "account": { "id": "111122223333" },
            "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": [
                deny(json!({ "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" }, "ArnNotEquals": exempt })),
                deny(json!({ "StringNotEquals": { "aws:SourceVpc": "vpc-0a1b2c3d" }, "ArnNotEquals": exempt })),
            ] } },
            "requests": [{
                "name": "Alice", "principal": "arn:aws:iam::111122223333:user/Alice", "network": network,
            }],
        })
        .to_string()
    };
    let rows = [
        (
            json!({ "sourceIp": "203.0.113.10" }),
            RepairKind::MergeStatements,
        ),
        (
            json!({ "vpc": "vpc-0a1b2c3d", "endpoint": "vpce-0a1b2c3d" }),
            RepairKind::MergeStatements,
        ),
        (
            json!({ "vpc": "vpc-99999999", "endpoint": "vpce-0a1b2c3d" }),
            RepairKind::AddVpc,
        ),
    ];
    for (network, expected) in rows {
        let found = repaired(&case(&text(network)), RepairFor::Request("Alice"));
        let found = &found.sign_ins[0];
        let said: Vec<String> = found
            .repairs
            .iter()
            .enumerate()
            .map(|(at, of)| words::repair(at + 1, of, &|_| None))
            .map(|section| {
                format!(
                    "{}: {}",
                    section.title.plain(),
                    section.lines[0].head.plain()
                )
            })
            .collect();
        assert_eq!(found.repairs[0].steps[0].kind, expected, "{said:#?}");
        assert!(said[0].contains("serves everybody"), "{said:#?}");
        let alone = found
            .repairs
            .iter()
            .position(|of| of.steps[0].kind == RepairKind::ExcludePrincipal);
        let alone = alone.unwrap();
        assert!(
            said[alone].contains("serves only arn:aws:iam::111122223333:user/Alice"),
            "{said:#?}"
        );
    }
}
