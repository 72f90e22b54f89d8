//! The rules of an organization against a reference without groups: each account is written into
//! a case file of its own, and the rules are asked of that.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use vestibule_answers::lint;
use vestibule_arbitrary::organization::{ACCOUNTS, Parts, parts};
use vestibule_wire::Finding;

const NOT_NEEDED: [&str; 3] = [
    "exemption-without-restriction",
    "unneeded-condition",
    "unneeded-statement",
];
const TODAY: &str = "2027-01-01";
/// What stands in messages for any account.
const ANY: &str = "????????????";

/// What is told of an account, without where policies stand in the case file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    code: String,
    message: String,
    help: String,
    /// The layer and the name of the policy, or the member of the case file.
    at: String,
    span: Option<(u32, u32)>,
}

fn said(finding: &Finding, id: &str) -> Said {
    let message = finding.message.to_string();
    let message = match finding.accounts.as_slice() {
        [] => &*message,
        // The accounts come first.
        _ => message.split_once(": ").map_or(&*message, |(_, said)| said),
    };
    // Of an organization no command is named that answers for one account alone.
    let of_one = [
        "locked-out",
        "nobody-signs-in",
        "people-locked-out",
        "unneeded-statement",
    ];
    let help = finding.help.as_ref().map(ToString::to_string);
    let help = help.filter(|_| !of_one.contains(&&*finding.code));
    let is_in_policy = finding.policy.is_some();
    Said {
        code: finding.code.to_string(),
        message: message.replace(ANY, id),
        help: help.unwrap_or_default().replace(ANY, id),
        at: match &finding.policy {
            Some(policy) => format!("{:?} {policy}", finding.layer),
            None => finding.path.clone().unwrap_or_default(),
        },
        span: finding
            .span
            .filter(|_| is_in_policy)
            .map(|span| (span.start, span.end)),
    }
}

/// Makes perimeters with an exemption of the policies, which are simpler.
fn with_perimeters(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(condition) = members.get_mut("Condition") {
                if condition.get("Bool").is_some() {
                    *condition = json!({ "NotIpAddress": { "aws:SourceIp": "198.51.100.0/24" },
                        "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/BreakGlass",
                            "signin:PrincipalArn": "arn:aws:iam::*:role/BreakGlass" } });
                } else if condition.get("IpAddress")
                    == Some(&json!({ "aws:SourceIp": "198.51.100.1" }))
                {
                    *condition = json!({ "ArnNotLike": {
                        "aws:PrincipalArn": "arn:aws:iam::*:user/BreakGlass" } });
                }
            }
            members.values_mut().for_each(with_perimeters);
        }
        Value::Array(items) => items.iter_mut().for_each(with_perimeters),
        _ => {}
    }
}

/// What is made of the case files, of the organization and of its accounts.
#[derive(Clone, Debug)]
struct Rest {
    principals: Vec<Value>,
    is_in_perimeter: bool,
    /// Whether accounts have no policies and no switches of their own.
    is_without_own: bool,
}

impl Rest {
    fn add(&self, file: &mut Value, parts: &Parts) {
        with_perimeters(file);
        file["networks"] = json!([ { "name": "office", "sourceIp": ["198.51.100.0/24"] } ]);
        file["principals"] = json!(self.principals);
        if self.is_in_perimeter {
            file["perimeter"] = json!({ "exempt": [format!("arn:aws:iam::{}:*", ACCOUNTS[1])],
                "owner": "a team", "reason": "break glass", "expires": "2027-06-30" });
        }
        if !self.is_without_own {
            return;
        }
        if let Some(organization) = file.get_mut("organization") {
            organization
                .as_object_mut()
                .expect("it is one")
                .remove("accounts");
            return;
        }
        let policies = file["policies"].as_object_mut().expect("it is one");
        policies.retain(|layer, _| ["resourceControl", "serviceControl"].contains(&&**layer));
        let switch = &parts.organization()["organization"]["consoleAuthorization"];
        file["account"]["consoleAuthorization"]["account"] = json!(switch.is_null());
    }
}

fn rest() -> impl Strategy<Value = Rest> {
    let principals = proptest::collection::vec(principal(), 0..5);
    (principals, any::<bool>(), any::<bool>()).prop_map(
        |(principals, is_in_perimeter, is_without_own)| Rest {
            principals,
            is_in_perimeter,
            is_without_own,
        },
    )
}

fn principal() -> impl Strategy<Value = Value> {
    let mut accounts: Vec<&str> = ACCOUNTS.to_vec();
    accounts.extend(["*", "2*"]);
    let account = proptest::sample::select(accounts);
    let name = proptest::sample::select(vec!["role/BreakGlass", "user/BreakGlass", "user/bob"]);
    (account, name, 0..5).prop_map(|(account, name, fact)| {
        let mut known = json!({ "principal": format!("arn:aws:iam::{account}:{name}") });
        match fact {
            0 => known["loginProfile"] = json!(false),
            1 => known["mfaLost"] = json!(true),
            2 => known["expires"] = json!("2026-06-30"),
            3 => {
                for (member, text) in [
                    ("owner", "a team"),
                    ("reason", "x"),
                    ("expires", "2028-01-01"),
                ] {
                    known[member] = json!(text);
                }
            }
            _ => known["owner"] = json!("a team"),
        }
        known
    })
}

/// The case file of an account alone.
struct Alone {
    file: Value,
    found: BTreeSet<Said>,
}

