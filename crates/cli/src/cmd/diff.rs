//! `vestibule diff`.

use std::io;

use vestibule_answers::{Comparing, Swapped, SwappedFiles, account, diff, named_accounts, words};
use vestibule_l10n::Text;
use vestibule_syntax::diagnostic::{Joint, List, Message, code, name};
use vestibule_syntax::message;
use vestibule_wire::{
    AccountPolicies, Case, CaseFile, Comparison, DecidedBy, DocumentText, Finding, Kind, Policies,
    Severity, open_point, recognize,
};

use super::diff_plan::of_plan;
use super::{answer, case};
use crate::access::{Access, STDIN};
use crate::args::{AnswerFormat, Diff};
use crate::exit::Exit;
use crate::host::Host;
use crate::input::Files;
use crate::{findings, output};

/// The path that stands for no file, which is not read: git names it where a file was added or
/// deleted, on every system.
const NONE: &str = "/dev/null";

/// The account of policies that name none.
const SOME_ACCOUNT: &str = "111122223333";

pub(crate) fn run(args: &Diff, host: &dyn Host, language: &Text) -> io::Result<Exit> {
    let compared = match compare(args, host, language) {
        Ok(compared) => compared,
        Err(exit) => return Ok(exit),
    };
    let Compared {
        sides,
        found,
        swapped,
        notes,
    } = compared;
    let sections = || {
        let [before, after] = &sides;
        // A policy alone is one file, which git may call by another name.
        let place = |side: &Case, by: &DecidedBy| {
            let place = case::place_of_statement(side, by)?;
            let file = place.file.filter(|_| args.kind.is_none());
            Some(words::Place { file, ..place })
        };
        let place_after = |by: &DecidedBy| {
            let place = place(after, by)?;
            let file = place.file.map(|file| match &swapped {
                Some(swapped) => swapped.text(&file),
                None => file,
            });
            Some(words::Place { file, ..place })
        };
        let compared = words::Compared {
            is_of_many: before.organization().is_some(),
            networks: [&before.file().networks, &after.file().networks],
            places: [&|by| place(before, by), &place_after],
        };
        let mut sections = words::comparison(&found, &compared);
        if let Some(first) = sections.first_mut() {
            let told = readings_of(&found, before, language);
            let notes = notes.iter().cloned().map(words::Line::of);
            first.lines.splice(0..0, told.into_iter().chain(notes));
        }
        sections
    };
    let mut out = output::stdout(host);
    let output = match args.format {
        AnswerFormat::Json => out.json(&found),
        AnswerFormat::Text => answer::text(&mut out, language, &sections()),
        AnswerFormat::Markdown => answer::markdown(&mut out, language, &sections()),
    };
    let output = output.and_then(|()| out.flush());
    let exit = match found.equivalent {
        Some(true) => Exit::Done,
        // What is not known is no proof that nothing changes.
        Some(false) | None => Exit::Wrong,
    };
    let exit = sides
        .iter()
        .fold(exit, |exit, side| answer::exit(side, exit));
    exit.after(output)
}

/// What is compared, and what came of it.
pub(super) struct Compared {
    pub(super) sides: [Case; 2],
    pub(super) found: Comparison,
    /// Accounts of which one stands for the other.
    pub(super) swapped: Option<Swapped>,
    /// What the answer rests on.
    pub(super) notes: Vec<Message>,
}

fn compare(args: &Diff, host: &dyn Host, language: &Text) -> Result<Compared, Exit> {
    if let Some(plan) = &args.terraform {
        return of_plan(plan, args, host, language);
    }
    let before = args.before.as_deref().unwrap_or_default();
    let Some(after) = &args.after else {
        return readings(before, args, host, language);
    };
    let paths = [before, &**after];
    let refuse = |finding: Finding| {
        let complaint = findings::write(language, &finding, None, None);
        output::complain(host, complaint);
        Exit::Unusable
    };
    if paths == [STDIN; 2] {
        return Err(refuse(standard_input_twice()));
    }
    if paths == [NONE; 2] {
        return Err(refuse(nothing_to_compare()));
    }
    let allowed = Access::new(host, &args.allow.allow_path);
    let reading = Reading {
        allowed: &allowed,
        host,
        language,
    };
    match args.kind {
        Some(kind) => {
            let [before, after] = paths.map(|path| reading.policy(kind.0, path));
            let cases = [before?, after?];
            let account = match &args.account {
                Some(account) => account.clone(),
                None => one_account(kind.0, &cases).map_err(|finding| refuse(*finding))?,
            };
            let comparing = Comparing {
                account: Some(&account),
                phases: args.phases,
                ..Comparing::default()
            };
            reading.answer(cases, &comparing)
        }
        None => {
            let texts = paths.map(|path| reading.text(path));
            let [before, after] = texts;
            let texts = [before?, after?];
            let (cases, swapped) = reading.cases(paths, &texts)?;
            let comparing = Comparing {
                swapped: swapped.as_ref(),
                phases: args.phases,
                ..Comparing::default()
            };
            let compared = reading.answer(cases, &comparing)?;
            Ok(Compared {
                swapped,
                ..compared
            })
        }
    }
}

