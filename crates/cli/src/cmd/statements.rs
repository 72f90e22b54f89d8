//! `vestibule statements`.

use std::io;

use vestibule_answers::words::Line;
use vestibule_answers::{Comparing, diff, words};
use vestibule_l10n::Text as Words;
use vestibule_syntax::diagnostic::{Arg, Joint, List, code, name};
use vestibule_syntax::message;
use vestibule_wire::{
    Account, Case, CaseFile, Finding, Kind, NoFiles, OrganizationPolicy, PermissionStatement,
    Policies, Reading, Severity, SourceText, Statements, ToldBy, cloudformation, commands,
    organization_policies, python, recognize, statements, statements_of, terraform,
};

use super::{answer, case, diff as diffs};
use crate::access::Access;
use crate::args::{self, StatementFlags, StatementsAs};
use crate::exit::Exit;
use crate::findings;
use crate::host::Host;
use crate::output;

pub(crate) fn run(args: &args::Statements, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    let told = match told(args, host, words) {
        Ok(told) => told,
        Err(exit) => return Ok(exit),
    };
    let Told {
        made,
        by,
        policies,
        text,
    } = told;
    if let Some(made) = &made {
        complain(made, text.as_ref(), args, host, words);
    }
    let format = args.form.unwrap_or(match by {
        Some(ToldBy::Policy | ToldBy::List) | None => StatementsAs::Commands,
        Some(ToldBy::Statements) => StatementsAs::Policy,
    });
    let list = made.as_ref().map(|made| &*made.permission_statements);
    let list = list.unwrap_or_default();
    let mut out = output::stdout(host);
    let written = match format {
        StatementsAs::Commands => commands(list, &policies),
        StatementsAs::Python => python(list, &policies),
        StatementsAs::Policy => match &made {
            Some(made) => made.policy.text().unwrap_or_default().to_owned(),
            None => return Ok(refuse(&no_statements(), host, words)),
        },
        StatementsAs::Json => {
            let Some(made) = &made else {
                return Ok(refuse(&no_statements(), host, words));
            };
            let output = out.json(made).and_then(|()| out.flush());
            return exit(Some(made)).after(output);
        }
        StatementsAs::Terraform | StatementsAs::Cloudformation => {
            if !list.is_empty() || made.is_some() {
                // It is said, and nothing is written for it.
                let severity = match policies.is_empty() {
                    true => Severity::Error,
                    false => Severity::Warning,
                };
                let finding = no_type(severity);
                output::complain(host, findings::write(words, &finding, None, None));
            }
            if policies.is_empty() {
                return Ok(Exit::Unusable);
            }
            match format {
                StatementsAs::Terraform => terraform(&policies),
                _ => cloudformation(&policies),
            }
        }
    };
    let mut output = Ok(());
    for line in written.lines() {
        output = output.and_then(|()| out.line(line));
    }
    let output = output.and_then(|()| out.flush());
    exit(made.as_ref()).after(output)
}

/// The status by what no call makes.
fn exit(made: Option<&Statements>) -> Exit {
    let is_wrong = |made: &Statements| {
        !made.not_expressible.is_empty() || made.findings.iter().any(Finding::is_error)
    };
    if made.is_some_and(is_wrong) {
        Exit::Wrong
    } else {
        Exit::Done
    }
}

/// What flags or a file told.
struct Told {
    made: Option<Statements>,
    by: Option<ToldBy>,
    /// Policies of an organization.
    policies: Vec<OrganizationPolicy>,
    text: Option<SourceText>,
}

