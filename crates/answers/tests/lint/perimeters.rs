//! The rules about whole cases, on perimeters made at random, held against single decisions.
//!
//! The perimeters name few principals, networks and Regions, so that one sign-in of each kind
//! stands for all of them, and what rules say can be looked up.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use vestibule_answers::{lint, lockout};
use vestibule_wire::{
    Case, Decision, LockoutVerdict, Network, NoFiles, Outcome, Request, Severity,
};

const OFFICES: [&str; 2] = ["203.0.113.0/24", "198.51.100.0/24"];
const VPC: &str = "vpc-0a1b2c3d4e5f60718";
const EXEMPT: [&str; 2] = [
    "arn:aws:iam::111122223333:role/BreakGlass",
    "arn:aws:iam::111122223333:user/BreakGlass",
];
const BLOCKED: &str = "arn:aws:iam::111122223333:user/Former";
/// Those whom no perimeter names; the root user is apart.
const PEOPLE: [&str; 3] = [
    "arn:aws:iam::111122223333:user/alice",
    "arn:aws:iam::111122223333:role/Developer",
    "arn:aws:sts::111122223333:federated-user/carol",
];
const ROOT: &str = "arn:aws:iam::111122223333:root";
const PORTAL: &str = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef";
const ACTIONS: [&str; 3] = [
    "signin:Authenticate",
    "signin:AuthorizeOAuth2Access",
    "signin:CreateOAuth2Token",
];

/// A perimeter as a case file.
#[derive(Clone, Debug)]
pub(crate) struct Perimeter {
    statements: Vec<Value>,
    of_account: bool,
    authorization: Option<bool>,
}

/// Everybody for whom a sample stands.
fn everybody() -> impl Iterator<Item = &'static str> {
    PEOPLE
        .into_iter()
        .chain(EXEMPT)
        .chain([BLOCKED, ROOT, PORTAL])
}

fn exemption() -> impl Strategy<Value = Vec<(&'static str, Vec<&'static str>)>> {
    let arns = subsequence(EXEMPT.to_vec(), 1..=2);
    let keys = prop_oneof![
        4 => Just(vec!["signin:PrincipalArn", "aws:PrincipalArn"]),
        1 => Just(vec!["signin:PrincipalArn"]),
        1 => Just(vec!["aws:PrincipalArn"]),
    ];
    let some = (arns, keys).prop_map(|(arns, keys)| {
        let each = keys.into_iter();
        each.map(|key| (key, arns.clone())).collect()
    });
    prop_oneof![1 => Just(Vec::new()), 3 => some]
}

fn statement() -> impl Strategy<Value = Value> {
    let actions = prop_oneof![
        3 => Just(ACTIONS.to_vec()),
        1 => subsequence(ACTIONS.to_vec(), 1..=3),
    ];
    let restricting = (
        subsequence(OFFICES.to_vec(), 0..=2),
        prop::bool::weighted(0.3),
        prop::bool::weighted(0.15),
        prop::bool::weighted(0.1),
        exemption(),
    );
    let restricting = restricting.prop_map(|(offices, vpc, region, never, exemption)| {
        let mut condition = json!({});
        if !offices.is_empty() {
            condition["NotIpAddress"] = json!({ "aws:SourceIp": offices });
        }
        if vpc {
            condition["StringNotEquals"]["aws:SourceVpc"] = json!(VPC);
        }
        if region {
            condition["StringNotEquals"]["aws:RequestedRegion"] = json!("us-east-1");
        }
        if never {
            // Every sign-in asks for a Region.
            condition["Null"] = json!({ "aws:RequestedRegion": "true" });
        }
        for (key, arns) in exemption {
            condition["ArnNotEquals"][key] = json!(arns);
        }
        condition
    });
    let keys = select(&["signin:PrincipalArn", "aws:PrincipalArn"][..]);
    let blocking = (keys, select(&[BLOCKED, EXEMPT[0]][..]))
        .prop_map(|(key, arn)| json!({ "ArnEquals": { key: arn } }));
    let condition = prop_oneof![5 => restricting, 1 => blocking];
    (actions, condition).prop_map(|(actions, condition)| {
        json!({
            "Effect": "Deny", "Principal": "*", "Action": actions, "Resource": "*",
            "Condition": condition,
        })
    })
}