impl Alone {
    fn of(parts: &Parts, account: usize, rest: &Rest) -> Self {
        let mut file = parts.flat(account, &json!({}));
        let own = format!(":{}:", ACCOUNTS[account]);
        let of_account = parts.requests.iter();
        let of_account = of_account.filter(|of| of["principal"].to_string().contains(&own));
        file["requests"] = json!(of_account.collect::<Vec<_>>());
        rest.add(&mut file, parts);
        let found = lint::lint_on(&crate::case(&file.to_string()), Some(TODAY));
        let found = found.iter().map(|finding| said(finding, ACCOUNTS[account]));
        Self {
            found: found.collect(),
            file,
        }
    }

    fn is_management(&self) -> bool {
        self.file["account"]["organization"]["managementAccount"] == json!(true)
    }

    /// How often a policy of the organization, or of an endpoint, stands in it.
    fn count(&self, at: &str) -> usize {
        let layers = [
            ("ResourceControl", "resourceControl"),
            ("ServiceControl", "serviceControl"),
            ("VpcEndpoint", "vpcEndpoint"),
        ];
        let of_layer = layers.iter().map(|(layer, member)| {
            let entries = self.file["policies"][member]
                .as_array()
                .into_iter()
                .flatten();
            entries
                .filter(|entry| {
                    format!(
                        "Some({layer}) {}",
                        entry["name"].as_str().unwrap_or_default()
                    ) == at
                })
                .count()
        });
        of_layer.sum()
    }

    fn has_own(&self) -> bool {
        let own = self.file["policies"]["resourceBased"]["Statement"].as_array();
        own.into_iter().flatten().any(|statement| {
            let action = statement["Action"].as_str().unwrap_or_default();
            statement["Effect"] == json!("Deny") && action.starts_with("signin:")
        })
    }

    /// Whether that something is not needed is so in the account.
    fn is_unneeded(&self, said: &Said) -> bool {
        let mut found = self.found.iter();
        let is_copied = self.count(&said.at) > 1 && said.code != NOT_NEEDED[0];
        !is_copied
            && found.any(|other| {
                (&other.code, &other.at, other.span) == (&said.code, &said.at, said.span)
            })
    }
}

/// What is to be told of an account, by what is found in each alone.
fn expected(all: &[Alone], account: usize, whole: &Value) -> BTreeSet<Said> {
    let alone = &all[account];
    let is_told = |said: &&Said| match &*said.code {
        "management-account" => !alone.has_own(),
        "attached-to-root" => {
            // Where it is attached elsewhere is not in the case of the account.
            let layers =
                ["resourceControl", "serviceControl"].map(|layer| &whole["policies"][layer]);
            let mut entries = layers
                .iter()
                .flat_map(|layer| layer.as_array().into_iter().flatten());
            let name = said.at.split(' ').nth(1).unwrap_or_default();
            let own = entries
                .clone()
                .find(|entry| entry["name"] == name)
                .expect("it is there");
            let is_of_unit = |entry: &Value| {
                let nodes = entry["attachedTo"].as_array().into_iter().flatten();
                nodes.clone().any(|node| node != "r-ab12")
            };
            let layer_of =
                |entry: &Value| entry["document"]["Statement"][0].get("Principal").is_some();
            !alone.is_management()
                && !entries.any(|entry| {
                    layer_of(entry) == layer_of(own)
                        && entry["document"] == own["document"]
                        && is_of_unit(entry)
                })
        }
        code if NOT_NEEDED.contains(&code) => {
            let is_of_organization = said.at.contains("Control) ");
            let is_everywhere = said.at.contains("VpcEndpoint) ");
            let bound = all.iter().enumerate().filter(|(number, other)| {
                let is_bound = other.count(&said.at) > 0;
                *number == account
                    || is_everywhere
                    || (is_of_organization && is_bound && !other.is_management())
            });
            let is_unneeded = |(number, other): (usize, &Alone)| {
                // An RCP binds nobody in the management account.
                let is_free = is_of_organization && other.is_management() && number != account;
                is_free || other.is_unneeded(said)
            };
            bound.into_iter().all(is_unneeded)
        }
        _ => true,
    };
    alone.found.iter().filter(is_told).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn each_account_is_told_what_is_found_in_it_alone(
        parts in parts(),
        rest in rest(),
    ) {
        let mut file = parts.organization();
        rest.add(&mut file, &parts);
        let whole = lint::lint_on(&crate::case(&file.to_string()), Some(TODAY));
        let all: Vec<Alone> = (0..ACCOUNTS.len()).map(|of| Alone::of(&parts, of, &rest)).collect();
        for (number, id) in ACCOUNTS.iter().enumerate() {
            let of_account = whole.iter().filter(|of| of.accounts.iter().any(|other| other == id));
            let of_account: BTreeSet<Said> = of_account.map(|of| said(of, id)).collect();
            prop_assert_eq!(
                &of_account,
                &expected(&all, number, &file),
                "{}: {} {}", id, file, all[number].file
            );
        }
        for finding in &whole {
            let help = finding.help.as_ref().map(ToString::to_string).unwrap_or_default();
            prop_assert!(!help.contains("vestibule repair") && !help.contains("vestibule unneeded"), "{}", help);
            prop_assert!(!finding.accounts.is_empty(), "{:?}", finding);
            let once: BTreeSet<&String> = finding.accounts.iter().collect();
            prop_assert_eq!(once.len(), finding.accounts.len());
        }
    }
}