/// What each side takes a point to be of which they take other readings.
fn readings_of(found: &Comparison, before: &Case, language: &Text) -> Vec<words::Line> {
    let points = found.other_readings.iter().filter_map(|id| open_point(id));
    let lines = points.flat_map(|point| {
        let mut own = before.file().assumptions.iter();
        let is_other = own.any(|(id, shipped)| id == point.id && !shipped);
        let read = |is_other| {
            let text = language.reading(&point, is_other).unwrap_or_default();
            name(&text)
        };
        [
            message!(
                "before, {point}: {reading}",
                point = name(&point.id),
                reading = read(is_other)
            ),
            message!(
                "after, {point}: {reading}",
                point = name(&point.id),
                reading = read(!is_other)
            ),
        ]
    });
    lines.map(words::Line::of).collect()
}

/// A case file, and the same with other readings of points that AWS leaves open.
fn readings(path: &str, args: &Diff, host: &dyn Host, language: &Text) -> Result<Compared, Exit> {
    let points = &args.other_reading;
    let told = CaseFile {
        assumptions: points.iter().map(|id| (id.clone(), false)).collect(),
        ..CaseFile::default()
    };
    let told = Case::new(told, &vestibule_wire::NoFiles);
    if !told.findings().is_empty() {
        return Err(case::refused(told.findings(), host, language));
    }
    let allowed = Access::new(host, &args.allow.allow_path);
    let reading = Reading {
        allowed: &allowed,
        host,
        language,
    };
    let text = reading.text(path)?;
    let Some(before) = reading.case(path, &text)? else {
        return Err(case::refused(&[nothing_to_compare()], host, language));
    };
    let folders = allowed.and(".");
    let files = Files::of_case(&folders, path);
    let after = before.with_other_readings(points, &files);
    let comparing = Comparing {
        phases: args.phases,
        other_readings: points,
        ..Comparing::default()
    };
    reading.answer([before, after], &comparing)
}

/// Reads what is compared.
pub(super) struct Reading<'a> {
    pub(super) allowed: &'a Access<'a>,
    pub(super) host: &'a dyn Host,
    pub(super) language: &'a Text,
}

