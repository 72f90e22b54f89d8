//! What the commands have in common that answer for all sign-ins of a case.

use std::io;

use anstyle::Style;
use vestibule_answers::words::{Line, Section};
use vestibule_certificate::Told;
use vestibule_l10n::{Piece, Text as Words};
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{Case, CertifiedAnswer, CertifiedInputs, Finding};

use super::{case, certificate};
use crate::args::{AllAtOnce, AllowFlags};
use crate::exit::Exit;
use crate::host::Host;
use crate::output::{BOLD, Output, Text, of_outcome};
use crate::{findings, output};

/// The answer about the case that was named, which is of one account, unless there is none.
pub(super) fn answered<A>(
    path: &str,
    allow: &AllowFlags,
    host: &dyn Host,
    words: &Words,
    ask: impl FnOnce(&Case) -> Result<A, Box<Finding>>,
) -> Result<(Case, CertifiedInputs, A), Exit> {
    let read = case::read_with_inputs(path, case::OF_ONE_ACCOUNT, allow, host, words)?;
    of_case(read, path, host, words, ask)
}

/// The answer about a case that was read from `path`.
fn of_case<A>(
    (case, inputs): (Case, CertifiedInputs),
    path: &str,
    host: &dyn Host,
    words: &Words,
    ask: impl FnOnce(&Case) -> Result<A, Box<Finding>>,
) -> Result<(Case, CertifiedInputs, A), Exit> {
    case::complain(&case, Some(path), host, words);
    if !case.is_usable() {
        return Err(Exit::Unusable);
    }
    match ask(&case) {
        Ok(answer) => Ok((case, inputs, answer)),
        Err(finding) => {
            let place = Some(case::shown(path));
            output::complain(host, findings::write(words, &finding, place, None));
            Err(Exit::Unusable)
        }
    }
}

/// The answer about the case that was named, of one account or of an organization, unless there
/// is none, and its certificate where one is asked for.
pub(super) fn certified<A: Clone>(
    args: &AllAtOnce,
    host: &dyn Host,
    words: &Words,
    ask: impl FnOnce(&Case) -> Result<A, Box<Finding>>,
    certify: impl FnOnce(A) -> CertifiedAnswer,
) -> Result<(Case, A), Exit> {
    // A certificate is of one account.
    let accept = match args.certificate {
        Some(_) => case::OF_ONE_ACCOUNT,
        None => case::ANY,
    };
    let read = case::read_with_inputs(&args.case, accept, &args.allow, host, words)?;
    let (case, inputs, answer) = of_case(read, &args.case, host, words, ask)?;
    if let Some(path) = &args.certificate {
        let told = Told {
            inputs,
            answer: certify(answer.clone()),
        };
        certificate::save(path, told, &case, host).map_err(|finding| {
            output::complain(host, findings::write(words, &finding, Some(path), None));
            Exit::Unusable
        })?;
    }
    Ok((case, answer))
}

/// The status of an answer that is right as far as the policies are.
pub(super) fn exit(case: &Case, otherwise: Exit) -> Exit {
    if case.findings().iter().any(Finding::is_error) {
        Exit::Unusable
    } else {
        otherwise
    }
}

/// Writes sections for reading.
pub(super) fn text(out: &mut Output, words: &Words, sections: &[Section]) -> io::Result<()> {
    for (index, section) in sections.iter().enumerate() {
        if index > 0 {
            out.line("")?;
        }
        out.line(Text::default().styled(BOLD, plain(words, &section.title)))?;
        text_lines(out, words, &section.lines, 1)?;
    }
    Ok(())
}

pub(super) fn text_lines(
    out: &mut Output,
    words: &Words,
    lines: &[Line],
    depth: usize,
) -> io::Result<()> {
    for line in lines {
        let text = Text::from("  ".repeat(depth));
        let style = line.outcome.map_or_else(Style::new, of_outcome);
        let text = text.styled(style, plain(words, &line.head));
        out.line(match &line.tail {
            Some(tail) => text.plain(": ").plain(plain(words, tail)),
            None => text,
        })?;
        text_lines(out, words, &line.below, depth + 1)?;
    }
    Ok(())
}

/// A line as text, without those below it.
pub(super) fn line(words: &Words, line: &Line) -> String {
    let head = plain(words, &line.head);
    match &line.tail {
        Some(tail) => format!("{head}: {}", plain(words, tail)),
        None => head,
    }
}

/// A phrase without marks around code.
pub(super) fn plain(words: &Words, message: &Message) -> String {
    let pieces = words.phrase(message).into_iter();
    pieces.map(|piece| piece.text).collect()
}

/// Writes sections as Markdown, such as for the comment on a pull request.
pub(super) fn markdown(out: &mut Output, words: &Words, sections: &[Section]) -> io::Result<()> {
    for (index, section) in sections.iter().enumerate() {
        if index > 0 {
            out.line("")?;
        }
        out.line(format!("**{}**", spans(words, &section.title)))?;
        if !section.lines.is_empty() {
            out.line("")?;
        }
        markdown_lines(out, words, &section.lines, 0)?;
    }
    Ok(())
}

pub(super) fn markdown_lines(
    out: &mut Output,
    words: &Words,
    lines: &[Line],
    depth: usize,
) -> io::Result<()> {
    let margin = "  ".repeat(depth);
    for line in lines {
        let head = spans(words, &line.head);
        out.line(match &line.tail {
            Some(tail) => format!("{margin}- {head}: {}", spans(words, tail)),
            None => format!("{margin}- {head}"),
        })?;
        markdown_lines(out, words, &line.below, depth + 1)?;
    }
    Ok(())
}

/// A phrase in Markdown: names, ids and addresses as code, in which nothing has a meaning of
/// its own.
pub(super) fn spans(words: &Words, message: &Message) -> String {
    let pieces = words.phrase(message).into_iter();
    let span = |piece: Piece| {
        if piece.is_code {
            code_span(&piece.text)
        } else {
            piece.text
        }
    };
    pieces.map(span).collect()
}

/// A code span of Markdown, between more backticks than stand together in it.
pub(super) fn code_span(text: &str) -> String {
    // A line break would end a list item, and with it the code.
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let is_edge = |c: char| c == '`' || c == ' ';
    let pad = if text.starts_with(is_edge) || text.ends_with(is_edge) || text.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use vestibule_l10n::Language;
    use vestibule_syntax::diagnostic::code;
    use vestibule_syntax::message;

    use super::*;

    #[test]
    fn what_a_user_wrote_stays_code() {
        for language in Language::ALL {
            let words = Words::of_command(language);
            for (text, expected) in [
                ("a|<b>", "`a|<b>`"),
                ("a`b", "``a`b``"),
                ("``", "``` `` ```"),
                ("@team # x", "`@team # x`"),
                ("東京 オフィス", "`東京 オフィス`"),
            ] {
                let name = message!("{it}", it = code(text));
                assert_eq!(spans(&words, &name), expected);
                assert_eq!(plain(&words, &name), text);
            }
        }
    }
}
