//! Whatever an input holds, nothing that is printed forges a line, commands a terminal
//! or a runner of builds, or hides something.
//!
//! Subcommands, flags and formats are read off the help, fields of case files off the
//! schema: one that joins is tested, or the test says that it does not know it.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod printing {
    pub(crate) mod commands;
    pub(crate) mod everything;
    pub(crate) mod look;
}
mod support;

use std::num::NonZero;
use std::path::Path;

use printing::commands::{commands, options, subcommands};
use printing::everything::{
    HOSTILE, everything, organization, places, properties, statements, with,
};
use printing::look::{LOOKS, PLAIN, run_and_look};
use serde_json::Value;
use support::folder;

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
    let text = [everything(), statements(), organization()].map(|case| case.to_string());
    let text = text.concat();
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

#[test]
fn every_text_of_permission_statements_is_safe_in_every_form() {
    let folder = folder("printing-statements");
    let base = statements();
    let mut found = Vec::new();
    places(&base["policies"], "/policies", &mut found);
    assert!(found.len() > 30, "{}", found.len());
    let (help, _) = run_and_look(&folder, &["statements", "--help"], PLAIN);
    let forms = [
        "policy",
        "commands",
        "python",
        "json",
        "terraform",
        "cloudformation",
    ];
    for form in forms {
        assert!(help.contains(form), "{form}");
    }
    for (number, (place, is_name)) in found.iter().enumerate() {
        let append = |text: &str| format!("{text}{HOSTILE}");
        write(&folder, &with(base.clone(), place, *is_name, &append));
        for form in forms {
            let args = ["statements", "case.json", "--as", form];
            run_and_look(&folder, &args, LOOKS[number % LOOKS.len()]);
        }
        let decide = ["decide", "case.json", "--explain"];
        run_and_look(&folder, &decide, LOOKS[number % LOOKS.len()]);
    }
}

#[test]
fn every_text_of_an_organization_is_safe_in_every_form() {
    let folder = folder("printing-organization");
    let base = organization();
    write(&folder, &base);
    let (decided, said) =
        run_and_look(&folder, &["decide", "case.json", "--format", "json"], PLAIN);
    assert!(decided.starts_with("[\n  {"), "{said}");
    let mut found = Vec::new();
    places(&base["organization"], "/organization", &mut found);
    places(&base["policies"], "/policies", &mut found);
    assert!(found.len() > 60, "{}", found.len());
    let answers: Vec<Vec<String>> = commands()
        .into_iter()
        .filter(|command| ["check", "decide", "test"].contains(&&*command[0]))
        .collect();
    assert!(answers.len() > 10, "{answers:?}");
    for (number, (place, is_name)) in found.iter().enumerate() {
        let append = |text: &str| format!("{text}{HOSTILE}");
        write(&folder, &with(base.clone(), place, *is_name, &append));
        for (at, command) in answers.iter().enumerate() {
            let args: Vec<&str> = command.iter().map(String::as_str).collect();
            run_and_look(&folder, &args, LOOKS[(number + at) % LOOKS.len()]);
        }
    }
}

/// Commands that show the texts of a case themselves, on which each place is tried.
const FIRST: [[&str; 2]; 3] = [["check", "pretty"], ["decide", "table"], ["test", "pretty"]];

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
    // A change may be tried beside another, each in a folder of its own.
    let at_once = std::thread::available_parallelism().map_or(1, NonZero::get);
    let trying = Trying {
        commands: &commands,
        base: &base,
        places: &found,
    };
    std::thread::scope(|scope| {
        for part in 0..at_once {
            let folder = support::folder(&format!("printing-everything-{part}"));
            let trying = &trying;
            scope.spawn(move || trying.part(&folder, part, at_once));
        }
    });
}

/// A case, the places of its texts, and what prints them.
struct Trying<'a> {
    commands: &'a [Vec<String>],
    base: &'a Value,
    places: &'a [(String, bool)],
}

impl Trying<'_> {
    /// Tries each `of`-th place from one on.
    fn part(&self, folder: &Path, from: usize, of: usize) {
        let places = self.places.iter().enumerate();
        for (number, (place, is_name)) in places.skip(from).step_by(of) {
            let append = |text: &str| format!("{text}{HOSTILE}");
            let replace = |_: &str| HOSTILE.to_owned();
            for (offset, change) in [&append as &dyn Fn(&str) -> String, &replace]
                .into_iter()
                .enumerate()
            {
                write(folder, &with(self.base.clone(), place, *is_name, change));
                let look = LOOKS[(number + 2 * offset) % LOOKS.len()];
                for (at, command) in self.commands.iter().enumerate() {
                    let has = |word: &str| command.iter().any(|other| other == word);
                    let is_first = FIRST.iter().any(|words| words.iter().all(|word| has(word)));
                    // Each place is tried in some of the others.
                    let is_due = is_first || at % 4 == (number + 2 * offset) % 4;
                    if is_due && (offset == 0 || !is_told_once(command)) {
                        let args: Vec<&str> = command.iter().map(String::as_str).collect();
                        run_and_look(folder, &args, look);
                    }
                }
            }
        }
    }
}

/// All strings of JSON go one way, for which one change does. So do all texts of answers about
/// all sign-ins.
fn is_told_once(command: &[String]) -> bool {
    command.iter().any(|word| {
        matches!(
            word.as_str(),
            "json"
                | "map"
                | "lockout"
                | "prove"
                | "diff"
                | "repair"
                | "unneeded"
                | "mutants"
                | "recover"
                | "explain-denial"
                | "plan"
                | "init"
        )
    })
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
        "/networks/0/name",
        "/grid/people/0/name",
        "/grid/people/0/principal",
        "/grid/networks/0/name",
        "/grid/networks/0/sourceIp/0",
        "/guarantees/0/name",
        "/guarantees/0/from/0",
        "/guarantees/0/owner",
        "/guarantees/0/reason",
        "/oauthClients/0/tokenFrom/0",
        "/principals/0/owner",
        "/principals/0/reason",
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
    case["policies"] = serde_json::json!({});
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
                // Streams are opened by the host, and only for what lets through what is safe: hosts
                // that hand it on, and what writes again what such a host kept.
                let opens = [
                    "output.rs",
                    "host/trial.rs",
                    "test/quiet.rs",
                    "test/parallel.rs",
                ];
                let is_stream = opens.iter().any(|end| path.ends_with(end));
                let may = is_stream && way == "host.open("
                    || path.ends_with("native.rs") && way.starts_with("io::");
                assert!(may || !text.contains(way), "{}: {way}", path.display());
            }
        }
    }
}
