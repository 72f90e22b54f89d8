//! What CHANGELOG.md says of a version.

use crate::error::{Error, Result};

const UNRELEASED: &str = "Unreleased";

/// What is new in a version, for the text of its release.
pub(crate) fn notes(changelog: &str, version: &str) -> Result<String> {
    let text = section(changelog, version).ok_or_else(|| {
        Error::new(format!(
            "give CHANGELOG.md a section `## [{version}]` with what is new"
        ))
    })?;
    if text.is_empty() {
        return Err(Error::new(format!(
            "say in CHANGELOG.md below `## [{version}]` what is new"
        )));
    }
    if section(changelog, UNRELEASED).is_some_and(|text| !text.is_empty()) {
        return Err(Error::new(format!(
            "move what stands below `## [{UNRELEASED}]` in CHANGELOG.md to `## [{version}]`"
        )));
    }
    Ok(text.to_owned() + "\n")
}

/// What stands below the heading of a version, without the targets of links at the end.
fn section<'t>(changelog: &'t str, version: &str) -> Option<&'t str> {
    let heading = format!("\n## [{version}]");
    let start = changelog.find(&heading)? + heading.len();
    let text = changelog.get(start..)?;
    // A date may stand in the heading.
    let text = text.get(text.find('\n').unwrap_or(text.len())..)?;
    let end = ["\n## ", "\n["]
        .iter()
        .filter_map(|next| text.find(next))
        .min();
    Some(text.get(..end.unwrap_or(text.len()))?.trim())
}

#[cfg(test)]
mod tests {
    use super::notes;

    const GOOD: &str = "# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-11-30\n\n### Added\n\n\
        - A.\n\n## [1.0.0]\n\n- B.\n\n[1.1.0]: #110\n";

    #[test]
    fn a_section_is_the_text_of_the_release() {
        assert_eq!(notes(GOOD, "1.1.0").unwrap(), "### Added\n\n- A.\n");
        assert_eq!(notes(GOOD, "1.0.0").unwrap(), "- B.\n");
    }

    #[test]
    fn what_is_missing_is_named() {
        let unreleased = GOOD.replace("[Unreleased]\n", "[Unreleased]\n\n- C.\n");
        let empty = GOOD.replace("### Added\n\n- A.\n", "");
        let cases = [
            (GOOD, "1.2.0", "a section `## [1.2.0]`"),
            (&unreleased, "1.1.0", "move what stands below"),
            (&empty, "1.1.0", "say in CHANGELOG.md below `## [1.1.0]`"),
            ("", "1.1.0", "a section"),
        ];
        for (changelog, version, said) in cases {
            let error = notes(changelog, version).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }
}
