//! Letters to write new words with, by the script of the old ones.
//!
//! AWS has no names outside of ASCII, so a request with one is not decided. A new name in
//! ASCII would be decided, so the new name is written in the script of the old one.

/// The letters of a script, by turns: consonants and vowels where it has both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters(pub(super) &'static str, pub(super) &'static str);

/// For words of ASCII.
const ASCII: Letters = Letters("bdfgklmnprstvz", "aeiou");
/// For words with accents, and for all scripts that are not listed.
const ACCENTED: Letters = Letters("bdfgklmnprstvz", "äëïöü");
const GREEK: Letters = Letters("βγδζκλμνπρστφ", "αεηιοω");
const CYRILLIC: Letters = Letters("бвгдзклмнпрстф", "аеиоуыэ");
const HEBREW: Letters = Letters("בגדזטכלמנסקרשת", "אהוי");
const ARABIC: Letters = Letters("بتجدرزسشفقكلمن", "اوي");
const DEVANAGARI: Letters = Letters("कखगचजटडतदनपबमरल", "कगजतदनपमरल");
const THAI: Letters = Letters("กขคงจชดตนบปพมยรล", "กคงจดตนบมรล");
const KANA: Letters = Letters(
    "かきくけこさしすせそたちつてとなに",
    "のはひふへほまみむめもやゆよらりる",
);
const HANGUL: Letters = Letters(
    "가나다라마바사아자차카타파하",
    "거너더러머버서어저처커터퍼허",
);
const HAN: Letters = Letters("一二三四五六七八九十百千", "山川田木林森石水火土金花");

/// The first and last code of blocks, and the letters of their script.
const BLOCKS: [(char, char, Letters); 12] = [
    ('\u{370}', '\u{3ff}', GREEK),
    ('\u{400}', '\u{52f}', CYRILLIC),
    ('\u{590}', '\u{5ff}', HEBREW),
    ('\u{600}', '\u{77f}', ARABIC),
    ('\u{900}', '\u{97f}', DEVANAGARI),
    ('\u{e00}', '\u{e7f}', THAI),
    ('\u{3040}', '\u{30ff}', KANA),
    ('\u{3400}', '\u{9fff}', HAN),
    ('\u{ac00}', '\u{d7af}', HANGUL),
    ('\u{1100}', '\u{11ff}', HANGUL),
    ('\u{f900}', '\u{faff}', HAN),
    ('\u{20000}', '\u{3ffff}', HAN),
];

impl Letters {
    /// The letters of the script that `word` is written in: that of its first character outside
    /// of ASCII.
    pub(super) fn of(word: &str) -> Self {
        match word.chars().find(|c| !c.is_ascii()) {
            None => ASCII,
            Some(first) => {
                let mut blocks = BLOCKS.iter();
                let block = blocks.find(|(from, to, _)| (*from..=*to).contains(&first));
                block.map_or(ACCENTED, |(_, _, letters)| *letters)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_letters_of_their_script() {
        for (word, letters) in [
            ("alice", ASCII),
            ("jörg", ACCENTED),
            ("🔑", ACCENTED),
            ("Иван", CYRILLIC),
            ("Νίκος", GREEK),
            ("山田", HAN),
            ("たろう", KANA),
            ("민수", HANGUL),
        ] {
            assert_eq!(Letters::of(word), letters, "{word}");
            // The new word is of the same script, too.
            assert_eq!(Letters::of(letters.1), letters, "{word}");
        }
    }
}
