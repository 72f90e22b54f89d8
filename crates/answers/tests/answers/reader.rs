//! Reads regions as the contract tells them, and shares no code with what writes them.

use std::net::IpAddr;

use serde_json::Value;

/// Whether each member of `place` admits `request`, both as JSON.
pub(crate) fn admits(place: &Value, request: &Value) -> bool {
    let members = place.as_object().expect("an object");
    members.iter().all(|(name, set)| match name.as_str() {
        "entry" => list(set).contains(&request["entry"]),
        "account" => {
            let arn = text(&request["principal"]);
            texts(set, arn.split(':').nth(4).expect("an account"))
        }
        "network" => network(set, &request["network"]),
        "region" => texts(set, text(&request["region"])),
        "principal" => principal(set, text(&request["principal"])),
        "context" => {
            let keys = set.as_object().expect("keys").iter();
            keys.into_iter()
                .all(|(key, set)| context(set, given(request, key)))
        }
        other => panic!("no member of a region: {other}"),
    })
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// A context key is the same in upper and lower case.
fn given<'v>(request: &'v Value, key: &str) -> Option<&'v str> {
    let context = request.get("context")?.as_object()?;
    let mut given = context.iter();
    let (_, value) = given.find(|(name, _)| name.eq_ignore_ascii_case(key))?;
    Some(text(value))
}

fn network(set: &Value, network: &Value) -> bool {
    let is_endpoint = network.get("vpc").is_some() || network.get("endpoint").is_some();
    let own = |name: &str| text(&network[name]);
    if let Some(public) = set.get("public") {
        return !is_endpoint && ranges(public, own("sourceIp"));
    }
    let endpoint = &set["endpoint"];
    is_endpoint
        && texts(&endpoint["vpc"], own("vpc"))
        && texts(&endpoint["vpce"], own("endpoint"))
        && ranges(&endpoint["sourceIp"], own("sourceIp"))
}

/// Bit by bit.
fn ranges(set: &Value, address: &str) -> bool {
    if set == "any" {
        return true;
    }
    let bits = |address: IpAddr| match address {
        IpAddr::V4(address) => (4, format!("{:032b}", address.to_bits())),
        IpAddr::V6(address) => (6, format!("{:0128b}", address.to_bits())),
    };
    let (family, address) = bits(address.parse().expect("an address"));
    list(set).iter().any(|range| {
        let (first, prefix) = text(range).split_once('/').expect("a range");
        let (of, first) = bits(first.parse().expect("an address"));
        let prefix: usize = prefix.parse().expect("a number");
        of == family && first[..prefix] == address[..prefix]
    })
}

fn texts(set: &Value, value: &str) -> bool {
    if set == "any" {
        return true;
    }
    let within = set.get("in").map(list);
    let without = set.get("notIn").map(list);
    within.is_none_or(|all| all.iter().any(|pattern| matches(pattern, value)))
        && !without.is_some_and(|all| all.iter().any(|pattern| matches(pattern, value)))
}

fn principal(set: &Value, arn: &str) -> bool {
    let name = arn.splitn(6, ':').nth(5).expect("a name");
    let kind = match name.split('/').collect::<Vec<_>>().as_slice() {
        ["root"] => "root",
        ["user", ..] => "user",
        ["role", "aws-reserved", "sso.amazonaws.com", ..] => "identityCenterRole",
        ["role", ..] => "role",
        ["federated-user", ..] => "federatedUser",
        _ => panic!("{arn}"),
    };
    let kinds = set.get("kind").map(list);
    kinds.is_none_or(|kinds| kinds.iter().any(|other| other == kind)) && texts(set, arn)
}

fn context(set: &Value, given: Option<&str>) -> bool {
    if set == "absent" {
        return given.is_none();
    }
    let Some(value) = given else {
        return set.get("orAbsent") == Some(&Value::Bool(true));
    };
    // Dates of one length in UTC are in the order of their texts, and numbers with as many
    // zeros before them.
    let ordered = |text: &str| match text.parse::<u64>() {
        Ok(number) => format!("{number:020}"),
        Err(_) => text.to_owned(),
    };
    let bound = |name: &str| set.get(name).map(|bound| ordered(text(bound)));
    let value_in_order = ordered(value);
    texts(set, value)
        && set.get("addresses").is_none_or(|all| ranges(all, value))
        && bound("from").is_none_or(|from| from <= value_in_order)
        && bound("before").is_none_or(|before| value_in_order < before)
}

fn matches(pattern: &Value, value: &str) -> bool {
    if let Some(all) = pattern.get("all") {
        return list(all).iter().all(|pattern| matches(pattern, value));
    }
    if let Some(any_case) = pattern.get("anyCase") {
        return matches(any_case, &value.to_lowercase());
    }
    // `None` is a star, and a question mark a character that no text has.
    let mut wanted: Vec<Option<char>> = Vec::new();
    let mut rest = text(pattern);
    while let Some(first) = rest.chars().next() {
        let escape = ["${*}", "${?}", "${$}"]
            .into_iter()
            .find(|e| rest.starts_with(e));
        match escape {
            Some(escape) => wanted.push(escape.chars().nth(2)),
            None => wanted.push(match first {
                '*' => None,
                '?' => Some('\0'),
                other => Some(other),
            }),
        }
        rest = &rest[escape.map_or(first.len_utf8(), str::len)..];
    }
    walk(&wanted, &value.chars().collect::<Vec<char>>())
}

fn walk(wanted: &[Option<char>], value: &[char]) -> bool {
    match (wanted, value) {
        ([], _) => value.is_empty(),
        ([None, rest @ ..], _) => (0..=value.len()).any(|from| walk(rest, &value[from..])),
        ([Some(_), ..], []) => false,
        ([Some(one), rest @ ..], [first, behind @ ..]) => {
            (*one == '\0' || one == first) && walk(rest, behind)
        }
    }
}
