//! `vestibule init`.

use std::io;

use vestibule_answers::{Draft, draft};
use vestibule_l10n::{Text as Words, id};
use vestibule_syntax::message;
use vestibule_wire::{
    Account, Case, CaseFile, Checked, DocumentText, EndpointPolicy, Finding, Kind, NoFiles,
    NodePolicy, Policies, PrincipalPolicy, Severity, check_file, recognize,
};

use super::case::{refused, shown};
use super::diff::name_of;
use crate::access::{Access, STDIN};
use crate::args::Init;
use crate::exit::Exit;
use crate::host::Host;
use crate::output::{DIM, Text};
use crate::path::is_below;
use crate::unreadable::{named, reason};
use crate::{findings, input, output};

pub(crate) fn run(args: &Init, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    let file = match drafted(args, host, words) {
        Ok(file) => file,
        Err(exit) => return Ok(exit),
    };
    let mut out = output::stdout(host);
    let Some(path) = args.output.as_deref().filter(|path| *path != STDIN) else {
        let output = out.json(&file).and_then(|()| out.flush());
        return Exit::Done.after(output);
    };
    let text = output::json_text(&file)?;
    if let Err(error) = host.create(path, &text, args.force) {
        return Ok(refused(&[not_written(path, &error)], host, words));
    }
    let count = |count: usize| count.into();
    let counts = [
        ("networks", count(file.networks.len())),
        ("guarantees", count(file.held().len())),
        ("requests", count(file.requests.len())),
    ];
    let said = words.with(id!("frame-drafted"), &counts);
    let line = Text::from(path).plain(format!(": {said}"));
    let output = out.line(line).and_then(|()| out.flush());
    Exit::Done.after(output)
}

/// The case file; what none could be made of is complained of.
fn drafted(args: &Init, host: &dyn Host, words: &Words) -> Result<CaseFile, Exit> {
    let access = Access::new(host, &args.allow.allow_path);
    let mut read = Vec::new();
    let mut failed = None;
    for path in &args.files {
        match policy(path, args, &access, words) {
            Ok(policy) => read.push(policy),
            Err(exit) => failed = Some(exit),
        }
    }
    if let Some(exit) = failed {
        return Err(exit);
    }
    let resource_based = read.iter().filter(|of| of.kind == Kind::ResourceBased);
    if resource_based.count() > 1 {
        let message = message!("an account has one resource-based policy, and several are named");
        let help = message!("name one of them, or say of which kind they are with `--kind`");
        let finding = Finding::new("several-policies", Severity::Error, message);
        return Err(refused(&[finding.help(help)], host, words));
    }
    let file = CaseFile {
        account: args.account.as_ref().map(|id| Account {
            id: Some(id.clone()),
            ..Account::default()
        }),
        policies: policies(&read, |policy| DocumentText::new(&*policy.text)),
        ..CaseFile::default()
    };
    // What is wrong with a policy has been said, with its place.
    let case = Case::new(file.clone(), &NoFiles);
    let is_new = |finding: &&Finding| finding.is_error() && finding.policy.is_none();
    let wrong: Vec<Finding> = case.findings().iter().filter(is_new).cloned().collect();
    if !wrong.is_empty() {
        return Err(refused(&wrong, host, words));
    }
    let Draft { mut file, notes } =
        draft(&file).map_err(|finding| refused(&[*finding], host, words))?;
    for note in &notes {
        output::complain(host, findings::write(words, note, None, None));
    }
    let folder = args.output.as_deref().filter(|path| *path != STDIN);
    let folder = folder.and_then(|path| host.real(&host.beside(path, ".")).ok());
    file.policies = policies(&read, |policy| {
        let path = folder
            .as_deref()
            .and_then(|folder| beside(policy, folder, host));
        path.map_or_else(|| DocumentText::new(&*policy.text), DocumentText::from_path)
    });
    Ok(file)
}

/// A policy that was read.
struct Read<'a> {
    path: &'a str,
    kind: Kind,
    name: Option<String>,
    text: String,
}

