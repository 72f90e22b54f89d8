//! `vestibule recover`: which ways back there are, for whom, and what nobody said.

use serde_json::{Value, json};

use crate::{deny, of, run_in};

const DELETE: &str = "signin:DeleteConsoleAuthorizationConfiguration";
const ROLE: &str = "arn:aws:iam::111122223333:role/BreakGlass";

/// A case whose RCP lets in the office and the break-glass role.
fn case(change: impl FnOnce(&mut Value)) -> String {
    let office = json!({
        "NotIpAddress": { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] },
        "ArnNotEquals": { "signin:PrincipalArn": ROLE, "aws:PrincipalArn": ROLE },
    });
    let mut statements = deny(office);
    statements[0]["Action"] = json!([
        "signin:Authenticate",
        "signin:AuthorizeOAuth2Access",
        "signin:CreateOAuth2Token"
    ]);
    let mut case = json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": { "resourceControl": [{
            "name": "perimeter", "attachedTo": "r-ab12",
            "document": { "Version": "2012-10-17", "Statement": statements },
        }] },
        "requests": [{
            "name": "Alice at home",
            "principal": "arn:aws:iam::111122223333:user/alice",
            "network": { "sourceIp": "198.51.100.7" },
        }],
    });
    change(&mut case);
    case.to_string()
}

fn allow(action: &str) -> Value {
    json!([{ "principal": ROLE, "document": {
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Allow", "Action": action, "Resource": "*" }],
    } }])
}

fn answer(case: &str, more: &[&str]) -> (i32, Value) {
    let args = [&["recover", "-", "--format", "json"], more].concat();
    let run = run_in(std::path::Path::new("."), &args, case.as_bytes());
    let answer = serde_json::from_str(&run.stdout).unwrap();
    (run.status, answer)
}

/// Way and verdict of each.
fn ways(answer: &Value) -> Vec<String> {
    let ways = answer["ways"].as_array().unwrap().iter();
    ways.map(|way| {
        format!(
            "{} {}",
            way["way"].as_str().unwrap(),
            way["verdict"].as_str().unwrap()
        )
    })
    .collect()
}

/// Without identity policies nothing says who may make the call, and with them it is proven.
#[test]
fn a_way_back_is_open_only_where_policies_prove_it() {
    let (status, found) = answer(&case(|_| ()), &[]);
    assert_eq!((status, &found["verdict"]), (1, &json!("unknown")));
    assert_eq!(
        ways(&found),
        [
            "excludedPrincipal unknown",
            "credentials unknown",
            "credentials unknown",
            "organizationRole unknown",
            "managementAccount unknown",
            "support unknown"
        ]
    );
    let untold = found["ways"][0]["untold"].to_string();
    assert!(
        untold.contains("the case has no identity policies"),
        "{untold}"
    );

    let told = case(|case| case["policies"]["identity"] = allow("signin:*"));
    let (status, found) = answer(&told, &[]);
    assert_eq!((status, &found["verdict"]), (0, &json!("open")));
    let first = &found["ways"][0];
    assert_eq!(first["verdict"], "open");
    assert_eq!(first["principals"][0]["in"], json!([ROLE]));
    assert_eq!(
        first["proven"][1],
        format!("the policies let role/BreakGlass call {DELETE} from anywhere")
    );
    assert_eq!(
        first["commands"],
        json!([
            "aws signin delete-console-authorization-configuration --target-id 111122223333 --region us-east-1",
            "aws signin get-console-authorization-configuration --target-id 111122223333 --region us-east-1",
        ])
    );
    assert_eq!(ways(&found)[1], "credentials open");
    assert_eq!(ways(&found).last().unwrap(), "support open");

    let other = case(|case| case["policies"]["identity"] = allow("s3:*"));
    let (status, found) = answer(&other, &[]);
    assert_eq!(status, 1);
    assert_eq!(
        ways(&found)[..2],
        ["excludedPrincipal closed", "credentials closed"]
    );
    assert!(
        found["ways"][0]["proven"][1]
            .as_str()
            .unwrap()
            .ends_with("no identity policy of the case allows it")
    );
}

