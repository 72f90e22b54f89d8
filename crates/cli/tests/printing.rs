//! Whatever an input holds, nothing that is printed forges a line, commands a terminal
//! or a runner of builds, or hides something.
//!
//! Subcommands, flags and formats are read off the help, fields of case files off the
//! schema: one that joins is tested, or the test says that it does not know it.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod support;

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use support::folder;
use vestibule_syntax::visible::is_unseen;

/// Everything that must not be printed as it is. The style is none of ours.
const HOSTILE: &str = "\u{1b}[38;5;201mx\u{1b}]0;t\u{7}\u{9b}2J\n7777 passed in 1 file\n::error::a\r\n\
    ##[error]b ##vso[task.complete]c ##teamcity[d]\t\u{202e}\u{2066}\u{200b}\u{feff}\u{85}\u{2028}\u{7f}\u{ad}";

/// Every member of a case file that holds text, with text that can be used.
fn everything() -> Value {
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
            "consoleAuthorization": { "account": true, "organization": true }
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

/// What stands at each text of `value`: the text, and the names of members.
fn places(value: &Value, at: &str, found: &mut Vec<(String, bool)>) {
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
fn with(mut value: Value, place: &str, is_name: bool, change: &dyn Fn(&str) -> String) -> Value {
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

#[derive(Clone, Copy, Debug)]
struct Look {
    colour: bool,
    runner: Option<&'static str>,
}

const PLAIN: Look = Look {
    colour: false,
    runner: None,
};
const COLOURED: Look = Look {
    colour: true,
    runner: None,
};
const LOOKS: [Look; 5] = [
    PLAIN,
    COLOURED,
    Look {
        colour: false,
        runner: Some("GITHUB_ACTIONS"),
    },
    Look {
        colour: true,
        runner: Some("GITHUB_ACTIONS"),
    },
    Look {
        colour: false,
        runner: Some("TF_BUILD"),
    },
];

/// Runs the command and looks at all that it prints.
fn run_and_look(folder: &Path, args: &[&str], look: Look) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vestibule"));
    command
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env("COLUMNS", "100");
    for name in [
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "GITHUB_ACTIONS",
        "TF_BUILD",
        "TEAMCITY_VERSION",
    ] {
        command.env_remove(name);
    }
    command.env(
        if look.colour {
            "CLICOLOR_FORCE"
        } else {
            "NO_COLOR"
        },
        "1",
    );
    if let Some(runner) = look.runner {
        command.env(runner, "true");
    }
    let output = command.output().unwrap();
    let [stdout, stderr] =
        [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert!(
        matches!(output.status.code(), Some(0..=2)),
        "{args:?} {stderr}"
    );
    for printed in [&stdout, &stderr] {
        look_at(printed, look)
            .unwrap_or_else(|what| panic!("{what}: {args:?} {look:?}\n{printed:?}"));
    }
    (stdout, stderr)
}

fn look_at(printed: &str, look: Look) -> Result<(), String> {
    let mut text = printed.to_owned();
    if look.colour {
        // Ours, and those of the help.
        for style in ["0", "1", "2", "4", "31", "32", "33", "36"] {
            text = text.replace(&format!("\u{1b}[{style}m"), "");
        }
    }
    if let Some(unseen) = text.chars().find(|c| *c != '\n' && is_unseen(*c)) {
        return Err(format!("{unseen:?} is printed"));
    }
    if text
        .lines()
        .any(|line| line.trim() == "7777 passed in 1 file")
    {
        return Err("a line is forged".to_owned());
    }
    if look.runner.is_some() {
        if text.lines().any(|line| line.trim_start().starts_with("::")) || text.contains("::error")
        {
            return Err("a command is printed".to_owned());
        }
        if text.contains("##") {
            return Err("a command of a runner is printed".to_owned());
        }
    }
    Ok(())
}

/// The subcommands.
fn subcommands() -> Vec<String> {
    let (help, _) = run_and_look(Path::new("."), &["--help"], PLAIN);
    let commands = help
        .split("Commands:")
        .nth(1)
        .unwrap()
        .split("Options:")
        .next()
        .unwrap();
    let names = commands
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    let names: Vec<String> = names
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect();
    assert!(names.len() >= 5, "{names:?}");
    names
}

/// The formats of a subcommand, and its flags that take a value.
fn options(subcommand: &str) -> (Vec<String>, Vec<String>) {
    let (help, _) = run_and_look(Path::new("."), &[subcommand, "-h"], PLAIN);
    let flat = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let formats = flat.split("--format <").nth(1).map_or(vec![], |rest| {
        let values = rest.split("[possible values: ").nth(1).unwrap();
        values
            .split(']')
            .next()
            .unwrap()
            .split(", ")
            .map(str::to_owned)
            .collect()
    });
    let flags = flat.split(" --").skip(1).filter(|rest| {
        rest.split_whitespace()
            .nth(1)
            .is_some_and(|value| value.starts_with('<'))
    });
    let flags = flags.map(|rest| format!("--{}", rest.split_whitespace().next().unwrap()));
    (formats, flags.collect())
}

/// The commands that read a case file or policies, in every format.
fn commands() -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    for subcommand in subcommands() {
        let file = match &*subcommand {
            "schema" | "completions" => continue, // they read nothing
            "check" => "policy.json",
            _ => "case.json",
        };
        let (formats, _) = options(&subcommand);
        assert!(
            formats.iter().any(|format| format == "json"),
            "{subcommand} {formats:?}"
        );
        for format in formats {
            let mut command = vec![
                subcommand.clone(),
                file.to_owned(),
                "--format".to_owned(),
                format,
            ];
            if subcommand == "decide" {
                commands.push(command.clone());
                command.push("--explain".to_owned());
            }
            commands.push(command);
        }
    }
    commands
}

fn write(folder: &Path, case: &Value) {
    std::fs::write(
        folder.join("case.json"),
        serde_json::to_string_pretty(case).unwrap(),
    )
    .unwrap();
    let policy = case.pointer("/policies/resourceBased").unwrap_or(case);
    // On one line, so that an excerpt has much to show.
    std::fs::write(folder.join("policy.json"), policy.to_string()).unwrap();
}

#[test]
fn every_member_of_a_case_file_is_tested() {
    let (schema, _) = run_and_look(Path::new("."), &["schema", "case"], PLAIN);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let text = everything().to_string();
    let mut names = Vec::new();
    properties(&schema, &mut names);
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        assert!(
            text.contains(&format!("\"{name}\":")),
            "`{name}` is not in `everything`"
        );
    }
}

fn properties(schema: &Value, names: &mut Vec<String>) {
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

#[test]
fn every_text_of_an_input_is_safe_in_every_format() {
    let folder = folder("printing-everything");
    let commands = commands();
    let base = everything();
    let mut found = Vec::new();
    places(&base, "", &mut found);
    assert!(found.len() > 100, "{}", found.len());
    // Without a change it is decided, or nothing below would be.
    write(&folder, &base);
    let (decided, said) =
        run_and_look(&folder, &["decide", "case.json", "--format", "json"], PLAIN);
    assert!(decided.starts_with("[\n  {"), "{said}");
    let mut path = base.clone();
    path["policies"]["resourceControl"][0]["document"] = HOSTILE.into();
    write(&folder, &path);
    for (command, look) in commands
        .iter()
        .flat_map(|command| LOOKS.map(|look| (command, look)))
    {
        let args: Vec<&str> = command.iter().map(String::as_str).collect();
        run_and_look(&folder, &args, look);
    }
    let append = |text: &str| format!("{text}{HOSTILE}");
    let replace = |_: &str| HOSTILE.to_owned();
    for (number, (place, is_name)) in found.iter().enumerate() {
        for (offset, change) in [&append as &dyn Fn(&str) -> String, &replace]
            .into_iter()
            .enumerate()
        {
            write(&folder, &with(base.clone(), place, *is_name, change));
            let look = LOOKS[(number + 2 * offset) % LOOKS.len()];
            // All strings of JSON go one way, for which one change does.
            let is_json = |command: &&Vec<String>| command.iter().any(|word| word == "json");
            for command in commands
                .iter()
                .filter(|command| offset == 0 || !is_json(command))
            {
                let args: Vec<&str> = command.iter().map(String::as_str).collect();
                run_and_look(&folder, &args, look);
            }
        }
    }
}

/// Texts that may be anything, so that the case is decided: with all of them at once.
#[test]
fn decisions_are_safe_and_keep_their_values() {
    let folder = folder("printing-decided");
    let mut case = everything();
    case["requests"][0]["expect"]["phases"]["signin:Authenticate"]["decision"] = "allowed".into();
    let free = [
        "/policies/resourceControl/0/name",
        "/policies/identity/0/name",
        "/policies/resourceBased/Statement/0/Condition/StringNotEquals/aws:userid",
        "/policies/resourceBased/Statement/0/Condition/StringNotEquals/aws:PrincipalTag~1team/0",
        "/requests/0/name",
        "/requests/0/context/aws:PrincipalTag~1team",
        "/requests/0/context/aws:TagKeys/0",
        "/requests/0/expect/phases/signin:Authenticate/decidedBy/0",
        "/requests/0/expect/phases/signin:Authenticate/userMessage",
    ];
    for place in free {
        case = with(case, place, false, &|_| HOSTILE.to_owned());
    }
    write(&folder, &case);
    for look in LOOKS {
        for command in commands() {
            let args: Vec<&str> = command.iter().map(String::as_str).collect();
            run_and_look(&folder, &args, look);
        }
        let (decided, stderr) = run_and_look(
            &folder,
            &["decide", "case.json", "--format", "json", "--explain"],
            look,
        );
        let decided: Value = serde_json::from_str(&decided).unwrap_or_else(|_| panic!("{stderr}"));
        assert_eq!(decided[0]["request"], HOSTILE, "{stderr}");
        assert_eq!(
            decided[0]["phases"][1]["context"]["aws:PrincipalTag/team"],
            HOSTILE
        );
        let (tested, _) = run_and_look(&folder, &["test", "case.json", "--format", "json"], look);
        let tested: Value = serde_json::from_str(&tested).unwrap();
        assert_eq!(tested["files"][0]["requests"][0]["request"], HOSTILE);
        let (table, _) = run_and_look(&folder, &["decide", "case.json"], look);
        assert!(table.contains("\\n7777 passed in 1 file\\n"), "{table}");
    }
}

#[test]
fn every_argument_is_safe() {
    let folder = folder("printing-arguments");
    write(&folder, &everything());
    let mut arguments: Vec<Vec<String>> =
        vec![vec![HOSTILE.to_owned()], vec![format!("--{HOSTILE}")]];
    for subcommand in subcommands() {
        arguments.push(vec![subcommand.clone(), HOSTILE.to_owned()]);
        arguments.push(vec![subcommand.clone(), format!("--{HOSTILE}")]);
        arguments.push(vec![
            subcommand.clone(),
            "case.json".to_owned(),
            HOSTILE.to_owned(),
        ]);
        for flag in options(&subcommand).1 {
            let start = |file: &str| {
                vec![
                    subcommand.clone(),
                    file.to_owned(),
                    flag.clone(),
                    HOSTILE.to_owned(),
                ]
            };
            arguments.push(start("case.json"));
            let mut told = start("--principal=arn:aws:iam::111122223333:user/alice");
            arguments.push(told.clone());
            told[3] = format!("a={HOSTILE}@b");
            arguments.push(told);
        }
    }
    assert!(arguments.len() > 50, "{}", arguments.len());
    for arguments in &arguments {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        for look in LOOKS {
            run_and_look(&folder, &arguments, look);
        }
    }
    let (_, said) = run_and_look(&folder, &["decide", "--format", "a\nb", "case.json"], PLAIN);
    assert!(said.contains("invalid value 'a\\nb'"), "{said}");
}

#[test]
fn carets_stand_below_what_they_mean() {
    let folder = folder("printing-carets");
    let policy = "{\t\"Version\": \"2012-10-17\",\t\"::a##b\": 1, \"Sta\u{202e}::te##ment\": 1 }";
    std::fs::write(folder.join("policy.json"), policy).unwrap();
    let member = [
        "\"Sta\\u{202e}::te##ment\"",
        "\"Sta\\u{202e}:\\u{3a}te#\\u{23}ment\"",
    ];
    for (look, member) in [(LOOKS[0], member[0]), (LOOKS[2], member[1])] {
        let (said, _) = run_and_look(&folder, &["check", "policy.json", "--kind", "rcp"], look);
        let lines: Vec<&str> = said.lines().collect();
        let is_about = |pair: &[&str]| {
            let carets = "^".repeat(member.chars().count());
            let start = pair[0].find(member).map(|at| pair[0][..at].chars().count());
            pair[1].trim_end().ends_with(&format!(" {carets}"))
                && start == pair[1].find('^').map(|at| pair[1][..at].chars().count())
        };
        assert!(lines.windows(2).any(is_about), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn every_name_of_a_file_is_safe() {
    let folder = folder("printing-files");
    let name = HOSTILE.replace('/', "");
    let mut case = everything();
    case["policies"] = json!({});
    let page = format!(
        "<vestibule-example>{HOSTILE}</vestibule-example>\n\n<vestibule-example src=\"{name}\"></vestibule-example>\n"
    );
    for below in ["a", &*name] {
        let below = folder.join(below);
        std::fs::create_dir_all(&below).unwrap();
        write(&below, &everything());
        std::fs::write(
            below.join(format!("{name}.json")),
            "{ \"vestibule\": 1, \"x\": ",
        )
        .unwrap();
        std::fs::write(below.join(format!("{name}2.json")), case.to_string()).unwrap();
        std::fs::write(below.join(format!("{name}.md")), &page).unwrap();
        std::fs::write(below.join(format!("{name}.html")), &page).unwrap();
    }
    let file = format!("{name}/{name}.json");
    for look in LOOKS {
        for format in options("test").0 {
            run_and_look(&folder, &["test", ".", "--format", &format], look);
            run_and_look(&folder, &["test", &name, &file, "--format", &format], look);
        }
        for format in options("check").0 {
            run_and_look(
                &folder,
                &["check", &file, &name, "none", "--format", &format],
                look,
            );
        }
        run_and_look(&folder, &["decide", &file], look);
        run_and_look(&folder, &["decide", &format!("{name}/case.json")], look);
    }
}

#[test]
fn nothing_else_writes() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![source];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for way in [
                "host.open(",
                "println!",
                "eprintln!",
                "print!(",
                "io::stdout()",
                "io::stderr()",
            ] {
                // Streams are opened by the host, and only for what lets through what is safe.
                let may = path.ends_with("output.rs") && way == "host.open("
                    || path.ends_with("native.rs") && way.starts_with("io::");
                assert!(may || !text.contains(way), "{}: {way}", path.display());
            }
        }
    }
}
