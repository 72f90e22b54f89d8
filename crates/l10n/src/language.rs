//! Which language is spoken.

/// A language of the page and the command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::En, Self::Ja];

    /// As BCP 47, HTML and the folders of `text/` name it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
        }
    }

    /// What it calls itself, which is how a switch must name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ja => "日本語",
        }
    }

    /// The language of such a tag, or of the name of a locale, whatever its script or region.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// The first that the user prefers and the page speaks, else English.
    pub fn preferred<T: AsRef<str>>(tags: impl IntoIterator<Item = T>) -> Self {
        tags.into_iter()
            .find_map(|tag| Self::of_tag(tag.as_ref()))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_preference_that_the_page_speaks_is_taken() {
        let cases: &[(&str, &[&str], Language)] = &[
            ("nothing told", &[], Language::En),
            ("Japanese", &["ja"], Language::Ja),
            ("with a region", &["ja-JP"], Language::Ja),
            ("with a script", &["ja-Jpan-JP"], Language::Ja),
            ("in capitals", &["JA_jp"], Language::Ja),
            ("a locale", &["ja_JP.UTF-8"], Language::Ja),
            ("a locale without region", &["ja.UTF-8"], Language::Ja),
            ("no locale", &["C.UTF-8"], Language::En),
            ("English first", &["en-GB", "ja"], Language::En),
            ("Japanese first", &["ja", "en-US"], Language::Ja),
            (
                "behind one not spoken",
                &["fr-CA", "ja-JP", "en"],
                Language::Ja,
            ),
            ("none of them spoken", &["fr", "de"], Language::En),
            ("one that only begins so", &["jam", "eng"], Language::En),
            ("empty", &[""], Language::En),
        ];
        for (name, tags, expected) in cases {
            assert_eq!(Language::preferred(*tags), *expected, "{name}");
        }
    }
}
