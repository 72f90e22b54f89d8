//! Case files with an organization, and the same ones for an account of it alone.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// The root and units of such organizations.
pub const UNITS: [&str; 6] = [
    "r-ab12",
    "ou-ab12-11111111",
    "ou-ab12-22222222",
    "ou-ab12-33333333",
    "ou-ab12-44444444",
    "ou-ab12-55555555",
];
/// The accounts of such organizations.
pub const ACCOUNTS: [&str; 5] = [
    "111122223333",
    "222233334444",
    "333344445555",
    "444455556666",
    "555566667777",
];
const ENDPOINTS: [&str; 2] = ["vpce-0123456789abcdef0", "vpce-0fedcba9876543210"];

/// The resource-based policy, the identity policies (each of one user or of all) and the policy of
/// an endpoint of an account.
type Own = (
    Option<Value>,
    Option<Vec<(bool, Value)>>,
    Option<(usize, Value)>,
);

/// An organization in parts that are put together in two ways.
#[derive(Clone, Debug)]
pub struct Parts {
    /// For each unit but the root, the one above it.
    above: Vec<usize>,
    /// For each account its unit.
    units: Vec<usize>,
    management: usize,
    switch: Option<bool>,
    switches: Vec<Option<bool>>,
    /// RCPs and SCPs: whether it is an SCP, the nodes and the policy.
    attached: Vec<(bool, Vec<usize>, Value)>,
    /// For each account its resource-based, identity and endpoint policies.
    own: Vec<Own>,
    /// The sign-ins, as a case file has them.
    pub requests: Vec<Value>,
}

