//! What is said of files that cannot be read, or not to their end.

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::limits::IMPORT_BYTES;
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

pub(crate) fn unreadable(why: Message) -> Finding {
    let message = message!("nothing of it is used: {why}", why = why);
    let help = message!("run the command again, and save all that it prints");
    Finding::new("import-unreadable", Severity::Error, message).help(help)
}

pub(crate) fn too_large() -> Finding {
    let message = message!(
        "the file is larger than the {most} bytes that are imported",
        most = IMPORT_BYTES
    );
    let help = message!(
        "save it in parts: {call} takes `--filter` with one of `User`, `Role`, `Group`, `LocalManagedPolicy` and `AWSManagedPolicy`",
        call = code("aws iam get-account-authorization-details")
    );
    Finding::new("import-too-large", Severity::Error, message).help(help)
}

/// Whether something in a text may be an output, unlike in a note or an image.
pub(crate) fn may_be_output(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut lines = text.lines();
    text.starts_with(['[', '"']) || lines.any(|line| line.trim_start().starts_with('{'))
}

/// Of a file in which nothing is known.
pub(crate) fn nothing_known() -> Finding {
    let message = message!("it holds no output of AWS, no policy and no template that is known");
    let help = message!("leave it out, or save all that the command prints");
    Finding::new("import-not-recognised", Severity::Warning, message).help(help)
}

/// Of a file that would tell nothing however it is read.
pub(crate) fn of_nothing(unreadable: Finding) -> Finding {
    Finding {
        code: "import-not-recognised".into(),
        severity: Severity::Warning,
        ..unreadable
    }
}

pub(crate) fn cut(command: &str) -> Finding {
    let message = message!(
        "the output of {command} goes on in another page, which is missing",
        command = code(command)
    );
    let help = message!("run it again without `--max-items` and `--no-paginate`");
    Finding::new("import-truncated", Severity::Warning, message).help(help)
}

/// Of YAML in a transcript it is not read where it ends, nor which options its command had.
pub(crate) fn yaml_in_a_transcript(text: &str) -> Finding {
    let why = message!("YAML is not read in a transcript");
    let help = message!("save it to a file of its own, or print JSON with `--output json`");
    let finding = unreadable(why).help(help);
    match may_be_of_aws(text) {
        true => finding,
        false => of_nothing(finding),
    }
}

/// Whether YAML may be of AWS, whose members begin with a capital letter, or name one of its
/// things.
pub(crate) fn may_be_of_aws(text: &str) -> bool {
    let mut lines = text.lines().map(|line| line.trim_start_matches(['-', ' ']));
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| line.starts_with(|c: char| c.is_ascii_uppercase()))
        || text.contains("arn:aws")
        || text.contains("signin")
}
