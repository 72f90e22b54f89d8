//! `vestibule collect`.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::Serialize;

use crate::args::Collect;
use crate::exit::Exit;
use crate::host::Host;
use crate::output;

/// The script, with marks around what only some flags need and where their values stand.
const SCRIPT: &str = include_str!("collect.sh");

pub(crate) fn run(args: &Collect, host: &dyn Host) -> io::Result<Exit> {
    let mut out = output::stdout(host);
    if args.policy {
        out.json(&policy(args))?;
    } else {
        out.script(script(args).as_bytes())?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// The script with the parts that the flags ask for.
fn script(args: &Collect) -> String {
    let mut script = String::new();
    let mut is_left_out = false;
    for line in SCRIPT.lines() {
        let mark = line
            .strip_prefix("#[")
            .and_then(|rest| rest.strip_suffix(']'));
        let Some(mark) = mark else {
            if !is_left_out {
                script.push_str(line);
                script.push('\n');
            }
            continue;
        };
        is_left_out = false;
        match mark {
            "settings" => settings(args, &mut script),
            "profiles" => profiles(args, &mut script),
            _ => is_left_out = !has(args, mark),
        }
    }
    script
}

/// Whether the part of the script with that mark is printed.
fn has(args: &Collect, part: &str) -> bool {
    match part {
        "organization" => !args.account,
        "role" => args.role.is_some(),
        "credentials" => args.credential_report,
        "all-regions" => args.region.is_empty(),
        "since" => args.since.is_some(),
        _ => true,
    }
}

fn settings(args: &Collect, script: &mut String) {
    let mut set = |name: &str, value: &str| {
        script.push_str(&format!("{name}={}\n", quoted(value)));
    };
    if !args.region.is_empty() {
        set("regions", &args.region.join(" "));
    }
    if let Some(role) = &args.role {
        set("role", role);
    }
    if let Some(since) = &args.since {
        set("since", since.trim_end_matches('/'));
    }
}

/// The profiles, as the arguments of the shell. One that is empty leaves it to the environment.
fn profiles(args: &Collect, script: &mut String) {
    script.push_str("set --");
    match args.profile.as_slice() {
        [] => script.push_str(" ''"),
        some => some
            .iter()
            .for_each(|profile| script.push_str(&format!(" {}", quoted(profile)))),
    }
    script.push('\n');
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// An IAM policy.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Policy {
    version: &'static str,
    statement: Vec<Statement>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Statement {
    sid: &'static str,
    effect: &'static str,
    action: BTreeSet<String>,
    resource: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    condition: BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>,
}

impl Statement {
    fn allow(sid: &'static str, action: BTreeSet<String>, resource: &str) -> Self {
        Self {
            sid,
            effect: "Allow",
            action,
            resource: resource.to_owned(),
            condition: BTreeMap::new(),
        }
    }
}

/// What the credentials need that run the script, by the calls in it.
fn policy(args: &Collect) -> Policy {
    let mut actions = actions(&script(args));
    // Everybody may ask who they are.
    actions.remove("sts:GetCallerIdentity");
    let mut take = |service: &str| -> BTreeSet<String> {
        let (of_it, others) = std::mem::take(&mut actions)
            .into_iter()
            .partition(|action| action.starts_with(service));
        actions = others;
        of_it
    };
    let (roles, organization) = (take("sts:"), take("organizations:"));
    let account = actions;
    let mut statement = Vec::new();
    if !organization.is_empty() {
        statement.push(Statement::allow("Organization", organization, "*"));
    }
    statement.push(Statement::allow("Account", account, "*"));
    if let Some(role) = &args.role {
        let role = format!("arn:aws:iam::*:role/{role}");
        let of_organization = BTreeMap::from([("aws:ResourceOrgID", "${aws:PrincipalOrgID}")]);
        statement.push(Statement {
            condition: BTreeMap::from([("StringEquals", of_organization)]),
            ..Statement::allow("RoleOfEachAccount", roles, &role)
        });
    }
    Policy {
        version: "2012-10-17",
        statement,
    }
}

/// The services of which the script calls operations.
const SERVICES: [&str; 5] = ["ec2", "iam", "organizations", "signin", "sts"];

/// The IAM actions of the calls in a script.
fn actions(script: &str) -> BTreeSet<String> {
    let mut actions = BTreeSet::new();
    let mut words = script.split_ascii_whitespace().peekable();
    while let Some(word) = words.next() {
        let Some(operation) = words.peek().filter(|_| SERVICES.contains(&word)) else {
            continue;
        };
        let is_part =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
        let operation = operation.trim_end_matches([':', '`', ';']);
        if operation.contains('-') && operation.split('-').all(is_part) {
            let parts = operation
                .split('-')
                .filter_map(|part| part.split_at_checked(1));
            let parts = parts.map(|(first, rest)| first.to_ascii_uppercase() + rest);
            actions.insert(format!("{word}:{}", parts.collect::<String>()));
        }
    }
    actions
}
