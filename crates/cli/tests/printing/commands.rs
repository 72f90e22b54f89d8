//! The subcommands, flags and formats, read off the help.

use std::path::Path;

use super::look::{PLAIN, run_and_look};

/// The subcommands.
pub(crate) fn subcommands() -> Vec<String> {
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
pub(crate) fn options(subcommand: &str) -> (Vec<String>, Vec<String>) {
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
pub(crate) fn commands() -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    for subcommand in subcommands() {
        let file = match &*subcommand {
            "facts" | "schema" | "completions" | "collect" => continue, // they read nothing
            "emulate" => continue, // it prints the findings on a case file, as `check` does
            "statements" => {
                for form in ["policy", "commands", "json"] {
                    let args = ["statements", "case.json", "--as", form];
                    commands.push(args.map(str::to_owned).to_vec());
                }
                continue;
            }
            "init" => {
                // It prints a case file and nothing else.
                let args = ["init", "policy.json", "--account", "111122223333"];
                commands.push(args.map(str::to_owned).to_vec());
                continue;
            }
            _ => "case.json",
        };
        let file = if subcommand == "doors" {
            "--allow-list=case.json"
        } else {
            file
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
            if subcommand == "plan" {
                command.insert(1, "case.json".to_owned());
            }
            if subcommand == "diff" {
                command.insert(1, "/dev/null".to_owned());
            }
            if subcommand == "decide" {
                commands.push(command.clone());
                command.push("--explain".to_owned());
            }
            if subcommand == "check" {
                let mut of_policy = command.clone();
                of_policy[1] = "policy.json".to_owned();
                commands.push(of_policy);
            }
            commands.push(command);
        }
    }
    commands
}
