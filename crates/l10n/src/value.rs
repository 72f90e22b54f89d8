//! What is filled into a message.

use std::borrow::Cow;

use super::Language;

/// What a variable of a message stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// A text, shown as it is.
    Text(Cow<'a, str>),
    /// A number, grouped by thousands.
    Number(i64),
}

impl Value<'_> {
    /// Whether a message has this variant for the value: the text or the number itself, or the
    /// number's plural category.
    pub(crate) fn is(&self, key: &str, language: Language) -> bool {
        let is_number = key.starts_with(|first: char| first.is_ascii_digit());
        match self {
            Self::Text(text) => !is_number && text == key,
            Self::Number(number) if is_number => key.parse() == Ok(*number),
            Self::Number(number) => key == category(*number, language),
        }
    }

    /// Numbers are grouped by thousands: `12,345`, as both languages write them.
    pub(crate) fn write(&self, said: &mut String) {
        match self {
            Self::Text(text) => said.push_str(text),
            Self::Number(number) => {
                if *number < 0 {
                    said.push('-');
                }
                let digits = number.unsigned_abs().to_string();
                for (index, digit) in digits.chars().enumerate() {
                    if index > 0 && (digits.len() - index).is_multiple_of(3) {
                        said.push(',');
                    }
                    said.push(digit);
                }
            }
        }
    }
}

/// The plural category of a whole number, as Unicode's CLDR has it.
const fn category(number: i64, language: Language) -> &'static str {
    match (language, number) {
        (Language::En, 1 | -1) => "one",
        (Language::En | Language::Ja, _) => "other",
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i32> for Value<'_> {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u16> for Value<'_> {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (12345, "12,345"),
            (1_234_567, "1,234,567"),
            (-100, "-100"),
            (-1000, "-1,000"),
        ];
        for (number, expected) in cases {
            let mut said = String::new();
            Value::from(number).write(&mut said);
            assert_eq!(said, expected);
        }
    }
}