fn told(args: &args::Statements, host: &dyn Host, words: &Words) -> Result<Told, Exit> {
    let reading = Reading {
        account: args.account.clone(),
        assumptions: args
            .other_reading
            .iter()
            .map(|id| (id.clone(), false))
            .collect(),
    };
    let Some(path) = &args.file else {
        let one = of_flags(&args.statement);
        let made = statements_of(&[one], &reading).map_err(|found| {
            found
                .iter()
                .map(|finding| refuse(finding, host, words))
                .last()
                .unwrap_or(Exit::Unusable)
        })?;
        return Ok(Told {
            made: Some(made),
            by: Some(ToldBy::Statements),
            policies: Vec::new(),
            text: None,
        });
    };
    let allowed = Access::new(host, &args.allow.allow_path);
    let bytes = case::bytes(path, &allowed, words)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let policies = match args.kind {
        Some(kind) => of_one(kind.0, path, &text, args, host, words)?,
        None => of_case(&text),
    };
    if args.kind.is_some() {
        return Ok(Told {
            made: None,
            by: None,
            policies,
            text: None,
        });
    }
    if let Some(finding) = of_accounts(&text) {
        output::complain(
            host,
            findings::write(words, &finding, Some(case::shown(path)), None),
        );
    }
    let source = SourceText::from_bytes(&bytes);
    match statements(&text, &reading) {
        Ok((made, by)) => Ok(Told {
            made: Some(made),
            by: Some(by),
            policies,
            text: Some(source),
        }),
        // A case file may have policies of an organization alone.
        Err(_) if !policies.is_empty() && !has_own(&text) => Ok(Told {
            made: None,
            by: None,
            policies,
            text: None,
        }),
        Err(found) => {
            for finding in &found {
                let location = finding.span.map(|span| source.locate(span));
                let place = Some(case::shown(path));
                output::complain(host, findings::write(words, finding, place, location));
            }
            Err(Exit::Unusable)
        }
    }
}

/// Whether a case file tells a resource-based policy or what makes it.
fn has_own(text: &str) -> bool {
    let file = vestibule_wire::read_text::<CaseFile>(text);
    file.is_ok_and(|file| {
        file.policies.resource_based.is_some() || !file.policies.permission_statements.is_empty()
    })
}

/// The accounts of an organization that have resource-based policies of their own, which are not
/// written.
fn of_accounts(text: &str) -> Option<Finding> {
    let file = vestibule_wire::read_text::<CaseFile>(text).ok()?;
    let accounts = file.organization?.accounts.into_iter();
    let own = accounts.filter(|account| account.policies.resource_based.is_some());
    let own: Vec<Arg> = own.map(|account| name(&account.id)).collect();
    if own.is_empty() {
        return None;
    }
    let message = message!(
        "resource-based policies of single accounts are left out: {accounts}",
        accounts = List::arg(Joint::And, own)
    );
    let finding = Finding::new("organization-not-answered", Severity::Warning, message);
    Some(finding.help(message!(
        "write the policy of each account as `policies.resourceBased` of a case file"
    )))
}

/// The policies of the organization in a case file that holds them itself.
fn of_case(text: &str) -> Vec<OrganizationPolicy> {
    let file = vestibule_wire::read_text::<CaseFile>(text);
    file.map_or_else(|_| Vec::new(), |file| organization_policies(&file))
}

/// One policy of a file.
fn of_one(
    kind: Kind,
    path: &str,
    text: &str,
    args: &args::Statements,
    host: &dyn Host,
    words: &Words,
) -> Result<Vec<OrganizationPolicy>, Exit> {
    if !matches!(kind, Kind::ResourceControl | Kind::ServiceControl) {
        let message = message!("`--kind` tells a policy of an organization here");
        let finding = Finding::new("policy-kind", Severity::Error, message).help(message!(
            "write `--kind resource-control` or `--kind service-control`, or leave it out"
        ));
        return Err(refuse(&finding, host, words));
    }
    let found = recognize(text).policies.pop();
    let Some(found) = found else {
        let message = message!("{file} holds no policy", file = code(case::shown(path)));
        let finding = Finding::new("no-policy", Severity::Error, message)
            .help(message!("hand in the JSON of a policy"));
        return Err(refuse(&finding, host, words));
    };
    let name = args.name.clone().or_else(|| diffs::name_of(path));
    Ok(vec![OrganizationPolicy {
        kind,
        name: name.unwrap_or_else(|| "policy".to_owned()),
        targets: args.target.clone(),
        text: found.text,
    }])
}

