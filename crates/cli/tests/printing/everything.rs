//! A case file with every member that holds text, and the ways to put another text there.

use serde_json::{Value, json};

/// Everything that must not be printed as it is. The style is none of ours.
pub(crate) const HOSTILE: &str = "\u{1b}[38;5;201mx\u{1b}]0;t\u{7}\u{9b}2J\n7777 passed in 1 file\n::error::a\r\n\
    ##[error]b ##vso[task.complete]c ##teamcity[d]\t\u{202e}\u{2066}\u{200b}\u{feff}\u{85}\u{2028}\u{7f}\u{ad}";

/// Every member of a case file that holds text, with text that can be used.
pub(crate) fn everything() -> Value {
    let policy = |effect: &str| {
        json!({
            "Version": "2012-10-17", "Id": "id",
            "Statement": [{
                "Sid": "Sid", "Effect": effect, "Principal": { "AWS": "*" }, "Action": ["signin:*"], "Resource": ["*"],
                "Condition": {
                    "StringNotEquals": { "aws:PrincipalTag/team": ["a", "${aws:PrincipalTag/b}"], "aws:userid": "u" },
                    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/x" },
                    "NotIpAddress": { "aws:SourceIp": "192.0.2.0/24" }
                }
            }]
        })
    };
    let without_principal = |effect: &str| {
        let mut policy = policy(effect);
        policy["Statement"][0]
            .as_object_mut()
            .unwrap()
            .remove("Principal");
        policy
    };
    let of_principal = |name: &str| {
        let policy = without_principal("Allow");
        json!([{ "name": name, "principal": "arn:aws:iam::111122223333:user/alice", "document": policy }])
    };
    let network =
        json!({ "vpc": "vpc-12345678", "endpoint": "vpce-12345678", "sourceIp": "10.0.1.2" });
    json!({
        "vestibule": 1,
        "account": {
            "id": "111122223333",
            "organization": { "id": "o-a1b2c3d4e5", "managementAccount": false, "path": ["r-ab12", "ou-ab12-cdefghij"] },
            "consoleAuthorization": { "account": true, "organization": true },
            "identityCenter": false, "rootCredentials": false, "hardExpiry": true, "joinedMethod": "INVITED"
        },
        "assumptions": { "J6": false },
        "policies": {
            "resourceBased": policy("Deny"),
            "resourceControl": [{ "name": "rcp", "attachedTo": "r-ab12", "document": policy("Deny") }],
            "serviceControl": [{ "name": "scp", "attachedTo": "ou-ab12-cdefghij", "document": without_principal("Deny") }],
            "identity": of_principal("identity"),
            "permissionsBoundary": of_principal("boundary"),
            "session": of_principal("session"),
            "vpcEndpoint": [{ "name": "door", "endpoint": "vpce-12345678", "document": policy("Allow") }]
        },
        "networks": [
            { "name": "office", "sourceIp": ["192.0.2.0/24"] },
            { "name": "vpc", "vpc": "vpc-12345678", "endpoint": "vpce-12345678", "regions": ["eu-west-1"] }
        ],
        "guarantees": [
            {
                "name": "guarantee", "principals": ["arn:aws:iam::111122223333:user/*"], "from": ["office"],
                "outcome": "denied", "holds": "always", "entry": ["console"], "regions": ["eu-west-1"],
                "accounts": ["111122223333"], "at": "signin:Authenticate",
                "owner": "team", "reason": "audit", "expires": "2027-06-30"
            },
            {
                "name": "somewhere", "principals": { "notIn": ["arn:aws:iam::111122223333:role/x"] },
                "from": { "notIn": ["vpc"] }, "outcome": "allowed", "holds": "somewhere"
            }
        ],
        "perimeter": { "exempt": ["arn:aws:iam::111122223333:role/x"] },
        "principals": [{
            "principal": "arn:aws:iam::111122223333:role/x", "owner": "team", "reason": "audit", "expires": "2027-06-30",
            "loginProfile": false, "passwordExpires": "2027-06-30", "mfaLost": true,
            "mfaRequired": true, "mustChangePassword": true, "mayChangePassword": false,
            "accessKeys": true, "assigned": false, "deleted": false
        }],
        "vpcEndpoints": [
            { "vpc": "vpc-12345678", "serviceName": "com.amazonaws.eu-west-1.signin", "endpoint": "vpce-12345678" }
        ],
        "oauthClients": [{ "clientId": "arn:aws:signin:::devtools/same-device", "tokenFrom": ["office"] }],
        "suppressions": [
            { "rule": "no-exemption", "policy": "rcp", "statement": "Sid", "reason": "known", "expires": "2027-06-30" }
        ],
        "grid": {
            "people": [{
                "name": "person", "principal": "arn:aws:iam::111122223333:user/bob", "entry": "login-remote",
                "context": { "aws:PrincipalTag/team": "t", "aws:TagKeys": ["k"], "aws:referer": null }
            }],
            "networks": [{
                "name": "network", "sourceIp": ["10.0.0.0/8"], "vpc": "vpc-12345678", "endpoint": "vpce-12345678",
                "regions": ["eu-west-1"]
            }]
        },
        "requests": [{
            "name": "request",
            "principal": "arn:aws:iam::111122223333:user/alice",
            "entry": "login-local", "network": network, "region": "eu-west-1",
            "resource": "arn:aws:signin:eu-west-1:111122223333:oauth2/public-client/localhost",
            "context": { "aws:PrincipalTag/team": "t", "aws:TagKeys": ["k", "l"], "aws:referer": null },
            "phases": { "signin:CreateOAuth2Token": { "network": network } },
            "expect": {
                "outcome": "denied", "at": "signin:Authenticate", "assumptions": ["J9"],
                "phases": {
                    "signin:Authenticate": {
                        "decision": "allowed", "reason": "explicitDeny", "decidedBy": ["a", "b"], "protected": false,
                        "dependsOn": ["c"], "absentKeys": ["d"], "assumedAbsent": ["e"],
                        "userMessage": "f", "errorMessage": "g"
                    }
                }
            }
        }]
    })
}