pub(crate) fn perimeter() -> impl Strategy<Value = Perimeter> {
    let authorization = prop_oneof![3 => Just(None), 1 => Just(Some(false)), 1 => Just(Some(true))];
    (vec(statement(), 1..=3), any::<bool>(), authorization).prop_map(
        |(statements, of_account, authorization)| Perimeter {
            statements,
            of_account,
            authorization,
        },
    )
}

impl Perimeter {
    pub(crate) fn case(&self) -> Case {
        self.with(json!({}))
    }

    /// The case with more members in its file.
    pub(crate) fn with(&self, more: Value) -> Case {
        let document = json!({ "Version": "2012-10-17", "Statement": self.statements });
        let policies = if self.of_account {
            json!({ "resourceBased": document })
        } else {
            json!({ "resourceControl": [{ "document": document }] })
        };
        let mut account = json!({ "id": "111122223333" });
        if let Some(on) = self.authorization {
            account["consoleAuthorization"] = json!(on);
        }
        let mut file = json!({
            "vestibule": 1, "account": account, "policies": policies, "requests": [],
        });
        let more = more.as_object().expect("members").clone();
        let members = file.as_object_mut().expect("a case file");
        members.extend(more);
        Case::read(file.to_string(), &NoFiles).expect("a case file")
    }
}