fn of_flags(flags: &StatementFlags) -> PermissionStatement {
    PermissionStatement {
        source_vpc: flags.source_vpc.clone(),
        signin_source_vpce: flags.signin_source_vpce.clone(),
        console_source_vpce: flags.console_source_vpce.clone(),
        vpc_source_ip: flags.vpc_source_ip.clone(),
        source_ip: flags.source_ip.clone(),
        requested_region: flags.requested_region.clone(),
        excluded_principal: flags.excluded_principal.clone(),
        client_token: flags.client_token.clone(),
    }
}

fn refuse(finding: &Finding, host: &dyn Host, words: &Words) -> Exit {
    output::complain(host, findings::write(words, finding, None, None));
    Exit::Unusable
}

fn no_statements() -> Finding {
    let message = message!("the case has policies of an organization alone");
    Finding::new("no-statements", Severity::Error, message).help(message!(
        "write policies of an organization with another `--as`"
    ))
}

fn no_type(severity: Severity) -> Finding {
    let message = message!(
        "no type of Terraform or CloudFormation makes permission statements, so none is written"
    );
    Finding::new("no-template-type", severity, message).help(message!(
        "write `--as commands` or `--as python` for the calls that make them"
    ))
}

/// What is wrong, what no call makes, and what the two readings of several statements come to.
fn complain(
    made: &Statements,
    text: Option<&SourceText>,
    args: &args::Statements,
    host: &dyn Host,
    words: &Words,
) {
    let place = args.file.as_deref().map(case::shown);
    for finding in made.findings.iter().chain(&made.not_expressible) {
        let location = text.zip(finding.span);
        let location = location.map(|(text, span)| text.locate(span));
        output::complain(host, findings::write(words, finding, place, location));
    }
    if !made.assumptions.iter().any(|point| point == "J1") {
        return;
    }
    let message = message!(
        "AWS does not say whether several permission statements deny each by itself or are merged"
    );
    let finding = Finding::new("several-statements", Severity::Warning, message).help(message!(
        "compare below who gets in if they are merged; read each by itself, a sign-in has to pass all of them"
    ));
    output::complain(host, findings::write(words, &finding, place, None));
    if let Some(lines) = affected(made, args, words) {
        output::complain(host, lines.into_iter().map(output::Text::from).collect());
    }
}

/// Who gets in by one reading of several statements and not by the other.
fn affected(made: &Statements, args: &args::Statements, words: &Words) -> Option<Vec<String>> {
    let file = |merged: bool| CaseFile {
        account: Some(Account {
            id: Some(args.account.clone().unwrap_or_else(|| account_of(made))),
            ..Account::default()
        }),
        policies: Policies {
            permission_statements: made.permission_statements.clone(),
            // `aws login` needs an Allow, which is not what differs.
            identity: Some(Vec::new()),
            ..Policies::default()
        },
        assumptions: [("J1".to_owned(), !merged)].into_iter().collect(),
        ..CaseFile::default()
    };
    let [apart, merged] = [false, true].map(|merged| Case::new(file(merged), &NoFiles));
    let found = diff(&apart, &merged, Comparing::default()).ok()?;
    let compared = words::Compared {
        is_of_many: false,
        networks: [&[], &[]],
        places: [&|_| None, &|_| None],
    };
    let sections = words::comparison(&found, &compared);
    let mut lines = Vec::new();
    for section in &sections {
        lines.push(answer::plain(words, &section.title));
        collect(words, &section.lines, 1, &mut lines);
    }
    Some(lines)
}

fn collect(words: &Words, lines: &[Line], depth: usize, into: &mut Vec<String>) {
    for line in lines {
        into.push(format!(
            "{}{}",
            "  ".repeat(depth),
            answer::line(words, line)
        ));
        collect(words, &line.below, depth + 1, into);
    }
}

/// The account of the first principal that is excluded, or some account.
fn account_of(made: &Statements) -> String {
    let arns = made.permission_statements.iter();
    let mut arns = arns.filter_map(|one| one.excluded_principal.as_deref());
    let account = arns.find_map(|arn| arn.split(':').nth(4));
    account.unwrap_or("111122223333").to_owned()
}
