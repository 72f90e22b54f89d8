//! `vestibule verify`.

use std::io;

use vestibule_certificate::{read, verify};
use vestibule_l10n::{Text as Words, id};
use vestibule_syntax::limits::CERTIFICATE_BYTES;
use vestibule_wire::{CheckedAnswer, Finding, Verification};

use super::case;
use crate::access::Access;
use crate::args::{PrettyFormat, Verify};
use crate::exit::Exit;
use crate::host::Host;
use crate::output::{Text, of_outcome};
use crate::{findings, input, output};

pub(crate) fn run(args: &Verify, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    let allowed = Access::new(host, &args.allow.allow_path);
    let path = &args.certificate;
    let read = input::read_up_to(&allowed, path, CERTIFICATE_BYTES).and_then(|bytes| read(&bytes));
    let certificate = match read {
        Ok(certificate) => certificate,
        Err(finding) => {
            let place = case::shown(path);
            output::complain(host, findings::write(words, &finding, Some(place), None));
            return Ok(Exit::Unusable);
        }
    };
    let (case, inputs) =
        match case::read_with_inputs(&args.case, case::OF_ONE_ACCOUNT, &args.allow, host, words) {
            Ok(read) => read,
            Err(exit) => return Ok(exit),
        };
    case::complain(&case, Some(&args.case), host, words);
    if !case.is_usable() {
        return Ok(Exit::Unusable);
    }
    let (verification, exit) = match verify(&certificate, &case, &inputs) {
        Ok(checked) => (of(Some(checked), Vec::new()), Exit::Done),
        Err(finding) => {
            let place = case::shown(path);
            output::complain(host, findings::write(words, &finding, Some(place), None));
            (of(None, vec![*finding]), Exit::Wrong)
        }
    };
    let mut out = output::stdout(host);
    let output = match args.format {
        PrettyFormat::Json => out.json(&verification),
        PrettyFormat::Pretty => lines(&verification, words)
            .into_iter()
            .try_for_each(|line| out.line(line)),
    };
    exit.after(output.and_then(|()| out.flush()))
}

fn of(checked: Option<CheckedAnswer>, findings: Vec<Finding>) -> Verification {
    Verification {
        verified: checked.is_some(),
        checked,
        findings,
    }
}

/// What came of it, for people.
fn lines(verification: &Verification, words: &Words) -> Vec<Text> {
    use vestibule_wire::Outcome::{Allowed, Denied};
    let Some(checked) = &verification.checked else {
        let text = words.say(id!("frame-not-verified"));
        return vec![Text::default().styled(of_outcome(Denied), &*text)];
    };
    let count = |count: usize| [("count", count.into())];
    let about = [
        ("account", checked.account.as_str().into()),
        ("partition", checked.partition.as_str().into()),
    ];
    let mut below = vec![
        words.with(id!("frame-verified-account"), &about),
        words.with(id!("frame-verified-claims"), &count(checked.claims)),
        words.with(id!("frame-verified-witnesses"), &count(checked.witnesses)),
    ];
    if checked.open > 0 {
        below.push(words.with(id!("frame-verified-open"), &count(checked.open)));
    }
    let title = Text::default().styled(of_outcome(Allowed), &*words.say(id!("frame-verified")));
    let below = below.into_iter().map(|line| Text::from("  ").plain(&*line));
    std::iter::once(title).chain(below).collect()
}
