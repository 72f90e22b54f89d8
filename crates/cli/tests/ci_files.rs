//! What the repository has for CI and for coding agents does what it says, with this command in
//! the place of the npm package: the GitHub Action, the pre-commit hooks, the GitLab template and
//! the skill.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::process::{Command, Output};

use support::{DENY, case_with, folder, run_in};
use yaml_rust2::{Yaml, YamlLoader};

#[cfg(unix)]
const COMMAND: &str = env!("CARGO_BIN_EXE_vestibule");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap()
}

fn yaml(text: &str) -> Yaml {
    let documents = YamlLoader::load_from_str(text).unwrap();
    assert_eq!(documents.len(), 1);
    documents.into_iter().next().unwrap()
}

fn text<'y>(yaml: &'y Yaml, member: &str) -> &'y str {
    let value = yaml[member].as_str();
    value.unwrap_or_else(|| panic!("no text {member} in {yaml:?}"))
}

fn keys(yaml: &Yaml) -> BTreeSet<String> {
    let members = yaml.as_hash().unwrap().keys();
    members
        .map(|key| key.as_str().unwrap().to_owned())
        .collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// A folder with a case that passes, one that fails, and one whose name a shell would split.
fn suite(name: &str) -> PathBuf {
    let folder = folder(name);
    for (file, outcome) in [
        ("passes.json", "denied"),
        ("fails.json", "allowed"),
        ("with a $(space).json", "denied"),
    ] {
        let request = format!(
            r#"{{ "name": "from home", "principal": "arn:aws:iam::111122223333:user/alice", "network": {{ "sourceIp": "198.51.100.7" }}, "expect": {{ "outcome": "{outcome}" }} }}"#
        );
        let case = case_with(&format!(r#"{{ "resourceBased": {DENY} }}"#), &request);
        std::fs::write(folder.join(file), case).unwrap();
    }
    folder
}

/// Runs a script with these variables, and says its status and what it printed.
#[cfg(unix)]
fn shell(program: &str, script: &str, folder: &Path, env: &[(&str, &str)]) -> (i32, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(program)
        .args(["-c", script])
        .current_dir(folder)
        .env_remove("GITHUB_STEP_SUMMARY")
        .env("LC_ALL", "C")
        .envs(env.iter().copied())
        .output()
        .unwrap();
    let printed = [stdout, stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (status.code().unwrap(), printed.concat())
}

/// The version that is built, which the files fetch.
const VERSION: &str = env!("CARGO_PKG_VERSION");

#[test]
fn the_action_declares_what_it_uses() {
    let action = yaml(&read("action.yml"));
    let top = ["name", "description", "branding", "inputs", "runs"];
    assert_eq!(keys(&action), set(&top));
    assert_eq!(text(&action["runs"], "using"), "composite");
    let steps = action["runs"]["steps"].as_vec().unwrap();
    assert_eq!(steps.len(), 1);
    let step = &steps[0];
    let members = ["name", "shell", "working-directory", "env", "run"];
    assert_eq!(keys(step), set(&members));
    // Each input has a description and a default, and is used; nothing else is.
    let inputs = action["inputs"].as_hash().unwrap();
    for (name, input) in inputs {
        assert_eq!(keys(input), set(&["description", "default"]), "{name:?}");
    }
    let env = step["env"].as_hash().unwrap().values();
    let used = env.chain([&step["working-directory"]]).map(|value| {
        let value = value.as_str().unwrap();
        let name = value
            .strip_prefix("${{ inputs.")
            .and_then(|rest| rest.strip_suffix(" }}"));
        name.unwrap_or_else(|| panic!("{value}")).to_owned()
    });
    assert_eq!(used.collect::<BTreeSet<_>>(), keys(&action["inputs"]));
    // What an input says is never part of the script, so it cannot be one.
    let script = text(step, "run");
    assert!(!script.contains("${{"), "{script}");
    for name in keys(&step["env"]) {
        assert!(script.contains(&format!("${name}")), "{name} is not used");
    }
    assert_eq!(text(&action["inputs"]["version"], "default"), VERSION);
}

#[test]
fn the_action_is_documented() {
    let action = yaml(&read("action.yml"));
    let page = read("docs/test.md");
    let rows = page
        .lines()
        .filter_map(|line| line.strip_prefix("| input `"));
    let rows: Vec<(&str, &str)> = rows.map(|row| row.split_once('`').unwrap()).collect();
    let documented: BTreeSet<String> = rows.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(documented, keys(&action["inputs"]));
    for (name, row) in rows {
        let description = text(&action["inputs"][name], "description");
        assert!(row.contains(description), "{name}: {description} in {row}");
    }
    // The examples of the page name inputs that there are.
    let blocks = page.split("```yaml\n").skip(1);
    let blocks = blocks.filter_map(|block| block.split("\n```").next());
    let mut uses = 0;
    for block in blocks {
        let block = yaml(block);
        for job in block["jobs"]
            .as_hash()
            .into_iter()
            .flat_map(|jobs| jobs.values())
        {
            for step in job["steps"].as_vec().unwrap() {
                if step["uses"]
                    .as_str()
                    .is_some_and(|uses| uses.contains("vestibule@"))
                {
                    assert!(keys(&step["with"]).is_subset(&keys(&action["inputs"])));
                    uses += 1;
                }
            }
        }
    }
    assert!(uses > 0);
}

#[test]
#[cfg(unix)] // runners of other systems bring bash
fn the_action_runs_the_command() {
    let action = yaml(&read("action.yml"));
    let script = text(&action["runs"]["steps"][0], "run");
    let defaults: Vec<(String, String)> = action["runs"]["steps"][0]["env"]
        .as_hash()
        .unwrap()
        .iter()
        .map(|(name, value)| {
            let input = value.as_str().unwrap();
            let input = input
                .trim_start_matches("${{ inputs.")
                .trim_end_matches(" }}");
            let default = text(&action["inputs"][input], "default");
            (name.as_str().unwrap().to_owned(), default.to_owned())
        })
        .collect();
    let folder = suite("ci-action");
    let run = |env: &[(&str, &str)]| {
        let defaults = defaults.iter().map(|(name, value)| (&**name, &**value));
        let env: Vec<_> = defaults
            .chain([("VESTIBULE_COMMAND", COMMAND)])
            .chain(env.iter().copied())
            .collect();
        shell("bash", script, &folder, &env)
    };
    let (status, printed) = run(&[]);
    assert_eq!(status, 1, "{printed}");
    assert!(printed.contains("::error file="), "{printed}");
    let (status, printed) = run(&[("VESTIBULE_FILES", "passes.json\n\nwith a $(space).json\n")]);
    assert_eq!(status, 0, "{printed}");
    let (status, printed) = run(&[("VESTIBULE_FILES", "*.json"), ("VESTIBULE_FILTER", "none")]);
    assert_eq!(status, 2, "{printed}");
    // What looks like an option is a file.
    let (status, printed) = run(&[("VESTIBULE_FILES", "--version")]);
    assert_eq!(status, 2, "{printed}");
    let (status, _) = run(&[
        ("VESTIBULE_FILES", "passes.json"),
        ("VESTIBULE_COVERAGE", "true"),
        ("VESTIBULE_JUNIT", "out.xml"),
        ("VESTIBULE_SARIF", "out.sarif"),
        ("VESTIBULE_LCOV", "out.info"),
        ("GITHUB_STEP_SUMMARY", "summary.md"),
    ]);
    assert_eq!(status, 0);
    for (file, told) in [
        ("out.xml", "<testsuites"),
        ("out.sarif", "sarif"),
        ("out.info", "SF:passes.json"),
        (
            "summary.md",
            "statements that decide a tested sign-in: 1 of 1",
        ),
    ] {
        let written = std::fs::read_to_string(folder.join(file)).unwrap();
        assert!(written.contains(told), "{file}: {written}");
    }
}

#[test]
fn the_hooks_run_the_command() {
    let hooks = yaml(&read(".pre-commit-hooks.yaml"));
    let hooks = hooks.as_vec().unwrap();
    let page = read("docs/test.md");
    let folder = suite("ci-hooks");
    assert_eq!(hooks.len(), 2);
    for hook in hooks {
        for member in ["id", "name", "description", "entry", "language", "files"] {
            text(hook, member);
        }
        assert!(
            page.contains(&format!("`{}`", text(hook, "id"))),
            "{hook:?}"
        );
        let words = text(hook, "entry").split(' ');
        let given = hook["args"].as_vec().unwrap().iter();
        let args: Vec<&str> = words
            .chain(given.map(|arg| arg.as_str().unwrap()))
            .collect();
        assert_eq!(args[0], "vestibule");
        let run = run_in(&folder, &args[1..], b"");
        // One expectation fails, and the policy lets nobody in.
        assert_eq!(run.status, 1, "{args:?}: {run:?}");
    }
}

#[test]
#[cfg(unix)] // the image has a POSIX shell
fn the_template_runs_the_command() {
    let template = yaml(&read("ci/gitlab.yml"));
    assert_eq!(keys(&template), set(&["vestibule"]));
    let job = &template["vestibule"];
    let members = ["image", "variables", "script", "artifacts"];
    assert_eq!(keys(job), set(&members));
    assert_eq!(text(&job["variables"], "VESTIBULE_VERSION"), VERSION);
    let page = read("docs/test.md");
    let script = job["script"][0].as_str().unwrap();
    let folder = suite("ci-gitlab");
    let variables: Vec<(String, String)> = keys(&job["variables"])
        .into_iter()
        .map(|name| {
            assert!(
                page.contains(&format!("`{name}`")),
                "{name} is not documented"
            );
            assert!(script.contains(&format!("${name}")), "{name} is not used");
            let value = text(&job["variables"], &name).to_owned();
            (name, value)
        })
        .collect();
    let run = |env: &[(&str, &str)]| {
        let own = variables.iter().map(|(name, value)| (&**name, &**value));
        let own = own.chain([("VESTIBULE_COMMAND", COMMAND)]);
        let env: Vec<_> = own.chain(env.iter().copied()).collect();
        shell("sh", script, &folder, &env)
    };
    let (status, printed) = run(&[]);
    assert_eq!(status, 1, "{printed}");
    // The shell leaves a pattern to the command, and the report is where it is collected.
    let (status, printed) = run(&[("VESTIBULE_FILES", "p*.json")]);
    assert_eq!(status, 0, "{printed}");
    let report = text(&job["artifacts"]["reports"], "junit");
    let written = std::fs::read_to_string(folder.join(report)).unwrap();
    assert!(written.contains("passes.json") && !written.contains("fails.json"));
    let (status, printed) = run(&[("VESTIBULE_OPTIONS", "--filter none --coverage")]);
    assert_eq!(status, 2, "{printed}");
}

/// The fenced blocks of a language in Markdown.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let begin = format!("```{language}\n");
    let blocks = text.split(&*begin).skip(1);
    blocks
        .map(|block| block.split("\n```").next().unwrap())
        .collect()
}

#[test]
fn the_skill_can_be_followed() {
    let skill = read("skills/vestibule/SKILL.md");
    let rest = skill.strip_prefix("---\n").unwrap();
    let (head, body) = rest.split_once("\n---\n").unwrap();
    let head = yaml(head);
    // As agents that take skills demand.
    assert_eq!(text(&head, "name"), "vestibule");
    assert!(text(&head, "description").chars().count() <= 1024);
    assert!(skill.lines().count() < 500);
    let [case] = blocks(body, "json")[..] else {
        panic!("one case file")
    };
    let folder = folder("ci-skill");
    std::fs::write(folder.join("case.json"), case).unwrap();
    let [commands] = blocks(body, "sh")[..] else {
        panic!("one block of commands")
    };
    for line in commands.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!(words[0], "vestibule");
        let run = run_in(&folder, &words[1..], b"");
        assert_eq!(run.status, 0, "{line}: {run:?}");
    }
    // The commands that it names in passing are there.
    for (named, _) in body
        .match_indices("`vestibule ")
        .map(|(at, all)| (&body[at + all.len()..], ()))
    {
        let command = named.split(['`', ' ']).next().unwrap();
        let run = run_in(&folder, &[command, "--help"], b"");
        assert_eq!(run.status, 0, "{command}: {run:?}");
    }
}