/// The decisions on one sign-in of each kind.
struct Samples(Vec<(&'static str, bool, Decision)>);

fn samples(case: &Case) -> Samples {
    let public = |address: &str| Network {
        source_ip: Some(address.to_owned()),
        ..Network::default()
    };
    let through = |vpc: &str| Network {
        vpc: Some(vpc.to_owned()),
        endpoint: Some("vpce-0123456789abcdef0".to_owned()),
        source_ip: Some("10.0.1.2".to_owned()),
    };
    let networks = [
        (public("203.0.113.7"), false),
        (public("198.51.100.7"), false),
        (public("192.0.2.1"), true),
        (public("2001:db8::1"), true),
        (through(VPC), false),
        (through("vpc-00000000000000000"), true),
    ];
    let mut all = Vec::new();
    for principal in everybody() {
        for (network, is_outside) in &networks {
            for region in ["us-east-1", "eu-west-1"] {
                let request = Request {
                    principal: principal.to_owned(),
                    network: Some(network.clone()),
                    region: Some(region.to_owned()),
                    ..serde_json::from_value(json!({ "principal": principal })).expect("a request")
                };
                let decision = case.compiled().decide(&request).expect("a sound request");
                all.push((principal, *is_outside, decision));
            }
        }
    }
    Samples(all)
}

impl Samples {
    fn of<'s>(&'s self, arn: &'s str) -> impl Iterator<Item = &'s Decision> {
        let own = self
            .0
            .iter()
            .filter(move |(principal, ..)| *principal == arn);
        own.map(|(.., decision)| decision)
    }

    fn is_locked(&self, arn: &str) -> bool {
        self.of(arn)
            .all(|decision| decision.outcome == Outcome::Denied)
    }

    fn is_denied_somewhere(&self, arn: &str) -> bool {
        self.of(arn)
            .any(|decision| decision.outcome == Outcome::Denied)
    }

    /// Whether somebody gets in, or through one action, from outside where no people do.
    fn is_exempt(&self, arn: &str) -> bool {
        let own = self.0.iter().enumerate();
        let own: Vec<usize> = own
            .filter(|(_, (principal, is_outside, _))| *principal == arn && *is_outside)
            .map(|(index, _)| index)
            .collect();
        let offset = |of: &str| {
            let first = |arn: &str| self.0.iter().position(|(principal, ..)| *principal == arn);
            first(of)
                .expect("a sample")
                .abs_diff(first(arn).expect("a sample"))
        };
        let after = |of: &str| {
            let first = |arn: &str| self.0.iter().position(|(principal, ..)| *principal == arn);
            first(of) > first(arn)
        };
        let outcomes = |index: usize| {
            let (.., decision) = &self.0[index];
            let phases = decision.phases.iter().map(|phase| phase.decision);
            std::iter::once(decision.outcome)
                .chain(phases)
                .collect::<Vec<Outcome>>()
        };
        own.iter().any(|index| {
            let mine = outcomes(*index);
            (0..mine.len()).any(|part| {
                mine[part] == Outcome::Allowed
                    && PEOPLE.iter().all(|person| {
                        let other = if after(person) {
                            index + offset(person)
                        } else {
                            index - offset(person)
                        };
                        outcomes(other)[part] != Outcome::Allowed
                    })
            })
        })
    }

    /// What each action of each sample comes to.
    fn decided(&self) -> Vec<Outcome> {
        let phases = self.0.iter().flat_map(|(.., decision)| &decision.phases);
        phases.map(|phase| phase.decision).collect()
    }
}

fn without(condition: &Value, operator: &str, key: &str) -> Value {
    let mut condition = condition.clone();
    let block = condition[operator].as_object_mut().expect("an operator");
    block.remove(key);
    if block.is_empty() {
        condition
            .as_object_mut()
            .expect("conditions")
            .remove(operator);
    }
    condition
}

/// Each rule has perimeters in which it finds something, and others in which it does not.
#[test]
fn perimeters_of_every_kind_are_made() {
    let mut runner = TestRunner::deterministic();
    let strategy = perimeter();
    let made = (0..400).map(|_| {
        strategy
            .new_tree(&mut runner)
            .expect("a perimeter")
            .current()
    });
    let all: Vec<Vec<String>> = made
        .map(|perimeter: Perimeter| {
            let found = lint::lint(&perimeter.case());
            found
                .iter()
                .map(|finding| finding.code.to_string())
                .collect()
        })
        .collect();
    for code in [
        "authorization-off",
        "enabling-locks-out",
        "exempt-denied",
        "exempt-locked-out",
        "exemption-without-restriction",
        "identity-center-locked-out",
        "locked-out",
        "no-exemption",
        "nobody-signs-in",
        "people-locked-out",
        "phase-not-restricted",
        "unneeded-condition",
        "unneeded-statement",
    ] {
        let count = all
            .iter()
            .filter(|codes| codes.iter().any(|of| of == code))
            .count();
        assert!((2..398).contains(&count), "{code}: {count} of 400");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn rules_find_what_decisions_show(perimeter in perimeter()) {
        let case = perimeter.case();
        let samples = samples(&case);
        let found = lint::lint(&case);
        let has = |code: &str| found.iter().any(|finding| finding.code == code);
        let all = everybody().all(|arn| samples.is_locked(arn));
        let people = PEOPLE.iter().any(|arn| samples.is_locked(arn));
        // The root user is named where it does not go the way of others.
        let text = json!(perimeter.statements).to_string();
        let is_named = |arn: &&str| text.contains(*arn);
        let named: Vec<&str> = EXEMPT.into_iter().chain([BLOCKED]).filter(is_named).collect();
        let locked = |arn: &&&str| samples.is_locked(arn);
        let exempt: Vec<&&str> = named.iter().filter(|arn| samples.is_exempt(arn)).collect();
        let root_alone = samples.is_locked(ROOT) && !people;

        prop_assert_eq!(has("nobody-signs-in"), all);
        prop_assert_eq!(has("people-locked-out"), people && !all);
        if samples.is_locked(PORTAL) && !people {
            prop_assert!(has("identity-center-locked-out"));
        }
        prop_assert!(!has("identity-center-locked-out") || samples.is_locked(PORTAL) && !all);
        let exempt_locked = exempt.iter().any(|arn| samples.is_locked(arn));
        prop_assert_eq!(has("exempt-locked-out"), exempt_locked && !all);
        let other_locked = named.iter().filter(locked).any(|arn| !samples.is_exempt(arn));
        prop_assert_eq!(has("locked-out"), (other_locked || root_alone) && !all);
        let is_denied = |arn: &&&&str| !samples.is_locked(arn) && samples.is_denied_somewhere(arn);
        prop_assert_eq!(has("exempt-denied"), exempt.iter().any(|arn| is_denied(&arn)));
        let people_denied = PEOPLE.iter().any(|arn| samples.is_denied_somewhere(arn));
        let nobody_exempt = exempt.is_empty() && people_denied && !people && !all;
        prop_assert_eq!(has("no-exemption"), nobody_exempt);
        // Nothing is open here.
        prop_assert!(!has("may-be-locked-out") && !has("not-analysed"));

        let of_phase = |phase: usize, outcome| {
            let mut all = samples.0.iter();
            all.any(|(.., decision)| decision.phases[phase].decision == outcome)
        };
        let denied: Vec<bool> = (0..3).map(|phase| of_phase(phase, Outcome::Denied)).collect();
        let some = denied.contains(&true) && denied.contains(&false);
        prop_assert_eq!(has("phase-not-restricted"), some);
        prop_assert_eq!(has("authorization-off"), perimeter.authorization == Some(false));
        let exempts = text.contains("ArnNotEquals");
        let restricts_nothing = !denied.contains(&true) && perimeter.authorization != Some(false);
        prop_assert_eq!(has("exemption-without-restriction"), exempts && restricts_nothing);

        let enabled = Perimeter { authorization: Some(true), ..perimeter.clone() };
        let enabled = self::samples(&enabled.case());
        let newly = everybody().any(|arn| enabled.is_locked(arn) && !samples.is_locked(arn));
        let is_off = perimeter.authorization == Some(false);
        // Of those that nobody names a lockout is known with their kind.
        prop_assert_eq!(has("enabling-locks-out"), is_off && newly);
    }

    #[test]
    fn what_locks_somebody_out_is_never_passed_over(perimeter in perimeter()) {
        let case = perimeter.case();
        let verdict = lockout(&case).expect("an answer").verdict;
        let samples = samples(&case);
        let is_locked = everybody().any(|arn| samples.is_locked(arn));
        prop_assert_eq!(verdict != LockoutVerdict::None, is_locked);
        let found = lint::check_case(&case, None);
        let is_told = found.iter().any(|finding| finding.severity >= Severity::Warning);
        prop_assert!(is_told || !is_locked, "{:?}", found);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_unneeded_changes_no_decision(perimeter in perimeter()) {
        let perimeter = Perimeter { authorization: None, ..perimeter };
        let case = perimeter.case();
        let found = lint::lint(&case);
        let before = samples(&case).decided();
        let count = |code: &str| found.iter().filter(|finding| finding.code == code).count();
        let (mut statements, mut tests) = (0, 0);
        for (index, statement) in perimeter.statements.iter().enumerate() {
            let mut other = perimeter.clone();
            other.statements.remove(index);
            if samples(&other.case()).decided() == before {
                statements += 1;
                continue;
            }
            for (operator, keys) in statement["Condition"].as_object().expect("conditions") {
                for key in keys.as_object().expect("keys").keys() {
                    let mut other = perimeter.clone();
                    other.statements[index]["Condition"] =
                        without(&statement["Condition"], operator, key);
                    tests += usize::from(samples(&other.case()).decided() == before);
                }
            }
        }
        prop_assert_eq!(count("unneeded-statement"), statements, "{:?}", found);
        prop_assert_eq!(count("unneeded-condition"), tests, "{:?}", found);
    }
}
