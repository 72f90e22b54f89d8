//! Texts with policy variables, compiled, and their values in a request. [VAR]

use crate::keys::{Context, KeyId, KeyValue, Keys};
use crate::language::variable;
use crate::value::wildcard::{Pattern, Piece, matches_pieces, pattern_of};
use crate::work::{Weight, count};

/// A text with policy variables.
#[derive(Clone, Debug)]
pub struct Template {
    parts: Box<[Part]>,
    /// True when AWS would refuse the text; `parts` is then empty.
    malformed: bool,
}

#[derive(Clone, Debug)]
enum Part {
    /// As written; its `*` and `?` are wildcards.
    Text(Box<str>),
    /// `${*}`, `${?}` or `${$}`.
    Escaped(&'static str),
    /// A key. `None` when there are too many keys to follow.
    Variable {
        key: Option<KeyId>,
        default: Option<Box<str>>,
    },
}

impl Part {
    /// What it is as written; `None` for a variable that a request resolves.
    fn text(&self) -> Option<&str> {
        match self {
            Part::Text(text) => Some(text),
            Part::Escaped(text) => Some(text),
            Part::Variable { .. } => None,
        }
    }
}

/// Why a template has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// A key is absent, or has several values: the template matches nothing [VAR, E2].
    Unresolved,
    /// Nothing is known of this key.
    Unknown(Option<KeyId>),
    /// AWS would refuse the text.
    Malformed,
}

/// So many keys may be there or absent where a text says what stands for them.
const MOST_OPEN: usize = 6;

impl Template {
    /// Compiles `text`, adding the keys that it refers to to `keys`.
    #[must_use]
    pub fn compile(text: &str, keys: &mut Keys) -> Self {
        match variable::parts(text) {
            Ok(parts) => {
                let parts = parts.into_iter().map(|part| match part {
                    variable::Part::Text(text) => Part::Text(text.into()),
                    variable::Part::Escaped(text) => Part::Escaped(text),
                    variable::Part::Variable { key, default } => Part::Variable {
                        key: keys.intern(key),
                        default: default.map(Into::into),
                    },
                });
                Self {
                    parts: parts.collect(),
                    malformed: false,
                }
            }
            Err(_) => Self {
                parts: Box::default(),
                malformed: true,
            },
        }
    }