impl Reading<'_> {
    /// The bytes at a path; nothing where it stands for none.
    pub(super) fn text(&self, path: &str) -> Result<Option<Vec<u8>>, Exit> {
        if path == NONE {
            return Ok(None);
        }
        case::bytes(path, self.allowed, self.language).map(Some)
    }

    /// The case at a path; nothing where it stands for none.
    pub(super) fn case(&self, path: &str, text: &Option<Vec<u8>>) -> Result<Option<Case>, Exit> {
        let Some(bytes) = text else { return Ok(None) };
        let found = recognize(&String::from_utf8_lossy(bytes));
        let mut policies = found.policies.iter();
        if !found.is_case_file && policies.any(|policy| !policy.statements.is_empty()) {
            return Err(case::refused(
                &[policy_alone(path)],
                self.host,
                self.language,
            ));
        }
        let folders = self.allowed.and(".");
        let files = Files::of_case(&folders, path);
        let case = case::of_bytes(bytes, path, case::ANY, &files, self.host, self.language)?;
        self.usable(case, path).map(Some)
    }

    /// Both cases; the second with the account of the first in place of its own. Where one is
    /// none, it is the other without its policies.
    fn cases(
        &self,
        paths: [&str; 2],
        texts: &[Option<Vec<u8>>; 2],
    ) -> Result<([Case; 2], Option<Swapped>), Exit> {
        let [first, second] = texts;
        let [one, other] = paths;
        let (before, after) = match (self.case(one, first)?, self.case(other, second)?) {
            (Some(before), Some(after)) => (before, after),
            (Some(before), None) => {
                let after = without_policies(&before);
                return Ok(([before, after], None));
            }
            (None, Some(after)) => return Ok(([without_policies(&after), after], None)),
            (None, None) => return Err(Exit::Unusable),
        };
        let swapped = match (account(&before), account(&after)) {
            (Some(first), Some(second)) if first != second => Swapped::new(&first, &second),
            _ => return Ok(([before, after], None)),
        };
        let folders = self.allowed.and(".");
        let files = SwappedFiles {
            swapped: &swapped,
            files: &Files::of_case(&folders, other),
        };
        let bytes = swapped.bytes(second.as_deref().unwrap_or_default());
        let after = case::of_bytes(&bytes, other, case::ANY, &files, self.host, self.language)?;
        Ok(([before, after], Some(swapped)))
    }

    /// A case of one policy.
    fn policy(&self, kind: Kind, path: &str) -> Result<Case, Exit> {
        let document = (path != NONE).then(|| DocumentText::from_path(path));
        let file = CaseFile {
            policies: Policies::of_one(kind, name_of(path), document),
            ..CaseFile::default()
        };
        self.usable(Case::new(file, &Files::of_flags(self.allowed)), path)
    }

    /// A case of which complaints have been made, unless nothing can be said of it.
    fn usable(&self, case: Case, path: &str) -> Result<Case, Exit> {
        case::complain(&case, Some(path), self.host, self.language);
        let is_unread = case.unread().next().is_some();
        if case.is_usable() && !is_unread {
            Ok(case)
        } else {
            Err(Exit::Unusable)
        }
    }

    pub(super) fn answer(
        &self,
        [before, after]: [Case; 2],
        comparing: &Comparing<'_>,
    ) -> Result<Compared, Exit> {
        match diff(&before, &after, *comparing) {
            Ok(found) => Ok(Compared {
                sides: [before, after],
                found,
                swapped: None,
                notes: Vec::new(),
            }),
            Err(finding) => {
                let complaint = findings::write(self.language, &finding, None, None);
                output::complain(self.host, complaint);
                Err(Exit::Unusable)
            }
        }
    }
}

/// The same case for an account that has no policies.
fn without_policies(case: &Case) -> Case {
    let file = case.file();
    let policies = Policies {
        identity: file.policies.identity.as_ref().map(|_| Vec::new()),
        ..Policies::default()
    };
    let mut file = CaseFile {
        policies,
        ..file.clone()
    };
    let accounts = file.organization.iter_mut();
    for account in accounts.flat_map(|organization| &mut organization.accounts) {
        account.policies = AccountPolicies {
            identity: account.policies.identity.as_ref().map(|_| Vec::new()),
            ..AccountPolicies::default()
        };
    }
    Case::new(file, &vestibule_wire::NoFiles)
}

/// The name of a policy: that of its file.
pub(super) fn name_of(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let name = name.strip_suffix(".json").unwrap_or(name);
    (path != STDIN && !name.is_empty()).then(|| name.to_owned())
}

/// The account of two policies: the one that they name, or some account where they name none.
/// Policies of an organization are for many accounts.
fn one_account(kind: Kind, cases: &[Case; 2]) -> Result<String, Box<Finding>> {
    let mut named: Vec<String> = Vec::new();
    for account in cases.iter().flat_map(named_accounts) {
        if !named.contains(&account) {
            named.push(account);
        }
    }
    let is_of_many = matches!(kind, Kind::ResourceControl | Kind::ServiceControl);
    match named.as_slice() {
        [] => Ok(SOME_ACCOUNT.to_owned()),
        [account] if !is_of_many => Ok(account.clone()),
        named => {
            let named = named.iter().map(|account| code(account)).collect();
            let message = message!(
                "the policies name {accounts}, and what they change may differ from account to account",
                accounts = List::arg(Joint::And, named)
            );
            let help = message!("write which account is signed in to as `--account ID`");
            Err(Box::new(refused("missing-account", message, help)))
        }
    }
}

fn policy_alone(path: &str) -> Finding {
    refused(
        "policy-alone",
        message!(
            "{file} is a policy and not a case file",
            file = code(case::shown(path))
        ),
        message!("write of which kind the policies are, such as `--kind resource-based`"),
    )
}

pub(super) fn standard_input_twice() -> Finding {
    refused(
        "standard-input-twice",
        message!("standard input cannot be both sides of a comparison"),
        message!("name a file for one of them"),
    )
}

pub(super) fn nothing_to_compare() -> Finding {
    refused(
        "nothing-to-compare",
        message!("there is no file on either side of the comparison"),
        message!("name a file for one of them"),
    )
}

fn refused(code: &'static str, message: Message, help: Message) -> Finding {
    Finding::new(code, Severity::Error, message).help(help)
}
