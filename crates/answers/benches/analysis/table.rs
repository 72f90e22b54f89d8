//! Figures, and the table of them.

use std::path::Path;

use serde_json::{Value, json};

/// How long one tool takes for one work, in microseconds.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    case: String,
    work: String,
    tool: String,
    median: f64,
    best: f64,
}

impl Figure {
    pub(crate) fn of(case: &str, work: &str, tool: &str, times: &[f64]) -> Self {
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        Self {
            case: case.to_owned(),
            work: work.to_owned(),
            tool: tool.to_owned(),
            median: sorted[sorted.len() / 2],
            best: sorted[0],
        }
    }
}

pub(crate) fn to_json(figures: &[Figure]) -> Value {
    let one = |figure: &Figure| {
        json!({
            "case": figure.case, "work": figure.work, "tool": figure.tool,
            "median": figure.median, "best": figure.best,
        })
    };
    figures.iter().map(one).collect()
}

/// All figures that tools have left in a folder.
pub(crate) fn read(folder: &Path) -> Vec<Figure> {
    let files = ["native.json", "node.json", "chromium.json", "z3.json"];
    let texts = files
        .iter()
        .filter_map(|name| std::fs::read_to_string(folder.join(name)).ok());
    let lists = texts.map(|text| serde_json::from_str::<Vec<Value>>(&text).expect("figures"));
    let figure = |value: Value| {
        let text = |name: &str| value[name].as_str().expect("a text").to_owned();
        let number = |name: &str| value[name].as_f64().expect("a number");
        Figure {
            case: text("case"),
            work: text("work"),
            tool: text("tool"),
            median: number("median"),
            best: number("best"),
        }
    };
    lists.flatten().map(figure).collect()
}

/// Milliseconds, median and best, each tool in a column.
pub(crate) fn print(figures: &[Figure]) {
    let mut tools: Vec<&str> = Vec::new();
    let mut rows: Vec<(&str, &str)> = Vec::new();
    for figure in figures {
        if !tools.contains(&&*figure.tool) {
            tools.push(&figure.tool);
        }
        if !rows.contains(&(&figure.case, &figure.work)) {
            rows.push((&figure.case, &figure.work));
        }
    }
    println!("\nmilliseconds, median and best");
    let heads: String = tools.iter().map(|tool| format!("{tool:>24}")).collect();
    println!("{:<46}{heads}", "");
    for (case, work) in rows {
        let cell = |tool: &&str| {
            let mut found = figures.iter();
            let found = found.find(|f| f.case == case && f.work == work && f.tool == **tool);
            found.map_or_else(
                || format!("{:>24}", "-"),
                |f| format!("{:>13.3} {:>10.3}", f.median / 1e3, f.best / 1e3),
            )
        };
        let cells: String = tools.iter().map(cell).collect();
        println!("{:<46}{cells}", format!("{case}: {work}"));
    }
}