    /// The keys that its variables refer to.
    pub fn keys(&self) -> impl Iterator<Item = KeyId> + '_ {
        self.parts.iter().filter_map(|part| match part {
            Part::Variable { key, .. } => *key,
            Part::Text(_) | Part::Escaped(_) => None,
        })
    }

    /// The key of the variable with which the text ends, if it is the only one and nothing
    /// stands for a key that is absent.
    #[must_use]
    pub fn last_and_only_variable(&self) -> Option<KeyId> {
        let (last, before) = self.parts.split_last()?;
        match last {
            Part::Variable { key, default: None } => before
                .iter()
                .all(|part| part.text().is_some())
                .then_some(*key)?,
            Part::Text(_) | Part::Escaped(_) | Part::Variable { .. } => None,
        }
    }

    /// True when the text says what stands for a key that is absent.
    #[must_use]
    pub fn has_default(&self, key: KeyId) -> bool {
        self.parts.iter().any(
            |part| matches!(part, Part::Variable { key: of, default: Some(_) } if *of == Some(key)),
        )
    }

    /// What it costs at most to compare it with a value: its pieces are looked at one by
    /// one, and what is put together is never longer than the value and the text.
    pub(crate) fn weight(&self) -> Weight {
        let texts = || self.parts.iter().filter_map(Part::text);
        let text = texts().map(|text| count(text.len())).sum::<u64>();
        let question = texts().any(|text| text.contains('?'));
        // With `?` every byte of the value moves the bits of all that was put together.
        let each = if question { 32 } else { 8 };
        Weight {
            fixed: 32 + 8 * count(self.parts.len()) + each * text,
            per_byte: each + if question { text / 16 } else { 0 },
            per_square: u64::from(question),
            per_variable: 0,
        }
    }

    /// The variables whose values are looked through for the fields of an ARN: those
    /// before the fifth colon of the text.
    pub(crate) fn variables_in_fields(&self) -> u64 {
        let mut colons = 0;
        let mut variables = 0;
        for part in &self.parts {
            match part.text() {
                Some(text) => colons += text.bytes().filter(|byte| *byte == b':').count(),
                None => variables += 1,
            }
            if colons >= 5 {
                break;
            }
        }
        variables
    }

    /// All its variables.
    pub(crate) fn variables(&self) -> u64 {
        count(
            self.parts
                .iter()
                .filter(|part| part.text().is_none())
                .count(),
        )
    }

    /// A pattern that matches all that the template can come to, whatever the
    /// values are that are not known.
    #[must_use]
    pub fn widest_pattern(&self, context: &Context<'_>) -> Pattern {
        pattern_of(&self.widest(context))
    }

    /// As [`Template::widest_pattern`], once for each choice of which keys are absent, of those
    /// that are not known and have a text that stands for them then. `None` where there are
    /// more than 64 choices.
    #[must_use]
    pub fn widest_patterns(&self, context: &Context<'_>) -> Option<Vec<Pattern>> {
        let at = |key: KeyId| usize::from(key.0);
        let is_open = |key: &KeyId| {
            let known = context.get(at(*key)).copied();
            self.has_default(*key) && matches!(known, None | Some(KeyValue::Unknown))
        };
        let mut open: Vec<KeyId> = Vec::new();
        for key in self.keys().filter(is_open) {
            if !open.contains(&key) {
                open.push(key);
            }
        }
        if open.len() > MOST_OPEN {
            return None;
        }
        let patterns = (0..1_u32 << open.len()).map(|choice| {
            let mut context = context.to_vec();
            for (index, key) in open.iter().enumerate() {
                if let Some(value) = context.get_mut(at(*key))
                    && choice >> index & 1 == 1
                {
                    *value = KeyValue::Absent;
                }
            }
            self.widest_pattern(&context)
        });
        Some(patterns.collect())
    }

    /// True when `value` may match, whatever the values are that are not known.
    pub(crate) fn may_match(&self, value: &str, context: &Context<'_>) -> bool {
        matches_pieces(&self.widest(context), value)
    }

    /// True when no variable is in it: it has the same pieces in every request.
    pub(super) fn is_fixed(&self) -> bool {
        !self.malformed
            && !self
                .parts
                .iter()
                .any(|part| matches!(part, Part::Variable { .. }))
    }

    /// The pieces for one request. A key that is absent or has several values
    /// takes precedence over an unknown one: the template then matches nothing,
    /// whatever the unknown value is.
    pub(crate) fn pieces<'a>(&'a self, context: &Context<'a>) -> Result<Vec<Piece<'a>>, Gap> {
        if self.malformed {
            return Err(Gap::Malformed);
        }
        let mut pieces = Vec::with_capacity(self.parts.len());
        let mut unknown = None;
        for part in &self.parts {
            match value(part, context) {
                Ok(piece) => pieces.push(piece),
                Err(Gap::Unknown(key)) => unknown = unknown.or(Some(key)),
                Err(gap) => return Err(gap),
            }
        }
        unknown.map_or(Ok(pieces), |key| Err(Gap::Unknown(key)))
    }

    /// The pieces, with a `*` in place of every unknown value, or one `*` when the text
    /// is malformed. This pattern matches every text that the template may match.
    pub(super) fn widest<'a>(&'a self, context: &Context<'a>) -> Vec<Piece<'a>> {
        const ANYTHING: Piece<'_> = ("*", false);
        if self.malformed {
            return vec![ANYTHING];
        }
        let parts = self.parts.iter();
        parts
            .map(|part| value(part, context).unwrap_or(ANYTHING))
            .collect()
    }
}

fn value<'a>(part: &'a Part, context: &Context<'a>) -> Result<Piece<'a>, Gap> {
    let (key, default) = match part {
        Part::Text(text) => return Ok((text, false)),
        Part::Escaped(text) => return Ok((text, true)),
        Part::Variable { key, default } => (*key, default),
    };
    let known = key.and_then(|key| context.get(usize::from(key.0)).copied());
    match known.unwrap_or(KeyValue::Unknown) {
        KeyValue::One(value) => Ok((value, true)),
        KeyValue::Absent => default
            .as_deref()
            .map(|text| (text, true))
            .ok_or(Gap::Unresolved),
        // The default is for absent keys only [E2].
        KeyValue::Many(_) => Err(Gap::Unresolved),
        KeyValue::Unknown | KeyValue::PresentUnknown => Err(Gap::Unknown(key)),
    }
}
