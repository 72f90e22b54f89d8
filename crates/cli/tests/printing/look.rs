//! Runs the command as a terminal or a runner of builds does, and looks at what it prints.

use std::path::Path;
use std::process::{Command, Stdio};

use vestibule_syntax::visible::is_unseen;

/// Where the output of a run goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) colour: bool,
    pub(crate) runner: Option<&'static str>,
}

pub(crate) const PLAIN: Look = Look {
    colour: false,
    runner: None,
};
pub(crate) const COLOURED: Look = Look {
    colour: true,
    runner: None,
};
pub(crate) const LOOKS: [Look; 5] = [
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
pub(crate) fn run_and_look(folder: &Path, args: &[&str], look: Look) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vestibule"));
    command
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env("COLUMNS", "100")
        .env("LC_ALL", "C");
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
    let plain = if args.contains(&"github") {
        without_commands(&stdout)
    } else {
        stdout.clone()
    };
    for printed in [&plain, &stderr] {
        look_at(printed, look)
            .unwrap_or_else(|what| panic!("{what}: {args:?} {look:?}\n{printed:?}"));
    }
    (stdout, stderr)
}

/// Annotations of GitHub without what makes a command of each.
fn without_commands(printed: &str) -> String {
    let plain = |line: &str| {
        let commands = ["::error ", "::warning ", "::notice "];
        let rest = commands
            .iter()
            .find_map(|command| line.strip_prefix(command));
        let Some((properties, message)) = rest.and_then(|rest| rest.split_once("::")) else {
            panic!("{line:?} is no command");
        };
        for property in properties.split(',') {
            let known = ["file", "line", "endLine", "col", "endColumn", "title"];
            let name = property.split('=').next().unwrap();
            assert!(known.contains(&name), "{name:?} in {line:?}");
            assert!(!property.contains(':'), "{property:?} in {line:?}");
        }
        format!("{properties} {message}\n")
    };
    printed.lines().map(plain).collect()
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
