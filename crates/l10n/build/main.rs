//! Makes the table of the messages of all languages that a program carries. Each area has a
//! file in `text/`; a new file is found and need not be listed.

#[path = "../src/marks.rs"]
mod marks;
mod messages;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use messages::Table;

/// In the order of `Language::ALL`.
const LANGUAGES: [&str; 2] = ["en", "ja"];

/// What the messages of the areas that `<vestibule-example>` speaks of begin with.
const ELEMENT: [&str; 6] = [ANSWERS, "decision-", "embed-", MESSAGES, "surface-", "why-"];

/// What the messages of answers about all sign-ins begin with. The page starts without them.
const ANSWERS: &str = "answer-";

/// What the documentation of rules begins with. The page starts without it, too.
const RULES: &str = "rule-";

/// What the sentences of the crates about the user's input begin with.
const MESSAGES: &str = "message-";

/// What the messages of the areas that the command speaks of begin with. The page has neither of the
/// first two; answers have the first, since why somebody was denied explains decisions.
const COMMAND: [&str; 7] = [
    "command-",
    "frame-",
    MESSAGES,
    "assumption-",
    "surface-",
    ANSWERS,
    RULES,
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=text");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let table = table()?;
    fs::write(out.join("ids.rs"), format!("{:?}", table.ids()))?;
    let is_in = |areas: &[&str], id: &str| areas.iter().any(|area| id.starts_with(area));
    let [command, frame, ..] = COMMAND;
    let elsewhere = [command, frame, ANSWERS, RULES];
    let tables = [
        ("page", table.text(|id| !is_in(&elsewhere, id))),
        (
            "answers",
            table.text(|id| is_in(&[ANSWERS, RULES, MESSAGES, command], id)),
        ),
        ("element", table.text(|id| is_in(&ELEMENT, id))),
        ("command", table.text(|id| is_in(&COMMAND, id))),
    ];
    for (name, text) in tables {
        fs::write(out.join(format!("{name}.messages")), text)?;
    }
    Ok(())
}

/// The messages of all areas, in all languages.
fn table() -> Result<Table, Box<dyn Error>> {
    let mut table = Table::new(LANGUAGES.len());
    for (number, language) in LANGUAGES.into_iter().enumerate() {
        for entry in fs::read_dir(Path::new("text").join(language))? {
            let file = entry?.path();
            if file.extension().is_some_and(|extension| extension == "ftl") {
                let place = file.display();
                let text = fs::read_to_string(&file)
                    .map_err(|error| format!("cannot read {place}: {error}"))?;
                table
                    .add(number, &text)
                    .map_err(|error| format!("{place}: {error}"))?;
            }
        }
    }
    Ok(table)
}
