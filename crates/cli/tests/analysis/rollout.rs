//! `vestibule plan`: the order of steps, what holds between them, what stops a plan, bad input.

use serde_json::{Value, json};

use crate::support::{Run, folder, run_in};
use crate::{cases, root};

fn read(name: &str) -> Value {
    let text = std::fs::read_to_string(cases().join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Plans from one case to another, in a folder of that name.
fn plan(name: &str, current: &Value, wanted: &Value, more: &[&str]) -> Run {
    let folder = folder(name);
    std::fs::write(folder.join("wanted.json"), wanted.to_string()).unwrap();
    let args = [&["plan", "-", "wanted.json"], more].concat();
    run_in(&folder, &args, current.to_string().as_bytes())
}

fn answer(name: &str, current: &Value, wanted: &Value, more: &[&str]) -> (i32, Value) {
    let run = plan(
        name,
        current,
        wanted,
        &[&["--format", "json"], more].concat(),
    );
    let answer = serde_json::from_str(&run.stdout).unwrap();
    (run.status, answer)
}

fn titles(answer: &Value) -> Vec<&str> {
    let steps = answer["steps"].as_array().unwrap().iter();
    steps.map(|step| step["title"].as_str().unwrap()).collect()
}

/// A canary unit comes first, the root last, and console authorization behind both.
#[test]
fn a_policy_goes_from_the_canary_to_the_root_before_it_is_enforced() {
    let (current, wanted) = (read("rollout-current.json"), read("rollout-wanted.json"));
    let (status, found) = answer("rollout-canary", &current, &wanted, &[]);
    assert_eq!(
        (status, &found["verdict"]),
        (0, &json!("ready")),
        "{found:#}"
    );
    assert_eq!(
        titles(&found),
        [
            "attach perimeter to ou-ab12-canary00",
            "attach perimeter to ou-ab12-workload",
            "attach perimeter to r-ab12",
            "detach perimeter from ou-ab12-canary00",
            "detach perimeter from ou-ab12-workload",
            "put console authorization on for the account",
        ]
    );
    let steps = found["steps"].as_array().unwrap();
    let points: Vec<bool> = steps
        .iter()
        .map(|step| step["pointOfNoReturn"] == true)
        .collect();
    assert_eq!(points, [false, false, false, false, false, true]);
    // Nobody is denied before the last step, and then those whom the policy denies.
    let at_home = |state: &Value| state["requests"][1]["outcome"].clone();
    for step in &steps[..5] {
        assert_eq!(at_home(&step["state"]), "allowed");
    }
    assert_eq!(at_home(&steps[5]["state"]), "denied");
    assert_eq!(steps[5]["state"]["requests"][2]["outcome"], "allowed");
    assert_eq!(steps[5]["state"]["wayBack"], "open");
    assert_eq!(
        steps[5]["rollback"],
        json!([
            "aws signin delete-console-authorization-configuration --target-id 777788889999 --region us-east-1"
        ])
    );
    // Only the first step makes the policy.
    let made = |step: &Value| step["commands"].to_string().contains("create-policy");
    assert!(made(&steps[0]) && !steps[1..].iter().any(made));

    let (_, staged) = answer(
        "rollout-canary",
        &current,
        &wanted,
        &["--stage", "ou-ab12-sandbox0"],
    );
    assert_eq!(titles(&staged)[0], "attach perimeter to ou-ab12-sandbox0");
    assert_eq!(titles(&staged)[1], "attach perimeter to r-ab12");
}

/// With console authorization on, the policy that is to go is taken off first where both
/// together would break a guarantee.
#[test]
fn another_order_is_taken_where_one_breaks_a_guarantee() {
    let mut wanted = read("rollout-wanted.json");
    let mut current = wanted.clone();
    let old = &mut current["policies"]["resourceControl"][0];
    old["name"] = json!("old");
    let text = old["document"]
        .to_string()
        .replace("203.0.113.0/24", "198.51.100.0/24");
    old["document"] = serde_json::from_str(&text).unwrap();
    // Somebody gets in from one of two networks before and behind, and not from both policies'.
    wanted["guarantees"] = json!([{
        "name": "users have a way in", "principals": ["arn:aws:iam::777788889999:user/*"],
        "from": ["Tokyo office", "at home"], "outcome": "allowed", "holds": "somewhere",
    }]);
    current["guarantees"] = wanted["guarantees"].clone();
    let (_, found) = answer("rollout-order", &current, &wanted, &["--stage", "r-ab12"]);
    assert_eq!(found["verdict"], "ready", "{found:#}");
    assert_eq!(
        titles(&found),
        ["detach old from r-ab12", "attach perimeter to r-ab12"]
    );

    // That nobody gets in from elsewhere holds before and behind, and not between: no order.
    let closed = json!({
        "name": "users stay out from elsewhere", "principals": ["arn:aws:iam::777788889999:user/Bob"],
        "from": { "notIn": ["Tokyo office", "at home", "corporate VPC", "corporate VPC in Ireland"] },
        "outcome": "denied",
    });
    wanted["guarantees"].as_array_mut().unwrap().push(closed);
    let (status, found) = answer("rollout-order", &current, &wanted, &["--stage", "r-ab12"]);
    assert_eq!(
        (status, &found["verdict"]),
        (1, &json!("stopped")),
        "{found:#}"
    );
    assert_eq!(found["statesTried"], 4);
    let stopped: Vec<&Value> = found["stopped"].as_array().unwrap().iter().collect();
    assert_eq!(stopped.len(), 2);
    assert!(
        stopped[0]["breaks"]
            .to_string()
            .contains("users have a way in")
    );
    assert!(
        stopped[1]["breaks"]
            .to_string()
            .contains("users stay out from elsewhere")
    );
    let script = plan(
        "rollout-order",
        &current,
        &wanted,
        &["--stage", "r-ab12", "--format", "script"],
    );
    assert!(script.stdout.ends_with("exit 1\n") && !script.stdout.contains("aws "));
}

/// States between which there is no plan are refused with a code.
#[test]
fn states_without_a_plan_are_refused() {
    let (current, wanted) = (read("rollout-current.json"), read("rollout-wanted.json"));
    let refused = |change: &dyn Fn(&mut Value, &mut Value), code: &str| {
        let (mut current, mut wanted) = (current.clone(), wanted.clone());
        change(&mut current, &mut wanted);
        let run = plan("rollout-refused", &current, &wanted, &[]);
        assert_eq!((run.status, &*run.stdout), (2, ""), "{code}");
        assert!(run.stderr.contains(code), "{code}: {}", run.stderr);
    };
    refused(
        &|current, _| current["account"]["organization"]["id"] = json!("o-zzzzzzzzzz"),
        "another-organization",
    );
    refused(
        &|current, _| current["policies"]["identity"] = json!([]),
        "difference-without-step",
    );
    refused(
        &|current, wanted| {
            let policy = wanted["policies"]["resourceControl"][0].clone();
            let mut other = policy.clone();
            other["document"]["Statement"] = json!([]);
            other["document"]["Statement"] = json!([policy["document"]["Statement"][0].clone()]);
            current["policies"]["resourceControl"] = json!([policy, other]);
        },
        "contradicting-state",
    );
    refused(
        &|_, wanted| wanted["guarantees"][0]["outcome"] = json!("denied"),
        "guarantee-not-met",
    );
}

/// Both readings of several statements are said, in each form.
#[test]
fn a_state_with_several_statements_is_told_by_both_readings() {
    let current = read("rollout-statements-wanted.json");
    let mut wanted = current.clone();
    wanted["guarantees"] = json!([]);
    let statements = wanted["policies"]["permissionStatements"]
        .as_array_mut()
        .unwrap();
    let mut home = statements[0].clone();
    home["sourceIp"] = json!("198.51.100.0/24");
    statements.push(home);
    let apart = "if each permission statement denies by itself (J1)";
    let merged = "if AWS merges the permission statements (J1)";
    // Read apart, both offices in two statements lock everybody else out.
    for (is_apart, status, other) in [(true, 1, merged), (false, 0, apart)] {
        let mut cases = [current.clone(), wanted.clone()];
        for case in &mut cases {
            case["assumptions"] = json!({ "J1": is_apart });
            case["guarantees"] = json!([]);
        }
        for format in ["text", "markdown", "script"] {
            let run = plan(
                "rollout-readings",
                &cases[0],
                &cases[1],
                &["--format", format],
            );
            assert_eq!((run.status, &*run.stderr), (status, ""), "{}", run.stdout);
            assert!(run.stdout.contains(other), "{format}: {}", run.stdout);
        }
        let (_, found) = answer("rollout-readings", &cases[0], &cases[1], &[]);
        let reading = &found["steps"][0]["state"]["otherReading"];
        assert_eq!(
            [
                &reading["assumption"],
                &reading["merged"],
                &reading["differs"]
            ],
            [&json!("J1"), &json!(is_apart), &json!(true)]
        );
        let kinds: Vec<&Value> = found["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| &step["kind"])
            .collect();
        assert_eq!(kinds, ["putStatement"]);
    }
}

/// What is wrong with the current state is told at its file.
#[test]
fn a_current_state_that_contradicts_itself_is_told_at_its_file() {
    let mut current = read("rollout-current.json");
    current["account"]["organization"]["path"] = json!(["r-ab12", "ou-zz99-canary00"]);
    let run = plan(
        "rollout-current-file",
        &current,
        &read("rollout-wanted.json"),
        &[],
    );
    assert_eq!((run.status, &*run.stdout), (2, ""));
    assert!(run.stderr.contains("contradicting-state"), "{}", run.stderr);
    assert!(!run.stderr.contains("wanted.json"), "{}", run.stderr);
}

/// The script is one that a shell reads, and the runbooks in the documentation are what is
/// printed.
#[test]
fn the_documentation_has_the_runbooks_of_the_examples() {
    for [current, wanted] in [
        ["rollout-current.json", "rollout-wanted.json"],
        [
            "rollout-statements-current.json",
            "rollout-statements-wanted.json",
        ],
    ] {
        runbook(current, wanted);
    }
}

fn runbook(current: &str, wanted: &str) {
    let print = |format: &str| {
        let args = ["plan", current, wanted, "--format", format];
        let printed = run_in(&cases(), &args, b"");
        assert_eq!((printed.status, &*printed.stderr), (0, ""));
        printed.stdout
    };
    let printed = print("markdown");
    let document = std::fs::read_to_string(root().join("docs/rollout.md")).unwrap();
    assert!(document.contains(&printed), "{printed}");
    let script = print("script");
    let path = folder("rollout-script").join("rollout.sh");
    std::fs::write(&path, &script).unwrap();
    if let Ok(checked) = std::process::Command::new("bash")
        .arg("-n")
        .arg(&path)
        .status()
    {
        assert!(checked.success());
    }
}
