//! The same questions, asked of binary decision diagrams.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use vestibule_oracle::{Condition, Fates, Statement, Universe, glob, statements};

use crate::cases::Asked;

/// The policies of a case, before and after a change, and what is asked of them.
pub(crate) struct Peer {
    account: String,
    before: Vec<Vec<Statement>>,
    after: Vec<Vec<Statement>>,
    networks: Vec<(String, Vec<Condition>)>,
    guarantees: Vec<Value>,
    named: Vec<String>,
}

fn documents(file: &Value) -> Vec<Vec<Statement>> {
    let mut found = Vec::new();
    for of_layer in file["policies"].as_object().expect("policies").values() {
        match of_layer {
            Value::Array(policies) => found.extend(policies.iter().map(|p| &p["document"])),
            own => found.push(own),
        }
    }
    let read = found
        .into_iter()
        .map(|document| statements(document).expect("a perimeter"));
    read.collect()
}

fn texts(value: &Value) -> Vec<String> {
    let list = value.as_array().into_iter().flatten();
    list.map(|text| text.as_str().expect("a text").to_owned())
        .collect()
}

/// Where a network is, as conditions that are all met.
fn network(told: &Value) -> (String, Vec<Condition>) {
    let is = |operator: &str, key: &str, values: Vec<String>| Condition {
        operator: operator.to_owned(),
        negated: false,
        if_exists: false,
        key: key.to_owned(),
        values,
    };
    let mut conditions = Vec::new();
    match told["vpc"].as_str() {
        Some(vpc) => conditions.push(is("StringEquals", "aws:sourcevpc", vec![vpc.to_owned()])),
        None => conditions.push(is("IpAddress", "aws:sourceip", texts(&told["sourceIp"]))),
    }
    if let Some(endpoint) = told["endpoint"].as_str() {
        conditions.push(is(
            "StringEquals",
            "aws:sourcevpce",
            vec![endpoint.to_owned()],
        ));
    }
    if told["regions"].is_array() {
        conditions.push(is(
            "StringEquals",
            "aws:requestedregion",
            texts(&told["regions"]),
        ));
    }
    (
        told["name"].as_str().expect("a name").to_owned(),
        conditions,
    )
}

impl Peer {
    pub(crate) fn new(asked: &Asked) -> Self {
        let guarantees = asked.file["guarantees"]
            .as_array()
            .expect("guarantees")
            .clone();
        Self {
            account: asked.file["account"]["id"]
                .as_str()
                .expect("an account")
                .to_owned(),
            before: documents(&asked.file),
            after: documents(&asked.after),
            networks: asked.file["networks"]
                .as_array()
                .expect("networks")
                .iter()
                .map(network)
                .collect(),
            named: guarantees
                .iter()
                .flat_map(|g| texts(&g["principals"]))
                .collect(),
            guarantees,
        }
    }

    fn universe(&self, all: &[&[Statement]]) -> Universe {
        // Networks and the principals of guarantees are told apart, too.
        let of_networks = self.networks.iter().map(|(_, conditions)| Statement {
            actions: [false; 3],
            conditions: conditions.clone(),
        });
        let of_networks: Vec<Statement> = of_networks.collect();
        let all: Vec<&[Statement]> = all.iter().copied().chain([&*of_networks]).collect();
        Universe::new(&self.account, &all, &self.named)
    }

    fn look(&self) -> (Universe, Fates) {
        let policies: Vec<&[Statement]> = self.before.iter().map(Vec::as_slice).collect();
        let universe = self.universe(&policies);
        let fates = universe.fates(&policies).expect("perimeters");
        (universe, fates)
    }

    /// For each principal and Region, how many public addresses there are of each outcome.
    pub(crate) fn map(&self) -> BTreeMap<(String, String), [[String; 2]; 4]> {
        let (universe, fates) = self.look();
        let mut found = BTreeMap::new();
        for (who, arn) in universe.principals().iter().enumerate() {
            for (place, region) in universe.regions().iter().enumerate() {
                let counts = fates
                    .sets
                    .each_ref()
                    .map(|set| universe.count(set, (who, place), None));
                found.insert((arn.clone(), region.clone()), counts);
            }
        }
        found
    }

    /// For each principal the networks from which some sign-in passes.
    pub(crate) fn lockout(&self) -> BTreeMap<String, Vec<String>> {
        let (universe, fates) = self.look();
        let [allowed, ..] = &fates.sets;
        let open: Vec<(&String, _)> = self
            .networks
            .iter()
            .map(|(name, conditions)| {
                (
                    name,
                    allowed.and(&universe.met(conditions).expect("a network")),
                )
            })
            .collect();
        let through = |who: usize| {
            let open = open.iter().filter(|(_, set)| universe.has(set, who));
            open.map(|(name, _)| (*name).clone()).collect()
        };
        let principals = universe.principals().iter().enumerate();
        principals
            .map(|(who, arn)| (arn.clone(), through(who)))
            .collect()
    }