/// Each layer that can deny the call is asked.
#[test]
fn an_scp_a_boundary_and_an_rcp_bear_on_the_call() {
    let statement = |principal: bool| {
        let mut statement =
            json!({ "Effect": "Deny", "Action": "signin:Delete*", "Resource": "*" });
        if principal {
            statement["Principal"] = json!("*");
        }
        json!({ "Version": "2012-10-17", "Statement": [statement] })
    };
    let scp = case(|case| {
        case["policies"]["identity"] = allow("signin:*");
        case["policies"]["serviceControl"] =
            json!([{ "name": "guard", "document": statement(false) }]);
    });
    let (status, found) = answer(&scp, &[]);
    assert_eq!(
        (status, ways(&found)[0].as_str()),
        (1, "excludedPrincipal closed")
    );
    assert!(found["ways"][0]["proven"].to_string().contains("guard"));

    let boundary = case(|case| {
        case["policies"]["identity"] = allow("signin:*");
        case["policies"]["permissionsBoundary"] = json!([{ "principal": ROLE, "document": {
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }],
        } }]);
    });
    let (status, found) = answer(&boundary, &[]);
    assert_eq!(
        (status, ways(&found)[0].as_str()),
        (1, "excludedPrincipal closed")
    );

    // AWS does not say whether an RCP bears on a call without a resource.
    let rcp = case(|case| {
        case["policies"]["identity"] = allow("signin:*");
        let all = case["policies"]["resourceControl"].as_array_mut().unwrap();
        all.push(json!({ "name": "sealed", "document": statement(true) }));
    });
    let (status, found) = answer(&rcp, &[]);
    assert_eq!(
        (status, ways(&found)[0].as_str()),
        (1, "excludedPrincipal unknown")
    );
    let untold = found["ways"][0]["untold"].to_string();
    assert!(untold.contains("sealed"), "{untold}");
}

/// What the case file says of people closes a way that policies leave open.
#[test]
fn what_is_given_of_people_counts() {
    let open = |change: &dyn Fn(&mut Value)| {
        case(|case| {
            case["policies"]["identity"] = allow("signin:*");
            change(case);
        })
    };
    let lost = open(&|case| case["principals"] = json!([{ "principal": ROLE, "mfaLost": true }]));
    let (_, found) = answer(&lost, &[]);
    assert_eq!(found["ways"][0]["verdict"], "closed");
    assert_eq!(
        found["ways"][0]["told"][0],
        "the MFA device of role/BreakGlass is lost"
    );
    // It still has credentials.
    assert_eq!(ways(&found)[1], "credentials open");

    let role_of = |joined: &str| {
        let case = open(&|case| case["account"]["joinedMethod"] = json!(joined));
        let (_, found) = answer(&case, &[]);
        let ways = found["ways"].as_array().unwrap().clone();
        ways.into_iter()
            .find(|way| way["way"] == "organizationRole")
            .unwrap()
    };
    assert_eq!(role_of("INVITED")["verdict"], "closed");
    assert_eq!(role_of("INVITED")["commands"], json!([]));
    // The identity policies of the case have none for it.
    assert_eq!(role_of("CREATED")["verdict"], "closed");

    let organization = open(&|case| {
        case["account"]["organization"] = json!({ "id": "o-a1b2c3d4e5" });
        case["account"]["consoleAuthorization"] = json!({ "account": true, "organization": true });
    });
    let (status, found) = answer(&organization, &[]);
    assert_eq!((status, &found["verdict"]), (1, &json!("unknown")));
    assert!(
        found["ways"][0]["commands"][1]
            .as_str()
            .unwrap()
            .contains("--target-id o-a1b2c3d4e5")
    );
}

