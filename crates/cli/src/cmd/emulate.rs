//! `vestibule emulate`.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;

use serde::Deserialize;
use vestibule_emulator::{
    Event, Guard, IDEMPOTENCY_WINDOW, MAX_PAGE, MAX_STATEMENTS, Service, Session, Settings, State,
    Store, StoreError, Watch, entry, serve, utc, write_aws_data,
};
use vestibule_l10n::{Text as Words, id};
use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::{CaseFile, Finding, Severity, SourceText, read_text};

use super::case::{self, refused};
use crate::access::Access;
use crate::args::Emulate;
use crate::exit::Exit;
use crate::host::Host;
use crate::output::{self, DIM, Text, of_severity};
use crate::unreadable::{named, reason};
use crate::{findings, input};

/// The account where nothing says which one is meant: AWS's example.
const ACCOUNT: &str = "111122223333";

pub(crate) fn run(args: &Emulate, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    match prepared(args, host, words) {
        Ok((listener, service, log)) => listen(listener, service, log, args, host, words),
        Err(exit) => Ok(exit),
    }
}

fn prepared(
    args: &Emulate,
    host: &dyn Host,
    words: &Words,
) -> Result<(TcpListener, Service, Option<File>), Exit> {
    let fail = |finding: Box<Finding>| refused(&[*finding], host, words);
    let listener = bound(args).map_err(fail)?;
    if let Some(folder) = &args.aws_data_path {
        let written = write_aws_data(Path::new(folder));
        written.map_err(|error| fail(Box::new(not_written(folder, &error))))?;
    }
    let log = args.log.as_deref().map(opened).transpose().map_err(fail)?;
    let (state, store) = state(args, host, words)?;
    let account = state.account().unwrap_or(ACCOUNT).to_owned();
    let of_account = Settings::of_account(account);
    let count = |given: Option<u64>, most: usize| {
        let given = given.and_then(|count| usize::try_from(count).ok());
        given.map_or(most, |count| count.min(most))
    };
    let settings = Settings {
        caller: args.caller.clone().unwrap_or(of_account.caller),
        max_statements: count(args.max_statements, MAX_STATEMENTS),
        max_requests: args.max_requests,
        page_size: count(args.page_size, MAX_PAGE),
        replication_delay: args.replication_delay.unwrap_or(0),
        idempotency_window: args.idempotency_window.unwrap_or(IDEMPOTENCY_WINDOW),
        account: of_account.account,
    };
    let guard = args.guard.then(Guard::default);
    Ok((listener, Service::new(state, settings, guard, store), log))
}

/// The socket. An address that other machines reach has to be asked for twice.
fn bound(args: &Emulate) -> Result<TcpListener, Box<Finding>> {
    let Ok(address) = args.listen.parse::<SocketAddr>() else {
        let message = message!(
            "{text} is no address with a port",
            text = code(&args.listen)
        );
        let help = message!("write one such as `127.0.0.1:8098` or `[::1]:8098`");
        let finding = Finding::new("invalid-address", Severity::Error, message);
        return Err(Box::new(finding.help(help)));
    };
    if !address.ip().is_loopback() && !args.allow_remote {
        let message = message!(
            "other machines reach {address}, and the emulator checks no credentials",
            address = code(&address.to_string())
        );
        let help = message!("listen on 127.0.0.1, or add `--allow-remote`");
        let finding = Finding::new("not-loopback", Severity::Error, message);
        return Err(Box::new(finding.help(help)));
    }
    TcpListener::bind(address).map_err(|error| {
        let address = code(&address.to_string());
        if error.kind() == ErrorKind::AddrInUse {
            let message = message!("another program listens on {address}", address = address);
            let help =
                message!("end it, or name another port with `--listen`; port 0 takes a free one");
            let finding = Finding::new("address-in-use", Severity::Error, message);
            return Box::new(finding.help(help));
        }
        let message = message!(
            "nobody can listen on {address}: {reason}",
            address = address,
            reason = reason(&error)
        );
        let help = message!("name another address with `--listen`");
        Box::new(Finding::new("cannot-listen", Severity::Error, message).help(help))
    })
}

fn opened(path: &str) -> Result<File, Box<Finding>> {
    let mut options = OpenOptions::new();
    let log = options.create(true).append(true).open(path);
    log.map_err(|error| Box::new(not_usable("log-not-written", path, &error)))
}