    /// For each guarantee whether it holds.
    pub(crate) fn prove(&self) -> Vec<bool> {
        let (universe, fates) = self.look();
        let [allowed, ..] = &fates.sets;
        let everything = universe.met(&[]).expect("no conditions");
        let networks = |names: Option<&Value>| {
            let wanted = names.map(texts);
            let of = self
                .networks
                .iter()
                .filter(|(name, _)| wanted.as_ref().is_none_or(|wanted| wanted.contains(name)));
            of.map(|(_, conditions)| universe.met(conditions).expect("a network"))
                .fold(everything.not(), |any, one| any.or(&one))
        };
        let holds = |guarantee: &Value| {
            let from = match &guarantee["from"] {
                Value::String(word) if word == "anywhere" => everything.clone(),
                Value::String(_) => networks(None),
                Value::Array(_) => networks(Some(&guarantee["from"])),
                but => networks(Some(&but["notIn"])).not(),
            };
            let who = Condition {
                operator: "StringLike".to_owned(),
                negated: false,
                if_exists: false,
                key: "aws:principalarn".to_owned(),
                values: texts(&guarantee["principals"]),
            };
            let asked = from.and(&universe.met(&[who]).expect("principals"));
            let asked = asked.and(
                &fates
                    .sets
                    .iter()
                    .fold(everything.not(), |all, set| all.or(set)),
            );
            if guarantee["outcome"] == json!("allowed") {
                asked.and_not(allowed).is_false()
            } else {
                asked.and(allowed).is_false()
            }
        };
        self.guarantees.iter().map(holds).collect()
    }

    /// Whether nothing changes.
    pub(crate) fn equivalent(&self) -> bool {
        let before: Vec<&[Statement]> = self.before.iter().map(Vec::as_slice).collect();
        let after: Vec<&[Statement]> = self.after.iter().map(Vec::as_slice).collect();
        let both: Vec<&[Statement]> = before.iter().chain(&after).copied().collect();
        let universe = self.universe(&both);
        let fates = |policies| universe.fates(policies).expect("perimeters");
        fates(&before).are_those_of(&fates(&after))
    }

    /// Stops where both do not say the same.
    pub(crate) fn check(&self, right: &Value) {
        let said: Vec<bool> = right["prove"]
            .as_array()
            .expect("proofs")
            .iter()
            .map(|proof| proof["verdict"] == json!("holds"))
            .collect();
        assert_eq!(self.prove(), said, "{right:#?}");
        assert_eq!(json!(self.equivalent()), right["equivalent"]);
        for (arn, through) in self.lockout() {
            let access = right["lockout"]["principals"]
                .as_array()
                .expect("principals")
                .iter();
            let of: Vec<&Value> = access
                .filter(|access| admits_arn(&access["principal"], &arn))
                .collect();
            let [access] = of.as_slice() else {
                panic!("{arn}: {of:#?}")
            };
            assert_eq!(texts(&access["through"]), through, "{arn}");
        }
        for ((arn, region), counts) in self.map() {
            let said = said_counts(&right["map"]["chain"], &arn, &region);
            assert_eq!(
                said.map(|both| both.map(|count| count.to_string())),
                counts,
                "{arn} {region}"
            );
        }
    }
}

fn admits_texts(set: &Value, text: &str) -> bool {
    let any = |patterns: &Value| texts(patterns).iter().any(|pattern| glob(pattern, text));
    set.get("in").is_none_or(any) && !set.get("notIn").is_some_and(any)
}

fn admits_arn(set: &Value, arn: &str) -> bool {
    let kind = match arn.splitn(6, ':').last().unwrap_or_default() {
        "root" => "root",
        name if name.starts_with("user/") => "user",
        name if name.starts_with("role/") => "role",
        _ => "federatedUser",
    };
    let kinds = set.get("kind").map(texts);
    kinds.is_none_or(|kinds| kinds.iter().any(|of| of == kind)) && admits_texts(set, arn)
}

/// How many public addresses of each outcome a map has for a principal in a Region.
fn said_counts(chain: &Value, arn: &str, region: &str) -> [[u128; 2]; 4] {
    let all = ["4294967296", "340282366920938463463374607427473244160"];
    let mut sums = [[0_u128; 2]; 4];
    for of in chain.as_array().expect("regions") {
        let place = &of["where"];
        let has = |name: &str, admits: &dyn Fn(&Value) -> bool| place.get(name).is_none_or(admits);
        let is_console = has("entry", &|all| {
            texts(all).iter().any(|entry| entry == "console")
        });
        let is_there = has("region", &|set| admits_texts(set, region))
            && has("principal", &|set| admits_arn(set, arn))
            && has("network", &|set| set.get("public").is_some());
        if !is_console || !is_there {
            continue;
        }
        let at = match (of["outcome"].as_str(), of["deniedAt"].as_str()) {
            (Some("allowed"), _) => 0,
            (_, Some("signin:Authenticate")) => 1,
            (_, Some("signin:AuthorizeOAuth2Access")) => 2,
            (_, Some("signin:CreateOAuth2Token")) => 3,
            other => panic!("{other:?} of {arn}"),
        };
        let counts = match of.get("addresses") {
            Some(counts) => ["ipv4", "ipv6"].map(|name| counts[name].as_str().expect("digits")),
            None => all,
        };
        for (sum, digits) in sums[at].iter_mut().zip(counts) {
            *sum += digits.parse::<u128>().expect("a number");
        }
    }
    sums
}