/// Before a rollout the answer is about the account once console authorization is on.
#[test]
fn an_account_is_told_how_ready_it_is() {
    let off = case(|case| {
        case["policies"]["identity"] = allow("signin:*");
        case["account"]["consoleAuthorization"] = json!(false);
    });
    let (status, found) = answer(&off, &[]);
    assert_eq!((status, &found["isBefore"]), (0, &json!(true)));
    let on = case(|case| case["policies"]["identity"] = allow("signin:*"));
    let (_, same) = answer(&on, &[]);
    assert_eq!(same["isBefore"], false);
    assert_eq!(found["ways"][0]["proven"], same["ways"][0]["proven"]);
    let text = of("recover", &off, "text");
    assert!(
        text.stdout
            .starts_with("there is a way back into the console\n"),
        "{}",
        text.stdout
    );
    assert!(text.stdout.contains("how ready the account is"));
    assert!(text.stdout.contains("\n  not given\n"));
}

/// A session goes on until its token is refreshed, which one action alone decides.
#[test]
fn sessions_end_at_their_refresh() {
    let refresh_of = |action: &str| {
        let case = case(|case| {
            let all = &mut case["policies"]["resourceControl"][0]["document"]["Statement"][0];
            all["Action"] = json!(action);
        });
        let (_, found) = answer(&case, &["--sessions"]);
        let session = &found["sessions"][0];
        (
            session["signIn"].clone(),
            session["refresh"].clone(),
            session["notes"][0].clone(),
        )
    };
    assert_eq!(
        refresh_of("signin:Authenticate"),
        (
            json!("denied"),
            json!("allowed"),
            json!("an open session goes on: only signing in anew is denied")
        )
    );
    assert_eq!(
        refresh_of("signin:CreateOAuth2Token"),
        (
            json!("denied"),
            json!("denied"),
            json!("an open session ends at its next refresh")
        )
    );
    let (_, without) = answer(&case(|_| ()), &[]);
    assert_eq!(without["sessions"], Value::Null);
}

/// `AWSRevokeOlderSessions` ends sessions by the time at which they were issued.
#[test]
fn older_sessions_are_told_from_newer_ones() {
    let revoked = case(|case| {
        case["requests"][0]["network"]["sourceIp"] = json!("203.0.113.10");
        case["policies"]["identity"] = json!([{ "name": "AWSRevokeOlderSessions", "document": {
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Deny", "Action": "*", "Resource": "*",
                "Condition": { "DateLessThan": { "aws:TokenIssueTime": "2026-11-01T10:00:00Z" } },
            }],
        } }]);
    });
    let (_, found) = answer(&revoked, &["--sessions"]);
    assert_eq!(found["sessions"][0]["refresh"], "unknown");
    assert_eq!(
        found["sessions"][0]["issued"],
        json!([
            { "before": "2026-11-01T10:00:00Z", "refresh": "denied" },
            { "from": "2026-11-01T10:00:00Z", "refresh": "allowed" },
        ])
    );
}

/// The points of one kind about a principal.
fn point<'a>(answer: &'a Value, kind: &str, arn: Option<&str>) -> &'a Value {
    let mut points = answer["readiness"].as_array().unwrap().iter();
    let is_it =
        |point: &&Value| point["point"] == kind && arn.is_none_or(|arn| point["principal"] == arn);
    points.find(is_it).unwrap()
}

/// What a point says, shortly.
fn marked(point: &Value) -> String {
    let basis = point["basis"].as_str().unwrap();
    match point["holds"].as_bool() {
        Some(holds) => format!("{basis} {holds}"),
        None => basis.to_owned(),
    }
}

