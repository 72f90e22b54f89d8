//! The language of what is printed for people. JSON is always English.

use vestibule_l10n::{Language, Text as Words};
use vestibule_syntax::nearest::nearest;

use crate::host::Host;

/// Where the environment tells a language; the first that is set counts, as POSIX has it.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The words of the language that was `told`, else of the one of the environment.
pub(crate) fn words(told: Option<Language>, host: &dyn Host) -> Words {
    let set = |name: &&str| host.var(name).filter(|value| !value.is_empty());
    let of_environment = || Language::preferred(VARIABLES.iter().find_map(set));
    Words::of_command(told.unwrap_or_else(of_environment))
}

/// The language of a tag such as `ja` or `ja-JP`.
pub(crate) fn parse(tag: &str) -> Result<Language, String> {
    Language::of_tag(tag).ok_or_else(|| {
        let known = Language::ALL.map(Language::tag);
        match nearest(tag, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write `{}`", known.join("` or `")),
        }
    })
}
