//! What the commands have in common that answer for all sign-ins of a case.

use std::io;

use vestibule_answers::words::{Line, Section};
use vestibule_l10n::Text as Words;
use vestibule_wire::{Case, Finding, Outcome};

use super::case;
use crate::args::AllAtOnce;
use crate::exit::Exit;
use crate::host::Host;
use crate::output::{BOLD, Output, Text, of_outcome};
use crate::{findings, output};

/// The answer about the case that was named, unless there is none.
pub(super) fn answer<A>(
    args: &AllAtOnce,
    host: &dyn Host,
    words: &Words,
    ask: impl FnOnce(&Case) -> Result<A, Box<Finding>>,
) -> Result<(Case, A), Exit> {
    let case = case::read(&args.case, &args.allow, host, words)?;
    case::complain(&case, Some(&args.case), host, words);
    if !case.is_usable() {
        return Err(Exit::Unusable);
    }
    match ask(&case) {
        Ok(answer) => Ok((case, answer)),
        Err(finding) => {
            let place = Some(case::shown(&args.case));
            output::complain(host, findings::write(words, &finding, place, None));
            Err(Exit::Unusable)
        }
    }
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
pub(super) fn text(out: &mut Output, sections: &[Section]) -> io::Result<()> {
    for (index, section) in sections.iter().enumerate() {
        if index > 0 {
            out.line("")?;
        }
        out.line(Text::default().styled(BOLD, section.title.to_string()))?;
        for line in &section.lines {
            let text = Text::from("  ".repeat(line.indent + 1));
            let words = line.text.to_string();
            out.line(match line.outcome {
                Some(outcome) => coloured(text, outcome, &words),
                None => text.plain(words),
            })?;
        }
    }
    Ok(())
}

/// A line with its first words, up to a colon, in the colour of their outcome.
fn coloured(text: Text, outcome: Outcome, words: &str) -> Text {
    let (head, rest) = words.find(':').map_or((words, ""), |at| words.split_at(at));
    text.styled(of_outcome(outcome), head).plain(rest)
}

/// Writes sections as Markdown, such as for the comment on a pull request.
pub(super) fn markdown(out: &mut Output, sections: &[Section]) -> io::Result<()> {
    for (index, section) in sections.iter().enumerate() {
        if index > 0 {
            out.line("")?;
        }
        out.line(format!("**{}**", section.title.markdown()))?;
        if !section.lines.is_empty() {
            out.line("")?;
        }
        for Line { indent, text, .. } in &section.lines {
            let margin = "  ".repeat(*indent);
            out.line(format!("{margin}- {}", text.markdown()))?;
        }
    }
    Ok(())
}