/// Each point has what says it: policies, with a sign-in that is decided so; the case file; or
/// nobody, with what would.
#[test]
fn the_checklist_marks_what_is_proven_told_and_untold() {
    let root = "arn:aws:iam::111122223333:root";
    let user = "arn:aws:iam::111122223333:user/emergency";
    let told = case(|case| {
        case["policies"]["identity"] = allow("signin:*");
        case["account"]["rootCredentials"] = json!(false);
        case["account"]["joinedMethod"] = json!("INVITED");
        case["principals"] = json!([
            { "principal": ROLE, "mfaLost": false },
            {
                "principal": user, "owner": "security", "loginProfile": true,
                "passwordExpires": "2026-01-31", "mustChangePassword": true,
                "mayChangePassword": false, "accessKeys": true,
            },
        ]);
    });
    let (_, found) = answer(&told, &["--today", "2026-06-30"]);
    for (kind, arn, expected) in [
        ("signIn", Some(root), "proven true"),
        ("call", Some(root), "proven true"),
        ("rootCredentials", Some(root), "told false"),
        ("signIn", Some(ROLE), "proven true"),
        ("call", Some(ROLE), "proven true"),
        ("mfaDevice", Some(ROLE), "told true"),
        ("enterable", Some(ROLE), "untold"),
        // The case file says that the user is to be exempt, and no policy exempts it: it gets in
        // from the office alone.
        ("signIn", Some(user), "proven true"),
        ("call", Some(user), "proven false"),
        ("password", Some(user), "told true"),
        ("passwordValid", Some(user), "untold"),
        ("passwordChange", Some(user), "told false"),
        ("accessKeys", Some(user), "told true"),
        ("excluded", None, "proven true"),
        ("deleteConfiguration", None, "proven true"),
        ("managementAccount", None, "told true"),
        ("detach", None, "untold"),
        ("organizationRole", None, "told false"),
    ] {
        assert_eq!(marked(point(&found, kind, arn)), expected, "{kind} {arn:?}");
    }
    let office = point(&found, "signIn", Some(user));
    assert!(
        office["details"][0]
            .as_str()
            .unwrap()
            .starts_with("user/emergency is denied over the internet from outside of"),
        "{office}"
    );
    for point in found["readiness"].as_array().unwrap() {
        assert!(!point["sources"].as_array().unwrap().is_empty(), "{point}");
        let is_told = point["basis"] == "untold";
        assert_eq!(point.get("holds").is_none(), is_told, "{point}");
        // A sign-in that shows a point is decided as the point says.
        let Some(witness) = point.get("witness") else {
            continue;
        };
        let mut case: Value = serde_json::from_str(&told).unwrap();
        let mut request = witness.clone();
        let outcome = if point["holds"] == true {
            "allowed"
        } else {
            "denied"
        };
        request["expect"] = json!({ "outcome": outcome });
        case["requests"] = json!([request]);
        let run = run_in(
            std::path::Path::new("."),
            &["test", "-"],
            case.to_string().as_bytes(),
        );
        assert_eq!(run.status, 0, "{point}");
    }
    let untold = point(&found, "passwordValid", Some(user));
    assert_eq!(untold["tell"][0], "account.hardExpiry");
    assert_eq!(
        untold["run"],
        json!(["aws iam get-account-password-policy"])
    );
    let hard = told.replacen("\"id\":", "\"hardExpiry\":true,\"id\":", 1);
    let (_, found) = answer(&hard, &["--today", "2026-06-30"]);
    assert_eq!(
        marked(point(&found, "passwordValid", Some(user))),
        "told false"
    );
    // Nobody tells of identity policies, of the root user, or of how the account joined.
    let (_, found) = answer(&case(|_| ()), &[]);
    for kind in [
        "rootCredentials",
        "mfaDevice",
        "deleteConfiguration",
        "organizationRole",
    ] {
        let point = point(&found, kind, None);
        assert_eq!(marked(point), "untold", "{kind}");
        assert!(!point["tell"].as_array().unwrap().is_empty(), "{kind}");
    }
}

/// A role that one action alone spares gets in nowhere, and is no way back.
#[test]
fn a_principal_that_one_action_spares_is_not_let_in() {
    let spared = case(|case| {
        case["policies"]["identity"] = allow("signin:*");
        let all = &mut case["policies"]["resourceControl"][0]["document"]["Statement"][0];
        all["Condition"] = json!({ "ArnNotEquals": { "aws:PrincipalArn": ROLE } });
    });
    let (_, found) = answer(&spared, &[]);
    assert_eq!(ways(&found)[0], "excludedPrincipal closed");
    let sign_in = point(&found, "signIn", Some(ROLE));
    assert_eq!(marked(sign_in), "proven false");
    assert_eq!(marked(point(&found, "excluded", None)), "proven false");
    let first = found["ways"][0]["proven"][0].as_str().unwrap();
    assert_eq!(
        first,
        "the policies let role/BreakGlass into the console from nowhere"
    );
}