/// A case whose resource-based policy is made of permission statements, with text in all of their
/// parameters.
pub(crate) fn statements() -> Value {
    json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": {
            "permissionStatements": [{
                "sourceVpc": "vpc-12345678", "signinSourceVpce": "vpce-12345678",
                "consoleSourceVpce": "vpce-12345679", "vpcSourceIp": "10.0.0.0/8",
                "sourceIp": "192.0.2.0/24", "requestedRegion": "eu-west-1",
                "excludedPrincipal": "arn:aws:iam::111122223333:role/x", "clientToken": "token"
            }],
            "resourceControl": [{
                "name": "rcp", "attachedTo": "r-ab12",
                "document": { "Version": "2012-10-17", "Statement": [{
                    "Sid": "Sid", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
                    "Condition": { "StringNotEquals": { "aws:PrincipalTag/team": "t" } }
                }] }
            }]
        },
        "requests": [{
            "name": "request", "principal": "arn:aws:iam::111122223333:user/alice",
            "network": { "sourceIp": "198.51.100.7" }
        }]
    })
}

/// A case of an organization, with text in all of its members.
pub(crate) fn organization() -> Value {
    let policy = |key: &str| {
        json!({ "Version": "2012-10-17", "Statement": [{
            "Sid": "Sid", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
            "Condition": { "StringEquals": { key: "t" } }
        }] })
    };
    let identity = json!({ "Version": "2012-10-17", "Statement": [
        { "Sid": "Sid", "Effect": "Allow", "Action": "signin:*", "Resource": "*" }
    ] });
    json!({
        "vestibule": 1,
        "organization": {
            "id": "o-a1b2c3d4e5", "managementAccount": "111122223333", "consoleAuthorization": true,
            "tree": {
                "id": "r-ab12", "name": "root", "accounts": ["111122223333"],
                "children": [
                    { "id": "ou-ab12-cdefghij", "name": "unit", "accounts": ["222233334444"], "children": [] }
                ]
            },
            "accounts": [{
                "id": "222233334444", "name": "prod", "state": "ACTIVE", "consoleAuthorization": true,
                "policies": {
                    "resourceBased": policy("aws:PrincipalTag/team"),
                    "identity": [{
                        "name": "identity", "principal": "arn:aws:iam::222233334444:user/alice", "document": identity
                    }],
                    "vpcEndpoint": [{ "name": "door", "endpoint": "vpce-12345678", "document": policy("aws:userid") }]
                }
            }]
        },
        "policies": { "resourceControl": [{
            "name": "rcp", "attachedTo": ["ou-ab12-cdefghij", "222233334444"], "document": policy("aws:PrincipalOrgID")
        }] },
        "requests": [{
            "name": "request", "principal": "arn:aws:iam::222233334444:user/alice", "entry": "login-local",
            "network": { "sourceIp": "198.51.100.7" }, "expect": { "outcome": "allowed" }
        }]
    })
}

/// What stands at each text of `value`: the text, and the names of members.
pub(crate) fn places(value: &Value, at: &str, found: &mut Vec<(String, bool)>) {
    match value {
        Value::String(_) => found.push((at.to_owned(), false)),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{at}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let place = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                found.push((place.clone(), true));
                places(member, &place, found);
            }
        }
        _ => {}
    }
}

/// `value` with `text` as the text, or as the member's name, at a place.
pub(crate) fn with(
    mut value: Value,
    place: &str,
    is_name: bool,
    change: &dyn Fn(&str) -> String,
) -> Value {
    if !is_name {
        let text = value.pointer_mut(place).unwrap();
        *text = change(text.as_str().unwrap()).into();
        return value;
    }
    let (parent, name) = place.rsplit_once('/').unwrap();
    let name = name.replace("~1", "/").replace("~0", "~");
    let members = value.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    let renamed = |(key, member): (String, Value)| {
        let key = if key == name { change(&key) } else { key };
        (key, member)
    };
    *members = std::mem::take(members).into_iter().map(renamed).collect();
    value
}

/// Collects the names of all members that a schema lists.
pub(crate) fn properties(schema: &Value, names: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            for (name, member) in members {
                if let ("properties", Some(members)) = (&**name, member.as_object()) {
                    names.extend(members.keys().cloned());
                }
                properties(member, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| properties(item, names)),
        _ => {}
    }
}
