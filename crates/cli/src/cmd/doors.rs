//! `vestibule doors`.

use std::io;

use vestibule_answers::words::Section;
use vestibule_answers::{DoorsAnswer, DoorsFor, FirewallLine, PortalStack, doors};
use vestibule_l10n::Text as Words;
use vestibule_syntax::message;
use vestibule_wire::{Finding, LoadError};

use super::{answer, case};
use crate::access::Access;
use crate::args::{self, DoorsFormat, StackArg};
use crate::exit::Exit;
use crate::host::Host;
use crate::output::Output;
use crate::{findings, input, output};

pub(crate) fn run(args: &args::Doors, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    let list = match &args.allow_list {
        None => None,
        Some(path) => {
            let allowed = Access::new(host, &args.allow.allow_path);
            match input::read(&allowed, path).and_then(|bytes| text(path, bytes)) {
                Ok(text) => Some(text),
                Err(finding) => {
                    let place = Some(case::shown(path));
                    output::complain(host, findings::write(words, &finding, place, None));
                    return Ok(Exit::Unusable);
                }
            }
        }
    };
    let asked = DoorsFor {
        doors: args.user.iter().map(|door| door.0).collect(),
        account: args.account.clone(),
        regions: args.region.clone(),
        portal: args.portal.clone(),
        instance: args.instance.clone(),
        stack: args.stack.map(|stack| match stack {
            StackArg::Ipv4 => PortalStack::Ipv4,
            StackArg::DualStack => PortalStack::DualStack,
        }),
    };
    let found = doors(&asked, list.as_deref());
    let sections: Vec<Section> = found.sections().cloned().collect();
    let mut out = output::stdout(host);
    let output = match args.format {
        DoorsFormat::Json => out.json(&found.answer),
        DoorsFormat::Text => answer::text(&mut out, words, &sections),
        DoorsFormat::Markdown => answer::markdown(&mut out, words, &sections),
        DoorsFormat::List => domains(&mut out, words, &found, args.no_wildcards),
    };
    let output = output.and_then(|()| out.flush());
    let exit = if found.is_right() {
        Exit::Done
    } else {
        Exit::Wrong
    };
    exit.after(output)
}

/// The text of an allow-list; whatever is not UTF-8 in it names no domain.
fn text(path: &str, bytes: Vec<u8>) -> Result<String, Box<Finding>> {
    use vestibule_syntax::limits::DOCUMENT_BYTES;
    if bytes.len() > DOCUMENT_BYTES {
        let reason = message!("it is larger than {limit} bytes", limit = DOCUMENT_BYTES);
        let error = LoadError {
            help: message!("hand in the part of the list that is about AWS"),
            ..crate::unreadable::load_error(path, reason)
        };
        return Err(Box::new(crate::unreadable::finding(error)));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Each domain once, on a line of its own. What no firewall takes stands behind a `#`.
fn domains(
    out: &mut Output,
    words: &Words,
    found: &DoorsAnswer,
    no_wildcards: bool,
) -> io::Result<()> {
    for line in found.firewall_lines(no_wildcards) {
        match line {
            FirewallLine::Domain(domain) => out.line(domain)?,
            FirewallLine::Remark(note) => {
                out.line(format!("# {}", answer::plain(words, &note)))?;
            }
        }
    }
    Ok(())
}