fn not_written(folder: &str, error: &io::Error) -> Finding {
    if error.kind() == ErrorKind::AlreadyExists {
        let message = message!(
            "{folder} has endpoint rules of somebody else for Sign-In",
            folder = named(folder)
        );
        let help = message!("name another folder with `--aws-data-path`");
        return Finding::new("file-exists", Severity::Error, message).help(help);
    }
    not_usable("file-not-written", folder, error)
}

fn not_usable(code: &'static str, path: &str, error: &io::Error) -> Finding {
    let message = message!(
        "{path} cannot be used: {reason}",
        path = named(path),
        reason = reason(error)
    );
    let help = message!("check the path, and that you may read and write there");
    Finding::new(code, Severity::Error, message).help(help)
}

/// The state to begin with: that of the file, else a new one.
fn state(args: &Emulate, host: &dyn Host, words: &Words) -> Result<(State, Option<Store>), Exit> {
    let fail = |finding: Finding| refused(&[finding], host, words);
    let Some(path) = args.state.as_deref() else {
        return Ok((fresh(args, host, words)?, None));
    };
    let (mut store, bytes) =
        Store::open(Path::new(path)).map_err(|error| fail(store_error(path, &error)))?;
    let Some(bytes) = bytes else {
        let state = fresh(args, host, words)?;
        let written = state.to_bytes().map(|bytes| store.write(bytes));
        return match written {
            Some(Ok(())) => Ok((state, Some(store))),
            Some(Err(error)) => Err(fail(store_error(path, &error))),
            None => Err(fail(store_error(path, &StoreError::TooLarge))),
        };
    };
    let begins = [
        ("--case", args.case.is_some()),
        ("--sessions", args.sessions.is_some()),
        ("--account", args.account.is_some()),
        ("--target", !args.target.is_empty()),
    ];
    if let Some((flag, _)) = begins.iter().find(|(_, is_given)| *is_given) {
        let message = message!(
            "{path} has a state already, so {flag} has no meaning",
            path = named(path),
            flag = code(flag)
        );
        let help = message!("leave the flag out, or name a new file with `--state`");
        return Err(fail(
            Finding::new("state-exists", Severity::Error, message).help(help),
        ));
    }
    let state = State::read(&bytes).map_err(|found| {
        complain(&found, &bytes, path, host, words);
        Exit::Unusable
    })?;
    Ok((state, Some(store)))
}

fn complain(found: &[Finding], bytes: &[u8], path: &str, host: &dyn Host, words: &Words) {
    let text = SourceText::from_bytes(bytes);
    let write = |finding: &Finding| {
        let location = finding.span.map(|span| text.locate(span));
        findings::write(words, finding, Some(path), location)
    };
    output::complain(host, findings::write_some(words, found.iter(), write));
}

fn store_error(path: &str, error: &StoreError) -> Finding {
    match error {
        StoreError::InUse => {
            let message = message!(
                "another emulator keeps its state in {path}",
                path = named(path)
            );
            let help = message!("end it, or name another file with `--state`");
            Finding::new("state-in-use", Severity::Error, message).help(help)
        }
        StoreError::TooLarge => {
            let message = message!(
                "{path} is larger than a case file may be",
                path = named(path)
            );
            let help = message!("begin with a smaller case file");
            Finding::new("document-too-large", Severity::Error, message).help(help)
        }
        StoreError::Io(error) => not_usable("state-not-usable", path, error),
    }
}

/// What `aws signin list-sessions` prints.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Sessions {
    items: Vec<Session>,
    #[serde(default, rename = "nextToken")]
    _next_token: Option<String>,
}

/// A state before the first request.
fn fresh(args: &Emulate, host: &dyn Host, words: &Words) -> Result<State, Exit> {
    let case = match &args.case {
        Some(path) => {
            let case = case::read(path, case::OF_ONE_ACCOUNT, &args.allow, host, words)?;
            let errors = case.findings().iter().filter(|finding| finding.is_error());
            if errors.count() > 0 {
                case::complain(&case, Some(path), host, words);
                return Err(Exit::Unusable);
            }
            whole(&case)
        }
        None => CaseFile::default(),
    };
    let sessions = match &args.sessions {
        Some(path) => sessions(path, args, host, words)?,
        None => Vec::new(),
    };
    let of_case = case.account.as_ref().and_then(|account| account.id.clone());
    let account = args.account.clone().or(of_case);
    let account = account.as_deref().unwrap_or(ACCOUNT);
    State::of_case(case, account, sessions, &args.target)
        .map_err(|finding| refused(&[*finding], host, words))
}