/// Reads a policy. One that AWS would refuse holds nothing yet that could be kept.
fn policy<'a>(
    path: &'a str,
    args: &Init,
    access: &Access<'_>,
    words: &Words,
) -> Result<Read<'a>, Exit> {
    let host = access.host;
    let bytes = input::read(access, path).map_err(|finding| refused(&[*finding], host, words))?;
    let mut checked = check_file(&bytes, None);
    let recognized = recognize(checked.text());
    let mut found = recognized.policies.into_iter();
    let first = found.next();
    let is_told = first.as_ref().is_some_and(|policy| policy.layer.is_some());
    if let (Some(kind), false) = (args.kind, is_told) {
        checked = check_file(&bytes, Some(kind.0));
    }
    let write = |finding: &Finding| {
        let location = finding.span.map(|span| checked.locate(span));
        findings::write(words, finding, Some(shown(path)), location)
    };
    let lines = findings::write_some(words, checked.findings.iter(), write);
    output::complain(host, lines);
    if checked.has_errors() {
        return Err(Exit::Unusable);
    }
    if !is_told && args.kind.is_none() {
        output::complain(host, vec![guessed(path, &checked, words)]);
    }
    let told = first.and_then(|policy| policy.name);
    Ok(Read {
        path,
        kind: checked.kind,
        name: told.or_else(|| name_of(path)),
        text: checked.text().to_owned(),
    })
}

/// `policy.json: rcp policy (guessed: …)`.
fn guessed(path: &str, checked: &Checked, words: &Words) -> Text {
    let kind = [("kind", checked.kind.name().into())];
    let kind = words.with(id!("frame-kind"), &kind);
    let line = Text::from(format!("{}: {kind}", shown(path)));
    match &checked.guessed {
        Some(why) => {
            let why = [("why", words.line(why).into())];
            line.styled(DIM, format!(" {}", words.with(id!("frame-guessed"), &why)))
        }
        None => line,
    }
}

/// The policies, each where those of its kind stand.
fn policies(read: &[Read<'_>], document: impl Fn(&Read<'_>) -> DocumentText) -> Policies {
    let mut all = Policies::default();
    for policy in read {
        let (name, document) = (policy.name.clone(), document(policy));
        let of_node = |name, document| NodePolicy {
            name,
            attached_to: None,
            document,
        };
        match policy.kind {
            Kind::ResourceBased => all.resource_based = Some(document),
            Kind::ResourceControl => all.resource_control.push(of_node(name, document)),
            Kind::ServiceControl => all.service_control.push(of_node(name, document)),
            Kind::Identity => all.identity.get_or_insert_default().push(PrincipalPolicy {
                name,
                principal: None,
                document,
            }),
            Kind::VpcEndpoint => all.vpc_endpoint.push(EndpointPolicy {
                // Without one they are called by the endpoints that an output names.
                name: None,
                endpoint: None,
                document,
            }),
        }
    }
    all
}

/// The path by which the case file in a folder names a policy: of a file that lies below it,
/// from where every command reads it.
fn beside(policy: &Read<'_>, folder: &str, host: &dyn Host) -> Option<String> {
    if policy.path == STDIN {
        return None;
    }
    let real = host.real(policy.path).ok()?;
    // What comes out of a pipe is gone.
    host.read_regular(&real, 1).ok()?;
    let rest = real
        .strip_prefix(folder)
        .filter(|_| is_below(&real, folder))?;
    let rest = rest.trim_start_matches(['/', '\\']);
    // So that no name is taken for a document.
    Some(format!("./{}", rest.replace('\\', "/")))
}

pub(super) fn not_written(path: &str, error: &io::Error) -> Finding {
    if error.kind() == io::ErrorKind::AlreadyExists {
        let message = message!("{path} is there already", path = named(path));
        let help = message!("name another file, or replace it with `--force`");
        return Finding::new("file-exists", Severity::Error, message).help(help);
    }
    let message = message!(
        "{path} cannot be written: {reason}",
        path = named(path),
        reason = reason(error)
    );
    let help = message!("check the path, and that you may write there");
    Finding::new("file-not-written", Severity::Error, message).help(help)
}