fn policy(with_principal: bool) -> impl Strategy<Value = Value> {
    let action = select(vec![
        "signin:*",
        "signin:Authenticate",
        "signin:CreateOAuth2Token",
        "s3:*",
    ]);
    let condition = prop_oneof![
        Just(json!({})),
        select(vec!["198.51.100.1", "198.51.100.2", "198.51.100.0/24"])
            .prop_map(|range| json!({ "IpAddress": { "aws:SourceIp": range } })),
        select(ACCOUNTS.to_vec())
            .prop_map(|id| json!({ "StringNotEquals": { "aws:ResourceAccount": id } })),
        select(ACCOUNTS.to_vec()).prop_map(
            |id| json!({ "ArnLike": { "aws:PrincipalArn": format!("arn:aws:iam::{id}:user/*") } })
        ),
        Just(json!({ "StringNotEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } })),
        Just(json!({ "Bool": { "aws:MultiFactorAuthPresent": "true" } })),
    ];
    let statement =
        (any::<bool>(), action, condition).prop_map(move |(allow, action, condition)| {
            let mut statement = json!({ "Effect": if allow { "Allow" } else { "Deny" },
            "Action": action, "Resource": "*" });
            if with_principal {
                statement["Principal"] = json!("*");
            }
            if condition != json!({}) {
                statement["Condition"] = condition;
            }
            statement
        });
    proptest::collection::vec(statement, 1..3)
        .prop_map(|statements| json!({ "Version": "2012-10-17", "Statement": statements }))
}

fn control(is_scp: bool) -> impl Strategy<Value = Value> {
    policy(!is_scp).prop_map(move |mut policy| {
        if !is_scp {
            for statement in policy["Statement"]
                .as_array_mut()
                .expect("statements are a list")
            {
                statement["Effect"] = json!("Deny");
            }
        }
        policy
    })
}

fn request() -> impl Strategy<Value = Value> {
    let name = select(vec!["user/alice", "user/bob", "role/admin", "root"]);
    let network = prop_oneof![
        select(vec!["198.51.100.1", "198.51.100.2", "203.0.113.1"])
            .prop_map(|address| json!({ "sourceIp": address })),
        select(ENDPOINTS.to_vec()).prop_map(|endpoint| json!({
            "vpc": "vpc-0a1b2c3d4e5f60718", "endpoint": endpoint, "sourceIp": "10.0.0.7" })),
    ];
    let entry = select(vec!["console", "login-local"]);
    (select(ACCOUNTS.to_vec()), name, network, entry).prop_map(|(account, name, network, entry)| {
        json!({ "principal": format!("arn:aws:iam::{account}:{name}"), "network": network,
            "entry": entry })
    })
}

/// Organizations of five accounts on up to six units, with policies on any of them.
pub fn parts() -> impl Strategy<Value = Parts> {
    let above = (1..UNITS.len()).map(|unit| 0..unit).collect::<Vec<_>>();
    let node = 0..UNITS.len() + ACCOUNTS.len();
    let attached = any::<bool>().prop_flat_map(move |is_scp| {
        let nodes = proptest::collection::btree_set(node.clone(), 1..4);
        let nodes = nodes.prop_map(|nodes| nodes.into_iter().collect());
        (Just(is_scp), nodes, control(is_scp))
    });
    let own = (
        proptest::option::of(policy(true)),
        proptest::option::of(proptest::collection::vec(
            (any::<bool>(), policy(false)),
            0..3,
        )),
        proptest::option::weighted(0.3, (0..ENDPOINTS.len(), policy(true))),
    );
    let told = || proptest::option::of(any::<bool>());
    (
        above,
        proptest::collection::vec(0..UNITS.len(), ACCOUNTS.len()),
        0..ACCOUNTS.len(),
        told(),
        proptest::collection::vec(told(), ACCOUNTS.len()),
        proptest::collection::vec(attached, 0..6),
        proptest::collection::vec(own, ACCOUNTS.len()),
        proptest::collection::vec(request(), 1..6),
    )
        .prop_map(
            |(above, units, management, switch, switches, attached, own, requests)| Parts {
                above,
                units,
                management,
                switch,
                switches,
                attached,
                own,
                requests,
            },
        )
}

impl Parts {
    fn id(node: usize) -> &'static str {
        match UNITS.get(node) {
            Some(unit) => unit,
            None => ACCOUNTS[node - UNITS.len()],
        }
    }

    fn node(&self, unit: usize) -> Value {
        let here = (0..ACCOUNTS.len()).filter(|account| self.units[*account] == unit);
        let accounts: Vec<&str> = here.map(|account| ACCOUNTS[account]).collect();
        let below = (1..UNITS.len()).filter(|other| self.above[*other - 1] == unit);
        let children: Vec<Value> = below.map(|other| self.node(other)).collect();
        json!({ "id": UNITS[unit], "accounts": accounts, "children": children })
    }

    /// The path from the root to an account.
    fn path(&self, account: usize) -> Vec<usize> {
        let mut path = vec![self.units[account]];
        while let Some(above) = path[0].checked_sub(1).map(|unit| self.above[unit]) {
            path.insert(0, above);
        }
        path
    }

    fn identity(account: usize, entries: &[(bool, Value)]) -> Vec<Value> {
        let entry = |(index, (alone, document)): (usize, &(bool, Value))| {
            let mut entry = json!({ "name": format!("identity-{index}"), "document": document });
            if *alone {
                entry["principal"] = json!(format!("arn:aws:iam::{}:user/bob", ACCOUNTS[account]));
            }
            entry
        };
        entries.iter().enumerate().map(entry).collect()
    }

    fn endpoint(account: usize, endpoint: usize, document: &Value) -> Value {
        json!({ "name": format!("endpoint-of-{account}"), "endpoint": ENDPOINTS[endpoint],
            "document": document })
    }

    /// The case file with the organization.
    pub fn organization(&self) -> Value {
        let account = |account: usize| {
            let (based, identity, endpoint) = &self.own[account];
            let mut policies = json!({});
            if let Some(based) = based {
                policies["resourceBased"] = based.clone();
            }
            if let Some(identity) = identity {
                policies["identity"] = json!(Self::identity(account, identity));
            }
            if let Some((at, document)) = endpoint {
                policies["vpcEndpoint"] = json!([Self::endpoint(account, *at, document)]);
            }
            json!({ "id": ACCOUNTS[account], "consoleAuthorization": self.switches[account],
                "policies": policies })
        };
        let accounts: Vec<Value> = (0..ACCOUNTS.len()).map(account).collect();
        let mut organization = json!({ "id": "o-a1b2c3d4e5",
            "managementAccount": ACCOUNTS[self.management], "tree": self.node(0),
            "accounts": accounts });
        if let Some(switch) = self.switch {
            organization["consoleAuthorization"] = json!(switch);
        }
        let mut layers = [Vec::new(), Vec::new()];
        for (index, (is_scp, nodes, document)) in self.attached.iter().enumerate() {
            let ids: Vec<&str> = nodes.iter().map(|node| Self::id(*node)).collect();
            layers[usize::from(*is_scp)].push(json!({ "name": format!("policy-{index}"),
                "attachedTo": ids, "document": document }));
        }
        let [control, service] = layers;
        json!({ "vestibule": 1, "organization": organization,
            "policies": { "resourceControl": control, "serviceControl": service },
            "requests": self.requests })
    }

    /// A case file of one account alone, by its place among [`ACCOUNTS`], with one request.
    pub fn flat(&self, account: usize, request: &Value) -> Value {
        let path = self.path(account);
        let mut layers = [Vec::new(), Vec::new()];
        for (index, (is_scp, nodes, document)) in self.attached.iter().enumerate() {
            // The order of nodes is that of their numbers, with accounts behind units.
            for node in nodes {
                let binds = path.contains(node) || *node == UNITS.len() + account;
                if binds {
                    layers[usize::from(*is_scp)].push(json!({ "name": format!("policy-{index}"),
                        "attachedTo": Self::id(*node), "document": document }));
                }
            }
        }
        let [control, service] = layers;
        let (based, identity, _) = &self.own[account];
        let endpoints: Vec<Value> = (0..ACCOUNTS.len())
            .filter_map(|of| {
                let (at, document) = self.own[of].2.as_ref()?;
                Some(Self::endpoint(of, *at, document))
            })
            .collect();
        let mut policies = json!({ "resourceControl": control, "serviceControl": service,
            "vpcEndpoint": endpoints });
        if let Some(based) = based {
            policies["resourceBased"] = based.clone();
        }
        if let Some(identity) = identity {
            policies["identity"] = json!(Self::identity(account, identity));
        }
        let of_account = self.switches[account].unwrap_or(self.switch.is_none());
        let path: Vec<&str> = path.into_iter().map(|unit| UNITS[unit]).collect();
        json!({ "vestibule": 1,
            "account": { "id": ACCOUNTS[account],
                "organization": { "id": "o-a1b2c3d4e5", "path": path,
                    "managementAccount": account == self.management },
                "consoleAuthorization": { "account": of_account,
                    "organization": self.switch.unwrap_or(true) } },
            "policies": policies, "requests": [request] })
    }
}
