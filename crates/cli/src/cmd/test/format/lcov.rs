//! Coverage as `lcov` and what reads its files has it: `geninfo(1)` says what the records mean.

use std::collections::BTreeMap;
use std::io;

use vestibule_wire::PolicyCoverage;

use super::super::tested::Tested;
use crate::output::Output;

/// The name of what was read from standard input, which is no file.
const NO_FILE: &str = "<stdin>";

/// What is counted on one line.
#[derive(Default)]
struct Line {
    /// Of what stands on it, the one that does the least.
    count: Option<usize>,
    /// Of each condition: how often it holds, and how often it alone does not.
    conditions: Vec<[usize; 2]>,
}

impl Line {
    fn add(&mut self, count: usize) {
        self.count = Some(self.count.map_or(count, |known| known.min(count)));
    }
}

/// Writes a record for each file with policies. Each statement and condition is a line, and each
/// condition has two branches.
pub(in crate::cmd::test) fn write(out: &mut Output, tested: &Tested) -> io::Result<()> {
    let coverage = tested.coverage();
    let mut files: Vec<(&str, BTreeMap<u32, Line>)> = Vec::new();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let policies = coverage.policies.iter();
    for policy in policies.filter(|policy| policy.file != NO_FILE) {
        let number = *numbers.entry(&*policy.file).or_insert(files.len());
        if number == files.len() {
            files.push((&*policy.file, BTreeMap::new()));
        }
        if let Some((_, lines)) = files.get_mut(number) {
            note(policy, lines);
        }
    }
    files
        .iter()
        .try_for_each(|(file, lines)| record(out, file, lines))
}

fn note(policy: &PolicyCoverage, lines: &mut BTreeMap<u32, Line>) {
    for statement in &policy.statements {
        lines
            .entry(statement.line)
            .or_default()
            .add(statement.decided);
        for condition in &statement.conditions {
            let line = lines.entry(condition.line).or_default();
            line.add(condition.held + condition.stopped);
            line.conditions.push([condition.held, condition.stopped]);
        }
    }
}

fn record(out: &mut Output, file: &str, lines: &BTreeMap<u32, Line>) -> io::Result<()> {
    out.line("TN:")?;
    out.line(format!("SF:{file}"))?;
    let (mut found, mut hit) = (0_usize, 0_usize);
    for (number, line) in lines {
        for (block, condition) in line.conditions.iter().enumerate() {
            for (branch, taken) in condition.iter().enumerate() {
                out.line(format!("BRDA:{number},{block},{branch},{taken}"))?;
                found += 1;
                hit += usize::from(*taken > 0);
            }
        }
    }
    if found > 0 {
        out.line(format!("BRF:{found}"))?;
        out.line(format!("BRH:{hit}"))?;
    }
    let count = |line: &Line| line.count.unwrap_or(0);
    for (number, line) in lines {
        out.line(format!("DA:{number},{}", count(line)))?;
    }
    let hit = lines.values().filter(|line| count(line) > 0).count();
    out.line(format!("LF:{}", lines.len()))?;
    out.line(format!("LH:{hit}"))?;
    out.line("end_of_record")
}
