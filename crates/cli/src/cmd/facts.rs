//! `vestibule facts`.

use std::io;

use vestibule_l10n::Text as Words;
use vestibule_syntax::diagnostic::{Arg, Joint, List, Message, code};
use vestibule_syntax::message;
use vestibule_wire::{
    ActionFact, ActionRole, FactList, FactSource, Facts, KeyFact, ManagedPolicyFact, OperatorFact,
    OperatorFamily, QuotaFact, QuotaName, QuotaUnit, ServiceFact, ValueKind, facts,
};

use super::answer::plain;
use super::sheet::{Cell, Sheet, markdown, tables};
use crate::args::{self, AnswerFormat, FactsOf};
use crate::exit::Exit;
use crate::host::Host;
use crate::output::{self, BOLD, DIM, Output, Text};

pub(crate) fn run(args: &args::Facts, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    let facts = facts(match args.of {
        FactsOf::Keys => Some(FactList::Keys),
        FactsOf::Actions => Some(FactList::Actions),
        FactsOf::Operators => Some(FactList::Operators),
        FactsOf::Services => Some(FactList::Services),
        FactsOf::Quotas => Some(FactList::Quotas),
        FactsOf::ManagedPolicies => Some(FactList::ManagedPolicies),
        FactsOf::Sources => Some(FactList::Sources),
        FactsOf::All => None,
    });
    let mut out = output::stdout(host);
    match args.format {
        AnswerFormat::Json => out.json(&facts)?,
        AnswerFormat::Text => {
            tables(&mut out, output::width(host), words, &sheets(&facts))?;
            source_lines(&mut out, words, &facts.sources)?;
        }
        AnswerFormat::Markdown => {
            let mut sheets = sheets(&facts);
            sheets.push(sources(&facts.sources));
            markdown(&mut out, words, &sheets)?;
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// The lists that were asked for, without the sources.
fn sheets(facts: &Facts) -> Vec<Sheet> {
    let lists = [
        facts.keys.as_deref().map(keys),
        facts.actions.as_deref().map(actions),
        facts.operators.as_deref().map(operators),
        facts.services.as_deref().map(services),
        facts.quotas.as_deref().map(quotas),
        facts.managed_policies.as_deref().map(managed),
    ];
    lists.into_iter().flatten().collect()
}

fn keys(keys: &[KeyFact]) -> Sheet {
    let row = |key: &KeyFact| {
        let values = kind(key.values);
        let name = if key.name.ends_with('/') {
            format!("{}…", key.name)
        } else {
            key.name.clone()
        };
        vec![
            Cell::code(&name),
            if key.several {
                message!("{values}, several", values = values).into()
            } else {
                values.into()
            },
            if key.named {
                Cell::codes(&key.operators)
            } else {
                list(key.families.iter().map(|name| family(*name)).collect()).into()
            },
            numbers(key),
            Cell::codes(&key.open_points),
            Cell::codes(&key.sources),
        ]
    };
    Sheet {
        title: message!("condition keys"),
        note: Some(message!(
            "actions are numbered: 1 is `signin:Authenticate`, 2 `signin:AuthorizeOAuth2Access`, 3 `signin:CreateOAuth2Token`"
        )),
        head: vec![
            message!("key"),
            message!("values"),
            message!("operators"),
            message!("actions"),
            message!("open points"),
            message!("sources"),
        ],
        rows: keys.iter().map(row).collect(),
    }
}

/// The numbers of the actions that offer a key.
fn numbers(key: &KeyFact) -> Cell {
    let numbers = key.actions.iter().map(|action| *action as u32 + 1);
    Cell::Codes(numbers.map(|number| number.to_string()).collect())
}

fn actions(actions: &[ActionFact]) -> Sheet {
    let row = |action: &ActionFact| {
        let role = match (action.role, action.position) {
            (ActionRole::SignIn, Some(number)) => {
                message!("action {number} of a sign-in", number = number)
            }
            (ActionRole::SignIn, None) => message!("a sign-in passes it"),
            (ActionRole::Oauth, _) => message!("clients of OAuth call it"),
            (ActionRole::VpcEndpoint, _) => message!("for policies of VPC endpoints alone"),
            (ActionRole::ControlPlane, _) => message!("manages console authorization"),
            (ActionRole::Applications, _) => {
                message!("the console calls it for IAM Identity Center")
            }
        };
        vec![
            Cell::code(&action.name),
            role.into(),
            Cell::codes(&action.sources),
        ]
    };
    Sheet {
        title: message!("actions of AWS Sign-In"),
        note: None,
        head: vec![message!("action"), message!("role"), message!("sources")],
        rows: actions.iter().map(row).collect(),
    }
}

fn operators(operators: &[OperatorFact]) -> Sheet {
    let row = |operator: &OperatorFact| {
        let missing = match operator.when_missing {
            Some(true) => message!("it holds"),
            Some(false) => message!("it does not hold"),
            None => message!("that is what it asks"),
        };
        vec![
            Cell::code(&operator.name),
            family(operator.family).into(),
            missing.into(),
            yes(operator.if_exists).into(),
            yes(operator.variables).into(),
            Cell::codes(&operator.sources),
        ]
    };
    Sheet {
        title: message!("condition operators"),
        note: None,
        head: vec![
            message!("operator"),
            message!("family"),
            message!("without the key"),
            message!("takes `IfExists`"),
            message!("policy variables"),
            message!("sources"),
        ],
        rows: operators.iter().map(row).collect(),
    }
}

fn services(services: &[ServiceFact]) -> Sheet {
    let row = |service: &ServiceFact| {
        vec![
            Cell::code(&service.prefix),
            Cell::Text(service.name.clone()),
            Cell::codes(&service.sources),
        ]
    };
    Sheet {
        title: message!("services that resource control policies support"),
        note: Some(message!(
            "AWS adds to them from month to month: one that is not here may be supported by now"
        )),
        head: vec![message!("prefix"), message!("service"), message!("sources")],
        rows: services.iter().map(row).collect(),
    }
}

fn quotas(quotas: &[QuotaFact]) -> Sheet {
    let row = |quota: &QuotaFact| {
        let limit = match (quota.limit, quota.unit) {
            (None, _) => message!("AWS publishes no number"),
            (Some(limit), QuotaUnit::Characters) => {
                message!("{limit} characters", limit = limit)
            }
            (Some(limit), QuotaUnit::Policies) => message!("{limit} policies", limit = limit),
            (Some(limit), QuotaUnit::Statements) => message!("{limit} statements", limit = limit),
        };
        let point: Vec<String> = quota.open_point.iter().cloned().collect();
        vec![
            quota_name(quota.quota).into(),
            limit.into(),
            Cell::codes(&point),
            Cell::codes(&quota.sources),
        ]
    };
    Sheet {
        title: message!("quotas"),
        note: None,
        head: vec![
            message!("quota"),
            message!("limit"),
            message!("open points"),
            message!("sources"),
        ],
        rows: quotas.iter().map(row).collect(),
    }
}

fn managed(policies: &[ManagedPolicyFact]) -> Sheet {
    let row = |policy: &ManagedPolicyFact| {
        let version: Message = match &policy.version {
            Some(version) => message!("{it}", it = code(version)),
            None => message!("written from what the guide says"),
        };
        vec![
            Cell::codes(std::slice::from_ref(&policy.name)),
            version.into(),
            Cell::Text(policy.created.clone()),
            Cell::codes(&policy.sources),
        ]
    };
    Sheet {
        title: message!("policies that AWS manages for its Sign-In"),
        note: Some(message!(
            "`--format json` has the documents, which a case file takes as they are"
        )),
        head: vec![
            message!("policy"),
            message!("version"),
            message!("created"),
            message!("sources"),
        ],
        rows: policies.iter().map(row).collect(),
    }
}

fn quota_name(name: QuotaName) -> Message {
    match name {
        QuotaName::ResourceControlSize => message!("size of a resource control policy"),
        QuotaName::ResourceControlAttached => message!(
            "resource control policies of one root, OU or account, with `RCPFullAWSAccess`"
        ),
        QuotaName::ServiceControlSize => message!("size of a service control policy"),
        QuotaName::ServiceControlAttached => {
            message!("service control policies of one root, OU or account")
        }
        QuotaName::VpcEndpointSize => message!("size of the policy of a VPC endpoint"),
        QuotaName::ResourceBasedSize => {
            message!("size of the account's sign-in resource-based policy")
        }
        QuotaName::PermissionStatements => message!("permission statements of an account"),
    }
}

fn sources(sources: &[FactSource]) -> Sheet {
    let row = |source: &FactSource| {
        vec![
            Cell::code(&source.tag),
            Cell::Text(source.date.clone()),
            Cell::Text(source.title.clone()),
            Cell::Text(source.address.clone()),
        ]
    };
    Sheet {
        title: message!("sources"),
        note: None,
        head: vec![
            message!("tag"),
            message!("as of"),
            message!("title"),
            message!("address"),
        ],
        rows: sources.iter().map(row).collect(),
    }
}

fn kind(kind: ValueKind) -> Message {
    match kind {
        ValueKind::Text => message!("text"),
        ValueKind::Address => message!("IP address"),
        ValueKind::Date => message!("date"),
        ValueKind::Number => message!("number"),
        ValueKind::EpochSeconds => message!("date as a number"),
        ValueKind::Boolean => message!("boolean"),
        ValueKind::Arn => message!("ARN"),
        ValueKind::PrincipalArn => message!("ARN of a principal"),
        ValueKind::Account => message!("account id"),
        ValueKind::Organization => message!("organization id"),
        ValueKind::OrganizationPath => message!("organization path"),
        ValueKind::Vpc => message!("VPC id"),
        ValueKind::Endpoint => message!("VPC endpoint id"),
        ValueKind::Region => message!("Region"),
        ValueKind::Service => message!("service of AWS"),
        ValueKind::Word => message!("word that AWS defines"),
    }
}

fn family(family: OperatorFamily) -> Message {
    match family {
        OperatorFamily::String => message!("string operators"),
        OperatorFamily::Arn => message!("ARN operators"),
        OperatorFamily::Address => message!("IP address operators"),
        OperatorFamily::Numeric => message!("numeric operators"),
        OperatorFamily::Date => message!("date operators"),
        OperatorFamily::Boolean => message!("Boolean operators"),
        OperatorFamily::Binary => message!("binary operators"),
        OperatorFamily::Null => message!("asks whether a key is there"),
    }
}

fn yes(is_so: bool) -> Message {
    if is_so {
        message!("yes")
    } else {
        message!("no")
    }
}

/// `a, b and c`.
fn list(items: Vec<Message>) -> Message {
    let items = items.into_iter().map(Arg::from).collect();
    message!("{it}", it = List::arg(Joint::And, items))
}

/// The sources, with addresses that are not broken.
fn source_lines(out: &mut Output, words: &Words, sources: &[FactSource]) -> io::Result<()> {
    let title = message!("sources");
    out.line(Text::default().styled(BOLD, plain(words, &title)))?;
    for source in sources {
        let tag = Text::from("  ").styled(BOLD, &*source.tag);
        let date = message!("as of {date}", date = code(&source.date));
        let title = tag.plain(format!(" {}, ", source.title));
        out.line(title.plain(plain(words, &date)))?;
        out.line(Text::from("    ").styled(DIM, &*source.address))?;
    }
    Ok(())
}