/// A case file that holds the documents which it names by paths.
fn whole(case: &vestibule_wire::Case) -> CaseFile {
    let Ok(mut value) = serde_json::to_value(case.file()) else {
        return case.file().clone();
    };
    for document in case.compiled().documents() {
        if document.file.is_some() {
            let pointer = format!("/{}/document", document.path.replace(['.', '['], "/"));
            let place = value.pointer_mut(&pointer.replace(']', ""));
            if let (Some(place), Ok(text)) = (place, serde_json::from_str(&document.json())) {
                *place = text;
            }
        }
    }
    serde_json::from_value(value).unwrap_or_else(|_| case.file().clone())
}

fn sessions(
    path: &str,
    args: &Emulate,
    host: &dyn Host,
    words: &Words,
) -> Result<Vec<Session>, Exit> {
    let access = Access::new(host, &args.allow.allow_path);
    let bytes = input::read(&access, path).map_err(|finding| refused(&[*finding], host, words))?;
    let text = String::from_utf8_lossy(&bytes);
    let read: Sessions = read_text(&text).map_err(|found| {
        complain(&found, &bytes, path, host, words);
        Exit::Unusable
    })?;
    Ok(read.items)
}

fn listen(
    listener: TcpListener,
    service: Service,
    log: Option<File>,
    args: &Emulate,
    host: &dyn Host,
    words: &Words,
) -> io::Result<Exit> {
    let address: SocketAddr = listener.local_addr()?;
    let mut out = output::stdout(host);
    let url = format!("http://{address}");
    let account = service.state().account().unwrap_or_default().to_owned();
    let named = [("url", url.as_str().into()), ("account", account.into())];
    out.line(&*words.with(id!("frame-emulating"), &named))?;
    out.line(format!("  export AWS_ENDPOINT_URL_SIGNIN={url}"))?;
    out.line(format!("  export AWS_ENDPOINT_URL_ORGANIZATIONS={url}"))?;
    match &args.aws_data_path {
        Some(folder) => {
            let folder = std::path::absolute(folder)?;
            out.line(format!("  export AWS_DATA_PATH={}", quoted(&folder)))?;
        }
        None => out.line(&*words.say(id!("frame-emulating-without-rules")))?,
    }
    if args.state.is_none() {
        out.line(&*words.say(id!("frame-emulating-in-memory")))?;
    }
    out.flush()?;
    serve(listener, service, watch(log, out))?;
    Ok(Exit::Done)
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.to_string_lossy();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    if text.chars().all(is_plain) {
        return text.into_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Prints a line for each request, and writes its entry into the log.
fn watch(mut log: Option<File>, mut out: output::Output) -> Watch {
    Box::new(move |event| {
        // Whoever reads either of them may have gone; the emulator stays.
        let _ = out.line(line(event)).and_then(|()| out.flush());
        let Some(log) = &mut log else {
            return;
        };
        let entry = match event {
            Event::Answered {
                now,
                operation,
                call,
                answer,
            } => entry(*operation, call, answer, *now),
            Event::Dropped { now, why, .. } => {
                serde_json::json!({ "time": utc(*now), "dropped": why })
            }
        };
        let _ = log.write_all(format!("{entry}\n").as_bytes());
    })
}

/// `2026-11-29T18:46:35Z 409 PutResourcePermissionStatement us-east-1 ConflictException: …`.
fn line(event: &Event<'_>) -> Text {
    match event {
        Event::Answered {
            now,
            operation,
            call,
            answer,
        } => {
            let asked = call.target.as_deref().unwrap_or(&call.path);
            let name = operation.map_or(asked, |of| of.name());
            let region = call.region.as_deref().unwrap_or("-");
            let text = Text::default()
                .styled(DIM, utc(*now))
                .plain(format!(" {} {name} {region}", answer.status()));
            match &answer.result {
                Err(failure) => text
                    .plain(" ")
                    .styled(of_severity(Severity::Error), failure.name)
                    .plain(format!(": {}", failure.message)),
                Ok(_) => match &answer.effect {
                    Some(effect) => text.plain(format!(": {effect}")),
                    None => text,
                },
            }
        }
        Event::Dropped { now, peer, why } => Text::default()
            .styled(DIM, utc(*now))
            .plain(format!(" --- {peer} {why}")),
    }
}
